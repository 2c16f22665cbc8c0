"""Tags in everything Word puts around text: controls, tracked changes, links, text boxes, fields, nested tables."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.parser import parse_xml
from word_files import filled, lines, saved

from juesuan.reports.write_bound import read_bound
from juesuan.reports.write_docx import SPACES

TAG = "{{ 本年收入合计 }}"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*texts: str) -> str:
    return f"<w:tr><w:tc>{''.join(f'<w:p>{run(t)}</w:p>' for t in texts)}</w:tc></w:tr>"


def grid(rows: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>{rows}</w:tbl>'


def document(xml: str) -> bytes:
    """A file whose body begins with this."""
    made = docx.Document()
    spaces = f'{SPACES} xmlns:v="urn:schemas-microsoft-com:vml"'
    for element in reversed(parse_xml(f"<w:body{spaces}>{xml}</w:body>")):
        made.element.body.insert(0, element)
    return saved(made)


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CASES = {
    "plain text control": (
        f"<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(f'收入{TAG}')}</w:sdtContent></w:sdt></w:p>",
        ["收入300.00万元"], 1,
    ),
    "tracked insertion": (
        f'<w:p><w:ins w:id="1" w:author="a">{run("{{ 本年")}</w:ins>{run("收入合计 }}")}</w:p>', ["300.00万元"], 1,
    ),
    "link": (f'<w:p><w:hyperlink w:anchor="x">{run(TAG)}</w:hyperlink></w:p>', ["300.00万元"], 1),
    "spelling marks": (
        f'<w:p>{run("{{")}<w:proofErr w:type="spellStart"/>{run(" 本年收入合计 ")}<w:proofErr w:type="spellEnd"/>{run("}}")}</w:p>',
        ["300.00万元"], 1,
    ),
    "line break": (f"<w:p><w:r><w:t>甲</w:t><w:br/><w:t>{TAG}</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", ["甲300.00万元乙"], 1),
    "rows of a nested table": (
        grid(f"<w:tr><w:tc>{grid(row('{% for 项 in 项目清单 %}') + row('{{ 项.名称 }}') + row('{% endfor %}'))}<w:p/></w:tc></w:tr>"),
        ["河道整治", ""], 0,
    ),
    "paragraphs of a cell": (grid(row("{% for 项 in 项目清单 %}", "{{ 项.名称 }}", "{% endfor %}")), ["河道整治"], 0),
    "a cell that becomes empty": (
        grid(f"<w:tr><w:tc><w:p>{run('{% if 上缴上级支出 %}')}</w:p><w:p>{run('有')}</w:p><w:p>{run('{% endif %}')}</w:p></w:tc>"
             f"<w:tc><w:p>{run('x')}</w:p></w:tc></w:tr>"),
        ["", "x"], 0,
    ),
    "text box": (
        f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{run(TAG)}</w:p></w:txbxContent></v:textbox></v:shape>"
        f"</w:pict></w:r>{run('外{{ 基本支出 }}')}</w:p>",
        ["300.00万元外150.00万元", "300.00万元"], 2,
    ),
    "quotes of the Chinese keyboard": (f"<w:p>{run('{% if 单位名称 == “清河县水利局” %}&lt;是&gt;{% endif %}')}</w:p>", ["<是>"], 0),
    "a list in a sentence": (
        f"<w:p>{run('{% for 项 in 项目清单 %}{{ 项.名称 }}{% if not loop.last %}、{% endif %}{% endfor %}，共{{ 项目清单|length }}个')}</w:p>",
        ["河道整治，共1个"], 0,
    ),
    "a name of one's own": (f"<w:p>{run('{% set x = 本年收入合计 %}{{ x.万元 }}')}</w:p>", ["300.00"], 1),
    "a remark": (f"<w:p>{run('甲{# 给自己的话 #}乙{{ 年度 }}')}</w:p>", ["甲乙2024"], 0),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "words", "bound"), CASES.values(), ids=CASES.keys())
def test_a_tag_is_filled_wherever_word_puts_it(xml: str, words: list[str], bound: int) -> None:
    made = filled(document(xml))
    assert lines(made) == words
    assert len(read_bound(made, "docx").stated) == bound


def test_a_table_of_contents_is_marked_as_out_of_date() -> None:
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    field = (
        FIELD.format("begin") + code + FIELD.format("separate") + run("{{ 年度 }}年") + FIELD.format("end")
    )
    made = filled(document(f"<w:p>{field}</w:p>"))
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert 'w:fldCharType="begin" w:dirty="true"' in text
    assert lines(made) == ["2024年"]
