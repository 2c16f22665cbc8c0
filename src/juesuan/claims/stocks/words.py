"""The words of stocks and flows: which clause tells what was there, what came in, what went out, what is left.

Small lists by use, whatever is counted: people, cases, animals, things, money. Income and spending are flows of money
alone; a plan, a comparison and a value that wears off are none of the four.
"""

from __future__ import annotations

import re

from juesuan.claims.model import Figure
from juesuan.taxonomy.vocabulary import squeeze

#: Words of which a text that tells a stock has at least one; asked before anything else.
CHEAP = re.compile(r"年初|期初|上年|去年|原有|旧存|\d年[末底]")
_LATE = r"(?:末|底)"
_EARLIER = rf"(?:年初|期初|(?:上年度?|去年|上一年度?){_LATE}?|往年|历年|以前年度)"
#: What was there: at the year's beginning, or left from before.
_OPENING = re.compile(
    rf"(?:年初|期初|(?:上年度?|去年|上一年度?){_LATE}|原有|旧存"
    rf"|{_EARLIER}[^，。；]{{0,14}}(?:结转|结余|旧存|结存|结转|留存|留治|滚存|遗留|未结|转入))"
)
_INTENDED = re.compile(r"计划|(?<!基金)(?<!公共)(?<!经营)预算|任务|目标|编制|核定")
_COMPARES = re.compile(
    r"[比较同与](?!级)[^，。；]{0,6}(?:年初|期初|上年|去年|(?:19|20)\d\d年(?![末底初]))|同比"
)
_FILL = r"(?:了|的|人员|人数|数量|总数|数|额|共计|合计|共|为|是|有|计|达|约|：|:)*$"
#: What is left.
_CLOSING = re.compile(
    rf"(?:年末|年底|期末|期内末)(?!新|增|支|办结)|结转下年|转入下年|结转至?(?:次|下一?)年|(?:未(?:办|审|执)?结|剩余|尚余|结存|结余|余额)(?:资金|金额)?{_FILL}"
    rf"|(?:现有|现存|现为|现共|现|目前|目前有|尚有|仍有|实有|在[建研办库院训押]){_FILL}"
)
_FLOWS_IN = (
    r"新增|净增加?|增加|新收|新招|招生|招收|招录|招聘|录用|补充|引进|购置|购入|购买|新购|接收|接受捐赠|划入|调拨入|转入|调入|新建|建成"
    r"|入库|收到|接到|受理|立案|新立|纳入|入职|入园|入院|入学|入会|迁入|吸纳|借入|举借|新办|新改建|新设立?|新成立|新发展|新组建"
)
_FLOWS_OUT = (
    r"减少|净减少?|报废|核销|处置|划出|转出|调出|调离|离职|辞职|退休(?!人)|去世|死亡|病故|注销|退出|(?<!未)(?:办|审|执)结|审执结|(?<!未)结案"
    r"|化解|销号|出栏|出库|消耗|领用|流失|拆除|关停|淘汰|毕业|完工|竣工|结题|离校|出院|迁出|剔旧|剔除|清退|清理|出售|转让|偿还|归还|收回|缴回|上缴|移交|撤[销并]|裁撤|停办|关闭|并入|除名|摘牌"
)
#: Flows of money; they move nothing but a balance of money.
_MONEY_IN = r"收入|拨入|下达|到位|利息|动用"
_MONEY_OUT = r"支出|使用|支付|拨付|上解(?!收入)|还本|(?:安排|补充)[\u4e00-\u9fff]{0,6}调节|结余分配|缴纳所得税|提取|转入[\u4e00-\u9fff]{0,4}基金"
#: What comes or goes, and its names: “新建澧浦、白沙、清江口3个”.
_OBJECT = r"[\u4e00-\u9fff（）“”]{0,8}(?:[\u4e00-\u9fff（）“”]{0,8}(?:、[\u4e00-\u9fff（）“”]{1,10}){1,12})?"
_IN = re.compile(rf"(?:{_FLOWS_IN}){_OBJECT}$")
_OUT = re.compile(rf"(?:{_FLOWS_OUT}){_OBJECT}$")
_CASH_IN = re.compile(rf"(?:{_MONEY_IN}|{_FLOWS_IN}){_OBJECT}$")
_CASH_OUT = re.compile(rf"(?:{_MONEY_OUT}|{_FLOWS_OUT}){_OBJECT}$")
BALANCE = re.compile(r"结转|结余|余额|滚存|结存|存款")
OWED = re.compile(r"贷款|借款|债务|负债|欠款")
#: What came in less what went out, or opening and income together: told beside the four, no fifth.
_CURRENT = re.compile(r"(?:当期|当年|本年|本期)(?:收支)?(?:结余|盈余)")
_TOGETHER = re.compile(r"(?:共|合计|总计|累计)(?:计|有|办理|受理|承办)?" + _FILL)
#: Totals of the two sides hold the opening and the closing themselves.
TOTAL = re.compile(r"总收入|总支出|(?:收入|支出|收支)(?:决算)?总(?:计|额)|总计")
#: Money of a list that says what it was spent on (“支出中A、B”).
SPENT_ON = re.compile(r"中[\u4e00-\u9fff]|用于|其中")
#: Values that also wear off without a word.
WEARS = re.compile(r"净值|净额|净资产")
#: Clauses and dates that a noun phrase is not made of.
NO_NOUN = re.compile(
    rf"{_EARLIER}|在册|在[建研办库院训押]|存量|余额|规模|年末|年底|期末|现有|现存|目前|截至|结转|结余|旧存|滚存|未结|剩余|本年|当年|全年|[\W\d为有共是现在尚仍还加上年月日末底]+"
)

#: What comes to the account of a place and leaves it besides what is raised and spent in the year.
CAME = r"补助|返还|转贷|债[务券][^，。；]{0,6}收入|调入|动用|上年|结转收入|结余收入|上解收入|转移性?收入|转移支付|国债"
WENT = r"上解(?!收入)|还本|还债|调出|调节基金|周转金|结转下年|援助|补助下级|补助[^，。；]{0,6}支出|年[终末]结[余转]|转移性?支出|偿还"
ACCOUNT_FLOW = re.compile(f"{CAME}|{WENT}")

_OTHER = frozenset({"from", "to", "each", "growth"})


def counted_as(f: Figure) -> str:
    """The base unit; people are counted as 人, 名 and 位 alike."""
    base = f.printed.unit.base
    return "人" if base in ("名", "位") else base


_WHEN = re.compile(
    rf"(?:截至|截止|到)?(?:(?:19|20)\d\d)?(?:年初|年?期[初末]|(?:上年度?|去年|上一年度?)?(?:年)?{_LATE}|上年度?)"
)
_CLAUSES = re.compile(r"[，,；;：:]")


def words_of(f: Figure) -> str:
    """The words of a figure's clause, with the clause before it if that says nothing but when (“截至上年底，共有…”)."""
    clauses = [squeeze(c) for c in _CLAUSES.split(f.before)[-2:]]
    if len(clauses) > 1 and _WHEN.fullmatch(clauses[-2]):
        return clauses[-2] + clauses[-1]
    return squeeze(f.head)


def part_of(f: Figure) -> str:
    """opening, closing, in, out, between or "" from the words of the figure's clause."""
    head = words_of(f)
    counted = f.printed.unit.kind == "count"  # “年初8辆” is no budget
    if f.printed.about or f.role in _OTHER or (f.role == "budget" and not counted):
        return ""
    compares = bool(_COMPARES.search(head))
    if _OPENING.search(head) and not compares and not _INTENDED.search(head):
        return "opening"
    if compares and f.role == "change" and "净" not in head:
        return "between"  # “支出165万元，比上年减少45万元” moves nothing
    together = _TOGETHER.search(head) and not _CLOSING.search(head)
    if TOTAL.search(head) or _CURRENT.search(head) or together:
        return "between"
    money = f.printed.unit.base == "元"
    for name, words in (
        ("out", _CASH_OUT if money else _OUT),
        ("in", _CASH_IN if money else _IN),
    ):
        if words.search(head) and not re.search(r"结转下年|转入下年|年末[^，。；]{0,4}结[转余]", head):
            return name
    return "closing" if _CLOSING.search(head) and not compares else ""


_YEAR_END = re.compile(r"((?:19|20)\d\d)年(?:末|底|12月31日)")
_CASH = re.compile(rf"(?:{_MONEY_IN}|{_MONEY_OUT}){_OBJECT}$")


def year_end(f: Figure) -> int:
    """The year at whose end a clause says something was there, else 0."""
    m = _YEAR_END.search(words_of(f))
    return int(m[1]) if m else 0


def spends(f: Figure) -> bool:
    """Is a flow one of money (收入, 支出), not of the things that money buys?"""
    return bool(_CASH.search(words_of(f)))


def at_the_end(f: Figure) -> bool:
    """Does a clause say that it tells of the period's end, not only of something left?"""
    return bool(re.search(r"年[末底]|期末|下年", words_of(f)))


def opens_move(f: Figure) -> bool:
    """Is what something rose or fell from a stock at the year's beginning (“由年初21个增加到24个”), not last year's doing?"""
    return f.role == "from" and bool(_OPENING.search(words_of(f)))


_ITS_END = re.compile(r"[，,。；;：:、（(]")


def of_the_stock(flow: Figure, opening: Figure) -> bool:
    """Does a flow name what the stock is of: “新建3个街道分馆，分馆由年初21个…”?"""
    thing = squeeze(_ITS_END.split(flow.after[:12])[0])
    words = squeeze(opening.before)
    return any(thing[k : k + 2] in words for k in range(len(thing) - 1))
