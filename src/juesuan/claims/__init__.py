"""From document to claims: profile, outline, figures, facts, and the relations a report asserts among them."""

from juesuan.claims.evaluate import Verdict, evaluate, solve
from juesuan.claims.model import (
    Certainty,
    Claim,
    Fact,
    Figure,
    Kind,
    Operand,
    Profile,
    Relation,
    Report,
    Section,
)

__all__ = [
    "Certainty",
    "Claim",
    "Fact",
    "Figure",
    "Kind",
    "Operand",
    "Profile",
    "Relation",
    "Report",
    "Section",
    "Verdict",
    "evaluate",
    "solve",
]
