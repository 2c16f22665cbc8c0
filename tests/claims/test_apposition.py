"""Lists that stand beside their total with no word to say so."""

from __future__ import annotations

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate


def found(text: str) -> set[tuple[str, str]]:
    """(state, certainty) of the sum claims."""
    claims = [c for c in read(text).claims if c.check == "parts-sum"]
    return {(evaluate(c).state, c.certainty.value) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "在校生3,962人，七年级1,345人、八年级1,298人、九年级1,319人；在编教职工268人。",
        "开设病区13个，内科系统8个，外科系统5个。",
        "评审组由9人组成，财政干部2人、行业专家3人、会计师4人；实地走访12个村。",
        "上半年1,184人次、下半年1,228人次，全年发放2,412人次。",
        "采购总额646.43万元，按类别列示：货物类142.68万元，工程类286.40万元，服务类217.35万元。",
        "权重为决策20分、过程20分、产出30分、效益30分，满分100分。",
        "自评总分96.82分，预算执行9.58分、产出48.22分、效益29.02分、满意度10.00分，等次为优。",
        "共有车辆7辆，按用途分，机要通信1辆、应急保障4辆、特种专业技术2辆。",
        "在职人员86人，比上年净增3人，公务员34人、事业人员52人；离退休人员41人。",
    ],
)
def test_a_list_that_adds_up(text: str) -> None:
    assert found(text) == {("held", "certain")}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("在校生3,962人，七年级1,345人、八年级1,298人、九年级1,391人；在编教职工268人。", "likely"),
        ("开设病区13个，内科系统8个，外科系统6个。", "guess"),
        ("评审组由9人组成，财政干部3人、行业专家3人、会计师4人；实地走访12个村。", "likely"),
        ("上半年1,184人次、下半年1,282人次，全年发放2,412人次。", "likely"),
        ("采购总额646.43万元，按类别列示：货物类142.68万元，工程类286.40元，服务类217.35万元。", "likely"),
        ("权重为决策20分、过程20分、产出35分、效益30分，满分100分。", "likely"),
        ("自评总分96.28分，预算执行9.58分、产出48.22分、效益29.02分、满意度10.00分，等次为优。", "likely"),
        ("共有车辆7辆，按用途分，机要通信2辆、应急保障4辆、特种专业技术2辆。", "likely"),
        ("在职人员86人，比上年净增3人，公务员34人、事业人员55人；离退休人员41人。", "guess"),
        (
            "整合资金2,860.00万元，产业1,460.00万元（占51.05%）、道路1,100.00万元（占38.46%）、其他320.00万元。",
            "likely",
        ),
        ("第一季度320件，第二季度286件，第三季度301件，第四季度215件，全年共办结1,132件。", "likely"),
        ("自评得分91.5分，投入14分，过程23.5分，产出31分，效果24分，等级为优。", "likely"),
        ("满意236份、基本满意112份、不满意6份，有效问卷356份。", "likely"),
        ("涉及楼栋86幢，砖混36幢、框架28幢、砖木24幢。", "likely"),
        ("改造危房83户，上半年46户，第三季度26户，第四季度9户。", "likely"),
    ],
)
def test_a_slip_in_a_list(text: str, certainty: str) -> None:
    assert found(text) == {("broken", certainty)}


@pytest.mark.parametrize(
    "text",
    [
        # beside each other, not in one another
        "年末在职人员86人，退休人员34人、遗属50人。",
        "完成道路改造12条，修建桥梁8座、安装路灯500盏。",
        "公用经费120.00万元，人员经费300.00万元，项目支出510.00万元。",
        "收入1,200.00万元，支出1,000.00万元，结余210.00万元。",
        "年初预算100.00万元，全年预算120.00万元，决算支出110.00万元。",
        # no slip explains the difference
        "在校生3,962人，七年级545人、八年级298人；在编教职工268人。",
        "自评得分96.28分，数量指标15分、质量指标10分，等次为优。",
        # a rate of each, and a plan
        "补助对象120人，人均补助50元、人均自筹60元。",
    ],
)
def test_figures_that_only_stand_beside_each_other(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "全年召开党组会12次，办公会8次、专题会3次。",
        "全年组织培训10次，开展讲座6次、座谈5次。",
        "检查企业20家、学校12家，医院8家、药店5家。",
    ],
)
def test_small_counts_of_one_sort_are_only_worth_a_note(text: str) -> None:
    assert found(text) == {("broken", "guess")}


def test_a_lost_unit_under_a_list_word() -> None:
    text = "采购支出646.43万元，其中货物142.68万元、电梯286.40元、保洁217.35万元。"
    assert states(text, "parts-sum") == ["broken"]
    # a part of the total that is nothing beside its rounding says nothing of units
    assert states("接待费支出1.42万元，其中外事0.00万元、车辆44.78万元、国内1.42万元。", "list-sum") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("个人缴费标准由每人280元调整为320元；财政补助标准为每人610元，两项合计人均筹资930元。", {("held", "certain")}),
        ("个人缴费标准由每人280元调整为320元；财政补助标准为每人610元，两项合计人均筹资890元。", {("broken", "likely")}),
        ("办公费3.20万元、印刷费1.10万元、邮电费0.80万元，三项合计5.01万元。", {("broken", "likely")}),
        ("泵站2台，单价15.60万元，小计31.20万元；闸门3扇，单价4.00万元，小计12.00万元，两项合计43.20万元。", {("held", "certain")}),
        # which two of the three are meant is found by adding
        ("招待费1.20万元，购车费0.50万元，燃油费3.00万元，两项合计3.50万元。", {("held", "certain")}),
        # more was said to be added than is printed
        ("中央补助600元、省级补助200元，三级共补助930元。", set()),
    ],
)  # fmt: skip
def test_a_total_that_says_how_many_it_adds(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected
