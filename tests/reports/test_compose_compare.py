"""Two reports side by side: what is equal whatever the wording, what differs, what stands on one side only."""

from __future__ import annotations

from dataclasses import replace

from example_year import WAN, year

from juesuan.claims.chapters import explanation
from juesuan.claims.model import Report
from juesuan.claims.reading import read_report
from juesuan.documents.model import Document, Paragraph, Text
from juesuan.reports.compose import compose
from juesuan.reports.compose_compare import compare, lines
from juesuan.reports.compose_document import as_document
from juesuan.reports.packs import load


def reading(*paragraphs: str) -> Report:
    return read_report(Document("t", "text/plain", "0", tuple(Paragraph(Text(p)) for p in paragraphs)))


def test_a_report_equals_itself_and_another_areas_wording() -> None:
    one = read_report(as_document(compose(year())))
    same = compare(one, one)
    assert not (same.differ)
    assert not (same.first_only)
    assert not (same.second_only)
    assert same.covered[0] == same.covered[1] > 50
    other = read_report(as_document(compose(year(), load("shanghai-2024"))))
    assert not compare(one, other).second_only


def test_a_changed_figure_is_named_with_both_values() -> None:
    this = year()
    changed = replace(this, three=replace(this.three, running=this.three.running + 37 * WAN // 100))
    told = compare(*(read_report(as_document(compose(a))) for a in (this, changed)))
    assert any("2.00万元" in a.words and "2.37万元" in b.words for a, b in told.differ)
    text = "\n".join(lines(told, "甲", "乙"))
    assert "数字不同的" in text
    assert "2.37万元" in text


def test_what_stands_on_one_side_only_is_listed() -> None:
    left = reading("2024年度本年收入合计300.00万元。")
    right = reading("2024年度本年收入合计300.00万元，另有上缴财政专户12.34万元。")
    told = compare(left, right)
    assert [s.figure.printed.text for s in told.second_only] == ["12.34"]
    assert not told.first_only


def test_only_the_explanation_is_compared() -> None:
    report = reading(
        "第一部分 概况", "全年办理业务77件。", "第二部分：", "2024年度部门决算情况说明", "本年收入合计300.00万元。",
        "第三部分 名词解释", "单价100万元以上的设备。",
    )  # fmt: skip
    assert explanation(report) == (2, 5)
    told = compare(report, report)
    assert told.covered == (1, 1)


def test_a_share_belongs_to_its_amount_and_differs_from_another_share_of_it() -> None:
    wrong, right = (
        reading(
            f"本年支出合计200.00万元，其中：基本支出150.00万元，占{share}%；项目支出50.00万元，占25.00%；经营支出0.00万元，占0.00%。"
        )
        for share in ("0.00", "75.00")
    )
    told = compare(right, wrong)
    assert [(a.words, b.words) for a, b in told.differ] == [("占75.00%", "占0.00%")]
    assert told.differ[0][1].title.endswith("占比")
    assert not told.second_only


def test_counts_of_any_measure_word_are_compared_and_a_figure_knows_its_headings() -> None:
    one = reading("第二部分 2024年度部门决算情况说明", "出国（境）团组3个。")
    other = reading("第二部分 2024年度部门决算情况说明", "因公出国（境）的团组有3次，接待4批次。")
    told = compare(one, other)
    assert [b.words for _, b in told.same] == ["因公出国（境）的团组有3次"]
    assert [s.words for s in told.second_only] == ["接待4批次"]
