"""The door of scoring: two functions and what they return.

Callers outside this room (documents, commands) need nothing else: :func:`score_self_evaluation` for a project against
its objective, :func:`score_evaluation` for an evaluation by a framework. Both return a :class:`Scored` whose scores
carry their trace.
"""

from juesuan.performance.scores import Group, Score, Scored, Trace
from juesuan.performance.scoring_evaluation import score_evaluation
from juesuan.performance.scoring_objective import score_self_evaluation

__all__ = ["Group", "Score", "Scored", "Trace", "score_evaluation", "score_self_evaluation"]
