"""What a person reads in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from juesuan.documents.refusal import Refusal
from juesuan.findings.baseline import Explained, apply_baseline
from juesuan.findings.compare import compare
from juesuan.findings.emit_json import audit_object
from juesuan.findings.emit_text import print_audit, text_of
from juesuan.findings.model import Audit, OutcomeRecord
from juesuan.findings.stream import chunks


def test_findings(broken: Audit, snapshot: SnapshotAssertion) -> None:
    assert text_of([broken]) == snapshot


def test_clean(clean: Audit, snapshot: SnapshotAssertion) -> None:
    assert text_of([replace(clean, warnings=("第 2 页是图片，未能识别。",))]) == snapshot


def test_several_with_a_refusal_and_a_blocked_one(
    broken: Audit, clean: Audit, snapshot: SnapshotAssertion
) -> None:
    blocked = replace(clean, verdict="blocked", blocked="没有识别到任何数字")
    refusal = Refusal("encrypted", "乙.pdf", "文件加了密码", "请去掉密码后再审核")
    parts = chunks("text", [broken, refusal, blocked, clean], many=True, claims=False)
    assert "".join(parts) == snapshot


def test_compared_and_explained(broken: Audit, snapshot: SnapshotAssertion) -> None:
    old = audit_object(
        replace(broken, findings=(broken.findings[0], replace(broken.findings[2], fingerprint="0" * 40)))
    )
    entries = {broken.findings[0].fingerprint: Explained("机构合并所致", "张会计", "2025-08-01")}
    assert text_of([compare(apply_baseline(broken, entries), old)]) == snapshot


def test_crashed_checks_are_named(clean: Audit) -> None:
    audit = replace(
        clean, outcomes=(*clean.outcomes, OutcomeRecord("Z001", "z", "某项检查", "crashed", "ValueError: x"))
    )
    text = text_of([audit])
    assert "检查程序出错 1" in text
    assert "Z001 某项检查：ValueError: x" in text


def test_lines_fit_the_width_and_carry_no_colour_in_a_pipe(broken: Audit) -> None:
    from rich.cells import cell_len

    for width in (60, 100):
        lines = text_of([broken], width).splitlines()
        assert max(cell_len(line) for line in lines) <= width
        assert "\x1b" not in "".join(lines)


def test_a_terminal_gets_colours_but_no_control_codes_of_the_report(broken: Audit) -> None:
    nasty = replace(broken.findings[0], message="[bold]\x1b[2J\x07清屏\u202e反写")
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=100)
    print_audit(console, replace(broken, findings=(nasty,)))
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "\x1b[1;31m" in text
    assert "\x1b[2J" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[bold][2J清屏反写" in text
