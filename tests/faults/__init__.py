"""The catalogue of faults: what must not break the program, each case a test that names it."""
