"""The sample factory's evaluations: of the sheets measured on the spot, and of figures typed from its own books."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app import paths
from app.services import evaluations
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import N_, _

Say = Callable[..., None]


def evaluate_sample(store: Store, cycle_id: str, say: Say) -> None:
    """Adds and computes every evaluation of the first survey."""
    told = tomllib.loads(paths.shipped("resources", "sample", "evaluations.toml").read_text("utf-8"))
    evaluate(store, cycle_id, told["evaluations"], say)


def evaluate(store: Store, cycle_id: str, told: Sequence[Mapping[str, Any]], say: Say) -> None:
    """Adds and computes these; ValueError when one cannot be computed."""
    with store.unit(_("Đánh giá phép đo")) as unit:
        for each in told:
            added = evaluations.add_evaluation(
                unit,
                cycle_id,
                each["calculation"],
                **_about(unit, each),
                inputs={**each.get("inputs", {}), **_readings(each)},
                title=each.get("title", ""),
            )
            if each.get("note"):
                evaluations.edit_about(unit, added.id, "note", each["note"])
            evaluations.compute(unit, added.id)
    say(N_("Đã đánh giá {n} phép đo, lô hàng và khoản thiệt hại."), n=len(told))


def _about(unit: Unit, told: Mapping[str, Any]) -> dict[str, str]:
    """Keys of the study (named by its title), the instrument and the process (named by their codes)."""
    about = {}
    if "study" in told:
        about["study_id"] = unit.studies.all(title=told["study"])[0].id
    if "instrument" in told:
        about["instrument_id"] = unit.instruments.all(code=told["instrument"])[0].id
    if "process" in told:
        about["process_id"] = unit.processes.all(code=told["process"])[0].id
    return about


def _readings(told: Mapping[str, Any]) -> dict[str, Any]:
    """Readings under each reference value, as rows of a table."""
    rows = [
        {"part": _("Mẫu {n}", n=number), "reference": float(reference), "value": value}
        for number, (reference, values) in enumerate(told.get("readings", {}).items(), 1)
        for value in values
    ]
    return {"data": rows} if rows else {}
