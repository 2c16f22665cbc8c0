"""A rate that may be read in several ways is wrong only if none of them holds."""

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the whole is the list's total, not its last member
        ("全年采购1,200.00万元，货物700.00万元，工程400.00万元，服务100.00万元，其中面向小微企业900.00万元，占75.00%。", ["held"]),
        ("全年采购1,200.00万元，货物700.00万元，工程400.00万元，服务100.00万元，其中面向小微企业900.00万元，占57.00%。", ["broken"]),
        # not the change, which is smaller than the part
        ("门诊接诊46,200人次，比上年多2,300人次；其中儿科18,942人次，占41.0%。", ["held"]),
        ("门诊接诊46,200人次，比上年多2,300人次；其中儿科18,942人次，占14.0%。", ["broken"]),
        # the share before it names the whole of both
        ("实际支出500.00万元。材料费200.00万元、人工费150.00万元、机械费100.00万元。材料费占实际支出的40.00%，人工费占30.00%。", ["held", "held"]),
        ("实际支出500.00万元。材料费200.00万元、人工费150.00万元、机械费100.00万元。材料费占实际支出的40.00%，人工费占33.00%。", ["held", "broken"]),
        # the part is one of the figures a list gave without names
        ("安排实习320人，四家企业分别接收126人、94人、58人和42人；恒远电子接收人数占29.4%。", ["held"]),
        ("安排实习320人，四家企业分别接收126人、94人、58人和42人；恒远电子接收人数占24.9%。", ["broken"]),
        ("安排实习320人，四家企业分别接收126人、94人、58人和42人；恒远电子接收人数占67.3%。", []),
    ],
)  # fmt: skip
def test_shares(text, expected):
    assert states(text, "share-of-base") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("毕业生1,285人，升学846人、就业402人、其他去向37人，就业升学率97.12%。", ["held"]),
        ("毕业生1,285人，升学846人、就业402人、其他去向37人，就业升学率79.12%。", ["broken"]),
        ("选择非常满意120份、满意60份、一般15份、不满意5份，满意度（非常满意与满意之和）90.00%。", ["held"]),
        ("选择非常满意120份、满意60份、一般15份、不满意5份，满意度60.00%。", ["held"]),
        ("选择非常满意120份、满意60份、一般15份、不满意5份，满意度83.00%。", ["broken"]),
        ("全年受理案件320件，结案300件，未结20件，结案率93.75%。", ["held"]),
        ("全年受理案件320件，结案300件，未结20件，结案率95.73%。", ["broken"]),
    ],
)
def test_rates_of_several_groups(text, expected):
    assert states(text, "named-rate") == expected


SOURCES = "年初预算1,860.00万元，其中中央1,116.00万元、自治区558.00万元、县财政186.00万元。实际到位1,785.60万元，县级资金到位111.60万元，"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOURCES + "资金到位率96.00%；县级资金到位率60.00%。", ["held", "held"]),
        (SOURCES + "资金到位率69.00%；县级资金到位率60.00%。", ["broken", "held"]),
        (SOURCES + "资金到位率96.00%；县级资金到位率80.00%。", ["held", "broken"]),
        (SOURCES + "资金到位率72.41%。", []),  # of what, no reading and no slip tells
        ("预算536.00万元，到位396.00万元，资金到位率73.88%。", ["held"]),
        ("预算536.00万元，到位396.00万元，资金到位率82.15%。", ["broken"]),
    ],
)
def test_what_came_in(text, expected):
    assert states(text, "paid-in-rate") == expected


def test_a_rate_of_several_groups_is_told_as_one_when_it_is_wrong():
    text = "发放问卷150份，收回146份，有效144份，其中满意121份、较满意20份、不满意3份，满意度（满意和较满意）为{}%。"
    assert states(text.format("97.9"), "named-rate") == ["held"]
    (claim,) = [c for c in read(text.format("99.3")).claims if c.check == "named-rate"]
    assert evaluate(claim).state == "broken"
    assert [o.printed.text for o in claim.operands[1:]] == ["121", "20", "144"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the rate names neither count: the later is a part of the earlier
        ("设备总数292台，在用280台，设备使用率95.89%。", ["held"]),
        ("设备总数292台，在用280台，设备使用率98.59%。", ["broken"]),
        ("设备总数292台，在用280台，设备完好率91.20%。", []),  # no slip leads from one to the other
        ("期初职工292人，期末280人，人员增长率98.59%。", []),
        # another rate between its counts
        ("受理信访412件，及时受理率100%，按期办结396件，按期办结率96.12%。", ["held"]),
        ("受理信访412件，及时受理率100%，按期办结396件，按期办结率92.16%。", ["broken"]),
        # a rate of the same name has told these counts already
        ("立案101件，结案101件，结案率100%，超过结案率95%的要求。", ["held"]),
    ],
)
def test_rates_that_do_not_name_their_counts(text, expected):
    assert states(text, "named-rate") == expected


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ("分别占30.00%、50.00%和20.00%", ["held", "held", "held"]),
        ("分别占30.00%、55.00%和20.00%", ["held", "broken", "held"]),
        ("占比依次为30.00%、50.00%、20.00%", ["held", "held", "held"]),
        ("占比分别为39.00%、50.00%、20.00%", ["broken", "held", "held"]),
    ],
)
def test_several_rates_are_of_as_many_amounts(rates, expected):
    text = f"中小学教师320人，其中高级职称96人、中级职称160人、初级职称64人，{rates}。"
    assert states(text, "share-of-base") == expected
