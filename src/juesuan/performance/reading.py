"""Reading a performance workbook: sheets to rows, rows to a book, and everything that is wrong with it at once.

A book may be filled as far as the year has come; what is missing is only said where a later step needs it. Errors leave
no book; warnings go with it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from juesuan.accounts.loading import refusal_words
from juesuan.accounts.model import Accounts
from juesuan.accounts.problems import Problem, errors
from juesuan.accounts.sheetforms import Row, Rows
from juesuan.accounts.sheetreading import REACH, FormReader, load_sheets, sheets_in, strange
from juesuan.documents.refusal import Refusal
from juesuan.documents.workbook.grid import Sheet
from juesuan.performance import book_sheets as s
from juesuan.performance.book_records import book_of
from juesuan.performance.book_rows import NOTHING, Begun
from juesuan.performance.book_words import vocabulary
from juesuan.performance.model import Evaluation, PerformanceBook
from juesuan.performance.validate import validate

_QUESTION = re.compile(r"第(\d{1,3})题\*?")


@dataclass(frozen=True)
class LoadedBook:
    """What a workbook says. ``book`` is ``None`` as long as ``problems`` holds errors; ``unit`` is its money's.

    ``begun`` is what the workbook has prepared and nobody filled in, to be kept when it is written again.
    """

    book: PerformanceBook | None
    problems: tuple[Problem, ...]
    unit: str = ""
    begun: Begun = NOTHING


def read_workbook(path: str | os.PathLike[str]) -> LoadedBook:
    """Read a performance workbook as far as it can be understood, not yet validated as a whole.

    Raises :class:`Refusal` if it is no performance workbook.
    """
    return _read(load_sheets(path), os.fspath(path))


def read_workbook_bytes(data: bytes, path: str) -> LoadedBook:
    """The same for the bytes of a workbook that was called ``path``."""
    return _read(sheets_in(data, path), path)


def load_book(path: str | os.PathLike[str], accounts: Accounts | None = None) -> LoadedBook:
    """Read and validate a performance workbook, with ``accounts`` also against them. Raises :class:`Refusal`."""
    loaded = read_workbook(path)
    if loaded.book is None:
        return loaded
    problems = (*loaded.problems, *validate(loaded.book, accounts))
    return replace(loaded, book=None if errors(problems) else loaded.book, problems=problems)


def usable_book(path: str | os.PathLike[str], accounts: Accounts | None = None) -> LoadedBook:
    """The same, but errors are a refusal whose text lists them; ``book`` is never ``None``."""
    loaded = load_book(path, accounts)
    if loaded.book is None:
        words = refusal_words(loaded.problems)
        raise Refusal("problems", os.fspath(path), words, "请逐项更正后重新运行，没有写出任何文件")
    return loaded


def _read(sheets: Mapping[str, Sheet], path: str) -> LoadedBook:
    if s.ENTITY not in sheets or s.INDICATORS not in sheets:
        raise Refusal(
            "no-performance", path, f"这不是预算绩效工作簿（没有“{s.INDICATORS}”工作表）",
            "请用 juesuan template --performance 生成工作簿填写",
        )  # fmt: skip
    file = os.path.basename(path)
    reader = FormReader(sheets, file, vocabulary())
    rows: Rows = {}
    for form in s.sheets(_questions(sheets)):
        found = reader.read(form)
        if found is not None:
            rows[form.name] = found
    problems = [*reader.problems, *strange(sheets, {*s.ASIDE, *(f.name for f in s.sheets())})]
    if errors(problems):
        return LoadedBook(None, tuple(problems), reader.unit)
    reader.problems = []

    def say(
        code: str,
        row: Row,
        field: str,
        message: str,
        expected: str,
        value: Any = None,
        level: str = "error",
    ) -> None:
        cell = row["cells"].get(field, row["origin"].cell)
        reader.say(code, row["origin"].sheet, cell, message, expected, value, level)

    book = book_of(rows, file, reader.unit, say)
    problems += reader.problems
    return LoadedBook(None if errors(problems) else book, tuple(problems), reader.unit, _begun(rows, book))


def _begun(rows: Rows, book: PerformanceBook) -> Begun:
    """Evaluations and self-evaluations whose heads stand in the workbook and nothing else of them."""
    filled = {e.origin.cell for e in book.evaluations}
    evaluations = tuple(
        Evaluation(r["framework"], r["kind"], (), r["about"] or "")
        for r in rows.get(s.EVALUATIONS, ())
        if r["origin"].cell not in filled
    )
    evaluated = {e.objective for e in book.self_evaluations}
    heads = (r for r in rows.get(s.SELF_EVALUATIONS, ()) if r["objective"] not in evaluated)
    return Begun(evaluations, {r["objective"]: r["framework"] for r in heads})


def _questions(sheets: Mapping[str, Sheet]) -> int:
    """How many questions the sheet of copies has columns for."""
    sheet = sheets.get(s.COPIES)
    cells = [] if sheet is None else [c.text.strip() for (r, _), c in sheet.cells.items() if r < REACH]
    numbers = [int(found[1]) for words in cells if (found := _QUESTION.fullmatch(words))]
    return max([*numbers, s.QUESTIONS_OFFERED])
