"""What a terminal sends, taken in without choking on it: pastes of any size, and bytes that are no UTF-8.

Textual looks at pasted text sign by sign, which takes seconds for megabytes, and ends with a traceback when a byte is
not UTF-8. Both come from the clipboard of the person who sits there, so both are ordinary.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from freelance_comm.domain.text_safety import TEXT_LIMIT

_START = "\x1b[200~"
_END = "\x1b[201~"
_AT_ONCE = 65_536
"""Bytes read in one go."""
_LOOK_EVERY = 0.1
"""Seconds after which an escape that nothing followed is the key of that name."""
MOST_PASTED = TEXT_LIMIT + 1
"""Characters of a paste that are handed on: one more than any field takes, so that it is refused and not cut."""


class HungUp(Message):
    """The terminal is gone."""


class PasteParser(XTermParser):
    """Textual's parser, with pasted text lifted out in whole pieces and never more of it than ``MOST_PASTED``."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: list[str] | None = None
        self._room = 0
        self._tail = ""
        """The end of what came before: the signs around a paste may arrive in two pieces."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the events in ``data``; an empty text ends the parser."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                data = yield from self._until_paste(data)
            else:
                data = yield from self._until_end(data)

    def _until_paste(self, data: str) -> Generator[Message, None, str]:
        joined = self._tail + data
        place = joined.find(_START)
        if place < 0:
            self._tail = joined[1 - len(_START) :]
            yield from super().feed(data)
            return ""
        cut = place + len(_START) - len(self._tail)
        self._tail, self._pasted, self._room = "", [], MOST_PASTED
        yield from super().feed(data[:cut])
        return data[cut:]

    def _until_end(self, data: str) -> Generator[Message, None, str]:
        joined = self._tail + data
        place = joined.find(_END)
        if place < 0:
            self._tail = joined[1 - len(_END) :]
            self._take(joined[: 1 - len(_END)])
            return ""
        self._take(joined[:place])
        pasted, self._pasted, self._tail = "".join(self._pasted or ()), None, ""
        for event in super().feed(_END):
            yield events.Paste(pasted.replace("\x00", "")) if isinstance(event, events.Paste) else event
        return joined[place + len(_END) :]

    def _take(self, text: str) -> None:
        if self._pasted is not None and self._room > 0:
            self._pasted.append(text[: self._room])
            self._room -= len(text)


class Terminal(LinuxDriver):
    """Textual's driver for Unix terminals, reading as said above."""

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends until the program ends."""
        parser = PasteParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK_EVERY):
                    received = self._received()
                    if not received:
                        self._hung_up()
                        return
                    text = decode(received)
                    if text:
                        self._pass_on(parser.feed(text))
                self._pass_on(parser.tick())

    def _received(self) -> bytes:
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""  # Linux says so when the other side is gone

    def _hung_up(self) -> None:
        """The terminal is gone. Its signal ends the program as a rule; whoever ignores that signal comes here."""
        self._app.post_message(HungUp())

    def _pass_on(self, found: Iterable[Message]) -> None:
        for event in found:
            self.process_message(event)
