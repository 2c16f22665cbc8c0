"""Stocks and flows in one sentence: whatever is counted, opening + in − out = closing; and what must not be read so."""

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Certainty

HOLDS = [
    "年初固定资产原值6,842.35万元，当年新增802.75万元，报废核销164.20万元，年末原值{}万元。|7,480.90|7,645.10",
    "年初在岗130人，年内离职18人、新补充14人，年末在岗{}人，工资偏低是主因。|126|136",
    "按来源分，上年旧存748件、当年新收9114件，共办理9862件；审执结9203件，年末未结{}件。|659|695",
    "上年结转信访积案35件，今年新受理120件，化解101件，目前尚有{}件正在办理。|54|44",
    "全县年初建档立卡户1284户，当年脱贫退出312户，新识别纳入15户，年末在册{}户。|987|978",
    "期初库存口罩12000只，本期购入5000只，领用9000只，期末库存{}只。|8000|8600",
    "2023年初在编教师218人，退休6人，调出3人，公开招聘10人，年末在编教师{}人。|219|229",
    "年初债务余额1000万元，当年新增200万元，偿还150万元，年末债务余额{}万元。|1050|1150",
    "年初结余32.50万元，下达资金180.00万元，支付170.20万元，其中设备款100.00万元，年末结余{}万元。|42.30|43.20",
    "年初结转38.25万元，本年收入646.60万元，本年支出599.10万元，年末结转{}万元，支出中移民直补186.60万元。|85.75|87.55",
    "基金收入2.47亿元，支出2.31亿元，当期结余0.16亿元，加上年初滚存结余1.38亿元，年末滚存结余{}亿元。|1.54|1.45",
    "截至上年底，全县共有低保对象3,412户，本年新增286户、退出501户，年末为{}户。|3,197|3,179",
    "2023年末共有车辆12辆，2024年报废2辆、新购1辆，2024年末共有车辆{}辆。|11|12",
    "上年结余专项资金56.20万元，当年下达320.00万元，当年支出345.70万元，结余{}万元。|30.50|35.50",
    "2024年初应收账款120.50万元，当年新增35.20万元，收回48.00万元，年末应收账款{}万元。|107.70|117.70",
    "年初存量隐性债务3.20亿元，年内化解0.85亿元，年末余额{}亿元。|2.35|2.53",
    "住院患者上年留治85人，本年入院4,312人，出院4,295人，年末留治{}人。|102|120",
    "2023年度年初结转和结余73.60万元，本年收入432.21万元，本年支出428.36万元，结余分配0.00万元，年末结转和结余{}万元。|77.45|125.85",
    "上年度结转项目12个，本年新增项目35个，年内完工31个，在建{}个。|16|61",
    "养老机构床位年初1,200张，新建300张，拆除100张，年末{}张，入住870人。|1,400|1,040",
    "年末在职人员{}人，上年末为83人，比上年净增4人。|87|86",
]


@pytest.mark.parametrize("case", HOLDS)
def test_a_stock_closes(case):
    text, right, wrong = case.split("|")
    assert states(text.format(right), "sentence-balance") == ["held"]
    assert states(text.format(wrong), "sentence-balance") == ["broken"]


@pytest.mark.parametrize(
    "text",
    [
        "年初预算100万元，本年支出90万元，年末结转10万元。",  # a budget is no stock
        "年末结转和结余24.05万元，比年初减少12.35万元，下降33.93%。",  # a change
        "上年末贷款余额320万元，本年收入4000万元，支出3900万元，年末贷款余额300万元。",  # other money
        "年初固定资产净值500万元，当年新增60万元，报废20万元，年末净值480万元。",  # it wore off
        "年初编制98人，年末在岗95人，其中新招录3人。",  # two things
        "年初计划培训100人，新增20人，年末完成培训98人。",  # a plan
        "刑事612件、民商事5376件、执行3776件；按来源分，上年旧存748件、当年新收9114件。",  # another list
        "上年度结转项目12个，本年新增项目35个，年内完工31个，年末在建14个，2个终止。",  # a flow told behind
        "全年接待26批次，上年末接待24批次。",
    ],
)
def test_what_tells_no_stock_is_left_alone(text):
    assert states(text, "sentence-balance") == []


def test_totals_of_both_sides_hold_opening_and_closing():
    text = "决算总收入95.00万元，其中本年收入70.00万元，上年结转25.00万元；决算总支出95.00万元，其中本年支出80.00万元，结转下年{}万元。"
    assert states(text.format("15.00"), "sentence-balance") == ["held"]
    assert states(text.format("51.00"), "sentence-balance") == ["broken"]


@pytest.mark.parametrize(
    ("left", "expected"), [("63", Certainty.GUESS), ("62", Certainty.GUESS), ("36", Certainty.LIKELY)]
)
def test_where_only_one_flow_is_told_people_may_have_left_in_silence(left, expected):
    claims = read(f"离退休人员{left}人，上年末为59人，年内新增4人。").claims
    assert [c.certainty for c in claims if c.check == "sentence-balance"] == [expected]


def test_a_heading_names_whose_spending_is_told():
    text = "（一）{}。2024年支出84.26万元，比上年减少3.89万元。"
    concepts = [(f.concept, f.scope) for f in read(text.format("机关运行经费")).facts]
    assert ("expenditure.current", "subject:机关运行经费") in concepts
    assert ("expenditure.current", "") in [
        (f.concept, f.scope) for f in read(text.format("支出决算情况")).facts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "上年度结转项目12个，本年新增项目35个，年内完工31个，在建16个。",
        "养老机构床位年初1,200张，新建300张，拆除100张，年末1,400张。",
        "预算100.00万元，实际支出103.50万元，超支3.50万元。",
    ],
)
def test_a_stock_or_a_gap_is_not_taken_for_a_list(text):
    assert "broken" not in states(text, "parts-sum")


def test_a_flow_that_the_form_does_not_know_closes_the_fund_too():
    text = "年初结转和结余40.00万元，本年收入1,200.00万元，本年支出1,150.00万元，缴回结余10.00万元，年末结转和结余80.00万元。"
    assert states(text, "sentence-balance") == ["held"]
    assert states(text, "text-balance") == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("新建北门、河西、南关3个街道分馆，分馆由年初21个增加到24个。", ["held"]),
        ("新建北门、河西、南关3个街道分馆，分馆由年初21个增加到25个。", ["broken"]),
        ("年内新招聘教师18名，退休教师6名，在职教师由年初212名增加到224名。", ["held"]),
        ("年内新招聘教师18名，退休教师6名，在职教师由年初212名增加到242名。", ["broken"]),
        ("新发展党员12名，转出5名，年初党员186名，年末党员139名。", ["broken"]),
        ("新改建供销社东关、西关、北关3个，年初22个，撤并1个，年末24个。", ["held"]),
        ("新改建供销社东关、西关、北关3个，年初22个，撤并1个，年末25个。", ["broken"]),
        # what came is something else, or last year's doing is compared
        ("全年培训学员230人，志愿者由年初1200人增加到1450人。", []),
        ("新立案20件，结案由上年的12件增加到25件。", []),
    ],
)
def test_a_stock_told_as_a_move(told, expected):
    assert states(told, "sentence-balance") == expected


@pytest.mark.parametrize(
    ("closing", "expected"),
    [("1,117.34", ["held"]), ("17,117.34", ["broken"]), ("1,171.34", ["broken"]), ("845.60", [])],
)
def test_the_fund_of_a_project_told_over_a_chapter(closing, expected):
    """An income may be untold: only a slip, or more than there ever was, speaks against the closing."""
    told = (
        "一、改造项目单位收支情况\n\n本年收入16,842.36万元。\n\n"
        f"本年支出15,937.42万元。年初结转212.40万元，年末结转和结余{closing}万元。"
    )
    claims = [c for c in read(told).claims if c.key.startswith("scoped-fund:")]
    assert [evaluate(c).state for c in claims] == expected


def test_what_was_rebuilt_may_have_been_there():
    told = "新改建农村公路82.4公里，农村公路由上年末1,410.3公里增加到1,486.5公里。"
    claims = [c for c in read(told).claims if c.check == "sentence-balance"]
    assert [c.certainty for c in claims] == [Certainty.GUESS]
