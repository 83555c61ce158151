"""`serve`: what comes through the door, what does not, and how it ends."""

from __future__ import annotations

import builtins
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.cli.conftest import NOW, Shell
from tests.serving import Served, served


async def asked(
    server: Served, path: str, headers: Mapping[str, str] | None = None, *, inside: bool = False
) -> tuple[int, str, Mapping[str, str]]:
    """Return status, text and headers of an answer; ``inside`` follows the link first."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        if inside:
            async with session.get(server.link) as entered:
                assert entered.status == 200
        async with session.get(f"http://127.0.0.1:{server.port}{path}", headers=headers) as answer:
            return answer.status, await answer.text(), answer.headers


@pytest.fixture
def root(shell: Shell) -> Path:
    shell.run("profile set --name Ilinca")
    return shell.folder


async def test_without_the_link_nothing_is_to_be_had(root: Path) -> None:
    with served(root, NOW) as server:
        for path in ("/", "/ws", "/static/js/textual.js", "/focus.js", "/static/", "/download/x", "/enter?token=x"):
            status, text, _ = await asked(server, path)
            assert (path, status) == (path, 403)
            assert "works once" in text


async def test_the_link_opens_the_screen_for_the_browser_that_used_it_first(root: Path) -> None:
    with served(root, NOW) as server:
        status, text, headers = await asked(server, "/", inside=True)
        assert (status, "textual-terminal" in text) == (200, True)
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        again = server.link.partition(str(server.port))[2]
        assert (await asked(server, again))[0] == 403


async def test_the_page_asks_nothing_of_other_hosts(root: Path) -> None:
    with served(root, NOW) as server:
        _, text, _ = await asked(server, "/", inside=True)
        assert "http://" not in text
        assert "https://" not in text
        assert f'"ws://127.0.0.1:{server.port}/ws"' in text


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["another name", "another page", "another site"],
)
async def test_a_page_from_elsewhere_is_refused_even_with_the_cookie(root: Path, headers: dict[str, str]) -> None:
    with served(root, NOW) as server:
        assert (await asked(server, "/ws", headers, inside=True))[0] == 403


async def test_it_listens_on_the_loopback_address_alone(root: Path) -> None:
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    with served(root, NOW) as server:
        for other in sorted(others - {"127.0.0.1"}):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((str(other), server.port), timeout=5).close()
        socket.create_connection(("127.0.0.1", server.port), timeout=5).close()


async def test_ctrl_c_ends_it_quietly(root: Path) -> None:
    with served(root, NOW) as server:
        await asked(server, "/", inside=True)
    assert (server.code, server.err) == (0, "")


@pytest.mark.parametrize("port", ["-1", "65536", "x", "８０", "", "1e3"])
def test_what_is_no_port_is_refused(shell: Shell, port: str) -> None:
    answer = shell.try_(f"serve --port={port}")
    assert answer.code == 2
    assert "is not a port" in answer.err


def test_a_port_that_is_taken_is_named(shell: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = shell.try_(f"serve --port {port}")
    assert answer.code == 2
    assert f"Port {port} cannot be used" in answer.err


def test_without_the_library_it_says_what_to_install(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith(("aiohttp", "textual_serve")):
            raise ModuleNotFoundError(name=name)
        return real(name, *rest)

    for known in [name for name in sys.modules if name.startswith("freelance_comm.serving")]:
        monkeypatch.delitem(sys.modules, known)
    monkeypatch.setattr(builtins, "__import__", without)
    answer = shell.try_("serve")
    assert answer.code == 2
    assert "freelance-comm[browser]" in answer.err
