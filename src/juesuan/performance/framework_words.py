"""What a TOML reader and a schema say in English, in the words of the person who writes a framework.

Only the wordings that these two libraries have are turned; anything else keeps its own words behind a Chinese lead,
so nothing is lost.
"""

from __future__ import annotations

import re
from typing import Any

_TYPES = {"int": "整数", "decimal": "数字", "str": "文字", "bool": "true 或 false", "array": "列表", "object": "表",
          "null": "空值", "float": "数字"}  # fmt: skip
_SAID = (
    (r"Object missing required field `(.*?)`", r"缺少“\1”"),
    (r"Object contains unknown field `(.*?)`", r"不认识“\1”"),
    (r"Invalid value '?(.*?)'?$", r"“\1”不在可用的值里"),
    (r"Invalid enum value '?(.*?)'?$", r"“\1”不在可用的值里"),
    (r"Invalid decimal string", "不是数字"),
    (r"Expected `(.*?)`, got `(.*?)`", r"应为\1，写成了\2"),
    (r"Expected `(.*?)`", r"应为\1"),
)
_SYNTAX = (
    (r"Expected '=' after a key in a key/value pair", "键的后面应有等号"),
    (r"Cannot overwrite a value", "同一个键写了两次"),
    (r"Invalid value", "值的写法不对（文字要加引号）"),
    (r"Expected newline or end of document after a statement", "一行里多写了内容"),
    (r"Unterminated string", "引号没有配对"),
    (r"Illegal character .*?", "有不能使用的字符"),
    (r"Unclosed array", "方括号没有配对"),
    (r"Expected ']+' at the end of .*?declaration", "表头的方括号没有配对"),
    (r"Cannot declare .*? twice", "同一个表写了两次"),
)


_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def in_chinese(message: str, data: dict[str, Any] | None = None) -> str:
    """The message in Chinese; ``data`` lets a place like ``$.indicators[3]`` be named by the indicator's code."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$", message)
    if place is not None:
        where = f"第{place[1]}行第{place[2]}列" if place[1] else "文件末尾"
        return f"{where}：{_turn(message[: place.start()], _SYNTAX)}"
    said, _, path = message.partition(" - at `")
    words = _turn(said, _SAID)
    return f"{_where(path.rstrip('`'), data or {})}{words}"


def _turn(said: str, patterns: tuple[tuple[str, str], ...]) -> str:
    if _CHINESE.search(said):
        return said  # our own words
    for pattern, words in patterns:
        found = re.fullmatch(pattern, said)
        if found:
            return re.sub(r"(?<=[为了])([a-z |]+)", lambda m: _types(m[1]), found.expand(words))
    return f"写法不对（{said}）"


def _types(names: str) -> str:
    return "或".join(_TYPES.get(n.strip(), n.strip()) for n in names.split("|"))


def _where(path: str, data: dict[str, Any]) -> str:
    """``$.indicators[3].rule.full`` → 指标“B11”的 rule.full；"""
    found = re.match(r"\$\.(indicators|sections|grades)\[(\d+)\]\.?(.*)", path)
    if found is None:
        return f"{path.removeprefix('$.').removeprefix('$')}：" if path not in ("", "$") else ""
    rows = data.get(found[1], [])
    number = int(found[2])
    row = rows[number] if number < len(rows) and isinstance(rows[number], dict) else {}
    kind = {"indicators": "指标", "sections": "分组", "grades": "等级"}[found[1]]
    name = row.get("code") or row.get("name") or row.get("level2") or row.get("level1")
    shown = f"{kind}“{name}”" if name else f"第{number + 1}个{kind}"
    return f"{shown}{'的 ' + found[3] if found[3] else ''}："
