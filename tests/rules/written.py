"""Reports written as plain text for the tests of the checks on words, and how to run one check."""

from __future__ import annotations

from juesuan.claims.model import Profile, Report
from juesuan.documents.plain import read_plain
from juesuan.rules.model import Breach
from juesuan.rules.registry import checks

NAME = "清河县人力资源和社会保障局"


def written(text: str, year: int | None = 2023, entity: str = NAME, kind: str = "accounts") -> Report:
    """A report of the given text; its profile is given, so that a test depends on nothing but the check."""
    document = read_plain(text.encode(), "报告.txt", "0" * 64)
    return Report(document, Profile(kind=kind, entity=entity, year=year))


def found(check: str, text: str, **profile: object) -> list[Breach]:
    """What a check says about a text."""
    return list(checks()[check](written(text, **profile)))  # type: ignore[arg-type]


def quotes(check: str, text: str, **profile: object) -> list[str]:
    """The words each breach points at first."""
    report = written(text, **profile)  # type: ignore[arg-type]
    places = [b.marks[0].place or report.document.place(b.marks[0].span) for b in checks()[check](report)]
    return [p.quote for p in places]
