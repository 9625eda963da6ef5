from __future__ import annotations

import re

import pytest

from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.cell_words import cell_words, family_key
from app.domain.metrology.declared import Output
from app.domain.metrology.prepackage_tables import plans
from app.wording import speaking


@pytest.mark.parametrize(
    ("family", "unit", "name", "key"),
    [
        ("index_*", "%", "index_mS_percent", "mS"),
        ("bias_ref*", "kg", "bias_ref10.2", "10,2"),
        ("U_*", "kg", "U_95", "95 %"),
        ("U_*", "kg", "U_R", "R"),
        ("low*", "kg", "low95_exact", "tính đúng, 95"),
        ("xbar_*", "%", "xbar_KCS ca ngày", "KCS ca ngày"),
    ],
)
def test_a_figure_of_a_family_is_told_by_what_it_is_of(family: str, unit: str, name: str, key: str) -> None:
    assert family_key(Output(family, "{key}", unit), name) == key


def test_the_tables_of_sampling_plans_are_told_in_vietnamese() -> None:
    calculation = calculations()["prepackage_plan"]

    for plan in plans():
        assert cell_words(calculation, "source", plan.source)
        assert cell_words(calculation, "confidence", plan.confidence)


@pytest.mark.parametrize("plan", ["oiml_nondestructive", "oiml_destructive", "eu_double", "eu_destructive"])
def test_the_basis_of_a_lot_holds_no_english(plan: str) -> None:
    data = [500.0 + 0.1 * (each % 7) for each in range(50)]

    result = run(calculations()["prepackage_lot"], {"Qn": 500, "lot_size": 400, "plan": plan, "data": data})

    assert result.verdict.basis is not None
    assert not re.search(r"\b(table|knowledge|order|also|from|unverified)\b", result.verdict.basis.text)


def test_the_limit_of_a_mean_is_told_to_the_place_of_the_spread() -> None:
    data = [25.06, 25.05, 25.08, 25.06, 25.04, 25.07, 25.05, 25.06, 25.06, 25.31]

    result = run(calculations()["prepackage_lot"], {"Qn": 25, "unit": "kg", "lot_size": 1200, "k": 0.640, "data": data})

    assert result.verdict.basis is not None
    assert "trung bình ≥ 24,949 kg" in result.verdict.basis.text


def test_a_loss_is_told_with_three_digits_and_the_sources_of_its_own_method() -> None:
    calculation = calculations()["loss_downtime"]

    result = run(
        calculation,
        {"events_per_year": 12, "hours_per_event": 3.4167, "rate_per_hour": 6500000, "currency": "VND", "year": 2025},
    )

    assert result.verdict.said.text == "Mất khoảng 267.000.000 VND một năm."
    assert calculation.source == ("ISO 10014:2021",)


def test_a_confidence_is_told_in_percent() -> None:
    result = run(calculations()["bias"], {"data": [1.0, 1.1, 0.9] * 5, "reference": 1.0, "unit": "mm"})

    assert result.verdict.basis is not None
    assert "95 %" in result.verdict.basis.text
    with speaking("en"):
        assert "95 %" in result.verdict.basis.text
