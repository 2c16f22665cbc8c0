"""Stocks and flows told in one sentence: what was there, what came in, what went out, what is left.

“年初在岗130人，年内离职18人、新补充14人，年末在岗126人” closes like a fund does: the words of each clause say which of
the four it is, whatever is counted. A clause that says none of them ends the reading, so that nothing is taken for a
flow that may be something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.amounts import Interval, Printed
from juesuan.amounts.slips import before_slip, other_unit
from juesuan.claims.evaluate import solve
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.sums import begins_list, list_end
from juesuan.taxonomy.vocabulary import squeeze

#: Words of which a text that tells a stock has at least one; asked before anything else.
_CHEAP = re.compile(r"年初|期初|上年|去年|原有|旧存")
_LATE = r"(?:末|底)"
_EARLIER = rf"(?:年初|期初|(?:上年度?|去年|上一年度?){_LATE}?|往年|历年|以前年度)"
#: What was there: at the year's beginning, or left from before.
_OPENING = re.compile(
    rf"(?:年初|期初|(?:上年度?|去年|上一年度?){_LATE}|原有|旧存"
    rf"|{_EARLIER}[^，。；]{{0,8}}(?:结转|结余|旧存|结存|滚存|遗留|未结|转入))"
)
_INTENDED = re.compile(r"计划|(?<!基金)(?<!公共)(?<!经营)预算|任务|目标|编制|核定")
_COMPARES = re.compile(r"[比较同与](?!级)[^，。；]{0,6}(?:年初|期初|上年|去年)|同比")
_FILL = r"(?:了|的|人员|人数|数量|总数|数|额|共计|合计|共|为|是|有|计|达|约|：|:)*$"
#: What is left.
_CLOSING = re.compile(
    rf"(?:年末|年底|期末|期内末)(?!新|增|支|办结)|结转下年|转入下年|结转至?(?:次|下一?)年|(?:未(?:办|审|执)?结|剩余|尚余|结存){_FILL}"
    rf"|(?:现有|现存|现为|现共|现|目前|目前有|尚有|仍有|实有){_FILL}"
)
_FLOWS_IN = (
    r"新增|净增加?|增加|新收|新招|招生|招收|招录|招聘|录用|补充|引进|购置|购入|购买|新购|接收|接受捐赠|划入|调拨入|转入|调入|新建|建成"
    r"|入库|受理|立案|新立|纳入|入职|入园|吸纳|借入|举借|新办"
)
_FLOWS_OUT = (
    r"减少|净减少?|报废|核销|处置|划出|转出|调出|调离|离职|辞职|退休(?!人)|去世|死亡|病故|注销|退出|(?<!未)(?:办|审|执)结|审执结|(?<!未)结案"
    r"|化解|销号|出栏|出库|消耗|领用|流失|拆除|关停|淘汰|毕业|出售|转让|偿还|归还|移交|撤销"
)
#: Flows of money; they move nothing but a balance of money.
_MONEY_IN = r"收入|拨入|下达|到位|利息"
_MONEY_OUT = r"支出|使用|支付|上缴|收回|缴回|拨付|结余分配|缴纳所得税|提取|转入[\u4e00-\u9fff]{0,4}基金"
_OBJECT = r"[\u4e00-\u9fff（）“”]{0,8}"
_IN = re.compile(rf"(?:{_FLOWS_IN}){_OBJECT}$")
_OUT = re.compile(rf"(?:{_FLOWS_OUT}){_OBJECT}$")
_CASH_IN = re.compile(rf"(?:{_MONEY_IN}|{_FLOWS_IN}){_OBJECT}$")
_CASH_OUT = re.compile(rf"(?:{_MONEY_OUT}|{_FLOWS_OUT}){_OBJECT}$")
_BALANCE = re.compile(r"结转|结余|余额|滚存|结存|存款")
_OWED = re.compile(r"贷款|借款|债务|负债|欠款")
#: What came in less what went out, or opening and income together: told beside the four, no fifth.
_BETWEEN = re.compile(
    r"(?:当期|当年|本年|本期)(?:收支)?(?:结余|盈余)|(?:共|合计|总计|累计)(?:计|有|办理|受理|承办)?" + _FILL
)
#: Totals of the two sides hold the opening and the closing themselves.
_TOTAL = re.compile(r"总收入|总支出|(?:收入|支出|收支)(?:决算)?总(?:计|额)|总计")
#: Money of a list that says what it was spent on (“支出中A、B”).
_SPENT_ON = re.compile(r"中[\u4e00-\u9fff]|用于|其中")
#: Values that also wear off without a word.
_WEARS = re.compile(r"净值|净额|净资产")
#: Clauses and dates that a noun phrase is not made of.
_WORDS = re.compile(
    rf"{_EARLIER}|在册|存量|年末|年底|期末|现有|现存|目前|截至|结转|结余|旧存|滚存|未结|剩余|本年|当年|全年|[\W\d为有共是现在尚仍还加上年月日末底]+"
)

_OTHER = frozenset({"from", "to", "each", "growth"})
_FUND = "年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余"
_STOCK = "年初数 + 本年增加 − 本年减少 = 年末数"

#: (role, figure) of each figure of a sentence that plays a part.
_Parts = dict[str, list[Figure]]


def stocks(passage: Passage) -> Iterator[Claim]:
    """The balance claim of each sentence that states an opening, flows and a closing of one thing."""
    if not _CHEAP.search(passage.text):
        return
    for sentence in passage.sentences:
        if not _CHEAP.search(sentence.text):
            continue
        here = [f for f in passage.figures if f.sentence == sentence.index]
        following = [f for f in passage.figures if f.sentence == sentence.index + 1]
        for series in _series(here):
            claims = list(_closes(passage, series))
            if not claims and following and not _ends(series):
                more = [f for f in _outside(following) if counted_as(f) == counted_as(series[0])]
                if _ends(more) and not any(_part(f) == "opening" for f in more):
                    claims = list(_closes(passage, [*series, *more]))
            yield from claims


def _ends(series: Sequence[Figure]) -> bool:
    return any(_part(f) == "closing" for f in series)


def _outside(here: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence that are no part of a list in it, nor an aside in brackets."""
    inside: set[int] = set()
    for s, f in enumerate(here):
        if s and begins_list(f) and not _TOTAL.search(here[s - 1].head):
            end = list_end(here, s, to_semicolon=True)
            stop = (k for k in range(s, end) if _part(here[k]) in ("opening", "closing"))
            inside.update(range(s, next(stop, end)))
    return [f for k, f in enumerate(here) if k not in inside and not f.depth]


def counted_as(f: Figure) -> str:
    """The base unit; people are counted as 人, 名 and 位 alike."""
    base = f.printed.unit.base
    return "人" if base in ("名", "位") else base


def _series(here: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The figures of a sentence, unit by unit and opening by opening; lists of parts are left out."""
    outside = _outside(here)
    for unit in dict.fromkeys(counted_as(f) for f in outside):
        same = [f for f in outside if counted_as(f) == unit]
        starts = [k for k, f in enumerate(same) if _part(f) == "opening"]
        if not starts or same[0].printed.unit.kind not in ("money", "count"):
            continue
        if len(starts) == 1:
            yield same
        else:
            yield from (
                same[a - (k == 0 and a) : b]
                for k, (a, b) in enumerate(zip(starts, (*starts[1:], len(same)), strict=True))
            )


def _part(f: Figure) -> str:
    """opening, closing, in, out, between or "" from the words of the figure's clause."""
    head = squeeze(f.head)
    counted = f.printed.unit.kind == "count"  # “年初8辆” is no budget
    if f.printed.about or f.role in _OTHER or (f.role == "budget" and not counted):
        return ""
    compares = bool(_COMPARES.search(head))
    if _OPENING.search(head) and not compares and not _INTENDED.search(head):
        return "opening"
    if compares and f.role == "change" and "净" not in head:
        return "between"  # “支出165万元，比上年减少45万元” moves nothing
    if _TOTAL.search(head) or (_BETWEEN.search(head) and not _CLOSING.search(head)):
        return "between"
    money = f.printed.unit.base == "元"
    for name, words in (
        ("out", _CASH_OUT if money else _OUT),
        ("in", _CASH_IN if money else _IN),
    ):
        if words.search(head) and not re.search(r"结转下年|转入下年|年末[^，。；]{0,4}结[转余]", head):
            return name
    return "closing" if _CLOSING.search(head) and not compares else ""


def _closes(passage: Passage, same: Sequence[Figure]) -> Iterator[Claim]:
    parts = _parts(same)
    if parts is None:
        return
    opening, closing = parts["opening"][0], parts["closing"][0]
    came, went = parts["in"], parts["out"]
    if not _one_thing(opening, closing):
        return
    ways = [_operands(passage, opening, closing, came, went)]
    if len(came) > 1 or len(went) > 1:  # “支出A，用于B支出b”: the second may be a part of the first
        ways.append(_operands(passage, opening, closing, came[:1], went[:1]))
    certainty = _certainty(ways[0], came, went)
    if len(ways) > 1 and certainty is Certainty.CERTAIN:
        certainty = Certainty.LIKELY
    yield Claim(
        Kind.BALANCE,
        "sentence-balance",
        Relation.LINEAR,
        ways[0],
        _FUND if _BALANCE.search(opening.head) else _STOCK,
        f"sentence-balance:{passage.context.title}:{squeeze(opening.label)[-8:]}",
        certainty,
        alternatives=tuple(ways[1:]),
    )


def _parts(same: Sequence[Figure]) -> _Parts | None:
    """The figures by part: one opening, one closing, some flow, and nothing unknown among them."""
    found: _Parts = {"opening": [], "closing": [], "in": [], "out": [], "between": []}
    names = [_part(f) for f in same]
    at = names.index("opening")
    if "closing" not in names and at and not names[at - 1] and _bare(same[at]):
        names[at - 1] = "closing"  # “离退休人员63人，上年末为59人，年内新增4人”
    known = [k for k, n in enumerate(names) if n not in ("", "between")]
    for k in range(known[0], known[-1] + 1):
        if names[k]:
            found[names[k]].append(same[k])
        elif not _SPENT_ON.search(same[k].head):
            return None
    spent = [f for f in found["out"] if not re.search(r"支出中|其中|用于", f.head)]
    found["out"] = spent or found["out"]
    whole = len(found["opening"]) == len(found["closing"]) == 1 and (found["in"] or found["out"])
    return found if whole and _moves(found) else None


_APART = re.compile(r"[；;、]")


def _bare(opening: Figure) -> bool:
    """An opening without a noun of its own is one of what was told right before it."""
    return not _WORDS.sub("", squeeze(opening.head)) and not _APART.search(opening.before)


def _moves(found: _Parts) -> bool:
    """Income and spending move a balance of money, not the value of things; values that wear off are left alone."""
    opening, closing = found["opening"][0], found["closing"][0]
    if _WEARS.search(opening.head) or _WEARS.search(closing.head):
        return False
    flows = [*found["in"], *found["out"]]
    cash = opening.printed.unit.base == "元" and any(
        re.search(rf"(?:{_MONEY_IN}|{_MONEY_OUT}){_OBJECT}$", squeeze(f.head)) for f in flows
    )
    if not cash:
        return True
    both = bool(found["in"] and found["out"])
    return both and all(_BALANCE.search(f.head) and not _OWED.search(f.head) for f in (opening, closing))


def _one_thing(opening: Figure, closing: Figure) -> bool:
    """Do opening and closing share a noun, or does one of them leave it to the other?"""
    a, b = (_WORDS.sub("", squeeze(f.head)) for f in (opening, closing))
    return not a or not b or any(a[k : k + 2] in b for k in range(len(a) - 1)) or a in b or b in a


def _operands(
    passage: Passage, opening: Figure, closing: Figure, came: Sequence[Figure], went: Sequence[Figure]
) -> tuple[Operand, ...]:
    return (
        operand(passage, closing, "年末数", -1),
        operand(passage, opening, "年初数", 1),
        *(operand(passage, f, "增加", 1) for f in came),
        *(operand(passage, f, "减少", -1) for f in went),
    )


def _certainty(operands: tuple[Operand, ...], came: Sequence[Figure], went: Sequence[Figure]) -> Certainty:
    """Both ways told, or the one way said to be net: it must close. Else people may have left without a word."""
    if (came and went) or any("净" in f.head for f in (*came, *went)):
        return Certainty.CERTAIN
    expected = solve(Relation.LINEAR, operands, 0)
    printed = operands[0].printed
    wrong = printed is not None and expected is not None and slipped(printed, expected)
    return Certainty.LIKELY if wrong else Certainty.GUESS


#: Of the numbers with three digits one in thirty is a slip away from another, of those with two one in five.
_ENOUGH_DIGITS = 3


def slipped(printed: Printed, expected: Interval) -> bool:
    """Is a print the expected value but for one digit, two neighbours swapped or its unit? Little is said of small counts."""
    plain = f"{abs(printed.value):.{printed.decimals}f}"
    slips = [v for v in before_slip(printed, expected) if len(v) == len(plain) and v != plain]
    if sum(c.isdigit() for c in plain) < _ENOUGH_DIGITS:
        slips = [v for v in slips if sorted(v) == sorted(plain)]
    return bool(slips or other_unit(printed, expected))
