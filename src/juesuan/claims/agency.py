"""机关运行经费 beside the operating part of basic expenditure: the same money, unless institutions have a share of it.

Only administrative units and institutions run like them have agency operating expenses. In a department that also
has other institutions, their operating funds are in the one figure and not in the other; it can then only be smaller.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.claims.model import Claim, Fact, Kind, Profile, Relation
from juesuan.claims.statutory.entries import as_part
from juesuan.documents.model import Document, Paragraph

#: Names of expenditure items that only institutions have; those of both (机关事业单位…) name the administration too.
_INSTITUTION = ("事业运行", "事业机构", "事业单位")
_EVERYBODY = "机关事业单位"
#: How a report says in words that it takes in institutions: by items of theirs, by the units below it.
_WITH_INSTITUTIONS = re.compile(
    r"(?<![政关])事业单位(?:离退休|医疗)|事业(?:运行|机构)|"
    r"(?P<none>[无没未0][^，。；]{0,6})?(?:下属|所属|直属|下辖)[^，。；、\d]{0,8}事业单位(?!0|[零〇])"
)


def agency_claims(document: Document, facts: Sequence[Fact], profile: Profile) -> Iterator[Claim]:
    """The agency operating expenses of a report against the operating part of its basic expenditure."""
    own = [f for f in facts if f.year == profile.year and not f.scope and f.measure == "outturn"]
    operating = [f for f in own if f.concept == "general.operating"]
    agency = [f for f in own if f.concept == "agency-operating" and f.operand.interval.middle]
    if not operating or not agency:
        return
    votes = Counter(f.operand.interval.middle for f in operating)
    other = max(operating, key=lambda f: (votes[f.operand.interval.middle], f.source == "table")).operand
    equal = all(f.operand.interval.meets(other.interval) for f in agency)
    mixed = _institutions(facts) or (not equal and _told_institutions(document))
    formula = "机关运行经费 ＝ 一般公共预算财政拨款基本支出中的公用经费"
    if mixed:
        formula = "有事业单位的部门，机关运行经费不大于一般公共预算财政拨款基本支出中的公用经费"
    for fact in agency:
        yield Claim(
            Kind.REPEAT,
            "agency-operating-is-operating",
            Relation.AT_MOST if mixed else Relation.LINEAR,
            (as_part(fact.operand, "机关运行经费"), as_part(other, "公用经费", Decimal(-1))),
            formula,
            "agency-operating",
        )


def _institutions(facts: Sequence[Fact]) -> bool:
    """Does the report print expenditure on items that only institutions have?"""
    names = (
        f.operand.shown.replace(_EVERYBODY, "")
        for f in facts
        if f.concept.endswith(".item") and len(f.scope) == 7 and f.operand.interval.high > 0
    )
    return any(word in name for name in names for word in _INSTITUTION)


def _told_institutions(document: Document) -> bool:
    """Does the report name institutions below the department, or items that only they have?"""
    texts = (
        text
        for block in document.blocks
        for text in ((block.value,) if isinstance(block, Paragraph) else (c.value for c in block.cells))
        if "事业" in text
    )
    return any(not m["none"] for text in texts for m in _WITH_INSTITUTIONS.finditer(text))
