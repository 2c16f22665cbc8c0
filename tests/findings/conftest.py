"""The hand-made report, audited: with its three findings, and without any."""

from __future__ import annotations

import pytest
from handmade import make_report, make_run

from juesuan.findings.build import build_audit
from juesuan.findings.model import Audit


@pytest.fixture
def broken() -> Audit:
    """Three findings: a wrong total, a share that follows from it, and a note."""
    return build_audit(make_report(), make_run(), claims=True)


@pytest.fixture
def clean() -> Audit:
    """The same report with nothing to say about it."""
    return build_audit(make_report(), make_run(broken=False))
