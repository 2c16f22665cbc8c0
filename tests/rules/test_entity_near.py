"""Names almost one's own: one letter of the county wrong, a sister body in the glossary."""

from __future__ import annotations

import pytest
from written import found

HOME = "塔什湖县教育局开展工作。\n\n塔什湖县教育局完成任务。\n\n塔什湖县下辖6个乡镇。\n\n"
SHORT = "临溪县人民法院开展工作。\n\n临溪县人民法院完成任务。\n\n临溪县人民法院下设3个法庭。\n\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("本次评价依据塔什河县教育局提供的资料形成。", ["塔什河县教育局"]),
        ("经费由塔拉湖县财政安排。", ["塔拉湖县"]),
        ("本次评价依据塔什湖县教育局提供的资料形成。", []),
        ("与塔什河县相比，教师配备仍有差距。", []),
        ("组织教师赴塔什河县考察。", []),
        ("塔什河县支教2人，塔什河县教育局接收3人。", []),  # has a part of its own
        ("工作经费拨付塔什河县教育局使用。", []),
    ],
)
def test_the_place_with_one_letter_wrong(text: str, wrong: list[str]) -> None:
    breaches = found("own-name-misspelt", HOME + text, entity="塔什湖县教育局")
    assert [b.stated for b in breaches] == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("办案经费由临河县人民法院统一列支。", True),
        ("被执行人户籍在临河县城关镇。", False),
        ("与临河县人民法院建立协作机制。", False),
    ],
)
def test_a_name_of_two_letters_needs_the_body_behind_it(text: str, wrong: bool) -> None:
    assert bool(found("own-name-misspelt", SHORT + text, entity="临溪县人民法院")) is wrong


@pytest.mark.parametrize(
    ("entity", "text", "wrong"),
    [
        ("临溪县人民法院", "4.“两庭”建设：指检察院用于审判庭和人民法庭建设的支出。", True),
        ("临溪县人民法院", "4.“两庭”建设：指法院用于审判庭和人民法庭建设的支出。", False),
        ("临溪县人民检察院", "5.检察监督：反映各级法院开展监督工作的支出。", True),
        ("临溪县公安局", "执法办案：指司法局履行职责的支出。", True),
        ("临溪县公安局", "司法救助：指人民法院用于救助当事人的支出。", True),
        ("临溪县司法局", "法院（款）案件执行（项）：指人民法院用于案件执行的支出。", False),
        ("临溪县水利局", "案件审判：指法院用于审判的支出。", False),
        ("临溪县第一中学", "住院补助：指公立医院用于补助病人的支出。", True),
    ],
)
def test_definitions_of_a_sister_body(entity: str, text: str, wrong: bool) -> None:
    told = found("other-unit-as-own", f"{entity}概况\n\n第四部分 名词解释\n\n{text}", entity=entity)
    assert bool(told) is wrong
    assert all(b.level == "warning" for b in told)


BODIES = "清河县水利局下属河道管理中心、水政监察大队2个事业单位。\n\n{}机关运行经费支出58.42万元。"


@pytest.mark.parametrize(
    ("subject", "wrong"),
    [
        ("局机关及水政监察大队2023年度", []),
        ("局机关和监察大队2023年度", []),
        ("局本级、河道管理中心2023年度", []),
        ("县水利局以及河道管理中心2023年度", []),
        ("局机关及动物卫生监督所2023年度", ["局机关及动物卫生监督所"]),
        ("清河县林业和草原局2023年度", ["清河县林业和草原局"]),
    ],
)
def test_parts_of_the_unit_told_together(subject: str, wrong: list[str]) -> None:
    told = found("other-unit-as-own", BODIES.format(subject), entity="清河县水利局")
    assert [b.stated for b in told] == wrong
