"""Lists of projects in which a row tells parts of the row above it."""

from __future__ import annotations

import pytest
from performance_samples import broken, changed, held, table

NESTED = [
    ["项目名称", "年初预算数", "执行数"],
    ["合计", "90.00", "80.00"],
    ["1.水质监测", "50.00", "45.00"],
    ["其中：（1）采样", "30.00", "28.00"],
    ["（2）化验", "20.00", "17.00"],
    ["2.河道巡查", "40.00", "35.00"],
]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (NESTED, []),
        (changed(NESTED, 1, 2, "97.00"), ["project-list-adds-up"]),
        # Without numbers it cannot be told how far the parts go.
        (changed(changed(NESTED, 3, 0, "其中：采样"), 4, 0, "化验"), []),
    ],
)
def test_parts_of_a_row_are_no_rows_of_the_list(rows, expected) -> None:
    assert [c for c in broken(table(rows)) if c == "project-list-adds-up"] == expected


def test_below_the_total_all_rows_are_its_parts() -> None:
    rows = [*NESTED[:2], ["其中：水质监测", "50.00", "45.00"], ["河道巡查", "40.00", "35.00"]]
    assert "project-list-adds-up" in held(table(rows))
    assert "project-list-adds-up" in broken(table(changed(rows, 1, 1, "99.00")))
