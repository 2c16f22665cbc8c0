"""Stocks and flows: opening, in, out and closing; what is left, missing or added."""
