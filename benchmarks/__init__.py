"""Measures jmap against bare Python and against the programs people would use instead: `make bench`."""
