"""Which Chinese characters sound alike: most wrong characters in typed reports are homophones.

Pinyin input offers 金宝 for 金保 and 只能 for 职能; nothing else produces such errors, so "differs in one
homophone" tells a slip of the keyboard from two different words. The national character set GB 2312 lists
its 3,755 common characters in the order of their pinyin, so the first character of each syllable is all the
data this needs.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

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
_CODES = [c.encode("gb2312") for c in _FIRSTS]
#: The last common character; GB 2312 orders rarer ones by radical, so their sound is not known here.
_LAST = "座".encode("gb2312")


@lru_cache(maxsize=4096)
def syllable(character: str) -> int | None:
    """The number of a character's pinyin syllable (tone ignored); ``None`` if it is not a common one."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(code) != 2 or not _CODES[0] <= code <= _LAST:
        return None
    return bisect_right(_CODES, code) - 1


def homophones(one: str, other: str) -> bool:
    """Are these two different characters with the same syllable?"""
    first = syllable(one)
    return one != other and first is not None and first == syllable(other)


@lru_cache(maxsize=1)
def _by_sound() -> dict[int, str]:
    """The common characters of each syllable."""
    groups: dict[int, str] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            if (high, low) < (0xD7, 0xFA):
                character = bytes([high, low]).decode("gb2312")
                sound = syllable(character)
                if sound is not None:
                    groups[sound] = groups.get(sound, "") + character
    return groups


def alike(character: str) -> str:
    """The other common characters with the same syllable, "" for a rare character."""
    sound = syllable(character)
    return "" if sound is None else _by_sound()[sound].replace(character, "")
