"""Money told by where it came from cannot be more than there was."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共投入资金942.06万元。其中中央资金投入316.40万元，省级资金投入190.36万元，地方资金投入535.30万元。", ["broken"]),
        ("共投入资金942.06万元。其中中央资金投入316.40万元，省级资金投入190.36万元，地方资金投入435.30万元。", ["held"]),
        ("总投资860万元，其中：省级财政资金420万元、市级配套资金260万元、县级配套资金240万元。", ["broken"]),
        ("下达补助资金615万元，包括中央补助资金400万元，自治区补助资金150万元，州级补助资金95万元。", ["broken"]),
        # less than the whole: a source is left out
        ("总投资862.4万元，其中：省级财政资金421.3万元、市级配套资金161.5万元、县级配套资金74.1万元。", []),
        # what the place gave holds what the province and the county gave
        ("下达资金860万元（中央资金420万元、地方资金440万元、省级资金260万元）。", []),
        # the row goes on to what was done
        ("共落实资金300万元。其中省级资金200万元，县级资金100万元，县级资金支付90万元。", ["held"]),
    ],
)  # fmt: skip
def test_sources_do_not_exceed_the_whole(text, expected):
    assert states(text, "parts-sum") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本局有人员经费、业务经费二类支出，年度总预算为1455.5万元，其中人员经费87.5万元，业务经费1350万元。", ["broken"]),
        ("本局有人员经费、业务经费二类支出，年度总预算为1437.5万元，其中人员经费87.5万元，业务经费1350万元。", ["held"]),
        ("补助分为三类，共发放452万元，其中一类补助120万元、二类补助200万元、三类补助123万元。", ["broken"]),
        ("资金来源包括财政拨款、自筹资金、社会捐赠3个渠道，共筹集资金642万元，其中财政拨款400万元、自筹资金150万元、社会捐赠80万元。", ["broken"]),
        # the number is of something else, or not of all of them
        ("第二类项目安排资金640万元，其中新建项目400万元、维修项目150万元。", []),
        ("资金主要用于两个方面，共支出347万元，其中道路维修180万元，绿化90万元。", []),
        ("二类项目共安排资金640万元，其中新建项目400万元、维修项目150万元。", []),
        ("资金分为三类，共发放452万元，其中低保120万元、特困200万元。", []),
    ],
)  # fmt: skip
def test_a_number_of_kinds_closes_the_list_that_tells_each(text, expected):
    assert states(text, "parts-sum") == expected
