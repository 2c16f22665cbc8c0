"""The catalogue: every rule there is, read from data, and the functions behind those that are not arithmetic.

One registry serves the engine, ``juesuan rules``, ``juesuan explain`` and the generated pages in ``docs/rules``.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from juesuan.cache import remembered
from juesuan.claims.model import Kind, Report
from juesuan.documents.refusal import Refusal
from juesuan.rules.model import LEVEL_TITLES, Breach, Rule

Check = Callable[[Report], Iterable[Breach]]
_CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a function as the check behind the rules whose ``check`` is ``name``."""

    def register(function: Check) -> Check:
        if name in _CHECKS:
            raise ValueError(f"two checks are called {name}")
        _CHECKS[name] = function
        return function

    return register


@lru_cache(maxsize=1)
def checks() -> dict[str, Check]:
    """All registered check functions by name (loads the modules of ``rules.checks``)."""
    package = importlib.import_module("juesuan.rules.checks")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"juesuan.rules.checks.{module.name}")
    return _CHECKS


@lru_cache(maxsize=1)
def catalogue() -> tuple[Rule, ...]:
    """Every rule, sorted by code. Raises ``ValueError`` if a code, name or level is wrong or stands twice."""
    rules: list[Rule] = []
    entries = sorted(files("juesuan.rules").joinpath("catalogue").iterdir(), key=lambda e: e.name)
    text = "\n".join(e.read_text(encoding="utf-8") for e in entries if e.name.endswith(".toml"))
    for row in remembered("rules", text.encode(), lambda: tomllib.loads(text))["rule"]:
        row["kind"] = Kind(row["kind"])
        row["checklist"] = tuple(row.get("checklist", ()))
        rules.append(Rule(**row))
    for attribute in ("code", "name"):
        seen: set[str] = set()
        for rule in rules:
            value = getattr(rule, attribute)
            if value in seen:
                raise ValueError(f"two rules have the {attribute} {value}")
            seen.add(value)
    for rule in rules:
        if rule.level not in LEVEL_TITLES:
            raise ValueError(f"{rule.code}: level {rule.level}")
    return tuple(sorted(rules, key=lambda r: r.code))


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules that are selected (all, if no word is given) and not ignored.

    A word is a code, the beginning of a code, a kind, a name or a Chinese title. Raises ``Refusal`` if a word names
    no rule, or if no rule is left: a report against which nothing was checked must never look clean.
    """
    active = [r for r in catalogue() if r.status != "retired"]
    for option, words in (("--select", select), ("--ignore", ignore)):
        for word in words:
            if not any(_names(word, r) for r in active):
                raise _no_rule(f"{option} {word}", f"没有“{word}”这条（类）规则")
    left = [
        r
        for r in active
        if (not select or any(_names(w, r) for w in select)) and not any(_names(w, r) for w in ignore)
    ]
    if not left:
        asked = " ".join((*(f"--select {w}" for w in select), *(f"--ignore {w}" for w in ignore)))
        raise _no_rule(asked, "选出来的规则又全部被排除，没有剩下一项检查")
    return tuple(left)


def _names(word: str, rule: Rule) -> bool:
    word = word.strip()
    low = word.lower()
    return bool(word) and (
        rule.code.lower().startswith(low) or low in (rule.name.lower(), str(rule.kind)) or word == rule.title
    )


def _no_rule(asked: str, reason: str) -> Refusal:
    ways = "规则代码（如 S001）、代码的开头几位（如 S、A1）、类型（如 share）、英文名称或中文标题"
    return Refusal("no-rule", asked, reason, f"可以写{ways}，用逗号分开；全部规则见 juesuan rules")
