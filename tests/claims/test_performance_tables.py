"""Project tables, as a grid and as a text conversion leaves them, hold and break as they should."""

from __future__ import annotations

import pytest
from performance_samples import (
    NATIONAL,
    SICHUAN,
    as_text,
    broken,
    changed,
    document,
    held,
    judged,
    table,
    written_out,
)

from juesuan.claims import Profile
from juesuan.claims.performance.reading import read_performance
from juesuan.claims.performance.sheets import sheets_of

FORMS = pytest.mark.parametrize("form", [table, as_text, written_out], ids=["grid", "text", "written-out"])


@FORMS
def test_the_national_form_is_read_whole(form) -> None:
    (sheet,) = sheets_of(document(form(NATIONAL)))
    assert sheet.project == "清河县创业孵化补助"
    assert len(sheet.funds) == 12
    assert [leaf.label for leaf in sheet.leaves] == [
        "扶持创业实体",
        "孵化成功率",
        "补助发放及时率",
        "带动就业人数",
        "创业者满意度",
    ]
    assert [b.text for b in sheet.leaves[1].levels] == ["产出指标", "质量指标"]
    assert sheet.total is not None
    assert sheet.total.score is not None
    assert sheet.total.score.text == "90.5"


@FORMS
@pytest.mark.parametrize("rows", [NATIONAL, SICHUAN], ids=["national", "provincial"])
def test_sound_tables_contradict_nothing(form, rows) -> None:
    assert broken(form(rows)) == []  # a missed target that lost points says so itself
    assert {"project-funds-add-up", "project-execution-rate", "total-score-is-sum"} <= set(held(form(rows)))


def test_a_missed_target_with_a_reason_is_only_a_hint() -> None:
    explained = changed(NATIONAL, 13, 7, "30")
    (claim,) = [
        c for c, v in judged(table(explained)) if c.check == "actual-meets-target" and v.state == "broken"
    ]
    assert claim.certainty == "guess"
    unexplained = changed(changed(NATIONAL, 13, 8, ""), 13, 7, "30")
    (claim,) = [
        c for c, v in judged(table(unexplained)) if c.check == "actual-meets-target" and v.state == "broken"
    ]
    assert claim.certainty == "likely"


@FORMS
@pytest.mark.parametrize(
    ("row", "column", "value", "check"),
    [
        (3, 4, "125.00", "project-funds-add-up"),
        (4, 5, "60.00", "project-funds-add-up"),
        (3, 7, "85.00%", "project-execution-rate"),
        (3, 8, "10", "execution-score-follows-rate"),
        (10, 7, "25", "score-within-weight"),
        (11, 6, "25", "total-weight-is-sum"),
        (14, 7, "5", "total-score-is-sum"),
        (15, 7, "95.5", "total-score-is-sum"),
        (14, 5, "63%", "actual-meets-target"),
        (3, 5, "196.00", "executed-within-budget"),
    ],
)
def test_one_wrong_cell_breaks_its_claim(form, row, column, value, check) -> None:
    assert check in broken(form(changed(NATIONAL, row, column, value)))


@FORMS
@pytest.mark.parametrize(
    ("row", "column", "value", "check"),
    [
        (2, 6, "85.00%", "project-execution-rate"),
        (9, 6, "61", "actual-within-ceiling"),
        (10, 6, "75", "actual-meets-target"),
        (8, 6, "90", "actual-meets-target"),
    ],
)
def test_signs_and_units_in_columns_of_their_own(form, row, column, value, check) -> None:
    assert check in broken(form(changed(SICHUAN, row, column, value)))


def test_blank_is_not_zero() -> None:
    rows = changed(NATIONAL, 6, 3, "")
    claims = [(c, v) for c, v in judged(table(changed(rows, 5, 3, ""))) if c.check == "project-funds-add-up"]
    initial = next(c for c, _ in claims if "年初" in c.formula)
    assert (
        initial.certainty == "likely"
    )  # sources left blank: the reader cannot be sure that the list is whole


def test_nested_sources_are_not_added_twice() -> None:
    rows = [
        ["项目名称", "清河县劳务协作", "<", "<"],
        ["项目资金（万元）", "", "全年预算数", "全年执行数"],
        ["^", "年度资金总额", "50.00", "50.00"],
        ["^", "其中：财政拨款", "50.00", "50.00"],
        ["^", "上级资金", "30.00", "30.00"],
        ["^", "本级资金", "20.00", "20.00"],
        ["^", "其他资金", "0.00", "0.00"],
    ]
    assert "project-funds-add-up" not in broken(table(rows))
    assert broken(table(changed(rows, 2, 2, "80.00"))).count("project-funds-add-up") == 1


def pairs(*indicators: tuple[str, str, str, str]) -> list[list[str]]:
    return [
        ["项目名称", "清河县人力资源市场运行", "<", "<", "<"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        *[["产出指标", level, name, target, actual] for level, name, target, actual in indicators],
    ]


@pytest.mark.parametrize(
    ("name", "amount", "good"),
    [
        ("检查企业每户150元，共计60户", "9000元", True),
        ("检查企业每户150元，共计60户", "9600元", False),
        ("印制手册4000份，每份2.5元", "10000元", True),
        ("印制手册4000份，每份2.5元", "1.5万元", False),
        ("每个服务点200元/月租赁费，共计25个点", "60000元", True),
        ("每个服务点200元/月租赁费，共计25个点", "5000元", False),
        ("保洁费80元/次，全年36次", "2880", True),
        ("保洁费80元/次，全年36次", "3880", False),
    ],
)
def test_unit_cost_times_quantity(name, amount, good) -> None:
    blocks = table(pairs(("成本指标", name, amount, amount)))
    assert ("unit-cost-times-quantity" in broken(blocks)) is not good
    assert ("unit-cost-times-quantity" in held(blocks)) is good


def test_a_quantity_may_stand_in_another_indicator() -> None:
    rows = pairs(
        ("数量指标", "维护服务点", "25个", "25个"), ("成本指标", "维护费300元/个/年", "7500元", "7500元")
    )
    assert "unit-cost-times-quantity" in held(table(rows))
    assert "unit-cost-times-quantity" in broken(table(changed(rows, 3, 4, "8500元")))


def test_several_monthly_items_for_so_many_people() -> None:
    name = "每位协理员每月工资2000元、每月社会保险900元、年终考核3200元"
    rows = pairs(("数量指标", "聘用协理员", "10人", "10人"), ("成本指标", name, "380000元", "380000元"))
    assert "unit-costs-times-quantity" in held(table(rows))
    assert "unit-costs-times-quantity" in broken(table(changed(rows, 3, 3, "280000元")))


def test_costs_and_project_money() -> None:
    head = [
        ["项目名称", "清河县网点运维", "<", "<", "<"],
        ["项目资金（万元）", "", "", "全年预算数", "全年执行数"],
    ]
    whole = [["", "年度资金总额", "", "9.60", "9.60"]]
    costs = pairs(
        ("成本指标", "线路租金", "60000元", "60000元"), ("成本指标", "设备维护", "36000元", "36000元")
    )[1:]
    assert "costs-add-up-to-project" in held(table(head + whole + costs))
    more = [["", "年度资金总额", "", "9.00", "9.00"]]
    assert "costs-add-up-to-project" in broken(table(head + more + costs))


def test_amounts_cut_off_instead_of_rounded_are_found() -> None:
    rows = [
        ["项目名称", "清河县驻外工作站", "<", "<", "<"],
        ["项目资金（万元）", "", "", "全年预算数", "全年执行数"],
        ["", "年度资金总额", "", "3.45", "3.45"],
        *pairs(("成本指标", "工作站运行", "34567元", "34567元"))[1:],
    ]
    assert "cost-equals-project-money" in broken(table(rows))
    assert "cost-equals-project-money" in held(table(changed(changed(rows, 2, 3, "3.46"), 2, 4, "3.46")))


def test_an_odd_one_out_is_noticed() -> None:
    same = [("数量指标", f"第{n}类服务", f"{n}0次", f"{n}0次") for n in range(2, 8)]
    assert "actual-repeats-target" not in broken(table(pairs(*same)))
    odd = changed(pairs(*same), 4, 4, "90次")
    assert "actual-repeats-target" in broken(table(odd))


def test_a_table_that_lost_its_heading_is_read_on() -> None:
    rows = [
        ["", "产出指标", "数量指标", "走访企业（家）", "≥40", "28"],
        ["", "产出指标", "质量指标", "走访覆盖率（%）", "100%", "100%"],
    ]
    assert broken(table(rows, ragged=True)) == ["actual-meets-target"]


def test_text_and_table_of_one_project() -> None:
    rows = [
        ["项目名称", "清河县职业技能培训补贴", "<", "<"],
        ["预算执行情况(万元)", "预算数:", "45", "执行数:"],
        ["", "其中-财政拨款:", "45", "其中-财政拨款:"],
    ]
    rows = [[*rows[0], "<"], [*rows[1], "40"], [*rows[2], "40"]]
    good = "（1）清河县职业技能培训补贴项目绩效目标完成情况综述。"
    good += "项目全年预算数45万元，执行数为40万元，完成预算的88.89%。"
    assert "project-money-repeats" in held(good, table(rows))
    assert "project-money-repeats" in broken(good.replace("45万元", "54万元"), table(rows))


def test_indicator_and_prose() -> None:
    head = [
        ["项目名称", "清河县劳动监察经费", "<", "<", "<"],
        ["项目资金（万元）", "", "", "全年预算数", "全年执行数"],
    ]
    rows = [
        *head,
        ["", "年度资金总额", "", "6.00", "6.00"],
        *pairs(("数量指标", "主动检查用人单位", "300户", "300户"))[1:],
    ]
    words = "（1）“清河县劳动监察经费”项目。"
    words += "项目全年预算数6万元，执行数为6万元。全年主动检查用人单位{}户次，涉及职工2100人。"
    assert "indicator-repeats" in held(words.format(300), table(rows))
    assert "indicator-repeats" in broken(words.format(120), table(rows))


def test_facts_of_a_project() -> None:
    facts, _ = read_performance(document(table(NATIONAL)), Profile(year=2023))
    assert {(f.measure, f.scope) for f in facts} == {
        (m, "清河县创业孵化补助") for m in ("initial-budget", "adjusted-budget", "outturn")
    }
    outturn = next(f for f in facts if f.measure == "outturn")
    assert outturn.operand.interval.contains(outturn.operand.interval.middle)
    assert outturn.operand.interval.middle == 960000


LIST = [
    ["序号", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "自评得分"],
    ["1", "清河县就业补助", "30.00", "36.00", "36.00", "100%", "98"],
    ["2", "清河县监察执法经费", "12.00", "12.00", "9.00", "75%", "93"],
    ["3", "清河县社保卡制发", "8.00", "10.00", "8.50", "85%", "95"],
    ["合计", "<", "50.00", "58.00", "53.50", "92.24%", ""],
]


@FORMS
def test_a_list_of_projects(form) -> None:
    assert broken(form(LIST)) == []
    assert held(form(LIST)).count("project-list-adds-up") == 3
    assert broken(form(changed(LIST, 2, 3, "22.00"))).count("project-list-adds-up") == 1
    assert "project-execution-rate" in broken(form(changed(LIST, 3, 5, "95%")))


def test_a_score_told_beside_the_table() -> None:
    words = (
        "1.“清河县创业孵化补助”项目自评综述：绩效自评得分为{}分。项目全年预算数为120万元，执行数为96万元。"
    )
    assert "project-score-repeats" in held(words.format("90.5"), table(NATIONAL))
    assert "project-score-repeats" in broken(words.format("95.5"), table(NATIONAL))


def test_a_weight_shared_by_two_indicators_counts_once() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "分值", "得分", "评分标准"],
        ["产出（60分）", "数量指标", "走访企业", "40", "20", "每走访一家得1分。"],
        ["^", "^", "接待来访", "^", "18", "及时接待得20分。"],
        ["^", "质量指标", "办结率", "20", "20", "按比例得分，满分20分。"],
        ["合计", "<", "<", "60", "58", ""],
    ]
    assert broken(table(rows)) == []
    assert "section-weight-is-sum" in held(table(rows))


def test_weights_may_be_percentages() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "权重", "得分"],
        ["产出", "数量指标", "走访企业", "60%", "57"],
        ["效果", "效益指标", "带动就业", "40%", "40"],
        ["合计", "<", "<", "100%", "97"],
    ]
    assert broken(table(rows)) == []
    assert "total-weight-is-sum" in broken(table(changed(rows, 1, 3, "50%")))


def test_the_initial_budget_is_the_wrong_base_of_an_adjusted_rate() -> None:
    rows = changed(NATIONAL, 3, 7, "96.00%")  # of the initial 100.00, not of the adjusted 120.00
    (claim,) = [
        c for c, v in judged(table(rows)) if c.check == "project-execution-rate" and v.state == "broken"
    ]
    assert claim.certainty == "likely"


@pytest.mark.parametrize(
    ("words", "good"),
    [
        ("为社区购置体测仪12台，单价0.80万元，共计9.60万元。", True),
        ("为社区购置体测仪12台，单价0.80万元，共计6.90万元。", False),
        ("聘用协管员38人，按每人每年1.2万元标准发放补助45.6万元，其余2.9万元用于工具购置。", True),
        ("聘用协管员38人，按每人每年1.2万元标准发放补助54.6万元，其余2.9万元用于工具购置。", False),
        ("聘用协管员10人，每人每月2000元，全年支付24万元。", True),
        ("走访企业300家，每家补助标准不同，共计支付12万元。", None),
        ("印制手册4000份，每份2.5元，较上年减少3000元。", None),
    ],
)
def test_unit_price_in_running_text(words, good) -> None:
    assert ("unit-cost-times-quantity" in broken(words)) is (good is False)
    assert ("unit-cost-times-quantity" in held(words)) is (good is True)
    cell = table([["年度总体目标", words]])
    assert ("unit-cost-times-quantity" in broken(cell)) is (good is False)


def project(name: str, budget: str, executed: str, score: str) -> list[list[str]]:
    return [
        ["项目名称", name, "<", "<", "<"],
        ["项目资金（万元）", "", "", "全年预算数", "全年执行数"],
        ["", "年度资金总额", "", budget, executed],
        ["一级指标", "二级指标", "三级指标", "分值", "得分"],
        ["产出指标", "数量指标", "活动场次", "100", score],
        ["总分", "<", "<", "100", score],
    ]


def test_projects_in_table_summary_and_sentence() -> None:
    one = table(project("清河县技能培训", "30.00", "28.00", "93"))
    two = table(project("清河县就业见习", "40.00", "40.00", "98"))
    words = "纳入绩效自评的项目共2个，涉及预算资金{}万元，全年执行资金68.00万元。"
    listed = [
        ["序号", "项目名称", "全年预算数（万元）", "全年执行数（万元）", "执行率", "自评得分", "自评等级"],
        ["1", "清河县技能培训", "30.00", "28.00", "93.33%", "93", "优"],
        ["2", "清河县就业见习", "40.00", "40.00", "100%", "98", "优"],
        ["合计", "<", "70.00", "68.00", "97.14%", "", ""],
    ]
    blocks = (words.format("70.00"), "一、项目甲", one, "二、项目乙", two, "三、汇总情况")
    assert broken(*blocks, table(listed)) == []
    assert {"projects-make-announced-money", "project-score-repeats", "project-money-repeats"} <= set(
        held(*blocks, table(listed))
    )
    assert broken(words.format("60.00"), *blocks[1:]) == ["projects-make-announced-money"]
    assert broken(*blocks, table(changed(listed, 1, 5, "96"))) == ["project-score-repeats"]
    assert "project-money-repeats" in broken(*blocks, table(changed(listed, 1, 3, "26.00")))


@pytest.mark.parametrize(
    "words",
    [
        "向38名协管员按每人500元标准发放两次慰问，共计3.8万元。",
        "聘用协管员10人，每人每月2000元，自6月起共支付14万元。",
        "组织培训20人，每人每天150元，培训4天，共计1.2万元。",
    ],
)
def test_further_factors_are_not_overlooked(words) -> None:
    assert "unit-cost-times-quantity" not in broken(words)


def test_two_projects_may_ask_for_the_same_and_reach_different_things() -> None:
    place = next(i for i, row in enumerate(NATIONAL) if "创业者满意度" in row)
    one = changed(NATIONAL, place, 3, "服务对象满意程度")
    other = changed(one, place, 5, "97%")
    assert "indicator-repeats" in broken(table(one), table(other))  # one project, told twice
    assert "indicator-repeats" not in broken(table(one), table(changed(other, 0, 1, "清河县创业培训补贴")))
