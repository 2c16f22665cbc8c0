"""Counts of a published report come into the accounts with the money they belong to; what cannot be is told."""

from __future__ import annotations

import pytest

from juesuan.accounts.extract_counts import Counts, counts_of
from juesuan.accounts.model import Assets
from juesuan.claims.reading import read_report
from juesuan.documents.model import Document, Paragraph, Text

HEADS = {"三": "三公经费支出决算情况说明", "资": "国有资产占用情况", "绩": "预算绩效管理情况"}


def counts(*lines: str) -> Counts:
    """The counts of a report whose lines stand below the heading they begin with."""
    blocks = [Paragraph(Text("清河县财政局2023年度部门决算"), 1)]
    for line in lines:
        head, _, words = line.partition("|")
        blocks += [Paragraph(Text(HEADS[head]), 2), Paragraph(Text(words))]
    return counts_of(read_report(Document("x", "text/plain", "0", tuple(blocks))))


def test_receptions_have_their_batches_and_people() -> None:
    found = counts(
        "三|国内公务接待支出3.20万元。国内公务接待12批次，96人次（不包括陪同人员）。外事接待1批次，5人。",
    )
    assert (found.get("home.batches"), found.get("home.people")) == (12, 96)
    assert (found.get("foreign.batches"), found.get("foreign.people")) == (1, 5)


def test_groups_and_cars() -> None:
    found = counts(
        "三|全年安排因公出国（境）团组2个，出国（境）7人次。全年更新购置公务用车3辆，其中：轿车1辆、越野车2辆。"
        "截至年末公务用车保有量为9辆，其中：轿车4辆、越野车5辆。",
    )
    assert (found.get("groups"), found.get("people"), found.get("vehicles")) == (2, 7, 9)
    assert found.purchased == (("轿车", 1), ("越野车", 2))
    assert found.kept == (("轿车", 4), ("越野车", 5))


def test_assets_keep_the_noughts_that_are_printed() -> None:
    found = counts(
        "资|本单位共有车辆3辆，其中：机要通信用车1辆、执法执勤用车2辆、其他用车0辆。"
        "单价50万元以上通用设备4台（套），无单价100万元以上专用设备。",
    )
    vehicles = (("机要通信用车", 1), ("执法执勤用车", 2), ("其他用车", 0))
    assert found.assets == Assets(vehicles, (("单价50万元以上通用设备", 4), ("单价100万元以上专用设备", 0)))
    assert counts("资|本单位没有车辆，没有专用设备。").assets == Assets()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("资|共有车辆5辆，其中：机要通信用车1辆、执法执勤用车2辆。", ["车辆 5辆"]),
        (
            "三|国内公务接待12批次。另据统计，国内公务接待13批次。",
            ["国内公务接待批次 12批次", "国内公务接待批次 13批次"],
        ),
    ],
)
def test_what_disagrees_is_told_and_not_taken(line: str, what: list[str]) -> None:
    found = counts(line)
    assert found.assets == Assets()
    assert not found.get("home.batches")
    assert [u.what.removeprefix("2023年 ") for u in found.unread] == what


def test_equipment_is_that_of_the_chapter_on_assets() -> None:
    assert counts("绩|单价100万元以上设备2台（套）。").assets == Assets()
