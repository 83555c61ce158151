"""Which messages belong together, whatever order they come in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.record import Record
from freelance_comm.mail.boxes import Box
from freelance_comm.mail.head import head_of
from freelance_comm.mail.threads import Threads, joined, threads
from tests.unit.mail.writing import maildir

BOXES = ("rpm-list", "rpm-list.delisted", "maven-dev-2017-11")


class Node(Record):
    """A message as far as threads are concerned."""

    id: str
    refs: tuple[str, ...] = ()


def test_a_chain_of_answers_is_one_thread() -> None:
    assert set(threads([Node(id="b", refs=("a",)), Node(id="c", refs=("b",)), Node(id="a")]).values()) == {"a"}


def test_messages_that_only_share_an_absent_one_are_one_thread() -> None:
    assert threads([Node(id="b", refs=("gone",)), Node(id="c", refs=("gone",))]) == {"b": "b", "c": "b"}


def test_an_absent_message_is_never_the_key() -> None:
    assert threads([Node(id="z", refs=("a",))]) == {"z": "z"}


def test_the_key_is_the_smallest_id_by_its_bytes() -> None:
    assert set(threads([Node(id="a", refs=("B", "é")), Node(id="B"), Node(id="é")]).values()) == {"B"}


def test_subjects_join_nothing() -> None:
    heads = [head_of(b"Message-ID: <%d@x>\nSubject: Invoice\n\n" % number) for number in range(2)]
    assert len(set(threads(heads).values())) == 2


def test_an_answered_sentence_glues_no_threads() -> None:
    sentence = b"Message-ID: <%d@x>\nIn-Reply-To: Message from Jo <jo@x> of then <%d@y>\n\n"
    heads = [head_of(sentence % (number, number)) for number in range(2)]
    assert len(set(threads(heads).values())) == 2


def test_all_references_join() -> None:
    assert set(threads([Node(id="c", refs=("a", "b")), Node(id="a"), Node(id="b")]).values()) == {"a"}


IDS = st.sampled_from("abcdefgh")
NODES = st.dictionaries(IDS, st.lists(IDS, max_size=3).map(tuple), max_size=8).map(
    lambda found: [Node(id=own, refs=refs) for own, refs in found.items()]
)


@given(NODES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(nodes: list[Node], random: object) -> None:
    mixed = list(nodes)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert threads(mixed) == threads(nodes)


@given(NODES, st.integers(0, 8))
def test_what_comes_later_gives_the_same_as_all_at_once(nodes: list[Node], cut: int) -> None:
    known = {node.id: node.refs for node in nodes[:cut]}
    assert joined(known, nodes[cut:]) == threads(nodes)


@given(NODES)
def test_threads_are_the_components_of_the_graph(nodes: list[Node]) -> None:
    assert threads(nodes) == _by_walking(nodes)


def test_messages_one_by_one_in_every_order_give_the_same() -> None:
    nodes = [Node(id="a"), Node(id="b", refs=("a",)), Node(id="c", refs=("x",)), Node(id="d", refs=("x", "b"))]
    results = []
    for order in permutations(nodes):
        found = Threads()
        for node in order:
            found.add(node.id, node.refs)
        results.append(found.keys())
    assert all(result == dict.fromkeys("abcd", "a") for result in results)


def test_a_long_chain_costs_no_recursion() -> None:
    nodes = [Node(id=f"{number:06}", refs=(f"{number + 1:06}",)) for number in range(20_000)]
    assert set(threads(nodes).values()) == {"000000"}


@pytest.mark.parametrize("name", BOXES)
def test_threads_are_those_of_the_reference_data(shared: Path, name: str) -> None:
    known = {
        "rpm-list": "rpm-list.json",
        "rpm-list.delisted": "rpm-list.delisted.json",
        "maven-dev-2017-11": "maven-2017-11.scholte.json",
    }
    truth = json.loads((shared / "data/mail/truth" / known[name]).read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = {}
    for own, key in threads(_heads(shared, name)).items():
        groups.setdefault(key, []).append(own)
    expected = {key: sorted(members) for key, members in truth["thread_members"].items()}
    assert {key: sorted(members) for key, members in groups.items()} == expected


@pytest.mark.parametrize("name", BOXES)
def test_threads_are_those_that_notmuch_finds(shared: Path, tmp_path: Path, name: str) -> None:
    if shutil.which("notmuch") is None:
        if os.environ.get("CI"):
            pytest.fail("notmuch is not here, and on CI it has to be")
        pytest.skip("notmuch is not installed")
    raws = [letter.open() for letter in Box(str(shared / f"data/mail/correspondence/{name}.mbox")).letters()]
    groups: dict[str, set[str]] = {}
    for own, key in threads(map(head_of, raws)).items():
        groups.setdefault(key, set()).add(own)
    assert {frozenset(members) for members in groups.values()} == _notmuch(tmp_path, raws)


def _heads(shared: Path, name: str) -> list[Node]:
    box = Box(str(shared / f"data/mail/correspondence/{name}.mbox"))
    return [Node(id=head.id, refs=head.refs) for head in (head_of(letter.open()) for letter in box.letters())]


def _notmuch(folder: Path, raws: list[bytes]) -> set[frozenset[str]]:
    box = maildir(folder / "mail", *raws)
    config = folder / "config"
    config.write_text(f"[database]\npath={box}\n[user]\nname=x\nprimary_email=x@example.com\n", encoding="utf-8")
    environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}

    def ask(*words: str) -> bytes:
        return subprocess.run(["notmuch", *words], env=environment, check=True, capture_output=True).stdout

    ask("new", "--quiet")
    found = set()
    for thread in json.loads(ask("search", "--output=threads", "--format=json", "*")):
        ids = json.loads(ask("search", "--output=messages", "--format=json", f"thread:{thread}"))
        found.add(frozenset(own.removeprefix("notmuch-") for own in ids))
    return found


def _by_walking(nodes: list[Node]) -> dict[str, str]:
    """Return thread keys, found by walking the graph from each message."""
    near: dict[str, set[str]] = {}
    for node in nodes:
        near.setdefault(node.id, set())
        for ref in node.refs:
            near[node.id].add(ref)
            near.setdefault(ref, set()).add(node.id)
    present = {node.id for node in nodes}
    keys = {}
    for node in nodes:
        seen, waiting = {node.id}, [node.id]
        while waiting:
            further = near[waiting.pop()] - seen
            seen |= further
            waiting.extend(further)
        keys[node.id] = min(seen & present)
    return keys
