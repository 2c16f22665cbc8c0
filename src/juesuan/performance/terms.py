"""The words of performance work that more than one record uses: directions, bands, lights, quantities, who did a step.

Apart from the records because scoring rules need them without needing an entity's year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Direction(StrEnum):
    """How an actual is compared with its target; the value is the sign that forms print."""

    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"
    EQUAL = "="
    QUALITATIVE = "定性"


class Subject(StrEnum):
    """What an objective or framework is about."""

    PROJECT = "project"  # 项目支出
    OVERALL = "overall"  # 部门（单位）整体支出
    APPRAISAL = "appraisal"  # 事前绩效评估


class Achievement(StrEnum):
    """The three bands of a qualitative indicator (财预〔2020〕10号 第十六条)."""

    ACHIEVED = "达成年度指标"
    PARTLY = "部分达成年度指标并具有一定效果"
    MISSED = "未达成年度指标且效果较差"


class Light(StrEnum):
    """Traffic light of monitoring (绩效运行监控)."""

    GREEN = "绿灯"
    YELLOW = "黄灯"
    RED = "红灯"


class Verdict(StrEnum):
    """Conclusion of an ex-ante appraisal (事前绩效评估结论)."""

    SUPPORT = "予以支持"
    ADJUST = "调整完善后予以支持"
    REFUSE = "不予支持"


class QuestionKind(StrEnum):
    """How a question of a questionnaire is answered."""

    SINGLE = "单选"
    MULTIPLE = "多选"
    SCALE = "量表"
    OPEN = "开放"


@dataclass(frozen=True, slots=True)
class Done:
    """Who did a step, on which day, and on what evidence (佐证材料: document, page or voucher, in plain words)."""

    by: str = ""
    on: date | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target or an actual: a number with its unit, a date, or words for what is neither.

    ``text`` is the description of a qualitative value, or what stood in the cell if it could not be read as one.
    """

    value: Decimal | date | None = None
    unit: str = ""
    text: str = ""


#: Nobody has said who did it; nothing is stated.
NOT_DONE, BLANK = Done(), Quantity()


def plain(value: Decimal, decimals: int = 4) -> str:
    """A number for people: no exponent, at most ``decimals`` decimals, no noughts at the end."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded if rounded else abs(rounded):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: Decimal) -> str:
    """A rate in percent for people."""
    return f"{plain(value)}%"
