"""Money and indicators without their unit, and units that do not fit what is measured.

An amount is only said to lack its unit where its neighbours carry one: the rest of the list, or the other
cells of the same kind. What an amount should be by magnitude (元 for 万元) is arithmetic, and not decided
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.documents.model import Table
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, holding, scan, sentence_at, stretches

_MONEY_LABEL = re.compile(
    r"资金|收入|支出|金额|经费|预算|决算|投资|补贴|补助|拨款|成本|费用|总额|工资|欠薪|多领|冒领|增收|创收|营收|收益|效益|产值|利润|销售额|交易额|营业额|损失|节约|节省|节支"
)
_BARE = re.compile(rf"(?<=[{HAN}）)])(?<![第共约])(\d[\d,]*\.\d{{1,6}})(?=[；，。、])")
_WITH_UNIT = re.compile(r"\d[\d,]*(?:\.\d+)?(?:万元|亿元|元)")
_MYRIAD = re.compile(r"(\d[\d,]*(?:\.\d+)?)万(?=[，。；、）]|已|增|减|较|用于|主要|全部|，|以上|左右)")
#: “其中办实事26.40万、产业扶持30.00万元”: what stands beside it in the list is money.
_BESIDE_MONEY = re.compile(r"、[^，。；、\d]{1,12}\d[\d,.]*万元")
_TWO_UNITS = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(万元|亿元|元)(人|个|件|户|次|项|万元|元|%|％)(?=[，。；、）]|$)"
)
_THRESHOLD = re.compile(r"(?:[>≥＞]=?|大于等于|不低于|达到)(100|\d{2})(?=为|得|的?得|，得|，)")
_DECIMALS = re.compile(r"\.\d{1,6}[；，。、]")
_MYRIADS = re.compile(r"万(?:[，。；、）已增减较]|用于|主要|全部|以上|左右)")
_UNIT_TWICE = re.compile(r"元(?:人|个|件|户|次|项|万元|亿元|元|%|％)")
_LIMIT = re.compile(r"[>≥＞]=?\d|大于等于\d|不低于\d|达到\d")
_COUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?:人|件|户|个|次|场|人次|家|项|份|起|例|册|套|辆|台)$")
_COUNTED = re.compile(r"\d(?:人|件|户|个|次|场|家|项|份|起|例|册|套|辆|台)")
_RATE = re.compile(r"率(?:（%|（％|达|到|≥|[>＞]|\d|$|（)")
_PURE = re.compile(r"[≥≤><＞＜=]?\d[\d,]*(?:\.\d+)?$")
_WITH_ANY_UNIT = re.compile(rf"\d(?:[{HAN}]|%|％)")


@check("amount-without-unit")
def amount_without_unit(report: Report) -> Iterable[Breach]:
    """One amount of a list lacks the 万元 that all the others have."""
    finds = Finds()
    for s, m in scan(report, _BARE, _DECIMALS, cells=False):
        start, end = sentence_at(s.text, m.start())
        others = _WITH_UNIT.findall(s.text[start:end])
        label = s.text[max(start, m.start() - 24) : m.start()]
        if len(others) >= 3 and not re.search(
            r"[=＝×÷+]|得分|评分|分值|权重|满分|自评|[比率]为?$", label + s.text[m.end() : m.end() + 2]
        ):
            lead = max(start, m.start() - 12)
            words = s.text[lead : m.end() + 1]
            finds.add(
                words,
                f"“{words}”：同一句其他金额都带单位，这里的{m[1]}漏写了单位。",
                s.mark(lead, m.end()),
                stated=m[1],
                expected=m[1] + others[0].lstrip("0123456789,."),
            )
    return finds.breaches()


@check("myriad-without-yuan")
def myriad_without_yuan(report: Report) -> Iterable[Breach]:
    """“1100万，”: money in 万 without 元."""
    finds = Finds()
    for s, m in scan(report, _MYRIAD, _MYRIADS, cells=False):
        clause = max(s.text.rfind(c, 0, m.start()) for c in "，。；：、（") + 1
        label = s.text[clause : m.start()]
        if (
            (_MONEY_LABEL.search(label) or _BESIDE_MONEY.match(s.text, m.end()))
            and not re.search(r"人|户|亩|字|次|平方米|吨|份", label[-4:])
            and _WITH_UNIT.search(s.text)
        ):
            start = max(clause, m.start() - 10)
            end = min(len(s.text), m.end() + 1)
            words = s.text[start:end]
            finds.add(
                words,
                f"“{words}”的金额只写了“万”，漏写“元”。",
                s.mark(start, end),
                stated=m[0],
                expected=m[0] + "元",
            )
    return finds.breaches()


@check("two-units-in-a-row")
def two_units(report: Report) -> Iterable[Breach]:
    """“924.91万元人”: a second unit behind the first."""
    finds = Finds()
    for s, m in scan(report, _TWO_UNITS, _UNIT_TWICE):
        start = max(0, m.start() - 4)
        words = s.text[start : m.end()]
        finds.add(
            words,
            f"“{words}”在单位“{m[2]}”后面又多了“{m[3]}”，请删去一个。",
            s.mark(start, m.end()),
            stated=m[0],
            expected=m[1] + m[2],
        )
    return finds.breaches()


@check("indicator-unit-mismatch")
def indicator_unit(report: Report) -> Iterable[Breach]:
    """A rate filled in as a count (结案率：50件)."""
    finds = Finds()
    rated = {s.block for s in holding(report, "率") if s.cell is not None}
    counted = {s.block for s in holding(report, _COUNTED) if s.cell is not None}
    for index, table in report.document.tables():
        if index not in rated & counted:
            continue
        for row in range(table.rows):
            name, values = _indicator(table, row)
            if (
                name is None
                or not _RATE.search(name)
                or re.search(r"[（(](?:人|件|户|个|次|场|元|万元)[）)]", name)
            ):
                continue
            wrong = [c for c in values if _COUNT.fullmatch(table.cells[c].value.replace(" ", ""))]
            marks = (
                [s.mark() for s in stretches(report) if s.block == index and s.cell in wrong] if wrong else []
            )
            if marks:
                shown = table.cells[wrong[0]].value
                finds.add(
                    name,
                    f"指标“{name}”是比率，指标值却填成“{shown}”，单位与指标不匹配。",
                    *marks,
                    stated=shown,
                    expected="百分比",
                    certainty="likely",
                )
    return finds.breaches()


@check("cost-without-unit")
def cost_without_unit(report: Report) -> Iterable[Breach]:
    """The value of a cost indicator is a bare number while the other indicators carry units."""
    finds = Finds()
    costs = {s.block for s in holding(report, "成本") if s.cell is not None}
    for index, table in report.document.tables():
        cost = _cost_rows(table) if index in costs else []
        others = [c.value for c in table.cells if _WITH_ANY_UNIT.search(c.value) and len(c.value) <= 14]
        if not cost or len(others) < 6:
            continue
        wrong: list[int] = []
        for row in cost:
            name, values = _indicator(table, row)
            if name is None or re.search(r"[（(](?:万?元|%|％|人|天)", name):
                continue
            wrong += [c for c in values if _PURE.fullmatch(table.cells[c].value.replace(" ", ""))]
        marks = [s.mark() for s in stretches(report) if s.block == index and s.cell in wrong] if wrong else []
        if marks:
            shown = table.cells[wrong[0]].value
            finds.add(
                f"{table.title}|{shown}",
                f"成本指标的数值“{shown}”没有单位，请写明是元还是万元。",
                *marks,
                stated=shown,
                expected=f"{shown}元",
                certainty="likely",
            )
    return finds.breaches()


_WORDS = re.compile(rf"[{HAN}]{{3}}")


def _indicator(table: Table, row: int) -> tuple[str | None, list[int]]:
    """The name of the indicator in a row (its first worded cell) and the cells of its values."""
    cells = [i for i in table.row_cells[row] if table.cells[i].value]
    named = [
        i for i in cells if _WORDS.search(table.cells[i].value) and not table.cells[i].value.endswith("指标")
    ]
    if not named:
        return None, []
    name = named[0]
    values = [i for i in cells if i > name and len(table.cells[i].value) <= 14]
    return " ".join(table.cells[name].value.split()), values[:2]


def _cost_rows(table: Table) -> list[int]:
    """The rows under 成本指标, up to the next group of indicators."""
    rows: list[int] = []
    inside = False
    for row in range(table.rows):
        groups = [
            value.replace("\n", "").replace(" ", "")
            for value in (table.cells[i].value for i in table.row_cells[row])
            if value.endswith(("指标", "效益"))
        ]
        if groups:
            inside = any("成本" in g for g in groups)
        if inside:
            rows.append(row)
    return rows


@check("threshold-without-percent")
def threshold_without_percent(report: Report) -> Iterable[Breach]:
    """“完成>=100为超额完成”: a threshold of a rate without %."""
    finds = Finds()
    for s in holding(report, _LIMIT):
        if not re.search(r"率|完成|占比|比例", s.text):
            continue
        for m in _THRESHOLD.finditer(s.text):
            label = s.text[max(0, m.start() - 10) : m.start()]
            if re.search(r"率|完成$|任务完成$|比例", label) and not re.search(r"人数|分|户数|次数", label):
                start, end = max(0, m.start() - 6), min(len(s.text), m.end() + 2)
                words = s.text[start:end]
                finds.add(
                    words,
                    f"“{words}”里的{m[1]}是比率，漏写了“%”。",
                    s.mark(start, end),
                    stated=m[1],
                    expected=m[1] + "%",
                    certainty="likely",
                )
    return finds.breaches()
