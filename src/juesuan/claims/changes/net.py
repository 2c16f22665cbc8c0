"""Changes that make a change: “人员经费增支36.20万元，公用经费减支8.40万元，两项相抵净增27.80万元”.

Each change counts with the way its word points; what is said to be their balance must be their sum. Behind 其中 the
list may be open, so that only a sum that cannot be, or one that a slip of the hand explains, is told; but where the form
says what the parts of a whole are and each of them is told, the whole changed by what they changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.claims.changes.bases import base_of
from juesuan.claims.changes.subjects import subjects_of
from juesuan.claims.evaluate import solve
from juesuan.claims.lists.adding import slip
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.taxonomy.vocabulary import concept_of, concepts, identities, squeeze

_NET = re.compile(
    r"相抵|(?:[两三四五]项|增减|收支)(?:因素|合计|共|相加|合并)|(?:上述|以上)[^，。；]{0,8}(?:合计|共)"
)


def net_changes(passage: Passage) -> Iterator[Claim]:
    """The claims of changes that are told with their balance, before or behind them."""
    by_form = list(_changes_of_parts(passage))
    yield from by_form
    taken = {c.operands[0].number for c in by_form}
    yield from (c for c in _balanced(passage) if c.operands[0].number not in taken)


def _balanced(passage: Passage) -> Iterator[Claim]:
    """The claims of each sentence by its own words."""
    changed = [f for f in passage.figures if f.role == "change" and not f.depth and not f.printed.about]
    if len(changed) < 3:
        return
    for sentence in passage.sentences:
        here = [f for f in changed if f.sentence == sentence.index]
        if len(here) < 3 or len({f.printed.unit.base for f in here}) > 1:
            continue
        at = next((k for k, f in enumerate(here) if _NET.search(f.before)), 0)
        if at >= 2:
            yield from _claim(passage, here[at], here[:at], certain=True)
        elif "其中" in here[1].before and not any("其中" in f.before for f in here[2:]):
            yield from _claim(passage, here[0], here[1:], certain=False)


def _claim(passage: Passage, whole: Figure, parts: Sequence[Figure], certain: bool) -> Iterator[Claim]:
    way: tuple[Operand, ...] = (
        operand(passage, whole, "变动额", -1, sign=whole.sign),
        *(operand(passage, f, "分项变动", 1, sign=f.sign) for f in parts),
    )
    expected = solve(Relation.LINEAR, way, 0)
    if expected is None:
        return
    held = way[0].interval.meets(expected)
    if held or certain or slip(way[0].interval, expected):
        yield Claim(
            Kind.SUM,
            "parts-sum",
            Relation.LINEAR,
            way,
            "变动额 = 各项增减额之和（增加为正、减少为负）",
            f"net-change:{passage.context.title}:{passage.lead}",
            Certainty.CERTAIN if certain or held else Certainty.LIKELY,
        )


#: What is said of a part that did not change.
_FLAT = r"[^，。；\d]{0,16}[，,]?[^，。；]{0,14}(?:持平|无(?:增减)?变化|没有变化|无增减|不变|相同)"


def _changes_of_parts(passage: Passage) -> Iterator[Claim]:
    """“三公”经费减少A，其中出国费持平，公务用车费减少B，公务接待费增加C: − B + C = − A, against one base."""
    figures = passage.figures
    told: dict[tuple[str, str], Figure] = {}
    for i, f in enumerate(figures):
        if f.role == "change" and f.printed.unit.base == "元" and not f.printed.about:
            code, base = _changed(passage, i), base_of(passage, figures, i)
            if code and base:
                told.setdefault((code, base), f)
    for identity in identities() if len(told) > 2 else ():
        whole, *parts = identity.codes
        for base in ("prior", "budget"):
            own = [told.get((code, base)) for code in parts]
            total = told.get((whole, base))
            if not identity.complete or total is None or sum(f is not None for f in own) < 2:
                continue
            missing = [code for code, f in zip(parts, own, strict=True) if f is None]
            if all(_stays(passage, code, total) for code in missing):
                members = [f for f in own if f is not None]
                if all(f.number.start > total.number.start for f in members):
                    yield from _claim(passage, total, members, certain=True)


def _changed(passage: Passage, i: int) -> str:
    """The concept whose change the figure ``i`` tells: by its own words, or those of the amount it is of."""
    figures = passage.figures
    own = concept_of(figures[i].head, passage.context.path)
    if own is not None:
        return own[0].code
    subjects = subjects_of(passage, figures, i, base_of(passage, figures, i))
    if subjects and subjects[0].sentence == figures[i].sentence:
        named = concept_of(subjects[0].head, passage.context.path)
    else:
        # “公务接待费较上年减少A，较年初预算数减少B”: no amount, but the clause goes on about what it named
        said = next(s for s in passage.sentences if s.index == figures[i].sentence)
        clause = re.split(r"[；;]", passage.text[said.start : figures[i].number.start])[-1]
        named = concept_of(clause, passage.context.path)
    return named[0].code if named is not None else ""


def _stays(passage: Passage, code: str, total: Figure) -> bool:
    """Is a part said to be as it was, behind the whole's change?"""
    text = squeeze(passage.text[total.number.end :])
    return any(re.search(re.escape(squeeze(name)) + _FLAT, text) for name in concepts()[code].names)
