"""Two published evaluations computed anew from their own figures, and the tables that the guide shows of them.

``python tests/real/published_reports.py`` prints the section of ``docs/guide/performance.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct, convert, structs

from juesuan.amounts import Printed
from juesuan.claims.performance.figures import quantities
from juesuan.performance.frameworks import Framework, load
from juesuan.performance.kinds import Checklist, Presence, Rule
from juesuan.performance.model import (
    Assessment,
    Evaluation,
    Operand,
    Option,
    PerformanceBook,
    Question,
    Questionnaire,
)
from juesuan.performance.published import Comparison, Standing, compared, of
from juesuan.performance.questionnaire_checks import checks
from juesuan.performance.questionnaires import tally
from juesuan.performance.scoring import score_evaluation
from juesuan.performance.terms import plain

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "shared" / "seeds"
_ANSWERS = {"y": True, "n": False, "?": None}


@dataclass(frozen=True)
class Figure:
    """A figure as a report prints it in a line (from 1)."""

    line: int
    words: str

    @property
    def printed(self) -> Printed:
        """The number with its unit."""
        return quantities("".join(self.words.split()))[0].printed


def figure(words: str) -> Figure:
    """``"125 2.79万元"``."""
    line, text = words.split(" ", 1)
    return Figure(int(line), text)


class Change(Struct, forbid_unknown_fields=True):
    """What a report's own table says otherwise than the framework."""

    code: str
    figures: tuple[str, ...]
    rule: Rule | None = None
    weight: Decimal | None = None


class Given(Struct, forbid_unknown_fields=True):
    """An operand of a formula, as the sum of printed figures."""

    code: str
    figures: tuple[str, ...]


class Item(Struct, forbid_unknown_fields=True):
    """An indicator as published, and what the report says of it."""

    code: str
    weight: Decimal
    score: Decimal
    met: str = ""
    missed: int | None = None
    value: str = ""
    told: str = ""
    line: int = 0


class Sum(Struct, forbid_unknown_fields=True):
    """A printed sum."""

    title: str
    of: str
    codes: tuple[str, ...]
    stated: str


class Rate(Struct, forbid_unknown_fields=True):
    """A printed rate."""

    title: str
    figures: tuple[str, ...]
    base: tuple[str, ...]
    stated: str


class Other(Struct, forbid_unknown_fields=True):
    """An indicator once more, from figures at another place of the report."""

    code: str
    title: str
    operands: tuple[Given, ...] = ()
    survey: bool = False


class Survey(Struct, forbid_unknown_fields=True):
    """A printed tally."""

    issued: str
    returned: str
    valid: str
    points: tuple[Decimal, ...]
    counts: tuple[tuple[int, ...], ...]
    total: str
    score: str


class Published(Struct, forbid_unknown_fields=True):
    """One report."""

    title: str
    seed: str
    framework: str
    entity: str
    year: int
    total: str
    grade: str
    items: tuple[Item, ...]
    operands: tuple[Given, ...]
    changes: tuple[Change, ...] = ()
    sums: tuple[Sum, ...] = ()
    others: tuple[Other, ...] = ()
    rates: tuple[Rate, ...] = ()
    survey: Survey | None = None

    def figures(self) -> Iterator[Figure]:
        """Every figure with its line."""
        yield figure(self.total)
        for changed in self.changes:
            yield from map(figure, changed.figures)
        for given in (*self.operands, *(o for other in self.others for o in other.operands)):
            yield from map(figure, given.figures)
        for item in self.items:
            yield from (figure(words) for words in (item.value, item.told) if words)
        for s in self.sums:
            yield figure(s.stated)
        for rate in self.rates:
            yield from map(figure, (*rate.figures, *rate.base, rate.stated))
        if self.survey is not None:
            v = self.survey
            yield from map(figure, (v.issued, v.returned, v.valid, v.total, v.score))


def reports() -> tuple[Published, ...]:
    """The reports of the data file."""
    text = (HERE / "data" / "published.toml").read_text(encoding="utf-8")
    return tuple(convert(tomllib.loads(text, parse_float=Decimal)["report"], list[Published]))


def framework_of(report: Published) -> Framework:
    """The framework as the report's own table has it."""
    changes = {c.code: c for c in report.changes}
    system = load(report.framework)

    def changed(i: Any) -> Any:
        c = changes.get(i.code)
        if c is None:
            return i
        return structs.replace(i, weight=i.weight if c.weight is None else c.weight, rule=c.rule or i.rule)

    return structs.replace(system, indicators=tuple(map(changed, system.indicators)))


def operands_of(given: Iterable[Given]) -> tuple[Operand, ...]:
    """Operands in their own unit: money in 分, rates in percent."""

    def value(printed: Printed) -> Decimal:
        return printed.base * 100 if printed.unit.kind in ("money", "ratio") else printed.base

    return tuple(
        Operand(g.code, sum((value(figure(f).printed) for f in g.figures), Decimal(0)), "公开报告")
        for g in given
    )


def survey_of(report: Published) -> Questionnaire:
    """The questionnaire with the printed counts."""
    assert report.survey is not None
    v = report.survey
    questions = tuple(
        Question(
            str(n), f"第{n}题",
            tuple(Option("ABC"[i], p, c) for i, (p, c) in enumerate(zip(v.points, counts, strict=True))),
        )
        for n, counts in enumerate(v.counts, 1)
    )  # fmt: skip
    issued, returned, valid = (int(figure(w).printed.base) for w in (v.issued, v.returned, v.valid))
    return Questionnaire("W1", "受益人群问卷", questions, issued, returned, valid)


def comparisons(report: Published, other: Other | None = None) -> tuple[Comparison, ...]:
    """Every indicator of a report against its rule; ``other``: from the figures at another place."""
    system = framework_of(report)
    given = {o.code: o for o in operands_of(report.operands)}
    items = {i.code: i for i in report.items}
    assessments = {code: _assessment(system, item) for code, item in items.items()}
    if other is not None:
        given |= {o.code: o for o in operands_of(other.operands)}
        if other.survey:
            assessments[other.code] = replace(assessments[other.code], questionnaire="W1")
    surveys = () if report.survey is None else (survey_of(report),)
    book = PerformanceBook(report.entity, report.year, operands=tuple(given.values()), questionnaires=surveys)
    evaluation = Evaluation(report.framework, "单位自评", tuple(assessments.values()))
    return compared(system, evaluation, score_evaluation(book, evaluation, framework=system))


def _assessment(system: Framework, item: Item) -> Assessment:
    indicator = system.indicator(item.code)
    assert indicator is not None, item.code
    assert not item.met or isinstance(indicator.rule, Checklist | Presence), item.code
    value = figure(item.value).printed.base * 100 if item.value else None
    met = tuple(_ANSWERS[a] for a in item.met)
    return Assessment(item.code, met=met, missed=item.missed, value=value, stated=item.score)


def summed(report: Published, s: Sum) -> Decimal:
    """What a printed sum should be."""
    if s.of == "told":
        return sum(
            (figure(x.stated).printed.base for x in report.sums if x.of == "score" and x.title in s.codes),
            Decimal(0),
        )
    inside = [i for i in report.items if i.code.startswith(s.codes)]
    return sum((getattr(i, s.of) for i in inside), Decimal(0))


def rate(r: Rate) -> tuple[str, str]:
    """A rate as printed, and as its figures make it, with as many decimals."""
    top, base = (sum((figure(f).printed.base for f in words), Decimal(0)) for words in (r.figures, r.base))
    printed = figure(r.stated).printed
    made = (top * 100 / base).quantize(Decimal(1).scaleb(-printed.decimals), ROUND_HALF_UP)
    return f"{printed.value}%", f"{made}%"


def survey_rows(report: Published) -> Iterator[tuple[str, str, str, str]]:
    """What does not fit in a questionnaire: (what, published, computed, why)."""
    if report.survey is None:
        return
    survey = survey_of(report)
    for problem in checks(survey):
        if problem.level == "error":
            q = next(q for q in survey.questions if q.text in problem.message)
            counts = "＋".join(str(o.count) for o in q.options if o.count)
            yield f"问卷{q.text}份数", counts, f"{survey.valid}", problem.message
    counted = tally(survey)
    assert counted.points is not None
    assert counted.score is not None
    stated = figure(report.survey.total).printed.value
    if stated != counted.points:
        short = plain(counted.points - stated)
        yield "问卷总分", plain(stated), plain(counted.points), f"按各题份数计算，多出{short}分"
    score = counted.score.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if score != figure(report.survey.score).printed.value:
        yield "问卷综合得分", figure(report.survey.score).words, plain(score), "各题平均得分之和"


# -- the tables of the guide


def differing(report: Published) -> list[str]:
    """Rows of what does not hold: indicators, then sums, rates and the questionnaire."""
    names = {c.code: c for c in comparisons(report)}
    rows = [
        _row(
            f"{c.code} {c.name}",
            plain(c.weight),
            "—" if c.published is None else plain(c.published),
            c.reach.words,
            c.why,
        )
        for c in of(list(names.values()), Standing.DIFFERS, Standing.IMPOSSIBLE, Standing.ABSENT)
    ]
    for other in report.others:
        c = next(c for c in comparisons(report, other) if c.code == other.code)
        rows.append(
            _row(
                f"{c.code}（{other.title}）",
                plain(c.weight),
                plain(c.published or Decimal(0)),
                c.reach.words,
                c.why,
            )
        )
    for item in report.items:
        told = figure(item.told).printed.value if item.told else None
        if told is not None and told > item.weight:
            rows.append(
                _row(
                    f"{item.code} {names[item.code].name}（文字）",
                    plain(item.weight),
                    plain(told),
                    f"至多{plain(item.weight)}分",
                    "文字所写的得分超过分值",
                )
            )
    for s in report.sums:
        made, stated = summed(report, s), figure(s.stated).printed.value
        if made != stated:
            what = {"score": "得分小计", "weight": "分值小计", "told": ""}[s.of]
            rows.append(_row(f"{s.title}{what}", "—", plain(stated), plain(made), "各项相加"))
    for r in report.rates:
        stated_rate, made_rate = rate(r)
        if _number(stated_rate) != _number(made_rate):
            way = f"{'＋'.join(figure(f).words for f in r.figures)}÷{'＋'.join(figure(f).words for f in r.base)}"
            rows.append(_row(r.title, "—", stated_rate, made_rate, way))
    rows += [_row(what, "—", stated_, made_, why) for what, stated_, made_, why in survey_rows(report)]
    return rows


def _number(words: str) -> Decimal:
    return Decimal(words.rstrip("%"))


def _row(*cells: str) -> str:
    return f"| {' | '.join(c.replace('|', '／') for c in cells)} |"


def counts(report: Published) -> list[str]:
    """How many indicators stand how, with their codes."""
    found = comparisons(report)
    lines = []
    for standing in Standing:
        codes = [c.code for c in of(found, standing)]
        if codes:
            lines.append(_row(str(standing), str(len(codes)), "、".join(codes)))
    return lines


def section(report: Published) -> str:
    """One report's part of the guide."""
    found = comparisons(report)
    low = sum((c.reach.low for c in found), Decimal(0))
    high = sum((c.reach.high for c in found), Decimal(0))
    total = plain(sum((i.score for i in report.items), Decimal(0)))
    return "\n".join(
        (
            f"### {report.title}",
            "",
            f"公布总分{total}分（{report.grade}）。按规则，各指标能得的分合计在{plain(low)}至{plain(high)}分之间。",
            "",
            "| 不符之处 | 分值 | 公布 | 按规则 | 依据 |",
            "| --- | --- | --- | --- | --- |",
            *differing(report),
            "",
            "| 复核结果 | 指标数 | 指标 |",
            "| --- | --- | --- |",
            *counts(report),
        )
    )


def agreeing(found: Sequence[Comparison]) -> list[str]:
    """Codes of the indicators that can be recomputed, and agree."""
    return [c.code for c in of(found, Standing.AGREES)]


if __name__ == "__main__":
    print("\n\n".join(map(section, reports())))
