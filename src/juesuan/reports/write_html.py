"""A composed report as one web page that works without a network: contents beside it, every number asks for its origin.

The page is a single file for screen, phone and paper. Its security policy allows only its own style and scripts (by
hash). Each number carries ``data-fact``; a click on it shows the fact, how it was computed and from which others.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from juesuan.documents.composition import (
    ComposedBlock,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
    Piece,
)
from juesuan.reports import write_charts
from juesuan.reports.write_facts import record
from juesuan.reports.write_html_table import number, table
from juesuan.reports.write_layout import HEADINGS, level_of, looks, page_starts, printed, sections, settled


def write_html(composition: Composition) -> bytes:
    """The page, in UTF-8."""
    composition = settled(composition)
    style, script = _asset("report.css"), _asset("report.js")
    figures = [b for b in composition.blocks if isinstance(b, ComposedFigure)]
    # Drawing in the browser needs 0.9 MB of script; a report without charts does without.
    scripts = [_closed(write_charts.browser_bundle())] if figures else []
    scripts.append(script)
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; "
        f"script-src {' '.join(map(_hash, scripts))}; base-uri 'none'; form-action 'none'"
    )
    page = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="author" content="{escape(composition.entity)}">',
        f"<title>{escape(composition.title)}</title>\n<style>{style}</style>\n</head>\n<body>",
        *_sidebar(composition),
        '<main id="report" tabindex="-1">',
        *_report(composition),
        "</main>",
        '<dialog id="origin" aria-labelledby="origin-name"></dialog>',
        _data("facts", {key: record(f) for key, f in composition.facts.items()}),
        _data("charts", [f.spec for f in figures]),
        *(f'<script type="module">{s}</script>' for s in scripts),
        "</body>\n</html>\n",
    )
    return "\n".join(page).encode("utf-8")


def _sidebar(composition: Composition) -> Iterator[str]:
    yield '<nav id="contents" aria-label="目录"><a class="skip" href="#report">跳到正文</a><details open><summary>目录</summary><ul>'
    for i, heading in enumerate(b for b in composition.blocks if level_of(b)):
        assert isinstance(heading, ComposedParagraph)
        level = level_of(heading)
        if level <= 3:
            yield f'<li class="c{level}"><a href="#h{i}">{escape(printed(heading))}</a></li>'
    yield "</ul></details></nav>"


def _report(composition: Composition) -> Iterator[str]:
    look = looks(composition)
    counts = {"heading": 0, "chart": 0, "table": 0}
    for section in sections(composition):
        starts = page_starts(section, look)
        names = [n for n, on in (("front", section.front), ("lying", section.landscape)) if on]
        yield f'<section class="{" ".join(names) or "upright"}">'
        for i, block in enumerate(section.blocks):
            yield from _block(block, look, counts, i in starts)
        yield "</section>"


def _block(block: ComposedBlock, look: dict[str, str], counts: dict[str, int], starts: bool) -> Iterator[str]:
    names = " starts" if starts else ""
    if isinstance(block, ComposedParagraph):
        if block.style == "contents":
            return
        content = escape(block.number) + _pieces(block.pieces)
        if block.style in HEADINGS:
            tag = block.style
            yield f'<{tag} id="h{counts["heading"]}" class="{look[tag]}{names}">{content}</{tag}>'
            counts["heading"] += 1
        else:
            yield f'<p class="{block.style}{names}">{content}</p>'
    elif isinstance(block, ComposedFigure):
        drawing = base64.b64encode(write_charts.svg(block.spec).encode()).decode()
        alternative = escape(block.alternative)
        yield f'<figure class="chart{names}" data-chart="{counts["chart"]}" data-facts="{escape(chr(10).join(block.facts))}">'
        yield f'<div role="img" aria-label="{alternative}"><img alt="" src="data:image/svg+xml;base64,{drawing}"></div>'
        yield (f"<figcaption>{escape(block.title)}</figcaption>" if block.title else "") + "</figure>"
        counts["chart"] += 1
    elif isinstance(block, ComposedTable):
        yield from table(block, counts["table"], names)
        counts["table"] += 1


def _pieces(pieces: Sequence[Piece]) -> str:
    return "".join(number(p, 0) if p.fact else escape(p.text).replace("\n", "<br>") for p in pieces)


def _data(name: str, data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'


def _closed(script: str) -> str:
    """A script in which nothing looks like its own end."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _asset(name: str) -> str:
    return files("juesuan.reports").joinpath("styles", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
