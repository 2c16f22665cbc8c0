"""Totals that stand after their parts: “A a、B b，合计T”, and an item's outturn after its members.

Which figures before a total belong to it is told by its words and by what adds up; a list that leads the sentence is not
added to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec.structs import replace

from juesuan.amounts import Printed, Unit, parse_chinese
from juesuan.claims.lists.adding import added, judge, mistyped
from juesuan.claims.lists.sums import COUNTED, TRAILING, begins_list, key_name, list_end
from juesuan.claims.measures import budget_led
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import concept_of, known_parts, squeeze


def totals_after(passage: Passage) -> Iterator[Claim]:
    """The sum claims of totals that follow their members in a paragraph (or cell)."""
    figures = passage.figures
    for i, f in enumerate(figures):
        told = numbered_total(passage, i)
        if told is not None:
            yield told
            continue
        if (
            f.role != "amount"
            or f.printed.about
            or f.printed.unit.kind not in COUNTED
            or not TRAILING.search(f.head)
            or "占" in f.head
        ):
            continue
        before = [
            g
            for g in figures[:i]
            if g.sentence == f.sentence and g.depth == f.depth and (g.role in ("amount", "prior") or _joined_budget(g))
            and g.printed.unit.base == f.printed.unit.base and not g.printed.about and not _COMPARED.search(g.head)
        ]  # fmt: skip
        if any(g.role == "budget" for g in figures[:i]):
            before = [g for g in before if budget_led(figures, g) is None]  # “预算T，其中A、B；决算为D”
        if (
            len(before) < 2
            or _beside(f, before)
            or any(begins_list(g) for g in figures[i + 1 : i + 2])
            or _EACH.search(figures[i - 1].head)
        ):
            continue
        if any(begins_list(g) for g in before[1:]):
            # “收入总计A，其中年初结转B；本年收入合计C”: C stands beside B, under A.
            # “在编368人，其中…；编外174人，在岗职工合计542人”: C adds up what leads the stretches.
            before = _outside(figures, before)
            if len(before) < 2 or any(g.printed.base >= f.printed.base for g in before):
                continue
        total = operand(passage, f, "合计", 1)
        members = [operand(passage, g, "分项", -1) for g in before]
        if not total.interval.meets(added(members)):
            members = [operand(passage, g, "分项", -1) for g in _named_like(f, before)]
        if "净" in f.head or sum(bool(TRAILING.search(g.head)) for g in before) >= 2:
            continue  # a difference, or totals side by side
        listed = all("、" in g.before and len(squeeze(g.before)) <= 16 for g in before[1:])
        whole = listed and f.head.strip() == "共"
        for n in range(len(members), 1, -1):
            if not whole and total.interval.meets(added(members[-n:])):
                members = members[-n:]
                break
        key = f"trailing:{passage.context.title}:{key_name(passage, f)}"
        judged = list(judge([(total, *members)], key, complete=whole))
        yield from judged or (_listed_slip((total, *members), key) if listed else ())
    yield from _item_total(passage)
    yield from _told_again(passage)


def _beside(total: Figure, before: Sequence[Figure]) -> bool:
    """“收支总计A，年末结转B，本年支出合计C”: concepts of the form that are no parts of C stand beside it."""
    whole = concept_of(total.head)
    if whole is None or not whole[0].parts:
        return False
    parts = known_parts(whole[0].code)
    return any((part := concept_of(g.head)) is not None and part[0].code not in parts for g in before)


def _joined_budget(g: Figure) -> bool:
    """“中央资金A、省级资金B、县级预算C，总计T”: 、 makes a budget a member of what stands before it."""
    return g.role == "budget" and g.before.lstrip().startswith("、")


#: What something is compared with is no member of a total: “较上年收入A万元增加…，支出合计T”.
_COMPARED = re.compile(r"[较比与](?:上|去|前|同)")


def _listed_slip(way: tuple[Operand, ...], key: str) -> Iterator[Claim]:
    """“A23批、B17批、C9批，合计59批”: what 、 joins is what the total adds up, if a slip of the hand shows it was meant."""
    if len(way) > 2 and mistyped(way):
        likely = Certainty.LIKELY if len(way) > _PAIR else Certainty.GUESS
        yield Claim(Kind.SUM, "parts-sum", Relation.LINEAR, way, "合计 = 各分项之和", f"sum:{key}", likely)


#: A total and two members: with small counts some slip always explains them.
_PAIR = 3
_NUMBERED = re.compile(
    r"(?P<n>[两二三四五六七八九]|(?<!\d)[2-9])(?:项|者|部分|类|笔|档|块|级|方|个?学期|个?季度|期|批)(?:资金|经费|费用|支出|标准|补助|财政|政府)?"
    r"(?:合计|共计|总计|小计|相加|加起来|之和|总共|共|累计)[^\d，,。；;]{0,8}$"
)
_DIFFERS = re.compile(r"多|少|增|减|高|低|节约|节余|超|差|上调|下调|涨")
#: “由280元调整为320元”: what a figure was.
_OLD = re.compile(r"\s*(?:调整|提高|提升|增加|上升|上调|下降|降低|下调|压减|增|升|降|涨|减)(?:为|到|至)")
#: Among more figures than this, which of them are meant is anybody's guess.
_SOME = 7


def numbered_total(passage: Passage, i: int) -> Claim | None:
    """“个人缴费320元、财政补助610元，两项合计930元”: a total that says how many figures before it are added."""
    total = passage.figures[i]
    m = _NUMBERED.search(total.head)
    if m is None or total.printed.about or total.role in ("change", "growth", "share"):
        return None
    n = parse_chinese(m["n"].replace("两", "二")) if not m["n"].isdigit() else int(m["n"])
    each = _EACH.search(total.head) is not None
    before = [
        g
        for g in passage.figures[:i]
        if g.sentence == total.sentence and g.depth == total.depth and not g.printed.about
        and g.role in ("amount", "budget", "to", "each", "score", "other")
        and g.printed.unit.base == total.printed.unit.base
        and not _DIFFERS.search(g.head) and not _OLD.match(g.after) and (each or not _EACH.search(g.head))
    ]  # fmt: skip
    if not n or not n <= len(before) <= _SOME:
        return None
    whole = operand(passage, total, "合计", 1)
    parts = [operand(passage, g, "分项", -1) for g in before]
    ways = [parts[-n:], *(list(c) for c in combinations(parts, n))]
    held = next((w for w in ways if whole.interval.meets(added(w))), None)
    if held is None and len(before) > n and not mistyped((whole, *ways[0])):
        return None
    return Claim(
        Kind.SUM,
        "parts-sum",
        Relation.LINEAR,
        (whole, *(held or ways[0])),
        "合计 = 各分项之和",
        f"numbered:{passage.context.title}:{passage.lead}:{key_name(passage, total)}",
        Certainty.CERTAIN if held else Certainty.LIKELY,
    )


_AGAIN = re.compile(r"(?:总计|合计|共计|累计)(?:支出|开支|花费|费用)(?:为|是|：|:)*$")


def _told_again(passage: Passage) -> Iterator[Claim]:
    """“国内公务接待支出A万元…接待8批次，87人次，共计支出B万元”: the paragraph tells one amount twice."""
    money = [
        f
        for f in passage.figures
        if f.printed.unit.base == "元" and f.role in ("amount", "budget", "prior", "change")
    ]
    if len(money) != 2 or any(f.role != "amount" or f.depth or f.printed.about for f in money):
        return
    first, again = money
    if (
        _AGAIN.search(again.head)
        and re.search(r"支出|费", first.head)
        and again.sentence - first.sentence <= 1
    ):
        yield Claim(
            Kind.REPEAT,
            "same-phrase",
            Relation.LINEAR,
            (operand(passage, again, "再次写明", 1), operand(passage, first, "前面写明", -1)),
            "同一笔支出前后应当一致",
            f"again:{passage.context.title}:{passage.lead}",
            Certainty.LIKELY,
        )


def _named_like(total: Figure, members: list[Figure]) -> list[Figure]:
    """“行政编制96人，实有91人；事业编制74人，实有68人；编制合计170人”: 编制 adds up 编制 alone."""
    name = re.sub(r"(?:总计|合计|共计|总额|总数|一共|累计).*$", "", squeeze(total.label))[-2:]
    same = [m for m in members if len(name) == 2 and squeeze(m.label).endswith(name)]
    return same if len(same) >= 2 else members


_EACH = re.compile(r"每|单价|人均|/")


def _outside(figures: Sequence[Figure], members: Sequence[Figure]) -> list[Figure]:
    """The members that stand in no list of another one."""
    inside: set[Span] = set()
    for s, f in enumerate(figures):
        if s and begins_list(f):
            inside.update(g.number for g in figures[s : list_end(figures, s, to_semicolon=True)])
    return [m for m in members if m.number not in inside]


_OUTTURN = re.compile(r"\s*(?:支出)?决算(?:数)?(?:合计)?(?:为|是|共|共计)*")


def _item_total(passage: Passage) -> Iterator[Claim]:
    """“1.一般公共服务：A a万元；B b万元；支出决算为T万元”: the item's outturn after its members."""
    figures = [f for f in passage.figures if f.role == "amount" and not f.depth]
    for i, f in enumerate(figures):
        if i < 2 or not _OUTTURN.fullmatch(f.head.strip()):
            continue
        members = [
            g
            for g in figures[:i]
            if g.sentence == f.sentence
            and g.printed.unit.kind in ("money", "none")
            and budget_led(passage.figures, g) is None
        ]
        if len(members) >= 2 and all(m.label for m in members):
            unit = f.printed.unit
            total = operand(passage, f, "合计", 1)
            parts = [_in_unit(operand(passage, m, "分项", -1), m, unit) for m in members]
            yield from judge(
                [(total, *parts)],
                f"item:{passage.context.title}:{squeeze(passage.text[:12])}",
                complete=False,
            )


def _in_unit(o: Operand, figure: Figure, unit: Unit) -> Operand:
    """A member printed without its unit is read in the total's unit."""
    if figure.printed.unit.kind == "money":
        return o
    p = Printed(figure.printed.text, figure.printed.value, figure.printed.decimals, unit)
    return replace(o, printed=p, interval=p.interval)
