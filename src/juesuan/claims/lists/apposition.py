"""Lists that stand beside their total with no word to say so: “在校生4186人，一年级1452人、二年级1396人、三年级1338人”.

Nothing but the order of the words makes these figures a whole and its members, so a list that does not add up is taken
for one only if a slip of the hand explains it: a digit, two neighbours swapped, or a unit with its 万 lost. Among small
counts nearly any difference is such a slip; there the names must be bare and joined as members are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from juesuan.claims.lists.adding import added, mistyped
from juesuan.claims.lists.sums import TRAILING, begins_list
from juesuan.claims.lists.wholes import come_and_go
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.stocks.words import ACCOUNT_FLOW
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import kinds_of, squeeze

_ROLES = frozenset(("amount", "budget", "score", "other"))
#: What may stand between a whole and its members: what changed since last year, and shares of it.
_ASIDE = frozenset(("change", "growth", "share", "points", "prior"))
_WORDS = r"[\u4e00-\u9fffA-Za-z“”·（）()—－-]"
_JOINT = re.compile(rf"[）)]*\s*(?P<joint>[、，,]|[和及与])\s*(?P<name>{_WORDS}{{1,18}})\s*")
#: The rest of the whole's clause, and how its members may be announced: “组成，”, “，按用途分，”, “，按类别列示：”.
_LED = re.compile(
    rf"(?P<rest>{_WORDS}{{0,10}})[，,：:]"
    rf"(?:(?:按|从|依|分){_WORDS}{{1,10}}[，,：:])?\s*(?P<name>{_WORDS}{{1,18}})\s*"
)
#: A clause with these words tells a part of another whole, a change, a rate, or goes on to something else.
_ELSE = re.compile(
    r"其中|[增减占]|比上|较上|较|同比|人均|户均|平均|每|另|此外|同时|还有|累计|上年|去年|合计|共计|总计|小计|(?<!其)余|剩|缺|超出|超过"
    r"|计划|目标|任务|应(?!急)|.中$|以上|以下|分别"
)
#: Names that begin with what was done stand beside each other: “召开会议12次，开展培训7次、检查6次”.
_DEED = re.compile(
    r"(?:已|共|均|并)?(?:完成|开展|组织|召开|举办|培训|发放|接待|救助|办理|受理|处理|检查|走访|慰问|整改|查处|制定|印发"
    r"|安排|实施|参加|获|建立|出动|排查|化解|调解|发现|报送|修建|安装|购置|采购|引进|培育|覆盖|惠及|涉及|服务)(?!类|费|型|性|业|岗|组|科|中心|经费|支出)"
)
_AFTER = re.compile(
    r"\s*[，,；;：:]?\s*(?P<word>全年|全[部县市区省校院局镇乡]|年内|当年|总|共|合计|累计|满分|有效|[两二三四五六](?=项|者|部分|类))"
    rf"{_WORDS}{{0,10}}\s*"
)
_PERIOD = re.compile(r"季度?|学期|半年|月|[前后]期|批$|阶段|期$")
_SCORED = re.compile(r"得分|总分|满分|评分|分值|权重|失分|扣")
_STAFF = re.compile(r"在职|在编|在岗|编制")
_NOT_STAFF = re.compile(r"离休|退休|遗属|临聘|外聘|借调|劳务|实习|临时|聘用|编外")
_PEOPLE = frozenset("人 名 位".split())
_GATHERS = re.compile(r"共|总|合计|累计|全年|组成|由|各类|项目|满分")
#: From here on a slip of the hand is hardly a coincidence.
_MANY = 1000


def appositions(passage: Passage, taken: frozenset[Span]) -> Iterator[Claim]:
    """The sum claims of such lists; figures ``taken`` are members of a list that is known already."""
    figures = passage.figures
    start = 0
    while start < len(figures) - 1:
        row = _row(figures, start)
        if len(row.members) >= 2 and not any(f.number in taken for f in row.members):
            claim = _total_after(passage, row)
            if claim is None and not _announced(row.members[0]):
                claim = _beside(passage, row) if row.tight else _loose(passage, row)
            if claim is not None:
                yield claim
        start = max(row.end, start + 1)


class _Row(msgspec.Struct, frozen=True):
    """Alike figures in a row: where it begins, the index after it, and whether 、 joins them."""

    start: int
    end: int
    members: tuple[Figure, ...]
    tight: bool


def _row(figures: Sequence[Figure], start: int) -> _Row:
    """The row of alike figures that begins at ``start``; ， and 、 make rows of their own, asides in brackets none."""
    first = figures[start]
    row, end, tight = [first], start + 1, False
    k = start + 1 if _may_belong(first) else len(figures)
    while k < len(figures):
        f = figures[k]
        if f.depth > first.depth and f.sentence == first.sentence:
            k += 1
            continue
        m = _JOINT.fullmatch(f.before) if _may_belong(f) and alike(first, f) else None
        if m is None or _ELSE.search(m["name"]) or (len(row) > 1 and _AFTER.fullmatch(f.before)):
            break
        comma = m["joint"] in "，,"
        if comma and tight:
            break
        if not comma and not tight and len(row) > 1:
            return _Row(start, end - 1, tuple(row[:-1]), False)  # “A a，B b、C c”: the row of 、 begins at B
        tight = not comma
        row.append(f)
        end = k = k + 1
    return _Row(start, end, tuple(row), tight)


def _may_belong(f: Figure) -> bool:
    return f.role in _ROLES and not f.printed.about and f.printed.unit.kind in ("money", "count", "score")


def alike(one: Figure, other: Figure) -> bool:
    """Are these two counted in the same measure, in one sentence and at one depth of brackets?"""
    a, b = one.printed.unit, other.printed.unit
    people = {a.printed, b.printed} <= _PEOPLE
    same = people or (a.base == b.base and (a.kind != "count" or a.printed == b.printed))
    return same and one.sentence == other.sentence and one.depth == other.depth


def _beside(passage: Passage, row: _Row) -> Claim | None:
    """“T，A a、B b、C c”: the whole right before a row that 、 joins."""
    figures, members, first = passage.figures, row.members, row.members[0]
    led = _LED.fullmatch(first.before)
    if led is None or _ELSE.search(led["name"]):
        return None
    at = row.start - 1
    while at >= 0 and figures[at].role in _ASIDE and figures[at].sentence == first.sentence:
        at -= 1
    if at < 0:
        return None
    whole = figures[at]
    if whole.role == "to" and at and "其中" in figures[at - 1].before:
        return None  # “由A调整为B，其中甲由C调整为D，乙E、丙F”: D is a member as E is
    if not _is_whole(whole, members) or _STANDS_ALONE.search(whole.head):
        return None
    names = [led["name"], *_names(members[1:])]
    sibling = at > 0 and alike(figures[at - 1], whole) and bool(_JOINT.fullmatch(whole.before))
    return _judged(passage, whole, members, names, closed=_closed(figures, row), sure=not sibling)


_STANDS_ALONE = re.compile(r"其中|占|人均|平均|每")


_BROUGHT = re.compile(r"(?:上年|年初)(?:财政)?(?:拨款)?(?:结转|结余|滚存)|(?:^|[，,])\s*加上?")
_KEPT = re.compile(r"结转|结余|结存")


def _is_whole(whole: Figure, members: Sequence[Figure]) -> bool:
    """May this figure be what the members make up? A score must be called one; staff are no retired people."""
    if not alike(whole, members[0]) or not (_may_belong(whole) or whole.role == "to"):
        return False
    if ACCOUNT_FLOW.search(members[0].head) and len(members) > 1:
        return (
            False  # “收入A，上级补助收入B，调入资金C”: what came to an account stands beside what it raised
        )
    if _BROUGHT.search(whole.head) and not any(_KEPT.search(m.head) for m in members):
        return False  # “上年结余A，上级补助收入B，调入资金C”: what there was stands beside what came
    if whole.printed.about or whole.printed.value <= 0:
        return False
    if whole.printed.unit.kind == "score":
        return bool(_SCORED.search(whole.head))
    return not (_STAFF.search(whole.head) and any(_NOT_STAFF.search(m.head) for m in members))


def _names(members: Sequence[Figure]) -> list[str]:
    return [re.sub(r"^\s*[、，,和及与]\s*", "", m.before).strip() for m in members]


def _closed(figures: Sequence[Figure], row: _Row) -> bool:
    """Does the list end its sentence, or does something of another measure follow it?"""
    following = next((f for f in figures[row.end :] if f.depth <= row.members[0].depth), None)
    if following is None or not alike(row.members[0], following):
        return True
    goes_on = _JOINT.fullmatch(following.before)
    return goes_on is None or _ELSE.search(goes_on["name"]) is not None


def _announced(first: Figure) -> bool:
    """Lists that a word begins are read elsewhere, but for scores."""
    return begins_list(first) and first.printed.unit.kind != "score"


def _loose(passage: Passage, row: _Row) -> Claim | None:
    """“专业13个，工科类8个，服务类5个。”: joined by ， alone the first figure of a row may be the others' whole."""
    figures, start = passage.figures, row.start
    whole, members = row.members[0], row.members[1:]
    led = _LED.fullmatch(whole.before) if start else None
    if led is not None and _is_whole(figures[start - 1], row.members):
        # “共有车辆7辆，按用途分，机要通信2辆，应急保障4辆，其他1辆”: the announcement parts the row from its whole
        whole, members = figures[start - 1], row.members
        names = [led["name"], *_names(members[1:])]
    else:
        led, names = None, _names(members)
    if len(members) < 2 or not _is_whole(whole, members) or _STANDS_ALONE.search(whole.head):
        return None
    if start and alike(figures[start - 1], whole) and _LISTED.match(whole.before):
        return None  # “一类12座、二类28座、三类46座，新建6座，改造10座”
    return _judged(passage, whole, members, names, closed=_closed(figures, row), sure=led is not None)


_LISTED = re.compile(r"\s*[、和及与]")
#: “年初预算A，执行B，未执行的C”: a plan and what came of it are no whole and its parts.
_PLANNED = re.compile(r"预算|计划|目标|任务|安排")
_DONE = re.compile(r"(?:实际|全年|已|当年|共)*(?:执行|支出|决算|完成|支付|使用|招录)")


def _total_after(passage: Passage, row: _Row) -> Claim | None:
    """“春季学期A人次、秋季学期B人次，全年发放T人次”: a total that its first word gives away."""
    figures, members, end = passage.figures, row.members, row.end
    if end >= len(figures) or not alike(members[0], figures[end]):
        return None
    whole = figures[end]
    m = _AFTER.fullmatch(whole.before)
    if m is None or not _may_belong(whole) or TRAILING.search(whole.head) or begins_list(whole):
        return None
    if begins_list(members[0]) and _closes(passage, row):
        return None
    if end + 1 < len(figures) and begins_list(figures[end + 1]):
        return None
    if whole.printed.unit.kind == "score" and not _SCORED.search(whole.head):
        return None
    names = [squeeze(f.label) for f in members]
    said = re.search(r"总|共|合计|满分|有效|[两二三四五六][项者部类]", m[0]) is not None
    closed, sure = said or all(map(_PERIOD.search, names)), said or bool(_PERIOD.search(names[0]))
    return _judged(passage, whole, members, names, closed=closed, sure=sure, said=said, after=True)


def _closes(passage: Passage, row: _Row) -> bool:
    """“收回285份，其中群众192份、企业93份；有效问卷280份”: does an announced list add up to what stands before it?"""
    together = added([operand(passage, m) for m in row.members])
    before = passage.figures[max(0, row.start - 4) : row.start]
    return any(alike(f, row.members[0]) and f.printed.interval.meets(together) for f in before)


def _tells_deeds(whole: Figure, names: Sequence[str]) -> bool:
    """Is a member no part but what was done with the whole, or with the member before it (“甲800万元，执行760万元”)?"""
    planned = _PLANNED.search(whole.head) is not None
    return any(_DONE.fullmatch(n) for n in names[1:]) or (planned and _DONE.match(names[0]) is not None)


def _judged(
    passage: Passage,
    whole: Figure,
    members: Sequence[Figure],
    names: Sequence[str],
    *,
    closed: bool,
    sure: bool,
    said: bool = False,
    after: bool = False,
) -> Claim | None:
    """The claim, if the list adds up or a slip explains why not; how sure it is one depends on how it is written."""
    total, *parts = exact_scores(
        [operand(passage, whole, "合计", 1), *(operand(passage, m, "分项", -1) for m in members)]
    )
    key = f"beside:{passage.lead}:{squeeze(whole.label)[-10:]}:{names[0][-6:]}"
    for n in range(len(parts), 1, -1):
        some = parts[-n:] if after else parts[:n]  # what stands farthest from the whole may be no member
        if total.interval.meets(added(some)):
            return _claim((total, *some), key, Certainty.CERTAIN)
    if not mistyped((total, *parts)) or come_and_go([whole.label, *names]) or _tells_deeds(whole, names):
        return None
    many = bool(whole.printed.decimals) or whole.printed.value >= _MANY
    named = kinds_of(list(names)) or all(map(_PERIOD.search, names))
    bare = said or not (any(map(_DEED.match, names)) or _siblings(whole, names))
    # Two small counts come near a third by chance, unless it is said to be more than they are.
    enough = len(names) > 2 or many or named or _GATHERS.search(whole.head) is not None
    likely = bare and closed and enough and (sure or many or named)
    return _claim((total, *parts), key, Certainty.LIKELY if likely else Certainty.GUESS)


def exact_scores(operands: Sequence[Operand]) -> list[Operand]:
    """Points are not rounded: of a list only those with the most decimals may have been (computed, then cut)."""
    finest = max((o.printed.decimals for o in operands if o.printed is not None), default=0)
    return [
        o.exact()
        if o.printed is not None
        and o.printed.unit.kind == "score"
        and (o.printed.decimals < finest or not finest)
        and (not finest or o.weight < 0)
        else o
        for o in operands
    ]


def _claim(operands: tuple[Operand, ...], key: str, certainty: Certainty) -> Claim:
    return Claim(Kind.SUM, "parts-sum", Relation.LINEAR, operands, "合计 = 各分项之和", key, certainty)


def _siblings(whole: Figure, names: Sequence[str]) -> bool:
    """“党组会12次，办公会8次、专题会3次”: all of one sort, and the first is no wider name than the others."""
    name = squeeze(whole.label)
    if not name or not all(names) or kinds_of(list(names)):
        return False
    ending = name[-1]
    return ending not in "人员工师生民" and all(n[-1] == ending and not n.endswith(name[-2:]) for n in names)
