from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.units import as_difference, compatible, convert, factor, is_known, is_temperature, unit_of


@pytest.mark.parametrize(
    ("value", "source", "target", "wanted"),
    [
        (1, "kgf/cm²", "kPa", 98.0665),
        (1, "kg/cm2", "bar", 0.980665),
        (10, "bar", "MPa", 1),
        (1, "Mpa", "bar", 10),
        (1, "lít", "mL", 1000),
        (1, "L/phút", "m³/h", 0.06),
        (2, "tấn", "kg", 2000),
        (3, "tạ", "kg", 300),
        (1, "μm", "mm", 0.001),
        (1, "µm", "nm", 1000),
        (55, "%RH", "%", 55),
        (1, "mmH₂O", "Pa", 9.80665),
        (60, "vòng/phút", "1/s", 6.283185307179586),
        (1, "mg/L", "g/m3", 1),
        (1, "1/°C", "1/K", 1),
        (3600, "giây", "giờ", 1),
        (1, "Nm", "N·m", 1),
        (180, "°", "rad", 3.141592653589793),
        (1, "kg m⁻³", "g/L", 1),
    ],
)
def test_units_are_read_as_factories_write_them(value: float, source: str, target: str, wanted: float) -> None:
    assert convert(value, source, target) == pytest.approx(wanted, rel=1e-12)


def test_a_temperature_is_moved_and_a_difference_only_scaled() -> None:
    assert convert(20, "°C", "K") == pytest.approx(293.15)
    assert convert(20, "°C", "K", difference=True) == pytest.approx(20)
    assert convert(0.18, "°F", "°C", difference=True) == pytest.approx(0.1)
    assert factor("°F", "K") == pytest.approx(5 / 9)
    assert is_temperature("°C") and not is_temperature("K") and not is_temperature("mm")


def test_the_same_text_is_never_touched_even_when_no_unit_has_that_name() -> None:
    assert convert(1.1, "NTU-x", "NTU-x") == 1.1


@pytest.mark.parametrize(("source", "target"), [("mm", "kg"), ("", "mm"), ("pH", "1"), ("bar", "°C")])
def test_different_quantities_are_refused_with_both_names(source: str, target: str) -> None:
    with pytest.raises(UserError) as refusal:
        convert(1, source, target)

    assert (source or "1") in str(refusal.value) and target in str(refusal.value)
    assert not compatible(source, target)


@pytest.mark.parametrize(
    "text", ["hộp", "m;import os", "__class__", "m**99999999", "kg..m", "a" * 61, "mm)", "()", "1e5"]
)
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        unit_of(text)

    assert not is_known(text)


@given(st.text(max_size=30))
def test_no_text_does_anything_but_name_a_unit_or_be_refused(text: str) -> None:
    try:
        unit_of(text)
    except UserError as refusal:
        assert str(refusal)


@given(st.floats(-1e6, 1e6), st.sampled_from(["mm", "bar", "°C", "kgf/cm²", "mL", "psi"]))
def test_there_and_back_is_the_same_value(value: float, unit: str) -> None:
    other = {"mm": "inch", "bar": "psi", "°C": "°F", "kgf/cm²": "kPa", "mL": "lít", "psi": "MPa"}[unit]

    back = convert(convert(value, unit, other), other, unit)

    assert back == pytest.approx(value, rel=1e-9, abs=1e-9)


def test_the_difference_of_a_plain_unit_is_the_unit_itself() -> None:
    assert as_difference(unit_of("mm")) == unit_of("mm")
