"""What a mail folder is for, by its name: drafts are no answers, junk is nobody's letter.

Mail programs name these folders in the language of the person; servers name them in English or encode them (RFC 3501,
5.1.3).
"""

from __future__ import annotations

_ROLES = {
    # What waits to be sent, or is only kept to be written from, has not been sent either.
    "drafts": (
        *("drafts", "draft", "ciorne", "ciornă", "черновики", "черновик", "brouillons", "brouillon"),
        *("outbox", "unsent messages", "templates", "mesaje de trimis", "șabloane", "исходящие", "шаблоны"),
        *("boîte d'envoi", "messages en attente", "modèles", "entwürfe", "borradores"),
    ),
    "trash": (
        *("trash", "bin", "deleted", "deleted messages", "deleted items", "wastebasket"),
        *("coș de gunoi", "coș", "gunoi", "elemente șterse", "mesaje șterse"),
        *("корзина", "удалённые", "удаленные", "corbeille", "éléments supprimés", "papierkorb", "papelera"),
    ),
    "junk": (
        *("junk", "spam", "junk e-mail", "junk email", "junk mail", "bulk mail", "mesaje nedorite", "спам"),
        *("нежелательная почта", "courrier indésirable", "indésirables", "pourriel", "pourriels"),
    ),
    "sent": (
        *("sent", "sent items", "sent messages", "sent mail", "trimise", "mesaje trimise", "elemente trimise"),
        *("отправленные", "envoyés", "messages envoyés", "éléments envoyés", "gesendet", "enviados"),
    ),
}
_BY_NAME = {name: role for role, names in _ROLES.items() for name in names}
_ENDINGS = (".mbox", ".mbx", ".sbd", ".mbs")


def role_of(folder: str) -> str:
    """Return what the folder is for ("drafts", "trash", "junk", "sent"), or an empty string.

    Any part of a path may say it: what lies in a folder of the trash has been thrown away.
    """
    for part in decoded_name(folder).replace("\\", "/").split("/"):
        name = part.casefold()
        for ending in _ENDINGS:
            name = name.removesuffix(ending)
        role = _BY_NAME.get(name)
        if role is None and "." in name:
            role = next((found for piece in name.split(".") if (found := _BY_NAME.get(piece))), None)
        if role is not None:
            return role
    return ""


def decoded_name(name: str) -> str:
    """Return a folder's name as people see it: ``&BCcENQRABD0EPgQyBDgEOgQ4-`` is ``Черновики``."""
    if "&" not in name or not name.isascii():
        return name
    parts = name.split("&")
    text = parts[0]
    for part in parts[1:]:
        coded, dash, plain = part.partition("-")
        if not dash:
            return name
        if coded:
            try:
                text += f"+{coded.replace(',', '/')}-".encode("ascii").decode("utf-7")
            except UnicodeError:
                return name
        else:
            text += "&"
        text += plain
    return text
