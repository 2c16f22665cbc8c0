"""Build the sample reports: `report.*` with planted errors and its clean twin `clean.*`, from one ledger.

    python examples/build.py            # write examples/*.docx, *.pdf, *.txt and planted.json
    python examples/build.py --check    # exit 1 if a committed file is out of date

``planted.json`` lists every planted error: kind, where it stands, what is stated and what is right.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from sample.pen import Found, Slot  # noqa: E402
from sample.plants import PLANTS, Plant  # noqa: E402
from sample.report import compose  # noqa: E402
from sample.writers import to_docx, to_pdf, to_text  # noqa: E402

WRITERS = {".txt": to_text, ".docx": to_docx, ".pdf": to_pdf}


def row(plant: Plant, found: Found, slot: Slot) -> dict[str, str]:
    """One line of planted.json."""
    return {
        "kind": plant.kind,
        "slot": plant.slot,
        "section": found.section,
        "quote": found.quote,
        "stated": plant.stated,
        "right": slot.right,
        "why": plant.why,
        "names": plant.names,
    }


def build() -> dict[str, bytes]:
    """Every file by name."""
    clean, _, _ = compose()
    wrong, found, slots = compose({plant.slot: plant.stated for plant in PLANTS})
    rows = [row(p, found[p.slot], slots[p.slot]) for p in PLANTS]
    files = {"planted.json": (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()}
    for suffix, write in WRITERS.items():
        files[f"report{suffix}"] = write(wrong)
        files[f"clean{suffix}"] = write(clean)
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the sample reports.")
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    stale = []
    for name, data in build().items():
        path = HERE / name
        if path.exists() and path.read_bytes() == data:
            continue
        stale.append(name)
        if not check:
            path.write_bytes(data)
            print(f"{path} {len(data):,} bytes")
    if check and stale:
        print("out of date, run `make examples`:", ", ".join(stale))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
