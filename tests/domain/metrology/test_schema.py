"""The JSON Schema of every calculation fits its inputs and results: on every golden case, with units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from app.domain.metrology.catalogue import calculations, chosen, run
from app.domain.metrology.declared import Calculation
from app.domain.metrology.given import GROUPS
from app.domain.metrology.input_rows import rows_of
from app.domain.metrology.results import Result
from app.domain.metrology.schema import DIALECT, inputs_schema, results_schema
from tests.domain.metrology.cases import case, cases
from tests.domain.metrology.schema_check import troubles

ACCURACY = ("STRD-NUMACC2",)
"""Its data are a rule in words, not a list."""
CASES = sorted(name for name in cases() if name not in ("BAD-INPUT", *ACCURACY))


def method_of(case_id: str) -> str:
    code = str(cases()[case_id]["method"]).replace(",", " ").split()[0]
    return code if code.startswith("M") else "M00"


def declared_inputs(calculation: Calculation, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The case in the declared names, as the calculation reads it."""
    grouped = {name: each for name, each in raw.items() if name in GROUPS and isinstance(each, Mapping)}
    flat = {name: each for name, each in raw.items() if name not in grouped}
    for each in grouped.values():
        flat.update(each)
    return dict(calculation.adapt(flat) if calculation.adapt else flat)


def as_answer(result: Result) -> dict[str, Any]:
    return {
        "results": {name: each.value for name, each in result.values.items()},
        "tables": {name: [dict(row) for row in rows] for name, rows in result.tables.items()},
    }


@pytest.mark.parametrize("case_id", CASES)
def test_golden_inputs_and_their_results_fit_the_schema(case_id: str) -> None:
    for raw in rows_of(case(case_id)):
        calculation = chosen(method_of(case_id), raw)

        inputs = declared_inputs(calculation, raw)
        assert list(troubles(inputs, inputs_schema(calculation))) == []
        if not calculation.stepwise:
            schema = results_schema(calculation)
            schema["properties"]["results"]["additionalProperties"] = False
            assert list(troubles(as_answer(run(calculation, raw)), schema)) == []


@pytest.mark.parametrize("key", sorted(calculations()))
def test_every_schema_names_dialect_titles_and_units(key: str) -> None:
    calculation = calculations()[key]

    inputs, results = inputs_schema(calculation), results_schema(calculation)

    assert inputs["$schema"] == results["$schema"] == DIALECT
    numbers = [each for each in calculation.inputs if each.kind in ("number", "integer", "numbers")]
    assert all("x-unit" in inputs["properties"][each.name] for each in numbers)
    shown = results["properties"]["results"]
    described = [*shown["properties"].values(), *shown.get("patternProperties", {}).values()]
    assert described
    assert all(each["description"] and "x-unit" in each for each in described)


def test_the_schema_refuses_what_the_method_refuses() -> None:
    schema = inputs_schema(calculations()["loss_decisions"])

    found = list(troubles({"units_per_year": -1, "pfa": 2, "pfr": "nhiều", "cost_false_accept": 1}, schema))

    assert len(found) == 5
