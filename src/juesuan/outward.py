"""What the commands that write reports have in common: no source is overwritten, what was composed is audited, all files or none.

Apart from the commands themselves because every module of their folder is a command.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from juesuan.documents.refusal import Refusal
from juesuan.documents.system_errors import unwritable

if TYPE_CHECKING:
    from juesuan.documents.model import Document


def spare_sources(out: Path, sources: Iterable[tuple[Path | None, str]]) -> None:
    """Raise :class:`Refusal` if ``out`` is one of the files that the report is made from (file, what it is)."""
    for source, what in sources:
        if source is not None and out.exists() and source.exists() and out.samefile(source):
            raise Refusal("overwrite", str(out), f"输出文件就是{what}，不能覆盖", "请用 -o 另指定一个文件名")


#: How the levels of findings are called here, the gravest first.
_LEVELS = {"error": "错误", "warning": "提醒", "note": "提示"}


def own_audit(documents: Iterable[Document]) -> int:
    """Audit what was composed; tell what it finds, hints last, and return the exit code."""
    from juesuan.claims.reading import read_report
    from juesuan.rules.engine import run

    told = [
        (breach.level or outcome.rule.level, f"{outcome.rule.code} {breach.message}")
        for document in documents
        for outcome in run(read_report(document)).outcomes
        for breach in outcome.breaches
    ]
    for level, words in sorted(told, key=lambda t: list(_LEVELS).index(t[0])):
        typer.echo(f"自查{_LEVELS[level]} {words}", err=True)
    hints = sum(level == "note" for level, _ in told)
    graver = len(told) - hints
    found = f"{graver}处需要核对" if graver else "未发现自相矛盾的地方"
    typer.echo(f"自查：{found}{f'，另有{hints}处提示' if hints else ''}。", err=True)
    return 1 if any(level == "error" for level, _ in told) else 0


def tell_missing(words: Iterable[str]) -> None:
    """Remind of what a draft still lacks, each thing once."""
    missing = list(dict.fromkeys(words))
    if missing:
        listed = "".join(f"\n  {n}. {one}" for n, one in enumerate(missing, 1))
        typer.echo(f"提醒 这是草稿，还缺{len(missing)}项内容，补充后请重新编制：{listed}", err=True)


def deliver(files: Sequence[tuple[Path, bytes]], out: Path) -> None:
    """Write all files or none, and say where they lie."""
    put(files, out)
    for path, _ in files:
        typer.echo(f"已写出 {path}", err=True)


def put(files: Sequence[tuple[Path, bytes]], out: Path) -> None:
    """Write all files or none; raises :class:`Refusal` naming ``out``."""
    from juesuan.reports.writers import save

    try:
        save(files)
    except OSError as error:
        raise unwritable(error, out) from error
