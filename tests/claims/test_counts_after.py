"""Stated numbers whose list ends right before them, or whose kinds stand in brackets."""

from __future__ import annotations

import pytest
from helpers_text import read

from juesuan.claims.evaluate import evaluate


def found(text: str, *checks: str) -> list[tuple[str, str]]:
    claims = [c for c in read(text).claims if c.check in (checks or ("count-of-list",))]
    return [(evaluate(c).state, c.certainty.value) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("街道辖东堤、柳荫、南埂、荷塘6个社区。", []),  # so far off that the list cannot be all
        ("街道辖东堤、柳荫、南埂、荷塘5个社区。", [("broken", "likely")]),
        ("街道辖东堤、柳荫、南埂、荷塘4个社区。", [("held", "likely")]),
        ("对护林防火、苗圃改造、病虫防治4个项目开展自评。", [("broken", "likely")]),
        ("对护林防火、苗圃改造、病虫防治3个项目开展自评。", [("held", "likely")]),
        ("镇辖上河村、下河村、桥头村和新集社区5个村。", [("broken", "likely")]),
        ("抽查了上河村、下河村、桥头村4个村的账目。", [("broken", "guess")]),
        # kinds of things, not the things
        ("对学校、医院、企业4家单位开展检查。", [("broken", "guess")]),
        ("在教育、医疗等领域实施5个项目。", []),
        ("在上河村、下河村新建3个站点。", []),
        ("在城区、乡镇建设东堤、柳荫2个站点。", [("held", "certain")]),
        ("对交通、水利部门的长江路、黄河桥、淮河渠3个项目开展自评。", [("held", "likely")]),
        ("评价的项目有道路硬化、饮水安全、危房改造、产业路4个。", [("held", "likely")]),
        ("内设机构有办公室、政工科、财务科、业务科，共5个科室。", [("broken", "likely")]),
        ("投入指标4项、产出指标4项、效果指标3项。", []),
        ("发放养老、护理、康复两项补贴。", []),
    ],
)
def test_a_list_right_before_its_number(text: str, expected: list[tuple[str, str]]) -> None:
    got = found(text)
    assert got == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("2镇3乡", ["held", "held", "held"]),
        ("3镇3乡", ["broken", "broken", "held"]),
        ("2个镇、4个乡", ["broken", "held", "broken"]),
    ],
)
def test_kinds_in_brackets(kinds: str, expected: list[str]) -> None:
    text = f"全县下辖5个乡镇（{kinds}，即上河镇、下河镇、桥头乡、新集乡、白塔乡）。"
    assert [s for s, _ in found(text, "count-of-list", "parts-sum")] == expected


def test_kinds_without_names_are_not_counted() -> None:
    assert found("全县下辖9个乡镇（5乡4镇），人口20万人。", "count-of-list", "parts-sum") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("纳入部门决算编报范围的单位共有5个，包括本级和下属4个预算单位，详见下表。", [("held", "likely")]),
        ("纳入部门决算编报范围的单位共有5个，包括本级和下属5个预算单位，详见下表。", [("broken", "likely")]),
        ("部门决算编报单位共4个，包括局机关及所属3个事业单位。", [("held", "likely")]),
        # more units follow
        ("编报单位共6个，包括局本级、2个参公单位和3个事业单位。", []),
        ("编报单位共6个，包括局本级和2个参公单位，另有3个事业单位。", []),
    ],
)
def test_a_department_and_the_units_below_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "parts-sum") == expected
