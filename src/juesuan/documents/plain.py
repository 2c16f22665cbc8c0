"""Plain text, Markdown and text that a converter made from Word: paragraphs, headings and tables out of
lines.

A table is written in one of five ways, all of which are read: one cell a line (each starting with a tab, rows
apart by an empty line), tab-separated lines, lines aligned with spaces (``plain_columns``), pipe tables, and
HTML inside the text. Paragraphs that
a page break cut in two are put together again, and every character keeps its line and column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from juesuan.documents.limits import MAX_TABLE_CELLS
from juesuan.documents.marks import LineBuilder
from juesuan.documents.markup_fragment import FragmentCell, tables_in, too_many_cells
from juesuan.documents.model import Anchor, Block, Cell, Document, Paragraph, Removed, Table, Text
from juesuan.documents.outline import heading_of
from juesuan.documents.plain_cells import cell_goes_on, starts_table
from juesuan.documents.plain_columns import Aligned, aligned_tables
from juesuan.documents.plain_pipes import Piece, streamed
from juesuan.documents.plain_wrap import TERMINAL, goes_on, wrap_of
from juesuan.documents.refusal import Refusal

_PAGE_NUMBER = re.compile(
    r"\s*(?:[—–－-]\s*\d{1,3}\s*[—–－-]|第\s*\d{1,3}\s*页(?:\s*[,，/共]\s*共?\s*\d{1,3}\s*页)?)\s*"
)
#: Characters for each one that may be damaged.
_INTACT = 100
_TABLE_NAME = re.compile(r"表(?:（[^）]*）|[一二三四五六七八九十\d]*)?$")
_TABLE_NUMBER = re.compile(r"公开\d+表")
_HEADING_MARK = re.compile(r"\s{0,3}(#{1,6})\s+")
_BULLET = re.compile(r"\s*[-*•●▪■◆]\s+")
_RULE = re.compile(r"\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*")
_TOC_LINE = re.compile(r"\s*(\S.{1,60}?)\s*(?:[.．…·]{3,}\s*|\t\s*)+-?\s*\d{1,3}\s*-?\s*页?\s*")


def decode(data: bytes, path: str) -> str:
    """Text of a file: BOM, UTF-8, UTF-16 and the Chinese national encodings, in that order.

    Raises :class:`Refusal` (``encoding``) if it is none of them.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    half = data[:4000]
    if len(half) > 20 and half.count(0) > len(half) // 4:
        name = "utf-16-le" if half[1::2].count(0) >= half[0::2].count(0) else "utf-16-be"
        return data.decode(name, errors="replace")
    for name, tolerant in (("utf-8", True), ("gb18030", False), ("big5", False), ("gb18030", True)):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            text = data.decode(name, errors="replace") if tolerant else ""
        # A cut or damaged character is no reason to refuse a whole report; the wrong encoding breaks most.
        if 0 < text.count("\ufffd") * _INTACT <= len(text):
            return text
    raise Refusal(
        "encoding",
        path,
        "文字编码无法识别，打开后会是乱码",
        "请用记事本打开原文件，另存为“UTF-8”编码的文本文件，或直接提供 Word（docx）、PDF 文件",
    )


def read_plain(data: bytes, path: str, sha256: str, media_type: str = "text/plain") -> Document:
    """Read plain text or Markdown. Lines are counted from 1 and split at "\\n" only."""
    lines = tuple(decode(data, path).split("\n"))
    reader = _Reader(lines, path)
    reader.run()
    broken = [i for i, line in enumerate(lines, 1) if "\ufffd" in line]
    warnings = (f"有 {len(broken)} 行含有无法识别的字（第一处在第 {broken[0]} 行）",) if broken else ()
    return Document(path, media_type, sha256, tuple(reader.blocks), lines, tuple(reader.removed), warnings)


class _Reader:
    """One pass over the lines; each method takes the lines of one construct and moves on."""

    def __init__(self, lines: Sequence[str], path: str) -> None:
        self.path = path
        self.lines = [line.rstrip("\r") for line in lines]
        self.i = 0
        self.blocks: list[Block] = []
        self.removed: list[Removed] = []
        self.wrap = wrap_of(self.lines)
        self.aligned = aligned_tables(self.lines, _PAGE_NUMBER)

    def run(self) -> None:
        while self.i < len(self.lines):
            line = self.lines[self.i]
            if not line.strip():
                self.i += 1
            elif _PAGE_NUMBER.fullmatch(line):
                self.removed.append(Removed(line.strip(), "page-number", Anchor(line=self.i + 1, column=0)))
                self.i += 1
            elif not line.startswith("\t") and _TOC_LINE.fullmatch(line):
                self._contents_line(line)
            elif line.startswith("\t") and starts_table(self.lines, self.i):
                self._cell_lines()
            elif "|" in line and (stream := streamed(self.lines, self.i)) is not None:
                self._streamed_table(*stream)
            elif "|" in line and self._pipe_rows() >= 2:
                self._pipe_table(self._pipe_rows())
            elif "\t" in line.strip() and self._tab_rows() >= 2:
                self._tab_table(self._tab_rows())
            elif self.i in self.aligned:
                self._aligned_table(self.aligned[self.i])
            elif "<table" in line.lower():
                self._html_table()
            else:
                self._paragraph()

    # -- paragraphs

    def _paragraph(self) -> None:
        start = self.i
        line = self.lines[start]
        mark = _HEADING_MARK.match(line)
        bullet = None if mark else _BULLET.match(line)
        column = mark.end() if mark else bullet.end() if bullet else 0
        builder = LineBuilder()
        builder.clean(line[column:], start + 1, column, self.removed)
        self.i += 1
        if not mark:
            self._join_wrapped(builder, line)
        text = builder.text()
        if not text.value:
            return
        level, number = heading_of(text.value)
        if not level and mark and len(text.value) <= 60:
            level = len(mark[1]) + 1
        if not self._continues(text, level, number):
            self.blocks.append(Paragraph(text, level, number))

    def _contents_line(self, line: str) -> None:
        """A line of the table of contents: its title only; dots and page number are layout."""
        m = _TOC_LINE.fullmatch(line)
        assert m is not None
        builder = LineBuilder()
        builder.clean(m[1], self.i + 1, m.start(1), self.removed)
        text = builder.text()
        self.i += 1
        if text.value:
            self.blocks.append(Paragraph(text, 0, heading_of(text.value)[1], "toc"))

    def _join_wrapped(self, builder: LineBuilder, line: str) -> None:
        """Add the following lines of a hard-wrapped paragraph: its line is full and ends no sentence."""
        first = True
        while self.wrap is not None and self.i < len(self.lines):
            following = self.lines[self.i]
            indented = following.startswith(("\t", "　　", "    "))
            if not following.strip() or indented or self.i in self.aligned or heading_of(following)[1]:
                return
            if not goes_on(line, following, self.wrap, first=first):
                return
            builder.clean(following, self.i + 1, 0, self.removed)
            self.i += 1
            line, first = following, False

    def _continues(self, text: Text, level: int, number: str) -> bool:
        """Join a paragraph that a page break cut off in mid sentence to its first half."""
        last = self.blocks[-1] if self.blocks else None
        if level or number or not isinstance(last, Paragraph) or last.level or last.role != "body":
            return False
        value = last.text.value
        cut = len(value) >= 25 and value[-1] not in TERMINAL and any(c in value for c in "，。、；")
        open_ended = len(text.value) < 25 and text.value[-1] not in TERMINAL
        if not cut or text.value[0] in "“《（(图表注" or open_ended:
            return False
        anchor = text.runs[0].anchor
        self.removed.append(Removed("", "paragraph-break", anchor))
        runs = (*last.text.runs, *(type(r)(r.start + len(value), r.anchor) for r in text.runs))
        self.blocks[-1] = Paragraph(Text(value + text.value, runs), last.level, last.number)
        return True

    # -- tables

    def _cell_lines(self) -> None:
        """One cell a line, each after a tab; a line without one continues it; an empty line ends the row."""
        rows: list[list[LineBuilder]] = [[]]
        while self.i < len(self.lines):
            line = self.lines[self.i]
            if line.startswith("\t"):
                column = 0
                for part in line.split("\t")[1:]:
                    column += 1
                    builder = LineBuilder()
                    builder.clean(part, self.i + 1, column, self.removed)
                    rows[-1].append(builder)
                    column += len(part)
            elif line.strip() and rows[-1]:
                rows[-1][-1].clean(line, self.i + 1, 0, self.removed)
            elif line.strip():
                break
            elif rows[-1]:
                columns = max((len(r) for r in rows[:-1]), default=0)
                if cell_goes_on(self.lines, self.i, len(rows[-1]), columns):
                    self.i += 1
                    continue
                if not self._row_follows():
                    self.i += 1
                    break
                rows.append([])
            self.i += 1
        self._add_rows([[(b, 1, 1) for b in row] for row in rows if row], ragged=True)

    def _row_follows(self) -> bool:
        following = self.lines[self.i + 1] if self.i + 1 < len(self.lines) else ""
        return following.startswith("\t")

    def _pipe_rows(self) -> int:
        j = self.i
        while j < len(self.lines) and self.lines[j].count("|") >= 1 and len(self.lines[j].strip()) > 1:
            j += 1
        return j - self.i

    def _pipe_table(self, count: int) -> None:
        rows = []
        for _ in range(count):
            line = self.lines[self.i]
            self.i += 1
            if _RULE.fullmatch(line):
                continue
            rows.append(self._split(line.rstrip(), "|", strip_ends=line.strip().startswith("|")))
        self._add_rows(rows, ragged=len({len(r) for r in rows}) > 1)

    def _streamed_table(self, table: Sequence[Sequence[Sequence[Piece]]], end: int) -> None:
        rows = [[(LineBuilder(), 1, 1) for _ in row] for row in table]
        for row, built in zip(table, rows, strict=True):
            for pieces, (builder, _, _) in zip(row, built, strict=True):
                for k, begin, stop in pieces:
                    builder.clean(self.lines[k][begin:stop], k + 1, begin, self.removed)
        self.i = end
        self._add_rows(rows, ragged=len({len(r) for r in rows}) > 1)

    def _tab_rows(self) -> int:
        """How many lines from here on are rows of cells; a cell of prose needs two rows before it and two tabs.

        A row whose first or last cells are blank is one if it has as many tabs as the row above it.
        """
        j = self.i
        while j < len(self.lines) and ("\t" in self.lines[j].strip() or (j > self.i and self._as_wide(j))):
            parts = self.lines[j].split("\t")
            if max(len(p) for p in parts) > 40 and (j - self.i < 2 or len(parts) < 3):
                break
            j += 1
        return j - self.i

    def _as_wide(self, j: int) -> bool:
        tabs = self.lines[j].count("\t")
        return tabs >= 2 and bool(self.lines[j].strip()) and tabs == self.lines[j - 1].count("\t")

    def _tab_table(self, count: int) -> None:
        rows = []
        for _ in range(count):
            rows.append(self._split(self.lines[self.i], "\t", strip_ends=False))
            self.i += 1
        self._add_rows(rows, ragged=len({len(r) for r in rows}) > 1)

    def _aligned_table(self, table: Aligned) -> None:
        rows = []
        for i, cells in table.rows:
            for k in range(self.i, i):  # between two rows stand only page numbers
                if words := self.lines[k].strip():
                    self.removed.append(Removed(words, "page-number", Anchor(line=k + 1, column=0)))
            rows.append([(LineBuilder(), 1, cell.span) for cell in cells])
            for cell, (builder, _, _) in zip(cells, rows[-1], strict=True):
                builder.clean(self.lines[i][cell.start : cell.stop], i + 1, cell.start, self.removed)
            self.i = i + 1
        self._add_rows(rows, table.ragged)

    def _split(self, line: str, separator: str, strip_ends: bool) -> list[tuple[LineBuilder, int, int]]:
        parts = line.split(separator)
        column = 0
        cells = []
        for k, part in enumerate(parts):
            if not (strip_ends and not part.strip() and k in (0, len(parts) - 1)):
                builder = LineBuilder()
                builder.clean(part, self.i, column, self.removed) if separator == "|" else builder.clean(
                    part, self.i + 1, column, self.removed
                )
                cells.append((builder, 1, 1))
            column += len(part) + 1
        return cells

    def _html_table(self) -> None:
        """The lines of an HTML table, up to the one that closes it; words around it stay paragraphs."""
        start = self.i
        opened = 0
        while self.i < len(self.lines):
            line = self.lines[self.i].lower()
            opened += line.count("<table") - line.count("</table")
            self.i += 1
            if opened <= 0:
                break
        fragment = "\n".join(self.lines[start : self.i])
        starts = [0, *(m.end() for m in re.finditer("\n", fragment))]
        position = 0
        for table in tables_in(fragment):
            self._around(fragment, position, table.start, starts, start)
            rows = [[self._html_cell(cell, starts, start) for cell in row] for row in table.rows if row]
            self._add_rows(rows, ragged=False)
            position = table.end
        self._around(fragment, position, len(fragment), starts, start)

    def _html_cell(
        self, cell: FragmentCell, starts: Sequence[int], first: int
    ) -> tuple[LineBuilder, int, int]:
        builder = LineBuilder()
        ends = [*(start for start, _ in cell.runs), len(cell.text)][1:]
        for (start, offset), end in zip(cell.runs, ends, strict=True):
            self._clean_at(builder, cell.text[start:end], offset, starts, first)
        return builder, cell.rowspan, cell.colspan

    def _around(self, fragment: str, begin: int, end: int, starts: Sequence[int], first: int) -> None:
        builder = LineBuilder()
        position = begin
        for tag in re.finditer(r"<[^<>]*>", fragment[begin:end]):
            self._clean_at(builder, fragment[position : begin + tag.start()], position, starts, first)
            position = begin + tag.end()
        self._clean_at(builder, fragment[position:end], position, starts, first)
        text = builder.text()
        if text.value:
            self.blocks.append(Paragraph(text, *heading_of(text.value)))

    def _clean_at(
        self, builder: LineBuilder, words: str, offset: int, starts: Sequence[int], first: int
    ) -> None:
        """Clean characters that stand at ``offset`` of lines that begin at ``starts``, line by line."""
        for part in words.split("\n"):
            k = bisect_right(starts, offset) - 1
            builder.clean(part, first + k + 1, offset - starts[k], self.removed)
            offset += len(part) + 1

    def _add_rows(self, rows: list[list[tuple[LineBuilder, int, int]]], ragged: bool) -> None:
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        columns = 0
        for r, row in enumerate(rows):
            c = 0
            for builder, rowspan, colspan in row:
                while (r, c) in taken:
                    c += 1
                # A row span ends with the table, as in a browser; 0 means to its end.
                rowspan = min(rowspan or len(rows), len(rows) - r)
                if len(taken) + rowspan * colspan > MAX_TABLE_CELLS:
                    raise too_many_cells(self.path)
                cells.append(Cell(builder.text(), r, c, rowspan, colspan))
                taken.update((r + dr, c + dc) for dr in range(rowspan) for dc in range(colspan))
                c += colspan
                columns = max(columns, c)
        if cells:
            self.blocks.append(Table(tuple(cells), len(rows), columns, self._title(), ragged))

    def _title(self) -> str:
        """The nearest short paragraph above that names a table; its number only if it has no name."""
        found = ""
        for block in reversed(self.blocks[-3:]):
            if isinstance(block, Table):
                break
            if len(block.text.value) <= 60 and _TABLE_NAME.search(block.text.value):
                found = found or block.text.value
                if not _TABLE_NUMBER.fullmatch(block.text.value):
                    return block.text.value
        return found
