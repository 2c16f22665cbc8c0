"""Whatever stands in a cell, a workbook is read, or refused in words; it never breaks the program."""

from __future__ import annotations

import io
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from books import whole
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.accounts.problems import errors
from juesuan.performance import book_sheets as s
from juesuan.performance.model import PerformanceBook
from juesuan.performance.reading import load_book
from juesuan.performance.workbook import fill_up, write_workbook

ODD = st.sampled_from(
    [None, "", " ", "别的", "W01", "1", "是", "≥5", "95%", "5人", "2024-13-45", "=1+1", "#REF!", "A、B", -1, 0, 3, 1.5, 1e15, -1e-7,
     True, datetime(2024, 5, 1), "九" * 300, "13812345678", "1\n2"]
)  # fmt: skip
NAMES = st.sampled_from([f.name for f in s.sheets()])


@lru_cache(maxsize=1)
def sound() -> bytes:
    return write_workbook(whole())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(NAMES, st.integers(1, 9), st.integers(1, 22), ODD), min_size=1, max_size=6))
def test_odd_cells_never_break_it(cells: list[tuple[str, int, int, object]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sound()))
    for name, row, column, value in cells:
        cell = book[name].cell(row, column)
        if not isinstance(cell, openpyxl.cell.cell.MergedCell):
            cell.value = value  # type: ignore[assignment]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "绩效.xlsx"
        book.save(path)
        loaded = load_book(path)
    assert (loaded.book is None) is bool(errors(loaded.problems))
    assert all(str(p) for p in loaded.problems)
    if isinstance(loaded.book, PerformanceBook):
        assert fill_up(loaded.book, loaded.unit, (), loaded.begun)
