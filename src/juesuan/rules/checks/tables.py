"""Were the statutory tables read, and read whole? What stays unread must not pass as “no problems”."""

from __future__ import annotations

from collections.abc import Iterable

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Report
from juesuan.claims.statutory.titles import titled
from juesuan.rules.messages import printed_form
from juesuan.rules.model import Blocked, Breach, Mark, NotApplicable
from juesuan.rules.registry import check


@check("tables-read")
def tables_read(report: Report) -> Iterable[Breach]:
    """Every table that stands under a statutory title was recognised and read."""
    seen = set(report.tables.values())
    unread: dict[str, str] = {}
    for block, table in report.document.tables():
        if block not in report.tables:
            form = titled(report.document, block, table)
            if form is not None and form.code not in seen:
                unread[form.code] = form.title
    reasons = list(report.hindrances)
    if unread:
        reasons.insert(0, "、".join(f"《{title}》" for title in unread.values()) + "的栏目没有认出来")
    if reasons:
        raise Blocked(f"{'；'.join(reasons)}，有关的加总和平衡没有核对，请人工查看")
    if not seen:
        raise NotApplicable("报告中没有决算表")
    return ()


@check("table-unit-agrees")
def table_unit_agrees(report: Report) -> Iterable[Breach]:
    """The unit above a table is the one its figures are printed in."""
    if not report.tables:
        raise NotApplicable("报告中没有决算表")
    for claim in report.claims:
        if claim.check != "table-unit-agrees" or evaluate(claim).state != "broken":
            continue
        line, other, own = claim.operands
        words = report.document.words(line.span)
        yield Breach(
            f"表头写“{words}”，与表中数字不符：{claim.formula}。{own.shown}，与“{other.shown}”是同一个数。",
            tuple(Mark(o.span, o.role) for o in (line, own, other)),
            claim.key,
            stated=own.printed.unit.printed if own.printed else printed_form(own),
            expected=claim.formula.partition("“")[2].partition("”")[0],
        )
