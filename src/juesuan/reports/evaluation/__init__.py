"""Performance reports: one book of performance records and its scores in, documents with bound numbers out.

Everything printed here is computed once by :mod:`juesuan.performance` and kept in :class:`Results`; the parts of a report
(tables, papers, reports in words) only arrange it, so that no two of them can tell different scores.
"""
