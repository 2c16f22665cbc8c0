"""Lists that would add up but for a slip, points told beside their total, and names before their number."""

from __future__ import annotations

import pytest
from helpers_text import read, states

from juesuan.claims.evaluate import evaluate


def told(text: str, check: str) -> list[tuple[str, str]]:
    found = [(evaluate(c).state, c.certainty.value) for c in read(text).claims if c.check == check]
    return sorted(set(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年救助儿童312名，其中智力及孤独症168名、肢体74名、听力言语52名。", [("broken", "likely")]),
        ("全年救助儿童312名，其中智力及孤独症186名、肢体74名、听力言语52名。", [("held", "certain")]),
        ("上架产品96款，其中粮油类46款、畜禽类13款、茶果类19款。", [("broken", "likely")]),
        ("上架产品128款，其中粮油类57款、果蔬类42款、手工艺类39款。", [("broken", "likely")]),
        # no names of one sort, and another digit: a person should look
        ("救助人员88人，其中视力37人、肢体22人、孤独19人。", [("broken", "guess")]),
        # two kinds of many, qualities that overlap, and a list too far from its total
        ("上架产品128款，其中粮油类57款、果蔬类32款。", []),
        ("救助学生246人，其中女生97人、农村户籍101人、少数民族13人。", []),
        ("上架产品128款，其中粮油类15款、果蔬类12款、手工艺类13款。", []),
    ],
)
def test_a_list_that_a_slip_keeps_from_adding_up(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, "parts-sum") == expected


HOSTED = (
    "公务接待费支出1.86万元，完成预算77.50%。公务接待费比上年减少0.49万元，下降20.85%。"
    "国内公务接待22批次，{}：上级检查接待0.84万元，外县考察接待{}万元，招商洽谈接待0.40万元。"
)


@pytest.mark.parametrize(
    ("words", "amount", "expected"),
    [
        ("具体内容包括", "0.62", ["held"]),
        ("具体内容包括", "0.26", ["broken"]),
        ("主要包括", "0.17", []),  # the main ones
    ],
)
def test_a_list_may_be_of_the_one_expense_of_its_paragraph(
    words: str, amount: str, expected: list[str]
) -> None:
    assert states(HOSTED.format(words, amount), "parts-sum") == expected


@pytest.mark.parametrize(("last", "expected"), [("0.82", ["held"]), ("0.28", ["broken"]), ("0.57", [])])
def test_an_expense_outside_the_form_is_one_too(last: str, expected: list[str]) -> None:
    text = (
        "会议费支出3.64万元，完成预算的91.00%。比上年增加0.21万元，增长6.12%。"
        f"全年召开会议6次，具体为：年度工作会1.58万元，业务推进会1.24万元，现场观摩会{last}万元。"
    )
    assert states(text, "parts-sum") == expected


def test_a_total_behind_its_members_takes_the_last_ones() -> None:
    text = "分值设置为：产出50分、效益30分、满意度{}分、预算执行10分，总分100分。"
    assert states(text.format(20), "parts-sum") == ["broken"]
    assert states(text.format(10), "parts-sum") == ["held"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年完成造林任务3200亩，其中乔木造林1100亩、灌木造林1600亩、封沙育林600亩。", ["broken"]),
        ("全年完成造林任务3200亩，其中乔木造林1100亩、灌木造林1600亩、封沙育林500亩。", ["held"]),
        ("完成年度培训任务1200人，其中脱贫户320人、低收入户980人。", []),  # what was planned, and who came
    ],
)
def test_a_task_that_is_done_may_be_split_up(text: str, expected: list[str]) -> None:
    assert states(text, "parts-sum") == expected


def test_two_expenses_of_a_paragraph_have_no_list_sentences_away() -> None:
    two = "公务接待费支出1.86万元，会议费支出2.10万元。" + HOSTED.partition("。")[2]
    assert states(two.format("具体内容包括", "0.26"), "parts-sum") == []


@pytest.mark.parametrize(("total", "expected"), [("49", ["held"]), ("59", ["broken"]), ("81", [])])
def test_a_total_behind_what_commas_of_a_list_join(total: str, expected: list[str]) -> None:
    assert states(f"全年收储粳稻类23批、小麦类17批、油脂类9批，合计{total}批。", "parts-sum") == expected


@pytest.mark.parametrize(("third", "expected"), [("3", ["broken"]), ("2", ["held"])])
def test_a_set_counts_as_one_machine(third: str, expected: list[str]) -> None:
    text = f"单价100万元以上专用设备5台（套），包括CT机2台、核磁共振1台、彩超{third}台。"
    assert sorted(set(states(text, "parts-sum"))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "经评定，改造项目得88.2分，其中决策17.5分、过程17.2分、产出36.1分、效益21.9分，等级为良。",
            ["broken"],
        ),
        ("经评定，改造项目得88.2分，其中决策17.5分、过程17.2分、产出31.6分、效益21.9分。", ["held"]),
        ("经评审，该专项评价得87.6分，投入9分、过程18.6分、产出33分、效果29分。", ["broken"]),
        ("项目自评92.6分，其中预算执行9.6分、产出49分、效益27分、满意度8分。", ["broken"]),
        ("各级指标权重预算执行10分、产出指标50分、效益指标40分、满意度10分，合计100分。", ["broken"]),
        ("各级指标权重预算执行10分、产出指标50分、效益指标30分、满意度10分，合计100分。", ["held"]),
        ("考核由投入10分、过程20分、产出40分、效果40分构成，合计100分。", ["broken"]),
        # the parts of a section need not all be told, and what was taken off is no score
        ("效益得21.9分，其中生态效益得4.5分、可持续影响得3.6分。", []),
        ("产出45分，得44分、效益30分，得28分，合计72分。", []),
        ("该项目得94.5分，其中产出48分、效益36.5分，其中满意度10分。", []),
        ("项目评价得分94.5分，其中预算执行10分、产出48分、效益36.5分，其中满意度10分。", ["held"]),
    ],
)
def test_points_and_their_total(text: str, expected: list[str]) -> None:
    assert states(text, "final-score-is-sum") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新改建供销社云台、杉坪、响水、石笋、柳垭6个，年初22个。", [("broken", "likely")]),
        ("新改建供销社云台、杉坪、响水、石笋、柳垭5个，年初22个。", [("held", "likely")]),
        ("升级改造水厂白马村、黄沙村、青龙村4处，投资62万元。", [("broken", "guess")]),
        ("改造龙口、清溪、大坝4座泵站。", [("broken", "guess")]),
        (
            "新建赵湾、刘营、桥头3个服务点和双河、石坪、龙泉、青山5个警务室。",
            [("broken", "guess"), ("held", "guess")],
        ),
        # what is counted stands in the last item, or the names are only some of them
        ("新增电视、广播、报刊宣传专栏4个，覆盖全县。", []),
        ("改造完成白马、黄沙、青龙等5个，覆盖全县。", []),
        ("为白马、黄沙、青龙、桃花镇配备灭火器6个，", []),
    ],
)
def test_names_right_before_their_number(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, "count-of-list") == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("平均住院日7.9天，比上年的8.3天延长0.4天。", True),
        ("平均住院日7.9天，比上年的8.3天缩短0.4天。", False),
        ("候诊时间比上年的32分钟延长7分钟，为25分钟。", True),
        ("候诊时间比上年的32分钟缩短7分钟，为25分钟。", False),
        ("供热投诉由上一采暖季的318件降至126件，增加192件，下降60.38%。", True),
        ("供热投诉由上一采暖季的318件降至126件，减少192件，下降60.38%。", False),
        ("管网漏损点由改造前的86处降至31处，增加55处。", True),
        ("审批时限由20天缩短至12天，延长8天。", True),
        ("等待时间由整改前的42分钟缩短为25分钟，延长17分钟。", True),
        ("等待时间由整改前的42分钟缩短为25分钟，缩短17分钟。", False),
        ("工期由原定的90天延长到105天，缩短15天。", True),
        # the mean is an aside: what changed is the whole
        ("举办培训班14期，培训840人次，平均每期60人次，较上年的700人次增加140人次。", False),
    ],
)
def test_words_of_time_and_of_means_say_a_direction(text: str, wrong: bool) -> None:
    assert ("broken" in states(text, "change-direction")) is wrong
    assert "broken" not in states(text, "change-amount")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two kinds of one thing, of which one has its digits in the other order
        ("全县养老机构31家，其中公办13家、民办81家。", [("broken", "likely")]),
        ("共有教学班53个，其中初中21个、高中23个。", [("broken", "likely")]),
        ("共有教学班53个，其中初中21个、高中32个。", [("held", "certain")]),
        ("全县养老机构31家，其中公办13家、民办8家。", []),
        ("全县社区46个，其中新建12个、城郊21个。", []),
        # places and bodies, each counted in its own measure word
        ("走访单位38个，其中乡镇9个、学校15所、企业14家。", [("held", "certain")]),
        ("走访单位38个，其中乡镇9个、学校51所、企业14家。", [("broken", "likely")]),
        ("实地查看了35个点位，其中村居9个、合作社62家。", [("broken", "likely")]),
        ("抽取样本46个，其中村7个、农户93户。", [("broken", "likely")]),
        ("走访单位38个，其中乡镇9个、学校5所、企业8家。", []),
        ("实施项目23个，其中新建9个、受益企业41家。", []),
        ("建成服务点23个，其中新建9个、服务商户410户。", []),
        ("实施项目23个，其中新建9个、参建单位50家。", []),
    ],
)
def test_two_members_and_measure_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, "parts-sum") == expected


@pytest.mark.parametrize(
    "text",
    [
        "对养老服务、设备购置、残疾康复、设施维护4个项目开展绩效评价，等级为“优”的3个、“良”的1个。",
        "县图书馆对开放运行、设备更新、古籍修复、阅读推广、设施维修5个项目进行自评。",
        "组织对乡村建设、道路设施、水利设计、农田建设4个项目实施监控，其中两个提前完成。",
        "本局对春季造林、设施农业、种质资源3个专项开展自评。",
        "将城区供水、设区市补助、管网改造3个项目纳入评价范围。",
        "选取特殊教育、校园建设、营养改善、设备采购4个项目，分别委托两家机构评价。",
        "重点评价学前教育、高中设施、职业教育3个项目，平均得分92分。",
        "对基层党建、设岗补助、走访慰问3个项目开展绩效自评，涉及财政资金56.2万元。",
        "对防汛抗旱、河道清淤、水库设备检修、饮水巩固4个二级项目进行了自评。",
        "全县设东部、西部、南部、北部4个服务片区。",
        "我委涉及信访救助、设备维护、法律援助3个项目，全部完成。",
        "单位内设办公室、财务科、业务科3个科室。",
        "部门下设县疾控中心、县妇幼保健院、县急救站3个事业单位。",
        "本单位包括机关、执法大队、设计院3个独立核算单位。",
        "安排设区市补助、法定设施、会计核算、设想征集4个项目，均已完成。",
    ],
)
def test_names_that_hold_a_word_that_opens_lists(text: str) -> None:
    assert "broken" not in states(text, "count-of-list")


def test_a_unit_that_sets_up_fewer_than_it_says() -> None:
    assert states("本单位设办公室、财务科、业务科4个科室。", "count-of-list") == ["broken"]
