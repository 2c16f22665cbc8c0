"""Speed and memory: every reader and the whole audit against a floor that is measured in the same run.

Absolute times say more about the machine than about the product, so each line also gives the ratio to work
that no reader can avoid. All inputs are our own sample reports, repeated to reach the larger sizes.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw as pdfium

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
sys.path.insert(0, str(EXAMPLES))

from sample.pen import Block  # noqa: E402
from sample.report import compose  # noqa: E402
from sample.writers import to_docx, to_pdf, to_text  # noqa: E402

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WRITERS: dict[str, Callable[[list[Block]], bytes]] = {"txt": to_text, "docx": to_docx, "pdf": to_pdf}


def seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """The median time of a few runs."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def floor_docx(data: bytes) -> None:
    """Unzip every part and parse the XML ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xml"):
                ElementTree.fromstring(part)


def floor_pdf(data: bytes) -> None:
    """Ask pdfium for every character, its box, and every path of every page."""
    document = pypdfium2.PdfDocument(data)
    box = [ctypes.c_double() for _ in range(4)]
    for page in document:
        text = page.get_textpage()
        for i in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetUnicode(text, i)
            pdfium.FPDFText_GetCharBox(text, i, *box)
        for item in page.get_objects():
            item.get_bounds()


def floor_txt(data: bytes) -> None:
    """Decode, split into lines, and find everything that looks like a number."""
    for line in data.decode().split("\n"):
        NUMBER.findall(line)


FLOORS = {"txt": floor_txt, "docx": floor_docx, "pdf": floor_pdf}


def readers_and_audit() -> None:
    """Read and audit each format, beside its floor."""
    from juesuan.auditing import audit
    from juesuan.documents.intake import read

    print(f"{'format':<7}{'size':>10}{'floor':>10}{'read':>10}{'×floor':>8}{'audit':>10}{'×floor':>8}")
    for suffix in WRITERS:
        path = EXAMPLES / f"report.{suffix}"
        data = path.read_bytes()
        floor = seconds(lambda data=data, suffix=suffix: FLOORS[suffix](data), 5)
        reading = seconds(lambda path=path: read(path))
        whole = seconds(lambda path=path: audit(path))
        read_line = f"{reading:>9.4f}s{reading / floor:>8.1f}"
        print(f"{suffix:<7}{len(data):>10,}{floor:>9.4f}s{read_line}{whole:>9.3f}s{whole / floor:>8.1f}")
    text = len((EXAMPLES / "report.txt").read_bytes())
    whole = seconds(lambda: audit(EXAMPLES / "report.txt"))
    print(f"audit of text: {whole * 100_000 / text:.3f} s per 100 KB")


def growth(folder: Path) -> None:
    """1×, 4× and 16× the report: twice the text should cost twice the time."""
    from juesuan.auditing import audit

    blocks, _, _ = compose()
    print("growth of the whole audit with the size of the report (time per size, relative to 1×):")
    for suffix, write in WRITERS.items():
        first = 0.0
        line = f"   {suffix:<6}"
        for times in (1, 4, 16):
            path = folder / f"x{times}.{suffix}"
            path.write_bytes(write(blocks * times))
            took = seconds(lambda path=path: audit(path), 1 if times > 1 else 3)
            first = first or took
            line += f"  {times}×: {took:.3f} s ({took / first / times:.2f})"
        print(line)


def cold_start() -> None:
    """From the command's start to its first finding, in a fresh process."""
    for name in ("report.txt", "report.docx", "report.pdf"):
        times = []
        for _ in range(3):
            start = time.perf_counter()
            command = [sys.executable, "-m", "juesuan", "audit", str(EXAMPLES / name)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
                assert run.stdout is not None
                run.stdout.readline()
                times.append(time.perf_counter() - start)
                run.stdout.read()
        print(f"cold command to its first line, {name}: {statistics.median(times):.2f} s")
    bare = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
    print(f"of which Python itself: {bare:.2f} s")


#: The high-water mark of this program alone; what `getrusage` says includes the process that started it.
PEAK = (
    "import sys; from juesuan.auditing import audit; audit(sys.argv[1]); "
    "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
)


def memory(folder: Path) -> None:
    """Peak resident memory of one audit in its own process."""
    for path in [*(EXAMPLES / f"report.{s}" for s in WRITERS), *sorted(folder.glob("x16.*"))]:
        command = [sys.executable, "-c", PEAK, str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        peak = f"{int(run.stdout) / 1024:.0f} MB" if run.returncode == 0 else run.stderr.strip()[-200:]
        print(f"peak memory, {path.name}: {peak}")


def processes(folder: Path) -> None:
    """Many reports over one and over several processes."""
    many = folder / "many"
    many.mkdir()
    data = (EXAMPLES / "report.docx").read_bytes()
    for i in range(24):
        (many / f"{i:02d}.docx").write_bytes(data)
    base = 0.0
    for jobs in (1, 2, os.cpu_count() or 1):
        command = [
            sys.executable,
            "-m",
            "juesuan",
            "audit",
            str(many),
            "--format",
            "jsonl",
            "--jobs",
            str(jobs),
        ]
        took = seconds(lambda command=command: subprocess.run(command, capture_output=True, check=False), 1)
        base = base or took
        print(
            f"24 reports, --jobs {jobs}: {took:.2f} s, {24 / took:.1f} reports a second, ×{base / took:.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Print times, ratios to a floor, growth and memory.")
    parser.add_argument("--quick", action="store_true", help="leave out growth, memory and several processes")
    quick = parser.parse_args().quick
    readers_and_audit()
    cold_start()
    if not quick:
        with tempfile.TemporaryDirectory() as name:
            growth(Path(name))
            memory(Path(name))
            processes(Path(name))


if __name__ == "__main__":
    main()
