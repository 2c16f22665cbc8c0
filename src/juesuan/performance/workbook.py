"""The performance workbook as a file: the template that is filled in over the year, and filled books.

Formula-free: names, targets and weights beside a result, and the texts of a framework's rules, stand on protected cells.
A book may be written again at any time, to add the rows that a later step needs; nothing that was filled in is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juesuan.accounts.model import Accounts, Fund
from juesuan.accounts.sheetforms import Rows
from juesuan.accounts.sheetwriting import FormBook
from juesuan.performance import book_sheets as s
from juesuan.performance.appraisal import FRAMEWORK as APPRAISAL
from juesuan.performance.book_rows import NOTHING, Begun, blank_rows, rows_of
from juesuan.performance.book_words import vocabulary
from juesuan.performance.frameworks import find, load
from juesuan.performance.library import library
from juesuan.performance.model import Evaluation, Funding, Objective, PerformanceBook
from juesuan.performance.terms import Subject

#: The scoring of self-evaluations that a template offers where none is named.
SELF_EVALUATION = "cy2020-10"
_FISCAL, _OTHER = "当年财政拨款", "其他资金"
_GUIDE = (
    "本工作簿记录一个单位一个年度的预算绩效工作：事前评估、绩效目标、监控、自评、整体评价、后续整改，以及重点工作和问卷。",
    "按工作进度填写：年初填“项目”“项目资金”“绩效目标”，年中填“监控概况”“监控”，年终填“自评概况”“自评”和“整体评价”。还没有做的留空。",
    "名称带“概况”的表一个项目（一次评价、一份问卷）一行，同名的另一张表填明细，用名称或编号对应。",
    "白色单元格填写，灰色单元格由系统填好，不能改动；选中单元格会显示填写说明，有下拉箭头的从列表中选择。",
    "绩效目标的方向在“方向”栏选择，指标值只填数字，单位填在单位栏；定性指标写清达到什么程度算完成。可从“指标库”挑选指标。",
    "同一个数只填一处：重点工作的目标和完成情况填在“重点工作”表，指标和评价填它的编号即可引用；项目资金填在“项目资金”表。",
    "得分由规则计算，一般不填。需要人评定的（定性指标、酌情评分），填得分并写明理由；与规则不同的得分会列出来供复核。",
    "问卷按“一份答卷一行”录入，或用 juesuan survey import 导入。不得填写姓名、电话、证件号码。",
    "没有的事项留空。留空表示“没有填报”，0 表示“填报了，数额是零”，两者含义不同。",
    "填好绩效目标后运行 juesuan template --performance --book 本工作簿 -o 新工作簿，会在“自评”表补出各指标的行，已填的内容不变。",
    "填写有误的，会逐行列出是哪张表、哪个单元格、怎么改。",
)
_LIBRARY_HEADS = (
    ("一级指标", 14), ("二级指标", 18), ("三级指标", 28), ("方向", 8), ("单位", 12), ("怎么算", 50), ("证据来源", 36),
)  # fmt: skip


def template(
    year: int, unit: str = "万元", frameworks: Sequence[str] = (), accounts: Accounts | None = None
) -> bytes:
    """An empty workbook; of ``accounts`` the entity, its projects and their money are filled in.

    ``frameworks`` are those of evaluations (their indicators are listed) and of self-evaluations (offered for every
    project). Raises :class:`~juesuan.documents.refusal.Refusal` for a framework that does not exist.
    """
    book = PerformanceBook("" if accounts is None else accounts.entity.name, year)
    if accounts is not None:
        book = replace(book, objectives=tuple(_objectives(accounts)))
    return fill_up(book, unit, frameworks)


def fill_up(
    book: PerformanceBook, unit: str, frameworks: Sequence[str] = (), begun: Begun = NOTHING
) -> bytes:
    """A book written again with the rows that its next steps need; what was filled in stays as it is.

    Added are an evaluation by every framework of indicators it is not evaluated by yet, a monitoring and a
    self-evaluation of every project that has none, and the questions of every appraisal that has none. ``begun`` is
    what an earlier template had prepared.
    """
    systems = {code: find(code) for code in frameworks}
    listed = (*book.evaluations, *begun.evaluations)
    known = {e.framework for e in listed}
    fresh = [
        code
        for code, f in systems.items()
        if f.indicators and f.subject is not Subject.APPRAISAL and code not in known
    ]
    book = replace(book, evaluations=(*listed, *(Evaluation(code, "单位自评", ()) for code in fresh)))
    scoring = next((code for code, f in systems.items() if f.own is not None), SELF_EVALUATION)
    rows = rows_of(book, unit)
    rows[s.APPRAISED] += [
        {"project": a.project, "aspect": i.level1, "question": i.name, "weight": i.weight}
        for a in book.appraisals
        if not a.items
        for i in load(APPRAISAL).indicators
    ]
    evaluated = {e.objective for e in book.self_evaluations}
    monitored = {m.objective for m in book.monitoring}
    for objective in book.objectives:
        blank = blank_rows(book, objective)
        if objective.name not in evaluated:
            chosen = begun.scoring.get(objective.name, scoring)
            rows[s.SELF_EVALUATIONS].append({"objective": objective.name, "framework": chosen})
            rows[s.RESULTS] += blank
        if objective.name not in monitored:
            rows[s.MONITORINGS].append({"objective": objective.name})
            rows[s.PROGRESS] += blank
    return _write(book, rows, unit)


def write_workbook(
    book: PerformanceBook, unit: str = "万元", unplaced: Sequence[tuple[str, str, str]] = ()
) -> bytes:
    """``book`` as a workbook that :func:`~juesuan.performance.reading.read_workbook` reads back without loss.

    ``unplaced`` are (what, where, why) of things that were read and have no certain place, listed on a sheet for a
    person to look at. Words beside a value (the print of a number) are not kept: the value stands for them. Raises :class:`ValueError` for
    two self-evaluations of one project.
    """
    return _write(book, rows_of(book, unit), unit, unplaced)


def _objectives(accounts: Accounts) -> list[Objective]:
    """The projects of the accounts: the money that is stated there need not be typed again."""
    name = accounts.entity.name
    return [
        Objective(
            Subject.PROJECT, p.name, "", (), name, name, (Funding(_OTHER if p.fund is Fund.OTHER else _FISCAL, p.initial, p.adjusted, p.outturn),)
        )
        for p in accounts.projects
    ]  # fmt: skip


def _write(
    book: PerformanceBook, rows: Rows, unit: str, unplaced: Sequence[tuple[str, str, str]] = ()
) -> bytes:
    title = f"{book.year}年度预算绩效数据"
    questions = max((len(q.questions) for q in book.questionnaires), default=0)
    made = FormBook(title, book.year, unit, vocabulary(), s.LISTS)
    made.guide(s.GUIDE, f"{title}工作簿", _GUIDE)
    for form in s.sheets(max(questions, s.QUESTIONS_OFFERED)):
        made.sheet(form, rows[form.name])
    sign = vocabulary().printed
    listed = [
        (i.level1, i.level2, i.name, sign("direction", i.direction), i.unit, i.measure, i.evidence)
        for i in library()
    ]
    made.page(
        s.LIBRARY,
        "常用绩效指标",
        "供编制绩效目标时选用，名称可以按项目内容改得更具体。",
        _LIBRARY_HEADS,
        listed,
    )
    if unplaced:
        heads = (("内容", 60), ("位置", 30), ("原因", 60))
        made.page(
            s.UNPLACED, "未能归位的内容（请人工核对后填入相应的表）", "", heads, unplaced, protect=False
        )
    made.lists()
    return made.close()
