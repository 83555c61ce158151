"""A real browser for tests: Chromium without a window, told what to do over its debugging protocol.

https://chromedevtools.github.io/devtools-protocol/ . Our own few lines, because the libraries for it bring browsers of
their own. Time passes in the browser, so tests wait for what they want to see.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60.0
"""Seconds that anything may take; a guard against hanging."""


def program() -> str | None:
    """Return the browser of this machine, None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


_FRAME = "Network.webSocketFrameReceived"


def _payload(frame: dict[str, Any]) -> bytes:
    data: str = frame["payloadData"]
    return base64.b64decode(data) if frame["opcode"] == 2 else b""


class Browser:
    """One page of a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.events: list[dict[str, Any]] = []

    async def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """Send a command and return its answer; what happens meanwhile is kept in ``events``."""
        self._number += 1
        number = self._number
        await self._socket.send_json({"id": number, "method": method, "params": values})
        async with asyncio.timeout(PATIENCE):
            while True:
                said = json.loads(await self._socket.receive_str())
                if said.get("id") == number:
                    if "error" in said:
                        raise RuntimeError(f"{method}: {said['error']}")
                    result: dict[str, Any] = said["result"]
                    return result
                self.events.append(said)

    async def value(self, script: str) -> Any:
        """Return what a script finds on the page."""
        answer = await self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.ask("Page.navigate", url=address)

    async def until(self, script: str, holds: Callable[[Any], bool] = bool) -> Any:
        """Wait until what a script finds is as it should be, and return it."""
        found = None
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not holds(found := await self.value(script)):
                    await asyncio.sleep(0.05)
                return found
        raise AssertionError(f"waited in vain for {script}: {found!r}")

    async def hears(self, *words: str) -> None:
        """Wait until the page was sent all of ``words`` by its server, and forget what came until then.

        The screen is drawn on a canvas, which holds no text to look for.
        """
        heard = ""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not all(each in heard for each in words):
                    await self.value("0")  # takes in what has happened
                    frames = [event["params"]["response"] for event in self.events if event["method"] == _FRAME]
                    heard = b"".join(_payload(frame) for frame in frames).decode("utf-8", "replace")
                    await asyncio.sleep(0.02)
                self.events.clear()
                return
        raise AssertionError(f"waited in vain for {words!r}; the end of what came:\n{heard[-2000:]}")

    async def press(self, key: str) -> None:
        """Strike a key: a sign, or Enter, Escape, Tab."""
        codes = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, "")}
        code, text = codes.get(key, (ord(key.upper()) if len(key) == 1 else 0, key))
        named = {"key": key, "windowsVirtualKeyCode": code}
        if text:
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
        else:
            await self.ask("Input.dispatchKeyEvent", type="rawKeyDown", **named)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **named)

    async def write(self, text: str) -> None:
        """Type a text, of any script, as an input method does."""
        await self.ask("Input.insertText", text=text)

    async def picture(self) -> bytes:
        """Return the page as it looks, as PNG."""
        answer = await self.ask("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Browser]:
    """Start the browser with an empty profile in ``folder``."""
    found = program()
    assert found is not None
    process = await asyncio.create_subprocess_exec(
        found,
        "--headless=new",
        "--no-sandbox",  # as root there is none, and the only page is ours
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--remote-debugging-port=0",
        "--window-size=1000,640",
        f"--user-data-dir={folder}",
        "about:blank",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
        start_new_session=True,
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                page = next(one for one in await answer.json() if one["type"] == "page")
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                browser = Browser(socket)
                await browser.ask("Page.enable")
                await browser.ask("Runtime.enable")
                await browser.ask("Network.enable")
                yield browser
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        await process.wait()


async def _port(file: Path) -> int:
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(OSError, ValueError, IndexError):
                return int(file.read_text().splitlines()[0])
            await asyncio.sleep(0.05)
