"""Changes told behind a list: the sentence goes on with what the list is of."""

import pytest
from helpers_text import states, verdicts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of the whole
        ("全年受理咨询41.36万人次，其中线上28.14万人次、窗口13.22万人次，比2023年增加7.56万人次，增长22.37%。", "held"),
        ("福利彩票公益金支出45.00万元，其中养老站改造28.50万元、设施补助16.50万元。比2023年度增加7.00万元，增长18.42%。", "held"),
        ("全年办件960件，包括审批640件、备案320件，同比增加160件，增长20.00%。", "held"),
        # of the last member
        ("全年办件960件，包括审批640件、备案320件，同比增加64件，增长25.00%。", "held"),
        ("总收入682.19万元，其中本年收入670.29万元，较2023年度决算数增加51.67万元，增长8.35%。", "held"),
        # of neither
        ("全年办件960件，包括审批640件、备案320件，同比增加160件，增长30.00%。", "broken"),
        ("总收入682.19万元，其中本年收入670.29万元，较2023年度决算数增加51.67万元，增长9.35%。", "broken"),
    ],
)  # fmt: skip
def test_a_change_behind_a_list_may_be_the_whole_s(text, expected):
    assert states(text, "change-rate") == [expected]


@pytest.mark.parametrize(("change", "state"), [("86.42", "held"), ("68.42", "broken")])
def test_last_year_s_whole_belongs_to_this_year_s(change, state):
    text = f"2024年支出合计1371.02万元，其中基本支出726.28万元、项目支出644.74万元；较上年支出1284.60万元增加{change}万元。"
    assert states(text, "change-amount") == [state]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三公经费决算数8.46万元，上年10.15万元，减少1.69万元，变动率为-16.65%。", "held"),
        ("三公经费决算数8.46万元，上年10.15万元，减少1.69万元，变动率为-15.66%。", "broken"),
        ("三公经费决算数11.84万元，上年10.15万元，增加1.69万元，变动率为-16.65%。", "broken"),
        ("三公经费决算数11.84万元，上年10.15万元，增加1.69万元，变动率为16.65%。", "held"),
    ],
)
def test_a_rate_of_change_may_bear_its_own_sign(text, expected):
    assert states(text, "change-rate") == [expected]


@pytest.mark.parametrize(("rate", "state"), [("8.52%", "held"), ("5.82%", "broken")])
def test_of_two_years_budgets_the_later_one_changed(rate, state):
    text = f"2024年度年初预算安排1186.40万元，2023年度年初预算安排1093.25万元，较上年度增加93.15万元，增长{rate}。"
    found = verdicts(text, "change-rate")
    assert [v for _, v, _ in found] == [state]


@pytest.mark.parametrize(("rate", "state"), [("50.40%", "held"), ("20.40%", "broken")])
def test_a_budget_changes_like_an_outturn(rate, state):
    assert states(f"商品和服务支出预算75800元，同比增加25400元，增长{rate}。", "change-rate") == [state]
