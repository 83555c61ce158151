"""Reads a draft as the client will: what a sentence does, and which rules of dealing with clients it breaks.

Knows no language and no locale: what it needs of one lies in ``locales/<locale>/coach`` and is handed in.
"""
