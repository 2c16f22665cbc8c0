"""What makes the command start sooner: a fifth of a cold start is Python 3.11 preparing classes of Chinese characters.

Compiling ``[一-鿿]`` there marks 20,992 characters one after the other, for each of several hundred classes; Python 3.12
marks a range at once. Until 3.11 is gone, the command does the same for itself. A program that imports ``juesuan``
keeps its own ``re`` as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

_Items = list[tuple[Any, Any]]
#: From the items of a class to what is compiled, and whether letter case matters.
_Optimise = Callable[..., tuple[_Items, bool]]
#: A range longer than this is compiled as it stands.
_WIDE = 0x400


def quicken() -> None:
    """Let every class of characters be prepared once, and its wide ranges not at all: they are quick as they are."""
    if sys.version_info >= (3, 12):
        return
    compiler: Any = import_module("re._compiler")
    if hasattr(compiler, "_optimize_charset"):
        compiler._optimize_charset = remembering(compiler._optimize_charset)


def remembering(optimise: _Optimise) -> _Optimise:
    """``optimise`` with its results kept, asked only for what is not a wide range."""
    sre: Any = import_module("re._constants")
    known: dict[tuple[tuple[Any, Any], ...], tuple[_Items, bool]] = {}

    def made_of(items: _Items) -> tuple[_Items, bool]:
        wide = [(op, v) for op, v in items if op is sre.RANGE and v[1] - v[0] > _WIDE]
        if not wide:
            return optimise(items)
        rest = [item for item in items if item not in wide]
        sign = rest[:1] if rest and rest[0][0] is sre.NEGATE else []
        others = rest[len(sign) :]
        return [*sign, *wide, *(optimise(others)[0] if others else [])], False

    def quick(items: _Items, *folding: Any) -> tuple[_Items, bool]:
        if any(folding):  # letter case is ignored: not what our patterns do
            return optimise(items, *folding)
        key = tuple(items)
        if key not in known:
            known[key] = made_of(items)
        return known[key]

    return quick
