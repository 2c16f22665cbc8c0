"""Names of bodies: taken apart, compared, and read from covers, table heads and sentences."""

from __future__ import annotations

import pytest

from juesuan.claims.entities import apart, name_of, same_core
from juesuan.claims.profile import read_profile
from juesuan.documents.plain import read_plain


@pytest.mark.parametrize(
    ("text", "places", "core"),
    [
        ("清河县人力资源和社会保障局", ("清河县",), "人力资源和社会保障局"),
        ("青山市仁和区财政局", ("青山市", "仁和区"), "财政局"),
        ("青岭县柳溪镇人民政府", ("青岭县", "柳溪镇"), "人民政府"),
        ("清河县城市管理局", ("清河县",), "城市管理局"),
        ("清河县住房和城乡建设局", ("清河县",), "住房和城乡建设局"),
        ("安南市云山区市场监督管理局", ("安南市", "云山区"), "市场监督管理局"),
        ("政协清河县委员会办公室", ("清河县",), "政协委员会办公室"),
        ("云州市清河区民政局", ("云州市", "清河区"), "民政局"),
        ("云州清河县民政局", ("云州", "清河县"), "民政局"),
        ("海宁市东湖区柳园街道办事处", ("海宁市", "东湖区", "柳园街道"), "办事处"),
    ],
)
def test_a_name_is_places_and_a_core(text: str, places: tuple[str, ...], core: str) -> None:
    name = name_of(text)
    assert (name.places, name.core) == (places, core)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("县人社局", "清河县人力资源和社会保障局", True),
        ("县住建局", "清河县住房和城乡建设局", True),
        ("县人大机关", "政协清河县委员会办公室", False),
        ("清河县行政审批局", "清河县政务服务中心", False),
    ],
)
def test_short_forms_keep_the_order_of_letters(one: str, other: str, same: bool) -> None:
    assert same_core(name_of(one), name_of(other)) is same


def test_places_exclude_each_other_only_side_by_side() -> None:
    own = name_of("青山市仁和区人民检察院")
    assert apart(name_of("青山市东湖区人民检察院"), own)
    assert not apart(name_of("青山市人民检察院"), own)
    assert not apart(name_of("仁和区人民检察院"), own)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("2020年度青山市云溪区\n人力资源和社会保障局部门决算\n\n云溪区人力资源和社会保障局内设六个股室。\n青山市云溪区人力资源和社会保障局汇总公开。\n"
         "青山市云溪区人力资源和社会保障局已公开。", "青山市云溪区人力资源和社会保障局"),
        ("部门（单位）名称：政协清河县委员会办公室（公章）\n\n2021年度绩效自评报告", "政协清河县委员会办公室"),
        ("公开01表\n\n单位名称：清河市群众文化馆　　　　金额单位：元\n\n2022年度决算", "清河市群众文化馆"),
        ("清河县中等职业技术学校2022年度绩效自评报告\n\n自评单位：清河县中等职业技术学校（盖章）", "清河县中等职业技术学校"),
        ("清河市2022年污水处理项目绩效评价报告\n\n评价对象：清河市水务局\n\n项目得分88分。", "清河市水务局"),
        ("清河县2022年学前教育项目绩效评价报告\n\n评价对象：2022年学前教育项目\n\n项目得分88分。", ""),
        ("2022年度决算\n\n清河县水利局等单位：共有车辆2辆。", ""),
        ("一、基本情况\n\n清河市第三幼儿园是清河市教育局直属的事业单位。\n\n2022年度决算", "清河市第三幼儿园"),
    ],
)  # fmt: skip
def test_entity_is_read_in_full(text: str, entity: str) -> None:
    assert read_profile(read_plain(text.encode(), "报告.txt", "0" * 64)).entity == entity


def test_a_part_of_a_report_still_has_a_kind() -> None:
    profile = read_profile(
        read_plain("2023年收入合计10万元，比上年决算数增加2万元。".encode(), "报告.txt", "0" * 64)
    )
    assert profile.kind == "accounts"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "source https://www.example.gov.cn/art/2021/11/17/art_1229505944_59099922.html\n\n共安排7.2亿元。",
            "zh",
        ),
        (
            "资金表\n\n| 甲 | 乙 |\n| 18900.00 | 5100.00 |\n| 24000.00 | 9662.00 |\n| 24000.00 | 9662.00 |",
            "zh",
        ),
        ("Final accounts of the county for 2023, published by the bureau of finance 财政局.", "other"),
        ("1234567 890", "other"),
    ],
)
def test_figures_and_addresses_speak_no_language(text: str, language: str) -> None:
    assert read_profile(read_plain(text.encode(), "a.txt", "0" * 64)).language == language
