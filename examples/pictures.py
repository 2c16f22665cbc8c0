"""The pictures of the README, taken from real output: the terminal and the page of the sample report, composed pages.

    python examples/pictures.py         # needs Chromium and a Chinese font; writes docs/img/*.png

They are taken again whenever the output changes its looks; no test compares them.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from pypdfium2 import PdfDocument
from rich.console import Console
from rich.terminal_theme import MONOKAI

from juesuan.auditing import audit
from juesuan.findings.emit_text import print_audit

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs/img"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LINES = 46
#: Pages of the composed report that are shown: the cover, a statutory table, narrative with figures.
SHOWN = (0, 4, 17)
#: Pages of the evaluation: the conclusion with its scores, a self-evaluation table, working papers.
SCORED = (4, 24, 36)
BOOKS = "--prior examples/accounts-2023.xlsx"
#: A monospaced font in which two Latin letters are as wide as one Chinese character.
FONT = "'Noto Sans Mono CJK SC', 'WenQuanYi Zen Hei Mono', monospace"
PAGE = (
    "<pre style=\"font: 15px/1.5 %s; padding: 18px 22px; margin: 0; display: inline-block; "
    "color: {foreground}; background: {background}; border-radius: 8px\">{code}</pre>"
)  # fmt: skip


def terminal() -> str:
    """The first screen of ``juesuan audit examples/report.docx`` as a page."""
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print("$ juesuan audit examples/report.docx", style="bold green")
    print_audit(console, audit("examples/report.docx"))
    html = console.export_html(theme=MONOKAI, inline_styles=True, code_format=PAGE % FONT)
    rows = html.split("\n")
    return "\n".join(rows[:LINES]) + "\n……</pre>"


def pages(folder: Path, command: str, shown: Sequence[int], name: str) -> None:
    """Pages of a document that a command makes of the sample books, side by side."""
    report = folder / f"{name}.pdf"
    subprocess.run([sys.executable, "-m", "juesuan", *command.split(), "-o", report], check=True)
    document = PdfDocument(report)
    pictures = [document[i].render(scale=0.8).to_pil() for i in shown]
    sheet = Image.new("RGB", (sum(p.width for p in pictures), max(p.height for p in pictures)), "white")
    at = 0
    for picture in pictures:
        sheet.paste(picture, (at, 0))
        at += picture.width
    sheet.save(IMAGES / f"{name}.png", optimize=True)


def main() -> None:
    os.chdir(ROOT)  # paths in the pictures are those a reader sees
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages(Path(folder), f"compose examples/accounts.xlsx {BOOKS}", SHOWN, "composed")
        pages(
            Path(folder),
            f"evaluate examples/performance.xlsx --accounts examples/accounts.xlsx {BOOKS}",
            SCORED,
            "evaluated",
        )
        page_file, terminal_file = Path(folder, "report.html"), Path(folder, "terminal.html")
        subprocess.run(
            [sys.executable, "-m", "juesuan", "audit", "examples/report.docx", "-f", "html", "-o", page_file],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        terminal_file.write_text(f"<meta charset=utf-8><body style='margin:0'>{terminal()}", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(page_file.as_uri())
        page.locator("aside a, li a, article a").first.click()  # jump to where the first finding stands
        page.wait_for_timeout(300)
        page.screenshot(path=IMAGES / "report.png")
        page.goto(terminal_file.as_uri())
        page.locator("pre").screenshot(path=IMAGES / "terminal.png")
        browser.close()


if __name__ == "__main__":
    main()
