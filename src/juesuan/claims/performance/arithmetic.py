"""Arithmetic that a report prints itself: “1,269元（132.77万元÷1,046人次）”, “10分×97.5%=9.75分”.

Nothing has to be understood here but the signs: a chain of figures joined by ÷, × or ＋, and the figure it is said to
give, which stands before the bracket or beyond the sign of equality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.claims.model import Claim, Kind, Operand, Relation
from juesuan.claims.performance.claims import CERTAIN, LIKELY, over, product, summed
from juesuan.claims.performance.figures import Quantity, operand, quantities
from juesuan.claims.performance.rows import Box

_LABEL = r"[\u4e00-\u9fff“”]{0,12}"
_JOIN = re.compile(rf"{_LABEL}(?P<sign>[÷×＋+]){_LABEL}")
_EQUALS = re.compile(rf"[=＝](?:约|约为)?{_LABEL}")
_BRACKET = re.compile(rf"[（(](?:即|按)?{_LABEL}[=＝:：]?{_LABEL}")
_SIGNS = re.compile(r"[÷×＋+]")
#: What around a chain shows that it is only a piece of a longer expression.
_MORE = frozenset("÷×＋+*/／-－−)）(（")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Figures ``first`` to ``last`` joined by ``signs``."""

    first: int
    last: int
    signs: str


def arithmetic_claims(texts: Sequence[Box]) -> Iterator[Claim]:
    """Every printed calculation of paragraphs and long cells."""
    for box in texts:
        if not _SIGNS.search(box.text):
            continue
        found = quantities(box.text)
        for chain in _chains(box.text, found):
            result = _result(box.text, found, chain)
            if result is not None:
                yield from _claim(
                    box, result, [found[i] for i in range(chain.first, chain.last + 1)], chain.signs
                )


def _chains(text: str, found: Sequence[Quantity]) -> Iterator[_Chain]:
    i = 0
    while i < len(found) - 1:
        j, signs = i, ""
        while j + 1 < len(found):
            m = _JOIN.fullmatch(text, found[j].end, found[j + 1].start)
            if m is None:
                break
            signs += m["sign"].replace("+", "＋")
            j += 1
        if len(set(signs)) == 1 or signs == "÷×":
            yield _Chain(i, j, signs)
        i = max(j, i + 1)


def _result(text: str, found: Sequence[Quantity], chain: _Chain) -> Quantity | None:
    """The figure a chain is said to give."""
    begin, end = found[chain.first].start, found[chain.last].end
    beyond = found[chain.last + 1] if chain.last + 1 < len(found) else None
    lead = re.search(rf"{_LABEL}$", text[max(0, begin - 13) : begin])
    before = text[begin - len(lead.group()) - 1 : begin - len(lead.group())] if lead is not None else ""
    if beyond is not None and _EQUALS.fullmatch(text, end, beyond.start):
        whole = text[beyond.end : beyond.end + 1]
        return beyond if before not in _MORE - {"（", "("} and whole not in _MORE - {"）", ")"} else None
    previous = found[chain.first - 1] if chain.first else None
    if previous is None:
        return None
    between = text[previous.end : begin]
    if _BRACKET.fullmatch(between) and text[end : end + 1] in ("）", ")"):
        return previous
    after = text[end : end + 1]
    return previous if _EQUALS.fullmatch(between) and after not in _MORE and after not in "=＝" else None


def _claim(box: Box, result: Quantity, parts: list[Quantity], signs: str) -> Iterator[Claim]:
    if any(q.printed.about or q.sign not in ("", "=") for q in (result, *parts)):
        return
    said = operand(box, result, "", exact=result.printed.unit.kind == "count" and not result.printed.decimals)
    terms = [_term(box, q) for q in parts]
    formula, key = box.text[parts[0].start : parts[-1].end], box.text[: result.start][-12:]
    if signs.endswith("×") and signs != "×" * len(signs):  # a÷b×100%
        if parts[-1].printed.base != 1 or parts[-1].printed.unit.kind != "ratio":
            return
        parts, terms, signs = parts[:-1], terms[:-1], signs[:-1]
    kinds = [q.printed.unit.kind for q in parts]
    check, told = "printed-arithmetic", f"算式{formula}"
    if set(signs) == {"＋"}:
        if {q.printed.unit.base for q in (result, *parts)} == {result.printed.unit.base}:
            yield Claim(Kind.SUM, check, Relation.LINEAR, summed(said, terms), told, key, CERTAIN)
    elif set(signs) == {"×"}:
        if _multiplies(result.printed.unit.kind, kinds):
            yield product(Kind.SUM, check, said, terms, told, key, CERTAIN)
    elif signs == "÷" and terms[1].interval.low > 0 and _divides(result, parts):
        yield Claim(
            Kind.SHARE,
            check,
            Relation.RATIO,
            (said, over(terms[0], 1, 0), over(terms[1], 0, 1)),
            told,
            key,
            LIKELY if result.printed.unit.kind == "none" else CERTAIN,
        )


def _term(box: Box, q: Quantity) -> Operand:
    """Counts and points are exact; money and rates are rounded."""
    exact = q.printed.unit.kind in ("count", "score", "none") and q.printed.unit.scale == 1
    return operand(box, q, "", exact=exact and not (q.printed.unit.kind == "none" and q.printed.decimals))


def _multiplies(result: str, kinds: Sequence[str]) -> bool:
    """Money times counts is money, points times a rate are points, counts times counts are counts."""
    main = [k for k in kinds if k not in ("ratio", "none")]
    if result == "money":
        return main.count("money") == 1 and "score" not in main
    if result == "score":
        return main == ["score"]
    return result == "count" and bool(main) and set(main) == {"count"}


def _divides(result: Quantity, parts: Sequence[Quantity]) -> bool:
    """Money over a count is money; like over like is a rate, or a bare number."""
    top, bottom = (q.printed.unit for q in parts)
    kind = result.printed.unit.kind
    if kind == "money":
        return top.kind == "money" and bottom.kind in ("count", "none")
    alike = top.kind == bottom.kind and top.kind in ("money", "count", "score", "none")
    return alike and (kind == "ratio" or (kind == "none" and top.kind != "none"))
