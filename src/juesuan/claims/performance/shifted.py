"""Rows of totals and funds under their headings, where merged or lost label cells shift one against the other."""

from __future__ import annotations

from juesuan.claims.performance.figures import lone
from juesuan.claims.performance.rows import NUMERIC, Box, Header, Row, lay


def values_under(row: Row, header: Header) -> dict[str, Box]:
    """Role → box for a row of totals or funds, where merged label cells may shift a ragged row."""
    exact = not row.ragged or len(row.boxes) == len(header.roles)
    if exact:
        return lay(row, header)
    cells = [b for b in row.boxes if NUMERIC.fullmatch(b.text)]
    numeric = ("initial", "budget", "executed", "weight1", "weight2", "weight", "score", "less", "rate")
    wanted = [r for r in header.roles if r in numeric]
    if len(cells) == len(wanted):
        return dict(zip(wanted, cells, strict=True))
    return {} if len(cells) != 1 or wanted != ["weight", "score"] else _single(cells[0])


def behind_label(row: Row, header: Header, label: Box) -> dict[str, Box]:
    """“预算数 | 执行数” over “年度资金总额 | 800 | 720”: the caption of the block, lost, stood over the labels."""
    if not header.roles[0] or row.boxes[0] is not label or NUMERIC.fullmatch(label.text):
        return {}
    return {r: b for r, b in zip(header.roles, row.boxes[1:], strict=False) if r}


def _single(box: Box) -> dict[str, Box]:
    """A lone number in a total row with a weight and a score column: 100 is the weight, all else the
    score."""
    q = lone(box)
    return {"weight": box} if q is not None and q.printed.value == 100 else {"score": box}
