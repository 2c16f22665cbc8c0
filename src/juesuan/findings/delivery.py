"""Where results go: rendering one audit in a format, and writing files so that nothing is ever half there.

A result is written beside its goal and then put in its place in one step. A result never takes the place of
a report that was audited, because a slip of the hand (``-o report.docx``) would destroy what was to be
checked.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from juesuan.documents.refusal import Refusal
from juesuan.documents.system_errors import unwritable
from juesuan.findings.model import Audit

#: Formats of which each report needs a file of its own.
SINGLE = ("html", "docx", "xlsx")
FORMATS = ("text", "json", "jsonl", "sarif", *SINGLE)


def render(audit: Audit, format: str, path: str) -> bytes:
    """One audit as a file of one of the formats in :data:`SINGLE`; ``path`` is the report's own file."""
    if format == "html":
        from juesuan.findings.emit_html import write_html

        return write_html(audit).encode()
    if format == "xlsx":
        from juesuan.findings.emit_xlsx import write_xlsx

        return write_xlsx(audit)
    from juesuan.findings.emit_docx import write_docx

    return bytes(write_docx(audit, Path(path).read_bytes()))


def write_whole(goal: Path, data: bytes | Iterable[bytes], inputs: Iterable[str] = ()) -> None:
    """Put ``data`` (or its parts, as they come) at ``goal`` in one step, making its folder; raises
    :class:`Refusal` if it may not or cannot.
    """
    for name in inputs:
        if goal.exists() and Path(name).exists() and goal.samefile(name):
            raise Refusal(
                "overwrite", str(goal), "输出文件就是被审核的报告，不能覆盖", "请用 -o 另指定一个文件名"
            )
    if goal.is_dir():
        raise Refusal("directory", str(goal), "输出位置是一个文件夹", "请用 -o 指定文件名")
    temporary = None
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=goal.parent, prefix=".juesuan-", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        # mkstemp makes the file private to its owner; a result is as readable as any file a person saves.
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, goal)
        temporary = None
    except OSError as error:
        raise unwritable(error, goal) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def file_name(audit: Audit, format: str, taken: set[str], paths: Iterable[str] = ()) -> str:
    """A name for a report's result that no other in the folder has: 报告.审核.html, 报告.审核-2.html …

    Where another report of ``paths`` differs in its ending only, the ending stays: 报告.docx.审核.html.
    """
    path = Path(audit.document.path)
    stem = path.stem
    endings = {p.suffix.lower() for p in map(Path, paths) if p.stem.lower() == stem.lower()}
    if endings - {path.suffix.lower()}:
        stem = path.name
    name, n = f"{stem}.审核.{format}", 1
    while name.lower() in taken:
        n += 1
        name = f"{stem}.审核-{n}.{format}"
    taken.add(name.lower())
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
