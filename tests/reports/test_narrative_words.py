"""Sentences choose their words from the facts: each turn of phrase, and each thing that must not be said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from example_year import WAN, line, phrases, texts, year

from juesuan.accounts.model import Accounts, CarryOver, Fund, ItemBudget, Nature
from juesuan.documents.refusal import Refusal
from juesuan.reports.compose import Incomplete, compose
from juesuan.reports.composition import ComposedParagraph
from juesuan.reports.narrative import Writer, numeral, vocabulary
from juesuan.reports.packs import Chapter, Section, load, names
from juesuan.reports.phrases import Phrases
from juesuan.reports.phrases_print import Style, amount, bound, money, pieces, plain, rate


def said(made: Phrases, call: str, *args: object) -> str:
    return plain(getattr(made, call)(*args))


def with_prior(concept_income: int) -> Accounts:
    this = year()
    assert this.prior is not None
    income = (replace(this.prior.income[0], amount=concept_income), this.prior.income[1])
    return replace(this, prior=replace(this.prior, income=income))


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (200 * WAN, "增加50.00万元，增长25.00%"),
        (300 * WAN, "减少50.00万元，下降16.67%"),
        (250 * WAN, "持平"),
        (250 * WAN + 30_00, "基本持平"),
    ],
)
def test_a_change_says_where_it_went(before: int, words: str) -> None:
    assert said(phrases(with_prior(before)), "change", "income.general") == words


def test_nothing_grows_from_nothing_by_a_rate() -> None:
    assert (
        said(phrases(with_prior(0)), "change", "income.general")
        == "增加250.00万元（上年度为0，不计算增长率）"
    )
    tiny = said(phrases(with_prior(20_00)), "change", "income.general")
    assert tiny == "增加250.00万元（上年度基数过小，不计算增长率）"


def test_small_amounts_are_told_in_yuan_and_never_as_nothing() -> None:
    assert amount(45_00, Style()) == "45.00元"
    assert amount(50_00, Style()) == "0.01万元"
    assert amount(0, Style()) == "0.00万元"
    assert amount(-45_00, Style()) == "-45.00元"


@pytest.mark.parametrize(
    ("value", "style", "printed"),
    [
        (123_456_789, Style(), "123.46"),
        (12_345_678_900, Style(separators=True), "12,345.68"),
        (5_000, Style(), "0.01"),  # half away from zero
        (-5_000, Style(), "-0.01"),
        (-1, Style(), "0.00"),
        (1_550_000, Style(decimals=1), "1.6"),
    ],
)
def test_money_is_rounded_once_and_half_up(value: int, style: Style, printed: str) -> None:
    assert money(value, style) == printed


def test_rates_are_of_the_exact_values() -> None:
    assert rate(1, 3, Style()) == "33.33"
    assert rate(2, 3, Style(rate_decimals=1)) == "66.7"


def test_a_bound_number_keeps_its_fact_through_a_sentence() -> None:
    told = pieces(f"支出{bound('1.00万元', 'a:b')}，占{bound('2.00%', 'c')}。")
    assert [(p.text, p.fact) for p in told] == [
        ("支出", ""), ("1.00万元", "a:b"), ("，占", ""), ("2.00%", "c"), ("。", ""),
    ]  # fmt: skip


def test_a_completion_names_its_budget_and_needs_one() -> None:
    made = phrases()
    assert said(made, "completion", "general.expenditure", "initial") == "，完成年初预算的178.57%"
    assert said(made, "completion", "general.expenditure", "adjusted") == "，完成全年预算的100.00%"
    assert said(made, "completion", "general.item", "initial", "2130304") == "，年初预算为0，不计算完成率"


def test_outturn_against_budget_in_words_with_its_reason() -> None:
    made = phrases()
    assert said(made, "deviation", "general.item", "initial", "2130301") == (
        "决算数大于年初预算数的主要原因是按规定追加经费。"
    )
    assert said(made, "deviation", "general.expenditure", "adjusted") == "决算数等于全年预算数。"
    assert said(made, "versus", "three.total", "adjusted") == "小于"


def test_a_structure_leaves_out_nothing_that_is_and_tells_nothing_that_is_not() -> None:
    told = said(phrases(), "structure", "income.current")
    assert told == "一般公共预算财政拨款收入250.00万元，占83.33%；其他收入50.00万元，占16.67%"
    every = said(Phrases(year(), Style(zeros=True)), "structure", "income.current")
    assert "事业收入0.00万元，占0.00%" in every


def test_items_come_in_code_order_with_their_chain_of_names() -> None:
    made = phrases()
    assert made.items() == ["2130301", "2130304"]
    assert made.item("2130301") == "农林水支出（类）水利（款）行政运行（项）"
    codes = Phrases(year(), Style(item_label="codes")).item("2130301")
    assert codes == "213农林水支出（类）03水利（款）01行政运行（项）"


def test_a_missing_reason_is_asked_for_by_name_and_nothing_is_written() -> None:
    with pytest.raises(Incomplete) as told:
        compose(replace(year(), reasons={}))
    places = {g.place for g in told.value.gaps}
    assert {"reason:grand-total:", "reason:three.total:", "reason:agency-operating:"} <= places
    assert "收入支出总计" in str(told.value)
    draft = compose(replace(year(), reasons={}), draft=True)
    assert texts(draft)


def test_a_missing_last_year_is_asked_for_unless_there_was_none() -> None:
    alone = replace(year(), prior=None)
    with pytest.raises(Incomplete, match="2023年度"):
        compose(alone)
    first = replace(alone, reasons={**alone.reasons, "首次编制": "本单位当年新设立"})
    told = "".join(texts(compose(first)))
    assert "首次编制部门决算，没有上年度数据可比，原因是本单位当年新设立" in told
    assert "相比" not in told


def test_what_did_not_happen_is_said_so() -> None:
    told = "".join(texts(compose(year())))
    assert "2024年度没有使用政府性基金预算财政拨款安排的收支" in told
    assert "2024年度没有使用国有资本经营预算财政拨款安排的支出" in told
    assert "因公出国（境）团组0个" in told
    without = "".join(texts(compose(replace(year(), agency_operating=None))))
    assert "没有机关运行经费支出" in without


def test_headings_are_numbered_by_what_is_there() -> None:
    told = texts(
        compose(
            replace(year(), staff=replace(year().staff, posts=()), entity=replace(year().entity, tasks=()))
        )
    )
    assert "二、机构设置" in told
    assert not any(t.startswith("三、人员") for t in told)
    assert [numeral(n) for n in (1, 10, 11, 20, 34)] == ["一", "十", "十一", "二十", "三十四"]


def test_every_number_of_a_sentence_is_bound() -> None:
    made = compose(year())
    start = next(
        i for i, b in enumerate(made.blocks) if isinstance(b, ComposedParagraph) and "情况说明" in b.text
    )
    end = next(
        i for i, b in enumerate(made.blocks) if isinstance(b, ComposedParagraph) and b.text == "名词解释"
    )
    for block in made.blocks[start:end]:
        if not isinstance(block, ComposedParagraph) or block.style == "caption":
            continue
        for piece in block.pieces:
            assert (
                piece.fact in made.facts if piece.fact else not any(u in piece.text for u in ("万元", "%"))
            ), block.text


def test_a_clerks_words_cannot_act_as_marks_or_code() -> None:
    entity = replace(
        year().entity, duties=("## 假标题 {{ money('opening') }}", "@tables", "- 条目\ue000x\ue0011\ue002")
    )
    made = compose(replace(year(), entity=entity))
    told = texts(made)
    assert "（一）假标题 {{ money('opening') }}" in told
    assert "（二）tables" in told
    assert "（三）条目x1" in told


def test_a_single_entry_of_a_list_has_no_number() -> None:
    pack = replace(
        load("national"), chapters=(Chapter("概况", ("x",)),), sections={"x": Section("x", "", "- 只有一条")}
    )
    blocks = list(Writer(pack, vocabulary(pack, phrases()), {}).report())
    assert [(b.number, b.text) for b in blocks if isinstance(b, ComposedParagraph)] == [
        ("第一部分 ", "概况"),
        ("", "只有一条"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ mony('opening') }}", "mony"),
        ("{{ money( }}", "写法有误"),
        ("{{ money() }}", "调用不对"),
        ("@nothing", "不认识“@nothing”"),
        ("{{ ''.__class__.__mro__ }}", "unsafe|undefined|写法有误"),
    ],
)
def test_a_wrong_template_is_refused_with_its_section(text: str, words: str) -> None:
    pack = replace(
        load("national"), chapters=(Chapter("概况", ("mine",)),), sections={"mine": Section("mine", "", text)}
    )
    with pytest.raises(Refusal, match=words) as told:
        compose(year(), pack)
    assert "mine" in str(told.value)


def test_a_year_without_budgets_asks_for_none() -> None:
    lines = tuple(replace(e, initial=None) for e in year().expenditure)
    told = "".join(texts(compose(replace(year(), expenditure=lines))))
    assert "年初预算" not in told
    assert "支出决算为" in told


def test_carried_money_is_in_both_totals() -> None:
    this = replace(year(), carry_over=(CarryOver(Fund.OTHER, 5 * WAN, 25 * WAN, "2130399"),))
    told = "".join(texts(compose(this)))
    assert "收入、支出总计均为305.00万元" in told
    assert "年初结转和结余5.00万元" in told


def test_reasons_of_an_item_go_the_way_the_item_went() -> None:
    more = replace(line("2130301", Nature.BASIC, 120, 110, "30101"), reason="追加经费")
    less = replace(line("2130301", Nature.BASIC, 28, 30, "30201"), reason="厉行节约")
    made = phrases(replace(year(), expenditure=(more, less)))
    assert (
        said(made, "deviation", "general.item", "initial", "2130301")
        == "决算数大于年初预算数的主要原因是追加经费。"
    )


def test_an_agency_may_be_compared_with_its_budget() -> None:
    this = phrases(replace(year(), agency_initial=20 * WAN))
    assert plain(this.against("agency-operating")) == "比年初预算数20.00万元增加10.00万元，增长50.00%"
    same = phrases(replace(year(), agency_initial=30 * WAN))
    assert plain(same.against("agency-operating")) == "与年初预算数30.00万元持平"
    assert phrases().against("agency-operating") == ""
    nothing = phrases(replace(year(), agency_initial=0))
    assert plain(nothing.against("agency-operating")) == "比年初预算数0.00万元增加30.00万元"
    report = "".join(texts(compose(replace(year(), agency_initial=20 * WAN), load("hunan-2020"))))
    assert "比年初预算数20.00万元增加10.00万元，增长50.00%，主要原因是办公设备更新。" in report


def test_an_item_says_what_it_was_used_for() -> None:
    this = replace(year(), budgets=(ItemBudget("2130301", Fund.GENERAL, purpose="人员和日常公用支出。"),))
    assert "（项）。主要用于人员和日常公用支出。年初预算为" in "".join(texts(compose(this)))


def test_shanghai_tells_what_was_reserved_for_small_firms() -> None:
    bought = replace(
        year().procurement, reserved_sme=9 * WAN, reserved_micro=0, won_sme=8 * WAN, won_micro=0, open_sme=WAN
    )
    told = "".join(texts(compose(replace(year(), procurement=bought), load("shanghai-2024"))))
    assert "面向中小企业预留项目预算金额9.00万元，面向小微企业预留项目预算金额0.00万元。" in told
    assert "面向中小企业预留的项目中，中小企业中标（成交）金额8.00万元。" in told
    assert "其他项目中，中小企业中标（成交）金额1.00万元。" in told
    assert "预留" not in "".join(texts(compose(year(), load("shanghai-2024"))))


def test_kinds_of_cars_kept_are_told_with_their_noughts() -> None:
    this = year()
    three = replace(this.three, kept=(("轿车", 1), ("越野车", 0)))
    told = "".join(texts(compose(replace(this, three=three), load("sichuan-2023"))))
    assert "公务用车保有量为1辆，其中：轿车1辆、越野车0辆。" in told


def test_an_item_with_a_budget_and_no_outturn_is_told() -> None:
    unspent = ItemBudget("2130305", Fund.GENERAL, 5 * WAN, 5 * WAN)
    told = "".join(texts(compose(replace(year(), budgets=(unspent,)), draft=True)))
    assert "年初预算为5.00万元，支出决算为0.00万元" in told


@pytest.mark.parametrize("pack", names())
def test_project_expenditure_without_projects_is_asked_for_and_never_denied(pack: str) -> None:
    with pytest.raises(Incomplete, match="请在“项目”表中逐个填写项目"):
        compose(replace(year(), projects=()), load(pack))
    told = "".join(texts(compose(replace(year(), projects=()), load(pack), draft=True)))
    assert "没有安排项目支出" not in told
