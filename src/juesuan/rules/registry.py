"""The catalogue: every rule there is, read from data, and the functions behind those that are not arithmetic.

One registry serves the engine, ``juesuan rules``, ``juesuan explain`` and the generated pages in ``docs/rules``.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.resources import files

from juesuan.claims.model import Kind, Report
from juesuan.rules.model import LEVELS, Breach, Rule

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
    for entry in sorted(files("juesuan.rules").joinpath("catalogue").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            for row in tomllib.loads(entry.read_text(encoding="utf-8")).get("rule", []):
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
        if rule.level not in LEVELS:
            raise ValueError(f"{rule.code}: level {rule.level}")
    return tuple(sorted(rules, key=lambda r: r.code))
