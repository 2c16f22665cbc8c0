"""What the cells of the performance workbook may hold: its drop-downs, and how targets, actuals and references are read.

A target is typed as people type it: 900, 95%, 2024-06-30, 86件. What can be read for certain becomes number, date and
unit; words stay words, to be questioned where a number is needed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from juesuan.accounts.sheetforms import Filled, Vocabulary
from juesuan.accounts.sheetwriting import HEAD, SPARE
from juesuan.performance.book_sheets import PROJECTS, SURVEYS, WORKS
from juesuan.performance.formulas import operand_forms
from juesuan.performance.frameworks import load, names
from juesuan.performance.library import levels
from juesuan.performance.model import Achievement, Direction, Quantity, QuestionKind, Subject, Verdict
from juesuan.performance.terms import BLANK
from juesuan.performance.work_targets import work_code

SUBJECTS = {"项目支出": Subject.PROJECT, "部门整体支出": Subject.OVERALL}
#: For whom a line of funding is, where objective and self-evaluation differ.
USED = {"绩效目标": "objective", "自评": "evaluation"}
_DIRECTIONS = {"＝" if d is Direction.EQUAL else str(d): d for d in Direction}
_DIRECTION_WORDS = {
    "=": Direction.EQUAL, "等于": Direction.EQUAL, ">=": Direction.AT_LEAST, "不低于": Direction.AT_LEAST,
    "<=": Direction.AT_MOST, "不超过": Direction.AT_MOST, "不高于": Direction.AT_MOST, "＞": Direction.ABOVE,
    "＜": Direction.BELOW, "大于": Direction.ABOVE, "小于": Direction.BELOW,
}  # fmt: skip
_BANDS = {
    "达成": Achievement.ACHIEVED, "部分达成": Achievement.PARTLY, "未达成": Achievement.MISSED,
}  # fmt: skip
_SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")
_KINDS = ("单位自评", "部门评价", "财政评价")
_NUMBER = re.compile(r"([+-]?\d[\d,]{0,18}(?:\.\d{1,9})?)\s*([%％‰]|[^\d\s%％‰，。；、,;]{1,10})?")
_DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?")
_SIGN = re.compile(r"\s*([≥≤><＞＜=＝]|不低于|不超过|不高于|大于|小于)")
_CODE = re.compile(r"\[([^\]]+)\]\s*$")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The workbook's own kinds of cells."""
    first, second = levels()
    systems = [load(code) for code in names()]
    return Vocabulary(
        choices={
            "subject": SUBJECTS,
            "direction": _DIRECTIONS,
            "achievement": {str(a): a for a in Achievement},
            "verdict": {str(v): v for v in Verdict},
            "question": {str(k): k for k in QuestionKind},
            "used": USED,
        },
        aliases={"direction": _DIRECTION_WORDS, "achievement": _BANDS},
        lists={
            "level1": ("一级指标", first),
            "level2": ("二级指标", second),
            "source": ("资金来源", _SOURCES),
            "evaluation": ("评价方式", _KINDS),
            "framework": ("指标体系", tuple(f"{s.title}[{s.code}]" for s in systems)),
            "aspect": ("评估方面", tuple(dict.fromkeys(i.level1 for i in load("appraisal").indicators))),
            "operand": ("数据项", tuple(f"{o.title}[{o.code}]" for o in operand_forms().values())),
        },
        ranges={
            "project": _cells(PROJECTS),
            "work": _cells(WORKS),
            "survey": _cells(SURVEYS),
        },
        words={
            "lines": "\n".join,
            "works": "\n".join,
            "framework": framework_words,
            "operand": _operand_words,
        },
        reads={
            "quantity": read_quantity,
            "lines": _lines,
            "works": lambda cell: tuple(map(work_code, re.split(r"[\n、；;，,]+", str(cell.value).strip()))),
            "work": lambda cell: work_code(str(cell.value)),
            "framework": _bracketed,
            "operand": _operand,
            "answer": lambda cell: cell.printed.strip(),
        },
        mixed=frozenset({"quantity", "answer"}),
    )


def framework_words(code: str) -> str:
    """A framework as the workbook prints it: title and code; one's own by its file."""
    return f"{load(code).title}[{code}]" if code in names() else code


def read_quantity(cell: Filled) -> Quantity | None:
    """A target or an actual as typed; ``None`` (and said) if it carries a sign of comparison."""
    value = cell.value
    if isinstance(value, datetime):
        return Quantity(value.date())
    if isinstance(value, Decimal):
        # A cell that shows 95% stores 0.95.
        if cell.printed.rstrip().endswith(("%", "％")):
            return Quantity(_plain(value * 100), "%")
        return Quantity(value)
    words = str(value).strip()
    sign = _SIGN.match(words)
    if sign is not None and words[sign.end() :].strip()[:1].isdigit():
        cell.say("sign", f"“{cell.field.title}”不要写“{sign[1]}”", "这里只填数，方向在“方向”栏选择")
        return None
    return quantity(words)


def quantity(words: str) -> Quantity:
    """Words as a date, a number with or without its unit, or words."""
    day = _DATE.fullmatch(words)
    if day is not None:
        try:
            return Quantity(date(*map(int, day.groups())))
        except ValueError:
            return Quantity(text=words)
    number = _NUMBER.fullmatch(words)
    if number is not None:
        return Quantity(Decimal(number[1].replace(",", "")), (number[2] or "").replace("％", "%"))
    return Quantity(text=words) if words else BLANK


def _plain(value: Decimal) -> Decimal:
    """Without noughts behind the point, which only multiplying brought in."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _cells(name: str) -> str:
    return f"={name}!$A${HEAD + 2}:$A${HEAD + SPARE + 1}"


def _lines(cell: Filled) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(cell.value).splitlines() if line.strip())


def _bracketed(cell: Filled) -> str:
    words = str(cell.value).strip()
    found = _CODE.search(words)
    return found[1] if found else words


def _operand_words(code: str) -> str:
    form = operand_forms().get(code)
    return code if form is None else f"{form.title}[{code}]"


def _operand(cell: Filled) -> Any:
    words = _bracketed(cell)
    by_title = {o.title: o.code for o in operand_forms().values()}
    code = by_title.get(words, words)
    if code not in operand_forms():
        cell.say("unknown-operand", f"“{cell.field.title}”不认识", "请从下拉列表中选择")
        return None
    return code
