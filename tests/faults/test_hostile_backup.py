"""A backup that is damaged, or made to do harm, is refused as a whole and before anything is touched."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import resource
import stat
import struct
import time
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from freelance_comm.domain.errors import DataDamaged, ExitCode, NewerData, NotFound
from freelance_comm.services import backups
from freelance_comm.store import archive_file
from tests.cli.conftest import Shell
from tests.faults.process import Command
from tests.faults.said import refused
from tests.faults.test_backup import desk_on, letter
from tests.unit.store import later_format
from tests.unit.store.sample import content, filled

Member = tuple[str | ZipInfo, bytes]
EMPTY = b'{\n"format": {\n"1": {"version": 1}\n}\n}\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with something in it."""
    made = tmp_path / "data"
    filled(made)
    letter(made, b"a letter\n")
    return made


@pytest.fixture
def good(root: Path, tmp_path: Path) -> bytes:
    """Return a backup of that workspace."""
    path = tmp_path / "good.zip"
    backups.back_up(desk_on(root), str(path))
    return path.read_bytes()


def sealed(members: list[Member], told: dict[str, Any] | None = None, *, sealing: bool = True) -> bytes:
    """Return an archive of ``members`` whose manifest and sums are right, except for what ``told`` says."""
    listed = [
        {
            "path": member if isinstance(member, str) else member.filename,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for member, data in members
    ]
    manifest: dict[str, Any] = {
        "program": "freelance-comm",
        "program_version": "0.1.0",
        "made_at": "2026-03-02T10:00:00Z",
        "format": 1,
        "layout": 1,
        "counts": {**dict.fromkeys(("clients", "projects", "entries", "messages", "promises", "quotes"), 0)},
        "damaged": [],
        "left_out": [],
        "members": listed,
    }
    manifest["counts"]["files"] = len(listed)
    manifest |= told or {}
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for member, data in members:
                archive.writestr(member, data)
            archive.writestr("manifest.json", json.dumps(manifest))
            if sealing:
                archive.comment = b"0" * 64
    data = buffer.getvalue()
    return data[:-64] + hashlib.sha256(data[:-64]).hexdigest().encode() if sealing else data


def refuses(root: Path, data: bytes, *words: str) -> None:
    """Check that neither looking nor restoring takes it, and that both leave everything as it was."""
    backup = root.parent / "hostile.zip"
    backup.write_bytes(data)
    before = content(root)
    local = sorted(path.name for path in (root / ".state").iterdir() if not path.name.startswith("before-restore"))
    for operation in (backups.look_into, backups.restore):
        with pytest.raises(DataDamaged) as caught:
            operation(desk_on(root), str(backup))
        assert caught.value.code == ExitCode.NEEDS_ATTENTION
        assert all(word in str(caught.value) for word in words), str(caught.value)
    assert content(root) == before
    found = sorted(path.name for path in (root / ".state").iterdir() if not path.name.startswith("before-restore"))
    assert [name for name in found if name not in ("lock", "last-backup")] == [
        name for name in local if name not in ("lock", "last-backup")
    ]


# -- B02 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("B02")
def test_one_flipped_bit_anywhere_is_noticed(root: Path, good: bytes, long_run: bool) -> None:
    backup = root.parent / "hostile.zip"
    chance = random.Random(5)
    places = range(len(good)) if long_run else sorted(chance.sample(range(len(good)), 150))
    for place in [*places, *range(len(good) - 90, len(good))]:
        damaged = bytearray(good)
        damaged[place] ^= 1 << chance.randrange(8)
        backup.write_bytes(bytes(damaged))
        with pytest.raises(DataDamaged):
            backups.look_into(desk_on(root), str(backup))


@pytest.mark.fault("B02")
def test_a_backup_that_was_cut_anywhere_is_refused(root: Path, good: bytes) -> None:
    backup = root.parent / "hostile.zip"
    for length in (*range(0, len(good), max(1, len(good) // 60)), len(good) - 1):
        backup.write_bytes(good[:length])
        with pytest.raises(DataDamaged):
            backups.look_into(desk_on(root), str(backup))
    refuses(root, good[: len(good) // 2], "was not copied completely")
    refuses(root, good + b"more")


@pytest.mark.fault("B02")
def test_a_missing_an_extra_or_a_double_member_is_refused(root: Path) -> None:
    two: list[Member] = [("clients.json", EMPTY), ("time/2026-03.json", EMPTY)]
    manifest = json.loads(_manifest_of(sealed(two)))
    refuses(root, sealed(two[:1], {"members": manifest["members"]}), "damaged")
    refuses(root, sealed([*two, ("running.json", EMPTY)], {"members": manifest["members"]}), "damaged")
    refuses(root, sealed([*two, two[1]]), "damaged")
    refuses(root, sealed([*two, two[1]], {"members": manifest["members"]}), "damaged")
    refuses(root, sealed([*two, ("manifest.json", b"{}")]))


@pytest.mark.fault("B02")
def test_a_member_that_was_exchanged_is_refused_also_where_the_archive_is_sealed_anew(root: Path) -> None:
    members: list[Member] = [("clients.json", EMPTY)]
    manifest = json.loads(_manifest_of(sealed(members)))
    other = EMPTY.replace(b"1}", b"2}")
    refuses(root, sealed([("clients.json", other)], {"members": manifest["members"]}), "damaged")


@pytest.mark.fault("B02")
@pytest.mark.parametrize(
    "told",
    [
        {"members": "all"},
        {"members": [1]},
        {"members": [{"path": 1, "size": 1, "sha256": ""}]},
        {"format": "1"},
        {"format": 0},
        {"layout": None},
        {"made_at": "yesterday"},
        {"made_at": "2026-03-02T10:00:00"},
        {"counts": {}},
        {"counts": {"files": 7}},
        {"counts": {"files": 1, "clients": 3}},
        {"damaged": ["time/2026-03.json"]},
        {"damaged": 5},
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(root: Path, told: dict[str, Any]) -> None:
    refuses(root, sealed([("clients.json", EMPTY)], told))


@pytest.mark.fault("B02")
def test_a_record_that_makes_no_sense_is_named_with_file_and_line(root: Path) -> None:
    clients = (root / "clients.json").read_bytes().replace(b'"ref": "C-2026-001"', b'"ref": 5')
    refuses(root, sealed([("clients.json", clients)]), "hostile.zip: clients.json, line 3", "ref")
    refuses(root, sealed([("clients.json", clients[:-9])]), "hostile.zip: clients.json")
    refuses(root, sealed([("clients.json", b"")]), "clients.json")


@pytest.mark.fault("B02")
def test_what_is_no_backup_at_all_is_refused(root: Path, shell: Shell) -> None:
    for data in (b"", b"x", b"PK\x05\x06", b"hello" * 100, b"\0" * 5000):
        refuses(root, data)
    stranger = io.BytesIO()
    with ZipFile(stranger, "w") as archive:
        archive.writestr("holiday.jpg", b"x")
    refuses(root, stranger.getvalue())
    with pytest.raises(NotFound):
        backups.look_into(desk_on(root), str(root.parent / "none.zip"))
    with pytest.raises(DataDamaged):
        backups.look_into(desk_on(root), str(root.parent))
    os.mkfifo(root.parent / "pipe")
    with pytest.raises(DataDamaged):
        backups.look_into(desk_on(root), str(root.parent / "pipe"))
    shell.folder = root
    answer = shell.try_("restore --yes", str(root.parent / "hostile.zip"))
    refused(answer, ExitCode.NEEDS_ATTENTION, "holiday.jpg", "Nothing was changed")


def test_a_backup_that_was_packed_anew_is_taken_when_its_manifest_is_right(root: Path) -> None:
    backup = root.parent / "again.zip"
    backup.write_bytes(sealed([("clients.json", EMPTY)], sealing=False))
    assert backups.look_into(desk_on(root), str(backup)).counts.files == 1


# -- B03 -------------------------------------------------------------------------------------------------------------


def with_mode(name: str, mode: int) -> ZipInfo:
    info = ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


@pytest.mark.fault("B03")
@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "../clients.json",
        "/clients.json",
        "/etc/passwd",
        "C:\\x",
        "C:/clients.json",
        "time\\2026-03.json",
        "con.json",
        "templates/con.txt",
        "templates/en/NUL",
        "templates/en/com1.txt",
        "templates/../../x",
        "templates//x",
        "templates/./x",
        "templates/.hidden",
        "templates/en/x.",
        "templates/en/x ",
        "templates/en/a\x1bb",
        "templates/en/a\u202eb",
        "templates/en/a:b",
        "templates/" + "x" * 300,
        "templates/" + "/".join("abcdefgh"),
        "templates",
        "templates/",
        "projects/",
        ".state/redo.json",
        ".state/lock",
        "projects/x.json",
        "projects/a/x-1.json",
        "archive/x-1.json",
    ],
)
def test_a_member_that_is_no_file_of_a_workspace_is_refused(root: Path, name: str) -> None:
    refuses(root, sealed([("clients.json", EMPTY), (name, EMPTY)]), "does not belong in a workspace")
    assert not (root.parent / "x").exists()


@pytest.mark.fault("B03")
@pytest.mark.parametrize(
    "mode", [stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o600, stat.S_IFBLK | 0o600, stat.S_IFIFO | 0o600, stat.S_IFDIR]
)
def test_a_link_or_a_device_is_refused(root: Path, mode: int) -> None:
    refuses(root, sealed([(with_mode("templates/en/x.txt", mode), b"/etc/passwd")]), "templates/en/x.txt")


@pytest.mark.fault("B03")
def test_a_name_that_hides_behind_a_nul_or_differs_inside_is_refused(root: Path) -> None:
    data = sealed([("clients.json", EMPTY), ("running.json", EMPTY)])
    refuses(root, resealed(data.replace(b"running.json", b"running\0json")))
    refuses(root, resealed(data.replace(b"running.json", b"clients.json", 1)))


@pytest.mark.fault("B03")
def test_encrypted_or_strangely_packed_members_are_refused(root: Path) -> None:
    info = ZipInfo("clients.json")
    info.compress_type = ZIP_BZIP2
    refuses(root, sealed([(info, EMPTY)]))
    data = bytearray(sealed([("clients.json", EMPTY)]))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    refuses(root, resealed(bytes(data)))


def resealed(data: bytes) -> bytes:
    return data[:-64] + hashlib.sha256(data[:-64]).hexdigest().encode()


def _manifest_of(data: bytes) -> bytes:
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read("manifest.json")


# -- B04 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("B04")
def test_a_bomb_is_refused_by_limit_in_little_memory_and_time(root: Path, command: Command) -> None:
    backup = root.parent / "bomb.zip"
    size = 300 * 1024 * 1024
    _write_bomb(backup, size)
    assert 200_000 < backup.stat().st_size < 400_000
    before = content(root)
    began = time.monotonic()
    answer = command.run("--data-dir", str(root), "restore", "--yes", str(backup), start=_with_little_memory())
    refused(answer, ExitCode.NEEDS_ATTENTION, "more than a workspace can", "Nothing was changed")
    assert time.monotonic() - began < 30
    assert content(root) == before


@pytest.mark.fault("B04")
@pytest.mark.parametrize("declared", [100, 0, EMPTY.__len__()])
def test_a_bomb_that_lies_about_its_size_is_not_unpacked_further_than_it_says(root: Path, declared: int) -> None:
    data = bytearray(sealed([("clients.json", b"x" * 30_000_000)], {"members": _lying(declared)}))
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, local + 22, declared)
    struct.pack_into("<L", data, central + 24, declared)
    refuses(root, resealed(bytes(data)))


def _lying(declared: int) -> list[dict[str, Any]]:
    return [{"path": "clients.json", "size": declared, "sha256": "0" * 64}]


@pytest.mark.fault("B04")
def test_a_hundred_thousand_members_are_refused_before_they_are_listed(root: Path, command: Command) -> None:
    backup = root.parent / "many.zip"
    with ZipFile(backup, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"projects/a-{number + 1}.json", b"{}")
    before = content(root)
    answer = command.run("--data-dir", str(root), "restore", "--yes", str(backup), start=_with_little_memory())
    refused(answer, ExitCode.NEEDS_ATTENTION, "more than a workspace can", "Nothing was changed")
    assert content(root) == before


@pytest.mark.fault("B04")
def test_members_that_share_their_bytes_are_refused(root: Path) -> None:
    data = bytearray(sealed([("clients.json", EMPTY), ("running.json", EMPTY)]))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    struct.pack_into("<L", data, second + 42, struct.unpack_from("<L", data, first + 42)[0])
    refuses(root, resealed(bytes(data)))


@pytest.mark.fault("B04")
def test_nesting_without_end_is_refused(root: Path) -> None:
    refuses(root, sealed([("clients.json", b"[" * 60_000)]), "clients.json")
    refuses(root, sealed([("clients.json", b'{"a":' * 60_000)]), "clients.json")


def test_our_own_backup_of_what_shrinks_most_stays_within_the_limits(root: Path) -> None:
    letter(root, b"a" * 20_000_000)
    backup = root.parent / "own.zip"
    made = backups.back_up(desk_on(root), str(backup))
    assert made.left_out == ()
    assert backups.look_into(desk_on(root), str(backup)).counts.files == made.counts.files


def _write_bomb(path: Path, size: int) -> None:
    """Write an archive of one member of so many zeros, without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * (1 << 20)
    packed, check, digest = bytearray(), 0, hashlib.sha256()
    for _ in range(size >> 20):
        packed += packer.compress(block)
        check = zlib.crc32(block, check)
        digest.update(block)
    packed += packer.flush()
    name = b"clients.json"
    fields = (20, 0, 8, 0, 33, check, len(packed), size)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields, len(name), 0) + name + packed
    manifest = _manifest_of(sealed([("clients.json", b"")]))
    listed = json.loads(manifest)
    listed["members"] = [{"path": "clients.json", "size": size, "sha256": digest.hexdigest()}]
    told = json.dumps(listed).encode()
    second = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, zlib.crc32(told), len(told), len(told), 13, 0)
    second += b"manifest.json" + told
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *fields, len(name), 0, 0, 0, 0, 0, 0) + name
    stored = (20, 0, 0, 0, 33, zlib.crc32(told), len(told), len(told))
    central += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *stored, 13, 0, 0, 0, 0, 0, len(local)) + b"manifest.json"
    start = len(local) + len(second)
    body = local + second + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(central), start, 64)
    path.write_bytes(body + hashlib.sha256(body).hexdigest().encode())


def _with_little_memory() -> tuple[str, ...]:
    """Return the command with 250 MB of address space."""
    import sys

    limit = 250 * 1024 * 1024
    code = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))\n"
        "from freelance_comm.entry import main; sys.exit(main())"
    )
    assert resource.getrlimit(resource.RLIMIT_AS)[0] in (-1, resource.RLIM_INFINITY)
    return (sys.executable, "-c", code)


# -- other versions --------------------------------------------------------------------------------------------------


@pytest.fixture
def later() -> Iterator[None]:
    later_format.install()
    yield
    later_format.uninstall()


def test_a_backup_of_a_newer_program_asks_for_an_update(root: Path, shell: Shell) -> None:
    backup = root.parent / "newer.zip"
    for told in ({"format": 2}, {"layout": 2}):
        backup.write_bytes(sealed([("clients.json", EMPTY.replace(b": 1", b": 2"))], told))
        with pytest.raises(NewerData):
            backups.look_into(desk_on(root), str(backup))
        shell.folder = root
        refused(shell.try_("restore --yes", str(backup)), ExitCode.NEWER_DATA, "newer version", "Update")


def test_a_backup_of_an_older_program_is_brought_up_while_it_is_restored(root: Path, later: None) -> None:
    older = root.parent / "older"
    filled(older)
    later_format.older(older)
    backup = root.parent / "older.zip"
    backups.back_up(desk_on(older), str(backup))
    found = backups.look_into(desk_on(root), str(backup))
    assert (found.version, found.counts.clients) == (1, 1)
    backups.restore(desk_on(root), str(backup))
    assert set(later_format.versions(root).values()) == {2}
    assert [one.name for one in desk_on(root).reader.clients()] == ["Ioana Popescu"]


def test_limits_are_far_above_what_ten_years_of_work_leave() -> None:
    assert archive_file.TOTAL_LIMIT > 30 * 24_000_000
    assert archive_file.MOST_MEMBERS > 50 * 642
