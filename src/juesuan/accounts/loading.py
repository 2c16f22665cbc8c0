"""Accounts ready for use: a workbook read, last year's joined to it, everything validated, all problems in one list.

This is the door through which reports are composed; who calls it either has accounts without errors or the whole list
of what to correct.
"""

from __future__ import annotations

import os
from dataclasses import replace

from juesuan.accounts.model import Accounts
from juesuan.accounts.problems import Problem, errors
from juesuan.accounts.reading import Loaded, read_workbook
from juesuan.accounts.validate import validate
from juesuan.documents.refusal import Refusal

#: Problems a message lists before it only counts them.
_NAMED = 40


def load_accounts(path: str | os.PathLike[str], prior: str | os.PathLike[str] | None = None) -> Loaded:
    """Read and validate a workbook; ``prior`` is last year's workbook and replaces what the book carries itself.

    Raises :class:`Refusal` if a file is no accounts workbook.
    """
    loaded = read_workbook(path)
    problems = list(loaded.problems)
    accounts = loaded.accounts
    if prior is not None:
        before = read_workbook(prior)
        problems += [replace(p, sheet=f"上年工作簿·{p.sheet}") for p in before.problems]
        if accounts is not None and before.accounts is not None:
            accounts, found = _joined(accounts, before.accounts)
            problems += found
    if accounts is not None:
        problems += validate(accounts, loaded.unit)
    return Loaded(None if errors(problems) else accounts, tuple(problems), loaded.unit)


def usable_accounts(path: str | os.PathLike[str], prior: str | os.PathLike[str] | None = None) -> Loaded:
    """The same, but errors are a refusal whose text lists them; ``accounts`` is never ``None``."""
    loaded = load_accounts(path, prior)
    if loaded.accounts is None:
        raise Refusal(
            "problems",
            os.fspath(path),
            refusal_words(loaded.problems),
            "请逐项更正后重新运行，没有写出任何文件",
        )
    return loaded


def refusal_words(problems: tuple[Problem, ...]) -> str:
    """Errors as a list for the terminal."""
    wrong = errors(problems)
    listed = "\n".join(f"  {i}. {p}" for i, p in enumerate(wrong[:_NAMED], 1))
    rest = f"\n  …… 另有 {len(wrong) - _NAMED} 项" if len(wrong) > _NAMED else ""
    return f"工作簿有 {len(wrong)} 处错误：\n{listed}{rest}\n"


def _joined(accounts: Accounts, before: Accounts) -> tuple[Accounts, list[Problem]]:
    if before.year != accounts.year - 1:
        message = f"上年工作簿的年度是 {before.year}，应为 {accounts.year - 1}"
        return accounts, [
            Problem(
                "prior-year", message, "上年工作簿·单位信息", "B7", str(before.year), "请换成上一年度的工作簿"
            )
        ]
    found = []
    if before.entity.name != accounts.entity.name:
        message = f"上年工作簿的单位是“{before.entity.name}”，与本年的“{accounts.entity.name}”不同"
        expected = "请换成本单位的工作簿；单位改过名称的，请把上年工作簿中的单位名称改为现在的名称"
        found.append(Problem("prior-entity", message, "上年工作簿·单位信息", "B4", "", expected))
    return replace(accounts, prior=replace(before, prior=None)), found
