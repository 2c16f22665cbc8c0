"""Statements in words that other statements of the same report contradict.

“均面向中小企业采购” where the contracts with them are 0; “存在问题：无” where points were lost or another
chapter names problems; “无” above text that says something. Each pair is tied by what both speak of, not by
an exact sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from juesuan.claims.model import Report
from juesuan.rules.headings import skeleton
from juesuan.rules.lexicon import partial_rates
from juesuan.rules.model import Breach, NotApplicable
from juesuan.rules.registry import check
from juesuan.rules.texts import Finds, Stretch, scan, sentence_at, stretches

_NONE = re.compile(r"^(?:无|暂无|没有|无。|不涉及。?|暂无。|无其他说明。?)$")
_PROBLEM = re.compile(r"存在的?(?:主要)?问题|主要问题|问题及原因")
_SHARE = re.compile(
    r"占(?:本年)?(?:收入|支出|总收入|总支出|收入合计|支出合计|本年支出|本年收入|政府采购支出总额|总额|"
    r"合计)(?:合计|总额|总计|数)?的?(\d+(?:\.\d+)?)[%％]"
)
_ZERO_TOTAL = re.compile(r"(?<!财政拨款)收、?支总计(?:均|各)?(?:为)?0(?:\.0+)?万元")
_SCORE_LOST = re.compile(r"自评得?分(?:为)?(\d+(?:\.\d+)?)分|得分(?:为)?(\d+(?:\.\d+)?)分")


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two statements that cannot both be true: ``says`` and the figure ``denies``."""

    says: re.Pattern[str]
    denies: re.Pattern[str]
    message: str
    signs: tuple[str, ...]
    """What every statement of the first kind holds one of."""


_OPPOSED = (
    Opposition(
        re.compile(r"(?:均|全部|100%|全都|主要)(?:是)?(?:面向|预留给|授予|授给)(?:中小|小微)企业"),
        re.compile(r"(?:政府采购支出总额|授予中小企业合同金额)(?:为)?0(?:\.0+)?万?元"),
        "一处说采购面向中小企业，另一处政府采购或授予中小企业合同金额为0",
        ("面向中", "面向小", "预留给", "授予中", "授予小", "授给"),
    ),
    Opposition(
        re.compile(
            r"(?:无|没有|未发生|未安排)(?:使用)?政府性基金(?:预算)?(?:财政拨款)?(?:支出|收支|安排的?支出|"
            r"收入和支出|收入、?支出)"
        ),
        re.compile(
            r"政府性基金(?:预算)?(?:财政)?(?:拨款)?支出(?!0(?:\.0+)?万?元)(?:决算)?(?:为)?[1-9]\d*(?:\.\d+)?"
            r"万元|政府性基金(?:预算)?(?:财政)?拨款支出(?:为)?0\.\d*[1-9]\d*万元"
        ),
        "一处说没有政府性基金收支，另一处列有金额",
        ("政府性基金",),
    ),
    Opposition(
        re.compile(r"(?:无|没有|未配备|不保有)公务用车(?!购置)"),
        re.compile(r"公务用车(?:保有量)?(?:为|共)?[1-9]\d*辆"),
        "一处说没有公务用车，另一处写有车辆",
        ("无公务用车", "没有公务用车", "未配备公务用车", "不保有公务用车"),
    ),
    Opposition(
        re.compile(r"(?:预算)?(?:项目)?执行存在(?:延迟|滞后|缓慢)|(?:执行|支出)进度(?:较?慢|滞后|缓慢)"),
        re.compile(r"(?:预算)?执行(?:总体)?进度(?:为|达到?)?100%|预算执行率(?:为|达到?)?100%"),
        "一处说执行延迟，另一处说执行进度为100%",
        ("执行存在", "进度较", "进度慢", "进度滞后", "进度缓慢"),
    ),
)


@check("statement-denied-elsewhere")
def denied_elsewhere(report: Report) -> Iterable[Breach]:
    """A statement in words that a figure elsewhere denies."""
    finds = Finds()
    for o in _OPPOSED:
        says = list(scan(report, o.says, *o.signs))
        denies = list(scan(report, o.denies)) if says else []
        if not denies:
            continue
        marks = []
        for s, m in says:
            a, b = sentence_at(s.text, m.start())
            marks.append(s.mark(max(a, m.start() - 24), min(b, m.end() + 4)))
        other = [s.mark(*m.span(), "相反的说法") for s, m in denies[:3]]
        finds.add(o.message, f"{o.message}，两处矛盾，请核对。", *marks, *other, certainty="likely")
    return finds.breaches()


@check("share-above-the-whole")
def share_above_whole(report: Report) -> Iterable[Breach]:
    """A share of a total that is more than the total."""
    finds = Finds()
    for s, m in scan(report, _SHARE):
        clause = s.text[max(s.text.rfind(c, 0, m.start()) for c in "，。；：") + 1 : m.start()]
        other = "收入" in m[0] and "支出" in clause  # spending may exceed the year's income
        if Decimal(m[1]) > 100 and not other:
            finds.add(
                m[0],
                f"“{m[0]}”：组成部分不可能超过总数的100%，请核对占比或分子、分母。",
                s.mark(*m.span()),
                stated=m[1] + "%",
                expected="不大于100%",
            )
    return finds.breaches()


@check("rate-above-the-whole")
def rate_above_whole(report: Report) -> Iterable[Breach]:
    """A rate that counts part of a whole (结案率, 合格率, 满意度) and is more than 100 %."""
    finds = Finds()
    for s, m in scan(report, _partial_rate(), "率", "满意度"):
        if Decimal(m["rate"]) > 100:
            name = m["name"]
            finds.add(
                m[0],
                f"“{m[0]}”：{name}是部分占全部的比率，不可能超过100%，请核对。",
                s.mark(*m.span()),
                stated=m["rate"] + "%",
                expected="不大于100%",
                certainty="likely",
            )
    return finds.breaches()


@lru_cache(maxsize=1)
def _partial_rate() -> re.Pattern[str]:
    names = "|".join(partial_rates())
    says = r"(?:均|都|约|也|分别)*(?:为|达到?|是|[=＝:：≥])*"
    return re.compile(rf"(?P<name>(?:{names})率|满意度){says}(?P<rate>\d{{3,}}(?:\.\d+)?)[%％]")


@check("total-of-zero")
def total_of_zero(report: Report) -> Iterable[Breach]:
    """A unit whose total income and spending is 0."""
    finds = Finds()
    for s, m in scan(report, _ZERO_TOTAL, "支总计", cells=False):
        finds.add(
            m[0],
            f"“{m[0]}”：公开决算的单位收支总计不应为0，请核对是否漏填或取错数。",
            s.mark(*m.span()),
            stated="0",
            certainty="likely",
        )
    return finds.breaches()


@check("none-above-content")
def none_above_content(report: Report) -> Iterable[Breach]:
    """“无” directly below a heading that has parts with content after it."""
    bones = skeleton(report)
    titled = {h.block: h for h in bones.numbered}
    finds = Finds()
    paragraphs = list(stretches(report, cells=False))
    for before, s, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        heading, following = titled.get(before.block), titled.get(after.block)
        if heading is None or not _NONE.fullmatch(s.text):
            continue
        if (
            following is not None
            and following.value == 1
            and (following.level == 3 or following.level > heading.level)
            and len(heading.title) <= 45
        ):
            finds.add(
                heading.title,
                f"“{heading.title}”下面写“{s.text}”，随后却有“{after.text[:16]}”等内容，请删去“{s.text}”。",
                s.mark(),
                after.mark(0, min(len(after.text), 16), "随后的内容"),
                stated=s.text,
                expected="删除",
            )
    return finds.breaches()


@check("no-problems-although")
def no_problems(report: Report) -> Iterable[Breach]:
    """“存在问题：无” where another part names problems or points were lost."""
    bones = skeleton(report)
    headings = [h for h in bones.numbered if _PROBLEM.search(h.title) and len(h.title) <= 30]
    if not headings:
        raise NotApplicable("报告没有“存在问题”部分")
    paragraphs = list(stretches(report, cells=False))
    empty: list[tuple[str, Stretch]] = []
    filled: list[Stretch] = []
    for h in headings:
        end = bones.section_end(h, bones.end)
        own = [p for p in paragraphs if h.block < p.block < end][:4]
        if own and _NONE.fullmatch(own[0].text):
            empty.append((h.title, own[0]))
        elif own and len(own[0].text) >= 15:
            filled.append(own[0])
    finds = Finds()
    for title, s in empty:
        for other in filled[:1]:
            finds.add(
                title + "|其他部分",
                f"“{title}”写“{s.text}”，报告另一部分却列有问题：“{other.text[:30]}…”，请核对。",
                s.mark(),
                other.mark(0, min(len(other.text), 40), "列有问题处"),
                certainty="likely",
            )
    if empty and not filled:
        lost = next(
            (
                (p, m)
                for p in paragraphs
                for m in _SCORE_LOST.finditer(p.text)
                if 60 <= Decimal(m[1] or m[2]) < 100
            ),
            None,
        )
        if lost is not None:
            p, m = lost
            title, s = empty[0]
            finds.add(
                title + "|得分",
                f"“{title}”写“{s.text}”，但“{m[0]}”说明有扣分，请写明扣分对应的问题。",
                s.mark(),
                p.mark(*m.span(), "得分"),
                certainty="likely",
            )
    return finds.breaches()
