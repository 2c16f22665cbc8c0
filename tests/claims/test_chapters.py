"""Where a report explains its accounts."""

from helpers_text import read

from juesuan.claims.chapters import explanation
from juesuan.claims.reading import read_report
from juesuan.documents.plain import read_plain


def test_a_document_of_tables_alone_explains_as_a_whole():
    document = read_plain("| 科目 | 金额 |\n|---|---|\n| 甲 | 1.00 |\n".encode(), "表.md", "")
    assert explanation(read_report(document)) == (0, len(document.blocks))


def test_the_chapter_ends_where_the_glossary_begins():
    report = read("第二部分 决算情况说明\n\n支出5万元。\n\n第三部分\n\n名词解释\n\n基本支出：指……")
    start, end = explanation(report)
    words = [report.document.blocks[i].value for i in range(start, end)]
    assert "支出5万元。" in words
    assert not any("指……" in w for w in words)
