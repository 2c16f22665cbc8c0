"""One pass from a document to everything the rules need: profile, outline, figures, facts and claims."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from juesuan.claims.agency import agency_claims
from juesuan.claims.agreement import balances, same_facts, within_whole
from juesuan.claims.changes.bracketed import bracketed_bases
from juesuan.claims.changes.by_parts import changes_by_parts
from juesuan.claims.changes.changes import changes
from juesuan.claims.changes.directions import directions
from juesuan.claims.changes.elsewhere import changes_elsewhere
from juesuan.claims.changes.moves import moves
from juesuan.claims.changes.net import net_changes
from juesuan.claims.changes.of_three import changes_of_three
from juesuan.claims.copies import copies
from juesuan.claims.counts.facts import count_facts, kept_within_owned
from juesuan.claims.counts.lists import counts
from juesuan.claims.facts import Lookup, prior_facts, text_facts
from juesuan.claims.lists.announced import announced, list_claims
from juesuan.claims.lists.brackets import bracketed_lists
from juesuan.claims.lists.enumerations import enumerations
from juesuan.claims.lists.halves import halves
from juesuan.claims.lists.levels import levels
from juesuan.claims.lists.sources import sources
from juesuan.claims.lists.sums import sums
from juesuan.claims.lists.totals import totals_after
from juesuan.claims.model import Claim, Fact, Profile, Report
from juesuan.claims.passages import Passage, cell_passages, passages
from juesuan.claims.performance.reading import read_performance
from juesuan.claims.profile import read_profile
from juesuan.claims.rates.completions import completions
from juesuan.claims.rates.done_behind import done_behind
from juesuan.claims.rates.excess import excess_rates
from juesuan.claims.rates.implied import implied_budgets
from juesuan.claims.rates.lost_units import lost_units
from juesuan.claims.rates.named import named_ratios
from juesuan.claims.rates.norms import norms
from juesuan.claims.rates.parts_done import parts_done
from juesuan.claims.rates.points import points
from juesuan.claims.rates.progress import progress
from juesuan.claims.rates.ratios import ratios
from juesuan.claims.rates.scores import score_rates
from juesuan.claims.rates.share_halves import share_halves
from juesuan.claims.rates.share_lists import share_lists
from juesuan.claims.rates.share_names import shares_by_name
from juesuan.claims.rates.share_wholes import sibling_wholes
from juesuan.claims.rates.shares import shares
from juesuan.claims.rates.targets import targets
from juesuan.claims.rates.time_progress import time_progress
from juesuan.claims.rates.unit_costs import unit_costs
from juesuan.claims.readings import fits
from juesuan.claims.restated import restated
from juesuan.claims.sections import contexts, sections
from juesuan.claims.statutory.reading import read_statutory
from juesuan.claims.statutory.subjects import mentions
from juesuan.claims.statutory.told import subject_facts
from juesuan.claims.stocks.balances import net_assets, scoped_funds
from juesuan.claims.stocks.budgets import additions, paid_in
from juesuan.claims.stocks.differences import differences
from juesuan.claims.stocks.left_over import left_over
from juesuan.claims.stocks.limits import limits
from juesuan.claims.stocks.pools import pools
from juesuan.claims.stocks.stocks import stocks, without_false_sums
from juesuan.claims.tables.comparisons import comparison_claims
from juesuan.claims.tables.flows import flow_claims
from juesuan.claims.tables.grids import grid_claims, grid_facts
from juesuan.claims.tables.listed_rows import numbered_row_claims
from juesuan.claims.tables.rates import grid_rates
from juesuan.claims.tables.rows import row_claims
from juesuan.claims.tables.yearly import yearly
from juesuan.documents.model import Document, Span
from juesuan.taxonomy import functional


def read_report(document: Document) -> Report:
    """Read what a document says. Never fails on content: what cannot be read is simply not claimed."""
    profile = read_profile(document)
    outline = sections(document)
    above = contexts(document, outline)
    paragraphs = passages(document, above)
    cells = cell_passages(
        document,
        above,
        1 + max((f.sentence for p in paragraphs for f in p.figures), default=0),
    )
    told = text_facts(paragraphs, profile)
    statutory = read_statutory(document, profile.year, told)
    told += subject_facts(paragraphs, mentions(document, functional(profile.year)), profile, statutory.facts)
    performance_facts, performance_claims = read_performance(document, profile)
    facts = (
        *statutory.facts,
        *performance_facts,
        *told,
        *grid_facts(document, profile, statutory.tables),
        *count_facts(document, paragraphs, profile),
    )
    compared = [*comparison_claims(document, statutory.tables)]
    written = [*without_false_sums([*_text_claims(paragraphs, cells, facts, profile)])]
    claims = (
        *statutory.claims,
        *agency_claims(document, facts, profile),
        *performance_claims,
        *written,
        *halves(paragraphs, written),
        *levels(paragraphs, written),
        *limits(paragraphs),
        *shares_by_name(paragraphs, written),
        *points(document, (*paragraphs, *cells)),
        *grid_claims(document, statutory.tables),
        *row_claims(document, statutory.tables),
        *flow_claims(document, statutory.tables),
        *numbered_row_claims(document, paragraphs),
        *compared,
        *grid_rates(document, statutory.tables, {c.operands[0].number for c in compared}),
        *yearly(document, paragraphs, statutory.tables),
    )
    return Report(
        document=document,
        profile=profile,
        sections=outline,
        figures=tuple(f for p in paragraphs for f in p.figures),
        facts=facts,
        claims=claims,
        tables=dict(statutory.tables),
        hindrances=statutory.hindrances,
    )


def _text_claims(
    paragraphs: Sequence[Passage], cells: Sequence[Passage], facts: Sequence[Fact], profile: Profile
) -> Iterator[Claim]:
    lookup = Lookup(facts, profile.year, paragraphs, announced(paragraphs))
    lookup.wholes = sibling_wholes(paragraphs, lookup)
    changed = [claim for passage in paragraphs if passage.figures for claim in changes(passage)]
    yield from changed
    facts = [*facts, *prior_facts(changed, paragraphs, profile)]
    in_cells = [claim for passage in cells for claim in changes(passage)]
    yield from in_cells
    compared = {o.number for c in (*changed, *in_cells) for o in c.operands}
    completed: list[Claim] = []
    closings, listed = set[Span](), set[Span]()
    pooled = [*pools(paragraphs)]
    yield from pooled
    made = {c.operands[0].number for c in pooled}
    closings.update(o.number for c in pooled for o in c.operands)
    for passage in (*paragraphs, *cells):
        if passage.figures:
            shared = [*shares(passage, lookup), *share_lists(passage, lookup)]
            compared.update(c.operands[0].number for c in shared)
            yield from shared
            behind = [*done_behind(passage)]
            rated = {c.operands[0].number for c in behind}
            done = [*behind, *(c for c in completions(passage, lookup) if c.operands[0].number not in rated)]
            completed += done
            yield from done
            yield from directions(passage, lookup)
            yield from targets(passage)
            yield from ratios(passage, lookup)
            yield from unit_costs(passage, lookup)
            yield from (
                *changes_elsewhere(passage, lookup, compared),
                *bracketed_bases(passage, lookup, compared),
            )
            for alone in (
                excess_rates,
                implied_budgets,
                lost_units,
                norms,
                score_rates,
                time_progress,
                totals_after,
            ):
                yield from (c for c in alone(passage) if c.operands[0].number not in made)
            others = [c for c in _not_told_yet(passage, done) if c.operands[0].number not in made]
            listed.update(o.number for c in others if _is_list(c) for o in c.operands[1:])
            yield from others
            balanced = [*stocks(passage)]
            known = {c.operands[0].number for c in balanced}
            balanced += (c for c in left_over(passage) if c.operands[0].number not in known)
            closings.update(c.operands[0].number for c in balanced)
            yield from balanced
            yield from (*additions(passage), *net_assets(passage), *moves(passage))
            netted = [*net_changes(passage)]
            closings.update(c.operands[0].number for c in netted)
            yield from netted
    yield from _of_parts(paragraphs, lookup, compared, closings)
    yield from differences(paragraphs, closings | listed, completed)
    yield from _report_claims(paragraphs, facts, profile)


#: A whole and two parts may also be due, had and short.
_PAIR = 3


def _is_list(claim: Claim) -> bool:
    """A list of several members that adds up: what is left, told among them, is one of them and no gap."""
    return claim.check == "parts-sum" and len(claim.operands) > _PAIR and fits(claim.relation, claim.operands)


def _of_parts(
    paragraphs: Sequence[Passage], lookup: Lookup, compared: Container[Span], closings: Container[Span]
) -> Iterator[Claim]:
    """What the parts of a whole, told in paragraphs of their own, say of it; ``compared`` and ``closings`` are read."""
    yield from share_halves(paragraphs, compared)
    yield from parts_done(paragraphs, lookup)
    yield from changes_by_parts(paragraphs)
    yield from changes_of_three(paragraphs, closings)


def _report_claims(paragraphs: Sequence[Passage], facts: Sequence[Fact], profile: Profile) -> Iterator[Claim]:
    """What one paragraph claims against another, and one fact against another."""
    yield from list_claims(paragraphs)
    yield from counts(paragraphs)
    yield from restated(paragraphs)
    yield from copies(paragraphs)
    yield from same_facts(facts)
    yield from kept_within_owned(facts, profile.year)
    if profile.year:
        yield from within_whole(facts, profile.year)
        yield from within_whole(facts, profile.year - 1)
    yield from balances(facts, profile.year)
    yield from scoped_funds(facts)


def _not_told_yet(passage: Passage, done: Sequence[Claim]) -> Iterator[Claim]:
    """The sums and rates that have two readers each; the second reads what the first (or ``done``) left."""
    listed = [*sums(passage), *enumerations(passage)]
    named = {c.operands[0].number for c in listed}
    listed += (c for c in bracketed_lists(passage) if c.operands[0].number not in named)
    exceeded = [*sources(passage, listed)]
    over = {c.operands[0].number for c in exceeded}
    yield from (c for c in listed if c.operands[0].number not in over)
    yield from exceeded
    rated = [*named_ratios(passage), *paid_in(passage)]
    yield from rated
    yield from progress(passage, {c.operands[0].number for c in (*done, *rated)})
