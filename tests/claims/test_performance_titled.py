"""Scores told of a sheet that only its title names."""

import pytest
from helpers_text import states

FORM = (
    "{title}\n\n| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |\n"
    "| 产出指标 | 数量指标 | 救助人次 | ≥6500人次 | 6278人次 | 50 | 48.30 |\n"
    "| 效益指标 | 社会效益 | 覆盖率 | ≥99% | 99.9% | 30 | 30.00 |\n"
    "| 满意度指标 | 服务对象满意度 | 救助对象满意度 | ≥90% | 92% | 20 | 19.14 |\n"
    "| 总分 |  |  |  |  | 100 | {score} |\n\n"
)
TWO = FORM.format(
    title="附件1 2024年度项目支出绩效自评表（城乡医疗救助补助资金）", score="97.44"
) + FORM.format(title="附件2 村级水厂改造项目支出绩效自评表", score="97.44")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("其中城乡医疗救助项目自评得分97.44分，等级为优。", ["held"]),
        ("其中城乡医疗救助项目自评得分94.77分，等级为优。", ["broken"]),
        ("村级水厂改造项目单独开展自评，资金执行率83.62%；项目得分79.44分。", ["broken"]),
        ("经自评，村级水厂改造项目综合得分为97.44分。", ["held"]),
        # other scores, other judges, other things
        ("城乡医疗救助项目产出指标得分48.30分。", []),
        ("城乡医疗救助项目上年自评得分94.77分。", []),
        ("城乡医疗救助项目财政评价得分91.20分。", []),
        ("城乡医疗救助项目满分100分。", []),
        ("农村公路养护项目自评得分94.77分。", []),
        ("6个项目平均得分87.9分，其中有城乡医疗救助。", []),
    ],
)
def test_the_score_of_a_sheet_named_by_its_title(told, expected):
    assert states(TWO + told, "project-score-repeats") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("城乡医疗救助项目全年执行顺利，救助人次6278人次。", ["held"]),
        ("城乡医疗救助项目全年执行顺利，救助人次6728人次。", ["broken"]),
        ("城乡医疗救助项目上半年救助人次3150人次。", []),  # another count
        ("农村公路养护项目救助人次6728人次。", []),  # another project
        ("城乡医疗救助项目全年救助人次为9999人次。", []),  # no slip
    ],
)
def test_an_indicator_told_of_a_sheet_named_by_its_title(told, expected):
    assert states(TWO.split("附件2")[0] + told, "indicator-repeats") == expected
