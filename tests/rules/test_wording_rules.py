"""Wording that contradicts itself, units that are missing, years and names that are not the report's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written import NAME, found, quotes, written

from juesuan.rules.model import NotApplicable
from juesuan.rules.registry import checks

CASES = [
    ("contradictory-direction", "支出比上年增加减少10.23万元。", "支出增减变动情况：比上年减少10.23万元。"),
    ("contradictory-direction", "支出决算与2018年增加持平。", "支出决算与2018年持平。"),
    ("two-amounts-for-one-total", "收、支总计各减少10.00万元、20.00万元。", "收、支总计各减少15.00万元，"
                                                              "本年收入减少10.00万元。"),
    ("comparison-out-of-order", "与2018年相比100.00万元，"
                                "减少5.00万元。", "与2018年100.00万元相比，减少5.00万元。"),
    ("superfluous-de", "完成目标任务的38700人的108.41%。", "完成目标任务38700人的108.41%。"),
    ("reason-for-no-change", "总计与上年持平。主要原因：人员减少。", "与上年持平，主要原因是严格控制支出。"),
    ("about-an-exact-number", "职业指导1445余人次。", "职业指导1400余人次。"),
    ("document-number-brackets", "根据清财社（2022）144号文。", "根据清财社〔2022〕144号文。"),
    ("rate-on-zero-budget", "年初预算为0万元，支出决算为5万元，"
                            "完成年初预算的100%。", "年初预算为5万元，完成年初预算的100%。"),
    ("grade-under-two-names", "绩效为“优秀”。\n\n评价结果为“优”。", "绩效为“优”。\n\n评价结果为“优”。"),
    ("income-explained-by-spending", "本年收入增加的原因是工资福利支出、"
                                     "公积金支出增加。", "本年收入增加的原因是追加财政拨款。"),
    ("statement-denied-elsewhere", "采购均面向中小企业采购。\n\n授予中小企业合同金额0万元"
                                   "。", "采购均面向中小企业采购。\n\n授予中小企业合同金额9万元。"),
    ("share-above-the-whole", "项目支出占本年支出合计的120%。", "完成目标任务数的120%。"),
    ("rate-above-the-whole", "劳动争议结案率达到200%。", "目标完成率达到200%，结案率100%。"),
    ("total-of-zero", "2024年度收、支总计0万元。", "2024年度收、支总计20万元。"),
    ("none-above-content", "十、其他重要事项\n无\n（一）机关运行经费\n支出3万元"
                           "。", "十、其他重要事项\n（一）机关运行经费\n支出3万元。"),
    ("amount-without-unit", "其中：甲30.00万元；乙6.00；丙5.00万元；"
                            "丁2.00万元。", "其中：甲30.00万元；乙6.00万元；丙5.00万元。"),
    ("myriad-without-yuan", "到位资金1100万，占目标1000万元。", "参保人数33万，金额10万元。"),
    ("two-units-in-a-row", "结转资金20.00万元人，已使用。", "结转资金20.00万元，已使用。"),
    ("threshold-without-percent", "任务完成>=100为超额完成，完成率低的扣分。", "任务完成>=100%为超额完成，"
                                                             "完成率低的扣分。"),
    ("other-year-in-results", "2022年，完成参保3.7万人。\n\n2023年完成培训。", "与2022年相比，"
                                                                "参保增加3人。\n\n2023年完成培训。"),
    ("other-year-as-basis", "预算基数按2019年实有在编人员55人。\n\n2023年"
                            "。", "自2019年以来实有在编人员增加。\n\n2023年。"),
    ("plan-of-another-year", f"制定了《{NAME}2022年度工作计划》。"
                             "2023年执行。", f"制定了《{NAME}2023年度工作计划》。"),
    ("compared-with-itself", "2023年支出增加，与2023年相比，"
                             "增加5万元。", "2023年支出增加，与2022年相比，增加5万元。"),
    ("compared-with-itself", "2022年度机关运行经费支出42.36万元，比2022年度减少2.82万元。\n\n2023年度。",
                             "2022年度支出42.36万元，比2021年度减少2.82万元。\n\n2023年度。"),
    ("fund-of-another-year", "2022年公共服务建设资金4万元主要用于宣传。\n\n2023年"
                             "。", "2022年下达、结转2023年使用的资金4万元。"),
    ("obsolete-term", "使用事业基金弥补差额。", "使用非财政拨款结余弥补差额。"),
    ("other-unit-as-own", f"{NAME}的报告。{NAME}编制。{NAME}公开。依据清河县民政局提供的基础资料评价"
                          "。", f"{NAME}的报告。依据清河县财政局提供的基础资料评价。"),
    ("own-name-misspelt", "清河县人力资和社会保障局报告。", "清河县人力资源和社会保障局报告。"),
    ("two-names-for-one-body", "清河县人才交流服务中心。\n\n清河县人才交流中心"
                               "。", "清河县人才交流服务中心。\n\n清河县劳动监察大队。"),
    ("name-with-homophone", "金保网络建设。金保网络租赁。金保网络维护。"
                            "金宝网络费用。", "金保网络建设。金保网络租赁。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "slip", "right"), CASES, ids=[f"{c}-{i}" for i, (c, _, _) in enumerate(CASES)]
)
def test_slip_is_found_and_right_words_are_not(check: str, slip: str, right: str) -> None:
    assert found(check, slip), slip
    assert not found(check, right), right


def test_a_clause_copied_with_another_year_is_an_error() -> None:
    text = "在2024年全年开展，完成检查80户。\n\n在2023年全年开展，完成检查90户。\n\n2023年良好。"
    (breach,) = found("year-differs-between-copies", text)
    assert (breach.level, breach.stated, breach.expected) == ("error", "2024年", "2023年")


def test_amounts_of_two_years_in_the_same_words_are_no_slip() -> None:
    text = "2023年度经费支出2.79万元。\n\n2022年度经费支出20.50万元。\n\n2023年减少。"
    assert not found("year-differs-between-copies", text)


def test_history_of_a_project_is_only_noted() -> None:
    text = (
        "一、项目背景\n2022年，完成项目立项，开展前期工作。\n二、成效\n2022年，完成参保3万人。\n2023年良好。"
    )
    assert [b.level for b in found("other-year-in-results", text)] == ["note", "warning"]


def test_a_department_with_a_part_of_its_own_is_no_leftover() -> None:
    assert not found("other-unit-as-own", f"{NAME}的报告。清河县民政局整体支出。清河县民政局自评。")


def test_without_a_year_nothing_is_said_about_years() -> None:
    with pytest.raises(NotApplicable):
        found("other-year-in-results", "2022年，完成参保3.7万人。", year=None)


def test_without_a_name_nothing_is_said_about_names() -> None:
    with pytest.raises(NotApplicable):
        found("own-name-misspelt", "某局报告。", entity="")


def test_problems_named_in_another_part() -> None:
    text = (
        "一、甲项目\n（一）存在问题\n无\n（二）建议\n继续做好。\n二、乙项目\n（一）存在的问题\n部分企业停"
        "产，欠薪情况时有发生，化解难度较大。"
    )
    assert quotes("no-problems-although", text) == ["无"]


def test_indicators_and_their_units() -> None:
    rows = (
        ("指标", "三级指标", "指标值", "完成值"),
        ("质量指标", "按期结案率达到100%", "50件", "50件"),
        ("数量指标", "检查用人单位", "80户", "80户"),
        ("时效指标", "及时完成", "12个月", "12个月"),
        ("成本指标", "每户五十元", "20000", "20000"),
        ("满意度指标", "群众满意", "95%", "96%"),
    )
    table = "\n\n".join("\t" + "\n\t".join(row) for row in rows)
    assert quotes("indicator-unit-mismatch", table) == ["50件"]
    assert quotes("cost-without-unit", table) == ["20000"]


def test_short_name_without_its_middle() -> None:
    text = (
        "清河县人力资源和社会保障局（简称县人社局）。县人社局发文。县人社局检查。县人社局公开。"
        "县社局机关支出。"
    )
    report = written(text)
    profile = replace(report.profile, aliases=("县人社局",))
    assert [b.stated for b in checks()["own-name-misspelt"](replace(report, profile=profile))] == ["县社局"]


def test_items_without_their_class_mark() -> None:
    marked = "教育（类）支出3万元，占30%；科技（类）支出2万元，占20%；"
    assert quotes("class-mark-missing", marked + "住房保障支出5万元，占50%。") == ["住房保障支出5万元"]
    assert not found("class-mark-missing", marked + "住房保障（类）支出5万元，占50%。")
    items = [f"{n}.教育（类）管理（款）行政运行（项）：支出{n}万元。" for n in range(1, 6)]
    assert not found("class-mark-missing", "\n\n".join(items))
    odd = "6.卫生（类）医疗（款）行政单位医疗：支出6万元。"
    assert quotes("class-mark-missing", "\n\n".join([*items, odd])) == ["6.卫生（类）医疗（款）行政单位医疗"]


def test_a_choice_of_the_form_that_was_left_is_no_error() -> None:
    (left,) = found("contradictory-direction", "接待费比上年增加（减少）1.20万元。")
    assert left.level == "warning"
    (wrong,) = found("contradictory-direction", "接待费比上年增加减少1.20万元。")
    assert wrong.level != "warning"
    assert not found("contradictory-direction", "接待费增加（减少）情况：比上年减少1.20万元。")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("户均增收1200元，共增收36.50万。", True),
        ("投入5万元，实现产值128.4万。", True),
        ("投入5万元，培训覆盖1.2万，满意率95%。", False),
        ("销售额达310万，税收2万元。", True),
        ("投入5万元，增产粮食3.5万吨。", False),
        ("游客人数12.4万，收入2万元。", False),
    ],
)
def test_money_in_myriads_by_what_it_is(text: str, wrong: bool) -> None:
    assert bool(found("myriad-without-yuan", text)) is wrong


RATES = "基本支出600.00万元，占60.00%；项目支出400.00万元，占40.00%。收入比上年增长5.26%。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("接待费1.20万元，占 21.43；购置费0元。", ["21.43"]),
        ("接待费1.20万元，占“三公”经费的21.43。", ["21.43"]),
        ("支出比上年下降18.87，主要是压减开支。", ["18.87"]),
        ("培训费同比增长6.05;会议费持平。", ["6.05"]),
        ("接待费1.20万元，占21.43%；支出下降18.87%。", []),
        ("满意度得分比上年上升1.25，排名第三。", []),
        ("空气质量综合指数下降0.21，优良天数增加。", []),
        ("占地41.20亩，占用耕地12.50公顷。", []),
        ("支出增长12.50万元，占12.50万元。", []),
        ("增幅分别为3.25、4.16和5.20%。", []),
        ("接待费减少0.12万元，下降26.5", []),  # cut off, or wrapped
    ],
)
def test_rates_that_lost_their_percent(text: str, wrong: list[str]) -> None:
    assert [b.stated for b in found("rate-without-percent", f"{RATES}\n\n{text}")] == wrong
    assert not found("rate-without-percent", text)  # nothing shows how this report prints its rates
