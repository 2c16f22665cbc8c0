"""Means told in any wording: “每辆平均运行费2.41万元”, “人均结案287.59件”, “折合每幢5.68万元”, “平均每个社区14.2个”.

A mean is a sum over a number of the things it names. The sum is a figure of the mean's own unit before it, the number
a count of the thing anywhere in the paragraph; with several of them the mean is wrong only if no pair gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.amounts import Interval
from juesuan.claims.evaluate import solve
from juesuan.claims.facts import Lookup
from juesuan.claims.model import Certainty, Claim, Figure, Kind, Operand, Relation
from juesuan.claims.passages import Passage, operand
from juesuan.claims.readings import fits, read_in
from juesuan.taxonomy.vocabulary import squeeze

#: What the mean is of each of: one word before 均, or a measure word and its thing after 每.
_UNIT = r"(?:人次|户次|批次|场次|班次|平方米|公里|[人名位户家个件辆台套批次场期项宗起例条座所处幢栋间床亩吨张份篇村班头只株组])"
_MEAN = re.compile(
    rf"(?:(?P<of>人次|批次|[人户车件案批村校生班户台场桌床亩幢栋辆])均"
    rf"|(?:平均|折合|均摊到?)(?:到)?每一?(?P<each>{_UNIT})"
    rf"|(?:每一?|单)(?P<one>{_UNIT})[\u4e00-\u9fff]{{0,4}}?(?:年均|平均|月均)"
    r"|(?P<single>单)车)"
    r"(?P<rest>[\u4e00-\u9fff“”]{0,12})$"
)
#: Sums per head that somebody sets, or that are no quotient of what the paragraph tells.
_SET = re.compile(
    r"标准|定额|限额|不超过|每月|每天|控制|上限|收入|产值|纯收|可支配|面积|床位|寿命|月均|预算安排"
)
_MEASURES = {"车": "辆", "生": "人名", "案": "件", "人": "人名位", "名": "人名位", "位": "人名位", "校": "所"}
_PEOPLE = re.compile(r"人次|人|名|位")
_NO_SUM = ("growth", "change", "prior", "excess", "each", "from")


#: “按在校生计算，生均…”, “按年末在职人数测算”: what the sum is divided by, told under its name elsewhere.
_BASIS = re.compile(
    r"(?:按|以)(?:照)?(?:20\d\d年)?(?P<of>[\u4e00-\u9fff]{2,10}?)(?:人数|总数|数|口径)?(?:计算|测算|核算|计)[，,]?[^，。；,;]*$"
)


def mean_claims(passage: Passage, i: int, lookup: Lookup) -> Iterator[Claim]:
    """The claim of a figure that its words make a mean, if the report tells what it is a mean of."""
    f = passage.figures[i]
    if not i or f.printed.unit.kind not in ("money", "count", "none") or not f.printed.value:
        return
    if "均" in f.head or "每" in f.head or "单" in f.head:
        m = _MEAN.search(f.head)
        if m is not None and not (_SET.search(m[0]) and not _after(passage, i)):
            yield from _mean(passage, i, m, lookup)


def _mean(passage: Passage, i: int, m: re.Match[str], lookup: Lookup) -> Iterator[Claim]:
    each = passage.figures[i]
    before = passage.figures[:i]
    counts = _of_the_thing([f for f in before if _counts(f, m)], m)
    if not counts and m["of"] == "人":  # a course or a visit counts those who came as 人次
        came = [(f,) for f in before if _is_near(f, each) and _TIMES.match(f.printed.unit.base)]
        yield from _by_a_slip(passage, i, came, tenfold=True)
        return
    later = _after(passage, i)
    sums = [f for f in reversed(before) if _summed(f, each) and f not in counts]
    basis = _BASIS.search(passage.text[: each.number.start][-40:])
    named = lookup.counted(basis["of"]) if basis is not None else []
    if not counts and not named:
        yield from _by_a_slip(passage, i, _told_later(passage, i, m))
        return
    if not (sums or later):
        return
    counts.sort(key=lambda f: (f.sentence != each.sentence, -f.number.start))
    mean = _rounded(operand(passage, each, "平均数"), each)
    ways = [
        (
            mean,
            operand(passage, total, "总数", top=1),
            _exact(operand(passage, count, "数量", bottom=1), count),
        )
        for total in [*later, *sums]
        for count in counts[:6]
        if total is not count
    ]
    ways += [
        (mean, operand(passage, total, "总数", top=1), replace(o, role="数量", top=0, bottom=1))
        for o in named
        for total in sums
    ]
    # Between the marks that part one item of an enumeration from the next the sum and the number belong together.
    begin = 1 + max(passage.text.rfind(c, 0, each.number.start) for c in "；;。")
    near = [w for w in ways if all(o.number.start >= begin for o in w[1:])]
    own = later or [f for f in sums if f.number.start >= begin]
    alone = len(own) == 1 == len(counts) and counts[0].number.start >= begin
    counted = len(counts) == 1 and counts[0].number.start >= begin
    if counted and not _SET_BY.search(passage.text, begin, each.number.start):
        alone = alone or _one_of_its_name(m, sums)
    sure = (alone or (len(sums) == 1 == len(named))) and not each.printed.about
    held = any(fits(Relation.RATIO, w) for w in ways)
    if not held and "其中" in each.before:
        return  # “补助资金T，其中C级户均…”: what the part received is not told
    yield from read_in(
        Kind.SHARE,
        "per-head",
        Relation.RATIO,
        [*near, *ways],
        "平均数 = 总数 ÷ 数量",
        f"mean:{squeeze(m[0])[:12]}:{passage.context.title}:{passage.lead}",
        sure=Certainty.LIKELY if sure or held else None,
        meant=near or ways,
    )


def _one_of_its_name(m: re.Match[str], sums: Sequence[Figure]) -> bool:
    """“公用经费A万元。…按在校学生N人计算，生均公用经费B元”: is one sum told under the mean's own name, and no other?"""
    name = re.sub(r"(?:约?为|是|达到?|：|:)+$", "", squeeze(m["rest"]))
    same = [f for f in sums if squeeze(f.label).endswith(name)] if len(name) >= _NAME else []
    return len({f.printed.base for f in same}) == 1 == len({f.printed.base for f in sums})


_SET_BY = re.compile(r"标准|定额|下达|补助|每[生人名户亩]")
#: Shorter names (经费, 支出) are those of many sums.
_NAME = 3
_TIMES = re.compile(r"人次|人份")


def _is_near(f: Figure, each: Figure) -> bool:
    """Told in the mean's own sentence, and a number that may be divided by."""
    return f.sentence == each.sentence and bool(f.printed.value) and not f.printed.about


def _told_later(passage: Passage, i: int, m: re.Match[str]) -> list[tuple[Figure, ...]]:
    """“折合每公里0.84万元；优等路982.6公里、良等路341.4公里…”: the number follows the mean, at times kind by kind."""
    each = passage.figures[i]
    later = [f for f in passage.figures[i + 1 : i + _LATER] if _is_near(f, each)]
    counts = [f for f in later if _counts(f, m) and f.role not in ("change", "share")]
    runs: list[tuple[Figure, ...]] = [(f,) for f in counts[:1]]
    run = counts[:1]
    for f in counts[1:]:
        if not _LISTED.match(f.before):
            break
        run.append(f)
    return [*runs, *([tuple(run)] if len(run) > 1 else [])]


#: How far behind a mean its number is looked for.
_LATER = 8
_LISTED = re.compile(r"\s*[、和及]")


def _by_a_slip(
    passage: Passage, i: int, groups: Sequence[tuple[Figure, ...]], *, tenfold: bool = False
) -> Iterator[Claim]:
    """The claim of a mean whose number is only likely: it holds, or a digit or a unit keeps it from holding.

    ``tenfold``: only the point or the unit may be wrong, where the number may as well be another one.
    """
    each = passage.figures[i]
    mean = _rounded(operand(passage, each, "平均数"), each)
    sums = [f for f in reversed(passage.figures[:i]) if _summed(f, each) or _off_by_unit(f, each)]
    ways = [
        (
            mean,
            operand(passage, total, "总数", top=1),
            *(_exact(operand(passage, c, "数量", bottom=1), c) for c in group),
        )
        for total in sums[:3]
        for group in groups
    ]
    if tenfold:
        ways = [w for w in ways if _moved_point(w)]
    yield from read_in(
        Kind.SHARE,
        "per-head",
        Relation.RATIO,
        ways,
        "平均数 = 总数 ÷ 数量",
        f"mean-slip:{squeeze(each.head)[-10:]}:{passage.context.title}:{passage.lead}",
    )


def _moved_point(way: tuple[Operand, ...]) -> bool:
    """Does the quotient have the digits of the mean, wherever its point stands?"""
    expected = solve(Relation.RATIO, way, 0)
    return expected is not None and any(
        way[0].interval.meets(expected.scaled(Decimal(10) ** k)) for k in range(-5, 6)
    )


def _off_by_unit(f: Figure, each: Figure) -> bool:
    """A mean in 万元 that should be in 元 may be larger than its sum."""
    money = f.printed.unit.base == each.printed.unit.base == "元" and f.role == "amount"
    return money and not f.printed.about and f.printed.base < each.printed.base


def _after(passage: Passage, i: int) -> list[Figure]:
    """“奖补1920户，户均0.20万元，共384.00万元”: the sum may follow the mean."""
    each, later = passage.figures[i], passage.figures[i + 1 : i + 2]
    return [
        f
        for f in later
        if f.sentence == each.sentence
        and _summed(f, each)
        and re.match(r"[，,]\s*(?:共|合计|总计|计|累计)", f.before)
    ]


def _counts(f: Figure, m: re.Match[str]) -> bool:
    """Does a figure count the things the mean is of each of?"""
    if (
        f.printed.unit.kind not in ("count", "none")
        or f.printed.about
        or not f.printed.value
        or f.role in _NO_SUM
    ):
        return False
    words = squeeze(f.printed.unit.base + f.after[:12])
    if m["single"]:
        return words.startswith("辆")
    unit = m["of"] or m["each"] or m["one"]
    if unit == "村" and words[:1] == "个":
        return "村" in words[1:6]  # “48个脱贫村”
    if unit == "人" and words.startswith("人次"):
        return False  # nine journeys are not nine people
    return words.startswith(unit) or words[:1] in _MEASURES.get(unit, "-")


_PRICE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:均?按|标准|均为|为)*每一?(?P<unit>人|名|生|户|亩|辆|所|村|床|班|件)(?:学生|幼儿|儿童|教师)?(?P<time>每年|每学年|年|每月|月)?(?:补助|标准|为|按)*$"
)


def price_claims(passage: Passage, i: int) -> Iterator[Claim]:
    """“读本费36.40万元…；在园幼儿7280人…；读本费每人50元”: what a named price comes to stands earlier, under its name."""
    price = passage.figures[i]
    m = _PRICE.search(squeeze(price.head)) if price.printed.unit.base == "元" else None
    if m is None or price.printed.about:
        return
    sums = [
        f
        for f in passage.figures[:i]
        if f.printed.unit.base == "元" and f.role == "amount" and len(squeeze(f.label)) >= 2 and not f.printed.about
        and (squeeze(f.label).endswith(m["name"]) or m["name"].endswith(squeeze(f.label)))
    ]  # fmt: skip
    words = _MEASURES.get(m["unit"], m["unit"])
    counts = [
        f
        for f in passage.figures
        if f.printed.unit.kind == "count"
        and f.printed.unit.base in words
        and f.printed.value
        and not f.printed.about
    ]
    months = range(1, 13) if m["time"] in ("每月", "月") else (1,)
    said = operand(passage, price, "单价").exact()
    ways = [
        (
            operand(passage, total, "金额"),
            replace(said, interval=said.interval.scaled(n)),
            operand(passage, count, "数量"),
        )
        for total in sums[-2:]
        for count in counts[:4]
        for n in months
    ]
    yield from read_in(
        Kind.SUM,
        "unit-cost-times-quantity",
        Relation.PRODUCT,
        ways,
        "金额＝单价×数量",
        f"price:{m['name']}:{passage.context.title}:{passage.lead}",
        sure=Certainty.LIKELY if any(fits(Relation.PRODUCT, w) for w in ways) else None,
        anywhere=len(ways) == 1,
    )


def _of_the_thing(counts: list[Figure], m: re.Match[str]) -> list[Figure]:
    """“平均每个社区14.2个”: of the counts in 个 only those of 社区; where no count bears the name, none in 个 is meant."""
    unit, rest = m["each"] or m["one"], squeeze(m["rest"])
    if not unit or len(rest) < 2:
        return counts
    same = [f for f in counts if squeeze(f.after[:8]).lstrip("个名所家").startswith(rest[:2])]
    return same if same or unit == "个" else counts


def _summed(f: Figure, each: Figure) -> bool:
    """May a figure be what was divided: of the mean's unit, and not itself a mean, a change or last year's?"""
    unit, own = f.printed.unit, each.printed.unit
    people = bool(own.kind == "count" and _PEOPLE.match(own.base) and _PEOPLE.match(unit.base))
    return (
        (unit.base == own.base or people)
        and unit.kind == own.kind
        and f.role not in _NO_SUM
        and not f.printed.about
        and f.printed.base >= each.printed.base
        and not (f.sentence != each.sentence and each.sentence - f.sentence > 2)
    )


def _exact(o: Operand, f: Figure) -> Operand:
    """A number of things without decimals is counted, whatever its measure word."""
    whole = f.printed.unit.scale == 1 and not f.printed.decimals
    return replace(o, interval=Interval.point(f.printed.base)) if whole else o


def _rounded(o: Operand, f: Figure) -> Operand:
    """A mean is a quotient: a whole one is rounded too (“平均每批7人”), and one told with 约 a little more."""
    step = Decimal(1).scaleb(-f.printed.decimals) * f.printed.unit.scale
    return replace(o, interval=Interval.rounded(f.printed.base, step if f.printed.about else step / 2))
