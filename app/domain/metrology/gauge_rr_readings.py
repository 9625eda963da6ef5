"""The readings of a gauge study as rows of part, operator, trial, value: which cells there are, and what is wrong with
them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.domain.errors import UserError
from app.domain.metrology.numerical import Array
from app.wording import _

Cell = tuple[str, str]
NAMED_AT_MOST = 6
MOST_CELLS = 2_000


@dataclass(frozen=True, slots=True)
class Readings:
    """parts, operators: names in the order in which they first appear. cells: values by (part, operator), in order of
    trial. missing: (part, operator, trial) whose reading is blank; never filled in."""

    parts: tuple[str, ...]
    operators: tuple[str, ...]
    cells: Mapping[Cell, tuple[float, ...]]
    missing: tuple[tuple[str, str, str], ...]

    @property
    def trials(self) -> int:
        """The largest number of readings in a cell."""
        return max((len(each) for each in self.cells.values()), default=0)

    @property
    def n(self) -> int:
        return sum(len(each) for each in self.cells.values())

    @property
    def values(self) -> list[float]:
        return [value for each in self.cells.values() for value in each]


def readings_of(rows: Sequence[Mapping[str, Any]]) -> Readings:
    """rows: part, operator, trial (or None: counted as they come), value (None: missing).

    UserError: no reading at all, or the same part, operator and trial twice.
    """
    parts: dict[str, None] = {}
    operators: dict[str, None] = {}
    found: dict[Cell, dict[int, float]] = {}
    missing = []
    seen: dict[tuple[str, str, int], int] = {}
    for number, row in enumerate(rows, 1):
        cell = (row["part"], row["operator"])
        parts[cell[0]] = operators[cell[1]] = None
        trials = found.setdefault(cell, {})
        trial = row["trial"] if row["trial"] is not None else len(trials) + 1
        first = seen.setdefault((*cell, trial), number)
        if first != number:
            raise UserError(
                _(
                    "Dòng {row} lặp lại dòng {first} (vật {part}, người {operator}, lần {trial}). Hãy bỏ một dòng.",
                    row=number,
                    first=first,
                    part=cell[0],
                    operator=cell[1],
                    trial=trial,
                )
            )
        if row["value"] is None:
            missing.append((*cell, str(trial)))
        else:
            trials[trial] = row["value"]
    if not any(found.values()):
        raise UserError(_("Chưa có số đọc nào trong “data”."))
    if len(found) > MOST_CELLS:
        raise UserError(
            _("Có {count} ô vật × người, nhiều hơn {most} ô tính được một lần.", count=len(found), most=MOST_CELLS)
        )
    ordered = {
        cell: tuple(value for _trial, value in sorted(each.items(), key=_by_trial))
        for cell, each in found.items()
        if each
    }
    named = [cell[0] for cell in ordered], [cell[1] for cell in ordered]
    return Readings(
        tuple(each for each in parts if each in named[0]),
        tuple(each for each in operators if each in named[1]),
        ordered,
        tuple(missing),
    )


def _by_trial(reading: tuple[object, float]) -> tuple[int, str]:
    """Numbered trials by their number, named ones after them by their name."""
    words = str(reading[0])
    return (int(words), "") if words.isdecimal() else (10**9, words)


def is_nested(readings: Readings) -> bool:
    """Whether every part was measured by one operator only, of several."""
    return len(readings.operators) > 1 and len({part for part, _operator in readings.cells}) == len(readings.cells)


def balanced_cube(readings: Readings) -> Array:
    """Values as (part, operator, trial). UserError: one operator, nested, gaps, fewer than two parts or trials."""
    if len(readings.operators) < 2:
        raise UserError(
            _(
                "Chỉ có một người đo ({operator}) nên không tính được độ tái lập. "
                "Hãy dùng nghiên cứu loại 3: chỉ độ lặp lại.",
                operator=readings.operators[0],
            )
        )
    need_parts(len(readings.parts))
    if is_nested(readings):
        raise UserError(_("Mỗi vật chỉ do một người đo: đây là thiết kế lồng nhau. Hãy dùng phép tính lồng nhau."))
    _need_alike(readings, ((part, operator) for part in readings.parts for operator in readings.operators))
    need_trials(readings)
    return np.array([[readings.cells[part, each] for each in readings.operators] for part in readings.parts])


def one_operator_rows(readings: Readings) -> list[tuple[float, ...]]:
    """The values of each part when one person or device measured; parts may differ in number of readings."""
    need_parts(len(readings.parts))
    if len(readings.operators) > 1:
        raise UserError(
            _(
                "Có {count} người đo; nghiên cứu loại 3 chỉ dành cho một người hoặc thiết bị tự động. "
                "Hãy dùng ANOVA giao chéo.",
                count=len(readings.operators),
            )
        )
    need_trials(readings)
    return [readings.cells[part, readings.operators[0]] for part in readings.parts]


def nested_cube(readings: Readings) -> Array:
    """Values as (operator, part of this operator, trial). UserError: one operator, unlike numbers, a single part or
    trial. Parts of the same name under two operators are different parts."""
    if len(readings.operators) < 2:
        raise UserError(_("Thiết kế lồng nhau cần ít nhất hai người đo. Hãy dùng nghiên cứu loại 3."))
    parts = parts_by_operator(readings)
    counts = {len(each) for each in parts.values()}
    if len(counts) > 1:
        told = ", ".join(f"{operator}: {len(each)}" for operator, each in parts.items())
        raise UserError(
            _(
                "Số vật của mỗi người đo không bằng nhau ({told}). Hãy dùng “Gauge R&R khi thiếu số đọc (REML)”.",
                told=told,
            )
        )
    need_parts(counts.pop())
    _need_alike(readings, readings.cells)
    need_trials(readings)
    return np.array([[readings.cells[part, operator] for part in each] for operator, each in parts.items()])


def parts_by_operator(readings: Readings) -> dict[str, list[str]]:
    return {operator: [part for part, other in readings.cells if other == operator] for operator in readings.operators}


def need_parts(count: int) -> None:
    if count < 2:
        raise UserError(_("Cần ít nhất hai vật đo khác nhau (nên có 10)."))


def need_trials(readings: Readings) -> None:
    if readings.trials < 2:
        raise UserError(
            _("Mỗi ô chỉ có một lần đo nên không tách được độ lặp lại. Hãy đo mỗi vật ít nhất hai lần mỗi người.")
        )


def _need_alike(readings: Readings, cells: Iterable[Cell]) -> None:
    wanted = readings.trials
    short = [(cell, len(readings.cells.get(cell, ()))) for cell in cells]
    short = [(cell, count) for cell, count in short if count != wanted]
    if not short:
        return
    told = "; ".join(
        _(
            "vật {part}, người đo {operator}: {count} trên {wanted} lần",
            part=cell[0],
            operator=cell[1],
            count=count,
            wanted=wanted,
        )
        for cell, count in short[:NAMED_AT_MOST]
    )
    raise UserError(
        _(
            "{count} ô không đủ số lần đo ({told}). Hãy đo bù, hoặc dùng “Gauge R&R khi thiếu số đọc (REML)”.",
            count=len(short),
            told=told + (" …" if len(short) > NAMED_AT_MOST else ""),
        )
    )
