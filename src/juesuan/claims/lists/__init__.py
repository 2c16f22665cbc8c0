"""Sums that the text asserts: a whole and its members, however the list is announced or left to the eye."""
