"""Years and names in the places that belong to the report's own year and unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written import NAME, found, quotes, written

from juesuan.amounts import Interval
from juesuan.claims.model import Fact, Operand
from juesuan.documents.model import Span
from juesuan.rules.model import NotApplicable
from juesuan.rules.registry import checks

STATED = "一、2023年度收入决算情况\n2023年度收入100万元。\n"
OWN = "青山市仁和区人民检察院"
TOWN = "青岭县柳溪镇人民政府"


def test_heading_of_another_year_among_its_neighbours() -> None:
    text = (
        "一、2023年度收入支出决算总体情况\n收入100万元。\n二、2023年度支出决算情况\n支出90万元。\n"
        "三、2022年度基本支出决算情况\n基本支出80万元。\n"
    )
    (breach,) = found("title-of-another-year", text)
    assert breach.level == "error"
    assert breach.expected == "2023年"


@pytest.mark.parametrize(
    "heading",
    [
        "三、2022年度审计问题整改情况",
        "三、2024年度部门预算安排情况",
        "三、2022年度与2023年度决算对比情况",
        "三、2024年工作计划",
    ],
)
def test_headings_that_speak_of_another_year_on_purpose(heading: str) -> None:
    text = (
        "一、2023年度收入决算情况\n收入100万元。\n二、2023年度支出决算情况\n支出90万元。\n"
        + heading
        + "\n已完成。\n"
    )
    assert not found("title-of-another-year", text)


def test_head_of_one_table_among_many() -> None:
    table = "项目支出绩效自评表\n（{}年度）\n| 项目名称 | 培训 | 实施单位 | 县中心 |\n| 预算数 | 10 | 执行数 | 9 |\n\n"
    text = table.format(2023) * 3 + table.format(2021)
    (breach,) = found("table-of-another-year", text)
    assert breach.stated == "2021年"
    assert not found("table-of-another-year", table.format(2023) * 3)


def test_measures_of_another_year() -> None:
    text = STATED + "四、改进措施\n一是加快2020年度预算执行进度；二是加强培训。\n"
    (breach,) = found("measure-of-another-year", text)
    assert breach.level == "error"
    assert breach.stated == "2020年"
    for right in ("做好2022年度决算公开工作", "加快2024年度预算执行进度", "落实2023年各项任务"):
        assert not found("measure-of-another-year", STATED + f"四、改进措施\n一是{right}。\n")


def test_cause_of_a_problem_in_another_year() -> None:
    text = STATED + "项目自评95分。发现的主要问题及原因：2021年度资金下达较晚。"
    assert quotes("other-year-in-results", text) == ["2021年度资金下达较晚"]


def test_comparison_with_itself_by_final_figures() -> None:
    assert found("compared-with-itself", "（一）2050201城乡社区支出5万元，与2023年决算数持平。")
    assert not found("compared-with-itself", "支出5万元，与2022年决算数持平。")


def test_another_body_in_ones_own_place() -> None:
    slots = (
        "下一步，青山市东湖区人民检察院将继续加强预算管理。",
        "“三公”经费：指青山市东湖区人民检察院用财政拨款安排的因公出国（境）费。",
    )
    for text in slots:
        (breach,) = found("other-unit-as-own", text, entity=OWN)
        assert breach.stated == "青山市东湖区人民检察院"
        assert breach.level == "error"
    (breach,) = found(
        "other-unit-as-own", "本年度区人大机关未发生资产处置事项。", entity="政协青山市仁和区委员会"
    )
    assert breach.stated == "区人大机关"
    assert breach.level == "warning"


def test_one_table_of_another_town() -> None:
    row = "| 项目名称 | 保洁 |\n| 主管部门 | 青岭县财政局 |\n| 实施单位 | {} |\n\n"
    text = row.format(TOWN) * 3 + row.format("青岭县石桥镇人民政府")
    (breach,) = found("other-unit-as-own", text, entity=TOWN)
    assert breach.stated == "青岭县石桥镇人民政府"


@pytest.mark.parametrize(
    "text",
    [
        "与青山市东湖区人民检察院联合开展活动。",
        "仁和区人民检察院将继续加强管理。",
        "青山市人民检察院对本院开展绩效评价。",
        "区财政局未委托第三方开展评价。",
        "“三公”经费：指各部门用财政拨款安排的因公出国（境）费。",
        "所属检务服务中心共有车辆2辆。检务服务中心是本院下属单位。",
    ],
)
def test_superiors_partners_and_short_forms_are_silent(text: str) -> None:
    assert not found("other-unit-as-own", text, entity=OWN)


def test_listed_table_that_the_body_lacks() -> None:
    names = ["收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "基本支出决算表"]
    numbers = "一二三四五"
    listed = "".join(f"表{n}：{name}\n" for n, name in zip(numbers, names, strict=True))
    head = (
        "目录\n第一部分 概况\n一、主要职能\n二、机构设置\n第二部分 决算表\n"
        + listed
        + "第三部分 情况说明\n第四部分 名词解释\n\n"
    )
    body = "第一部分 概况\n一、主要职能\n负责业务。\n二、机构设置\n内设三个股。\n第二部分 决算表\n"
    tables = "".join(f"表{n}：{name}\n| 合计 | 1 |\n\n" for n, name in zip(numbers, names, strict=True))
    tail = "第三部分 情况说明\n收入1万元。\n第四部分 名词解释\n无。\n"
    assert not found("listed-table-absent", head + body + tables + tail)
    cut = tables.replace("表四：财政拨款收入支出决算总表\n| 合计 | 1 |\n\n", "")
    (breach,) = found("listed-table-absent", head + body + cut + tail)
    assert breach.expected == "财政拨款收入支出决算总表"


@pytest.mark.parametrize(("year", "old"), [(2023, False), (2021, True), (2024, True), (2017, False)])
def test_this_years_figure_under_a_year_further_off(year: int, old: bool) -> None:
    report = written(f"{year}年度设备购置费支出18.40万元。\n\n设备购置费支出18.40万元。\n")
    facts = []
    for block, said in enumerate((year, 2023)):
        at = report.document.blocks[block].value.find("18.40")
        number = Span(block, at, at + 5)
        amount = Operand(number, number, "18.40万元", Interval.point(184000))
        facts.append(Fact("equipment", "outturn", said, "", amount, "text"))
    read = replace(report, facts=tuple(facts))
    try:
        assert bool(list(checks()["fact-of-another-year"](read))) is old
    except NotApplicable:
        assert not old


@pytest.mark.parametrize(
    ("words", "old"),
    [
        ("2022年度办公设备购置费支出18.40万元，已全部支付。", True),
        ("办公设备购置费比上年减少，主要原因是2022年集中更新。其中：办公设备购置费支出18.40万元。", False),
        ("办公设备购置费变动，系2022年集中更新，办公设备购置费支出18.40万元。", True),
    ],
)
def test_year_of_a_reason_dates_nothing_behind_it(words: str, old: bool) -> None:
    report = written("本年办公设备购置费支出18.40万元。\n\n" + words + "\n")
    both = [p.value.find("18.40") for _, p in report.document.paragraphs()]
    facts = []
    for block, (at, year) in enumerate(zip(both, (2023, 2022), strict=True)):
        number = Span(block, at, at + 5)
        amount = Operand(number, number, "18.40万元", Interval.point(184000))
        facts.append(Fact("equipment", "outturn", year, "", amount, "text"))
    run = checks()["fact-of-another-year"]
    if old:
        assert list(run(replace(report, facts=tuple(facts))))
    else:
        with pytest.raises(NotApplicable):
            list(run(replace(report, facts=tuple(facts))))


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("云汉街道办事处对2023年度项目支出开展绩效评价。", True),
        ("全年，白溪街道办事处组织培训三次。", True),
        ("云溪街道办事处对2023年度项目支出开展绩效评价。", False),
        ("工作经费拨付云汉街道办事处对账使用。", False),
        ("云汉街道办事处对口帮扶。云汉街道办事处捐赠物资。", False),
        ("东溪街道办事处对2023年度项目支出开展绩效评价。", False),
    ],
)
def test_one_of_the_first_letters_of_ones_own_name(words: str, slip: bool) -> None:
    own = "青山市东湖区云溪街道办事处"
    text = f"{own}是区政府派出机关。云溪街道办事处内设5科。云溪街道办事处辖6个社区。" + words
    report = written(text, entity=own)
    profile = replace(report.profile, aliases=("云溪街道办事处",))
    breaches = list(checks()["own-name-misspelt"](replace(report, profile=profile)))
    assert [b.expected for b in breaches] == (["云溪街道办事处"] if slip else [])


ABOUT = f"{OWN}2023年度部门决算\n{OWN}收入支出情况如下。\n"


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：青山市东湖区人民检察院",
        "三、关于青山市东湖区人民检察院2023年度支出决算情况说明",
        "青山市东湖区人民检察院2023年度一般公共预算财政拨款基本支出100.00万元。",
        "东湖区人民检察院为财政全额保障单位，2023年度机关运行经费支出20.00万元。",
        "第三部分东湖区人民检察院决算情况说明",
    ],
)
def test_the_same_kind_of_body_of_another_place(line: str) -> None:
    (breach,) = found("other-unit-as-own", ABOUT + line + "\n", entity=OWN)
    assert breach.level == "error"
    assert breach.stated.endswith("东湖区人民检察院")
    assert not found("other-unit-as-own", ABOUT + line.replace("东湖区", "仁和区") + "\n", entity=OWN)


@pytest.mark.parametrize(
    "text",
    [
        "与东湖区人民检察院相比，2023年度支出少10万元。",
        "东湖区人民检察院的做法值得借鉴。",
        "东湖区人民检察院2023年度支出5万元。2023年度东湖区案件移交本院。",
        "东湖区人民检察院支出5万元；西山区人民检察院支出6万元；北桥区人民检察院支出7万元。",
        "青山市人民检察院为上级单位。",
    ],
)
def test_neighbours_that_have_a_part_of_their_own(text: str) -> None:
    assert not found("other-unit-as-own", ABOUT + text + "\n", entity=OWN)


LISTED = "纳入2023年部门决算编制范围的二级预算单位共3家：清河县就业服务中心、清河县考试中心、{}。\n"


def test_one_member_of_another_place() -> None:
    (breach,) = found("member-of-another-place", LISTED.format("石滩县社保中心"))
    assert (breach.stated, breach.level) == ("石滩县社保中心", "warning")
    known = "清河县社保中心办理业务。\n"
    (breach,) = found("member-of-another-place", known + LISTED.format("石滩县社保中心"))
    assert (breach.expected, breach.level) == ("清河县社保中心", "error")
    table = "| 序号 | 单位名称 |\n| 1 | 清河县就业服务中心 |\n| 2 | 清河县考试中心 |\n| 3 | {} |\n\n"
    (breach,) = found("member-of-another-place", table.format("石滩县社保中心"))
    assert breach.stated == "石滩县社保中心"
    for right in ("清河县社保中心", "县社保中心", "社区服务中心", "柳溪镇社保中心"):
        assert not found("member-of-another-place", LISTED.format(right))
        assert not found("member-of-another-place", table.format(right))


def test_several_places_in_a_list_are_silent() -> None:
    two = LISTED.replace("清河县考试中心", "桃溪县考试中心").format("石滩县社保中心")
    assert not found("member-of-another-place", two)
    assert not found("member-of-another-place", LISTED.format("石滩县社保中心") + "石滩县划入一家单位。\n")
    assert not found("member-of-another-place", "县社保局走访了" + LISTED[26:].format("石滩县社保中心"))


TITLED = "清河县2023年农村公路安全防护工程项目\n\n支出绩效评价报告\n\n评价对象为{}，评价时段为2023年。\n"


def test_another_project_as_the_object_of_evaluation() -> None:
    (breach,) = found("another-project-evaluated", TITLED.format("清河县2023年农村饮水安全巩固提升项目"))
    assert breach.stated == "清河县2023年农村饮水安全巩固提升项目"
    for same in (
        "农村公路安全防护工程项目",
        "2023年农村公路安全防护工程项目",
        "清河县2022年农村公路安全防护工程项目",
    ):
        assert not found("another-project-evaluated", TITLED.format(same))
    with pytest.raises(NotApplicable):
        found("another-project-evaluated", "清河县水利局2023年度部门决算\n\n评价对象为饮水项目。")
    second = "\n农村饮水安全巩固提升项目支出绩效评价报告\n\n评价对象为农村饮水安全巩固提升项目。\n"
    assert not found("another-project-evaluated", TITLED.format("农村公路安全防护工程项目") + second)


def test_a_project_carried_out_by_the_same_body_of_another_place() -> None:
    line = "（1）培训项目自评综述：该项目由{}牵头实施，完成预算的95%。\n"
    (breach,) = found("other-unit-as-own", ABOUT + line.format("东湖区人民检察院"), entity=OWN)
    assert breach.stated.endswith("东湖区人民检察院")
    assert not found("other-unit-as-own", ABOUT + line.format("仁和区人民检察院"), entity=OWN)
    assert not found("other-unit-as-own", ABOUT + line.format("东湖区财政局"), entity=OWN)


SAID = "2023年度决算公开。2023年收支如下。2023年各项工作完成。\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022年度本单位无国有资本经营预算财政拨款收支。", True),
        (f"说明：{NAME}2022年度没有政府性基金预算财政拨款收支，故本表为空。", True),
        ("（二）我局2021年没有使用国有资本经营预算安排的支出。", True),
        ("2022年，我局未发生因公出国（境）费用。", True),
        ("2022年度未安排公务接待费。", True),
        ("2023年度未安排公务接待费。", False),
        ("2022年度未发生公务接待费，与上年持平。", False),
        ("2022年无机关运行经费，故无法对比。", False),
        ("2023年度无国有资本经营支出，2022年度未发生公务接待。", False),
        ("2022年县残联未发生公务接待。", False),
        ("2022年安排政府性基金3.5万元。", False),
        ("2022年起不再安排，没有公务接待费。", False),
    ],
)
def test_what_the_unit_had_none_of_in_another_year(text: str, told: bool) -> None:
    assert bool(found("state-of-another-year", SAID + text + "\n")) is told


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("七、有关建议", "（一）落实补助责任，将不足部分纳入2023年预算。", True),
        ("五、下一步工作打算", "2023年，我局将继续加强资金管理。", True),
        ("六、相关建议", "建议财政部门将运行维护费列入2023年度部门预算。", True),
        ("五、今后工作打算", "一是加强培训，把绩效目标编入2023年预算。", True),
        ("五、下一步改进措施", "（二）2022年将进一步完善制度。", True),
        ("六、改进措施", "1.安排在2023年工作计划中统筹解决。", True),
        ("七、有关建议", "（一）将不足部分纳入2024年预算安排。", False),
        ("六、存在问题", "将不足部分纳入2023年预算。", False),
        ("七、有关建议", "对未纳入2023年预算的支出从严控制。", False),
        ("七、有关建议", "已纳入2023年预算的项目加快执行。", False),
        ("七、有关建议", "纳入2023年预算的12个项目应加快支付。", False),
        ("七、有关建议", "2023年拟定的制度要落实。", False),
        ("七、有关建议", "将2023年结余资金纳入2024年预算。", False),
        ("五、下一步打算", "2023年计划完成的任务顺延到2024年。", False),
        ("五、下一步打算", "一是加快2023年度预算执行。", False),
    ],
)
def test_plans_dated_in_a_year_that_has_passed(title: str, text: str, told: bool) -> None:
    assert bool(found("plan-in-a-past-year", f"{SAID}{title}\n{text}\n八、附件\n")) is told


@pytest.mark.parametrize(
    ("entity", "text", "told"),
    [
        ("清河县统计局", "清河县民政局2023年度未使用政府性基金预算安排的支出。", ["清河县民政局"]),
        ("清河县统计局", "清河县商务局不涉及国有资本经营预算财政拨款。", ["清河县商务局"]),
        ("清河县民族中学", "清河县实验中学为事业单位，2023年度无机关运行经费支出。", ["清河县实验中学"]),
        ("清河县中医医院", "清河县人民医院属于公益二类事业单位，未安排机关运行经费。", ["清河县人民医院"]),
        ("清河县图书馆", "清河县文化馆是公益一类事业单位，没有机关运行经费。", ["清河县文化馆"]),
        ("清河县统计局", "清河县统计局没有使用国有资本经营预算安排的支出。", []),
        ("清河县统计局", "清河县财政局安排政府性基金预算财政拨款3万元。", []),
        ("清河县统计局", "清河县财政局未安排政府性基金预算财政拨款。", []),
        ("清河县统计局", "清河县普查中心为事业单位，2023年度无机关运行经费支出。", []),
        ("清河县教育局", "清河县实验中学为事业单位，2023年度无机关运行经费支出。", []),
        ("清河县民族中学", "民族中学为事业单位，2023年度无机关运行经费支出。", []),
        ("清河县民族中学", "学校为事业单位，无机关运行经费。", []),
    ],
)
def test_another_body_that_had_none_of_something(entity: str, text: str, told: list[str]) -> None:
    body = f"{entity}2023年度部门决算\n{entity}履行部门职责。\n{text}\n"
    assert [b.stated for b in found("other-unit-as-own", body, entity=entity)] == told


@pytest.mark.parametrize(
    ("heading", "wrong"),
    [
        ("三、2022年重点工作完成情况", True),
        ("二、2022年度主要做法和成效", True),
        ("（二）2022年工作亮点", True),
        ("三、2022年各项工作取得的成绩", True),
        ("三、2022年工作回顾", False),
        ("三、2023年主要工作成效", False),
        ("三、2022年审计查出问题的整改成效", False),
        ("三、2024年主要工作", False),
    ],
)
def test_the_work_of_another_year_in_a_heading(heading: str, wrong: bool) -> None:
    text = f"{STATED}二、2023年度支出决算情况\n支出90万元。\n{heading}\n全年完成任务。\n"
    told = found("title-of-another-year", text)
    assert bool(told) is wrong
    assert all(b.level != "error" or "二、2022年度" in heading or "三、2022年" in heading for b in told)


def test_last_years_work_is_told_beside_this_years_plan() -> None:
    text = "一、2022年主要工作成效\n完成任务。\n二、2023年工作计划\n2023年做好工作。\n三、2023年预算\n100万元。\n"
    assert not found("title-of-another-year", text)


def test_last_years_accounts_stand_beside_this_years_budget() -> None:
    text = (
        "一、2023年“三公”经费预算安排情况\n2023年预算12万元。\n二、2022年“三公”经费决算情况\n支出11万元。\n"
    )
    assert not found("title-of-another-year", text)
    assert found("title-of-another-year", text.replace("预算安排", "支出"))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("公务用车运行维护费3.86万元，2022年末公务用车保有量3辆。", True),
        ("2022年底，我局现有在职人员45人。", True),
        ("2022年12月31日公务用车实有保有量为2辆。", True),
        ("2023年末公务用车保有量3辆。", False),
        ("2022年末公务用车保有量3辆，本年报废1辆。", False),
        ("2022年末公务用车保有量3辆，2023年末2辆。", False),
        ("公务用车比2022年末公务用车保有量减少1辆。", False),
        ("2021年末公务用车保有量3辆。", False),
    ],
)
def test_what_was_kept_at_the_end_of_another_year(text: str, wrong: bool) -> None:
    assert bool(found("state-of-another-year", STATED + text)) is wrong
