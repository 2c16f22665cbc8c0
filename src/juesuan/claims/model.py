"""What a report says, as data: its profile, its printed figures, the facts they state and the claims they make.

A claim is a relation that must hold among printed figures ("these parts make this total", "this is 37.4 % of that").
Makers of claims (sentences, tables, lists, copies) only state relations; whether one holds is decided in one place,
:mod:`juesuan.claims.evaluate`, and what a broken one means is decided by the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

import msgspec

from juesuan.amounts import Interval, Printed
from juesuan.documents.model import Document, Span


class Kind(StrEnum):
    """The kind of a claim or finding, as published in the JSON contract."""

    SUM = "sum"
    SHARE = "share"
    CHANGE = "change"
    COMPLETION = "completion"
    BALANCE = "balance"
    REPEAT = "repeat"
    COUNT = "count"
    SCORE = "score"
    UNIT = "unit"
    WORDING = "wording"
    CLASSIFICATION = "classification"
    YEAR = "year"
    ENTITY = "entity"
    LEFTOVER = "leftover"
    MISSING = "missing"


class Relation(StrEnum):
    """How the operands of a claim hang together.

    * ``LINEAR``: the weighted sum of the operands is zero (``weight``).
    * ``RATIO``: operand 0 is (sum of ``top`` · operand) / (sum of ``bottom`` · operand) over the others.
    * ``PRODUCT``: operand 0 is the product of the others.
    * ``AT_MOST``: operand 0 is not larger than operand 1.
    """

    LINEAR = "linear"
    RATIO = "ratio"
    PRODUCT = "product"
    AT_MOST = "at-most"


class Certainty(StrEnum):
    """How sure the reader is that the report makes this claim (not whether it holds)."""

    CERTAIN = "certain"  # the words say so
    LIKELY = "likely"  # the usual reading; a person must look
    GUESS = "guess"  # worth a note, no more


class Operand(msgspec.Struct, frozen=True):
    """One figure in a claim. ``span`` covers the words to quote; ``number`` the number itself (for blame).

    ``shown`` is how to say it in a message (``本年收入合计558.82万元``); ``interval`` is in the base unit.
    ``weight`` serves LINEAR, ``top``/``bottom`` serve RATIO.
    """

    span: Span
    number: Span
    shown: str
    interval: Interval
    role: str = ""
    weight: Decimal = Decimal(1)
    top: int = 0
    bottom: int = 0
    printed: Printed | None = None

    def exact(self) -> Operand:
        """The operand as the one value its digits show: for prints that must be equal to the letter."""
        value = Interval.point(self.printed.base) if self.printed else self.interval
        return Operand(
            self.span,
            self.number,
            self.shown,
            value,
            self.role,
            self.weight,
            self.top,
            self.bottom,
            self.printed,
        )

    def playing(self, role: str, weight: Decimal) -> Operand:
        """The operand in another part of a linear claim."""
        return Operand(
            self.span,
            self.number,
            self.shown,
            self.interval,
            role,
            weight,
            self.top,
            self.bottom,
            self.printed,
        )


class Claim(msgspec.Struct, frozen=True):
    """A relation among printed figures. ``check`` names the rule that owns it (``share-of-base``).

    ``operands[0]`` is the figure the claim is about (the stated total, share, rate …): findings point there first
    unless blame knows better. ``formula`` says the relation in words for the message. ``key`` tells apart two claims
    of one check in one report, and stays the same when the report is edited elsewhere: concept, year and line labels,
    never a page, a value or a position.
    """

    kind: Kind
    check: str
    relation: Relation
    operands: tuple[Operand, ...]
    formula: str
    key: str
    certainty: Certainty = Certainty.CERTAIN
    level: str | None = None
    alternatives: tuple[tuple[Operand, ...], ...] = ()
    """Other bases the words allow: the claim holds if any of them makes it hold."""


class Figure(msgspec.Struct, frozen=True):
    """A printed number in its sentence: what the grammar works on.

    ``number`` spans digits and unit, ``clause`` the words to quote (from the clause's start to the unit).
    ``before`` is the text between the previous figure (or the sentence's start) and this one, ``head`` the part of it
    in the figure's own clause, ``after`` the text up to the next figure or the sentence's end. ``label`` is the noun
    phrase the figure belongs to. ``role`` is one of amount, budget, prior, change, share, growth, completion, rate,
    base, count or other. ``sign`` is -1 for a decrease. ``sentence`` numbers sentences through the whole report,
    ``depth`` counts open brackets.
    """

    number: Span
    clause: Span
    printed: Printed
    label: str
    before: str
    head: str = ""
    after: str = ""
    role: str = "other"
    sign: int = 1
    year: int | None = None
    sentence: int = 0
    depth: int = 0

    # Built directly: dataclasses.replace costs five times as much, and a report has a thousand figures.

    def read_as(self, role: str, sign: int, label: str, year: int | None) -> Figure:
        """The same figure with what its words say it is."""
        return Figure(
            self.number, self.clause, self.printed, label, self.before, self.head, self.after, role, sign, year,
            self.sentence, self.depth,
        )  # fmt: skip

    def printed_as(self, printed: Printed) -> Figure:
        """The same figure with another reading of its print (a shared unit, dropped zeros)."""
        return Figure(
            self.number, self.clause, printed, self.label, self.before, self.head, self.after, self.role, self.sign,
            self.year, self.sentence, self.depth,
        )  # fmt: skip


class Fact(msgspec.Struct, frozen=True):
    """A figure that states a known concept: the thing two places of a report must agree on.

    ``concept`` is a taxonomy code (``income.total``), ``measure`` is outturn, initial-budget, adjusted-budget,
    change, or count; ``scope`` narrows it (fund, item code, project name), ``year`` is the fiscal year. ``told`` is
    false where no word, heading or list says which measure and fund is meant: a bare name is taken for the outturn.
    """

    concept: str
    measure: str
    year: int
    scope: str
    operand: Operand
    source: str  # "text" or "table"
    told: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks below it, up to the next heading of its level or higher."""

    block: int
    end: int
    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What kind of report this is, as far as its content says.

    ``kind`` is accounts (部门决算), performance (绩效), budget, government (政府决算), other or unknown. ``entity`` is
    the reporting unit as printed, ``aliases`` its short forms; ``year`` the fiscal year reported on; ``area`` the
    province or city where recognised. ``unit`` is the declared money unit of the tables ("万元").
    """

    kind: str = "unknown"
    entity: str = ""
    aliases: tuple[str, ...] = ()
    year: int | None = None
    area: str = ""
    unit: str = ""
    language: str = "zh"


@dataclass(frozen=True)
class Report:
    """A document with everything that was read from it. Rules see this and nothing else."""

    document: Document
    profile: Profile
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    facts: tuple[Fact, ...] = ()
    claims: tuple[Claim, ...] = ()
    tables: dict[int, str] = field(default_factory=dict)
    """Block index of each recognised statutory table → its form code (``Z01`` …)."""
    hindrances: tuple[str, ...] = ()
    """What in the statutory tables was not understood, so that sums about it were not checked (Chinese)."""
