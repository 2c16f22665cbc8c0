"""Findings as one web page: the report itself with the places marked, the findings beside it.

The page is a single file that works without a network, on a phone and on paper. Everything in it that comes
from the report is escaped, and its security policy allows only the page's own style and script (by hash),
so that a hostile report cannot run anything in a reviewer's browser.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from pathlib import PurePath

from juesuan import __version__
from juesuan.documents.model import Place
from juesuan.findings.marked import anchor, markings, report_html, suspect_place
from juesuan.findings.model import Audit, Finding
from juesuan.findings.repair import says_expected
from juesuan.findings.wording import (
    CERTAINTIES,
    LEVEL_MEANINGS,
    STATES,
    STATUSES,
    address,
    coverage_line,
    headline,
    label_of,
    quoted,
    reading_line,
    seat,
    title_line,
    verdict_line,
)
from juesuan.rules.model import LEVEL_TITLES


def write_html(audit: Audit) -> str:
    """The page as text (UTF-8 when saved)."""
    style, script = _asset("report.css"), _asset("report.js")
    allowed = ("default-src 'none'", f"style-src {_hash(style)}", f"script-src {_hash(script)}")
    policy = "; ".join((*allowed, "base-uri 'none'", "form-action 'none'"))
    name = escape(f"{title_line(audit)} 审核结果")
    return "\n".join(
        (
            '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{name}</title>\n<style>{style}</style>\n</head>\n<body>",
            *_header(audit),
            '<div class="columns">',
            '<main id="report" aria-label="报告原文" tabindex="-1"><h2>报告原文</h2>',
            *report_html(audit.document, markings(audit)),
            "</main>",
            '<aside id="findings" aria-label="发现的问题" tabindex="-1">',
            *_panel(audit),
            *_footer(audit),
            "</aside>\n</div>",
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _header(audit: Audit) -> Iterator[str]:
    yield '<header>\n<p class="skip"><a href="#findings">跳到发现的问题</a></p>'
    yield f"<h1>{escape(title_line(audit))}</h1>"
    yield f'<p class="verdict {audit.verdict}">{escape(verdict_line(audit))}</p>'
    yield f"<p>{escape(coverage_line(audit))}</p>"
    file = f"{PurePath(audit.document.path).name}；{reading_line(audit)}"
    yield f'<p class="dim">{escape(file)}</p>'
    for warning in audit.warnings:
        yield f'<p class="warn">注意：{escape(warning)}</p>'
    yield "</header>"


def _panel(audit: Audit) -> Iterator[str]:
    yield '<div class="bar"><h2>发现的问题</h2><div class="filters" role="group" aria-label="筛选">'
    for level, label in LEVEL_TITLES.items():
        here = [f for f in audit.findings if f.level == level]
        tip = escape(LEVEL_MEANINGS[level], quote=True)
        yield (
            f'<label class="{level}" title="{tip}"><input type="checkbox" checked data-level="{level}">'
            f"{label} {_count(here)}</label>"
        )
    yield '<label class="search">查找 <input type="search" id="search" placeholder="文字、代码"></label>'
    yield '</div><p id="shown" class="dim" role="status"></p></div>'
    if not audit.findings:
        yield f'<p class="none">{escape(verdict_line(audit))}。</p>'
    for root in audit.roots:
        yield from _finding(root)
        symptoms = [f for f in audit.findings if f.cause == root.id]
        for symptom in symptoms:
            yield from _finding(symptom)
    if audit.gone:
        yield f"<section class=gone><h3>与上次相比已消除（{len(audit.gone)}）</h3><ul>"
        yield from (f"<li>{escape(f.title)}：{escape(f.message)}</li>" for f in audit.gone)
        yield "</ul></section>"


def _count(found: list[Finding]) -> str:
    """ "<b>17</b>，牵连 6": the roots that the page's first lines count, and what they leave out."""
    roots = sum(f.cause is None and not f.explanation for f in found)
    symptoms = sum(f.cause is not None and not f.explanation for f in found)
    explained = sum(bool(f.explanation) for f in found)
    rest = "".join(f"，{word} {n}" for word, n in (("牵连", symptoms), ("已说明", explained)) if n)
    return f"<b>{roots}</b>{rest}"


def _finding(f: Finding) -> Iterator[str]:
    symptom = " symptom" if f.cause else ""
    done = " explained" if f.explanation else ""
    yield f'<article id="{f.id}" class="f {f.level}{symptom}{done}" data-level="{f.level}" tabindex="-1">'
    tags = [
        LEVEL_TITLES[f.level],
        CERTAINTIES.get(f.certainty, ""),
        STATUSES.get(f.status, ""),
    ]
    tags += ["已说明"] if f.explanation else []
    pills = "".join(f'<span class="tag">{escape(t)}</span>' for t in tags if t)
    yield f"<h3>{escape(headline(f))}</h3>"
    yield f"<p class=tags>{pills}<span class=code>{f.id}</span></p>"
    if f.cause:
        yield f'<p class="dim">由 <a href="#{f.cause}">{f.cause}</a> 引起，改正后应随之消除</p>'
    yield f"<p class=message>{escape(f.message)}</p><dl>"
    for label, value in _rows(f):
        yield f"<dt>{label}</dt><dd>{value}</dd>"
    yield "</dl></article>"


def _rows(f: Finding) -> Iterator[tuple[str, str]]:
    links = [f"<li>{_link(f, n, p)}</li>" for n, p in enumerate(f.places)]
    if f.section:
        links.append(f'<li class="dim">见“{escape(f.section)}”</li>')
    yield "位置", f"<ul>{''.join(links)}</ul>" if links else escape(address(f))
    values = [
        f"{label} <b class={name}>{escape(value)}</b>"
        for label, name, value in (
            ("写的是", "bad", f.stated),
            ("应为", "good", f.expected),
            ("相差", "gap", f.gap),
        )
        if value
    ]
    if says_expected(f) and any(v and v not in f.message for v in (f.stated, f.expected)):
        yield "数值", "，".join(values)
    if f.formula and f.formula not in f.message:
        yield "算式", escape(f.formula)
    for n, s in enumerate(f.suspects):
        text = f"{seat(s.place, s.label)} {quoted(s.place.quote)}".strip()
        link = f'<a href="#{anchor(f, suspect_place(f, s))}">{escape(text)}</a>' if s.span else escape(text)
        yield "最可能写错" if n == 0 else "或者", f"{link} 宜为 <b class=good>{escape(s.restored)}</b>"
    check = f"{f.code} {f.title}"
    for label, value in (("建议", f.advice), ("说明", f.explanation), ("检查", check), ("依据", f.basis)):
        if value:
            yield label, escape(value)


def _link(f: Finding, n: int, place: Place) -> str:
    words = " ".join(place.quote.split())
    short = words if len(words) <= 60 else f"{words[:40]}……{words[-18:]}"
    text = " ".join(x for x in (seat(place, label_of(f, n)), place.role, quoted(short)) if x)
    return f'<a href="#{anchor(f, n)}">{escape(text)}</a>' if f.spans else escape(text)


def _footer(audit: Audit) -> Iterator[str]:
    yield f"<section class=coverage><details><summary>检查情况：{escape(coverage_line(audit))}</summary>"
    yield '<div class="table" tabindex="0" role="region" aria-label="检查情况"><table class="outcomes">'
    heads = "".join(f"<th scope=col>{h}" for h in ("规则", "检查内容", "结果", "说明"))
    yield f"<thead><tr>{heads}</thead><tbody>"
    for o in audit.outcomes:
        cells = (o.code, o.title, STATES[o.state], o.reason)
        yield f'<tr class="{o.state}">' + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>"
    yield "</tbody></table></div></details>"
    file = f"文件 SHA-256：<code>{audit.document.sha256}</code>"
    yield f"<p class=dim>juesuan {__version__}　{file}</p></section>"


def _asset(name: str) -> str:
    return files("juesuan.findings").joinpath(f"assets/{name}").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
