"""What stands at the head of a command's help: what it is for, and examples of what can be typed.

Apart from the commands because the names in examples come from the sample data in the language of the interface: with
`--demo` each of them does something, and the tests run them there. A verb has examples of its own where those of its
command do not show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.cli.overview import WIDTH, sentence
from freelance_comm.cli.wrapping import wrapped
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

PURPOSES: Mapping[str, str] = {
    "track": N_("Log time as it passes or afterwards, and see where it went."),
    "promise": N_("Keep a ledger of what you promised, to whom and by when, and be reminded in time."),
    "complaint": N_("Go through a complaint step by step, until all is well again."),
    "client": N_("Keep what you know of each client: how to address them, what they like, what is open."),
    "project": N_("Guide each project from first contact to closing, and see where it stands."),
    "requirement": N_("Keep a checklist of what the client asked for, and tick off what is done."),
    "quote": N_("Say what it costs, line by line and with the reason, and keep every version."),
    "deadline": N_("Find a date you can keep, and promise it."),
    "task": N_("Cut the work into pieces with estimates, so that forecasts learn from them."),
    "payment": N_("Agree on how you are paid, see what is still open, and send kind reminders."),
    "step": N_("Keep track of what comes next in a project, for you and for the client."),
    "profile": N_("Tell the program who you are: name, language, currency, hours."),
}
"""What a command is for, where its line in the list of commands only says what it can do."""
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "today": ("today", "today --demo", "today --json"),
    "track": ("track start {project} {action}", "track add {project} {yesterday} 14-16 {action}", "track week"),
    "track switch": ("track switch {project} {action}", "track switch {shop}"),
    "track stop": ("track stop", "track stop --note {action}"),
    "track add": (
        "track add {project} {yesterday} 14-16 {action}",
        "track add {project} 9:30-11 {action} --not-billable",
        "track add {project} 2026-03-09 1h20 {action} +design",
    ),
    "track list": ("track list", "track list {project} --from 2026-03-01"),
    "track edit": ("track edit last --note {action}", "track edit last --for 1:15"),
    "track report": ("track report", "track report --by week --project {project}"),
    "track export": ("track export --output time.csv", "track export --client {client} --format json"),
    "track import": ("track import toggl.csv --dry-run", "track import toggl.csv"),
    "log": ("log in {client} {message}", "log out {client}", "log list"),
    "log in": ("log in {client} {message}", "log in {client} {yesterday} 14:10 {message}"),
    "log out": ("log out {client}", "log out {client} {yesterday} 16:00"),
    "log wait": ("log wait {client}",),
    "log why": ("log why {client}",),
    "replies": ("replies", "replies --client {client} --months 6", "replies --from-mail ~/Mail --me you@example.com"),
    "report": ("report {project}", "report {project} --format html --output report.html", "report {project} --sent"),
    "draft": ("draft {project}", "draft {project} --list", "draft {project} --format eml --output letter.eml"),
    "reply": ("reply {client} --print", "reply {client} --text {answer} --save-eml ~/Mail"),
    "coach": ("coach draft.txt", "coach draft.txt --client {client} --kind quote", "coach rules"),
    "mail": ("mail import ~/Mail --me you@example.com", "mail people", "mail left-out"),
    "mail import": ("mail import ~/Mail --me you@example.com", "mail import ~/Mail --dry-run"),
    "mail account": (
        "mail account add work --host imap.example.com --user you@example.com",
        "mail account check work",
        "mail import --account work",
    ),
    "mail account add": ("mail account add home --host imap.example.com --user you@example.com",),
    "promise": (
        "promise add {promised} --project {project} --by {tomorrow}",
        "promise list",
        "promise keep {promised}",
    ),
    "promise move": ("promise move {promised} {tomorrow}", "promise move {promised} --notice"),
    "record": ("record", "record --client {client}", "record --months 6"),
    "complaint": ("complaint add {trouble} --client {client}", "complaint list", "complaint show {client}"),
    "feedback": ("feedback add {praise} --client {client}", "feedback list"),
    "negotiation": (
        "negotiation add {project} --on price --theirs 800 --mine 1200",
        "negotiation show {project}",
        "negotiation ways {project}",
    ),
    "client": ("client add {somebody}", "client show {client}", "client note {client} {noticed}"),
    "client add": ("client add {somebody}", "client add {another} --language fr --email luc@example.com"),
    "client edit": ("client edit {client} --channel chat", "client edit {client} --reply-within 4"),
    "client merge": ("client merge {studio} {quiet} --dry-run", "client merge {studio} {quiet}"),
    "regulars": ("regulars list", "regulars quiet", "regulars write {quiet}"),
    "habits": ("habits list", "habits check {client} --yes 1,2,3 --partly 4", "habits show {client}"),
    "idea": ("idea prompts {project}", "idea add {idea} --project {project}", "idea list"),
    "project": ("project add {job} --client {client}", "project show {project}", "project list"),
    "project add": ("project add {job} --client {client}",),
    "project set": ("project set {project} terms-discussed-on {yesterday}",),
    "requirement": (
        "requirement add {project} {wish}",
        "requirement list {project}",
        "requirement tick {project} 1",
    ),
    "quote": ("quote item {enquiry} {action} --hours 6 --price 60", "quote show {project}", "quote document {project}"),
    "quote item": (
        "quote item {enquiry} {action} --hours 6 --price 60",
        "quote item {enquiry} {action} --price 540 --tax 19",
    ),
    "quote document": ("quote document {project}", "quote document {project} --output quote.pdf"),
    "deadline": (
        "deadline show {project}",
        "deadline show {project} --optimistic 24 --likely 30 --pessimistic 44",
    ),
    "task": ("task add {project} {action} --hours 4", "task list {project}", "task done {project} {action} --took 3h"),
    "forecast": ("forecast {project}", "forecast {project} --hours-a-day 5", "forecast"),
    "payment": ("payment show {project}", "payment ways {project} --refused", "payment open"),
    "payment plan": ("payment plan {project} deposit --deposit 30", "payment plan {project} weekly"),
    "payment receive": ("payment receive {project} 2 300", "payment receive {project} 2 300 --on {yesterday}"),
    "step": ("step add {project} {step}", "step list {project}", "step done {project} 1"),
    "stage": ("stage", "stage quote"),
    "remind": ("remind", "remind --prompt", "remind --install auto"),
    "feed": ("feed --to freelance-comm.ics", "feed --as tasks"),
    "calendar": ("calendar show", "calendar off {tomorrow}", "calendar holidays FR"),
    "profile": ("profile show", "profile set --currency EUR --hours 'mon-fri 09:00-17:00'"),
    "serve": ("serve", "serve --port 8080"),
    "undo": ("undo", "undo --list", "undo --again"),
    "backup": ("backup saved.zip", "backup ~/backups"),
    "restore": ("restore saved.zip",),
    "export": ("export --output everything.json", "export --client {client} --output client.json"),
    "import": ("import everything.json --dry-run", "import everything.json"),
    "doctor": ("doctor", "doctor --fix"),
    "where": ("where", "where --json"),
    "completion": ("source <(freelance-comm completion bash)", "freelance-comm completion fish | source"),
}
"""Command lines by command, or by command and verb: words in braces come from the sample data."""
PROGRAM = "freelance-comm"


def opening(called: str, described: str, tr: Translator) -> list[str]:
    """Return the lines at the head of the help of what is ``called`` so; ``described`` is what its list says of it."""
    purpose = PURPOSES.get(called.removeprefix(f"{PROGRAM} "), "")
    shown = lines(called, tr)
    examples = [tr.gettext("Examples:"), *(f"  {line}" for line in shown), ""] if shown else []
    return [*wrapped(tr.gettext(purpose) if purpose else sentence(described), WIDTH - 1), "", *examples]


def lines(called: str, tr: Translator) -> list[str]:
    """Return the command lines to show in the help of what is ``called`` (`freelance-comm track add`)."""
    known = EXAMPLES.get(called.removeprefix(f"{PROGRAM} "), ())
    if not known:
        return []
    words = _words(tr)
    return [line if PROGRAM in line else f"{PROGRAM} {line.format_map(words)}" for line in known]


def _words(tr: Translator) -> dict[str, str]:
    from freelance_comm.demo import cast_for

    cast = cast_for(tr.locale)
    said = {
        "project": _begun(cast.work.name),
        "shop": _begun(cast.offer.name),
        "job": cast.handover.name,
        "client": _begun(cast.regular.name),
        "quiet": cast.quiet.name,
        "studio": cast.studio.name,
        "somebody": cast.newcomer.contacts[0].name,
        "another": cast.press.contacts[0].name,
        "action": cast.work.actions[1],
        "wish": cast.work.wishes[1],
        "enquiry": _begun(cast.enquiry.name),
        "promised": cast.work.promised,
        "step": cast.work.steps[0],
        "noticed": cast.noticed,
        "message": cast.asks.subject,
        "answer": cast.answered[0].subject,
        "trouble": cast.trouble.words.partition(".")[0],
        "praise": cast.remark.words.partition(".")[0].partition(",")[0],
        "idea": cast.ideas[0],
        "yesterday": tr.gettext("yesterday"),
        "tomorrow": tr.gettext("tomorrow"),
    }
    return {name: _as_word(text) for name, text in said.items()}


def _begun(name: str) -> str:
    """Return as much of a name as somebody types who knows that its beginning will do."""
    return name.partition(" ")[0]


def _as_word(text: str) -> str:
    """Return ``text`` as one word of a shell, between double quotes where it needs any."""
    if all(sign.isalnum() or sign in "-_.,’" for sign in text):
        return text
    plain = not any(sign in '"$`\\!' for sign in text)
    if plain:
        return f'"{text}"'
    import shlex

    return shlex.quote(text)
