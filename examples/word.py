"""Build the sample Word template ``template.dotx``: what a clerk may start from when the report must look like the bureau's own.

    python examples/word.py

It is written with the product's own styles, and every sentence in it shows one more thing that a tag can do.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from juesuan.documents.composition import (
    ComposedBlock,
    ComposedCell,
    ComposedParagraph,
    ComposedTable,
    Composition,
    PageBreak,
    Piece,
)
from juesuan.reports.write_docx import write_docx
from juesuan.reports.write_docx_package import zipped

HERE = Path(__file__).parent
TEXT = """
cover-title 《{{ 单位名称 }}
cover-title 《{{ 年度 }}年度部门决算公开
cover 《{{ 公开日期 }}
page
h1 第一部分 《单位概况
h2 一、《主要职责
body 《{{ 主要职责 }}
h2 二、《机构设置
body 《{% if 所属单位 %}
body 《纳入本部门决算编制范围的单位共{{ 所属单位数 }}个，包括：
body 《{{ 所属单位 }}
body 《{% else %}
body 《本部门决算只包括本级，没有下属单位。
body 《{% endif %}
h1 第二部分 《决算情况说明
h2 一、《总体情况
body 《{{ 年度 }}年度收入总计、支出总计均为{{ 收入支出总计 }}。上年度收、支总计为{{ 收入支出总计.上年 }}。
body 《与{{ 上年度 }}年度相比，收、支总计各{{ 收入支出总计.增减 }}，主要原因是{{ 收入支出总计.原因 }}。
body 《{{ 图.收支总计变动 }}
h2 二、《收入情况
body 《本年收入合计{{ 本年收入合计 }}，其中：{{ 本年收入合计.构成 }}。
h2 三、《支出情况
body 《本年支出合计{{ 本年支出合计 }}，其中：基本支出{{ 基本支出 }}，占{{ 占比(基本支出, 本年支出合计) }}。
body 《各科目支出如下表：
table items
h2 四、《一般公共预算财政拨款支出情况
body 《{{ 说明.一般公共预算财政拨款支出决算情况说明 }}
h2 五、《“三公”经费情况
body 《{{ 说明.财政拨款三公经费支出决算情况说明 }}
h2 六、《政府性基金情况
body 《{% if 政府性基金预算财政拨款本年支出 %}
body 《政府性基金预算财政拨款本年支出{{ 政府性基金预算财政拨款本年支出 }}，年末结转和结余{{ 政府性基金预算财政拨款年末结转和结余 }}。
body 《{% else %}
body 《本年度没有使用政府性基金预算财政拨款安排的支出。
body 《{% endif %}
h2 七、《项目情况
body 《{% for 项 in 项目清单 %}
body 《{{ loop.index }}．“{{ 项.名称 }}”项目：决算数{{ 项.决算数 }}，{{ 项.决算数.完成全年预算 }}。{{ 项.完成情况 }}
body 《{% endfor %}
h1 第三部分 《名词解释
body 《{{ 名词解释 }}
h1 第四部分 《决算公开表
body 《{{ 表.全部 }}
"""


def cell(text: str, align: str = "left", header: bool = False) -> ComposedCell:
    return ComposedCell((Piece(text),), align=align, header=header)


def items() -> ComposedTable:
    """A table of the clerk's own: one row for each item."""
    head = ("科目编码", "科目名称", "基本支出（万元）", "项目支出（万元）", "合计（万元）")
    amounts = ("基本支出", "项目支出", "决算数")
    return ComposedTable(
        "", (
            tuple(cell(words, "center", True) for words in head),
            (cell("{% for 科目 in 支出科目清单 %}"), *(cell("") for _ in range(4))),
            (
                cell("{{ 科目.编码 }}"), cell("{{ 科目.名称 }}"),
                *(cell(f"{{{{ 科目.{name}.万元 }}}}", "right") for name in amounts),
            ),
            (cell("{% endfor %}"), *(cell("") for _ in range(4))),
        ),
        unit="", widths=(10, 26, 14, 14, 14),
    )  # fmt: skip


def blocks() -> tuple[ComposedBlock, ...]:
    found: list[ComposedBlock] = []
    for line in TEXT.strip().splitlines():
        head, _, words = line.partition("《")
        style, _, number = head.strip().partition(" ")
        if style == "page":
            found.append(PageBreak())
        elif style == "table":
            found.append(items())
        else:
            found.append(
                ComposedParagraph((Piece(words),), style, number + (" " if "部分" in number else ""))
            )
    return tuple(found)


def build() -> bytes:
    """The template: a Word file that says of itself that it is one."""
    made = write_docx(Composition("部门决算公开模板", "", 2024, "", "", blocks()))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"document.main+xml", b"template.main+xml")
    return zipped(parts)


if __name__ == "__main__":
    (HERE / "template.dotx").write_bytes(build())
