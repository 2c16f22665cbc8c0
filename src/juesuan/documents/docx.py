"""Word files in: a docx becomes a Document whose every character knows its paragraph and its offset there.

The walker is our own, over the zip and the XML, because a report must be read as it prints: with automatic
numbers, accepted changes, merged cells, text boxes and footnotes, and because a comment has to be put back on
the very characters (:mod:`juesuan.findings.emit_docx`). What is not read (pictures, embedded sheets, charts)
is said in the document's warnings.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from juesuan.documents.docx_inline import Inline, InlineReader, mark_deleted
from juesuan.documents.docx_names import W, value
from juesuan.documents.docx_numbering import Counter, read_lists
from juesuan.documents.docx_outline import Draft, levels
from juesuan.documents.docx_package import MEDIA_TYPE, WordPackage
from juesuan.documents.docx_parts import facts, unread
from juesuan.documents.docx_styles import Resolved, Styles, list_place, outline_level, read_styles
from juesuan.documents.docx_tables import GridCell, read_grid
from juesuan.documents.docx_text import Part, clean, is_contents_line, lines, without_page_number
from juesuan.documents.docx_walk import BODY, blocks, paragraphs
from juesuan.documents.docx_walk import cells as row_cells
from juesuan.documents.model import Anchor, Cell, Document, Paragraph, Removed, Run, Table, Text

NOTES = ("footnotes", "endnotes")
_TABLE_TITLE = re.compile(r"表(?:（[^）]*）|[一二三四五六七八九十\d]*)?$")


def read_docx(data: bytes, path: str, sha256: str) -> Document:
    """Read a docx file.

    Raises :class:`~juesuan.documents.refusal.Refusal` (``damaged``) if it is no readable Word package.
    """
    package = WordPackage(data, path)
    root = package.document()
    try:
        reader = _Reader(package)
        body = root.find(W + "body")
        if body is not None:
            reader.story(body, BODY)
        reader.unreferenced_notes()
        reader.margins()
        blocks_ = levels(reader.drafts)
    except RecursionError as e:
        raise package.refusal("文件内部的嵌套层数异常，无法读取") from e
    about = facts(package)
    warnings = (*dict.fromkeys(package.warnings), *unread(root, reader.removed))
    return Document(
        path, MEDIA_TYPE, sha256, blocks_, removed=tuple(reader.removed), warnings=warnings, facts=about
    )


class _Reader:
    """One pass over the stories of a package, collecting blocks in reading order."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.styles: Styles = read_styles(package.optional(package.one("styles"), "样式"))
        numbering = package.optional(package.one("numbering"), "自动编号")
        self.counter = Counter(read_lists(numbering, self.styles))
        self.drafts: list[Draft] = []
        self.removed: list[Removed] = []
        self.notes: dict[tuple[str, str], Element] = {}
        for kind in NOTES:
            notes = package.optional(package.one(kind), "脚注" if kind == "footnotes" else "尾注")
            for note in () if notes is None else notes:
                if value(note, "type") in (None, "normal"):
                    self.notes[kind, value(note, "id") or ""] = note

    # -- stories

    def story(
        self, container: Element, path: str, role: str = "body", inline: InlineReader | None = None
    ) -> None:
        """Read the blocks of a body, text box, note or layout cell."""
        inline = inline or InlineReader(container, self.styles)
        waiting: list[tuple[str, Element, Inline]] = []
        for at, element in blocks(container, path):
            if element.tag == W + "tbl":
                self._paragraph(waiting, role)
                waiting = []
                self._table(element, at, role, inline)
                continue
            waiting.append((at, element, inline.read(element)))
            if not mark_deleted(element):
                self._paragraph(waiting, role)
                waiting = []
        self._paragraph(waiting, role)

    def unreferenced_notes(self) -> None:
        """Notes whose mark is gone from the text are not printed; they are remembered as removed."""
        for (kind, id_), note in self.notes.items():
            self._remove_story(note, f"{kind}/{id_}", "unreferenced")

    def margins(self) -> None:
        """Headers and footers: kept beside the document, because they repeat on every page."""
        for kind in ("header", "footer"):
            for name in self.package.related(kind):
                root = self.package.optional(name, "页眉页脚")
                if root is not None:
                    self._remove_story(root, name.rsplit("/", 1)[-1].removesuffix(".xml"), kind)

    def _remove_story(self, container: Element, path: str, reason: str) -> None:
        inline = InlineReader(container, self.styles)
        for at, element in paragraphs(container, path):
            text = clean([Part(at, inline.read(element).text)])
            if text.value:
                self.removed.append(Removed(text.value, reason, text.runs[0].anchor))

    # -- paragraphs

    def _paragraph(self, pieces: list[tuple[str, Element, Inline]], role: str) -> None:
        """Add one printed paragraph; it has several pieces where the ends of paragraphs are tracked
        deletions.
        """
        if not pieces:
            return
        style, number = self._number(*pieces[-1][1:])
        parts = [Part(at, inline.text) for at, _, inline in pieces]
        contents = style.contents or any(inline.contents for _, _, inline in pieces)
        if role == "body" and (contents or (len(parts) == 1 and is_contents_line(parts[0].text))):
            parts[-1] = without_page_number(parts[-1])
            self._add(Draft(Paragraph(clean(parts), role="toc"), number=number))
        else:
            level = self._outline(pieces[-1][1], style)
            for group in _split(parts):
                self._add(Draft(Paragraph(clean(group), role=role), level, number))
                number = ""
        for at, _, inline in pieces:
            self._attached(at, inline, role)

    def _add(self, draft: Draft) -> None:
        if isinstance(draft.block, Table) or draft.block.text.value:
            self.drafts.append(draft)

    def _number(self, paragraph: Element, inline: Inline) -> tuple[Resolved, str]:
        """A paragraph's style and the number Word prints before it; a deleted one is not counted."""
        properties = paragraph.find(W + "pPr")
        style = self.styles.of(None if properties is None else value(properties.find(W + "pStyle")))
        if inline.removed and not inline.text.strip():
            return style, ""
        return style, self.counter.next(list_place(properties), style)

    def _outline(self, paragraph: Element, style: Resolved) -> int:
        own = outline_level(paragraph.find(W + "pPr"))
        return style.level if own is None else (own + 1) % 10

    def _attached(self, path: str, inline: Inline, role: str) -> None:
        """What hangs on a paragraph: text boxes, notes, and the characters that were left out."""
        for text, reason, offset in inline.removed:
            self.removed.append(Removed(text, reason, Anchor(path=path, column=offset)))
        for i, box in enumerate(inline.boxes):
            self.story(box, f"{path}/box/{i}", "textbox" if role == "body" else role)
        for kind, id_, _ in inline.notes:
            note = self.notes.pop((kind, id_), None)
            if note is not None:
                self.story(note, f"{kind}/{id_}", "footnote")

    # -- tables

    def _table(self, table: Element, path: str, role: str, inline: InlineReader) -> None:
        grid = read_grid(table, path)
        if grid.columns == 1 or len(grid.cells) == 1:
            # One column is a frame around text, not a table: its content is read as the paragraphs it shows.
            for cell in grid.cells:
                self.story(cell.element, cell.path, role, inline)
            return
        after: list[tuple[str, Inline | Element]] = []
        cells = tuple(self._cell(cell, inline, after) for cell in grid.cells)
        if any(cell.text.value for cell in cells):
            block = Table(cells, grid.rows, grid.columns, self._title(table))
            self._add(Draft(block))
        for cell in grid.cells:
            for at, element in cell.swallowed:
                self._remove_story(element, at, "merged")
        for row_at, row in grid.deleted:
            for at, element in row_cells(row, row_at):
                self._remove_story(element, at, "deleted")
        for at, thing in after:
            if isinstance(thing, Inline):
                self._attached(at, thing, role)
            else:
                self._table(thing, at, role, inline)

    def _cell(self, cell: GridCell, inline: InlineReader, after: list[tuple[str, Inline | Element]]) -> Cell:
        parts: list[Part] = []
        name = f"第{cell.row + 1}行第{cell.column + 1}列"
        for at, element in blocks(cell.element, cell.path):
            if element.tag == W + "tbl":
                after.append((at, element))
                continue
            now = inline.read(element)
            _, number = self._number(element, now)
            if number:
                # A cell prints its automatic number as text; it has no characters of its own to point at.
                parts.append(Part(f"{at}/number", number + ("" if not now.text.strip() else " "), cell=name))
            parts.append(Part(at, now.text, cell=name))
            after.append((at, now))
        return Cell(_cell_text(parts), cell.row, cell.column, cell.rowspan, cell.colspan)

    def _title(self, table: Element) -> str:
        """The caption of a table: its own, else the nearest short paragraph above that names a table."""
        properties = table.find(W + "tblPr")
        own = None if properties is None else value(properties.find(W + "tblCaption"))
        for draft in reversed(self.drafts[-3:]):
            if isinstance(draft.block, Table):
                break
            text = draft.block.text.value
            if len(text) <= 60 and _TABLE_TITLE.search(text):
                return text
        return own or ""


def _split(parts: list[Part]) -> list[list[Part]]:
    """The lines of a printed paragraph; a join of several pieces is left as it is."""
    return lines(parts[0]) if len(parts) == 1 else [parts]


def _cell_text(parts: list[Part]) -> Text:
    """The paragraphs of a cell, apart by line ends; a number stands before its paragraph."""
    groups: list[Text] = []
    pending: list[Part] = []
    for part in parts:
        pending.append(part)
        if not part.path.endswith("/number"):
            groups.append(clean(pending))
            pending = []
    value_ = ""
    runs: list[Run] = []
    for text in groups:
        if not text.value:
            continue
        value_ += "\n" if value_ else ""
        runs.extend(Run(run.start + len(value_), run.anchor) for run in text.runs)
        value_ += text.value
    return Text(value_, tuple(runs))
