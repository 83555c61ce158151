"""A disk that loses whatever was not flushed: plays a record of calls and gives the images a power cut could leave.

As harsh as POSIX allows. What a file holds is certain only after its own flush; until then it may hold what it held at
the last one, all, half, or zeros. Which name leads to which file is certain only after the folder's flush; until then
each name may lead to the old or to any later file, whatever happened to the other names. Sources: fsync(2), and Pillai
et al., "All File Systems Are Not Created Equal", OSDI 2014.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from tests.trials.recording import Step


class File:
    """What a file holds in memory and on the disk (``None``: never flushed)."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.flushed: bytes | None = None
        self.key = next(_keys)

    def contents(self) -> list[bytes]:
        """Return all that it may hold after a power cut, the oldest first and the newest last."""
        new, old = bytes(self.data), self.flushed
        if new == old:
            return [new]
        choices = [old or b"", new[: len(new) // 2], bytes(len(new)), new]
        return list(dict.fromkeys(choices))


class Folder:
    """The names of a folder in memory and on the disk; ``changed`` lists for a name what it led to since the flush."""

    def __init__(self) -> None:
        self.names: dict[str, Node] = {}
        self.flushed: dict[str, Node] = {}
        self.changed: dict[str, list[Node | None]] = {}
        self.key = next(_keys)

    def put(self, name: str, node: Node | None) -> None:
        """Let a name lead to something else, or to nothing."""
        if node is None:
            del self.names[name]
        else:
            self.names[name] = node
        self.changed.setdefault(name, [self.flushed.get(name)]).append(node)

    def flush(self) -> None:
        """Make the names certain."""
        self.flushed = dict(self.names)
        self.changed = {}


Node = File | Folder
Choice = dict[tuple[int, str], int]
"""Which of the possibilities it is, by file (and no name) or by folder and name; -1 is the newest, 0 the oldest."""
_keys = itertools.count()


class Disk:
    """A folder on such a disk."""

    def __init__(self) -> None:
        self.root = Folder()
        self._open: dict[object, Node] = {}

    def play(self, step: Step) -> None:
        """Do what was recorded."""
        call, *values = step
        if call == "open":
            number, path, makes, empties = values
            node = self._node(path)
            if node is None and makes:
                node = File()
                self._above(path).put(_name(path), node)
            assert node is not None, f"{path} was made by a call that is not recorded"
            self._open[number] = node
            if empties and isinstance(node, File):
                node.data.clear()
        elif call == "write":
            file = self._open[values[0]]
            assert isinstance(file, File)
            offset, data = values[1:]
            file.data.extend(bytes(max(0, offset - len(file.data))))
            file.data[offset : offset + len(data)] = data
        elif call == "fsync":
            node = self._open[values[0]]
            if isinstance(node, File):
                node.flushed = bytes(node.data)
            else:
                node.flush()
        elif call == "flushed":
            self._flush_all(self.root)
        elif call == "mkdir":
            self._above(values[0]).put(_name(values[0]), Folder())
        elif call in ("unlink", "rmdir"):
            self._above(values[0]).put(_name(values[0]), None)
        elif call in ("link", "replace"):
            node = self._node(values[0])
            self._above(values[1]).put(_name(values[1]), node)
            if call == "replace":
                self._above(values[0]).put(_name(values[0]), None)

    def _flush_all(self, folder: Folder) -> None:
        folder.flush()
        for node in folder.names.values():
            if isinstance(node, File):
                node.flushed = bytes(node.data)
            else:
                self._flush_all(node)

    def _node(self, path: str) -> Node | None:
        node: Node | None = self.root
        for name in filter(None, path.split("/")):
            assert isinstance(node, Folder)
            node = node.names.get(name)
        return node

    def _above(self, path: str) -> Folder:
        folder = self._node(path.rpartition("/")[0])
        assert isinstance(folder, Folder)
        return folder

    def tree(self) -> dict[str, bytes | None]:
        """Return what is there as long as there is power: contents by path, ``None`` for folders."""
        return dict(_walked(self.root, "", {}, newest=True))

    def images(self, bound: int, chance: random.Random) -> Iterator[dict[str, bytes | None]]:
        """Return at most ``bound`` different trees that a power cut could leave now, the worst kinds first."""
        sizes = _open_questions(self.root)
        choices = [{}, dict.fromkeys(sizes, -1)]
        choices += [{key: -1} for key in sizes]
        choices += [{other: -1 for other in sizes if other != key} for key in sizes]
        choices += [{**dict.fromkeys(sizes, -1), key: middle} for key in sizes for middle in range(1, sizes[key] - 1)]
        first, rest = choices[:2], choices[2:]
        chance.shuffle(rest)
        mixed = ({key: chance.randrange(sizes[key]) for key in sizes} for _ in range(bound))
        seen = set()
        for choice in itertools.chain(first, *zip(rest, mixed, strict=False), rest[bound:]):
            image = dict(_walked(self.root, "", choice, newest=False))
            mark = hash(tuple(sorted(image.items())))
            if mark not in seen:
                seen.add(mark)
                yield image
                if len(seen) >= bound:
                    return


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _open_questions(folder: Folder) -> dict[tuple[int, str], int]:
    """Return how many possibilities there are for each file and name that is not certain."""
    result: dict[tuple[int, str], int] = {}
    waiting: list[Node] = [folder]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if node.key in seen:
            continue
        seen.add(node.key)
        if isinstance(node, File):
            if len(node.contents()) > 1:
                result[node.key, ""] = len(node.contents())
            continue
        result |= {(node.key, name): len(leads) for name, leads in node.changed.items()}
        waiting += node.flushed.values()
        waiting += [lead for leads in node.changed.values() for lead in leads if lead is not None]
    return result


def _walked(folder: Folder, path: str, choice: Choice, *, newest: bool) -> Iterator[tuple[str, bytes | None]]:
    if newest:
        names: dict[str, Node | None] = dict(folder.names)
    else:
        names = dict(folder.flushed)
        names |= {name: leads[choice.get((folder.key, name), 0)] for name, leads in folder.changed.items()}
    for name, node in names.items():
        where = f"{path}{name}"
        if isinstance(node, File):
            yield where, bytes(node.data) if newest else node.contents()[choice.get((node.key, ""), 0)]
        elif node is not None:
            yield where, None
            yield from _walked(node, f"{where}/", choice, newest=newest)


def write(image: dict[str, bytes | None], root: Path) -> None:
    """Put an image where the program can open it."""
    root.mkdir(mode=0o700)
    for path, data in image.items():
        if data is None:
            (root / path).mkdir(mode=0o700)
        else:
            (root / path).write_bytes(data)
            (root / path).chmod(0o600)
