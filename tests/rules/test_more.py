"""Traces of other years, other bodies, templates and word processors: what is told, and what is left alone."""

from __future__ import annotations

import pytest
from written import found, quotes

from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.registry import checks

UNIVERSITY = "清江理工大学"
STATED = "2019年度部门整体支出绩效自评。2019年完成培训20期。\n"


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("收入情况见错误!未找到引用源。", "错误!未找到引用源。"),
        ("目录错误!未定义书签。", "错误!未定义书签。"),
        ("标题错误！文档中没有指定样式的文字。", "错误！文档中没有指定样式的文字。"),
        ("核查发现填报错误！请更正。", None),
    ],
)
def test_field_errors(words: str, mark: str | None) -> None:
    assert quotes("field-error", words) == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("words", "blank"),
    [
        ("整改情况：X。", "X"),
        ("其他需要说明的情况：......", "......"),
        ("详见附件...", "..."),
        ("其他车辆包括：洒水车、清扫车……。", None),
        ("比例为1：X射线机2台。", None),
    ],
)
def test_blanks_of_one_sign(words: str, blank: str | None) -> None:
    assert [b.stated for b in found("bare-blank", words)] == ([blank] if blank else [])


def test_scales_piled_up() -> None:
    (breach,) = found("scales-piled-up", "教学收入1.25亿万元，其他收入0.30亿元。")
    assert (breach.stated, breach.expected) == ("亿万元", "亿元")
    (twice,) = found("scales-piled-up", "| 单位：万万元 | 1.00 |\n| 合计 | 2.00 |\n")
    assert twice.expected == "万元"
    assert not found("scales-piled-up", "总产值3万亿元，投资500万元，补助30千元，债券2百万元。")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("收入总计2,943.17万元,支出总计,943.17万元。", "2,943.17万元"),
        ("收入总计2943.17万元，支出总计,943.17万元。", "2943.17万元"),
        ("本年支出合计,512,640.35元，收入合计1,512,640.35元。", "1,512,640.35元"),
        # nothing says what the amount was
        ("收入总计2,943.71万元，支出总计,943.17万元。", None),
        # a comma between clauses, a round amount, an amount whole
        ("收入总计2,943.17万元，支出总计，943.17万元。", None),
        ("补助标准1,500元,其中生活补助,500元。", None),
        ("收入总计2,943.17万元,支出总计2,943.17万元。", None),
    ],
)
def test_amounts_that_begin_with_a_comma(words: str, expected: str | None) -> None:
    assert [b.expected for b in found("amount-begins-with-comma", words)] == ([expected] if expected else [])


def test_deadlines_of_another_year() -> None:
    late = "全年2018年12月31日前支付率达到100%。"
    assert quotes("deadline-of-another-year", STATED + late, year=2019) == ["2018年12月31日前"]
    for right in (
        "2019年12月31日前支付率达到100%。",
        "上年结转资金应于2018年12月31日前支付完毕。",
        "大楼于2018年底前建成。",
        "2018年12月31日前，各村已分户登记。",
    ):
        assert not found("deadline-of-another-year", STATED + right, year=2019)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("总体目标：完成绿化90公里，2018年12月底前全部完工，事故下降20%以上。", True),
        ("年度绩效目标：2018年6月底前完成招标，年末验收。", True),
        ("总体目标：2019年12月底前全部完工，事故下降20%以上。", False),
        ("总体目标：2018年12月底前完成一期，2020年6月底前完成二期。", False),
        ("总体目标：偿还2018年12月底前形成的欠款。", False),
        ("绿化90公里已于2018年6月底前全部完工。", False),
    ],
)
def test_deadlines_in_an_objective(words: str, told: bool) -> None:
    assert bool(found("deadline-of-another-year", STATED + words, year=2019)) is told


def test_objectives_are_known_by_their_heading() -> None:
    words = "二、{}\n完成绿化90公里，2018年12月底前全部交付。\n"
    assert found("deadline-of-another-year", STATED + words.format("项目绩效目标"), year=2019)
    assert not found("deadline-of-another-year", STATED + words.format("绩效目标完成情况"), year=2019)


def test_states_at_the_end_of_another_year() -> None:
    words = "截至{}年12月31日，本部门共有车辆3辆。"
    (breach,) = found("state-of-another-year", STATED + words.format(2018), year=2019)
    assert breach.expected == "2019年"
    assert not found("state-of-another-year", STATED + words.format(2019), year=2019)
    both = "截至2018年12月31日，本部门共有车辆3辆，2019年新增1辆。"
    assert not found("state-of-another-year", STATED + both, year=2019)


def test_contacts_of_another_body() -> None:
    words = f"本材料由{UNIVERSITY}财务处负责解释，清江师范大学联系电话：0000-0000000。"
    assert quotes("contact-of-another-unit", words, entity=UNIVERSITY) == ["清江师范大学"]
    for right in (
        f"{UNIVERSITY}联系电话：0000-0000000。",
        "清江市财政局监督电话：0000-0000000。",
        "合作单位有清江师范大学。清江师范大学联系电话：0000-0000000。",
    ):
        assert not found("contact-of-another-unit", right, entity=UNIVERSITY)
    county = "清河县水利局"
    assert found("contact-of-another-unit", "清源县水利局办公室电话：0000-0000000。", entity=county)
    assert not found("contact-of-another-unit", "清河县财政局咨询电话：0000-0000000。", entity=county)


def test_states_of_the_unit_and_all_below_it() -> None:
    words = "截至{}年12月31日，青岭县水务局本级及所属各事业单位共有车辆9辆。"
    assert found("state-of-another-year", STATED + words.format(2018), year=2019)
    assert not found("state-of-another-year", STATED + words.format(2019), year=2019)


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("差旅费。2019年决算数12.00万元，比2018年年初预算数15.00万元减少3.00万元。", "2018年年初预算数"),
        ("差旅费。2019年决算数12.00万元，比2019年年初预算数15.00万元减少3.00万元。", None),
        ("差旅费。2019年决算数12.00万元，比2018年决算数15.00万元减少3.00万元。", None),
        ("2019年决算数12.00万元，预算数15.00万元，比2018年预算数14.00万元增加1.00万元。", None),
        ("2018年决算数12.00万元，比2018年年初预算数15.00万元减少，2019年另行说明。", None),
    ],
)
def test_budget_of_another_year(words: str, base: str | None) -> None:
    assert quotes("budget-of-another-year", STATED + words, year=2019) == ([base] if base else [])


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("存在三方面问题：（一）指标偏粗；（二）进度偏慢。", "error"),
        ("存在三方面问题：（一）指标偏粗；（二）进度偏慢；（三）资料不全。", None),
        ("采取两项措施：一是加强培训，二是严格考核，三是定期通报。", "error"),
        ("采取三项措施：一是加强培训，二是严格考核，三是定期通报。", None),
        ("自评中发现以下3个主要问题：\n\n1.指标偏粗。\n\n2.进度偏慢。\n\n二、其他\n", "warning"),
        ("自评中发现以下3个主要问题：\n\n1.指标偏粗。\n\n2.进度偏慢。\n\n3.资料不全。\n\n二、其他\n", None),
        ("存在两方面问题：一是指标偏粗；二是进度偏慢。措施有：一是培训；二是考核；三是通报。", None),
        ("存在三方面问题：指标偏粗、进度偏慢和资料不全。", None),
    ],
)
def test_points_announced_and_told(words: str, level: str | None) -> None:
    assert [b.level for b in found("points-counted", words)] == ([level] if level else [])


def test_blanks_of_years_and_amounts_are_warnings() -> None:
    (year,) = found("placeholder", "结果用于编制××年单位预算。")
    (name,) = found("placeholder", "由××项目组负责。")
    assert (year.level, name.level) == ("warning", "note")


def test_words_in_columns_are_not_doubled() -> None:
    assert not found("doubled-phrase", "一级指标  二级指标  分值\n投入  投入  10\n")
    assert found("doubled-phrase", "本项目资金投入投入及时。")


def test_cars_for_services_and_the_end_of_the_year() -> None:
    assert not found("cut-word", "其他用车为残疾人服务用车和业务用车。")
    assert found("cut-word", "本年无务用车购置。")
    assert not found("confusable-word", "年末编制数30人。")
    assert found("confusable-word", "本年末发生购置，末编制预算。")


def test_a_neighbouring_street_in_ones_own_place() -> None:
    words = "{}2023年部门整体绩效综合得分91分。"
    own = "青山市东湖区云溪街道办事处"
    (breach,) = found("other-unit-as-own", words.format("云汉街道办事处"), entity=own)
    assert breach.stated == "云汉街道办事处"
    assert not found("other-unit-as-own", words.format("云溪街道办事处"), entity=own)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("支出75800元，占基本支出预算%，同比增加12044.27元。", True),
        ("公务接待费1.20万元，完成预算的%；主要原因是压减。", True),
        ("支出75800元，占基本支出预算6.69%，同比增加12044.27元。", False),
        ("各部门支出占比%。", False),
        ("计算方法：完成率=完成数÷计划数×100%。", False),
    ],
)
def test_per_cent_signs_without_a_number(words: str, said: bool) -> None:
    assert bool(found("percent-without-number", words)) is said


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("第三部分 202年度部门决算情况说明", "202年"),
        ("20223年度支出120.00万元。", "20223年"),
        ("2202年度支出120.00万元。", "2202年"),
        ("2019年度支出120.00万元。", None),
        ("项目运行周期为20年，古树树龄约200年。", None),
        ("书院始建于203年前。", None),
        ("编号12022年度第3号。", None),
    ],
)
def test_years_of_four_digits(words: str, year: str | None) -> None:
    assert [b.stated for b in found("year-of-too-few-digits", STATED + words)] == ([year] if year else [])


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("支出决算数比2018年度减增加21.90万元。", "减增加"),
        ("支出比上年增减少3.00万元。", "增减少"),
        ("决算数大小于预算数的主要原因是压减支出。", "大小于"),
        ("决算数小于预算数的主要原因是压减支出。", None),
        ("增减变动情况见下表。", None),
    ],
)
def test_one_letter_of_the_other_direction_is_left(words: str, mark: str | None) -> None:
    assert [b.stated for b in found("contradictory-direction", words)] == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("amount", "said"),
    [("0.40", True), ("0.80", False)],
)
def test_a_rate_on_nothing_whose_amount_stands_elsewhere(amount: str, said: bool) -> None:
    words = (
        f"{STATED}公务接待费支出决算为{amount}万元。\n\n"
        "“三公”经费支出决算数比2018年度减少1.60万元，其中：公务接待费支出决算增加0.40万元，增长100%。"
    )
    report = read_report(
        read_plain(f"清河县水利局2019年度部门决算\n\n{words}".encode(), "报告.txt", "0" * 64)
    )
    assert bool(list(checks()["rate-on-zero-base"](report))) is said
