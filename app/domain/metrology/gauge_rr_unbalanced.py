"""A gauge study with missing readings or unlike numbers of trials: variance components by REML."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from scipy import special

from app.domain.errors import UserError
from app.domain.metrology.gauge_rr import Components
from app.domain.metrology.gauge_rr_readings import Readings, is_nested, need_parts, need_trials, readings_of
from app.domain.metrology.gauge_rr_told import Study, found_of, told
from app.domain.metrology.reml import Reml, reml
from app.domain.metrology.results import Result, Said, Value, missing, said
from app.wording import N_, _


def reml_study(given: Mapping[str, Any]) -> Result:
    """Crossed, or nested when every part was measured by one operator only."""
    readings = readings_of(given["data"])
    _check(readings)
    if len(set(readings.values)) == 1:
        return _all_alike(given, readings)
    return _nested(given, readings) if is_nested(readings) else _crossed(given, readings)


def _check(readings: Readings) -> None:
    if len(readings.operators) < 2:
        raise UserError(
            _(
                "Chỉ có một người đo ({operator}) nên không tính được độ tái lập. "
                "Hãy dùng nghiên cứu loại 3: chỉ độ lặp lại.",
                operator=readings.operators[0],
            )
        )
    need_parts(len(readings.parts))
    need_trials(readings)


def _crossed(given: Mapping[str, Any], readings: Readings) -> Result:
    values = list(readings.cells.values())
    groupings = [_levels([part for part, _operator in readings.cells]), _operators(readings)]
    full = reml(values, groupings, cell_effect=True)
    reduced = reml(values, groupings, cell_effect=False)
    p = _likelihood_ratio(full, reduced)
    pooled = p > given["alpha_pool"]
    best = reduced if pooled else full
    components = Components(
        repeatability=best.error,
        operator=best.effects[1],
        interaction=0.0 if pooled else best.effects[2],
        part=best.effects[0],
    )
    alpha = given["alpha_pool"]
    decided = (
        said(N_("Đã gộp tương tác vào sai số (tỷ số hợp lý, p = {p}, lớn hơn α = {alpha})."), p=p, alpha=alpha)
        if pooled
        else said(N_("Giữ tương tác (tỷ số hợp lý, p = {p}, không quá α = {alpha})."), p=p, alpha=alpha)
    )
    extra = {"p_interaction": Value(p), "interaction_pooled": Value(pooled)}
    return _told(given, readings, components, {**extra, **_of_fit(given, best)}, (decided,))


def _nested(given: Mapping[str, Any], readings: Readings) -> Result:
    best = reml(list(readings.cells.values()), [_operators(readings)], cell_effect=True)
    components = Components(repeatability=best.error, operator=best.effects[0], part=best.effects[1])
    none = missing(N_("Thiết kế này không tách được tương tác giữa người đo và vật."))
    extra = {"p_interaction": none, "interaction_pooled": none}
    note = said(N_("Mỗi vật chỉ do một người đo nên đã tính theo thiết kế lồng nhau."))
    return _told(given, readings, components, {**extra, **_of_fit(given, best)}, (note,))


def _all_alike(given: Mapping[str, Any], readings: Readings) -> Result:
    none = missing(N_("Mọi số đọc như nhau nên không có độ biến động để so."))
    values = {
        "mean": Value(readings.values[0], given["unit"]),
        **dict.fromkeys(("p_interaction", "interaction_pooled", "deviance"), none),
    }
    return _told(given, readings, Components(0.0, 0.0, 0.0, 0.0), values, ())


def _told(
    given: Mapping[str, Any],
    readings: Readings,
    components: Components,
    values: Mapping[str, Value],
    warnings: Sequence[Said],
) -> Result:
    fewest, most = min(map(len, readings.cells.values())), readings.trials
    gaps = len(readings.parts) * len(readings.operators) - len(readings.cells)
    counted = [
        said(
            N_("Mỗi ô có từ {fewest} đến {most} số đọc, {gaps} ô vật × người không có số nào; không điền thay."),
            fewest=fewest,
            most=most,
            gaps=gaps,
        )
    ]
    if fewest == most and (gaps == 0 or is_nested(readings)):
        counted = []
    return told(
        Study(
            given=given,
            readings=readings,
            components=components,
            found=found_of(given, components),
            values=values,
            warnings=(*counted, *warnings),
        )
    )


def _of_fit(given: Mapping[str, Any], fit: Reml) -> dict[str, Value]:
    return {"mean": Value(fit.mean, given["unit"]), "deviance": Value(fit.deviance)}


def _operators(readings: Readings) -> list[int]:
    return _levels([operator for _part, operator in readings.cells])


def _levels(names: Sequence[Hashable]) -> list[int]:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return [numbers[name] for name in names]


def _likelihood_ratio(full: Reml, reduced: Reml) -> float:
    """p of the interaction: half the chi-square of one degree of freedom, since a variance cannot be negative."""
    if full.effects[2] <= 0:
        return 1.0
    return float(0.5 * special.chdtrc(1, max(0.0, reduced.deviance - full.deviance)))
