"""Packs: every one of the product is sound, a broken one is told what is wrong, one of one's own starts from another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from example_year import texts, year

from juesuan.accounts.tables import derive_tables
from juesuan.documents.refusal import Refusal
from juesuan.reports.charts import FIGURES
from juesuan.reports.compose import compose
from juesuan.reports.packs import Section, choose, find, load, names, read
from juesuan.reports.packs_check import DIRECTIVES, check
from juesuan.reports.packs_new import files


@pytest.mark.parametrize("name", names())
def test_every_pack_refers_only_to_what_exists(name: str) -> None:
    assert check(load(name)) == []


@pytest.mark.parametrize("name", names())
def test_every_pack_composes_a_report_that_tells_the_totals(name: str) -> None:
    told = "".join(texts(compose(year(), load(name))))
    for words in ("300.00万元", "决算情况说明", "名词解释", "机关运行经费", "政府采购", "绩效"):
        assert words in told


@pytest.mark.parametrize(
    ("area", "of", "name"),
    [
        ("四川省清河县", 2019, "sichuan-2019"),
        ("四川", 2020, "sichuan-2020"),
        ("四川", 2023, "sichuan-2023"),
        ("湖南省", 2020, "hunan-2020"),
        ("上海市", 2024, "shanghai-2024"),
        ("贵州", 2024, "national"),
        ("", 2024, "national"),
    ],
)
def test_area_and_year_choose_the_pack(area: str, of: int, name: str) -> None:
    assert choose(area, of).name == name


def test_the_order_of_chapters_is_the_areas_own() -> None:
    made = compose(year(), load("sichuan-2023"), tables=derive_tables(year()).tables)
    told = [t for t in texts(made) if t.startswith("第") and "部分" in t]
    assert [t.split(" ")[1] for t in told] == ["部门概况", "2024年度部门决算情况说明", "名词解释", "附表"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{{ money("grand-totl") }}', "是否应为“grand-total”"),
        ('{{ share("three.car", "three.totl") }}', "three.total"),
        ('{{ mony("opening") }}', "是否应为“money”"),
        ('{{ structure("opening") }}', "没有规定的组成部分"),
        ('{{ structure("income.current", ["income.othr"]) }}', "income.other"),
        ('{{ completion("general.expenditure", "final") }}', "initial"),
        ("@figur totals", "是否应为“@figure”|是否应为“figure”"),
        ("@figure nothing", "没有名为“nothing”的图"),
        ("{% if %}", "写法有误"),
        ("{{ yeer }}", "是否应为“year”"),
    ],
)
def test_check_names_what_does_not_exist(text: str, words: str) -> None:
    pack = load("national")
    wrong = check(replace(pack, sections={**pack.sections, "mine": Section("mine", "", text)}))
    assert [w.section for w in wrong] == ["mine"]
    assert any(part in wrong[0].words for part in words.split("|"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% if a %}x", "“if”没有结束，请在后面补上 endif 标签"),
        ("{% for x in y %}{% endif %}", "这里的“endif”与前面的“for”不配对"),
        ("{% endif %}", "“endif”前面没有与它配对的标签"),
        ("{% foo %}", "没有“foo”这种标签"),
        ("{{ money(“a”) }}", "有不能用的字符““”，标签里的标点请用半角（英文），引号要成对"),
        ('{{ "abc }}', "引号要成对"),
        ('{{ money("a" }}', "这里是“}”，应为“)”"),
        ("{{ }}", "标签里缺少名称"),
        ("{{ year", "标签没有写完"),
        ("{{ year kind }}", "“kind”前面缺少逗号或运算符号"),
        ("{% for x of y %}{% endfor %}", "这里是“of”，应为“in”"),
        ("{% set 1=2 %}", "等号左边只能写一个名称"),
        ("{{ 1 +* 2 }}", "写法有误，请检查括号"),
        ("{# abc", "注释没有写完"),
        ("{{ year|rounded }}", "没有“rounded”这种写法，是否应为“round”"),
        ("{{ 1 if year is ever }}", "没有“ever”这种写法，是否应为“even”"),
    ],
)
def test_slips_of_writing_are_told_in_chinese(text: str, words: str) -> None:
    pack = load("national")
    (wrong,) = check(replace(pack, sections={**pack.sections, "mine": Section("mine", "", f"甲\n{text}")}))
    assert words in wrong.words
    assert "第2行" in wrong.words


def test_check_names_missing_sections_and_places() -> None:
    wrong = check(replace(load("national"), sections={}, required=("grand-totals",), base="last"))
    told = "".join(w.words for w in wrong)
    assert "但没有写这一节" in told
    assert "是否应为“grand-total”" in told
    assert "base 只能是" in told


def test_check_names_performance_documents_and_layouts_that_do_not_exist() -> None:
    wrong = check(replace(load("national"), annexed=("自评表", "自评报表"), layout="四川"))
    assert [w.words.split("，")[0] for w in wrong] == [
        "annexed 中的“自评报表”不是绩效报告的部分",
        "layout 只能是 部颁、四川2019、四川2020",
    ]


def test_what_check_knows_is_what_composing_knows() -> None:
    assert set(DIRECTIVES) == {"figure", "tables", "glossary", "annexes", "performance"}
    assert "totals" in FIGURES


def test_a_pack_of_ones_own_starts_as_the_one_below(tmp_path: Path) -> None:
    for name, text in files("我县", load("sichuan-2023")).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    mine = find(str(tmp_path))
    assert mine.name == "我县"
    assert check(mine) == []
    assert texts(compose(year(), mine)) == texts(compose(year(), load("sichuan-2023")))
    (tmp_path / "sentences.toml").write_text(
        '[fund]\nheading = "基金"\ntext = "本年{{ money(\'fund.income\') }}。"\n', encoding="utf-8"
    )
    told = texts(compose(year(), read(tmp_path)))
    assert "八、基金" in told
    assert "本年0.00万元。" in told


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ('extends = "nowhere"', "“nowhere”不存在"),
        ("name = ", "TOML 写法有误"),
        ('colour = "red"', "不认识的项目：colour"),
        ("[style]\nfont = 1", "不认识的项目：font"),
    ],
)
def test_a_broken_pack_is_refused_with_its_file(tmp_path: Path, head: str, words: str) -> None:
    (tmp_path / "pack.toml").write_text(head, encoding="utf-8")
    with pytest.raises(Refusal, match=words) as told:
        find(str(tmp_path))
    assert "pack.toml" in str(told.value)


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match="national"):
        find("nowhere")
