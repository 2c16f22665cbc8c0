"""What governments tell of a place's money: one figure altered is seen, and what is right in the same words stays silent."""

from __future__ import annotations

import pytest
from helpers_text import read

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Certainty

#: Each row: a right text, a figure in it that stands there once, and what it is altered to.
ALTERED = (
    # a change whose base no word names, in rows, with its rate before or behind it
    ("地方收入5.20亿元，增长4.0%，增收0.20亿元；上划收入3.15亿元，下降10.0%，减收0.35亿元。", "0.35", "0.53"),
    ("地方收入完成41250万元，比上年同期增加3750万元，增长10.00%；上划中央收入完成18020万元，减少980万元，下降5.16%。", "5.16", "5.61"),
    ("国税部门完成21000万元，减少1000万元，下降4.55%；地税部门完成18000万元，增加2000万元，增长12.50%。", "12.50", "15.20"),
    ("市辖区完成40.20亿元，增加4.20亿元，增长11.67%；各县完成110.00亿元，减少1.00亿元，负增长0.90%。", "负增长0.90", "负增长0.09"),
    ("一般公共预算总收入215.60亿元，增收19.60亿元、增长10.0%，完成年度预算的26.4%。", "10.0", "11.0"),
    ("税收收入31200万元，较上年增长4.0%（增收1200万元）；非税收入18900万元，下降10.0%（减收2100万元）。", "2100", "1200"),
    ("甲区12.10亿元，增长10.0%；乙区8.40亿元，增长5.0%，增收0.40亿元。", "0.40", "0.80"),
    ("收入46900万元，完成预算46508万元的100.84%，超收392万元，同比增长6.84%，增收3003万元。", "6.84", "8.64"),
    # parts that by their names are all of a whole: over sentences, list items and brackets, in a list beside another
    ("1—6月，全市一般公共预算收入完成86.40亿元，同比增长3.1%。税收收入62.10亿元，增长2.0%；非税收入24.30亿元，增长6.0%。", "24.30", "23.40"),
    ("一般公共预算收入由年初预算的52000万元调整为48000万元（税收收入调整为30500万元、非税收入调整为17500万元）。", "17500", "15700"),
    ("财政收入97309亿元。其中，中央收入49752亿元，地方本级收入47557亿元。财政收入中的税收收入85216亿元；非税收入12093亿元。", "12093", "12903"),
    ("地方一般公共预算收入31200万元，增长3.1%。\\n1.税收收入18700万元，增长1.5%。\\n2.非税收入12500万元，增长5.1%。", "18700", "17800"),
    ("收到上级转移支付312600万元（返还性收入8600万元，一般性转移支付266000万元，专项转移支付38000万元）。", "312600", "316200"),
    ("省核定政府债务限额52.30亿元（一般债务21.80亿元，专项债务30.50亿元），年末余额51.90亿元（一般21.60亿元，专项30.30亿元）。", "21.60", "26.10"),
    # what is below zero in a list of flows
    ("支出456269万元，上解上级支出3370万元，安排调节基金731万元，补充预算周转金-21万元，支出总计460349万元。", "731", "713"),
)  # fmt: skip

RIGHT = (
    # the amount and the rate are measured from different times, or on different bases
    "贷款余额520亿元，比年初增加30亿元，同比增长12.0%。",
    "收入完成85640万元，剔除留抵退税因素后同比增长9.10%，增收5640万元。",
    "本级收入52610万元，比报告数52600万元增加10万元，比2022年决算数下降14.8%。",
    "收入完成85640万元，同比增长7.05%，比预算增收2300万元，完成预算的102.76%。",
    "全年收入完成52300万元，增长4.60%，其中税收收入增收1800万元。",
    "10月份收入3.30亿元，增长10.00%，增收0.30亿元，1至10月累计增长8.00%，增收2.60亿元。",
    "财政拨款本年支出1200.00万元，增加200.00万元，增长20.00%。一般公共预算财政拨款本年支出900.00万元，比上年增加150.00万元，增长20.00%。",
    # the parts are of a whole that is not printed, or that stands farther off
    "本级收入52610万元，比报告数52600万元增加10万元。其中税收收入完成31285万元、非税收入完成21325万元。",
    "全县一般公共预算收入86400万元。县本级税收收入41200万元，非税收入23800万元。",
    "新增债券资金投入19.85亿元。\\n争取新增债券额度16.82亿元，其中一般债券0.50亿元、专项债券16.32亿元。",
    "新增债券8.20亿元，再融资债券4.10亿元。年末一般债务21.60亿元，专项债务30.30亿元。",
    "增值税留抵退税冲减后税收收入62.10亿元，上划中央收入48.30亿元，非税收入24.30亿元。",
    "上级补助收入26.80亿元，上解支出1.20亿元。返还性收入0.90亿元，一般性转移支付补助下级12.40亿元，专项转移支付补助下级3.50亿元。",
)  # fmt: skip


def _broken(text: str) -> bool:
    report = read(text.replace("\\n", "\n\n"))
    return any(evaluate(c).state == "broken" and c.certainty is not Certainty.GUESS for c in report.claims)


@pytest.mark.parametrize(("text", "right", "wrong"), ALTERED)
def test_an_altered_figure_is_seen(text: str, right: str, wrong: str) -> None:
    assert text.count(right) == 1
    assert not _broken(text)
    assert _broken(text.replace(right, wrong))


@pytest.mark.parametrize("text", RIGHT)
def test_right_in_the_same_words(text: str) -> None:
    assert not _broken(text)
