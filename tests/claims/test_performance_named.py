"""Tables named by the heading they stand under, and what prose says of one project of the list."""

from __future__ import annotations

import pytest
from performance_samples import broken, changed, document, held, table

from juesuan.claims.performance.reading import performance_of
from juesuan.documents import Block

LIST = [
    ["序号", "项目名称", "全年预算数", "全年执行数", "执行率", "自评得分", "等级"],
    ["1", "河堤灯光维护", "40.00", "36.00", "90.00%", "95", "优"],
    ["2", "校园饮水改造", "20.00", "20.00", "100.00%", "98", "优"],
    ["合计", "<", "60.00", "56.00", "93.33%", "", ""],
]


def funds(budget: str, executed: str, rate: str, score: str) -> list[list[str]]:
    return [
        ["项目资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", budget, budget, executed, "10", rate, score],
    ]


def indicators(score: str, whole: str) -> list[list[str]]:
    return [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "完成处数", "≥10处", "12处", "50", "50"],
        ["效益指标", "社会效益指标", "投诉下降", "下降", "下降", "30", score],
        ["满意度指标", "服务对象满意度", "群众满意度", "≥90%", "92%", "10", "10"],
        ["总分（含预算执行率10分）", "<", "<", "<", "<", "100", whole],
    ]


def blocks(
    listed: list[list[str]] = LIST, first: str = "95", problem: str = "90.00"
) -> tuple[Block | str, ...]:
    return (
        "一、自评结果",
        table(listed),
        "二、各项目情况",
        "（一）河堤灯光维护",
        "资金情况",
        table(funds("40.00", "36.00", "90.00%", "9")),
        "绩效指标完成情况",
        table(indicators("26", first)),
        "（二）校园饮水改造",
        "资金情况",
        table(funds("20.00", "20.00", "100.00%", "10")),
        "绩效指标完成情况",
        table(indicators("28", "98")),
        f"存在问题：招标较晚，执行率仅为{problem}%（河堤灯光维护项目）；部分指标偏低。",
    )


def test_funds_and_indicators_of_one_heading_are_one_project() -> None:
    sheets = performance_of(document(*blocks())).sheets
    assert [s.project for s in sheets] == ["河堤灯光维护", "校园饮水改造"]
    assert all(s.funds and len(s.leaves) == 3 and s.total is not None for s in sheets)
    assert broken(*blocks()) == []
    assert {"project-score-repeats", "project-rate-repeats", "total-score-is-sum"} <= set(held(*blocks()))


def test_a_slip_in_list_sheet_or_sentence_shows() -> None:
    assert broken(*blocks(changed(LIST, 1, 5, "59"))) == ["project-score-repeats"]
    assert broken(*blocks(first="97")) == ["total-score-is-sum", "project-score-repeats"]
    assert broken(*blocks(problem="99.00")) == ["project-rate-repeats"]


def test_a_line_above_the_table_names_its_project() -> None:
    told = "“河堤灯光维护”项目自评得分{}分。项目全年预算数为40.00万元，执行数为36.00万元。"
    name = "项目名称：河堤灯光维护　全年预算数40.00万元"
    rows = indicators("40", "100")
    (sheet,) = performance_of(document(told, "其他情况。", name, table(rows))).sheets
    assert sheet.project == "河堤灯光维护"
    assert "project-score-repeats" in held(told.format("100"), "其他情况。", name, table(rows))
    assert "project-score-repeats" in broken(told.format("98"), "其他情况。", name, table(rows))
    other = "项目名称：校园饮水改造"
    assert "project-score-repeats" not in broken(told.format("98"), "其他情况。", other, table(rows))


def test_headings_that_no_list_names_name_no_project() -> None:
    words = list(blocks())
    words[3] = "（一）资金使用"
    sheets = performance_of(document(*words)).sheets
    assert [s.project for s in sheets] == ["", "校园饮水改造"]


@pytest.mark.parametrize(
    ("words", "good"),
    [
        (
            "该项目自评得分91.5分（预算执行9.5分、产出指标45分、效益指标28分、满意度指标9分），等级为优。",
            True,
        ),
        (
            "该项目自评得分95.1分（预算执行9.5分、产出指标45分、效益指标28分、满意度指标9分），等级为优。",
            False,
        ),
        ("自评得分93分，其中预算执行10分、产出46分、效益28分、满意度9分。", True),
        ("自评得分39分，其中预算执行10分、产出46分、效益28分、满意度9分。", None),
        ("自评得分98分，其中预算执行10分、产出46分、效益28分、满意度9分。", False),
        ("自评得分93分（满分100分），比上年提高2分。", None),
        ("自评得分93分（产出扣5分、效益扣2分）。", None),
    ],
)
def test_parts_of_a_score_in_running_text(words: str, good: bool | None) -> None:
    assert ("final-score-is-sum" in broken(words)) is (good is False)
    assert ("final-score-is-sum" in held(words)) is (good is True)


@pytest.mark.parametrize(
    ("words", "check", "found"),
    [
        ("河堤灯光维护执行率90.00%，校园饮水改造执行率90.00%，进度不均衡。", "project-rate-repeats", True),
        ("河堤灯光维护执行率90.00%，校园饮水改造执行率100.00%，进度不均衡。", "project-rate-repeats", False),
        (
            "校园饮水改造项目预算20.00万元，支出20.00万元，执行率100%；河堤灯光维护项目支出36.00万元，执行率80%。",
            "project-rate-repeats",
            True,
        ),
        ("河堤灯光维护得分95分，校园饮水改造得分89分。", "project-score-repeats", True),
        ("河堤灯光维护、校园饮水改造两个项目执行率为94.00%。", "project-rate-repeats", False),
        ("校园饮水改造项目与河堤灯光维护项目相比，执行率高10个百分点。", "project-rate-repeats", False),
        ("截至9月底，河堤灯光维护执行率60%，校园饮水改造执行率70%。", "project-rate-repeats", False),
    ],
)
def test_each_project_of_a_sentence_has_its_own_rate_and_score(words: str, check: str, found: bool) -> None:
    assert (check in broken(*blocks(), words)) is found


@pytest.mark.parametrize(("mean", "good"), [("96.5", True), ("95.6", False)])
def test_the_mean_of_the_listed_scores_under_a_heading_of_the_whole(mean: str, good: bool) -> None:
    told = f"（一）绩效自评总体情况。对2个项目开展自评，平均得分{mean}分。"
    assert ("average-of-list" in broken(*blocks(), told)) is not good
    assert ("average-of-list" in held(*blocks(), told)) is good
