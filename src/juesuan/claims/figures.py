"""Finding the printed numbers of running text, number first: what is a quantity, what belongs to it, what is not one.

A year, a date, a document number, a subject code or a list number is not a quantity. What remains is cut into
sentences, each number with the words before and after it; :mod:`juesuan.claims.roles` says what each one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from juesuan.amounts import Printed, parse_printed
from juesuan.amounts.printed import NUMBER
from juesuan.amounts.units import NO_UNIT, SCALES, TIMES, UNIT_AT_START, UNITS, Unit
from juesuan.claims.model import Figure
from juesuan.documents.characters import full_width
from juesuan.documents.model import Document, Span
from juesuan.documents.outline import numbering_of

_SENTENCE_END = re.compile(r"[。！？]|\n")
_CLAUSE_BREAK = re.compile(r"[，,。；;：:！？\n]")
_NOT_BEFORE = re.compile(r"[A-Za-zＡ-Ｚ〔\[第#№_/]$|[〔(（]\s*20?$|[a-zA-Z]-$")
#: What follows a number that makes it a date, a document number, an ordinal or a version, not a quantity.
_NOT_AFTER = re.compile(
    r"\s*(?:年(?!均|度内|龄)|月(?!均|租|薪)(?:\d|底|末|初|份|至|-|—|，|。|、|）|\)|中|上|下|起|前|后|$|[^\d]{0,2}日)|日(?!均)|号(?!召)|时\d|点\d|〕|\]|级(?:以上)?公务)"
)
#: No date and no deadline has so many days: “实际开放总床日87600日”.
_MOST_DAYS = 366
_RANGE_AFTER = re.compile(r"\s*[-—~～–至]\s*\d")
_RANGE_BEFORE = re.compile(r"\d\s*[%％万元人个]*\s*[-—~～–至]\s*$")
#: Words after which a dash is a minus sign: “差异率-6.39%”, “增减额为-3.2万元”.
_SIGNED = re.compile(r"(?:率|额|幅|差|数|为|是|：|:|完成|收入|支出|结余|补助|金)$")
_ABOUT_BEFORE = re.compile(
    r"(?:(?<![节违合签集])约|近|超过|(?<![彩B])超|逾|不少于|不低于|不高于|不超过|至少|达到?以上|大于|小于|低于|高于|≥|≤|>|<|＞|＜)\s*$"
)
_ABOUT_AFTER = re.compile(r"\s*(?:余|多(?!\d)|以上|以内|以下|之上|之内|之下|左右|上下)")
_CODE_AFTER = re.compile(r"\s*[-—]?\s*(?:[\u4e00-\u9fff“（(])")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)\s*(?:年|预算年度|财政年度|年度)?")


class Sentence(msgspec.Struct, frozen=True):
    """A stretch of a paragraph up to its full stop, and the numbers in it."""

    index: int
    block: int
    start: int
    end: int
    text: str
    figures: tuple[Figure, ...]
    cell: int | None = None


def sentences(document: Document) -> tuple[Sentence, ...]:
    """All sentences of the running text (paragraphs, footnotes; not headings' numbers, contents or tables)."""
    found: list[Sentence] = []
    for index, paragraph in document.paragraphs():
        if paragraph.role != "toc":
            found.extend(_paragraph(index, full_width(paragraph.text.value), len(found)))
    return tuple(found)


#: Shorter cells hold a value or a name; longer ones may hold sentences with arithmetic of their own.
SENTENCE_CELL = 24
_ARITHMETIC = re.compile(
    r"\d[\d,.]*\s*(?:万|亿)?(?:元|%|％|人|名|个|件|户)[^\d]{1,40}\d[\d,.]*\s*(?:万|亿)?(?:元|%|％|人|名|个|件|户)"
)


def cell_sentences(document: Document, number: int) -> tuple[Sentence, ...]:
    """The sentences of table cells that hold running text with at least two quantities; ``number`` is the next index."""
    found: list[Sentence] = []
    for block, table in document.tables():
        for index, cell in enumerate(table.cells):
            text = cell.text.value
            if len(text) >= SENTENCE_CELL and _ARITHMETIC.search(text):
                found.extend(_paragraph(block, full_width(text), number + len(found), index))
    return tuple(found)


def _paragraph(block: int, text: str, number: int, cell: int | None = None) -> Iterator[Sentence]:
    numbering = numbering_of(text)
    start = numbering.end if numbering else 0
    for m in _SENTENCE_END.finditer(text + "。", start):
        if text[start : m.start()].strip():
            figures = _figures(text, Span(block, start, m.start(), cell), number)
            yield Sentence(number, block, start, m.start(), text[start : m.start()], figures, cell)
            number += 1
        start = m.end()


def _figures(text: str, at: Span, sentence: int) -> tuple[Figure, ...]:
    block, start, end, inside = at.block, at.start, at.end, at.cell
    spans = [
        (m, q)
        for m in NUMBER.finditer(text, start, end)
        if (q := quantity(text, m.start(), m.end(), end)) is not None
    ]
    figures: list[Figure] = []
    previous = start
    for i, (m, (printed, stop)) in enumerate(spans):
        following = spans[i + 1][0].start() if i + 1 < len(spans) else end
        before = text[previous : m.start()]
        breaks = [b.end() for b in _CLAUSE_BREAK.finditer(before)]
        head = before[breaks[-1] :] if breaks else before
        clause = m.start() - len(head)
        figures.append(
            Figure(
                number=Span(block, m.start(), stop, inside),
                clause=Span(block, clause + len(head) - len(head.lstrip(" 　、")), stop, inside),
                printed=printed,
                label="",
                before=before,
                head=head,
                after=text[stop:following],
                sentence=sentence,
                depth=_depth(text, start, m.start()),
            )
        )
        previous = stop
    return _shared_units(figures)


def _depth(text: str, start: int, at: int) -> int:
    part = text[start:at]
    opened = sum(part.count(c) for c in "（(")
    closed = sum(part.count(c) for c in "）)")
    return max(0, opened - closed)


def quantity(text: str, start: int, stop: int, end: int) -> tuple[Printed, int] | None:
    """The quantity whose digits are ``text[start:stop]`` and where its unit ends; ``None`` if it is not one."""
    digits = text[start:stop]
    before = text[max(0, start - 8) : start]
    if digits[0] in "-−－" and _WORD_END.search(before) and not _SIGNED.search(before):
        start, digits = start + 1, digits[1:]  # a dash between words is not a sign
        if re.search(r"\d\s*$", before) and not _RANGE_BEFORE.search(text[max(0, start - 8) : start]):
            return None
    after = text[stop : min(end, stop + 12)]
    if _NOT_BEFORE.search(before) or (_NOT_AFTER.match(after) and not _days(digits, after)):
        return None
    if _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(text[max(0, start - 8) : start]):
        return None
    if "." not in digits and _SUBJECT_AFTER.match(text, stop, stop + 34):
        return None  # “(类)01人力资源…（款）”: the printed code of a subject
    unit, length, about = _unit(after)
    plain = digits.replace(",", "").replace("，", "")
    if unit is NO_UNIT and "." in digits and _BARE_SHARE.search(before) and _ENDS.match(after):
        unit = UNITS["%"]  # “占76.23；”: the missing sign is a finding of its own
    if unit is NO_UNIT and _GROWS.search(before) and (times := _TIMES.match(after)) is not None:
        unit, length = TIMES, times.end()
    if unit is NO_UNIT and _looks_like_code(plain, after, before):
        return None
    printed = parse_printed(digits, unit)
    if printed is None:
        return None
    about = (
        about
        or bool(_ABOUT_BEFORE.search(before))
        or bool(_ABOUT_AFTER.match(text[stop + length : stop + length + 3]))
    )
    return Printed(printed.text, printed.value, printed.decimals, unit, about), stop + length


#: “增长1.6倍”: a rate of growth; “是上年的2.6倍” is none.
_GROWS = re.compile(r"(?:增长|增加|上升|提高|增幅)(?:了|达到?|约|近|超过?|为)*\s*$")
_TIMES = re.compile(r"\s*倍")


def _days(digits: str, after: str) -> bool:
    """Are so many 日 days, and no day of a month?"""
    plain = digits.replace(",", "").replace("，", "")
    known = plain.isdigit() and len(plain) < _DATE_DIGITS and int(plain) > _MOST_DAYS
    return known and after.lstrip().startswith("日")


#: 20241231 is a date.
_DATE_DIGITS = 8
_BARE_SHARE = re.compile(r"占(?:比|比重|比例)?为?$")
_ENDS = re.compile(r"\s*(?:[，,。；;、）)]|$)")
_WORD_END = re.compile(r"[\d\u4e00-\u9fffA-Za-z]$")
_SUBJECT_AFTER = re.compile(r"\s*[（(]?[\u4e00-\u9fff、]{2,30}[（(][类款项][）)]")
_YEAR_DIGITS = re.compile(r"(?:19|20)\d\d")
_LIST_MARK = re.compile(r"[.．、）)]")


def _looks_like_code(digits: str, after: str, before: str) -> bool:
    """Is a bare integer a subject code, a year, a list or document number rather than an amount?"""
    if "." in digits:
        return False
    if len(digits) in (3, 5, 7) and digits[0] in "2356" and _CODE_AFTER.match(after):
        return True
    if _YEAR_DIGITS.fullmatch(digits):
        return True
    return bool(_LIST_MARK.match(after)) and not before.strip()[-1:].isdigit()


def _unit(after: str) -> tuple[Unit, int, bool]:
    """The unit at the start of ``after``, how many characters it takes, and whether it says 余/多."""
    m = UNIT_AT_START.match(after)
    if m is None or not (m["unit"] or m["scale"]):
        return NO_UNIT, 0, False
    about = bool(m["many"] or m["more"])
    scale = m["scale"] or ""
    name = m["unit"] or ""
    if scale + name in UNITS:
        return UNITS[scale + name], m.end(), about
    if name:
        unit = UNITS[name]
        return Unit(scale + name, unit.base, unit.scale * SCALES[scale], unit.kind), m.end(), about
    if scale in ("万", "亿", "万亿"):
        # “1100万” with no unit word: a person reads 万元 beside money; the missing word is a finding of its own.
        return Unit(scale, "", SCALES[scale], "none"), m.end("scale"), about
    return NO_UNIT, 0, about


_PAIRED = re.compile(r"\s*[、，,和与/]\s*")


def _shared_units(figures: list[Figure]) -> tuple[Figure, ...]:
    """Give the unit of “4125.49、4143.91万元” to the first number too."""
    out = list(figures)
    for i in range(len(out) - 2, -1, -1):
        here, following = out[i], out[i + 1]
        bare = here.printed.unit is NO_UNIT or here.printed.unit.kind == "none"
        shared = following.printed.unit.kind in ("money", "ratio") and (
            here.printed.decimals == following.printed.decimals or here.printed.decimals
        )
        if bare and shared and _PAIRED.fullmatch(following.before):
            p = here.printed
            unit = following.printed.unit
            out[i] = here.printed_as(Printed(p.text, p.value, p.decimals, unit, p.about))
    beside = any(f.printed.unit.base == "元" for f in out)
    money: Figure | None = None
    for i, f in enumerate(out):
        if f.printed.unit.kind != "none" or f.printed.unit.printed not in ("万", "亿"):
            continue
        # “到位资金1100万，占目标1000万元”: beside money, a bare 万 is 万元 (the missing 元 is a finding of its own);
        # alone, where its own words speak of money, or where it goes on with a list that they began.
        told = bool(_MONEY.search(f.head)) and not _COUNTED.search(f.head)
        goes_on = money is not None and money.sentence == f.sentence and not _COUNTED.search(f.head)
        if beside or told or goes_on:
            p = f.printed
            unit = Unit(p.unit.printed, "元", p.unit.scale, "money")
            out[i] = money = f.printed_as(Printed(p.text, p.value, p.decimals, unit, p.about))
    return tuple(out)


#: Words of money, and of what is counted in 万 without it.
_MONEY = re.compile(
    r"资金|经费|拨款|补助|补贴|津贴|预算|决算|投资|金额|支出|执行数|收入|奖金|工程款|债券|贷款|保险费|税"
)
_COUNTED = re.compile(
    r"(?:人|人[口员数次群才]|户|对象|群众|学生|职工|居民|农民|旅客|用户|亩|地|面积|里程|株|树|棵|吨|册|资料|读本|粉丝|点击|量|次|(?<![行算出付])数)$"
)


def years_in(text: str) -> list[int]:
    """The years a text names, in order."""
    return [int(m[0][:4]) for m in _YEAR.finditer(text)]
