"""Small Word templates for tests, made as a person would: paragraphs, a table, a header; and filled by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import docx
from example_year import year

from juesuan.accounts.model import Accounts
from juesuan.accounts.tables import derive_tables
from juesuan.documents.docx_names import W
from juesuan.reports.compose import Desk, desk
from juesuan.reports.packs import Pack
from juesuan.reports.write_word import fill, read_template


def word(*paragraphs: str, table: Sequence[Sequence[str]] = (), header: str = "") -> bytes:
    """A Word file with these paragraphs, then a table, under a header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(
    data: bytes, accounts: Accounts | None = None, pack: Pack | None = None, draft: bool = False
) -> bytes:
    """The template filled from the example's year."""
    this = accounts or year()
    derived = derive_tables(this)

    def make() -> Desk:
        return desk(this, pack, tables=derived.tables, facts=derived.facts, annexes=("自评报告",))

    return fill(read_template(data, "模板.docx", pack), make, derived.tables, draft)


def lines(data: bytes) -> list[str]:
    """Every paragraph of the body and of its tables, as printed."""
    document = docx.Document(io.BytesIO(data))
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.body.iter(f"{W}p")]


def alone(accounts: Accounts | None = None) -> Accounts:
    """The year without the one before it."""
    return replace(accounts or year(), prior=None)
