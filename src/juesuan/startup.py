"""What makes the command start sooner: a third of a cold start is ``re`` compiling a thousand patterns anew.

Python keeps the code of modules from one start to the next, but not that of patterns. The command keeps it in the
user's cache folder: of patterns that stand in modules, never of one that was made of what a report says.
A program that imports ``juesuan`` keeps its own ``re`` as it is.
"""

from __future__ import annotations

import atexit
import marshal
import sys
from array import array
from collections.abc import Callable
from importlib import import_module
from types import FrameType
from typing import Any

from juesuan import __version__
from juesuan.cache import keep, kept

#: The text of a pattern and its flags.
_Key = tuple[str, int]
#: What ``_sre.compile`` is given besides the text: flags, code, number of groups, names of groups, groups by number.
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


def quicken() -> None:
    """Take the code of patterns from the cache, and put there at the end of the program what was not yet in it."""
    if sys.implementation.name != "cpython":
        return
    compiler: Any = import_module("re._compiler")
    if isinstance(getattr(compiler.compile, "__self__", None), Patterns):
        return
    patterns = Patterns(compiler.compile)
    compiler.compile = patterns.compile
    atexit.register(patterns.keep)


class Patterns:
    """The compiled code of patterns, known from earlier starts or compiled now."""

    def __init__(self, usual: Callable[..., Any]) -> None:
        self._usual = usual
        self._sre: Any = import_module("_sre")
        self._name = f"patterns-{sys.implementation.cache_tag}-{self._sre.MAGIC}"
        self._known: dict[_Key, _Code] = {}
        self._new: dict[_Key, _Code] = {}
        data = kept(self._name)
        if data is not None:
            version, known = marshal.loads(data)
            self._known = known if version == __version__ else {}

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """The pattern object that ``re`` would make: only the way to it is shorter."""
        key = (pattern, int(flags))
        code = self._known.get(key) if isinstance(pattern, str) else None
        if code is not None:
            return self._made(pattern, code)
        made = self._usual(pattern, flags)
        if isinstance(pattern, str) and _of_a_module(sys._getframe(1)):
            self._new[key] = self._compiled(pattern, int(flags))
        return made

    def keep(self) -> None:
        """Write the patterns that were not known; the ones of other commands stay."""
        if self._new:
            keep(self._name, marshal.dumps((__version__, self._known | self._new)))

    def _made(self, pattern: str, code: _Code) -> Any:
        flags, words, groups, names, by_number = code
        return self._sre.compile(pattern, flags, array("I", words).tolist(), groups, names, by_number)

    @staticmethod
    def _compiled(pattern: str, flags: int) -> _Code:
        """As ``re._compiler.compile`` does it (the same in Python 3.11 to 3.14)."""
        parsed: Any = import_module("re._parser").parse(pattern, flags)
        words = array("I", import_module("re._compiler")._code(parsed, flags)).tobytes()
        names = parsed.state.groupdict
        by_number: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            by_number[number] = name
        return int(flags | parsed.state.flags), words, parsed.state.groups - 1, dict(names), tuple(by_number)


def _of_a_module(frame: FrameType | None) -> bool:
    """Whether a module is just being loaded: its patterns are the same at each start, and no report's."""
    while frame is not None:
        if frame.f_code.co_name == "<module>":
            return frame.f_globals.get("__name__") != "__main__"
        frame = frame.f_back
    return False
