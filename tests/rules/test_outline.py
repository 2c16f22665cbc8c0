"""The contents list, the numbering and the codes of a report against what stands in it."""

from __future__ import annotations

import pytest
from written import NAME, found, quotes

from juesuan.claims.model import Profile, Report
from juesuan.documents.model import Document, Paragraph, Text
from juesuan.rules.headings import skeleton
from juesuan.rules.model import Blocked, NotApplicable
from juesuan.rules.registry import checks

BODY = "各项工作按计划开展，资金使用规范。\n"
REPORT = f"""目录
一、部门概况
（一）主要职能
（二）机构设置
二、绩效目标
三、评价结论
四、经验做法
五、存在问题
附件1 成本费用分析报告
附件2 决算表

一、部门概况
（一）主要职能
{BODY}
二、绩效目标
{BODY}
三、评价结论
（一）结论
{BODY}
（一）绩效
{BODY}
四、存在问题
{BODY}

附件1
成本效益分析报告
{BODY}
附件2
"""


def test_chapters_that_are_listed_and_absent() -> None:
    breaches = found("contents-chapter-absent", REPORT)
    assert [(b.level, b.expected) for b in breaches] == [("warning", "机构设置"), ("error", "经验做法")]


def test_number_and_title_against_the_contents() -> None:
    assert quotes("contents-number-differs", REPORT) == ["四、存在问题"]
    (title,) = found("contents-title-differs", REPORT)
    assert (title.stated, title.expected) == ("成本效益分析报告", "成本费用分析报告")


def test_attachment_without_content() -> None:
    (breach,) = found("listed-attachment-empty", REPORT)
    assert breach.level == "error"
    assert "附件2" in breach.message


def test_year_of_an_attachments_title_is_not_its_number() -> None:
    listed = "目录\n一、概况\n二、目标\n三、结论\n附件  2022年度单位自评报告\n\n"
    body = f"一、概况\n{BODY}\n二、目标\n{BODY}\n三、结论\n{BODY}\n"
    assert not found("listed-attachment-empty", f"{listed}{body}\n附件\n\n2022年度单位自评报告\n{BODY}")
    assert found("listed-attachment-empty", f"{listed}{body}\n附表1\n\n收支明细\n{BODY}")
    two = listed.replace("附件  2022", "附件1 2022年度项目清单\n附件2 2022")
    assert len(found("listed-attachment-empty", f"{two}{body}\n附件1\n\n2022年度项目清单\n{BODY}")) == 1


def test_numbers_used_twice() -> None:
    assert "（一）绩效" in quotes("numbering-breaks", REPORT)


def test_no_contents_is_not_applicable_and_unread_headings_block() -> None:
    with pytest.raises(NotApplicable):
        found("contents-chapter-absent", "一、概况\n" + BODY)
    unread = (
        "目录\n一、甲事\n二、乙事\n三、丙事\n四、丁事\n五、戊事\n\n完全没有标题的正文，只有一段话，"
        "写了很多内容。"
    )
    with pytest.raises(Blocked):
        found("contents-chapter-absent", unread)


def test_gap_and_run_on_list() -> None:
    assert found("numbering-breaks", f"一、概况\n{BODY}二、目标\n{BODY}四、问题\n{BODY}")
    assert not found(
        "numbering-breaks", f"一、概况\n1.甲事；2.乙事；3.丙事。\n4.丁事已经完成。\n二、目标\n{BODY}"
    )


def test_style_of_numbers() -> None:
    text = f"七、三公经费\n{BODY}八、政府性基金\n{BODY}9、国有资本经营\n{BODY}"
    (breach,) = found("numbering-style-changes", text)
    assert breach.expected == "九、"
    assert not found("numbering-style-changes", f"一、概况\n1.职能\n{BODY}2.机构\n{BODY}二、收支\n{BODY}")


def test_lone_number() -> None:
    assert found("lone-number", f"一、结论\n（一）评价结论。\n{BODY}二、建议\n{BODY}")
    assert not found("lone-number", f"一、结论\n（一）评价结论。\n{BODY}（二）问题。\n{BODY}二、建议\n{BODY}")


def test_part_beside_the_whole() -> None:
    text = "2.公务用车购置及运行维护费支出0万元。\n3.公务用车运行维护费支出0万元。\n4.公务接待费支出1万元。"
    (breach,) = found("part-numbered-beside-whole", text)
    assert breach.stated == ""
    assert "公务用车运行维护费" in breach.message


TABLE = "\n\n".join(
    "\t" + "\n\t".join(row)
    for row in (
        ("一级指标", "三级指标", "得分"),
        ("A管理", "B11执行率", "2"),
        ("", "B13控制率", "2"),
        ("", "B14调整率", "2"),
        ("C效果", "C21就业", "2"),
        ("", "C22C104社保", "2"),
        ("", "C23仲裁", "2"),
    )
)


def test_indicator_codes() -> None:
    assert [b.expected for b in found("indicator-code-gap", TABLE)] == ["B12"]
    assert quotes("indicator-code-odd", TABLE) == ["C22C104社保"]


def test_option_letters() -> None:
    assert found("option-letter-gap", "您是否满意？\nA.满意\nC.基本满意\nD.不满意")
    assert not found("option-letter-gap", "您是否满意？\nA.满意\nB.基本满意\nC.不满意\n是否方便？\nA.方便")


def test_two_ways_of_writing_numbers() -> None:
    items = ("9.甲事。", "10.乙事。", "11.丙事。", "12、丁事。", "13.戊事。")
    assert [b.expected for b in found("numbering-marks-differ", "\n\n".join(items))] == ["12."]
    assert not found("numbering-marks-differ", "1.甲事。\n\n2、乙事。")


def test_automatic_numbers_of_word_count() -> None:
    paragraphs = [
        Paragraph(Text(t), 3, n) for n, t in (("（一）", "概况"), ("（二）", "收支"), ("（四）", "问题"))
    ]
    report = Report(Document("报告.docx", "application/msword", "0" * 64, tuple(paragraphs)), Profile())
    (breach,) = checks()["numbering-breaks"](report)
    assert breach.expected == "（三）"


def test_lost_heading_is_not_a_lost_chapter() -> None:
    text = "目录\n一、甲部分\n二、乙部分\n（一）子节甲\n（二）子节乙\n三、丙部分\n四、丁部分\n\n"
    body = f"一、甲部分\n{BODY}（一）子节甲\n{BODY}（二）子节乙\n{BODY}三、丙部分\n{BODY}四、丁部分\n{BODY}"
    assert [b.level for b in found("contents-chapter-absent", text + body)] == ["note"]


def test_lines_of_the_contents_list_that_a_reader_joined() -> None:
    lines = [("第一部分概况", "toc"), ("一、甲总表二、乙总表三、丙总表", "toc"), ("四、丁总表", "body")]
    body = [(t, "body") for t in ("第一部分概况", "一、甲总表", "二、乙总表", "三、丙总表", "四、丁总表")]
    blocks = tuple(Paragraph(Text(t), 2, "", role) for t, role in lines + body)
    report = Report(Document("报告.pdf", "application/pdf", "0" * 64, blocks), Profile())
    bones = skeleton(report)
    assert [h.title for h in bones.contents] == ["概况", "甲总表", "乙总表", "丙总表", "丁总表"]
    assert [h.block for h in bones.numbered] == [3, 4, 5, 6, 7]
    assert not list(checks()["contents-chapter-absent"](report))


def test_titles_may_leave_out_ones_own_name_and_year() -> None:
    listed = "目录\n第一部分 概况\n第二部分 {}\n第三部分 情况说明\n第四部分 名词解释\n\n"
    body = f"第一部分 概况\n{BODY}\n第二部分 {{}}\n{BODY}\n第三部分 情况说明\n{BODY}\n第四部分 名词解释\n{BODY}\n"
    text = listed.format("2023年度部门决算表") + body
    for title in (f"{NAME}2023年度部门决算表", "部门决算表", f"2023年{NAME}部门决算表"):
        assert not found("contents-title-differs", text.format(title))
    for title in ("石滩县水利局2023年度部门决算表", "2023年度部门决算说明", "2022年度部门决算表"):
        assert len(found("contents-title-differs", text.format(title))) == 1


ITEM = "{}.农林水支出（类）水利（款）{}（项）。支出决算5.00万元。\n"


def test_forms_number_the_subjects_of_every_class() -> None:
    classes = (
        "（一）甲类\n" + ITEM.format(1, "行政运行") + ITEM.format(2, "水利工程建设") + ITEM.format(3, "防汛")
    )
    alone = "（二）乙类\n" + ITEM.format(1, "水资源节约")
    assert not found("lone-number", f"一、决算\n{classes}{alone}二、说明\n{BODY}")
    assert found("lone-number", f"一、决算\n{alone}二、说明\n{BODY}")
    told = "（二）乙类\n1.工程概况。完成投资5.00万元。\n"
    assert found("lone-number", f"一、决算\n{classes}{told}二、说明\n{BODY}")


def test_an_item_that_every_part_has_alone_is_a_form() -> None:
    part = "（{}）{}项目\n1.自评综述。完成。\n"
    three = "".join(part.format(n, name) for n, name in zip("一二三", "甲乙丙", strict=True))
    assert not found("lone-number", f"一、自评\n{three}二、说明\n{BODY}")
    assert found("lone-number", f"一、自评\n{part.format('一', '甲')}二、说明\n{BODY}")


CHAPTERS = f"""第一部分 {NAME}概况
一、主要职能
{BODY}
二、机构设置
{BODY}
第二部分 2023年度部门决算表
{BODY}
第三部分 2023年度部门决算情况说明
一、收入决算情况说明
{BODY}
二、支出决算情况说明
{BODY}
第四部分 名词解释
{BODY}
"""
SECOND = "第二部分 2023年度部门决算表"
THIRD = "第三部分 2023年度部门决算情况说明"
LISTS = {
    "joined": f"第一部分 部门概况　一、主要职能　二、机构设置\n{SECOND}\n{THIRD}\n第四部分 名词解释",
    "in one line": f"第一部分部门概况{SECOND}{THIRD}第四部分名词解释",
    "deep in one line": f"第一部分 部门概况 一、主要职能 二、机构设置 {SECOND} {THIRD} 一、收入决算情况说明 二、支出决算情况说明 第四部分 名词解释",
    "pages": f"第一部分 部门概况......1\n一、主要职能......1\n二、机构设置......2\n{SECOND}......3\n{THIRD}......9\n第四部分 名词解释......20",
    "bare pages": f"第一部分 部门概况 1 一、主要职能 1 二、机构设置 2\n{SECOND} 3\n{THIRD} 9\n第四部分 名词解释 20",
    "pages in dashes": f"第一部分 部门概况—1—\n{SECOND}—3—\n{THIRD}—9—\n第四部分 名词解释—20—",
    "colons": f"第一部分：部门概况\n{SECOND}\n{THIRD}\n第四部分：名词解释",
    "unit": f"第一部分 单位概况\n{SECOND}\n{THIRD}\n第四部分 名词解释",
    "our": f"第一部分 本部门概况\n{SECOND}\n{THIRD}\n第四部分 名词解释",
    "year": f"第一部分 部门概况\n第二部分 2023年部门决算表\n{THIRD}\n第四部分 名词解释",
    "spaces": f"第 一 部 分 部 门 概 况\n{SECOND}\n{THIRD}\n第 四 部 分 名 词 解 释",
    "own name": f"第一部分 {NAME}概况\n{SECOND}\n{THIRD}\n第四部分 名词解释",
    "bracket": f"第一部分 部门概况（一、主要职能；二、机构设置）\n{SECOND}\n{THIRD}\n第四部分 名词解释",
    "colon and comma": f"第一部分 部门概况：一、主要职能、二、机构设置\n{SECOND}\n{THIRD}\n第四部分 名词解释",
    "sections below": f"第一部分 部门概况\n一、主要职能二、机构设置\n{SECOND}\n{THIRD}\n第四部分 名词解释",
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_ways_to_write_a_contents_list(listed: str) -> None:
    apart = CHAPTERS.replace("第一部分 ", "第一部分\n\n")
    for body in (CHAPTERS, apart, CHAPTERS.replace(NAME, "部门" if "单位" not in listed else "单位")):
        report = f"目录\n{listed}\n\n{body}"
        assert not found("contents-chapter-absent", report)
        assert not found("contents-title-differs", report)
        assert not found("contents-number-differs", report)
    lost = CHAPTERS.replace(f"第四部分 名词解释\n{BODY}", "")
    (breach,) = found("contents-chapter-absent", f"目录\n{listed}\n\n{lost}")
    assert (breach.level, breach.expected) == ("error", "名词解释")


def test_another_bodys_name_in_a_title_differs_from_the_list() -> None:
    body = CHAPTERS.replace(NAME, "清河县商务局")
    assert found("contents-title-differs", f"目录\n{LISTS['joined']}\n\n{body}")
