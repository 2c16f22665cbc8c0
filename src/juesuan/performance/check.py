"""What in a framework cannot work: weights that do not sum, points nobody can reach, values nobody can measure.

A framework is written once and scores a hundred departments; a slip in it is found here, before, with the file and
the indicator named. All problems come at once, in plain Chinese.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import ValidationError, convert

from juesuan.accounts.problems import Problem, errors
from juesuan.documents.refusal import Refusal
from juesuan.performance.check_rules import check_rule
from juesuan.performance.framework_words import in_chinese
from juesuan.performance.frameworks import (
    Framework,
    FrameworkIndicator,
    Grade,
    Section,
    framework_of,
    load,
    names,
    tables,
    text_of,
)
from juesuan.performance.kinds import HUNDRED, ZERO
from juesuan.performance.terms import Subject, plain

#: 财预〔2020〕10号 第十四条: what outputs and effects must weigh together in evaluations by departments and finance.
RESULTS_LEAST = Decimal(60)


def check_file(name: str) -> tuple[Problem, ...]:
    """Every problem of a framework file (or of the built-in framework ``name``).

    Raises :class:`Refusal` if it cannot be read as TOML at all.
    """
    if not name.endswith(".toml") and not Path(name).exists():
        return check(load(name), name)
    data = tables(text_of(Path(name)), name)
    unread = tuple(_unread(data, name))
    if unread:
        return unread
    return check(framework_of(data, name), name)


def check(framework: Framework, file: str = "") -> tuple[Problem, ...]:
    """Every problem of a framework, in the order of the file."""
    file = file or framework.code
    checks: tuple[Callable[[Framework, str], Iterator[Problem]], ...] = (
        _head, _grades, _sections, _total, _duplicates, _indicators, _own,
    )  # fmt: skip
    return tuple(problem for one in checks for problem in one(framework, file))


def _unread(data: dict[str, Any], file: str) -> Iterator[Problem]:
    """Every table that the schema refuses, not only the first."""
    rows: dict[str, type] = {"grades": Grade, "sections": Section, "indicators": FrameworkIndicator}
    found = False
    for name, kind in rows.items():
        for number, row in enumerate(data.get(name, ()) if isinstance(data.get(name, ()), list) else ()):
            try:
                convert(row, kind)
            except ValidationError as error:
                found = True
                said = str(error)
                path = said if " - at `$" in said else f"{said} - at `$`"
                words = in_chinese(path.replace(" - at `$", f" - at `$.{name}[{number}]"), data)
                yield Problem("framework", words, expected="请对照内置指标体系改正", sheet=file)
    if not found:
        try:
            framework_of(data, file)
        except Refusal as refusal:
            yield Problem("framework", refusal.reason, expected=refusal.advice, sheet=file)


def at(indicator: FrameworkIndicator) -> str:
    """An indicator as messages name it."""
    return f"指标“{indicator.code} {indicator.name}”"


def _head(f: Framework, file: str) -> Iterator[Problem]:
    if f.total <= 0:
        yield Problem("total", "总分应大于0", file, "total", plain(f.total))
    if not 0 <= f.decimals <= 6:
        yield Problem("decimals", "得分的小数位数应在0到6之间", file, "decimals", str(f.decimals))
    if bool(f.indicators) is (f.own is not None):
        words = "既列了指标，又写了项目自评规则（own），只能有一种" if f.indicators else "没有列出指标"
        yield Problem("no-indicators", words, file, "", "", "整体评价列 indicators，项目自评写 own")
    if f.own is not None and f.subject is not Subject.PROJECT:
        yield Problem(
            "subject", "写了项目自评规则（own），subject 应为 project", file, "subject", str(f.subject)
        )


def _grades(f: Framework, file: str) -> Iterator[Problem]:
    if not f.grades:
        yield Problem("no-grades", "没有等级", file, "grades", "", "请写明各等级和最低分")
        return
    for name, count in Counter(g.name for g in f.grades).items():
        if count > 1:
            yield Problem("duplicate-grade", f"等级“{name}”写了{count}次", file, "grades")
    for least, count in Counter(g.least for g in f.grades).items():
        if count > 1:
            yield Problem("duplicate-grade", f"有{count}个等级的最低分都是{plain(least)}", file, "grades")
    for grade in f.grades:
        if not 0 <= grade.least <= HUNDRED:
            words = f"等级“{grade.name}”的最低分不在0到100之间"
            yield Problem("grade-range", words, file, "grades", plain(grade.least), "最低分按百分制写")
    lowest = min(g.least for g in f.grades)
    if lowest > 0:
        words = f"低于{plain(lowest)}分没有对应的等级"
        yield Problem("grade-gap", words, file, "grades", "", "最低一档的 least 应为 0")


def _sections(f: Framework, file: str) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for s in f.sections:
        name = s.level2 or s.level1
        where = f"分组“{name}”"
        if (s.level1, s.level2) in seen:
            yield Problem("duplicate-section", "分组写了两次", file, where)
        seen.add((s.level1, s.level2))
        if s.weight <= 0:
            yield Problem("section-weight", "分组的分值应大于0", file, where, plain(s.weight))
        if s.moves_to and s.moves_to not in {x.level1 for x in f.sections}:
            yield Problem("moves-to", f"没有“{s.moves_to}”这个分组，分值无处可加", file, where)
        if not f.indicators:
            continue
        inside = [i for i in f.indicators if i.level1 == s.level1 and (not s.level2 or i.level2 == s.level2)]
        sum_ = sum((i.weight for i in inside), ZERO)
        if not inside:
            yield Problem("empty-section", "分组下没有指标", file, where, "", "请补上指标，或删去这个分组")
        elif sum_ != s.weight:
            words = f"各指标分值合计{plain(sum_)}分，与分组的{plain(s.weight)}分不符"
            yield Problem("section-sum", words, file, where, "", "请改指标分值或分组分值")
    yield from _strays(f, file)


def _strays(f: Framework, file: str) -> Iterator[Problem]:
    """Indicators of groups that are not listed; a framework that lists no groups at all may do so."""
    known = {s.level1 for s in f.sections}
    for i in f.indicators if known else ():
        if i.level1 not in known:
            yield Problem("stray", f"一级指标“{i.level1}”不在分组（sections）中", file, at(i))


def _total(f: Framework, file: str) -> Iterator[Problem]:
    if f.own is not None:
        weights = sum((s.weight for s in f.sections if not s.level2), ZERO) + f.own.execution_weight
        parts = "各一级指标与预算执行率"
    else:
        weights = sum((i.weight for i in f.indicators), ZERO)
        parts = "各指标"
    if weights != f.total:
        words = f"{parts}分值合计{plain(weights)}分，不等于总分{plain(f.total)}分"
        gap = f.total - weights
        way = f"还差{plain(gap)}分" if gap > 0 else f"多出{plain(-gap)}分"
        yield Problem("weights-sum", words, file, "", "", f"{way}，请调整分值")
    results = sum((i.weight for i in f.indicators if i.level1 in ("产出", "效益")), ZERO)
    if f.indicators and f.subject is Subject.PROJECT and results * HUNDRED < RESULTS_LEAST * f.total:
        words = f"产出、效益指标合计{plain(results)}分，原则上不低于总分的60%"
        yield Problem("results-share", words, file, "", "", "依据财预〔2020〕10号第十四条", "warning")


def _duplicates(f: Framework, file: str) -> Iterator[Problem]:
    for code, count in Counter(i.code for i in f.indicators).items():
        if count > 1:
            sharing = "、".join(i.name for i in f.indicators if i.code == code)
            words = f"指标编号“{code}”用了{count}次：{sharing}"
            yield Problem("duplicate-code", words, file, f"指标“{code}”", "", "每个指标的编号应各不相同")
    places = Counter((i.level1, i.level2, i.name) for i in f.indicators)
    for (_, level2, name), count in places.items():
        if count > 1:
            words = f"“{level2}”下有{count}个指标都叫“{name}”"
            yield Problem("duplicate-name", words, file, f"指标“{name}”", "", "请合并或改名")


def _indicators(f: Framework, file: str) -> Iterator[Problem]:
    for i in f.indicators:
        where = at(i)
        for field, title in (
            ("code", "编号"),
            ("name", "名称"),
            ("level1", "一级指标"),
            ("text", "评分规则的文字"),
        ):
            if not getattr(i, field).strip():
                yield Problem("blank", f"没有写{title}（{field}）", file, where)
        if i.weight <= 0:
            yield Problem("weight", "分值应大于0", file, where, plain(i.weight))
            continue
        for problem in check_rule(i.rule, i.weight, i.formula, measured=bool(i.source) or i.own):
            yield Problem(
                problem.code, problem.message, file, where, problem.value, problem.expected, problem.level
            )


def _own(f: Framework, file: str) -> Iterator[Problem]:
    if f.own is None:
        return
    if f.own.execution_weight < 0:
        yield Problem("weight", "预算执行率的分值不能小于0", file, "own", plain(f.own.execution_weight))
    for name in ("quantitative", "qualitative", "execution", "satisfaction"):
        kind = getattr(f.own, name)
        if kind is None:
            continue
        if name not in f.own.texts:
            yield Problem("blank", f"没有写规则的文字（own.texts.{name}）", file, f"规则“{name}”")
        for problem in check_rule(kind, HUNDRED, "", measured=True):
            yield Problem(problem.code, problem.message, file, f"规则“{name}”", level=problem.level)


def built_in() -> dict[str, tuple[Problem, ...]]:
    """The problems of every built-in framework: errors there are ours."""
    return {name: errors(check(load(name), name)) for name in names()}
