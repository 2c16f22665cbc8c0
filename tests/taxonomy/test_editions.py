"""Classification editions: years, names, chains, and what may prove a report wrong."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from juesuan.taxonomy import department, functional, government


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("210", 2018, "医疗卫生与计划生育支出"),
        ("210", 2019, "卫生健康支出"),
        ("207", 2018, "文化体育与传媒支出"),
        ("207", 2024, "文化旅游体育与传媒支出"),
        ("20805", 2019, "行政事业单位离退休"),
        ("20805", 2020, "行政事业单位养老支出"),
        ("2080501", 2019, "归口管理的行政单位离退休"),
        ("2080501", 2024, "行政单位离退休"),
    ],
)
def test_a_code_has_the_name_of_its_year(code: str, year: int, name: str) -> None:
    subject = functional(year).code(code)
    assert subject is not None
    assert subject.name == name


def test_old_names_are_known_as_old_only_after_the_renaming() -> None:
    assert functional(2018).outdated("医疗卫生与计划生育支出") == ()
    [old] = functional(2022).outdated("医疗卫生与计划生育支出")
    assert (old.code, old.until) == ("210", 2018)


def test_names_are_found_whatever_their_brackets_and_spaces() -> None:
    [subject] = department(2024).named("因公出国( 境) 费用")
    assert subject.code == "30212"
    assert government(2024).code("50101") is not None


def test_a_chain_of_names_leads_to_one_line() -> None:
    edition = functional(2024)
    found = edition.resolve(["社会保障和就业", "人力资源和社会保障管理事务", "行政运行"])
    assert found is not None
    assert found.code == "2080101"
    assert edition.resolve(["社会保障和就业支出", "财政事务"]) is None
    assert edition.resolve(["行政运行"]) is None  # many items have this name
    assert edition.resolve([]) is None


def test_only_confirmed_lines_near_their_years_are_firm() -> None:
    edition = functional(2024)
    confirmed, compiled = edition.code("2080505"), edition.code("2080105")
    assert confirmed is not None
    assert compiled is not None
    assert confirmed.firm(2024)
    assert not confirmed.firm(2015)
    assert not confirmed.firm(None)
    assert not compiled.firm(2024)


def test_item_names_tell_their_usual_last_digits() -> None:
    assert functional(2024).suffixes("事业运行")[0] == "50"
    assert functional(2024).suffixes("行政运行")[0] == "01"


@pytest.mark.parametrize("kind", ["functional", "economic_department", "economic_government"])
def test_every_line_is_well_formed_and_every_code_has_one_name_a_year(kind: str) -> None:
    text = files("juesuan.taxonomy").joinpath("data", f"{kind}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert all(row["code"].isdigit() and len(row["code"]) in (3, 5, 7) and row["name"] for row in rows)
    assert all(row["verified"] in ("yes", "no") and "http" not in row["note"] for row in rows)
    for year in (2018, 2019, 2020, 2021, 2022, 2024, 2026):
        valid = [
            row["code"]
            for row in rows
            if (not row["since"] or int(row["since"]) <= year)
            and (not row["until"] or year <= int(row["until"]))
        ]
        assert len(valid) == len(set(valid))
