"""Ruling lines in the pixels of a scan: found where they are, straightened when the sheet lay askew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from juesuan.documents.ocr import PrintedLine
from juesuan.documents.ruling import ruling_of

WIDTH, HEIGHT = 900, 700
ROWS, COLUMNS = (100, 200, 300, 500), (80, 400, 820)


@dataclass
class Picture:
    """A grey page on which pixels can be set."""

    width: int
    height: int
    stride: int
    n_channels: int
    buffer: bytearray

    def ink(self, x: float, y: float, value: int = 20) -> None:
        at = round(y) * self.stride + round(x) * self.n_channels
        self.buffer[at : at + self.n_channels] = bytes([value]) * self.n_channels


def grid(tilt: float = 0.0, channels: int = 1, paper: int = 245, noise: bool = False) -> Picture:
    """A page with a table whose sheet rises by ``tilt`` a pixel."""
    stride = WIDTH * channels + 5
    page = Picture(WIDTH, HEIGHT, stride, channels, bytearray([paper]) * (stride * HEIGHT))
    middle_x, middle_y = WIDTH / 2, HEIGHT / 2

    def point(x: float, y: float) -> None:
        if not (noise and int(x * 7 + y * 13) % 97 == 0):
            page.ink(x - tilt * (y - middle_y), y + tilt * (x - middle_x))

    for y in ROWS:
        for x in range(COLUMNS[0], COLUMNS[-1]):
            for thick in range(2):
                point(x, y + thick)
    for x in COLUMNS:
        for y in range(ROWS[0], ROWS[-1]):
            for thick in range(2):
                point(x + thick, y)
    return page


def positions(rules: Sequence[tuple[float, float, float, float]]) -> list[int]:
    return sorted(round(r[0]) for r in rules)


@pytest.mark.parametrize("tilt", [0.0, 0.008, -0.012])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_rules_are_found_where_they_are(tilt: float, channels: int) -> None:
    found = ruling_of(grid(tilt, channels))
    assert found.tilt == pytest.approx(tilt, abs=0.001)
    assert positions(found.across) == pytest.approx([y + 1 for y in ROWS], abs=2)
    assert positions(found.down) == pytest.approx([x + 1 for x in COLUMNS], abs=2)
    for rule in found.across:
        assert (rule.start, rule.end) == pytest.approx((COLUMNS[0], COLUMNS[-1]), abs=6)
        assert rule.width == pytest.approx(2, abs=0.7)


def test_noise_and_grey_paper() -> None:
    found = ruling_of(grid(noise=True, paper=190))
    assert positions(found.across) == pytest.approx([y + 1 for y in ROWS], abs=2)


def test_shading_and_characters_are_no_rules() -> None:
    page = grid()
    page.buffer[:] = bytes([245]) * len(page.buffer)
    for y in range(100, 160):
        for x in range(100, 500):
            page.ink(x, y)
    for x in range(600, 630):
        page.ink(x, 300)
    found = ruling_of(page)
    assert (found.across, found.down, found.tilt) == ((), (), 0.0)


def test_photograph_ends_soon_and_gives_nothing() -> None:
    page = grid()
    for y in range(HEIGHT):
        for x in range(0, WIDTH - 48, 48):
            page.buffer[y * page.stride + x : y * page.stride + x + 42] = bytes([10]) * 42
    assert not ruling_of(page).across


def test_words_move_with_the_sheet() -> None:
    ruling = ruling_of(grid(0.01))
    line = PrintedLine("合计 9.50", (700.0, 200.0, 800.0, 221.0), 0.99)
    moved = ruling.straightened(line)
    assert (moved.text, moved.score) == (line.text, line.score)
    assert (moved.box[1] + moved.box[3]) / 2 == pytest.approx(210.5 - 0.01 * 300, abs=0.3)
    assert moved.box[3] - moved.box[1] == pytest.approx(20, abs=0.2)
