"""Accuracy: how many planted errors are found, by kind, and how many alarms clean reports raise.

The measurement on our own sample needs nothing else; reports labelled by hand are scored as well when they
stand beside the project. Figures are printed, never judged.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(EXAMPLES))

from sample.matching import ARITHMETIC, explains, places  # noqa: E402
from sample.pen import Slot  # noqa: E402
from sample.report import compose  # noqa: E402
from sample.writers import to_text  # noqa: E402

JUESUAN = [sys.executable, "-m", "juesuan"]
NUMBER = re.compile(r"[\d,]+(?:\.\d+)?")


def changed(text: str) -> str | None:
    """``text`` with another leading digit; ``None`` if it holds no number but 0."""
    found = NUMBER.search(text)
    if not found:
        return None
    first = next((i for i in range(found.start(), found.end()) if text[i] in "123456789"), None)
    if first is None:
        return None
    return text[:first] + str(int(text[first]) % 9 + 1) + text[first + 1 :]


def number_in(text: str) -> str:
    """The first number of a string, without separators."""
    found = NUMBER.search(text)
    return found.group().replace(",", "") if found else ""


def audits(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """JSON results by file name, all files in one call."""
    run = subprocess.run(
        [*JUESUAN, "audit", *map(str, paths), "--format", "jsonl"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in (0, 1):
        sys.exit(f"audit failed: {run.stderr[-800:]}")
    rows = [json.loads(line) for line in run.stdout.splitlines() if line.strip()]
    return {Path(row["document"]["path"]).name: row for row in rows}


def plants(number: int, seed: int) -> list[tuple[Slot, str]]:
    """Slots to change and what to print there: spread over the kinds, as many of each as there are."""
    _, _, slots = compose()
    usable = [(s, new) for s in slots.values() if s.kind in ARITHMETIC and (new := changed(s.right))]
    rnd = random.Random(seed)
    rnd.shuffle(usable)
    by_kind: dict[str, list[tuple[Slot, str]]] = {}
    for slot, new in usable:
        by_kind.setdefault(slot.kind, []).append((slot, new))
    share = max(1, number // len(by_kind))
    chosen = [pair for pairs in by_kind.values() for pair in pairs[:share]]
    rest = [pair for pair in usable if pair not in chosen]
    return chosen + rest[: max(0, number - len(chosen))]


def own_recall(number: int, seed: int, verbose: bool) -> None:
    """Plant one error at a time in the clean sample and print how many are seen."""
    clean = to_text(compose()[0])
    chosen = plants(number, seed)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, "clean.txt")]
        files[0].write_bytes(clean)
        for i, (slot, new) in enumerate(chosen):
            path = Path(folder, f"{i:04d}.txt")
            path.write_bytes(to_text(compose({slot.name: new})[0]))
            files.append(path)
        composed = time.perf_counter() - started
        results = audits(files)
    seconds = time.perf_counter() - started - composed
    usual = {f["fingerprint"] for f in results["clean.txt"]["findings"]}
    before = clean.decode().split("\n")
    located: Counter[str] = Counter()
    blamed: Counter[str] = Counter()
    restored: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for i, (slot, new) in enumerate(chosen):
        after = to_text(compose({slot.name: new})[0]).decode().split("\n")
        lines = {n for n, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b}
        fresh = [f for f in results[f"{i:04d}.txt"]["findings"] if f["fingerprint"] not in usual]
        fresh = [f for f in fresh if f["kind"] in ARITHMETIC or f["kind"] == "wording"]
        on = any(p.get("line") in lines for f in fresh for p in places(f))
        total[slot.kind] += 1
        located[slot.kind] += on
        noticed[slot.kind] += bool(fresh)
        culprit = [
            f["suspects"][0]
            for f in fresh
            if f.get("suspects") and f["suspects"][0]["place"]["line"] in lines
        ]
        blamed[slot.kind] += bool(culprit)
        right = number_in(slot.right)
        restored[slot.kind] += any(number_in(s["restored"]) == right for s in culprit)
        if verbose and not on:
            print(f"   MISS {slot.kind} {slot.name} {slot.right} -> {new} @{min(lines)}")
    each = seconds / len(files)
    print(f"own sample, one planted number at a time ({len(chosen)} reports, {each:.3f} s each):")
    for kind in sorted(total):
        all_, on, seen = total[kind], located[kind], noticed[kind]
        first, back = blamed[kind], restored[kind]
        print(
            f"   {kind:<12} located {on:>3}/{all_:<3} noticed {seen:>3}/{all_:<3}"
            f" blamed first {first:>3}/{all_:<3} restored exactly {back:>3}/{all_:<3}"
        )
    shares = [sum(c.values()) / sum(total.values()) for c in (located, noticed, blamed, restored)]
    print(
        "   {:<12} located {:.3f}   noticed {:.3f}   blamed first {:.3f}   restored exactly {:.3f}".format(
            "all", *shares
        )
    )


def own_planted() -> None:
    """The planted sample in its three formats."""
    rows = json.loads((EXAMPLES / "planted.json").read_text(encoding="utf-8"))
    results = audits([EXAMPLES / f"{n}.{s}" for n in ("clean", "report") for s in ("txt", "docx", "pdf")])
    print("planted sample, by format:")
    for suffix in ("txt", "docx", "pdf"):
        clean, report = results[f"clean.{suffix}"]["findings"], results[f"report.{suffix}"]["findings"]
        usual = {f["fingerprint"] for f in clean}
        fresh = [f for f in report if f["fingerprint"] not in usual]
        missed = [row["slot"] for row in rows if not any(explains(f, row) for f in fresh)]
        levels = Counter(f["level"] for f in clean)
        print(
            f"   {suffix:<5} {len(rows) - len(missed)}/{len(rows)}  missed: {', '.join(missed) or 'none'}"
            f"  clean twin: {levels['error']} errors, {levels['warning']} warnings, {levels['note']} notes"
        )


def clean_alarms(number: int) -> None:
    """Clean reports with other amounts: every alarm is false."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for seed in range(number):
            path = Path(folder, f"{seed:03d}.txt")
            code = (
                "import sys; from sample.report import compose; from sample.writers import to_text; "
                "sys.stdout.buffer.write(to_text(compose()[0]))"
            )
            with path.open("wb") as out:
                environment = {**os.environ, "SAMPLE_SEED": str(seed + 1), "PYTHONPATH": str(EXAMPLES)}
                subprocess.run([sys.executable, "-c", code], stdout=out, env=environment, check=True)
            files.append(path)
        results = audits(files)
    alarms = [(n, f) for n, r in results.items() for f in r["findings"] if f["level"] != "note"]
    held = sum(r["coverage"]["claims_held"] for r in results.values())
    print(f"clean reports: {number}, relations that hold {held:,}, false errors and warnings {len(alarms)}")
    for code, count in Counter(f["code"] for _, f in alarms).most_common():
        example = next(f for _, f in alarms if f["code"] == code)
        print(f"   {code} ×{count}: {example['message'][:120]}")


def labelled(number: int) -> None:
    """The labelled reports beside the project, if there are any."""
    truth = SHARED / "truth"
    if not (truth / "score.py").exists():
        print("no labelled reports beside the project (../shared/truth): their scores are left out")
        return
    juesuan = " ".join(JUESUAN)
    common = ["--truth", str(truth), "--docs", str(SHARED), "--cmd"]
    print("labelled reports:")
    subprocess.run(
        [sys.executable, str(truth / "score.py"), *common, f"{juesuan} audit {{}} --format json --claims"],
        check=False,
    )
    print("numbers planted in labelled reports:")
    subprocess.run(
        [
            sys.executable,
            str(truth / "plant.py"),
            *common,
            f"{juesuan} audit {{}} --format jsonl",
            "-n",
            str(number),
        ],
        check=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Print recall on planted errors and alarms on clean reports."
    )
    parser.add_argument("-n", type=int, default=120, help="errors to plant (default 120)")
    parser.add_argument("--clean", type=int, default=8, help="clean reports with other amounts (default 8)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print every miss")
    options = parser.parse_args()
    own_planted()
    own_recall(options.n, options.seed, options.list)
    clean_alarms(options.clean)
    labelled(options.n)


if __name__ == "__main__":
    main()
