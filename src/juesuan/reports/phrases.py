"""The words a template may use: each call states a fact of the accounts and chooses its own words from it.

A template never contains a number. ``money``, ``share``, ``completion`` and ``change`` look the fact up, print it and
register it; whether something grew, was met or did not happen is decided here, on the printed values, so that a
sentence cannot say 增加 where its own numbers show none. What the accounts do not tell and the regulation asks for
becomes a :class:`Gap`, never a blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from juesuan.accounts.cells import DECIMALS, print_amount
from juesuan.accounts.ledger import PERSONNEL
from juesuan.accounts.model import Accounts
from juesuan.reports.composition import StatedFact
from juesuan.reports.phrases_ledger import Figures
from juesuan.reports.phrases_print import WAN, Style, amount, bound, rate, unmarked
from juesuan.taxonomy.titles import title_of

#: The budget bases of a completion: measure and the words that name it.
BASES = {"initial": ("initial-budget", "年初预算"), "adjusted": ("adjusted-budget", "全年预算")}
#: The place in 原因说明 that says why there is no last year.
FIRST = "首次编制"
#: The parts a whole is told by, in the order of the forms.
PARTS = {
    "income.current": (
        "income.general", "income.fund", "income.capital", "income.superior", "income.business",
        "income.operating", "income.affiliated", "income.other",
    ),
    "expenditure.current": (
        "expenditure.basic", "expenditure.project", "expenditure.remitted", "expenditure.operating",
        "expenditure.subsidy",
    ),
    "three.total": ("three.abroad", "three.car", "three.reception"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the report must say and the accounts do not: the place, and what to fill in (Chinese)."""

    place: str
    words: str


@dataclass
class Phrases:
    """The facts of one report while it is written."""

    accounts: Accounts
    style: Style = field(default_factory=Style)
    facts: dict[str, StatedFact] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    told: set[str] = field(default_factory=set)  # concepts and items that a sentence named
    wanted: dict[str, None] = field(default_factory=dict)  # concepts whose last year's figure is wanted

    @cached_property
    def ledger(self) -> Figures:
        """This year's figures."""
        return Figures(self.accounts)

    @cached_property
    def before(self) -> Figures | None:
        """Last year's figures, ``None`` where last year's accounts are not known."""
        return Figures(self.accounts.prior) if self.accounts.prior is not None else None

    @cached_property
    def last(self) -> Phrases | None:
        """Last year's phrases, told into the same report."""
        prior = self.accounts.prior
        if prior is None:
            return None
        return Phrases(prior, self.style, self.facts, self.gaps, told=self.told)

    # What is so

    def value(self, concept: str, scope: str = "", measure: str = "outturn") -> int:
        """The value in 分; what is not stated is a gap, and 0 only for the sentence that nobody will print."""
        found = self.ledger.value(concept, measure, scope)
        if found is None:
            what = f"{title_of(concept) or concept}{f'（{self.ledger.name(scope)}）' if scope else ''}"
            base = next((words for m, words in BASES.values() if m == measure), "决算数")
            self._gap(f"{concept}:{measure}:{scope}", f"请填写{what}的{base}")
        return found or 0

    def known(self, concept: str, measure: str = "outturn", scope: str = "") -> bool:
        """Do the accounts state the concept's measure in every line?"""
        measure = BASES[measure][0] if measure in BASES else measure
        return self.ledger.value(concept, measure, scope) is not None

    def any(self, *concepts: str, scope: str = "") -> bool:
        """Is any of the concepts other than 0?"""
        return any(self.ledger.value(c, scope=scope) for c in concepts)

    def compared(self) -> bool:
        """Is last year known?"""
        return self.before is not None

    @property
    def first(self) -> str:
        """Why there is no last year to compare with, "" unless the clerk says so."""
        return unmarked(self.accounts.reasons.get(FIRST, "")).strip().rstrip("。")

    # Numbers

    def money(self, concept: str, scope: str = "", measure: str = "outturn") -> str:
        """``123.45万元``, or ``45.00元`` for what 万元 would print as nothing."""
        measure = BASES[measure][0] if measure in BASES else measure
        value = self.value(concept, scope, measure)
        self.told.update((concept, scope))
        text = amount(value, self.style)
        key = self._state(concept, measure, scope, value, text.lstrip("-0123456789.,"), self.style.decimals)
        return bound(text, key)

    def number(self, concept: str, scope: str = "", measure: str = "outturn", unit: str = "万元") -> str:
        """The amount without its unit, as tables print it: ``1,234.50``."""
        measure = BASES[measure][0] if measure in BASES else measure
        value = self.value(concept, scope, measure)
        self.told.update((concept, scope))
        return bound(print_amount(value, unit), self._state(concept, measure, scope, value, unit, DECIMALS))

    def share(self, part: str, whole: str, scope: str = "") -> str:
        """``12.34%``: the part's share of the whole. Guard a whole that may be 0 with ``any``."""
        top, bottom = self.value(part, scope), self.value(whole)
        text = rate(top, bottom, self.style) if bottom else "0.00"
        formula = f"{self._name(part, scope)} ÷ {title_of(whole)}"
        return bound(text + "%", self._rate(part, "share", scope, text, formula))

    def completion(self, concept: str, base: str = "initial", scope: str = "") -> str:
        """``，完成年初预算的98.20%``, or why there is no rate."""
        measure, words = BASES[base]
        spent, budget = self.value(concept, scope), self.value(concept, scope, measure)
        if not budget:
            return f"，{words}为0，不计算完成率" if spent else ""
        text = rate(spent, budget, self.style)
        formula = f"{self._name(concept, scope)}决算数 ÷ {words}数"
        return f"，完成{words}的" + bound(text + "%", self._rate(concept, "rate", scope, text, formula, base))

    def budgeted(self, concept: str, base: str = "adjusted", scope: str = "") -> str:
        """``全年预算为1.00万元，支出决算为0.50万元，完成全年预算的50.00%``, or the outturn alone."""
        spent = f"支出决算为{self.money(concept, scope)}"
        if self.ledger.value(concept, BASES[base][0], scope) is None:
            return spent
        return f"{BASES[base][1]}为{self.money(concept, scope, base)}，{spent}{self.completion(concept, base, scope)}"

    def against(self, concept: str, base: str = "initial") -> str:
        """``比年初预算数1.00万元增加0.50万元，增长50.00%``: the outturn beside a budget; "" where none is stated."""
        measure, words = BASES[base]
        budget = self.ledger.value(concept, measure)
        if budget is None:
            return ""
        spent = self.value(concept)
        told = f"比{words}数{self.money(concept, measure=measure)}"
        gap, text = abs(spent - budget), amount(abs(spent - budget), self.style)
        if self.versus(concept, base) == "等于" or not gap:
            return f"与{words}数{self.money(concept, measure=measure)}持平"
        formula = f"{self._name(concept, '')}决算数 − {words}数"
        unit = text.lstrip("0123456789.,")
        key = self._state(concept, "change", "", spent - budget, unit, self.style.decimals, formula, base)
        told += ("增加" if spent > budget else "减少") + bound(text, key)
        if budget < WAN / 200:
            return told
        share = rate(gap, budget, self.style)
        key = self._rate(concept, "growth", "", share, f"差额 ÷ {words}数", base)
        return f"{told}，{'增长' if spent > budget else '下降'}{bound(share + '%', key)}"

    def change(self, concept: str, scope: str = "") -> str:
        """``增加1.00万元，增长2.00%``, ``持平``, or an increase from nothing, against last year."""
        now = self.value(concept, scope)
        then = (self.before.value(concept, scope=scope) or 0) if self.before is not None else 0
        if now == then:
            return "持平"
        small = then < WAN / 200  # prints as 0.00 万元: nobody could check a rate against it
        text = "" if small else rate(abs(now - then), then, self.style)
        if text and not Decimal(text) and self._printed(now) == self._printed(then):
            return "基本持平"
        formula = f"{self.accounts.year}年度{self._name(concept, scope)} − {self.accounts.year - 1}年度同一项"
        told = amount(abs(now - then), self.style)
        unit = told.lstrip("0123456789.,")
        key = self._state(concept, "change", scope, now - then, unit, self.style.decimals, formula)
        moved = ("增加" if now > then else "减少") + bound(told, key)
        if not text:
            return (
                f"{moved}（上年度{'基数过小' if then > 0 else '不是正数' if then else '为0'}，不计算增长率）"
            )
        formula = f"变动额 ÷ {self.accounts.year - 1}年度数"
        key = self._rate(concept, "rate", scope, text, formula)
        return f"{moved}，{'增长' if now > then else '下降'}{bound(text + '%', key)}"

    def count(self, name: str, value: int, unit: str = "") -> str:
        """A counted thing with its unit: ``3个``."""
        key = self._state(name, "count", "", value, unit, 0)
        return bound(f"{value}{unit}", key)

    # Words

    def versus(self, concept: str, base: str = "initial", scope: str = "") -> str:
        """``大于``, ``小于`` or ``等于``, as the printed outturn and budget compare."""
        spent, budget = self.value(concept, scope), self.value(concept, scope, BASES[base][0])
        if self._printed(spent) == self._printed(budget) and spent * budget:
            return "等于"
        return "大于" if spent > budget else "小于" if spent < budget else "等于"

    def moved(self, concept: str) -> bool:
        """Does a sentence tell a change against last year, which then needs its reason?"""
        return "持平" not in self.change(concept)

    def trend(self, concept: str, subject: str, place: str = "") -> str:
        """``与2023年度相比，甲增加…，主要原因是…。``; nothing where last year is not known."""
        if self.before is None or not self.before.knows(concept):
            if concept in self.required and not self.first:
                self.ask_for_last_year(concept)
            return ""
        why = self.because(place or concept) if self.moved(concept) else ""
        return f"与{self.accounts.year - 1}年度相比，{subject}{self.change(concept)}{why}。"

    def ask(self, place: str, words: str) -> str:
        """Ask the clerk for something (``words``, Chinese) that no figure can stand in for; a draft prints the request."""
        self._gap(place, words)
        return f"（草稿：{words}）"

    def ask_for_last_year(self, concept: str) -> None:
        """Last year's figure is wanted and not known: one request for all figures."""
        self.wanted.setdefault(concept)
        told = "、".join(title_of(c) or c for c in self.wanted)
        last = self.accounts.year - 1
        self.gaps["prior"] = Gap(
            "prior",
            f"请用 --prior 给出{last}年度的工作簿，以说明增减变动（{told}）；"
            "确实是首次编制决算的，在“原因说明”中选“首次编制”写明原因",
        )

    def deviation(self, concept: str, base: str = "initial", scope: str = "", place: str = "") -> str:
        """``决算数大于年初预算数的主要原因是…。``; nothing where the budget is not stated."""
        measure, words = BASES[base]
        if self.ledger.value(concept, measure, scope) is None:
            return ""
        word = self.versus(concept, base, scope)
        sign = {"大于": 1, "小于": -1}.get(word, 0)
        why = self.because(place or concept, "的主要原因是", scope, sign) if sign else ""
        return f"决算数{word}{words}数{why}。"

    def because(self, place: str, lead: str = "，主要原因是", scope: str = "", sign: int = 0) -> str:
        """The reason given for a place with its lead; asked for by name where the pack requires it."""
        told = unmarked(self.ledger.reason(place, scope, sign))
        if told:
            return lead + told
        if place in self.required:
            what = f"{self.ledger.name(scope)}（{scope}）" if scope else title_of(place) or place
            where = self.ledger.where_to_explain(place, scope)
            self._gap(
                f"reason:{place}:{scope}",
                f"请在{where}，写明{what}与{'预算' if sign else '上年'}相比变动的原因",
            )
            return f"{lead}（草稿：还缺变动原因）"  # read in drafts only: a report with gaps is not written
        return ""

    def given(self, name: str, value: int, scope: object = "") -> str:
        """An amount of one record (in 分) that is no concept's total, such as a single reception."""
        text = amount(value, self.style)
        unit = text.lstrip("-0123456789.,")
        return bound(text, self._state(name, "outturn", str(scope), value, unit, self.style.decimals))

    def used(self, item: str, fund: str = "general") -> str:
        """``主要用于…。``: what an item's money was mainly used for, "" where the accounts do not say."""
        told = (b.purpose for b in self.accounts.budgets if b.item == item and b.fund == fund and b.purpose)
        words = " ".join(unmarked(next(told, "")).split()).rstrip("。；;，, ")
        return f"主要用于{words}。" if words else ""

    def structure(self, whole: str, parts: str | Sequence[str] = "", words: str = "占") -> str:
        """``甲1.00万元，占50.00%；乙…``: the parts of a whole with their shares.

        ``parts`` are concepts, or one concept told by its functional classes; else those the forms name.
        """
        told = [
            f"{name}{self.money(c, s)}，{words}{self.share(c, whole, s)}"
            for name, c, s in self.parts(whole, parts)
        ]
        return "；".join(told)

    def parts(self, whole: str, parts: str | Sequence[str] = "") -> Iterator[tuple[str, str, str]]:
        """(name, concept, scope) of each part that is to be told."""
        if isinstance(parts, str) and parts:
            for code in self.ledger.scopes(parts, 3):
                if self.any(parts, scope=code):
                    yield f"{self.ledger.name(code)}（类）", parts, code
            return
        for concept in parts or PARTS[whole]:
            if self.style.zeros or self.any(concept):
                yield title_of(concept), concept, ""

    def item(self, code: str) -> str:
        """The chain of names of a functional item: 类, 款, 项, marked as the form prescribes."""
        chain = ((3, "类"), (5, "款"), (7, "项"))
        if self.style.item_label == "codes":
            marks = [
                f"{code[max(n - 2, 0) if n > 3 else 0 : n]}{self.ledger.name(code[:n])}（{m}）"
                for n, m in chain
            ]
        else:
            marks = [f"{self.ledger.name(code[:n])}（{m}）" for n, m in chain]
        self.told.add(code)
        return "".join(marks)

    def items(self, concept: str = "general.item") -> list[str]:
        """The items of a concept with an outturn or a budget, in code order."""
        measures = ("outturn", "initial-budget", "adjusted-budget")
        known = {code for m in measures for code in self.ledger.scopes(concept, 7, m)}
        return [code for code in sorted(known) if any(self.ledger.value(concept, m, code) for m in measures)]

    def economic(self, personnel: bool, amounts: bool = True) -> str:
        """``基本工资1.00万元、…``: the economic items of 人员经费 or of 公用经费, in code order."""
        used = [
            c
            for c in self.ledger.scopes("economic.item", 5)
            if (c[:3] in PERSONNEL) == personnel and self.any("economic.item", scope=c)
        ]
        # The table beside the sentence shows these as 0.00 万元: 等 covers them.
        seen = [c for c in used if self._printed(self.value("economic.item", c)) >= WAN / 100] or used
        told = [self.ledger.name(c) + (self.money("economic.item", c) if amounts else "") for c in seen]
        return "、".join(told) + ("等" if len(seen) < len(used) else "")

    # Keeping facts

    def _name(self, concept: str, scope: str) -> str:
        title = title_of(concept) or concept
        return f"{self.ledger.name(scope)}（{title}）" if scope else title

    def _printed(self, value: int) -> Decimal:
        """What a print of the value says it is, in 分."""
        text = amount(value, self.style).replace(",", "")
        return Decimal(text[:-2]) * WAN if text.endswith("万元") else Decimal(value)

    def _rate(self, concept: str, measure: str, scope: str, text: str, formula: str, base: str = "") -> str:
        value = int(Decimal(text) * 100)
        return self._state(concept, measure, scope, value, "%", self.style.rate_decimals, formula, base)

    def _state(
        self,
        concept: str,
        measure: str,
        scope: str,
        value: int,
        unit: str,
        decimals: int,
        formula: str = "",
        base: str = "",
    ) -> str:
        key = ":".join(p for p in (concept, measure, str(self.accounts.year), scope, base) if p)
        if key not in self.facts:
            cells = self.ledger.contributors(concept, measure, scope)
            formula = formula or self.ledger.formula(concept, measure, scope)
            self.facts[key] = StatedFact(
                key, concept, measure, self.accounts.year, scope, value, unit, decimals, formula, cells
            )
        return key

    def _gap(self, place: str, words: str) -> None:
        self.gaps.setdefault(place, Gap(place, words))
