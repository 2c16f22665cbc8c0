"""The whole is the sum of its parts without what they passed among themselves, and says who gave what."""

from __future__ import annotations

from dataclasses import replace

from accounts_books import accounts, whole
from hypothesis import HealthCheck, given, settings

from juesuan.accounts.consolidate import Transfer, consolidate, suggest_transfers
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import (
    Accounts,
    CarryOver,
    Entity,
    ExpenditureLine,
    Fund,
    IncomeLine,
    Nature,
    Source,
)
from juesuan.accounts.problems import errors
from juesuan.accounts.validate import validate

REGION = Entity("清河县人社系统", area="四川省清河县")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one=accounts(), two=accounts())
def test_every_figure_is_the_sum_of_its_contributors(one: Accounts, two: Accounts) -> None:
    two = replace(two, entity=Entity("清河县就业局"))
    whole_ = consolidate([one, two], REGION)
    ledger = Ledger(whole_.accounts)
    for (concept, measure, scope), posted in ledger.posted.items():
        if measure == "outturn":
            assert sum(n for _, n in whole_.contributors(concept, measure, scope)) == posted.amount
    assert errors(validate(whole_.accounts)) == ()


def unit(name: str, income: IncomeLine, spent: ExpenditureLine) -> Accounts:
    gap = income.amount - spent.outturn
    carried = (CarryOver(Fund.OTHER, 0, gap),) if gap else ()
    return Accounts(Entity(name), 2023, (income,), (spent,), carried)


PAYER = unit(
    "清河县人社局", IncomeLine("2080101", Source.OTHER, Fund.OTHER, 900), ExpenditureLine("2080199", Nature.SUBSIDY, Fund.OTHER, 700)
)  # fmt: skip
RECEIVER = unit(
    "清河县就业局", IncomeLine("2080102", Source.SUPERIOR, Fund.OTHER, 700), ExpenditureLine("2080102", Nature.BASIC, Fund.OTHER, 500)
)  # fmt: skip


def test_internal_transfers_leave_both_sides() -> None:
    transfers = list(suggest_transfers([PAYER, RECEIVER]))
    assert transfers == [Transfer("清河县人社局", "清河县就业局", Nature.SUBSIDY, 700, "2080199", "2080102")]
    made = consolidate([PAYER, RECEIVER], REGION, transfers)
    ledger = Ledger(made.accounts)
    assert (ledger.amount("income.current"), ledger.amount("expenditure.current")) == (900, 500)
    assert made.contributors("income.superior") == (("清河县就业局", 700), ("内部往来抵销", -700))
    assert made.accounts.entity.units == ("清河县人社局", "清河县就业局")
    assert [p.code for p in errors(validate(made.accounts))] == []


def test_a_transfer_nobody_booked_is_named_and_left_in() -> None:
    made = consolidate(
        [PAYER, RECEIVER],
        REGION,
        [Transfer("清河县人社局", "清河县就业局", Nature.SUBSIDY, 701, "2080199", "2080102")],
    )
    assert [p.code for p in made.problems] == ["transfer-differs"]
    assert Ledger(made.accounts).amount("income.current") == 1600


def test_differences_are_entities_and_may_be_negative() -> None:
    difference = Accounts(
        Entity("经费差额表"),
        2023,
        (IncomeLine("2080101", Source.OTHER, Fund.OTHER, -100),),
        (),
        (CarryOver(Fund.OTHER, 0, -100),),
    )
    made = consolidate([PAYER, difference], REGION)
    assert made.contributors("income.current") == (("清河县人社局", 900), ("经费差额表", -100))


def test_counts_and_staff_add_up() -> None:
    book = consolidate([whole(), replace(whole(), entity=Entity("清河县就业局"))], REGION).accounts
    assert book.staff.posts == (("行政编制", 44, 42),)
    assert dict(book.assets.vehicles)["执法执勤用车"] == 2
    assert book.three.reception == 2_000_000
    assert book.three.reception_budget == 4_000_000
