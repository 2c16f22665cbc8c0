"""The explanation of the accounts (部门决算情况说明): what each statutory figure is, and how it moved."""

from __future__ import annotations

from sample.figures import (
    AID,
    APPROPRIATION,
    CAPITAL,
    ENTITY,
    MICRO,
    NAMES,
    OPERATING,
    PERSONNEL,
    PRIOR,
    PROCUREMENT,
    PROJECTS,
    RECEPTION,
    RUNNING,
    SMALL,
    THREE,
    THREE_BUDGET,
    WAGES,
    codes,
    lines,
    total,
)
from sample.pen import Block, Break, Heading, Pen, Text

LARGER = "年中按规定追加了相关经费"
SMALLER = "厉行节约，部分支出按实际需要据实列支，剩余资金结转下年使用或由财政统筹"


def explanation(pen: Pen) -> list[Block]:
    """The eleven sections; performance (the tenth) is written by :mod:`sample.performance`."""
    return [Break(), Heading(1, "第三部分 2024年度部门决算情况说明"), *_totals(pen), *_general(pen), *_basic(pen),
            *_three(pen), *_funds(pen)]  # fmt: skip


def _totals(pen: Pen) -> list[Block]:
    m, p = pen.money, pen.rate
    income, spent = total("income"), total("expenditure")
    grand = income + total("opening")
    general, fund, other = (total("income", f) for f in ("general", "fund", "other"))
    basic, project = total("basic"), total("project")
    own = total("income", *APPROPRIATION) + total("opening", *APPROPRIATION)
    return [
        Heading(2, "一、收入支出决算总体情况说明"),
        Text(
            f"2024年度收入总计、支出总计均为{m('grand', grand)}。与2023年度相比，收、支总计各{pen.change('grand', grand, PRIOR['grand'])}，"
            f"主要原因是上年度一次性就业补助项目已经实施完毕{pen.words('grand.tail', '', 'leftover')}。"
        ),
        Text(
            f"收入总计中，本年收入合计{m('grand.income', income, 'balance')}，年初结转和结余{m('grand.opening', total('opening'), 'balance')}。"
            f"支出总计中，本年支出合计{m('grand.expenditure', spent, 'balance')}，年末结转和结余{m('grand.closing', total('closing'), 'balance')}。"
        ),
        Heading(2, "二、收入决算情况说明"),
        Text(
            f"2024年度本年收入合计{m('income', income)}，其中：一般公共预算财政拨款收入{m('income.general', general, 'sum')}，占{p('income.general.share', general, income)}；"
            f"政府性基金预算财政拨款收入{m('income.fund', fund, 'sum')}，占{p('income.fund.share', fund, income)}；"
            f"国有资本经营预算财政拨款收入0.00万元，占0.00%；上级补助收入0.00万元，占0.00%；事业收入0.00万元，占0.00%；经营收入0.00万元，占0.00%；附属单位上缴收入0.00万元，占0.00%；"
            f"其他收入{m('income.other', other, 'sum')}，占{p('income.other.share', other, income)}。"
        ),
        Heading(2, "三、支出决算情况说明"),
        Text(
            f"2024年度本年支出合计{m('spent', spent)}，其中：基本支出{m('spent.basic', basic, 'sum')}，占{p('spent.basic.share', basic, spent)}；"
            f"项目支出{m('spent.project', project, 'sum')}，占{p('spent.project.share', project, spent)}；"
            "上缴上级支出0.00万元，占0.00%；经营支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。"
        ),
        Heading(2, "四、财政拨款收入支出决算总体情况说明"),
        Text(
            f"2024年度财政拨款收入总计、支出总计均为{m('own', own)}。与2023年度相比，财政拨款收、支总计各"
            f"{pen.change('own', own, PRIOR['appropriation'])}，主要原因是上级下达的专项资金减少。"
        ),
        Text(
            f"财政拨款收入总计中，本年财政拨款收入{m('own.income', total('income', *APPROPRIATION), 'balance')}，"
            f"年初财政拨款结转和结余{m('own.opening', total('opening', *APPROPRIATION), 'balance')}。"
            f"财政拨款支出总计中，本年财政拨款支出{m('own.spent', total('expenditure', *APPROPRIATION), 'balance')}，"
            f"年末财政拨款结转和结余{m('own.closing', total('closing', *APPROPRIATION), 'balance')}。"
        ),
    ]


def _general(pen: Pen) -> list[Block]:
    m, p = pen.money, pen.rate
    spent, initial = total("expenditure", "general"), total("initial", "general")
    classes = []
    for code in (c for c in codes("general") if len(c) == 3):
        value = total("expenditure", "general", prefix=code)
        classes.append(f"{NAMES[code]}（类）{m(f'general.{code}', value, 'sum')}，占{p(f'general.{code}.share', value, spent)}")
    blocks: list[Block] = [
        Heading(2, "五、一般公共预算财政拨款支出决算情况说明"),
        Heading(3, "（一）一般公共预算财政拨款支出决算总体情况"),
        Text(
            f"2024年度一般公共预算财政拨款支出{m('general', spent)}，占本年支出合计的{p('general.share', spent, total('expenditure'))}。"
            f"与2023年度相比，一般公共预算财政拨款支出{pen.change('general', spent, PRIOR['general'])}，主要原因是就业补助资金减少。"
        ),
        Heading(3, "（二）一般公共预算财政拨款支出决算结构情况"),
        Text(
            f"{pen.words('general.year', '2024', 'year')}年度一般公共预算财政拨款支出{m('general.again', spent)}，主要用于以下方面：{'；'.join(classes)}。"
        ),
        Heading(3, "（三）一般公共预算财政拨款支出决算具体情况"),
        Text(
            f"2024年度一般公共预算财政拨款支出年初预算为{m('general.initial', initial, 'completion')}，支出决算为{m('general.outturn', spent, 'completion')}，"
            f"完成年初预算的{p('general.completion', spent, initial, 'completion')}。其中："
        ),
    ]
    for i, line in enumerate(lines("general"), 1):
        blocks.append(Text(f"{i}.{_item(pen, line.code, line.initial, line.expenditure)}"))
    return blocks


def _item(pen: Pen, code: str, initial: int, spent: int) -> str:
    word = pen.against(f"item.{code}.word", spent, initial)
    reason = "。" if spent == initial else f"的主要原因是{LARGER if spent > initial else SMALLER}。"
    return (
        f"{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）。年初预算为{pen.money(f'item.{code}.initial', initial, 'completion')}，"
        f"支出决算为{pen.money(f'item.{code}', spent, 'completion')}，完成年初预算的{pen.rate(f'item.{code}.rate', spent, initial, 'completion')}。"
        f"决算数{word}年初预算数{reason}"
    )


def _basic(pen: Pen) -> list[Block]:
    def listed(items: dict[str, tuple[str, int]]) -> list[str]:
        return [name + pen.money(f"basic.{code}", value, "sum") for code, (name, value) in items.items()]

    return [
        Heading(2, "六、一般公共预算财政拨款基本支出决算情况说明"),
        Text(f"2024年度一般公共预算财政拨款基本支出{pen.money('basic', total('basic'), 'sum')}，其中："),
        Text(f"人员经费{pen.money('basic.personnel', PERSONNEL, 'sum')}，主要包括：{'、'.join(listed(WAGES) + listed(AID))}。"),
        Text(f"公用经费{pen.money('basic.running', RUNNING, 'sum')}，主要包括：{'、'.join(listed(OPERATING) + listed(CAPITAL))}。"),
    ]


def _three(pen: Pen) -> list[Block]:
    m, p = pen.money, pen.rate
    budget, spent = sum(THREE_BUDGET.values()), sum(THREE.values())
    car, reception = THREE["running"], THREE["reception"]
    counts = (
        f"国内公务接待{RECEPTION['times']}批次、{RECEPTION['people']}人次（不包括陪同人员）。外事接待0批次、0人次。"
    )
    return [
        Heading(2, "七、财政拨款“三公”经费支出决算情况说明"),
        Heading(3, "（一）“三公”经费财政拨款支出决算总体情况"),
        Text(
            f"2024年度“三公”经费财政拨款支出全年预算为{m('three.budget', budget, 'completion')}，支出决算为{m('three', spent)}，"
            f"完成全年预算的{p('three.rate', spent, budget, 'completion')}，决算数{pen.against('three.word', spent, budget)}预算数的主要原因是从严控制接待和用车。"
            f"与2023年度相比，“三公”经费支出{pen.change('three', spent, PRIOR['three'])}，主要原因是压减公务用车运行维护费。"
        ),
        Heading(3, "（二）“三公”经费财政拨款支出决算具体情况"),
        Text(
            f"2024年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算{m('three.car', car, 'sum')}，"
            f"占{p('three.car.share', car, spent)}；公务接待费支出决算{m('three.reception', reception, 'sum')}，占{p('three.reception.share', reception, spent)}。具体情况如下："
        ),
        Text("1.因公出国（境）费全年预算0.00万元，支出决算0.00万元，与2023年度持平。全年安排因公出国（境）团组0个，累计0人次。"),
        Text(
            f"2.公务用车购置及运行维护费全年预算{m('car.budget', THREE_BUDGET['running'], 'completion')}，支出决算{m('car', car, 'completion')}，"
            f"完成全年预算的{p('car.rate', car, THREE_BUDGET['running'], 'completion')}。与2023年度相比{pen.change('car', car, PRIOR['car'])}，主要原因是集中安排下乡用车。"
            f"其中：公务用车购置支出0.00万元，全年购置公务用车0辆；公务用车运行维护费支出{m('car.running', car)}，主要用于劳动监察执法和下乡工作所需的燃料费、维修费、保险费等。"
            f"截至2024年12月31日，公务用车保有量为{pen.count('car.count', 2, 'repeat')}辆。"
        ),
        Text(
            f"3.公务接待费全年预算{m('reception.budget', THREE_BUDGET['reception'], 'completion')}，支出决算{pen.number('reception', reception, 'repeat')}{pen.words('reception.unit', '万元', 'unit')}，"
            f"完成全年预算的{p('reception.rate', reception, THREE_BUDGET['reception'], 'completion')}。与2023年度相比{pen.change('reception', reception, PRIOR['reception'])}，主要原因是严格执行接待标准。"
            f"{pen.words('reception.counts', counts, 'missing')}"
        ),
    ]


def _funds(pen: Pen) -> list[Block]:
    m = pen.money
    t = {a: total(a, "fund") for a in ("opening", "income", "expenditure", "closing")}
    return [
        Heading(2, "八、政府性基金预算财政拨款收入支出决算情况说明"),
        Text(
            f"2024年度政府性基金预算财政拨款年初结转和结余{m('fund.opening', t['opening'], 'balance')}，本年收入{m('fund.income', t['income'], 'balance')}，"
            f"本年支出{m('fund.spent', t['expenditure'], 'balance')}，年末结转和结余{m('fund.closing', t['closing'], 'balance')}。"
            f"支出主要用于被征地农民参加基本养老保险补助。与2023年度相比，政府性基金预算财政拨款支出{pen.change('fund', t['expenditure'], PRIOR['fund'])}，主要原因是当年新增参保人数减少。"
        ),
        Heading(2, "九、国有资本经营预算财政拨款支出决算情况说明"),
        Text("2024年度没有使用国有资本经营预算财政拨款安排的支出。"),
    ]


def other_matters(pen: Pen) -> list[Block]:
    """Agency operating expenses, procurement, assets."""
    m, p = pen.money, pen.rate
    bought = sum(PROCUREMENT.values())
    return [
        Heading(2, "十一、其他重要事项情况说明"),
        Heading(3, "（一）机关运行经费支出情况"),
        Text(
            f"2024年度机关运行经费支出{m('operating', RUNNING)}，比2023年度{pen.change('operating', RUNNING, PRIOR['operating'])}，"
            "主要原因是压减会议费、印刷费等一般性支出。"
        ),
        Heading(3, "（二）政府采购支出情况"),
        Text(
            f"2024年度政府采购支出总额{m('bought', bought, 'sum')}，其中：政府采购货物支出{m('bought.goods', PROCUREMENT['goods'], 'sum')}，政府采购工程支出0.00万元，"
            f"政府采购服务支出{m('bought.services', PROCUREMENT['services'], 'sum')}。授予中小企业合同金额{m('bought.small', SMALL, 'share')}，占政府采购支出总额的{p('bought.small.share', SMALL, bought)}，"
            f"其中：授予小微企业合同金额{m('bought.micro', MICRO, 'share')}，占政府采购支出总额的{p('bought.micro.share', MICRO, bought)}。采购内容主要是自助服务设备、经办大厅运行服务和印刷服务。"
        ),
        Heading(3, "（三）国有资产占有使用情况"),
        Text(
            f"截至2024年12月31日，{ENTITY}共有车辆{pen.count('cars', 2, 'sum')}辆，其中：机要通信用车{pen.count('cars.a', 1, 'sum')}辆、执法执勤用车{pen.count('cars.b', 1, 'sum')}辆；"
            "单价100万元以上设备（不含车辆）0台（套）。"
        ),
    ]


def project_list() -> str:
    """The names of all projects, quoted and listed."""
    return "、".join(f"“{project.name}”" for project in PROJECTS)
