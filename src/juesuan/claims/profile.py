"""What kind of report this is, whose, and of which year: read from its words, never from its path.

The year is the one its titles and openings speak of; the entity is the name in the title, on the tables and at the
start of sentences (:mod:`juesuan.claims.entities`); the kind is decided by the words only that kind of report uses.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from juesuan.claims.entities import aliases_of, entity_of
from juesuan.claims.model import Profile
from juesuan.documents.model import Document, Paragraph
from juesuan.taxonomy.areas import PROVINCES

_YEAR_TITLE = re.compile(r"(20[0-3]\d)\s*年(?:度)?[^。；\d]{0,30}?(决算|自评|绩效|评价|预算|报告|执行情况)")
_YEAR_ANY = re.compile(r"(20[0-3]\d)\s*年")
_COMPARE = ("与", "比", "较", "同", "自", "至")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ぀-ヿ가-힯]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_AREAS = re.compile("|".join(PROVINCES))
_UNIT = re.compile(r"(?:金额)?单位\s*[:：]\s*(亿元|万元|千元|元)")
_KIND_WORDS = {
    "accounts": (
        "部门决算",
        "单位决算",
        "收入支出决算",
        "支出决算",
        "决算情况说明",
        "机关运行经费",
        "本年支出合计",
    ),
    "performance": ("绩效评价", "绩效自评", "自评报告", "自评表", "绩效目标", "评价结论", "三级指标", "得分"),
    "budget": ("部门预算", "单位预算", "收支预算", "预算公开", "预算情况说明"),
    "government": ("财政决算", "财政收支", "预算执行情况", "转移支付", "政府决算", "一般公共预算收入"),
}
#: Words that decide where none of the above stands: a part of a report, a single section.
_WEAK_WORDS = (("performance", "绩效"), ("accounts", "决算"), ("budget", "预算"))


def read_profile(document: Document) -> Profile:
    """The profile of a document; what the words do not say stays empty."""
    texts = [p.value for _, p in document.paragraphs()]
    parts = list(texts)
    for _, table in document.tables():
        parts.append(" ".join(c.value for c in islice(table.cells, 200)))
    whole = "\n".join(parts)
    entity = entity_of(document, texts, whole)
    return Profile(
        kind=_kind(whole),
        entity=entity,
        aliases=aliases_of(entity, whole),
        year=_year(texts, whole),
        area=_area(entity, whole),
        unit=_unit(whole),
        language=_language(whole),
    )


def _language(whole: str) -> str:
    """Chinese, if one letter in five is: figures speak no language, nor does an address of the web."""
    chinese = sum(map(len, _HAN.findall(whole)))
    latin = sum(map(len, _LATIN.findall(_ADDRESS.sub("", whole))))
    return "zh" if chinese and chinese * 5 >= chinese + latin else "other"


def _kind(whole: str) -> str:
    scores = {kind: sum(min(whole.count(w), 20) for w in words) for kind, words in _KIND_WORDS.items()}
    kind, score = max(scores.items(), key=lambda item: item[1])
    if score < 1:
        return next((weak for weak, word in _WEAK_WORDS if word in whole), "unknown")
    if kind == "performance" and scores["accounts"] >= 10 and "决算情况说明" in whole:
        return "accounts"
    return kind


def _year(texts: list[str], whole: str) -> int | None:
    votes: Counter[int] = Counter()
    for position, text in enumerate(texts):
        titled = list(_YEAR_TITLE.finditer(text[:400]))
        closed = any(m[2] == "决算" for m in titled)
        for m in titled:
            if text[max(0, m.start() - 1) : m.start()] in _COMPARE:
                continue
            if closed and m[2] != "决算":
                continue  # “2020年财政决算和2021年上半年预算执行情况”: a report on what is closed
            votes[int(m[1])] += 3 if position < 12 or len(text) <= 60 else 1
    if not votes:
        votes.update(
            int(m[1])
            for m in _YEAR_ANY.finditer(whole)
            if whole[max(0, m.start() - 1) : m.start()] not in _COMPARE
        )
    return votes.most_common(1)[0][0] if votes else None


def _area(entity: str, whole: str) -> str:
    for text in (entity, whole[:3000], whole):
        m = _AREAS.search(text)
        if m:
            return m[0]
    return ""


def _unit(whole: str) -> str:
    units = _UNIT.findall(whole)
    return Counter(units).most_common(1)[0][0] if units else ""


def title_paragraphs(document: Document) -> list[Paragraph]:
    """The first few body paragraphs: the cover."""
    return [p for _, p in islice(document.paragraphs(), 8)]
