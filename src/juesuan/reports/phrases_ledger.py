"""What a sentence asks the accounts: figures, official names, and the reasons that were given.

The figures themselves come from :mod:`juesuan.accounts.ledger`, the same as those of the statutory tables, so that text
and tables cannot differ. Added here is what only sentences tell: receptions at home and from abroad, all projects
together, and where the explanation of a place is found.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from juesuan.accounts.cells import record_words
from juesuan.accounts.ledger import BUDGETS, Ledger
from juesuan.accounts.model import Accounts, ThreePublic
from juesuan.accounts.pages import subject_name
from juesuan.accounts.sheets import REASON_ITEMS, place_words
from juesuan.accounts.validate import at
from juesuan.taxonomy import title_of
from juesuan.taxonomy.titles import titles

#: Places of explanations that workbooks call by a shorter name.
_PLACES = {"agency-operating": "agency", "procurement.total": "procurement", "three.total": "three"}
#: The journals of the “三公” explanations in :class:`juesuan.accounts.model.ThreePublic`.
_THREE = {
    "three.total": "total",
    "three.abroad": "abroad",
    "three.car": "car",
    "three.car-purchase": "purchase",
    "three.car-running": "running",
    "three.reception": "reception",
}
#: Figures that are no sum of records: known only where they are stated, and not nought elsewhere.
_UNRECORDED = (
    "three.meeting", "three.training", "agency-operating",
    "procurement.won-sme", "procurement.won-micro", "procurement.open-sme",
)  # fmt: skip
_MADE_OF = {
    "grand-total": ("income.current", "nonappropriation-surplus-used", "opening"),
    "appropriation.grand-total": ("income.appropriation", "appropriation.opening"),
    "three.total": ("three.abroad", "three.car", "three.reception"),
    "three.car": ("three.car-purchase", "three.car-running"),
    "procurement.total": ("procurement.goods", "procurement.works", "procurement.services"),
}


#: Concepts that only sentences use, beyond those of the forms.
_OWN = ("three.reception-home", "three.reception-foreign", "project")


@lru_cache(maxsize=1)
def concepts() -> frozenset[str]:
    """Every concept a template may name."""
    return frozenset({c for c in titles() if "@" not in c} | set(_OWN))


class Figures:
    """The figures of one year's accounts as sentences ask for them."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.ledger = Ledger(accounts)
        self._names: dict[str, str] = {}

    def value(self, concept: str, measure: str = "outturn", scope: str = "") -> int | None:
        """The figure in 分; ``None`` if the accounts do not state it. An outturn nobody booked is 0.

        Raises :class:`ValueError` for a concept that does not exist.
        """
        if concept not in concepts():
            raise ValueError(f"“{concept}”不是已知的事项")
        if (concept, measure, scope) in self._own:
            return self._own[concept, measure, scope]
        found = self.ledger.amount(concept, measure, scope)
        if found is None and measure in BUDGETS and concept.startswith("three."):
            found = self.ledger.amount(concept, "budget", scope)  # the form of the “三公” only says 预算数
        return 0 if found is None and measure == "outturn" and concept not in _UNRECORDED else found

    def knows(self, concept: str, scope: str = "") -> bool:
        """Do the accounts tell this figure at all? Of an old year perhaps only some totals are known."""
        a = self.accounts
        if any(s.concept == concept and s.scope == scope for s in a.stated):
            return True
        if concept.startswith("three.") and a.three != ThreePublic():
            return True
        return bool(a.income or a.expenditure or a.carry_over)

    def scopes(self, concept: str, digits: int = 0, measure: str = "outturn") -> tuple[str, ...]:
        """The codes a concept is known for, in order."""
        return self.ledger.scopes(concept, measure, digits)

    def name(self, scope: str) -> str:
        """The official name of a functional or economic code; any other scope is its own name."""
        if not scope.isdigit():
            return scope
        if scope not in self._names:
            self._names[scope] = subject_name(scope, self.accounts.year, self.accounts.names)
        return self._names[scope]

    def reason(self, place: str, scope: str = "", sign: int = 0) -> str:
        """The explanation given for a place, "" if none: of the accounts, of “三公”, or of an item's own lines.

        ``sign`` says whether more (1) or less (-1) than the budget was spent: of an item's lines, those that went the
        same way explain it.
        """
        own = self.accounts.reasons
        told = own.get(f"{place}:{scope}" if scope else place) or own.get(_PLACES.get(place, ""), "")
        if not told and place in _THREE:
            told = dict(self.accounts.three.reasons).get(_THREE[place], "")
        if not told and scope:
            lines = self._of_items.get(scope, [])
            fitting = [words for way, words in lines if way * sign > 0] or [words for _, words in lines]
            told = "；".join(dict.fromkeys(fitting))
        return told.strip().rstrip("。；;，, ")

    def where_to_explain(self, place: str, scope: str = "") -> str:
        """The cells (or the row to choose) of the workbook in which the explanation of a place belongs."""
        if scope:
            fund = place.partition(".")[0]
            lines = [e for e in self.accounts.expenditure if e.item == scope and e.fund == fund]
            cells = [cell for e in lines if (cell := at(e.origin, "支出", "reason")[1])]
            rows = f"{cells[0]}（或同一科目的{'、'.join(cells[1:4])}）" if len(cells) > 1 else "".join(cells)
            return f"“支出”{rows or '表中这一科目'}的“差异原因”"
        if place in _THREE:
            words = next((k for k, v in REASON_ITEMS.items() if v == _THREE[place]), "")
            return f"“三公原因”中选“{words}”"
        return f"“原因说明”中选“{place_words(place)}”"

    def formula(self, concept: str, measure: str, scope: str) -> str:
        """How the figure was made, in words."""
        parts = _MADE_OF.get(concept, ()) if measure == "outturn" and not scope else ()
        if parts:
            return f"{title_of(concept)} ＝ {' ＋ '.join(map(title_of, parts))}"
        records = self.ledger.records(concept, measure, scope)
        name = (
            f"{self.name(scope)}（{title_of(concept) or concept}）" if scope else title_of(concept) or concept
        )
        return f"{name}，由{len(records)}笔明细合计" if len(records) > 1 else name

    def contributors(self, concept: str, measure: str, scope: str) -> tuple[str, ...]:
        """The records a figure was made of, as a person finds them again."""
        return tuple(map(record_words, self.ledger.records(concept, measure, scope)))

    @cached_property
    def _own(self) -> dict[tuple[str, str, str], int]:
        a = self.accounts
        receptions = a.three.receptions
        return {
            ("three.reception-home", "outturn", ""): sum(r.amount for r in receptions if not r.foreign),
            ("three.reception-foreign", "outturn", ""): sum(r.amount for r in receptions if r.foreign),
            ("project", "outturn", ""): sum(p.outturn for p in a.projects),
            ("project", "adjusted-budget", ""): sum(p.adjusted for p in a.projects),
        }

    @cached_property
    def _of_items(self) -> dict[str, list[tuple[int, str]]]:
        """Item → (outturn less initial budget, reason) of its lines that give one."""
        found: dict[str, list[tuple[int, str]]] = {}
        for line in self.accounts.expenditure:
            if line.reason.strip():
                budget = line.initial if line.initial is not None else line.adjusted
                way = line.outturn - (budget if budget is not None else line.outturn)
                found.setdefault(line.item, []).append((way, line.reason.strip().rstrip("。；; ")))
        return found
