"""The errors planted in the sample report, at least one of every kind the product finds, each at a named slot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted error: the slot it stands in, what is printed there, its kind, and what is wrong in plain words."""

    slot: str
    stated: str
    kind: str
    why: str
    names: str = ""
    """For what is left out: a word that a finding about it must use."""


PLANTS = (
    Plant("T3.2080109.basic", "258.69", "sum", "支出决算表“社会保险经办机构”一行：基本支出加项目支出不等于本年支出合计"),
    Plant("bought.services", "63.28", "sum", "政府采购货物、工程、服务支出之和不等于采购总额"),
    Plant("spent.project.share", "34.88", "share", "项目支出占本年支出的比例算错"),
    Plant("general.rate", "18.12", "change", "一般公共预算财政拨款支出的降幅与减少额对不上"),
    Plant("item.2080112.rate", "98.82", "completion", "劳动人事争议调解仲裁的预算完成率算错"),
    Plant("fund.closing", "7.32", "balance", "年初结转加本年收入不等于本年支出加年末结转"),
    Plant("T4.grand.in", "1,498.73", "balance", "财政拨款总计不等于本年收入加年初结转"),
    Plant("basic.personnel", "868.51", "repeat", "人员经费与基本支出明细表不一致，也不等于各项之和"),
    Plant("operating", "121.66", "repeat", "机关运行经费与公用经费不一致"),
    Plant("projects", "8", "count", "列出的项目是9个，写成了8个"),
    Plant("overall.prose1", "26.91", "score", "过程部分的得分与评分表小计不一致"),
    Plant("form4.points", "9.88", "score", "预算执行率得分与执行率不符"),
    Plant("reception.unit", "元", "unit", "公务接待费的单位应为万元"),
    Plant("item.2080101.word", "小于", "wording", "决算数大于预算数，写成了小于"),
    Plant("T5.2080506.name", "机关事业单位基本养老保险缴费支出", "classification", "科目编码2080506的名称写错"),
    Plant("general.year", "2023", "year", "2024年度的支出写成了2023年度"),
    Plant("overall.entity", "清河县民政局", "entity", "本部门的整体支出写成了其他单位的"),
    Plant("grand.tail", "（此处请填写XX原因）", "leftover", "模板的填写提示没有删除"),
    Plant("reception.counts", "", "missing", "没有说明公务接待的批次和人次", "批次"),
    Plant("contents.annex3", "附件3 2024年度预算绩效管理工作总结", "missing", "目录列出的附件3在正文中没有"),
)
