"""Another place where a report describes its own, another body where it tells what its accounts take in."""

from __future__ import annotations

import pytest
from written import found

from juesuan.rules.model import NotApplicable

TITLE = "松原岭市2023年老旧小区改造项目支出绩效评价报告\n\n松原岭市财政局委托评价。\n\n松原岭市住房和城乡建设局实施。\n\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("鹤泡山市主城区2000年底以前建成的住宅小区存量较大。", ["鹤泡山市"]),
        ("项目实施后，鹤泡山市城乡居民出行更方便。", ["鹤泡山市"]),
        ("在鹤泡山市委、市政府的领导下，各项任务完成。", ["鹤泡山市"]),
        ("松原岭市主城区2000年底以前建成的住宅小区存量较大。", []),
        # a part of its own, a neighbour, another level, and words that are no names
        ("鹤泡山市主城区有经验可学，鹤泡山市住建局来访。", []),
        ("与鹤泡山市主城区相比仍有差距。", []),
        ("三道河县城区的管网已经接入。", []),
        ("全市城区完成改造，中心城市主城区管网更新，各县市境内道路畅通。", []),
        ("试点县市境内的工程完工。", []),
    ],
)
def test_another_place_as_ones_own(text: str, wrong: list[str]) -> None:
    assert [b.stated for b in found("other-unit-as-own", TITLE + text, entity="")] == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("主要职责：承办县委、县政府交办的其他工作。", []),
        ("完成县委、县政府交办的其他任务，落实县境内河长制。", []),
        ("在桃溪县委、县政府领导下开展工作。", ["桃溪县"]),
        ("桃溪县境内河流12条，已全部设立河长。", ["桃溪县"]),
    ],
)
def test_duties_name_no_place(text: str, wrong: list[str]) -> None:
    home = "伊岭县水利局2023年度部门决算\n\n伊岭县水利局开展工作。\n\n伊岭县河湖管护。\n\n"
    assert [b.stated for b in found("other-unit-as-own", home + text, entity="伊岭县水利局")] == wrong


def test_a_place_named_too_seldom_is_not_known_to_be_ones_own() -> None:
    with pytest.raises(NotApplicable):
        found("other-unit-as-own", "松原岭市2023年工作报告\n\n鹤泡山市主城区改造。", entity="")


LIBRARY = "沅潭市图书馆2023年度单位决算\n\n沅潭市图书馆开展阅读推广。\n\n沅潭市图书馆新增藏书。\n\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("（二）决算单位构成。沅潭市博物馆2023年决算汇总公开单位构成包括：本级。", ["沅潭市博物馆"]),
        ("纳入沅潭市博物馆2023年部门决算编制范围的单位共1个。", ["沅潭市博物馆"]),
        ("沅潭市图书馆2023年决算汇总公开单位构成包括：本级。", []),
        ("纳入沅潭市图书馆2023年部门决算编制范围的单位共1个。", []),
        ("与沅潭市博物馆联合办展3场。", []),
        ("按照市财政局部门决算编报范围的要求，汇总单位1个。", []),
    ],
)
def test_another_body_where_the_accounts_say_what_they_take_in(text: str, wrong: list[str]) -> None:
    assert [b.stated for b in found("other-unit-as-own", LIBRARY + text, entity="沅潭市图书馆")] == wrong
