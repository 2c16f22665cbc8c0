"""Tables, charts and whole sections put into a Word template where their tag stands.

They take what the template has: sections are set in the paragraph and font of their tag, tables fill the width of their
page, and a style that the template defines under the same name is used instead of ours.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.oxml.parser import parse_xml

from juesuan.documents.composition import ComposedBlock, ComposedFigure, ComposedParagraph, ComposedTable
from juesuan.documents.docx_names import W
from juesuan.documents.refusal import Refusal
from juesuan.reports import write_charts
from juesuan.reports.word_bind import elements, inner_properties
from juesuan.reports.word_pages import (
    begins_section,
    continue_pages,
    end_of_section,
    ends_body,
    is_upright,
    lay,
    lying,
    page_of,
    width_at,
    width_of,
)
from juesuan.reports.word_tags import words_of
from juesuan.reports.word_values import BLOCK_MARK, Source
from juesuan.reports.write_docx import SPACES, drawing
from juesuan.reports.write_docx_package import own_styles
from juesuan.reports.write_docx_table import table
from juesuan.reports.write_docx_text import Bindings, paragraph, run, runs
from juesuan.reports.write_layout import is_landscape, level_of

_UPRIGHT = '<w:ind w:left="0" w:right="0" w:firstLine="0" w:firstLineChars="0"/>'


class Blocks:
    """Puts the blocks of one report into its template."""

    def __init__(self, document: Any, source: Source, path: str) -> None:
        self.document = document
        self.source = source
        self.path = path
        self.figures = 0
        self._ids: dict[str, str] = {}

    def insert(self, root: Any, part: str, bindings: Bindings) -> None:
        """Replace every place of a block below ``root`` by the block."""
        for at in list(root.iter(f"{W}p")):
            words = words_of(at)
            found = BLOCK_MARK.findall(words)
            if not found:
                continue
            if BLOCK_MARK.sub("", words).strip():
                raise Refusal(
                    "word-template", self.path, f"{part}的一段“{BLOCK_MARK.sub('…', words)[:40]}”里有表、图或整节说明",
                    "表、图和整节说明要单独占一段，请把别的文字移开",
                )  # fmt: skip
            blocks = [b for n in found for b in self.source.blocks[int(n)]]
            if any(isinstance(b, ComposedTable) for b in blocks) and self._inside(at):
                raise Refusal(
                    "word-template", self.path, f"{part}的一个表格单元格或文本框里放了公开表",
                    "请把 {{ 表.… }} 移到表格外面，单独占一段",
                )  # fmt: skip
            for made in self._made(blocks, at, bindings):
                at.addprevious(made)
            self._remove(at)

    def _made(self, blocks: list[ComposedBlock], at: Any, bindings: Bindings) -> Iterator[Any]:
        page = page_of(at)
        upright = page is not None and is_upright(page)
        lies = False
        for i, block in enumerate(blocks):
            wanted = upright and isinstance(block, ComposedTable) and is_landscape(block)
            if wanted and not lies and (i or not begins_section(at)):
                yield self._end(copy.deepcopy(page))
                continue_pages(page)
            elif lies and not wanted:
                yield self._end(lying(page))
                continue_pages(page)
            width = width_of(lying(page)) if wanted else width_at(at)
            yield from self._one(blocks, i, at, bindings, width, bool(i) and wanted == lies)
            lies = wanted
        if lies and ends_body(at):
            lay(page)
        elif lies:
            yield self._end(lying(page))
            continue_pages(page)

    def _one(
        self, blocks: list[ComposedBlock], i: int, at: Any, bindings: Bindings, width: int, starts: bool
    ) -> Iterator[Any]:
        block = blocks[i]
        if isinstance(block, ComposedTable):
            if block.title and block.title in _words_before(at):
                block = replace(block, title="")
            yield from self._styled(elements(table(block, width, bindings, starts)))
        elif isinstance(block, ComposedFigure):
            following = blocks[i + 1] if i + 1 < len(blocks) else None
            captioned = isinstance(following, ComposedParagraph) and following.style == "caption"
            yield from self._figure(replace(block, title="") if captioned else block, width)
        elif isinstance(block, ComposedParagraph):
            yield from self._paragraph(block, at, bindings)

    def _end(self, page: Any) -> Any:
        return end_of_section(page, self._style("SectionEnd"))

    def _paragraph(self, block: ComposedParagraph, at: Any, bindings: Bindings) -> Iterator[Any]:
        marked = next((r for r in at.iter(f"{W}r") if BLOCK_MARK.search("".join(r.itertext()))), None)
        inner = inner_properties(marked)
        if block.style == "caption":
            yield from self._styled(elements(paragraph("Caption", runs(block.pieces, bindings))))
            return
        own = self._heading(level_of(block)) if level_of(block) else ""
        if level_of(block):
            inner = "" if own else inner + "<w:b/>"
        content = (run(block.number, inner) if block.number else "") + runs(block.pieces, bindings, inner)
        if own:
            yield from elements(paragraph(own, content))
            return
        made = parse_xml(f"<w:p{SPACES}>{content}</w:p>")
        properties = at.find(f"{W}pPr")
        if properties is not None:
            kept = copy.deepcopy(properties)
            for element in kept.findall(f"{W}sectPr"):
                kept.remove(element)
            made.insert(0, kept)
        yield made

    def _figure(self, block: ComposedFigure, width: int) -> Iterator[Any]:
        self.figures += 1
        picture = write_charts.png(block.spec)
        relation, _ = self.document.part.get_or_add_image(io.BytesIO(picture))
        used = [int(e.get("id")) for e in self.document.part.element.iter() if e.tag.endswith("}docPr")]
        shown = drawing(block, picture, width, max(used, default=0) + self.figures, relation)
        yield from self._styled(elements(paragraph("Figure", shown)))
        if block.title:
            yield from self._styled(elements(paragraph("Caption", run(block.title))))

    # Styles

    def _heading(self, level: int) -> str:
        """The id of the template's own heading style of a level, "" if it has none."""
        return self._named().get(f"heading {level}", "")

    def _named(self) -> dict[str, str]:
        styles = self.document.part.styles.element
        return {
            (s.find(f"{W}name").get(f"{W}val") or "").lower(): s.get(f"{W}styleId") or ""
            for s in styles.iter(f"{W}style")
            if s.find(f"{W}name") is not None and s.get(f"{W}type") == "paragraph"
        }

    def _styled(self, made: list[Any]) -> list[Any]:
        """The elements with the template's styles: its own of the same name, else ours added to it."""
        for one in made:
            for style in one.iter(f"{W}pStyle"):
                style.set(f"{W}val", self._style(style.get(f"{W}val")))
        return made

    def _style(self, wanted: str) -> str:
        if wanted in self._ids:
            return self._ids[wanted]
        own = parse_xml(own_styles().encode())
        ours = next(s for s in own.iter(f"{W}style") if s.get(f"{W}styleId") == wanted)
        named = self._named()
        name = ours.find(f"{W}name").get(f"{W}val").lower()
        if name in named:
            self._ids[wanted] = named[name]
            return named[name]
        taken = {s.get(f"{W}styleId") for s in self.document.part.styles.element.iter(f"{W}style")}
        new = wanted if wanted not in taken else f"Juesuan{wanted}"
        self._ids[wanted] = new
        ours.set(f"{W}styleId", new)
        self._based(ours)
        self.document.part.styles.element.append(ours)
        return new

    def _based(self, style: Any) -> None:
        """Our style on the template's: above the template's normal text, whose indents and spaces a table must not take."""
        based = style.find(f"{W}basedOn")
        following = style.find(f"{W}next")
        if following is not None:
            style.remove(following)
        if based.get(f"{W}val") != "Normal":
            based.set(f"{W}val", self._style(based.get(f"{W}val")))
            return
        normal = next(
            (s for s in self.document.part.styles.element.iter(f"{W}style")
             if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true")), None,
        )  # fmt: skip
        if normal is None:
            style.remove(based)
        else:
            based.set(f"{W}val", normal.get(f"{W}styleId"))
        properties = style.find(f"{W}pPr")
        spacing = properties.find(f"{W}spacing")
        for side in ("before", "after"):
            if spacing.get(f"{W}{side}") is None:
                spacing.set(f"{W}{side}", "0")
        spacing.addnext(elements(_UPRIGHT)[0])

    # Places

    def _inside(self, at: Any) -> bool:
        return any(a.tag in (f"{W}tc", f"{W}txbxContent", f"{W}hdr", f"{W}ftr") for a in at.iterancestors())

    def _remove(self, at: Any) -> None:
        """The tag's paragraph goes, unless it ends a section or is all there is in its cell."""
        kept = next(at.iter(f"{W}sectPr"), None) is not None
        kept = kept or not any(sibling.tag == f"{W}p" for sibling in at.itersiblings(preceding=True))
        kept = kept and (at.getparent().tag == f"{W}tc" or next(at.iter(f"{W}sectPr"), None) is not None)
        if not kept:
            at.getparent().remove(at)
            return
        for child in list(at):
            if child.tag != f"{W}pPr":
                at.remove(child)


def _words_before(at: Any) -> str:
    """The words of the paragraph right before a tag's: a heading that already says a table's title."""
    before = at.getprevious()
    return words_of(before) if before is not None and before.tag == f"{W}p" else ""
