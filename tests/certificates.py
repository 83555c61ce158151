"""Certificates for servers of tests: a good one, and those that nobody should trust."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme


def write_certificates(folder: Path) -> None:
    """Write ``ca.pem``, and keys with certificates that it signed: ``server``, ``expired``, ``other-name``.

    ``stranger`` is signed by somebody else.
    """
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    now = datetime.now(UTC)  # certificates are judged by the machine's own clock
    long_ago = now - timedelta(days=30)
    for name, certificate in (
        ("server", authority.issue_cert("localhost", "127.0.0.1")),
        ("expired", authority.issue_cert("localhost", not_before=long_ago, not_after=now - timedelta(days=1))),
        ("other-name", authority.issue_cert("mail.elsewhere.example")),
        ("stranger", trustme.CA().issue_cert("localhost")),
    ):
        certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / f"{name}.pem"))
