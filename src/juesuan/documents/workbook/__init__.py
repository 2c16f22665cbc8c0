"""Spreadsheet containers: each module turns one file format into the same sheets of printed cells.

Statutory tables are published as workbooks as often as in prose, and a figure can only be judged as printed,
so every module here delivers what the spreadsheet program shows, not what it stores.
"""
