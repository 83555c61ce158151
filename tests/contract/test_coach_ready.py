"""What the coach knows is the same whether it is put together from its files or lies ready."""

from __future__ import annotations

import marshal
import shutil
from pathlib import Path

import pytest

from freelance_comm.coach import knowledge
from freelance_comm.coach.dates import TimeWords
from freelance_comm.coach.features import classes_of
from freelance_comm.coach.knowledge import Knowledge, read_classes
from freelance_comm.coach.words import sentences
from freelance_comm.services import coach_languages
from tests.contract.tree import ROOT

LANGUAGES = sorted(path.parent.parent.name for path in (ROOT / "locales").glob("*/coach/drafts.weights"))


def folder(locale: str) -> Path:
    return ROOT / "locales" / locale / "coach"


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_lies_ready_is_what_the_files_say(locale: str) -> None:
    fresh = coach_languages.gathered(str(folder(locale)))
    assert marshal.loads(coach_languages.ready(fresh)) == fresh
    coach_languages._known(str(folder(locale)))
    kept = coach_languages._known(str(folder(locale)))
    assert kept["knowledge"] == fresh["knowledge"]
    assert kept["times"] == fresh["times"]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_each_word_has_the_classes_of_its_files(locale: str) -> None:
    listed = read_classes(folder(locale))
    known = Knowledge(locale, str(folder(locale)))
    trained = dict(known.classes)
    words = [word.rstrip("*") + ending for word in trained for ending in ("", "s", "ului")]
    assert [tuple(classes_of(word, known.classes)) for word in words] == [
        tuple(classes_of(word, trained)) for word in words
    ]
    assert len(known.classes) == len(trained)
    assert len(set(listed) & set(trained)) > 0.9 * len(listed)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_draft_is_read_alike_with_what_lies_ready_and_without(locale: str) -> None:
    known = marshal.loads(coach_languages.ready(coach_languages.gathered(str(folder(locale)))))
    ready, fresh = Knowledge(locale, str(folder(locale)), known["knowledge"]), Knowledge(locale, str(folder(locale)))
    text = (folder(locale) / "examples" / "vague-promise.txt").read_text("utf-8")
    times = TimeWords(known["times"])
    _, loaded = coach_languages.load(locale)
    for sentence in sentences(text, fresh.abbreviations):
        words = [f"w{word.text}" for word in sentence.words]
        assert ready.drafts.scores(words) == fresh.drafts.scores(words)
        assert ready.incoming.scores(words) == fresh.incoming.scores(words)
        assert times.find(sentence.words, None, text) == loaded.find(sentence.words, None, text)
    assert ready.phrases == fresh.phrases
    assert ready.when == fresh.when


def test_what_lies_ready_is_made_anew_when_a_file_changes(tmp_path: Path) -> None:
    home = tmp_path / "locales" / "en"
    (home / "coach").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    shutil.copy(folder("en").parent / "moments.toml", home)
    for name in ("phrases.txt", "drafts.weights", "incoming.weights"):
        shutil.copy(folder("en") / name, home / "coach")
    before = coach_languages._known(str(home / "coach"))["knowledge"]["phrases"]
    with (home / "coach" / "phrases.txt").open("a", encoding="utf-8") as file:
        file.write("\n[made up]\nan entirely new phrase\n")
    after = coach_languages._known(str(home / "coach"))["knowledge"]["phrases"]
    assert after == before | {"made up": (("an", "entirely", "new", "phrase"),)}


@pytest.mark.parametrize("damaged", [b"", b"\x00", b"{", marshal.dumps({"format": 0}), marshal.dumps([1])])
def test_a_damaged_file_of_what_is_known_is_not_needed(tmp_path: Path, damaged: bytes) -> None:
    home = tmp_path / "locales" / "en"
    (home / "coach").mkdir(parents=True)
    shutil.copy(folder("en").parent / "moments.toml", home)
    for name in ("phrases.txt", "drafts.weights", "incoming.weights"):
        shutil.copy(folder("en") / name, home / "coach")
    (home / "coach" / coach_languages.READY).write_bytes(damaged)
    assert coach_languages._known(str(home / "coach"))["knowledge"] == knowledge.gathered(str(folder("en")))


def test_weights_that_were_replaced_since_are_read_with_their_own_head(tmp_path: Path) -> None:
    for name in ("phrases.txt", "drafts.weights", "incoming.weights"):
        shutil.copy(folder("en") / name, tmp_path)
    known = knowledge.gathered(str(tmp_path))
    (tmp_path / "drafts.weights").unlink()
    shutil.copy(tmp_path / "incoming.weights", tmp_path / "drafts.weights")
    replaced = Knowledge("en", str(tmp_path), known)
    assert replaced.drafts.acts == replaced.incoming.acts
