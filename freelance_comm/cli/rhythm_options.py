"""The options of how a client wants to be treated, and how often they hear from you unasked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from freelance_comm.cli.asking import text_of
from freelance_comm.text.catalog import Translator


def rhythm_options(parser: ArgumentParser, tr: Translator) -> None:
    """Declare them."""
    parser.add_argument("--wishes", help=tr.gettext("how they want to be treated: “calls before noon, short emails”"))
    parser.add_argument(
        "--hello-within",
        metavar="DAYS",
        help=tr.gettext("days after the last contact when it is time to say hello; “none”: same as for everybody"),
    )
    parser.add_argument(
        "--hello-after", metavar="DAYS", help=tr.gettext("days for which you leave them alone; “none”: no such limit")
    )


def rhythm_given(args: Namespace) -> dict[str, Any]:
    """Return what was given, as fields of a client."""
    given: dict[str, Any] = {} if args.wishes is None else {"wishes": text_of(args.wishes)}
    for field, text in (("contact_max_days", args.hello_within), ("contact_min_days", args.hello_after)):
        if text is not None:
            given[field] = _days(text)
    return given


def _days(text: str) -> Any:
    if text.strip().casefold() == "none":
        return None
    from freelance_comm.text.moments import parse_decimal

    return parse_decimal(text)
