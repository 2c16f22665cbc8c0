"""One fact, many prints: copies, facts of the form, rolled-back years, parts and wholes."""

import pytest
from helpers_text import read, states, verdicts

from juesuan.claims.evaluate import evaluate

COPY = (
    "做实做细公告发布、资格审核、笔试面试等各个环节，圆满完成招聘104名工作人员和18名三支一扶人员，"
    "从县外调入事业单位人员{}人，其中专业技术人才{}人、管理人才{}人。"
)


def test_a_pasted_paragraph_with_another_figure():
    same = COPY.format(32, 27, 5)
    assert set(states(f"{same}\n\n另一章。{same}", "copied-sentence")) == {"held"}
    other = COPY.format(23, 19, 4)
    assert states(f"{same}\n\n另一章。{other}", "copied-sentence").count("broken") >= 1


def test_template_sentences_are_not_copies():
    text = "甲项目全年预算数50万元，执行数为40万元，完成预算的80%。\n\n乙项目全年预算数30万元，执行数为30万元，完成预算的100%。"
    assert "broken" not in states(text, "copied-sentence")


@pytest.mark.parametrize(("bought", "expected"), [("5", []), ("8", ["broken"])])
def test_lists_of_one_form_with_wholes_of_their_own_are_no_copies(bought, expected):
    kinds = "主要领导干部用车0辆、机要通信用车0辆、应急保障用车0辆、执法执勤用车{}辆、其他用车0辆。"
    text = (
        "共有车辆63辆，其中：" + kinds.format(63) + "\n\n预算安排购置车辆5辆，其中：" + kinds.format(bought)
    )
    assert [s for s in states(text, "copied-sentence") if s == "broken"] == expected


def test_the_same_phrase_one_digit_apart():
    text = "全年开展职业技能培训{}人次。\n\n通过努力，全年开展职业技能培训{}人次，成效明显。"
    assert states(text.format(3623, 3623), "same-phrase") == ["held"]
    assert states(text.format(3623, 3523), "same-phrase") == ["broken"]
    assert states(text.format(3623, 812), "same-phrase") == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("100.05", "100.05", [("same-fact", "held")]),
        ("100.05", "100.06", [("same-fact-tail", "broken")]),
        ("100.05", "105.05", [("same-fact", "broken")]),
        ("100.05", "100.1", [("same-fact", "held")]),
    ],
)
def test_one_fact_in_two_places(first, second, expected):
    text = f"2024年本年收入合计{first}万元。\n\n从部门看，2024年本年收入合计{second}万元。"
    assert [(c, s) for c, s, _ in verdicts(text) if c.startswith("same-fact")] == expected


def test_yuan_where_ten_thousand_yuan_is_meant():
    text = "一般公共预算财政拨款收入2819.38万元。\n\n其中一般公共预算财政拨款收入2819.38元。"
    assert states(text, "unit-slip") == ["broken"]


def test_words_that_stand_before_every_number_name_none():
    text = "甲项目全年预算为7.04元，支出决算为7.04元。\n\n乙项目全年预算为7.04万元，支出决算为7.04万元。"
    assert states(text, "unit-slip") == []


def test_years_are_kept_apart():
    text = "2024年本年收入合计100.00万元。2023年本年收入合计90.00万元。"
    assert states(text, "same-fact") == []


def test_last_year_rolled_back_from_two_places():
    text = (
        "2024年一般公共预算财政拨款支出120.00万元，比2023年增加{}万元，增长{}%。\n\n"
        "从总体看，2024年一般公共预算财政拨款支出120.00万元，比2023年增加20.00万元，增长20.00%。"
    )
    assert set(states(text.format("20.00", "20.00"), "same-fact")) == {"held"}
    assert "broken" in states(text.format("30.00", "33.33"), "same-fact")


def test_a_part_larger_than_its_whole():
    text = "2024年本年支出合计{}万元。\n\n2024年一般公共预算财政拨款支出120.00万元。"
    assert "broken" in states(text.format("110.00"), "part-within-whole")
    assert "broken" not in states(text.format("130.00"), "part-within-whole")


def test_identities_among_facts_of_the_text():
    text = "一般公共预算财政拨款基本支出{}万元。\n\n人员经费80.00万元。\n\n公用经费20.00万元。"
    head = "六、一般公共预算财政拨款基本支出决算情况说明\n\n"
    assert states(head + text.format("100.00"), "text-balance") == ["held"]
    assert states(head + text.format("110.00"), "text-balance") == ["broken"]


def test_claim_keys_do_not_depend_on_values():
    def keys(value):
        report = read(
            f"2024年本年收入合计{value}万元，其中：事业收入60.00万元，占60.00%；其他收入40.00万元，占40.00%。"
        )
        return [c.key for c in report.claims]

    assert keys("100.00") == keys("150.00")


def test_every_claim_can_be_judged():
    report = read(
        "2024年本年收入合计100.00万元，其中：事业收入60.00万元，占60.00%；其他收入40.00万元，占40.00%。"
    )
    assert {evaluate(c).state for c in report.claims} == {"held"}
