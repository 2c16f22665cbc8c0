"""Renders the pages in ``docs/rules`` from the catalogue, so that no page says what its rule does not.

Run ``python -m juesuan.rules.pages`` after every change of the catalogue; ``--check`` only says whether the
pages are up to date, and a test runs it.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from juesuan.rules.model import KIND_TITLES, LEVEL_TITLES, Rule
from juesuan.rules.registry import catalogue

_MADE = "<!-- 由 python -m juesuan.rules.pages 生成，请修改规则目录而不是本页 -->"


def pages() -> dict[str, str]:
    """File name → text of every page: one a rule, the index, and the table of what inspectors check."""
    rules = [r for r in catalogue() if r.status != "retired"]
    made = {f"{r.code}.md": _page(r) for r in rules}
    made["README.md"] = _index(rules)
    made["CHECKS.md"] = _checks(rules)
    return made


def _page(rule: Rule) -> str:
    lines = [f"# {rule.code} {rule.title}", "", _MADE, "", f"允许它等于允许：`{rule.name}`", ""]
    lines += ["| 类别 | 级别 | 检查项 | 起始版本 |", "|---|---|---|---|"]
    lines += [
        f"| {KIND_TITLES[rule.kind]} | {LEVEL_TITLES[rule.level]} | `{rule.check}` | {rule.since} |",
        "",
    ]
    parts = (
        ("为什么要查", rule.why),
        ("怎么改", rule.advice),
        ("不算问题的情形", rule.exceptions),
        ("依据", rule.basis),
    )
    for head, text in parts:
        if text:
            lines += [f"## {head}", "", text, ""]
    if rule.bad or rule.good:
        lines += ["## 例子", ""]
        for head, text in (("有问题", rule.bad), ("改好后", rule.good)):
            if text:
                lines += [f"{head}：", "", *(f"> {part}  " for part in text.split("\n")), ""]
    if rule.checklist:
        numbers = "、".join(str(n) for n in rule.checklist)
        lines += [f"对应[检查要点](CHECKS.md)第 {numbers} 项。", ""]
    return "\n".join(lines)


def _index(rules: Sequence[Rule]) -> str:
    lines = [
        "# 规则一览",
        "",
        _MADE,
        "",
        f"共 {len(rules)} 条。级别：错误＝数字互相矛盾或必有一处写错；疑点＝需要核实；提示＝格式和文字问题。",
        "",
    ]
    for kind, name in KIND_TITLES.items():
        own = [r for r in rules if r.kind == kind]
        if own:
            lines += [f"## {name}", "", "| 编号 | 规则 | 级别 |", "|---|---|---|"]
            lines += [f"| [{r.code}]({r.code}.md) | {r.title} | {LEVEL_TITLES[r.level]} |" for r in own]
            lines.append("")
    lines += ["财政部门检查的各项要点与规则的对照见 [CHECKS.md](CHECKS.md)。", ""]
    return "\n".join(lines)


def checklist() -> list[tuple[int, str, str]]:
    """What inspectors check: (number, in words, why no rule looks or "")."""
    text = files("juesuan.rules").joinpath("words", "checklist.toml").read_text(encoding="utf-8")
    return [(r["number"], r["title"], r.get("reason", "")) for r in tomllib.loads(text)["row"]]


def _checks(rules: Sequence[Rule]) -> str:
    lines = [
        "# 检查要点对照",
        "",
        _MADE,
        "",
        "财政部门检查部门决算和绩效公开时看的各项内容，以及对应的规则。",
        "",
    ]
    lines += ["| 序号 | 检查内容 | 规则 |", "|---|---|---|"]
    for number, title, reason in checklist():
        own = [r for r in rules if number in r.checklist]
        links = "、".join(f"[{r.code}]({r.code}.md)" for r in own)
        lines.append(f"| {number} | {title} | {links or '没有规则：' + reason} |")
    lines.append("")
    return "\n".join(lines)


def stale(folder: Path) -> list[str]:
    """Names of the pages in ``folder`` that are missing, differ from the catalogue, or belong to no rule."""
    made = pages()
    wrong = [
        n
        for n, text in made.items()
        if not (folder / n).is_file() or (folder / n).read_text(encoding="utf-8") != text
    ]
    return sorted([*wrong, *(p.name for p in folder.glob("*.md") if p.name not in made)])


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` compare them; the last argument is the folder (docs/rules)."""
    names = [a for a in arguments if not a.startswith("-")]
    folder = Path(names[-1]) if names else Path("docs/rules")
    if "--check" in arguments:
        wrong = stale(folder)
        if wrong:
            print(
                f"过期的规则说明页：{'、'.join(wrong)}。请运行 python -m juesuan.rules.pages", file=sys.stderr
            )
        return 1 if wrong else 0
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
