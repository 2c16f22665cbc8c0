"""Excerpts of published reports from many provinces: no crash, no false alarm, and their real defects found.

The excerpts stand beside the project, not in it. Lines in brackets with English words are a reader's remarks
about the excerpt, and the first lines that start with # say where it is from; neither belongs to the report.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from juesuan.auditing import audit

FOLDER = Path(__file__).parents[3] / "shared/samples/excerpts"
FILES = sorted(FOLDER.glob("P*.txt"))
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not FILES, reason="no excerpts of real reports beside the project (../shared)"),
]

#: Excerpt → kinds of its real defects; any kind of a group counts (a wrong part is a wrong sum too).
DEFECTS: dict[str, tuple[frozenset[str], ...]] = {
    "P01": (frozenset(("change", "balance", "repeat", "wording")),),  # two different 收、支总计
    "P11": (frozenset(("change",)),),  # a rate that its own amounts do not give
    "P12": (frozenset(("sum", "count")),),  # heads that do not add up
    "P16": (frozenset(("repeat", "sum")),),  # one project, two amounts
    "P17": (frozenset(("count", "sum")),),  # 8 + 8 is not 15
    "P29": (frozenset(("wording", "completion")),),  # 100 % and yet larger than the budget
    "P31": (frozenset(("year",)), frozenset(("change", "wording"))),  # with itself; zero base
    "P32": (frozenset(("count",)),),  # nine announced, eight named
    "P36": (frozenset(("count",)),),  # one announced, three named
}
#: Defects that the audit does not name yet, and why that is hard.
NOT_YET: dict[tuple[str, int], str] = {
    ("P12", 0): "fewer than a hundred heads, in a list that does not promise to be complete",
    ("P16", 0): "one project's amount and all project expenditure are the same thing only by inference",
    ("P17", 0): "the parts are told apart by the time they were approved, and one of them is cut off",
    ("P29", 0): "a completion rate against a difference from the budget in the same sentence",
    ("P31", 0): "the year is that of a line in a list by code",
    ("P31", 1): "a rate on a base of zero, where the increase equals the amount",
}
AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:万|亿)?元")
RATE = re.compile(r"\d[\d,]*(?:\.\d+)?\s*[%％]")


def number(path: Path) -> str:
    return path.name[:3]


def report_text(path: Path) -> str:
    """The excerpt without the remarks of whoever collected it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    remark = re.compile(r"^\(.*[a-z]{3,} .*[a-z]{3,}")
    return "\n".join(line for line in lines if not line.startswith("#") and not remark.search(line)) + "\n"


@lru_cache
def audited(path: Path, folder: Path) -> dict[str, Any]:
    copy = folder / path.name
    copy.write_text(report_text(path), encoding="utf-8")
    return audit(copy, claims=True).to_dict()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("excerpts")


@pytest.mark.parametrize("path", FILES, ids=number)
def test_every_rule_comes_to_an_outcome(path: Path, folder: Path) -> None:
    result = audited(path, folder)
    assert result["coverage"]["outcomes"]["crashed"] == 0
    assert result["verdict"] in ("clean", "contradictions", "blocked")


@pytest.mark.parametrize("path", FILES, ids=number)
def test_no_false_error(path: Path, folder: Path) -> None:
    if number(path) in DEFECTS:
        return
    errors = [f for f in audited(path, folder)["findings"] if f["level"] == "error"]
    assert not [f"{f['code']} {f['message']}" for f in errors]


@pytest.mark.parametrize("path", FILES, ids=number)
def test_figures_are_read(path: Path, folder: Path) -> None:
    text = report_text(path)
    printed = len(AMOUNT.findall(text)) + len(RATE.findall(text))
    # A figure may be left out on purpose (it stands in a law's name), but hardly ever.
    assert audited(path, folder)["coverage"]["figures"] >= printed * 0.9


@pytest.mark.parametrize(("name", "which"), [(n, i) for n, k in DEFECTS.items() for i in range(len(k))])
def test_named_defect_is_found(name: str, which: int, folder: Path) -> None:
    path = next(p for p in FILES if number(p) == name)
    found = {f["kind"] for f in audited(path, folder)["findings"]}
    if (name, which) in NOT_YET and not found & DEFECTS[name][which]:
        pytest.xfail(NOT_YET[name, which])
    assert found & DEFECTS[name][which], f"found only {sorted(found)}"
