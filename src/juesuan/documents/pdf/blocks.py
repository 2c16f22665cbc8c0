"""Lines and tables of all pages to the blocks of the document: paragraphs, headings, tables with their
titles.

The numbering of official documents tells most headings; a short line that is printed larger than the text
is one too, unless it is the title of the table below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from juesuan.documents.model import Block, Paragraph
from juesuan.documents.outline import LONGEST_HEADING, heading_of
from juesuan.documents.pdf.cells import to_table
from juesuan.documents.pdf.contents import leader_of
from juesuan.documents.pdf.flow import Measure, continues, measure_of
from juesuan.documents.pdf.joins import Flow, joined
from juesuan.documents.pdf.lines import Line, paragraph_text
from juesuan.documents.pdf.sheet import Page

#: A line this much larger than the text is set as a heading.
LARGER = 1.15
#: Lines between the title of a table and the table: unit, form number, name of the entity.
_BETWEEN = re.compile(
    r"[（(]?(?:金额)?单位|编制|填报|填表|部门(?:名称)?[:：]|公开\S*表|附?表\s*[\d一二三四五六七八九十]+$|附表|年度[:：]|\d{4}年度?$"
)
#: How many blocks above a table its title may stand.
_TITLE_REACH = 4


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """Paragraphs and tables of all pages in reading order."""
    builder = _Builder(_measures(pages), _body_size(pages))
    for items in joined(pages):
        for item in items:
            builder.add(item)
    builder.close()
    return builder.blocks


def _measures(pages: Sequence[Page]) -> dict[int, Measure]:
    """The text width of each page; pages with little text take that of the pages of the same size."""
    by_size: dict[tuple[int, int], list[Page]] = {}
    for page in pages:
        by_size.setdefault((round(page.width), round(page.height)), []).append(page)
    out: dict[int, Measure] = {}
    for group in by_size.values():
        texts = [p for p in group if len(p.lines) >= 8]
        fallback = None
        if texts:
            own = [measure_of(p.lines, None) for p in texts]
            middle = len(own) // 2
            fallback = Measure(
                sorted(m.left for m in own)[middle],
                sorted(m.right for m in own)[middle],
                sorted(m.leading for m in own)[middle],
                sorted(m.size for m in own)[middle],
            )
        for page in group:
            out[page.number] = measure_of(page.lines, fallback)
    return out


def _body_size(pages: Sequence[Page]) -> float:
    """The size most of the text outside tables has."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


class _Builder:
    """Blocks from the flow of lines and tables; one paragraph is open at a time."""

    def __init__(self, measures: dict[int, Measure], body: float) -> None:
        self.measures = measures
        self.body = body
        self.blocks: list[Block] = []
        self.open: list[Line] = []
        # Headings known by their size only: a table below makes its title of them.
        self.sized: set[int] = set()

    def add(self, item: Flow) -> None:
        """Take the next line or table."""
        if not isinstance(item, Line):
            self.close()
            self.blocks.append(to_table(item.parts, self._title()))
            return
        if self.open and not self._goes_on(item):
            self.close()
        self.open.append(item)

    def _goes_on(self, line: Line) -> bool:
        last = self.open[-1]
        if leader_of(last.text) or line.page - last.page > 1:
            return False
        return continues(self.open, line, self.measures[last.page], self.measures[line.page])

    def close(self) -> None:
        """End the open paragraph."""
        if not self.open:
            return
        text = paragraph_text(self.open)
        level, number = heading_of(text.value)
        if not level and self._is_large(text.value):
            level = 1
            self.sized.add(len(self.blocks))
        self.blocks.append(Paragraph(text, level, number))
        self.open = []

    def _is_large(self, value: str) -> bool:
        """Whether the open paragraph is printed as a heading: larger than the text, short and no
        sentence.
        """
        if len(value) > LONGEST_HEADING or value[-1] in "。；：，" or not any(c.isalpha() for c in value):
            return False
        return all(line.size >= LARGER * self.body for line in self.open)

    def _title(self) -> str:
        """The title of a table that starts here: the nearest short line above that is no unit or form
        line.
        """
        for i in range(len(self.blocks) - 1, max(len(self.blocks) - 1 - _TITLE_REACH, -1), -1):
            block = self.blocks[i]
            if not isinstance(block, Paragraph):
                return ""
            if i in self.sized:
                self.blocks[i] = replace(block, level=0)
            if _BETWEEN.match(block.value):
                continue
            if len(block.value) > LONGEST_HEADING or block.value.endswith(("。", "；", "：")):
                return ""
            return block.value
        return ""
