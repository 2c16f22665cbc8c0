"""The sample report of an invented county bureau: its accounts, its prose, its tables and its planted errors.

Everything the sample says is derived from one set of ledger lines (:mod:`sample.figures`), so the clean report is
consistent by construction, and an error exists only where :mod:`sample.plants` puts one.
"""
