"""Measures speed in ratios within one run. Nothing here is asserted: seconds belong to the machine, not to a test."""
