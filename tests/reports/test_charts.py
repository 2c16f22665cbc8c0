"""Figures: drawn from the facts, valid Vega-Lite, with an alternative text, and absent where there is nothing to see."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from example_year import phrases, year

from juesuan.reports.charts import FIGURES, figure
from juesuan.reports.compose import compose
from juesuan.reports.composition import ComposedFigure, ComposedParagraph


@pytest.mark.parametrize(
    "name", ["totals", "income", "expenditure", "appropriation", "general-change", "three"]
)
def test_a_figure_shows_facts_and_says_them(name: str) -> None:
    made = phrases()
    (drawn,) = figure(name, made)
    assert set(drawn.facts) <= set(made.facts)
    assert drawn.facts
    assert drawn.alternative.endswith("。")
    json.dumps(drawn.spec)
    assert all(isinstance(row["amount"], int) for row in drawn.spec["data"]["values"])


def test_pictures_divide_whole_amounts() -> None:
    (drawn,) = figure("totals", phrases())
    assert [r["amount"] for r in drawn.spec["data"]["values"]] == [230_000_000, 300_000_000]
    assert "2023年度230.00万元，2024年度300.00万元" in drawn.alternative


@pytest.mark.parametrize("name", FIGURES)
def test_every_column_and_slice_can_be_asked_for_its_fact(name: str) -> None:
    made = phrases()
    for drawn in figure(name, made):
        values = [row["amount"] for row in drawn.spec["data"]["values"]]
        assert [made.facts[key].value for key in drawn.facts] == values


def test_nothing_to_see_is_not_drawn() -> None:
    alone = phrases(replace(year(), prior=None))
    assert not list(figure("totals", alone))
    assert not list(figure("general", phrases()))  # one class only


def test_figures_are_numbered_as_they_come() -> None:
    blocks = compose(year()).blocks
    captions = [b.text for b in blocks if isinstance(b, ComposedParagraph) and b.style == "caption"]
    drawn = [b for b in blocks if isinstance(b, ComposedFigure)]
    assert len(captions) == len(drawn) >= 5
    assert [c.partition("：")[0] for c in captions] == [f"图{n}" for n in range(1, len(captions) + 1)]


def test_there_are_seven_figures() -> None:
    assert len(FIGURES) == 7
