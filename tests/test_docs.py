"""The documentation is true: its commands run, and nothing a user can meet is left out of it."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs/guide"
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(GUIDE.glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def fences(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for found, body in FENCE.findall(page.read_text(encoding="utf-8")):
            if found == language:
                yield page.name, body


COMMANDS: dict[str, list[str]] = {}
for _page, _body in fences("bash"):
    COMMANDS.setdefault(_page, []).extend(line.strip() for line in _body.splitlines() if line.strip())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a reader of the guide stands: the project's folder, with the samples."""
    (tmp_path / "examples").mkdir()
    for sample in (ROOT / "examples").glob("*.*"):
        shutil.copy(sample, tmp_path / "examples")
    (tmp_path / "out").mkdir()
    return tmp_path


@pytest.mark.parametrize("page", COMMANDS)
def test_commands_of_a_page_run_one_after_the_other(page: str, folder: Path) -> None:
    for command in COMMANDS[page]:
        if command.startswith("juesuan "):
            run_in(folder, command)


def run_in(folder: Path, command: str) -> None:
    words = shlex.split(command, comments=True)
    run = subprocess.run(
        [sys.executable, "-m", "juesuan", *words[1:]],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    # 1 is the answer "errors found", which is what the sample is for.
    assert run.returncode in (0, 1), f"{command}: {run.stderr}"
    for option in ("--out", "-o"):
        if option in words:
            written = folder / words[words.index(option) + 1]
            assert written.exists()
            assert written.is_dir() or written.stat().st_size > 0


def test_other_commands_are_verbs_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    others = [c for commands in COMMANDS.values() for c in commands if not c.startswith("juesuan ")]
    for command in others:
        words = shlex.split(command, comments=True)
        assert words[0] == "make", command
        assert re.search(rf"^{words[1]}:", makefile, re.M), command


@pytest.mark.parametrize(("page", "body"), list(fences("python")), ids=lambda value: value[:20])
def test_python_in_the_guide_runs(page: str, body: str, folder: Path) -> None:
    # A script of its own, because several processes start it again.
    script = folder / f"{page}.py"
    script.write_text(body, encoding="utf-8")
    run = subprocess.run([sys.executable, script], cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()


def test_every_command_and_option_is_documented() -> None:
    from juesuan.cli import app

    guide = "\n".join(page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md"))
    group = typer.main.get_command(app)
    missing = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if f"juesuan {name}" not in guide:
            missing.append(name)
        for parameter in command.params:
            longest = max(parameter.opts, key=len)
            if longest.startswith("--") and longest != "--help" and longest not in guide:
                missing.append(f"{name} {longest}")
    assert not missing


def test_every_format_kind_and_level_is_documented() -> None:
    from juesuan.claims.model import Kind
    from juesuan.findings import wording
    from juesuan.rules.model import KIND_TITLES, LEVEL_TITLES

    results = (GUIDE / "results.md").read_text(encoding="utf-8")
    assert set(KIND_TITLES) == set(Kind)
    for code, title in KIND_TITLES.items():
        assert f"| {title} | `{code}` |" in results
    for code, title in LEVEL_TITLES.items():
        assert f"| {title}（`{code}`） |" in results
    for verdict in ("clean", "contradictions", "blocked"):
        assert f"`{verdict}`" in results
    comparison = (GUIDE / "baseline.md").read_text(encoding="utf-8")
    assert all(title in comparison for title in wording.STATUSES.values())
    formats = (GUIDE / "audit.md").read_text(encoding="utf-8")
    for word in ("text", "json", "jsonl", "sarif", "html", "docx", "xlsx"):
        assert f"`{word}`" in formats


def refusal_codes() -> set[str]:
    """The literal codes of every ``Refusal`` in the sources, and those of foreign files' signatures."""
    codes = set()
    for path in (ROOT / "src/juesuan").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal" and node.args:
                first = node.args[0]
                codes |= {n.value for n in ast.walk(first) if isinstance(n, ast.Constant)}
    from juesuan.documents import formats

    return {c for c in codes if isinstance(c, str)} | {row[1] for row in formats._SIGNATURES}


def test_every_refusal_is_documented() -> None:
    faq = (GUIDE / "faq.md").read_text(encoding="utf-8")
    assert not sorted(code for code in refusal_codes() if f"`{code}`" not in faq)


def test_every_limit_is_documented_with_its_value() -> None:
    from juesuan.documents import limits

    page = (GUIDE / "limits.md").read_text(encoding="utf-8")
    for name, value in vars(limits).items():
        if not name.isupper() or name == "MIB":
            continue
        rows = [line for line in page.splitlines() if f"`{name}`" in line]
        assert rows, f"{name} is not in docs/guide/limits.md"
        shown = {f"{value:,}", f"{value // limits.MIB:,} MiB", f"{value // 1024:,} KiB"}
        assert any(text in rows[0] for text in shown), f"{name} is {value:,}, the guide says: {rows[0]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_checklist_of_the_guide_names_all_prefixes() -> None:
    from juesuan.rules import catalogue

    page = (GUIDE / "rules.md").read_text(encoding="utf-8")
    for prefix in {rule.code[0] for rule in catalogue()}:
        assert re.search(rf"\| {prefix} \|", page), f"the letter {prefix} is not explained"
