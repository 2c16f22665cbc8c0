"""The web page: marks and findings lead to each other, nothing in it runs, and it is accessible."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from handmade import span
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from juesuan.documents.model import Anchor, Document, Paragraph, Run, Span, Text
from juesuan.findings.emit_html import write_html
from juesuan.findings.model import Audit

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def test_the_report_is_whole_and_its_places_are_marked(broken: Audit) -> None:
    page = HTMLParser(write_html(broken))
    paragraphs = [n.text() for n in page.css("main p, main h3")]
    assert paragraphs == [b.value for b in broken.document.blocks if isinstance(b, Paragraph)]
    marks = {(n.text(), n.attributes["data-f"]) for n in page.css("a.m")}
    assert ("本年收入合计 1,200.00 万元", "F001") in marks
    assert ("占 5.00%", "F002") in marks
    assert [n.text() for n in page.css("main td")] == ["项目", "金额", "财政拨款收入", "1,150.00"]


def test_every_link_has_its_goal_and_every_id_is_unique(broken: Audit) -> None:
    page = HTMLParser(write_html(broken))
    ids = [n.attributes["id"] for n in page.css("[id]")]
    assert len(ids) == len(set(ids))
    links = {n.attributes["href"] for n in page.css("a")}
    assert {"#F001", "#F002", "#F003", "#F001-0", "#F002-0"} <= links
    assert all(link is not None and link.startswith("#") and link[1:] in ids for link in links)


def test_overlapping_places_keep_the_text(broken: Audit) -> None:
    first = replace(
        broken.findings[0], spans=(span(2, "1,200.00 万元，其中"), span(2, "其中：财政"), Span(2, 0, 5))
    )
    html = write_html(replace(broken, findings=(first, broken.findings[1])))
    texts = [n.text() for n in HTMLParser(html).css("main p")]
    assert texts == [b.value for b in broken.document.blocks if isinstance(b, Paragraph) and not b.level]


def test_nothing_of_the_report_becomes_markup(broken: Audit) -> None:
    evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    finding = replace(
        broken.findings[0],
        title=evil,
        message=evil,
        advice=evil,
        basis=evil,
        stated=evil,
        expected=evil,
        formula=evil,
    )
    audit = replace(broken, findings=(finding,), entity=evil, warnings=(evil,), blocked=evil)
    page = HTMLParser(write_html(audit))
    assert page.css("img") == []
    assert len(page.css("script")) == 1
    policy = page.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_it_needs_no_network(broken: Audit) -> None:
    assert not re.search(r"https?:|//[a-z]|url\(", write_html(broken).replace("// ", ""))


def test_pages_are_named_and_heading_levels_never_skip(broken: Audit) -> None:
    blocks = tuple(
        Paragraph(Text(f"第{n}段", (Run(0, Anchor(page=n // 2 + 1)),)), level)
        for n, level in enumerate((4, 0, 2, 5, 1, 3))
    )
    document = Document("a.pdf", "application/pdf", "0" * 64, blocks)
    page = HTMLParser(write_html(replace(broken, document=document, findings=())))
    assert [n.text() for n in page.css(".page")] == ["第 1 页", "第 2 页", "第 3 页"]
    levels = [int(n.tag[1]) for n in page.css("main h2, main h3, main h4, main h5, main h6")]
    assert all(b <= a + 1 for a, b in pairwise(levels))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, broken: Audit, tmp_path: Path) -> Iterator[Any]:
    path = tmp_path / "审核.html"
    path.write_text(write_html(broken), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 720})
    problems: list[str] = []
    tab.on("console", lambda message: problems.append(message.text))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.goto(path.as_uri())
    yield tab
    tab.close()
    assert problems == []


@pytest.mark.browser
def test_a_click_jumps_both_ways(page: Any) -> None:
    page.click('a.m[data-f="F002"]')
    assert page.evaluate("document.activeElement.id") == "F002"
    assert page.locator("article#F002").get_attribute("class").endswith("here")
    page.click('article#F003 a[href="#F003-0"]')
    assert page.evaluate("document.activeElement.dataset.f") == "F003"
    assert page.locator("a.m.here").count() == 1


@pytest.mark.browser
def test_levels_and_words_filter_and_a_mark_always_finds_its_finding(page: Any) -> None:
    page.uncheck('input[data-level="error"]')
    assert page.locator("article.f:visible").count() == 1
    assert page.inner_text("#shown") == "显示 1 处；共 2 处，牵连 1 处"
    assert page.locator("a.m.off").count() > 0
    page.click('a.m[data-f="F002"]')
    assert page.locator("article#F002").is_visible()
    page.fill("#search", "公式")
    assert page.locator("article.f:visible").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
def test_it_is_accessible(page: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 800})
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.browser
def test_it_fits_a_phone_and_works_without_script(browser: Any, broken: Audit, tmp_path: Path) -> None:
    path = tmp_path / "审核.html"
    path.write_text(write_html(broken), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 380, "height": 700})
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.locator("article.f:visible").count() == 3
    tab.click('a.m[data-f="F002"]')
    assert tab.url.endswith("#F002")
    context.close()
    narrow = browser.new_page(viewport={"width": 380, "height": 700})
    narrow.goto(path.as_uri())
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 380
    narrow.close()
