"""Performance reports: project tables, indicators and scores, questionnaires, and what prose tells of them.

:mod:`juesuan.claims.performance.reading.reading` puts them together; every other module reads one kind of part.
"""
