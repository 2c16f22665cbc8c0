"""Which parts of a web page's tree show the report, and where each of its text nodes stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from juesuan.documents.model import Anchor

HEADINGS = {f"h{i}": i for i in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
) | frozenset(HEADINGS)
#: Elements that show no report text, with the reason given for setting them aside.
_ASIDE = {
    **dict.fromkeys(("script", "style", "noscript", "template", "link", "meta", "base"), "code"),
    **dict.fromkeys(("svg", "math", "canvas", "object", "embed", "iframe", "audio", "video", "map"), "media"),
    **dict.fromkeys(("select", "option", "button", "input", "textarea", "datalist"), "control"),
    **dict.fromkeys(("head", "title", "frameset", "noframes"), "code"),
}
_CHROME_TAGS = frozenset(("nav", "footer", "aside", "header"))
#: Parts of class names and ids (``main-nav``, ``page_footer``) that pages give to what surrounds the report.
_CHROME_NAMES = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "footer",
        "sidebar",
        "toolbar",
        "copyright",
        "pagination",
        "share",
        "banner",
        "logo",
        "topbar",
        "contentinfo",
    ]
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_MONEY = re.compile(r"\d\s*(?:亿|万|千)?元|\d\s*[%％]")
#: Characters of a page's menu or footer; longer text is content, whatever its element is called.
_CHROME_LENGTH = 1_500


def is_block(element: Any) -> bool:
    """Does an element stand on its own lines?"""
    return element.tag in _BLOCKS


def pieces(element: Any, path: str) -> Iterator[tuple[Any, Anchor]]:
    """(text, anchor) and (child element, anchor with its path) of an element, in source order."""
    texts = 0
    counts: dict[str, int] = {}
    line = element.sourceline or 0
    text = element.text
    if text:
        texts = 1
        yield text, Anchor(line, 0, path=f"{path}/text()[1]")
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            counts[tag] = counts.get(tag, 0) + 1
            yield child, Anchor(child.sourceline, path=f"{path}/{tag}[{counts[tag]}]")
        text = child.tail
        if text:
            texts += 1
            if not text.isspace():
                # The parser knows lines of elements only; a text behind one starts where that one ends.
                line = (child.sourceline or line) + sum(t.count("\n") for t in child.itertext())
            yield text, Anchor(line, 0, path=f"{path}/text()[{texts}]")


def children(element: Any, path: str) -> Iterator[tuple[Any, str]]:
    """(child element, its path) of an element whose own text is nothing to read (a table, a row)."""
    counts: dict[str, int] = {}
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            counts[tag] = counts.get(tag, 0) + 1
            yield child, f"{path}/{tag}[{counts[tag]}]"


def set_aside(element: Any) -> str:
    """Why an element is no part of the report (code, media, control, hidden, menu), or ""."""
    tag = element.tag
    if tag in _ASIDE:
        return _ASIDE[tag]
    style = element.get("style") or ""
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(style)
    ):
        return "hidden"
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    named = tag in _CHROME_TAGS or not _CHROME_NAMES.isdisjoint(re.split(r"[-_\s]+", names.lower()))
    return "menu" if named and _is_chrome(element) else ""


def _is_chrome(element: Any) -> bool:
    """Is an element that is named like a menu one indeed? Nearly all links says so; amounts or long text deny
    it.
    """
    words = _squeezed(element)
    links = sum(len(_squeezed(link)) for link in element.iter("a"))
    if links * 5 >= len(words) * 4:
        return True
    if len(words) > _CHROME_LENGTH or _MONEY.search(words):
        return False
    title = element.tag == "header" or next(element.iter("h1"), None) is not None
    return not title or links * 2 > len(words)


def _squeezed(element: Any) -> str:
    return re.sub(r"\s+", "", "".join(element.itertext()))


def list_number(item: Any) -> str:
    """The number a browser prints before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start") or "1"
    before = sum(1 for sibling in item.itersiblings(tag="li", preceding=True))
    return f"{(int(start) if start.isdecimal() and len(start) < 6 else 1) + before}."
