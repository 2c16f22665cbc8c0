"""The indicator system that a published score table is itself, as a framework file for its owner to complete.

Most entities adapt the common indicators; their scores need a framework to stand in. What the table prints (groups,
names, weights, the rules in words) is kept as it is; how the rules compute is not read out of their words, so every
score stays a person's until the owner writes a rule that computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from juesuan.claims.performance.rows import Box
from juesuan.claims.performance.sheets import Leaf, Sheet, bare
from juesuan.findings.baseline import toml_string
from juesuan.performance.extract_cells import points
from juesuan.performance.frameworks import Framework, framework_of, tables
from juesuan.performance.kinds import ZERO
from juesuan.performance.terms import plain

_NO_RULE = "报告没有写评分标准。"
_HEAD = """# 由已公开的评分表转换：分组、指标、分值和评分标准的文字照原表，计分方法一律暂写“酌情评分”，请按文字改成可以计算的规则。
# 等级按财预〔2020〕10号填写，请按本地规定核对。改好以后用 juesuan performance check 检查。"""
#: 财预〔2020〕10号 第十八条.
_GRADES = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


@dataclass(frozen=True, slots=True)
class OwnFramework:
    """A table's own framework: its file, what the file says, and the code of every row."""

    file: str
    text: str
    framework: Framework
    codes: tuple[str, ...]


def own_framework(sheet: Sheet, file: str) -> OwnFramework | None:
    """The framework that a table prints; ``None`` unless every row has its group, its name and its weight."""
    rows = [(leaf, points(leaf)[0], _levels(leaf)) for leaf in sheet.leaves]
    if any(
        weight is None or weight <= 0 or not level1 or not leaf.label for leaf, weight, (level1, _) in rows
    ):
        return None
    printed = [leaf.code for leaf in sheet.leaves]
    codes = tuple(
        leaf.code if leaf.code and printed.count(leaf.code) == 1 else f"Z{n:02d}"
        for n, leaf in enumerate(sheet.leaves, 1)
    )
    total = sum((weight or ZERO for _, weight, _ in rows), ZERO)
    title = sheet.title or "评分表的指标体系"
    lines = [
        _HEAD, f"code = {toml_string(_stem(file))}", f"title = {toml_string(title)}",
        f'subject = "{"project" if sheet.project else "overall"}"', f"basis = {toml_string(f'公开报告“{title}”')}",
        f"total = {plain(total)}",
    ]  # fmt: skip
    for name, least in _GRADES:
        lines += ["", "[[grades]]", f"name = {toml_string(name)}", f"least = {least}"]
    groups = dict.fromkeys(level1 for _, _, (level1, _) in rows)
    for group in groups:
        inside = sum((w or ZERO for _, w, (level1, _) in rows if level1 == group), ZERO)
        lines += ["", "[[sections]]", f"level1 = {toml_string(group)}", f"weight = {plain(inside)}"]
    for code, (leaf, weight, levels) in zip(codes, rows, strict=True):
        lines += _indicator(code, leaf, weight or ZERO, levels)
    text = "\n".join(lines) + "\n"
    return OwnFramework(file, text, framework_of(tables(text, file), file), codes)


def _indicator(code: str, leaf: Leaf, weight: Decimal, levels: tuple[str, str]) -> list[str]:
    fields = {
        "code": code, "level1": levels[0], "level2": levels[1], "name": leaf.label,
        "text": _words(leaf.box("rubric")) or _NO_RULE, "explain": _words(leaf.box("explain")),
    }  # fmt: skip
    needed = ("level2",)
    said = [f"{k} = {toml_string(v)}" for k, v in fields.items() if v or k in needed]
    return ["", "[[indicators]]", *said, f"weight = {plain(weight)}", 'rule = { kind = "manual" }']


def _levels(leaf: Leaf) -> tuple[str, str]:
    above = [bare(b.text) for b in leaf.levels if b is not leaf.name]
    return (above[0] if above else ""), (above[1] if len(above) > 1 else "")


def _words(box: Box | None) -> str:
    return "" if box is None else " ".join(box.raw.split())


def _stem(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
