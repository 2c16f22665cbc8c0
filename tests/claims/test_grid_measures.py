"""Free tables: which columns state facts, of which year and measure, and whose table it is."""

import pytest

from juesuan.claims.evaluate import evaluate
from juesuan.claims.model import Profile
from juesuan.claims.reading import read_report
from juesuan.claims.tables.measures import levels, of_a_part, title_of_table
from juesuan.documents.plain import read_plain


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("年初预算", ("initial-budget", 2023)),
        ("2023年年初预算数（万元）", ("initial-budget", 2023)),
        ("调整后预算", ("adjusted-budget", 2023)),
        ("全年预算数", ("adjusted-budget", 2023)),
        ("预算调整数", ("adjusted-budget", 2023)),
        ("预算数", ("budget", 2023)),
        ("实际支出", ("outturn", 2023)),
        ("2022年决算数", ("outturn", 2022)),
        ("上年决算数", ("outturn", 2022)),
        ("调整额", None),
        ("年中追加", None),
        ("调整数", None),
        ("决算数与年初预算差额", None),
        ("预算执行率（%）", None),
        ("执行进度", None),
        ("比上年增减", None),
        ("其中：一般公共预算支出数", None),
        ("局机关决算数", None),
        ("近三年平均支出数", None),
        ("", None),
    ],
)
def test_what_a_column_measures(heading, expected):
    (found,) = levels([heading], 2023)
    assert (found and (found.measure, found.year)) == expected


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("表1部门整体支出预算执行情况表", False),
        ("清河县水利局2023年收支情况表", False),
        ("2023年度支出执行情况", False),
        ("表4局属水管站支出情况表", True),
        ("局机关2023年支出情况表", True),
        ("城北水文中心支出执行情况表", True),
        ("河道治理项目资金使用情况表", True),
    ],
)
def test_whose_table_it_is(title, part):
    own = Profile(entity="清河县水利局", aliases=("县水利局",))
    assert of_a_part(title_of_table(read_plain(b"", "x.txt", ""), 0, title, own)) is part


def _table(title: str, head: list[str], *rows: list[str]):
    lines = [head, ["---"] * len(head), *rows]
    grid = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    text = f"清河县水利局2023年度部门决算\n\n2023年度基本支出533.12万元，项目支出402.77万元。\n\n{title}\n\n{grid}"
    claims = read_report(read_plain(text.encode(), "样例.md", "")).claims
    return [c.check for c in claims if evaluate(c).state == "broken"]


HEAD = ["支出类别", "上年决算数", "年初预算数", "调整额", "调整后预算数", "{}", "结余数"]
BASIC = ["基本支出", "501.10", "510.30", "30.00", "540.30", "533.12", "7.18"]
PROJECT = ["项目支出", "379.00", "310.20", "100.00", "410.20", "{}", "7.43"]


@pytest.mark.parametrize(
    ("title", "column", "project", "expected"),
    [
        ("表1 预算执行情况表（单位：万元）", "决算数", "402.77", []),
        ("表1 预算执行情况表（单位：万元）", "决算数", "420.77", ["same-fact"]),
        ("表1 预算执行情况表（单位：万元）", "实际支出", "420.77", ["same-fact"]),
        ("表1 局属水管站预算执行情况表（单位：万元）", "决算数", "58.77", []),
        ("表1 一般公共预算财政拨款支出情况表（单位：万元）", "决算数", "302.77", []),
        ("表1 政府性基金预算支出情况表（单位：万元）", "决算数", "100.00", []),
    ],
)
def test_facts_of_a_table_with_many_measures(title, column, project, expected):
    head = [h.format(column) for h in HEAD]
    found = _table(title, head, BASIC, [c.format(project) for c in PROJECT])
    assert [c for c in found if c.startswith("same-fact")] == expected
