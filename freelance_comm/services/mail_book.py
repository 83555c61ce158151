"""Who is who by their e-mail address: me, those who answer for me, clients, and people about whom something was said.

An address alone identifies: the name beside it can say anything, and a Reply-To identifies nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.mail_sources import Choice

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client, Profile
    from freelance_comm.store import Reader

_FREE_MAIL_DOMAINS = """
gmail.com googlemail.com outlook.com hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr yahoo.ro
ymail.com icloud.com me.com mac.com aol.com gmx.net gmx.de gmx.com gmx.fr web.de t-online.de freenet.de mail.com
proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com fastmail.com posteo.de posteo.net mailbox.org
mail.ru inbox.ru list.ru bk.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua
orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr videotron.ca sympatico.ca bell.net rogers.com
rdslink.ro clicknet.ro home.ro k.ro personal.ro comcast.net verizon.net att.net sbcglobal.net btinternet.com
bluewin.ch libero.it virgilio.it terra.es telefonica.net wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz
qq.com 163.com 126.com naver.com
"""
"""Domains under which anybody can have an address: sharing one makes nobody a colleague."""
_FREE_MAIL = frozenset(_FREE_MAIL_DOMAINS.split())


class Known:
    """What is known of the addresses in mail. All addresses are in the form of ``mail.addresses.normal``."""

    def __init__(self, mine: Iterable[str], delegates: Iterable[str] = ()) -> None:
        self.mine = frozenset(mine)
        self.delegates = frozenset(delegates)
        self.clients: dict[str, int] = {}
        self.by_id: dict[int, Client] = {}
        self.domains: dict[str, int | None] = {}
        self.choices: dict[str, Choice] = {}

    def add_client(self, client: Client) -> None:
        """Take in the addresses of a client; one that two clients share belongs to the one added first."""
        self.by_id[client.id] = client
        for address in addresses_of(client):
            owner = self.clients.setdefault(address, client.id)
            domain = address.rpartition("@")[2]
            if domain not in _FREE_MAIL:
                self.domains[domain] = owner if self.domains.get(domain, owner) == owner else None

    @property
    def addresses(self) -> frozenset[str]:
        """All addresses that decide what a mail is: mine, those of who answers for me, those of clients."""
        return self.mine | self.delegates | self.clients.keys()

    def client_of(self, address: str) -> int | None:
        """Return the client who writes from ``address``, with or without a tag (``ana+shop@…``)."""
        found = self.clients.get(address)
        return found if found is not None else self.clients.get(untagged(address))

    def colleague_of(self, address: str) -> int | None:
        """Return the client at whose own domain an address lies, ``None`` where that tells nothing."""
        return self.domains.get(address.rpartition("@")[2])

    def is_mine(self, address: str) -> bool:
        """Whether the address is one of the freelancer's, with or without a tag."""
        return address in self.mine or untagged(address) in self.mine

    def is_known(self, address: str) -> bool:
        """Whether the address is mine, a client's, or that of somebody who answers for me."""
        return self.client_of(address) is not None or address in self.delegates or self.is_mine(address)

    def clients_among(self, addresses: Iterable[str]) -> tuple[int, ...]:
        """Return the clients who have one of the addresses, each once, in their order."""
        found = (self.client_of(address) for address in addresses)
        return tuple(dict.fromkeys(one for one in found if one is not None))


def untagged(address: str) -> str:
    """Return an address without the tag that people add before the at sign."""
    local, at, domain = address.rpartition("@")
    plain = local.partition("+")[0]
    return f"{plain}{at}{domain}" if plain else address


def addresses_of(client: Client) -> tuple[str, ...]:
    """Return the addresses of a client's contacts, each once."""
    from freelance_comm.mail.addresses import normal

    return tuple(dict.fromkeys(normal(one.email) for one in client.contacts if "@" in one.email))


def own_addresses(profile: Profile | None) -> tuple[str, ...]:
    """Return the freelancer's addresses as the profile has them."""
    from freelance_comm.mail.addresses import normal

    if profile is None:
        return ()
    return tuple(dict.fromkeys(normal(one) for one in (profile.email, *profile.addresses) if "@" in one))


def known(reader: Reader, *, mine: Iterable[str] = ()) -> Known:
    """Return who is who; ``mine`` are further addresses of the freelancer."""
    from freelance_comm.mail.addresses import normal

    profile = reader.profile()
    own = (*own_addresses(profile), *(normal(one) for one in mine))
    found = Known(own, [normal(one) for one in profile.delegates] if profile is not None else ())
    for client in reader.clients():
        found.add_client(client)
    for person in reader.mail_people():
        if person.choice is Choice.ALWAYS and person.client_id in found.by_id:
            found.clients.setdefault(person.address, person.client_id)
        if person.choice is not Choice.OPEN:
            found.choices[person.address] = person.choice
    return found
