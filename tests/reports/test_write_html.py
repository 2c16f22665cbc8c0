"""The web page read back: every word, cell and bound number; nothing from the network, nothing from the user as code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from written_expectations import expected, recovered
from written_sample import ENTITY, sample, text

from juesuan.documents.composition import ComposedFigure, Composition, Piece
from juesuan.documents.markup import read_html
from juesuan.reports.write_facts import stated
from juesuan.reports.write_html import write_html

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_html(sample())


def test_every_paragraph_and_cell_comes_back(written: bytes) -> None:
    assert recovered(read_html(written, "report.html", "")) == expected(sample(), contents=False)


def test_every_number_is_bound_to_its_fact(written: bytes) -> None:
    numbers = HTMLParser(written).css("[data-fact]")
    assert [(n.attributes["data-fact"], n.text()) for n in numbers] == [
        (p.fact, p.text) for _, p in stated(sample())
    ]
    facts = json.loads(HTMLParser(written).css_first("#facts").text())
    assert {k: f["value"] for k, f in facts.items()} == {k: f.value for k, f in sample().facts.items()}


def test_the_page_asks_nobody_for_anything(written: bytes) -> None:
    page = HTMLParser(written)
    assert all(not (n.attributes.get("src") or "data:").startswith("http") for n in page.css("[src]"))
    assert not page.css("link, iframe, object, script[src]")
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_contents_lead_to_headings(written: bytes) -> None:
    page = HTMLParser(written)
    for link in page.css("#contents ul a"):
        target = page.css_first(link.attributes["href"] or "")
        assert target is not None
        assert target.text() == link.text()


def test_words_are_never_code() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    block = text(evil, Piece(evil, evil))
    made = write_html(Composition(evil, ENTITY, 2023, "", "p", (block,)))
    page = HTMLParser(made)
    assert page.css_first("main p").text() == evil * 2
    assert not page.css("main script, main img, [onerror]")


def test_without_charts_the_page_is_small() -> None:
    plain = tuple(b for b in sample().blocks if not isinstance(b, ComposedFigure))
    assert len(write_html(replace(sample(), blocks=plain))) < 150_000


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium")
def test_a_click_shows_where_a_number_comes_from(written: bytes, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    path = tmp_path / "report.html"
    path.write_bytes(written)
    asked: list[str] = []
    problems: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        page.on(
            "request", lambda r: asked.append(r.url) if not r.url.startswith(("file:", "data:")) else None
        )
        page.on("console", lambda m: problems.append(m.text))
        page.on("pageerror", lambda e: problems.append(str(e)))
        page.goto(path.as_uri())
        page.wait_for_selector("figure svg")
        assert page.locator("figure svg").count() == 2
        page.locator('[data-fact="spent"]').first.click()
        said = page.locator("#origin").inner_text()
        assert "本年支出合计" in said
        assert "2,983.3345万元" in said
        assert "基本支出" in said
        page.get_by_role("button", name="关闭").click()
        page.locator("figure").nth(1).locator("[role=graphics-symbol]").first.click(
            position={"x": 20, "y": 90}
        )
        assert "支出决算数" in page.locator("#origin-name").inner_text()
        page.keyboard.press("Escape")
        page.locator("table [data-fact]").first.focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.dataset.fact") == "grand-total"
        assert Axe().run(page).violations_count == 0
        page.set_viewport_size({"width": 360, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        browser.close()
    assert not asked
    assert not problems
