"""Stocks and flows told in one sentence: what was there, what came in, what went out, what is left.

“年初在岗130人，年内离职18人、新补充14人，年末在岗126人” closes like a fund does: the words of each clause say which of
the four it is, whatever is counted. A clause that says none of them ends the reading, so that nothing is taken for a
flow that may be something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.amounts import Interval, Printed
from juesuan.amounts.slips import before_slip, other_unit
from juesuan.claims.evaluate import evaluate, solve
from juesuan.claims.lists.sums import begins_list, list_end
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.stocks.words import (
    BALANCE,
    CHEAP,
    NO_NOUN,
    OWED,
    SPENT_ON,
    TOTAL,
    WEARS,
    at_the_end,
    counted_as,
    of_the_stock,
    opens_move,
    part_of,
    spends,
    words_of,
    year_end,
)
from juesuan.taxonomy.vocabulary import squeeze

_FUND = "年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余"
_STOCK = "年初数 + 本年增加 − 本年减少 = 年末数"

#: The figures of a sentence with the part each plays, and the figures by part.
_Told = list[tuple[Figure, str]]
_Parts = dict[str, list[Figure]]


def stocks(passage: Passage) -> Iterator[Claim]:
    """The balance claim of each sentence that states an opening, flows and a closing of one thing."""
    if not CHEAP.search(passage.text):
        return
    for sentence in passage.sentences:
        if not CHEAP.search(sentence.text):
            continue
        here = [f for f in passage.figures if f.sentence == sentence.index]
        following = [f for f in passage.figures if f.sentence == sentence.index + 1]
        for series in _series(here):
            claims = list(_closes(passage, series))
            if not claims and following and not _ends(series):
                unit = counted_as(series[0][0])
                more = [(f, part_of(f)) for f in _outside(following) if counted_as(f) == unit]
                if _ends(more) and all(part != "opening" for _, part in more):
                    claims = list(_closes(passage, [*series, *more]))
            yield from claims


def _ends(series: _Told) -> bool:
    return any(part == "closing" for _, part in series)


def _outside(here: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence that are no part of a list in it, nor an aside in brackets."""
    inside: set[int] = set()
    for s, f in enumerate(here):
        goes_on = _USED.search(f.before) and part_of(f) in ("in", "out")
        if s and begins_list(f) and not goes_on and not TOTAL.search(here[s - 1].head):
            end = list_end(here, s, to_semicolon=True)
            stop = (k for k in range(s, end) if part_of(here[k]) in ("opening", "closing"))
            inside.update(range(s, next(stop, end)))
    return [f for k, f in enumerate(here) if k not in inside and not f.depth]


#: “本级支出A，主要用于库区建设，调出资金B”: a use that no figure splits up, and what else went out.
_USED = re.compile(r"用于[^，,；;]*[，,][^，,；;]*$")


def _series(here: Sequence[Figure]) -> Iterator[_Told]:
    """The figures of a sentence, unit by unit and opening by opening; lists of parts are left out."""
    outside = _outside(here)
    for unit in dict.fromkeys(counted_as(f) for f in outside):
        same = _told([f for f in outside if counted_as(f) == unit])
        starts = [k for k, (_, part) in enumerate(same) if part == "opening"]
        if not starts or same[0][0].printed.unit.kind not in ("money", "count"):
            continue
        if len(starts) == 1:
            yield same
        else:
            yield from (
                same[a - (k == 0 and a) : b]
                for k, (a, b) in enumerate(zip(starts, (*starts[1:], len(same)), strict=True))
            )


def _told(figures: Sequence[Figure]) -> _Told:
    """Each figure with its part; of two year-ends (“2023年末…，2024年末…”) the earlier is what was there."""
    told = [(f, part_of(f)) for f in figures]
    for k, (f, _) in enumerate(told[1:], 1):
        before = told[k - 1][0]
        if f.role == "to" and before.role == "from" and opens_move(before):
            told[k - 1 : k + 1] = [(before, "opening"), (f, "closing")]  # “由年初21个增加到24个”
    ends = [(y, k) for k, (f, part) in enumerate(told) if part == "closing" and (y := year_end(f))]
    if len({y for y, _ in ends}) == 2 == len(ends) and all(part != "opening" for _, part in told):
        first = min(ends)[1]
        told[first] = (told[first][0], "opening")
    if sum(part == "closing" and at_the_end(f) for f, part in told) == 1:
        told = [(f, "between" if part == "closing" and not at_the_end(f) else part) for f, part in told]
    return told


def _closes(passage: Passage, same: _Told) -> Iterator[Claim]:
    parts = _parts(same)
    if parts is None:
        return
    opening, closing = parts["opening"][0], parts["closing"][0]
    came, went = parts["in"], parts["out"]
    if closing.role != "to" and not _one_thing(opening, closing):
        return
    ways = [_operands(passage, opening, closing, came, went)]
    if len(came) > 1 or len(went) > 1:  # “支出A，用于B支出b”: the second may be a part of the first
        ways.append(_operands(passage, opening, closing, came[:1], went[:1]))
    if _explained(ways[0], [f for f, part in same if not part]):
        return
    certainty = _certainty(ways[0], came, went)
    if closing.role == "to" and (
        certainty is Certainty.CERTAIN
        or all(of_the_stock(f, opening) and "改" not in f.head for f in (*came, *went))
    ):
        certainty = Certainty.LIKELY
    rebuilt = any("改" in f.head for f in came)  # “新改建3个”: some of them may have been there
    if (len(ways) > 1 or rebuilt) and certainty is Certainty.CERTAIN:
        certainty = Certainty.LIKELY
    yield Claim(
        Kind.BALANCE,
        "sentence-balance",
        Relation.LINEAR,
        ways[0],
        _FUND if BALANCE.search(opening.head) else _STOCK,
        f"sentence-balance:{passage.context.title}:{squeeze(opening.label)[-8:]}",
        certainty,
        alternatives=tuple(ways[1:]),
    )


def _explained(operands: tuple[Operand, ...], others: Sequence[Figure]) -> bool:
    """“年末在建14个，2个终止”: is what is missing another figure of the sentence, whose words were not understood?"""
    expected = solve(Relation.LINEAR, operands, 0)
    stated = operands[0].interval
    if expected is None or stated.meets(expected):
        return False
    gap = abs(expected.middle - stated.middle)
    return any(abs(f.printed.base - gap) <= expected.half + stated.half for f in others)


def _parts(told: _Told) -> _Parts | None:
    """The figures by part: one opening, one closing, some flow, and nothing unknown among them."""
    found: _Parts = {"opening": [], "closing": [], "in": [], "out": [], "between": []}
    same, names = [f for f, _ in told], [part for _, part in told]
    at = names.index("opening")
    if "closing" not in names and at and not names[at - 1] and _bare(same[at]):
        names[at - 1] = "closing"  # “离退休人员63人，上年末为59人，年内新增4人”
    known = [k for k, n in enumerate(names) if n not in ("", "between")]
    for k in range(known[0], known[-1] + 1):
        if names[k]:
            found[names[k]].append(same[k])
        elif not SPENT_ON.search(same[k].head):
            return None
    first = next((k for k, f in enumerate(found["out"]) if not _PART_OF_IT.search(f.head)), 0)
    # what stands before the first whole is a part of a total that is told (“支出总计T，其中本级支出A，调出资金B”)
    found["out"] = [f for k, f in enumerate(found["out"]) if k <= first or not _PART_OF_IT.search(f.head)]
    whole = len(found["opening"]) == len(found["closing"]) == 1 and (found["in"] or found["out"])
    return found if whole and _moves(found) else None


_PART_OF_IT = re.compile(r"支出中|其中|用于")
_APART = re.compile(r"[；;、]")


def _bare(opening: Figure) -> bool:
    """An opening without a noun of its own is one of what was told right before it."""
    return not NO_NOUN.sub("", words_of(opening)) and not _APART.search(opening.before)


def _moves(found: _Parts) -> bool:
    """Income and spending move a balance of money, not the value of things; values that wear off are left alone."""
    opening, closing = found["opening"][0], found["closing"][0]
    if WEARS.search(opening.head) or WEARS.search(closing.head):
        return False
    flows = [*found["in"], *found["out"]]
    cash = opening.printed.unit.base == "元" and any(spends(f) for f in flows)
    if not cash:
        return True
    both = bool(found["in"] and found["out"])
    return both and all(BALANCE.search(f.head) and not OWED.search(f.head) for f in (opening, closing))


def _one_thing(opening: Figure, closing: Figure) -> bool:
    """Do opening and closing share a noun, or does one of them leave it to the other?"""
    a, b = (NO_NOUN.sub("", words_of(f)) for f in (opening, closing))
    return not a or not b or any(a[k : k + 2] in b for k in range(len(a) - 1)) or a in b or b in a


def _operands(
    passage: Passage, opening: Figure, closing: Figure, came: Sequence[Figure], went: Sequence[Figure]
) -> tuple[Operand, ...]:
    return (
        operand(passage, closing, "年末数", -1),
        operand(passage, opening, "年初数", 1),
        *(operand(passage, f, "增加", 1) for f in came),
        *(operand(passage, f, "减少", -1) for f in went),
    )


def _certainty(operands: tuple[Operand, ...], came: Sequence[Figure], went: Sequence[Figure]) -> Certainty:
    """Both ways told, or the one way said to be net: it must close. Else people may have left without a word."""
    if (came and went) or any("净" in f.head for f in (*came, *went)):
        return Certainty.CERTAIN
    expected = solve(Relation.LINEAR, operands, 0)
    printed = operands[0].printed
    wrong = printed is not None and expected is not None and slipped(printed, expected)
    return Certainty.LIKELY if wrong else Certainty.GUESS


def without_false_sums(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, less what reads the figures of a stock or gap another way.

    Gone are sums that guess a whole and its members in them, and the form's balance of figures that close with one
    more flow beside them (“缴回结余10万元”).
    """
    flows = [c for c in claims if c.check in ("sentence-balance", "shortfall")]
    figures = [{o.number for o in c.operands} for c in flows]
    closed = [
        numbers
        for c, numbers in zip(flows, figures, strict=True)
        if c.check == "sentence-balance" and evaluate(c).state == "held"
    ]
    for c in claims:
        own = {o.number for o in c.operands} if c.check in ("parts-sum", "text-balance") else set()
        guessed = c.check == "parts-sum" and c.certainty is not Certainty.CERTAIN
        listed = guessed and any(len(own & f) > 2 for f in figures)
        again = c.check == "text-balance" and any(own < f for f in closed)
        if not (listed or again):
            yield c


#: Of the numbers with three digits one in thirty is a slip away from another, of those with two one in five.
_ENOUGH_DIGITS = 3


def slipped(printed: Printed, expected: Interval) -> bool:
    """Is a print the expected value but for one digit, two neighbours swapped or its unit? Little is said of small counts."""
    plain = f"{abs(printed.value):.{printed.decimals}f}"
    slips = [v for v in before_slip(printed, expected) if len(v) == len(plain) and v != plain]
    if sum(c.isdigit() for c in plain) < _ENOUGH_DIGITS:
        slips = [v for v in slips if sorted(v) == sorted(plain)]
    return bool(slips or other_unit(printed, expected))
