"""The library offers indicators that can be measured, once each, under the levels of the regulation."""

from __future__ import annotations

from juesuan.performance.library import levels, library
from juesuan.performance.terms import Direction


def test_every_indicator_says_how_it_is_measured_and_shown() -> None:
    assert len(library()) >= 60
    names = [i.name for i in library()]
    assert len(names) == len(set(names))
    for one in library():
        assert one.measure, one.name
        assert one.evidence, one.name
        assert bool(one.unit) is (one.direction is not Direction.QUALITATIVE), one.name


def test_every_first_level_of_the_regulation_is_there() -> None:
    first, second = levels()
    assert set(first) == {"成本指标", "产出指标", "效益指标", "满意度指标"}
    assert {"数量指标", "质量指标", "时效指标", "经济成本指标", "社会效益指标", "服务对象满意度指标"} <= set(
        second
    )
