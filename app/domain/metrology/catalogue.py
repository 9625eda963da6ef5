"""All calculations by key, and how a person may name them: "gauge_rr_anova", "M08", "M08.gauge_rr_anova"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology import methods
from app.domain.metrology.declared import Calculation
from app.domain.metrology.given import read_given, settings_of
from app.domain.metrology.results import Result, said
from app.wording import N_, _


@cache
def calculations() -> Mapping[str, Calculation]:
    """Every calculation by key, in the order of the methods."""
    names = (each.name for each in iter_modules(methods.__path__))
    found = (each for name in names for each in import_module(f"{methods.__name__}.{name}").CALCULATIONS)
    return {each.key: each for each in sorted(found, key=lambda each: each.method)}


def named(name: str) -> Sequence[Calculation]:
    """The calculations a name can mean: one by its key, or all of a method; UserError when there is none."""
    key = name.rpartition(".")[2]
    if key in calculations():
        return (calculations()[key],)
    found = tuple(each for each in calculations().values() if each.method == name.upper())
    if not found:
        raise UserError(_("Không có phương pháp “{name}”. Xem danh sách: analyse --list.", name=name))
    return found


def chosen(name: str, raw: Mapping[str, Any]) -> Calculation:
    """The one calculation of a name that these inputs fit; UserError tells what the others lack."""
    found = named(name)
    if len(found) == 1:
        return found[0]
    wanted = str(raw.get("calculation") or "")
    if wanted:
        return next((each for each in found if each.key == wanted), None) or named(wanted)[0]
    fitting, troubles = [], []
    for each in found:
        try:
            given, unused = read_given(each, raw)
        except UserError as trouble:
            troubles.append(f"{each.key}: {trouble}")
            continue
        told = sum(given.get(one.name) is not None and one.required for one in each.inputs)
        fitting.append((len(unused), -told, each))
    if not fitting:
        raise UserError(
            _("Dữ liệu không hợp với phép tính nào của {name}. {troubles}", name=name, troubles=" ".join(troubles))
        )
    fitting.sort(key=lambda each: each[:2])
    return fitting[0][2]


def run(calculation: Calculation, raw: Mapping[str, Any], **steps: Any) -> Result:
    """Reads the inputs and computes. steps: tell= and stop= for a stepwise calculation."""
    given, unused = read_given(calculation, raw)
    result = calculation.run(given, **steps) if calculation.stepwise else calculation.run(given)
    warnings = result.warnings
    if unused:
        warnings = (*warnings, said(N_("Không dùng tới: {names}."), names=", ".join(unused)))
    return Result(
        calculation=calculation.key,
        version=calculation.version,
        values=result.values,
        verdict=result.verdict,
        settings={**settings_of(calculation, given), **result.settings},
        warnings=warnings,
        tables=result.tables,
        used=result.used,
        left_out=result.left_out,
    )
