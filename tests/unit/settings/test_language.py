"""Which language the interface speaks."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.settings import LanguageWishes, choose_language

KNOWN = ("en", "fr", "ro", "ru")


def serves(wanted: str, known: tuple[str, ...]) -> str | None:
    """Say which language serves a wish: itself or its language without the country."""
    return next((name for name in (wanted, wanted.partition("_")[0]) if name in known), None)


ALL = LanguageWishes(option="ro", variable="fr", configured="ru", system="fr_CA.UTF-8")


@pytest.mark.parametrize(
    ("wishes", "profile", "expected"),
    [
        (ALL, "ru", "ro"),
        (ALL.but(option=None), "ru", "fr"),
        (ALL.but(option=None, variable=""), "ro", "ru"),
        (ALL.but(option=None, variable="", configured=""), "ro", "ro"),
        (ALL.but(option=None, variable="", configured=""), "", "fr_CA"),
        (LanguageWishes(), "", "en"),
    ],
)
def test_the_nearest_wish_wins(wishes: LanguageWishes, profile: str, expected: str) -> None:
    assert choose_language(wishes, profile, KNOWN, serves) == expected


@pytest.mark.parametrize("unknown", ["xx", "C", "POSIX", "C.UTF-8", "../../etc", "тест"])
def test_a_wish_of_the_environment_that_nothing_serves_falls_to_the_next(unknown: str) -> None:
    wishes = LanguageWishes(variable=unknown, configured=unknown, system="ro_RO.UTF-8@euro")
    assert choose_language(wishes, unknown, KNOWN, serves) == "ro_RO"


@pytest.mark.parametrize(("wish", "near"), [("rou", ("ro", "ru")), ("xx", ()), ("", ()), ("french", ("fr",))])
def test_an_option_that_nothing_serves_is_an_error_with_near_names(wish: str, near: tuple[str, ...]) -> None:
    with pytest.raises(BadValue) as caught:
        choose_language(LanguageWishes(option=wish, system="ro"), "", KNOWN, serves)
    assert set(near) <= set(caught.value.near)
    assert caught.value.params["known"] == "en, fr, ro, ru"


def test_an_option_may_be_written_as_a_browser_writes_it() -> None:
    assert choose_language(LanguageWishes(option="fr-CA"), "", KNOWN, serves) == "fr_CA"
