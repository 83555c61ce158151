"""The server: textual-serve behind our door, on the loopback address, quiet, with pages of our own.

Loads aiohttp and Textual's server, so nothing imports it before somebody wants a browser.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from socket import AF_INET, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

from aiohttp import web
from textual_serve.server import Server

from freelance_comm.serving.door import ENTRANCE, HOST, Door
from freelance_comm.serving.pages import FOCUS, PageWords, refusal_page, screen_page

_LETTERS = 16
_SMALLEST, _LARGEST = 8, 40
_FAREWELL = 5.0
"""Seconds that screens have to end when the server does."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def listening(port: int) -> socket:
    """Return a socket on the loopback address, at ``port`` or, for 0, at a free one; ``OSError`` if it is taken."""
    made = socket(AF_INET, SOCK_STREAM)
    made.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)  # else a port is refused for a minute after it was used
    try:
        made.bind((HOST, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


class BrowserServer(Server):
    """Serves ``command``, a line for the shell, to the one browser that comes through ``door``."""

    def __init__(self, command: str, door: Door, words: PageWords) -> None:
        super().__init__(command, host=HOST, port=door.port, title="freelance-comm", public_url=door.address)
        self._door = door
        self._words = words
        self._sessions: set[asyncio.Task[object]] = set()

    async def _make_app(self) -> web.Application:
        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._guarded(request, handler)

        app = web.Application(middlewares=[guarded])
        app.add_routes(
            [
                web.get(ENTRANCE, self._enter),
                web.get("/", self._screen),
                web.get("/focus.js", self._focus),
                web.get("/ws", self._session),
                web.static("/static", self.statics_path, show_index=False),
            ]
        )
        app.on_shutdown.append(self._end_sessions)
        return app

    async def _session(self, request: web.Request) -> web.StreamResponse:
        """Run the screen for one page, for as long as that is open."""
        task = asyncio.current_task()
        assert task is not None
        self._sessions.add(task)
        try:
            return await self.handle_websocket(request)
        finally:
            self._sessions.discard(task)

    async def _end_sessions(self, app: web.Application) -> None:
        """Let every screen write down what was typed, and end."""
        for task in self._sessions:
            task.cancel()
        if self._sessions:
            await asyncio.wait(self._sessions, timeout=_FAREWELL)

    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever is not inside, whatever they ask for; say the same on every answer."""
        headers = request.headers
        # The link is followed from a terminal, a mail or another page: only its token counts.
        site = None if request.path == ENTRANCE else headers.get("Sec-Fetch-Site")
        ours = self._door.is_ours(headers.get("Host", ""), headers.get("Origin"), site)
        inside = self._door.is_inside(request.cookies.get(self._door.cookie[0], ""))
        if not ours or not (inside or request.path == ENTRANCE):
            return self._refused()
        try:
            answer = await handler(request)
        except web.HTTPException as failure:
            failure.headers.update(self._door.headers)
            raise
        if not answer.prepared:
            answer.headers.update(self._door.headers)
        return answer

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        if not self._door.enter(request.query.get("token", "")):
            return self._refused()
        name, value = self._door.cookie
        # Led on by the page and not by a redirect: what follows a link from elsewhere would go without the cookie.
        answer = web.Response(text='<meta http-equiv="refresh" content="0;url=/">', content_type="text/html")
        answer.set_cookie(name, value, httponly=True, samesite="Strict", path="/")
        return answer

    async def _screen(self, request: web.Request) -> web.StreamResponse:
        wished = request.query.get("fontsize", "")
        size = int(wished) if wished.isascii() and wished.isdigit() and len(wished) < 3 else _LETTERS
        page = screen_page(
            self._words,
            socket=f"ws://{HOST}:{self.port}/ws",
            size=min(max(size, _SMALLEST), _LARGEST),
        )
        return web.Response(text=page, content_type="text/html")

    async def _focus(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text=FOCUS, content_type="text/javascript")

    def _refused(self) -> web.Response:
        return web.Response(
            text=refusal_page(self._words), status=403, content_type="text/html", headers=self._door.headers
        )

    async def listen(self, on: socket, ready: Callable[[], None]) -> None:
        """Serve until somebody ends the program; ``ready`` is called when the first request can come."""
        logging.getLogger("textual-serve").setLevel(logging.CRITICAL)  # it would write tracebacks on the terminal
        logging.getLogger("asyncio").setLevel(logging.ERROR)  # it wonders about screens that end with the server
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=2.0)
        await runner.setup()
        try:
            await web.SockSite(runner, on).start()
            over = asyncio.Event()
            for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(name, over.set)
            ready()
            await over.wait()
        finally:
            await runner.cleanup()


def serve(on: socket, command: str, door: Door, words: PageWords, ready: Callable[[], None]) -> None:
    """Serve ``command`` on the listening socket ``on`` until Ctrl+C."""
    asyncio.run(BrowserServer(command, door, words).listen(on, ready))
