"""An evaluation as the reports tell it: what was computed from what, and every figure of it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.document import State
from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.metrology.cell_words import cell_words, family_key, verdict_words
from app.domain.metrology.declared import NUMERALS, OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.results import Plain, Result, Row, Value
from app.domain.metrology.shown import shown_unit, shown_value
from app.formats import show_date
from app.wording import _

MOST_TYPED = 12
VERDICT_GLYPHS = {"ok": "ok", "part": "part", "bad": "bad", "none": "na"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """calculation: its declaration, None where this edition does not know the method; result: None while it was not
    computed. given: the inputs as the method reads them, {} where it cannot. about: what it is about, label and words.
    findings: codes of the findings that rest on it. changed: why today's result would differ, "" when it would not.
    """

    evaluation: Evaluation
    calculation: Calculation | None = None
    result: Result | None = None
    given: Mapping[str, Any] | None = None
    about: tuple[tuple[str, str], ...] = ()
    findings: str = ""
    changed: str = ""

    @property
    def code(self) -> str:
        return evaluation_code(self.evaluation)

    @property
    def method(self) -> str:
        return _(self.calculation.words) if self.calculation else self.evaluation.calculation

    @property
    def title(self) -> str:
        return self.evaluation.title or self.method

    @property
    def state(self) -> State:
        """The verdict in a cell."""
        state = self.result.verdict.state if self.result else "none"
        return State(VERDICT_GLYPHS[state], verdict_words(self.calculation, state))

    @property
    def sentence(self) -> str:
        return self.result.verdict.said.text if self.result else _("Chưa tính.")

    @property
    def unit(self) -> str:
        """Of the characteristic: as typed, else that of the result, where the method finds it out by itself."""
        typed = str((self.given or {}).get("unit") or "")
        if typed or self.calculation is None or self.result is None:
            return typed
        own = (self.result.values.get(each.name) for each in self.calculation.outputs if each.unit == OWN_UNIT)
        return next((each.unit for each in own if each is not None and each.unit), "")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of a result: label, its value, unit and interval; why where there is none. family: one of several of a
    kind, as the share of each component."""

    name: str
    label: str
    value: Plain
    unit: str
    digits: int
    low: float | None
    high: float | None
    why: str
    words: str
    main: bool
    family: bool
    step: float | None = None

    @property
    def shown(self) -> str:
        if self.why:
            return "—"
        if self.words:
            return self.words
        return f"{shown_value(self.value, self.digits, self.step)} {self.unit}".strip()

    @property
    def bare(self) -> str:
        """The value without its unit; a percentage keeps its sign."""
        return (
            self.shown
            if self.words or self.why or self.unit == "%"
            else shown_value(self.value, self.digits, self.step)
        )

    @property
    def interval(self) -> str:
        if self.low is None and self.high is None:
            return ""
        low, high = (shown_value(each, self.digits, self.step) for each in (self.low, self.high))
        return _("từ {low} đến {high}", low=low, high=high)


def figures_told(each: Evaluated) -> list[Told]:
    """Every figure in the order in which it is declared; those that are not declared last, by their name."""
    if each.result is None or each.calculation is None:
        return []
    found: list[Told] = []
    taken: set[str] = set()
    for output in each.calculation.outputs:
        for name, value in each.result.values.items():
            if name not in taken and _is_of(output, name, each.calculation):
                taken.add(name)
                found.append(_told(each.calculation, output, name, value))
    rest = (name for name in each.result.values if name not in taken)
    return [
        *found,
        *(_told(each.calculation, Output(name, name), name, each.result.values[name]) for name in rest),
    ]


def _is_of(output: Output, name: str, calculation: Calculation) -> bool:
    """Whether a figure is the declared one, or of its family; a name declared by itself is of no family."""
    if output.name == name:
        return True
    if not output.name.endswith("*") or any(one.name == name for one in calculation.outputs):
        return False
    stems = [one.name[:-1] for one in calculation.outputs if one.name.endswith("*") and name.startswith(one.name[:-1])]
    return output.name[:-1] == max(stems, key=len, default=None)


def _told(calculation: Calculation, output: Output, name: str, value: Value) -> Told:
    family = output.name.endswith("*")
    key = family_key(output, name) if family else ""
    label = _(output.words, key=_key_words(calculation, key)) if family else _(output.words)
    why = value.why.text if value.why is not None else ""
    words = cell_words(calculation, name, value.value) or ""
    main = output.main and not family
    digits, unit = output.digits, shown_unit(value.unit)
    return Told(name, label, value.value, unit, digits, value.low, value.high, why, words, main, family, value.step)


def _key_words(calculation: Calculation, key: str) -> str:
    """A part, operator or component that a figure of a family is of; its words where the calculation has some."""
    found = next((words for code, words in calculation.extra.items() if code.endswith(f".{key}")), "")
    return _(found) if found else key


def shown_tables(each: Evaluated) -> Iterator[tuple[TableOut, list[Row]]]:
    """The tables that are read, in the order of the declaration; hidden ones only hold the points of plots."""
    if each.result is None or each.calculation is None:
        return
    for table in each.calculation.tables:
        rows = list(each.result.tables.get(table.name, ()))
        if rows and not table.hidden:
            yield table, rows


def own_unit(each: Evaluated, unit: str) -> str:
    """A declared unit with that of the readings in it: "mm" or "mm²"; "" where it is not known."""
    if OWN_UNIT not in unit:
        return shown_unit(unit)
    return shown_unit(unit.replace(OWN_UNIT, each.unit)) if each.unit else ""


def column_title(each: Evaluated, column: Output) -> str:
    unit = column.unit.replace(OWN_UNIT, each.unit) if each.unit else column.unit.partition(OWN_UNIT)[0]
    return f"{_(column.words)}, {shown_unit(unit)}" if unit else _(column.words)


def settings_told(each: Evaluated) -> list[tuple[str, str]]:
    """Every setting in force, with its value in words."""
    if each.calculation is None or each.result is None:
        return []
    declared = {one.name: one for one in each.calculation.inputs}
    return [
        (_(declared[name].words), input_words(each, declared[name], value))
        for name, value in each.result.settings.items()
        if name in declared and value is not None
    ]


def inputs_told(each: Evaluated) -> list[tuple[str, str]]:
    """The single inputs that were given and are no setting."""
    if each.calculation is None or not each.given:
        return []
    return [
        (_(one.words), input_words(each, one, each.given[one.name]))
        for one in each.calculation.inputs
        if not one.setting and one.kind not in ("table", "numbers") and _is_given(each.given.get(one.name))
    ]


def _is_given(value: object) -> bool:
    return value is not None and value != ""


def input_words(each: Evaluated, one: Input, value: Any) -> str:
    if one.kind == "choice":
        return _(dict(one.choices).get(str(value), "")) or str(value)
    if isinstance(value, date):
        return show_date(value)
    if one.name in NUMERALS and isinstance(value, int):
        return str(value)
    unit = own_unit(each, one.unit)
    if isinstance(value, int | float | str) or value is None:
        return f"{typed_value(value)} {unit}".strip()
    return ", ".join(typed_value(item) for item in value) if isinstance(value, list | tuple) else str(value)


def typed_value(value: Any) -> str:
    """A number as it was given: all its digits, none added; one that no person types (1/3) with six."""
    if isinstance(value, float) and value == int(value) and abs(value) < 1e12:
        return shown_value(int(value))
    if isinstance(value, float):
        digits = next((n for n in range(1, MOST_TYPED) if float(f"{value:.{n}g}") == value), 6)
        return shown_value(value, digits)
    return shown_value(value) if isinstance(value, int | str | bool) or value is None else str(value)
