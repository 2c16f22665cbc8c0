"""Tables saved as CSV or TSV: every field is a cell with its line and column, title lines and notes are
paragraphs.

Open-data portals and finance systems export statutory tables this way. Only the name of a file can say that
its commas part fields, so this reader is used for ``.csv`` and ``.tsv`` alone; what does not look like a
table is read as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from juesuan.amounts import parse_printed
from juesuan.documents.limits import MAX_TABLE_CELLS
from juesuan.documents.marks import LineBuilder
from juesuan.documents.markup_fragment import too_many_cells
from juesuan.documents.model import Block, Cell, Document, Paragraph, Removed, Table, Text
from juesuan.documents.outline import heading_of
from juesuan.documents.plain import decode, read_plain
from juesuan.documents.workbook.regions import names_table, stands_above, stands_below, title_among

MEDIA_TYPE = "text/csv"


def read_delimited(data: bytes, path: str, sha256: str) -> Document:
    """Read a CSV or TSV file. Places are lines and columns of the file.

    Raises :class:`~juesuan.documents.refusal.Refusal` if it is in no known encoding or its table is too
    large.
    """
    source = decode(data, path)
    separator = _separator(source)
    if not separator:
        return read_plain(data, path, sha256)
    removed: list[Removed] = []
    rows = _rows(source, separator, removed)
    width = max(len(row) for row in rows)
    if len(rows) * width > MAX_TABLE_CELLS:
        raise too_many_cells(path)
    lines = tuple(source.split("\n"))
    return Document(path, MEDIA_TYPE, sha256, tuple(_blocks(rows, path)), lines, tuple(removed))


def read_rows(data: bytes, path: str) -> tuple[tuple[str, ...], ...]:
    """The words of every record of a CSV or TSV file, for whoever wants the table and no document.

    Raises :class:`~juesuan.documents.refusal.Refusal` if it is in no known encoding.
    """
    source = decode(data, path)
    rows = _rows(source, _separator(source) or ",", [])
    return tuple(tuple(text.value for text in row) for row in rows)


def _separator(source: str) -> str:
    """The character that parts most lines into the same number of fields; "" if none does."""
    sample = [line for line in source.split("\n")[:200] if line.strip()]
    best, votes = "", 0
    for separator in ("\t", ",", ";", "，"):
        counts = Counter(line.count(separator) for line in sample if separator in line)
        if counts and counts.most_common(1)[0][1] > votes and sum(counts.values()) * 2 >= len(sample):
            best, votes = separator, counts.most_common(1)[0][1]
    return best


def _rows(source: str, separator: str, removed: list[Removed]) -> list[list[Text]]:
    """The fields of every record; a quoted field may hold separators, line ends and doubled quotes."""
    starts = [0, *(m.end() for m in re.finditer("\n", source))]
    escaped = re.escape(separator)
    field = re.compile(rf' *"((?:[^"]|"")*)"[^{escaped}\n]*|([^{escaped}\n]*)')
    rows: list[list[Text]] = [[]]
    position = 0
    while position < len(source):
        found = field.match(source, position)
        assert found is not None
        group = 1 if found[1] is not None else 2
        rows[-1].append(_text(source, found.start(group), found.end(group), starts, removed))
        position = found.end()
        if position < len(source) and source[position] == "\n":
            rows.append([])
        position += 1
    return [row for row in rows if row]


def _text(source: str, start: int, end: int, starts: Sequence[int], removed: list[Removed]) -> Text:
    """The clean words of a field; a doubled quote is one."""
    builder = LineBuilder()
    for part in re.finditer(r'""|[^"\n\r]+|"', source[start:end]):
        at = start + part.start()
        line = bisect_right(starts, at) - 1
        words = '"' if part[0] == '""' else part[0]
        builder.clean(words, line + 1, at - starts[line], removed)
    return builder.text()


def _blocks(rows: Sequence[Sequence[Text]], path: str) -> list[Block]:
    """The blocks of each table; an empty row and the name of a table begin another one."""
    parts: list[list[Sequence[Text]]] = [[]]
    empty = False
    for row in rows:
        if not any(text.value for text in row):
            empty = True
            continue
        words = _words(row)
        if empty and parts[-1] and _is_line(row) and stands_above(words) and names_table(words):
            parts.append([])
        parts[-1].append(row)
        empty = False
    # The name of a file names a table only if there is one.
    return [block for part in parts for block in _part(part, path if len(parts) == 1 else "")]


def _part(filled: Sequence[Sequence[Text]], path: str) -> list[Block]:
    """Title lines, the table (its file's name is its title if it has none), notes."""
    first, last = 0, len(filled)
    while first < last - 1 and _is_line(filled[first]) and stands_above(_words(filled[first])):
        first += 1
    while (
        last - 1 > first
        and _is_line(filled[last - 1])
        and stands_below(_words(filled[last - 1]), *_extent(filled[last - 1]))
    ):
        last -= 1
    head = [Paragraph(text, *heading_of(text.value)) for row in filled[:first] for text in row if text.value]
    foot = [Paragraph(text, *heading_of(text.value)) for row in filled[last:] for text in row if text.value]
    body = filled[first:last]
    cells = [Cell(text, r, c) for r, row in enumerate(body) for c, text in enumerate(row) if text.value]
    if not cells:
        return [*head, *foot]
    name = re.sub(r"^[\d_\-.\s]+", "", PurePath(path).stem)
    title = title_among([name, *(paragraph.value for paragraph in head)])
    return [*head, Table(tuple(cells), len(body), max(c.column for c in cells) + 1, title), *foot]


def _words(row: Sequence[Text]) -> list[str]:
    return [re.sub(r"\s", "", text.value) for text in row if text.value]


def _extent(row: Sequence[Text]) -> tuple[int, int]:
    """Column of the first words of a row and the number of columns to the last."""
    columns = [i for i, text in enumerate(row) if text.value]
    return columns[0], columns[-1] - columns[0] + 1


def _is_line(row: Sequence[Text]) -> bool:
    return not any(parse_printed(word) for word in _words(row))
