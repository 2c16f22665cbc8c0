"""One relation in the wordings of many provinces: does the grammar read each of them, and raise no alarm?

Every wording is filled with random amounts that agree, as often as asked. The filled sentence stands in a small
report of its own and must raise nothing; then the leading digit of each of its figures is changed in turn, and the
audit must say something about it. A wording with a low figure is one that the grammar does not read yet.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from accuracy import ARITHMETIC, audits, changed

FIGURE = re.compile(r"(?<![\d.年])\d[\d,]*(?:\.\d+)?(?=万元|元|亿元|%|个|人|辆|批次|分|件|份|期)")


class Amounts:
    """Random amounts in 分 that agree with each other, printed the way a report prints them."""

    def __init__(self, rnd: random.Random) -> None:
        self.rnd = rnd
        self.a, self.b, self.c = (rnd.randint(2_000_000, 900_000_000) for _ in range(3))
        self.total = self.a + self.b + self.c
        self.before = self.total * rnd.randint(60, 95) // 100
        self.budget = self.total * rnd.randint(101, 130) // 100
        self.opening = rnd.randint(100_000, 9_000_000)
        self.closing = rnd.randint(100_000, 9_000_000)

    def m(self, cents: int, places: int = 2) -> str:
        """In 万元."""
        step = Decimal(1).scaleb(-places)
        return f"{(Decimal(cents) / 10**6).quantize(step, ROUND_HALF_UP)}万元"

    def p(self, top: int, bottom: int, places: int = 2) -> str:
        """As a percentage."""
        step = Decimal(1).scaleb(-places)
        return f"{(Decimal(top) * 100 / Decimal(bottom)).quantize(step, ROUND_HALF_UP)}%"


Wording = Callable[[Amounts], str]

CHANGES: tuple[Wording, ...] = (
    lambda x: (
        f"2024年度收入支出总计{x.m(x.total)}。与2023年度相比，收入支出总计增加{x.m(x.total - x.before)}，增长{x.p(x.total - x.before, x.before)}。"
    ),
    lambda x: (
        f"2024年度收、支总计均为{x.m(x.total)}，与上年相比，收、支总计各增加{x.m(x.total - x.before)}，增长{x.p(x.total - x.before, x.before)}。"
    ),
    lambda x: (
        f"2024年度收入总计{x.m(x.total)}，支出总计{x.m(x.total)}。收支较上年决算数增加{x.m(x.total - x.before)}、增长{x.p(x.total - x.before, x.before, 1)}。"
    ),
    lambda x: (
        f"本年支出合计{x.m(x.total)}，比上年增加{x.m(x.total - x.before)}，增幅为{x.p(x.total - x.before, x.before)}。"
    ),
    lambda x: (
        f"2024年度本年收入{x.m(x.total)}，同比增加{x.m(x.total - x.before)}，增加{x.p(x.total - x.before, x.before)}。"
    ),
    lambda x: (
        f"2024年度支出决算{x.m(x.total)}，较2023年度的{x.m(x.before)}增加{x.m(x.total - x.before)}，增长{x.p(x.total - x.before, x.before)}。"
    ),
    lambda x: (
        f"2024年度机关运行经费支出{x.m(x.before)}，比2023年度减少{x.m(x.total - x.before)}，降低{x.p(x.total - x.before, x.total)}。"
    ),
)
SHARES: tuple[Wording, ...] = (
    lambda x: (
        f"2024年度本年支出合计{x.m(x.total)}，其中：基本支出{x.m(x.a)}，占{x.p(x.a, x.total)}；项目支出{x.m(x.b)}，占{x.p(x.b, x.total)}；经营支出{x.m(x.c)}，占{x.p(x.c, x.total)}。"
    ),
    lambda x: (
        f"支出合计{x.m(x.total)}，包括：基本支出{x.m(x.a)}，占支出合计的{x.p(x.a, x.total, 1)}；项目支出{x.m(x.b)}，占支出合计的{x.p(x.b, x.total, 1)}；经营支出{x.m(x.c)}，占支出合计的{x.p(x.c, x.total, 1)}。"
    ),
    lambda x: (
        f"2024年度收入合计{x.m(x.total)}，其中：财政拨款收入{x.m(x.a)}，占收入合计的{x.p(x.a, x.total)}；事业收入{x.m(x.b)}，占收入合计的{x.p(x.b, x.total)}；其他收入{x.m(x.c)}，占收入合计的{x.p(x.c, x.total)}。"
    ),
    lambda x: (
        f"2024年度政府采购支出总额{x.m(x.total)}，其中：政府采购货物支出{x.m(x.a)}、政府采购工程支出{x.m(x.b)}、政府采购服务支出{x.m(x.c)}。授予中小企业合同金额{x.m(x.a + x.b)}，占政府采购支出总额的{x.p(x.a + x.b, x.total)}。"
    ),
)
COMPLETIONS: tuple[Wording, ...] = (
    lambda x: (
        f"2024年度一般公共预算财政拨款支出年初预算为{x.m(x.budget)}，支出决算为{x.m(x.total)}，完成年初预算的{x.p(x.total, x.budget)}。"
    ),
    lambda x: (
        f"项目全年预算数为{x.m(x.budget)}，执行数为{x.m(x.total)}，完成预算的{x.p(x.total, x.budget)}。"
    ),
    lambda x: (
        f"“三公”经费支出决算为{x.m(x.total)}，完成全年预算{x.m(x.budget)}的{x.p(x.total, x.budget, 1)}。"
    ),
    lambda x: f"全年预算安排{x.m(x.budget)}，实际支出{x.m(x.total)}，预算执行率{x.p(x.total, x.budget)}。",
    lambda x: (
        f"支出决算{x.m(x.total)}，较年初预算数{x.m(x.budget)}减少{x.m(x.budget - x.total)}，下降{x.p(x.budget - x.total, x.budget)}。"
    ),
)
SUMS: tuple[Wording, ...] = (
    lambda x: f"人员经费支出{x.m(x.total)}，其中：基本工资{x.m(x.a)}、津贴补贴{x.m(x.b)}、奖金{x.m(x.c)}。",
    lambda x: (
        f"“三公”经费支出共计{x.m(x.total)}，其中因公出国（境）费{x.m(x.a)}，公务用车购置及运行费{x.m(x.b)}，公务接待费{x.m(x.c)}。"
    ),
    lambda x: (
        f"2024年度总收入{x.m(x.total + x.opening)}，其中本年收入{x.m(x.total)}，上年结转和结余{x.m(x.opening)}。"
    ),
    lambda x: (
        f"年初结转和结余{x.m(x.opening + x.closing)}，本年收入{x.m(x.total)}，本年支出{x.m(x.total + x.opening)}，年末结转和结余{x.m(x.closing)}。"
    ),
)
GROUPS = {"change": CHANGES, "share": SHARES, "completion": COMPLETIONS, "sum": SUMS}
FRAME = (
    "清河县交通运输局\n2024年度部门决算\n第一部分 部门概况\n一、主要职责\n负责全县交通运输行业管理工作。\n"
    "第三部分 2024年度部门决算情况说明\n一、决算情况说明\n{sentence}\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Print how well each wording is read.")
    parser.add_argument("-n", type=int, default=3, help="fillings of each wording (default 3)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rnd = random.Random(options.seed)
    files: dict[str, tuple[str, str]] = {}
    sentences: dict[tuple[str, int], str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, wordings in GROUPS.items():
            for number, wording in enumerate(wordings):
                for filling in range(options.n):
                    sentence = wording(Amounts(rnd))
                    sentences[kind, number] = sentence
                    stem = f"{kind}{number}-{filling}"
                    files[f"{stem}-0.txt"] = (f"{kind}{number}", sentence)
                    for i, figure in enumerate(FIGURE.finditer(sentence), 1):
                        new = changed(figure.group())
                        if new:
                            wrong = sentence[: figure.start()] + new + sentence[figure.end() :]
                            files[f"{stem}-{i}.txt"] = (f"{kind}{number}", wrong)
        for name, (_, sentence) in files.items():
            Path(folder, name).write_text(FRAME.format(sentence=sentence), encoding="utf-8")
        results = audits([Path(folder, name) for name in files])
    alarms: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, (wording_name, _) in files.items():
        findings = [f for f in results[name]["findings"] if f["kind"] in ARITHMETIC or f["kind"] == "wording"]
        serious = [f for f in findings if f["level"] != "note"]
        if name.endswith("-0.txt"):
            alarms[wording_name] += bool(serious)
        else:
            total[wording_name] += 1
            hit[wording_name] += bool(findings)
    print("wording: changed figures noticed, clean fillings with a false alarm, an example")
    for (kind, number), sentence in sentences.items():
        key = f"{kind}{number}"
        print(f"   {key:<12} {hit[key]:>3}/{total[key]:<3} {alarms[key]} false  {sentence[:70]}")
    print(
        f"   all {sum(hit.values()) / max(1, sum(total.values())):.3f}, false alarms {sum(alarms.values())}"
    )


if __name__ == "__main__":
    main()
