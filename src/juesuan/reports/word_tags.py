"""The tags of a Word template with the place of each, put in order so that nothing of the template can get lost.

Word breaks ``{{ name }}`` into several runs as soon as somebody edits it, and a loop whose ends stand in different cells
destroys the file. Every tag is therefore gathered into one run, tags that stand alone take their paragraph (or table
row) with them, and loops must close where they were opened; what cannot be mended is told with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from juesuan.documents.docx_names import W
from juesuan.reports.packs_check import Wrong

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_LOOSE = re.compile(r"\{[{%#]|[}%#]\}")
_WIDE = re.compile(r"｛\s*[｛{%％#]|[{]\s*[％｛]")
_INSIDE = re.compile(r"(\{[{%#])(-?)(?:(tr|tc|p|r)\s)?(.*?)(-?)([}%#]\})", re.S)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " ", "\t": " "})
#: Statements and what may close or continue each.
_OPENS = {"for": "endfor", "if": "endif"}
_WITHIN = {"else": ("for", "if"), "elif": ("if",)}
_PLAIN = ("set", "colspan", "cellbg", "hm", "vm")
_QUOTED = 30


@dataclass(slots=True)
class Tag:
    """A tag: its mark (``{{``, ``{%``, ``{#``), what it takes with it (``p``, ``tr``, ``tc`` or "" for nothing), its words
    without marks, and where it stands. ``alone``: its paragraph holds nothing else."""

    mark: str
    takes: str
    words: str
    place: str
    paragraph: Any
    alone: bool

    @property
    def verb(self) -> str:
        """``for``, ``endif`` … of a statement, "" of anything else."""
        return self.words.split(None, 1)[0] if self.mark == "{%" and self.words else ""

    @property
    def text(self) -> str:
        """The tag as it is written into the document."""
        ends = {"{{": "}}", "{%": "%}", "{#": "#}"}
        return f"{self.mark}{self.takes} {self.words} {ends[self.mark]}"


def tidy(root: Any, part: str, wrong: list[Wrong]) -> list[Tag]:
    """The tags below ``root`` (called ``part``: 正文, 页眉 …) in reading order; the document is tidied on the way."""
    found: list[Tag] = []
    for paragraph, place in list(_places(root, part)):
        found += _paragraph(paragraph, place, wrong)
    found = [tag for tag in found if tag.mark != "{#"]
    for tag in found:
        _take(tag, wrong)
    wrong += _nested(found)
    return found


# Places


def _places(root: Any, part: str) -> Iterator[tuple[Any, str]]:
    """Every paragraph with words, and where a person finds it."""
    tables = [t for t in root.iter(f"{W}tbl") if _cell(t) is None]
    n = 0
    for paragraph in root.iter(f"{W}p"):
        if _inside(paragraph, "Fallback"):
            continue  # what old programs show instead of a text box: a copy
        cell = _cell(paragraph)
        if _inside(paragraph, "txbxContent"):
            yield paragraph, f"{part}的文本框"
        elif cell is not None:
            yield paragraph, part + _cell_place(cell, tables)
        elif words_of(paragraph).strip():
            n += 1
            yield paragraph, f"{part}第{n}段"


def _cell_place(cell: Any, tables: list[Any]) -> str:
    table, row = _up(cell, "tbl"), _up(cell, "tr")
    number = f"第{tables.index(table) + 1}个表格" if table in tables else "套在表格里的表格"
    rows = [r for r in table.iter(f"{W}tr") if _up(r, "tbl") is table]
    cells = [c for c in row.iter(f"{W}tc") if _up(c, "tr") is row]
    return f"{number}第{rows.index(row) + 1}行第{cells.index(cell) + 1}列"


def _up(element: Any, name: str) -> Any:
    return next(element.iterancestors(f"{W}{name}"), None)


def _cell(element: Any) -> Any:
    return _up(element, "tc")


def _inside(element: Any, name: str) -> bool:
    return any(a.tag.rpartition("}")[2] == name for a in element.iterancestors())


# Words


def _texts(paragraph: Any) -> list[Any]:
    """The text elements of a paragraph's own, not of a text box anchored in it."""
    return [t for t in paragraph.iter(f"{W}t") if _up(t, "p") is paragraph]


def words_of(paragraph: Any) -> str:
    """The words of a paragraph."""
    return "".join(t.text or "" for t in _texts(paragraph))


def _paragraph(paragraph: Any, place: str, wrong: list[Wrong]) -> Iterator[Tag]:
    texts = _texts(paragraph)
    words = "".join(t.text or "" for t in texts)
    if not any(c in words for c in "{｛}"):
        return
    spans = list(_TAG.finditer(words))
    rest = _TAG.sub("", words)
    if _LOOSE.search(rest):
        wrong.append(Wrong(_quoted(place, words, 0), "标签的大括号没有成对，一个标签要写在同一段里"))
    elif _WIDE.search(rest):
        wrong.append(Wrong(_quoted(place, words, 0), "标签要用半角的大括号和百分号，如 {{ 本年收入合计 }}"))
    tags = []
    for span in spans:
        inside = _INSIDE.fullmatch(span[0])
        assert inside is not None
        mark, takes = inside[1], inside[3] or ""
        if mark == "{{" or takes == "r":
            takes = ""  # values are plain text here, whatever surrounds them
        inner = " ".join(inside[4].translate(_STRAIGHT).split())
        tags.append(Tag(mark, takes, inner, _quoted(place, words, span.start()), paragraph, not rest.strip()))
    alone = len(tags) == 1
    for tag in tags:
        tag.alone = tag.alone and alone
    _gather(texts, [(s.start(), s.end()) for s in spans], tags)
    yield from tags


def _quoted(place: str, words: str, at: int) -> str:
    start = max(at - 8, 0)
    quote = words[start : start + _QUOTED].strip()
    return f"{place}“{'…' if start else ''}{quote}{'…' if len(words) > start + _QUOTED else ''}”"


def _gather(texts: list[Any], spans: list[tuple[int, int]], tags: list[Tag]) -> None:
    """Write each tag as a whole into the text element in which it begins."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text.text or "")
    for (start, end), tag in reversed(list(zip(spans, tags, strict=True))):
        first = max(i for i, s in enumerate(starts) if s <= start and (texts[i].text or ""))
        for i in range(len(texts) - 1, first - 1, -1):
            own = texts[i].text or ""
            low, high = max(start - starts[i], 0), min(end - starts[i], len(own))
            if low < high:
                texts[i].text = own[:low] + (tag.text if i == first else "") + own[high:]
                texts[i].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


# What a tag takes with it


def _take(tag: Tag, wrong: list[Wrong]) -> None:
    """A statement that stands alone takes its paragraph with it, or its row if that holds nothing else."""
    if tag.mark != "{%" or tag.verb in ("colspan", "cellbg", "hm", "vm"):
        return
    row = _up(tag.paragraph, "tr")
    lonely = row is not None and _words_in(row) == words_of(tag.paragraph).strip()
    if not tag.takes and tag.alone:
        tag.takes = "tr" if lonely else "p"
        _rewrite(tag)
    if tag.takes:
        whole = {"p": tag.paragraph, "tr": row, "tc": _cell(tag.paragraph)}[tag.takes]
        words = _lost(tag, whole)
        if words:
            wrong.append(Wrong(tag.place, words))


def _lost(tag: Tag, whole: Any) -> str:
    """What would get lost with the paragraph, row or cell that a tag takes with it, told to the clerk; "" if nothing."""
    what = {"p": "段", "tr": "行", "tc": "格"}[tag.takes]
    if whole is None:
        return f"{{%{tag.takes} … %}} 只能写在表格里"
    if _words_in(whole) != words_of(tag.paragraph).strip():
        return f"{{%{tag.takes} … %}} 会去掉整{what}，这一{what}里不能有别的文字"
    if not tag.alone:
        return f"{{%{tag.takes} … %}} 会去掉整{what}，这一段里不能有别的文字或标签"
    if next(whole.iter(f"{W}sectPr"), None) is not None:
        return "这一段带有分节符，标签会把它一起去掉；请把标签移到另一段"
    return ""


def _words_in(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t")).strip()


def _rewrite(tag: Tag) -> None:
    texts = [t for t in _texts(tag.paragraph) if (t.text or "").strip()]
    texts[0].text = tag.text


# Loops and conditions


def _nested(tags: Iterable[Tag]) -> Iterator[Wrong]:
    """Every loop and condition closes where it was opened."""
    stack: list[Tag] = []
    for tag in tags:
        verb = tag.verb
        if not verb or verb in _PLAIN:
            continue
        if verb in _OPENS:
            stack.append(tag)
        elif verb in _WITHIN or verb in _OPENS.values():
            fitting = _WITHIN.get(verb) or tuple(k for k, v in _OPENS.items() if v == verb)
            if not stack or stack[-1].verb not in fitting:
                yield Wrong(tag.place, f"{{% {verb} %}} 前面没有与它相配的 {{% {fitting[0]} … %}}")
                continue
            opened = stack[-1]
            if _holder(opened) is not _holder(tag):
                yield Wrong(
                    tag.place,
                    f"{{% {verb} %}} 与 {opened.place} 的 {{% {opened.verb} … %}} 要写在同一段里，"
                    "或者两个都单独成段（在表格里单独成行），并在同一个表格或单元格里",
                )
            if verb in _OPENS.values():
                stack.pop()
        else:
            yield Wrong(tag.place, f"不认识 {{% {verb} … %}}，可用：for、endfor、if、elif、else、endif、set")
    for tag in stack:
        yield Wrong(tag.place, f"{{% {tag.verb} … %}} 后面没有 {{% {_OPENS[tag.verb]} %}}")


def _holder(tag: Tag) -> Any:
    """Within what a tag's counterpart must stand."""
    if tag.takes == "tr":
        return _up(tag.paragraph, "tbl")
    if tag.takes == "tc":
        return _up(tag.paragraph, "tr")
    return tag.paragraph.getparent() if tag.takes == "p" else tag.paragraph
