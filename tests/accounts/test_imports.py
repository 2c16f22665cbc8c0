"""Official tables in every form people hand them over: all areas' series, xls and xlsx, 元 and 万元, CSV and pasted columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from accounts_books import ENTITY, whole
from official_files import delimited, xls, xlsx

from juesuan.accounts.extract import Extracted, extract
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, CarryOver, ExpenditureLine, Fund, IncomeLine, Nature, Source
from juesuan.accounts.rounding import rounded
from juesuan.accounts.tables import Derived, derive_tables
from juesuan.documents.composition import ComposedTable

#: Area and year of each series of forms.
SERIES = {
    "national nine tables to 2021": ("甘肃省清河县", 2021),
    "national nine tables from 2022": ("甘肃省清河县", 2023),
    "Sichuan fourteen tables": ("四川省清河县", 2020),
    "Sichuan thirteen tables": ("四川省清河县", 2023),
    "Shanghai": ("上海市青浦区", 2024),
}


def book(area: str, year: int) -> Accounts:
    """A year with every fund, other income and carry-overs, in amounts that end in 分."""
    this = whole()
    odd = 1_234_567
    return replace(
        this,
        year=year,
        entity=replace(ENTITY, area=area),
        income=(
            *this.income,
            IncomeLine("2080101", Source.OTHER, Fund.OTHER, odd),
            IncomeLine("2230105", Source.APPROPRIATION, Fund.CAPITAL, odd),
        ),
        expenditure=(
            *this.expenditure,
            ExpenditureLine("2080101", Nature.BASIC, Fund.OTHER, odd - 67, economic="30299"),
            ExpenditureLine(
                "2230105", Nature.PROJECT, Fund.CAPITAL, odd, economic="30299", project="困难补助"
            ),
        ),
        carry_over=(*this.carry_over, CarryOver(Fund.OTHER, 0, 67)),
        three_fund=replace(this.three_fund, receptions=()),
    )


def lost(made: Derived, found: Extracted) -> list[str]:
    """The figures of the tables that the accounts do not say."""
    ledger = Ledger(found.accounts)
    return [
        fact.key
        for fact in made.facts.values()
        if not fact.concept.endswith("item-economic") and fact.value
        if ledger.amount(fact.concept, fact.measure, fact.scope) != fact.value
    ]


def unplaced(found: Extracted) -> list[str]:
    return [f"{u.what} {u.where} {u.why}" for u in found.unread if "批次" not in u.why]


def as_xlsx(tables: Sequence[ComposedTable], path: Path) -> None:
    xlsx(tables, path.with_suffix(".xlsx"))


def as_split(tables: Sequence[ComposedTable], path: Path) -> None:
    xlsx(tables, path.with_suffix(".xlsx"), split=True)


def as_xls(tables: Sequence[ComposedTable], path: Path) -> None:
    xls(tables, path.with_suffix(".xls"))


def pasted(tables: Sequence[ComposedTable], path: Path) -> None:
    path.with_suffix(".txt").write_text(delimited(tables, "\t"), encoding="utf-8")


def pasted_gbk(tables: Sequence[ComposedTable], path: Path) -> None:
    path.with_suffix(".txt").write_bytes(delimited(tables, "\t").encode("gb18030"))


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize("where", SERIES.values(), ids=SERIES.keys())
@pytest.mark.parametrize("write", [as_xlsx, as_split, as_xls, pasted, pasted_gbk])
def test_every_series_comes_in_from_every_kind_of_file(
    write: Callable[[Sequence[ComposedTable], Path], None], where: tuple[str, int], unit: str, tmp_path: Path
) -> None:
    this = book(*where)
    this = rounded(this) if unit == "万元" else this
    made = derive_tables(this, unit=unit)
    write(made.tables, tmp_path / "公开表")
    (path,) = tmp_path.iterdir()
    found = extract(str(path), year=where[1])
    assert found.accounts.entity.name == ENTITY.name
    assert unplaced(found) == []
    assert lost(made, found) == []


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_several_tables_in_one_delimited_file(separator: str, tmp_path: Path) -> None:
    made = derive_tables(rounded(book("甘肃省清河县", 2023)))
    path = tmp_path / "公开表.csv"
    path.write_bytes(delimited(made.tables, separator).encode("gb18030"))
    found = extract(str(path), year=2023)
    assert unplaced(found) == []
    assert lost(made, found) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "title", ["收入决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表"]
)
def test_a_single_table_as_csv(title: str, encoding: str, tmp_path: Path) -> None:
    made = derive_tables(rounded(book("甘肃省清河县", 2023)))
    table = next(t for t in made.tables if t.title == title)
    path = tmp_path / f"{title}.csv"
    path.write_bytes(delimited([table]).encode(encoding))
    found = extract(str(path), year=2023)
    ledger = Ledger(found.accounts)
    told = {p.fact for row in table.rows for cell in row for p in cell.pieces if p.fact}
    for fact in (made.facts[key] for key in told):
        assert (ledger.amount(fact.concept, fact.measure, fact.scope) or 0) == fact.value, fact.key
    assert unplaced(found) == []
