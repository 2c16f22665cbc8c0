"""Shares, completions, means and every other rate, against the amounts they are worked out from."""
