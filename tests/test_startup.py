"""Patterns compiled the quick way find what patterns compiled the usual way find."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest

from juesuan.startup import remembering

CLASSES = (
    "[一-鿿]",
    "[^一-鿿]",
    "[一-鿿（）“”、]",
    "[^一-鿿，。；]",
    "[一-鿿A-Za-z0-9%％.]",
    "[\\d一-鿿]",
    "[^\\W一-鿿]",
    "[a-z]",
    "[，。；]",
    "[\\u2e80-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0002ffff]",
)
#: Every character once where classes begin, end and have single members, and a sample of the rest.
LETTERS = "".join(
    map(chr, (*range(0x100), *range(0x2E00, 0x3100), *range(0x4DF0, 0xFB10, 7), 0x20000, 0x2FFFF))
)
EDGES = "一鿿（）“”、，。；龥％\u4dff\ua000\ufaff\U00020001\U00030000"

needs_311 = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="Python 3.12 prepares ranges at once by itself"
)


@needs_311
@pytest.mark.parametrize("letters", CLASSES)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_same_characters(letters: str, flags: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = LETTERS + EDGES
    usual = re.compile(letters, flags).findall(text)
    compiler: Any = import_module("re._compiler")
    asked: list[object] = []

    def optimise(items: list[Any], *folding: Any) -> Any:
        asked.append(items)
        return original(items, *folding)

    original = compiler._optimize_charset
    monkeypatch.setattr(compiler, "_optimize_charset", remembering(optimise))
    re.purge()
    assert re.compile(letters, flags).findall(text) == usual
    before = len(asked)
    re.purge()
    re.compile(letters, flags)
    if not flags:  # where letter case is ignored nothing is remembered
        assert len(asked) == before  # a class met again is not prepared again
    re.purge()


@needs_311
def test_the_command_uses_it_and_a_library_does_not() -> None:
    look = "import re._compiler as c; print(c._optimize_charset.__module__)"
    bare = [sys.executable, "-c", f"import juesuan; {look}"]
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.argv = ['juesuan', '--version']\nfrom juesuan.__main__ import main\n"
        f"try: main()\nexcept SystemExit: {look}",
    ]
    assert (
        subprocess.run(bare, capture_output=True, text=True, check=True).stdout.split()[-1] == "re._compiler"
    )
    assert (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]
        == "juesuan.startup"
    )
