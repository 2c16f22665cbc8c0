"""Reading an accounts workbook: sheets to rows, rows to accounts, and everything that is wrong with them at once.

A book without errors becomes :class:`Accounts`, in which every record knows the cell it came from.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from juesuan.accounts.model import Accounts
from juesuan.accounts.problems import Problem, errors
from juesuan.accounts.records import accounts_of
from juesuan.accounts.sheetforms import UNITS, Rows
from juesuan.accounts.sheetreading import FormReader, load_sheets, sheets_in, strange
from juesuan.accounts.sheets import ASIDE, CODED, ENTITY, PRIOR, SHEETS, own_names, vocabulary
from juesuan.documents.refusal import Refusal
from juesuan.documents.workbook.grid import Sheet

#: A sheet that every performance workbook has and no accounts workbook.
_PERFORMANCE = "绩效目标"


@dataclass(frozen=True)
class Loaded:
    """What a workbook says. ``accounts`` is ``None`` as long as ``problems`` holds errors; ``unit`` is its money's."""

    accounts: Accounts | None
    problems: tuple[Problem, ...]
    unit: str = "元"


def read_workbook(path: str | os.PathLike[str]) -> Loaded:
    """Read an accounts workbook with all of its problems. Raises :class:`Refusal` if it is no workbook."""
    return _loaded(load_sheets(path), os.fspath(path))


def read_workbook_bytes(data: bytes, path: str) -> Loaded:
    """The same for the bytes of a workbook that was called ``path``."""
    return _loaded(sheets_in(data, path), path)


def is_accounts_book(sheets: Iterable[str]) -> bool:
    """Are these the names of the sheets of a workbook of ours that holds accounts?"""
    return {ENTITY, "收入", "支出", "结转结余"} <= set(sheets)


def _loaded(sheets: Mapping[str, Sheet], path: str) -> Loaded:
    if ENTITY not in sheets:
        raise Refusal(
            "no-accounts", path, f"这不是决算数据工作簿（没有“{ENTITY}”工作表）",
            "请用 juesuan template 生成工作簿填写；官方公开表或已公开的报告请用 juesuan extract 转换",
        )  # fmt: skip
    if _PERFORMANCE in sheets and not is_accounts_book(sheets):
        raise Refusal(
            "no-accounts", path, f"这是预算绩效工作簿（有“{_PERFORMANCE}”工作表），不是决算数据工作簿",
            "编制绩效报告请用 juesuan evaluate；要编入决算报告，请把它写在 juesuan compose 的 --performance 后面",
        )  # fmt: skip
    made, problems, unit = _year(sheets, os.path.basename(path), "")
    names = {form.name for form in SHEETS}
    problems += strange(sheets, {*ASIDE, *names, *(PRIOR + name for name in names)})
    prior: Accounts | None = None
    if PRIOR + ENTITY in sheets:
        prior, found, _ = _year(sheets, os.path.basename(path), PRIOR)
        problems += found
    if made is not None and prior is not None:
        made = replace(made, prior=prior)
    return Loaded(None if errors(problems) else made, tuple(problems), unit)


def _year(sheets: Mapping[str, Sheet], file: str, prefix: str) -> tuple[Accounts | None, list[Problem], str]:
    """The accounts of one year (``None`` if anything is wrong) and the unit; ``prefix`` is 上年 for last year's sheets."""
    reader = FormReader(sheets, file, vocabulary(None))
    rows: Rows = {}
    for form in SHEETS:
        if prefix and prefix + form.name not in sheets:
            continue
        found = reader.read(form, prefix + form.name)
        if found is None:
            continue
        rows[form.name] = found
        if form.name == ENTITY:
            # The classification of the year decides what codes mean.
            reader.vocabulary = vocabulary(found[0].get("year"))
    if ENTITY not in rows or errors(reader.problems):
        return None, reader.problems, reader.unit or UNITS[0]
    made = accounts_of({"收入": [], "支出": [], **rows})
    return replace(made, names=_names(sheets, prefix, made.year)), reader.problems, reader.unit or UNITS[0]


def _names(sheets: Mapping[str, Sheet], prefix: str, year: int) -> dict[str, str]:
    """Names of subjects that the lists lack, from all cells with codes."""
    found: dict[str, str] = {}
    for form in SHEETS:
        kinds = {f.kind for f in form.fields} & set(CODED)
        if form.form or not kinds or prefix + form.name not in sheets:
            continue
        for cell in sheets[prefix + form.name].cells.values():
            for kind in kinds if cell.text[:3].isdigit() else ():
                found |= own_names(cell.text, kind, year)
    return found
