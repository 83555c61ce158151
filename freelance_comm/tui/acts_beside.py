"""What can be done beside the work with clients: data, reminders, mailboxes, writing, the coach. Part of ``acts``."""

from __future__ import annotations

from freelance_comm.domain.marking import N_
from freelance_comm.tui.act import Act

BESIDE: tuple[Act, ...] = (
    # your data
    Act(name="repair", key="r", label=N_("repair"), help=N_("Repair what is damaged; each thing is explained first.")),
    Act(name="back_up", key="b", label=N_("back up"), help=N_("Write everything to one file, wherever you choose.")),
    Act(name="restore", key="s", label=N_("restore"), help=N_("Replace what is here now with a backup.")),
    Act(name="export", key="e", label=N_("export"), help=N_("Write everything as JSON or CSV for other programs.")),
    Act(
        name="import",
        key="i",
        label=N_("import"),
        help=N_("Add what is in an export; you see first what would come in."),
    ),
    Act(name="undo", key="u", label=N_("undo"), help=N_("Undo the change under the cursor, or the last one.")),
    Act(name="again", key="a", label=N_("redo"), help=N_("Redo what was last undone.")),
    Act(name="examine", key="x", label=N_("examine"), help=N_("Look at every file again.")),
    # reminders
    Act(name="level", key="space", label=N_("on or off"), help=N_("Turn reminders at this level on or off.")),
    Act(name="quiet_hours", key="e", label=N_("quiet hours"), help=N_("Hours in which nothing reminds you.")),
    Act(name="try_out", key="n", label=N_("try it"), help=N_("Show a test notification on the desktop.")),
    Act(name="install", key="i", label=N_("install"), help=N_("Be reminded while this program is closed.")),
    Act(name="calendar_file", key="c", label=N_("calendar file"), help=N_("Write what is due as a calendar file.")),
    # mail
    Act(name="read_mail", key="f", label=N_("read now"), help=N_("Read what is new in your mailboxes.")),
    Act(name="stop_reading", key="c", label=N_("stop"), help=N_("Stop reading; the rest comes next time.")),
    Act(name="new_mailbox", key="n", label=N_("a mailbox"), help=N_("Name a mailbox on this computer, and read it.")),
    Act(name="accounts", key="s", label=N_("accounts"), help=N_("Mailboxes on servers: set them up, try them.")),
    Act(
        name="take_client",
        key="a",
        label=N_("add as client"),
        help=N_("Make this person a client, and bring in their mail."),
    ),
    Act(name="join_client", key="j", label=N_("works for…"), help=N_("Add this person to one of your clients.")),
    Act(
        name="leave_aside",
        key="x",
        label=N_("not this"),
        help=N_("Never ask about this person again, or take this mail off the list."),
    ),
    Act(name="let_count", key="r", label=N_("let it count"), help=N_("Let an email that was left out count.")),
    Act(
        name="always_count",
        key="w",
        label=N_("always"),
        help=N_("Let this mail count, and all later mail from its sender."),
    ),
    Act(
        name="forget_mailbox",
        key="delete",
        label=N_("stop reading"),
        help=N_("Stop reading this mailbox; its messages stay."),
        also=("backspace",),
    ),
    # writing
    Act(name="fill_gap", key="enter", label=N_("fill it in"), help=N_("Go to where the missing fact is filled in.")),
    Act(name="save", key="f2", label=N_("save"), help=N_("Save."), also=("ctrl+s",)),
    Act(name="add_address", key="ctrl+r", label=N_("mail address"), help=N_("Where letters to them are sent.")),
    Act(name="copy", key="f3", label=N_("copy"), help=N_("Copy the text to the clipboard and to a file.")),
    Act(name="editor", key="f4", label=N_("editor"), help=N_("Write in your own editor.")),
    Act(name="eml", key="f5", label=N_(".eml"), help=N_("Save as an email your mail program can open.")),
    Act(
        name="hand_on",
        key="f5",
        label=N_("hand over"),
        help=N_("To your mail program: as a file, a link, a draft, or through the clipboard."),
    ),
    Act(name="mark_sent", key="f6", label=N_("mark as sent"), help=N_("Note that it has gone out.")),
    Act(name="start_over", key="f7", label=N_("start over"), help=N_("Drop what you typed and start over.")),
    # mailboxes
    Act(name="try_account", key="c", label=N_("check"), help=N_("Log in and look at the folders; nothing is changed.")),
    Act(
        name="keep_password",
        key="w",
        label=N_("password"),
        help=N_("Put the password in the keyring, or take it out."),
    ),
    # the coach
    Act(name="next_remark", key="f8", label=N_("next remark"), help=N_("Go to the coach's next remark.")),
    Act(name="take", key="enter", label=N_("take it"), help=N_("Put the better wording into your text.")),
    Act(name="let_be", key="x", label=N_("let it be"), help=N_("Leave it as it is; the coach will not say it again.")),
    Act(name="hear_again", key="enter", label=N_("hear it again"), help=N_("Hear again what you let be.")),
    Act(
        name="rest_rule", key="z", label=N_("rest the rule"), help=N_("Let this rule rest, for one client or for all.")
    ),
    Act(name="promise_it", key="a", label=N_("add"), help=N_("Add it to what you promised.")),
    Act(name="coach_rules", key="f9", label=N_("rules"), help=N_("The coach's rules, with reasons and examples.")),
    Act(name="their_message", key="f6", label=N_("their message"), help=N_("Add the message that you are answering.")),
    Act(name="switch_rule", key="space", label=N_("on or off"), help=N_("Let the rule rest everywhere, or wake it.")),
    Act(
        name="wake_rule", key="w", label=N_("wake for a client"), help=N_("Wake the rule where it rests for a client.")
    ),
    Act(name="settle", key="f9", label=N_("no answer needed"), help=N_("The message needs no answer here.")),
    Act(
        name="other_kind",
        key="ctrl+t",
        label=N_("other kind"),
        help=N_("Say that it came and when you will answer; ask a question back; or leave out their words."),
    ),
    Act(name="snooze", key="f10", label=N_("later"), help=N_("Put the message out of sight until a time you choose.")),
    Act(name="period", key="f9", label=N_("period"), help=N_("Choose the first and the last day.")),
    Act(name="format", key="f10", label=N_("format"), help=N_("Text, Markdown, HTML or JSON.")),
)
