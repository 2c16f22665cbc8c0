"""A rule, what it finds, and what became of it in one report.

Metadata is data (``catalogue/*.toml``); the check behind it is either a kind of claim (every claim whose ``check``
has that name must hold) or one small function registered with :func:`juesuan.rules.registry.check`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from juesuan.claims.evaluate import Verdict
from juesuan.claims.model import Claim, Kind
from juesuan.documents.model import Place, Span

#: What levels and kinds are called wherever a person reads them, the most serious level first.
LEVEL_TITLES = {"error": "错误", "warning": "疑点", "note": "提示"}
KIND_TITLES = {
    "sum": "合计关系",
    "share": "占比",
    "change": "增减变化",
    "completion": "完成率",
    "balance": "收支平衡",
    "repeat": "前后一致",
    "count": "数量",
    "score": "绩效评分",
    "unit": "计量单位",
    "wording": "文字表述",
    "classification": "科目分类",
    "year": "年度",
    "entity": "单位名称",
    "leftover": "残留内容",
    "missing": "内容缺失",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of the catalogue. ``code`` never changes; ``name`` completes the sentence "allow *name*"."""

    code: str
    name: str
    check: str
    title: str
    kind: Kind
    level: str
    why: str
    advice: str
    message: str = ""
    basis: str = ""
    gate: str = "none"
    status: str = "active"
    since: str = "0.1"
    version: int = 1
    scope: str = ""
    exceptions: str = ""
    bad: str = ""
    good: str = ""
    checklist: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A place a breach points at, with its role in the arithmetic (合计, 分项, 上年数 …).

    ``place`` is given where the words pointed at are not part of the text that was read (a converter's mark, a page
    number); ``span`` is then the text next to them.
    """

    span: Span
    role: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that, changed to ``restored``, would make everything agree."""

    span: Span
    restored: str


@dataclass(frozen=True, slots=True)
class Breach:
    """What a check found: the first mark is where to look first.

    ``key`` identifies it within its rule across versions of the file (labels, never values). ``level`` overrides
    the rule's level (a check that is not sure says so).
    """

    message: str
    marks: tuple[Mark, ...]
    key: str
    stated: str = ""
    expected: str = ""
    gap: str = ""
    level: str | None = None
    certainty: str = "certain"
    kind: Kind | None = None
    advice: str = ""
    suspects: tuple[Suspect, ...] = ()
    claim: Claim | None = None
    verdict: Verdict | None = None


class NotApplicable(Exception):
    """Raised by a check whose subject the report does not contain; the message says what is absent."""


class Blocked(Exception):
    """Raised by a check that could not look although it should; the message says what stood in its way."""


@dataclass(frozen=True)
class Outcome:
    """What became of one rule in one report: passed, failed, not_applicable, blocked or crashed, and why."""

    rule: Rule
    state: str
    reason: str = ""
    breaches: tuple[Breach, ...] = field(default=())
