"""Copies as each other's proof-readers."""

from __future__ import annotations

from written import found, quotes

SENTENCE = "全年完成职业技能培训270人，发放补贴30万元，带动就业120人，群众比较满意。"


def test_sentence_twice_in_one_paragraph() -> None:
    (breach,) = found("sentence-twice", SENTENCE + SENTENCE)
    assert breach.level is None
    assert len(breach.marks) == 2
    assert not found("sentence-twice", SENTENCE + "\n\n" + SENTENCE)


def test_comma_that_one_copy_lacks() -> None:
    text = (
        "资金使用符合部门预算批复的用途资金使用无截留挪用等情况。\n\n资金使用符合部门预算批复的用途，"
        "资金使用无截留挪用等情况。"
    )
    assert [q for q in quotes("copies-punctuated-differently", text) if "用途资金" in q]
    assert not found("copies-punctuated-differently", text.split("\n\n")[1] * 2)


def test_word_that_differs() -> None:
    text = "为辖区全体居民提供高效快捷的公共就业服务。\n\n为辖区全体居民提高高效快捷的公共就业服务。"
    assert found("copies-worded-differently", text)
    exchanged = "本年度一般公共预算财政拨款收入情况良好。\n\n本年度一般公共预算财政拨款支出情况良好。"
    assert not found("copies-worded-differently", exchanged)


def test_reason_copied_for_different_totals() -> None:
    reason = "主要变动原因是区级平台项目即将完工，培训工作结束。"
    text = f"收、支总计与上年相比减少3万元。{reason}\n\n财政拨款总计与上年相比减少2万元。{reason}"
    assert found("reason-copied", text)
    assert not found("reason-copied", f"1.行政运行：{reason}\n\n2.住房公积金：{reason}")


def test_targets_that_are_the_results() -> None:
    items = "".join(
        f"走访慰问{what}人员{n}人，召开座谈会{n + 3}场次。"
        for n, what in ((17, "就业"), (18, "失业"), (19, "返乡"), (20, "参保"))
    )
    text = f"一、概况\n（一）工作完成情况\n{items}\n二、绩效目标\n{items}\n三、结论\n良好。"
    assert found("targets-copied-from-results", text)
    assert not found(
        "targets-copied-from-results",
        text.replace("二、绩效目标\n" + items, "二、绩效目标\n全年走访不少于70人。"),
    )
