"""Which statutory form a table is, and in what unit it is printed: said by the words around it and its
headings.

A title alone is not believed (lists of titles stand in front of tables), nor are headings alone where
several forms share them; a table is recognised when both agree, or when its headings fit one form only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.amounts import UNITS, Unit
from juesuan.claims.statutory.grid import Grid
from juesuan.documents.model import Document, Paragraph, Span, Table
from juesuan.taxonomy import Form, fold, forms

#: How many paragraphs above a table may hold its title, department and unit.
REACH = 8
#: A longer paragraph is a sentence, not a title.
LONGEST_TITLE = 60
_UNIT = re.compile(r"(?:金额)?单\s*位\s*[：:为]?\s*[（(]?\s*(?:人民币)?\s*(亿元|百万元|万元|千元|元)")
#: Words that make a title another table's when they stand right before an alias (项目|支出决算表).
_MODIFIERS = re.compile(
    r"(?:拨款|预算|收入|支出|经费|项目|资金|基金|经营|明细|采购|管理|服务|基本|收支|经济|功能|政府|财政)$"
)
_CONTINUED = re.compile(r"续表|[（(]续[）)]|续$")


def near_words(document: Document, block: int, table: Table) -> Iterator[str]:
    """Texts that may name a table, the nearest first: title, top rows, paragraphs above."""
    return (text for text, _ in _near(document, block, table))


def _near(document: Document, block: int, table: Table) -> Iterator[tuple[str, Span | None]]:
    """The texts of ``near_words`` with their spans (the title of a table has none)."""
    if table.title:
        yield table.title, None
    for row in range(min(3, table.rows)):
        for i in dict.fromkeys(table.grid[row]):
            if i is not None and table.cells[i].value:
                text = table.cells[i].text.value
                yield text, Span(block, 0, len(text), i)
    for i in range(block - 1, max(-1, block - 1 - REACH), -1):
        above = document.blocks[i]
        if not isinstance(above, Paragraph):
            return
        if above.role in ("body", "textbox"):
            yield above.value, Span(i, 0, len(above.value))


def unit_of_table(document: Document, block: int, table: Table) -> tuple[Unit, Span | None] | None:
    """The unit declared in or above a table and where it stands, ``None`` if it declares none."""
    for text, span in _near(document, block, table):
        found = _UNIT.search(text)
        if found:
            at = None if span is None else replace(span, start=found.start(), end=found.end())
            return UNITS[found[1]], at
    return None


def recognise(document: Document, grid: Grid) -> Form | None:
    """The form a table is, or ``None``."""
    words = tuple(dict.fromkeys(grid.words()))
    if not any(line.amounts for line in grid.lines) and _lists_forms(words):
        return None
    named = [form for form in forms().values() if form.fits(words, named=True)]
    if not named:
        return None
    for text in near_words(document, grid.block, grid.table):
        form = _titled(text, named)
        if form is not None:
            return form
    fitting = [form for form in forms().values() if form.fits(words)]
    if any(_budget(text) for text in near_words(document, grid.block, grid.table)):
        return None
    return _only(fitting, grid)


def _lists_forms(words: Sequence[str]) -> bool:
    """Does a table without figures name three forms or more (a list of the tables that follow)?"""
    return len({form.code for word in words if word.endswith("表") for form in named_forms(word)}) > 2


def _budget(text: str) -> bool:
    """Is it the title of a budget table, which looks much like one of final accounts?"""
    folded = fold(text)
    return len(folded) <= LONGEST_TITLE and "预算" in folded and "表" in folded and "决算" not in folded


def titled(document: Document, block: int, table: Table) -> Form | None:
    """The form that the words right at a table name, whatever its headings say."""
    for text in near_words(document, block, table):
        form = _titled(text, list(forms().values()))
        if form is not None:
            return form
    return None


def continued(document: Document, block: int) -> bool:
    """Does the table at ``block`` carry on the table before it: nothing between them, or 续表?"""
    for i in range(block - 1, -1, -1):
        above = document.blocks[i]
        if isinstance(above, Table):
            return True
        if above.value.strip() and not _CONTINUED.search(above.value) and not _UNIT.search(above.value):
            return False
    return False


def _titled(text: str, candidates: list[Form]) -> Form | None:
    folded = fold(text)
    if len(folded) > LONGEST_TITLE or "表" not in folded:
        return None
    best: tuple[int, Form] | None = None
    longest = max((len(a) for f in forms().values() for a in f.aliases if _stands_in(a, folded)), default=0)
    for form in candidates:
        for alias in form.aliases:
            if _stands_in(alias, folded) and (best is None or len(alias) > best[0]):
                best = (len(alias), form)
    # A longer title of another form means that this text names that form, not a candidate.
    return best[1] if best and best[0] == longest else None


def named_forms(text: str) -> list[Form]:
    """The forms whose titles stand in ``text``, a longer title hiding the shorter ones within it."""
    folded = fold(text)
    if "表" not in folded:
        return []
    found = [
        (alias, form) for form in forms().values() for alias in form.aliases if _stands_in(alias, folded)
    ]
    return [form for alias, form in found if not any(alias != a and alias in a for a, _ in found)]


def _stands_in(alias: str, folded: str) -> bool:
    at = folded.find(alias)
    return at >= 0 and not _MODIFIERS.search(folded[:at])


def _only(fitting: list[Form], grid: Grid) -> Form | None:
    """The one form that headings alone prove: only layouts that no other form shares."""
    by_code = {form.code: form for form in fitting}
    for code in ("Z04", "Z01", "Z02", "Z03", "Z07"):
        if code in by_code:
            return by_code[code]
    if "Z06" in by_code and any(line.code.startswith("30") for line in grid.lines):
        return by_code["Z06"]
    return None
