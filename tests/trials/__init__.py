"""Trials of the store: processes killed, disks filled, power cut, writers in a crowd; each counts what was lost.

``python -m tests.trials [--long]`` prints the figures, ``python -m tests.trials.mutations`` shows that the short trials
notice when a safeguard is taken away.
"""
