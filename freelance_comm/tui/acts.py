"""The one table of what can be done on the screen, each with its key and its words.

Apart from what makes bindings of it because it is read and added to by everybody who makes a page.
"""

from __future__ import annotations

from freelance_comm.domain.marking import N_
from freelance_comm.tui.act import Act
from freelance_comm.tui.acts_beside import BESIDE

ACTS: tuple[Act, ...] = (
    # everywhere
    Act(name="goto", key="g", label=N_("go to…"), help=N_("Jump to a client or project by typing."), everywhere=True),
    Act(name="find", key="/", label=N_("find"), help=N_("Find a client or project."), everywhere=True),
    Act(name="log", key="l", label=N_("log"), help=N_("Log a message that came or went."), everywhere=True),
    Act(name="time", key="t", label=N_("time"), help=N_("The time log."), everywhere=True),
    Act(name="promises", key="v", label=N_("promises"), help=N_("What you promised."), everywhere=True),
    Act(
        name="replies",
        key="%",
        label=N_("reply times"),
        help=N_("How fast you answer: month by month, client by client."),
        everywhere=True,
    ),
    Act(name="settings", key="o", label=N_("settings"), help=N_("Your profile and settings."), everywhere=True),
    Act(
        name="data",
        key="h",
        label=N_("your data"),
        help=N_("Where your data lie and how they are: backup, repair, undo, export."),
        also=("f12",),
        everywhere=True,
    ),
    Act(
        name="reminders",
        key="*",
        label=N_("reminders"),
        help=N_("What you are told next, and how: levels, quiet hours, desktop, timer, calendar file."),
        everywhere=True,
    ),
    Act(
        name="coach",
        key="!",
        label=N_("coach"),
        help=N_("Paste a draft: the coach reads it as your client will. Where you write, F8 goes to its next remark."),
        also=("f8",),
        everywhere=True,
    ),
    Act(
        name="mail",
        key="@",
        label=N_("mail"),
        help=N_("Read your mailboxes: who waits, who could be a client, what was left out."),
        also=('"',),
        everywhere=True,
    ),
    Act(
        name="working_time",
        key=";",
        label=N_("working time"),
        help=N_("When you work: the coming weeks, days off, travel, holidays."),
        everywhere=True,
    ),
    Act(
        name="beside",
        key="'",
        label=N_("beside the clock"),
        help=N_("Messages that start no clock: in Cc, invitations, put off, came back."),
        everywhere=True,
    ),
    Act(
        name="undo_last",
        key="ctrl+z",
        label=N_("undo"),
        help=N_("Undo the last change, wherever it was made."),
        also=("u",),
        everywhere=True,
    ),
    Act(name="do_again", key="ctrl+y", label=N_("do it again"), help=N_("Take the last undo back."), everywhere=True),
    Act(name="palette", key="ctrl+p", label=N_("commands"), help=N_("Everything by name."), everywhere=True),
    Act(name="keys", key="?", label=N_("keys"), help=N_("All the keys of this page."), everywhere=True, also=("f1",)),
    Act(name="back", key="escape", label=N_("back"), help=N_("Go back; what you typed is kept.")),
    Act(name="leave", key="q", label=N_("quit"), help=N_("Leave the program.")),
    Act(name="open", key="enter", label=N_("open"), help=N_("Do what the line says.")),
    # Today
    Act(name="reply", key="r", label=N_("reply"), help=N_("Write an answer, or say that none is needed.")),
    Act(name="draft", key="d", label=N_("draft"), help=N_("Write one of the letters of this project.")),
    Act(name="notice", key="n", label=N_("notice"), help=N_("Write to the client about the date.")),
    Act(name="report", key="p", label=N_("report"), help=N_("Write the progress report.")),
    Act(name="invite", key="i", label=N_("invite"), help=N_("Be in touch with somebody who has gone quiet.")),
    Act(name="stop", key="s", label=N_("stop"), help=N_("Stop the timer.")),
    Act(name="start", key="s", label=N_("start timer"), help=N_("Start the timer, or switch it to this project.")),
    Act(name="ask", key="a", label=N_("ask kindly"), help=N_("Ask the client in a few kind words.")),
    Act(name="follow_up", key="f", label=N_("be in touch"), help=N_("Be in touch, as you meant to.")),
    Act(name="idea", key="x", label=N_("something extra"), help=N_("Note a small thing nobody asked for.")),
    Act(name="keep", key="k", label=N_("kept"), help=N_("The promise is kept.")),
    Act(name="payment", key="m", label=N_("payment"), help=N_("Look at the payment: it came, or it is time to ask.")),
    Act(name="received", key="r", label=N_("money came"), help=N_("Note money that arrived.")),
    Act(name="why", key="w", label=N_("why"), help=N_("Show how the time was reckoned.")),
    Act(
        name="answered", key="y", label=N_("answered"), help=N_("It was answered on another way: by phone, in person.")
    ),
    Act(name="no_answer", key="z", label=N_("no answer"), help=N_("It needs no answer.")),
    Act(
        name="await_them",
        key="b",
        label=N_("wait"),
        help=N_("The clock stands still until they write; or runs on."),
    ),
    Act(
        name="later", key="d", label=N_("later"), help=N_("Put it out of sight until a time you say, or show it again.")
    ),
    Act(name="link", key="=", label=N_("that was it"), help=N_("A message of yours, written afresh, was the answer.")),
    Act(name="count_in", key="k", label=N_("it counts"), help=N_("Let it start a clock all the same.")),
    Act(name="take_up", key="u", label=N_("unsaved text"), help=N_("Go on with text you left unsaved.")),
    # projects and clients
    Act(name="new_client", key="c", label=N_("new client"), help=N_("Add a client.")),
    Act(name="new_project", key="j", label=N_("new project"), help=N_("Start a project for this client.")),
    Act(name="add_new", key="f2", label=N_("new client"), help=N_("Add a client with the name you typed.")),
    Act(name="show_closed", key="f3", label=N_("closed too"), help=N_("Show or hide closed projects.")),
    Act(name="edit", key="e", label=N_("edit"), help=N_("Edit what stands here.")),
    Act(name="add_time", key="a", label=N_("add time"), help=N_("Write time down after the fact.")),
    Act(name="client", key="c", label=N_("client"), help=N_("The client's card.")),
    Act(
        name="merge",
        key="m",
        label=N_("same as…"),
        help=N_("This client stands on another card too: make one of them."),
    ),
    Act(name="add_contact", key="a", label=N_("add contact"), help=N_("Add somebody at the client's.")),
    Act(name="remove", key="delete", label=N_("remove"), help=N_("Remove the selected line."), also=("backspace",)),
    Act(name="drafts", key="d", label=N_("drafts"), help=N_("The letters of this project.")),
    Act(name="advance", key="f", label=N_("forward"), help=N_("Go on to the next stage.")),
    Act(name="stage_back", key="b", label=N_("stage back"), help=N_("Go back to an earlier stage.")),
    Act(name="skip", key="x", label=N_("skip"), help=N_("Leave this stage out for this project.")),
    Act(name="reopen", key="u", label=N_("reopen"), help=N_("Open a closed project again.")),
    # forecasts
    Act(name="forecast", key="w", label=N_("when"), help=N_("When it ends, with its tasks; and what if.")),
    Act(name="by_day", key="b", label=N_("by a day"), help=N_("How likely a day is that the client asks for.")),
    Act(name="leave_out", key="x", label=N_("without it"), help=N_("What if this task is left out?")),
    Act(name="begin_later", key="s", label=N_("later start"), help=N_("What if the work begins later?")),
    Act(name="days_off", key="d", label=N_("days off"), help=N_("What if you take some days off?")),
    Act(name="more_hours", key="p", label=N_("hours a day"), help=N_("What if other hours a day go into it?")),
    Act(name="as_it_is", key="z", label=N_("as it is"), help=N_("Forget the what-ifs.")),
    Act(name="calibration", key="c", label=N_("how you estimate"), help=N_("How good your estimates have been.")),
    # stages
    Act(name="note_it", key="enter", label=N_("note it"), help=N_("Fill in the fact that the line speaks of.")),
    Act(name="tick", key="space", label=N_("tick"), help=N_("Tick the line off, or take the tick back.")),
    Act(name="add", key="a", label=N_("add"), help=N_("Add a line to the list.")),
    Act(name="fill_in", key="e", label=N_("fill in"), help=N_("Fill in all the facts of this stage as a form.")),
    Act(name="need", key="n", label=N_("ask the client"), help=N_("Note something you need from the client.")),
    Act(name="promise_date", key="y", label=N_("promise it"), help=N_("Write the date into the ledger.")),
    Act(name="option", key="j", label=N_("further option"), help=N_("Add an option the client asked for.")),
    Act(name="sent", key="m", label=N_("mark as sent"), help=N_("Note that it has gone out.")),
    Act(name="accepted", key="y", label=N_("accepted"), help=N_("Record the client's yes.")),
    Act(name="declined", key="x", label=N_("declined"), help=N_("Record the client's no.")),
    Act(name="move", key="r", label=N_("new time"), help=N_("Renegotiate the promise before its time.")),
    Act(name="withdraw", key="w", label=N_("withdraw"), help=N_("Take the promise back.")),
    Act(name="all", key="z", label=N_("all"), help=N_("Show everything, or only what is open.")),
    # reply times
    Act(name="by_clock", key="b", label=N_("by the clock"), help=N_("Show time by the clock, or working time.")),
    Act(
        name="look_at_mailbox",
        key="k",
        label=N_("look at a mailbox"),
        help=N_("How fast you answer, told from any mailbox; nothing is stored."),
    ),
    Act(
        name="another_mailbox",
        key="n",
        label=N_("another mailbox"),
        help=N_("Look at another mailbox, or at this one with other addresses."),
    ),
    Act(
        name="not_counted",
        key="z",
        label=N_("not counted"),
        help=N_("Each message that was not counted, and why; or the figures again."),
    ),
    # working time
    Act(name="turn_day", key="space", label=N_("off or on"), help=N_("Turn the day round: off, worked, as usual.")),
    Act(name="add_travel", key="a", label=N_("travel"), help=N_("Note a stay in another time zone.")),
    Act(name="more_weeks", key="z", label=N_("more weeks"), help=N_("Show a quarter of a year, or four weeks.")),
    # time
    Act(name="switch", key="w", label=N_("switch"), help=N_("Stop the timer and start it on something else.")),
    Act(name="cancel", key="x", label=N_("discard timer"), help=N_("Throw the running time away.")),
    Act(
        name="time_chart",
        key="p",
        label=N_("where it went"),
        help=N_("The week as a picture; time by client, project, activity, and what is not billed."),
    ),
    Act(name="billed", key="b", label=N_("billed"), help=N_("Mark time as billed: this entry, or all of its project.")),
    Act(name="earlier", key="left", label=N_("before"), help=N_("The period before."), also=("[",)),
    Act(name="later_on", key="right", label=N_("after"), help=N_("The period after."), also=("]",)),
    Act(name="group_by", key="b", label=N_("by…"), help=N_("What a line is: a day, a client, an activity.")),
    Act(name="how_long", key="p", label=N_("period"), help=N_("A week, a month or a year at once.")),
    Act(
        name="bill", key="m", label=N_("billed"), help=N_("Mark the time of this line as billed, or take the mark off.")
    ),
    Act(
        name="import_time",
        key="i",
        label=N_("import"),
        help=N_("Bring in time from another tool; you see first what would come."),
    ),
    Act(name="export_time", key="e", label=N_("export"), help=N_("Write all time as a table or JSON.")),
    Act(name="make_project", key="a", label=N_("make it new"), help=N_("Make a new project of this name.")),
    Act(name="not_this_name", key="x", label=N_("leave out"), help=N_("Leave the time under this name out.")),
    Act(
        name="rest_into",
        key="p",
        label=N_("the rest into…"),
        help=N_("Put everything that no name decides into one project."),
    ),
    Act(name="another_file", key="n", label=N_("another file"), help=N_("Look into another file.")),
    *BESIDE,
)
