"""The accounts workbook as a file: the empty template a clerk fills in Excel or WPS, and filled books.

Formula-free: what can be derived is printed on a protected sheet of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from juesuan.accounts.cells import CENTS
from juesuan.accounts.layouts import series_of
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, Entity, ThreePublic
from juesuan.accounts.records import rows_of
from juesuan.accounts.sheetforms import Row, Rows
from juesuan.accounts.sheets import ENTITY, GUIDE, LISTS, PRIOR, SHEETS, TOTALS, UNREAD, vocabulary
from juesuan.accounts.sheetwriting import FormBook
from juesuan.amounts import UNITS as MONEY
from juesuan.taxonomy import title_of

_GUIDE = (
    "本工作簿用于编制一个单位一个年度的部门决算公开报告。各张公开表、文字说明和图都由这里的数字生成，不需要另填。",
    "从“单位信息”开始填写。所有工作表的金额都按标题上写明的单位填写，最多精确到分。",
    "白色单元格填写，灰色单元格受保护不能改动；选中单元格会显示填写说明，有下拉箭头的从列表中选择。",
    "没有的事项留空。留空表示“没有填报”，0 表示“填报了，数额是零”，两者含义不同。",
    "金额只填数字，不要带“万元”“元”等文字，也不要用公式引用其他文件。",
    "同一科目、性质、资金和项目只填一行，不要重复。",
    "上年数由上年的工作簿自动带入，不用填写。“上年”开头的工作表不要改动。",
    "“汇总核对”由系统生成，供核对用；改动其他表后重新生成即可。",
    "填好后运行：juesuan compose 工作簿.xlsx -o 报告.docx。填写有误的，会逐个单元格列出。",
)
_FUND = "三公经费（基金）"
#: Filled by the system; a clerk has no use for it while it is empty.
_TOTALS_ONLY = "合计数"
_KEY = (
    "grand-total", "income.current", "income.appropriation", "income.general", "income.fund", "income.capital",
    "opening", "expenditure.current", "expenditure.basic", "expenditure.project", "closing", "general.expenditure",
    "general.basic", "general.personnel", "general.operating", "general.project", "fund.expenditure",
    "capital.expenditure", "three.total", "three.abroad", "three.car", "three.reception", "procurement.total",
)  # fmt: skip


def template(area: str, year: int, unit: str = "万元") -> bytes:
    """An empty workbook for an area and year."""
    rows = _rows(Accounts(Entity("", area=area), year, (), ()))
    first = rows[ENTITY][0]
    for name in ("surplus_used", "surplus_distributed"):
        first[name] = None
    for name in {"三公经费", _FUND, "政府采购"} & set(rows):
        rows[name] = []
    return _write(year, unit, rows, {}, None)


def write_workbook(
    accounts: Accounts, unit: str = "万元", unread: Sequence[tuple[str, str, str]] = ()
) -> bytes:
    """``accounts`` as a workbook that :func:`juesuan.accounts.reading.read_workbook` reads back without loss.

    Last year's accounts go on protected sheets of their own. ``unread`` are (what, where, why) of things that could
    not be placed, listed on a sheet for a person to look at.
    """
    prior = _rows(accounts.prior) if accounts.prior is not None else {}
    names = {**(accounts.prior.names if accounts.prior is not None else {}), **accounts.names}
    own = tuple(sorted(names.items()))
    return _write(accounts.year, unit, _rows(accounts), prior, Ledger(accounts), unread, own)


def _rows(accounts: Accounts) -> Rows:
    """The rows of a year; “三公” of government funds only where there are any, or the area's forms print them."""
    rows = rows_of(accounts)
    if accounts.three_fund == ThreePublic() and not _prints_fund(accounts.entity.area, accounts.year):
        del rows[_FUND]
    return rows


def _prints_fund(area: str, year: int) -> bool:
    return "Z14" in series_of(area, year).forms


def _write(
    year: int,
    unit: str,
    rows: Mapping[str, list[Row]],
    prior: Rows,
    ledger: Ledger | None,
    unread: Sequence[tuple[str, str, str]] = (),
    names: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """All sheets; the bytes of the file."""
    book = FormBook(f"{year}年度部门决算数据", year, unit, vocabulary(year, names), LISTS)
    book.guide(GUIDE, f"{year}年度部门决算数据工作簿", _GUIDE)
    for form in SHEETS:
        if rows.get(form.name) or (form.name in rows and form.name != _TOTALS_ONLY):
            book.sheet(form, rows.get(form.name, []))
    if ledger is not None:
        _totals(book, ledger, unit)
    if unread:
        heads = (("内容", 60), ("位置", 30), ("原因", 60))
        book.page(UNREAD, "未能识别的内容（请人工核对后填入相应的表）", "", heads, unread, protect=False)
    for form in SHEETS:
        if prior.get(form.name):
            words = "上年数，由上年工作簿带入，不能改动。"
            book.sheet(form, prior[form.name], name=PRIOR + form.name, locked=True, help=words)
    book.lists()
    return book.close()


def _totals(book: FormBook, ledger: Ledger, unit: str) -> None:
    scale = MONEY[unit].scale * CENTS

    def row(concept: str) -> list[str | Decimal | None]:
        known = (one.amount(concept) if one is not None else None for one in (ledger, ledger.prior))
        return [title_of(concept), *(None if amount is None else Decimal(amount) / scale for amount in known)]

    heads = (("项目", 44), ("本年", 20), ("上年", 20))
    note = "由系统按各表合计，不能改动，读取时不用。"
    book.page(TOTALS, f"汇总核对（金额单位：{unit}）", note, heads, [row(concept) for concept in _KEY])
