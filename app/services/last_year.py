"""What the cycles before this one answered, read once: it does not change any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.answers import Answer, is_answered
from app.domain.findings import Finding, finding_code
from app.domain.floor import SIGHTING_WORDS
from app.domain.forms.definition import Question
from app.domain.sites import Cycle
from app.domain.typed_fields import FIELD_NAMES, STATUS_WORDS
from app.formats import show_date
from app.services.cycles import InstrumentThen, answers_before, finding_before, previous_cycle
from app.services.survey_states import level_of
from app.storage.unit import Unit
from app.wording import _

LEVELS = ("1", "2", "3", "4", "5")
_TOLD_FIELDS = ("location", "used_for", "status", "accuracy_class", "range_text", "owner")
"""Of what was edited since, these are told beside the instrument; the rest stands in its history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelThen:
    """The level answered in one cycle; level None where the question was not answered with one."""

    cycle_id: str
    cycle_name: str
    year: int
    level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The answers of the last cycle by the name of the question, and the levels of all earlier ones, oldest first."""

    previous: Cycle
    answers: Mapping[str, Answer]
    levels: Mapping[str, tuple[LevelThen, ...]]

    def answered(self) -> frozenset[str]:
        """The names of the questions that were answered in the last cycle."""
        return frozenset(name for name, each in self.answers.items() if is_answered(each))


def read_past(unit: Unit, cycle_id: str, form: str) -> Past | None:
    """None in the first cycle."""
    previous = previous_cycle(unit, cycle_id)
    if previous is None:
        return None
    levels: dict[str, list[LevelThen]] = {}
    for cycle, answers in _backwards(unit, cycle_id, form):
        for name, answer in answers.items():
            levels.setdefault(name, []).insert(0, _level_then(cycle, answer))
    last = answers_before(unit, cycle_id, form)
    return Past(previous=previous, answers=last, levels={name: tuple(each) for name, each in levels.items()})


def _backwards(unit: Unit, cycle_id: str, form: str) -> Iterator[tuple[Cycle, Mapping[str, Answer]]]:
    """Each cycle before this one with its answers, the nearest first; a chain that bites its tail ends."""
    met = {cycle_id}
    while (cycle := previous_cycle(unit, cycle_id)) is not None and cycle.id not in met:
        met.add(cycle.id)
        yield cycle, answers_before(unit, cycle_id, form)
        cycle_id = cycle.id


def _level_then(cycle: Cycle, answer: Answer) -> LevelThen:
    level = int(answer.value) if answer.value in LEVELS else None
    year = (cycle.surveyed_on or cycle.starts_on).year
    return LevelThen(cycle_id=cycle.id, cycle_name=cycle.name, year=year, level=level)


def movement(question: Question, then: Answer, now: Answer | None) -> tuple[str, str]:
    """The state of the pill and its words: how an answer moved since the last cycle."""
    if not is_answered(now) or now is None:
        return "todo", _("Chưa xem lại")
    before, after = level_of(question, then), level_of(question, now)
    if before is None or after is None:
        same = (then.value, then.status) == (now.value, now.status)
        return "info", _("Như trước") if same else _("Khác trước")
    if after < before:
        return "warn", _("Tụt {count} mức", count=before - after)
    if after > before:
        return "ok", _("Tăng {count} mức", count=after - before)
    return "info", _("Như trước")


def instrument_words(then: InstrumentThen | None) -> str:
    """One line of what is known of an instrument from the last cycle; "" where there is nothing to tell."""
    if then is None:
        return ""
    told = []
    if then.sighting is not None:
        state = _(SIGHTING_WORDS[then.sighting.state])
        seen = then.sighting.seen_at
        told.append(f"{state} ({show_date(seen.astimezone().date())})" if seen else state)
    elif then.listed:
        told.append(_("có trong danh mục, không được xem"))
    else:
        told.append(_("chưa có trong danh mục"))
    told += [
        _("{field}: {before} → {after}", field=_(FIELD_NAMES[field]), before=_shown(before), after=_shown(after))
        for field, before, after in then.changed
        if field in _TOLD_FIELDS
    ]
    return _("Chu kỳ trước: {told}", told=" · ".join(told))


def _shown(value: object) -> str:
    words = str(value or "—")
    return _(STATUS_WORDS[words]) if words in STATUS_WORDS else words


def finding_words(unit: Unit, finding: Finding) -> str:
    """The finding of the last cycle that this one repeats; "" where it is new."""
    before = finding_before(unit, finding)
    if before is None:
        return ""
    return _("Chu kỳ trước: {code} {title}", code=finding_code(before), title=before.title)
