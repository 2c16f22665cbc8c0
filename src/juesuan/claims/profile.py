"""What kind of report this is, whose, and of which year: read from its words, never from its path.

The year is the one its titles and openings speak of; the entity is the name in the title, on the tables and at the
start of sentences; the kind is decided by the words only that kind of report uses.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from juesuan.claims.model import Profile
from juesuan.documents.model import Document, Paragraph

_YEAR_TITLE = re.compile(r"(20[0-3]\d)\s*年(?:度)?[^。；\d]{0,30}(?:决算|自评|绩效|评价|预算|报告|执行情况)")
_YEAR_ANY = re.compile(r"(20[0-3]\d)\s*年")
_ENTITY_END = r"(?:局|委员会|委|厅|部|院|办公室|办|中心|处|所|站|学校|小学|中学|幼儿园|大学|学院|医院|政府|街道办事处|街道|乡|镇|协会|联合会|总工会|联|馆|队|大队|支队|党校|分局|团委|法院|检察院|公司|管委会|管理站|社|机关|党组|工会)"
_ENTITY = re.compile(rf"([\u4e00-\u9fff（）()·]{{2,40}}?{_ENTITY_END})(?=\s*(?:（本级）|本级|机关)?\s*(?:20[0-3]\d|决算|部门|单位|项目|整体|汇总|$))")
_LABELLED = re.compile(r"(?:^|[\s|])(?:部门|单位|编制单位|单位名称|部门名称|预算单位|填报单位|项目单位|项目主管单位|公开部门|公开单位|实施单位)(?:名称|（单位）)?\s*[:：]\s*([\u4e00-\u9fff（）()]{4,40})")
_ALIAS = re.compile(r"[（(](?:以下)?(?:简称|下称)[:：]?\s*[“\"]?([\u4e00-\u9fff]{2,15})[”\"]?\s*[)）]")
_COMPARE = ("与", "比", "较", "同", "自", "至")
_AREAS = ("北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东",
          "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆")  # fmt: skip
_KIND_WORDS = {
    "accounts": ("部门决算", "单位决算", "收入支出决算", "支出决算", "决算情况说明", "机关运行经费", "本年支出合计"),
    "performance": ("绩效评价", "绩效自评", "自评报告", "自评表", "绩效目标", "评价结论", "三级指标", "得分"),
    "budget": ("部门预算", "单位预算", "收支预算", "预算公开", "预算情况说明"),
    "government": ("财政决算", "财政收支", "预算执行情况", "转移支付", "政府决算", "一般公共预算收入"),
}


def read_profile(document: Document) -> Profile:
    """The profile of a document; what the words do not say stays empty."""
    texts = [p.value for _, p in document.paragraphs()]
    whole = "\n".join(texts)
    for _, table in document.tables():
        whole += "\n" + " ".join(c.value for c in islice(table.cells, 200))
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in whole)
    language = "zh" if chinese * 5 >= len(whole.strip() or " ") else "other"
    entity = _entity(document, texts, whole)
    return Profile(
        kind=_kind(whole),
        entity=entity,
        aliases=_aliases(entity, whole),
        year=_year(texts, whole),
        area=_area(entity, whole),
        unit=_unit(whole),
        language=language,
    )


def _kind(whole: str) -> str:
    scores = {kind: sum(min(whole.count(w), 20) for w in words) for kind, words in _KIND_WORDS.items()}
    kind, score = max(scores.items(), key=lambda item: item[1])
    if score < 1:
        return "unknown"
    if kind == "performance" and scores["accounts"] >= 10 and "决算情况说明" in whole:
        return "accounts"
    return kind


def _year(texts: list[str], whole: str) -> int | None:
    votes: Counter[int] = Counter()
    for position, text in enumerate(texts):
        for m in _YEAR_TITLE.finditer(text[:400]):
            if text[max(0, m.start() - 1) : m.start()] in _COMPARE:
                continue
            votes[int(m[1])] += 3 if position < 12 or len(text) <= 60 else 1
    if not votes:
        votes.update(int(m[1]) for m in _YEAR_ANY.finditer(whole) if whole[max(0, m.start() - 1) : m.start()] not in _COMPARE)
    return votes.most_common(1)[0][0] if votes else None


def _entity(document: Document, texts: list[str], whole: str) -> str:
    votes: Counter[str] = Counter()
    for name in _LABELLED.findall(whole):
        votes[name.strip()] += 3
    for _, table in document.tables():
        values = [c.value for c in table.cells[:30]]
        for left, right in zip(values, values[1:], strict=False):
            if re.fullmatch(r"(?:预算|项目主管|项目实施|实施|主管|填报|编制)?(?:单位|部门)(?:（单位）|名称)?[:：]?", left) and 4 <= len(right) <= 40:
                votes[right] += 2
    title = "".join(texts[:3]) if texts and len("".join(texts[:3])) < 120 else ""
    for position, text in enumerate([title, *texts[:60]]):
        line = re.sub(r"^\s*(?:20[0-3]\d\s*年(?:度)?|第[一二三四五]部分)\s*", "", re.sub(r"\s", "", text))
        m = _ENTITY.match(line) if len(line) <= 120 else None
        if m:
            votes[m[1]] += 4 if position < 8 else 1
    for m in re.finditer(rf"(?:20[0-3]\d年(?:度)?|截至20[0-3]\d年12月(?:31日|底))，([\u4e00-\u9fff（）]{{3,30}}?{_ENTITY_END})(?:机关运行|政府采购|共有)", whole):
        votes[m[1]] += 2
    if not votes:
        return ""
    best = max(votes.items(), key=lambda v: (v[1] + min(whole.count(v[0]), 10), len(v[0])))
    longer = Counter(re.findall(rf"[\u4e00-\u9fff]{{2,16}}?(?:省|市|县|区|州|旗|镇|乡|街道){re.escape(best[0])}", whole))
    full = [name for name, n in longer.most_common() if n >= 2 and not re.search(r"[的和与由及在了]", name)]
    return full[0] if full else best[0]


def _aliases(entity: str, whole: str) -> tuple[str, ...]:
    names = set(_ALIAS.findall(whole))
    if entity:
        for cut in (r"^.*?省", r"^.*?市", r"^.*?(?:自治县|县|区)", r"^.*?(?:镇|乡|街道)"):
            short = re.sub(cut, "", entity, count=1)
            if 3 <= len(short) < len(entity):
                names.add(short)
    return tuple(sorted(names))


def _area(entity: str, whole: str) -> str:
    for text in (entity, whole[:3000], whole):
        found = [(text.find(a), a) for a in _AREAS if a in text]
        if found:
            return min(found)[1]
    return ""


def _unit(whole: str) -> str:
    units = re.findall(r"(?:金额)?单位\s*[:：]\s*(亿元|万元|千元|元)", whole)
    return Counter(units).most_common(1)[0][0] if units else ""


def title_paragraphs(document: Document) -> list[Paragraph]:
    """The first few body paragraphs: the cover."""
    return [p for _, p in islice(document.paragraphs(), 8)]
