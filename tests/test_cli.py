"""The command line: exit codes, formats, files, refusals, comparison and explanations.

The audit itself is replaced by one that reads a word from the file, so that each case says what it is
about; the whole way through is tested in test_auditing.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import juesuan.auditing as api
from juesuan import __version__
from juesuan.auditing import AuditResult
from juesuan.cli import main
from juesuan.documents.model import Document, Place
from juesuan.documents.refusal import Refusal
from juesuan.findings.model import Audit, Finding, OutcomeRecord

MESSAGES = {"错": "error", "疑": "warning", "提": "note"}


def fake_audit(path: str, *, select: Any, ignore: Any, claims: bool) -> AuditResult:
    text = Path(path).read_text(encoding="utf-8")
    if "坏" in text:
        raise Refusal("broken", path, "文件已损坏", "请重新下载")
    if "崩" in text:
        raise ZeroDivisionError("division by zero")
    found = tuple(
        Finding(
            f"F{n:03d}", f"{level[0].upper()}001", level, f"{word}的标题", "sum", level, "certain",
            f"{word}的内容", text, "2", "1", "请改正", "", (Place(word, line=1, column=0),),
            fingerprint=f"{n:040d}",
        )
        for n, (word, level) in enumerate(MESSAGES.items(), 1)
        if word in text
    )  # fmt: skip
    outcomes = (
        OutcomeRecord("A001", "a", "甲", "failed" if found else "passed", " ".join((*select, *ignore))),
    )
    document = Document(path, "text/plain", "0" * 64, ())
    verdict = "blocked" if "空" in text else "contradictions" if "错" in text else "clean"
    made = Audit(
        document,
        "清河县财政局",
        2024,
        "accounts",
        "",
        verdict,
        1,
        (),
        1,
        1,
        outcomes,
        found,
        blocked="没有数字",
    )
    return AuditResult(**{f.name: getattr(made, f.name) for f in fields(Audit)})


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(api, "audit", fake_audit)
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("clean", "好"),
        ("wrong", "错疑提"),
        ("note", "提"),
        ("bad", "坏"),
        ("none", "空"),
        ("bug", "崩"),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    sys.argv = ["juesuan", *arguments]
    with pytest.raises(SystemExit) as exit:
        main()
    out, err = capfd.readouterr()
    assert isinstance(exit.value.code, int)
    return exit.value.code, out, err


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["clean"], 0),
        (["note"], 0),
        (["wrong"], 1),
        (["bad"], 2),
        (["none"], 2),
        (["bug"], 2),
        (["clean", "wrong"], 1),
        (["wrong", "bad", "clean"], 2),
        (["bug", "wrong"], 2),
    ],
)
def test_exit_codes(reports: Path, capfd: pytest.CaptureFixture[str], names: list[str], code: int) -> None:
    assert run(capfd, "audit", *(f"{n}.txt" for n in names))[0] == code


def test_a_bad_file_never_stops_the_others(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "audit", "bad.txt", "bug.txt", "wrong.txt", "-f", "json", "-j", "1")
    data = json.loads(out)
    assert code == 2
    assert [d["verdict"] for d in data] == ["blocked", "blocked", "contradictions"]
    assert data[0]["refusal"]["code"] == "broken"
    assert "ZeroDivisionError" in data[1]["blocked"]


def test_directories_and_patterns(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = reports / "文件夹" / "下级"
    folder.mkdir(parents=True)
    for name in ("b.txt", "a.txt", "~$a.docx", ".hidden.txt", "photo.jpg"):
        (folder / name).write_text("好", encoding="utf-8")
    code, out, err = run(capfd, "audit", "文件夹", "*lean.txt", "-f", "jsonl", "-j", "1")
    paths = [json.loads(line)["document"]["path"] for line in out.splitlines()]
    assert (code, paths) == (0, ["文件夹/下级/a.txt", "文件夹/下级/b.txt", "clean.txt"])
    assert "另有 1 个文件不是可审核的格式，未审核：文件夹/下级/photo.jpg" in err


@pytest.mark.parametrize("name", ["没有.txt", "没有*.txt", "空文件夹"])
def test_what_is_not_there_is_said(reports: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    (reports / "空文件夹").mkdir()
    code, out, err = run(capfd, "audit", name)
    assert (code, out) == (2, "")
    assert err.startswith(f"{name}：")
    assert "请" in err


def test_a_missing_file_never_stops_the_others(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "audit", "没有.txt", "wrong.txt", "-f", "json")
    assert code == 2
    assert [d["verdict"] for d in json.loads(out)] == ["blocked", "contradictions"]
    assert "找不到这个文件" in err


def test_a_name_the_system_does_not_take_never_stops_the_others(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capfd, "audit", "长" * 200 + ".docx", "wrong.txt", "-f", "json")
    assert code == 2
    assert [d["verdict"] for d in json.loads(out)] == ["blocked", "contradictions"]
    assert "文件名太长" in err
    assert "请把名称改短" in err


def test_one_refused_file_is_said_once_and_nothing_is_written(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for format in ("text", "html", "xlsx"):
        code, out, err = run(capfd, "audit", "bad.txt", "-f", format, "-o", "出.x")
        assert (code, out, err) == (2, "", "bad.txt：文件已损坏。请重新下载\n")
        assert not (reports / "出.x").exists()
    code, out, err = run(capfd, "audit", "none.txt", "-f", "json")
    assert (code, err) == (2, "none.txt：没有数字。\n")
    assert json.loads(out)["blocked"] == "没有数字"


def test_output_into_a_file_is_whole_and_never_over_a_report(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capfd, "audit", "wrong.txt", "-f", "json", "-o", "新/结果.json")
    assert (code, out) == (1, "")
    assert "结果已写入" in err
    assert (
        json.loads((reports / "新/结果.json").read_text(encoding="utf-8"))["findings"][0]["level"] == "error"
    )
    code, _, err = run(capfd, "audit", "wrong.txt", "clean.txt", "-o", "clean.txt")
    assert code == 2
    assert "不能覆盖" in err
    assert (reports / "clean.txt").read_text(encoding="utf-8") == "好"


@pytest.mark.parametrize("format", ["html", "xlsx"])
def test_formats_with_a_file_for_each_report(
    reports: Path, capfd: pytest.CaptureFixture[str], format: str
) -> None:
    code, _, err = run(
        capfd, "audit", "wrong.txt", "bad.txt", "clean.txt", "-f", format, "-o", "出", "-j", "1"
    )
    assert code == 2
    assert "文件已损坏" in err
    assert sorted(p.name for p in (reports / "出").iterdir()) == [
        f"clean.审核.{format}",
        f"wrong.审核.{format}",
    ]
    assert run(capfd, "audit", "wrong.txt", "-f", format, "-o", f"一.{format}")[0] == 1
    assert (reports / f"一.{format}").stat().st_size > 1000
    code, _, err = run(capfd, "audit", "wrong.txt", "clean.txt", "-f", format)
    assert code == 2
    assert "-o" in err


def test_sarif_of_several(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "audit", "wrong.txt", "clean.txt", "-f", "sarif")
    assert code == 1
    assert len(json.loads(out)["runs"][0]["results"]) == 3


def test_rules_are_chosen(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(
        capfd, "audit", "clean.txt", "-f", "json", "--select", "S001，A", "--ignore", "W001", "--ignore", "Y"
    )
    assert json.loads(out)["outcomes"][0]["reason"] == "S001 A W001 Y"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("--select ZZZ", "“ZZZ”"),
        ("--select A,Q9", "“Q9”"),
        ("--ignore ZZZ", "“ZZZ”"),
        ("--select A001 --ignore A001", "没有剩下一项检查"),
    ],
)
def test_rules_that_do_not_exist_are_refused(
    reports: Path, capfd: pytest.CaptureFixture[str], words: str, named: str
) -> None:
    code, out, err = run(capfd, "audit", "clean.txt", *words.split())
    assert (code, out) == (2, "")
    assert named in err
    assert "juesuan rules" in err


def test_compare_with_an_earlier_result_or_report(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "audit", "wrong.txt", "-f", "json", "-o", "旧.json")
    (reports / "wrong.txt").write_text("错", encoding="utf-8")
    _, out, _ = run(capfd, "audit", "wrong.txt", "--compare", "旧.json", "-f", "json")
    data = json.loads(out)
    assert [f["status"] for f in data["findings"]] == ["changed"]
    assert [f["level"] for f in data["gone"]] == ["warning", "note"]
    _, out, _ = run(capfd, "audit", "wrong.txt", "--compare", "note.txt")
    assert "〔新出现〕" in out
    assert "与上次相比已消除（1）" in out
    code, _, err = run(capfd, "audit", "wrong.txt", "--compare", "没有.json")
    assert code == 2
    assert "找不到旧的审核结果" in err
    assert run(capfd, "audit", "wrong.txt", "--compare", "bad.txt")[0] == 2


@pytest.mark.parametrize(
    ("entity", "year", "warned"),
    [("清河县财政局", 2024, False), ("清河县民政局", 2024, True), ("清河县财政局", 2023, True)],
)
def test_comparing_with_another_report_is_said(
    reports: Path, capfd: pytest.CaptureFixture[str], entity: str, year: int, warned: bool
) -> None:
    run(capfd, "audit", "wrong.txt", "-f", "json", "-o", "旧.json")
    old = json.loads((reports / "旧.json").read_text(encoding="utf-8"))
    one = old[0] if isinstance(old, list) else old
    one["document"] |= {"entity": entity, "year": year}
    (reports / "旧.json").write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    _, _, err = run(capfd, "audit", "wrong.txt", "--compare", "旧.json")
    assert (f"“{entity}{year}年”" in err) is warned


def test_explained_findings_are_shown_and_no_longer_count(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "audit", "wrong.txt", "--baseline", "说明.toml", "--write-baseline")
    assert code == 1
    assert "说明文件已写入" in err
    path = reports / "说明.toml"
    assert run(capfd, "audit", "wrong.txt", "--baseline", "说明.toml")[0] == 1
    path.write_text(
        path.read_text(encoding="utf-8").replace('explanation = ""', 'explanation = "机构合并"'),
        encoding="utf-8",
    )
    code, out, _ = run(capfd, "audit", "wrong.txt", "--baseline", "说明.toml")
    assert code == 0
    assert "〔已说明〕" in out
    assert "说明 机构合并" in out
    assert run(capfd, "audit", "wrong.txt", "--baseline", "没有.toml")[0] == 2
    assert run(capfd, "audit", "wrong.txt", "--write-baseline")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit", "clean.txt", "--format", "doc"], "没有“doc”这种格式，可用：text、json"),
        (["audit", "clean.txt", "--jobs", "-1"], "进程数不能小于 0"),
        (["audit", "--nope"], "没有 --nope 这个选项"),
        (["nope"], "没有“nope”这个命令，可用：audit"),
        (["audti"], "没有“audti”这个命令，是不是 audit？可用："),
        (["pack", "chekc"], "没有“chekc”这个命令，是不是 check？可用："),
        (["audit", ""], "有一个文件名是空的"),
        (["explain"], "缺少“规则”"),
        (["audit", "-"], "不能从标准输入读取报告。请先存成文件"),
        (["explain", "S001", "S002"], "多写了“S002”"),
        (["audit", "clean.txt", "-j", "abc"], "“abc”不是整数。"),
        (["audit", "clean.txt", "-o"], "-o 后面要写上内容"),
        (["audit", "--claims=3", "clean.txt"], "--claims 后面不写内容"),
        (["audit", "clean.txt", "--baseline", "bad.txt"], "第 1 行第 1 列附近写法不对"),
        (["audit", "clean.txt", "-o", "/dev/null/x.txt"], "路径里有一段不是文件夹"),
        (["rules", "--kind", "x"], "没有“x”这一类"),
        (["explain", "不存在的规则"], "没有这条规则"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(
    reports: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    code, out, err = run(capfd, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert "invalid" not in err.lower()


def test_help_is_chinese(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["audit", "--help"], ["rules", "-h"], ["explain", "-h"]):
        code, out, _ = run(capfd, *arguments)
        assert code == 0
        assert "用法：juesuan" in out
        assert not any(
            word in out for word in ("Usage", "Options", "Arguments", "Commands", "Show this", "default")
        )


def test_version_and_module(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "--version") == (0, f"juesuan {__version__}\n", "")
    done = subprocess.run(
        [sys.executable, "-m", "juesuan", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"juesuan {__version__}"


def test_help_loads_neither_readers_nor_rules() -> None:
    code = (
        "import sys\nfrom juesuan.cli import main\nsys.argv = ['juesuan', 'audit', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "rooms = tuple('juesuan.claims juesuan.rules juesuan.findings lxml rich'.split())\n"
        "heavy = [m for m in sys.modules if m.startswith(rooms)]\n"
        "print(heavy, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_rules_are_listed_and_explained(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "rules", "--format", "json")
    rules = json.loads(out)
    assert code == 0
    assert rules
    first = rules[0]
    for name in (first["code"], first["code"].lower(), first["name"], first["title"]):
        code, out, _ = run(capfd, "explain", name)
        assert code == 0
        assert first["title"] in out
        assert "为什么查" in out
    _, out, _ = run(capfd, "rules", "--kind", first["kind"])
    assert first["code"] in out
    assert f"共 {sum(r['kind'] == first['kind'] for r in rules)} 条" in out


def test_a_reader_that_leaves_early_is_no_failure(reports: Path) -> None:
    shell = f"'{sys.executable}' -m juesuan rules --format json | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr


def test_results_are_carried_unchanged(reports: Path) -> None:
    result = fake_audit(str(reports / "wrong.txt"), select=(), ignore=(), claims=False)
    assert [f.level for f in result.errors] == ["error"]
    assert result.of_level("note")[0].title == "提的标题"
    assert not result.clean
    assert result.to_dict()["verdict"] == "contradictions"
    assert "发现 1 处错误" in result.to_text()
    assert replace(result, findings=()).errors == ()
