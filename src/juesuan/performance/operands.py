"""Operands of formulas, found where they are stated: accounts, staff, work targets, questionnaires, or the book.

A figure that the accounts state is taken from there, so that it stands in the report once; a figure stated otherwise
as well is shown as a conflict. What nobody states is missing by name, with the way out; it is never nought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.accounts.cells import record_words
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Accounts, Procurement, ThreePublic
from juesuan.performance.formulas import OperandForm, operand_forms
from juesuan.performance.measures import completion, yuan
from juesuan.performance.model import Operand, PerformanceBook, WorkTarget
from juesuan.performance.questionnaires import satisfaction
from juesuan.performance.terms import plain


@dataclass(frozen=True, slots=True)
class OperandValue:
    """An operand with its value (money in 分) and its source in words, or ``missing``: what to fill in where.

    ``fact`` is the ledger's key (concept, measure, scope) where the accounts state it; ``prior``: of last year's.
    ``conflict`` says what else was stated.
    """

    code: str
    title: str
    unit: str
    value: Decimal | None
    source: str = ""
    missing: str = ""
    conflict: str = ""
    fact: tuple[str, str, str] | None = None
    prior: bool = False
    made_of: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The value as printed: money in 元 with two decimals."""
        if self.value is None:
            return "（缺）"
        return yuan(int(self.value)) if self.unit == "元" else f"{plain(self.value)}{self.unit}"


class Operands:
    """The operands of one entity's year: its performance book and, where there are any, its accounts."""

    def __init__(self, book: PerformanceBook, accounts: Accounts | None = None) -> None:
        self.book = book
        self.ledger = None if accounts is None else Ledger(accounts)
        self.stated = {o.code: o for o in book.operands if o.value is not None}

    def get(self, code: str, works: Sequence[str] = (), questionnaire: str = "") -> OperandValue:
        """The operand ``code``; ``works`` restricts counts to these work targets, ``questionnaire`` names the one."""
        form = operand_forms()[code]
        own = self.stated.get(code)
        found = self._derived(form, works, questionnaire)
        if found.value is None:
            return found if own is None else _own(form, own)
        if own is None or own.value == found.value:
            return found
        chosen, other = (_own(form, own), found) if form.override else (found, _own(form, own))
        return _with_conflict(chosen, other, form.override)

    def _derived(self, form: OperandForm, works: Sequence[str], questionnaire: str) -> OperandValue:
        if form.ledger is not None:
            return self._from_ledger(form, form.ledger)
        if form.staff:
            return self._from_staff(form)
        if form.works:
            return self._from_works(form, works)
        if form.survey:
            return self._from_survey(form, questionnaire)
        if form.gap is not None:
            return self._gap(form, *(self.get(code) for code in form.gap))
        return _missing(form, f"请在“指标数据”表填写{form.title}")

    def _from_ledger(self, form: OperandForm, key: tuple[str, str]) -> OperandValue:
        if self.ledger is None:
            return _missing(form, f"没有决算数据；请附上决算数据，或在“指标数据”表填写{form.title}")
        ledger = self.ledger.prior if form.prior else self.ledger
        ask = form.ask or f"请在“指标数据”表填写{form.title}"
        if ledger is None or not _is_stated(ledger, form.stated_if):
            return _missing(form, ask)
        amount = ledger.amount(*key)
        if amount is None:
            return _missing(form, ask)
        return OperandValue(
            form.code, form.title, form.unit, Decimal(amount), f"{ledger.year}年度决算数据", fact=(*key, ""),
            prior=form.prior, made_of=tuple(map(record_words, ledger.records(*key))),
        )  # fmt: skip

    def _from_staff(self, form: OperandForm) -> OperandValue:
        if self.ledger is None:
            return _missing(form, f"没有决算数据；请附上决算数据，或在“指标数据”表填写{form.title}")
        posts = self.ledger.accounts.staff.posts
        if not posts:
            return _missing(form, form.ask)
        place = 1 if form.staff == "approved" else 2
        made_of = tuple(f"{post[0]}{post[place]}人" for post in posts)
        total = Decimal(sum(int(post[place]) for post in posts))
        source = f"{self.ledger.year}年度决算数据“人员”"
        return OperandValue(form.code, form.title, form.unit, total, source, made_of=made_of)

    def _from_works(self, form: OperandForm, codes: Sequence[str]) -> OperandValue:
        works: Iterable[WorkTarget] = self.book.work_targets
        if codes:
            unknown = [c for c in codes if self.book.work(c) is None]
            if unknown:
                return _missing(form, f"重点工作登记中没有{'、'.join(unknown)}")
            works = [w for w in works if w.code in codes]
        works = [w for w in works if w.key or not form.works.startswith("key-")]
        if not works:
            return _missing(form, "请在“重点工作”表登记年度工作目标")
        test = _COUNTED[form.works.removeprefix("key-")]
        open_ = [w.name for w in works if test(w) is None]
        if open_:
            return _missing(form, f"重点工作{'、'.join(open_)}还没有填写完成情况，请在“重点工作”表补填")
        counted = [w for w in works if test(w)]
        made_of = tuple(w.name for w in counted)
        return OperandValue(
            form.code, form.title, form.unit, Decimal(len(counted)), "重点工作登记", made_of=made_of
        )

    def _from_survey(self, form: OperandForm, code: str) -> OperandValue:
        if not code:
            return _missing(form, "请写明用哪一份问卷")
        survey = self.book.questionnaire(code)
        if survey is None:
            return _missing(form, f"没有编号为“{code}”的问卷")
        value = satisfaction(survey)
        if value is None:
            return _missing(form, f"问卷“{survey.title}”还没有可以统计的答卷")
        return OperandValue(form.code, form.title, form.unit, value, f"问卷“{survey.title}”")

    def _gap(self, form: OperandForm, one: OperandValue, other: OperandValue) -> OperandValue:
        if one.value is None or other.value is None:
            return _missing(form, form.ask or one.missing or other.missing)
        words = f"{one.title}与{other.title}之差"
        return OperandValue(form.code, form.title, form.unit, abs(one.value - other.value), words)


def _reached(work: WorkTarget) -> bool | None:
    return completion(work.direction, work.target, work.actual).reached


#: What each count of works asks of a work target.
_COUNTED: dict[str, Callable[[WorkTarget], bool | None]] = {
    "total": lambda w: True,
    "done": _reached,
    "on-time": lambda w: w.on_time,
    "qualified": lambda w: w.qualified,
}


def _is_stated(ledger: Ledger, part: str) -> bool:
    """Parts of the accounts that are nought by default count as stated only if they were filled in or must be nought."""
    a = ledger.accounts

    def of(concept: str) -> int:
        return ledger.amount(concept) or 0

    match part:
        case "three":
            return a.three != ThreePublic() or any(s.concept == "three.total" for s in a.stated)
        case "procurement":
            return a.procurement != Procurement() or any(s.concept == "procurement.total" for s in a.stated)
        case "economic":
            return of("general.personnel") + of("general.operating") == of("general.basic")
        case "carry-over":
            moved = of("income.current") + a.surplus_used - a.surplus_distributed - of("expenditure.current")
            return bool(a.carry_over) or of("closing") - of("opening") == moved
    return True


def _own(form: OperandForm, own: Operand) -> OperandValue:
    return OperandValue(form.code, form.title, form.unit, own.value, own.source or "单位填报")


def _missing(form: OperandForm, what: str) -> OperandValue:
    return OperandValue(form.code, form.title, form.unit, None, missing=what)


def _with_conflict(chosen: OperandValue, other: OperandValue, override: bool) -> OperandValue:
    how = "采用填报数" if override else "采用决算数"
    words = f"{chosen.title}：{chosen.source}为{chosen.words}，{other.source}为{other.words}，{how}"
    return OperandValue(
        chosen.code, chosen.title, chosen.unit, chosen.value, chosen.source, "", words, chosen.fact, chosen.prior,
        chosen.made_of,
    )  # fmt: skip
