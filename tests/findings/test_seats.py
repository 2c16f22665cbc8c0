"""A place in a Word file is a paragraph or a table's row and column, counted as a person counts."""

from __future__ import annotations

from dataclasses import replace

from handmade import make_document, span
from msgspec import structs

from juesuan.documents.docx_package import MEDIA_TYPE
from juesuan.documents.model import Anchor, Cell, Paragraph, Run, Span, Table, Text
from juesuan.findings.emit_json import place_object
from juesuan.findings.seats import Seats
from juesuan.findings.wording import where, where_all


def word_document() -> Seats:
    document = make_document()
    table = Table((Cell(Text("5", (Run(0, Anchor(cell="第2行第3列", path="body/9/tr/1")),)), 1, 2),), 2, 3)
    note = Paragraph(Text("注"), role="footnote")
    blocks = (*document.blocks, note, table, document.blocks[2])
    return Seats(replace(document, media_type=MEDIA_TYPE, blocks=blocks, lines=()))


def test_paragraphs_and_tables_are_counted() -> None:
    seats = word_document()
    body = [
        replace(seats.place(s), line=None)
        for s in (span(2, "60.00"), structs.replace(span(2, "60.00"), block=8))
    ]
    assert [where(p) for p in body] == ["第 3 段", "第 6 段"]
    assert where_all(body) == "第 3、6 段"
    cell = seats.place(Span(7, 0, 1, 0), "分项")
    assert where(cell) == "第 2 张表第 2 行第 3 列"
    assert (place_object(cell)["table"], place_object(cell)["path"], cell.role) == (2, "body/9/tr/1", "分项")
    assert where(seats.place(Span(6, 0, 1))) == ""


def test_other_files_keep_their_lines() -> None:
    place = Seats(make_document()).place(span(2, "60.00"))
    assert where(place) == "第 3 行"
    assert place_object(place)["paragraph"] is None
