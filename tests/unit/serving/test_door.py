"""Who may come in: one browser, by a link that works once, and no page from elsewhere."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from freelance_comm.serving.door import Door


@pytest.fixture
def door() -> Door:
    return Door(4321)


def token(door: Door) -> str:
    return parse_qs(urlsplit(door.link).query)["token"][0]


def test_the_link_is_on_the_loopback_address_and_bears_a_token_nobody_guesses(door: Door) -> None:
    assert door.link.startswith("http://127.0.0.1:4321/enter?token=")
    assert len(token(door)) >= 43
    assert token(door) != token(Door(4321))


def test_the_link_works_once(door: Door) -> None:
    assert door.enter(token(door))
    assert not door.enter(token(door))


@pytest.mark.parametrize("wrong", ["", "x", "ț", "\udcff"])
def test_a_wrong_token_opens_nothing_and_uses_nothing_up(door: Door, wrong: str) -> None:
    assert not door.enter(wrong)
    assert door.enter(token(door))


def test_the_cookie_counts_only_after_somebody_came_in(door: Door) -> None:
    _name, value = door.cookie
    assert not door.is_inside(value)
    door.enter(token(door))
    assert door.is_inside(value)
    assert not door.is_inside(value[:-1])
    assert not door.is_inside("")


def test_the_token_is_no_cookie(door: Door) -> None:
    door.enter(token(door))
    assert not door.is_inside(token(door))


@pytest.mark.parametrize(
    ("host", "origin", "site", "ours"),
    [
        ("127.0.0.1:4321", None, None, True),
        ("127.0.0.1:4321", "http://127.0.0.1:4321", "same-origin", True),
        ("127.0.0.1:4321", None, "none", True),
        ("evil.example:4321", None, None, False),
        ("127.0.0.1:80", None, None, False),
        ("", None, None, False),
        ("127.0.0.1:4321", "http://evil.example", None, False),
        ("127.0.0.1:4321", "http://127.0.0.1:9999", None, False),
        ("127.0.0.1:4321", "null", None, False),
        ("127.0.0.1:4321", None, "cross-site", False),
        ("127.0.0.1:4321", None, "same-site", False),
    ],
)
def test_requests_of_other_pages_are_told_by_their_headers(
    door: Door, host: str, origin: str | None, site: str | None, ours: bool
) -> None:
    assert door.is_ours(host, origin, site) is ours
