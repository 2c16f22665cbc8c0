"""Patterns taken from the cache are the patterns that ``re`` makes, and only those of modules are kept."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from juesuan import __version__
from juesuan.cache import keep, kept
from juesuan.startup import Patterns

PATTERNS = (
    ("[一-鿿]+", 0),
    ("(?P<sign>[-－])?(?P<digits>\\d{1,3}(?:,\\d{3})*)(\\.\\d+)?(?=万元|亿元)", 0),
    ("(?i)total|合计", 0),
    ("total|合计", re.IGNORECASE),
    ("^.+?年$", re.MULTILINE | re.DOTALL),
    ("(?<!其)中(?:央|国)|([甲-癸])\\1", 0),
)
TEXT = "TOTAL 合计：中央拨款 1,234.56万元，其中－78.9亿元；甲甲乙\n2023年\n其中央"
#: A program of one module that has one pattern, makes another when it is run, and says how many were compiled.
PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
from juesuan.startup import quicken
import re._compiler as compiler
usual, asked = compiler.compile, []
def counted(pattern, flags=0):
    asked.append(pattern)
    return usual(pattern, flags)
compiler.compile = counted
quicken()
import of_a_module
assert of_a_module.PATTERN.fullmatch("甲局123") and of_a_module.find("乙", "乙局")
print(sum(map(asked.count, ("[甲-癸]局[0-9]+", "乙局"))))
"""
MODULE = """
import re
PATTERN = re.compile("[甲-癸]局[0-9]+")
def find(name, text):
    return re.search(name + "局", text)
"""


@pytest.fixture
def patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Patterns]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return Patterns(import_module("re._compiler").compile)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_the_same_pattern(pattern: str, flags: int, patterns: Patterns) -> None:
    usual = re.compile(pattern, flags)
    code = patterns._compiled(pattern, int(flags))
    kept_one = patterns._made(pattern, marshal.loads(marshal.dumps(code)))
    assert (kept_one.pattern, kept_one.flags, kept_one.groups) == (pattern, usual.flags, usual.groups)
    assert kept_one.groupindex == usual.groupindex
    found = [(m.span(), m.groups(), m.lastgroup) for m in usual.finditer(TEXT)]
    assert found, "a pattern that finds nothing shows nothing"
    assert [(m.span(), m.groups(), m.lastgroup) for m in kept_one.finditer(TEXT)] == found


def _run(folder: Path) -> int:
    (folder / "of_a_module.py").write_text(MODULE, encoding="utf-8")
    program = PROGRAM.format(folder=str(folder))
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return int(ran.stdout)


def test_a_second_start_compiles_only_what_no_module_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    assert _run(tmp_path) == 2
    assert _run(tmp_path) == 1
    (file,) = (tmp_path / "cache" / "juesuan").iterdir()
    assert "甲".encode() in file.read_bytes()
    assert "乙局".encode() not in file.read_bytes()
    file.write_bytes(b"something else")
    assert _run(tmp_path) == 2


def test_another_version_begins_anew(patterns: Patterns) -> None:
    patterns._new["合计", 0] = patterns._compiled("合计", 0)
    patterns.keep()
    usual: Any = patterns._usual
    assert ("合计", 0) in Patterns(usual)._known
    keep(patterns._name, marshal.dumps(("0", marshal.loads(kept(patterns._name) or b"")[1])))
    assert __version__ != "0"
    assert not Patterns(usual)._known


def test_the_command_uses_it_and_a_library_does_not() -> None:
    look = "import re._compiler as c; print(c.compile.__module__)"
    bare = [sys.executable, "-c", f"import juesuan; {look}"]
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.argv = ['juesuan', '--version']\nfrom juesuan.__main__ import main\n"
        f"try: main()\nexcept SystemExit: {look}",
    ]
    used = [
        subprocess.run(c, capture_output=True, text=True, check=True).stdout.split()[-1]
        for c in (bare, command)
    ]
    assert used == ["re._compiler", "juesuan.startup"]
