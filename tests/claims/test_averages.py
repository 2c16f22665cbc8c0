"""Means in any wording: a sum over a number of the things that are named."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("保有公务用车4辆，全年运行维护费9.64万元，每辆平均运行费{}万元。", "2.41", "2.14"),
        ("保有公务用车4辆，全年燃油和维修支出9.64万元，单车运行成本{}万元。", "2.41", "2.14"),
        ("年末7辆车支出燃料费21.48万元，车均{}万元。", "3.07", "3.70"),
        ("改造楼栋56幢，其中东区27幢、西区29幢，街道支出318.00万元，折合每幢{}万元。", "5.68", "5.86"),
        ("为250名学徒发放生活补助40.00万元，人均{}万元。", "0.16", "0.61"),
        ("全年审结9203件，32名法官人均结案{}件。", "287.59", "278.59"),
        ("常住24200户、63800人，户均{}人。", "2.64", "2.46"),
        ("辖区6个社区，划分网格85个，平均每个社区{}个。", "14.2", "12.4"),
        ("全年支出6,612.00万元，在校生4,186人，生均支出{}万元。", "1.58", "1.85"),
        ("改造农村公路36.8公里，完成投资2,208.00万元，平均每公里{}万元。", "60.00", "66.00"),
        ("办理法律援助案件420件，支出办案经费63.00万元，件均{}万元。", "0.15", "0.51"),
    ],
)
def test_a_mean_is_a_sum_over_the_number_of_what_is_named(text, right, wrong):
    assert states(text.format(right), "per-head") == ["held"]
    assert states(text.format(wrong), "per-head") == ["broken"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 约 leaves room, but not for a wrong unit of the sum
        ("异地结算12,648人次，减少垫付4,716.30万元，人次均约0.37万元。", ["held"]),
        ("异地结算12,648人次，减少垫付4,716.30万元，人次均约0.40万元。", []),
        ("异地结算12,648人次，减少垫付4,716.30亿元，人次均约0.37万元。", ["broken"]),
        # a count that is a mean of counts: 336 人次 over 48 批次
        ("接待48批次、累计336人次，平均每批7人。", ["held"]),
        ("接待48批次、累计336人次，平均每批9人。", ["broken"]),
        # the count of another paragraph, a standard, a price: no mean of what stands here
        ("划分网格85个，平均每个社区12.4个。", []),
        ("培训20人，支出4.00万元，人均标准不超过0.55万元。", []),
        ("发放补贴20人，共1.00万元，每人每月500元。", []),
        ("全市户均收入3.20万元，帮扶20户，投入40.00万元。", []),
        ("安排出国团组2个、9人次，经费18.00万元，人均2.50万元。", []),
        ("公用经费77.40万元，人均2.28万元，比上年减少6.35万元。", []),
        # the sum behind the mean; then even an income is a quotient
        ("48个脱贫村村均集体收入31.60万元，合计1516.80万元。", ["held"]),
        ("48个脱贫村村均集体收入31.60元，合计1516.80万元。", ["broken"]),
        # the number told in another paragraph, under the name the sum is divided by
        (
            "秋季在校生4,186人，其中一年级1,452人。\n\n支出6,612.27万元。按在校生计算，生均支出1.58万元。",
            ["held"],
        ),
        (
            "秋季在校生4,186人，其中一年级1,452人。\n\n支出6,612.27万元。按在校生计算，生均支出1.85万元。",
            ["broken"],
        ),
        ("秋季在校生4,186人，其中一年级1,452人。\n\n支出6,612.27万元。按教职工计算，人均支出1.85万元。", []),
        # items of an enumeration keep their figures to themselves
        ("建大棚126栋，投资567.00万元；奖补1920户，户均0.20万元，共384.00万元。", ["held"]),
        (
            "体育支出15.84万元、助学支出34.20万元、家庭改造支出48.60万元。改造共162户，户均0.30万元。",
            ["held"],
        ),
        ("安排项目14个，资金2,360.00万元，其中民生类9个1,652.00万元，单个项目平均168.57万元。", ["held"]),
        ("培训费12.60万元，举办培训班7期，培训420人次，每期平均1.80万元。", ["held"]),
        # two sums, two counts: only a slip away from one of the readings is wrong
        ("新建泵站12座、水闸30座，完成投资600.00万元、设备费120.00万元，平均每座39.20万元。", []),
    ],
)
def test_what_is_not_told_here_is_not_divided(text, expected):
    assert states(text, "per-head") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出校方责任险4.20万元、营养餐费420.00万元。在校生4200人，校方责任险每生10元。", ["held"]),
        ("支出校方责任险4.20万元、营养餐费420.00万元。在校生4200人，校方责任险每生10万元。", ["broken"]),
        ("支出校方责任险4.20万元、营养餐费420.00万元。在校生4200人，营养餐费每生每年100元。", ["broken"]),
        ("支出高龄津贴36.00万元，其中百岁老人300人，高龄津贴每人每月100元。", ["held"]),
        # of whom is not said, and no slip leads there
        ("支出营养餐费420.00万元。在校生4200人，营养餐费每生每年640元。", []),
        ("支出营养餐费420.00万元。在校生4200人，意外险每生100元。", []),
    ],
)
def test_a_price_and_a_sum_of_one_name(text, expected):
    assert states(text, "unit-cost-times-quantity") == expected


def test_the_mean_for_each_of_something_is_not_the_mean_of_the_figures_before_it():
    text = "安排项目14个，资金2,360.00万元，其中民生类9个1,652.00万元，单个项目平均168.57万元。"
    assert states(text, "average-of-list") == []
