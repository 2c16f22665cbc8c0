"""The report itself as HTML, with the places of findings marked: the left half of the web page.

Places overlap (one number takes part in several findings), so each text is cut at every start and end of a
place, and a stretch becomes one link to the gravest finding that covers it. Links need no script and work
by keyboard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from juesuan.documents.model import Block, Document, Paragraph, Span, Table
from juesuan.findings.model import Audit, Finding, SuspectPlace
from juesuan.rules.model import LEVEL_TITLES

_RANKS = tuple(LEVEL_TITLES)


@dataclass(frozen=True, slots=True)
class Marking:
    """Characters ``start`` to ``end`` of one text belong to place number ``place`` of a finding.

    ``restored`` is what should stand there, where the characters are the probable culprit; ``rival`` says
    that another figure is a likelier one.
    """

    start: int
    end: int
    finding: Finding
    place: int
    restored: str = ""
    rival: bool = False


Markings = dict[tuple[int, int | None], list[Marking]]


def markings(audit: Audit) -> Markings:
    """Every place of every finding, by the text it lies in."""
    result: Markings = defaultdict(list)
    for f in audit.findings:
        for n, span in enumerate(f.spans):
            result[_key(span)].append(Marking(span.start, span.end, f, n))
        for rank, s in enumerate(f.suspects):
            if s.span is not None:
                made = Marking(s.span.start, s.span.end, f, suspect_place(f, s), s.restored, rank > 0)
                result[_key(s.span)].append(made)
    return result


def suspect_place(finding: Finding, suspect: SuspectPlace) -> int:
    """The number of a suspect among the places of its finding; those that are none of them come after."""
    if suspect.span in finding.spans:
        return finding.spans.index(suspect.span)
    return len(finding.spans) + finding.suspects.index(suspect)


def anchor(finding: Finding, place: int) -> str:
    """The id of a place in the page."""
    return f"{finding.id}-{place}"


def report_html(document: Document, marks: Markings) -> Iterator[str]:
    """The document's blocks as HTML; heading levels never skip one, whatever the report's own levels are."""
    done: set[str] = set()
    depth = 2
    page: int | None = None
    for i, block in enumerate(document.blocks):
        if (number := _page(block)) is not None and number != page:
            page = number
            yield f'<div class="page" id="p{page}">第 {page} 页</div>'
        if isinstance(block, Paragraph):
            depth, html = _paragraph(block, i, depth, marks, done)
            yield html
        else:
            yield _table(block, i, marks, done)


def _key(span: Span) -> tuple[int, int | None]:
    return span.block, span.cell


def _page(block: Block) -> int | None:
    text = block.text if isinstance(block, Paragraph) else (block.cells[0].text if block.cells else None)
    return text.runs[0].anchor.page if text is not None and text.runs else None


def _paragraph(block: Paragraph, i: int, depth: int, marks: Markings, done: set[str]) -> tuple[int, str]:
    body = _marked(block.value, marks.get((i, None), []), done)
    if block.number and not block.value.startswith(block.number):
        body = f"<span class=number>{escape(block.number)}</span>{body}"
    if block.level and block.role != "toc":
        depth = min(block.level + 2, depth + 1, 6)
        return depth, f"<h{depth}>{body}</h{depth}>"
    return depth, f'<p class="{escape(block.role, quote=True)}">{body}</p>'


def _table(block: Table, i: int, marks: Markings, done: set[str]) -> str:
    rows: list[list[str]] = [[] for _ in range(block.rows)]
    order = sorted(range(len(block.cells)), key=lambda n: (block.cells[n].row, block.cells[n].column))
    for n in order:
        cell = block.cells[n]
        spans = "".join(
            f' {name}="{count}"'
            for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
            if count > 1
        )
        kind = " class=n" if _is_number(cell.value) else ""
        if cell.row < block.rows:
            rows[cell.row].append(
                f"<td{spans}{kind}>{_marked(cell.text.value, marks.get((i, n), []), done)}</td>"
            )
    label = escape(block.title or "表格", quote=True)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<div class="table" tabindex="0" role="region" aria-label="{label}"><table>{body}</table></div>'


def _is_number(text: str) -> bool:
    return bool(text) and all(c in "0123456789.,-−%％，" for c in text)


def _marked(text: str, places: Sequence[Marking], done: set[str]) -> str:
    """The text, escaped, each marked stretch a link to its gravest finding; anchors stand where a place
    begins.
    """
    if not places:
        return escape(text)
    cuts = sorted({0, len(text)} | {p.start for p in places} | {p.end for p in places})
    parts = []
    for start, end in pairwise(cuts):
        words = escape(text[start:end])
        here = [p for p in places if p.start <= start and end <= p.end]
        if not here:
            parts.append(words)
            continue
        here.sort(key=lambda p: (_RANKS.index(p.finding.level), p.place, p.finding.id))
        first = here[0].finding
        ids = [anchor(p.finding, p.place) for p in here if p.start == start]
        ids = [x for x in ids if x not in done]
        done.update(ids)
        parts += [f'<span id="{x}"></span>' for x in ids]
        names = " ".join(dict.fromkeys(p.finding.id for p in here))
        tip = escape(f"{first.id} {LEVEL_TITLES[first.level]}：{first.message}", quote=True)
        suspect = min((p for p in here if p.restored), key=lambda p: p.rival, default=None)
        if suspect is not None:
            lead = "也可能写错的是这里" if suspect.rival else "最可能写错的是这里"
            tip += escape(f"；{lead}，宜为 {suspect.restored}", quote=True)
        look = f'class="m {first.level}{" suspect" if suspect else ""}" data-f="{names}"'
        parts.append(f'<a {look} href="#{first.id}" title="{tip}">{words}</a>')
    return "".join(parts)
