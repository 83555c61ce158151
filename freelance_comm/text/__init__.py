"""Words for people: translated interface texts, dates, durations and money, and the drafts of letters.

The only package that knows Babel and Jinja. What a shell command needs (``locate``, ``catalog``, ``durations``,
``telling``) loads neither; ``formats`` and ``templates`` load them when first used.
"""
