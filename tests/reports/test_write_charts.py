"""The browser bundle is made once and kept; a kept one that is not whole is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.reports import write_charts


class Bundler:
    """Counts how often a bundle is made."""

    made = 0

    def javascript_bundle(self, snippet: str) -> str:
        self.made += 1
        return f"// {snippet}\r\n包 {self.made}"


@pytest.fixture
def bundler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundler:
    one = Bundler()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(write_charts, "_converter", lambda: one)
    return one


def bundle() -> str:
    """As a new process would get it."""
    write_charts.browser_bundle.cache_clear()
    found = write_charts.browser_bundle()
    write_charts.browser_bundle.cache_clear()
    return found


def test_a_bundle_is_made_once_and_read_back_exactly(bundler: Bundler) -> None:
    assert bundle() == bundle()
    assert bundler.made == 1


def test_a_damaged_copy_is_made_again(bundler: Bundler, tmp_path: Path) -> None:
    bundle()
    (kept,) = (tmp_path / "cache/juesuan").iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert bundle().endswith("包 2")
    assert bundle().endswith("包 2")


def test_a_cache_that_cannot_be_written_is_done_without(bundler: Bundler, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    assert bundle().endswith("包 1")
    assert bundle().endswith("包 2")
