"""Stated counts against lists, direction words against figures, targets in prose."""

import pytest
from helpers_text import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "设置9个内设机构，分别为：办公室、投资股、协作股、招商股、统计股、政工股、法规股、服务股。",
            ["broken"],
        ),
        (
            "设置8个内设机构，分别为：办公室、投资股、协作股、招商股、统计股、政工股、法规股、服务股。",
            ["held"],
        ),
        ("组织对“甲项目”“乙项目”“丙项目”等3个项目开展评估。", ["held"]),
        ("组织对“甲项目”“乙项目”“丙项目”等4个项目开展评估。", ["broken"]),
        ("预算管理设立预算执行率、经费控制率、预算调整情况4个三级指标。", ["broken"]),
        ("其他事业单位2个：人才服务中心、仲裁服务所。", ["held"]),
        ("预算单位共计3家，具体包括：县水利局本级、水文站、河道所、水库处。", ["broken"]),
        ("预算单位共计4家，具体包括：县水利局本级、水文站、河道所、水库处。", ["held"]),
        ("内设机构5个，具体为：办公室、财务股、业务股、监察股、法规股。", ["held"]),
        ("下设三个科室，包括办公室、财务科等。", []),
        ("第三条本局的主要职责是：贯彻法规、拟订规划、组织实施。", []),
    ],
)
def test_counts(text, expected):
    assert states(text, "count-of-list") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初预算为50.00万元，支出决算为40.00万元，决算数小于预算数。", ["held"]),
        ("年初预算为50.00万元，支出决算为40.00万元，决算数大于预算数。", ["broken"]),
        ("年初预算为50.00万元，支出决算为50.00万元，决算数与预算数持平。", ["held"]),
        ("年初预算为50.00万元，支出决算为51.00万元，决算数与预算数持平。", ["broken"]),
        ("支出决算为40.00万元，完成预算84.54%，决算数大于预算数。", ["broken"]),
        ("支出决算为40.00万元，完成预算84.54%，决算数小于预算数。", ["held"]),
        ("支出决算为50.96万元，完成年初预算的101.92%，低于年初预算的主要原因是厉行节约。", ["broken"]),
        ("支出决算为49.00万元，完成年初预算的98%，低于年初预算的主要原因是厉行节约。", ["held"]),
    ],
)
def test_direction_words(text, expected):
    assert states(text, "direction-word") == expected


@pytest.mark.parametrize(
    ("text", "check", "expected"),
    [
        ("城镇登记失业率3.26%，低于4.2%的目标控制线。", "target-comparison", ["held"]),
        ("城镇登记失业率5.26%，低于4.2%的目标控制线。", "target-comparison", ["broken"]),
        ("调解成功率83.4%，完成不低于70%的目标任务。", "target-comparison", ["held"]),
        ("城镇新增就业969人，占目标任务的107.67%。", "whole-target", ["held"]),
        ("城镇新增就业969人，占目标任务的207.67%。", "whole-target", ["broken"]),
        ("转移就业2394856人，占目标任务的149.68%。", "whole-target", []),
        ("受理争议101件，结案101件，结案率100%。", "named-rate", ["held"]),
        ("立案处理106起，结案100起，结案率95%。", "named-rate", ["broken"]),
    ],
)
def test_targets(text, check, expected):
    assert states(text, check) == expected
