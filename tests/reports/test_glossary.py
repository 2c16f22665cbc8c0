"""The glossary holds exactly the terms and items that the report used."""

from __future__ import annotations

from dataclasses import replace

from example_year import WAN, texts, year

from juesuan.accounts.model import Fund, IncomeLine, Source
from juesuan.reports.compose import compose
from juesuan.reports.glossary import meaning


def told(accounts_texts: list[str]) -> list[str]:
    start = next(i for i, t in enumerate(accounts_texts) if t.endswith("名词解释") and t.startswith("第"))
    return [t.partition(".")[2].partition("：")[0] for t in accounts_texts[start + 1 :] if "：指" in t]


def test_terms_follow_the_facts() -> None:
    terms = told(texts(compose(year())))
    assert {"财政拨款收入", "其他收入", "项目支出", "机关运行经费", "“三公”经费"} <= set(terms)
    assert "事业收入" not in terms
    assert "结余分配" not in terms
    earning = replace(
        year(), income=(*year().income, IncomeLine("2130399", Source.BUSINESS, Fund.OTHER, WAN))
    )
    assert "事业收入" in told(texts(compose(earning)))


def test_items_of_the_report_are_explained_once_in_code_order() -> None:
    terms = told(texts(compose(year())))
    items = [t for t in terms if t.endswith("（项）")]
    assert items == [
        "农林水支出（类）水利（款）行政运行（项）",
        "农林水支出（类）水利（款）水利行业业务管理（项）",
    ]
    assert len(set(terms)) == len(terms)


def test_an_item_is_explained_by_its_code_its_name_or_its_words() -> None:
    assert "住房公积金" in meaning("2210201", "住房公积金", "住房改革支出")
    assert (
        meaning("2130301", "行政运行", "水利") == "行政单位和参照公务员法管理的事业单位在水利方面的基本支出"
    )
    assert meaning("2130399", "其他水利支出", "水利") == "上述各项以外，用于水利方面的支出"
    assert meaning("2130314", "防汛", "水利") == "用于防汛方面的支出"
