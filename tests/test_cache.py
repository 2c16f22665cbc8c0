"""What is kept in the user's cache comes back whole or not at all, and a cache that cannot be used is no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.cache import folder, keep, kept, remembered


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "juesuan"


def test_what_is_kept_comes_back(home: Path) -> None:
    assert kept("thing") is None
    keep("thing", b"first")
    keep("thing", b"second")
    assert kept("thing") == b"second"
    assert [file.name for file in home.iterdir()] == ["thing"]  # no half-written file stays


@pytest.mark.parametrize("harm", [lambda d: d[:-1], lambda d: d[:3], lambda d: b"", lambda d: d[:-1] + b"x"])
def test_what_is_not_whole_is_not_there(home: Path, harm) -> None:
    keep("thing", b"something")
    (home / "thing").write_bytes(harm((home / "thing").read_bytes()))
    assert kept("thing") is None


def test_a_folder_that_cannot_be_made_is_done_without(home: Path) -> None:
    home.write_text("a file where the folder would be")
    keep("thing", b"something")
    assert kept("thing") is None


@pytest.mark.parametrize(("given", "expected"), [("LOCALAPPDATA", "juesuan"), ("HOME", ".cache/juesuan")])
def test_the_folder_of_the_system(
    given: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(given, str(tmp_path))
    assert folder() == tmp_path / expected


def test_work_is_done_once_for_the_same_source(home: Path) -> None:
    done: list[int] = []

    def work() -> dict[str, list[int]]:
        done.append(1)
        return {"rows": [len(done)]}

    first = remembered("rows", b"one", work)
    assert remembered("rows", b"one", work) == first == {"rows": [1]}
    assert remembered("rows", b"other", work) == {"rows": [2]}
    next(home.iterdir()).write_bytes(b"spoilt")
    assert remembered("rows", b"other", work) == {"rows": [3]}
