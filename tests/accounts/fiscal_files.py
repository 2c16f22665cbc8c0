"""Fiscal Data Packages of other hands for tests: a descriptor and one CSV file, in a folder."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

#: Columns of a package that says everything: name and what it means.
WHOLE = {
    "部门": "administrative-classification:generic:label",
    "年": "date:fiscal-year",
    "收支": "direction",
    "阶段": "phase:id",
    "科目": "functional-classification:generic:code",
    "性质": "expenditure-type:label",
    "资金": "fin-source:generic:label",
    "经济": "economic-classification:generic:code",
    "项目": "activity:generic:project:label",
    "数额": "value",
}
GENERAL = "一般公共预算财政拨款"


def package(
    folder: Path,
    rows: Sequence[Sequence[object]],
    columns: dict[str, str] | None = None,
    encoding: str = "utf-8",
    **more: Any,
) -> Path:
    """A package with these rows; ``more`` goes into the descriptor's resource (schema: into its schema)."""
    means = columns or WHOLE
    schema = {"fields": [{"name": k, "type": "string", "columnType": v} for k, v in means.items()]}
    schema |= more.pop("schema", {})
    top = more.pop("top", {})
    resource = {"name": "budget", "path": "budget.csv", "schema": schema, **more}
    about = {"profile": "fiscal-data-package", "name": "x", "resources": [resource], **top}
    folder.mkdir(exist_ok=True)
    stream = io.StringIO()
    csv.writer(stream).writerows([list(means), *rows])
    (folder / "budget.csv").write_bytes(stream.getvalue().encode(encoding))
    (folder / "datapackage.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return folder
