"""A small report of an invented bureau with three findings, built by hand: no reader and no rule is needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from juesuan.amounts import Interval
from juesuan.claims.evaluate import Verdict
from juesuan.claims.model import Claim, Kind, Operand, Profile, Relation, Report, Section
from juesuan.documents.model import Anchor, Cell, Document, Paragraph, Run, Span, Table, Text
from juesuan.rules.model import Breach, Mark, Outcome, Rule, Suspect

LINES = (
    "清河县人力资源和社会保障局 2024 年度部门决算",
    "一、收入决算情况说明",
    "本年收入合计 1,200.00 万元，其中：财政拨款收入 1,150.00 万元，占 95.83%；"
    "其他收入 60.00 万元，占 5.00%。",
    "二、支出决算情况说明",
    "本年支出合计 1,200.00 万元，比上年增加 20.00 万元，增长 5.00%。=HYPERLINK(0)<script>alert(1)</script>",
)


@dataclass(frozen=True)
class FakeGrouped:
    rule: Rule
    breach: Breach
    cause: int | None = None


@dataclass(frozen=True)
class FakeRun:
    outcomes: tuple[Outcome, ...] = ()
    breaches: tuple[FakeGrouped, ...] = ()
    claims: tuple[tuple[Claim, Verdict], ...] = field(default=())


def make_rule(code: str, name: str, title: str, kind: Kind, level: str = "error") -> Rule:
    return Rule(
        code, name, name, title, kind, level, "为什么", f"请核对{title}", basis="清河县财政局公开要求"
    )


SUM = make_rule("A001", "parts-not-making-total", "合计与分项不符", Kind.SUM)
SHARE = make_rule("S001", "wrong-share", "占比与金额不符", Kind.SHARE)
WORD = make_rule("W001", "leftover-formula", "残留的公式", Kind.LEFTOVER, "note")
PASSED = make_rule("Y001", "wrong-year", "年度写错", Kind.YEAR)
ABSENT = make_rule("N001", "wrong-count", "数量不符", Kind.COUNT)


def make_document() -> Document:
    blocks = [
        Paragraph(Text(line, (Run(0, Anchor(line=n, column=0)),)), 1 if n in (2, 4) else 0)
        for n, line in enumerate(LINES, 1)
    ]
    cells = tuple(
        Cell(Text(t), i // 2, i % 2) for i, t in enumerate(("项目", "金额", "财政拨款收入", "1,150.00"))
    )
    return Document(
        "清河县人社局.txt", "text/plain", "ab" * 32, (*blocks, Table(cells, 2, 2, "收入表")), LINES
    )


def span(block: int, words: str) -> Span:
    start = LINES[block].index(words)
    return Span(block, start, start + len(words))


def make_report(**changes: Any) -> Report:
    profile = Profile("accounts", "清河县人力资源和社会保障局", (), 2024, "", "万元")
    sections = (Section(1, 3, 1, "一、", "收入决算情况说明"), Section(3, 6, 1, "二、", "支出决算情况说明"))
    claim = make_claim()
    return Report(make_document(), profile, sections, claims=(claim,), **changes)


def make_claim() -> Claim:
    def operand(words: str, value: str, role: str) -> Operand:
        return Operand(span(2, words), span(2, words), words, Interval.point(Decimal(value)), role)

    operands = (
        operand("1,200.00 万元", "12000000", "合计"),
        operand("1,150.00 万元", "11500000", "分项"),
        operand("60.00 万元", "600000", "分项"),
    )
    return Claim(
        Kind.SUM, SUM.check, Relation.LINEAR, operands, "1,150.00 + 60.00 = 1,210.00", "income.current|2024"
    )


def make_run(broken: bool = True) -> FakeRun:
    claim = make_claim()
    if not broken:
        outcomes = (Outcome(SUM, "passed"), Outcome(PASSED, "passed"))
        return FakeRun(outcomes, (), ((claim, Verdict("held")),))
    total = Breach(
        "本年收入合计写的是 1,200.00 万元，两项相加应为 1,210.00 万元，相差 10.00 万元。",
        (
            Mark(span(2, "本年收入合计 1,200.00 万元"), "合计"),
            Mark(span(2, "财政拨款收入 1,150.00 万元"), "分项"),
            Mark(span(2, "其他收入 60.00 万元"), "分项"),
        ),
        "income.current|2024", "1,200.00 万元", "1,210.00 万元", "10.00 万元",
        suspects=(Suspect(span(2, "60.00"), "50.00 万元"),), claim=claim,
    )  # fmt: skip
    share = Breach(
        "其他收入占比写的是 5.00%，按 60.00 ÷ 1,200.00 计算应为 5.00%，按改正后的金额应为 4.17%。",
        (Mark(span(2, "占 5.00%"), "占比"),), "income.other|2024", "5.00%", "4.17%",
    )  # fmt: skip
    word = Breach("文字里残留了公式“=HYPERLINK(0)”。", (Mark(span(4, "=HYPERLINK(0)<script>")),), "hyperlink")
    outcomes = (
        Outcome(SUM, "failed", breaches=(total,)),
        Outcome(SHARE, "failed", breaches=(share,)),
        Outcome(WORD, "failed", breaches=(word,)),
        Outcome(PASSED, "passed"),
        Outcome(ABSENT, "not_applicable", "报告中没有成项的清单"),
    )
    grouped = (FakeGrouped(WORD, word), FakeGrouped(SHARE, share, 2), FakeGrouped(SUM, total))
    return FakeRun(outcomes, grouped, ((claim, Verdict("broken")),))
