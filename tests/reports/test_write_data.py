"""The open data read back: files that are there, columns that mean something, lines that may be added up."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal

from written_sample import money, sample

from juesuan.reports.write_data import data_files, write_zip


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_package_describes_the_files_it_has() -> None:
    files = data_files(sample())
    about = json.loads(files["datapackage.json"])
    assert {r["path"] for r in about["resources"]} == files.keys() - {"datapackage.json"}
    for resource in about["resources"]:
        fields = [f["name"] for f in resource["schema"]["fields"]]
        head = next(csv.reader(io.StringIO(files[resource["path"]].decode("utf-8-sig"))))
        assert fields == head
        assert len(set(fields)) == len(fields)
    for dimension in about["model"]["dimensions"].values():
        for attribute in dimension["attributes"].values():
            assert attribute["source"] in rows(files["lines.csv"])[0]


def test_every_fact_is_there_with_its_exact_value() -> None:
    found = {r["id"]: r for r in rows(data_files(sample())["facts.csv"])}
    assert found.keys() == sample().facts.keys()
    assert (found["grand-total"]["value"], found["grand-total"]["unit"]) == ("32045678.00", "元")
    assert (found["basic-share"]["value"], found["basic-share"]["unit"]) == ("50.32", "%")


def test_lines_may_be_added_up() -> None:
    facts = {
        f.key: f
        for f in (
            money("a", "general.item", 300, "208"), money("b", "general.item", 300, "20801"),
            money("c", "general.item", 100, "2080101"), money("d", "general.item", 200, "2080102"),
            replace(money("e", "general.item", 150, "2080102"), measure="initial-budget"),
            money("f", "economic.item", 50, "301"), money("g", "economic.item", 50, "30101"),
            money("h", "general.item", 7, "其他支出"),
        )
    }  # fmt: skip
    found = rows(data_files(replace(sample(), facts=facts))["lines.csv"])
    assert [(r["id"], r["phase"]) for r in found] == [
        ("c", "executed"), ("d", "executed"), ("e", "approved"), ("g", "executed"),
    ]  # fmt: skip
    assert sum(Decimal(r["amount"]) for r in found if r["item"] and r["phase"] == "executed") == Decimal(3)
    assert (found[0]["class"], found[0]["section"], found[0]["item_name"]) == ("208", "20801", "行政运行")
    assert (found[3]["economic_class"], found[3]["economic_item_name"]) == ("301", "基本工资")


def test_tables_hold_what_is_printed() -> None:
    files = data_files(sample())
    name = next(n for n in files if "收入支出决算总表" in n)
    found = rows(files[name])
    assert list(found[0]) == ["收入·项目", "收入·决算数", "支出·项目", "支出·决算数"]
    assert found[-1] == {
        "收入·项目": "总计",
        "收入·决算数": "3,204.57",
        "支出·项目": "总计",
        "支出·决算数": "3,204.57",
    }


def test_the_zip_holds_the_same_files() -> None:
    with zipfile.ZipFile(io.BytesIO(write_zip(sample()))) as package:
        assert {n: package.read(n) for n in package.namelist()} == data_files(sample())
