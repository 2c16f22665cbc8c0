"""The form for transfers from above, and headings that lost a caption, are read with their funds."""

from __future__ import annotations

import pytest
from performance_samples import as_text, broken, changed, held, table

TRANSFER = [
    ["转移支付（项目）名称", "小型水库维修养护", "<", "<", "<", "<", "<"],
    ["地方主管部门", "清河县水利局", "<", "<", "资金使用单位", "清河县水利局", "<"],
    ["资金投入情况（万元）", "", "<", "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A×100%）", "<"],
    ["^", "年度资金总额：", "<", "840.00", "714.00", "85%", "<"],
    ["^", "其中：中央财政资金", "<", "500.00", "450.00", "90%", "<"],
    ["^", "地方财政资金", "<", "340.00", "264.00", "77.65%", "<"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"],
    ["^", "产出指标", "数量指标", "维修水库座数", "≥12座", "12座", ""],
    ["^", "^", "质量指标", "验收合格率", "100%", "100%", ""],
]


@pytest.mark.parametrize("form", [table, as_text], ids=["grid", "text"])
@pytest.mark.parametrize(
    ("row", "column", "value", "check"),
    [
        (5, 4, "246.00", "project-funds-add-up"),
        (4, 3, "550.00", "project-funds-add-up"),
        (3, 5, "86%", "project-execution-rate"),
        (5, 5, "76.65%", "project-execution-rate"),
    ],
)
def test_the_form_for_transfers_from_above(form, row, column, value, check) -> None:
    assert broken(form(TRANSFER)) == []
    assert check in broken(form(changed(TRANSFER, row, column, value)))


def test_a_heading_that_lost_the_caption_of_its_labels() -> None:
    rows = [
        ["项目名称", "社区养老补助", "", ""],
        ["项目资金（万元）", "", "", ""],
        ["全年预算数（A）", "全年执行数（B）", "预算执行率（B/A）", ""],
        ["年度资金总额：", "120.00", "96.00", "80%"],
        ["其中：市级资金", "70.00", "50.00", "71.43%"],
        ["县级资金", "50.00", "46.00", "92%"],
    ]
    assert {"project-execution-rate", "project-funds-add-up"} <= set(held(table(rows)))
    assert broken(table(rows)) == []
    assert "project-funds-add-up" in broken(table(changed(rows, 5, 2, "64.00")))
