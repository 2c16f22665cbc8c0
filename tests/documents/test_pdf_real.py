"""The published report and the texts beside the project: every cell and every paragraph must come back."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from pdf_printing import printed, table, text

from juesuan.documents import Document, Table
from juesuan.documents.characters import normalise
from juesuan.documents.pdf import read_pdf
from juesuan.documents.plain import read_plain

SHARED = Path(__file__).parents[3] / "shared"
SAMPLES = SHARED / "samples"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real reports are not beside the project"),
]


def squeezed(value: str) -> str:
    return re.sub(r"\s", "", value)


@cache
def report() -> Document:
    (path,) = SAMPLES.glob("h3-*.pdf")
    return read_pdf(path.read_bytes(), path.name, "0")


def expected(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [[squeezed(v) for v in row] for row in csv.reader(line for line in lines if line[0] != "#")]


def printed_rows(found: Table) -> list[list[str]]:
    """Each cell's text at its upper left corner, as the expected files have it."""
    rows = [[""] * found.columns for _ in range(found.rows)]
    for cell in found.cells:
        rows[cell.row][cell.column] = squeezed(cell.value)
    return rows


def names() -> list[str]:
    return sorted(p.name for p in (SAMPLES / "h3-tables").glob("*.csv")) if SAMPLES.is_dir() else []


@pytest.mark.parametrize("name", names())
def test_every_cell_of_the_published_tables(name: str):
    title = name.split("_", 1)[1].removesuffix(".csv")
    (found,) = [t for _, t in report().tables() if squeezed(t.title) == title]
    assert printed_rows(found) == expected(SAMPLES / "h3-tables" / name)


def test_the_form_agrees_with_an_independent_reader():
    pdfplumber = pytest.importorskip("pdfplumber")
    (path,) = (p for p in SAMPLES.glob("*.pdf") if not p.name.startswith("h3-"))
    with pdfplumber.open(path) as file:
        theirs = [
            squeezed("".join(c or "" for row in t.extract() for c in row))
            for p in file.pages
            for t in p.find_tables()
        ]
    document = read_pdf(path.read_bytes(), path.name, "0")
    ours = [squeezed("".join(c.value for c in t.cells)) for _, t in document.tables()]
    assert sorted("".join(ours)) == sorted("".join(theirs))


@pytest.mark.parametrize("index", range(5))
def test_printed_texts_come_back(index: int):
    path = sorted((SHARED / "seeds").glob("*.txt"))[index]
    source = read_plain(path.read_bytes(), path.name, "0")
    blocks, paragraphs, tables = [], [], []
    for block in source.blocks:
        if isinstance(block, Table):
            rows = [[""] * block.columns for _ in range(block.rows)]
            spans = {}
            for cell in block.cells:
                rows[cell.row][cell.column] = cell.value
                if (cell.rowspan, cell.colspan) != (1, 1):
                    spans[cell.row, cell.column] = (cell.rowspan, cell.colspan)
            if min(block.rows, block.columns) >= 2:
                blocks.append(table(rows, spans=spans, size=7 if block.columns > 6 else 9))
                tables.append([[squeezed(normalise(v)) for v in row] for row in rows])
        elif block.value.strip():
            blocks.append(text(block.value, "heading" if block.level else "text"))
            paragraphs.append(squeezed(normalise(block.value)))
    back = read_pdf(printed(blocks, header="清河县部门决算", pages="- # -"), path.name, "0")
    assert [squeezed(p.value) for _, p in back.paragraphs()] == paragraphs
    assert [printed_rows(t) for _, t in back.tables()] == tables
