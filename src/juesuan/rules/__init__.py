"""Rules over what was read: the catalogue, the engine that runs it, and the search for the figure to blame."""

from juesuan.rules.model import Blocked, Breach, Mark, NotApplicable, Outcome, Rule, Suspect
from juesuan.rules.registry import catalogue, check

__all__ = ["Blocked", "Breach", "Mark", "NotApplicable", "Outcome", "Rule", "Suspect", "catalogue", "check"]
