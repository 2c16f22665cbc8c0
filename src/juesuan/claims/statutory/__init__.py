"""The statutory tables (公开01–09 and the areas' own): recognised, read into facts, and compared with each other.

:mod:`juesuan.claims.statutory.reading.reading` puts them together.
"""
