"""Opening a Fiscal Data Package: a ``datapackage.json`` with the CSV files it describes, in a folder or a zip file.

The descriptor comes from strangers: paths that lead out of the package or into the network are not followed, and a
column that the descriptor promises and the file lacks is told before anything is read.

Format: Fiscal Data Package 1.0 (Open Fiscal Data Package), which is a Tabular Data Package with the meaning of columns.
"""

from __future__ import annotations

import csv
import io
import json
import os
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from juesuan.documents import limits
from juesuan.documents.intake import load, shown_path
from juesuan.documents.package import BROKEN_ZIP, Package
from juesuan.documents.plain import decode
from juesuan.documents.refusal import Refusal

DESCRIPTOR = "datapackage.json"
_ADVICE = "请向提供方重新索取完整的数据包；本系统的数据包用 juesuan compose … -o 数据.zip 生成"
Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its words, what it means (``columnType``), and everything else the descriptor says of it."""

    name: str
    title: str = ""
    means: str = ""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Resource:
    """A file of the package as rows of text; ``constants`` are columns the descriptor adds with one value for all."""

    name: str
    path: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]
    constants: tuple[tuple[Column, str], ...] = ()
    targets: tuple[Column, ...] = ()
    """Columns that exist only after several amounts of a row were put one below the other (``normalize``)."""

    def place(self, row: int) -> str:
        """Where a row stands, in words."""
        return f"{self.path} 第{self.lines[row]}行"


@dataclass(frozen=True)
class FiscalPackage:
    """A package that was read. ``about`` is its descriptor."""

    path: str
    about: dict[str, Any]
    resources: tuple[Resource, ...]

    def resource(self, name: str) -> Resource | None:
        """The resource of that name."""
        return next((r for r in self.resources if r.name == name), None)


def is_package(path: str | os.PathLike[str]) -> bool:
    """Is it a folder, a descriptor or a zip file of a data package?"""
    place = Path(path)
    if place.is_dir():
        return (place / DESCRIPTOR).is_file()
    if place.name == DESCRIPTOR:
        return place.is_file()
    try:
        with open(place, "rb") as stream:
            if stream.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(place) as file:
            return any(posixpath.basename(n) == DESCRIPTOR for n in file.namelist())
    except (*BROKEN_ZIP, OSError):
        return False


def open_package(path: str | os.PathLike[str]) -> FiscalPackage:
    """Read a package. Raises :class:`Refusal` for what is broken, missing or leads out of the package."""
    shown = shown_path(path)
    read = _reader(path, shown)
    about = _descriptor(read(DESCRIPTOR), shown)
    listed = about.get("resources")
    if not isinstance(listed, list) or not all(isinstance(r, dict) for r in listed):
        raise _broken(shown, f"{DESCRIPTOR} 没有写明有哪些数据文件（resources）")
    return FiscalPackage(shown, about, tuple(_resource(r, read, shown) for r in listed if _is_table(r)))


def _reader(path: str | os.PathLike[str], shown: str) -> Read:
    """How a file of the package is read by its path in it."""
    place = Path(path)
    if place.is_dir() or place.name == DESCRIPTOR:
        folder = place if place.is_dir() else place.parent
        return lambda name: load(folder / name, f"{shown}/{name}" if place.is_dir() else name)
    package = Package(load(path, shown), shown)
    inside = sorted((n for n in package.names if posixpath.basename(n) == DESCRIPTOR), key=len)
    base = posixpath.dirname(inside[0]) if inside else ""

    def read(name: str) -> bytes:
        whole = posixpath.join(base, name)
        if whole not in package:
            raise _broken(shown, f"数据包里没有 {name}")
        if package.size(whole) > limits.MAX_TEXT_BYTES:
            raise _broken(shown, f"{name} 解开后超过 {limits.MAX_TEXT_BYTES // limits.MIB} MB")
        return package.read(whole)

    return read


def _descriptor(data: bytes, shown: str) -> dict[str, Any]:
    try:
        about = json.loads(decode(data, shown))
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"（第{error.lineno}行）" if isinstance(error, json.JSONDecodeError) else ""
        raise _broken(shown, f"{DESCRIPTOR} 不是完整的 JSON{where}") from error
    if not isinstance(about, dict):
        raise _broken(shown, f"{DESCRIPTOR} 的内容不是数据包说明")
    return about


def _is_table(resource: dict[str, Any]) -> bool:
    path = resource.get("path")
    path = path[0] if isinstance(path, list) and path else path
    return resource.get("format", "csv") == "csv" or str(path).lower().endswith(".csv")


def _resource(about: dict[str, Any], read: Read, shown: str) -> Resource:
    paths = about.get("path")
    paths = paths if isinstance(paths, list) else [paths]
    schema = about.get("schema")
    schema = schema if isinstance(schema, dict) else {}
    fields = [f for f in schema.get("fields", ()) if isinstance(f, dict)]
    columns = tuple(map(_column, fields))
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    head: list[str] = []
    for path in paths:
        name = _inside(path, shown)
        for n, row in _table(about, read(name), name, shown, head):
            rows.append(row)
            lines.append(n)
    missing = [c.name for c in columns if c.name not in head]
    if missing:
        raise _broken(shown, f"{paths[0]} 缺少说明中的栏目：{'、'.join(missing)}")
    known = {c.name for c in columns}
    columns += tuple(Column(name) for name in head if name not in known)
    extra = schema.get("extraFields") or about.get("extraFields") or ()
    added = [(_column(f), f) for f in extra if isinstance(f, dict)]
    return Resource(
        str(about.get("name", "")), str(paths[0]), str(about.get("title", "")), columns, tuple(rows), tuple(lines),
        tuple((c, str(f["constant"])) for c, f in added if "constant" in f),
        tuple(c for c, f in added if "constant" not in f),
    )  # fmt: skip


def _column(about: dict[str, Any]) -> Column:
    return Column(
        str(about.get("name", "")), str(about.get("title", "")), str(about.get("columnType", "")), dict(about)
    )


def _inside(path: Any, shown: str) -> str:
    """A path that stays inside the package."""
    name = str(path or "").replace("\\", "/")
    clean = posixpath.normpath(name)
    if not name or "://" in name or clean.startswith(("/", "..")) or ":" in clean.split("/")[0]:
        raise Refusal(
            "package-path", shown, f"数据包指向包外的文件“{name}”，没有读取", "请让提供方把数据文件放进数据包，并写相对路径"
        )  # fmt: skip
    return clean


def _table(
    about: dict[str, Any], data: bytes, name: str, shown: str, head: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of a CSV file; ``head`` receives its column names."""
    dialect = about.get("dialect")
    separator = dialect.get("delimiter", ",") if isinstance(dialect, dict) else ","
    text = decode(data, f"{shown}/{name}")
    if not isinstance(separator, str) or len(separator) != 1:
        raise _broken(shown, f"{name} 的分隔符写得不对")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    cells = 0
    try:
        head[:] = [h.strip() for h in next(reader, [])]
        for row in reader:
            cells += len(row)
            if cells > limits.MAX_TABLE_CELLS:
                raise _broken(shown, f"{name} 超过 {limits.MAX_TABLE_CELLS:,} 个数据")
            if any(v.strip() for v in row):
                yield reader.line_num, {h: v.strip() for h, v in zip(head, row, strict=False)}
    except csv.Error as error:
        raise _broken(shown, f"{name} 第{reader.line_num}行不是完整的 CSV") from error


def _broken(shown: str, reason: str) -> Refusal:
    return Refusal("package", shown, f"这个财政数据包读不出来：{reason}", _ADVICE)
