"""Results of decisions and intervals can be kept as JSON, and told in another language later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from app import wording
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.result_json import from_json, to_json
from tests.domain.metrology.cases import case

POINTS = [{"point": 2, "error": 0.03, "U": 0.02, "k": 2}, {"point": 8, "error": 0.12, "U": 0.02, "k": 2}]
GROUPS = [{"days": 90, "n": 20, "in_tolerance": 19}, {"days": 365, "n": 40, "in_tolerance": 31}]
GIVEN: list[tuple[str, dict[str, Any]]] = [
    ("confirmation", {"data": POINTS, "mpe": 0.1, "unit": "bar"}),
    ("tur", case("TUR-TAR-BASIC")),
    ("tur", {"upper": 50, "U95": 0.5}),
    ("specific_risk", {"estimate": 10.5, "u": 0.4, "LSL": 9, "USL": 11, "df": 4}),
    ("global_risk", case("J106-RESISTOR")),
    ("global_risk", {"density": "sample", "sample": [-1.2, 0.1, 0.9], "LSL": -1, "USL": 1, "u_m": 0.2}),
    ("guard_bands", {"tur": 2, "false_accept_cost": 9, "false_reject_cost": 1}),
    ("guard_bands", {"U95": 0.5, "tolerance_high": 10}),
    ("staircase", {"current_months": 12, "last_three_error_over_limit": [0.5, 1.2]}),
    ("interval_a3", case("A3-ASSET1")),
    ("interval_s2", {"data": GROUPS, "model": "exponential"}),
    ("interval_drift", case("NASA-UNCERTAINTY-TARGET")),
]


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)
    else:
        yield value


@pytest.mark.parametrize(("key", "inputs"), GIVEN, ids=[f"{place}-{key}" for place, (key, _given) in enumerate(GIVEN)])
def test_a_result_is_plain_data_and_names_only_what_is_declared(key: str, inputs: dict[str, Any]) -> None:
    calculation = calculations()[key]

    result = run(calculation, inputs)

    assert {type(each) for each in leaves(to_json(result))} <= {float, int, str, bool, type(None)}
    assert to_json(from_json(json.loads(json.dumps(to_json(result), allow_nan=False)))) == to_json(result)
    assert set(result.values) <= {each.name for each in calculation.outputs}
    assert set(result.tables) <= {each.name for each in calculation.tables}


@pytest.mark.parametrize(("key", "inputs"), GIVEN, ids=[f"{place}-{key}" for place, (key, _given) in enumerate(GIVEN)])
def test_a_result_told_in_english_is_english_throughout(key: str, inputs: dict[str, Any]) -> None:
    result = run(calculations()[key], inputs)

    with wording.speaking("en"):
        told = [result.verdict.said, *([result.verdict.basis] if result.verdict.basis else []), *result.warnings]
        told += [each.why for each in result.values.values() if each.why]
        english = " ".join(each.text for each in told)

    assert not set(english.lower()) & set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
