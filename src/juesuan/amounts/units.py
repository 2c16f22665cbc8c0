"""Units that follow a number in a Chinese report, with the base unit they scale to.

Money scales to 元, shares and rates to 1 (so 12.5 % is 0.125); people, pieces and the rest keep themselves as base,
because 8 批次 and 87 人次 must never be added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed; ``value * scale`` is in ``base``. ``kind`` is money, ratio, score or count."""

    printed: str
    base: str
    scale: Decimal
    kind: str


def _unit(printed: str, base: str, scale: str, kind: str) -> Unit:
    return Unit(printed, base, Decimal(scale), kind)


_MONEY = {
    "元": "1",
    "千元": "1E3",
    "万元": "1E4",
    "百万元": "1E6",
    "千万元": "1E7",
    "亿元": "1E8",
    "万亿元": "1E12",
    "角": "0.1",
    "分钱": "0.01",
}
_RATIO = {"%": "0.01", "％": "0.01", "﹪": "0.01", "‰": "0.001", "个百分点": "0.01", "百分点": "0.01"}
_COUNT = """
人次 人 名 位 户次 户 家 个 件 项 份 场次 场 次 批次 批 辆 台（套） 台(套)
台/套 台套 台 套 期 条 张 篇 种 类 所 处 座 起 宗 团次 团组 平方米 平方公里
公里 米 亩 吨 千克 公斤 立方米 天 日 周 月 年 小时 分钟 余人 课时 学时 岁
批(次) 个/次 门 部 本 册 幅 块 间 栋 只 头 株 枚 支 盏 对 组 级 级别
元/人 元/个 元/月 元/年 点 网点 镇 村 班 节 轮 届 股 科 室 字 页 卷 颗 幢 棵 眼 笔 例 艘 架 公顷
人/次 款
""".split()

#: Prices for each of something are never added to amounts of money.
_PRICES = (
    "人次 户 生 平方米 立方米 公里 米 亩 公顷 吨 床 套 台 件 次 天 辆 只 头 株 班 课时 栋 幢 场 期 份".split()
)

UNITS: dict[str, Unit] = {
    **{p: _unit(p, "元", s, "money") for p, s in _MONEY.items()},
    **{p: _unit(p, "1", s, "ratio") for p, s in _RATIO.items()},
    "分": _unit("分", "分", "1", "score"),
    **{p: _unit(p, p, "1", "count") for p in _COUNT},
    # 设备5台（套），其中CT机2台: the bracket only says that a set counts as one
    **{p: _unit(p, "台", "1", "count") for p in ("台（套）", "台(套)", "台/套", "台套")},
    **{f"元/{p}": _unit(f"元/{p}", f"元/{p}", "1", "count") for p in _PRICES},
}
NO_UNIT = Unit("", "", Decimal(1), "none")
#: “增长1.6倍” is 160 %. No unit of its own beside the others: most things that are so many times another are no rate.
TIMES = Unit("倍", "1", Decimal(1), "ratio")

#: Characters after which a unit word is the beginning of another word (10人力资源, 2科学技术, 3部门).
_NOT_FOLLOWED = {
    "人": "力员才民社事大均口物文生", "科": "学技室研普目", "节": "能约水日目", "项": "目", "部": "门分署长队委级",
    "组": "织成长", "次": "年月日", "分": "别析管局类配布级项为期批公行工会支院开子", "级": "别以", "室": "内外",
    "所": "属有在得", "班": "子次", "门": "户诊", "本": "级市县区单部局年次报项乡镇科省行院校", "处": "理置于罚室级以",
    "期": "间末初内限", "条": "件例", "点": "位击", "只": "有要能", "天": "然", "日": "常均", "元": "旦素", "名": "称单义录",
    "座": "谈", "台": "账帐", "种": "类植", "对": "象比外口接上", "章": "程", "口": "径", "股": "室长", "家": "庭属具",
    "件": "套", "户": "籍外", "网点": "", "镇": "街", "字": "样", "页": "面", "周": "边期", "月": "均度", "支": "出付持部队",
    "批": "复准发", "辆": "", "间": "接", "幅": "度", "头": "", "轮": "", "亩": "", "位": "于置",
    "眼": "科睛镜", "笔": "试记录者", "例": "如行会外", "架": "构设", "艘": "", "幢": "", "棵": "", "公顷": "",
    "款": "项额待式型物",
}  # fmt: skip
_ALTERNATIVES = "|".join(
    re.escape(p) + (f"(?![{n}])" if (n := _NOT_FOLLOWED.get(p, "")) else "")
    for p in sorted(UNITS, key=len, reverse=True)
)
#: A unit at the start of the text that follows a number; 万/亿 alone multiply whatever unit comes after them.
UNIT_AT_START = re.compile(
    rf"\s*(?P<many>余|多)?(?P<scale>十|百|千|万亿|万|亿)?(?P<more>余|多)?\s*(?P<unit>{_ALTERNATIVES})?"
)
SCALES = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10000),
    "亿": Decimal(10) ** 8,
    "万亿": Decimal(10) ** 12,
}


def unit_of(text: str) -> Unit | None:
    """The unit that ``text`` names (``万元``, ``单位：亿元`` without the prefix), or ``None`` if it is not one."""
    return UNITS.get(text.strip())
