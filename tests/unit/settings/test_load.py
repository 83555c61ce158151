"""Settings: what options, environment and configuration say together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from freelance_comm import settings
from freelance_comm.domain.errors import BadValue, ExitCode


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody with a home and nothing else."""
    return {"HOME": str(tmp_path), "TZ": "Europe/Bucharest"}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The path of the configuration, its folder made."""
    path = tmp_path / ".config/freelance-comm/config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_without_any_wish_there_are_sensible_settings(environ: dict[str, str], tmp_path: Path) -> None:
    found = settings.load(environ)
    assert Path(found.data_folder).is_relative_to(tmp_path)
    assert found.languages == settings.LanguageWishes()
    assert (found.editor, found.colour, found.now, found.notices) == ("", True, None, ())


def test_the_configuration_is_read(environ: dict[str, str], config: Path, tmp_path: Path) -> None:
    config.write_text('data_dir = "~/jobs"\nlang = "ro"\neditor = "nano -w"\n', encoding="utf-8")
    found = settings.load(environ)
    assert found.data_folder == str(tmp_path / "jobs")
    assert found.languages.configured == "ro"
    assert found.editor == "nano -w"


def test_options_win_over_the_environment_and_that_over_the_configuration(
    environ: dict[str, str], config: Path
) -> None:
    config.write_text('data_dir = "/configured"\n', encoding="utf-8")
    assert settings.load(environ).data_folder == "/configured"
    environ["FREELANCE_COMM_DATA"] = "/variable"
    assert settings.load(environ).data_folder == "/variable"
    assert settings.load(environ, data_dir="/option").data_folder == "/option"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({}, ""), ({"EDITOR": "vi"}, "vi"), ({"EDITOR": "vi", "VISUAL": "emacs"}, "emacs")],
)
def test_the_editor_is_the_one_people_set_for_every_program(
    variables: dict[str, str], expected: str, environ: dict[str, str]
) -> None:
    assert settings.load(environ | variables).editor == expected


@pytest.mark.parametrize(("value", "colour"), [("1", False), ("", True)])
def test_no_color_counts_when_it_is_not_empty(value: str, colour: bool, environ: dict[str, str]) -> None:
    assert settings.load(environ | {"NO_COLOR": value}).colour is colour


def test_the_system_locale_is_that_of_the_strongest_variable(environ: dict[str, str]) -> None:
    system = {"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}
    assert settings.load(environ | system).languages.system == "fr_FR.UTF-8"
    assert settings.load(environ | system | {"LC_ALL": "ru_RU.UTF-8"}).languages.system == "ru_RU.UTF-8"


def test_the_clock_stands_still_only_when_told_to(environ: dict[str, str]) -> None:
    environ["FREELANCE_COMM_NOW"] = "2026-03-01T10:00Z"
    assert settings.load(environ).now == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert settings.load(environ, now="2026-03-01T10:00").now == datetime(2026, 3, 1, 8, tzinfo=UTC)
    environ["FREELANCE_COMM_NOW"] = ""
    assert settings.load(environ).now is None


def test_an_unknown_key_is_worth_one_notice_with_the_key_that_was_meant(environ: dict[str, str], config: Path) -> None:
    config.write_text('langauge = "ro"\n[colours]\n', encoding="utf-8")
    notices = settings.load(environ).notices
    assert [(notice.params["key"], notice.near) for notice in notices] == [("langauge", ("lang",)), ("colours", ())]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'lang = "ro"\neditor = nano\n', 2),
        (b'lang = "ro\n', 1),
        (b"lang\n", 1),
        (b'lang = "ro"\nlang = "fr"\n', 2),
        (b'editor = """\nnever closed\n', 2),
        (b"[" * 5000, 1),
    ],
)
def test_broken_toml_is_named_with_file_and_line(
    content: bytes, line: int, environ: dict[str, str], config: Path
) -> None:
    config.write_bytes(content)
    with pytest.raises(BadValue) as caught:
        settings.load(environ)
    assert caught.value.params["line"] == line
    assert str(config) in str(caught.value)
    assert caught.value.code == ExitCode.BAD_VALUE


@pytest.mark.parametrize(
    "content", [b"lang = 3", b'data_dir = ["a"]', b'data_dir = "relative"', b'data_dir = "a\\u0000"', b"\xff\xfel\x00"]
)
def test_a_value_that_cannot_be_meant_is_refused_with_the_file(
    content: bytes, environ: dict[str, str], config: Path
) -> None:
    config.write_bytes(content)
    with pytest.raises(BadValue, match=r"config\.toml"):
        settings.load(environ)


def test_a_configuration_with_a_byte_order_mark_is_read(environ: dict[str, str], config: Path) -> None:
    config.write_bytes(b'\xef\xbb\xbflang = "ro"\r\n')
    assert settings.load(environ).languages.configured == "ro"


def test_a_configuration_that_is_a_folder_or_huge_is_refused(environ: dict[str, str], config: Path) -> None:
    config.mkdir()
    with pytest.raises(BadValue, match="cannot be read"):
        settings.load(environ)
    config.rmdir()
    config.write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadValue, match="too large"):
        settings.load(environ)


@pytest.mark.parametrize("given", ["", "  ", "a\0b"])
def test_a_data_folder_that_is_no_path_is_refused(given: str, environ: dict[str, str]) -> None:
    with pytest.raises(BadValue, match="not a path"):
        settings.load(environ, data_dir=given)


def test_without_a_home_a_folder_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    with pytest.raises(BadValue, match="no home folder"):
        settings.load({})
    assert settings.load({}, data_dir="/jobs").config_file == ""


def test_keys_and_colours_of_ones_own_are_read(environ: dict[str, str], config: Path) -> None:
    config.write_text('theme = "nord"\n[keys]\nreply = "f7"\n', encoding="utf-8")
    found = settings.load(environ)
    assert (found.theme, found.keys, found.notices) == ("nord", {"reply": "f7"}, ())


@pytest.mark.parametrize("text", ['keys = "r"', "[keys]\nreply = 7", "[keys]\nreply = ['r']", "[keys.reply]\na = 'b'"])
def test_keys_that_are_no_table_of_texts_are_refused(environ: dict[str, str], config: Path, text: str) -> None:
    config.write_text(text, encoding="utf-8")
    with pytest.raises(BadValue):
        settings.load(environ)
