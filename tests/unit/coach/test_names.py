"""A name is found however people write it to the person they address, and nothing else is taken for it."""

from __future__ import annotations

from functools import cache
from time import perf_counter

import pytest

from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.names import is_addressed
from tests.coach.score import language


@cache
def knowledge(locale: str) -> Knowledge:
    return language(locale)[0]


def called(locale: str, name: str, text: str) -> bool:
    return is_addressed(name, (), text, knowledge(locale))


@pytest.mark.parametrize(
    ("locale", "name", "text"),
    [
        ("en", "Anna Schmidt", "Hi Anna,"),
        ("en", "Anna Schmidt", "hi anna, quick one"),
        ("en", "Anna Schmidt", "many thanks, anna"),
        ("en", "Anna Schmidt", "Dear Ms Schmidt,"),
        ("en", "Mr John O'Neill", "Dear Mr. O'Neill,"),
        ("en", "William Smith", "Hello Bill,"),
        ("en", "Bill Smith", "Dear William,"),
        ("en", "Katherine Jones", "Good morning, Kate!"),
        ("en", "Will Turner", "Hi Will,"),
        ("en", "Will Turner", "Will, thanks for the brief."),
        ("en", "Will Turner", "Thanks for the brief, Will."),
        ("en", "Mark Lee", "Good morning Mark, here it is."),
        ("en", "Grace Lee", "Thank you, Grace!"),
        ("en", "May Lee", "Dear May,"),
        ("en", "Zoë Müller", "Hi Zoe"),
        ("en", "Bélanger Photo", "Hello Belanger Photo team,"),
        ("en", "Сергей Иванов", "Dear Sergey,"),
        ("ro", "Ana Popescu", "Bună, Ana,"),
        ("ro", "Ana Popescu", "Dragă Ano,"),
        ("ro", "Ana Popescu", "Stimată doamnă Popescu,"),
        ("ro", "Mihai Ionescu", "Salut, Mihaie!"),
        ("ro", "Radu Ionescu", "Bună ziua, Radule,"),
        ("ro", "Ionuț Popa", "Salut Ionut"),
        ("ro", "Ștefan Popa", "Dragă Ştefane,"),
        ("ro", "Alexandru Marin", "Salut, Alex,"),
        ("ro", "Andreea Marin", "Salut, Deea!"),
        ("ro", "doamna Floare Rusu", "Bună ziua, doamnă Floare,"),
        ("ro", "Crina Rusu", "Dragă Crina, vă trimit textul."),
        ("ro", "Andreei Popescu", "Dragă doamnă Popescu,"),
        ("ru", "Мария Сергеевна Иванова", "Здравствуйте, Мария Сергеевна!"),
        ("ru", "Мария Сергеевна Иванова", "Машенька, добрый день!"),
        ("ru", "Мария", "Маш, привет!"),
        ("ru", "Юля", "юль, привет)"),
        ("ru", "Гриша", "гриш, здорово\n\nфайл во вложении"),
        ("ru", "Сергей Петров", "Серёж, добрый день"),
        ("ru", "Сергей Петров", "Уважаемый господин Петров,"),
        ("ru", "Сергей Петров", "Это письмо Сергею, лично."),
        ("ru", "Сергей Петров", "Мы говорили с Петровым."),
        ("ru", "Пётр", "Петр, здравствуйте!"),
        ("ru", "Павел", "Передал Павлу файлы."),
        ("ru", "Екатерина", "Катя, привет!"),
        ("ru", "Вера Смирнова", "Вера, добрый день!"),
        ("ru", "Вера Смирнова", "Добрый день, Вера!"),
        ("ru", "Любовь Орлова", "Уважаемая Любовь Петровна,"),
        ("ru", "Dan Brown", "Дэн, привет!"),
        ("ru", "Michael Brown", "Здравствуйте, Майкл!"),
        ("ru", "John", "Добрый день, Джон!"),
        ("ru", "Anna", "Анна, здравствуйте!"),
        ("ru", "Thomas", "Здравствуйте, Томас!"),
        ("ru", "Elena", "Добрый день, Елене передайте"),
        ("fr", "Marie-Ève Tremblay", "Bonjour Marie-Eve,"),
        ("fr", "Madame Tremblay", "Chère Madame Tremblay,"),
        ("fr", "Pierre Roy", "Bonjour Pierre,"),
        ("fr", "Pierre Roy", "Merci Pierre pour ton retour."),
        ("fr", "Claire Roy", "Claire, voici le texte."),
        ("fr", "Jean-Pierre Martel", "Salut JP,"),
        ("fr", "Bélanger Photo", "Bonjour l'équipe Bélanger Photo,"),
        ("fr", "Élise Dupont", "Chère Elise,"),
        ("fr", "Maxime Caron", "Salut Max,"),
    ],
)
def test_who_is_addressed_is_recognised(locale: str, name: str, text: str) -> None:
    assert called(locale, name, text)


@pytest.mark.parametrize(
    ("locale", "name", "text"),
    [
        ("ru", "Юля", "это юль, а не май, привет"),
        ("ru", "Роза", "роз, как обычно, две"),
        ("en", "Anna Schmidt", "Hello, here is the draft."),
        ("en", "Anna Schmidt", "Hi Bob,"),
        ("en", "Will Turner", "Hello, I will send it."),
        ("en", "Will Turner", "Hello. Will this do?"),
        ("en", "Mark Lee", "Mark the page you like."),
        ("en", "Mark Lee", "The mark is blue."),
        ("en", "May Lee", "You get it on 5 May 2026."),
        ("en", "Rob King", "The robe is red."),
        ("en", "Mark Lee", "Good marketing needs a market."),
        ("en", "Bill Gray", "I attach the bill."),
        ("en", "Anna de la Cruz", "la carte du jour, de luxe"),
        ("en", "Bélanger Photo", "Hello Maria, the photo is here."),
        ("ro", "Ana Popescu", "Bună ziua, analiza e gata."),
        ("ro", "Floare Rusu", "Pe copertă e o floare."),
        ("ro", "Crina Rusu", "Floarea de crina e albă."),
        ("ro", "Victor Pană", "Am găsit o pană la roată."),
        ("ro", "Ion Popescu", "Bună ziua, ionizarea apei."),
        ("ru", "Вера Смирнова", "Моя вера в проект крепка."),
        ("ru", "Надежда", "Есть надежда успеть."),
        ("ru", "Роман", "Роман готов к печати."),
        ("ru", "Dan Brown", "Добрый день, дон готов."),
        ("ru", "Мария", "Здравствуйте! Март прошёл."),
        ("fr", "Dan Roy", "Bonjour, c'est dans le fichier."),
        ("fr", "Marie Roy", "Bonjour, on se voit mardi 3 mars."),
        ("fr", "Pierre Roy", "Une pierre à l'édifice."),
        ("fr", "Pierre Roy", "Bonjour,\nPierre de taille en vue."),
        ("fr", "Claire Roy", "La consigne est claire."),
        ("fr", "Jean Roy", "Bonjour, le jeans est bleu."),
        ("fr", "Rose Roy", "Le fond est rose."),
    ],
)
def test_words_that_look_like_the_name_are_not_the_name(locale: str, name: str, text: str) -> None:
    assert not called(locale, name, text)


def test_a_form_that_was_given_counts_like_the_name() -> None:
    assert is_addressed("Anna Schmidt", ("Nusha",), "Hi Nusha,", knowledge("en"))


def test_a_title_alone_names_nobody_and_cannot_be_missed() -> None:
    assert called("fr", "Madame", "Bonjour,")


def test_a_megabyte_is_read_in_time_that_grows_with_its_length() -> None:
    text = "Will mark. " * 100_000
    start = perf_counter()
    called("en", "Joan Turner", text)
    assert perf_counter() - start < 2
