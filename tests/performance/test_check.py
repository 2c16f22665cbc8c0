"""Frameworks are read strictly and checked whole: every slip named with file, indicator and way out, all at once."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

import pytest

from juesuan.cli import main
from juesuan.documents.refusal import Refusal
from juesuan.performance.check import built_in, check, check_file
from juesuan.performance.formulas import formulas, operand_forms
from juesuan.performance.frameworks import find, load, names
from juesuan.performance.kinds import KIND_TITLES, Rule
from juesuan.performance.rescale import rescaled

HEAD = """code = "own"
title = "本单位指标体系"
subject = "overall"
basis = "本单位办法"
grades = [{ name = "优", least = 90 }, { name = "差", least = 0 }]
"""
SECTION = '[[sections]]\nlevel1 = "投入"\nweight = 100\n'
GOOD = """[[indicators]]
code = "A1"
level1 = "投入"
level2 = "目标"
name = "目标合理"
weight = 100
rule = { kind = "presence", question = "目标合理" }
text = "合理得满分"
"""
BARE_HEAD = HEAD.replace('subject = "overall"\n', "")
OWN = """[own]
execution_weight = 10
execution = { kind = "ratio" }
quantitative = { kind = "ratio" }
qualitative = { kind = "bands", bands = [[100, 80], [80, 60], [60, 0]] }
texts = { execution = "按比例", quantitative = "按比例", qualitative = "分档" }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"


def problems(file: Path, text: str) -> dict[str, str]:
    file.write_text(text, encoding="utf-8")
    return {p.code: str(p) for p in check_file(str(file))}


def rule(words: str, weight: str = "100", more: str = "") -> str:
    text = GOOD.replace('kind = "presence", question = "目标合理"', words).replace(
        "weight = 100", f"weight = {weight}"
    )
    return HEAD + SECTION + text + more


def test_a_good_framework_has_no_problem(file: Path) -> None:
    assert not problems(file, HEAD + SECTION + GOOD)


def test_every_built_in_framework_passes() -> None:
    assert built_in() == dict.fromkeys(names(), ())
    warnings = {(n, p.code) for n in names() for p in check(load(n))}
    # 95 points of the responsibility score still earn 95 %: so says the framework of the area itself.
    assert warnings == {("yunnan-abc", "floor")}


def test_the_built_in_frameworks_are_those_of_the_regulations() -> None:
    assert set(names()) >= {
        "cy2020-10", "cy2021-101", "cy2021-101-cost", "cy2013-53-overall", "cy2020-10-evaluation", "yunnan-abc",
        "sichuan-2019", "sichuan-2023", "appraisal",
    }  # fmt: skip
    weights = {s.level1: s.weight for s in load("cy2020-10").sections}
    assert weights == {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
    cost = {s.level1: s.weight for s in load("cy2021-101-cost").sections}
    assert cost == {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}


@pytest.mark.parametrize(
    ("points", "grade"), [(100, "优"), (90, "优"), ("89.99", "良"), (80, "良"), (60, "中"), ("59.99", "差")]
)
def test_grades_are_those_of_the_regulation(points: str | int, grade: str) -> None:
    assert load("cy2020-10").grade(D(points)) == grade
    assert rescaled(load("cy2020-10"), D(50)).grade(D(points) / 2) == grade


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (HEAD + SECTION + GOOD.replace("weight = 100", "weight = 99"), "weights-sum", "合计99分，不等于总分100分。还差1分"),
        (HEAD + SECTION + GOOD.replace("weight = 100", "weight = 101"), "weights-sum", "多出1分"),
        (HEAD + SECTION + GOOD.replace("weight = 100", "weight = 60"), "section-sum", "分组“投入”：各指标分值合计60分"),
        (HEAD + SECTION + GOOD + GOOD, "duplicate-code", "指标编号“A1”用了2次"),
        (HEAD + SECTION + GOOD + GOOD, "duplicate-name", "2个指标都叫“目标合理”"),
        (HEAD + SECTION + GOOD.replace('level1 = "投入"', 'level1 = "过程"'), "stray", "“过程”不在分组"),
        (HEAD + SECTION + SECTION.replace("投入", "产出") + GOOD, "empty-section", "分组“产出”：分组下没有指标"),
        (HEAD + SECTION + SECTION + GOOD, "duplicate-section", "写了两次"),
        (HEAD.replace("least = 0", "least = 60") + SECTION + GOOD, "grade-gap", "低于60分没有对应的等级"),
        (HEAD.replace('"差"', '"优"') + SECTION + GOOD, "duplicate-grade", "“优”写了2次"),
        (HEAD.replace("least = 90", "least = 190") + SECTION + GOOD, "grade-range", "不在0到100之间"),
        (HEAD + SECTION, "no-indicators", "没有列出指标"),
        (HEAD + SECTION + GOOD.replace("合理得满分", ""), "blank", "没有写评分规则的文字"),
        (HEAD + SECTION + GOOD.replace("weight = 100", "weight = 0"), "weight", "分值应大于0"),
        ("total = 0\n" + HEAD + SECTION + GOOD, "total", "总分应大于0"),
        (rule('kind = "manual", most = 3', "6"), "unreachable", "最多得3分，达不到分值6分"),
        (rule('kind = "checklist", points = [{ text = "甲", points = 90 }]'), "unreachable", "最多得90分"),
        (rule('kind = "checklist", points = [{ text = "甲", points = 110 }]'), "beyond-weight", "超过分值100分"),
        (rule('kind = "checklist", points = []'), "no-points", "没有评价要点"),
        (rule('kind = "tiers", tiers = [[90, 95], [80, 80]]'), "unreachable", "最多得95分"),
        (rule('kind = "tiers", tiers = [[90, 80], [80, 100]]'), "tier-order", "得分反而低"),
        (rule('kind = "curve", knots = [[0, 50], [100, 100]]'), "floor", "最差也得50分"),
        (rule('kind = "curve", knots = [[0, 0], [100, 120]]'), "beyond-weight", "可以得到120分"),
        (rule('kind = "bands", bands = [[100, 80], [70, 60], [60, 0]]'), "bands", "80%与70%不相接"),
        (rule('kind = "bands", bands = [[100, 80], [80, 0]]'), "bands", "写了2档"),
        (rule('kind = "at-least", full = 95, lost_points = 0'), "no-loss", "应大于0"),
        (rule('kind = "at-least", full = 95'), "unmeasurable", "实际值无从取得"),
        (rule('kind = "at-least", full = 120', more='formula = "assets-use-rate"\n'), "unreachable", "最多得0分"),
        (rule('kind = "at-most", full = -1', more='formula = "carry-over-rate"\n'), "unreachable", "最多得0分"),
        (rule('kind = "at-least", full = 120, zero = 20', more='formula = "satisfaction"\n'), "unreachable", "最多得80分"),
        (rule('kind = "at-least", full = 95', more='formula = "no-rate"\n'), "no-formula", "没有“no-rate”这个公式"),
        (rule('kind = "presence", question = "甲"', more='formula = "execution-rate"\n'), "unused-formula", "不会被计算"),
        (BARE_HEAD + 'subject = "project"\n' + OWN, "weights-sum", "预算执行率分值合计10分"),
        (HEAD + OWN, "subject", "应为 project"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_named(file: Path, text: str, code: str, words: str) -> None:
    found = problems(file, text)
    assert words in found.get(code, str(found))
    assert "own.toml" in found[code]


def test_outputs_and_effects_of_a_project_weigh_60_at_least(file: Path) -> None:
    text = HEAD.replace("overall", "project") + SECTION + GOOD
    assert "不低于总分的60%" in problems(file, text)["results-share"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (("weight = 100\nrule", "rule"), "指标“A1”：缺少“weight”"),
        (('code = "A1"\n', ""), "指标“目标合理”：缺少“code”"),
        (("weight = 100\nrule", 'weight = "百"\nrule'), "指标“A1”的 weight：不是数字"),
        (('kind = "presence"', 'kind = "present"'), "“present”不在可用的值里"),
        (('question = "目标合理"', 'qestion = "目标合理"'), "不认识“qestion”"),
        (("text = ", "txt = "), "不认识“txt”"),
        (("text = ", 'remark = "x"\ntext = '), "不认识“remark”"),
        (('kind = "presence", question = "目标合理"', 'kind = "at-most", full = 100, zero = 90'), "应大于 full"),
        (('kind = "presence", question = "目标合理"', 'kind = "at-most", full = 100, zero = 120, lost_points = 1'), "只能写一个"),
        (('kind = "presence", question = "目标合理"', 'kind = "at-least", full = 1, step = 0'), "step 应大于0"),
        (('kind = "presence", question = "目标合理"', 'kind = "per-miss"'), "要写一个"),
        (('kind = "presence", question = "目标合理"', 'kind = "tiers", tiers = [[80, 50], [90, 100]]'), "最好的一档"),
        (('kind = "presence", question = "目标合理"', 'kind = "curve", knots = [[0, 0]]'), "至少要有两个点"),
        (('kind = "presence", question = "目标合理"', 'kind = "ratio", pass_mark = 100'), "不含100"),
    ],
)  # fmt: skip
def test_what_the_schema_refuses_is_said_in_chinese(file: Path, spoil: tuple[str, str], words: str) -> None:
    found = problems(file, HEAD + SECTION + GOOD.replace(*spoil))
    assert words in found.get("framework", str(found))


def test_all_refused_tables_are_named_not_only_the_first(file: Path) -> None:
    two = GOOD.replace("weight = 100\nrule", "rule") + GOOD.replace("A1", "A2").replace("text = ", "txt = ")
    file.write_text(HEAD + SECTION + two, encoding="utf-8")
    assert ["A1" in str(p) or "A2" in str(p) for p in check_file(str(file))] == [True, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [("code = own", "第1行第8列：值的写法不对"), ('code = "own', "引号没有配对"), ("[own", "方括号没有配对")],
)
def test_a_slip_of_syntax_has_its_line(file: Path, text: str, words: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=words):
        check_file(str(file))


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes("名称".encode("gbk"))
    with pytest.raises(Refusal, match="UTF-8"):
        find(str(file))
    with pytest.raises(Refusal, match="找不到"):
        find(str(file.with_name("none.toml")))
    with pytest.raises(Refusal, match="可用的有"):
        find("none")


def test_formulas_name_operands_that_exist_and_come_from_somewhere() -> None:
    for formula in formulas().values():
        assert set(formula.operands) <= set(operand_forms()), formula.code
        assert formula.basis
        assert (formula.kind == "value") is (not formula.to)
    named = {code for f in formulas().values() for code in f.operands}
    gaps = {code for o in operand_forms().values() for code in o.gap or ()}
    assert set(operand_forms()) == named | gaps


def test_every_kind_of_rule_has_its_name() -> None:
    assert set(KIND_TITLES) == set(Rule.__args__)


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["juesuan", "performance", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_the_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    assert run(monkeypatch, "list") == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in names())
    assert run(monkeypatch, "check", "cy2013-53-overall") == 0
    assert "没有问题" in capsys.readouterr().err
    file.write_text(HEAD + SECTION + GOOD.replace("weight = 100", "weight = 99"), encoding="utf-8")
    assert run(monkeypatch, "check", str(file)) == 1
    said = capsys.readouterr()
    assert f"错误  “{file}”：各指标分值合计99分，不等于总分100分。还差1分，请调整分值。" in said.out
    assert "共2处错误、0处提示" in said.err
    assert run(monkeypatch, "check", str(file.with_name("none.toml"))) == 2
    assert "找不到这个指标体系文件" in capsys.readouterr().err


def test_a_copy_of_a_built_in_framework_is_a_framework(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    assert run(monkeypatch, "new", str(file), "--from", "yunnan-abc") == 0
    assert find(str(file)).code == "own"
    assert find(str(file)).indicators == load("yunnan-abc").indicators
    assert run(monkeypatch, "new", str(file)) == 2
    assert "没有覆盖" in capsys.readouterr().err
    assert run(monkeypatch, "new", str(file.with_suffix(".txt"))) == 2
    assert run(monkeypatch, "new", str(file.with_name("b.toml")), "--from", "none") == 2


def test_the_guide_lists_every_framework_formula_and_kind_of_rule() -> None:
    guide = (Path(__file__).parents[2] / "docs/guide/frameworks.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in guide for name in names())
    assert all(f"| `{f.code}` | {f.words} |" in guide for f in formulas().values())
    assert all(f"| `{kind.__struct_config__.tag}` |" in guide for kind in KIND_TITLES)


def test_the_example_has_no_problem() -> None:
    assert check_file(str(Path(__file__).parents[2] / "examples/framework.toml")) == ()
