"""The numbering of Chinese official documents (第一部分 · 一、 · （一） · 1. · （1）) as heading levels.

Readers use it where no style says what a heading is; the checks use it to see whether the numbers themselves run on.
"""

from __future__ import annotations

import re

import msgspec

from juesuan.amounts import parse_chinese

_CN = "零〇一二三四五六七八九十百"
#: Pattern and level of each numbering style, most significant first (GB/T 9704: 一、（一）1.（1）).
_STYLES = (
    (re.compile(rf"(第\s*(?P<n>[{_CN}\d]+)\s*[部章篇](?:分)?)[:：、.．\s]*"), 1),
    (re.compile(rf"((?P<n>[{_CN}]+)\s*[、.．])\s*"), 2),
    (re.compile(rf"([（(]\s*(?P<n>[{_CN}]+)\s*[)）])[、.．]?\s*"), 3),
    (re.compile(r"((?P<n>\d{1,3})\s*(?:[、．]|\.(?!\d)|\.(?=\d{3,7}[\u4e00-\u9fff])))\s*"), 4),
    (re.compile(r"([（(]\s*(?P<n>\d{1,3})\s*[)）])[、.．]?\s*"), 5),
)
#: What every style begins with, if not with a digit: most paragraphs have no number, and are seen at once to have none.
_FIRST = frozenset(f"第（({_CN}")
_ATTACHMENT = re.compile(rf"(附件|附表|附录)\s*(?P<n>[{_CN}\d]*)\s*[:：.、]?\s*")
#: A heading is short and is not a sentence: longer text that carries a number is a numbered paragraph.
LONGEST_HEADING = 45


class Numbering(msgspec.Struct, frozen=True):
    """A printed number: its style level (1 第一部分 … 5 （1）), its value, the characters, and where text goes on."""

    level: int
    value: int
    printed: str
    end: int


def numbering_of(text: str) -> Numbering | None:
    """The number a paragraph starts with, if it starts with one."""
    stripped = text.lstrip()
    first = stripped[:1]
    if first not in _FIRST and not first.isdigit():
        return None
    offset = len(text) - len(stripped)
    for pattern, level in _STYLES:
        m = pattern.match(stripped)
        if m:
            digits = m["n"]
            value = int(digits) if digits.isdigit() else parse_chinese(digits)
            if value is not None:
                return Numbering(level, value, m[1], offset + m.end())
    return None


def heading_of(text: str) -> tuple[int, str]:
    """(level, printed number) of a paragraph; level 0 means body text (its number, if any, is a list number)."""
    found = numbering_of(text)
    stripped = text.strip()
    if found is None:
        m = _ATTACHMENT.match(stripped)
        if (
            m
            and len(stripped) <= LONGEST_HEADING
            and not stripped.endswith(("。", "；"))
            and "，" not in stripped
        ):
            return 1, m[0].strip()
        return 0, ""
    rest = text[found.end :].strip()
    if rest.endswith("。") and re.search("[：:].", rest):  # an entry of a glossary: 二、事业收入：指……。
        return 0, found.printed
    short = len(rest) <= LONGEST_HEADING and not re.search(r"[。；;，,].*[\u4e00-\u9fff]", rest)
    ends = rest.endswith(("；", ";", "，", ",")) or _has_amount(rest)
    if found.level >= 4 and (rest.endswith(("。", "；", ";")) or _has_amount(rest)):
        return 0, found.printed
    if short and not ends and rest:
        return found.level, found.printed
    if found.level == 1 and not rest:
        return 1, found.printed
    return 0, found.printed


_AMOUNT = re.compile(r"\d(?:\.\d+)?\s*(?:亿|万|千)?(?:元|%|％|人|个|件)")


def _has_amount(text: str) -> bool:
    return bool(_AMOUNT.search(text))


_RUN_IN = re.compile(r"([^。：:，；\d]{2,30})[。：:]")


def run_in_heading(text: str) -> str:
    """The heading glued to the front of a paragraph (“（一）收入情况。2023年…” → 收入情况), or ""."""
    found = numbering_of(text)
    if found is None:
        return ""
    rest = text[found.end :]
    m = _RUN_IN.match(rest)
    return m[1].strip() if m else ""
