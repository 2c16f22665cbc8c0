"""What must hold because two places of a report state one fact, or facts that the form ties together.

One fact is usually printed many times (sections, copies, tables, annexes). All prints of a fact must be possible
together; a part may not exceed its whole; the identities of the form hold among facts wherever they are printed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.claims.facts import Lookup
from juesuan.claims.funds import GENERAL, widest
from juesuan.claims.model import Certainty, Claim, Fact, Kind, Operand, Relation
from juesuan.taxonomy.titles import title_of
from juesuan.taxonomy.vocabulary import Identity, concepts, identities, orders


def same_facts(facts: Sequence[Fact]) -> Iterator[Claim]:
    """Every print of a fact against the print most places agree on."""
    groups: dict[tuple[str, str, int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.measure in ("outturn", "initial-budget", "adjusted-budget", "budget", "count"):
            groups[fact.concept, fact.measure, fact.year, fact.scope].append(fact)
    elsewhere = _elsewhere(facts)
    for (concept, measure, year, scope), group in groups.items():
        if len(group) < 2:
            continue
        reference = _reference(group)
        for fact in group:
            if (
                fact.source == "derived"
                and reference.source == "derived"
                and fact.operand.number == reference.operand.number
            ):
                continue
            other = _taken_for(fact, elsewhere) or _taken_for(reference, elsewhere)
            if other and not fact.operand.interval.meets(reference.operand.interval):
                continue
            if fact is not reference and not (fact.source == reference.source == "table"):
                yield _same(fact, reference, f"{concept}:{measure}:{year}:{scope}")


#: What a concept is printed with, under which measures, funds and scopes.
_Prints = dict[tuple[str, int, Decimal], set[tuple[str, str, str]]]


def _family(concept: str) -> str:
    return widest().get(concept, concept)


def _elsewhere(facts: Sequence[Fact]) -> _Prints:
    prints: _Prints = defaultdict(set)
    for f in facts:
        prints[_family(f.concept), f.year, f.operand.interval.middle].add((f.concept, f.measure, f.scope))
    return prints


def _taken_for(fact: Fact, elsewhere: _Prints) -> bool:
    """Is a bare name (基本支出A万元) with an amount that the report prints for another measure or fund of it?

    Nothing but the place of such a figure says what it measures; where it equals another print, it is that one.
    """
    value = fact.operand.interval.middle
    if fact.told or not value:
        return False
    others = elsewhere[_family(fact.concept), fact.year, value]
    return any(o != (fact.concept, fact.measure, fact.scope) for o in others)


def _reference(group: list[Fact]) -> Fact:
    votes = Counter(f.operand.interval.middle for f in group)
    best = max(votes.values())
    candidates = [f for f in group if votes[f.operand.interval.middle] == best]
    tables = (f for f in candidates if f.source == "table")
    told = (f for f in candidates if f.source == "text" and f.told)
    return next(tables, None) or next(told, candidates[0])


def _words(o: Operand) -> str:
    """The words a print stands in, without its digits: tells two prints of one fact apart."""
    return re.sub(r"[\d\W]+", "", o.shown)[-20:]


def _same(fact: Fact, reference: Fact, key: str) -> Claim:
    a, b = fact.operand, reference.operand
    title = (
        concepts()[fact.concept].title
        if fact.concept in concepts()
        else title_of(fact.concept) or fact.concept
    )
    pair = (
        a.playing("此处", Decimal(1)),
        b.playing("别处", Decimal(-1)),
    )
    guessed = not (fact.told and reference.told) and fact.concept in GENERAL
    kind, check = Kind.REPEAT, "same-fact"
    # A name that each fund has of its own, where nothing says which is meant: a person must look.
    certainty = Certainty.LIKELY if guessed else Certainty.CERTAIN
    if a.printed and b.printed and not a.interval.meets(b.interval):
        ratio = a.interval.middle / b.interval.middle if b.interval.middle else Decimal(0)
        if ratio in (Decimal(10000), 1 / Decimal(10000)):
            kind, check = Kind.UNIT, "unit-slip"
    elif (
        "derived" not in (fact.source, reference.source)
        and a.printed
        and b.printed
        and a.printed.half == b.printed.half
        and a.printed.base != b.printed.base
    ):
        # One true value prints one way: the same decimals must show the same digits.
        check = "same-fact-tail"
        pair = (pair[0].exact(), pair[1].exact())
    return Claim(
        kind,
        check,
        Relation.LINEAR,
        pair,
        f"同一个数“{title}”在各处应当一致",
        f"{check}:{key}:{_words(a)}",
        certainty,
    )


def within_whole(facts: Sequence[Fact], year: int | None) -> Iterator[Claim]:
    """A part printed larger than its whole, wherever the two stand."""
    lookup = Lookup(facts, year)
    for part, whole in orders():
        for a in lookup.operands(part)[:1]:
            for b in lookup.operands(whole)[:1]:
                yield Claim(
                    Kind.BALANCE,
                    "part-within-whole",
                    Relation.AT_MOST,
                    (replace(a, role="部分"), replace(b, role="整体")),
                    f"{concepts()[part].title}是{concepts()[whole].title}的一部分，不应大于它",
                    f"within:{part}:{whole}",
                )
    for fact in facts:
        if (
            fact.scope.startswith("project:")
            and fact.concept in ("opening", "closing")
            and fact.measure == "outturn"
        ):
            for b in lookup.operands(fact.concept)[:1]:
                yield Claim(
                    Kind.BALANCE,
                    "project-within-department",
                    Relation.AT_MOST,
                    (replace(fact.operand, role="项目"), replace(b, role="部门")),
                    "一个项目的结转资金不应大于整个部门的结转和结余",
                    f"project-{fact.concept}:{fact.scope}",
                )


def _other_part(identity: Identity, lookup: Lookup) -> bool:
    """Is a part of the identity's whole printed that the identity leaves out (经营支出 beside 基本、项目支出)?"""
    known = concepts()
    parts = known[identity.codes[0]].parts if identity.codes[0] in known else ()
    return any(
        o.interval.middle for code in parts if code not in identity.codes for o in lookup.operands(code)
    )


def balances(facts: Sequence[Fact], year: int | None) -> Iterator[Claim]:
    """The identities of the form among facts of the narrative: all their figures must be printed somewhere."""
    lookup = Lookup([f for f in facts if f.source == "text"], year)
    anywhere = Lookup(facts, year)
    for identity in identities():
        terms = _terms(identity, lookup, "outturn")
        if not terms or _other_part(identity, lookup):
            continue
        more = [(w, anywhere.operands(code), code) for code, w in identity.optional]
        terms += [(w, found, code) for w, found, code in more if found and found[0].interval.middle]
        yield _balance(identity, terms, "")
    for measure in _PLANNED:
        for identity in identities():
            # what the form splits up without a remainder is planned so too
            terms = _terms(identity, lookup, measure) if identity.complete else []
            if terms and all(len(found) == 1 for _, found, _ in terms):
                yield _balance(identity, terms, measure)


_PLANNED = ("initial-budget", "adjusted-budget", "budget")
_Terms = list[tuple[int, list[Operand], str]]


def _terms(identity: Identity, lookup: Lookup, measure: str) -> _Terms:
    """The prints of each concept of an identity; none if one of them is not printed."""
    terms = [
        (w, lookup.operands(code, measure), code)
        for code, w in zip(identity.codes, identity.weights, strict=True)
    ]
    return terms if all(found for _, found, _ in terms) else []


def _balance(identity: Identity, terms: _Terms, measure: str) -> Claim:
    operands = tuple(
        replace(found[0], role=concepts()[code].title if code in concepts() else code, weight=Decimal(w))
        for w, found, code in terms
    )
    return Claim(
        Kind.BALANCE,
        "text-balance",
        Relation.LINEAR,
        operands,
        f"{identity.words}（预算数）" if measure else identity.words,
        f"balance:{identity.codes[0]}:{identity.words}{measure and ':' + measure}",
        Certainty.CERTAIN if identity.complete else Certainty.GUESS if identity.guess else Certainty.LIKELY,
    )
