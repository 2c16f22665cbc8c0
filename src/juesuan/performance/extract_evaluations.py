"""Published score tables as evaluations by the framework whose indicators they list.

A framework is taken for a table's only if most indicators have its names; then numbers and places in the table tell the
others. What the framework does not know is kept for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.claims.performance.figures import lone
from juesuan.claims.performance.reading import Performance
from juesuan.claims.performance.sheets import CODE, Leaf, Sheet, bare
from juesuan.performance.extract_cells import Notes, points, shared_points
from juesuan.performance.extract_framework import OwnFramework, own_framework
from juesuan.performance.frameworks import Framework, FrameworkIndicator, load, names
from juesuan.performance.model import Assessment, Evaluation
from juesuan.performance.scoring_objective import EXECUTION_NAME
from juesuan.performance.terms import plain

#: The share of a table's indicators that must bear a framework's names.
ENOUGH = Decimal("0.6")
#: The number of an indicator in front of its name, as some areas write it: 1.2.3.
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})+(?![.\d%％])")
_NOISE = re.compile(r"^\d{1,2}(?:\.\d{1,2})+|[\s“”\"‘’'（）()、，,。.:：]|指标$|^(?:部门|单位)+")


@dataclass(frozen=True, slots=True)
class _Match:
    framework: Framework
    found: tuple[tuple[Leaf, FrameworkIndicator | None], ...]
    named: int


def read_evaluations(
    read: Performance, sheets: Sequence[Sheet], notes: Notes, own_file: str = ""
) -> Iterator[tuple[Evaluation, OwnFramework | None]]:
    """Every table of scores by a framework; by its own (to be written to ``own_file``) if it follows none we know."""
    sheets = [s for s in sheets if not _sums_up(s, read.sheets)]
    whole = [s for s in sheets if not s.project]
    made = 0
    for sheet in sheets:
        shared_points(sheet.leaves, notes)
        match, own = _best(sheet), None
        if match is None and own_file:
            own = own_framework(
                sheet, own_file if not made else own_file.replace(".toml", f"-{made + 1}.toml")
            )
            match = None if own is None else _own_match(sheet, own)
            made += own is not None
        if match is None:
            _unknown(sheet, notes)
            continue
        assessments = tuple(_assessments(match, notes))
        alone = sheet.project == "" and len(whole) == 1
        evaluation = Evaluation(
            match.framework.code if own is None else own.file, _kind(sheet, notes), assessments, sheet.project, _total(sheet, read, alone),
            _grade(read) if alone else "", origin=notes.origin(sheet.leaves[0].name),
        )  # fmt: skip
        yield evaluation, own
    if not sheets:
        _told_only(read, notes)


def _sums_up(sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
    """Does a table only repeat the groups of another one? Sums are computed, not placed."""
    others = [leaf for s in sheets if s is not sheet for leaf in s.leaves]
    groups = {_fold(_bare(bare(b.text))) for leaf in others for b in leaf.levels if b is not leaf.name}
    return all(_fold(_bare(leaf.label)) in groups | {EXECUTION_NAME} for leaf in sheet.leaves)


def _best(sheet: Sheet) -> _Match | None:
    """The framework that most indicators bear the names of."""
    scored = [i for i in sheet.leaves if i.box("score") or i.box("weight")]
    matches = [_match(load(code), scored) for code in names() if load(code).indicators]
    fitting = [m for m in matches if m.named >= ENOUGH * len(scored) and m.named]
    return max(fitting, key=lambda m: m.named, default=None)


def _own_match(sheet: Sheet, own: OwnFramework) -> _Match:
    found = [own.framework.indicator(code) for code in own.codes]
    return _Match(own.framework, tuple(zip(sheet.leaves, found, strict=True)), len(found))


def _match(framework: Framework, leaves: Sequence[Leaf]) -> _Match:
    """Indicators by name (and group, where a name is used twice), by number, or as the only ones left of a group."""
    pairs: list[tuple[Leaf, FrameworkIndicator | None]] = []
    taken: set[str] = set()
    for leaf in leaves:
        named = [
            i for i in framework.indicators if _fold(i.name) == _fold(leaf.label) and i.code not in taken
        ]
        if len(named) > 1:
            named = [i for i in named if _fold(_bare(i.level2)) == _group(leaf)] or named
        chosen = named[0] if len(named) == 1 else None
        pairs.append((leaf, chosen))
        if chosen is not None:
            taken.add(chosen.code)
    named_count = len(taken)
    for n, (leaf, found) in enumerate(pairs):
        dotted = _DOTTED.match(leaf.label)
        code = leaf.code or (dotted[0] if dotted else "")
        numbered = framework.indicator(code) if found is None and code else None
        chosen = numbered if numbered is not None and numbered.code not in taken else None
        chosen = chosen or (_left(framework, pairs, leaf, taken) if found is None else None)
        if chosen is not None:
            pairs[n] = (leaf, chosen)
            taken.add(chosen.code)
    return _Match(framework, tuple(pairs), named_count)


def _left(
    framework: Framework,
    pairs: Sequence[tuple[Leaf, FrameworkIndicator | None]],
    leaf: Leaf,
    taken: set[str],
) -> FrameworkIndicator | None:
    """The one indicator of a group that nobody bears the name of, for the one row that bears none, of one weight."""
    rest = [i for i in framework.indicators if _fold(_bare(i.level2)) == _group(leaf) and i.code not in taken]
    rows = [x for x, found in pairs if found is None and _group(x) == _group(leaf)]
    if len(rest) != 1 or len(rows) != 1 or leaf.code:
        return None
    weight, _ = points(leaf)
    return rest[0] if weight == rest[0].weight else None


def _group(leaf: Leaf) -> str:
    above = [b for b in leaf.levels if b is not leaf.name]
    return _fold(_bare(bare(above[-1].text))) if above else ""


def _bare(level: str) -> str:
    """A group's name without its number."""
    number = CODE.match(level)
    return level[number.end() :] if number else level


def _fold(name: str) -> str:
    return _NOISE.sub("", name)


def _assessments(match: _Match, notes: Notes) -> Iterator[Assessment]:
    for leaf, indicator in match.found:
        weight, score = points(leaf)
        if indicator is None:
            _keep(leaf, f"“{match.framework.title}”没有这个指标", notes)
            continue
        if weight is not None and weight != indicator.weight:
            words = f"{indicator.code}{indicator.name}分值{plain(weight)}"
            notes.add(
                words,
                leaf.name,
                f"“{match.framework.title}”的分值是{plain(indicator.weight)}，分值由指标体系规定",
            )
        renamed = _fold(leaf.label) != _fold(indicator.name)
        if renamed and not indicator.own:
            words = f"{indicator.code}指标名称“{leaf.label}”"
            notes.add(
                words,
                leaf.name,
                f"“{match.framework.title}”的名称是“{indicator.name}”，按同一指标填写，请核对",
            )
        reason = leaf.box("reason")
        yield Assessment(
            indicator.code, leaf.label if renamed and indicator.own else "", stated=score,
            reason="" if reason is None else reason.raw.strip(), origin=notes.origin(leaf.name),
        )  # fmt: skip


def _keep(leaf: Leaf, why: str, notes: Notes) -> None:
    weight, score = points(leaf)
    parts = [leaf.name.text]
    parts += [f"分值{plain(weight)}"] if weight is not None else []
    parts += [f"得分{plain(score)}"] if score is not None else []
    notes.add(" ".join(parts), leaf.name, why)


def _unknown(sheet: Sheet, notes: Notes) -> None:
    why = "没有与这张表相同的指标体系，请把它写成指标体系文件后再填"
    for leaf in sheet.leaves:
        _keep(leaf, why, notes)
    pair = sheet.total
    for title, box in (("分值", pair.weight), ("得分", pair.score)) if pair is not None else ():
        if box is not None and not box.blank:
            notes.add(f"总分：{title}{box.text}", box, why)


def _total(sheet: Sheet, read: Performance, alone: bool) -> Decimal | None:
    pair = sheet.total
    q = lone(pair.score) if pair is not None and pair.score is not None else None
    if q is not None:
        return q.printed.value
    told = {f.said.interval.low for f in read.finals if not f.scope} if alone else set()
    return told.pop() if len(told) == 1 else None


def _grade(read: Performance) -> str:
    """The grade as first printed, if all that are printed for the whole entity mean the same."""
    told = [g for g in read.grades if not g.scope]
    return told[0].words if told and len({g.name for g in told}) == 1 else ""


def _kind(sheet: Sheet, notes: Notes) -> str:
    if "财政评价" in sheet.title or "财政重点评价" in sheet.title:
        return "财政评价"
    own = "自评" in sheet.title or any("自评" in p.value for _, p in notes.document.paragraphs())
    return "单位自评" if own else "部门评价"


def _told_only(read: Performance, notes: Notes) -> None:
    """Scores that are only told in sentences: there is no indicator to put them to."""
    why = "没有读到指标表，不知道是哪些指标的得分"
    seen: set[str] = set()
    for f in read.finals:
        if f.said.shown not in seen:
            seen.add(f.said.shown)
            notes.add(f.said.shown, f.said.span, why)
    for chapter in read.chapters:
        for part in (*chapter.parts, *([chapter.whole] if chapter.whole else [])):
            notes.add(f"{part.full.shown}，{part.got.shown}", part.got.span, why)
