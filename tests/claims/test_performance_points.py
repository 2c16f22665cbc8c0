"""Points of sheets: taken off in a column, brought by execution, and those of a questionnaire, which are none."""

from __future__ import annotations

import pytest
from performance_samples import SECTIONS, broken, changed, held, table


def test_points_of_a_questionnaire_are_no_score_of_the_sheet() -> None:
    told = "（3）满意度设立观众满意度1个三级指标。有效问卷98份，问卷总分9316分，观众满意度综合得分95.06分，得6分。满意度总评价分6分，评价得分6分。"
    sheet = [
        ["一级指标", "二级指标", "三级指标", "分值", "得分"],
        ["效果（10分）", "满意度（6分）", "观众满意度", "6", "6"],
        ["^", "社会效益（4分）", "开放天数", "4", "4"],
        ["合计", "<", "<", "10", "10"],
    ]
    assert broken(told, table(sheet)) == []
    assert "prose-score-matches-sheet" in broken(told.replace("评价得分6分", "评价得分5分"), table(sheet))


def test_points_for_execution_bring_the_decimals_of_the_total() -> None:
    whole = [
        [c.replace("27.6", "27").replace("9.2", "9") for c in row] if n > 3 else row
        for n, row in enumerate(SECTIONS)
    ]
    computed = changed(changed(whole, 2, 6, "9.48"), 8, 6, "93.48")
    assert "total-score-is-sum" in held(table(computed))
    assert "total-score-is-sum" in broken(table(changed(computed, 8, 6, "94.48")))
    # 93.91 of which 9.48 are for execution: the items were rounded for print
    assert "total-score-is-sum" in held(table(changed(computed, 8, 6, "93.91")))


TAKEN_OFF = [
    ["一级指标", "分值", "得分", "扣分", "扣分原因"],
    ["项目决策", "20", "18.5", "1.5", "目标不够细"],
    ["项目过程", "20", "20", "", ""],
    ["项目产出", "35", "33.2", "1.8", "有一处未验收"],
    ["项目效益", "25", "24", "1", "知晓率偏低"],
    ["合计", "100", "95.7", "4.3", ""],
]


@pytest.mark.parametrize(("row", "value"), [(1, "1.2"), (3, "8.1"), (5, "3.4")])
def test_a_column_of_points_taken_off(row, value) -> None:
    assert broken(table(TAKEN_OFF)) == []
    assert held(table(TAKEN_OFF)).count("deduction-leaves-score") == 4
    assert broken(table(changed(TAKEN_OFF, row, 3, value))) == ["deduction-leaves-score"]
    minus = [[f"-{c}" if n == 3 and c[:1].isdigit() else c for n, c in enumerate(r)] for r in TAKEN_OFF]
    assert broken(table(minus)) == []
