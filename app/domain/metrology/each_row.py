"""One calculation over a table of cases: each row is a case of its own, what stands outside the rows holds for all.

The row's own values win over those outside. The result has no figures of its own, but a table "rows" with the figures
of each, by the names of the calculation, and the state of its verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import Input, Output, TableOut
from app.domain.metrology.results import STATES, Result, Verdict, said
from app.wording import N_, _

Adapt = Callable[[Mapping[str, Any]], dict[str, Any]]
Run = Callable[[Mapping[str, Any]], Result]


def rows_input(inputs: Sequence[Input]) -> Input:
    """The table of cases, with a column for each input."""
    columns = tuple(replace(each, required=False, default=None, setting=False) for each in inputs)
    return Input(name="rows", words=N_("Nhiều trường hợp, mỗi dòng một"), kind="table", required=False, columns=columns)


def rows_output(outputs: Sequence[Output]) -> TableOut:
    return TableOut(
        name="rows", words=N_("Kết quả từng dòng"), columns=(*outputs, Output(name="state", words=N_("Kết luận")))
    )


def adapted_rows(flat: Mapping[str, Any], adapt: Adapt, required: Sequence[str]) -> dict[str, Any]:
    """The inputs and each of their rows in the declared names. A name that only the rows give is required of each."""
    found = adapt(flat)
    rows = found.get("rows")
    if not rows or isinstance(rows, str) or not isinstance(rows, Sequence):
        return found
    found["rows"] = [adapt(each) if isinstance(each, Mapping) else each for each in rows]
    for name in required:
        if found.get(name) is not None:
            continue
        for number, each in enumerate(found["rows"], 1):
            if not isinstance(each, Mapping) or each.get(name) is None:
                raise UserError(_("Dòng {row} của “rows” thiếu “{name}”.", row=number, name=name))
        found[name] = found["rows"][0][name]
    return found


def for_each_row(calculation: str, run: Run) -> Run:
    """run, or run for each row where rows are given."""

    def run_rows(given: Mapping[str, Any]) -> Result:
        rows = given.get("rows")
        if not rows:
            return run(given)
        results = [run({**given, "rows": None, **{k: v for k, v in row.items() if v is not None}}) for row in rows]
        table = [
            {**{name: each.value for name, each in result.values.items()}, "state": result.verdict.state}
            for result in results
        ]
        states = [each.verdict.state for each in results]
        worst = max(states, key=lambda each: ("none", "ok", "part", "bad").index(each))
        sentence = said(
            N_("{n} trường hợp: {ok} đạt, {part} cần xem, {bad} không đạt, {none} chưa kết luận."),
            n=len(states),
            **{each: states.count(each) for each in STATES},
        )
        warnings = tuple({repr(each): each for result in results for each in result.warnings}.values())
        return Result(
            calculation=calculation,
            version=results[0].version,
            values={},
            verdict=Verdict(worst, sentence, results[0].verdict.basis),
            warnings=warnings,
            tables={"rows": table},
            used=len(rows),
        )

    return run_rows
