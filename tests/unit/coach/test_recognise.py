"""The language of a draft is told from the text alone, however short, and nothing is said of other languages."""

from __future__ import annotations

from time import perf_counter

import pytest

from freelance_comm.coach.recognise import recognised
from tests.contract.tree import ROOT

FOLDERS = {folder.parent.name: folder for folder in sorted((ROOT / "locales").glob("*/coach"))}


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Hi Ana,\n\nthe file is ready. Shall I send it?\n\nTom", "en"),
        ("Thanks, I'll have a look tomorrow.", "en"),
        ("Hello", "en"),
        ("Dear Mr Popescu, please find the quote attached.", "en"),
        ("The logo files are in the folder; let me know what you think.", "en"),
        ("Hi Ștefan, the price for the Bucharest job is 1,200 lei.", "en"),
        ("Bună, Ana,\n\nfișierul e gata. Îl trimit azi?\n\nTom", "ro"),
        ("Buna ziua, va trimit maine oferta pentru site, cu pretul si termenul.", "ro"),
        ("Mulțumesc, revin mâine cu un răspuns.", "ro"),
        ("Multumesc mult, ma uit diseara si va spun.", "ro"),
        ("Salut! Am terminat pagina de contact.", "ro"),
        ("Здравствуйте, Анна!\n\nФайл готов. Отправить?\n\nТом", "ru"),
        ("Спасибо, посмотрю завтра.", "ru"),
        ("Пришлю макет к пятнице, цена прежняя, WordPress уже обновил.", "ru"),
        ("Bonjour Ana,\n\nle fichier est prêt. Je vous l'envoie ?\n\nTom", "fr"),
        ("Merci, je regarde demain.", "fr"),
        ("Bonjour, je vous envoie le devis d'ici vendredi.", "fr"),
        ("J'ai termine la maquette, dites-moi ce que vous en pensez.", "fr"),
        ("Le prix total est de 1 800 € pour les pages et les textes.", "fr"),
    ],
)
def test_the_language_of_a_draft_is_told(text: str, locale: str) -> None:
    assert recognised(text, FOLDERS) == locale


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 200 €",
        "https://example.org/a/b",
        "Guten Tag, die Datei ist fertig und ich sende sie Ihnen morgen.",
        "Buenos días, el archivo está listo y se lo envío mañana por la tarde.",
        "Buongiorno, il file è pronto e glielo mando domani con la fattura.",
        "Добрий день! Файл готовий, я надішлю його завтра, якщо ви не проти.",
        "Dzień dobry, plik jest gotowy, wyślę go jutro rano.",
    ],
)
def test_of_other_languages_and_no_language_nothing_is_said(text: str) -> None:
    assert recognised(text, FOLDERS) == ""


def test_a_quoted_message_does_not_count() -> None:
    text = "> Bonjour, pouvez-vous m'envoyer le devis ?\n> Merci, à bientôt\n\nThe quote is attached, thank you."
    assert recognised(text, FOLDERS) == "en"


def test_only_languages_that_were_handed_in_are_told() -> None:
    assert recognised("Bonjour, je vous envoie le devis.", {"ru": FOLDERS["ru"]}) == ""


def test_a_megabyte_takes_no_longer_than_a_letter() -> None:
    start = perf_counter()
    recognised("и the de " * 120_000, FOLDERS)
    assert perf_counter() - start < 0.2
