"""Goals of the year told in a row, against the targets of the indicator table."""

from __future__ import annotations

import pytest
from performance_samples import broken, changed, held, table

TARGETS = [
    ["指标名称", "计量单位", "年度目标值", "实际完成值", "完成率"],
    ["巡河护河", "公里", "860", "902", "104.88%"],
    ["河道清淤长度", "公里", "12", "12.6", "105%"],
    ["水质监测", "次", "240", "240", "100%"],
    ["受益群众", "万人", "3.5", "3.62", "103.43%"],
    ["群众满意度", "%", "90", "93", "103.33%"],
]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("产出目标：巡河护河不少于860公里；完成河道清淤12公里；水质监测240次；受益群众3.5万人以上。", 0),
        ("产出目标：巡河护河不少于680公里；完成河道清淤12公里；水质监测240次；受益群众3.5万人以上。", 1),
        (
            "年度绩效目标是巡河护河860公里，河道清淤12公里，水质监测不低于240次，受益群众达到5.3万人，群众满意度90%以上。",
            1,
        ),
        ("目标1：开展巡河护河860公里、水质监测420次、受益群众3.5万人、群众满意度不低于90%。", 1),
        # two that differ say that the paragraph tells of something else
        ("产出目标：巡河护河680公里；完成河道清淤12公里；水质监测420次；受益群众3.5万人。", 0),
        ("2024年目标：下一年巡河护河900公里；河道清淤12公里；水质监测240次；受益群众3.5万人。", 0),
        ("目标完成较好：实际巡河护河860公里，河道清淤12公里，水质监测240次，受益群众3.8万人。", 0),
        ("总体目标：城区巡河护河120公里，水质监测240次，群众满意度90%。", 0),
        ("目标是巡河护河902公里，河道清淤12.6公里，水质监测240次，受益群众3.5万人。", 0),  # what was done
        ("目标：巡河护河860次，河道清淤12公里，水质监测240次，受益群众3.5万人。", 0),  # another unit
    ],
)
def test_goals_in_a_row(words: str, wrong: int) -> None:
    assert broken("二、绩效目标", words, "附件", table(TARGETS)).count("indicator-repeats") == wrong


def test_an_indicator_of_two_tables_may_have_either_target() -> None:
    words = "产出目标：巡河护河不少于680公里；河道清淤12公里；水质监测240次；受益群众3.5万人以上。"
    other = changed(TARGETS, 1, 2, "680")
    assert "indicator-repeats" not in broken(words, table(TARGETS), "项目自评表", table(other))
    assert "indicator-repeats" in held(words, table(TARGETS), "项目自评表", table(other))
