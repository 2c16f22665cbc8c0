"""Percentage points are the difference of two rates; their word says which is larger."""

import pytest
from helpers_text import states, verdicts


@pytest.mark.parametrize(
    "text",
    [
        "自来水普及率由上年的94.6%升至96.1%，上升{}个百分点。",
        "住院费用报销比例由70.2%提高到71.7%，提高{}个百分点。",
        "毛入园率从2021年的96.9%提高到2023年的98.4%，两年累计提高{}个百分点。",
        "就业率97.1%，高于2022届（95.6%）{}个百分点。",
        "群众满意度95.6%，比上年的94.1%提高{}个百分点。",
        "结案率93.5%，较全省平均92.0%高{}个百分点。",
        "不良率由3.6%降至2.1%，下降{}个百分点。",
        "药占比27.0%，比上年下降{}个百分点（上年28.5%）。",
        "初次就业率88.6%，就业5,302人，毕业5,984人，比上年87.1%提高{}个百分点。",
    ],
)
def test_points_are_the_difference_of_two_rates(text):
    assert states(text.format("1.5"), "change-amount") == ["held"]
    assert states(text.format("2.5"), "change-amount") == ["broken"]


@pytest.mark.parametrize(
    "text",
    [
        "自来水普及率由上年的94.6%升至96.1%，下降1.5个百分点。",
        "群众满意度92.1%，比上年的95.2%提高3.1个百分点。",
        "不良率2.1%，比上年的3.6%上升1.5个百分点。",
    ],
)
def test_a_word_that_points_the_other_way(text):
    assert states(text, "change-direction") == ["broken"]


@pytest.mark.parametrize(
    "text",
    [
        "合格率95.2%，覆盖率91.3%，比上年提高2.1个百分点。",  # of last year's rate, which is not told
        "同比增长8.5%，增速比上年提高1.2个百分点。",
        "合格率由92.0%提高到95.2%，覆盖率提高2.1个百分点。",
        "每低于目标值1个百分点扣0.5分。",
        "城镇化率58.6%，去年57.3%，均低于全省平均水平4.2个百分点。",
    ],
)
def test_rates_that_are_not_the_two_ends_of_the_difference(text):
    assert [v for v in verdicts(text) if "百分点" in v[2]] == []


@pytest.mark.parametrize(
    ("goal", "text", "expected"),
    [
        ("年度目标：毛入园率达到98%。", "毛入园率98.4%，高出目标0.4个百分点。", ["held"]),
        ("年度目标：毛入园率达到98%。", "毛入园率98.4%，高出目标0.7个百分点。", ["broken"]),
        ("计划本地就业率不低于70%，实际执行如下。\n\n全年本地就业率65.42%。", "本地就业率不高，比目标值低4.58个百分点。", ["held"]),
        ("计划本地就业率不低于70%，实际执行如下。\n\n全年本地就业率65.42%。", "本地就业率不高，比目标值低5.48个百分点。", ["broken"]),
        ("年度目标：办结率达到98%。", "二是办结率偏低，距目标差2.7个百分点，全年办结率95.3%。", ["held"]),
        ("年度目标：入学率达到99%。", "毛入园率98.4%，高出目标0.7个百分点。", []),  # another rate's target
    ],
)  # fmt: skip
def test_a_target_that_stands_elsewhere(goal, text, expected):
    assert states(f"{goal}\n\n{text}", "change-amount") == expected


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("产出指标权重30分，得28.31分，得分率{}%。", "94.37", "93.47"),
        ("履职效能分值合计31分，实际得分30.50分，得分率{}%。", "98.39", "95.36"),
        ("过程指标满分20分，实际得分17.14分，得分率为{}%。", "85.70", "87.50"),
        ("决策权重20分，扣1.50分，得18.50分，得分率{}%。", "92.50", "95.20"),
    ],
)
def test_points_got_over_full_marks(text, right, wrong):
    assert states(text.format(right), "score-rate") == ["held"]
    assert states(text.format(wrong), "score-rate") == ["broken"]


def test_marks_without_their_weight_make_no_rate():
    assert states("本项目得28.31分，得分率94.37%。", "score-rate") == []


def test_a_second_difference_is_of_a_rate_that_is_not_told():
    text = "2023年城镇化率58.6%，2022年57.3%，提高1.3个百分点，低于全省平均水平4.2个百分点。"
    assert states(text, "change-amount") == ["held"]
