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
