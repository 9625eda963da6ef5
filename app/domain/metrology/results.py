"""What a method gives: figures with their unit, or "not available" with the reason; never 0, NaN or infinity in its
place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.metrology.shown import places_for, step_beside, told_value
from app.wording import N_, _

Plain = float | int | bool | str | None
Row = Mapping[str, Plain]

STATES = ("ok", "part", "bad", "none")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that can be said in any language, also years later: message is a msgid with {places}, values fill
    them.

    Numbers are written with up to four significant digits, whole ones as they are; give text for anything else.
    """

    message: str
    values: Mapping[str, Plain] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return _(self.message, **{name: told_value(each) for name, each in self.values.items()})


def said(message: str, /, **values: Plain) -> Said:
    return Said(message, values)


@dataclass(frozen=True, slots=True)
class Value:
    """One figure. value None: not available, why says the reason. unit as written ("mm", "%", "" for a pure number).

    low, high: its interval at the confidence that the settings name. step: one unit of the last place worth showing,
    where that hangs on another figure (see located); None: the significant digits of the declaration.
    """

    value: Plain
    unit: str = ""
    why: Said | None = None
    low: float | None = None
    high: float | None = None
    step: float | None = None

    def __post_init__(self) -> None:
        for each in (self.value, self.low, self.high):
            if isinstance(each, float) and not math.isfinite(each):
                raise ValueError("a figure that is not finite is 'not available' with a reason")
        if self.value is None and self.why is None:
            raise ValueError("what is not available needs its reason")

    @property
    def available(self) -> bool:
        return self.value is not None


def missing(message: str, /, unit: str = "", **values: Plain) -> Value:
    """A figure that cannot be had, with the sentence why."""
    return Value(None, unit, Said(message, values))


def located(
    value: float, spread: float | None, unit: str = "", low: float | None = None, high: float | None = None
) -> Value:
    """A place on a scale: a mean, a limit. It is shown to the place where its spread (s, U, sigma) has its second
    digit, however large the value itself is; without a spread with all its digits.
    """
    step = step_beside(spread)
    if step is None:
        step = 10.0 ** -places_for(value, 0)
    return Value(value, unit, low=low, high=high, step=step)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence that a director can repeat. state: ok, part, bad, or none where there is too little to judge by.

    basis: the limits and the rule it rests on, with their source.
    """

    state: str
    said: Said
    basis: Said | None = None

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"no state {self.state}")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was given and not used: where it stands, and why it was left out."""

    row: str
    why: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one calculation gave. values by the names of the golden data; settings: all that were in force, defaults
    too.

    tables: rows of the tables and of the points of the plots, by name. used: how many rows of data went in.
    """

    calculation: str
    version: str
    values: Mapping[str, Value]
    verdict: Verdict
    settings: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[Said, ...] = ()
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    used: int = 0
    left_out: tuple[LeftOut, ...] = ()

    def number(self, name: str) -> float:
        """The figure as a number; KeyError when there is none of this name, ValueError when it is not available."""
        found = self.values[name].value
        if found is None or isinstance(found, str):
            raise ValueError(f"{name} is not available")
        return float(found)


NO_VERDICT = Verdict("none", Said(N_("Phép tính này không tự kết luận; kết quả dùng cho bước sau.")))
