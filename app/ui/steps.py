"""The ten steps as the rail and the step pages show them, from the programme and the state of the dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app import wording
from app.domain.forms.definition import text_in
from app.domain.programme import STATE_WORDS, Step
from app.formats import show_number
from app.services.step_view import StepView, steps
from app.ui.pages import catalogue
from app.ui.rail import RailRow
from app.ui.remembered import Remembered
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit

GLYPHS = {"todo": "todo", "doing": "doing", "submitted": "sent", "needs_work": "warn", "approved": "lock"}


def pill_of(state: str, share: float = 0.0) -> tuple[str, str, float]:
    """Glyph, word and share of a step's state, as Head.show_state takes them."""
    return GLYPHS[state], _(STATE_WORDS[state]), share


Steps = tuple[Sequence[StepView], Mapping[str, int]]
"""The ten steps as they stand, and the number of records of each page that tells one."""


def read_steps(workspace: Workspace, remembered: Remembered) -> Steps:
    """Asks every gate; with thousands of instruments that takes half a second, so it is done in the background."""

    from app.services.progress import step_views  # brings all rules of the gates, which the first paint does not need

    def look(unit: Unit) -> Steps:
        known = remembered.over(unit)
        return step_views(known, workspace.cycle_id, workspace.as_of), counts_of(known)

    return workspace.read(look)


def first_steps(workspace: Workspace) -> Steps:
    """The steps with their kept states alone, at once, until the gates were asked."""
    language = wording.language()

    def look(unit: Unit) -> Steps:
        kept = {each.step: each.state for each in unit.steps.all(cycle_id=workspace.cycle_id)}
        return [_plain_view(each, kept.get(each.number, "todo"), language) for each in steps()], counts_of(unit)

    return workspace.read(look)


def counts_of(unit: Unit) -> Mapping[str, int]:
    return {each.key: each.counted(unit) for each in catalogue.PAGES if each.counted}


def _plain_view(step: Step, state: str, language: str) -> StepView:
    return StepView(
        number=step.number,
        key=step.key,
        title=text_in(step.title, language),
        short=text_in(step.short, language),
        page=step.page,
        state=state,
        share=0.0,
        missing=(),
        next_action=None,
    )


def rail_rows(views: Sequence[StepView], counts: Mapping[str, int], current: str) -> list[RailRow]:
    """The rows of the rail; under the step one is at stands the single next action."""
    rows = [RailRow("caption", _("Mười bước"))]
    for view in views:
        key = catalogue.page_of_step(view.number)
        rows.append(_step_row(view, key))
        at_home = key == current or (view.number == 1 and current in FORM_PAGES)
        if at_home and view.next_action is not None:
            action = view.next_action
            rows.append(RailRow("next", action.text, action.page or key, action.target, spoken=_spoken_next(view)))
    rows.append(RailRow("line"))
    rows.append(RailRow("caption", _("Dữ liệu nhà máy")))
    rows += [
        _data_row(each, counts.get(each.key))
        for each in catalogue.PAGES
        if each.step == 0 and each.in_rail and each.key != "leave"
    ]
    return rows


def _data_row(entry: catalogue.PageEntry, count: int | None) -> RailRow:
    """A page of the factory's data with its count, or with what is left to do there in words."""
    title = _(entry.title)
    if not entry.count_words:
        return RailRow("data", title, entry.key, icon=entry.icon, count=count)
    note = _(entry.count_words, n=show_number(count)) if count else ""
    return RailRow("data", title, entry.key, icon=entry.icon, note=note, spoken=f"{title}, {note}" if note else title)


FORM_PAGES = ("profile", "opening_meeting", "closing_meeting")


def _step_row(view: StepView, key: str) -> RailRow:
    return RailRow(
        "step",
        view.short,
        key,
        number=view.number,
        state=GLYPHS[view.state],
        share=view.share,
        done=view.state in ("submitted", "approved"),
        spoken=_spoken(view),
    )


def _spoken(view: StepView) -> str:
    """Tooltip and screen reader: the step, its state, and all that is missing."""
    heading = _(
        "Bước {number}. {title}: {state}", number=view.number, title=view.title, state=_(STATE_WORDS[view.state])
    )
    missing = [f"• {each.text}" for each in view.missing]
    return "\n".join([heading, *([_("Còn thiếu:"), *missing] if missing else [])])


def _spoken_next(view: StepView) -> str:
    return _("Việc tiếp theo: {action}", action=view.next_action.text if view.next_action else "")
