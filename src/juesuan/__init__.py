"""Juesuan (决算): departmental final accounts and performance reports that cannot contradict themselves.

The public interface is small: :func:`juesuan.audit` reads one published report and returns what contradicts what.
Everything else is a room of the house (see ``docs/guide``), each a set of functions over frozen records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["AuditResult", "Refusal", "__version__", "audit", "audit_many"]

if TYPE_CHECKING:
    from juesuan.auditing import AuditResult, audit, audit_many
    from juesuan.documents.refusal import Refusal


def __getattr__(name: str) -> Any:
    # Imported on first use: `import juesuan` stays cheap, and the command line starts fast.
    if name in ("audit", "audit_many", "AuditResult"):
        from juesuan import auditing

        return getattr(auditing, name)
    if name == "Refusal":
        from juesuan.documents.refusal import Refusal

        return Refusal
    raise AttributeError(f"module 'juesuan' has no attribute {name!r}")
