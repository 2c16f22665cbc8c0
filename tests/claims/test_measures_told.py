"""What a figure measures where its own words do not say it: members of budgets, chapters on one fund, whole lists."""

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate

OUTTURN = "\n\n2023年度基本支出533.12万元，项目支出402.77万元。"


def _broken(text: str) -> list[str]:
    return [c.check for c in read(text, 2023).claims if evaluate(c).state == "broken"]


def _measures(text: str) -> list[tuple[str, str]]:
    return [(f.concept, f.measure) for f in read(text, 2023).facts]


@pytest.mark.parametrize(
    "lead",
    [
        "2023年年初批复部门预算820.50万元，其中基本支出510.30万元、项目支出310.20万元。",
        "年初预算总额820.50万元，包括基本支出510.30万元和项目支出310.20万元。",
        "年初县财政批复我局部门预算820.50万元。其中：基本支出510.30万元，占62.19%；项目支出310.20万元，占37.81%。",
        "调整后预算数为820.50万元，按支出性质划分，基本支出510.30万元、项目支出310.20万元。",
        "财政年初预算安排基本支出510.30万元、项目支出310.20万元。",
        "年初预算820.50万元，基本支出510.30万元、项目支出310.20万元。",
        "县财政核定我局2023年度预算指标820.50万元，分为：基本支出510.30万元，项目支出310.20万元。",
        "年中追加预算820.50万元，其中基本支出510.30万元、项目支出310.20万元。",
        "年末结转820.50万元，其中：基本支出510.30万元、项目支出310.20万元。",
        "2022年度支出820.50万元，其中：基本支出510.30万元，项目支出310.20万元。",
    ],
)
def test_members_are_of_the_measure_that_leads_them(lead):
    assert "same-fact" not in _broken(lead + OUTTURN)
    assert ("expenditure.basic", "outturn") in _measures(lead + OUTTURN)


@pytest.mark.parametrize(
    "lead",
    [
        "本年支出合计935.89万元，其中基本支出510.30万元、项目支出425.59万元。",
        "年初预算820.50万元，支出决算935.89万元，其中：基本支出510.30万元，项目支出425.59万元。",
        "2023年度支出935.89万元，比年初预算820.50万元增加115.39万元，其中：基本支出510.30万元，项目支出425.59万元。",
        "年初预算820.50万元，本年支出935.89万元，完成年初预算的114.06%，其中：基本支出510.30万元，项目支出425.59万元。",
    ],
)
def test_members_of_the_outturn_still_must_agree(lead):
    assert "same-fact" in _broken(lead + OUTTURN)


def test_a_part_of_one_funds_expenditure_is_not_the_years():
    text = (
        "一般公共预算财政拨款支出835.89万元，其中：基本支出533.12万元，项目支出302.77万元。\n\n"
        "2023年度本年支出合计935.89万元，其中：基本支出533.12万元，项目支出402.77万元。"
    )
    assert _broken(text) == []


CHAPTER = "（一）总体情况。2023年度本年收入合计900.00万元，本年支出合计840.33万元。\n\n{}"


@pytest.mark.parametrize(
    "chapter",
    [
        "（四）一般公共预算财政拨款支出决算情况。2023年度支出585.33万元，增长9.53%。",
        "（五）财政拨款收入支出决算总体情况。2023年度收入824.36万元，2023年度支出704.33万元。",
        "（六）政府性基金预算财政拨款支出决算情况：2023年度支出125.00万元。",
        "（七）国有资本经营预算财政拨款支出决算情况。本年支出12.00万元。",
        "（四）财政拨款收支情况。\n\n1.政府性基金预算财政拨款本年收入130.00万元；本年支出125.00万元。",
    ],
)
def test_the_bare_name_in_a_chapter_on_one_fund(chapter):
    assert _broken(CHAPTER.format(chapter)) == []


def test_the_bare_name_in_a_chapter_on_all_funds_must_agree():
    other = CHAPTER.format("（三）支出决算情况。2023年度支出804.33万元。")
    assert "same-fact" in _broken(other)


def test_a_figure_printed_for_all_funds_elsewhere_is_that_one():
    # the heading only suggests which fund is meant
    text = CHAPTER.format("（四）一般公共预算财政拨款支出决算情况。本年支出合计840.33万元。")
    concepts = {f.concept for f in read(text, 2023).facts}
    assert "general.expenditure" not in concepts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出908.88万元，按功能分类，甲支出42.36万元、乙支出759.82万元、丙支出106.70万元；年初预算860.00万元，完成年初预算的{}%。", "105.68"),
        ("项目支出402.77万元，用于河道治理210.40万元、水库除险92.37万元、农村饮水100.00万元，全年预算450.00万元，执行率{}%。", "89.50"),
    ],
)  # fmt: skip
def test_what_was_completed_is_the_whole_of_the_list_before_it(text, expected):
    assert states(text.format(expected), "completion-rate", 2023) == ["held"]
    assert states(text.format("98.75"), "completion-rate", 2023) == ["broken"]


PLAN = "2023年部门预算安排情况：年初预算820.50万元，其中基本支出510.30万元、项目支出310.20万元。\n\n"
BARE = "单位运转正常，基本支出{}万元，项目支出402.77万元。"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        # the amount that the report prints as the budget of the same name: the bare name means the budget
        ("510.30", []),
        ("533.12", []),
        ("523.12", ["likely"]),
    ],
)
def test_a_bare_name_is_only_guessed_to_be_the_outturn(amount, expected):
    told = "\n\n三、支出决算情况\n\n2023年度本年支出合计935.89万元，其中：基本支出533.12万元，项目支出402.77万元。\n\n533.12"
    report = read(PLAN + BARE.format(amount) + told, 2023)
    found = [c for c in report.claims if c.check.startswith("same-fact") and evaluate(c).state == "broken"]
    assert [c.certainty.value for c in found] == expected


def test_a_name_told_by_its_list_or_heading_must_agree_whatever_else_is_equal():
    text = "三、支出决算情况\n\n2023年度本年支出合计935.89万元，其中：基本支出510.30万元，项目支出425.59万元。\n\n"
    assert "same-fact" in _broken(PLAN + text + "四、其他\n\n全年基本支出533.12万元，决算数533.12万元。")


@pytest.mark.parametrize(
    "text",
    [
        "年初预算数：基本支出510.30万元，项目支出310.20万元；决算数：基本支出533.12万元，项目支出402.77万元。",
        "绩效目标：2023年计划支出基本支出520.00万元、项目支出415.00万元。",
        "年度资金总额900.00万元，其中基本支出500.00万元、项目支出400.00万元。",
        "局机关全年支出435.89万元，其中：基本支出233.12万元，项目支出202.77万元。",
        "结余资金33.00万元，主要是基本支出13.00万元、项目支出20.00万元未支付。",
        "截至2023年6月底，累计支出430.00万元，其中基本支出230.00万元、项目支出200.00万元。",
        "2023年1—9月，基本支出330.00万元，项目支出240.00万元。",
        "前三季度基本支出330.00万元，项目支出240.00万元。",
    ],
)
def test_parts_of_the_year_the_unit_and_the_money_are_not_the_whole(text):
    assert _broken(text + OUTTURN) == []


@pytest.mark.parametrize(
    "text",
    [
        "决算数：基本支出523.12万元，项目支出402.77万元。",
        "全年实际支出925.89万元，其中：基本支出523.12万元，项目支出402.77万元。",
        "截至2023年12月31日，基本支出523.12万元，项目支出402.77万元。",
    ],
)
def test_all_of_the_years_spending_must_agree(text):
    assert "same-fact" in _broken(text + OUTTURN)


def test_a_bracket_behind_last_years_amount_is_last_years():
    text = "支出935.89万元，比上年的880.10万元（其中基本支出501.10万元、项目支出379.00万元）增加55.79万元。"
    assert _broken(text + OUTTURN) == []


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费支出预算为62.50万元，其中：购置费18.00万元、维护费42.00万元、接待费2.50万元；支出决算为59.82万元。",
        "收入总计、支出总计955.89万元，年初结转和结余20.00万元，年末结转和结余22.00万元，本年支出合计933.89万元。",
    ],
)
def test_what_stands_before_an_outturn_need_not_be_its_parts(text):
    assert _broken(text) == []
