"""From the text of a section to paragraphs: Jinja first, then a few line marks, numbered as official reports are.

A line is a paragraph. ``## `` opens a sub-section ((一)), ``- `` an item of a numbered list (1.), ``@name words`` stands
for a block that is not text (a figure, the tables, the glossary), and a backslash at the end continues the line. Numbers
come last, when it is known which sections exist: a report never jumps from 三 to 五.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from juesuan.accounts.model import Accounts
from juesuan.documents.refusal import Refusal
from juesuan.reports.composition import ComposedBlock, ComposedParagraph, Piece
from juesuan.reports.packs import Pack, Section
from juesuan.reports.phrases import BASES, Phrases
from juesuan.reports.phrases_print import pieces, unmarked

_DIGITS = "零一二三四五六七八九"
_CONTINUED = re.compile(r"\\\n\s*")
#: Marks at the head of a line; a clerk's own words must not begin with them.
LEADING = re.compile(r"^[@#\-\s]+")
#: What a template may call; ``juesuan pack check`` knows the same names.
CALLS = (
    "value", "known", "any", "compared", "money", "share", "completion", "change", "count", "versus", "moved",
    "trend", "deviation", "because", "structure", "item", "items", "economic", "budgeted",
    "given", "against", "used", "ask",
)  # fmt: skip

#: The other names a template sees.
NAMES = (
    "kind", "base", "basis", "three_base", "three_basis", "year", "last", "numeral", "part", "ordinal", "name", "short", "published", "duties",
    "tasks", "departments", "units", "posts", "retired", "vehicles", "equipment", "purpose", "three", "receptions",
    "home", "foreign", "projects", "agency", "told", "first", "performance",
)  # fmt: skip

Directive = Callable[[str], Iterator[ComposedBlock]]


def numeral(n: int) -> str:
    """1 … 99 as a Chinese numeral."""
    tens, ones = divmod(n, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """One sandbox for all templates: a name that does not exist is an error, not an empty string."""
    return SandboxedEnvironment(undefined=StrictUndefined)


@lru_cache(maxsize=512)
def compiled(text: str) -> Template:
    """A template, compiled once a process."""
    return environment().from_string(prepared(text))


def prepared(text: str) -> str:
    """A template with its continued lines joined."""
    return _CONTINUED.sub("", text)


def vocabulary(pack: Pack, phrases: Phrases) -> dict[str, Any]:
    """The names that templates see."""
    accounts = phrases.accounts
    words: dict[str, Any] = {name: getattr(phrases, name) for name in CALLS}
    words.update(_told(accounts))
    words.update(
        kind=pack.kind,
        base=pack.base,
        basis=BASES[pack.base][1],
        three_base=pack.three_base,
        three_basis=BASES[pack.three_base][1],
        year=accounts.year,
        first=phrases.first,
        last=accounts.year - 1,
        numeral=numeral,
        part=lambda n: f"第{numeral(n)}部分",
        ordinal=lambda loop: f"（{numeral(loop.index)}）" if loop.length > 1 else "",
    )
    return words


def _told(accounts: Accounts) -> dict[str, Any]:
    """The parts of the accounts that are words or counts, cleaned of what templates give a meaning to."""
    entity = accounts.entity
    clean = _clean
    return {
        "name": clean(entity.name),
        "short": clean(entity.short or entity.name),
        "published": entity.published,
        "duties": [clean(t) for t in entity.duties],
        "tasks": [clean(t) for t in entity.tasks],
        "departments": [clean(t) for t in entity.departments],
        "units": [clean(t) for t in entity.units],
        "posts": [(clean(k), a, f) for k, a, f in accounts.staff.posts],
        "retired": [(clean(k), n) for k, n in accounts.staff.retired],
        "vehicles": [(clean(k), n) for k, n in accounts.assets.vehicles],
        "equipment": [(clean(k), n) for k, n in accounts.assets.equipment],
        "purpose": clean(accounts.procurement.purpose).rstrip("。；"),
        "three": accounts.three,
        "receptions": [(clean(r.what), r) for r in accounts.three.receptions],
        "home": [r for r in accounts.three.receptions if not r.foreign],
        "foreign": [r for r in accounts.three.receptions if r.foreign],
        "told": clean,
        "projects": [(clean(p.name), clean(p.summary), p) for p in accounts.projects],
        "agency": accounts.agency_operating is not None,
    }


def _clean(text: str) -> str:
    """A clerk's own words: one line, without characters that would act as marks."""
    return LEADING.sub("", unmarked(" ".join(text.split())))


def render(text: str, words: dict[str, Any], where: str) -> str:
    """A template's text. Raises :class:`Refusal` naming the section if it asks for what does not exist."""
    try:
        return compiled(text).render(words)
    except TemplateError as error:
        raise Refusal(
            "pack-template",
            where,
            f"模板写法有误（{error.message or error}）",
            "请用 juesuan pack check 查看是哪一处",
        ) from error
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise Refusal("pack-call", where, f"模板中的调用不对（{error}）", "请对照模板说明改正参数") from error


@dataclass
class Writer:
    """Turns chapters and sections into numbered blocks."""

    pack: Pack
    words: dict[str, Any]
    directives: dict[str, Directive]

    def report(self) -> Iterator[ComposedBlock]:
        """The body of the report, chapter by chapter."""
        for n, chapter in enumerate(self.chapters(), 1):
            title, blocks = chapter
            yield heading(1, f"{self.words['part'](n)} ", title)
            yield from blocks

    def chapters(self) -> Iterator[tuple[str, list[ComposedBlock]]]:
        """Each chapter that has something to tell: its title and its blocks, sections numbered."""
        for chapter in self.pack.chapters:
            blocks: list[ComposedBlock] = []
            n = 0
            for key in chapter.sections:
                section = self.pack.sections.get(key)
                if section is None:
                    raise Refusal(
                        "pack-section",
                        self.pack.name,
                        f"“{chapter.title}”列了“{key}”一节，但没有这一节",
                        "请补写或从 sections 中删除",
                    )
                made = list(self.section(section))
                if made and section.heading:
                    n += 1
                    blocks.append(heading(2, f"{numeral(n)}、", self._words(section.heading, key)))
                blocks += made
            if blocks:
                yield self._words(chapter.title, chapter.title), blocks

    def section(self, section: Section) -> Iterator[ComposedBlock]:
        """The blocks below a section's heading; none if its condition does not hold or nothing is to be told."""
        if section.when and not self._words("{{ '1' if " + section.when + " else '' }}", section.key):
            return
        subsection = 0
        entries: list[str] = []
        for raw in [*render(section.text, self.words, self._where(section.key)).split("\n"), "\n"]:
            line = raw.strip()
            if line.startswith("- "):
                entries.append(line[2:].strip())
                continue
            if line or raw:
                yield from _numbered(entries)
                entries = []
            if line.startswith("## "):
                subsection += 1
                yield heading(3, f"（{numeral(subsection)}）", line[3:].strip())
            elif line.startswith("@"):
                yield from self._directive(line[1:], section.key)
            elif line:
                yield ComposedParagraph(pieces(line))

    def _directive(self, line: str, key: str) -> Iterator[ComposedBlock]:
        name, _, rest = line.partition(" ")
        if name not in self.directives:
            known = "、".join("@" + d for d in self.directives)
            raise Refusal("pack-directive", self._where(key), f"不认识“@{name}”", f"可用：{known}")
        yield from self.directives[name](rest.strip())

    def _words(self, text: str, key: str) -> str:
        return render(text, self.words, self._where(key)).strip()

    def _where(self, key: str) -> str:
        return f"模板“{self.pack.name}”的“{key}”"


def _numbered(entries: list[str]) -> Iterator[ComposedParagraph]:
    """The items of a list; a single one carries no number."""
    for n, text in enumerate(entries, 1):
        yield ComposedParagraph(pieces(text), "list", f"{n}." if len(entries) > 1 else "")


def heading(level: int, number: str, title: str) -> ComposedParagraph:
    """A heading of level 1 to 5."""
    return ComposedParagraph((Piece(title),), f"h{level}", number)
