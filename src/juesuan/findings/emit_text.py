"""Findings for the terminal: what a finance clerk reads first, grouped by root cause, gravest first.

Colours only on a terminal; the same layout as plain text goes into a file or a pipe. Words come from the
report, so nothing of them is ever read as terminal markup or control codes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from juesuan.documents.model import Place
from juesuan.documents.refusal import Refusal
from juesuan.findings.model import Audit, Finding
from juesuan.findings.paper import WIDTH, hang, on_paper
from juesuan.findings.repair import says_expected
from juesuan.findings.wording import (
    CERTAINTIES,
    STATUSES,
    address,
    coverage_line,
    headline,
    label_of,
    quoted,
    reading_line,
    seat,
    tally,
    title_line,
    verdict_line,
)
from juesuan.rules.model import LEVEL_TITLES

_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_DIM = "bright_black"
#: A quote longer than this many characters is shortened in the middle: the place says where the rest stands.
_QUOTE = 90
#: Further places shown under a finding; the JSON and the web page show all.
_PLACES = 8


def print_audit(console: Console, audit: Audit) -> None:
    """Print one report's header, verdict and findings."""
    console.print(_plain(title_line(audit), "bold"))
    console.print(_plain(audit.document.path, _DIM))
    console.print(_plain(coverage_line(audit)))
    console.print(_plain(reading_line(audit), _DIM))
    colour = {"clean": "bold green", "contradictions": "bold red"}.get(audit.verdict, "bold magenta")
    hang(console, Text("结论：", style=colour), Text(_safe(verdict_line(audit)), style=colour))
    for warning in audit.warnings:
        hang(console, Text("注意：", style="yellow"), Text(_safe(warning), style="yellow"))
    open_roots = [f for f in audit.roots if not f.explanation]
    for level in ("error", "warning"):
        roots = [f for f in open_roots if f.level == level]
        _print_group(console, audit, LEVEL_TITLES[level], roots, _COLOURS[level])
    _print_notes(console, audit, [f for f in open_roots if f.level == "note"])
    _print_group(console, audit, "已说明", [f for f in audit.roots if f.explanation], "bold green")
    _print_gone(console, audit)
    _print_crashed(console, audit)
    console.print()


def print_refusal(console: Console, refusal: Refusal) -> None:
    """Print why a file was not audited, and the way out."""
    console.print(_plain(refusal.path, "bold"))
    console.print(_plain(f"未能审核：{refusal.reason}", "bold magenta"))
    console.print(_plain(f"办法：{refusal.advice}"))
    console.print()


def print_summary(console: Console, results: Sequence[Audit | Refusal]) -> None:
    """Print one line per file and a total, after many files."""
    console.print(_plain(f"共 {len(results)} 份报告", "bold"))
    for r in results:
        if isinstance(r, Refusal):
            console.print(_plain(f"  未能审核  {r.path}", "magenta"))
        elif r.verdict == "blocked":
            console.print(_plain(f"  未能审核  {r.document.path}", "magenta"))
        else:
            open_roots = [f for f in r.roots if not f.explanation]
            console.print(_plain(f"  {tally(open_roots) or '未发现问题'}  {r.document.path}"))


def text_of(results: Sequence[Audit | Refusal], width: int = WIDTH) -> str:
    """The same as plain text without colours, for files, pipes and tests."""

    def show(console: Console) -> None:
        for result in results:
            if isinstance(result, Refusal):
                print_refusal(console, result)
            else:
                print_audit(console, result)

    return on_paper(show, width)


def summary_of(results: Sequence[Audit | Refusal], width: int = WIDTH) -> str:
    """The lines that end a run over many files, as plain text."""
    return on_paper(lambda console: print_summary(console, results), width)


def _print_group(console: Console, audit: Audit, label: str, roots: Sequence[Finding], colour: str) -> None:
    if not roots:
        return
    console.print()
    console.print(_plain(f"── {label}（{len(roots)}）", colour))
    for finding in roots:
        console.print()
        _print_finding(console, audit, finding)


def _print_notes(console: Console, audit: Audit, notes: Sequence[Finding]) -> None:
    """Notes are many and small: one line each, under what was checked and what to do about it."""
    if not notes:
        return
    console.print()
    console.print(_plain(f"── {LEVEL_TITLES['note']}（{len(notes)}）", _COLOURS["note"]))
    groups: dict[tuple[str, str], list[Finding]] = {}
    for f in notes:
        groups.setdefault((f.code, f.advice), []).append(f)
    for (code, advice), found in groups.items():
        console.print()
        console.print(_plain(f"{code} {found[0].title}（{len(found)} 处）", _COLOURS["note"]))
        if advice:
            hang(console, Text("建议 ", style=_DIM), Text(_safe(advice)), 2)
        for f in found:
            _print_line(console, f, 2)
            _print_symptoms(console, audit, f)


def _print_line(console: Console, f: Finding, indent: int) -> None:
    tag = (f"〔{STATUSES[f.status]}〕" if f.status else "") + ("〔已说明〕" if f.explanation else "")
    hang(console, Text(f"· {f.id} ", style=_DIM), Text(_safe(f"{address(f)}：{f.message}{tag}")), indent)


def _print_finding(console: Console, audit: Audit, f: Finding) -> None:
    head = Text()
    head.append(f"{f.id} ", style=_DIM)
    head.append(_safe(headline(f)), style=_COLOURS[f.level])
    for tag in (CERTAINTIES.get(f.certainty, ""), STATUSES.get(f.status, "")):
        if tag:
            head.append(f"〔{tag}〕")
    if f.explanation:
        head.append("〔已说明〕", style="green")
    console.print(head)
    for label, value in _rows(f):
        hang(console, Text(f"{label:　<2} ", style=_DIM), value, 2)
    _print_symptoms(console, audit, f)


def _print_symptoms(console: Console, audit: Audit, f: Finding) -> None:
    symptoms = [s for s in audit.findings if s.cause == f.id]
    if not symptoms:
        return
    lead = f"{f.id} 牵连的 {len(symptoms)} 处，改正后应随之消除："
    console.print(_plain(f"  {lead}", _DIM))
    for symptom in symptoms:
        _print_line(console, symptom, 4)


def _rows(f: Finding) -> Iterator[tuple[str, Text]]:
    yield "位置", Text(_safe(address(f)))
    if f.places and f.places[0].quote:
        yield "原文", Text(quoted(_quote(f.places[0])))
    yield "问题", Text(_safe(f.message))
    if says_expected(f) and any(value and value not in f.message for value in (f.stated, f.expected)):
        yield "数值", _values(f)
    if f.formula and f.formula not in f.message:
        yield "算式", Text(_safe(f.formula))
    for n, s in enumerate(f.suspects):
        text = Text(f"{_safe(seat(s.place, s.label))} {quoted(_quote(s.place))}".strip())
        text.append(f" 宜为 {_safe(s.restored)}", style="bold")
        yield "疑错" if n == 0 else "或", text
    others = _others(f)
    for label, role, places in others[:_PLACES]:
        found = _safe(seat(places[0], label, *places[1:]))
        yield "对照", Text(" ".join(x for x in (found, _safe(role), quoted(_quote(places[0]))) if x))
    if len(others) > _PLACES:
        yield "", Text(f"另有 {len(others) - _PLACES} 处")
    if f.advice:
        yield "建议", Text(_safe(f.advice))
    if f.explanation:
        yield "说明", Text(_safe(f.explanation), style="green")
    yield "检查", Text(_safe(f"{f.code} {f.title}"), style=_DIM)
    if f.basis:
        yield "依据", Text(_safe(f.basis), style=_DIM)


def _others(f: Finding) -> list[tuple[str, str, list[Place]]]:
    """The further places, the same words at several places (a copied paragraph) taken together."""
    groups: dict[tuple[str, str, str], list[Place]] = {}
    for n, p in enumerate(f.places[1:], 1):
        groups.setdefault((label_of(f, n), p.role, p.quote), []).append(p)
    return [(label, role, places) for (label, role, _), places in groups.items()]


def _values(f: Finding) -> Text:
    text = Text()
    parts = (("写的是 ", f.stated, "red"), ("应为 ", f.expected, "green"), ("相差 ", f.gap, "default"))
    for lead, value, style in parts:
        if value:
            text.append("，" if text else "")
            text.append(lead)
            text.append(_safe(value), style=style)
    return text


def _print_gone(console: Console, audit: Audit) -> None:
    if not audit.gone:
        return
    console.print()
    console.print(_plain(f"── 与上次相比已消除（{len(audit.gone)}）", "bold green"))
    for f in audit.gone:
        hang(console, Text("· "), Text(_safe(f"{f.title}：{f.message}")), 2)


def _print_crashed(console: Console, audit: Audit) -> None:
    crashed = [o for o in audit.outcomes if o.state == "crashed"]
    if crashed:
        console.print()
        console.print(
            _plain(f"── 检查程序出错（{len(crashed)}），这些检查没有结论，请反馈给开发者", "bold magenta")
        )
    for o in crashed:
        hang(console, Text("· "), Text(_safe(f"{o.code} {o.title}：{o.reason}")), 2)


def _quote(place: Place) -> str:
    words = " ".join(_safe(place.quote).split())
    if len(words) <= _QUOTE:
        return words
    half = _QUOTE // 2
    return f"{words[:half]}……{words[-half:]}"


def _plain(text: str, style: str = "default") -> Text:
    return Text(_safe(text), style=style)


def _safe(text: str) -> str:
    """Without control characters: a report must not be able to steer the reader's terminal."""
    return "".join(
        " " if c in "\t\n" else c for c in text if c in "\t\n" or unicodedata.category(c)[0] != "C"
    )
