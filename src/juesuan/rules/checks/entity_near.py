"""Names that are almost one's own: the county with one letter wrong, a court where a procuratorate defines its terms.

A place that differs from one's own in a single letter and has no other part in the report is a slip of the hand, or
left from a neighbour's report. In the glossary a body explains its own subjects (“指人民法院用于…”): a sister body of
another kind there comes from that body's report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.claims.entities import name_of
from juesuan.claims.model import Report
from juesuan.rules.texts import HAN, Stretch, scan, words_of

_PARTNER = re.compile(r"[与和同及赴向到比较邻往给付拨、《]$|(?:学习|考察|相邻|毗邻|接壤|借鉴)[^，。；]{0,6}$")
#: Letters that tell neighbours apart: 上林县 and 下林县 may both be meant.
_TELLING = "东西南北中上下前后左右新老大小内外"
_SHORTEST = 3
_USUAL = 3


def near_places(report: Report) -> Iterator[tuple[Stretch, int, int, str]]:
    """Where one's own place stands with one letter wrong, and what should stand there."""
    places = name_of(report.profile.entity).places
    words = words_of(report)
    for place in {p for p in places if len(p) >= _SHORTEST and words.text.count(p) >= _USUAL}:
        for i in range(len(place) - 1):
            front, back = place[:i], place[i + 1 :]
            pattern = re.compile(rf"{re.escape(front)}(?![{_TELLING}{place[i]}])[{HAN}]{re.escape(back)}")
            for s, m in scan(report, pattern, max(front, back, key=len)):
                if _slip(s, m, place, words.text):
                    core = _core(s.text, m.end(), place, words.text)
                    yield s, m.start(), m.end() + len(core), place + core


_LEVEL = re.compile(r"(?:自治[县州区旗]|街道|.)$")


def _slip(s: Stretch, m: re.Match[str], place: str, whole: str) -> bool:
    """Is this a wrong print of one's own place, and no place of its own?"""
    stem = _LEVEL.sub("", m[0])
    if whole.count(stem) != 1 or _PARTNER.search(s.text, max(0, m.start() - 10), m.start()):
        return False
    if re.match(r"[、和与及]", s.text[m.end() :]):
        return False
    # Half of a name of two letters is shared by many counties: there a body of one's own must follow.
    return len(stem) > 2 or bool(_core(s.text, m.end(), place, whole))


_BODY = re.compile(rf"办事处|[{HAN}]{{2,12}}?(?:局|法院|检察院|政府|委员会|中心|学校|中学|医院|委|办)")


def _core(text: str, end: int, place: str, whole: str) -> str:
    """The name of a body behind the place that elsewhere stands behind one's own (教育局, 人民法院), "" if none."""
    m = _BODY.match(text, end, end + 16)
    return m[0] if m is not None and place + m[0] in whole else ""


#: Bodies that explain like subjects in like words, each by what marks its name.
_KINDS = {
    "法院": r"(?:各级)?(?:人民)?法院",
    "检察院": r"(?:各级)?(?:人民)?检察(?:院|机关)",
    "公安": r"(?:各级)?公安(?:局|机关|部门)",
    "司法局": r"(?:各级)?司法(?:局|行政机关|行政部门|所)",
    "学校": r"(?:中小|各)?学校|高校|中学",
    "医院": r"(?:公立)?医院",
}
_EXPLAINED = re.compile(
    rf"(?P<term>[^：:。；]{{2,60}}?)[：:]?(?:是|主要)?(?:指|反映)(?P<body>{'|'.join(_KINDS.values())})"
    r"(?=(?:机关|系统|部门)?(?:用于|为(?:了)?|履行|开展|办理|保障|依法|按照|行使|从事|建设))"
)


def other_kinds(report: Report) -> Iterator[tuple[Stretch, int, int, str]]:
    """Definitions of the glossary whose subject is a body of another kind than one's own, with that body."""
    own = next((k for k in _KINDS if re.search(_KINDS[k], report.profile.entity)), None)
    if own is None:
        return
    for s, m in scan(report, _EXPLAINED, "指", "反映", cells=False):
        kind = next(k for k, words in _KINDS.items() if re.fullmatch(words, m["body"]))
        if kind != own and m.start() == 0 and not re.search(_KINDS[kind] + "|" + kind[:2], m["term"]):
            yield s, m.start("body"), m.end("body"), m["body"]
