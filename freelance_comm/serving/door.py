"""Who may come in: a link that works once, then a cookie, and only for pages of our own.

The server listens on the loopback address, but so do all programs and all pages in browsers of this computer. A page
from elsewhere may send requests here, or let its name point here (DNS rebinding); both are told by their headers.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe

HOST = "127.0.0.1"
ENTRANCE = "/enter"


class Door:
    """Lets one browser in. ``port`` is the one the server listens on."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._token = token_urlsafe(32)
        self._session = token_urlsafe(32)
        self._used = False

    @property
    def address(self) -> str:
        """Where the pages are: scheme, host and port."""
        return f"http://{HOST}:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        """What every answer says: nothing comes from elsewhere, and nothing of it stays or leaks."""
        return {
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
                f"img-src 'self' data:; connect-src 'self' ws://{HOST}:{self.port}; frame-ancestors 'none'; "
                "base-uri 'none'; form-action 'none'"
            ),
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }

    @property
    def link(self) -> str:
        """The address that works once."""
        return f"{self.address}{ENTRANCE}?token={self._token}"

    @property
    def cookie(self) -> tuple[str, str]:
        """Name and value of the cookie of who has come in; the name tells ports apart, which cookies do not."""
        return f"freelance-comm-{self.port}", self._session

    def enter(self, token: str) -> bool:
        """Say whether the link is the right one and used for the first time; from then on it is used."""
        if self._used or not _same(token, self._token):
            return False
        self._used = True
        return True

    def is_inside(self, cookie: str) -> bool:
        """Say whether who sends this cookie has come in."""
        return self._used and _same(cookie, self._session)

    def is_ours(self, host: str, origin: str | None, site: str | None) -> bool:
        """Say whether a request was sent to this address, and by no page from elsewhere.

        ``host``, ``origin`` and ``site`` are the headers Host, Origin and Sec-Fetch-Site, None where missing.
        """
        return (
            host == f"{HOST}:{self.port}" and origin in (None, self.address) and site in (None, "same-origin", "none")
        )


def _same(given: str, right: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), right.encode())
