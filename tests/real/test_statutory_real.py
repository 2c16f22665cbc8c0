"""The statutory tables of a real report: what is known to hold is held, the known slip is found."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Profile, Report
from juesuan.claims.statutory.reading import StatutoryReading, read_statutory
from juesuan.documents.model import Block, Cell, Document, Paragraph, Table, Text
from juesuan.documents.pdf import read_pdf
from juesuan.rules.registry import checks

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TABLES = SHARED / "samples" / "h3-tables"
#: A code in front of a name, or of the amount itself.
_CODE = re.compile(r"^\d{3,7}(?=[一-鿿])|^\d{7}(?=\d)")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not TABLES.is_dir(), reason="the real reports are not beside the project"),
]


def from_sheets() -> Document:
    """The tables as transcribed sheets: every merge lost."""
    blocks: list[Block] = []
    for path in sorted(TABLES.glob("*.csv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        rows = list(csv.reader(lines))
        cells = tuple(Cell(Text(v), r, c) for r, row in enumerate(rows) for c, v in enumerate(row))
        blocks += [Paragraph(Text(path.stem.partition("_")[2])), Paragraph(Text("单位：万元"))]
        blocks.append(Table(cells, len(rows), max(map(len, rows))))
    return Document("h3", "text/csv", "0", tuple(blocks))


def from_pdf() -> Document:
    [path] = (SHARED / "samples").glob("h3*.pdf")
    return read_pdf(path.read_bytes(), str(path), "0")


def known(kind: str) -> list[dict[str, object]]:
    rows = (SHARED / "truth" / "h3.ok.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(row) for row in rows if row.strip()]
    return [
        r for r in found if r["kind"] == kind and 6 <= r["page"] <= 20 and re.search(r"\d\.\d", r["quote"])
    ]


def held_figures(reading: StatutoryReading, document: Document) -> set[str]:
    return {
        document.words(o.number)
        for claim in reading.claims
        if evaluate(claim).state == "held"
        for o in claim.operands
    }


@pytest.mark.parametrize("source", [from_sheets, from_pdf])
def test_all_forms_are_recognised_and_only_the_known_slip_is_found(source: object) -> None:
    document = source()  # type: ignore[operator]
    reading = read_statutory(document, 2024)
    forms = ["Z01", "Z02", "Z03", "Z04", "Z05", "Z06", "Z07", "Z08", "Z10"]
    assert [reading.tables[b] for b in sorted(reading.tables)] == forms
    broken = [c for c in reading.claims if evaluate(c).state == "broken"]
    assert {c.check for c in broken} == {"tables-print-alike"}
    assert {document.words(o.number) for c in broken for o in c.operands} == {"326.71", "326.72"}


@pytest.mark.parametrize("kind", ["sum", "balance", "repeat"])
def test_every_table_claim_known_to_hold_is_held(kind: str) -> None:
    document = from_sheets()
    held = held_figures(read_statutory(document, 2024), document)
    for row in known(kind):
        numbers = re.findall(r"\d[\d,]*\.\d\d", _CODE.sub("", str(row["quote"])))
        if not row["also_flagged"]:
            assert held.intersection(numbers), row


def test_both_sources_state_the_same_facts() -> None:
    def facts(document: Document) -> set[tuple[str, str, str, str]]:
        reading = read_statutory(document, 2024)
        return {(f.concept, f.measure, f.scope, str(f.operand.interval.middle)) for f in reading.facts}

    assert facts(from_sheets()) == facts(from_pdf())


def test_the_listed_subject_without_money() -> None:
    found = list(checks()["listed-subject-without-money"](Report(from_pdf(), Profile(year=2024))))
    assert [(b.stated, b.expected) for b in found] == [("个人农业生产补贴", "奖励金")]


def test_no_code_of_the_report_is_accused() -> None:
    report = Report(from_pdf(), Profile(year=2024))
    for check in ("code-digits", "code-and-name", "outdated-name"):
        assert list(checks()[check](report)) == []


def mismatches() -> list[dict[str, str]]:
    path = SHARED / "reference" / "classification" / "known_wrong_in_published_docs.csv"
    if not path.is_file():
        return []
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", mismatches(), ids=lambda row: row["code"] + row["published_name"])
def test_every_mismatch_found_in_published_tables_is_named(row: dict[str, str]) -> None:
    head = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "经营支出"]
    title, rows = "支出决算表", [head, ["合计", "", "1.00", "1.00", "", ""]]
    line = [row["code"], row["published_name"], "1.00", "1.00", "", ""]
    if row["code"].startswith("3"):
        title, line = "一般公共预算财政拨款基本支出决算表", line[:3]
        rows = [
            ["科目编码", "科目名称", "决算数"],
            ["301", "工资福利支出", "1.00"],
            ["302", "商品和服务支出", ""],
        ]
    grid = [*rows, line]
    cells = tuple(Cell(Text(v), r, c) for r, values in enumerate(grid) for c, v in enumerate(values))
    blocks = (Paragraph(Text(title)), Table(cells, len(grid), len(grid[0])))
    report = Report(Document("t", "text/plain", "0", blocks), Profile(year=2024))
    found = [
        breach
        for check in ("code-and-name", "outdated-name", "unknown-code")
        for breach in checks()[check](report)
        if row["published_name"] in breach.message
    ]
    assert len(found) == 1
