"""The glossary of the sample report: the terms and items it uses, explained in our own words."""

from __future__ import annotations

from sample.figures import NAMES, codes
from sample.pen import Block, Break, Heading, Text

TERMS = (
    ("财政拨款收入", "指本级财政部门当年拨付的资金，包括一般公共预算、政府性基金预算和国有资本经营预算三类"),
    ("其他收入", "指除财政拨款、上级补助、事业、经营、附属单位上缴以外取得的收入，本部门主要是考务费收入"),
    ("年初结转和结余", "指上年度尚未用完、结转到本年度继续按规定使用的资金"),
    ("年末结转和结余", "指本年度尚未用完、结转到下年度继续按规定使用的资金"),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的支出，包括人员经费和公用经费"),
    ("项目支出", "指在基本支出之外，为完成特定工作任务和事业发展目标发生的支出"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费"),
    ("机关运行经费", "指行政单位和参照公务员法管理的事业单位使用一般公共预算安排的公用经费，用于购买货物和服务"),
    ("政府性基金预算财政拨款", "指用国有土地使用权出让等政府性基金安排的拨款，专款专用"),
    ("政府采购", "指使用财政性资金，依法采购集中采购目录以内或者采购限额标准以上的货物、工程和服务的行为"),
    ("绩效自评", "指预算单位对照年初设定的绩效目标和指标，对资金使用效果自行开展的评价"),
)


def glossary() -> list[Block]:
    """Terms first, then the functional items of the accounts with their classes and sections."""
    entries = [f"{term}：{meaning}。" for term, meaning in TERMS]
    for code in (c for c in codes() if len(c) == 7):
        path = f"{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）"
        entries.append(f"{path}：指本部门用于{NAMES[code].removesuffix('支出')}方面的支出。")
    return [
        Break(),
        Heading(1, "第四部分 名词解释"),
        *(Text(f"{i}.{entry}") for i, entry in enumerate(entries, 1)),
    ]
