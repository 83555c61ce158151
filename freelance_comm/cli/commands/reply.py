"""`reply`: a draft that answers a client's message, in the client's language, handed to the mail program."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli import reply_ways
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.documents import mention_notes, offering_the_built_in
from freelance_comm.cli.reply_ways import Wish
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import answering, client_words, drafts, handing_over
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.answering import Answered, Said
    from freelance_comm.services.coaching import Coached
    from freelance_comm.services.drafts import Draft


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare whom to answer, with what, and where the draft goes."""
    parser.description = tr.gettext("Write a draft that answers a client's message. Nothing is ever sent from here.")
    parser.add_argument(
        "message", metavar="CLIENT|MESSAGE", help=tr.gettext("the client who is waiting, or the message (M-…)")
    )
    parser.add_argument(
        "--kind",
        choices=[*answering.KINDS],
        default="answer",
        help=tr.gettext(
            "the answer itself; a note that the message arrived and when you will answer; or a question back"
        ),
    )
    parser.add_argument(
        "--text",
        default="",
        metavar="TEXT",
        help=tr.gettext("what you have to say or to ask; - reads it from the input"),
    )
    parser.add_argument("--by", default="", metavar="WHEN", help=tr.gettext("with received: by when you will answer"))
    parser.add_argument("--subject", default="", help=tr.gettext("a different subject from the message's"))
    parser.add_argument("--no-quote", action="store_true", help=tr.gettext("leave the client's words out"))
    parser.add_argument(
        "--built-in", action="store_true", help=tr.gettext("use the program's own template instead of yours")
    )
    parser.add_argument("--edit", action="store_true", help=tr.gettext("open it in $EDITOR first"))
    reply_ways.ways(parser, tr)
    parser.add_argument("--promise", action="store_true", help=tr.gettext("put the announced answer on the ledger"))
    parser.add_argument(
        "--sent", action="store_true", help=tr.gettext("note that the answer has gone out; the clock stops")
    )
    parser.add_argument("--exit-zero", action="store_true", help=tr.gettext("end with 0 even if the coach has remarks"))


def run(args: Namespace, session: Session) -> int:
    """Write the draft, show what the coach says, hand it over."""
    desk = session.desk
    found = answering.find_message(desk, args.message)
    way = reply_ways.chosen(args, session)
    if args.sent and way is None and not args.text and not args.edit and _sent_as_kept(found, session):
        return ExitCode.DONE
    context = answering.context_of(session.view_desk, found.message)
    draft = _written(args, session, found)
    if args.promise:
        handing_over.announced(draft)
    if not session.as_json:
        _show_context(context, draft, session)
    read, wish = None, Wish.EDIT if args.edit else Wish.GO_ON
    while read is None or wish is Wish.EDIT:
        if wish is Wish.EDIT:
            draft = draft.but(body=reply_ways.edited_body(draft, session, name=_kept_name(found)))
        read = _coached(session, draft)
        wish = reply_ways.what_becomes_of_it(session, read)
    if wish is Wish.STOP:
        session.note(session.tr.gettext("Nothing was written."))
        return ExitCode.REMARKS
    if way is not None:
        drafts.keep_work(desk, _kept_name(found), f"{draft.subject}\n\n{draft.body}")
    handed = reply_ways.hand_over(args, session, draft, way, name=f"{found.client.ref}-reply.eml")
    if way is not None:
        handing_over.note_drafted(desk, draft)
    if args.promise:
        view = handing_over.promise_answer(desk, draft)
        session.note(view.sentence)
    if args.sent:
        _note_sent(found, draft, session)
    elif way is not None and found.waiting and not session.as_json:
        command = f"freelance-comm reply {found.handle} --sent"
        session.note(
            session.tr.gettext("The clock runs on until it has gone out; then: {command}").format(command=command)
        )
    if session.as_json:
        session.emit({"message": found.message, "draft": draft, "context": context, "coach": read, "handed": handed})
    remarks = any(not one.soft for one in read.remarks)
    return ExitCode.REMARKS if remarks and not args.exit_zero else ExitCode.DONE


def _written(args: Namespace, session: Session, found: Answered) -> Draft:
    desk = session.view_desk
    words = "" if args.no_quote else client_words.words_of(desk, found.message).text
    with offering_the_built_in(session):
        draft = answering.compose(
            desk,
            found.client,
            found.message,
            found.project,
            name=answering.KINDS[args.kind],
            answer=text_of(args.text).strip(),
            words=words,
            by=session.moment(args.by, future=True) if args.by else None,
            built_in=args.built_in,
        )
    return draft.but(subject=args.subject) if args.subject else draft


def _coached(session: Session, draft: Draft) -> Coached:
    """Let the coach read the letter, and show what it says beside it."""
    from freelance_comm.cli import coach_answer
    from freelance_comm.services import coaching, coaching_record

    desk = session.view_desk
    read = coaching.coached(desk, draft.body, coaching_record.about_draft(desk, draft))
    if (read.remarks or coach_answer.is_unknown(read, draft.body)) and not session.as_json:
        for line in coach_answer.lines(read, draft.body, session.tr, client_known=False):
            session.note(line)
    return read


def _show_context(context: tuple[Said, ...], draft: Draft, session: Session) -> None:
    """Show what was said before, and what the letter lacks, beside it."""
    tr = session.tr
    mention_notes(draft.client_id, session)
    for said in context:
        line = tr.pgettext("a message in a conversation", "{when} · {who}: {words}")
        session.note(line.format(when=said.when, who=said.who, words=said.text))
    for sentence in draft.missing:
        session.warn(sentence)


def _sent_as_kept(found: Answered, session: Session) -> bool:
    """Note as sent what was handed over before; False where nothing is kept of it."""
    kept = drafts.kept_work(session.desk, _kept_name(found))
    if not kept:
        return False
    subject, _, body = kept.partition("\n\n")
    draft = answering.compose(session.desk, found.client, found.message, found.project)
    _note_sent(found, draft.but(subject=subject, body=body), session)
    return True


def _note_sent(found: Answered, draft: Draft, session: Session) -> None:
    drafts.mark_sent(session.desk, found.project, draft)
    drafts.drop_work(session.desk, _kept_name(found))
    name = found.client.name
    session.note(session.tr.gettext("Noted as sent: {name} has your answer.").format(name=name))


def _kept_name(found: Answered) -> str:
    return f"answer-{found.message.id}.txt"
