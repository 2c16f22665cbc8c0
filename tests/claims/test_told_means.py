"""The mean of scores told one by one in numbered paragraphs."""

import pytest
from helpers_text import states

ITEMS = (
    "1.水渠维修项目。全年预算数50.00万元，自评得分95.60分。\n\n"
    "2.防汛物资项目。全年预算数20.00万元，自评得分97.62分。\n\n"
    "3.抗旱项目。全年预算数30.00万元，自评得分88.19分。\n\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ITEMS + "3个项目平均得分93.80分。", ["held"]),
        (ITEMS + "3个项目平均得分98.30分。", ["broken"]),
        # another number of projects than are told, another year's mean, a project without a score
        (ITEMS + "4个项目平均得分94.60分。", []),
        (ITEMS.replace("自评得分97.62分", "执行率100%") + "3个项目平均得分94.60分。", []),
        (ITEMS.replace("2.防汛", "5.防汛") + "3个项目平均得分94.60分。", []),
    ],
)
def test_the_mean_of_numbered_paragraphs(text, expected):
    assert states(text, "average-of-list") == expected
