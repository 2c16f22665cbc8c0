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


_MONEY = {"元": "1", "千元": "1E3", "万元": "1E4", "百万元": "1E6", "千万元": "1E7", "亿元": "1E8", "角": "0.1", "分钱": "0.01"}
_RATIO = {"%": "0.01", "％": "0.01", "﹪": "0.01", "‰": "0.001", "个百分点": "0.01", "百分点": "0.01"}
_COUNT = (
    "人次 人 名 位 户次 户 家 个 件 项 份 场次 场 次 批次 批 辆 台（套） 台(套) 台/套 台套 台 套 期 条 张 篇 种 类 所 处 座 起 宗 "
    "团次 团组 平方米 平方公里 公里 米 亩 吨 千克 公斤 立方米 天 日 周 月 年 小时 分钟 余人 课时 学时 岁 批(次) 个/次 "
    "门 部 本 册 幅 块 间 栋 只 头 株 枚 支 盏 对 组 级 级别 元/人 元/个 元/月 元/年 点 网点 镇 村 班 节 轮 届 股 科 室 字 页 卷 颗 人/次"
).split()

UNITS: dict[str, Unit] = {
    **{p: _unit(p, "元", s, "money") for p, s in _MONEY.items()},
    **{p: _unit(p, "1", s, "ratio") for p, s in _RATIO.items()},
    "分": _unit("分", "分", "1", "score"),
    **{p: _unit(p, p, "1", "count") for p in _COUNT},
}
NO_UNIT = Unit("", "", Decimal(1), "none")

_ALTERNATIVES = "|".join(re.escape(p) for p in sorted(UNITS, key=len, reverse=True))
#: A unit at the start of the text that follows a number; 万/亿 alone multiply whatever unit comes after them.
UNIT_AT_START = re.compile(rf"\s*(?P<many>余|多)?(?P<scale>十|百|千|万|亿)?(?P<more>余|多)?\s*(?P<unit>{_ALTERNATIVES})?")
SCALES = {"": Decimal(1), "十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000), "亿": Decimal(10) ** 8}


def unit_of(text: str) -> Unit | None:
    """The unit that ``text`` names (``万元``, ``单位：亿元`` without the prefix), or ``None`` if it is not one."""
    return UNITS.get(text.strip())
