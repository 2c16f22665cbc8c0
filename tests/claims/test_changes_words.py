"""Changes told in other words: 由A变为B, 净增, 多执行到位, 相当于…的, 低于, 节约. Amount, rate and direction are read."""

from __future__ import annotations

import pytest
from helpers_text import states, verdicts


def broken(text: str) -> set[str]:
    return {check for check, state, _ in verdicts(text, year=2023) if state == "broken"}


RIGHT = [
    "限额以上零售额6.40亿元，上年为5.80亿元，净增0.60亿元，同比提升10.3%。",
    "2023年培训学员1,240人次，较上年的1,180人次增多60人次，提升5.08%。",
    "专利授权量由上年的312件攀升至398件，净增86件，升幅27.56%。",
    "业务经费由2021年的420.00万元压降至366.00万元，节约54.00万元，降幅12.86%。",
    "住房保障支出由220.00万元变为209.00万元，减支11.00万元，变动幅度5.00%。",
    "会议费64.50万元，与2022年的58.20万元相比多安排6.30万元，提高10.82%。",
    "培训费支出8.20万元，较上年增支0.40万元，上浮5.13%；会议费3.10万元，较上年回落0.20万元，降幅6.06%。",
    "2023年机关运行经费支出88.40万元，上年支出为92.10万元，同比少开支3.70万元，下降4.02%。",
    "年初安排140.00万元，实际支出128.76万元，相当于年初数的91.97%，低于11.24万元。",
    "办公费年初预算12.00万元，实际列支10.80万元，是年初预算的90.00%，比预算节约1.20万元。",
    "会议费预算安排6.00万元，实际执行6.45万元，预算完成率107.50%，超出0.45万元。",
    "运行维护费12.20万元，比上年节约2.30万元，降幅15.86%。",
    "全年接诊18.62万人次，2022年为16.94万人次，净增1.68万人次，增幅9.92%。",
    "会议费8.64万元，同比少支出1.28万元，降幅12.90%。",
    "住房公积金当年预算186.00万元，决算191.58万元，相当于预算的103.00%，多支5.58万元。",
    "公用经费186.42万元，占预算200.00万元的93.21%，低于预算13.58万元。",
    "人均经费由1.86万元上调至2.04万元，上调0.18万元，幅度9.68%。",
    "2023年末在职218人，较2022年末的224人净减6人。",
    "年初批复预算960.00万元，决算990.72万元，相当于批复数的103.20%。",
    "养老保险支出1,460.00万元，较预算多列支60.00万元，预算完成104.29%。",
    "工亡补助金标准由98.56万元调整到103.66万元，调增5.10万元，增幅5.17%。",
    "接待群众来访218批次，同比下降9.92%，上年为242批次。",
    "订单培养由360人扩大到480人，新增120人，增长33.33%。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_changes_that_hold_are_read_and_hold(text: str) -> None:
    assert any(state == "held" for _, state, _ in verdicts(text, year=2023))
    assert broken(text) == set()


@pytest.mark.parametrize(
    ("number", "right", "wrong", "check"),
    [
        (0, "10.3%", "13.0%", "change-rate"),
        (0, "净增0.60", "净增0.90", "change-amount"),
        (0, "净增", "净减", "change-direction"),
        (1, "5.08%", "8.05%", "change-rate"),
        (2, "净增86", "净增68", "change-amount"),
        (2, "升幅", "降幅", "change-direction"),
        (3, "12.86%", "18.26%", "change-rate"),
        (3, "压降至", "提升至", "move-direction"),
        (4, "减支", "增支", "change-direction"),
        (4, "5.00%", "5.50%", "change-rate"),
        (5, "10.82%", "18.02%", "change-rate"),
        (5, "多安排", "少安排", "change-direction"),
        (6, "5.13%", "1.53%", "change-rate"),
        (7, "3.70万元", "7.30万元", "change-amount"),
        (8, "低于", "超出", "change-direction"),
        (8, "低于11.24", "低于12.14", "change-amount"),
        (8, "91.97%", "97.91%", "completion-rate"),
        (9, "节约1.20", "节约2.10", "change-amount"),
        (9, "90.00%", "96.00%", "completion-rate"),
        (10, "超出0.45", "低于0.45", "change-direction"),
        (10, "107.50%", "105.70%", "completion-rate"),
        (12, "9.92%", "9.29%", "change-rate"),
        (12, "净增", "净减", "change-direction"),
        (13, "12.90%", "19.20%", "change-rate"),
        (14, "多支", "少支", "change-direction"),
        (15, "低于", "高于", "change-direction"),
        (16, "上调至", "下调至", "move-direction"),
        (17, "净减6", "净减9", "change-amount"),
        (18, "103.20%", "130.20%", "completion-rate"),
        (19, "104.29%", "140.29%", "completion-rate"),
        (20, "调增", "调减", "change-direction"),
        (20, "5.17%", "7.15%", "change-rate"),
        (21, "9.92%", "9.29%", "change-rate"),
        (22, "新增120", "新增102", "change-amount"),
    ],
)
def test_and_slips_in_them_are_seen(number: int, right: str, wrong: str, check: str) -> None:
    assert check in broken(RIGHT[number].replace(right, wrong))


@pytest.mark.parametrize(
    "text",
    [
        "执行到位金额3.28亿元，比2022年的2.94亿元多执行到位0.34亿元，提高11.56%。年末未结659件，32名法官人均办案。",
        "支出预算28.00万元，决算25.23万元，决算数较预算数少支2.77万元；比上年减少1.35万元，降低5.1%。",
        "采购预算120.00万元，实际采购112.00万元，节约资金8.00万元，节约率6.67%；节约用水32万立方米。",
        "全年发放救助金320.00万元，其中少数民族群众28.00万元，至少惠及120人，多媒体教室30间，多年累计900人。",
        "由9人组成的专班走访86户；人员由9人调整为7人。",
        "年初预算300.00万元，追加60.00万元，决算342.00万元，完成年初预算的114.00%，低于全年预算18.00万元。",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert broken(text) == set()


def test_a_direction_told_wrong_does_not_make_the_rate_wrong() -> None:
    text = "住院46,218人次，比2021年的43,905人次少2,313人次，增幅5.27%。"
    assert broken(text) == {"change-direction"}


def test_a_neutral_movement_has_no_direction() -> None:
    assert states("标准由300元调整为280元。", "move-direction") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("普及率由上年的94.6%升至96.1%。", ["held"]),
        ("普及率由上年的94.6%降至96.1%。", ["broken"]),
        ("差错率从2022年的1.20%压降至0.85%，成效明显。", ["held"]),
        ("差错率从2022年的1.20%提高到0.85%，成效明显。", ["broken"]),
        ("占比由52%调整为48%。", []),
        ("由3%的单位组成，升至96.1%。", []),
    ],
)
def test_rates_that_move(text: str, found: list[str]) -> None:
    assert states(text, "move-direction") == found


NET = "与上年相比，人员经费增支36.20万元，公用经费减支8.40万元，两项相抵净增27.80万元。"
OF_IT = "项目支出较上年净减1,120.50万元，其中信息化项目减支896.00万元，修缮项目减支224.50万元。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NET, ["held"]),
        (NET.replace("27.80", "28.70"), ["broken"]),
        (NET.replace("减支", "增支"), ["broken"]),
        (OF_IT, ["held"]),
        (OF_IT.replace("896.00", "869.00"), ["broken"]),
        (
            OF_IT.replace("，修缮项目减支224.50万元", "，修缮项目减支100.00万元"),
            [],
        ),  # 其中 names some of them
        ("人员经费增支36.20万元，公用经费减支8.40万元，会议费减支1.00万元。", []),
    ],
)
def test_changes_that_make_a_change(text: str, found: list[str]) -> None:
    assert states(text, "parts-sum") == found


def test_several_items_in_one_sentence() -> None:
    text = (
        "公务用车运行维护费预算15.00万元，支出13.20万元，完成88.00%，节约1.80万元；"
        "公务接待费预算7.00万元，支出5.22万元，完成74.57%，节约1.78万元。"
    )
    assert broken(text) == set()
    assert "change-amount" in broken(text.replace("节约1.78", "节约1.87"))
    years = "2022年度决算数为412.60万元，2023年度决算数为398.20万元，减少14.40万元，下降3.49%。"
    assert broken(years) == set()
    assert "change-direction" in broken(years.replace("减少", "增加"))
