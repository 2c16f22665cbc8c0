"""When does a rate contradict the report, if its words allow several readings? The judgement its makers share.

“占39.4%” may be a share of any whole named nearby, “人均0.45万元” a mean of any sum over any number of people. What holds
in one reading is right. What holds in none is wrong where the words leave one reading, or where one slip of the hand (a
digit, two neighbours, a unit) would make a reading hold: then the reading is the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.amounts.slips import before_slip, other_unit
from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Kind, Operand, Relation

#: A print of fewer digits is a slip away from too many values to say anything.
_TELLING = 3
#: With more readings than these some slip fits one of them by chance.
_FEW = 12


def fits(relation: Relation, way: Sequence[Operand]) -> bool:
    """Does this reading hold?"""
    expected = solve(relation, way, 0)
    return expected is not None and way[0].interval.meets(expected)


def slipped(relation: Relation, way: Sequence[Operand], *, anywhere: bool = False) -> bool:
    """Would the reading hold but for one slip in its first figure (``anywhere``: in any), or a wrong unit of money?"""
    for k, o in enumerate(way):
        restored = solve(relation, way, k) if o.printed is not None else None
        if o.printed is None or restored is None or restored.low <= 0:
            continue
        telling = len(o.printed.text.replace(",", "").replace(".", "").lstrip("0")) >= _TELLING or (
            k and anywhere
        )
        if other_unit(o.printed, restored) or (
            telling and (anywhere or not k) and before_slip(o.printed, restored)
        ):
            return True
    return False


def read_in(
    kind: Kind,
    check: str,
    relation: Relation,
    ways: Sequence[tuple[Operand, ...]],
    formula: str,
    key: str,
    *,
    sure: Certainty | None = None,
    meant: Sequence[tuple[Operand, ...]] | None = None,
    anywhere: bool = False,
) -> Iterator[Claim]:
    """The claim of a figure with several readings.

    ``sure`` is how certain it is if none holds (None: only where a slip explains it); ``meant`` are the readings from
    which a slip may have started, if not all; ``anywhere`` looks for it in every figure, not only the first.
    """
    held = next((w for w in ways if fits(relation, w)), None)
    if held is not None:
        yield Claim(kind, check, relation, held, formula, key, sure or Certainty.LIKELY)
        return
    likely = ways if meant is None else meant
    slip = (
        next((w for w in likely if slipped(relation, w, anywhere=anywhere)), None)
        if len(likely) <= _FEW
        else None
    )
    best = slip or (ways[0] if ways and sure else None)
    if best is not None:
        yield Claim(kind, check, relation, best, formula, key, sure or Certainty.LIKELY)
