"""A draft is held against the record of its project, and only what surely contradicts it is remarked upon."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from freelance_comm.coach.amounts import amounts
from freelance_comm.coach.check import findings
from freelance_comm.coach.dates import TimeWords
from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.model import Hit, Kind, Recorded, Situation
from freelance_comm.coach.on_record import contradictions
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.words import sentences
from tests.coach.score import language

TODAY = date(2026, 4, 8)  # a Wednesday
RECORD = Recorded(
    currency="EUR",
    prices=(Decimal("1800.00"), Decimal("1200.00"), Decimal("600.00"), Decimal("540.00")),
    deadline=date(2026, 4, 30),
    days=(date(2026, 4, 15),),
    hours=(Decimal(30), Decimal("12.5")),
    names=("Ana Popescu", "Victor Roy"),
    on_schedule=False,
)
GREETINGS = {"en": "Hi Ana,", "ro": "Bună, Ana,", "ru": "Здравствуйте, Ана!", "fr": "Bonjour Ana,"}


@cache
def known(locale: str) -> tuple[Knowledge, TimeWords]:
    return language(locale)


def found(locale: str, said: str, kind: Kind = Kind.REPLY, record: Recorded | None = RECORD) -> list[Hit]:
    text = f"{GREETINGS[locale]}\n\n{said}\n\nTom"
    return list(contradictions(Reading(text, Situation(kind=kind, today=TODAY, recorded=record), *known(locale))))


# -- prices


@pytest.mark.parametrize(
    ("locale", "text", "said"),
    [
        ("en", "The total price is €2,100.", "€2,100"),
        ("en", "The whole website costs 1,900 euros altogether.", "1,900 euros"),
        ("en", "The total comes to 18,000 EUR.", "18,000 EUR"),
        ("ro", "Prețul total este de 2.100 de euro.", "2.100 de euro"),
        ("ro", "Totalul este 1900 €.", "1900 €"),
        ("ru", "Общая стоимость сайта — 2 100 евро.", "2 100 евро"),
        ("ru", "Итого выходит 2,1 тыс. евро.", "2,1 тыс. евро"),
        ("fr", "Le prix total est de 2 100 €.", "2 100 €"),
        ("fr", "Au total, le site revient à 1\u202f900 euros.", "1\u202f900 euros"),
    ],
)
def test_another_price_is_found_with_both_values(locale: str, text: str, said: str) -> None:
    (hit,) = found(locale, text)
    assert hit.params == {"said": said, "recorded": Decimal("1800.00"), "currency": "EUR"}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The total price is €1,800."),
        ("en", "The total is 1800.00 EUR: 1,200 for the design and 600 for the texts."),
        ("en", "The two instalments are 900 euros each."),
        ("en", "The deposit is €450."),
        ("en", "The total for the design and the first texts is 1,740 euros."),
        ("en", "The total still open is €1,260."),
        ("en", "30 hours at 70 €/h make €2,100 in total."),
        ("en", "My rate is 60 euros per hour altogether."),
        ("en", "The total is €2,160 including VAT."),
        ("en", "With a 10 % discount the total is €1,620."),
        ("en", "An additional page costs €2,000."),
        ("en", "If you add the shop, the total price is €2,500."),
        ("en", "Is your total budget 2,500 euros?"),
        ("en", "The total price is 9,000 lei."),
        ("en", "Hosting costs a total of 90 euros."),
        ("en", "There are 2,100 words in total."),
        ("ro", "Prețul total este de 1.800 de euro."),
        ("ro", "Totalul este 2.142 de euro cu TVA."),
        ("ro", "Avansul este de 450 de euro."),
        ("ru", "Общая стоимость сайта — 1 800 евро."),
        ("ru", "Итого с НДС 2 160 евро."),
        ("fr", "Le prix total est de 1 800 €."),
        ("fr", "Le total est de 2 160 € TTC."),
        ("fr", "Le total payable en deux fois, 950 € par tranche."),
    ],
)
def test_what_can_come_from_the_record_is_no_other_price(locale: str, text: str) -> None:
    assert found(locale, text) == []


# -- days


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The deadline is Friday 8 May."),
        ("en", "You will have the complete website by 8 May."),
        ("ro", "Termenul este vineri, 8 mai."),
        ("ru", "Дедлайн — 8 мая."),
        ("fr", "La date de livraison est le 8 mai."),
    ],
)
def test_another_deadline_is_found_with_both_days(locale: str, text: str) -> None:
    (hit,) = found(locale, text)
    assert hit.params == {"said": date(2026, 5, 8), "recorded": date(2026, 4, 30)}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The deadline is 30 April."),
        ("en", "The deadline for the first part is 15 April."),
        ("en", "I'll call you on 8 May."),
        ("en", "You will have the complete website by Monday."),
        ("en", "I would like to move the deadline to 8 May."),
        ("en", "Is the deadline 8 May?"),
        ("en", "The deadline was set last Friday."),
        ("en", "The deadline falls in early May."),
        ("ro", "Termenul este 30 aprilie."),
        ("ro", "Vă propun un alt termen: 8 mai."),
        ("ru", "Дедлайн — 30 апреля."),
        ("ru", "Предлагаю перенести срок на 8 мая."),
        ("fr", "La date de livraison est le 30 avril."),
        ("fr", "Je propose de repousser l'échéance au 8 mai."),
    ],
)
def test_the_deadline_on_record_and_other_days_are_no_contradiction(locale: str, text: str) -> None:
    assert found(locale, text) == []


# -- hours


@pytest.mark.parametrize(
    ("locale", "text", "hours"),
    [
        ("en", "This week I spent 20 hours on the page templates.", "20"),
        ("ro", "Săptămâna asta am lucrat 20 de ore la paginile site-ului.", "20"),
        ("ru", "На этой неделе я потратил 20 часов на вёрстку страниц.", "20"),
        ("fr", "Cette semaine, j'ai passé 20 heures sur les gabarits.", "20"),
    ],
)
def test_other_hours_in_a_report_are_found(locale: str, text: str, hours: str) -> None:
    (hit,) = found(locale, text, Kind.PROGRESS_REPORT)
    assert hit.params == {"said": Decimal(hours), "recorded": Decimal("12.5")}


@pytest.mark.parametrize(
    "text",
    [
        "This week I spent 12.5 hours on the page templates.",
        "This week I spent 12 h 40 min on the page templates.",
        "I spent 3 hours on the header and 2 hours on the footer.",
        "I spent two days on the page templates.",
    ],
)
def test_logged_rounded_and_single_hours_are_no_contradiction(text: str) -> None:
    assert found("en", text, Kind.PROGRESS_REPORT) == []


def test_hours_that_a_price_includes_are_no_total_of_hours() -> None:
    said = "The price includes two rounds of corrections and an hour with your team."
    assert found("en", said, kind=Kind.QUOTE) == []
    assert found("en", said, kind=Kind.PROGRESS_REPORT) == []
    assert found("en", "The price covers an hour with your team.", kind=Kind.QUOTE) == []


# -- schedule


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The project is on schedule."),
        ("en", "We're right on track."),
        ("ro", "Totul merge conform planului."),
        ("ru", "Всё идёт по плану."),
        ("fr", "Tout avance comme prévu."),
    ],
)
def test_on_schedule_is_challenged_where_the_record_says_late(locale: str, text: str) -> None:
    assert len(found(locale, text)) == 1
    assert found(locale, text, record=RECORD.but(on_schedule=True)) == []
    assert found(locale, text, record=RECORD.but(on_schedule=None)) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The project is not on schedule."),
        ("en", "Are we on schedule?"),
        ("ro", "Nu suntem în grafic."),
        ("ru", "Мы не идём по плану."),
        ("fr", "Nous ne sommes pas dans les temps."),
    ],
)
def test_who_says_that_it_is_late_is_not_challenged(locale: str, text: str) -> None:
    assert found(locale, text) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "I am writing in good time, so that you can plan ahead."),
        ("fr", "Je vous écris à temps pour que vous puissiez vous organiser."),
        ("ro", "Vă scriu din timp, ca să vă puteți organiza."),
        ("ru", "Пишу заранее, чтобы вам было проще планировать."),
    ],
)
def test_early_notice_is_no_claim_to_be_on_schedule(locale: str, text: str) -> None:
    assert found(locale, text) == []


# -- names


def named(locale: str, text: str, record: Recorded = RECORD) -> list[object]:
    reading = Reading(text, Situation(today=TODAY, recorded=record), *known(locale))
    return [hit.params["said"] for hit in contradictions(reading)]


@pytest.mark.parametrize(
    ("locale", "text", "said"),
    [
        ("en", "Hi Maria,\n\nThank you.\n\nTom", "Maria"),
        ("en", "Dear Mr Brown,\n\nThank you.\n\nTom", "Brown"),
        ("ro", "Bună ziua, Mihai,\n\nMulțumesc.\n\nTom", "Mihai"),
        ("ru", "Здравствуйте, Мария Сергеевна!\n\nСпасибо.\n\nТом", "Мария Сергеевна"),
        ("ru", "Мария, добрый день!\n\nСпасибо.\n\nТом", "Мария"),
        ("fr", "Bonjour Sophie,\n\nMerci.\n\nTom", "Sophie"),
    ],
)
def test_a_greeting_for_somebody_else_is_found(locale: str, text: str, said: str) -> None:
    assert named(locale, text) == [said]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Hi Ana,\n\nThank you.\n\nTom"),
        ("en", "Dear Mr Roy,\n\nThank you.\n\nTom"),
        ("en", "Hi Vic and Maria,\n\nThank you.\n\nTom"),
        ("en", "Hi team,\n\nThank you.\n\nTom"),
        ("en", "Hello,\n\nMaria sent me the texts.\n\nTom"),
        ("en", "Good morning. Thank you for the texts.\n\nTom"),
        ("ro", "Bună, Ano,\n\nMulțumesc.\n\nTom"),
        ("ro", "Bună ziua, Doamnă,\n\nMulțumesc.\n\nTom"),
        ("ru", "Здравствуйте, Виктор!\n\nСпасибо.\n\nТом"),
        ("ru", "Добрый день, коллеги!\n\nСпасибо.\n\nТом"),
        ("fr", "Bonjour Victor,\n\nMerci.\n\nTom"),
        ("fr", "Chère Madame,\n\nMerci.\n\nTom"),
    ],
)
def test_greetings_for_those_on_record_or_for_nobody_by_name_are_none(locale: str, text: str) -> None:
    assert named(locale, text) == []


def test_without_a_record_nothing_contradicts_it() -> None:
    text = "The total price is €9,999 and the deadline is 8 May; all is on schedule."
    assert found("en", text, record=None) == []
    assert found("en", text, record=Recorded()) == []


# -- how amounts are written


@pytest.mark.parametrize(
    ("locale", "text", "value", "currency"),
    [
        ("en", "€1,500", "1500", "eur"),
        ("en", "1,500.50 euros", "1500.50", "eur"),
        ("en", "$2k", "2000", "usd"),
        ("en", "1500 GBP", "1500", "gbp"),
        ("ro", "1.500 de lei", "1500", "ron"),
        ("ro", "12,50 lei", "12.50", "ron"),
        ("ro", "două mii", None, ""),
        ("ru", "150 000 руб.", "150000", "rub"),
        ("ru", "1,5 тыс. рублей", "1500.0", "rub"),
        ("fr", "1 500,00 €", "1500.00", "eur"),
        ("fr", "1\u202f500 $", "1500", "cad"),
    ],
)
def test_amounts_are_read_as_people_write_them(locale: str, text: str, value: str | None, currency: str) -> None:
    words = [word for sentence in sentences(text, frozenset({"тыс", "руб"})) for word in sentence.words]
    said = amounts(words, text, known(locale)[0])
    assert [one.value for one in said] == ([] if value is None else [Decimal(value)])
    assert all(currency in one.currencies for one in said)


def test_numbers_in_a_row_are_not_joined_into_one() -> None:
    (sentence,) = sentences("pages 12 345 and 6", frozenset())
    assert [one.value for one in amounts(sentence.words, "pages 12 345 and 6", known("en")[0])] == [12345, 6]
    (sentence,) = sentences("in 2026 150 people", frozenset())
    assert [one.value for one in amounts(sentence.words, "in 2026 150 people", known("en")[0])] == [2026, 150]


@pytest.mark.parametrize(
    ("text", "rate"), [("50 €/h", True), ("50 euros per hour", True), ("50 euros in total", False)]
)
def test_a_price_for_each_hour_is_a_rate(text: str, rate: bool) -> None:
    (sentence,) = sentences(text, frozenset())
    assert [one.is_rate for one in amounts(sentence.words, text, known("en")[0])] == [rate]


def test_each_sentence_that_contradicts_the_record_is_said_with_its_wording() -> None:
    said = "The total price is €2,100. The deadline is 8 May. Both are in the quote."
    told = Situation(kind=Kind.QUOTE, today=TODAY, recorded=RECORD)
    text = f"{GREETINGS['en']}\n\n{said}\n\nTom"
    remarks = [
        (text[one.start : one.end], one.suggestion)
        for one in findings(text, told, *known("en"), suggesting=True)
        if one.rule == "contradicts-record"
    ]
    assert remarks == [
        ("The total price is €2,100.", "The total price is €1,800."),
        ("The deadline is 8 May.", "The deadline is on Thursday 30 April."),
    ]


@pytest.mark.parametrize(
    ("locale", "greeting", "name", "gender", "said"),
    [
        ("en", "Dear Mr Keller,", "Robin Keller", "feminine", "Mr"),
        ("en", "Dear Mrs Keller,", "Robin Keller", "masculine", "Mrs"),
        ("ro", "Stimate domnule Ionescu,", "Mihaela Ionescu", "feminine", "domnule"),
        ("ro", "Bună ziua, doamnă Ionescu,", "Mihai Ionescu", "masculine", "doamnă"),
        ("ru", "Здравствуйте, господин Петренко!", "Анна Петренко", "feminine", "господин"),
        ("ru", "Уважаемая г-жа Петренко!", "Иван Петренко", "masculine", "г-жа"),
        ("fr", "Bonjour Monsieur Laurent,", "Claude Laurent", "feminine", "Monsieur"),
        ("fr", "Bonjour Mme Laurent,", "Claude Laurent", "masculine", "Mme"),
    ],
)
def test_a_title_that_is_not_of_the_clients_gender_is_found(
    locale: str, greeting: str, name: str, gender: str, said: str
) -> None:
    def hits(gender: str, *others: str) -> list[Hit]:
        told = Situation(client_name=name, today=TODAY, recorded=Recorded(names=(name, *others), gender=gender))
        return list(contradictions(Reading(f"{greeting}\n\n—\n\nTom", told, *known(locale))))

    assert [hit.params for hit in hits(gender)] == [{"said": said, "name": name}]
    other = {"feminine": "masculine", "masculine": "feminine"}[gender]
    # Nothing is said where it fits, where nothing is on record, and where somebody else there bears the name.
    assert not [*hits(other), *hits("neutral"), *hits(gender, f"Max {name.split()[-1]}")]


def test_a_word_that_is_a_title_elsewhere_is_none_after_the_name() -> None:
    told = Situation(client_name="Claire Petit", recorded=Recorded(names=("Claire Petit",), gender="feminine"))
    text = "Bonjour Claire, je m'en réjouis et je salue Monsieur Petit.\n\nTom"
    assert not list(contradictions(Reading(text, told, *known("fr"))))
