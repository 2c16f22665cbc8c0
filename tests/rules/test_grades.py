"""A grade against its score: by the bands the report prints, else by the national ones."""

from __future__ import annotations

import pytest

from juesuan.claims.performance.grades import bands_of
from juesuan.claims.performance.rows import box_of
from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain
from juesuan.rules.registry import checks

LOCAL = "按优秀（得分≥90分）、良好（75分≤得分<90分）、合格（60-75分）、不合格（60分以下）四个等次，"
STEPS = "评价结果分为四档：一档（90分以上）、二档（80-90分）、三档（60-80分）、四档（60分以下）。"


def said(text: str) -> list[tuple[str, str]]:
    head = "清河县水利局2023年度整体支出绩效自评报告\n\n"
    report = read_report(read_plain((head + text).encode(), "报告.txt", ""))
    return [(b.stated, b.expected) for b in checks()["grade-fits-score"](report)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("单位整体自评得分96.8分，其中决策18分、产出41.8分，自评等次为‘良’。", [("良", "优")]),
        ("单位整体自评得分96.8分，其中决策18分、产出41.8分，自评等次为‘优’。", []),
        ("整体支出绩效自评得分84分。评定等级：优秀。", [("优秀", "良")]),
        ("水库除险项目单独自评，完成90.0%；项目得分95.36分，等次为“良”。", [("良", "优")]),
        ("甲项目自评得分95分，等次为优；乙项目得分85分，等次为良。", []),
        ("甲项目自评得分95分，等次为优；乙项目得分85分，等次为优。", [("优", "良")]),
        (LOCAL + "本单位自评得分77.2分，评价结果为良好。", []),
        (LOCAL + "本单位自评得分72.2分，评价结果为良好。", [("良好", "合格")]),
        (STEPS + "本单位整体支出绩效自评得分88分，评价结果为二档。", []),
        (STEPS + "本单位整体支出绩效自评得分88分，评价结果为一档。", [("一档", "二档")]),
        ("得分90分以上的，评定为优；80分以上的，评定为良。单位整体绩效自评得分86分，评为良。", []),
        ("总得分89.5分，绩效等级评定为“优”，90（含）-100分为优、80（含）-90分为良、60分以下为差。", [("优", "良")]),
        ("总得分90分，绩效等级评定为“优”，90（含）-100分为优、80（含）-90分为良、60分以下为差。", []),
        ("整体自评得分92分，评价结论为合格。", []),
        ("自评得分100分，评价等级为优。产出指标得分48.5分，结论为优。", []),
    ],
)  # fmt: skip
def test_grade_and_score(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    "text", ["90分以上为优，80分以上为良。", "90分以上为优，95分以上为良，60分以下为差。", "良（80-90分）、中（60-80分）、差（60分以下）"]
)  # fmt: skip
def test_what_is_no_scale(text: str) -> None:
    assert bands_of([box_of(0, None, text)]) == ()
