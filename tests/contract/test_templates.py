"""Every letter in every language can be written, in every form of address, from much and from little; it reads well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.services import letter_names
from freelance_comm.services.draft_facts import HOW_TO_PROVIDE
from freelance_comm.stages.registry import STAGES
from freelance_comm.text.catalog import interface_locales
from freelance_comm.text.template_files import ALIKE
from freelance_comm.text.templates import Templates
from tests.contract.letters import GENDERS, LOCALES, addressed, bare, forms, full, letter, rendered
from tests.contract.tree import ROOT

KINDS = {
    "first-contact",
    "quote",
    "deadline",
    "payment",
    "progress-report",
    "reply",
    "complaint-reply",
    "delivery",
    "closing",
}
LETTERS = [name for name, form in forms() if form == "txt" and name not in letter_names.DOCUMENTS]
EVERY = pytest.mark.parametrize(("name", "form"), forms(), ids=lambda value: str(value))
EVERY_LOCALE = pytest.mark.parametrize("locale", LOCALES)

FORMAL_WORDS = {
    "ro": r"dumneavoastr|\bv[ăi]-?\b|\bv-ați\b|\bați\b|\baveți\b|\bsunteți\b|\bveți\b|\w{3,}eți\b|\w{3,}ați\b",
    "ru": r"\b[Вв]ы\b|\b[Вв]ас\b|\b[Вв]ам\b|\b[Вв]ами\b|\b[Вв]аш|\w{2,}[еи]те\b",
    "fr": r"\b[Vv]ous\b|\b[Vv]otre\b|\b[Vv]os\b|\b(?!chez\b|assez\b)\w{2,}ez\b",
    "de": r"\b(Sie|Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer)\b",
    "es": r"\b[Uu]sted|\b[Ll]e\b|\b[Ss]us?\b|\b[Ss]uy[oa]s?\b|\b[Dd]ígame|\b[Ee]scríbame",
    "uk": r"\b[Вв]и\b|\b[Вв]ас\b|\b[Вв]ам\b|\b[Вв]ами\b|\b[Вв]аш|\w{2,}іть\b",
}
FAMILIAR_WORDS = {
    "ro": r"\b[Tt]u\b|\btine\b|\b[ÎîȚț]i\b|\b[Îî]ți\b|\bta\b|\btău\b|\bte\b|\bTe\b|\bai\b|\bAi\b|\bvrei\b|\bești\b",
    "ru": r"\b[Тт]ы\b|\b[Тт]ебя\b|\b[Тт]ебе\b|\b[Тт]обой\b|\b[Тт]во[йяеёи]",
    "fr": r"\b[Tt]u\b|\btoi\b|\bton\b|\bta\b|\btes\b|\bte\b|\bt’",
    "de": r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein(e|em|en|er)?)\b",
    "es": r"\b[Tt]ú\b|\bti\b|\b[Tt]us?\b|\b[Tt]e\b|\bcontigo\b|\btuy[oa]s?\b|\b[Dd]ime\b|\b[Ee]scríbeme\b",
    "uk": r"\b[Тт]и\b|\b[Тт]ебе\b|\b[Тт]обі\b|\b[Тт]обою\b|\b[Тт]в[оії]",
}
RU_GENDERED = {
    "feminine": r"\b(сделала|поняла|прошла|рада)\b",
    "masculine": r"\b(сделал|понял|прошёл|рад)\b",
}
ENGLISH = r"\b(the|and|you|your|with|from|here|what|thank|please|hours?|total of|of the)\b"
VAGUE = {
    "en": r"\bsoon\b|shortly|as soon as|near future|in due course",
    "ro": r"în curând|cât mai (curând|repede)|în scurt timp",
    "ru": r"\bскоро\b|в ближайшее время|как можно (скорее|быстрее)",
    "fr": r"bientôt|prochainement|dès que possible|sous peu",
    "de": r"\bbald\b|demnächst|in Kürze|so schnell wie möglich|baldmöglichst",
    "es": r"\bpronto\b|en breve|cuanto antes|lo antes posible|próximamente",
    "uk": r"\bнезабаром\b|найближчим часом|як(омога|най)(скоріше|швидше)",
}
PREPAYMENT = re.compile(
    "(?i)prepay|deposit|advance|upfront|avans|acont|предоплат|аванс|acompte|d’avance"
    "|vorauszahlung|anzahlung|vorkasse|anticip|adelantad|передоплат"
)


@cache
def genders_told(locale: str) -> tuple[str, ...]:
    """Return the genders of the writer that make a difference in a language."""
    files = (ROOT / "templates" / locale).rglob("*.*")
    return GENDERS if any("writer.gender" in path.read_text(encoding="utf-8") for path in files) else GENDERS[-1:]


@cache
def written(name: str, locale: str, form: str = "txt") -> tuple[str, ...]:
    """Return the letter from full and from bare data, in both forms of address, every gender, and as a message."""
    rich, little = full(locale), bare(name, locale, form)
    variants = [
        addressed(facts, formal=formal, writer=writer)
        for formal in (True, False)
        for facts, genders in ((rich, genders_told(locale)), (little, GENDERS[-1:]))
        for writer in genders
    ]
    if form == "txt":
        variants += [addressed(facts, formal=False, writer="neutral", chat=True) for facts in (rich, little)]
    return tuple(letter(name, locale, facts, form) for facts in variants)


# -- what there is -----------------------------------------------------------------------------------------------------


@EVERY_LOCALE
def test_every_language_has_the_same_templates(locale: str) -> None:
    folder = ROOT / "templates" / locale
    found = {(path.relative_to(folder).parent / path.stem, path.suffix) for path in folder.rglob("*.*")}
    english = ROOT / "templates" / "en"
    assert found == {(path.relative_to(english).parent / path.stem, path.suffix) for path in english.rglob("*.*")}


def test_what_is_alike_in_all_languages_has_its_words_in_each_and_is_written_in_none() -> None:
    alike = ROOT / "templates" / ALIKE
    for path in (path.relative_to(alike) for path in alike.rglob("*.*")):
        for locale in LOCALES:
            assert (ROOT / "templates" / locale / path).with_suffix(".txt").is_file()
            assert not (ROOT / "templates" / locale / path).exists()


def test_every_draft_that_a_stage_declares_can_be_written() -> None:
    declared = {name for stage in STAGES for name in stage.drafts} | {*letter_names.SITUATIONS, *letter_names.REPLIES}
    assert declared == set(LETTERS) == set(letter_names.TITLES)


@EVERY_LOCALE
@EVERY
def test_the_kind_is_one_the_coach_knows_and_the_same_in_every_language(name: str, form: str, locale: str) -> None:
    templates = Templates(None)
    kind = templates.header(name, locale, form=form).kind
    assert kind in KINDS
    assert kind == templates.header(name, "en", form=form).kind


@EVERY_LOCALE
@EVERY
def test_a_template_needs_the_same_in_every_language_and_says_how_to_provide_it(
    name: str, form: str, locale: str
) -> None:
    templates = Templates(None)
    needs = templates.header(name, locale, form=form).needs
    assert needs == templates.header(name, "en", form=form).needs
    assert set(needs) - {"project"} <= set(HOW_TO_PROVIDE)


@EVERY_LOCALE
@pytest.mark.parametrize("name", LETTERS)
def test_a_missing_fact_is_named_and_nothing_is_written(name: str, locale: str) -> None:
    for need in Templates(None).header(name, locale).needs:
        empty: Any = [] if isinstance(full(locale)[need], list) else None
        with pytest.raises(BadValue) as refused:
            letter(name, locale, full(locale) | {need: empty})
        assert refused.value.params["fact"] == need


# -- how it reads ------------------------------------------------------------------------------------------------------


@EVERY_LOCALE
@EVERY
def test_every_letter_is_tidy(name: str, form: str, locale: str) -> None:
    for text in written(name, locale, form):
        assert not re.search(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bTrue\b|\bFalse\b", text), text
        if form != "html":
            assert "  " not in text.replace("\n", " \n").replace(" \n", "\n"), text
            assert "\n\n\n" not in text
        assert not re.search(r"[ \u00a0]\n|\.\.|,,| ,| \.(?=\s)|\(\)|„”|«\s*»|“”", text), text


@EVERY_LOCALE
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_opens_with_the_name_and_ends_with_the_signature(name: str, locale: str) -> None:
    for formal in (True, False):
        facts = addressed(full(locale), formal=formal, writer="neutral")
        lines = letter(name, locale, facts).strip().split("\n")
        assert facts["client"]["called"] in lines[2]
        assert "\n".join(lines).endswith(facts["writer"]["signature"])


@EVERY_LOCALE
@pytest.mark.parametrize("name", LETTERS)
def test_a_chat_message_is_shorter_and_not_signed(name: str, locale: str) -> None:
    mail, chat = (
        letter(name, locale, addressed(full(locale), formal=True, writer="neutral", chat=chat))
        for chat in (False, True)
    )
    assert len(chat) < len(mail)
    assert full(locale)["writer"]["name"] not in chat


@pytest.mark.parametrize("locale", sorted({*interface_locales()} & {*LOCALES} - {"en"}))
@EVERY
def test_no_english_is_left_in_other_languages(name: str, form: str, locale: str) -> None:
    for text in written(name, locale, form):
        told = re.sub(r"(?s)<style>.*?</style>|<[^>]+>", " ", text)
        assert not re.search(ENGLISH, told, re.IGNORECASE), told


@pytest.mark.parametrize("locale", sorted(FORMAL_WORDS))
@pytest.mark.parametrize("name", LETTERS)
def test_both_forms_of_address_are_kept_throughout(name: str, locale: str) -> None:
    silent = {"core_problem": "", "requirements": full(locale)["requirements"][:1]}
    for writer in GENDERS:
        formal = letter(name, locale, addressed(full(locale) | silent, formal=True, writer=writer))
        familiar = letter(name, locale, addressed(full(locale) | silent, formal=False, writer=writer, called="N"))
        body = familiar.split("\n", 2)[2].rsplit("\n\n", 1)[0]
        assert not re.search(FAMILIAR_WORDS[locale], formal), formal
        assert not re.search(FORMAL_WORDS[locale], body), body
        assert formal != familiar


@pytest.mark.parametrize("name", LETTERS)
def test_russian_speaks_in_the_writers_gender_or_avoids_it(name: str) -> None:
    for gender in GENDERS:
        for formal in (True, False):
            text = letter(name, "ru", addressed(full("ru"), formal=formal, writer=gender))
            for other, words in RU_GENDERED.items():
                assert other == gender or not re.search(words, text), text


@EVERY
def test_french_puts_narrow_spaces_before_high_punctuation(name: str, form: str) -> None:
    for text in written(name, "fr", form):
        told = re.sub(r"(?s)<!DOCTYPE.*?</style>|<[^>]+>|&\w+;|\|:?-+:?\|?[-:|]*|\bRe:", " ", text)
        told = re.sub(r"\d\d:\d\d|&#\d+;", " ", told)
        assert not re.search(r"[^\u202f][;!?](?!\w)", told), told
        assert not re.search(r"[^\u00a0]:(?!\w)", told), told
        assert not re.search(r"«[^\u00a0]|[^\u00a0]»|'", told), told


@EVERY
def test_spanish_lets_no_adjective_agree_with_the_name_of_a_project(name: str, form: str) -> None:
    """Whether a name is a word of one gender or the other, or of many things, nobody knows: a project is one."""
    called = full("es")["project"]["name"]
    for text in written(name, "es", form):
        assert not re.search(rf"(?m)^«{re.escape(called)}» (está|estará|debía estar) (listo|terminado)", text), text


@EVERY
def test_romanian_has_commas_below_and_no_cedillas(name: str, form: str) -> None:
    assert not any(re.search("[şţŞŢ]", text) for text in written(name, "ro", form))


# -- the rules of conduct ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", sorted(VAGUE))
@pytest.mark.parametrize("name", LETTERS)
def test_no_letter_promises_vaguely(name: str, locale: str) -> None:
    assert not any(re.search(VAGUE[locale], text, re.IGNORECASE) for text in written(name, locale))


@EVERY_LOCALE
@pytest.mark.parametrize("name", ["contact/first-contact", "contact/read-back"])
def test_the_first_letters_do_not_speak_of_prepayment(name: str, locale: str) -> None:
    assert not any(PREPAYMENT.search(text) for text in written(name, locale))


@EVERY_LOCALE
def test_where_prepayment_is_refused_another_way_is_offered(locale: str) -> None:
    rich = full(locale)
    refused = rich | {"payment": {**rich["payment"], "refused": True, "parts": []}}
    text = letter("payment/terms", locale, addressed(refused, formal=True, writer="neutral"))
    digits = re.sub(r"[\s.,]", "", text)
    assert digits.count(str(int(rich["payment"]["thirds"][0].amount))) >= 3


@EVERY_LOCALE
@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_a_report_names_every_action_with_its_time(form: str, locale: str) -> None:
    text = letter("work/progress-report", locale, full(locale), form)
    for action in full(locale)["actions"]:
        name = action["note"].replace("'", "&#x27;")
        assert re.search(re.escape(name) + r"\D{1,12}\d", re.sub(r"<[^>]+>", " ", text)), text


@EVERY_LOCALE
def test_the_signature_of_a_report_in_markdown_keeps_its_lines(locale: str) -> None:
    lines = full(locale)["writer"]["signature"].split("\n")
    assert len(lines) > 1
    assert "\\\n" + "\\\n".join(lines) in letter("work/progress-report", locale, full(locale), "md")


@EVERY_LOCALE
def test_a_quote_shows_what_the_price_is_made_of(locale: str) -> None:
    text = letter("quote/quote", locale, full(locale))
    assert text.count(" = ") == len(full(locale)["items"]) > 1


@EVERY_LOCALE
def test_a_quote_offers_one_version_unless_more_were_asked_for(locale: str) -> None:
    rich = full(locale)
    one = letter("quote/quote", locale, rich)
    two = letter("quote/quote", locale, rich | {"options": [rich["options"][0]] * 2})
    assert "2. " not in one
    assert "1. " in two
    assert "2. " in two


# -- the client's words are data ---------------------------------------------------------------------------------------

HOSTILE = "{{ 7*7 }} [/] [x](y) <b>&"


def poisoned(value: Any) -> Any:
    """Return facts in which every text of people is hostile."""
    if isinstance(value, dict):
        kept = ("unit", "gender", "zone", "schedule", "kind")
        return {key: inner if key in kept else poisoned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(inner) for inner in value]
    return HOSTILE if isinstance(value, str) else value


@EVERY_LOCALE
@EVERY
def test_hostile_words_stand_in_the_letter_as_they_are(name: str, form: str, locale: str) -> None:
    facts = {key: value if key == "zone" else poisoned(value) for key, value in full(locale).items()}
    written = rendered(name, locale, facts, form)
    assert HOSTILE in written.subject
    assert "49" not in re.sub(r"\d{2,}[.,\u202f\u00a0]|RO49", "", written.body)
    if form == "txt":
        assert HOSTILE in written.body
    if form == "html":
        assert "<b>&" not in written.body
        assert "{{ 7*7 }} [/] [x](y) &lt;b&gt;&amp;" in written.body
    if form == "md":
        assert "[x](y)" not in written.body


# -- the page about templates ------------------------------------------------------------------------------------------


def names_of(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield the dotted names of facts that stand on their own, and the last names of those inside lists."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from names_of(inner, f"{prefix}.{key}" if prefix else key)
        return
    yield prefix
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for key in value[0]:
            yield key


def test_every_fact_is_explained_on_the_page_about_templates() -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z_.]+)`", page))
    assert {name for name in names_of(full("en")) if name not in explained} == set()


def test_every_fact_on_the_page_about_templates_exists() -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    tables = re.findall(r"(?m)^\| ((?:`[a-z_.]+`(?:, )?)+) \|", page.partition("## The facts")[2])
    told = {name for cell in tables for name in re.findall(r"`([a-z_.]+)`", cell)}
    known = set(names_of(full("en")))
    known |= {name.rpartition(".")[0] for name in known} | {"report.money"}
    assert told - known == set()
    assert len(told) > 60
