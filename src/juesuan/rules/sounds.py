"""Which Chinese characters sound alike: most wrong characters in typed reports are homophones.

Pinyin input offers 金宝 for 金保 and 只能 for 职能; nothing else produces such errors, so "differs in one
homophone" tells a slip of the keyboard from two different words. The national character set GB 2312 lists
its 3,755 common characters in the order of their pinyin, so the first character of each syllable is all the
data this needs.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

_FIRSTS = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻哺擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿"
    "摧村磋搭呆耽当刀德蹬堤颠碉跌丁丢东兜都端堆墩掇蛾恩而发藩坊"
    "菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾"
    "荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅"
    "捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫"
    "娘鸟捏您柠牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡"
    "扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓"
    "霜谁吮说斯松搜嗽酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推"
    "吞拖挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽淤鸳曰耘匝栽咱赃遭责贼怎增扎摘"
    "瞻樟招遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)


@lru_cache(maxsize=1)
def _syllables() -> tuple[str, ...]:
    """The common characters of each syllable (tone ignored): rows 16 to 55 of GB 2312, of which the last is cut short."""
    rows = b"".join(bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    common = rows.decode("gb2312", "ignore")
    starts = [common.index(first) for first in _FIRSTS]
    return tuple(common[start:end] for start, end in pairwise((*starts, len(common))))


@lru_cache(maxsize=1)
def by_sound() -> dict[int, str]:
    """What turns each common character into the first one of its syllable, for :meth:`str.translate`.

    Rarer characters stay as they are: GB 2312 orders them by radical, so their sound is not known here.
    """
    return {ord(c): same[0] for same in _syllables() for c in same}


@lru_cache(maxsize=1)
def _by_first() -> dict[str, str]:
    return {same[0]: same for same in _syllables()}


def alike(character: str) -> str:
    """The other common characters with the same syllable, "" for a rare character."""
    return _by_first().get(by_sound().get(ord(character), ""), "").replace(character, "")
