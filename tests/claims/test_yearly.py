"""Values of several years, told in prose and printed in a table with years for headings (or for rows)."""

import pytest
from helpers_text import read, verdicts

from juesuan.claims.evaluate import evaluate

TABLE = (
    "近三年主要数据\n\n| 指标 | 2022年 | 2023年 | 2024年 |\n| 幼儿园（所） | 54 | 53 | 52 |\n"
    "| 在园幼儿（人） | 6845 | 7068 | 7280 |\n| 经费支出（万元） | 1462.30 | 1586.75 | 1698.34 |\n"
    "| 毛入园率（%） | 96.2 | 97.5 | 98.4 |\n\n"
)
TURNED = (
    "单位：万元\n\n| 年度 | 经费支出 | 设备购置 |\n| 2022年 | 1462.30 | 120.00 |\n| 2023年 | 1586.75 | 130.00 |\n"
    "| 2024年 | 1698.34 | 145.46 |\n\n"
)


def found(text: str) -> list[str]:
    claims = [c for c in read(text).claims if c.key.startswith("yearly:")]
    return [evaluate(c).state for c in claims]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("毛入园率从2022年的96.2%提高到2024年的98.4%。", ["held", "held"]),
        ("毛入园率从2022年的97.5%提高到2024年的98.4%。", ["broken", "held"]),
        ("2024年在园幼儿7280人，2023年为7068人，一年间增加212人。", ["held", "held"]),
        ("2024年在园幼儿7820人，2023年为7068人。", ["broken", "held"]),
        ("经费支出由2023年的1586.75万元增加到2024年的1698.34万元。", ["held", "held"]),
        ("2024年经费支出0.17亿元。", ["held"]),
        ("2024年全县在园幼儿7280人。", ["held"]),
        # a part, a goal, a change, no year, another unit
        ("2024年在园幼儿中女童3412人。", []),
        ("2024年在园幼儿目标7200人。", []),
        ("在园幼儿比2023年增加212人。", []),
        ("在园幼儿7820人。", []),
        ("2024年幼儿园52个班。", []),
    ],
)
def test_prose_against_a_table_of_years(told, expected):
    assert found(TABLE + told) == expected


def test_years_may_head_the_rows():
    assert found(TURNED + "设备购置2023年130.00万元、2024年145.64万元。") == ["held", "broken"]


def test_without_a_table_of_years_nothing_is_told_twice():
    assert verdicts("毛入园率从2022年的96.2%提高到2024年的98.4%。", "same-phrase") == []
