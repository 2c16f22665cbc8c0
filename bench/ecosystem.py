"""What a change to the rules or the grammar does to real reports: findings now against those stored before.

Real reports are not ours to keep, so expectations live outside the repository. A difference is neither good
nor bad; it is the part of a change that no unit test shows, to be read line by line.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from juesuan.auditing import audit_many
from juesuan.documents.refusal import Refusal

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
STORE = Path.home() / ".cache/juesuan/ecosystem.json"


def reports(folder: Path) -> list[Path]:
    """Every report below a folder, excerpts included."""
    places = [folder / "seeds", folder / "samples"] if (folder / "seeds").is_dir() else [folder]
    return sorted(p for place in places for p in place.rglob("*") if p.suffix in {".txt", ".pdf", ".docx"})


def summary(paths: list[Path]) -> dict[str, dict[str, str]]:
    """Report → fingerprint → one line about the finding."""
    found: dict[str, dict[str, str]] = {}
    for path, result in zip(paths, audit_many([str(p) for p in paths], jobs=0), strict=True):
        if isinstance(result, Refusal):
            found[path.name] = {"refused": str(result.reason)}
            continue
        rows: list[dict[str, Any]] = result.to_dict()["findings"]
        found[path.name] = {f["fingerprint"]: line(f) for f in rows}
    return found


def line(finding: dict[str, Any]) -> str:
    """Level, code, place and message on one line."""
    place = finding["places"][0] if finding["places"] else {}
    where = place.get("page") or place.get("line") or ""
    quote, message = place.get("quote", "")[:40], finding["message"][:100]
    return f"{finding['level']:<7} {finding['code']} @{where} {quote} | {message}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Print what changed in the findings on real reports.")
    parser.add_argument("--reports", type=Path, default=SHARED, help="folder of reports (default ../shared)")
    parser.add_argument("--store", type=Path, default=STORE, help=f"expectations (default {STORE})")
    parser.add_argument("--update", action="store_true", help="store the findings of this run")
    options = parser.parse_args()
    paths = reports(options.reports)
    if not paths:
        print(f"no reports under {options.reports}: nothing to compare")
        return 0
    now = summary(paths)
    before = json.loads(options.store.read_text(encoding="utf-8")) if options.store.exists() else None
    if before is None or options.update:
        options.store.parent.mkdir(parents=True, exist_ok=True)
        options.store.write_text(json.dumps(now, ensure_ascii=False, indent=1), encoding="utf-8")
        print(f"{sum(map(len, now.values()))} findings on {len(now)} reports stored in {options.store}")
    for name in sorted(set(now) | set(before or {})) if before is not None else ():
        old, new = before.get(name, {}), now.get(name, {})
        for key in sorted(set(old) - set(new)):
            print(f"- {name}: {old[key]}")
        for key in sorted(set(new) - set(old)):
            print(f"+ {name}: {new[key]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
