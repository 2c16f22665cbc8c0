"""What a report announces, and what every report must say."""

from __future__ import annotations

import pytest
from written import found, quotes

from juesuan.rules.model import NotApplicable

WORK = "各项工作按计划开展，资金使用规范，群众满意。"


def test_announced_part() -> None:
    text = f"现将2023年工作情况及2024年工作安排汇报如下。\n一、重点工作\n{WORK}\n二、存在的问题\n{WORK}\n"
    (breach,) = found("announced-part-absent", text)
    assert breach.expected == "2024年工作安排"
    assert not found("announced-part-absent", text + f"三、下一步工作打算\n{WORK}\n")


def test_item_of_an_announced_list() -> None:
    head = "部门绩效设立部门产出、部门效果和可持续发展3个二级指标。\n"
    assert [
        b.expected
        for b in found("listed-item-absent", head + "（1）部门产出设立数量。\n（2）可持续发展设立队伍。")
    ] == ["部门效果"]
    whole = head + "（1）部门产出设立数量。\n（2）部门效果设立就业。\n（3）可持续发展设立队伍。"
    assert not found("listed-item-absent", whole)


def test_questionnaire_that_is_not_attached() -> None:
    text = "根据人力资源配置合理性调查问卷，扣0.5分。\n\n附件4\n调查问卷（受益人群）\n"
    assert quotes("cited-questionnaire-absent", text) == ["根据人力资源配置合理性调查问卷"]
    with pytest.raises(NotApplicable):
        found("cited-questionnaire-absent", "没有引用。")


def test_stale_reference_and_missing_attachment() -> None:
    text = "按照《附件1：评价共性指标体系框架》执行。见附件（附件3）。\n\n附件1 成本效益报告\n" + WORK
    assert found("attachment-reference-stale", text)
    assert quotes("cited-attachment-absent", text) == ["（附件3）"]


def test_second_report_without_a_number() -> None:
    text = (
        f"附件1\n清河县财政局2023年整体绩效评价报告\n一、概况\n{WORK}\n2023年就业补助项目绩效评价报告\n一"
        f"、概况\n{WORK}"
    )
    assert quotes("attachment-without-number", text) == ["2023年就业补助项目绩效评价报告"]


def test_title_that_promises_more() -> None:
    text = "附件2\n部门职能分解及2023年度工作完成情况\n" + "".join(
        f"{n}、重点工作完成\n{WORK}\n\n" for n in "一二三四五六"
    )
    assert [b.expected for b in found("title-part-without-content", text)] == ["部门职能分解"]
    told = text.replace("工作完成情况\n", "工作完成情况\n本中心认真履行就业服务、技能培训职能。\n", 1)
    assert not found("title-part-without-content", told)


def test_empty_section_and_signature() -> None:
    assert quotes("empty-section", f"一、概况\n（一）职能\n{WORK}\n（二）单位构成\n二、收支\n{WORK}") == [
        "（二）单位构成"
    ]
    assert found("signature-blank", "评价工作负责人（签字）：")
    assert not found("signature-blank", "评价工作负责人（签字）：李明")


def test_change_without_reason() -> None:
    assert found("reason-absent", "接待费比上年增加0.36万元，增长13.5%。")
    assert not found("reason-absent", "接待费比上年增加0.36万元，增长13.5%。主要原因是调研增加。")


def test_requirements_are_asked_of_whole_reports_only() -> None:
    with pytest.raises(NotApplicable):
        found("chapter-absent", "一、概况\n" + WORK)
    whole = "".join(f"{n}、第{n}项决算情况说明\n{WORK * 30}\n\n" for n in "一二三四五六七")
    names = {b.expected for b in found("disclosure-absent", whole)}
    assert "政府采购支出" in names
    assert {b.expected for b in found("chapter-absent", whole)} == {"部门（单位）概况", "名词解释"}
