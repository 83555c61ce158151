"""`forecast`: when a project ends, what if, how good forecasts have been; and the protocol for programs."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from freelance_comm.cli import forecast_stdin
from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.patience import patience
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.calibration import Calibration
    from freelance_comm.services.forecasts import Forecast, WhatIf
    from freelance_comm.services.plots import PlotLine

_OF_PROJECT = ("without", "start", "off", "hours_a_day", "on")
_PLOT_WIDTH = 30


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the options."""
    parser.epilog = tr.gettext("Without a project: how good your estimates and the forecasts from them have been.")
    add = parser.add_argument
    add("project", nargs="?", default="", help=tr.gettext("the project to forecast"))
    add(
        "--without",
        action="append",
        default=[],
        metavar="TASK",
        help=tr.gettext("what if this task is left out: its number or words; may be given several times"),
    )
    add("--start", default="", metavar="DAY", help=tr.gettext("what if the work begins on this day"))
    add(
        "--off",
        action="append",
        default=[],
        metavar="DAY..DAY",
        help=tr.gettext("what if these days are off; may be given several times"),
    )
    add("--hours-a-day", default="", metavar="HOURS", help=tr.gettext("what if you give it this many hours a day"))
    add("--on", default="", metavar="DAY", help=tr.gettext("how many times in 100 it is done by this day"))
    forecast_stdin.options(parser, tr)


def run(args: Namespace, session: Session) -> int:
    """Answer."""
    given = [name for name in _OF_PROJECT if getattr(args, name)]
    if args.stdin:
        if args.project or given:
            raise BadValue(
                N_("--stdin does not take a project."),
                hint=N_("Leave the other arguments out: the lines say what is asked."),
            )
        return forecast_stdin.run(args, session)
    if args.project:
        return _of_project(args, session)
    if given:
        raise BadValue(
            N_("{option} needs a project."),
            hint=N_("Name it first: `freelance-comm forecast PROJECT`."),
            option=f"--{given[0].replace('_', '-')}",
        )
    return _calibration(session)


def _of_project(args: Namespace, session: Session) -> int:
    from freelance_comm.services import deadlines, projects
    from freelance_comm.services.forecasts import forecast

    desk = session.view_desk
    project = projects.find_project(desk, args.project)
    asked = session.day(args.on, future=True) if args.on else None
    what_if = _what_if(args, session)
    with patience(session, session.tr.gettext("Working out the forecast")):
        file = desk.reader.project(project.id)
        found = forecast(desk, file, what_if)
        judged = deadlines.judged(desk, found, asked) if asked is not None else None
        plain = None if what_if.is_plain or session.as_json else forecast(desk, file)
    if session.as_json:
        session.emit(_plain(found, project.ref, what_if, asked))
        return ExitCode.DONE
    _tell(found, plain, session)
    if judged is not None:
        session.say(judged.words)
    return ExitCode.DONE


def _what_if(args: Namespace, session: Session) -> WhatIf:
    from freelance_comm.services import wording
    from freelance_comm.services.forecasts import WhatIf

    off = []
    for text in args.off:
        first, dots, last = text.partition("..")
        begin = session.day(first, future=True)
        off.append((begin, session.day(last, future=True) if dots else begin))
    pace = wording.hours(session.desk, args.hours_a_day, N_("The hours a day"), high=24) if args.hours_a_day else None
    return WhatIf(
        without=tuple(args.without),
        start=session.day(args.start, future=True) if args.start else None,
        off=tuple(off),
        hours_a_day=pace,
    )


def _tell(found: Forecast, before: Forecast | None, session: Session) -> None:
    from freelance_comm.services import deadlines, forecast_plots, forecast_words, reliability

    tr, desk = session.tr, session.desk
    session.say(forecast_words.headline(desk, found))
    for sentence in forecast_words.uncounted(tr, found):
        session.say(sentence)
    if before is not None:
        session.say(
            tr.gettext("As things are, it would be: promise {promise}, plan {plan}.").format(
                promise=forecast_words.day_or_never(before.ends.day_at(80), tr),
                plan=forecast_words.day_or_never(before.ends.day_at(50), tr),
            )
        )
    if found.promised is not None:
        session.say(deadlines.judged(desk, found, deadlines.day_of(found.calendar, found.promised)).words)
    session.say("")
    _table(found, session)
    if found.lines:
        session.say(forecast_words.hours_left(desk, found))
        promised = deadlines.day_of(found.calendar, found.promised) if found.promised is not None else None
        session.say("")
        _plot(forecast_plots.ends_plot(found.ends, promised, _PLOT_WIDTH, tr), session)
    session.say("")
    for sentence in forecast_words.why(desk, found):
        session.say(sentence)
    proof = reliability.sentence(desk)
    if proof:
        session.say(proof)


def _table(found: Forecast, session: Session) -> None:
    from freelance_comm.services import forecast_words

    rows = forecast_words.task_rows(session.desk, found)
    session.table((forecast_words.task_head(session.tr), *rows), flexible=1)


def _plot(lines: tuple[PlotLine, ...], session: Session) -> None:
    session.table([(line.label, line.bar.rstrip() or " ", line.told) for line in lines])


def _calibration(session: Session) -> int:
    from freelance_comm.services import calibration, forecast_plots, reliability

    tr, desk = session.tr, session.view_desk
    with patience(session, tr.gettext("Working out the forecast")):
        found = calibration.calibration(desk)
    if session.as_json:
        session.emit(_plain_calibration(found))
        return ExitCode.DONE
    if found is None:
        session.say(tr.gettext("Nothing that was estimated is finished yet."))
        session.note(
            tr.gettext("Tick tasks off with `freelance-comm task done PROJECT TASK`; delivered projects count too.")
        )
    else:
        for sentence in calibration.sentences(found, tr):
            session.say(sentence)
        session.say("")
        _plot(forecast_plots.levels_plot(found, _PLOT_WIDTH, tr), session)
        session.say("")
        session.say(tr.gettext("What it took, against the estimate:"))
        _plot(forecast_plots.ratios_plot(found, _PLOT_WIDTH, tr), session)
        session.say("")
        session.table(calibration.size_rows(found, tr))
    proof = reliability.sentence(desk)
    if proof:
        session.say("")
        session.say(proof)
    return ExitCode.DONE


def _plain(found: Forecast, ref: str, what_if: WhatIf, asked: date | None) -> dict[str, Any]:
    """Return the forecast for programs."""
    from freelance_comm.forecast.effort import LEVELS
    from freelance_comm.services.deadlines import day_of

    promised = day_of(found.calendar, found.promised) if found.promised is not None else None
    return {
        "project": ref,
        "what_if": {
            "without": what_if.without,
            "start": what_if.start,
            "off": [{"first": first, "last": last} for first, last in what_if.off],
            "hours_a_day": what_if.hours_a_day,
        },
        "plan": found.ends.day_at(50),
        "promise": found.ends.day_at(80),
        "sure": found.ends.day_at(95),
        "promised": promised,
        "promised_chance": found.ends.chance(promised) if promised is not None else None,
        "asked": asked,
        "asked_chance": found.ends.chance(asked) if asked is not None else None,
        "asked_rating": found.ends.rate(asked) if asked is not None else None,
        "start": found.start,
        "hours_left": {f"p{level:02d}": found.effort.at(level) for level in LEVELS},
        "hours_a_day": {"hours": found.pace.hours, "learned_from_days": found.pace.days, "given": found.pace.given},
        "waiting_days": found.wait.days,
        "before": found.before,
        "calendar_factor": round(found.calendar_factor, 3),
        "finished_tasks": found.finished,
        "weight_of_prior": round(found.weight_of_prior, 3),
        "seed": found.seed,
        "tasks": [
            {
                "text": one.line.text,
                "kind": one.line.kind,
                "estimate_hours": one.line.estimate_hours,
                "spent_hours": one.line.spent_hours,
                "p50": one.effort.p50,
                "p80": one.effort.p80,
                "p95": one.effort.p95,
                "similar": one.why.similar,
                "ratio_p50": round(one.why.ratio_p50, 3),
                "weight_of_prior": round(one.why.weight_of_prior, 3),
            }
            for one in found.lines
        ],
    }


def _plain_calibration(found: Calibration | None) -> dict[str, Any]:
    if found is None:
        return {"pieces": 0}

    def shares(kept: dict[int, float]) -> dict[str, float]:
        return {f"p{level}": round(share, 4) for level, share in kept.items()}

    return {
        "pieces": found.pieces,
        "kept": shares(found.kept),
        "estimate_kept": round(found.estimate_kept, 4),
        "ratio": {"p10": round(found.low, 3), "p50": round(found.ratio, 3), "p90": round(found.high, 3)},
        "by_size": [
            {"below_hours": line.below, "pieces": line.pieces, "kept": shares(line.kept), "ratio": round(line.ratio, 3)}
            for line in found.sizes
        ],
    }
