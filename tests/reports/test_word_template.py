"""A clerk's own Word template: what is filled, bound and kept, and every mistake told with its place."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from example_year import WAN, year
from test_compose_command import book, run
from word_files import alone, filled, lines, saved, word

from juesuan.accounts.model import CarryOver, ExpenditureLine, Fund, IncomeLine, Nature, Project, Source
from juesuan.documents.docx_names import W
from juesuan.documents.refusal import Refusal
from juesuan.reports.compose import Incomplete
from juesuan.reports.packs import load
from juesuan.reports.word_list import listing
from juesuan.reports.word_names import KINDS, TOP
from juesuan.reports.write_bound import read_bound
from juesuan.reports.write_word import read_template


def test_tags_become_bound_numbers_wherever_they_stand() -> None:
    made = filled(
        word(
            "{{ 单位名称 }}{{ 年度 }}年度本年收入合计{{ 本年收入合计 }}，{{ 本年收入合计.增减 }}。",
            "基本支出{{ 占比(基本支出, 本年支出合计) }}，上年{{ 本年收入合计.上年 }}，{{ 基本支出.万元 }}万元，{{ 基本支出.元 }}元。",
            table=[["保有量", "{{ 公务用车保有量 }}辆"]],
            header="{{ 单位简称 }}：{{ 本年支出合计 }}",
        )
    )
    assert lines(made)[:2] == [
        "清河县水利局2024年度本年收入合计300.00万元，增加70.00万元，增长30.43%。",
        "基本支出53.57%，上年230.00万元，150.00万元，1,500,000.00元。",
    ]
    assert lines(made)[-1] == "1辆"
    bound = read_bound(made, "docx")
    assert dict(bound.stated)["income.current:outturn:2023"] == "230.00万元"
    assert bound.facts["income.current:outturn:2024"].value == 300 * WAN
    assert bound.facts["income.current:outturn:2023"].year == 2023
    header = zipfile.ZipFile(io.BytesIO(made)).read("word/header1.xml").decode()
    assert "清河县水利局" in header
    assert 'w:tag w:val="expenditure.current:outturn:2024"' in header


def test_loops_make_rows_and_paragraphs_and_leave_none_behind() -> None:
    made = filled(
        word(
            "{% for 项 in 项目清单 %}", "{{ 项.名称 }}：{{ 项.决算数 }}，{{ 项.决算数.完成全年预算 }}", "{% endfor %}",
            "{% if 政府性基金预算财政拨款本年支出 %}", "有基金", "{% else %}", "没有基金", "{% endif %}",
            "{{ 主要职责 }}",
            table=[
                ["编码", "决算数"],
                ["{% for 科目 in 支出科目清单 %}", ""],
                ["{{ 科目.编码 }}", "{{ 科目.决算数.万元 }}"],
                ["{% endfor %}", ""],
            ],
        ),
        replace(year(), entity=replace(year().entity, duties=("甲。", "乙。"))),
    )  # fmt: skip
    assert lines(made) == [
        "河道整治：100.00万元，完成全年预算的100.00%", "没有基金", "甲。", "乙。",
        "编码", "决算数", "2130301", "150.00", "2130304", "100.00", "2130399", "30.00",
    ]  # fmt: skip


def test_a_tag_that_word_has_broken_into_runs_is_one_tag_and_keeps_its_looks() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("收入")
    for part in ("{", "{ 本年", "收入", "合计 }", "}"):
        run_ = paragraph.add_run(part)
        run_.bold = True
        run_.font.size = Pt(22)
    paragraph.add_run("。")
    made = docx.Document(io.BytesIO(filled(saved(document))))
    control = next(made.element.body.iter(f"{W}sdt"))
    assert "".join(t.text for t in control.iter(f"{W}t")) == "300.00万元"
    properties = control.find(f"{W}sdtContent/{W}r/{W}rPr")
    assert properties.find(f"{W}b") is not None
    assert properties.find(f"{W}sz").get(f"{W}val") == "44"
    assert "".join(t.text or "" for t in made.paragraphs[0]._p.iter(f"{W}t")) == "收入300.00万元。"


def test_tables_charts_sections_and_the_glossary_stand_where_their_tag_stood() -> None:
    made = filled(
        word(
            "前",
            "{{ 表.公开05 }}",
            "{{ 图.收入结构 }}",
            "{{ 说明.收入决算情况说明 }}",
            "{{ 名词解释 }}",
            "后",
        )
    )
    found = lines(made)
    assert found[0] == "前"
    assert found[-1] == "后"
    assert "一般公共预算财政拨款支出决算表" in found
    income = "2024年度本年收入合计300.00万元，其中：一般公共预算财政拨款收入250.00万元，占83.33%；其他收入50.00万元，占16.67%。"
    assert any(line.startswith(income) for line in found)
    assert any(line.startswith("1.财政拨款收入：指") for line in found)
    document = docx.Document(io.BytesIO(made))
    grid = document.tables[0]._tbl.find(f"{W}tblGrid")
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    assert abs(sum(int(c.get(f"{W}w")) for c in grid) - room) < 10
    used = {p.get(f"{W}val") for p in document.element.body.iter(f"{W}pStyle")}
    defined = {s.get(f"{W}styleId") for s in document.styles.element.iter(f"{W}style")}
    assert used <= defined
    assert len(document.inline_shapes) == 2


def test_a_wide_table_gets_a_page_on_its_side_and_the_rest_stays_upright() -> None:
    made = docx.Document(io.BytesIO(filled(word("前", "{{ 表.公开06 }}", "后"))))
    assert [s.page_width > s.page_height for s in made.sections] == [False, True, False]
    alone_ = docx.Document(io.BytesIO(filled(word("{{ 表.公开06 }}"))))
    assert [s.page_width > s.page_height for s in alone_.sections] == [True]
    every = docx.Document(io.BytesIO(filled(word("前", "{{ 表.全部 }}"))))
    assert {s.page_width > s.page_height for s in every.sections} == {False, True}


def test_all_tables_fit_the_template_and_its_own_styles_are_used() -> None:
    document = docx.Document()
    own = document.styles.add_style("表格文字", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("{{ 表.全部 }}")
    made = docx.Document(io.BytesIO(filled(saved(document))))
    assert len(made.tables) == 9
    assert any(p.get(f"{W}val") == own.style_id for p in made.element.body.iter(f"{W}pStyle"))


def test_every_name_of_the_vocabulary_can_be_filled() -> None:
    """Each name is tried by itself, so that none is a promise only."""
    this = year()
    fund = "2120801"
    this = replace(
        this,
        income=(*this.income, IncomeLine(fund, Source.APPROPRIATION, Fund.FUND, WAN),
                IncomeLine("2230105", Source.APPROPRIATION, Fund.CAPITAL, WAN)),
        expenditure=(*this.expenditure, ExpenditureLine(fund, Nature.PROJECT, Fund.FUND, WAN, WAN, WAN),
                     ExpenditureLine("2230105", Nature.PROJECT, Fund.CAPITAL, WAN, WAN, WAN)),
        three=replace(this.three, purchased=(("轿车", 1),), purchase=WAN),
        assets=replace(this.assets, equipment=(("单价100万元以上设备", 1),)),
        projects=(*this.projects, Project("甲&乙<丙>", Fund.GENERAL, "2130304", WAN, WAN, WAN)),
        carry_over=(*this.carry_over, CarryOver(Fund.FUND, 0, 0, fund)),
        entity=replace(this.entity, departments=("办公室",), units=("站",)),
    )  # fmt: skip
    tags = []
    for name, one in TOP.items():
        kind = one.kind.removesuffix("[]")
        if name == "占比":
            tags.append("{{ 占比(基本支出, 本年支出合计) }}")
        elif one.kind.endswith("[]") and kind in KINDS:
            tags += [f"{{% for 项 in {name} %}}{{{{ 项.{f.name} }}}}；{{% endfor %}}" for f in KINDS[kind]]
        elif kind not in ("公开表", "统计图", "说明文字"):
            tags.append(f"{{{{ {name} }}}}")
    tags += [f"{{{{ 图.{n.name} }}}}" for n in KINDS["统计图"]]
    tags += [f"{{{{ 本年收入合计.{n.name} }}}}" for n in KINDS["金额"]]
    made = filled(word(*tags), this, draft=True)
    assert "\ue000" not in "".join(lines(made))
    assert any("甲&乙<丙>" in line for line in lines(made))
    assert len(read_bound(made, "docx").stated) > 150


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        (["共{{ 本年收人合计 }}。"], "正文第1段“共{{ 本年收人合计 }}。”：没有“本年收人合计”这个名称，是否应为“本年收入合计”"),
        (["x", "{{ 基本支出.上年度 }}"], "正文第2段“{{ 基本支出.上年度 }}”：没有“.上年度”这一项，是否应为“上年”"),
        (["{{ 表.公开02 }}见下"], "要单独占一段"),
        (["{{ 项目清单 }}"], "要用 {% for 项 in 项目清单 %} 逐项写出"),
        (["{% for 项 in 项目清单 %}{{ 项.决算书 }}{% endfor %}"], "没有“.决算书”这一项，是否应为“决算数”"),
        (["{% for 项 in 基本支出 %}{% endfor %}"], "不是一组内容"),
        (["{{ 本年收入合计", "}}"], "标签的大括号没有成对"),
        (["｛｛ 本年收入合计 ｝｝"], "要用半角的大括号"),
        (["{{ 基本支出。上年 }}"], "写法有误"),
        (["{{ }}"], "标签是空的"),
        (["{% for 项 in 项目清单 %}"], "后面没有 {% endfor %}"),
        (["{% endif %}"], "前面没有与它相配的 {% if … %}"),
        (["{% for 项 in 项目清单 %}甲", "乙{% endfor %}"], "要写在同一段里"),
        (["{% include 'x' %}"], "不认识 {% include … %}"),
        (["{%p if 基本支出 %}甲", "{% endif %}"], "会去掉整段"),
        (["{{ money('fund.incom') }}"], "“fund.incom”不是已知的事项，是否应为“fund.income”"),
        (["{{ 占比(单位名称, 基本支出) }}"], "要写两个金额的名称"),
        (["{{ 表.公开14 }}"], "没有“公开14”这张表，有：公开01、"),
        (["{{ 说明.职责 }}"], "没有“.职责”这一项，是否应为“主要职责”"),
        (["{{ 基本支出 + 项目支出 }}"], "这里不能计算"),
        (["{{ 人员经费.构成 }}"], "没有规定的组成部分"),
        (["{{ ''.__class__.__mro__ }}"], "没有“__class__”"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_place(paragraphs: list[str], words: str) -> None:
    with pytest.raises(Refusal) as told:
        filled(word(*paragraphs), pack=load("national"))
    assert words in str(told.value)
    assert "没有写出任何文件" in str(told.value)


def test_a_section_of_another_areas_pack_is_told_when_the_accounts_are_known() -> None:
    with pytest.raises(Refusal, match="模板“national”没有“职责”一节"):
        filled(word("{{ 说明.职责 }}"))


def test_places_in_tables_and_headers_are_told_and_all_mistakes_at_once() -> None:
    data = word("{{ 甲 }}", table=[["a", "b"], ["c", "{{ 基本支出.乙 }}"]], header="{{ 丙 }}")
    places = [w.section for w in read_template(data, "t.docx").wrong]
    assert places == [
        "正文第1段“{{ 甲 }}”",
        "正文第1个表格第2行第2列“{{ 基本支出.乙 }}”",
        "页眉第1段“{{ 丙 }}”",
    ]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([["{{ 表.公开01 }}", ""]], "移到表格外面"),
        ([["{%tr for 项 in 项目清单 %}", "合计"], ["{% endfor %}", ""]], "会去掉整行"),
        ([["{% for 项 in 项目清单 %}{{ 项.名称 }}", "{{ 项.决算数 }}{% endfor %}"]], "要写在同一段里"),
    ],
)  # fmt: skip
def test_mistakes_in_tables_are_told(table: list[list[str]], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        filled(word(table=table))


def test_what_the_accounts_lack_is_asked_for() -> None:
    with pytest.raises(Incomplete, match="请用 --prior 给出2023年度的工作簿，以说明增减变动（本年收入合计）"):
        filled(word("{{ 本年收入合计.上年 }}"), alone())
    with pytest.raises(Incomplete, match="请填写机关运行经费的决算数"):
        filled(word("{{ 机关运行经费 }}"), replace(year(), agency_operating=None))
    blank = filled(
        word("{% if 机关运行经费.已填 %}有{% else %}无{% endif %}"), replace(year(), agency_operating=None)
    )
    assert lines(blank) == ["无"]


def test_a_report_of_ours_as_template_forgets_what_it_had_bound() -> None:
    old = filled(word("收入{{ 本年收入合计 }}"))
    document = docx.Document(io.BytesIO(old))
    document.add_paragraph("支出{{ 本年支出合计 }}")
    made = filled(saved(document))
    assert lines(made) == ["收入300.00万元", "支出280.00万元"]
    assert [key for key, _ in read_bound(made, "docx").stated] == ["expenditure.current:outturn:2024"]


def test_the_same_template_and_accounts_are_the_same_file() -> None:
    data = word("{{ 本年收入合计 }}", "{{ 表.公开01 }}")
    assert filled(data) == filled(data)


def test_a_section_break_is_not_lost_with_its_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph("{{ 表.公开01 }}")
    paragraph = document.paragraphs[-1]._p
    document.add_section()
    paragraph.get_or_add_pPr().append(next(document.element.body.iter(f"{W}sectPr")))
    made = docx.Document(io.BytesIO(filled(saved(document))))
    assert len(made.sections) == 2


def test_a_template_file_becomes_a_document() -> None:
    package = zipfile.ZipFile(io.BytesIO(word("{{ 本年收入合计 }}")))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in package.namelist():
            made.writestr(name, package.read(name).replace(b"document.main+xml", b"template.main+xml"))
    assert lines(filled(stream.getvalue())) == ["300.00万元"]


def test_the_list_of_names_shows_every_name() -> None:
    told = "\n".join(listing())
    for name, one in TOP.items():
        assert re.search(rf"^  {name}[ .]|^  {name}$", told, re.M), name
        assert one.about


def test_the_guide_lists_every_name() -> None:
    guide = (Path(__file__).parents[2] / "docs/guide/compose.md").read_text(encoding="utf-8")
    fields = {
        f"`.{f.name}`"
        for kind in ("金额", "支出科目", "收入科目", "项目", "接待", "编制")
        for f in KINDS[kind]
    }
    charts = {f"`图.{f.name}`" for f in KINDS["统计图"]}
    blocks = ("表", "图", "说明", "占比")
    names = {f"`{name}`" for name in TOP if name not in blocks}
    assert not sorted(word_ for word_ in names | fields | charts if word_ not in guide)


def test_compose_with_a_word_template_on_the_command_line(tmp_path: Path) -> None:
    source = book(tmp_path / "b.xlsx", year())
    template, goal = tmp_path / "模板.docx", tmp_path / "报告.docx"
    template.write_bytes(
        word("{{ 单位名称 }}{{ 年度 }}年度部门决算", "本年收入合计{{ 本年收入合计 }}。", "{{ 表.全部 }}")
    )
    code, said = run("compose", source, "--word", template, "-o", goal)
    assert code in (0, 1), said
    assert "本年收入合计300.00万元。" in lines(goal.read_bytes())
    assert run("pack", "check", template)[0] == 0
    code, said = run("pack", "names", source)
    assert code == 0
    assert re.search(r"本年收入合计 +300\.00万元", said)


def test_a_wrong_template_writes_nothing(tmp_path: Path) -> None:
    source = book(tmp_path / "b.xlsx", year())
    template, goal = tmp_path / "模板.docx", tmp_path / "报告.docx"
    template.write_bytes(word("{{ 本年收人合计 }}"))
    code, said = run("compose", source, "--word", template, "-o", goal)
    assert code == 2
    assert "模板.docx：Word 模板有 1 处要改" in said
    assert "是否应为“本年收入合计”" in said
    assert not goal.exists()
    code, said = run("pack", "check", template)
    assert code == 1
    assert "没有“本年收人合计”这个名称" in said
    before = template.read_bytes()
    code, said = run("compose", source, "--word", template, "-o", template)
    assert code == 2
    assert template.read_bytes() == before
    assert run("compose", source, "--word", template, "-o", tmp_path / "r.pdf")[0] == 2
    (tmp_path / "空.docx").write_bytes(word("收入300万元"))
    code, said = run("compose", source, "--word", tmp_path / "空.docx", "-o", goal)
    assert code == 2
    assert "空.docx：模板里没有标签" in said
    assert not goal.exists()
    (tmp_path / "假.docx").write_text("不是 Word", encoding="utf-8")
    code, said = run("compose", source, "--word", tmp_path / "假.docx", "-o", goal)
    assert code == 2
    assert "不是 Word 模板" in said
    assert run("compose", source, "--word", tmp_path / "无.docx", "-o", goal)[0] == 2
