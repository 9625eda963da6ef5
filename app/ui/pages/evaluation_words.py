"""How an evaluation is told: its state in a word, its figures with unit and interval, its settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.metrology.cell_words import VERDICT_WORDS, cell_words, family_key, verdict_words
from app.domain.metrology.declared import OWN_UNIT, Calculation, Output, unit_in
from app.domain.metrology.results import Plain, Result, Value
from app.domain.metrology.shown import shown_unit, shown_value
from app.domain.metrology.typed_inputs import shown_kept
from app.services.evaluation_states import NEW, UNKNOWN, OpenEvaluation
from app.wording import _

GLYPHS = {"ok": "ok", "part": "part", "bad": "bad", "none": "info"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is read. words: its name; value with unit; interval: "0,12 … 0,34 mm"; why: the reason where it
    is not available."""

    name: str
    words: str
    value: str
    interval: str = ""
    why: str = ""
    main: bool = False


def verdict_word(state: str) -> str:
    """The state of a verdict as it stands behind its glyph."""
    return _(VERDICT_WORDS[state]).lower()


def state_of(opened: OpenEvaluation) -> tuple[str, str]:
    """Glyph and word of the verdict, as it stands in a list."""
    if opened.state == UNKNOWN:
        return "na", _("phương pháp lạ")
    if opened.result is None or opened.state == NEW:
        return "todo", _("chưa tính")
    state = opened.result.verdict.state
    return GLYPHS[state], verdict_words(opened.calculation, state).lower()


def sentence_of(opened: OpenEvaluation) -> str:
    return opened.result.verdict.said.text if opened.result else ""


def method_words(calculation: Calculation | None, key: str) -> str:
    return f"{_(calculation.words)} · {calculation.method}" if calculation else key


def figures_of(calculation: Calculation, result: Result) -> Iterator[Figure]:
    """All figures of the result in the order of the declaration, families spread out."""
    told = set()
    for output in calculation.outputs:
        for name in _names(output, result):
            if name not in told:
                told.add(name)
                yield figure(calculation, output, name, result.values[name])
    for name, value in result.values.items():
        if name not in told:
            yield figure(calculation, Output(name=name, words=name), name, value)


def _names(output: Output, result: Result) -> list[str]:
    if not output.name.endswith("*"):
        return [output.name] if output.name in result.values else []
    return [name for name in result.values if name.startswith(output.name[:-1])]


def figure(calculation: Calculation, output: Output, name: str, value: Value) -> Figure:
    words = _(output.words)
    if output.name.endswith("*"):
        words = words.format(key=family_key(output, name))
    if not value.available:
        return Figure(name, words, _("không có"), why=value.why.text if value.why else "", main=output.main)
    shown = cell_words(calculation, output.name, value.value) or with_unit(value, output.digits)
    return Figure(name, words, shown, interval_of(value, output.digits), main=output.main)


def with_unit(value: Value, digits: int = 4) -> str:
    shown = shown_value(value.value, digits, value.step)
    return f"{shown} {shown_unit(value.unit)}" if value.unit and not isinstance(value.value, str | bool) else shown


def interval_of(value: Value, digits: int = 4) -> str:
    """ "0,12 … 0,34 mm"; "" where there is none."""
    if value.low is None and value.high is None:
        return ""
    unit = f" {shown_unit(value.unit)}" if value.unit else ""
    low, high = (shown_value(each, digits, value.step) for each in (value.low, value.high))
    if value.low is None:
        return _("đến {high}{unit}", high=high, unit=unit)
    if value.high is None:
        return _("từ {low}{unit}", low=low, unit=unit)
    return f"{low} … {high}{unit}"


def own_unit(calculation: Calculation | None, result: Result | None, typed: str) -> str:
    """The unit of the characteristic: as typed, else that of the result, where the method finds it out by itself."""
    if typed or calculation is None or result is None:
        return typed
    own = (result.values.get(each.name) for each in calculation.outputs if each.unit == OWN_UNIT)
    return next((each.unit for each in own if each is not None and each.unit), "")


def confidence_words(result: Result) -> str:
    """Which confidence the intervals have, where the settings tell it."""
    found = result.settings.get("confidence")
    if not isinstance(found, int | float) or isinstance(found, bool):
        return ""
    percent = found * 100 if found <= 1 else found
    return _("khoảng tin cậy {percent} %", percent=shown_kept(float(f"{percent:.6g}")))


def setting_lines(calculation: Calculation | None, result: Result) -> list[tuple[str, str, str]]:
    """The settings that were in force: label, value with unit, and what is to be minded about it."""
    known = {each.name: each for each in calculation.inputs} if calculation else {}
    lines = []
    for name, value in result.settings.items():
        each = known.get(name)
        words = _(each.words) if each else name
        choices = dict(each.choices) if each else {}
        shown = _(choices[str(value)]) if str(value) in choices else shown_kept(value)
        unit = "" if each is None or each.unit in ("", OWN_UNIT) else f" {shown_unit(each.unit)}"
        usual = _("thường {value}", value=shown_kept(each.default)) if each and _is_plain(each.default) else ""
        note = " · ".join(filter(None, (_(each.note) if each and each.note else "", usual)))
        lines.append((words, f"{shown or '—'}{unit}", note))
    return lines


def _is_plain(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell_told(calculation: Calculation, output: Output, value: Plain) -> str:
    """A cell of a table of the result; its unit stands over the column."""
    if isinstance(value, str):
        return cell_words(calculation, output.name, value) or (_(value) if value else "")
    if value is None:
        return ""
    return shown_value(value, output.digits)


def column_title(output: Output, own_unit: str) -> str:
    unit = shown_unit(unit_in(output.unit, own_unit))
    words = _(output.words)
    return f"{words}, {unit}" if unit else words


def rounding_lines() -> tuple[str, ...]:
    return (
        _("Tính với đủ mọi chữ số; chỉ làm tròn khi hiển thị và khi in."),
        _("U làm tròn đến hai chữ số có nghĩa, giá trị làm tròn đến cùng hàng (JCGM 100:2008, 7.2.6)."),
        _("Con số khác hiển thị với số chữ số có nghĩa mà phương pháp khai báo, thường là bốn."),
    )
