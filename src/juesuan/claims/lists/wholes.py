"""Which whole a list names: “设备构成为：…”, “基本支出中，…”, “年末结转资金中，…” for the 年末财政拨款结转 told before.

The name of the whole, said again where its list begins, decides between it and whatever was printed last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from juesuan.amounts import Interval
from juesuan.claims.measures import budget_led
from juesuan.claims.model import Figure
from juesuan.taxonomy.vocabulary import ancestors, concept_of, squeeze

_SUBJECT = re.compile(
    r"([\u4e00-\u9fff（）“”]{2,16}?)(?:其中|主要包括|具体包括|包括|主要用于|分别为|分别是|构成|组成)"
)

#: “基本支出2468万元，项目支出1243万元。基本支出中，人员经费…”: the whole is the one named again.
_NAMED_AGAIN = re.compile(r"([\u4e00-\u9fff（）“”]{2,16})中[，,：:]")


def whole_named(before: str) -> str:
    """The words before a list's first figure that name its whole, "" if none do."""
    named = _SUBJECT.search(re.split(r"[。；;，,]", before)[-1]) or _NAMED_AGAIN.search(before)
    return named[1] if named else ""


#: An amount told as the reason of something is no whole.
REASON = re.compile(r"原因|由于|主要(?:是|系)|系因")
_MEAN = re.compile(r"[人户村亩车次场站生件床校]均(?:[^\u4e00-\u9fff]|$)|平均|每[^年月日]")
_MONEY = re.compile(r"(?:资金|经费|金额)$")


def called(label: str, words: str) -> bool:
    """Is a figure named so: in full, by an ending, or with words left out (“年末结转资金” for 年末财政拨款结转)?"""
    core, letters = _MONEY.sub("", words), iter(label)
    shortened = len(core) >= 4 and label.endswith(core[-2:]) and all(c in letters for c in core)
    return label.endswith(words) or words.endswith(label) or shortened


def named_again(figures: Sequence[Figure], i: int) -> int | None:
    """“专业技术人员98人，占…；专业技术人员中，高级职称18人”: the figure whose name, said again, opens a list at ``i``."""
    m = _NAMED_AGAIN.search(figures[i].before) if "中" in figures[i].before else None
    words = squeeze(m[1]) if m else ""
    if len(words) < 3:
        return None
    short = words.removesuffix("人员")  # “政法专项编制39人…；政法专项编制人员中，检察官16人”
    for k in range(i - 1, -1, -1):
        label = squeeze(figures[k].label)
        same = figures[k].printed.unit.base == figures[i].printed.unit.base and figures[k].role == "amount"
        if same and len(label) >= 3 and (label.endswith((words, short)) or words.endswith(label)):
            return k
    return None


def nearest_named(figures: Sequence[Figure], i: int, words: str) -> int | None:
    """“支出2412.36万元，结余127.64万元。支出构成为：…”: the list is of the spending, not of what was printed last."""
    for k in range(i - 1, max(-1, i - 6), -1):
        f = figures[k]
        same = f.printed.unit.base == figures[i].printed.unit.base and f.role == "amount"
        if same and not f.depth and squeeze(f.label).endswith(words):
            return k
    return None


def only_amount(figures: Sequence[Figure], i: int) -> int | None:
    """The one expense a paragraph tells of before the list at ``i``, when sentences on other things stand between.

    “公务接待费支出1.86万元，完成预算77.50%。比上年减少…。国内公务接待22批次，具体包括：…”
    """
    same = [
        k
        for k, f in enumerate(figures[:i])
        if f.role == "amount" and not f.depth and f.printed.unit.base == figures[i].printed.unit.base
    ]
    money = figures[i].printed.unit.kind == "money" and "主要" not in figures[i].before
    alone = money and len(same) == 1 and not figures[same[0]].printed.about
    expense = alone and _EXPENSE.search(squeeze(figures[same[0]].label))
    return same[0] if expense or (alone and concept_of(figures[same[0]].head)) else None


_EXPENSE = re.compile(r"费(?:用|支出|决算)?$")


def lead_of(figures: Sequence[Figure], i: int) -> int | None:
    """The figure whose list begins at ``i``: the one named before 包括, else the nearest of the same unit."""
    if i and figures[i].sentence != figures[i - 1].sentence and _IN_TURN.search(figures[i].before):
        return None
    if i and _bracketed(figures[i - 1], figures[i]):
        return i - 1
    named = whole_named(figures[i].before)
    words = squeeze(named)
    if words in ("支出", "收入") and (at := nearest_named(figures, i, words)) is not None:
        return at
    if words and not re.fullmatch(
        r"(?:主要|具体|资金|经费|支出|全部|均|各|用途|情况|内容|事项|明细)+", words
    ):
        for k in range(i - 1, -1, -1):
            label = squeeze(figures[k].label)
            if (
                label
                and called(label, words)
                and figures[k].printed.unit.base == figures[i].printed.unit.base
            ):
                return k
        if figures[i].before.lstrip(" ，,；;。").startswith(named):
            return None
    own = concept_of(figures[i].head)
    wholes = ancestors(own[0].code) if own else frozenset()
    for k in range(i - 1, max(-1, i - 12), -1):
        named_concept = concept_of(figures[k].head)
        if named_concept and named_concept[0].code in wholes and figures[k].role == "amount":
            return k  # “三公”经费A，较上年…减少…。其中公务接待费B: the whole of B, however far back
    return _nearest(figures, i)


def _nearest(figures: Sequence[Figure], i: int) -> int | None:
    """The nearest figure before the list at ``i`` that may be a whole, or the one expense the paragraph tells of."""
    for k in range(i - 1, max(-1, i - 6), -1):
        f = figures[k]
        if figures[i].sentence - f.sentence > 1 and not _comes_back(figures, f, i):
            return only_amount(figures, i)
        if (
            (f.role in ("amount", "budget", "to") or (k == i - 1 and _task_done(f, figures[i])))
            and f.printed.unit.base == figures[i].printed.unit.base
            and f.printed.unit.kind in ("money", "count")
            and not REASON.search(f.head)
            and not _MEAN.search(f.head)
            and (f.role == "amount" or of_the_lead(figures, figures[i], f))
        ):
            return None if f.printed.about or f.depth > figures[i].depth else k
    return only_amount(figures, i)


#: “…占92.3%。货物、工程、服务采购规模分别为A，B和C”: a sentence that names its figures in turn leans on none before.
_IN_TURN = re.compile(r"[\u4e00-\u9fff]、[^；，]*分别[为是达有]*$")


def _bracketed(before: Figure, first: Figure) -> bool:
    """A list in a bracket is of what the bracket stands behind.

    “公车费995万元（其中购置费38万元，运行费958万元）”, “T，比上年的B（其中C、D）增加E”: the bracket is last year's, or the plan's.
    """
    if before.role in ("prior", "base"):
        return first.depth > before.depth
    usable = before.role == "amount" and before.printed.unit.base == first.printed.unit.base
    return usable and not before.printed.about and first.before.lstrip()[:1] in ("（", "(")


def _comes_back(figures: Sequence[Figure], lead: Figure, i: int) -> bool:
    """“支出A万元，占…。主要用于…。其中：甲B万元”: does a sentence that opens with 其中 come back to the last figures?"""
    opens = figures[i].before.lstrip().startswith("其中")
    return opens and lead.sentence == figures[i - 1].sentence != figures[i].sentence


def of_the_lead(figures: Sequence[Figure], f: Figure, lead: Figure) -> bool:
    """Is a figure of the kind its list's lead is? The members of a budget need not be called budgets again."""
    if lead.role == "base":
        return f.role == "amount"  # “完成造林任务T，其中甲A”: what was done is told
    if lead.role == "to":
        return f.role in ("amount", "to")  # “由A调整为B，其中甲由C调整为D、乙E”
    return f.role == lead.role or (f.role == "amount" and budget_led(figures, f) is lead)


_PLANNED = re.compile(r"年度|目标|计划|指标|下达|考核|预算")


def _task_done(f: Figure, first: Figure) -> bool:
    """“完成造林任务T，其中甲A、乙B”: a task that is done may be split up; a target behind a figure is not."""
    planned = _PLANNED.search(f.before)
    told = (
        f.role == "base"
        and "完成" in f.before
        and not planned
        and first.before.lstrip(" ，,").startswith("其中")
    )
    return told and f.sentence == first.sentence


_DEEDS = re.compile(
    r"(?:全年|当年|本年|年内|截至年[末底])?(?:已|累计|实际|共)*(?:完成|支付|拨付|到位|执行|使用|支出)"
    r"(?:总?投资|资金|支出|金额|产值|数)?[了共约为]*"
)


def turns_away(figures: Sequence[Figure], k: int, i: int, lead: Figure) -> bool:
    """Has the list of ``lead`` that began at ``i`` ended before ``k``, because the sentence goes on to something else?"""
    return (
        _turns_to_deeds(figures[k], figures[i])
        or _begins_anew(figures, k, i, lead)
        or _turns_to_spending(figures[k], figures[i], lead)
    )


def _turns_to_spending(f: Figure, first: Figure, lead: Figure) -> bool:
    """“基金收入T，其中保险费收入A；基金支出B”: behind a semicolon what is spent is no part of what came in."""
    apart = re.match(r"\s*[；;]", f.before) is not None and "其中" not in f.before
    came, member, went = ([side for side in ("收入", "支出") if side in g.label] for g in (lead, first, f))
    return apart and came == ["收入"] and went == ["支出"] and member != went


def _turns_to_deeds(f: Figure, first: Figure) -> bool:
    """“总投资T，其中专项债A，县级配套B；完成投资C”: a list of what there is goes on to what was done with it."""
    done, begun = (squeeze(re.split(r"[。；;，,、]", g.before)[-1]) for g in (f, first))
    if _DEEDS.fullmatch(done):
        return not _DEEDS.search(begun)
    if _BY_NOW.fullmatch(done):
        return not _STATE.search(begun)
    apart = re.search(r"[；;]", f.before) is not None
    return apart and bool(_DEED.match(done)) and not _DEED.match(begun.removeprefix("其中"))


#: “计划6所，其中中心卫生院2所，已完工5所”; beside 在建, 未开工 it is a member of the list.
_BY_NOW = re.compile(r"(?:目前|年内|现)?已(?:全部)?[\u4e00-\u9fff]{2,3}")
_STATE = re.compile(r"[在未待拟正尚已]|[\u4e00-\u9fff]中$")
#: “举报486件，其中检控类312件；处置问题线索268件”: behind a semicolon another thing is done.
_DEED = re.compile(
    r"(?:全年|当年|年内|共|已)?(?:处置|开展|组织|召开|举办|发放|接待|实施|建立|出动|排查|印发|制定|参加|检查|走访|慰问|培训"
    r"|查处|化解|新建|完成)[\u4e00-\u9fff]{2}"
)


def _begins_anew(figures: Sequence[Figure], k: int, i: int, lead: Figure) -> bool:
    """“造林任务完成T，其中甲A；抚育任务完成U，其中…”: behind a semicolon the sentence says of U what it said of the lead ``T``."""
    if not re.match(r"\s*[；;]", figures[k].before) or "其中" in figures[k].before:
        return False
    ending = squeeze(figures[k].label)[-2:]
    at = next(n for n, f in enumerate(figures) if f is lead)
    heads = [squeeze(f.label) for f in figures[max(0, at - 1) : at + 1] if f.sentence == lead.sentence]
    alike = len(ending) == 2 and any(h.endswith(ending) for h in heads)
    return alike and not squeeze(figures[i].label).endswith(ending)


_COMES = re.compile(r"新进|调入|招录|录用|引进|转入|招聘|考入|迁入")
_GOES = re.compile(r"(?<!离)退休|调出|辞职|转出|死亡|流出|迁出|离职|毕业|开除")


def come_and_go(names: Iterable[str]) -> bool:
    """“320人，其中本年新进8人，退休12人”: are these no parts of a stock, but what came to it and what left it?"""
    said = list(names)
    return any(map(_COMES.search, said)) and any(map(_GOES.search, said))


#: “86件，其中主办32件、会办54件，办结率…，其中满意85件、基本满意1件”: the last member of a list leads no other.
_LISTED = re.compile(r"\s*[、和及与]|[，,；;。\s]*其中")
_DIFFERENCE = re.compile(r"超(?:出|过|额|计划|预算|目标|任务)|节约|节余|节省|缺口|相差|差额|差值|多出|不足")


def is_difference(f: Figure) -> bool:
    """Is an amount told as what something differs by (“超计划0.60万亩”)?"""
    return _DIFFERENCE.search(f.head) is not None


def earlier_whole(figures: Sequence[Figure], lead: Figure, parts: Sequence[Figure]) -> Figure | None:
    """The figure of an earlier sentence that a list makes up although another was printed between.

    “本年支出93.40万元，年末结转7.20万元。支出全部为…，其中甲47.90万元、乙45.50万元”: words that say what the whole is need
    no figure beside them; the one that comes out is meant.
    """
    together = Interval.point(0)
    for p in parts:
        together = together + p.printed.interval
    at = next(k for k, f in enumerate(figures) if f is parts[0])
    beside = figures[at - 1] if at else None
    if (
        beside is not None
        and beside is not lead
        and beside.role in ("change", "excess")
        and beside.printed.unit.base == lead.printed.unit.base
        and beside.printed.interval.meets(together)
        and not lead.printed.interval.meets(together)
    ):
        return beside  # “全年预算比年初增加51.40万元，其中甲12.60万元、乙38.80万元”: what was added is told in parts
    if lead.sentence == parts[0].sentence and not (is_difference(lead) or _LISTED.match(lead.before)):
        return None
    if lead.printed.interval.meets(together):
        return None
    at = next(k for k, f in enumerate(figures) if f is lead)
    return next(
        (
            f
            for f in reversed(figures[max(0, at - 6) : at])
            if f.role in ("amount", "budget")
            and f.printed.unit.base == lead.printed.unit.base
            and not f.printed.about
            and f.printed.interval.meets(together)
        ),
        None,
    )
