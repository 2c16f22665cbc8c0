"""Published project tables as objectives and self-evaluations: money, indicator tree, actuals, scores.

Money is placed source by source only if the sources make the printed total; the points of the rules are computed again
later, so a printed score is kept beside them and never instead of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.accounts.cells import CENTS
from juesuan.claims.performance.figures import lone
from juesuan.claims.performance.projects import fund_operand, nested, whole
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Fund, Leaf, Sheet, bare
from juesuan.performance.extract_cells import Notes, points, reading_of, shared_points
from juesuan.performance.extract_heads import Head
from juesuan.performance.frameworks import Framework, load, names
from juesuan.performance.model import Funding, Indicator, Objective, Result, SelfEvaluation, Subject
from juesuan.performance.scoring_objective import section_of
from juesuan.performance.terms import BLANK, Achievement, Direction
from juesuan.performance.validate_objectives import group_weights

#: The scoring that a table follows unless its weights say another one.
USUAL = "cy2020-10"
#: The source of money that a table does not divide.
UNDIVIDED = "未分来源"
_FIELDS = {"initial": "initial", "budget": "adjusted", "executed": "outturn"}
_TITLES = {"initial": "年初预算数", "budget": "预算数", "executed": "执行数"}
_LABEL = re.compile(r"^其中[:：\-—－]*|[:：\-—－\s]+$|^[\-—－]+")
_BANDS = {str(a): a for a in Achievement} | dict(
    zip(("达成", "部分达成", "未达成"), Achievement, strict=True)
)
_NO_REASON = ("无", "-", "—", "/", "")


@dataclass
class Projects:
    """Objectives and self-evaluations found so far, by the project's name."""

    objectives: list[Objective] = field(default_factory=list)
    evaluations: list[SelfEvaluation] = field(default_factory=list)

    def find(self, name: str) -> Objective | None:
        """The objective of that name."""
        return next((o for o in self.objectives if o.name == name), None)


def is_project(sheet: Sheet) -> bool:
    """Does a table tell what a project was to do and what it did (and not only how it was scored)?"""
    return bool(sheet.funds) or any(leaf.box("target") or leaf.box("actual") for leaf in sheet.leaves)


def read_projects(
    sheets: Sequence[Sheet], heads: Mapping[tuple[int, int | None], Head], entity: str, notes: Notes
) -> Projects:
    """Every project table; ``heads`` are the words above their indicators."""
    found = Projects()
    assumed = False
    for sheet in sheets:
        name = _name(sheet, found, entity, notes)
        key = (_at(sheet).block, None if sheet.name is None else sheet.name.cell)
        head = heads.get(key, Head())
        objective, results = _objective(sheet, name, head, entity, notes)
        twin = found.find(objective.name)
        if twin is not None:
            if _bare(twin) == _bare(objective):
                continue  # the same table printed once more
            again = f"{name}（{sum(o.name.startswith(name) for o in found.objectives) + 1}）"
            notes.add(f"项目“{name}”", _at(sheet), f"同一项目另有一张不同的表，填作“{again}”，请核对")
            objective, results = _objective(sheet, again, head, entity, Notes(notes.document))
        code, sure = _scoring(objective, sheet)
        assumed |= not sure
        found.objectives.append(objective)
        evaluation = _evaluation(sheet, objective, results, code, head.achieved)
        scores = (evaluation.stated_total, evaluation.stated_execution)
        if evaluation.results or evaluation.achieved or scores != (None, None):
            found.evaluations.append(evaluation)
    if assumed:
        words = "报告没有写明项目自评的评分依据，分值也对不上，暂按财预〔2020〕10号填写，请核对"
        notes.add("评分依据", None, words)
    return found


def _name(sheet: Sheet, found: Projects, entity: str, notes: Notes) -> str:
    if sheet.project or (entity and "整体" in sheet.title):
        return sheet.project or entity
    count = sum(o.name.startswith("未写明名称的项目") for o in found.objectives) + 1
    name = f"未写明名称的项目{count}"
    notes.add("项目名称", _at(sheet), f"表中没有项目名称，填作“{name}”，请改正")
    return name


def _at(sheet: Sheet) -> Box:
    if sheet.name is not None:
        return sheet.name
    return sheet.funds[0].box if sheet.funds else sheet.leaves[0].name


def _objective(
    sheet: Sheet, name: str, head: Head, entity: str, notes: Notes
) -> tuple[Objective, tuple[Result, ...]]:
    overall = "整体" in sheet.title or "整体" in name or name == entity
    pairs = [_indicator(n, leaf, sheet, notes) for n, leaf in enumerate(sheet.leaves, 1)]
    shared_points(sheet.leaves, notes)
    for _, row in sheet.strays:
        if any(c.isdigit() for c in row.text):
            notes.add(
                "｜".join(b.raw for b in row.boxes if b.text), row.boxes[0], "没有认出是哪个指标的哪一栏"
            )
    objective = Objective(
        Subject.OVERALL if overall else Subject.PROJECT,
        name,
        head.aim,
        tuple(indicator for indicator, _ in pairs),
        head.department,
        head.unit,
        funding=tuple(funding_of(sheet, notes)),
        origin=notes.origin(_at(sheet)),
    )
    return objective, tuple(result for _, result in pairs if result is not None)


def _indicator(n: int, leaf: Leaf, sheet: Sheet, notes: Notes) -> tuple[Indicator, Result | None]:
    reading = reading_of(leaf, notes)
    weight, score = points(leaf)
    codes = [x.code for x in sheet.leaves]
    code = leaf.code if leaf.code and codes.count(leaf.code) == 1 else str(n)
    level1, level2 = _levels(leaf)
    origin = notes.origin(leaf.name)
    indicator = Indicator(
        code, level1, level2, leaf.label, reading.direction, reading.target, weight, origin=origin
    )
    reason = leaf.box("reason")
    words = "" if reason is None or reason.text in _NO_REASON else reason.raw.strip()
    if reading.actual == BLANK and score is None and not words:
        return indicator, None
    band = (
        _BANDS.get("".join(reading.actual.text.split()))
        if reading.direction is Direction.QUALITATIVE
        else None
    )
    actual = reading.actual if band is None else BLANK
    return indicator, Result(code, actual, band, score, deviation=words, origin=origin)


def _levels(leaf: Leaf) -> tuple[str, str]:
    above = [bare(b.text) for b in leaf.levels if b is not leaf.name]
    if len(above) == 1 and "level1" not in leaf.boxes and "level2" in leaf.boxes:
        return "", above[0]
    return (above[0] if above else ""), (above[1] if len(above) > 1 else "")


# -- money


def funding_of(sheet: Sheet, notes: Notes) -> Iterator[Funding]:
    """A project's money by source; one line where the sources are not told or do not make the total."""
    if not sheet.funds:
        return
    _units(sheet, notes)
    cents = {id(f): _cents(sheet, f, notes) for f in sheet.funds}
    totals = {m: f for m in _FIELDS if (f := whole(sheet, m)) is not None}
    rows: dict[tuple[int, int], list[Fund]] = {}
    for f in sheet.funds:
        if f.part:
            rows.setdefault((f.box.block, f.row), []).append(f)
    chosen = next((c for c in _choices(rows, sheet) if _adds_up(c, totals, sheet)), None)
    if chosen is None or any(cents[id(f)] is None for row in chosen for f in row):
        for parts in rows.values():
            for f in parts:
                words = f"{_label(f)}{_TITLES[f.measure]}{f.box.text}"
                notes.add(words, f.box, f"“{sheet.project}”各来源合计与资金总额不符，只填了总额")
        yield _line(UNDIVIDED, list(totals.values()), cents, {})
        return
    made = {m: sum(cents[id(f)] or 0 for row in chosen for f in row if f.measure == m) for m in totals}
    for measure, total in totals.items():
        if cents[id(total)] != made[measure]:
            words = f"“{sheet.project}”资金总额{_TITLES[measure]}{total.box.text}"
            notes.add(words, total.box, "与各来源合计差在四舍五入之内，填了各来源的数")
    for parts in chosen:
        known = {m: 0 for m, total in totals.items() if made[m] == cents[id(total)]}
        yield _line(_label(parts[0]), parts, cents, known)


def _units(sheet: Sheet, notes: Notes) -> None:
    bare_money = [f for f in sheet.funds if f.quantity.printed.unit.kind != "money"]
    if sheet.unit is None and bare_money:
        notes.add(f"“{sheet.project}”项目资金", bare_money[0].box, "没有写金额单位，按万元读取，请核对")
    plain = any(f.measure == "budget" for f in sheet.funds) and not any(
        f.measure == "initial" for f in sheet.funds
    )
    if plain and not sheet.adjusted:
        words = "只写“预算数”，没有写明是年初还是全年预算数，填在全年预算数一栏，请核对"
        notes.add(
            f"“{sheet.project}”预算数", next(f.box for f in sheet.funds if f.measure == "budget"), words
        )


def _choices(rows: dict[tuple[int, int], list[Fund]], sheet: Sheet) -> Iterator[list[list[Fund]]]:
    """Rows that may make the total together: all of them, or those that do not split up another row."""
    if not rows:
        return
    yield list(rows.values())
    for measure in _FIELDS:
        parts = [f for f in sheet.funds if f.part and f.measure == measure]
        for reading in nested(parts):
            keys = {(f.box.block, f.row) for f in reading}
            yield [r for key, r in rows.items() if key in keys]


def _adds_up(rows: Sequence[Sequence[Fund]], totals: dict[str, Fund], sheet: Sheet) -> bool:
    """Can the rows make every total that is printed? All of them are rounded as they are printed."""
    for measure, total in totals.items():
        parts = [fund_operand(sheet, f).interval for row in rows for f in row if f.measure == measure]
        made = sum(parts[1:], parts[0]) if parts else None
        if made is None or not made.meets(fund_operand(sheet, total).interval):
            return False
    return True


def _line(source: str, parts: Sequence[Fund], cents: dict[int, int | None], known: dict[str, int]) -> Funding:
    values = {_FIELDS[m]: value for m, value in known.items()}
    values |= {_FIELDS[f.measure]: amount for f in parts if (amount := cents[id(f)]) is not None}
    return Funding(source, values.get("initial"), values.get("adjusted"), values.get("outturn"))


def _cents(sheet: Sheet, fund: Fund, notes: Notes) -> int | None:
    printed = fund_operand(sheet, fund).printed
    amount = None if printed is None else printed.base * CENTS
    if amount is None or amount != amount.to_integral_value():
        notes.add(f"{_label(fund)}{_TITLES[fund.measure]}{fund.box.text}", fund.box, "金额不到分，请核对")
        return None
    return int(amount)


def _label(fund: Fund) -> str:
    return _LABEL.sub("", _LABEL.sub("", fund.label.text)) or UNDIVIDED


# -- self-evaluation


def _evaluation(
    sheet: Sheet, objective: Objective, results: tuple[Result, ...], framework: str, achieved: str
) -> SelfEvaluation:
    execution, total = sheet.execution, sheet.total
    stated = None if execution is None or execution.score is None else _points(execution.score)
    whole_score = None if total is None or total.score is None else _points(total.score)
    return SelfEvaluation(
        objective.name, framework, objective.funding, results, achieved, stated_execution=stated, stated_total=whole_score,
        origin=objective.origin,
    )  # fmt: skip


def _points(box: Box) -> Decimal | None:
    q = lone(box)
    return None if q is None else q.printed.value


def _scoring(objective: Objective, sheet: Sheet) -> tuple[str, bool]:
    """The framework whose groups weigh what the table's do; the usual one, unsure, if none does."""
    if all(i.weight is None for i in objective.indicators):
        return USUAL, True  # nothing is scored
    printed = (
        None if sheet.execution is None or sheet.execution.weight is None else _points(sheet.execution.weight)
    )
    for code in names():
        if _fits(load(code), objective, printed):
            return code, True
    return USUAL, False


def _fits(system: Framework, objective: Objective, execution: Decimal | None) -> bool:
    own = system.own
    if own is None or (execution is not None and execution != own.execution_weight):
        return False
    if any(i.weight is None or section_of(system, i.level1, i.level2) is None for i in objective.indicators):
        return False
    return all(wanted == found for _, wanted, found in group_weights(objective, system))


def _bare(objective: Objective) -> tuple[object, ...]:
    """What an objective says, without where it stands."""
    rows = tuple((i.level1, i.level2, i.name, i.direction, i.target, i.weight) for i in objective.indicators)
    return (rows, tuple((f.source, f.initial, f.adjusted, f.outturn) for f in objective.funding))
