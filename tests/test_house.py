"""Rules of the house itself: size, prose, money without float, and files that must carry no address."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src/juesuan").rglob("*.py"))
OURS = sorted(path for room in ("src", "tests", "examples", "bench") for path in (ROOT / room).rglob("*.py"))
WHOLE = ("Exception", "BaseException")
FOREIGN = {".ttf", ".otf", ".ttc", ".woff", ".woff2", ".whl"}
MONEY = ("amounts", "claims", "rules", "taxonomy", "findings", "performance")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", OURS, ids=name)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", OURS, ids=name)
def test_every_module_says_why_it_exists(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if not source.strip():
        return
    prose = ast.get_docstring(ast.parse(source))
    assert prose, f"{name(path)} opens without a docstring"
    assert len(prose) > 20, f"{name(path)}: one sentence of why, not a label"


def test_no_money_is_a_float() -> None:
    offenders = []
    for path in SOURCES:
        if path.relative_to(ROOT / "src/juesuan").parts[0] not in MONEY:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
                offenders.append(f"{name(path)}:{node.lineno}")
    assert not offenders


def test_no_exception_is_swallowed_whole() -> None:
    offenders = []
    for path in OURS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = node.type
            classes = caught.elts if isinstance(caught, ast.Tuple) else [caught]
            if any(c is None or (isinstance(c, ast.Name) and c.id in WHOLE) for c in classes):
                offenders.append((path, node))
    # Only the engine must survive a broken rule: it turns the exception into a "crashed" outcome.
    assert {name(path) for path, _ in offenders} <= {"src/juesuan/rules/engine.py"}, [
        f"{name(p)}:{n.lineno}" for p, n in offenders
    ]


def test_locks_hold_versions_and_hashes_only() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "http" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pinned
        assert all(re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+ ", line) for line in pinned)
        assert text.count("--hash=sha256:") >= len(pinned)


def test_lock_covers_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.M))
    declared = {re.split(r"[<>=\[ ;]", d)[0].lower() for d in project["dependencies"]}
    assert declared <= locked


#: Libraries of an optional extra, and those that come with one that is declared: module → distribution.
DISTRIBUTIONS = {
    "ahocorasick": "pyahocorasick", "docx": "python-docx", "pylopdf_fonts_zh_cn": "pylopdf-fonts-zh-cn",
    "vl_convert": "vl-convert-python",
}  # fmt: skip
OPTIONAL = {"rapidocr"}


def test_every_library_that_the_product_imports_is_a_dependency_of_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=\[ ;]", d)[0].lower() for d in project["dependencies"]}
    known = declared | set(sys.stdlib_module_names) | {"juesuan"} | OPTIONAL
    undeclared = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.append(node.module)
            roots = {m.partition(".")[0] for m in modules}
            undeclared |= {(r, name(path)) for r in roots if DISTRIBUTIONS.get(r, r) not in known}
    assert not undeclared, "a fresh installation would lack these"


def test_every_rule_has_its_page() -> None:
    from juesuan.rules import catalogue

    rules = catalogue()
    assert rules, "the catalogue is empty"
    missing = [r.code for r in rules if not (ROOT / f"docs/rules/{r.code}.md").exists()]
    assert not missing, f"run `make docs`: {missing}"


def test_every_rule_can_explain_itself() -> None:
    from juesuan.rules import catalogue

    chinese = re.compile(r"[\u4e00-\u9fff]")
    for rule in catalogue():
        for field in ("title", "why", "advice"):
            assert chinese.search(getattr(rule, field)), f"{rule.code}: {field} is for a finance clerk"
        assert re.fullmatch(r"[A-Z]\d{3}", rule.code)


def test_nothing_large_or_foreign_is_committed() -> None:
    try:
        files = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: there is no list of committed files")
    for file in filter(None, files):
        path = ROOT / file
        if not path.is_file():
            continue
        assert path.suffix not in FOREIGN, f"{file}: no fonts, no wheels"
        assert not file.endswith((".min.js", ".min.css")), f"{file}: no minified assets"
        assert path.name != "uv.lock", "uv.lock records addresses; use `make lock`"
        assert path.stat().st_size <= 1_500_000, f"{file} is too large"
