"""The golden cases: numbers of published sources with their tolerance and source (see golden/README.md)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result

GOLDEN = Path(__file__).parent / "golden"


@cache
def cases() -> Mapping[str, Mapping[str, Any]]:
    """Every case by its id."""
    found = {}
    for path in sorted(GOLDEN.glob("*.json")):
        for case in json.loads(path.read_text("utf-8"))["cases"]:
            found[case["case_id"]] = case
    return found


def case(case_id: str) -> dict[str, Any]:
    """A case as the inputs of a calculation: the rows of its data file stand under "data"."""
    found = dict(cases()[case_id])
    if "data_file" in found:
        found |= {"data": rows(found["data_file"]), "locale": "en"}
    return found


def rows(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run_case(key: str, case_id: str, **more: Any) -> Result:
    """The calculation on a golden case as it stands in the file. more: inputs besides."""
    return run(calculations()[key], {**case(case_id), **more})


def expected(case_id: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Names of the results of a case, each with its reference number and tolerance."""
    yield from cases()[case_id]["expected"].items()


def assert_meets(result: Result, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Every expected figure stands in the result within its tolerance; null asks for "not available"."""
    for name, reference in wanted.items():
        found = result.values[name]
        value = reference["value"] if isinstance(reference, Mapping) else reference
        if value is None:
            assert found.value is None, f"{name} must not be available"
        elif isinstance(value, bool | str):
            assert found.value == value, f"{name}: {found.value} instead of {value}"
        else:
            tolerance = float(reference.get("tol_abs", 0)) if isinstance(reference, Mapping) else 0.0
            assert found.value is not None, f"{name} is not available: {found.why}"
            got = float(found.value)
            assert abs(got - float(value)) <= tolerance + 1e-15 * abs(got), f"{name}: {got!r} instead of {value!r}"
