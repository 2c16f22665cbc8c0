"""Whether the tags of a Word template ask only for what there is: first by name, then with the accounts themselves.

The tags of a document, one a line, are a template of their own. Read as such they tell which names do not exist, all at
once; rendered with the accounts they tell what only the accounts can (a table an area does not have). The number of a
line is the number of a tag, so every message names the place in the Word file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from juesuan.reports.narrative import CALLS, NAMES
from juesuan.reports.packs import Pack
from juesuan.reports.packs_check import Wrong, nearest, wrong_call
from juesuan.reports.word_names import TOP, fields_of
from juesuan.reports.word_tags import Tag
from juesuan.reports.word_values import BLOCK, FIGURE, MONEY, SHARE, TEXT, TRUTH

#: Kinds that may be printed as they are.
_PRINTED = (TEXT, FIGURE, MONEY, BLOCK, TRUTH, f"{TEXT}[]")
#: Statements of the document library that are no Jinja: what they take is an expression like any other.
_EXPRESSIONS = ("colspan", "cellbg")
_NAME = "模板"
Kind = str | None  # ``None``: not known before the accounts are


class Unknown(StrictUndefined):
    """A name that does not exist, told in Chinese."""

    @property
    def _undefined_message(self) -> str:
        return f"没有“{self._undefined_name}”这个名称"


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """The sandbox of Word templates; what it prints is escaped for XML."""
    return SandboxedEnvironment(undefined=Unknown, autoescape=True)


def check_names(tags: Sequence[Tag], pack: Pack | None = None) -> list[Wrong]:
    """Every tag that cannot be understood or asks for what does not exist, in reading order."""
    wrong = [Wrong(t.place, words) for t in tags if (words := _syntax(t))]
    if wrong:
        return wrong
    try:
        tree = environment().parse(_lines(tags))
    except TemplateSyntaxError as error:
        return [Wrong(tags[(error.lineno or 1) - 1].place, "标签写法有误")]
    walk = _Walk(tags, pack)
    walk.body(tree.body, {})
    return walk.wrong


def check_values(tags: Sequence[Tag], words: dict[str, Any]) -> list[Wrong]:
    """The first tag whose value cannot be found with the accounts, in a list; [] if all can."""
    try:
        environment().from_string(_lines(tags)).render(words)
    except TemplateError as error:
        return [Wrong(_place(error, tags), error.message or "标签写法有误")]
    except LookupError as error:
        return [Wrong(_place(error, tags), str(error.args[0] if error.args else error))]
    except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
        told = str(error)
        own = any("\u4e00" <= c <= "\u9fff" for c in told)
        return [
            Wrong(_place(error, tags), told if own else "这里不能计算，只能写名称；要计算的数请用已有的名称")
        ]
    return []


def _lines(tags: Sequence[Tag]) -> str:
    return "\n".join(map(_line, tags))


def _line(tag: Tag) -> str:
    if tag.verb in ("hm", "vm"):
        return ""
    if tag.verb in _EXPRESSIONS:
        return f"{{{{ {tag.words.removeprefix(tag.verb).strip()} }}}}"
    return f"{{{{ {tag.words} }}}}" if tag.mark == "{{" else f"{{% {tag.words} %}}"


def _place(error: BaseException, tags: Sequence[Tag]) -> str:
    """The tag a rendering failed at: the last line of the template in the trace."""
    at, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__jinja_template__") is not None or "<template>" in (
            trace.tb_frame.f_code.co_filename
        ):
            at = trace.tb_lineno
        trace = trace.tb_next
    return tags[min(at, len(tags)) - 1].place


def _syntax(tag: Tag) -> str:
    """What is wrong with the writing of one tag, "" if nothing is."""
    if not tag.words:
        return "标签是空的"
    verb = tag.verb
    ends = {"for": "{% endfor %}", "if": "{% endif %}"}
    before = {"elif": "{% if 1 %}", "else": "{% if 1 %}"}
    if verb.startswith("end"):
        return ""
    text = before.get(verb, "") + _line(tag) + (ends.get(verb) or ("{% endif %}" if verb in before else ""))
    try:
        environment().parse(text)
    except TemplateSyntaxError:
        return f"“{tag.words}”写法有误，请检查点、括号、引号是否用半角、是否成对"
    return ""


class _Walk:
    """Walks the tags' tree and follows the kind of every name."""

    def __init__(self, tags: Sequence[Tag], pack: Pack | None) -> None:
        self.tags = tags
        self.pack = pack
        self.wrong: list[Wrong] = []

    def body(self, found: Sequence[nodes.Node], names: dict[str, Kind]) -> None:
        """A sequence of statements; ``names`` are those that loops and ``set`` have made."""
        for node in found:
            if isinstance(node, nodes.Output):
                for one in node.nodes:
                    self._printed(one, names)
            elif isinstance(node, nodes.For):
                self._loop(node, names)
            elif isinstance(node, nodes.If):
                self.kind(node.test, names)
                for part in (node.body, node.elif_, node.else_):
                    self.body(part, names)
            elif isinstance(node, nodes.Assign):
                kind = self.kind(node.node, names)
                names.update(dict.fromkeys(_targets(node.target), kind))

    def _loop(self, node: nodes.For, names: dict[str, Kind]) -> None:
        kind = self.kind(node.iter, names)
        inner: Kind = kind[:-2] if kind is not None and kind.endswith("[]") else None
        if kind is not None and inner is None:
            self._say(node, f"“{_source(node.iter)}”不是一组内容，不能用 for 逐项写出")
        own = {**names, **dict.fromkeys(_targets(node.target), inner), "loop": None}
        if node.test is not None:
            self.kind(node.test, own)
        self.body(node.body, own)
        self.body(node.else_, names)

    def _printed(self, node: nodes.Expr, names: dict[str, Kind]) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        kind = self.kind(node, names)
        if kind is None:
            return
        if kind == BLOCK and not self.tags[node.lineno - 1].alone:
            self._say(node, "表、图和整节说明要单独占一段，这一段里不能有别的文字")
        if kind in _PRINTED:
            return
        if kind.endswith("[]"):
            self._say(node, f"“{_source(node)}”是一组内容，要用 {{% for 项 in {_source(node)} %}} 逐项写出")
        else:
            known = "、".join(n.name for n in fields_of(kind, self.pack)[:8])
            self._say(node, f"“{_source(node)}”后面要用“.”写明是哪一项，如：{known}")

    def kind(self, node: nodes.Node, names: dict[str, Kind]) -> Kind:
        """The kind of an expression; wrong names in it are told."""
        if isinstance(node, nodes.Name):
            return self._name(node, names)
        if isinstance(node, nodes.Getattr):
            return self._field(node, node.attr, self.kind(node.node, names))
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self._field(node, str(node.arg.value), self.kind(node.node, names))
        if isinstance(node, nodes.Call):
            called = self.kind(node.node, names)
            for words in wrong_call(node):
                self._say(node, words.strip())
            for part in (*node.args, *node.kwargs):
                kind = self.kind(part.value if isinstance(part, nodes.Keyword) else part, names)
                if called == SHARE and kind not in (None, MONEY):
                    self._say(part, "占比(部分, 整体) 里要写两个金额的名称")
            return FIGURE if called == SHARE else None
        for part in node.iter_child_nodes():
            self.kind(part, names)
        return None

    def _name(self, node: nodes.Name, names: dict[str, Kind]) -> Kind:
        if node.name in names:
            return names[node.name]
        if node.name in TOP:
            return TOP[node.name].kind
        if node.name not in CALLS and node.name not in NAMES and node.name not in environment().globals:
            self._say(node, f"没有“{node.name}”这个名称{nearest(node.name, {*TOP, *names})}")
        return None

    def _field(self, node: nodes.Node, name: str, kind: Kind) -> Kind:
        if kind is None or kind.endswith("[]"):
            return None
        fields = {n.name: n.kind for n in fields_of(kind, self.pack)}
        if name in fields:
            return fields[name]
        if not fields:
            self._say(node, f"“.{name}”多余，它前面的名称后面不能再写别的")
        else:
            known = "、".join(list(fields)[:12]) + ("等" if len(fields) > 12 else "")
            self._say(node, f"没有“.{name}”这一项{nearest(name, fields)}；可用：{known}")
        return None

    def _say(self, node: nodes.Node, words: str) -> None:
        self.wrong.append(Wrong(self.tags[node.lineno - 1].place, words))


def _targets(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.name
    for part in node.iter_child_nodes():
        yield from _targets(part)


def _source(node: nodes.Node) -> str:
    """The words of a name with what follows it."""
    if isinstance(node, nodes.Getattr):
        return f"{_source(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
