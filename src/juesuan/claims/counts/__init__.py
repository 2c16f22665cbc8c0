"""Stated numbers against the lists beside them, and numbers of people, vehicles and meetings as facts."""
