"""What client work is: clients, projects, money, promises, time, messages, working time.

Standard library only; no clock, no files, no language: whatever depends on the moment takes ``now`` as an argument.
"""
