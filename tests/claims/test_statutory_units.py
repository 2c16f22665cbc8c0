"""A table under the wrong unit is one finding at the unit, and its figures are read in the unit they prove."""

from __future__ import annotations

from pathlib import Path

from juesuan.claims.model import Report
from juesuan.claims.reading import read_report
from juesuan.documents.intake import read
from juesuan.rules.engine import Grouped, run

ECONOMIC = """| 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
| --- | --- | --- | --- | --- | --- |
| 301 | 工资福利支出 | {a} | 302 | 商品和服务支出 | {b} |
| 30101 | 基本工资 | {a} | 30201 | 办公费 | {b} |
|  | 人员经费合计 | {a} |  | 公用经费合计 | {b} |"""
TEXT = """清河县文化馆2022年度部门决算

第二部分 2022年度部门决算表

一般公共预算财政拨款基本支出决算表
单位：{unit}

{table}

第三部分 2022年度部门决算情况说明

三、一般公共预算财政拨款基本支出决算情况说明
2022年度一般公共预算财政拨款基本支出2,518.07万元。其中：人员经费2,028.86万元，公用经费{operating}万元。
"""


def audit(tmp_path: Path, unit: str, operating: str = "489.21") -> tuple[Report, list[Grouped]]:
    table = ECONOMIC.format(a="2,028.86", b="489.21")
    path = tmp_path / "report.txt"
    path.write_text(TEXT.format(unit=unit, table=table, operating=operating), encoding="utf-8")
    report = read_report(read(str(path)))
    return report, [b for b in run(report).breaches if (b.breach.level or b.rule.level) == "error"]


def test_sentences_prove_the_unit_of_a_table(tmp_path: Path) -> None:
    report, found = audit(tmp_path, "元")
    assert [b.rule.check for b in found] == ["table-unit-agrees"]
    breach = found[0].breach
    place = report.document.place(breach.marks[0].span)
    assert (place.line, place.quote) == (6, "单位：元")
    assert (breach.stated, breach.expected) == ("元", "万元")
    facts = {
        f.concept: f.operand.interval.middle for f in report.facts if f.source == "table" and not f.scope
    }
    assert facts["general.personnel"] == 20288600


def test_the_right_unit_is_left_alone(tmp_path: Path) -> None:
    assert audit(tmp_path, "万元")[1] == []


def test_one_agreeing_figure_proves_no_unit(tmp_path: Path) -> None:
    _, found = audit(tmp_path, "元", "511.00")
    assert "table-unit-agrees" not in {b.rule.check for b in found}
