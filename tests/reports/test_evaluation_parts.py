"""The parts of performance documents, one decision of each: what is printed, merged, coloured, explained or asked for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from performance_year import ENTITY, PRACTICE, TRAINING, WAN, practice, q, survey, training, year

from juesuan.performance.model import Copy, Direction, PerformanceBook, Quantity, Result
from juesuan.reports.compose import Incomplete
from juesuan.reports.composition import (
    ComposedCell,
    ComposedFigure,
    ComposedParagraph,
    ComposedTable,
    Composition,
)
from juesuan.reports.evaluation.document import chosen, compose_each, compose_parts
from juesuan.reports.evaluation.results import results_of
from juesuan.reports.evaluation.telling import Telling, listed, quoted, wan
from juesuan.reports.phrases_print import plain


def part(name: str, layout: str = "部颁", draft: bool = False, **changes: Any) -> Composition:
    """One part of the year, with what is changed in the book."""
    results = results_of(year(**changes))
    return compose_parts(results, chosen(results, [name]), layout, draft=draft)


def tables(made: Composition) -> list[ComposedTable]:
    return [b for b in made.blocks if isinstance(b, ComposedTable)]


def words(cell: ComposedCell) -> str:
    return "".join(p.text for p in cell.pieces)


def rows(table: ComposedTable) -> list[list[str]]:
    return [[words(c) for c in row] for row in table.rows]


def prose(made: Composition) -> str:
    return "\n".join(b.number + b.text for b in made.blocks if isinstance(b, ComposedParagraph))


def row_of(table: ComposedTable, name: str) -> list[str]:
    return next(row for row in rows(table) if name in row)


def test_the_official_form_tells_money_results_and_why() -> None:
    first = tables(part("自评表"))[0]
    assert first.title == "项目支出绩效自评表（2024年度）"
    assert row_of(first, "年度资金总额") == ["年度资金总额", "30.00", "33.50", "32.50", "10", "97.01%", "9.7"]
    assert row_of(first, "上年结转资金") == ["上年结转资金", "0.00", "1.50", "1.50", "—", "100%", "—"]
    missed = row_of(first, "培训人次")
    assert missed[-5:-1] == ["≥500人次", "486人次", "20", "19.44"]
    assert missed[-1] == "偏差原因：第四期培训因场地维修延到次年一月。\n改进措施：提前安排备用场地。"
    assert row_of(first, "全部班次结业时间")[-5:-3] == ["2024年11月30日前", "2024年11月28日"]
    assert row_of(first, "城镇新增就业人数")[-5:-3] == ["≥900人", "969人"]  # both stated by the work target
    assert rows(first)[-1] == ["总分", "100", "98.14", ""]


def test_neighbours_share_their_levels_in_the_older_layout_and_repeat_them_in_the_other() -> None:
    merged, repeated = (tables(part("自评表", layout))[0] for layout in ("四川2019", "四川2020"))
    outputs = [c for row in merged.rows for c in row if words(c) == "产出指标"]
    assert [c.rowspan for c in outputs] == [4]
    assert sum(words(c) == "产出指标" for row in repeated.rows for c in row) == 4


def test_an_older_layout_has_a_column_of_reasons_only_where_something_is_to_be_explained() -> None:
    objective, evaluation = practice()
    reached = tuple(
        replace(r, actual=i.target, deviation="", measure="")
        for r, i in zip(evaluation.results, objective.indicators, strict=True)
    )
    made = {"objectives": (objective,), "evaluations": (), "monitoring": (), "follow_ups": ()}
    for layout in ("四川2019", "四川2020"):
        explained = part("自评表", layout, self_evaluations=(evaluation,), **made)
        sound = part("自评表", layout, self_evaluations=(replace(evaluation, results=reached),), **made)
        assert "偏差原因" in str(rows(tables(explained)[0]))
        assert "偏差原因" not in str(rows(tables(sound)[0]))


def test_a_score_table_prints_codes_only_where_they_run_on() -> None:
    first = tables(part("评分表"))[0]
    names = [row[-8] for row in rows(first)[1:-1]]
    assert "A11部门中长期规划目标的明确性与合理性" in names
    assert "主要职责数量目标完成情况" in names  # C103 after C101 would look like a lost line
    assert row_of(first, "A14绩效目标合理性")[-7:-4] == ["3", "2", "1"]
    assert words(first.rows[1][0]) == "A部门决策（35分）"


def test_a_paper_shows_operands_with_their_sources_the_formula_and_the_answers() -> None:
    papers = {t.title: t for t in tables(part("底稿"))}
    rate = str(rows(papers["B11“基本支出预算执行率”评价底稿"]))
    assert "基本支出决算数：7,000,000.00元，取自2024年度部门决算" in rate
    assert "基本支出预算执行率＝7,000,000.00元÷7,000,000.00元×100%＝100%" in rate
    checked = dict(rows(papers["A14“绩效目标合理性”评价底稿"])[1:])
    assert checked["评价要点"].endswith("与年度工作目标、任务一致：不符合。")
    assert checked["指标分值"] == "指标分值：3分"
    assert checked["评价结果"] == "指标得分：2分"
    own = dict(rows(papers[f"“{TRAINING}”指标1“培训人次”自评底稿"])[1:])
    assert own["计算过程"] == "完成率＝完成值÷指标值×100%；486÷500×100%＝97.2%"


def test_answers_that_are_missing_stand_in_the_table_so_that_it_adds_up() -> None:
    made = part("问卷")
    table = tables(made)[0]
    assert ["未作答", "—", "1", "1.03%"] in rows(table)
    assert "各题均值之和" in str(rows(table))
    complete = replace(survey(), copies=tuple(c for c in survey().copies if c.number not in ("97", "98")))
    full = tables(part("问卷", questionnaires=(complete,)))[0]
    assert "未作答" not in str(rows(full))
    assert "问卷综合得分" in str(rows(full))
    assert (
        "向办事群众发放问卷100份，收回问卷98份，有效问卷97份，回收率98%，有效率98.98%。无效问卷的原因：空白卷1份。"
        in prose(made)
    )
    assert "样本量足够" in prose(made)
    assert "希望周末也能办理" in prose(made)


def test_charts_show_the_questions_or_of_a_single_question_its_options() -> None:
    (figure,) = [b for b in part("问卷").blocks if isinstance(b, ComposedFigure)]
    assert [row["name"] for row in figure.spec["data"]["values"]] == ["第1题", "第2题"]
    one = replace(
        survey(),
        questions=survey().questions[:1],
        copies=tuple(Copy(c.number, c.answers[:1], c.void) for c in survey().copies),
    )
    (figure,) = [b for b in part("问卷", questionnaires=(one,)).blocks if isinstance(b, ComposedFigure)]
    assert [row["name"] for row in figure.spec["data"]["values"]] == ["非常满意", "满意", "一般", "不满意"]
    assert len(figure.facts) == 4


def test_lights_are_told_in_words_and_in_colour() -> None:
    table = tables(part("监控表"))[0]
    lit = {words(c): c.tone for row in table.rows for c in row if c.tone}
    assert lit == {"红灯": "red", "黄灯": "yellow", "绿灯": "green"}
    assert row_of(table, "城镇新增就业人数")[2:5] == [
        "≥900人",
        "480人",
        "53.33%",
    ]  # its target is the work target's


def test_a_bad_light_without_a_correction_is_asked_for() -> None:
    (state,) = year().monitoring
    silent = replace(state, action="", progress=tuple(replace(p, measure="") for p in state.progress))
    with pytest.raises(Incomplete, match=f"“{TRAINING}”监控为红灯，请在“监控概况”表填写纠偏措施"):
        part("监控表", monitoring=(silent,))


def test_steps_before_and_after_are_tables_of_their_own() -> None:
    appraised = tables(part("事前评估"))[0]
    assert ["合计", "100", "83", ""] in rows(appraised)
    assert ["评估结论", "予以支持", "建议金额（万元）", "42.00"] in rows(appraised)
    ledger = tables(part("整改台账"))[0]
    assert rows(ledger)[1][1:10] == [
        TRAINING, "培训场地不足", "与县职业学校共用实训场地", "就业服务中心", "2025年6月30日", "已签订协议", "2025年5月12日", TRAINING, "-2.00",
    ]  # fmt: skip
    assert rows(ledger)[2][1] == ENTITY
    assert rows(ledger)[2][6] == "整改中"


def test_the_cost_annex_counts_a_unit_only_where_one_output_is_counted() -> None:
    told = prose(part("成本效益"))
    assert f"“{PRACTICE}”按“见习人数”计算，折合3496.93元/人。" in told
    assert "有时限" not in told
    assert "按“服务对象满意度调查”中计入满意度的题目计算" in told


def test_a_report_chooses_its_words_from_the_scores() -> None:
    told = prose(part("项目评价报告"))
    assert "本次评价总分100分，综合得分99.25分，评价等级为“优”。" in told
    assert "“D21绩效目标合理性”扣0.75分" in told
    assert "产出各项均得满分。" in told
    assert f"“{PRACTICE}”产出指标" not in told
    assert "下年度“职业技能培训”预算拟核减2.00万元，按实际人次安排。" in told
    assert "“见习留用率”扣6分，原因是部分岗位与所学专业不符。" in told


def test_what_a_report_needs_is_asked_for_once_for_all_parts() -> None:
    first, second = year().self_evaluations
    silent = replace(
        second, results=tuple(replace(r, deviation="", measure="") for r in second.results), advice=""
    )
    results = results_of(year(self_evaluations=(first, silent)))
    with pytest.raises(Incomplete) as told:
        compose_each(results, chosen(results))
    asked = [g.words for g in told.value.gaps]
    assert len(asked) == len(set(asked)) == 3
    assert any("“有关建议”" in a for a in asked)


def test_a_score_that_is_open_is_asked_for_and_a_draft_says_so() -> None:
    objective, evaluation = training()
    results = tuple(r if r.indicator != "1" else Result("1", Quantity()) for r in evaluation.results)
    book: PerformanceBook = year(objectives=(objective,), self_evaluations=(replace(evaluation, results=results),), evaluations=(),
                                 monitoring=(), follow_ups=())  # fmt: skip
    found = results_of(book)
    with pytest.raises(Incomplete, match="“培训人次”（职业技能培训）还没有得分：没有填写完成值"):
        compose_parts(found, chosen(found, ["自评表"]))
    draft = compose_parts(found, chosen(found, ["自评表", "项目评价报告"]), draft=True)
    assert rows(tables(draft)[-1])[-1] == ["总分", "100", "—", ""]
    assert "暂不能得出评价结论" in prose(draft)
    assert f"草稿：还缺{len(draft.missing)}项内容，不能公开" in prose(draft)
    assert any("“培训人次”（职业技能培训）还没有得分" in words for words in draft.missing)


def test_numbers_are_told_once() -> None:
    telling = Telling(2024)
    text = telling.number("performance.indicator", "score", "甲", D("9.50"), "分")
    assert plain(text) == "9.5"
    assert telling.number("performance.indicator", "score", "甲", D("9.5"), "分", formula="十减半") == text
    assert next(iter(telling.facts.values())).formula == "十减半"
    with pytest.raises(ValueError, match="two values"):
        telling.number("performance.indicator", "score", "甲", D(9), "分")
    assert (
        plain(
            telling.quantity(
                "performance.indicator", "target", "乙", q("33.7", "万人"), str(Direction.AT_LEAST)
            )
        )
        == "≥33.7万人"
    )


def test_small_amounts_are_not_printed_as_nothing() -> None:
    assert [wan(n) for n in (0, 4_500, 123_456_789, 50 * WAN)] == ["0.00", "0.0045", "123.46", "50.00"]
    assert plain(Telling(2024).money("performance.project", "outturn", "丙", 4_500, tail=True)) == "45.00元"


def test_words_of_a_clerk_keep_their_meaning() -> None:
    assert quoted("“三公”经费控制率") == "“‘三公’经费控制率”"
    assert listed(["甲；", "", "乙。"]) == "甲；\n乙。"
    assert listed(["只有一行"]) == "只有一行"
