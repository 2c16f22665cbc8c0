"""Characters, words, punctuation and labels that were typed twice.

Chinese doubles characters on purpose (天天, 方方面面) and by chance, where one word ends as the next begins
(收入|入库). What counts as a slip is decided by mechanism: the doubled character must not be a known
reduplication, and taking one copy away must leave words that the report itself, or the vocabulary of the
field, uses elsewhere.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from juesuan.claims.model import Report
from juesuan.rules.lexicon import phrases, reduplications
from juesuan.rules.model import Breach
from juesuan.rules.registry import check
from juesuan.rules.texts import HAN, Finds, Stretch, holding, scan, stretches, words_of

_PAIR = re.compile(rf"([{HAN}])\1")
_PHRASE = re.compile(rf"([{HAN}]{{2,12}}?)\1")
_MARKS = re.compile(r"[：:。，\n]")
_POINTS = re.compile(r"([。，、；：,;？！])\1+|[，、；,;][。；，、,;]|。[，、；,;]|[：:][：:。，；]")
_TWO_POINTS = re.compile(r"[。，、；：,;？！:][。，、；：,;？！:]")
_LABEL = re.compile(rf"((?:[{HAN}“”\d]|、){{4,30}}?)[：:。，]\1[：:。，]")
#: Words that cannot meet themselves: where one of them stands doubled, one is too many.
_SINGLE = set("的了以及与和或对将把被由从为于其该这那此并且但而则即如若因故所")
_VERBS = (
    "开展|组织|实施|进行|完成|提高|加强|推进|落实|做好|确保|保障|促进|强化|提升|建立|制定|印发|召开|"
    "举办|安排|支付|用于|包括|推动|加大|维护|深化|坚持|规范|健全|完善|发放"
)
_VERB_OBJECT = re.compile(rf"(?:{_VERBS})(?:各|多|系列|一|相关|有关)")
_TWICE = re.compile(
    rf"(?:^|(?<=[，。；：、“（]))[^，。；：、]{{0,10}}?({_VERBS})((?:各|多|系列|一(?!是)|相关|多种|各种|"
    rf"各项|各类|有关)[{HAN}]{{1,7}}?)\1(?=[{HAN}]{{2}})"
)


@check("doubled-character")
def doubled_character(report: Report) -> Iterable[Breach]:
    """One character typed twice inside a word (以以及, 人力资资源)."""
    finds = Finds()
    known = reduplications()
    body = words_of(report).text
    doubled = [d for d in words_of(report).doubled() if d not in known and "\u4e00" <= d <= "\u9fff\u9fff"]
    for s in holding(report, *sorted(doubled)):
        for m in _PAIR.finditer(s.text):
            at = m.start()
            if not s.joined(at) or m[0] in known or _phrase_around(s.text, at):
                continue
            sure = _single(s.text, at) if m[1] in _SINGLE else _singly(s.text, at, body)
            if sure:
                start, end = max(0, at - 2), min(len(s.text), at + 4)
                words = s.text[start:end]
                finds.add(
                    words,
                    f"“{words}”里“{m[1]}”字重复了一次，请删去一个。",
                    s.mark(start, end),
                    stated=words,
                    expected=words.replace(m[0], m[1], 1),
                )
    return finds.breaches()


def _single(text: str, at: int) -> bool:
    """May a function word at ``at`` not be doubled here? 为|为民 and 所|所长 are two words that meet."""
    before, after = text[max(0, at - 3) : at], text[at + 2 : at + 4]
    character = text[at]
    words = {
        "为": ("人", "作", "认", "成", "行", "因", "视", "变"),
        "所": ("场", "厕", "务", "会", "诊", "究"),
        "对": ("针", "应", "核", "面", "校"),
        "由": ("理", "自", "事", "缘"),
        "于": ("对", "由", "关", "用", "属", "位"),
        "将": ("即", "必"),
        "和": ("总", "谐", "共", "调", "温"),
        "该": ("应",),
        "其": ("尤", "极"),
        "从": ("服", "自"),
        "如": ("例", "诸", "比"),
        "此": ("因", "如", "为"),
        "因": ("原", "成", "诱", "起"),
        "与": ("参", "给"),
        "及": ("以", "涉", "普", "波"),
        "并": ("合",),
        "则": ("原", "规", "细", "准", "守", "总", "附", "法"),
        "即": ("立", "随"),
        "以": ("可", "得", "所", "予", "加", "用", "难", "足", "给"),
        "而": ("因", "从", "反", "进", "然"),
        "的": ("目",),
        "了": ("为",),
        "被": (),
        "或": (),
    }
    return not (before and before[-1] in words.get(character, ()) and after[:1] not in ("及",))


def _singly(text: str, at: int, body: str) -> bool:
    """Does the report use the words around with the character only once, and never (again) doubled?"""
    left, right = text[max(0, at - 2) : at], text[at + 2 : at + 4]
    pair = text[at] * 2
    if not re.fullmatch(rf"[{HAN}]*", left + right) or len(left + right) < 3:
        return False
    near = left[-1:] + text[at] + right[:1]
    known = len(near) == 3 and body.count(near) >= 2 and body.count(left[-1:] + pair + right[:1]) == 1
    # The three characters are a word of the report, and one half of it never stands without the other.
    if known and min(body.count(near[1:]), body.count(near[:2])) - 1 <= body.count(near):
        return True
    doubled = body.count(left[-1:] + pair + right[:1])
    single = left[-2:] + text[at] + right[:2]
    vocabulary = phrases()
    if any(
        single[i:j] in vocabulary
        for i in range(2)
        for j in range(len(single) - 1, len(single) + 1)
        if j - i >= 4
    ):
        return True
    return doubled <= max(1, body.count(single) // 3) and body.count(single) >= 1 and len(single) >= 4


def _phrase_around(text: str, at: int) -> bool:
    """Is the pair part of a longer repetition (满意度满意度), which is told as one?"""
    return bool(re.search(rf"([{HAN}]{{2,12}})\1", text[max(0, at - 1) : at + 3]))


@check("doubled-phrase")
def doubled_phrase(report: Report) -> Iterable[Breach]:
    """A word or phrase repeated at once (满意度满意度)."""
    finds = Finds()
    known = reduplications()
    for s in stretches(report):
        for m in _PHRASE.finditer(s.text):
            word = m[1]
            if len(set(word)) == 1 or not all(s.joined(i) for i in (m.end(1) - 1,)):
                continue
            if _in_columns(report, s, m.end(1)):
                continue
            if len(word) == 2 and (_natural(s, m.start(), word) or word * 2 in known):
                continue
            finds.add(
                m[0],
                f"“{m[0]}”里“{word}”写了两遍，请删去一遍。",
                s.mark(*m.span()),
                stated=m[0],
                expected=word,
                certainty="likely",
            )
    return finds.breaches()


def _in_columns(report: Report, s: Stretch, at: int) -> bool:
    """Do the characters around ``at`` stand apart in the source, as cells of a table typed with spaces do?"""
    left = report.document.place(s.span(at - 1, at))
    right = report.document.place(s.span(at, at + 1))
    if left.line is None or left.line != right.line or left.column is None or right.column is None:
        return False
    return right.column - left.column > 2


def _natural(s: Stretch, at: int, word: str) -> bool:
    """讨论讨论, 一个一个, 管理|管理局: a reduplicated verb, a counting word, or a noun that begins so."""
    if word[0] in "一二三四五六七八九十百千万两几各每另某层批项次件点步天年月日":
        return True
    after = s.text[at + 4 : at + 6]
    return bool(
        re.match(
            r"[局部院所处科股室站队会厅]|中心|平台|制度|办法|系统|人员|单位|机构|经费|工作|费|类|款|项", after
        )
    )


@check("doubled-punctuation")
def doubled_punctuation(report: Report) -> Iterable[Breach]:
    """Two marks where one belongs."""
    finds = Finds()
    for s, m in scan(report, _POINTS, _TWO_POINTS):
        if len(m[0]) >= 3 and set(m[0]) == {"。"}:  # a poor man's ellipsis
            continue
        start = max(0, m.start() - 6)
        words = s.text[start : m.end()]
        finds.add(
            words,
            f"“{words}”末尾的标点重复，请只保留一个。",
            s.mark(start, m.end()),
            stated=m[0],
            expected=m[0][0],
        )
    return finds.breaches()


@check("repeated-label")
def repeated_label(report: Report) -> Iterable[Breach]:
    """The heading of an item typed again at the beginning of its text."""
    finds = Finds()
    for s in _labelled_twice(report):
        for m in _LABEL.finditer(s.text):
            finds.add(
                m[1],
                f"“{m[1]}”连着写了两遍，请保留一遍。",
                s.mark(*m.span()),
                stated=m[0],
                expected=m[1] + m[0][-1],
            )
    return finds.breaches()


def _labelled_twice(report: Report) -> list[Stretch]:
    """The stretches in which what stands before a mark also stands behind it."""
    words = words_of(report)
    parts = _MARKS.split(words.text)
    numbers = []
    position = 0
    for before, after in itertools.pairwise(parts):
        position += len(before) + 1
        if 4 <= len(after) <= 30 and before.endswith(after):
            numbers.append(words.at(position))
    return [words.every[n] for n in dict.fromkeys(numbers) if words.every[n].role != "toc"]


@check("verb-twice")
def verb_twice(report: Report) -> Iterable[Breach]:
    """The same verb before and behind one object (开展各类活动开展宣传)."""
    finds = Finds()
    for s, m in scan(report, _TWICE, _VERB_OBJECT):
        start = m.start(1)
        words = s.text[start : m.end()]
        finds.add(
            words,
            f"“{words}”里“{m[1]}”用了两次，句子不通，请删去一个或改写。",
            s.mark(start, m.end()),
            stated=words,
            certainty="likely",
        )
    return finds.breaches()
