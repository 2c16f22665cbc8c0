"""Every kind of problem is found, named with its cell, and sound accounts have none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from accounts_books import accounts, whole
from hypothesis import HealthCheck, given, settings

from juesuan.accounts.loading import load_accounts, usable_accounts
from juesuan.accounts.model import (
    Accounts,
    CarryOver,
    Fund,
    IncomeLine,
    Origin,
    Procurement,
    Reception,
    Source,
    StatedTotal,
)
from juesuan.accounts.problems import errors
from juesuan.accounts.reading import read_workbook_bytes
from juesuan.accounts.validate import validate
from juesuan.accounts.workbook import write_workbook
from juesuan.documents.refusal import Refusal

LAST = replace(
    whole(),
    year=2022,
    carry_over=(CarryOver(Fund.GENERAL, 0, 5_000_000, "2080199", "就业服务专项"),),
    prior=None,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(book=accounts())
def test_sound_accounts_have_no_errors(book: Accounts) -> None:
    assert errors(validate(book)) == ()


def problems(book: Accounts) -> list[tuple[str, str, str]]:
    """What validation says of the book after a trip through the workbook, so that cells are known."""
    loaded = read_workbook_bytes(write_workbook(book), "x.xlsx")
    assert loaded.accounts is not None, loaded.problems
    return [(p.code, p.sheet, p.cell) for p in validate(loaded.accounts)]


def first(book: Accounts, name: str, **changes: object) -> Accounts:
    records = getattr(book, name)
    return replace(book, **{name: (replace(records[0], **changes), *records[1:])})


BOOK = whole()
USUAL = problems(BOOK)


@pytest.mark.parametrize(
    ("book", "found"),
    [
        (first(BOOK, "expenditure", outturn=-1), ("negative", "支出", "H4")),
        (first(BOOK, "expenditure", outturn=1), ("not-closed", "结转结余", "E4")),
        (first(BOOK, "expenditure", adjusted=1), ("over-budget", "支出", "H4")),
        (first(BOOK, "expenditure", economic=""), ("economic-missing", "支出", "D4")),
        (first(BOOK, "expenditure", reason=""), ("reason-missing", "支出", "I4")),
        (replace(BOOK, income=(*BOOK.income, BOOK.income[0])), ("duplicate", "收入", "A7")),
        (first(BOOK, "income", source=Source.OTHER), ("fund-source", "收入", "C4")),
        (first(BOOK, "projects", outturn=1), ("project-differs", "项目", "F4")),
        (replace(BOOK, procurement=Procurement(10, 0, 0, 5, 6)), ("micro-within-sme", "政府采购", "B8")),
        (replace(BOOK, prior=replace(LAST, carry_over=(CarryOver(Fund.GENERAL, 0, 1),))), ("opening-differs", "结转结余", "D4")),
        (replace(BOOK, three=replace(BOOK.three, vehicles=0)), ("count-missing", "三公经费", "B12")),
        (
            replace(BOOK, three=replace(BOOK.three, receptions=(Reception(800_000, 0, 0),))),
            ("count-missing", "公务接待", "A4"),
        ),
        (replace(BOOK, stated=(StatedTotal("income.current", 1),)), ("total-differs", "合计数", "D4")),
        (
            replace(BOOK, carry_over=(*BOOK.carry_over, CarryOver(Fund.FUND, 1, 1))),
            ("item-required", "结转结余", "B5"),
        ),
    ],
)  # fmt: skip
def test_each_problem_is_found_in_its_cell(book: Accounts, found: tuple[str, str, str]) -> None:
    new = [p for p in problems(book) if p not in USUAL]
    assert found in new


def test_a_reason_turns_a_changed_opening_into_an_adjustment() -> None:
    prior = replace(LAST, carry_over=(CarryOver(Fund.GENERAL, 0, 1),))
    book = replace(BOOK, prior=prior)
    assert [p.code for p in errors(validate(book))] == ["opening-differs"]
    assert errors(validate(replace(book, reasons={**book.reasons, "opening": "会计差错更正"}))) == ()


@pytest.mark.parametrize(
    ("closing", "opening", "level"),
    [
        (20_700_000, 20_702_740, "warning"),  # 207,000.00元 as a report prints it, 207,027.40元 in the books
        (20_702_740, 20_700_000, "warning"),
        (20_700_000, 20_705_001, "error"),  # would have been printed as 20.71 万元
        (20_700_010, 20_702_740, "error"),  # neither is rounded
        (None, 4_000, "warning"),  # 40元 is printed as 0.00 万元, which makes no row
    ],
)
def test_an_opening_may_differ_by_what_a_published_closing_was_rounded(
    closing: int | None, opening: int, level: str
) -> None:
    carried = () if closing is None else (CarryOver(Fund.GENERAL, 0, closing),)
    book = replace(
        BOOK,
        prior=replace(LAST, carry_over=carried),
        carry_over=(CarryOver(Fund.GENERAL, opening, opening),),
    )
    assert [p.level for p in validate(book) if p.code == "opening-differs"] == [level]


def test_a_code_that_the_year_does_not_know_is_wrong() -> None:
    book = replace(BOOK, income=(*BOOK.income, IncomeLine("2089898", Source.OTHER, Fund.OTHER, 0)))
    found = [p for p in validate(book) if p.code == "unknown-code"]
    assert [p.level for p in found] == ["error"]
    assert "款 20898 也查不到" in found[0].message
    assert "2089898 款的名称/项的名称" in found[0].expected


def test_the_example_of_a_new_subject_is_itself_accepted() -> None:
    book = replace(BOOK, income=(*BOOK.income, IncomeLine("2080197", Source.OTHER, Fund.OTHER, 0)))
    told = next(p for p in validate(book) if p.code == "unknown-code").expected
    example = told.rpartition("如“")[2].rstrip("”")
    line = replace(BOOK.income[0], item=example[:7], source=Source.OTHER, fund=Fund.OTHER, amount=0)
    named = replace(BOOK, income=(*BOOK.income, line), names={example[:7]: example[8:]})
    assert [p.level for p in validate(named) if p.code == "unknown-code"] == ["warning"]


@pytest.mark.parametrize(
    ("book", "place"),
    [
        (replace(BOOK, agency_operating=-1), ("单位信息", "B12")),
        (replace(BOOK, surplus_used=-1), ("单位信息", "B10")),
        (replace(BOOK, three=replace(BOOK.three, running=-1)), ("三公经费", "B10")),
        (replace(BOOK, procurement=replace(BOOK.procurement, goods=-1)), ("政府采购", "B4")),
    ],
)
def test_a_negative_amount_of_a_form_sheet_is_named(book: Accounts, place: tuple[str, str]) -> None:
    assert [(p.sheet, p.cell) for p in validate(book) if p.code == "negative"] == [place]


def test_every_carry_over_of_a_fund_is_named_when_they_do_not_fit() -> None:
    carried = (
        *BOOK.carry_over,
        replace(BOOK.carry_over[0], item="2080101", project="", opening=1, closing=0),
    )
    found = [p for p in problems(replace(BOOK, carry_over=carried)) if p[0] == "not-closed"]
    assert found == [("not-closed", "结转结余", "E4、E5")]


def test_two_rows_of_one_thing_are_told_in_the_words_of_the_workbook() -> None:
    book = replace(BOOK, expenditure=(*BOOK.expenditure, BOOK.expenditure[1]))
    told = next(p for p in validate(book) if p.code == "duplicate")
    assert told.value == "2080199 项目支出 一般公共预算财政拨款 30201 就业服务专项"


def test_a_prior_book_is_joined_and_must_be_of_the_year_before(tmp_path: Path) -> None:
    this, last = tmp_path / "this.xlsx", tmp_path / "last.xlsx"
    this.write_bytes(write_workbook(BOOK))
    last.write_bytes(write_workbook(LAST))
    loaded = load_accounts(this, last)
    assert loaded.accounts is not None
    assert loaded.accounts.prior is not None
    assert loaded.accounts.prior.year == 2022
    last.write_bytes(write_workbook(replace(LAST, year=2020)))
    with pytest.raises(Refusal, match="年度是 2020，应为 2022"):
        usable_accounts(this, last)


def test_a_prior_book_of_another_unit_is_refused(tmp_path: Path) -> None:
    this, last = tmp_path / "this.xlsx", tmp_path / "last.xlsx"
    this.write_bytes(write_workbook(BOOK))
    last.write_bytes(write_workbook(replace(LAST, entity=replace(LAST.entity, name="清河县水务局"))))
    with pytest.raises(
        Refusal, match="上年工作簿的单位是“清河县水务局”，与本年的“清河县人力资源和社会保障局”不同"
    ):
        usable_accounts(this, last)


@pytest.mark.parametrize(("unit", "words"), [("万元", "-27.184653万元"), ("元", "-271,846.53元")])
def test_amounts_are_told_as_their_cells_hold_them(tmp_path: Path, unit: str, words: str) -> None:
    this = tmp_path / "this.xlsx"
    this.write_bytes(write_workbook(first(BOOK, "expenditure", outturn=-27_184_653), unit))
    told = next(p for p in load_accounts(this).problems if p.code == "negative")
    assert told.value == words


def test_problems_of_records_without_cells_still_say_their_sheet() -> None:
    book = first(BOOK, "expenditure", outturn=-1, origin=Origin())
    problem = next(p for p in validate(book) if p.code == "negative")
    assert str(problem).startswith("“支出”：金额不能是负数")
