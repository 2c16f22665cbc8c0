"""Rules as a person reads them: the list of all, and the page of one (``juesuan rules``, ``juesuan
explain``).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from juesuan.findings.paper import hang
from juesuan.findings.wording import LEVEL_MEANINGS
from juesuan.rules.model import KIND_TITLES, LEVEL_TITLES, Rule

_STATUSES = {"trial": "试行", "active": "启用", "retired": "停用"}
_GATES = {"none": "", "submit": "提交前须处理", "publish": "公开前须处理"}
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def rule_object(rule: Rule) -> dict[str, Any]:
    """One rule as a JSON object, with every field of the catalogue."""
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "kind": str(rule.kind),
        "level": rule.level,
        "check": rule.check,
        "gate": rule.gate,
        "status": rule.status,
        "since": rule.since,
        "version": rule.version,
        "scope": rule.scope,
        "why": rule.why,
        "advice": rule.advice,
        "basis": rule.basis,
        "exceptions": rule.exceptions,
        "bad": rule.bad,
        "good": rule.good,
        "checklist": list(rule.checklist),
    }


def print_rules(console: Console, rules: Sequence[Rule]) -> None:
    """Print one line a rule: code, level, kind, title."""
    table = Table(box=None, pad_edge=False)
    for heading in ("代码", "级别", "类型", "检查内容"):
        table.add_column(heading, no_wrap=heading != "检查内容", header_style="bold")
    for rule in rules:
        level = Text(LEVEL_TITLES[rule.level], style=_COLOURS[rule.level])
        title = (
            rule.title
            if rule.status == "active"
            else f"{rule.title}（{_STATUSES.get(rule.status, rule.status)}）"
        )
        table.add_row(rule.code, level, KIND_TITLES.get(str(rule.kind), str(rule.kind)), Text(title))
    console.print(table)
    console.print(Text(f"共 {len(rules)} 条。用 juesuan explain 代码 查看一条的说明。", style="bright_black"))


def print_rule(console: Console, rule: Rule) -> None:
    """Print everything the catalogue says about one rule."""
    console.print(Text.assemble((f"{rule.code} ", "bold"), (rule.title, "bold")))
    facts = [
        LEVEL_TITLES[rule.level],
        KIND_TITLES.get(str(rule.kind), str(rule.kind)),
        _STATUSES.get(rule.status, rule.status),
    ]
    facts += [g for g in (_GATES.get(rule.gate, rule.gate),) if g]
    console.print(Text(f"{' · '.join(facts)}　名称 {rule.name}　自 {rule.since} 版", style="bright_black"))
    console.print(Text(f"{LEVEL_TITLES[rule.level]}：{LEVEL_MEANINGS[rule.level]}。", style="bright_black"))
    for heading, text in (
        ("为什么查", rule.why),
        ("适用范围", rule.scope),
        ("有问题的写法", rule.bad),
        ("正确的写法", rule.good),
        ("怎么改", rule.advice),
        ("例外", rule.exceptions),
        ("依据", rule.basis),
    ):
        if text:
            console.print()
            console.print(Text(heading, style="bold"))
            for line in text.strip().splitlines():
                hang(console, Text(""), Text(line), 2)


def nearest(text: str, rules: Iterable[Rule]) -> list[Rule]:
    """Up to three rules whose code, name or title resembles ``text``."""
    words: dict[str, Rule] = {}
    for rule in rules:
        words |= {rule.code.lower(): rule, rule.name.lower(): rule, rule.title: rule}
    close = difflib.get_close_matches(text.lower(), list(words), n=3, cutoff=0.5)
    close += [w for w in words if text in w][: 3 - len(close)]
    return list({words[w].code: words[w] for w in close}.values())
