"""The statutory workbook as exported: numbers formatted by the sheet, titles above, headings merged."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import xlsxwriter
from statutory_accounts import Accounts, Style, document, overview, spending_tables

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Certainty
from juesuan.claims.statutory.reading import read_statutory
from juesuan.documents.sheets import read_sheets

ACCOUNTS = Accounts(
    general={"2010601": (150_352_000, 837_000), "2080505": (16_075_250, 0), "2210201": (18_719_400, 0)},
    other={"2010602": (0, 619_000)},
    opening=2_163_000,
    closing=2_163_000,
    other_opening=2_751_000,
    other_closing=3_371_000,
    abroad=0,
    purchase=0,
    running=1_200_000,
    reception=300_500,
    split=(30, 20, 10, 5, 5, 10, 10, 5, 5),
)


def workbook() -> bytes:
    style = Style(three_codes=False)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    money = book.add_format({"num_format": "#,##0.00"})
    for n, (title, grid, spans) in enumerate(
        (overview(ACCOUNTS, style), *spending_tables(ACCOUNTS, style)), 1
    ):
        sheet = book.add_worksheet(f"Z{n:02} {title}"[:31])
        sheet.write(0, 0, title)
        sheet.write(1, 0, "部门：清河县财政局")
        sheet.write(1, 3, "金额单位：万元")
        for r, row in enumerate(grid):
            for c, value in enumerate(row):
                if re.fullmatch(r"[\d,]+\.\d\d", value):
                    sheet.write_number(r + 2, c, float(value.replace(",", "")), money)
                elif value:
                    sheet.write(r + 2, c, value)
        for r, c, height, width in spans:
            if (height, width) != (1, 1):
                sheet.merge_range(r + 2, c, r + 1 + height, c + width - 1, grid[r][c])
    book.close()
    return out.getvalue()


def test_a_workbook_states_what_the_tables_state() -> None:
    reading = read_statutory(read_sheets(workbook(), "决算.xlsx", "0"), 2024)
    assert sorted(reading.tables.values()) == ["Z01", "Z03", "Z05"]
    assert [c.formula for c in reading.claims if evaluate(c).state == "broken"] == []

    def facts(source: object) -> set[tuple[str, str, str]]:
        return {
            (f.concept, f.scope, f"{f.operand.interval.low:.3f}")
            for f in source.facts  # type: ignore[attr-defined]
        }

    printed = read_statutory(document(ACCOUNTS, Style()), 2024)
    mine = facts(reading)
    assert len(mine) > 30
    assert mine <= facts(printed)


def test_one_wrong_unit_is_one_claim() -> None:
    clean = document(ACCOUNTS, Style())
    yuan = document(ACCOUNTS, Style(unit="元"))
    [at] = [b for b, form in read_statutory(clean, 2024).tables.items() if form == "Z03"]
    blocks = list(clean.blocks)
    blocks[at] = yuan.blocks[at]  # the figures are 元, the words above still say 万元
    reading = read_statutory(replace(clean, blocks=tuple(blocks)), 2024)
    sure = [c for c in reading.claims if c.certainty is not Certainty.GUESS]
    broken = [c for c in sure if evaluate(c).state == "broken"]
    assert [c.check for c in broken] == ["table-unit-agrees"]
    assert {o.span.block for o in broken[0].operands} >= {at}
