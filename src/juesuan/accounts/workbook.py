"""The accounts workbook as a file: the empty template a clerk fills in Excel or WPS, and filled books.

Formula-free: what can be derived is printed on a protected sheet of its own, so that no figure of a book depends on
the program that opened it last. Input cells are unlocked, everything else is protected (without a password).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from juesuan.accounts.cells import CENTS
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, Entity
from juesuan.accounts.pages import subject_name
from juesuan.accounts.records import Row, Rows, rows_of
from juesuan.accounts.sheets import (
    CHOICES,
    ENTITY,
    GUIDE,
    LISTS,
    PLACES,
    PRIOR,
    SHEETS,
    TOTALS,
    UNITS,
    UNREAD,
    Field,
    SheetForm,
)
from juesuan.amounts import UNITS as MONEY
from juesuan.taxonomy import department, functional, title_of

#: Row (from 0) of the headings of a list sheet; title and help stand above.
HEAD = 2
#: A list sheet is prepared for so many rows more than it holds.
SPARE = 300
_GUIDE = (
    "本工作簿用于编制一个单位一个年度的部门决算公开报告。各张公开表、文字说明和图都由这里的数字生成，不需要另填。",
    "从“单位信息”开始填写。“金额单位”一旦选定，所有工作表的金额都按它填写，最多精确到分。",
    "白色单元格填写，灰色单元格受保护不能改动；选中单元格会显示填写说明，有下拉箭头的从列表中选择。",
    "没有的事项留空。留空表示“没有填报”，0 表示“填报了，数额是零”，两者含义不同。",
    "金额只填数字，不要带“万元”“元”等文字，也不要用公式引用其他文件。",
    "同一科目、性质、资金和项目只填一行，不要重复。",
    "上年数由上年的工作簿自动带入，不用填写。“上年”开头的工作表不要改动。",
    "“汇总核对”由系统生成，供核对用；改动其他表后重新生成即可。",
    "填好后运行：juesuan compose 工作簿.xlsx -o 报告.docx。填写有误的，会逐个单元格列出。",
)
_KEY = (
    "grand-total", "income.current", "income.appropriation", "income.general", "income.fund", "income.capital",
    "opening", "expenditure.current", "expenditure.basic", "expenditure.project", "closing", "general.expenditure",
    "general.basic", "general.personnel", "general.operating", "general.project", "fund.expenditure",
    "capital.expenditure", "three.total", "three.abroad", "three.car", "three.reception", "procurement.total",
)  # fmt: skip


def template(area: str, year: int, unit: str = "万元") -> bytes:
    """An empty workbook for an area and year."""
    rows = rows_of(Accounts(Entity("", area=area), year, (), ()))
    first = rows[ENTITY][0]
    for name in ("surplus_used", "surplus_distributed"):
        first[name] = None
    for name in ("三公经费", "三公经费（基金）", "政府采购"):
        rows[name] = []
    return _Book(unit, year).write(rows, {}, None)


def write_workbook(
    accounts: Accounts, unit: str = "万元", unread: Sequence[tuple[str, str, str]] = ()
) -> bytes:
    """``accounts`` as a workbook that :func:`juesuan.accounts.reading.read_workbook` reads back without loss.

    Last year's accounts go on protected sheets of their own. ``unread`` are (what, where, why) of things that could
    not be placed, listed on a sheet for a person to look at.
    """
    prior = rows_of(accounts.prior) if accounts.prior is not None else {}
    return _Book(unit, accounts.year).write(rows_of(accounts), prior, Ledger(accounts), unread)


_LISTED = {"item": "功能分类科目", "economic": "经济分类科目", "place": "说明事项"}


class _Book:
    """A workbook being written."""

    def __init__(self, unit: str, year: int) -> None:
        self.unit = unit
        self.year = year
        self.stream = io.BytesIO()
        self.book: Workbook = xlsxwriter.Workbook(
            self.stream, {"in_memory": True, "strings_to_formulas": False}
        )
        self.book.set_properties({"title": f"{year}年度部门决算数据", "created": datetime(year + 1, 1, 1)})
        look = {
            "font_name": "宋体",
            "font_size": 11,
            "valign": "vcenter",
            "border": 1,
            "border_color": "#BFBFBF",
        }
        grey = {**look, "bg_color": "#EDEDED"}
        self.title = self.book.add_format({"font_name": "黑体", "font_size": 16})
        self.help = self.book.add_format(
            {"font_name": "宋体", "font_color": "#595959", "text_wrap": True, "valign": "vcenter"}
        )
        self.head = self.book.add_format({**grey, "bold": True, "align": "center", "text_wrap": True})
        self.label = self.book.add_format({**grey, "text_wrap": True})
        money = "#,##0.00####" if unit == "万元" else "#,##0.00"
        self.open = {
            "money": self.book.add_format({**look, "locked": False, "num_format": money}),
            "count": self.book.add_format({**look, "locked": False, "num_format": "0"}),
            "text": self.book.add_format({**look, "locked": False, "num_format": "@", "text_wrap": True}),
        }
        self.shut = self.book.add_format({**grey, "num_format": money})
        items = sorted(functional(year).current.items())
        economic = sorted(department(year).current.items())
        self.choices = {
            "item": [f"{c} {s.name}" for c, s in items if len(c) == 7],
            "economic": [f"{c} {s.name}" for c, s in economic if len(c) == 5],
            "place": [title_of(p) for p in PLACES],
        }
        self.lists = {
            kind: f"={LISTS}!${letter}$2:${letter}${max(len(values), 1) + 1}"
            for letter, (kind, values) in zip("ABC", self.choices.items(), strict=True)
        }

    def write(
        self,
        rows: Mapping[str, list[Row]],
        prior: Rows,
        ledger: Ledger | None,
        unread: Sequence[tuple[str, str, str]] = (),
    ) -> bytes:
        """All sheets; the bytes of the file."""
        self._guide()
        for form in SHEETS:
            if rows.get(form.name) or not form.optional or form.name in ("经济分类", "科目预算"):
                self._sheet(form, form.name, rows.get(form.name, []), False)
        if ledger is not None:
            self._totals(ledger)
        if unread:
            self._unread(unread)
        for form in SHEETS:
            if prior.get(form.name):
                self._sheet(form, PRIOR + form.name, prior[form.name], True)
        self._lists()
        self.book.close()
        return self.stream.getvalue()

    def _guide(self) -> None:
        sheet = self.book.add_worksheet(GUIDE)
        sheet.set_column(0, 0, 110, self.help)
        sheet.write_string(0, 0, f"{self.year}年度部门决算数据工作簿", self.title)
        for i, words in enumerate(_GUIDE):
            sheet.write_string(i + 2, 0, f"{i + 1}. {words}", self.help)
        sheet.protect()

    def _lists(self) -> None:
        """The sheet behind the drop-downs: items, economic subjects, places of reasons."""
        sheet = self.book.add_worksheet(LISTS)
        for c, (kind, values) in enumerate(self.choices.items()):
            sheet.set_column(c, c, 40)
            sheet.write_string(0, c, _LISTED[kind], self.head)
            for r, value in enumerate(values, 1):
                sheet.write_string(r, c, value, self.label)
        sheet.protect()

    def _sheet(self, form: SheetForm, name: str, rows: Sequence[Row], locked: bool) -> None:
        sheet = self.book.add_worksheet(name)
        last = 2 if form.form else max(len(form.fields) - 1, 1)
        sheet.merge_range(0, 0, 0, last, f"{name}（金额单位：{self.unit}）", self.title)
        words = "上年数，由上年工作簿带入，不能改动。" if locked else form.help
        sheet.merge_range(1, 0, 1, last, words, self.help)
        sheet.set_row(0, 26)
        sheet.set_row(1, 32)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD)
        if form.form:
            self._form(sheet, form, rows[0] if rows else {}, locked)
        else:
            self._list(sheet, form, rows, locked)
        sheet.protect(
            "", {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True}
        )

    def _form(self, sheet: Worksheet, form: SheetForm, row: Row, locked: bool) -> None:
        for c, (words, width) in enumerate((("项目", 32), ("内容", 44), ("填写说明", 60))):
            sheet.set_column(c, c, width)
            sheet.write_string(HEAD, c, words, self.head)
        for r, one in enumerate(form.fields, HEAD + 1):
            sheet.write_string(r, 0, one.title, self.label)
            sheet.write_string(r, 2, one.help, self.label)
            self._cell(sheet, r, 1, one, self.unit if one.kind == "unit" else row.get(one.name), locked)
            if not locked:
                self._validate(sheet, r, r, 1, one)

    def _list(self, sheet: Worksheet, form: SheetForm, rows: Sequence[Row], locked: bool) -> None:
        last = HEAD + len(rows) + SPARE
        for c, one in enumerate(form.fields):
            sheet.set_column(c, c, one.width, self.shut if locked else self._look(one))
            sheet.write_string(HEAD, c, one.title + ("*" if one.required else ""), self.head)
            if not locked:
                self._validate(sheet, HEAD + 1, last, c, one)
        for r, row in enumerate(rows, HEAD + 1):
            for c, one in enumerate(form.fields):
                self._cell(sheet, r, c, one, row.get(one.name), locked)
        sheet.freeze_panes(HEAD + 1, 0)

    def _look(self, one: Field) -> Any:
        return self.open.get(one.kind, self.open["text"])

    def _cell(self, sheet: Worksheet, r: int, c: int, one: Field, value: Any, locked: bool) -> None:
        look = self.shut if locked else self._look(one)
        if value is None or value == "":
            sheet.write_blank(r, c, None, look)
        elif one.kind == "money":
            sheet.write_number(r, c, Decimal(value) / (MONEY[self.unit].scale * CENTS), look)
        elif one.kind == "count":
            sheet.write_number(r, c, value, look)
        else:
            sheet.write_string(r, c, self._words(one, value), look)

    def _words(self, one: Field, value: Any) -> str:
        if one.kind == "flag":
            return "是" if value else "否"
        if one.kind in ("item", "economic"):
            name = subject_name(value, self.year)
            return str(value) if name == value else f"{value} {name}"
        if one.kind == "concept":
            title = title_of(value)
            return f"[{value}]" if title == value else f"{title}[{value}]"
        if one.kind == "place":
            return title_of(value) if value in PLACES else str(value)
        if one.kind in CHOICES:
            return next((k for k, v in CHOICES[one.kind].items() if v == str(value)), str(value))
        return str(value)

    def _validate(self, sheet: Worksheet, first: int, last: int, column: int, one: Field) -> None:
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": one.title[:32],
            "input_message": one.help or one.title,
        }
        source = self.lists.get(one.kind) or {"unit": list(UNITS), "flag": ["是", "否"]}.get(one.kind)
        source = source or list(CHOICES.get(one.kind, ()))
        if source:
            stop = "warning" if one.kind in self.lists else "stop"
            rule |= {
                "validate": "list",
                "source": source,
                "error_type": stop,
                "error_title": "请从列表中选择",
            }
            rule["error_message"] = "这里要从下拉列表中选择。"
        elif one.kind == "money":
            rule |= {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
            rule |= {"error_title": "请填数字", "error_message": f"这里只能填数字，单位是{self.unit}。"}
        elif one.kind == "count":
            rule |= {"validate": "integer", "criteria": ">=", "value": 0}
            rule |= {"error_title": "请填整数", "error_message": "这里只能填不小于 0 的整数。"}
        sheet.data_validation(first, column, last, column, rule)

    def _totals(self, ledger: Ledger) -> None:
        sheet = self.book.add_worksheet(TOTALS)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 2, 20)
        sheet.write_string(0, 0, f"汇总核对（金额单位：{self.unit}）", self.title)
        sheet.write_string(1, 0, "由系统按各表合计，不能改动，读取时不用。", self.help)
        for c, words in enumerate(("项目", "本年", "上年")):
            sheet.write_string(HEAD, c, words, self.head)
        for r, concept in enumerate(_KEY, HEAD + 1):
            sheet.write_string(r, 0, title_of(concept), self.label)
            for c, book in ((1, ledger), (2, ledger.prior)):
                amount = book.amount(concept) if book is not None else None
                if amount is not None:
                    sheet.write_number(r, c, Decimal(amount) / (MONEY[self.unit].scale * CENTS), self.shut)
        sheet.protect()

    def _unread(self, unread: Sequence[tuple[str, str, str]]) -> None:
        sheet = self.book.add_worksheet(UNREAD)
        sheet.write_string(0, 0, "未能识别的内容（请人工核对后填入相应的表）", self.title)
        for c, (words, width) in enumerate((("内容", 60), ("位置", 30), ("原因", 60))):
            sheet.set_column(c, c, width)
            sheet.write_string(HEAD, c, words, self.head)
        for r, one in enumerate(unread, HEAD + 1):
            for c, words in enumerate(one):
                sheet.write_string(r, c, words, self.label)
