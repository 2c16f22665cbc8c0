"""A Fiscal Data Package by others: what it declares becomes records, what it leaves open is listed, nothing is guessed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from fiscal_files import GENERAL, WHOLE, package
from typer.testing import CliRunner

from juesuan.accounts.fiscal_import import read_package
from juesuan.accounts.fiscal_package import is_package
from juesuan.accounts.ledger import Ledger
from juesuan.accounts.model import Fund, Nature, Source
from juesuan.accounts.reading import read_workbook
from juesuan.cli import app
from juesuan.documents.refusal import Refusal

ROW = (
    "清河县水利局",
    2024,
    "支出",
    "executed",
    "2130304",
    "项目支出",
    GENERAL,
    "30227",
    "河道整治",
    "1,200.50",
)


def row(**changes: object) -> list[object]:
    return [changes.get(name, value) for name, value in zip(WHOLE, ROW, strict=True)]


def test_lines_that_say_everything_become_records(tmp_path: Path) -> None:
    folder = package(
        tmp_path / "p",
        [
            ROW,
            row(阶段="approved", 数额="1000"),
            row(阶段="adjusted", 数额="1300"),
            row(数额="0.50"),
            row(科目="2130301", 性质="基本支出", 经济="30101", 项目="", 数额="-3"),
        ],
    )
    found = read_package(str(folder))
    line, other = found.accounts.expenditure
    assert found.accounts.entity.name == "清河县水利局"
    assert found.accounts.year == 2024
    assert (line.item, line.nature, line.fund, line.economic, line.project) == (
        "2130304", Nature.PROJECT, Fund.GENERAL, "30227", "河道整治",
    )  # fmt: skip
    assert (line.outturn, line.initial, line.adjusted) == (120_100, 100_000, 130_000)
    assert other.outturn == -300
    assert (found.unread, found.accounts.stated) == ((), ())


def test_income_needs_its_source_and_fund(tmp_path: Path) -> None:
    columns = {**WHOLE, "来源": ""}
    schema = {
        "fields": [
            {"name": k, "columnType": v} | ({"title": "收入来源"} if k == "来源" else {})
            for k, v in columns.items()
        ]
    }
    rows = [
        [*row(收支="revenue", 性质="", 经济="", 项目=""), "财政拨款收入"],
        [*row(收支="revenue", 性质="", 经济="", 项目="", 资金="", 数额="5"), "事业收入"],
    ]
    found = read_package(str(package(tmp_path / "p", rows, columns, schema=schema)))
    assert [(i.source, i.fund, i.amount) for i in found.accounts.income] == [
        (Source.APPROPRIATION, Fund.GENERAL, 120_050)
    ]
    assert [(s.concept, s.scope, s.amount) for s in found.accounts.stated] == [
        ("income.item-business", "2130304", 500)
    ]


@pytest.mark.parametrize(
    ("changes", "concept"),
    [
        ({"性质": ""}, "general.item"),
        ({"资金": ""}, "expenditure.item-project"),
        ({"资金": "", "性质": ""}, "expenditure.item"),
    ],
)  # fmt: skip
def test_what_is_known_of_an_item_only_is_a_total(
    tmp_path: Path, changes: dict[str, object], concept: str
) -> None:
    found = read_package(str(package(tmp_path / "p", [row(**changes), row(**changes)])))
    assert found.accounts.expenditure == ()
    assert [(s.concept, s.measure, s.scope, s.amount) for s in found.accounts.stated] == [
        (concept, "outturn", "2130304", 240_100)
    ]
    assert Ledger(found.accounts).amount(concept, scope="2130304") == 240_100
    assert [u.what for u in found.unread] == ["2 行的经济分类", "2 行的项目名称"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"收支": ""}, "没有写明是收入还是支出"),
        ({"阶段": ""}, "没有写明是预算还是决算"),
        ({"阶段": "proposed"}, "“proposed”不是"),
        ({"科目": ""}, "没有写明功能分类科目"),
        ({"科目": "0451"}, "“0451”不是2024年度的科目"),
        ({"科目": "213"}, "没有细到项级"),
        ({"经济": "302"}, "经济分类没有细到款级"),
        ({"资金": "专项资金"}, "“专项资金”不是"),
        ({"年": 2023}, "不是本年的数"),
        ({"数额": "约五万"}, "不是数字"),
        ({"数额": "1.234"}, "小数超过“分”"),
    ],
)
def test_what_cannot_be_placed_is_listed_with_its_line(
    tmp_path: Path, changes: dict[str, object], why: str
) -> None:
    found = read_package(str(package(tmp_path / "p", [ROW, row(**changes)])), 2024)
    assert len(found.accounts.expenditure) == 1
    told = [u for u in found.unread if why in u.why]
    assert [u.where for u in told] == ["budget.csv 第3行"]


def test_a_column_that_nobody_explains_is_told(tmp_path: Path) -> None:
    found = read_package(str(package(tmp_path / "p", [[*ROW, "甲"]], {**WHOLE, "备注": ""})))
    assert [(u.what, u.why) for u in found.unread] == [("“备注”栏", "没有说明这一栏的含义，没有读取")]


def test_phases_side_by_side_and_constants(tmp_path: Path) -> None:
    columns = {"科目": "functional-classification:generic:label", "预算": "", "决算": ""}
    schema = {
        "fields": [
            {"name": "科目", "columnType": columns["科目"]},
            {"name": "预算", "title": "预算（万元）", "normalize": {"阶段": "approved"}},
            {"name": "决算", "title": "决算（万元）", "normalize": {"阶段": "executed"}},
        ],
        "extraFields": [
            {"name": "阶段", "columnType": "phase:id"},
            {"name": "额", "columnType": "value", "normalizationTarget": True},
            {"name": "方向", "columnType": "direction", "constant": "expenditure"},
            {"name": "资金", "columnType": "fin-source:generic:code", "constant": "general"},
            {"name": "性质", "columnType": "expenditure-type:label", "constant": "项目支出"},
            {"name": "年", "columnType": "date:fiscal-year", "constant": 2024},
        ],
    }
    folder = package(
        tmp_path / "p", [["住房公积金", "1.5", "1.25"]], columns, schema=schema, encoding="gb18030"
    )
    (line,) = read_package(str(folder)).accounts.expenditure
    assert (line.item, line.initial, line.outturn) == ("2210201", 1_500_000, 1_250_000)


def test_the_model_of_older_packages_is_understood(tmp_path: Path) -> None:
    model = {
        "measures": {"m": {"source": "额", "currency": "CNY", "phase": "executed", "direction": "expenditure", "factor": 1000}},
        "dimensions": {
            "f": {"dimensionType": "classification", "classificationType": "functional",
                  "attributes": {"code": {"source": "码"}}},
        },
    }  # fmt: skip
    folder = package(
        tmp_path / "p", [["2130304", "1.5"]], {"码": "", "额": ""},
        top={"model": model, "fiscalPeriod": {"start": "2024-01-01"}},
    )  # fmt: skip
    found = read_package(str(folder)).accounts
    assert [(s.concept, s.scope, s.amount) for s in found.stated] == [
        ("expenditure.item", "2130304", 150_000)
    ]


def test_foreign_money_and_several_entities(tmp_path: Path) -> None:
    columns = {**WHOLE, "币": "value-currency:code"}
    found = read_package(str(package(tmp_path / "p", [[*ROW, "CNY"], [*ROW, "USD"]], columns)))
    assert [u.why for u in found.unread] == ["不是人民币"]
    with pytest.raises(Refusal, match="有 2 个单位"):
        read_package(str(package(tmp_path / "q", [ROW, row(部门="清河县农业局")])))


def test_a_package_of_several_years_asks_which(tmp_path: Path) -> None:
    folder = package(tmp_path / "p", [ROW, row(年=2023)])
    with pytest.raises(Refusal, match="2023、2024"):
        read_package(str(folder))
    assert read_package(str(folder), 2023).accounts.year == 2023


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": "../secret.csv"}, "指向包外的文件"),
        ({"path": "/etc/passwd"}, "指向包外的文件"),
        ({"path": "https://example.org/a.csv"}, "指向包外的文件"),
        ({"path": "none.csv"}, "找不到这个文件"),
        ({"schema": {"fields": [{"name": "没有的栏"}]}}, "缺少说明中的栏目：没有的栏"),
        ({"dialect": {"delimiter": ""}}, "分隔符"),
    ],
)
def test_a_package_that_is_not_whole_is_refused(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    folder = package(tmp_path / "p", [ROW])
    about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    about["resources"][0] |= change
    (folder / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(Refusal, match=words):
        read_package(str(folder))


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"resources": [1]}', '{"resources": []}'])
def test_a_broken_descriptor_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal):
        read_package(str(tmp_path))


def test_extract_takes_a_folder_a_descriptor_and_a_zip(tmp_path: Path) -> None:
    folder = package(tmp_path / "p", [ROW])
    archive = shutil.make_archive(str(tmp_path / "数据"), "zip", tmp_path, "p")
    for n, source in enumerate((folder, folder / "datapackage.json", Path(archive))):
        assert is_package(source)
        goal = tmp_path / f"book{n}.xlsx"
        made = CliRunner().invoke(app, ["extract", str(source), "-o", str(goal)])
        assert made.exit_code == 0, made.output
        loaded = read_workbook(goal).accounts
        assert loaded is not None
        assert loaded.expenditure[0].outturn == 120_050
    assert not is_package(tmp_path / "none")
    assert not is_package(tmp_path)
