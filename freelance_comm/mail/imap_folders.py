"""What the folders of a mailbox are for: told by the server where it does (RFC 6154), else by their names.

Apart from the connection because names of folders are words of people and programs: each mail program has its own for
the same thing, in each language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from freelance_comm.domain.record import Record


class Use(StrEnum):
    """What a folder is for; an empty text is a folder of the person's own."""

    INBOX = "inbox"
    SENT = "sent"
    DRAFTS = "drafts"
    JUNK = "junk"
    TRASH = "trash"
    ALL = "all"
    ARCHIVE = "archive"
    FLAGGED = "flagged"


class Folder(Record):
    """One folder: its name as people see it, and what it is for.

    ``told`` says that the server itself named the use; ``holds_mail`` is False for folders that only hold others.
    """

    name: str
    use: str = ""
    told: bool = False
    holds_mail: bool = True


_ATTRIBUTES = {
    b"\\sent": Use.SENT,
    b"\\drafts": Use.DRAFTS,
    b"\\junk": Use.JUNK,
    b"\\trash": Use.TRASH,
    b"\\all": Use.ALL,
    b"\\archive": Use.ARCHIVE,
    b"\\flagged": Use.FLAGGED,
}
_HOLDS_NONE = {b"\\noselect", b"\\nonexistent"}

# As the usual mail programs and providers call them in the four languages of the interface, and in both spellings.
_NAMES = {
    Use.SENT: (
        "sent|sent items|sent mail|sent messages|sent-mail"
        "|trimise|mesaje trimise|elemente trimise|e-mailuri trimise|corespondenta trimisa"
        "|отправленные|отправленное|отправленные письма"
        "|envoyes|elements envoyes|messages envoyes|objets envoyes|courrier envoye"
    ),
    Use.DRAFTS: (
        "drafts|draft|draft messages|ciorne|schite|mesaje nefinalizate|mesaje nefinite"
        "|черновики|черновик|brouillons|brouillon"
    ),
    Use.JUNK: (
        "junk|spam|junk e-mail|junk email|junk mail|bulk|bulk mail|[gmail]/spam"
        "|nedorite|mesaje nedorite|e-mail nedorit|mesaje spam|спам|нежелательная почта|нежелательные"
        "|indesirables|courrier indesirable|pourriel|pourriels"
    ),
    Use.TRASH: (
        "trash|deleted|deleted items|deleted messages|bin"
        "|gunoi|cos de gunoi|cosul de gunoi|sterse|elemente sterse|mesaje sterse"
        "|корзина|удаленные|удаленные элементы|corbeille|elements supprimes|messages supprimes"
    ),
    Use.ALL: "all|all mail|toate mesajele|toate e-mailurile|вся почта|tous les messages",
    Use.ARCHIVE: "archive|archives|arhiva|arhive|архив|архивы",
}
_USE_OF_NAME = {name: use for use, names in _NAMES.items() for name in names.split("|")}
_TOP = ("", "inbox", "[gmail]", "[google mail]")
"""Below these a name means what it says; "Clients/Archive" is somebody's own."""


def recognised(listed: Iterable[tuple[tuple[bytes, ...], str, str]]) -> tuple[Folder, ...]:
    """Return the folders in the order listed. Each comes as its attributes, the sign between its levels, its name.

    A name counts only where the server says of no folder that it has that use.
    """
    rows = [({attribute.lower() for attribute in attributes}, sign, name) for attributes, sign, name in listed]
    found = [_told(attributes, name) for attributes, _sign, name in rows]
    taken = {folder.use for folder in found if folder.use}
    made = []
    for folder, (_attributes, sign, _name) in zip(found, rows, strict=True):
        guess = "" if folder.use or not folder.holds_mail else _guessed(folder.name, sign)
        if guess and guess not in taken:
            taken.add(guess)
            made.append(folder.but(use=guess))
        else:
            made.append(folder)
    return tuple(made)


def to_read(folders: Iterable[Folder], *, everything_in_one: bool) -> tuple[str, ...]:
    """Return the folders that may hold letters between people, each letter best only once.

    ``everything_in_one``: the folder for everything holds what was archived, too, and is read in place of the others
    (as Gmail has it); elsewhere it is a second view on them, and left out like unwanted and deleted mail.
    """
    usable = [folder for folder in folders if folder.holds_mail]
    whole = [folder.name for folder in usable if folder.use == Use.ALL and folder.told]
    if everything_in_one and whole:
        return (*whole, *(folder.name for folder in usable if folder.use == Use.DRAFTS))
    left_out = (Use.JUNK, Use.TRASH, Use.ALL, Use.FLAGGED)
    return tuple(folder.name for folder in usable if folder.use not in left_out)


def drafts_among(folders: Iterable[Folder]) -> str:
    """Return the folder for drafts, empty where none can be told."""
    return next((folder.name for folder in folders if folder.use == Use.DRAFTS and folder.holds_mail), "")


def _told(attributes: set[bytes], name: str) -> Folder:
    holds_mail = not attributes & _HOLDS_NONE
    if name.upper() == "INBOX":  # the one name that RFC 3501 gives a meaning
        return Folder(name=name, use=Use.INBOX, told=True, holds_mail=holds_mail)
    use = next((use for attribute, use in _ATTRIBUTES.items() if attribute in attributes), None)
    return Folder(name=name, use=use or "", told=use is not None, holds_mail=holds_mail)


def _guessed(name: str, sign: str) -> str:
    above, _, last = name.rpartition(sign) if sign else ("", "", name)
    if above.lower() not in _TOP:
        return ""
    return _USE_OF_NAME.get(_plain(last), "")


def _plain(name: str) -> str:
    """Return a name without case, accents and outer spaces; й stays, for it is a letter of its own."""
    kept = name.casefold().replace("ё", "е").replace("й", "\0")
    bare = "".join(char for char in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(char))
    return " ".join(bare.replace("\0", "й").split())
