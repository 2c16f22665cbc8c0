"""Out of the house: one composed report into any of its formats, and all formats of it at once or none.

Every writer gets the same composition and returns bytes, so nothing reaches the disk before everything that was asked
for has been made.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from juesuan.documents.composition import Composition

#: The formats by name and file ending; ``zip`` is the open data: CSV tables with their datapackage.json.
FORMATS = ("docx", "pdf", "html", "xlsx", "zip")


def write(composition: Composition, format: str) -> bytes:
    """The report in one format.

    Raises ``ValueError`` for a format that is none of ``FORMATS``, :class:`ModuleNotFoundError` where a format needs
    a library that is not installed.
    """
    return _writer(format)(composition)


def write_all(composition: Composition, directory: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """The report in all formats, under its title in ``directory``; the open data in a folder ``数据`` beside it.

    Either every file is written or none: all are made in memory, put beside their places under temporary names, and
    only then renamed. Returns the paths of the files, in the order of ``formats``.
    """
    files = all_files(composition, directory, formats)
    save(files)
    return [path for path, _ in files]


def all_files(
    composition: Composition, directory: Path, formats: Sequence[str] = FORMATS
) -> list[tuple[Path, bytes]]:
    """The report's files in all formats, as they will lie in ``directory``."""
    files: list[tuple[Path, bytes]] = []
    for format in formats:
        if format == "zip":
            from juesuan.reports.write_data import data_files

            files += [(directory / "数据" / name, data) for name, data in data_files(composition).items()]
        else:
            files.append((directory / f"{file_name(composition.title)}.{format}", write(composition, format)))
    return files


def save(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write files all together: what cannot be written (full disk, no permission) leaves the old files as they are.

    Raises :class:`OSError` of the first file that cannot be written.
    """
    made: list[Path] = []
    folders: list[Path] = []
    done: list[tuple[Path, Path | None]] = []
    try:
        for path, data in files:
            folders += [p for p in (path.parent, *path.parent.parents) if not p.exists() and p not in folders]
            path.parent.mkdir(parents=True, exist_ok=True)
            made.append(_beside(path, data))
        for new, (path, _) in zip(tuple(made), files, strict=True):
            old = None
            if path.exists():
                old = _beside(path, b"")
                made.append(old)
                os.replace(path, old)
            done.append((path, old))
            os.replace(new, path)
    except (OSError, KeyboardInterrupt):
        for path, old in reversed(done):
            if old is not None:
                os.replace(old, path)
            else:
                path.unlink(missing_ok=True)
        for rest in made:
            rest.unlink(missing_ok=True)
        for folder in sorted(folders, key=lambda p: len(p.parts), reverse=True):
            with suppress(OSError):
                folder.rmdir()
        raise
    finally:
        for rest in made:
            rest.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """A new file with a name of its own in the same directory, readable like any other."""
    handle, name = tempfile.mkstemp(prefix=".juesuan-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(name, 0o644)
    return Path(name)


def file_name(title: str) -> str:
    """A title as the name of a file: characters that some system refuses are replaced, the length is kept small."""
    bad = '<>:"/\\|?*'
    name = "".join("_" if c in bad or ord(c) < 32 else c for c in title).strip(" .")
    # A name may have 255 bytes, of which a Chinese character takes three.
    return name[:60] or "决算报告"


def _writer(format: str) -> Callable[[Composition], bytes]:
    """The writer of a format; each is imported when it is used, because their libraries are large."""
    if format == "docx":
        from juesuan.reports.write_docx import write_docx

        return write_docx
    if format == "pdf":
        from juesuan.reports.write_pdf import write_pdf

        return write_pdf
    if format == "html":
        from juesuan.reports.write_html import write_html

        return write_html
    if format == "xlsx":
        from juesuan.reports.write_xlsx import write_xlsx

        return write_xlsx
    if format == "zip":
        from juesuan.reports.write_data import write_zip

        return write_zip
    raise ValueError(f"{format} is none of {', '.join(FORMATS)}")
