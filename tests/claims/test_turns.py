"""Where a list, a fund or a project ends and the sentence goes on with something else."""

from __future__ import annotations

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Certainty

STAFF = "年末在岗职工{0}人，其中{1}；中级职称64人、高级职称22人，占在岗职工的{2}%。"


def verdicts_of(text: str, check: str) -> list[str]:
    return [
        evaluate(c).state
        for c in read(text).claims
        if c.check == check and c.certainty is not Certainty.GUESS
    ]


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ("技术人员118人、管理人员31人、后勤人员27人", "held"),
        ("技术人员181人、管理人员31人、后勤人员27人", "broken"),
        ("技术人员118人、管理人员36人、后勤人员27人", "broken"),
    ],
)
def test_a_list_of_kinds_ends_where_qualities_are_counted(kinds: str, state: str) -> None:
    assert verdicts_of(STAFF.format(176, kinds, "12.50"), "parts-sum")[:1] == [state]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("局机关设5个股室，分别为：办公室、人事股、财务股、执法股、信访股，均为正股级。", ["held"]),
        ("局机关设6个股室，分别为：办公室、人事股、财务股、执法股、信访股，均为正股级。", ["broken"]),
        ("全院设4个部门，包括：内科部、外科部、护理部、医技部，其中纳入预算管理的见下表：", ["held"]),
        ("全院设5个部门，包括：内科部、外科部、护理部、医技部，其中纳入预算管理的见下表：", ["broken"]),
        ("全校有3个校区，分别是：东校区、南校区、北校区，另租用1处场地。", ["held"]),
        ("下属4个站，包括：河口站、石塘站、柳湾站等，均为公益一类。", []),
        ("下属9个站，包括：河口站、石塘站、柳湾站，柳湾站、石塘站为新设。", []),
    ],
)
def test_a_clause_behind_a_list_is_no_member(text: str, state: list[str]) -> None:
    assert verdicts_of(text, "count-of-list") == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("全年占用床日数41,610日，开放床日数54,750日，床位使用率76.00%。", "held"),
        ("全年占用床日数41,610日，开放床日数54,750日，床位使用率67.00%。", "broken"),
        ("实际占用总床日30295日，实际开放总床日36500日，病床使用率83%。", "held"),
    ],
)
def test_days_that_are_no_date(text: str, state: str) -> None:
    assert states(text, "named-rate") == [state]


def test_dates_are_no_days() -> None:
    figures = read("自2024年3月15日起30日内办结，20241231日报送，90日后归档，全年开放312日。").figures
    assert not [f for f in figures if f.printed.unit.base == "日"]


FUND = (
    "2024年度财政拨款收、支总计{0}万元，{1}增加85.00万元，增长9.29%；年初财政拨款结转60.00万元，"
    "当年财政拨款收入940.00万元，当年财政拨款支出950.00万元，年末财政拨款结转{2}万元。"
)


@pytest.mark.parametrize("base", ["比2023年决算数", "与2023年度相比", "较上年", "比上年决算数"])
def test_what_is_compared_is_no_inflow(base: str) -> None:
    assert "broken" not in states(FUND.format("1000.00", base, "50.00"), "sentence-balance")
    assert "broken" in states(FUND.format("1000.00", base, "55.00"), "sentence-balance")


PROJECT = "二、支出决算情况说明\n\n本年支出合计900.00万元，其中：基本支出600.00万元，项目支出300.00万元。\n\n附件\n\n{}"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (
            "渡口改造项目自评得分96.5分。改造渡口3处；项目支出120.00万元，其中县级资金20.00万元、市级资金100.00万元。",
            False,
        ),
        ("项目受益群众1.2万人；项目自评得分94分。项目支出80.00万元，其中中央资金80.00万元。", False),
        ("全年实施3个项目，3个项目自评得分均在90分以上，项目支出310.00万元。", True),
    ],
)
def test_what_one_project_spent_is_not_all_projects(text: str, same: bool) -> None:
    found = states(PROJECT.format(text), "same-fact")
    assert ("broken" in found) is same


@pytest.mark.parametrize(
    ("compared", "last", "broken"), [("2024", "920.00", 0), ("2023", "920.00", 0), ("2023", "930.00", 1)]
)
def test_a_misprinted_year_of_comparison_rolls_nothing_back(compared: str, last: str, broken: int) -> None:
    text = (
        "一、收入支出决算总体情况说明\n\n2024年度收、支总计均为1000.00万元。"
        f"与{compared}年度相比，收、支总计各增加80.00万元，增长8.70%。\n\n2023年度收、支总计均为{last}万元。"
    )
    assert states(text, "same-fact").count("broken") == broken


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("86名护林员中，专职21人、兼职47人、临时18人。", ["held"]),
        ("86名护林员中，专职21人、兼职74人、临时18人；平均年龄47岁。", ["broken"]),
        ("现有医务人员112名，医师38人、护士59人、技师15人。", ["held"]),
        ("32名干部中，男性20人、党员27人。", []),
    ],
)
def test_people_are_counted_in_several_measure_words(text: str, state: list[str]) -> None:
    assert verdicts_of(text, "parts-sum") == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("培训经费48.60万元，主要用于师资和场地。按参训1620人计算，人均培训经费300元。", ["held"]),
        ("培训经费48.60万元，主要用于师资和场地。按参训1620人计算，人均培训经费30元。", ["broken"]),
        ("公用经费120.00万元，占基本支出的9.10%。在校学生800人，生均公用经费15000元。", ["broken"]),
        ("公用经费120.00万元，占基本支出的9.10%。在校学生800人，按标准生均公用经费650元。", []),
        ("公用经费120.00万元，会议费2.00万元。在校学生800人，生均公用经费650元。", []),
        ("公用经费120.00万元。每生补助650元，在校学生800人，生均公用经费650元。", []),
    ],
)
def test_a_mean_under_the_name_of_its_sum(text: str, state: list[str]) -> None:
    assert verdicts_of(text, "per-head") == state
