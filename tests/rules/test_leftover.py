"""Each check on leftovers finds its slip where it stands, and keeps silent on the same words put right."""

from __future__ import annotations

import pytest
from written import found, quotes

SLIPS = [
    ("template-instruction", "支出结构如下：（罗列全部类级科目，至类级。"
                             "）", "支出结构如下：教育支出30万元。"),
    ("template-instruction", "（二）资金使用情况（可用表格形式反映）"
                             "。", "（二）资金使用情况（单位：万元）。"),
    ("placeholder", "2024年我单位共有车辆XX辆。", "2024年我单位共有车辆3辆，型号为XC60。"),
    ("placeholder", "{单位名称}按要求公开。", "清河县财政局按要求公开。"),
    ("placeholder", "由某某局牵头。", "减少2人系张某某同志调任。"),
    ("figure-tag", "（图1：收支变动情况图）（柱状图）", "图1用柱状图表示收支变动。"),
    ("converter-mark", "目录PAGEREF _Toc123 错误！未定义书签。", "目录"),
    ("doubled-character", "公务用车运行维护费以以及其他费用。", "公务用车运行维护费以及其他费用。"),
    ("doubled-character", "清河县人力资资源和社会保障局印发通知。", "人人参与，天天公开，件件有回音。"),
    ("doubled-phrase", "服务对象满意度满意度达到95%。", "安排一个一个项目过。"),
    ("doubled-punctuation", "资金使用规范。。", "资金使用规范。"),
    ("repeated-label", "（三）参保完成情况：参保完成情况："
                       "全县参保3万人。", "（三）参保完成情况：全县参保3万人。"),
    ("verb-twice", "深入企业开展各种形式开展政策宣传22场。", "深入企业开展各种形式的政策宣传22场。"),
    ("amount-runs-into-rate", "总计减少10.00万元下降5.00%。", "总计减少10.00万元，下降5.00%。"),
    ("amount-runs-into-rate", "支出增加3万元增长2%。", "比上年100万元增长5%。"),
    ("colon-among-items", "甲完成102%：工伤参保6246人；"
                          "失业参保6794人。", "甲完成102%；工伤参保6246人；其中：职工10人。"),
    ("unpaired-mark", "关于开展“三重一大\"事项决策的通知", "关于开展“三重一大”事项决策的通知"),
    ("unpaired-mark", "赴“江苏、浙江开展考察。", "1）职责；2）机构。"),
    ("open-ended-paragraph", "其他收入6.20万元，占0.21%；", "其他收入6.20万元，占0.21%。"),
    ("foreign-word", "结转 to 下年继续使用。", "部署VPN和OA系统。"),
    ("foreign-word", "区人カ资源局牵头。", "区人力资源局牵头。"),
    ("traditional-character", "制定了资金管理辦法和制度，" + "规范使用。" * 20, "制定了资金管理办法。"),
    ("broken-phrase", "一般公预算财政拨款。", "一般公共预算财政拨款。"),
    ("broken-phrase", "学习万千工程经验。", "学习千万工程经验。"),
    ("cut-word", "2024年般公共预算支出完成预100%。", "2024年一般公共预算支出完成预算100%。"),
    ("cut-word", "为人民群总提供服务。", "为人民群众提供服务。"),
    ("broken-phrase", "保障机构正常运转、完成支日常工作任务。", "树立预算绩效理念，完成日常工作任务。"),
    ("doubled-character", "农民工工作作站建在外省。工作站六个。"
                          "工作站有人。", "工作作风扎实。工作站六个。作风好。工作站有人。"),
    ("confusable-word", "走访收益农户，做到帐证相符。", "项目收益稳定，走访受益农户。"),
    ("reason-without-verb", "主要变动原因人员减少。", "主要变动原因是人员减少，增减原因分析如下。"),
    ("confusable-word", "住房保障支出："
                        "指反应政府用于住房的支出。", "住房保障支出：指反映政府用于住房的支出。"),
    ("confusable-word", "军转干部只能划转至新部门。", "资金只能用于项目支出。"),
    ("confusable-word", "截止2023年末实有35人。", "报名于12月31日截止。"),
    ("quantity-left-out", "统一制作服务事项公示牌套，方便群众。", "购置办公家具3套，设施配套，按季安排场次。"),
    ("grounds-without-sentence", "根据上级《关于配备协理员的批复》文件精神。"
                                 "2014年配备39名。", "根据上级文件精神，2014年配备39名。"),
    ("reason-breaks-off", "收入比上年减少10万元，主要原因：", "收入比上年减少10万元，主要原因是人员减少。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "slip", "right"), SLIPS, ids=[f"{c}-{i}" for i, (c, _, _) in enumerate(SLIPS)]
)
def test_slip_is_found_and_right_words_are_not(check: str, slip: str, right: str) -> None:
    assert found(check, slip), slip
    assert not found(check, right), right


def test_place_is_the_slip() -> None:
    assert quotes("cut-word", "全年 2024 年般公共预算支出。") == ["年般公共预算"]
    assert quotes("foreign-word", "结转 to 下年。") == ["结转 to 下年"]


def test_marks_that_are_not_text_keep_their_place() -> None:
    text = "[bookmark: _GoBack]\n清河县财政局\n\n— 2 —\n\n一、概况"
    (mark,) = found("converter-mark", text)
    assert mark.marks[0].place is not None
    assert (mark.marks[0].place.quote, mark.marks[0].place.line) == ("[bookmark: _GoBack]", 1)
    (page,) = found("page-number-in-text", text)
    assert page.marks[0].place is not None
    assert page.marks[0].place.line == 4
    assert not found("converter-mark", "[bookmark: _Toc12345]一、概况")


def test_same_words_again_are_further_places_of_one_finding() -> None:
    (breach,) = found("doubled-punctuation", "经费规范。。\n\n经费规范。。")
    assert len(breach.marks) == 2
    assert "共2处" in breach.message


def test_heading_lost_in_a_paragraph() -> None:
    long = (
        "（二）机构设置。"
        + "下设办公室、财务股、就业股和社保股，实有人员三十五人，离退休人员六人，车辆编制零辆。"
        + "人员概况。"
    )
    assert quotes("heading-in-text", long) == ["人员概况。"]


def test_item_lost_in_the_item_before() -> None:
    assert found("item-in-text", "（七）执行财务规则，监督预算。（八）监督预算执行，编制决算。")
    assert not found("item-in-text", "（一）执行财务规则。（二）监督预算执行。")


def test_paragraph_cut_in_the_middle_of_a_sentence() -> None:
    filler = "\n\n".join(f"第{i}项工作按照计划全部完成，资金使用规范，没有发现问题。" for i in range(50))
    text = (
        "主要职责如下，一是宣传劳动保障法律法规和规章，督促用人单位执行，二是\n检查用人单位遵守法律的情"
        f"况，依法处理违法行为。\n\n{filler}"
    )
    assert found("broken-paragraph", text)
    assert not found("broken-paragraph", filler)
