"""What sentences say of single subjects and of the balances of one fund, as facts that the tables state too.

A sentence names a subject by its chain （类）（款）（项）, by its code or, for classes, by its bare name, and
leaves it to the heading or the opening sentence of a list to say which money is meant. Where words and tables
disagree about that, the tables decide: a list is about the money whose table prints most of its figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from msgspec.structs import replace

from juesuan.claims.model import Fact, Figure, Operand, Profile
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import budget_kind
from juesuan.claims.statutory.entries import class_code
from juesuan.claims.statutory.subjects import Mention, slipped_code
from juesuan.taxonomy import Edition, department, fold, functional

#: The money a heading or sentence speaks of, by the concept that its items carry.
_MONEY = re.compile(
    r"(?:(?P<general>一般公共预算|公共财政预算|一般公共财政)|(?P<fund>政府性基金)|(?P<capital>国有资本经营)"
    r"|(?P<appropriation>财政拨款)|(?P<expenditure>本年支出|总支出|全年支出|支出合计|支出总计)|(?P<any>支出决算|支出情况))"
)
#: Words behind a figure that make it a bound or a rate.
_BOUND = re.compile(r"\s*(?:以上|以下|以内|的标准|/)")
#: What a figure is compared with is other money.
_COMPARED = re.compile(r"(?:占|与|比|较)[^，；。;,]*")
#: Headings whose amounts are parts of subjects or no subjects at all.
_ELSEWHERE = re.compile(r"三公|机关运行|采购|绩效|国有资产|项目名称|名词解释|概况")
#: The words between a subject and its figure that say no more than outturn or budget.
_REST = (
    r"(?:支出决算|决算支出|年初预算|全年预算|调整预算|年初|全年|预算|决算|支出|实际|执行|安排|拨款|完成)*"
    r"(?:数|金额|总额)?(?:合计|共计|共)?(?:为|是|约)?[：:]?"
)
_PLAIN = re.compile(
    rf"(?:[（(][类款项][）)]|[“”）)、。，,：:；;\-—]|(?:19|20)\d\d年度?|本年度?|当年|其中)*{_REST}"
)
_NAMED = re.compile(rf"(?P<name>[一-鿿][一-鿿、（）()]{{1,28}}?)(?P<rest>{_REST})\s*")
_LEADING = re.compile(
    r"(?:\s|其中|包括|用于|主要用于|(?:19|20)\d\d年度?|本年度?|[\d一二三四五六七八九十]+[、.．]"
    r"|[（(][\d一二三四五六七八九十]+[）)]|[：:，,、])+"
)
_BALANCE = re.compile(
    r"(?:(?:19|20)\d\d年度?|本年度?|本部门|本单位|此外|其中|截至|底|末|，)*"
    r"(?P<when>年末|年初|上年|期末|期初)?(?P<money>一般公共预算|公共财政预算|政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?(?:资金)?"
    r"(?P<later>年末|年初|上年|期末|期初)?结转(?:和|及|与)?结余(?:资金)?(?:数|金额)?(?:为|是|共|：)?"
)
#: What the three-expenses form of some areas counts beside the three, told in its chapter.
_OCCASIONS = {"会议费": "three.meeting", "培训费": "three.training"}
_OCCASION = re.compile(
    rf"(?:(?:19|20)\d\d年度?|本年度?|本部门|本单位|其中|，)*(?P<what>会议费|培训费){_REST}"
)
_MONIES = {
    "一般公共预算": "general",
    "公共财政预算": "general",
    "政府性基金": "fund",
    "国有资本经营": "capital",
}
#: Among members of a class this is what is left of it, not the class of that name.
_REMAINDER = "其他支出"
#: Money that is a part of other money, and the money it is a part of.
_PARTS = ("general", "fund", "capital", "appropriation")
_WHOLES = ("appropriation", "expenditure")
#: So many figures of a list must be those of a table before the table, not the words, says what it is about.
PROOF = 2
#: A list does not start farther above than this.
REACH = 40


@dataclass(frozen=True, slots=True)
class _Subject:
    """A subject named in a passage: its code and name, and where the name starts and ends."""

    code: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of one subject: its code, what the words say the money is ("" if nothing), and its list."""

    fact: Fact
    code: str
    money: str
    group: tuple[int, str]


def subject_facts(
    passages: Sequence[Passage], named: Iterable[Mention], profile: Profile, tables: Sequence[Fact]
) -> list[Fact]:
    """The facts that sentences state of single subjects and of the balances of a fund.

    ``named`` are the subjects that the text names, ``tables`` the facts of the tables.
    """
    if profile.kind == "government":
        return []
    marked = _marked(named, functional(profile.year))
    told: list[_Told] = []
    found: list[Fact] = []
    for at, passage in enumerate(passages):
        figures = [f for f in passage.figures if _usable(f)]
        for figure in figures:
            found += _of_balance(passage, figure, profile)
            found += _of_occasion(passage, figure, profile)
        if figures and not _ELSEWHERE.search(passage.context.path):
            told += _of_subjects(passages, at, figures, marked.get(passage.block, []), profile)
    return [*found, *_settled(told, _printed(tables), _leads(passages))]


def _usable(figure: Figure) -> bool:
    printed = figure.printed
    money = printed.unit.kind == "money" and not printed.about and not _BOUND.match(figure.after)
    return money and figure.role in ("amount", "budget") and not figure.depth


def _marked(named: Iterable[Mention], edition: Edition) -> dict[int, list[_Subject]]:
    """The subjects that carry a code or （类）（款）（项）, by block; a 款 on a line of its own belongs to the
    类 above.
    """
    marked: dict[int, list[_Subject]] = {}
    chain: tuple[str, ...] = ()
    for m in named:
        if m.table:
            continue
        if m.depth is not None:
            above = m.path if len(m.path) == m.depth else chain[: m.depth]
            chain = (*above, m.name)
        code = m.code if len(m.code) in (3, 5, 7) and not m.economic else ""
        if code and slipped_code(m, edition):
            subject = edition.resolve((*m.path, m.name))
            code = subject.code if subject is not None else ""
        if not code and m.depth is None:
            code = _by_name(m, edition)
        if not code and m.depth is not None and len(chain) == m.depth + 1:
            subject = edition.resolve(chain) or edition.resolve(chain, old=True)
            code = subject.code if subject is not None and len(subject.code) == 3 + 2 * m.depth else ""
        name = m.name.strip("“”\"' ")
        marked.setdefault(m.span.block, []).append(_Subject(code, name, m.span.start, m.span.end))
    return marked


def _by_name(m: Mention, edition: Edition) -> str:
    """The item of a printed code that lacks its last digit: the one of this name in the code's section, or else the
    code that ends as items of this name do (事业运行 in 50).
    """
    if len(m.code) != 6:
        return ""
    items = {s.code for s in edition.stemmed(m.name) if len(s.code) == 7 and s.code.startswith(m.code[:5])}
    items = items or {m.code + end[1] for end in edition.suffixes(m.name) if end[0] == m.code[5]}
    return items.pop() if len(items) == 1 else ""


def _of_subjects(
    passages: Sequence[Passage],
    at: int,
    figures: Sequence[Figure],
    marked: Sequence[_Subject],
    profile: Profile,
) -> Iterator[_Told]:
    passage = passages[at]
    subjects = list(marked)
    for figure in figures:
        bare = _member(passage, figure, subjects, profile) or _bare(passage, figure, profile)
        if bare is not None:
            subjects.append(bare)
        before = [s for s in subjects if s.end <= figure.number.start]
        subject = max(before, key=lambda s: s.end, default=None)
        if subject is None or not subject.code or not _belongs(passage, figure, subject):
            continue
        money, group = _money(passages, at, subject.start)
        measure = "outturn" if figure.role == "amount" else budget_kind(figure.head)
        what = "预算" if measure != "outturn" else "" if subject.name.endswith("支出") else "支出"
        shown = f"{subject.name}{what}{figure.printed.text}{figure.printed.unit.printed}"
        year = figure.year or profile.year or 0
        own = replace(operand(passage, figure), shown=shown)
        yield _Told(Fact("", measure, year, subject.code, own, "text"), subject.code, money, group)


def _belongs(passage: Passage, figure: Figure, subject: _Subject) -> bool:
    """Is the figure the first of its role behind the subject, with nothing but plain words in front of it?"""
    start = max(figure.clause.start, subject.end)
    between = [f for f in passage.figures if subject.end <= f.number.start < figure.number.start]
    if any(f.role != "budget" or f.role == figure.role for f in between):
        return False
    return _PLAIN.fullmatch("".join(passage.text[start : figure.number.start].split())) is not None


def _bare(passage: Passage, figure: Figure, profile: Profile) -> _Subject | None:
    """The class, or the economic subject, whose name alone stands before a figure."""
    named = _name(passage, figure)
    if named is None:
        return None
    code = class_code(named.name) if named.name.endswith("支出") else ""
    code = code or _economic(named.name, profile.year)
    return changed(named, code=code) if code else None


def _member(
    passage: Passage, figure: Figure, subjects: Sequence[_Subject], profile: Profile
) -> _Subject | None:
    """“社会保障和就业支出A万元。其中：死亡抚恤B万元”: the one item or section of the class that is called so."""
    above = [s for s in subjects if len(s.code) == 3 and s.code[0] != "3" and s.end <= figure.number.start]
    of = max(above, key=lambda s: s.end, default=None)
    named = _name(passage, figure) if of and "其中" in passage.text[of.end : figure.number.start] else None
    if of is None or named is None:
        return None
    codes = {s.code for s in functional(profile.year).stemmed(named.name) if s.code.startswith(of.code)}
    codes.discard(of.code)
    if named.name == _REMAINDER:
        return named
    return changed(named, code=codes.pop()) if len(codes) == 1 else None


def _name(passage: Passage, figure: Figure) -> _Subject | None:
    """The name that alone stands before a figure, as a subject without a code."""
    words = passage.text[figure.clause.start : figure.number.start]
    lead = _LEADING.match(words)
    begin = figure.clause.start + (lead.end() if lead else 0)
    found = _NAMED.fullmatch(passage.text[begin : figure.number.start])
    if found is None:
        return None
    name = found["name"].strip()
    whole = name if name.endswith("支出") or not found["rest"].startswith("支出") else f"{name}支出"
    return _Subject("", whole, begin, begin + found.end("name"))


def _economic(name: str, year: int | None) -> str:
    found = [s.code for s in department(year).stemmed(name) if not s.code.startswith(("309", "311"))]
    return found[0] if len(found) == 1 else ""


def _money(passages: Sequence[Passage], at: int, begin: int) -> tuple[str, tuple[int, str]]:
    """What money a passage speaks of (its own words, those a list opens with, headings), and its list."""
    passage = passages[at]
    own = _said(passage.text[:begin])
    opening = _opening(passages, at)
    block = passages[opening].block if opening is not None else -1
    group = (block, passage.context.path.rpartition("/")[0] if passage.numbering else passage.context.path)
    said = [(own, (passage.block, ""))]
    said += [(_said(passages[opening].text), group)] if opening is not None else []
    said += [(_said(title), group) for title in reversed(passage.context.path.split("/"))]
    # 支出决算 says nothing of the money where a heading above does.
    sure = next(((money, of) for money, of in said if money not in ("", "any")), None)
    if sure is not None:
        return sure
    return "expenditure" if any(money for money, _ in said) else "", group


def _said(text: str) -> str:
    found = _MONEY.search(_COMPARED.sub("", text))
    return (found.lastgroup or "") if found else ""


def _opening(passages: Sequence[Passage], at: int) -> int | None:
    """The passage that opens the list a passage is an item of: the next one above of a higher number."""
    level = passages[at].numbering
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        above = passages[i]
        if above.level:
            return None
        if level and above.numbering == level:
            continue
        if (above.numbering and above.numbering < level) or above.text.rstrip().endswith(("：", ":")):
            return i
        if not level:
            return None
    return None


def _of_balance(passage: Passage, figure: Figure, profile: Profile) -> Iterator[Fact]:
    """“年末一般公共预算财政拨款结转和结余…”: the opening or closing balance of one fund."""
    found = _BALANCE.fullmatch("".join(figure.head.split()))
    when = (found["when"] or found["later"]) if found else None
    if found is None or when is None or figure.role != "amount":
        return
    end = "closing" if when in ("年末", "期末") else "opening"
    year = figure.year or profile.year or 0
    yield Fact(f"{_MONIES[found['money']]}.{end}", "outturn", year, "", operand(passage, figure), "text")


def _of_occasion(passage: Passage, figure: Figure, profile: Profile) -> Iterator[Fact]:
    """“培训费支出…” in the chapter on the three public expenses: what that form prints beside them."""
    found = _OCCASION.fullmatch("".join(figure.head.split()))
    if found is None or "三公" not in fold(passage.context.path):
        return
    measure = "outturn" if figure.role == "amount" else budget_kind(figure.head)
    year = figure.year or profile.year or 0
    yield Fact(_OCCASIONS[found["what"]], measure, year, "", operand(passage, figure), "text")


Known = Mapping[tuple[str, str, str], Sequence[Fact]]


def _printed(tables: Sequence[Fact]) -> Known:
    known: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in tables:
        if fact.scope and fact.concept.endswith(".item"):
            known.setdefault((fact.concept, fact.scope, fact.measure), []).append(fact)
    return known


def _leads(passages: Sequence[Passage]) -> dict[int, list[Operand]]:
    """The figures of the paragraphs on basic expenditure, by block: totals of what is listed behind them."""
    return {
        p.block: [operand(p, f) for f in p.figures if _usable(f)]
        for p in passages
        if "一般公共预算" in p.context.path and "基本支出" in p.context.path
    }


def _settled(told: Sequence[_Told], known: Known, leads: Mapping[int, list[Operand]]) -> Iterator[Fact]:
    """The facts with their concepts: list by list, the money the words name unless the tables know better."""
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for t in told:
        groups.setdefault((t.group, t.money, t.code[:1] == "3"), []).append(t)
    for (_, money, economic), members in groups.items():
        if economic and not any(concept == "economic.item" for concept, _, _ in known):
            yield from _added_up(members, leads)
            continue
        concept = _economic_concept(members, known) if economic else _concept(str(money), members, known)
        part = not economic and _part_of(str(money), concept)
        if concept:
            yield from (
                replace(t.fact, concept=concept) for t in members if not (part and _less(t, concept, known))
            )


def _part_of(money: str, concept: str) -> bool:
    """Is the money the words name only a part of what the table counts?"""
    whole = concept.removesuffix(".item")
    return money in _PARTS and whole in _WHOLES and money != whole


def _less(told: _Told, concept: str, known: Known) -> bool:
    """Is a figure below that of the table? A part may be."""
    printed = known.get((concept, told.code, told.fact.measure), ())
    return any(told.fact.operand.interval.high < f.operand.interval.low for f in printed)


def _economic_concept(members: Sequence[_Told], known: Known) -> str:
    """Names of economic subjects are everyday words: only a list that is the table's is taken for it."""
    agreeing = _agreeing("economic.item", members, known)
    return "economic.item" if agreeing >= PROOF and agreeing * 3 >= len(members) * 2 else ""


def _added_up(members: Sequence[_Told], leads: Mapping[int, list[Operand]]) -> Iterator[Fact]:
    """Without a table to compare with, a list of economic subjects is taken for what its total says it is."""
    blocks: dict[int, list[_Told]] = {}
    for t in members:
        blocks.setdefault(t.fact.operand.number.block, []).append(t)
    for block, listed in blocks.items():
        first = min(t.fact.operand.number.start for t in listed)
        totals = [lead.interval for lead in leads.get(block, ()) if lead.number.start < first]
        parts = [t.fact.operand.interval for t in listed]
        if totals and len(parts) >= PROOF and sum(parts[1:], parts[0]).meets(totals[-1]):
            yield from (replace(t.fact, concept="economic.item") for t in listed)


def _concept(money: str, members: Sequence[_Told], known: Known) -> str:
    said = f"{money}.item" if money else ""
    there = sum((said, t.code, t.fact.measure) in known for t in members)
    if said and there and (_agreeing(said, members, known) * 2 >= there or there == 1):
        return said
    scores = {
        concept: _agreeing(concept, members, known)
        for concept in ("general.item", "expenditure.item", "appropriation.item", "fund.item", "capital.item")
    }
    best = max(scores, key=lambda concept: scores[concept])
    if scores[best] >= PROOF and scores[best] * 3 >= len(members) * 2:
        return best
    return said if not known and money in ("general", "fund", "capital") else ""


def _agreeing(concept: str, members: Sequence[_Told], known: Known) -> int:
    return sum(
        any(
            t.fact.operand.interval.meets(f.operand.interval)
            for f in known.get((concept, t.code, t.fact.measure), ())
        )
        for t in members
    )
