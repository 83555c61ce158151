"""The form: labelled fields, saved with one key, kept while they are typed, merged with what others changed.

One page for all forms (client, project, profile, line item, time entry, facts of a stage): what differs is the job.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from freelance_comm.domain.errors import AppError, EditConflict, NotFound
from freelance_comm.tui import plain
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.clashes import still_open, which_of_two, which_version
from freelance_comm.tui.fields import Choice, FormLine, LineField
from freelance_comm.tui.form_model import AsAWhole, Field, FieldKind, FormJob, merge
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget
    from textual.widgets import TextArea

NARROW = 64
"""Below this width labels stand above their fields."""


class FormPage(Page):
    """A form on one job. Dismissed with what saving returned, or None.

    ``step`` is the act that saving it ends; ``first`` the field one came for, where it is not the first one.
    """

    typing = True
    acts: ClassVar[tuple[str, ...]] = ("save", "start_over")
    AUTO_FOCUS: ClassVar[str | None] = "#fields .field"
    DEFAULT_CSS = """
    FormPage #fields { height: 1fr; padding: 0 3 0 3; }
    FormPage .row { height: auto; max-width: 110; }
    FormPage.-tall .row { margin: 0 0 1 0; }
    FormPage .row.-narrow { layout: vertical; }
    FormPage .label { width: 26; height: auto; padding: 0 2 0 0; }
    FormPage .-narrow .label { width: 100%; }
    FormPage .field { width: 1fr; }
    FormPage .-narrow .field { width: 100%; }
    FormPage .group { text-style: bold; margin: 1 0 0 0; }
    FormPage.-tall .group { margin: 0 0 1 0; }
    FormPage .help { height: auto; padding: 0 3; color: $quiet; }
    FormPage TextArea, FormPage TextArea:focus { border: none; height: 5; padding: 0 1; background: $foreground 6%; }
    FormPage TextArea:focus { background: $foreground 12%; }
    """

    def __init__(self, job: FormJob, *, step: str = "", first: str = "") -> None:
        super().__init__()
        self._work_on(job)
        self._step = step
        self._first = first
        self._help = Static(plain.line(""), classes="help", markup=False)
        self._saving = False

    def _work_on(self, job: FormJob) -> None:
        """Take ``job``: what is stored, and what a field holds of it as long as nobody types."""
        self._job = job
        self._stored = job.values()
        self._start = {field.id: _held(field, self._stored.get(field.id, "")) for field in job.fields}

    # drawing

    def body(self) -> Iterable[Widget]:
        """Lay the fields out; text that was kept takes the place of what is stored."""
        kept = self.freelance.kept.values(self._job.keep_as)
        possible = {field.id: field for field in self._job.fields if _can_hold(field, kept.get(field.id))}
        with_kept = {**self._start, **{name: _held(field, kept[name]) for name, field in possible.items()}}
        rows: list[Widget] = []
        for field in self._job.fields:
            if field.heading:
                rows.append(Static(plain.line(field.heading), classes="group", markup=False))
            label = Static(plain.line(field.label), classes="label", markup=False)
            rows.append(Horizontal(label, self._widget(field, with_kept.get(field.id, "")), classes="row"))
        yield VerticalScroll(*rows, id="fields", can_focus=False)
        yield self._help

    def _widget(self, field: Field, value: str) -> Widget:
        widget: Widget
        if field.kind is FieldKind.CHOICE:
            widget = Choice(field.choices, value, id=f"field-{field.id}")
        elif field.kind is FieldKind.PARAGRAPH:
            from freelance_comm.tui.text_areas import FormArea

            widget = FormArea(value, id=f"field-{field.id}")
        else:
            widget = FormLine(value, id=f"field-{field.id}")
        widget.add_class("field")
        return widget

    def on_mount(self) -> None:
        """Say what the page is, and that kept text stands in it."""
        self.heading.say(self._job.title, self._job.side)
        if self._first:
            self.query_one(f"#field-{self._first}").focus()
        if self._changed(self._typed()):
            back = self.tr.gettext("Your unsaved text is back. {key} drops it.")
            self.quiet.say(back.format(key=self.hint("start_over")[0]), stays=True)

    def on_resize(self, event: events.Resize) -> None:
        """On a narrow terminal labels go above their fields."""
        for row in self.query(".row"):
            row.set_class(event.size.width < NARROW, "-narrow")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the help of the field."""
        for field in self._job.fields:
            if event.widget.id == f"field-{field.id}":
                self._help.update(plain.line(field.help))

    # values

    def _typed(self) -> dict[str, str]:
        return {field.id: self._value(field) for field in self._job.fields}

    def _value(self, field: Field) -> str:
        widget: Any = self.query_one(f"#field-{field.id}")
        return str(widget.text if field.kind is FieldKind.PARAGRAPH else widget.value)

    def _fill(self, values: Mapping[str, str]) -> None:
        for field in self._job.fields:
            widget: Any = self.query_one(f"#field-{field.id}")
            if field.kind is FieldKind.PARAGRAPH:
                widget.load_text(plain.area_value(values[field.id]))
            else:
                widget.value = _held(field, values[field.id])

    def _changed(self, typed: Mapping[str, str]) -> dict[str, str]:
        return {name: text for name, text in typed.items() if text != self._start.get(name, "")}

    def _wanted(self) -> dict[str, str]:
        """Return what to save: what was typed, and where nobody typed what is stored, to the last character."""
        return {
            name: self._stored.get(name, text) if text == self._start[name] else text
            for name, text in self._typed().items()
        }

    # keeping

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Keep what is typed."""
        self._keep()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Keep what is chosen."""
        self._keep()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is typed."""
        self._keep()

    def _keep(self) -> None:
        changed = self._changed(self._typed())
        if changed:
            self.freelance.kept.keep(self._job.keep_as, self._job.title, changed)
        else:
            self.freelance.kept.drop(self._job.keep_as)

    def keep_now(self) -> None:
        """The program ends: write it down."""
        self.freelance.kept.flush()

    # saving

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Enter goes on to the next field; after the last one it saves."""
        event.stop()
        self._go_on()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter goes on to the next field; after the last one it saves."""
        self._go_on()

    def _go_on(self) -> None:
        last = self._job.fields[-1]
        if self.focused is not None and self.focused.id == f"field-{last.id}":
            self.action_save()
        else:
            self.focus_next(".field")

    def action_save(self) -> None:
        """Save the form."""
        if not self._saving:
            self._saving = True
            self.run_worker(self._try_to_save(self._wanted()), group="save")

    async def _try_to_save(self, values: dict[str, str]) -> None:
        try:
            await self._save(values)
        except AppError as error:
            self.complain(error)
        finally:
            self._saving = False

    async def _save(self, values: dict[str, str]) -> None:
        try:
            result = await self.save(lambda desk: self._job.save(desk, values), step=self._step)
        except (EditConflict, NotFound) as refusal:
            await self._settle(values, refusal)
        except AppError as error:
            if not await self.refused(error):
                self.complain(error)
                self._point_at(_culprit(self._job.fields, values, error))
        else:
            self._finish(result)

    def _point_at(self, field: Field | None) -> None:
        """Stand in the field that was refused, and in sight: what is said below takes lines from the form."""
        widget = self.query_one(f"#field-{field.id}") if field is not None else self.focused
        if widget is not None:
            self.set_focus(widget, scroll_visible=False)
            self.call_after_refresh(widget.scroll_visible, animate=False)

    async def refused(self, error: AppError) -> bool:
        """Deal with a refusal in a way of its own; False lets it be told."""
        return False

    def _finish(self, result: object) -> None:
        self.freelance.kept.drop(self._job.keep_as)
        self.dismiss(True if result is None else result)

    async def _settle(self, mine: dict[str, str], refusal: EditConflict | NotFound) -> None:
        """Somebody else saved meanwhile: keep both sides' changes, and ask where they disagree."""
        fresh = await self._fresh(refusal)
        if fresh is None:
            await self._restore(mine)
        elif fresh is self._job or isinstance(refusal, NotFound):
            self.complain(refusal)
            self._point_at(_culprit(self._job.fields, mine, refusal))
        elif isinstance(fresh, AsAWhole):
            await self._replace(fresh, fresh, mine)
        else:
            await self._merge(fresh, mine)

    async def _fresh(self, refusal: EditConflict | NotFound) -> FormJob | None:
        """Return the form on what is stored now, None when the record is gone."""
        if isinstance(refusal, EditConflict) and refusal.deleted:
            return None
        try:
            return await self.freelance.backroom.read(self._job.afresh)
        except NotFound:
            return None

    async def _merge(self, fresh: FormJob, mine: dict[str, str]) -> None:
        merged, clashes = merge(self._job.fields, self._stored, fresh.values(), mine)
        for clash in clashes:
            answer = await self.app.push_screen_wait(which_of_two(self.tr, clash))
            if not answer:
                self.complain(still_open(clash))
                return
            merged[clash.field.id] = clash.mine if answer == "m" else clash.theirs
        self._work_on(fresh)
        self._fill(merged)
        await self._save(merged)

    async def _replace(self, fresh: FormJob, whole: AsAWhole, mine: dict[str, str]) -> None:
        """What is saved takes the place of something that another one made meanwhile: show both, and ask."""
        theirs, typed = await self.freelance.backroom.read(lambda desk: whole.versions(desk, mine))
        answer = await self.app.push_screen_wait(which_version(self.tr, self._job.title, theirs, typed))
        if answer == "m":
            self._work_on(fresh)
            await self._save(mine)
        elif answer:
            self._finish(None)

    async def _restore(self, mine: dict[str, str]) -> None:
        tr = self.tr
        question = tr.gettext("Somebody removed this while you were editing it. Your text is still here.")
        answer = await self.app.push_screen_wait(AskKey(question, [("a", tr.gettext("add it again"))]))
        if answer:
            self._finish(await self.freelance.backroom.save(lambda desk: self._job.restore(desk, mine)))

    def action_back(self) -> None:
        """Go back; say it where something typed is left unsaved, for nothing else on the page below shows it."""
        if self._job.keep_as and self._changed(self._typed()):
            self.freelance.tell_next(self.tr.gettext("Not saved yet; what you typed is kept for next time."))
        super().action_back()

    def action_start_over(self) -> None:
        """Drop what was typed, and begin with the first field again."""
        self._fill(self._start)
        self.freelance.kept.drop(self._job.keep_as)
        self.say("")
        self.query(".field").first().focus()


def _culprit(fields: tuple[Field, ...], values: Mapping[str, str], error: AppError) -> Field | None:
    """Return the field an error speaks of: it names the field, by its id or in words, or quotes what stands in it."""
    named = {str(value).strip() for value in error.params.values()} - {""}
    for field in fields:
        meant = named & {field.label, field.called, values.get(field.id, "").strip()}
        if meant or error.params.get("field") == field.id:
            return field
    return None


def _held(field: Field, value: str) -> str:
    """Return what a field holds of a stored value: nothing that must not reach the terminal."""
    if field.kind is FieldKind.CHOICE:
        return value
    return plain.area_value(value) if field.kind is FieldKind.PARAGRAPH else plain.field_value(value)


def _can_hold(field: Field, kept: str | None) -> bool:
    """Say whether a kept value can stand in a field: a choice may be gone since it was kept."""
    if kept is None:
        return False
    return field.kind is not FieldKind.CHOICE or kept in dict(field.choices)
