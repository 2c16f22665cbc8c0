"""Tables of the web page: real head rows, spans and scopes, scrollable by themselves on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from juesuan.documents.composition import ComposedTable, Piece
from juesuan.reports.write_layout import Placed, above, grid, measure, words

#: Half-width characters from which a cell is words that want room.
_WORDS = 9


def table(block: ComposedTable, index: int, names: str) -> Iterator[str]:
    """A table with its title, form number and unit above and its notes below."""
    title = block.title or block.label or f"表{index + 1}"
    yield f'<div class="form{names}" data-form="{escape(block.form)}">'
    if block.title:
        yield f'<p class="table-title">{escape(block.title)}</p>'
    if block.label:
        yield f'<p class="table-label">{escape(block.label)}</p>'
    left, right = above(block)
    if left or right:
        lines = "".join(
            f'<p class="{side}">{escape(t)}</p>' for side, t in (("left", left), ("right", right)) if t
        )
        yield f'<div class="table-line">{lines}</div>'
    rows, _ = grid(block)
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}"><table>'
    for part, tag in ((rows[: block.head], "thead"), (rows[block.head :], "tbody")):
        if part:
            yield f"<{tag}>" + "".join(_row(row, tag == "thead") for row in part) + f"</{tag}>"
    yield "</table></div>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in block.notes)
    yield "</div>"


def _row(row: list[Placed], head: bool) -> str:
    return "<tr>" + "".join(_cell(p, head) for p in row) + "</tr>"


def _cell(placed: Placed, head: bool) -> str:
    cell = placed.cell
    align = "center" if head and cell.align == "left" else cell.align
    # A column of words must not become one character wide beside many columns of figures.
    wide = not head and align == "left" and measure(words(cell.pieces)) > _WORDS
    kinds = (
        align if align != "left" else "",
        "strong" if cell.bold else "",
        "words" if wide else "",
        cell.tone,
    )
    names = " ".join(filter(None, kinds))
    attributes = f' class="{names}"' if names else ""
    attributes += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    attributes += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    tag = "td"
    if head or cell.header:
        tag = "th"
        scope = ("colgroup" if cell.colspan > 1 else "col") if head else "row"
        attributes += f' scope="{scope}"'
    content = "".join(number(p, -1) if p.fact else escape(p.text).replace("\n", "<br>") for p in cell.pieces)
    return f"<{tag}{attributes}>{content}</{tag}>"


def number(piece: Piece, stop: int) -> str:
    """A number that can be asked; ``stop`` is its tabindex (in tables the script lets arrow keys move instead)."""
    key = escape(piece.fact)
    return f'<span class="fact" data-fact="{key}" role="button" tabindex="{stop}">{escape(piece.text)}</span>'
