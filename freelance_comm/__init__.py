"""freelance-comm: deal with clients reliably and pleasantly, from the terminal.

This package module stays empty of imports: every shell prompt that asks for a reminder pays for it.
"""

__version__ = "0.1.0"
