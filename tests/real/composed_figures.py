"""What the five real reports tell in prose alone: last year, budgets behind a rate, single receptions; figures only.

Amounts are in 0.01 万元. ``EXPLAINED`` lists the figures of each explanation (outside its chapter on performance) that
the report made anew does not have, and why; what the audit of the published report finds by itself is not listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """One report: its file under the shared folder, its area, and what a clerk adds to what was extracted."""

    file: str
    area: str
    prior: dict[str, int] = field(default_factory=dict)
    reception_before: int = 0
    """Last year's receptions in 元: some rates of change are told of more than two decimals."""
    agency: int | None = None
    outturn: dict[str, int] = field(default_factory=dict)
    """Items that the report names as no list does, or prints without a unit."""
    adjusted: dict[str, int] = field(default_factory=dict)
    """全年预算 by item of the general budget, "" for the whole."""
    initial: dict[str, int] = field(default_factory=dict)
    three: dict[str, int] = field(default_factory=dict)
    receptions: tuple[int, ...] = ()
    agency_initial: int | None = None
    names: dict[str, str] = field(default_factory=dict)
    """Names of items that our lists lack."""
    reasons: dict[str, str] = field(default_factory=dict)
    explained: dict[str, str] = field(default_factory=dict)


LAST_YEAR = "the amount of last year itself; the change against it is there"
NO_THREE = {"abroad_budget": 0, "purchase_budget": 0, "running_budget": 0}
REPORTS = {
    "sichuan-2019": Told(
        "seeds/000_36f1fbf947273c3f.txt",
        "四川",
        prior={
            "income.current": 82145,
            "expenditure.current": 120148,
            "general.expenditure": 117296,
            "agency-operating": 5326,
        },
        reception_before=9_400,
        adjusted={
            "": 101137,
            "2010607": 900,
            "2011001": 30852,
            "2011008": 2001,
            "2011050": 18523,
            "2011099": 4018,
            "2080105": 600,
            "2080199": 27817,
            "2080504": 1673,
            "2080505": 4799,
            "2080506": 311,
            "2080905": 279,
            "2101101": 2120,
            "2101102": 1227,
            "2101103": 361,
            "2210201": 5655,
        },
        outturn={"2080105": 600},
        names={"2011050": "事业运行"},
        three=NO_THREE | {"reception_budget": 94},
        explained={"与2018年相比1,172.96万元": LAST_YEAR},
    ),
    "hunan-2020": Told(
        "seeds/001_98522caf6c7ffe6d.txt",
        "湖南",
        prior={
            "income.current": 188526,
            "expenditure.current": 127773,
            "income.appropriation": 188526,
            "appropriation.expenditure": 127773,
            "general.expenditure": 127773,
        },
        reception_before=150_200,
        initial={"2101101": 3447, "2210201": 2375},
        agency_initial=3952,
        reasons={
            "general.item:2080101": "年中追加208.36万元",
            "general.item:2080505": "年中追加1.42万元",
        },
        explained={
            "与2019年收入（1885.26万元": LAST_YEAR,
            "与2019年支出（1277.73万元": LAST_YEAR,
            "与2019年财政拨款收入（1885.26万元": LAST_YEAR,
            "与2019年财政拨款支出（1277.73万元": LAST_YEAR,
        },
    ),
    "sichuan-2023": Told(
        "seeds/002_9d8889d1fe7183d5.txt",
        "四川",
        prior={
            "grand-total": 201801,
            "appropriation.grand-total": 201810,
            "general.expenditure": 201801,
            "agency-operating": 8258,
        },
        reception_before=26_700,
        receptions=(32, 4, 13, 5, 45, 19, 27, 18, 40, 8, 36, 7, 9, 4, 16, 20),
        adjusted={
            "": 303040,
            "2080101": 57252,
            "2080108": 674,
            "2080112": 1604,
            "2080199": 30615,
            "2080202": 236,
            "2080501": 1776,
            "2080505": 11697,
            "2080506": 1846,
            "2080799": 176459,
            "2083001": 1082,
            "2101101": 3682,
            "2101102": 1635,
            "2101103": 608,
            "2130599": 4425,
            "2210201": 9450,
        },
        outturn={"2130599": 4425},
        three=NO_THREE | {"reception_budget": 303},
    ),
    "sichuan-2020": Told(
        "seeds/003_8a9f384e304c9f7d.txt",
        "四川",
        prior={
            "grand-total": 161193,
            "appropriation.grand-total": 161193,
            "general.expenditure": 154638,
            "agency-operating": 20249,
        },
        agency=25689,
        reception_before=106_260,
        adjusted={
            "": 393710,
            "2080101": 42799,
            "2080103": 3150,
            "2080105": 2000,
            "2080106": 8997,
            "2080108": 1000,
            "2080109": 31847,
            "2080199": 10810,
            "2080505": 7183,
            "2080506": 72,
            "2089999": 200000,
            "2101101": 1703,
            "2101102": 2181,
            "2130599": 26574,
            "2130804": 2120,
            "2210201": 7954,
            "2299999": 50000,
        },
        three=NO_THREE | {"reception_budget": 1500},
        reasons={
            "grand-total": "公共实训基地项目争取到资金2500万元（中央2000万元、省级500万元）",
            "general.item:2080101": "公用经费结转4.19万元，公积金结转0.84万元",
            "general.item:2080106": "创业培训基金结转35.54万元",
            "general.item:2080199": "服务能力建设资金结转57.6万元",
            "general.item:2089999": "实训基地资金结转1780.2万元",
            "general.item:2130599": "上年结转劳务协作30.2万元、人才交流0.84万元",
            "general.item:2130804": "贴息资金21.2万元年末才下达",
            "general.item:2210201": "调出人员公积金0.84万元没有调整预算",
            "general.item:2299999": "省预算内基本建设资金结转500万元",
        },
        explained={
            "完成预算0%": "classes without expenditure are not listed with 0 %, so one 0 % has no counterpart"
        },
    ),
    "shanghai-2024": Told(
        "samples/h3-上海市普陀区财政局2024年度部门决算.pdf",
        "上海",
        prior={"grand-total": 305234, "general.expenditure": 300319, "agency-operating": 18210},
        explained={"完成预算的0%": "nought of a budget of nought is no rate"},
    ),
}
