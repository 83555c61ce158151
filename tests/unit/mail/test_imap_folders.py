"""What folders are for is told by the server, else by their names in four languages."""

from __future__ import annotations

import pytest

from freelance_comm.mail.imap_folders import Folder, Use, drafts_among, recognised, to_read


def uses(*listed: tuple[str, str]) -> dict[str, str]:
    """Return the use of each folder; each is given as attributes and name."""
    rows = [(tuple(word.encode() for word in words.split()), "/", name) for words, name in listed]
    return {folder.name: folder.use for folder in recognised(rows)}


@pytest.mark.parametrize(
    ("use", "names"),
    [
        (Use.SENT, "Sent|Sent Items|Trimise|Elemente trimise|Отправленные|Envoyés|Éléments envoyés"),
        (Use.DRAFTS, "Drafts|Ciorne|Schițe|Schiţe|Черновики|Brouillons|BROUILLONS"),
        (Use.JUNK, "Junk|Spam|Nedorite|Спам|Нежелательная почта|Indésirables|Courrier indésirable|Pourriel"),
        (Use.TRASH, "Trash|Deleted Items|Gunoi|Coș de gunoi|Șterse|Корзина|Удалённые|Удаленные|Corbeille"),
        (Use.ALL, "All Mail|Toate mesajele|Вся почта|Tous les messages"),
        (Use.ARCHIVE, "Archive|Arhivă|Архив|Archives"),
    ],
)
def test_names_in_four_languages_are_known(use: Use, names: str) -> None:
    for name in names.split("|"):
        assert uses(("", "INBOX"), ("", name))[name] == use, name


def test_what_the_server_says_comes_before_any_name() -> None:
    found = uses(("\\Sent", "Outgoing"), ("", "Sent"), ("\\drafts", "Werk"), ("", "Drafts"))
    assert found == {"Outgoing": "sent", "Sent": "", "Werk": "drafts", "Drafts": ""}


def test_a_name_means_something_at_the_top_below_the_inbox_and_in_gmails_own_folder() -> None:
    found = uses(("", "INBOX/Sent"), ("", "[Gmail]/Черновики"), ("", "Clients/Trash"))
    assert found == {"INBOX/Sent": "sent", "[Gmail]/Черновики": "drafts", "Clients/Trash": ""}


def test_a_folder_that_only_holds_others_is_not_read_and_takes_no_drafts() -> None:
    folders = recognised([((b"\\Noselect",), "/", "Drafts"), ((), "/", "INBOX"), ((b"\\NonExistent",), "/", "Old")])
    assert to_read(folders, everything_in_one=False) == ("INBOX",)
    assert drafts_among(folders) == ""


MAILBOX = (
    Folder(name="INBOX", use=Use.INBOX, told=True),
    Folder(name="All", use=Use.ALL, told=True),
    Folder(name="Bin", use=Use.TRASH, told=True),
    Folder(name="Clients"),
    Folder(name="Drafts", use=Use.DRAFTS, told=True),
    Folder(name="Spam", use=Use.JUNK),
    Folder(name="Starred", use=Use.FLAGGED, told=True),
    Folder(name="Archive", use=Use.ARCHIVE),
)


def test_what_is_a_second_view_or_unwanted_is_left_out() -> None:
    assert to_read(MAILBOX, everything_in_one=False) == ("INBOX", "Clients", "Drafts", "Archive")


def test_where_one_folder_holds_everything_it_is_read_in_place_of_the_others() -> None:
    assert to_read(MAILBOX, everything_in_one=True) == ("All", "Drafts")


def test_a_folder_that_is_only_called_all_does_not_stand_for_everything() -> None:
    folders = tuple(folder.but(told=False) if folder.use == Use.ALL else folder for folder in MAILBOX)
    assert "INBOX" in to_read(folders, everything_in_one=True)
