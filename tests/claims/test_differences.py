"""A gap beside the two figures it comes from, in any unit; whose gap it is; and gaps of other pairs."""

import pytest
from helpers_text import states

HOLDS = [
    "受理12345热线工单3816件，办结3742件，办结率98.06%，剩余{}件转入下年办理。|74|47",
    "核定编制41名，其中行政14名、事业27名。2024年末在职37人，行政人员12人，事业人员25人；空编{}名。|4|6",
    "编制56人，实有59人，超编{}人。|3|5",
    "本项目到位1785.60万元，支出1698.34万元，结余{}万元。|87.26|78.26",
    "通过学籍比对剔除重复登记幼儿{}人，上报7312人、核定7280人。|32|23",
    "送审金额1286.40万元，审定金额1204.15万元，审减{}万元。|82.25|85.22",
    "应配套186.00万元，实际到位111.60万元，少到位{}万元。|74.40|47.40",
    "目标任务3000人次，实际完成2846人次，尚差{}人次。|154|254",
    "控制价860.00万元，中标价812.50万元，节约{}万元。|47.50|74.50",
    "全年收到人大代表建议86件、政协提案112件，办结195件，未办结{}件。|3|13",
    "项目概算2,380.00万元，累计完成投资2,146.30万元，剩余投资{}万元。|233.70|323.70",
    "应到代表128人，实到121人，缺席{}人。|7|17",
    "采购预算1,246.00万元，合同金额1,198.50万元，节约资金{}万元，节约率3.81%。|47.50|74.50",
    "预算100.00万元，实际支出103.50万元，超支{}万元。|3.50|5.30",
    "全年排查隐患1268处，整改1231处，剩余{}处正在整改。|37|73",
]


@pytest.mark.parametrize("case", HOLDS)
def test_a_gap_is_a_difference(case):
    text, right, wrong = case.split("|")
    assert states(text.format(right), "shortfall") == ["held"]
    assert states(text.format(wrong), "shortfall") == ["broken"]


LEVELS = "预算1860.00万元，其中省财政1674.00万元、县财政186.00万元。实际到位1785.60万元，县级资金到位111.60万元，县级资金到位率60.00%，缺口{}万元。"


def test_the_level_of_government_says_whose_gap_it_is():
    assert states(LEVELS.format("74.40"), "shortfall") == ["held"]
    assert states(LEVELS.format("47.40"), "shortfall") == ["broken"]


def test_a_value_told_elsewhere_shows_which_pair_was_meant():
    text = "预算1860.00万元，到位1785.60万元，支出1698.34万元，结余{}万元。\n\n"
    again = "将结余87.26万元统筹用于下年。"
    # 1860.00 − 1698.34 is a difference too: alone it is no contradiction
    assert "broken" not in states(text.format("161.66"), "shortfall")
    assert "broken" in states(text.format("161.66") + again, "shortfall")
    assert "broken" not in states(text.format("87.26") + again, "shortfall")


@pytest.mark.parametrize(
    "text",
    [
        "资金缺口140.00万元。",
        "预算100.00万元，支出90.00万元，年末结转和结余30.00万元。",  # a stock: there was an opening
        "预算100.00万元，支出90.00万元，比上年节约5.00万元。",  # a change
        "受理100件，办结60件，未办结25件，不予受理15件。",  # two remainders
        "中央资金预算300.00万元、支出280.00万元，省级资金预算200.00万元、支出190.00万元，合计结余30.00万元。",
        "计划改造户厕500户，完成486户，因拆迁取消10户，剩余4户结转下年实施。",
        "年初预算数260.00万元，全年执行数255.00万元，未执行的45.00万元为年中追加资金。",
        "中央资金预算300.00万元、支出280.00万元，结余20.00万元；上年同期预算210.00万元，结余7.00万元。",
        "到位资金300.00万元，支出268.00万元，结余32.00万元，其中项目结余30.00万元、工资结余2.00万元。",
        "安排培训12期，完成11期，因疫情取消1期，未完成0期。",
        "结余资金26.40万元，其中预算100.00万元的项目支出90.00万元。",
        "收到举报线索216件，另有上年结转18件，办结223件，剩余11件正在核查。",
        "处理违规机构47家，剩余经费3万元。",
        "上年结转25.00万元，收回结余资金7.00万元，支出12.00万元。",
    ],
)
def test_other_gaps_are_left_alone(text):
    assert "broken" not in states(text, "shortfall")


FIRST = "应配套186.00万元，实际到位111.60万元，少到位74.40万元。\n\n"
TRAINED = "技能培训2846人次，完成目标3000人次的94.87%。\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST + "补足上一阶段欠拨47.40万元。", ["held", "broken"]),
        (FIRST + "补足上一阶段欠拨74.40元。", ["held", "broken"]),
        (FIRST + "补足上一阶段欠拨74.40万元。", ["held"]),
        (FIRST + "水厂项目资金缺口35.00万元。", ["held"]),  # another gap
        (FIRST + "其他欠拨47.40万元。\n\n其他欠拨47.40万元，本月补足。", ["held"]),  # told twice: another gap
        (TRAINED + "二是社会培训任务未完成，距目标尚差254人次。", ["broken"]),
        (TRAINED + "二是社会培训任务未完成，距目标尚差154人次。", []),
        (TRAINED + "二是义诊任务未完成，距目标尚差254人次。", []),  # something else
        (TRAINED + "二是社会培训任务未完成，距目标尚差680人次。", []),
    ],
)
def test_a_gap_told_again_without_its_pair(text, expected):
    assert states(text, "shortfall") == expected


def test_what_a_stock_gives_is_not_told_as_a_gap_too():
    text = "上年旧存748件，当年新收9114件，共办理9862件，审执结9203件，年末未结695件。"
    assert states(text, "sentence-balance") == ["broken"]
    assert states(text, "shortfall") == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("需改造小区112个，2021—2022年已完成34个，2023年完成24个，尚余54个。", ["held"]),
        ("需改造小区112个，2021—2022年已完成34个，2023年完成24个，尚余45个。", ["broken"]),
        ("全县摸底危房1,245户，2022年完成改造512户，2023年完成改造408户，剩余352户。", ["broken"]),
        ("共排查隐患320处，上半年整改186处，下半年整改97处，尚余37处。", ["held"]),
        ("共排查隐患320处，上半年整改186处，累计整改283处，尚余37处。", ["held"]),
        ("受理信访件320件，2022年结转18件，2023年办结305件，尚余33件。", []),
        ("计划新建公厕40座，2022年完成15座，2023年完成10座，2024年完成6座，剩余9座。", ["held"]),
    ],
)
def test_what_is_left_of_what_was_done_time_by_time(told, expected):
    assert states(told, "shortfall") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("资金支出13,764.85万元，结存685.65万元。", ["held"]),
        ("资金支出13,764.85万元，结存865.65万元。", ["broken"]),
        # another amount was spent, another amount was kept
        ("工程支出12,986.40万元，结存865.65万元。", []),
        ("资金支出13,764.85万元，结存212.40万元。", []),
    ],
)
def test_what_was_kept_of_what_was_paid_in_elsewhere(told, expected):
    told = f"项目到位资金14,450.50万元，实际支出13,764.85万元，预算执行率95.26%。\n\n{told}"
    assert states(told, "shortfall") == expected
