"""Marks sentences for translation where they are declared; they are translated once, at the edge."""


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Return ``message`` unchanged; the extraction of catalogs looks for this call."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: N802
    """Return ``message`` unchanged; ``context`` tells translators which of its meanings it has, as in ``pgettext``."""
    return message
