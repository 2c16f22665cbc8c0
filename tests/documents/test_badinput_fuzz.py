"""Damaged bytes: whatever is flipped, cut or doubled, every reader gives a document or a refusal, and nothing
else.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter
from compound_files import workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.documents import Document, Refusal
from juesuan.documents.intake import read_bytes

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><h1>决算</h1><p>收入1,234.50万元。</p>"
    "<table><tr><td rowspan=2>项目<td colspan=2>金额<tr><td>合计<td>9.00</table><ol><li>甲</ol></body></html>"
).encode()
TEXT = (
    "一、收入情况\n\t项目\n\t金额\n\n\t合计\n\t1,234.50\n\n2023年度收入总计1,234.50万元。\n|甲|1|\n|乙|2|\n"
).encode()


def _xlsx() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("收入决算表")
    sheet.merge_range("A1:B1", "收入决算表")
    sheet.write_row("A2", ["项目", "金额"])
    sheet.write_row("A3", ["合计", 1234.5], book.add_format({"num_format": '#,##0.00;[Red]-0.0,"万"'}))
    sheet.write_formula("B4", "=B3*2", None, 2469)
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def _ods() -> bytes:
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='表'>"
        "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2' "
        "office:value-type='float'><text:p>1<text:s text:c='3'/>2</text:p></table:table-cell>"
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    return stream.getvalue()


XLS = workbook(
    {
        "收入决算表": {
            (0, 0): "收入决算表",
            (1, 0): "项目",
            (1, 1): "金额",
            (2, 0): "合计",
            (2, 1): (1234.5, 1),
        }
    },
    ["#,##0.00"],
    [(0, 0, 0, 1)],
)
FILES = {"a.xlsx": _xlsx(), "a.xls": XLS, "a.ods": _ods(), "a.html": PAGE, "a.txt": TEXT}

#: One damage: where (as a share of the length), what is done, and a byte to do it with.
DAMAGE = st.tuples(
    st.floats(0, 1, exclude_max=True), st.sampled_from(("set", "flip", "cut", "double")), st.integers(0, 255)
)


def damaged(data: bytes, damages: Sequence[tuple[float, str, int]]) -> bytes:
    body = bytearray(data)
    for share, kind, value in damages:
        at = int(share * len(body))
        if kind == "set":
            body[at : at + 1] = bytes([value])
        elif kind == "flip":
            body[at : at + 1] = bytes([(body[at] if at < len(body) else 0) ^ (1 << value % 8)])
        elif kind == "cut":
            del body[at : at + 1 + value]
        else:
            body[at:at] = body[at : at + 1 + value]
    return bytes(body)


def survives(data: bytes, name: str) -> None:
    outcome = outcome_of(data, name)
    if isinstance(outcome, Refusal):
        assert outcome.code
        assert str(outcome).startswith(name)
        assert outcome.advice


def outcome_of(data: bytes, name: str) -> Document | Refusal:
    try:
        return read_bytes(data, name)
    except Refusal as refusal:
        return refusal


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=st.lists(DAMAGE, min_size=1, max_size=8))
def test_damaged_file(name: str, damages: list[tuple[float, str, int]]) -> None:
    survives(damaged(FILES[name], damages), name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.integers(0, 30), damages=st.lists(DAMAGE, min_size=1, max_size=4))
def test_damaged_part_of_a_sound_package(name: str, part: int, damages: list[tuple[float, str, int]]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as source, zipfile.ZipFile(stream, "w") as target:
        names = source.namelist()
        for entry in names:
            data = source.read(entry)
            target.writestr(entry, damaged(data, damages) if entry == names[part % len(names)] else data)
    survives(stream.getvalue(), name)


@settings(max_examples=100, deadline=None)
@given(
    data=st.binary(max_size=600),
    start=st.sampled_from((b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>")),
)
def test_any_bytes(data: bytes, start: bytes) -> None:
    survives(start + data, "任意.docx")
