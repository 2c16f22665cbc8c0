"""What a project's table asserts about money and results: funds add up, rates follow, targets are met.

Only relations that the form itself states are certain; that a plain number is a minimum, or a cost a
maximum, is the usual reading of a self-evaluation table and stays a matter for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval, Unit
from juesuan.amounts.units import NO_UNIT
from juesuan.claims.evaluate import evaluate, solve
from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, GUESS, LIKELY, at_most, ratio, same, total
from juesuan.claims.performance.figures import (
    Quantity,
    lone,
    operand,
    percentage,
    plain,
    quantities,
    unit_hint,
)
from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Fund, Leaf, Pair, Sheet

_MEASURES = {"initial": "年初预算数", "budget": "全年预算数", "executed": "执行数"}
_INNER = re.compile(r"上级|本级|中央|省级|市级|县级|区级|地方|乡镇")
_USE = re.compile(r"基本支出|项目支出")
_FISCAL = re.compile(r"财政(?:拨款|资金)|一般公共预算")
#: Indicators whose plain target is a ceiling, not a floor.
_CEILING = re.compile(
    r"成本|控制|费用|经费|投入|失业率|投诉|事故|差错|误差|死亡|违规|超支|结余率|降低|空置|信访|能耗|排放|等待|时限|拖欠|流失"
)
_DEFAULT_MONEY = Unit("万元", "元", Decimal(10000), "money")


def money_unit(sheet: Sheet) -> Unit:
    """The unit its table declares, else that of the form, 万元."""
    return sheet.unit or _DEFAULT_MONEY


def fund_operand(sheet: Sheet, fund: Fund) -> Operand:
    """A money cell as operand, in the unit its table declares (万元, the form's unit, if it is silent)."""
    q = fund.quantity
    if q.printed.unit.kind != "money":
        q = replace(q, printed=replace(q.printed, unit=money_unit(sheet)))
    label = re.sub(r"[:：\-—\s]|其中", "", fund.label.text)
    said = operand(
        fund.box, q, f"{label}{_MEASURES[fund.measure]}" if label != _MEASURES[fund.measure] else label
    )
    return replace(
        said, shown=said.shown if said.shown.endswith("元") else said.shown + q.printed.unit.printed
    )


def whole(sheet: Sheet, measure: str) -> Fund | None:
    """The project's total for a measure, or its only line."""
    return next((f for f in sheet.funds if f.measure == measure and not f.part), None)


def fund_claims(sheet: Sheet) -> Iterator[Claim]:
    """Parts make the total, the rate is executed over budget, its points follow the rate."""
    name = sheet.project
    for measure, title in _MEASURES.items():
        top = whole(sheet, measure)
        parts = [f for f in sheet.funds if f.measure == measure and f.part]
        if top is None or not parts:
            continue
        lines = {f.row for f in sheet.funds if f.part}
        certainty = CERTAIN if len(parts) == len(lines) and len(parts) > 1 else LIKELY
        others = nested(parts)
        yield total(
            Kind.SUM,
            "project-funds-add-up",
            fund_operand(sheet, top),
            [fund_operand(sheet, f) for f in parts],
            f"{title}：资金总额＝各项资金来源之和",
            f"{name}|{measure}",
            certainty,
            others=[[fund_operand(sheet, f) for f in o] for o in others],
        )
    yield from _execution_claims(sheet, name)
    for label, box, row in sheet.rates:
        yield from _part_rate(sheet, name, label, box, row)


def _part_rate(sheet: Sheet, name: str, label: Box, box: Box, row: int) -> Iterator[Claim]:
    """The execution rate of one source of money, printed in its own row."""
    here = {f.measure: fund_operand(sheet, f) for f in sheet.funds if f.row == row and f.part}
    rate, done = percentage(box), here.get("executed")
    bases = [here[m] for m in ("budget", "initial") if m in here and here[m].interval.low > 0]
    if rate is not None and done is not None and bases:
        yield ratio(
            Kind.COMPLETION,
            "project-execution-rate",
            operand(box, rate, "执行率"),
            done,
            bases[0],
            "执行率＝执行数÷预算数",
            f"{name}|{label.text[:12]}|执行率",
            other_bottoms=bases[1:],
        )


def nested(parts: list[Fund]) -> list[list[Fund]]:
    """Other readings of the source rows: some rows may split up the row above them (财政拨款, of it 上级,
    本级)."""
    outer = [f for f in parts if not _INNER.search(f.label.text)]
    inner = [f for f in parts if _INNER.search(f.label.text)]
    found = [outer, inner] if inner and any(_FISCAL.search(f.label.text) for f in outer) else []
    uses = [f for f in parts if _USE.search(f.label.text)]
    if uses and len(uses) < len(parts):
        found += [uses, [f for f in parts if f not in uses]]
    values = [f.quantity.printed.value for f in parts]
    for i in range(len(parts)):
        for j in range(i + 2, len(parts)):
            if values[i] == sum(values[i + 1 : j + 1]):
                found.append(parts[: i + 1] + parts[j + 1 :])
    return [f for f in found if f]


def _execution_claims(sheet: Sheet, name: str) -> Iterator[Claim]:
    executed = whole(sheet, "executed")
    bases = [f for f in (whole(sheet, "budget"), whole(sheet, "initial")) if f is not None]
    if executed is None or not bases:
        return
    done, base = fund_operand(sheet, executed), fund_operand(sheet, bases[0])
    # A plain 预算数 may be the initial one, and money may have been added since.
    certainty = LIKELY if sheet.adjusted and bases[0].measure == "budget" else GUESS
    if bases[0].measure == "budget":  # the initial budget is often exceeded, and rightly
        words = "执行数不大于预算数"
        yield at_most(Kind.COMPLETION, "executed-within-budget", done, base, words, f"{name}|执行", certainty)
    pair = sheet.execution
    rate = percentage(pair.rate) if pair is not None and pair.rate is not None else None
    if pair is None or rate is None or pair.rate is None or base.interval.middle == 0:
        return
    said = operand(pair.rate, rate, "执行率")
    words = "执行率＝执行数÷预算数"
    loose = ratio(
        Kind.COMPLETION,
        "project-execution-rate",
        said,
        done,
        base,
        words,
        f"{name}|执行率",
        other_bottoms=[fund_operand(sheet, b) for b in bases[1:]],
    )
    # The national form defines the rate by the year's (adjusted) budget; the initial one is the usual slip.
    strict = sheet.adjusted and bases[0].measure == "budget" and evaluate(loose).state == "held"
    yield replace(loose, certainty=LIKELY, alternatives=()) if strict else loose
    yield from _execution_score(sheet, pair, executed, bases)


def _execution_score(sheet: Sheet, pair: Pair, executed: Fund, bases: list[Fund]) -> Iterator[Claim]:
    """The points for execution follow from the amounts themselves: the printed rate may be the wrong one."""
    weight = lone(pair.weight) if pair.weight is not None else None
    score = lone(pair.score) if pair.score is not None else None
    done, base = fund_operand(sheet, executed), fund_operand(sheet, bases[0])
    if weight is None or score is None or pair.score is None or done.interval.middle > base.interval.middle:
        return
    full = weight.printed.value
    if full != int(full) or not full:
        return
    said = operand(pair.score, score, "执行率得分")
    tops = replace(done, top=int(full), shown=f"{plain(full)}×{done.shown}")
    given = bases[:1] if sheet.adjusted else bases
    bottoms = [replace(fund_operand(sheet, b), bottom=1) for b in given]
    yield Claim(
        Kind.SCORE,
        "execution-score-follows-rate",
        Relation.RATIO,
        (said, tops, bottoms[0]),
        "执行率得分＝分值×执行数÷预算数",
        f"{sheet.project}|执行率得分",
        LIKELY,
        alternatives=tuple((said, tops, b) for b in bottoms[1:]),
    )


def result_claims(sheet: Sheet) -> Iterator[Claim]:
    """Each indicator's actual against its target."""
    pairs = [(leaf, *pair) for leaf in sheet.leaves for pair in number_pairs(leaf)]
    equal = sum(t.printed.base == a.printed.base for _, t, a in pairs)
    habit = len(pairs) >= 3 and equal * 5 >= len(pairs) * 4
    for n, (leaf, target, actual) in enumerate(pairs):
        yield from _pair_claims(sheet, leaf, target, actual, habit, f"{sheet.project}|{leaf.label}|{n}")


def number_pairs(leaf: Leaf) -> list[tuple[Quantity, Quantity]]:
    """Numbers of target and actual that speak of the same thing, paired in order."""
    target, actual = leaf.box("target"), leaf.box("actual")
    if leaf.merged & {"target", "actual"}:
        return []
    if target is None or actual is None or _is_time(target.text) or _is_time(actual.text):
        return []
    unit = unit_column(leaf)
    wanted, done = quantities(target.text, unit), quantities(actual.text, unit)
    if not wanted or not done:
        return []
    if len(wanted) == len(done) and _skeleton(target.text, wanted) == _skeleton(actual.text, done):
        pairs = list(zip(wanted, done, strict=True))
    elif lone(target, unit) and (lone(actual, unit) or done[0].start == 0):
        pairs = [(wanted[0], done[0])]
    else:
        return []
    return [
        (t, a)
        for t, a in pairs
        if _comparable(t.printed.unit, a.printed.unit) and t.printed.unit.base != "年"
    ]


def _comparable(one: Unit, other: Unit) -> bool:
    return one.base == other.base or "" in (one.base, other.base)


def _skeleton(text: str, found: Sequence[Quantity]) -> str:
    for q in reversed(found):
        text = text[: q.start] + "#" + text[q.end :]
    return re.sub(r"[≥≤=＝><＞＜]", "", text)


def unit_column(leaf: Leaf) -> Unit:
    """The unit of an indicator's numbers: of its own column, else in brackets behind the name."""
    box = leaf.boxes.get("unit")
    said = unit_hint(f"({box.text})") if box is not None else None
    return said or unit_hint(leaf.name.text) or NO_UNIT


def _is_time(text: str) -> bool:
    return bool(re.search(r"\d{4}年|\d月|\d{4}[-./]\d|全年", text)) and not re.search(
        r"\d(?:万?元|人|户|个|%)", text
    )


def ceiling(leaf: Leaf, target: Quantity) -> bool:
    """Is the target a maximum?"""
    if target.sign in ("≤", "≥"):
        return target.sign == "≤"
    sign = leaf.boxes.get("sign")
    if sign is not None and sign.text:
        return bool(re.match(r"[≤<＜]|小于|不超|低于|反向", sign.text))
    kind = leaf.levels[-1].text if leaf.levels else ""
    return bool(_CEILING.search(leaf.label) or "成本" in kind)


def _pair_claims(
    sheet: Sheet, leaf: Leaf, target: Quantity, actual: Quantity, habit: bool, key: str
) -> Iterator[Claim]:
    wanted = operand(leaf.boxes["target"], target, "指标值", exact=True)
    done = operand(leaf.boxes["actual"], actual, "完成值")
    if not target.printed.unit.base:
        # One of the two prints no unit; they stand in one row, so they are compared as printed.
        done = replace(done, interval=Interval.rounded(actual.printed.value, _half(actual)))
    elif not actual.printed.unit.base:
        unit = target.printed.unit
        done = operand(
            leaf.boxes["actual"], replace(actual, printed=replace(actual.printed, unit=unit)), "完成值"
        )
    name = short(leaf.label)
    if target.printed.about or actual.printed.about:
        return
    # “5天” may be a limit or a minimum; a reader knows, we do not.
    vague = not target.sign and target.printed.unit.base in ("天", "日", "小时", "分钟", "周", "月")
    certainty = GUESS if vague or _explained(leaf) else LIKELY
    if ceiling(leaf, target):
        if target.printed.unit.kind == "money" and not target.sign:
            # A plain cost target is itself a rounded, or cut off, amount.
            wanted = replace(wanted, interval=target.printed.interval.hull(target.printed.truncated))
        yield at_most(
            Kind.COMPLETION,
            "actual-within-ceiling",
            done,
            wanted,
            f"“{name}”的完成值不高于指标值",
            key,
            certainty,
        )
    elif not points_lost(leaf):  # a row that lost points says itself that its target was missed
        yield at_most(
            Kind.COMPLETION,
            "actual-meets-target",
            wanted,
            done,
            f"“{name}”的完成值不低于指标值",
            key,
            certainty,
        )
    if habit and not target.sign and not actual.sign:
        yield same(
            Kind.COMPLETION,
            "actual-repeats-target",
            done,
            replace(wanted, interval=_rounded(wanted)),
            f"“{name}”的完成值与指标值一致（本表其他指标都一致）",
            key,
            GUESS,
        )


def proportion_claims(sheets: Sequence[Sheet]) -> Iterator[Claim]:
    """A missed target scored by its degree of completion, in a report that scores its other missed targets so.

    Only points in excess are claimed: other scoring rules may give less.
    """
    found = [
        (sheet, leaf, claim)
        for sheet in sheets
        for leaf in sheet.leaves
        if (claim := _proportion(sheet, leaf)) is not None
    ]
    fair = [c.operands[0].interval.meets(e) for _, _, c in found if (e := solve(c.relation, c.operands, 0))]
    if sum(fair) < 2 or sum(fair) * 2 <= len(found):
        return
    for _, _, claim in found:
        expected = solve(claim.relation, claim.operands, 0)
        if expected is not None and claim.operands[0].interval.high >= expected.low:
            yield claim


def _proportion(sheet: Sheet, leaf: Leaf) -> Claim | None:
    """得分＝分值×完成值÷指标值, for a single target that was missed and cost points (or should have)."""
    weight, score, pairs = leaf.number("weight"), leaf.number("score"), number_pairs(leaf)
    if weight is None or score is None or len(pairs) != 1 or leaf.merged & {"weight", "score"}:
        return None
    (target, actual), full = pairs[0], weight.printed.value
    if ceiling(leaf, target) or leaf.box("rubric") is not None or full != int(full) or not full:
        return None
    if not 0 < actual.printed.base < target.printed.base or not actual.printed.value:
        return None
    name = short(leaf.label)
    done = operand(leaf.boxes["actual"], actual, "完成值")
    return Claim(
        Kind.SCORE,
        "score-follows-completion",
        Relation.RATIO,
        (
            operand(leaf.boxes["score"], score, f"“{name}”得分"),
            replace(done, top=int(full), shown=f"{plain(full)}×{done.shown}"),
            replace(operand(leaf.boxes["target"], target, "指标值", exact=True), bottom=1),
        ),
        "得分＝分值×完成值÷指标值（本报告其他未完成的指标都这样计分）",
        f"{sheet.project}|{leaf.label[:20]}",
        LIKELY,
    )


def short(label: str) -> str:
    """An indicator's name as quoted in a message."""
    label = re.sub(r"[(（][^()（）]{1,6}[)）]$", "", label)
    return label if len(label) <= 24 else label[:22] + "……"


def _half(q: Quantity) -> Decimal:
    return Decimal(1).scaleb(-q.printed.decimals) / 2 if q.printed.decimals else Decimal(0)


def _rounded(o: Operand) -> Interval:
    assert o.printed is not None
    return o.printed.interval


def _explained(leaf: Leaf) -> bool:
    """Points were lost or a reason is given: the report itself says that the target was missed."""
    reason = leaf.box("reason")
    return points_lost(leaf) or (reason is not None and len(reason.text) > 1)


def points_lost(leaf: Leaf) -> bool:
    """Does the row itself say that it lost points, or that its target was missed?"""
    weight, score, rate = leaf.number("weight"), leaf.number("score"), leaf.number("rate")
    if rate is not None and rate.printed.unit.kind == "ratio" and rate.printed.base < 1:
        return True  # a rate below 100 % says so as plainly as points lost
    return weight is not None and score is not None and score.printed.value < weight.printed.value
