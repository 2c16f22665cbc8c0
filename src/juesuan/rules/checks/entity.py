"""Names written wrong: one's own name misspelt, two names for one body, a term with a homophone in it.

The report's own name is known from its title (the profile), so a slip in it is found by distance. Another body's
name in this unit's own place is found in :mod:`juesuan.rules.checks.entity_own`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from juesuan.claims.model import Report
from juesuan.rules.checks.entity_near import near_places
from juesuan.rules.checks.entity_own import slots
from juesuan.rules.grams import SIZE, grams, han_only, letters_of, shift_of, translated
from juesuan.rules.headings import region_of
from juesuan.rules.lexicon import confusions
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.sounds import by_sound
from juesuan.rules.texts import HAN, Finds, Words, holding, scan, stretches, words_of

_BODY = re.compile(rf"(?:局|中心|院|大队|支队|委员会|管理处|服务站|管理所)(?![{HAN}]{{0,2}}(?:局|中心|院))")
_NAME_LETTERS = re.compile(rf"[{HAN}]+")
#: Letters by which sister bodies are told apart.
_TELLING = "一二三四五六七八九十东西南北中上下前后左右新老大小内外"
#: How a sentence goes on that tells what the unit itself does or is.
_ACTS = r"(?=对|组织|开展|按照|根据|严格|认真|高度|积极|本年|全年|部门|整体|20\d\d年)"
_SHORTENED = {"人民", "工作", "委员", "中国", "公司", "机关", "行政", "公共", "综合", "城乡", "城市"}


def _names(report: Report) -> list[str]:
    entity = report.profile.entity
    if not entity:
        raise NotApplicable("没有识别出编报单位名称")
    return [entity, *(a for a in report.profile.aliases if len(a) >= 2)]


@check("own-name-misspelt")
def own_name_misspelt(report: Report) -> Iterable[Breach]:
    """One's own name with one character lost or wrong."""
    names = _names(report)
    region = region_of(names[0])
    good = [n for n in (*names, region) if n]
    finds = Finds()
    taken: set[tuple[int, int | None, int]] = set()
    for name in sorted({n for n in (*names, region) if len(n) >= 5}, key=len, reverse=True):
        pattern = _one_off(name, whole=name in (names[0], region))
        half = len(name) // 2  # one slip leaves one half of the name as it is
        for s, m in scan(report, pattern, name[:half], name[half:], contents=True):
            wrong = m[0]
            before = s.text[max(0, m.start() - 1) : m.start()]
            whole = name in s.text[max(0, m.start() - 2) : m.end() + 2]
            if before + wrong in name or whole or wrong in good or (s.block, s.cell, m.start()) in taken:
                continue
            if re.search(rf"[^{HAN}]", wrong) or ("和" in name and wrong == name.replace("和", "")):
                continue
            taken.add((s.block, s.cell, m.start()))
            finds.add(
                wrong,
                f"“{wrong}”与本单位名称“{name}”差一个字，请核对。",
                s.mark(*m.span()),
                stated=wrong,
                expected=name,
                certainty="likely",
            )
    _short_names(report, names, finds)
    _first_letters(report, names, finds)
    _near_places(report, finds)
    return finds.breaches()


def _near_places(report: Report, finds: Finds) -> None:
    """The place of one's own name with one letter wrong, where nothing above has told it."""
    told = [mark.span for b in finds.breaches() for mark in b.marks]
    for s, start, end, right in near_places(report):
        here = s.span(start, end)
        if any(
            (t.block, t.cell) == (here.block, here.cell) and t.start < here.end and here.start < t.end
            for t in told
        ):
            continue
        words = s.text[start:end]
        finds.add(
            words,
            f"“{words}”与本单位所在地的名称“{right}”差一个字，又只在这里出现，请核对。",
            s.mark(start, end),
            stated=words,
            expected=right,
            certainty="likely",
            level="warning",
        )


def _first_letters(report: Report, names: list[str], finds: Finds) -> None:
    """A sentence's subject that is one's own name but for one of its first two letters, and stands only once.

    Sisters that are told apart by a number or a direction (第一小学, 东关街道) are bodies of their own.
    """
    whole = words_of(report).text
    told = {(slot.stretch.block, slot.stretch.cell, slot.start) for slot in slots(report)}
    for name in (n for n in names if len(n) >= 5 and whole.count(n) >= 3):
        for i in (0, 1):
            letter = rf"(?![{_TELLING}{re.escape(name[i])}])."
            pattern = re.compile(
                rf"(?:^|(?<=[。；，：]))({re.escape(name[:i])}{letter}{re.escape(name[i + 1 :])}){_ACTS}"
            )
            for s, m in scan(report, pattern, name[2:], cells=False):
                known = name[i] in _TELLING or whole.count(m[1]) > 1
                if known or not "一" <= m[1][i] <= "鿿" or (s.block, s.cell, m.start(1)) in told:
                    continue
                finds.add(
                    m[1],
                    f"“{m[1]}”与本单位名称“{name}”差一个字，请核对。",
                    s.mark(*m.span(1)),
                    stated=m[1],
                    expected=name,
                    certainty="likely",
                    level="warning",
                )


def _short_names(report: Report, names: list[str], finds: Finds) -> None:
    """Four-character short forms (区人社局): used often, and once or twice without an interior character."""
    for name in (n for n in names if len(n) == 4):
        usual = sum(s.text.count(name) for s in holding(report, name))
        for wrong in {name[0] + name[2:], name[:2] + name[3]}:
            hits = list(scan(report, re.compile(re.escape(wrong)), wrong))
            if usual >= 4 and 1 <= len(hits) <= 2:
                marks = [s.mark(*m.span()) for s, m in hits]
                message = f"“{wrong}”与别处的“{name}”差一个字，请核对。"
                finds.add(wrong, message, *marks, stated=wrong, expected=name, certainty="likely")


def _one_off(name: str, whole: bool) -> re.Pattern[str]:
    """Matches a name with one character dropped, or (if long) one interior character wrong.

    Only of a ``whole`` name may the first character be the one that is lost: a short form begins anywhere.
    """
    parts = [re.escape(name[:i] + name[i + 1 :]) for i in range(0 if whole else 1, len(name) - 1)]
    if len(name) >= 8:
        parts += [
            f"{re.escape(name[:i])}(?!{re.escape(name[i])}).{re.escape(name[i + 1 :])}"
            for i in range(2, len(name) - 1)
        ]
    return re.compile("|".join(parts))


@check("two-names-for-one-body")
def two_names(report: Report) -> Iterable[Breach]:
    """One body under two names, of which one has two characters more (人才交流中心, 人才交流服务中心)."""
    uses: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    all_stretches = list(stretches(report))
    for number, s in enumerate(all_stretches):
        last = 0
        for m in _BODY.finditer(s.text):
            run = _NAME_LETTERS.findall(s.text, max(last, m.end() - 12), m.end())[-1]
            for size in range(6, len(run) + 1):
                uses[run[-size:]].append((number, m.end() - size, m.end()))
            last = m.end()
    finds = Finds()
    for longer, shorter in _pairs(set(uses)):
        a, b = uses[longer][0], uses[shorter][0]
        marks = [all_stretches[n].mark(i, j) for n, i, j in (b, a)]
        finds.add(
            f"{shorter}|{longer}",
            f"同一机构疑有两种写法：“{shorter}”和“{longer}”，请核对并统一。",
            *marks,
            stated=shorter,
            expected=longer,
            certainty="guess",
        )
    return finds.breaches()


def _pairs(names: set[str]) -> Iterator[tuple[str, str]]:
    """(longer, shorter) names that differ by two characters inside; only the longest pair of one kind."""
    found: list[tuple[str, str]] = []
    for name in sorted(names, key=len, reverse=True):
        for i in range(2, len(name) - 3):
            shorter = name[:i] + name[i + 2 :]
            extra = name[i : i + 2]
            if (
                len(shorter) >= 6
                and shorter in names
                and extra not in _SHORTENED
                and extra[-1] not in "和市县区镇乡省州"
            ):
                if not any(
                    name.endswith(f[0][-6:]) and f[0].endswith(name[-5:]) and f[1].endswith(shorter[-5:])
                    for f in found
                ):
                    found.append((name, shorter))
                break
    yield from found


@check("name-with-homophone")
def homophone_name(report: Report) -> Iterable[Breach]:
    """A term that elsewhere is written with another character of the same sound (金宝网络, 金保网络)."""
    finds = Finds()
    slips = {c.wrong for c in confusions()}
    usual = _sounding_alike(report)
    words = words_of(report)
    places = {letters_of(rare): _places(words, letters_of(rare)) for rare in usual}
    for rare in sorted(usual, key=lambda r: places[letters_of(r)][0][:2]):
        word, right = letters_of(rare), letters_of(usual[rare])
        if not any(slip in word for slip in slips):  # that is told as a confusion of words
            finds.add(
                word,
                f"“{word}”在别处多写作“{right}”，请核对是否用了同音字。",
                *(words.every[n].mark(i, i + SIZE) for n, i in places[word]),
                stated=word,
                expected=right,
                certainty="likely",
            )
    return finds.breaches()


def _sounding_alike(report: Report) -> dict[int, int]:
    """Rare four letters → the usual four letters they differ from in one inner letter of the same sound."""
    counts = grams(report)
    sounds = translated(counts, by_sound())
    several = {sound for sound, often in Counter(sounds).items() if often > 1}
    groups: dict[int, list[int]] = defaultdict(list)
    for gram, sound in zip(counts, sounds, strict=True):
        if sound in several:
            groups[sound].append(gram)
    inner = [0xFFFF << shift_of(1), 0xFFFF << shift_of(2)]
    found: dict[int, int] = {}
    for rare, gram in itertools.chain.from_iterable(itertools.permutations(g, 2) for g in groups.values()):
        if counts[gram] >= max(3, 2 * counts[rare]) and any(not (rare ^ gram) & ~i for i in inner):
            known = counts[found[rare]] if rare in found else 0
            if counts[gram] > known and han_only(gram):
                found[rare] = gram
    return found


def _places(words: Words, word: str) -> list[tuple[int, int]]:
    """The first places of a word: (number of the stretch, position in it)."""
    found: list[tuple[int, int]] = []
    at = words.text.find(word)
    while at >= 0 and len(found) < 6:
        number = words.at(at)
        found.append((number, at - words.starts[number]))
        at = words.text.find(word, at + 1)
    return found
