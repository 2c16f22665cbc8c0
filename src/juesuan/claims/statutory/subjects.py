"""Subjects of the budget classification as a report prints them: codes with names, and chains of names
(类、款、项).

Tables print them in their code columns; sentences glue them together in many ways (2080101行政运行,
行政运行（2080101）, 208…（类）01…（款）, …（类）-…（款）-…（项）). All of them become mentions, which the checks
compare with the year's classification.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.claims.statutory.reading import statutory_lines
from juesuan.documents.model import Document, Span
from juesuan.taxonomy import Edition, Likeness, department, fold, government, likeness

_LEVELS = {"类": 0, "款": 1, "项": 2}
_NAME = r"[一-鿿][一-鿿（）()、“”\s]*"
_CODED = re.compile(rf"(?<![\d,，])([1-5]\d{{2,8}})(?![\d.,，%％])[\s　\-—:：“（(]{{0,3}}({_NAME})")
#: A code in brackets behind its name (行政运行（2080101）), and the name, maybe with the names above it: 类—款—项.
_BRACKET = re.compile(r"[（(]\s*(?P<code>[1-5]\d{2}(?:\d{2}){0,2})\s*[）)]")
_BEFORE_BRACKET = re.compile(
    r"(?P<chain>(?:[一-鿿][一-鿿、（）()“”]{1,28}(?:[\-—–－]{1,2}|/)){0,2})"
    r"(?P<name>[一-鿿][一-鿿、“”]*(?:[（(][一-鿿]{1,8}[）)][一-鿿、]*)*)\s*$"
)
_DASHES = re.compile(r"[\-—–－/]+")
#: Names of three links, each with dashes, are shorter.
_LONGEST_CHAIN = 90
#: A list number before a code (1.201一般…) is no decimal point, as a name must follow.
_LEVEL = re.compile(
    r"(?P<code>(?<![\d,，%])\d{2,3}(?![\d.,，]))?\s*(?P<name>[一-鿿][一-鿿、“”\s]*(?:[（(][室护役境][）)][一-鿿、]*)*)"
    r"\s*[（(]\s*(?P<level>类|款|项)\s*[）)]"
)
_MARK = re.compile(r"[（(]\s*[类款项]\s*[）)]")
#: “…（款）-行政单位医疗：”: the last link of a chain may lack its mark.
_UNMARKED = re.compile(
    r"\s*[\-—–－]+\s*(?P<name>[一-鿿][一-鿿、“”]{1,30}?)(?=\s*[：:，,]|支出决算|年初预算|全年预算)"
)
#: Words that end a subject's name in a sentence.
_AFTER = re.compile(
    r"(?:年初|全年|调整)?预算|支出决算|决算|[（(][类款项][）)]|[（(]\d|主要|反映|指|共计|合计|万元|元|比上年|[，。；：,;:]|\s{2,}"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject as printed. ``code`` is the whole code its words spell ("" if none), ``name`` the words.

    ``depth`` is 0, 1, 2 for 类, 款, 项 where the words say so, else ``None``. ``path`` are the names above
    it in a chain. ``span`` covers code and name, ``named`` the name alone. ``table`` is the code of its
    form, "" in text.
    """

    code: str
    name: str
    depth: int | None
    span: Span
    named: Span
    path: tuple[str, ...] = ()
    table: str = ""

    @property
    def economic(self) -> bool:
        """Does the code belong to the economic rather than the functional classification?"""
        return self.code[:1] in ("3", "5")


def slipped_code(m: Mention, edition: Edition) -> bool:
    """Is the code that of another subject than the name? Then the name says what a sentence is about."""
    subject = edition.code(m.code)
    other = subject is not None and likeness(m.name, subject.name) is Likeness.OTHER
    return other and bool(edition.named(m.name))


#: The document read last: a report's checks ask for the same mentions one after the other.
_recent: list[tuple[Document, Edition, tuple[Mention, ...]]] = []


def mentions(document: Document, edition: Edition) -> tuple[Mention, ...]:
    """Every mention of a subject, tables first. ``edition`` tells names from other words after a number."""
    if not _recent or _recent[0][0] is not document or _recent[0][1] is not edition:
        _recent[:] = [(document, edition, (*_in_tables(document), *_in_text(document, edition)))]
    return _recent[0][2]


def _in_tables(document: Document) -> Iterator[Mention]:
    for form, grid, line in statutory_lines(document):
        if not line.code or not line.label or line.named is None:
            continue
        text = grid.table.cells[line.named].text.value
        named = Span(line.block, 0, len(text), line.named)
        yield Mention(line.code, line.label, None, named, named, table=form.code)


def _in_text(document: Document, edition: Edition) -> Iterator[Mention]:
    known = edition.openings
    for block, paragraph in document.paragraphs():
        if paragraph.role == "toc":
            continue
        text = paragraph.value
        taken: list[tuple[int, int]] = []
        for mention in _chains(block, text, known):
            taken.append((mention.span.start, mention.span.end))
            yield mention
        for found in _BRACKET.finditer(text):
            mention_ = _bracketed(block, text, found, edition)
            if mention_ is not None:
                yield mention_
        for found in _CODED.finditer(text):
            if any(a < found.end(1) and found.start(1) < b for a, b in taken):
                continue
            mention_ = _coded(block, found, known)
            if mention_ is not None:
                yield mention_


def _bracketed(block: int, text: str, found: re.Match[str], edition: Edition) -> Mention | None:
    """A name and the code behind it. Of the words before the code the longest ending that is a known name
    counts; other words only if they are nearly the code's own name.
    """
    code = found["code"]
    head = _BEFORE_BRACKET.search(text, max(0, found.start() - _LONGEST_CHAIN), found.start())
    if head is None:
        return None
    words = head["name"].rstrip()
    mark = re.search(_MARK.pattern + "$", words)
    words = words[: mark.start()] if mark else words
    year = edition.year
    own = department(year) if code[:1] == "3" else government(year) if code[:1] == "5" else edition
    at = next((n for n in range(len(words) - 1) if _listed(words[n:], own)), None)
    if at is None:
        subject = own.code(code)
        if subject is None or likeness(words, subject.name) not in (Likeness.ENDING, Likeness.CLOSE):
            return None
        at = 0
    start, end = head.start("name") + at, head.start("name") + len(words)
    above = tuple(link for link in _DASHES.split(head["chain"]) if link)
    return Mention(
        code,
        words[at:],
        None,
        Span(block, start, found.end()),
        Span(block, start, end),
        above if at == 0 else (),
    )


def _listed(words: str, edition: Edition) -> bool:
    return fold(words).removesuffix("支出") in edition.openings or bool(edition.named(words))


def _chains(block: int, text: str, known: frozenset[str]) -> Iterator[Mention]:
    """Names marked （类）（款）（项）; a chain grows while the levels go down and the names stand close
    together.
    """
    path: list[str] = []
    codes: list[str] = []
    last = -1
    end = 0
    if not _MARK.search(text):
        return
    for found in _LEVEL.finditer(text):
        depth = _LEVELS[found["level"]]
        raw, start = _tail(found["name"], found.start("name"), known)
        if depth == 0 or depth <= last or found.start() - end > 6:
            path, codes = [], []
        code = found["code"] or ""
        codes = [*codes[:depth], code]
        whole = "".join(codes) if all(codes) and len(codes) == depth + 1 else ""
        named = Span(block, start, start + len(raw))
        first = found.start("code") if code else start
        yield Mention(whole, raw, depth, Span(block, first, found.end()), named, tuple(path))
        path = [*path, raw]
        last, end = depth, found.end()
        item = _UNMARKED.match(text, end) if depth == 1 else None
        if item is not None and fold(item["name"]).removesuffix("支出") in known:
            own = Span(block, item.start("name"), item.end("name"))
            yield Mention("", item["name"], 2, own, own, tuple(path))


def _tail(name: str, start: int, known: frozenset[str]) -> tuple[str, int]:
    """The name without the words of the sentence in front of it (some names begin with 用于 themselves)."""
    if fold(name).removesuffix("支出") in known:
        return name.rstrip(), start
    cut = max(name.rfind("、") if name.rfind("、") > 12 else -1, -1) + 1
    lead = re.match(r"\s*(?:其中|包括|主要用于|用于)[：:]?|[一二三四五六七八九十]{1,3}、", name)
    if lead:
        cut = max(cut, lead.end())
    while cut < len(name) and name[cut].isspace():
        cut += 1
    return name[cut:].rstrip(), start + cut


def _coded(block: int, found: re.Match[str], known: frozenset[str]) -> Mention | None:
    code, run = found[1], found[2]
    stop = _AFTER.search(run, 1)
    name = (run[: stop.start()] if stop else run).rstrip("、（( \t")
    folded = fold(name)
    if len(folded) < 2 or not _is_name(folded, known):
        return None
    named = Span(block, found.start(2), found.start(2) + len(name))
    return Mention(code, name, None, Span(block, found.start(1), named.end), named)


def _is_name(folded: str, known: frozenset[str]) -> bool:
    """Do the words begin with a subject's name (or look like 其他…支出)? Else the digits count."""
    if folded.startswith("其他") and folded.endswith("支出"):
        return True
    return any(folded[:n] in known for n in range(3, min(len(folded), 30) + 1))
