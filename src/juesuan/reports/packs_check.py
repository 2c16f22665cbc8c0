"""Whether a template pack asks only for what exists: found by reading its templates, before any report is written.

A pack is data that a user may change; a wrong name in it should be told with its section and its nearest correct
spelling, all at once, and not when the one report comes along that reaches the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, meta, nodes

from juesuan.documents.refusal import Refusal
from juesuan.reports.charts import FIGURES
from juesuan.reports.evaluation.parts import LAYOUTS
from juesuan.reports.evaluation.parts import PARTS as DOCUMENTS
from juesuan.reports.narrative import CALLS, NAMES, environment, prepared
from juesuan.reports.packs import Pack, find
from juesuan.reports.packs_syntax import syntax_words
from juesuan.reports.phrases import BASES, PARTS
from juesuan.reports.phrases_ledger import concepts

DIRECTIVES = ("figure", "tables", "glossary", "annexes", "performance")
#: The position of the concepts among the arguments of each call.
_CONCEPTS = {
    "value": (0,), "known": (0,), "money": (0,), "share": (0, 1), "completion": (0,), "change": (0,),
    "versus": (0,), "moved": (0,), "trend": (0,), "deviation": (0,), "structure": (0,), "items": (0,),
    "budgeted": (0,), "against": (0,),
}  # fmt: skip
_BASE = {"completion": 1, "versus": 1, "deviation": 1, "budgeted": 1, "against": 1}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something a pack refers to that does not exist: the section, and what to do (Chinese)."""

    section: str
    words: str


def usable(name: str) -> Pack:
    """A pack by name or folder, of which everything it refers to exists. Raises :class:`Refusal` listing what does not."""
    pack = find(name)
    wrong = check(pack)
    if wrong:
        listed = "\n".join(f"  {n}. {w.section}：{w.words}" for n, w in enumerate(wrong, 1))
        raise Refusal(
            "pack-wrong", name, f"模板有 {len(wrong)} 处要改：\n{listed}\n",
            "请改正后重新运行，没有写出任何文件；改过的模板可以先用 juesuan pack check 检查",
        )  # fmt: skip
    return pack


def check(pack: Pack) -> list[Wrong]:
    """Everything wrong with a pack, in the order of its sections."""
    found: list[Wrong] = []
    named = set()
    for chapter in pack.chapters:
        for key in chapter.sections:
            named.add(key)
            if key not in pack.sections:
                near = nearest(key, pack.sections)
                found.append(Wrong(key, f"章节“{chapter.title}”列了“{key}”，但没有写这一节{near}"))
        found += _template(chapter.title, chapter.title)
    if not pack.chapters:
        found.append(Wrong("pack.toml", "没有任何章节，请写 [[chapter]] 或用 extends 继承一个模板"))
    for field, base in (("base", pack.base), ("three_base", pack.three_base)):
        if base not in BASES:
            found.append(Wrong("pack.toml", f"{field} 只能是 {'、'.join(BASES)}，现在是“{base}”"))
    for place in pack.required:
        if place not in concepts():
            found.append(
                Wrong("pack.toml", f"required 中的“{place}”不是已知的事项{nearest(place, concepts())}")
            )
    found += _performance(pack)
    for line in pack.cover:
        found += _template("pack.toml", line)
    for key, section in pack.sections.items():
        found += _template(key, section.heading)
        found += _template(key, section.text)
        found += _template(key, "{{ " + section.when + " }}") if section.when else []
        found += _directives(key, section.text)
    return found


def _performance(pack: Pack) -> Iterator[Wrong]:
    """The performance documents that a pack annexes, and their layout."""
    known = [part.name for part in DOCUMENTS]
    for name in pack.annexed:
        if name not in known:
            yield Wrong("pack.toml", f"annexed 中的“{name}”不是绩效报告的部分，可用：{'、'.join(known)}")
    if pack.layout not in LAYOUTS:
        yield Wrong("pack.toml", f"layout 只能是 {'、'.join(LAYOUTS)}，现在是“{pack.layout}”")


def _template(key: str, text: str) -> Iterator[Wrong]:
    try:
        tree = environment().parse(prepared(text))
    except TemplateSyntaxError as error:
        yield Wrong(key, f"第{error.lineno}行的模板写法有误：{syntax_words(error)}")
        return
    for call in tree.find_all(nodes.Call):
        for words in wrong_call(call):
            yield Wrong(key, f"第{call.lineno}行{words}")
    for kind, known in ((nodes.Filter, environment().filters), (nodes.Test, environment().tests)):
        for node in tree.find_all(kind):
            if node.name not in known:
                yield Wrong(key, f"第{node.lineno}行：没有“{node.name}”这种写法{nearest(node.name, known)}")
                return  # looking for names stumbles over it
    # Last, because looking for names folds the constants of the tree.
    for name in sorted(meta.find_undeclared_variables(tree)):
        if name not in CALLS and name not in NAMES:
            yield Wrong(key, f"没有“{name}”这个名称{nearest(name, {*CALLS, *NAMES})}")


def wrong_call(call: nodes.Call) -> Iterator[str]:
    """What a call asks for that does not exist (Chinese, without the place)."""
    if not isinstance(call.node, nodes.Name):
        return
    name = call.node.name
    lists = [a for a in call.args if isinstance(a, nodes.List)]
    for entry in (e for a in lists for e in a.items if isinstance(e, nodes.Const)):
        if entry.value not in concepts():
            yield f"“{entry.value}”不是已知的事项{nearest(entry.value, concepts())}"
    where = range(len(call.args)) if name == "any" else _CONCEPTS.get(name, ())
    for i, value in ((i, a.value) for i, a in enumerate(call.args) if isinstance(a, nodes.Const)):
        if i in where and value not in concepts():
            yield f" {name}() 的“{value}”不是已知的事项{nearest(str(value), concepts())}"
        if name == "structure" and i == 0 and value not in PARTS and len(call.args) < 2:
            yield f' structure("{value}") 没有规定的组成部分，可用：{"、".join(PARTS)}'
        if _BASE.get(name) == i and value not in BASES:
            yield f" {name}() 的预算口径“{value}”不对，只能是 {'、'.join(BASES)}"


def _directives(key: str, text: str) -> Iterator[Wrong]:
    for raw in text.split("\n"):
        line = raw.strip()
        if not line.startswith("@"):
            continue
        name, _, rest = line[1:].partition(" ")
        if name not in DIRECTIVES:
            yield Wrong(key, f"不认识“@{name}”{nearest(name, DIRECTIVES)}")
        elif name == "figure" and rest.strip() not in FIGURES:
            yield Wrong(key, f"没有名为“{rest.strip()}”的图，可用：{'、'.join(FIGURES)}")


def nearest(word: str, known: Iterable[str]) -> str:
    """，是否应为“…”: the known word that is most like ``word``, "" if none is."""
    close = get_close_matches(word, list(known), 1, 0.6)
    return f"，是否应为“{close[0]}”" if close else ""
