"""Dates a report of its year cannot carry: filled in too early, due before it was written, this year's sums as last year's."""

from __future__ import annotations

import pytest
from written import found

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.registry import checks

STATED = "2023年度开展工作。\n\n2023年完成任务。\n\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("项目支出绩效自评表\n\n填报日期：2021年3月20日", True),
        ("项目支出绩效自评表\n\n实施单位：清河县水利局 填表时间（年月日）：2022-12-30", True),
        ("整体支出绩效自评表\n\n编制日期：2024.4.12", False),
        ("整体支出绩效自评表\n\n填报日期：2023年12月31日", False),
        ("整体支出绩效自评表\n\n填报日期：2032年4月1日", True),
        ("项目支出绩效目标申报表\n\n填报日期：2022年11月20日", False),
        ("绩效运行监控表\n\n填报日期：2022年8月20日", False),
        ("政策依据发布日期：2021年3月20日", False),
    ],
)
def test_dates_of_filling_in(text: str, wrong: bool) -> None:
    assert bool(found("filled-in-before-the-year-ended", STATED + text)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一是加快采购进度，2023年6月底前完成剩余5个工位建设。", True),
        ("二是督促施工单位，2022年底前完成竣工验收。", True),
        ("三是完善制度，2023年第二季度出台管理办法。", True),
        ("一是加快采购进度，2024年6月底前完成剩余5个工位建设。", False),
        ("一是原计划2023年6月底前完成的工位延期建设，尽快收尾。", False),
        ("一是巩固已于2023年6月底前完成的整治成果。", False),
        ("一是按照合同约定的2023年6月底前完成时限追究违约责任。", False),
        ("一是在2023年12月底前完成资金支付。", False),  # drafted, perhaps, before the year was over
    ],
)
def test_measures_that_were_due_before(text: str, wrong: bool) -> None:
    told = STATED + "四、下一步改进措施\n\n" + text
    assert bool(found("measure-of-another-year", told)) is wrong
    assert not found("measure-of-another-year", STATED + "二、项目实施情况\n\n" + text)


def test_a_printed_date_says_when_a_report_was_written() -> None:
    text = STATED + "四、改进措施\n\n一是2023年12月底前完成资金支付。\n\n填报日期：2024年4月12日"
    assert found("measure-of-another-year", text)
    assert not found("measure-of-another-year", text.replace("2023年12月底前", "2024年5月底前"))


TABLE = (
    "清河县水利局2023年度部门决算\n\n{}\n\n收入支出决算总表\n\n公开01表\n\n单位：万元\n\n"
    "| 收入 | | 支出 | |\n|---|---|---|---|\n| 项目 | 决算数 | 项目 | 决算数 |\n"
    "| 一、一般公共预算财政拨款收入 | 1854.84 | 一、农林水支出 | 1850.84 |\n"
    "| 本年收入合计 | 1854.84 | 本年支出合计 | 1850.84 |\n"
    "| 年初结转和结余 | 0.00 | 年末结转和结余 | 4.00 |\n| 总计 | 1854.84 | 总计 | 1854.84 |\n"
)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("2022年度收入总计、支出总计均为1854.84万元，与上年相比各增加20.00万元。", True),
        ("2022年本年支出合计1850.84万元，其中基本支出900.00万元。", True),
        ("2023年度收入总计、支出总计均为1854.84万元，与2022年度相比各增加20.00万元。", False),
        ("与2022年度1854.84万元相比持平。", False),
        ("2022年度收入总计1854.84万元，与2023年度持平。", False),
        ("2022年度收入总计1834.84万元。", False),
    ],
)
def test_this_years_amount_under_another_year(words: str, wrong: bool) -> None:
    own = "2023年度全面履职。2023年度完成任务。"
    report = read_report(read_plain(TABLE.format(own + "\n\n" + words).encode(), "报告.md", ""))
    assert report.profile.year == 2023
    assert bool(list(checks()["this-years-amount-under-another-year"](report))) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("截至2022年12月31日，到位资金7900.00万元，资金到位率100.00%；实际支出7621.46万元。", True),
        ("截至2022年底，项目实际支出621.46万元，预算执行率94.67%。", True),
        ("截至2023年12月31日，到位资金7900.00万元。", False),
        ("截至2022年12月31日，项目累计实际支出621.46万元。", False),
        ("截至2022年底，实际支出621.46万元，2023年支出300.00万元。", False),
        ("截至2021年底，实际支出621.46万元。", False),
    ],
)
def test_money_at_the_end_of_another_year(text: str, wrong: bool) -> None:
    assert bool(found("state-of-another-year", STATED + text)) is wrong


REPEATED = (
    "清河县水利局2023年度部门决算\n\n2023年度全面履职。2023年度完成任务。\n\n一、概况\n\n{}\n\n"
    "二、情况\n\n2023年度本年支出合计1850.84万元。按年末实有98人计，人均公用经费1.31万元；年末公用车辆18辆。\n"
)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("编制104名；2022年末实有98人，行政13人、事业85人。", True),
        ("2022年底公用车辆18辆，其中执法用车9辆。", True),
        ("2022年度本年支出合计1850.84万元，其中基本支出900.00万元。", True),
        ("2023年末实有98人，行政13人、事业85人。", False),
        ("2022年末实有97人，2023年增加1人。", False),
        ("2022年末实有98人，2023年调入3人、调出3人。", False),
        ("2022年末实有98人，与上年持平。", False),
        ("与2022年末实有98人相比没有变化。", False),
        ("2022年末在校学生98人。", False),
        ("2022年末实有96人。2023年末实有97人。", False),
        ("2022年度本年支出合计1750.84万元。", False),
    ],
)
def test_what_is_repeated_as_this_years_under_another_year(words: str, wrong: bool) -> None:
    report = read_report(read_plain(REPEATED.format(words).encode(), "报告.txt", ""))
    assert report.profile.year == 2023
    assert bool(list(checks()["this-years-amount-under-another-year"](report))) is wrong


def test_what_the_last_year_left_is_what_this_year_began_with() -> None:
    text = REPEATED.format("年初结转和结余262.69万元。\n\n2022年末结转和结余262.69万元，已全部用完。")
    report = read_report(read_plain(text.encode(), "报告.txt", ""))
    assert not list(checks()["this-years-amount-under-another-year"](report))
