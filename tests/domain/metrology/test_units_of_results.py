"""The unit of a figure as its declaration names it: that of the characteristic, or its square."""

from __future__ import annotations

import pytest

from app.domain.metrology.declared import unit_in


@pytest.mark.parametrize(
    ("unit", "own", "written"),
    [
        ("own", "mm", "mm"),
        ("own", "kg/m³", "kg/m³"),
        ("own²", "mm", "mm²"),
        ("own²", "kg/m³", "(kg/m³)²"),
        ("own²", "", ""),
        ("own", "", ""),
        ("%", "mm", "%"),
    ],
)
def test_a_declared_unit_is_written_with_that_of_the_characteristic(unit: str, own: str, written: str) -> None:
    assert unit_in(unit, own) == written
