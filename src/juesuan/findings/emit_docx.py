"""Findings as comments in the author's own Word file, where they are read and answered.

Only four parts of the package are written anew: the main document (marks added, text untouched), the
comments, and the two lists that name the comments part. Every other part is copied byte for byte, so that
headers, pictures and styles of the author stay what they were; opening and saving through a document
library would rewrite them all, and fails on files that Word itself forgives.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from juesuan.documents.docx_names import is_strict, transitional
from juesuan.documents.docx_package import MEDIA_TYPE, WordPackage
from juesuan.documents.docx_styles import read_styles
from juesuan.documents.model import Place, Span
from juesuan.documents.refusal import Refusal
from juesuan.findings.docx_comments import Comments, parse, serialise
from juesuan.findings.docx_marks import Marker, Target
from juesuan.findings.model import Audit, Finding, SuspectPlace
from juesuan.findings.repair import repairs, says_expected
from juesuan.rules.model import LEVEL_TITLES

_COLOURS = {"error": "C00000", "warning": "9C5700", "note": "1F4E79"}


def write_docx(audit: Audit, source: bytes) -> bytes:
    """The audited docx ``source`` with a comment at every place of every finding.

    The first place of a finding carries the whole comment, the others refer to it. Raises :class:`Refusal`
    (``not-docx``) if the audited file is no docx, because then there is nothing to comment in.
    """
    path = audit.document.path
    if audit.document.media_type != MEDIA_TYPE:
        raise Refusal(
            "not-docx",
            path,
            "批注只能写回 Word（docx）文件，这份报告不是 docx",
            "请改用 html 或 xlsx 格式输出审核结果，或提供报告的 docx 文件",
        )
    package = WordPackage(source, path)
    package.document()  # refuses what must not reach the second parser
    data = package.read(package.main)
    strictly = is_strict(data)
    root = parse(transitional(data))
    styles = read_styles(package.optional(package.one("styles"), "样式"))
    marker = Marker(root, styles)
    comments = Comments(package)
    marker.mark(_comment(audit, marker, comments))
    changed = {package.entry(package.main) or package.main: serialise(root, strictly)}
    if comments.added:
        changed.update(comments.parts(strictly))
    return _packed(package, changed)


def _packed(package: WordPackage, changed: dict[str, bytes]) -> bytes:
    """The package with the changed parts in their old places and new parts at the end.

    Entries carry no time, so that the same findings on the same file give the same bytes.
    """
    out = io.BytesIO()
    old = package.zip.names
    with zipfile.ZipFile(out, "w") as new:
        for name in (*old, *(n for n in changed if n not in old)):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
            new.writestr(entry, changed[name] if name in changed else package.zip.read(name))
    return out.getvalue()


# -- what the comments say


@dataclass(frozen=True, slots=True)
class _Note:
    """One comment to be: where it goes, the words it is about, their role, what suspicion falls on them."""

    target: Target
    quote: str
    role: str
    suspicion: str = ""


def _comment(audit: Audit, marker: Marker, comments: Comments) -> list[tuple[int, Target]]:
    """Write the comments of all findings; returns where each goes."""
    placed: list[tuple[int, Target]] = []
    for finding in audit.findings:
        notes = _notes(audit, finding, marker)
        for i, note in enumerate(notes):
            lines = (
                full_text(finding, len(notes) - 1)
                if i == 0
                else short_text(finding, note.role, note.suspicion)
            )
            if not note.target.exact and note.quote:
                lines = [*lines, f"（所指文字：“{note.quote}”）"]
            placed.append((comments.add(lines, _COLOURS.get(finding.level, "000000")), note.target))
    return placed


def _notes(audit: Audit, finding: Finding, marker: Marker) -> list[_Note]:
    """The places of a finding, each stretch once, then suspects that stand elsewhere; the document's start if
    none.
    """

    def note(place: Place, span: Span | None, suspicion: str) -> _Note | None:
        target = marker.target_of_place(place) if span is None else marker.target(audit.document, span)
        target = target or marker.fallback
        return None if target is None else _Note(target, place.quote, place.role, suspicion)

    found: list[_Note | None] = []
    open_suspects = list(enumerate(finding.suspects))
    for i, place in enumerate(finding.places):
        span = finding.spans[i] if i < len(finding.spans) else None
        here = [(n, s) for n, s in open_suspects if _overlap(s.span, span)]
        open_suspects = [pair for pair in open_suspects if pair not in here]
        found.append(note(place, span, _suspicion(*here[0]) if here else ""))
    found.extend(note(s.place, s.span, _suspicion(n, s)) for n, s in open_suspects)
    if not found and marker.fallback is not None:
        found.append(_Note(marker.fallback, "", ""))
    kept: dict[Target, _Note] = {}
    for each in found:
        if each is not None:
            kept.setdefault(each.target, each)
    return list(kept.values())


def _suspicion(rank: int, suspect: SuspectPlace) -> str:
    """What is said at a suspect's place; the first is the likeliest, the others would explain all just as
    well.
    """
    return f"{'也可能是此处' if rank else '最可能'}写错，改为 {suspect.restored} 后全部吻合"


def _overlap(a: Span | None, b: Span | None) -> bool:
    if a is None or b is None or (a.block, a.cell) != (b.block, b.cell):
        return False
    return a.start < b.end and b.start < a.end


def full_text(finding: Finding, others: int) -> list[str]:
    """The whole comment, one line a paragraph: what is wrong, what it should be, what to do, and the rule."""
    lines = [
        f"【{LEVEL_TITLES.get(finding.level, finding.level)}】{finding.title}（问题{finding.id}）",
        finding.message,
    ]
    if says_expected(finding) and finding.expected not in finding.message:
        lines.extend(f"{words}。" for words in repairs(finding))
    for rank, suspect in enumerate(finding.suspects):
        lead = "也可能是" if rank else "最可能写错的是"
        lines.append(f"{lead}“{suspect.place.quote}”：改为 {suspect.restored} 后，相关数字全部吻合。")
    if finding.advice and not finding.cause:  # of a symptom nothing is to be changed
        lines.append(f"建议：{finding.advice}")
    if finding.basis:
        lines.append(f"依据：{finding.basis}")
    if finding.cause:
        lines.append(f"本问题由问题{finding.cause}引起，先改好问题{finding.cause}，本问题一般会随之消除。")
    if finding.explanation:
        lines.append(f"已有说明：{finding.explanation}")
    if others:
        lines.append(f"涉及的另外 {others} 处已标注“见问题{finding.id}”。")
    lines.append(f"规则 {finding.code}")
    return [line for line in lines if line]


def short_text(finding: Finding, role: str, suspicion: str = "") -> list[str]:
    """The comment at a further place of a finding, with its role and what is said of it as a suspect."""
    about = "，".join(words for words in (f"此处为{role}" if role else "", suspicion) if words)
    return [f"见问题{finding.id}：{finding.title}" + (f"（{about}）" if about else "")]
