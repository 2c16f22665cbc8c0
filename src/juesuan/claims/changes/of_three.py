"""The changes of the three expenses (出国、公车、接待) against the change of their sum, wherever they are told.

The sum is told in the paragraph that opens the chapter, the three in items behind it, each with its change or as unchanged.
The form leaves no fourth, so that once all three are told, against the same base, their changes make the change of the sum.
Where the change of one is not told, the others must not exceed the sum by one of them: then the sum was copied from a part.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from juesuan.claims.changes.bases import base_or_last_year
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import concept_of

_WHOLE = "three.total"
_CAR = "three.car"
_CARS = ("three.car-purchase", "three.car-running")
_PARTS = ("three.abroad", _CAR, "three.reception")
_CHEAP = re.compile(r"三公|出国|公务用?车|公车|接待")
_FLAT = re.compile(
    r"[与和同较比][^，。；;]{1,16}?(?:相比)?[，,]?(?:持平|无(?:增减)?变化|没有变化|无增减|不变|相同)"
)
#: So many paragraphs behind the sum the last of the three may stand.
_NEAR = 14
_Told = dict[str, tuple[int, Passage, Figure | None]]


def changes_of_three(passages: Sequence[Passage], read: Container[Span] = frozenset()) -> Iterator[Claim]:
    """The claims that the changes of the three expenses make up the change of their sum, where it was not ``read`` yet."""
    told: dict[str, _Told] = {"prior": {}, "budget": {}}
    for at, passage in enumerate(passages):
        if not _CHEAP.search(passage.text):
            continue
        for i in range(len(passage.figures)):
            for code, base, change in _said(passage, i):
                row = told[base]
                if code == _WHOLE:
                    yield from _claim(row, read)
                    row.clear()
                if code == _WHOLE or (_WHOLE in row and at - row[_WHOLE][0] <= _NEAR):
                    row.setdefault(code, (at, passage, change))
    for row in told.values():
        yield from _claim(row, read)


def _said(passage: Passage, i: int) -> Iterator[tuple[str, str, Figure | None]]:
    """The concept, the base and the amount of the change that a figure tells; no amount where nothing changed."""
    f = passage.figures[i]
    if f.printed.unit.base != "元" or f.printed.about or f.depth:
        return
    if f.role == "change":
        base = base_or_last_year(passage, i)
        if base and (code := _changed(passage, i)):
            yield code, base, f
    elif f.role == "amount" and "三公" not in f.head:
        own = concept_of(f.head, passage.context.path)
        if own is not None:
            for m in _FLAT.finditer(passage.text, f.number.end, _until(passage, i)):
                yield own[0].code, "budget" if "预算" in m[0] else "prior", None


def _changed(passage: Passage, i: int) -> str:
    """The concept that changed: named beside the change, by the amount before it, or by what its clause began with."""
    f = passage.figures[i]
    own = concept_of(f.head, passage.context.path)
    before = next((g for g in passage.figures[:i][::-1] if not g.depth and g.role != "completion"), None)
    if own is None and before is not None and before.sentence == f.sentence:
        if before.role == "amount":
            own = concept_of(before.head, passage.context.path)
        elif before.role in ("change", "growth"):
            # “公务接待费较上年减少A，下降r，较年初预算数减少B”: the clause goes on about what it named
            said = next(s for s in passage.sentences if s.index == f.sentence)
            own = concept_of(re.split(r"[；;]|其中", passage.text[said.start : f.number.start])[-1])
    return own[0].code if own is not None else ""


def _until(passage: Passage, i: int) -> int:
    """Where the words on the amount ``i`` end: at the next amount, or the end of the paragraph."""
    following = (g.number.start for g in passage.figures[i + 1 :] if g.printed.unit.base == "元")
    return next(following, len(passage.text))


def _claim(row: _Told, read: Container[Span]) -> Iterator[Claim]:
    """The claim of one telling of the sum and the three, if each of them was told."""
    whole = row.get(_WHOLE)
    if whole is None or whole[2] is None or whole[2].number in read:
        return
    codes = [c for code in _PARTS for c in (_CARS if code == _CAR and _CAR not in row else (code,))]
    changed = [(row[c][1], f) for c in codes if c in row and (f := row[c][2]) is not None]
    missing = [c for c in codes if c not in row]
    total = whole[2]
    way: tuple[Operand, ...] = (
        operand(whole[1], total, "变动额", -total.sign),
        *(operand(p, f, "分项变动", f.sign) for p, f in changed),
    )
    if not changed or (missing and not _copied(total, [f for _, f in changed])):
        return
    yield Claim(
        Kind.SUM,
        "parts-sum",
        Relation.LINEAR,
        way,
        "“三公”经费的变动额 = 因公出国（境）费、公务用车购置及运行维护费、公务接待费各自增减额之和",
        f"changes-of-three:{whole[1].context.title}:{whole[1].lead}",
        Certainty.LIKELY if missing else Certainty.CERTAIN,
    )


def _copied(total: Figure, parts: Sequence[Figure]) -> bool:
    """Is the change of the sum to the letter that of one part, although another part changed too?"""
    same = [f for f in parts if f.printed.value == total.printed.value and f.sign == total.sign]
    others = [f for f in parts if f not in same[:1] and f.printed.value]
    return len(parts) == 2 and bool(same and others) and bool(total.printed.value)
