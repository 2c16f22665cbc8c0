"""Progress of money: “安排资金A，已拨付B，拨付率C%”, “资金支付B，未支付L，支付率C%”, “项目资金共A，…，执行率C%”.

Evaluations tell a grant by how far it has come, and what it came to is seldom called a budget. The rate is of the deed
told right before it; what it is measured against is the one sum told before that deed, or the deed and what is left
together. Money that was carried over or brought from elsewhere may count as well, so all that holds is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.rates.shares import name_of
from juesuan.claims.readings import read_in
from juesuan.documents.model import Span
from juesuan.taxonomy.vocabulary import squeeze

#: 完成率 alone is a rate of targets; a deed may still be called 完成.
_DEED = r"到位|支付|使用|拨付|支用|报账|支出|兑付|兑现|拨款|发放|执行"
_SOURCE = r"(?:中央|省|自治区|市|州|县|区|地方|上级|本级)"
_MONEY = r"(?:总体|整体|综合|累计|年度|全年|当年|本年度?|预算|资金|项目|经费|专项|财政|补助|奖补|配套)"
#: The rate by its name; what stands before the name says no more than whose money it is.
_RATE = re.compile(
    rf"(?:其中)?{_MONEY}*(?P<source>{_SOURCE}(?:级|本级)?)?{_MONEY}*(?P<deed>{_DEED}|(?<=资金)完成|(?<=支出)完成)(?:率|进度|比例)(?:为|是|达到|达|：|:)*"
)
_LOOK = re.compile(rf"(?:{_DEED}|完成)(?:率|进度|比例)")
_DONE = re.compile(rf"{_DEED}|完成|列支|拨出")
_NOT_DONE = re.compile(r"(?<!至)未|应|计划|目标|任务数|拟|待|预计|剩余|结余|结转|不足|缺口|上年|去年")
_LEFT = re.compile(r"(?:未|待)(?:能|予)?(?:支付?|拨付?|使用|执行|完成|兑付|发放|报账)")
_REST = re.compile(_LEFT.pattern + "|结余|剩余|余额")
#: What a sum is called that was there to be spent.
_POT = re.compile(
    r"预算|安排|下达|指标|到位|投入|筹集|落实|收到|资金|经费|拨款|补助|拨入|应|计划|(?:共计?|合计|总计)$"
)
#: Sums that are spent over several years, or in part from elsewhere.
_WIDER = re.compile(r"总投资|概算|投资|合同|贷款|上年|去年|以前|结转|结余|申报|申请")
_MORE = re.compile(r"追加|调整|调增|调减|结转|结余|另|收回|统筹")
#: All that was due was paid: the rate may be of what was due by then.
_DUE = re.compile(r"按|及时|足额|应付|进度|约定|符合")
_CLAUSE = re.compile(r"[，,；;。]")
_PARTS = re.compile(r"其中|包括|包含|含")


def progress(passage: Passage, told: Set[Span]) -> Iterator[Claim]:
    """The claims of the rates of a paragraph that say how far a sum of money has come; ``told`` are read elsewhere."""
    if not _LOOK.search(passage.text):
        return
    for i, rate in enumerate(passage.figures):
        usable = rate.printed.unit.kind == "ratio" and rate.role in ("rate", "completion", "other")
        usable = usable and not rate.printed.about and rate.number not in told
        name = _RATE.fullmatch(_words(rate)) if usable and i else None
        if name is not None:
            yield from _claim(passage, i, name)


def _words(f: Figure) -> str:
    """The words before a figure; those before the colon where it stands right behind one (“全年执行数：450万元”)."""
    head = squeeze(f.head)
    if not head and f.before.rstrip().endswith(("：", ":")):
        return _CLAUSE.split(squeeze(f.before)[:-1])[-1]
    return head


def _claim(passage: Passage, i: int, name: re.Match[str]) -> Iterator[Claim]:
    figures, rate = passage.figures, passage.figures[i]
    at = _deed_before(figures, i)
    behind = at is None
    if at is None:
        at = _deed_behind(figures, i, name["deed"])
    if at is None or (name["source"] and name["source"][0] not in _words(figures[at])):
        return
    done = figures[at]
    before = [f for f in figures[: min(at, i)] if _sum_told(f, done)]
    own = [f for f in before if not _told_already(figures, f, min(at, i))]
    said, top = operand(passage, rate, "完成率"), operand(passage, done, "实际数", top=1)
    left = _left_over(figures, i, at)
    ways: list[tuple[Operand, ...]] = []
    if left is not None:
        both = operand(passage, done, "实际数", top=1, bottom=1)
        ways.append((said, both, operand(passage, left, "未完成数", bottom=1)))
    ways += [
        (said, top, operand(passage, f, "资金数", bottom=1)) for f in (*reversed(own), *reversed(before))
    ]
    ways += [
        (said, top, *(operand(passage, f, "资金数", bottom=1) for f in pair))
        for pair in combinations(before[-4:], 2)
    ]
    ways += _together(passage, figures, said, before, at)
    sure = _sure(passage, rate, done, own, left)
    yield from read_in(
        Kind.COMPLETION,
        "completion-rate",
        Relation.RATIO,
        list(dict.fromkeys(ways)),
        f"{name['deed']}率 = 实际数 ÷ 资金（预算）数",
        f"progress:{name['deed']}:{name_of(passage, done)}:{passage.context.title}:{passage.lead}",
        sure=Certainty.LIKELY if behind and sure else sure,
        meant=ways[:2],
    )


def _deed_before(figures: Sequence[Figure], i: int) -> int | None:
    """The index of the sum that was spent, right before the rate ``i`` or before what is left of the money."""
    for k in range(i - 1, max(-1, i - 6), -1):
        f = figures[k]
        if f.sentence != figures[i].sentence or re.search(r"[；;]", figures[k + 1].before):
            return None
        if f.depth > figures[i].depth or (_REST.search(_words(f)) and k == i - 1):
            continue
        return k if _is_deed(f) else None
    return None


def _is_deed(f: Figure) -> bool:
    money = f.role == "amount" and f.printed.unit.base == "元" and not f.printed.about
    words = _words(f)
    return money and _DONE.search(words) is not None and _NOT_DONE.search(words) is None


def _deed_behind(figures: Sequence[Figure], i: int, deed: str) -> int | None:
    """“安排资金A，拨付率C%，拨付B”: the index of the deed right behind its rate, if it stands right behind the sum."""
    if i + 1 == len(figures):
        return None
    f, base = figures[i + 1], figures[i - 1]
    near = f.sentence == figures[i].sentence == base.sentence and f.depth == base.depth == figures[i].depth
    joined = re.match(r"\s*[，,]", f.before) is not None and not _PARTS.search(f.before)
    return (
        i + 1 if near and joined and _is_deed(f) and (deed in _words(f) or deed in ("执行", "支出")) else None
    )


def _sum_told(f: Figure, done: Figure) -> bool:
    return (
        f.role in ("amount", "budget", "base")
        and f.printed.unit.base == "元"
        and not f.printed.about
        and f.depth <= done.depth
        and done.sentence - f.sentence <= 1
        and f.printed.value > 0
    )


def _told_already(figures: Sequence[Figure], f: Figure, at: int) -> bool:
    """“甲安排A，支付B，支付率r；乙安排C，支付D，支付率s”: has a sum got its rate before the deed at ``at``?"""
    begun = False
    for g in figures[:at]:
        begun = begun or g is f
        if begun and g.role in ("rate", "completion", "share", "growth"):
            return True
    return False


def _left_over(figures: Sequence[Figure], i: int, at: int) -> Figure | None:
    """What has not been spent yet, told before or right behind the rate."""
    near = (*figures[at + 1 : i], *figures[i + 1 : i + 2])
    return next(
        (
            f
            for f in near
            if f.sentence == figures[i].sentence
            and f.printed.unit.base == "元"
            and not f.printed.about
            and not f.depth
            and (_LEFT if f.number.start > figures[i].number.start else _REST).search(_words(f))
            and not _PARTS.search(f.before)
        ),
        None,
    )


def _together(
    passage: Passage, figures: Sequence[Figure], said: Operand, before: Sequence[Figure], at: int
) -> Iterator[tuple[Operand, ...]]:
    """“安排T，中央支付A、省级支付B，支付率C%”: the deed may be told in parts."""
    row = [f for f in before if f.sentence == figures[at].sentence and _DONE.search(f.head)][-3:]
    for n in range(1, len(row) + 1):
        tops = tuple(operand(passage, f, "实际数", top=1) for f in (*row[-n:], figures[at]))
        for base in before:
            if base not in row[-n:]:
                yield (said, *tops, operand(passage, base, "资金数", bottom=1))


def _sure(
    passage: Passage, rate: Figure, done: Figure, own: Sequence[Figure], left: Figure | None
) -> Certainty | None:
    """How sure the words leave one reading: one sum, one deed, nothing between them that changes the sum."""
    if _PARTS.search(done.before):
        return None
    if left is not None and not own:
        return Certainty.CERTAIN if _LEFT.search(left.head) else None
    if len(own) != 1 or own[0].printed.interval.high < done.printed.interval.low:
        return None
    base = own[0]
    between = passage.text[base.number.end : min(rate.number.start - len(rate.head), done.number.start)]
    words = _words(base) + _CLAUSE.split(base.after[:12])[0]
    if not _POT.search(words) or _WIDER.search(words) or _MORE.search(between) or _PARTS.search(base.before):
        return None
    apart = base.sentence != done.sentence and not squeeze(done.label).startswith(
        squeeze(base.label)[:2] or "\0"
    )
    due = rate.printed.base >= 1 and _DUE.search(between)
    return Certainty.LIKELY if apart or due else Certainty.CERTAIN
