"""Use cases: load, check, score, render and write; the only floor that writes output files."""
