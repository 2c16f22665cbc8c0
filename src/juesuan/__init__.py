"""Juesuan (决算): departmental final accounts and performance reports that cannot contradict themselves.

The public interface is small: :func:`juesuan.audit.audit` reads one published report and returns what
contradicts what (``from juesuan.audit import audit``). Everything else is a room of the house (see
``docs/guide``), each a set of functions over frozen records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["AuditResult", "Refusal", "__version__"]

if TYPE_CHECKING:
    from juesuan.audit import AuditResult
    from juesuan.documents.refusal import Refusal


def __getattr__(name: str) -> Any:
    # Imported on first use: `import juesuan` stays cheap, and the command line starts fast. `audit` is not
    # offered here, because the attribute of that name is the submodule as soon as anybody has imported it.
    if name == "AuditResult":
        from juesuan.audit import AuditResult

        return AuditResult
    if name == "Refusal":
        from juesuan.documents.refusal import Refusal

        return Refusal
    raise AttributeError(f"module 'juesuan' has no attribute {name!r}")
