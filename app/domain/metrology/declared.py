"""A method declared as data: its inputs and results with units, its formula and source. Screens, JSON Schema and papers
all read this one declaration.

A declaration is light: numpy and scipy are imported by the module that computes, when it computes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.metrology.results import Result

KINDS = ("number", "integer", "boolean", "text", "choice", "date", "numbers", "table")
OWN_UNIT = "own"
NUMERALS = ("year", "seed")
"""Inputs whose numbers name something: never with marks between thousands."""
SQUARED_UNIT = "own²"
"""Stand for the unit of the characteristic, which the input "unit" names, and for its square."""


def unit_in(unit: str, own: str) -> str:
    """A declared unit as written where the characteristic is in own: "own²" of mm is mm², of kg/m³ is (kg/m³)²."""
    if OWN_UNIT not in unit:
        return unit
    return unit.replace(OWN_UNIT, own if unit == OWN_UNIT or own.isalpha() else f"({own})") if own else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input by the name of the golden data. words: its label (N_); unit: "own", a fixed one ("%", "day"), or "".

    setting: a choice that changes figures or verdict; it is always shown and printed. default: what is used when it is
    not given (None: nothing). choices: (value, N_ words) of kind "choice". columns: of kind "table"; rows are mappings.
    above, least, most: bounds, the first one exclusive. note: N_, what to mind when it is entered. optional columns and
    inputs are not required. from_study: the field of a study that fills it ("reference", "resolution", "tolerance_low"
    …).
    """

    name: str
    words: str
    kind: str = "number"
    unit: str = ""
    required: bool = True
    setting: bool = False
    default: Any = None
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Input, ...] = ()
    above: float | None = None
    least: float | None = None
    most: float | None = None
    note: str = ""
    from_study: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """One figure of the result. digits: significant ones when shown. main: among the few that stand on top.

    name may end in "*" for a family ("kappa_*"), whose words then hold the place {key}.
    """

    name: str
    words: str
    unit: str = ""
    digits: int = 4
    main: bool = False


@dataclass(frozen=True, slots=True)
class TableOut:
    """A table of the result: shown where hidden is False; hidden ones hold the points of plots."""

    name: str
    words: str
    columns: tuple[Output, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """One calculation of a method. key: "gauge_rr_anova"; method: "M08"; version: raised when figures could come out
    otherwise for the same inputs. purpose: one sentence for who does not know the method. formula, source: lines (N_
    where they hold words). study_kinds: kinds of study whose sheet it can evaluate. plots: names of the plots that show
    it. judges: False where it only gives figures and never says good or bad.
    stepwise: whether it takes long and tells its progress (run then takes tell= and stop=).
    """

    key: str
    method: str
    words: str
    purpose: str
    version: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    run: Callable[..., Result]
    tables: tuple[TableOut, ...] = ()
    formula: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    study_kinds: tuple[str, ...] = ()
    plots: tuple[str, ...] = ()
    stepwise: bool = False
    judges: bool = True
    adapt: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    """Turns other ways of writing the inputs (those of the golden files) into the declared ones."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What the codes in a column of a table mean: "column.code" (N_)."""

    def input(self, name: str) -> Input:
        return next(each for each in self.inputs if each.name == name)
