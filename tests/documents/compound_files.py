"""Builds old Office containers for tests, because no library writes them and no binary file is kept in the
repository.

A compound file holds named streams (encrypted packages, old Word and Excel files); a BIFF8 workbook is a
stream of records. Both are written as small as their readers accept.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these top-level streams, each padded to the size at which it has sectors of its
    own.
    """
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    entries = [_entry("Root Entry", 5, 1 if bodies else _FREE, _FREE, _END, 0)]
    sectors: list[bytes] = []
    chain: list[int] = []
    for i, (name, body) in enumerate(bodies.items()):
        following = i + 2 if i + 1 < len(bodies) else _FREE
        entries.append(_entry(name, 2, _FREE, following, len(sectors), len(body)))
        pieces = [body[k : k + _SECTOR].ljust(_SECTOR, b"\0") for k in range(0, len(body), _SECTOR)]
        chain += [*range(len(sectors) + 1, len(sectors) + len(pieces)), _END]
        sectors += pieces
    directory = b"".join(entries)
    directory_start = len(sectors)
    pieces = [directory[k : k + _SECTOR].ljust(_SECTOR, b"\0") for k in range(0, len(directory), _SECTOR)]
    chain += [*range(len(sectors) + 1, len(sectors) + len(pieces)), _END]
    sectors += pieces
    fat_sectors = (len(chain) + 1 + 126) // 127
    fat_start = len(sectors)
    chain += [_FAT] * fat_sectors
    chain += [_FREE] * (fat_sectors * 128 - len(chain))
    sectors.append(struct.pack(f"<{len(chain)}I", *chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, fat_sectors, directory_start, 0, 4096, _END, 0, _END, 0)
    listed = [fat_start + i for i in range(fat_sectors)]
    header += struct.pack("<109I", *listed, *[_FREE] * (109 - len(listed)))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, child_or_left: int, right: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    left, child = (_FREE, child_or_left) if kind == 5 else (child_or_left, _FREE)
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        raw,
        len(raw),
        kind,
        1,
        left,
        _FREE if kind == 5 else right,
        child,
        0,
        start,
        size,
    )


def workbook(
    sheets: Mapping[str, Mapping[tuple[int, int], str | tuple[float, int]]],
    formats: Sequence[str] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[str] = (),
) -> bytes:
    """A BIFF8 workbook. A cell is text or (number, style); style 0 is General, style i uses ``formats[i -
    1]``.

    ``merged`` (top, bottom, left, right; inclusive) applies to every sheet.
    """
    texts = sorted({c for cells in sheets.values() for c in cells.values() if isinstance(c, str)})
    bodies = [_sheet(cells, texts, merged) for cells in sheets.values()]
    start = _record(0x809, struct.pack("<4H2I", 0x600, 5, 0xDBB, 1996, 0, 6)) + _record(
        0x42, struct.pack("<H", 1200)
    )
    for i, code in enumerate(formats):
        start += _record(0x41E, struct.pack("<H", 164 + i) + _string(code, "<H"))
    for i in range(len(formats) + 1):
        start += _record(0xE0, struct.pack("<HHH14x", 0, 163 + i if i else 0, 0))
    table = _record(
        0xFC, struct.pack("<II", len(texts), len(texts)) + b"".join(_string(t, "<H") for t in texts)
    )
    end = _record(0x0A, b"")
    names = [_string(name, "<B") for name in sheets]
    offset = len(start) + sum(4 + 6 + len(name) for name in names) + len(table) + len(end)
    for name, label, body in zip(sheets, names, bodies, strict=True):
        start += _record(0x85, struct.pack("<IBB", offset, name in hidden, 0) + label)
        offset += len(body)
    return compound({"Workbook": start + table + end + b"".join(bodies)})


def _sheet(
    cells: Mapping[tuple[int, int], str | tuple[float, int]],
    texts: Sequence[str],
    merged: Sequence[tuple[int, int, int, int]],
) -> bytes:
    body = _record(0x809, struct.pack("<4H2I", 0x600, 16, 0xDBB, 1996, 0, 6))
    for (row, column), content in sorted(cells.items()):
        if isinstance(content, str):
            body += _record(0xFD, struct.pack("<HHHI", row, column, 0, texts.index(content)))
        else:
            body += _record(0x203, struct.pack("<HHHd", row, column, content[1], content[0]))
    if merged:
        body += _record(
            0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *m) for m in merged)
        )
    return body + _record(0x0A, b"")


def _record(code: int, data: bytes) -> bytes:
    return struct.pack("<HH", code, len(data)) + data


def _string(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")
