"""The directory of an OLE compound file: enough to tell an old workbook from an old Word file or an encrypted
package.

The same eight magic bytes open .doc, .xls, .ppt, .wps, .et, mail messages and every password-protected docx
or xlsx, so only the names of the top-level streams say what a clerk has in hand.
"""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END = 0xFFFFFFF0
_ENTRY = 128
_NONE = 0xFFFFFFFF
#: Directory sectors followed before a broken chain is given up: 16,384 entries, of which a real file has
#: under 1,000.
_MAX_SECTORS = 4096


def top_level_streams(data: bytes) -> frozenset[str]:
    """Names of the streams and storages directly under the root; empty if the directory cannot be read."""
    try:
        entries = _entries(data)
    except (struct.error, IndexError):
        return frozenset()
    if not entries:
        return frozenset()
    names: set[str] = set()
    todo = [entries[0][3]]
    seen: set[int] = set()
    while todo:
        i = todo.pop()
        if i == _NONE or i in seen or i >= len(entries):
            continue
        seen.add(i)
        name, left, right, _ = entries[i]
        names.add(name)
        todo += (left, right)
    return frozenset(names)


def _entries(data: bytes) -> list[tuple[str, int, int, int]]:
    """(name, left sibling, right sibling, child) of each directory entry."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return []
    size = 1 << shift
    first = struct.unpack_from("<I", data, 48)[0]
    found: list[tuple[str, int, int, int]] = []
    sector = first
    for _ in range(_MAX_SECTORS):
        if sector >= _END:
            break
        start = (sector + 1) * size
        for at in range(start, start + size, _ENTRY):
            length, left, right, child = struct.unpack_from("<64xH2xIII", data, at)
            name = data[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", errors="replace")
            found.append((name, left, right, child))
        sector = _next(data, sector, size)
    return found


def _next(data: bytes, sector: int, size: int) -> int:
    """The sector that follows in the allocation table (only the 109 table sectors that the header lists)."""
    per = size // 4
    slot = sector // per
    if slot >= 109:
        return _END
    table = struct.unpack_from("<I", data, 76 + 4 * slot)[0]
    if table >= _END:
        return _END
    return int(struct.unpack_from("<I", data, (table + 1) * size + 4 * (sector % per))[0])
