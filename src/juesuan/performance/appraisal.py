"""事前绩效评估: the scores of a new project's five questions added up, and the conclusion that follows from them.

The conclusion is a person's; it is set beside the one that the scores suggest, so that a project with 55 points is not
supported by a slip of the pen.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from juesuan.performance.frameworks import Framework, load
from juesuan.performance.kinds import ZERO
from juesuan.performance.model import Appraisal, Verdict

#: The built-in framework of appraisals.
FRAMEWORK = "appraisal"


@dataclass(frozen=True, slots=True)
class Appraised:
    """The sums of an appraisal: by aspect (name, weight, points), in all, and the conclusion the scores suggest.

    Points are ``None`` while a question has no score.
    """

    appraisal: Appraisal
    aspects: tuple[tuple[str, Decimal, Decimal | None], ...]
    weight: Decimal
    points: Decimal | None
    suggested: Verdict | None


def appraise(appraisal: Appraisal, framework: Framework | None = None) -> Appraised:
    """Add up an appraisal; ``framework`` gives the grades whose names are the conclusions."""
    system = framework or load(FRAMEWORK)
    aspects: list[tuple[str, Decimal, Decimal | None]] = []
    for aspect in dict.fromkeys(i.aspect for i in appraisal.items):
        inside = [i for i in appraisal.items if i.aspect == aspect]
        scores = [i.score for i in inside if i.score is not None]
        weight = sum((i.weight for i in inside if i.weight is not None), ZERO)
        aspects.append((aspect, weight, sum(scores, ZERO) if len(scores) == len(inside) else None))
    weight = sum((w for _, w, _ in aspects), ZERO)
    known = [p for _, _, p in aspects if p is not None]
    points = sum(known, ZERO) if aspects and len(known) == len(aspects) else None
    return Appraised(appraisal, tuple(aspects), weight, points, _suggested(system, weight, points))


def _suggested(system: Framework, weight: Decimal, points: Decimal | None) -> Verdict | None:
    if points is None or weight <= 0:
        return None
    grade = system.grade(points * system.total / weight)
    return next((v for v in Verdict if v == grade), None)
