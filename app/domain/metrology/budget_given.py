"""The inputs of a budget made ready: equations, components, correlations, coverage, and the unit of every result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import UserError
from app.domain.metrology.budget import Coverage, check_names
from app.domain.metrology.budget_inputs import usual_model
from app.domain.metrology.components import Component, probability, read_components
from app.domain.metrology.correlations import correlated_blocks, correlation_matrix
from app.domain.metrology.expressions import Equation, parse_model
from app.domain.metrology.model_units import FoundUnit, model_unit
from app.domain.metrology.results import Said, said
from app.wording import N_, _

MOST_COMPONENTS, MOST_RESULTS = 200, 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """units: of the equations, in their order. warnings: what was found while making ready."""

    equations: tuple[Equation, ...]
    components: tuple[Component, ...]
    correlations: NDArray[np.float64]
    coverage: Coverage
    units: tuple[str, ...]
    warnings: tuple[Said, ...]


def prepared(given: Mapping[str, Any]) -> Prepared:
    """UserError names the component, the pair or the place in the model that will not do."""
    rows = given["inputs"] or []
    if not rows:
        raise UserError(_("Chưa có thành phần nào. Thêm ít nhất một dòng."))
    if len(rows) > MOST_COMPONENTS:
        raise UserError(_("Nhiều quá {most} thành phần.", most=MOST_COMPONENTS))
    components = read_components(rows)
    model = given["model"] or usual_model([each.name for each in components])
    equations = parse_model(model)
    if len(equations) > MOST_RESULTS:
        raise UserError(_("Mô hình có nhiều quá {most} kết quả.", most=MOST_RESULTS))
    check_names(equations, components)
    pairs = [(str(each["first"]), str(each["second"]), float(each["r"])) for each in given["correlations"] or []]
    correlations = correlation_matrix(components, pairs, simultaneous=bool(given["simultaneous"]))
    units = _units(equations, components, given)
    warnings = [warning for each in units for warning in each.warnings]
    if not given["model"]:
        is_sum = len(equations) == 1
        plain = said(N_("Không cho mô hình: kết quả là tổng của các thành phần."))
        warnings.insert(0, plain if is_sum else said(N_("Không cho mô hình: tính theo {model}."), model=model))
    warnings += _unequal_df(components, correlations)
    return Prepared(
        equations,
        tuple(components),
        correlations,
        Coverage(probability(given["coverage"]), given["k"], bool(given["truncate_df"])),
        tuple(each.unit for each in units),
        tuple(_once(warnings)),
    )


def _units(equations: Sequence[Equation], components: Sequence[Component], given: Mapping[str, Any]) -> list[FoundUnit]:
    """The first result has the unit that was named for it; the others what the model gives."""
    named = [given["unit"], *([""] * (len(equations) - 1))]
    if not given["check_units"]:
        return [FoundUnit(unit, False) for unit in named]
    units = {each.name: each.unit for each in components}
    return [model_unit(each, units, wanted) for each, wanted in zip(equations, named, strict=True)]


def _unequal_df(components: Sequence[Component], correlations: NDArray[np.float64]) -> list[Said]:
    """Correlated components of different degrees of freedom: Welch-Satterthwaite has no rule for them."""
    found = []
    for block in correlated_blocks(correlations):
        dfs = {components[place].df for place in block}
        if len(dfs) > 1:
            names = ", ".join(components[place].name for place in block)
            found.append(
                said(
                    N_(
                        "Các thành phần tương quan {names} có bậc tự do khác nhau: tính cả nhóm theo bậc tự do nhỏ "
                        "nhất {df}, thiên về an toàn."
                    ),
                    names=names,
                    df=min(dfs),
                )
            )
    return found


def _once(warnings: Sequence[Said]) -> list[Said]:
    kept: list[Said] = []
    for each in warnings:
        if each not in kept:
            kept.append(each)
    return kept
