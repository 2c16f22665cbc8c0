"""The rows of each kind of statutory page: two-sided totals, lists of items, economic classes, details, 三公.

Every function takes a layout and a binder and returns the rows with the number of heading rows. They know how a page
is built, not what any area calls its columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from juesuan.accounts.cells import Binder
from juesuan.accounts.layouts import Layout, LayoutRow, classes
from juesuan.documents.composition import ComposedCell, Piece
from juesuan.taxonomy import department, forms, functional

NO_NAMES: Mapping[str, str] = {}
Row = tuple[ComposedCell, ...]
Page = tuple[tuple[Row, ...], int]
_DIGITS = "〇一二三四五六七八九"
_ITEM_HEADS = (("项目", "功能分类科目编码"), ("项目", "科目名称"))


def subject_name(code: str, year: int | None, own: Mapping[str, str] = NO_NAMES) -> str:
    """The name of a code in its year's classification, in that of any year, in the book's own, or the code itself."""
    editions = (
        (department(year), department(None)) if code[:1] == "3" else (functional(year), functional(None))
    )
    for edition in editions:
        subject = edition.code(code)
        if subject is not None:
            return subject.name
    return own.get(code, code)


def _name(binder: Binder, code: str) -> str:
    return subject_name(code, binder.ledger.year, binder.ledger.accounts.names)


def counted(number: int) -> str:
    """二十一: how the rows of the general tables are numbered (1 … 99)."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def text_cell(text: str, *, align: str = "left", bold: bool = False, colspan: int = 1) -> ComposedCell:
    """A cell of plain words."""
    return ComposedCell((Piece(text),) if text else (), align=align, bold=bold, colspan=colspan)


def heading_rows(paths: Sequence[tuple[str, ...]]) -> tuple[Row, ...]:
    """Heading rows of columns given by their headings from the top: equal neighbours merged, short ones stretched."""
    depth = max(map(len, paths))
    rows: list[Row] = []
    for level in range(depth):
        row: list[ComposedCell] = []
        c = 0
        while c < len(paths):
            path = paths[c]
            if level >= len(path):
                c += 1
                continue
            wide = 1
            while (
                c + wide < len(paths)
                and level < len(path) - 1
                and paths[c + wide][: level + 1] == path[: level + 1]
            ):
                wide += 1
            high = depth - level if level == len(path) - 1 else 1
            row.append(ComposedCell((Piece(path[level]),), high, wide, "center", True, True))
            c += wide
        rows.append(tuple(row))
    return tuple(rows)


def _numbers_row(count: int, labels: int) -> Row:
    """栏次: the numbers of the amount columns."""
    first = ComposedCell((Piece("栏次"),), 1, labels, "center", False, True)
    return (first, *(ComposedCell((Piece(str(i + 1)),), align="center", header=True) for i in range(count)))


def _total_row(amounts: Sequence[ComposedCell], labels: int) -> Row:
    return (text_cell("合计", align="center", bold=True, colspan=labels), *amounts)


def items_page(page: Layout, binder: Binder) -> Page:
    """Functional codes and names down, measures across; 合计 first."""
    form = forms()[page.form]
    head = (
        *heading_rows((*_ITEM_HEADS, *(c.head for c in page.columns))),
        _numbers_row(len(page.columns), 2),
    )
    codes = sorted({code for concept in page.rows for code in _used(binder, concept)})
    rows = [_total_row([binder.money(c.key, nought=bool(codes), bold=True) for c in page.columns], 2)]
    for code in codes:
        keys = [
            form.item if c.key == form.total else f"{form.item}-{c.key.rpartition('.')[2]}"
            for c in page.columns
        ]
        amounts = (binder.money(key, scope=code) for key in keys)
        rows.append((text_cell(code), text_cell(_name(binder, code)), *amounts))
    return (*head, *rows), len(head)


def _used(binder: Binder, concept: str) -> list[str]:
    """The codes with any money under a concept."""
    return [s for s in binder.ledger.scopes(concept) if binder.ledger.records(concept, scope=s)]


def sides_page(page: Layout, binder: Binder) -> Page:
    """Income on the left, expenditure by class on the right, totals at the bottom of both."""
    year = binder.ledger.year
    listed = dict.fromkeys(sorted({*classes(year), *(
        c for concept in page.classes for c in _used(binder, concept) if len(c) == 3
    )}))  # fmt: skip
    right = [LayoutRow(_name(binder, c), tuple(page.classes), True) for c in listed]
    scopes = [*listed, *[""] * len(page.right_end)]
    wide = len(page.right_head)
    width = 2 + 1 + wide
    gap = max(len(right) + len(page.right_end) - len(page.left) - len(page.left_end), 0)
    blank: list[LayoutRow | None] = [None] * gap
    left: list[LayoutRow | None] = [*page.left, *blank, *page.left_end]
    head = heading_rows(
        (("收入", "项目"), ("收入", "决算数"), ("支出", "项目"), *(("支出", *h) for h in page.right_head))
    )
    rows: list[Row] = []
    numbers = _Numbers()
    for a, b, scope in zip_longest(left, (*right, *page.right_end), scopes):
        one = _side(a, ("",), binder, "", 1, numbers.left(a))
        two = _side(b, (scope,), binder, scope or "", wide, numbers.right(b))
        rows.append((*one, *two))
        assert len(one) + len(two) == width
    return (*head, *rows), len(head)


class _Numbers:
    """Numbers the counted rows of both sides; a row that is not counted starts the left side anew."""

    def __init__(self) -> None:
        self._left = self._right = 0

    def left(self, row: LayoutRow | None) -> str:
        if row is None:
            return ""
        self._left = self._left + 1 if row.counted else 0
        return f"{counted(self._left)}、" if row.counted else ""

    def right(self, row: LayoutRow | None) -> str:
        if row is None or not row.counted:
            return ""
        self._right += 1
        return f"{counted(self._right)}、"


def _side(
    row: LayoutRow | None, scopes: Sequence[str], binder: Binder, scope: str, wide: int, number: str
) -> list[ComposedCell]:
    if row is None:
        return [text_cell("")] * (1 + wide)
    total = not row.counted
    label = text_cell(
        number + row.label, align="center" if total and "总计" in row.label else "left", bold=total
    )
    return [label, *(binder.money(key, scope=scope, nought=total, bold=total) for key in row.keys)]


def three_page(page: Layout, binder: Binder) -> Page:
    """“三公”经费: one row of figures, noughts printed where there is any figure at all."""
    head = (*heading_rows([c.head for c in page.columns]), _plain_numbers(len(page.columns)))
    known = any(binder.ledger.amount(c.key, c.measure) for c in page.columns)
    row = tuple(binder.money(c.key, c.measure, nought=known) for c in page.columns)
    return (*head, row), len(head)


def _plain_numbers(count: int) -> Row:
    return tuple(ComposedCell((Piece(str(i + 1)),), align="center", header=True) for i in range(count))


def economic_page(page: Layout, binder: Binder) -> Page:
    """Economic classes of basic expenditure side by side, 人员经费合计 and 公用经费合计 below."""
    used = set(_used(binder, "economic.item"))
    lists = [_economic_codes(group, page.always, used, binder.ledger.year) for group in page.groups]
    paths = [(head, *last) for head in page.heads for last in (("科目编码",), ("科目名称",), ("决算数",))]
    head = heading_rows(paths)
    rows: list[Row] = []
    for codes in zip_longest(*lists):
        row: list[ComposedCell] = []
        for code in codes:
            if code is None:
                row += [text_cell("")] * 3
                continue
            bold = len(code) == 3
            amount = binder.money("economic.item", scope=code, nought=bold and bool(used), bold=bold)
            row += [
                text_cell(code, bold=bold),
                text_cell(_name(binder, code), bold=bold),
                amount,
            ]
        rows.append(tuple(row))
    some = bool(used)
    side = len(page.groups) - 1
    personnel = binder.money("general.personnel", nought=some, bold=True)
    operating = binder.money("general.operating", nought=some, bold=True)
    end = [text_cell("人员经费合计", align="center", bold=True, colspan=2), personnel]
    end += [text_cell("公用经费合计", align="center", bold=True, colspan=3 * side - 1), operating]
    return (*head, *rows, tuple(end)), len(head)


def _economic_codes(group: Sequence[str], always: Sequence[str], used: set[str], year: int) -> list[str]:
    """The codes a group lists: all of the usual classes, of the others what was used."""
    found = set()
    for code in (*department(year).current, *used):
        if code[:3] in group and len(code) in (3, 5) and (code[:3] in always or code in used):
            found.add(code)
    return sorted(found, key=lambda c: (group.index(c[:3]), c))


def detail_page(page: Layout, binder: Binder) -> Page:
    """Items down, economic classes across: 合计, then each class that was used with its subjects."""
    form = forms()[page.form]
    concept = f"{page.whole}.item-economic"
    used = {
        s[1:]
        for s in binder.ledger.scopes(concept)
        if s.startswith("/") and binder.ledger.records(concept, scope=s)
    }
    economic = sorted(used | set(page.always))
    paths = [
        ("合计",),
        *((_name(binder, e[:3]), "小计" if len(e) == 3 else _name(binder, e)) for e in economic),
    ]
    head = heading_rows((*_ITEM_HEADS, *paths))
    codes = [c for row in page.rows for c in _used(binder, row)]
    some = bool(codes)

    def amounts(code: str) -> list[ComposedCell]:
        key = form.item if code else form.total
        whole = binder.money(key, scope=code, nought=some and not code, bold=not code)
        return [whole, *(binder.money(concept, scope=f"{code}/{e}", bold=not code) for e in economic)]

    rows = [_total_row(amounts(""), 2)]
    rows += [(text_cell(c), text_cell(_name(binder, c)), *amounts(c)) for c in codes]
    return (*head, *rows), len(head)
