"""Workbooks as a person sees them: printed figures, merged heads, title lines above and notes below the
table.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from compound_files import workbook

from juesuan.documents import Document, Paragraph, Span, Table
from juesuan.documents.intake import read_bytes

NOTE = "注：本表反映部门本年度的总收支和年末结转结余情况。"


def excel(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


def form(book: xlsxwriter.Workbook) -> None:
    money = book.add_format({"num_format": "#,##0.00"})
    share = book.add_format({"num_format": "0.0%"})
    sheet = book.add_worksheet("GK01")
    sheet.merge_range("A1:D1", "收入支出决算总表")
    sheet.write("D2", "公开01表")
    sheet.write("A3", "部门：清河县人力资源和社会保障局")
    sheet.write("D3", "金额单位：万元")
    sheet.merge_range("A4:B4", "收    入")
    sheet.merge_range("C4:D4", "支    出")
    sheet.write_row("A5", ["项目", "决算数", "项目", "决算数"])
    sheet.write_row("A6", ["一、一般公共预算\n财政拨款收入"])
    sheet.write_number("B6", 1234.5, money)
    sheet.write("C6", "一、社会保障和就业支出")
    sheet.write_number("D6", 1000.126, money)
    sheet.write("A7", "二、其他收入")
    sheet.write_number("B7", 0, money)
    sheet.merge_range("C7:C8", "二、住房保障支出")
    sheet.write_number("D7", 0.12349, share)
    sheet.write("A8", "本年收入合计")
    sheet.write_formula("B8", "=SUM(B6:B7)", money, 1234.5)
    sheet.write("A10", NOTE)


def table_of(document: Document) -> Table:
    return next(table for _, table in document.tables())


def test_form_becomes_title_lines_table_and_note() -> None:
    document = read_bytes(excel(form), "决算.xlsx")
    kinds = [b.value if isinstance(b, Paragraph) else "表" for b in document.blocks]
    assert kinds == [
        "GK01",
        "收入支出决算总表",
        "公开01表",
        "部门：清河县人力资源和社会保障局",
        "金额单位：万元",
        "表",
        NOTE,
    ]
    table = table_of(document)
    assert table.title == "收入支出决算总表"
    assert [table.row_values(r) for r in range(table.rows)] == [
        ["收入", "收入", "支出", "支出"],
        ["项目", "决算数", "项目", "决算数"],
        ["一、一般公共预算财政拨款收入", "1,234.50", "一、社会保障和就业支出", "1,000.13"],
        ["二、其他收入", "0.00", "二、住房保障支出", "12.3%"],
        ["本年收入合计", "1,234.50", "二、住房保障支出", ""],
    ]
    assert [cell.decimals for cell in table.cells if cell.decimals is not None] == [2, 2, 2, 1, 2]


def test_blank_is_no_cell_and_zero_is_one() -> None:
    table = table_of(read_bytes(excel(form), "决算.xlsx"))
    assert table.at(4, 3) is None
    zero = table.at(3, 1)
    assert zero is not None
    assert zero.value == "0.00"


def test_every_cell_knows_its_sheet_and_address() -> None:
    document = read_bytes(excel(form), "决算.xlsx")
    block, table = next(iter(document.tables()))
    index = next(i for i, cell in enumerate(table.cells) if cell.value == "1,000.13")
    place = document.place(Span(block, 0, 8, index))
    assert (place.sheet, place.cell, place.quote) == ("GK01", "D6", "1,000.13")


def test_xls_reads_the_same_as_xlsx() -> None:
    cells: dict[tuple[int, int], str | tuple[float, int]] = {
        (0, 0): "收入支出决算总表",
        (1, 3): "公开01表",
        (2, 0): "部门：清河县人力资源和社会保障局",
        (2, 3): "金额单位：万元",
        (3, 0): "收    入",
        (3, 2): "支    出",
        (4, 0): "项目",
        (4, 1): "决算数",
        (4, 2): "项目",
        (4, 3): "决算数",
        (5, 0): "一、一般公共预算\n财政拨款收入",
        (5, 1): (1234.5, 1),
        (5, 2): "一、社会保障和就业支出",
        (5, 3): (1000.126, 1),
        (6, 0): "二、其他收入",
        (6, 1): (0.0, 1),
        (6, 2): "二、住房保障支出",
        (6, 3): (0.12349, 2),
        (7, 0): "本年收入合计",
        (7, 1): (1234.5, 1),
        (9, 0): NOTE,
    }
    merged = [(0, 0, 0, 3), (3, 3, 0, 1), (3, 3, 2, 3), (6, 7, 2, 2)]
    old = read_bytes(workbook({"GK01": cells}, ["#,##0.00", "0.0%"], merged), "决算.xls")
    assert old.blocks == read_bytes(excel(form), "决算.xlsx").blocks
    assert "ms-excel" in old.media_type


def ods(rows: str) -> bytes:
    stream = io.BytesIO()
    office, text, table = (
        f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in ("office", "text", "table")
    )
    content = (
        f'<o:document-content xmlns:o="{office}" xmlns:text="{text}" xmlns:t="{table}"><o:body>'
        f'<o:spreadsheet><t:table t:name="收入决算表">{rows}</t:table></o:spreadsheet></o:body>'
        "</o:document-content>"
    )
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    return stream.getvalue()


def test_ods_gives_what_it_prints() -> None:
    number = '<t:table-cell o:value-type="float" o:value="1234.5"><text:p>1,234.50</text:p></t:table-cell>'
    words = "<t:table-cell><text:p>{}</text:p></t:table-cell>"
    rows = (
        '<t:table-row><t:table-cell t:number-columns-spanned="2"><text:p>项<text:s text:c="4"/>目</text:p>'
        "</t:table-cell><t:covered-table-cell/>" + words.format("金额") + "</t:table-row>"
        "<t:table-row>" + words.format("一、财政拨款") + "<t:table-cell/>" + number + "</t:table-row>"
        '<t:table-row t:number-rows-repeated="1048000"><t:table-cell t:number-columns-repeated="1024"/>'
        "</t:table-row>"
    )
    document = read_bytes(ods(rows), "决算.ods")
    table = table_of(document)
    assert table.title == "收入决算表"
    assert [table.row_values(r) for r in range(table.rows)] == [
        ["项目", "项目", "金额"],
        ["一、财政拨款", "", "1,234.50"],
    ]
    last = table.at(1, 2)
    assert last is not None
    assert last.decimals == 2
    assert last.text.runs[0].anchor.cell == "C2"


def test_two_tables_on_one_sheet_are_two_tables() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for top, title in ((0, "收入决算表"), (6, "支出决算表")):
            sheet.write(top, 0, title)
            sheet.write_row(top + 1, 0, ["科目编码", "科目名称", "合计"])
            sheet.write_row(top + 2, 0, ["2080101", "行政运行", 10])
            sheet.write_row(top + 4, 0, ["2210201", "住房公积金", 2])

    document = read_bytes(excel(fill), "决算.xlsx")
    assert [(t.title, t.rows) for _, t in document.tables()] == [("收入决算表", 3), ("支出决算表", 3)]
    # A default sheet name says nothing and is not shown.
    assert not any("Sheet" in p.value for _, p in document.paragraphs())


def test_lone_total_of_an_empty_form_stays_in_the_table() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("政府性基金")
        sheet.write_row(0, 0, ["科目编码", "科目名称", "本年收入", "本年支出"])
        sheet.write(4, 1, "合计")
        sheet.write(6, 0, "本单位没有政府性基金收支，故本表无数据。")

    document = read_bytes(excel(fill), "决算.xlsx")
    assert [b.value if isinstance(b, Paragraph) else b.rows for b in document.blocks] == [
        "政府性基金",
        2,
        "本单位没有政府性基金收支，故本表无数据。",
    ]


def test_prose_in_a_sheet_is_prose() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("说明")
        sheet.write(0, 0, "一、收入情况")
        sheet.write(1, 0, "2023年度收入总计1,234.50万元。")

    document = read_bytes(excel(fill), "说明.xlsx")
    assert [p.value for _, p in document.paragraphs()] == [
        "说明",
        "一、收入情况",
        "2023年度收入总计1,234.50万元。",
    ]
    assert not list(document.tables())


def test_what_is_hidden_is_said() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        form(book)
        sheet = book.worksheets()[0]
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.set_row(6, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        draft = book.add_worksheet("草稿")
        draft.write(0, 0, "不公开")
        draft.hide()

    document = read_bytes(excel(fill), "决算.xlsx")
    assert len(document.warnings) == 3
    rows, columns, sheet = document.warnings
    assert "第 6–7 行" in rows
    assert "D 列" in columns
    assert "草稿" in sheet
    assert "1,000.13" in table_of(document).row_values(2)
    assert not any("不公开" in str(b) for b in document.blocks)


def test_formula_without_result_and_error_values_are_said() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("收入决算表")
        sheet.write_row(0, 0, ["项目", "金额"])
        sheet.write_row(1, 0, ["收入", 1])
        sheet.write_formula("B3", "=B2*2", None, "")
        sheet.write_formula("B4", "=B2/0", None, "#DIV/0!")
        sheet.write_row(2, 0, ["合计"])
        sheet.write_row(3, 0, ["比例"])

    data = excel(fill)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<f>B2*2</f><v></v>", b"<f>B2*2</f>"))
    document = read_bytes(stream.getvalue(), "决算.xlsx")
    assert any("B3" in w and "公式" in w for w in document.warnings)
    assert any("B4" in w and "错误值" in w for w in document.warnings)


@pytest.mark.parametrize("name", ["Sheet1", "sheet 2", "工作表3"])
def test_default_names_are_no_titles(name: str) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["项目", "金额"])
        sheet.write_row(1, 0, ["收入", 1])

    document = read_bytes(excel(fill), "决算.xlsx")
    assert not list(document.paragraphs())
    assert table_of(document).title == ""


def test_comments_are_not_read_and_said_so() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        form(book)
        book.worksheets()[0].write_comment("B6", "此数待核")

    assert any("批注" in w for w in read_bytes(excel(fill), "决算.xlsx").warnings)


def test_strict_variant_without_references_is_read() -> None:
    """Some programs leave out cell addresses and use the strict namespace."""

    def strict(name: str, body: bytes) -> bytes:
        old, new = (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/sml/main",
        )
        if name.endswith("sheet1.xml"):
            cells = b'<row><c t="inlineStr"><is><t>A</t></is></c><c><v>1</v></c></row>'
            body = b'<worksheet xmlns="' + new + b'"><sheetData>' + cells * 2 + b"</sheetData></worksheet>"
        return body.replace(old, new)

    data = excel(form)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, strict(name, source.read(name)))
    table = table_of(read_bytes(stream.getvalue(), "决算.xlsx"))
    assert [table.row_values(r) for r in range(table.rows)] == [["A", "1"], ["A", "1"]]


def test_xml_workbook_of_2003_under_the_name_xls() -> None:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    source = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="{name}" xmlns:ss="{name}"><Styles>
<Style ss:ID="m"><NumberFormat ss:Format="Standard"/></Style>
<Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles>
<Worksheet ss:Name="收入决算表"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">收入决算表</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">项目</Data></Cell><Cell ss:Index="3">
<Data ss:Type="String">金额</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">一、财政拨款</Data></Cell><Cell/>
<Cell ss:StyleID="m"><Data ss:Type="Number">1234.5</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">增长</Data></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.1253</Data></Cell>
<Cell ss:Formula="=R1C1"/></Row></Table></Worksheet></Workbook>"""
    document = read_bytes(source.encode(), "收入.xls")
    table = table_of(document)
    national = source.replace('version="1.0"', 'version="1.0" encoding="GB2312"').encode("gb18030")
    assert read_bytes(national, "收入.xls").blocks == document.blocks
    assert table.title == "收入决算表"
    assert [table.row_values(r) for r in range(table.rows)] == [
        ["项目", "", "金额"],
        ["一、财政拨款", "", "1,234.50"],
        ["增长", "12.5%", ""],
    ]
    assert [cell.decimals for cell in table.cells if cell.decimals is not None] == [2, 1]
    assert any("第 4 行" in w for w in document.warnings)
    assert any("C5" in w for w in document.warnings)
