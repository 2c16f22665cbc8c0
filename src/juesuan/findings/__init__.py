"""Findings: what the rules found, as people and programs read it."""

from juesuan.findings.model import Audit, ClaimRecord, Finding, OutcomeRecord, SuspectPlace

__all__ = ["Audit", "ClaimRecord", "Finding", "OutcomeRecord", "SuspectPlace"]
