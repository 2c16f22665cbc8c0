"""A number for each, how many there were, and what they came to."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("开展野外巡护24次，每次巡护里程65公里，累计1560公里。", ["held"]),
        ("开展野外巡护24次，每次巡护里程65公里，累计1650公里。", ["broken"]),
        ("举办讲座36场，每场128人次，共计受众4,608人次。", ["held"]),
        ("举办讲座36场，每场128人次，共计受众4,806人次。", ["broken"]),
        # round numbers for each are about what they were
        ("举办培训12期，每期50人，共培训620人。", []),
        ("举办培训12期，每期约50人，共培训600人。", []),
        # other things, another sentence
        ("开展巡护24次，每组65公里，累计1650公里。", []),
        ("开展巡护24次，每次65公里。全年累计1650公里。", []),
        ("开展巡护24次，每次2小时，累计1650公里。", []),
    ],
)
def test_the_total_of_a_number_for_each(told, expected):
    assert states(told, "norm-times-number") == expected
