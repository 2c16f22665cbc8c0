"""What a body's duties, offices and staff are: told of another body of the same place and kind in one's own report."""

from __future__ import annotations

import pytest
from written import found

HOME = "{0}概况\n\n{0}2023年度部门决算公开。\n\n{0}高度重视决算工作。\n\n{1}"


def told(entity: str, text: str) -> list[tuple[str, str | None]]:
    return [(b.stated, b.level) for b in found("other-unit-as-own", HOME.format(entity, text), entity=entity)]


@pytest.mark.parametrize(
    ("entity", "text", "wrong"),
    [
        ("云岭县第三中学", "一、主要职能。云岭县第五中学的主要职责是实施初中义务教育。", "云岭县第五中学"),
        ("云岭县科学技术局", "云岭县商务局内设机构6个，下属事业单位2个。", "云岭县商务局"),
        ("柳河市中心血站", "柳河市疾病预防控制中心内设12个科室。", ""),  # no two of one kind
        ("柳河市人民医院", "柳河市中医院现有编制420名，实有在编386人。", "柳河市中医院"),
        ("东川区文化馆", "评价对象为东川区美术馆2023年度部门整体支出。", "东川区美术馆"),
        ("清溪县审计局", "县统计局核定编制25名，其中行政编制18名。", "县统计局"),
        ("清溪县审计局", "清溪县统计局主要职责包括：组织实施统计调查。", "清溪县统计局"),
        (
            "云岭县人民检察院",
            "纳入2023年度部门决算编制范围的单位1个，即云岭县人民法院本级。",
            "云岭县人民法院",
        ),
    ],
)
def test_another_body_introduced_as_ones_own(entity: str, text: str, wrong: str) -> None:
    assert told(entity, text) == ([(wrong, "warning")] if wrong else [])


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("云岭县第三中学", "云岭县第三中学的主要职责是实施初中义务教育。"),
        # parts and inferiors have duties, offices and staff of their own
        ("云岭县交通运输局", "云岭县公路养护中心的主要职责是养护县道。"),
        ("云岭县交通运输局", "综合办公室的主要职责是文秘、档案和后勤。"),
        ("云岭县教育局", "云岭县第三中学内设8个处室，编制120名。"),
        ("柳河市人民医院", "柳河市人民医院河东院区内设12个科室。"),
        ("柳河市公安局", "柳河市公安局城关分局内设机构5个。"),
        # named elsewhere: it has a part of its own here
        ("云岭县农业农村局", "下属单位：云岭县畜牧局。\n\n云岭县畜牧局内设机构4个。"),
        # what is evaluated is a project
        ("东川区文化馆", "评价对象为东川区美术馆改造项目。"),
        ("清溪县审计局", "省审计厅内设机构20个。"),
        ("云岭县人民检察院", "纳入部门决算编制范围的单位1个，即云岭县人民检察院本级。"),
        ("云岭县农业农村局", "决算编制范围的单位包括：云岭县农业农村局（本级）、云岭县农技中心。"),
        ("清溪县审计局", "清溪县委组织部的主要任务是抓好队伍建设。"),
    ],
)
def test_others_that_may_be_introduced(entity: str, text: str) -> None:
    assert told(entity, text) == []
