"""Did an audit find a planted error? The same question for the tests and for the measurements.

A finding explains an error if it is of its kind (arithmetic kinds are one family: a wrong part is a wrong sum, share
and repeat at once) and points at the words in which the error stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

ARITHMETIC = frozenset(("sum", "share", "change", "completion", "balance", "repeat", "count", "score", "unit"))


def squash(text: str) -> str:
    """``text`` without white space: PDF and Word break lines where they like."""
    return re.sub(r"\s+", "", text)


def places(finding: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Where a finding points: its operands and its suspects."""
    yield from finding["places"]
    yield from (s["place"] for s in finding.get("suspects", ()) if s.get("place"))


def same_family(found: str, planted: str) -> bool:
    """Arithmetic kinds explain each other, and wording explains what a figure contradicts."""
    return found == planted or (found in ARITHMETIC and planted in ARITHMETIC)


def explains(finding: Mapping[str, Any], planted: Mapping[str, str]) -> bool:
    """Is this finding about that row of planted.json?"""
    if not same_family(finding["kind"], planted["kind"]):
        return False
    wanted = squash(planted["quote"])
    if not wanted:  # something is absent: the finding must say what
        return planted["names"] in finding["message"] + finding["title"]
    stated = squash(planted["stated"])
    for place in places(finding):
        quote = squash(place["quote"])
        if quote and (wanted in quote or (quote in wanted and (stated in quote or quote in stated))):
            return True
    return False
