"""Facts of the narrative: the figures that state a known concept, for a year, a measure and a scope.

What must hold because of them is claimed in :mod:`juesuan.claims.agreement`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval, Printed
from juesuan.claims.evaluate import evaluate
from juesuan.claims.funds import GENERAL, fund_of, in_fund, name_with_fund, names_fund, widest
from juesuan.claims.measures import (
    headed,
    is_added,
    is_planned,
    is_whole_spending,
    led_by,
    measure_named,
    within_the_year,
)
from juesuan.claims.model import Claim, Fact, Figure, Operand, Profile
from juesuan.claims.passages import Passage, operand
from juesuan.claims.roles import budget_kind, goes_on
from juesuan.taxonomy.vocabulary import ancestors, concept_of, squeeze

_FILL_AFTER = re.compile(
    r"(?:支出|收入|决算|预算|执行|总额|合计|金额|资金|数|额|年初|全年|调整|批复|安排)*(?:均为|各为|分别为|共计|为|是|共|约|达到|达|：|:)*[（(]?"
)
_FILL_AFTER_TAIL = re.compile(r"(?:均为|各为|分别为|共计|为|是|共|约|达到|达|：|:)+$")
#: “政府采购金额（以合同签订为准）为”: what is counted, said behind the name.
_NOTE = re.compile(r"（以[^（）]{1,12}为准）")
#: “年末仍有结转和结余”: there still is what the concept names.
_HAVE = re.compile(r"(?<=[年末初底])(?:仍|尚|还|共|仍然)有")
_PROJECT_BUDGET = re.compile(
    r"项目(?:全年|年度|总|资金|财政|安排)*预算(?:资金|总额|金额|安排|数|总|共|计|为|是)*$"
)
_FILL_BEFORE = re.compile(
    r"(?:其中|全年|本年度?|当年|年度|年|本单位|本部门|我局|我单位|我部门|部门|单位|决算报表|的|截至|截止|在|末|底|，|,|：|:|；|、|\d|（|）|度|完成|实现|区|县|市|局)*"
)


class Lookup:
    """Where a concept is printed: the operands of its facts, tables first.

    ``leads`` gives, for the block of a list item, the totals of the paragraph that announces the list; figures that
    state no concept are found by their label.
    """

    def __init__(
        self,
        facts: Iterable[Fact],
        year: int | None,
        passages: Sequence[Passage] = (),
        leads: dict[int, list[Operand]] | None = None,
    ) -> None:
        self.leads, self.year = leads or {}, year
        self.wholes: dict[int, list[Operand]] = {}
        self._passages = passages
        self._facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            if not fact.scope and (year is None or fact.year == year):
                self._facts[fact.concept, fact.measure].append(fact)
        for found in self._facts.values():
            found.sort(key=lambda f: f.source != "table")

    def operands(self, code: str, measure: str = "outturn") -> list[Operand]:
        """One operand for each different value the concept is printed with (at most three)."""
        seen: dict[object, Operand] = {}
        for fact in self._facts.get((code, measure), ()):
            seen.setdefault(fact.operand.interval.middle, fact.operand)
        return list(seen.values())[:3]

    def labelled(self, words: str, base: str) -> list[Operand]:
        """Figures whose label ends in the core of ``words`` (“全年执行数” finds “全年执行资金421.02万元”)."""
        core = re.sub(r"(?:总额|合计|总计|总量|总数|总|数|额|资金|的)+$", "", squeeze(words))
        if len(core) < 4:
            return []
        seen: dict[object, Operand] = {}
        for p in self._passages:
            for f in p.figures:
                label = squeeze(f.head)
                usable = f.role == "amount" and f.printed.unit.base == base and not f.printed.about
                if usable and re.search(
                    rf"{re.escape(core)}(?:总额|合计|总计|数|额|资金)*(?:为|共|共计|是)*$", label
                ):
                    seen.setdefault(f.printed.base, operand(p, f))
        return list(seen.values())[:3]

    def planned(self) -> list[Operand]:
        """What the one project of an evaluation was given: the money that is called its budget, each value once."""
        seen: dict[object, Operand] = {}
        for p in self._passages:
            if "项目" in p.text and "预算" in p.text:
                for f in p.figures:
                    of_all = f.role == "budget" and not f.depth and f.printed.unit.base == "元"
                    if of_all and not f.printed.about and _PROJECT_BUDGET.search(squeeze(f.head)):
                        seen.setdefault(f.printed.base, operand(p, f))
        return list(seen.values())

    def counted(self, words: str) -> list[Operand]:
        """Numbers of people or things under a name (“在校生” finds “秋季在校生4,186人”), each value once."""
        seen: dict[object, Operand] = {}
        for p in self._passages:
            if words in p.text:
                for f in p.figures:
                    exact = f.printed.unit.kind == "count" and f.role == "amount" and not f.printed.about
                    if exact and re.search(
                        rf"{re.escape(words)}(?:人数|总数|数)?(?:为|共|共计|是)*$", squeeze(f.head)
                    ):
                        seen.setdefault(f.printed.base, operand(p, f))
        return list(seen.values())[:3]


def text_facts(passages: Sequence[Passage], profile: Profile) -> list[Fact]:
    """The facts that the narrative states outright: the concept's name stands right before the number."""
    if profile.kind == "government":
        return []  # a whole government's accounts print one concept for each fund and level
    names = sorted({profile.entity, *profile.aliases} - {""}, key=len, reverse=True)
    found: list[Fact] = []
    for passage in passages:
        last: tuple[Figure, Fact] | None = None
        for figure in passage.figures:
            fact = _fact(passage, figure, profile, names)
            if fact is None and last and last[1].measure != "outturn" and goes_on(last[0], figure):
                fact = replace(last[1], measure="outturn", operand=operand(passage, figure))
            last = (figure, fact) if fact else None
            if fact:
                found.append(fact)
    return _settled(found)


def _settled(facts: list[Fact]) -> list[Fact]:
    """A chapter's heading only suggests which fund 基本支出 means: a value printed elsewhere for all funds decides."""
    prints: dict[tuple[str, int], Counter[object]] = defaultdict(Counter)
    for f in facts:
        prints[f.concept, f.year][f.operand.interval.middle] += 1
    wide = widest()
    out = []
    for f in facts:
        other = wide.get(f.concept)
        value = f.operand.interval.middle
        if (
            other
            and not names_fund(f.operand.shown)
            and prints[f.concept, f.year][value] == 1
            and prints[other, f.year][value]
        ):
            f = replace(f, concept=other)
        out.append(f)
    return out


def _fact(passage: Passage, figure: Figure, profile: Profile, names: list[str]) -> Fact | None:
    if figure.role not in ("amount", "budget") or figure.printed.unit.kind != "money" or figure.printed.about:
        return None
    if figure.depth or re.match(r"\s*(?:以上|以下|以内|的标准|/)", figure.after):
        return None
    words = _HAVE.sub("", _NOTE.sub("", _recent(figure).replace("(", "（").replace(")", "）")))
    named = concept_of(words, passage.context.path)
    if named is None:
        return _short(passage, figure, profile, names)
    if not _is_all(squeeze(words), name_with_fund(words, named), named[2], names):
        return None
    lead, measure = _measured(passage, figure)
    year = figure.year or profile.year or 0
    code = _in_context(named[0].code, words, passage, figure)
    if lead is not None and lead is not figure and measure == "outturn":
        code = _within(code, lead, passage, names)
    if not code or not measure:
        return None
    told = lead is not None or bool(_TOLD.search(words) or _TOLD.search(passage.context.path))
    return Fact(code, measure, year, _scope(passage, figure, code), operand(passage, figure), "text", told)


#: Words that say whose or which figure a name means.
_TOLD = re.compile(
    r"决算|执行数|执行情况|实际|完成|支付|预算数|财政拨款|一般公共预算|政府性基金|国有资本经营"
)


def _measured(passage: Passage, figure: Figure) -> tuple[Figure | None, str]:
    """The figure that leads a figure's list (itself, if it is a budget), and the measure that its words tell."""
    start = next(s.start for s in passage.sentences if s.index == figure.sentence)
    before = passage.text[start : figure.number.start]
    if within_the_year(before):
        return None, ""
    lead = figure if figure.role == "budget" else led_by(passage.figures, figure)
    heading = headed(before, lead.number.start - start if lead is not None else -1)
    named = measure_named(heading)
    if named == "planned":
        return lead, budget_kind(heading)
    return (None, "outturn") if named == "done" else (lead, _measure(lead))


def _measure(lead: Figure | None) -> str:
    """What the figure that leads a list is a measure of; "" for what was added to a budget and for last year's."""
    if lead is None:
        return "outturn"
    if is_planned(lead):
        return "" if is_added(lead) else budget_kind(lead.head)
    return "outturn" if lead.role in ("amount", "to") else ""


def _within(code: str, lead: Figure, passage: Passage, names: list[str]) -> str:
    """What a concept means as a member of ``lead``: a part of that fund's spending, or ("") of what is no spending."""
    named = concept_of(lead.head, passage.context.path)
    if not code.startswith("expenditure."):
        return code
    if named is None:
        words = squeeze(lead.head)
        for name in names:
            words = words.replace(squeeze(name), "")
        return code if is_whole_spending(words) else ""  # “局机关支出T，其中…”, “结余资金T，主要是…”
    whole = named[0].code
    if whole == "general.expenditure":
        return GENERAL.get(code, "")
    known = code == whole or whole in ancestors(code) or whole.startswith("grand-total")
    return code if known else ""


def _short(passage: Passage, figure: Figure, profile: Profile, names: list[str]) -> Fact | None:
    """“2020年度收入4711.41万元”: the bare words 收入 and 支出 with a year of their own mean the year's totals."""
    words = squeeze(figure.head)
    for name in names:
        words = words.replace(squeeze(name), "")
    m = re.fullmatch(
        r"(?:本单位|本部门|我局)?(?:19|20)\d\d年度?(?:本单位|本部门|我局)?(?:决算)?(收入|支出)(?:为|共|共计)?",
        words,
    )
    if m is None or figure.role != "amount":
        return None
    code = _in_context("income.current" if m[1] == "收入" else "expenditure.current", words, passage, figure)
    year = figure.year or profile.year or 0
    told = bool(_TOLD.search(words) or _TOLD.search(passage.context.path))
    return Fact(code, "outturn", year, _scope(passage, figure, code), operand(passage, figure), "text", told)


def _recent(figure: Figure) -> str:
    """The clause before a figure, or the clauses before it if the clause alone names nothing (“支出决算为”)."""
    if len(squeeze(re.sub(_FILL_AFTER, "", squeeze(figure.head)))) >= 3:
        return figure.head
    clauses = re.split(r"[，,；;。]", figure.before)
    return "，".join(clauses[-3:])


def _is_all(words: str, start: int, end: int, names: list[str]) -> bool:
    """Do the words say nothing but the concept (dates, the unit's own name and fillers aside)?"""
    before = words[:start]
    for name in names:
        before = before.replace(squeeze(name), "")
    before = re.split(r"[，,；;：:。]", before)[-1]
    return bool(_FILL_AFTER.fullmatch(words[end:])) and bool(_FILL_BEFORE.fullmatch(before))


def _in_context(code: str, words: str, passage: Passage, figure: Figure) -> str:
    fund = fund_of(squeeze(passage.context.path))
    own = {
        named
        for f in passage.figures
        if f.number.start < figure.number.start
        and f.sentence == figure.sentence
        and (named := fund_of(f.head))
    }
    if own - {fund}:
        return code  # “1.政府性基金…本年收入A；本年支出B” in the chapter on all appropriations: the sentence decides
    if not fund and re.search(r"本年度?(?:收入|支出)$", _FILL_AFTER_TAIL.sub("", squeeze(words))):
        # “财政拨款收支年初预算均为…。本年收入…；本年支出…”: those of the appropriation.
        fund = fund_of(re.split(r"[，。；]", passage.text)[0])
    code = in_fund(code, fund) or code
    path = squeeze(passage.context.path + passage.text[:40])
    if code in GENERAL and "一般公共预算" in path:
        return GENERAL[code]
    if code in ("grand-total", "appropriation.grand-total"):
        if "财政拨款" in squeeze(passage.context.title):
            code = "appropriation.grand-total"
        one_sided = re.search(r"(收入|支出)(?:总计|总额)|总(收入|支出)", squeeze(words))
        both = re.search(r"收[、和]?支|收入[、和]?支出", squeeze(words))
        if one_sided and not both:
            return f"{code}.{'income' if '收入' in one_sided[0] else 'expenditure'}"
    return code


_WHOLE_ENTITY = (
    "opening",
    "closing",
    "income.current",
    "expenditure.current",
    "grand-total",
    "surplus-distribution",
)
_FUNDS = re.compile(
    r"一般公共预算|政府性基金|国有资本经营|(?<!预算)(?<!基金)(?<!经营)财政拨款|项目|基本支出|其他资金"
)


#: What is said of one project only: where it stands before 项目支出, that is what this one spent.
_ONE_PROJECT = re.compile(
    r"(?:^|[。；，])[\u4e00-\u9fff“”（）、：\d一二三四五六七八九十.．]{0,32}?(?<![\d个各类些部余批])项目(?:全年预算|年初预算|自评得分|评价得分|绩效得分|得分|受益|概况|立项|位于|覆盖|惠及)"
)


def _scope(passage: Passage, figure: Figure, code: str) -> str:
    """Facts in a chapter about one project are that project's; after “一般公共预算收入…” a balance is that fund's."""
    path = passage.context.path
    own = re.search(r"项目资金|项目概况|资金安排", path) or [
        t
        for t in re.findall(r"[^/]*项目[^/]*", path)
        if not re.search(
            r"项目支出|项目绩效|重点项目|项目资金管理|(?:部分|个别|各|个)项目|项目(?:执行|进度|实施|管理)", t
        )
    ]
    if own and "整体" not in path:
        return "project:" + squeeze(own[-1] if isinstance(own, list) else path.split("/")[0])
    if code.endswith("expenditure.project") and _ONE_PROJECT.search(passage.text, 0, figure.number.start):
        return f"project:{squeeze(passage.text[:16])}"
    if not code.startswith(_WHOLE_ENTITY):
        return ""
    earlier = [
        f for f in passage.figures if f.number.start < figure.number.start and f.sentence == figure.sentence
    ]
    funds = [m[0] for f in earlier for m in _FUNDS.finditer(f.head)] + _FUNDS.findall(figure.head)
    lists = any(re.search(r"其中|包括", f.before) for f in earlier)
    subject = _FUNDS.findall(earlier[0].head) if earlier else []
    if subject:
        return f"fund:{subject[-1]}"  # “政府性基金…支出A，其中：…；年末结转B”: that fund's balance
    if funds and not lists:
        return f"fund:{funds[-1]}"
    chapter = fund_of(squeeze(path))
    return f"fund:{chapter}" if chapter else _subject(passage)


#: Headings of a thing the accounts tell beside the totals: what stands below them is that thing's.
_SUBJECT = re.compile(
    r"(?:机关)?运行经费|[“\"]?三公[”\"]?经费|(?:政府|集中)采购|(?:会议|培训|接待|差旅|出国|运行维护|购置)费|国有资产|车辆|专项(?:资金|经费)|补助资金|基金"
)
_TOTALS = re.compile(r"总体")


def _subject(passage: Passage) -> str:
    """“（一）机关运行经费。2022年支出84.26万元”: the bare word below such a heading is not the year's total."""
    title = squeeze(passage.context.title)
    named = _SUBJECT.search(title)
    return f"subject:{named[0]}" if named and not _TOTALS.search(title) else ""


def prior_facts(claims: Iterable[Claim], passages: Sequence[Passage], profile: Profile) -> list[Fact]:
    """Last year's values rolled back out of “X万元，比上年增加A万元”, where amount, rate and subject agree."""
    heads = {f.number: (p, f) for p in passages for f in p.figures}
    names = sorted({profile.entity, *profile.aliases} - {""}, key=len, reverse=True)
    found: list[Fact] = []
    for claim in claims:
        if claim.check != "change-rate" or ":prior:" not in claim.key:
            continue
        verdict = evaluate(claim)
        roles = {o.role: o for o in verdict.operands}
        if verdict.state != "held" or "变动额" not in roles or "本年数" not in roles:
            continue
        change, current = roles["变动额"], roles["本年数"]
        passage, figure = heads[current.number]
        fact = _fact(passage, figure, profile, names)
        if fact is None or fact.measure != "outturn" or fact.year != profile.year:
            continue
        sign = heads[change.number][1].sign
        year = _compared_year(heads[change.number]) or fact.year - 1
        if year >= fact.year:
            continue  # the year before is misprinted
        interval = current.interval - change.interval.scaled(sign)
        shown = f"由“{change.shown}”推算的上年数"
        rolled = replace(
            change, interval=interval, shown=shown, role="上年数", printed=_as_print(interval, current)
        )
        found.append(Fact(fact.concept, "outturn", year, fact.scope, rolled, "derived"))
    return found


_COMPARED = re.compile(r"(?:与|比|较|同)[^，。；,;]{0,12}?((?:19|20)\d\d)\s*年")


def _compared_year(at: tuple[Passage, Figure]) -> int | None:
    """The year a change is measured against, where the words name one (“比2019年（疫情前）减少…”)."""
    passage, figure = at
    start = next(s.start for s in passage.sentences if s.index == figure.sentence)
    named = _COMPARED.findall(passage.text[start : figure.number.start])
    return int(named[-1]) if named else None


def _as_print(interval: Interval, like: Operand) -> Printed | None:
    """A rolled-back value in the shape of a print, so that messages show it in 万元 with the usual decimals."""
    p = like.printed
    if p is None or not p.unit.scale:
        return None
    value = (interval.middle / p.unit.scale).quantize(Decimal(1).scaleb(-p.decimals))
    return Printed(str(value), value, p.decimals, p.unit)
