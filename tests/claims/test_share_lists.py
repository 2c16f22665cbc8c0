"""Shares without 占: rates behind the amounts of a list, and 比例, 比重 beside one amount."""

import pytest
from helpers_text import states, verdicts

SHARES = "教育支出142.36万元（{}%）、卫生健康支出70.39万元（0.9%）、农林水支出7,601.12万元（95.8%）、住房保障支出118.46万元（1.5%）。"


def test_rates_behind_the_amounts_of_a_list_are_shares_of_what_most_of_them_fit():
    text = SHARES
    assert states(text.format("1.8"), "share-of-base") == ["held"] * 4
    assert verdicts(text.format("8.1"), "share-of-base")[0][:2] == ("share-of-base", "broken")
    assert states(text.format("8.1"), "share-of-base").count("broken") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of the total that stands before them
        (
            "采购总额400.00万元，货物60.00万元（15.00%）、工程150.00万元（37.50%）、服务90.00万元（22.50%）。",
            ["held"] * 3,
        ),
        (
            "采购总额400.00万元，货物60.00万元（15.00%）、工程150.00万元（35.70%）、服务90.00万元（22.50%）。",
            ["held", "broken", "held"],
        ),
        (
            "全年预算500.00万元。渠道为：财政拨款400.00万元，比重为80.00%；事业收入60.00万元，比重为21.00%；其他收入40.00万元，比重为8.00%。",
            ["held", "broken", "held"],
        ),
        # counts
        ("办理民事320件（64.0%）、刑事80件（16.0%）、行政100件（20.0%）。", ["held"] * 3),
        # rates of change fit no whole together
        ("办公费12.00万元（5.2%）、印刷费3.00万元（1.1%）、差旅费8.00万元（12.3%）。", []),
        # two are no majority
        ("中央资金60.00万元（60%）、省级资金39.00万元（30%）。", []),
    ],
)
def test_lists_of_bare_rates(text, expected):
    assert states(text, "share-of-base") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专任教师221人，教辅人员47人，专任教师中高级职称138人，比例为62.44%。", ["held"]),
        ("专任教师221人，教辅人员47人，专任教师中高级职称138人，比例为51.49%。", ["broken"]),  # of all 268
        ("共有党员86人，其中女党员24人，比例27.91%。", ["held"]),
        ("共有党员86人，其中女党员24人，比例29.71%。", ["broken"]),
        ("支出合计500.00万元，项目支出200.00万元，基本支出300.00万元，项目支出比重40.00%。", ["held"]),
        # what is set is no share
        ("住院费用报销比例由70.2%提高到72.5%，报销费用100.00万元，报销比例72.5%。", []),
        # several wholes may be meant, and no slip leads to one of them
        ("医护人员320人，管理人员95人，床位护士80人，比例61.30%。", []),
    ],
)
def test_proportions(text, expected):
    assert states(text, "share-of-base") == expected
