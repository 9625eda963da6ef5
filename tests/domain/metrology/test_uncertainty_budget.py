from __future__ import annotations

import math
from typing import Any

import GTC
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, expected, run_case

KEY = "uncertainty_budget"
GOLDEN = ("GUM-H2-RAW", "GUM-H2-SUMMARY", "QUAM-A1", "EA402-S2-10KG", "TN1900-E13", "WS-XRF", "WS-MIXED")


def budget(*components: dict[str, Any], model: str = "", **more: Any) -> Result:
    return run(calculations()[KEY], {"model": model, "inputs": list(components), **more})


def part(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "value": 1.0, **fields}


# ---- published examples


@pytest.mark.parametrize("case_id", GOLDEN)
def test_the_published_budget_is_met(case_id: str) -> None:
    """GUM-H2: JCGM 100:2008, H.2. QUAM-A1: EURACHEM/CITAC QUAM:2012, A1. EA402: EA-4/02 M:2022, S2. TN1900-E13: NIST
    TN 1900, example 13. WS-XRF, WS-MIXED: Suncal test suite.
    """
    result = run_case(KEY, case_id)

    assert_meets(result, dict(expected(case_id)))


def test_the_end_gauge_of_the_gum_is_met() -> None:
    """JCGM 100:2008, H.1, as listed; u_c_full is the value of GTC, which starts from ls = 5.0e7 nm."""
    wanted = dict(expected("GUM-H1"))
    listed, rounded_ls = wanted.pop("u_c_with_listed_ls"), wanted.pop("u_c_full")
    nominal = case("GUM-H1")
    nominal["inputs"] = [{**each, "value": 5.0e7} if each["name"] == "ls" else each for each in nominal["inputs"]]

    result = run_case(KEY, "GUM-H1")
    of_nominal = run(calculations()[KEY], nominal)

    assert_meets(result, {**wanted, "u_c": listed})
    assert_meets(result, {"u_c": wanted["u_c"]})
    assert_meets(of_nominal, {"u_c": rounded_ls})


def test_zero_sensitivities_are_listed_and_the_second_order_is_told() -> None:
    """JCGM 100:2008, H.1.7: with the terms of second order u = 34 nm."""
    result = run_case(KEY, "GUM-H1")

    listed = {row["name"]: row["sensitivity"] for row in result.tables["components"]}
    assert listed["alpha_s"] == 0 and listed["theta_bar"] == 0
    assert result.number("u_second_order") == pytest.approx(34, abs=0.5)
    assert any("alpha_s, theta_bar" in each.text for each in result.warnings)
    assert any("bậc hai" in each.text and "33,8" in each.text for each in result.warnings)


def test_the_statement_is_rounded_by_the_general_rule_and_names_the_largest() -> None:
    result = run_case(KEY, "GUM-H1")

    assert result.verdict.state == "none"
    assert result.verdict.said.text == "l = 50.000.838 nm, U = 92 nm (k = 2,92); góp nhiều nhất là ls (62 %)."
    assert result.verdict.basis is not None
    assert "99 %" in result.verdict.basis.text and "16" in result.verdict.basis.text


def test_without_the_correlations_the_reactance_is_visibly_off() -> None:
    """JCGM 100:2008, H.2: the readings of V, I and phi were taken together."""
    together = run_case(KEY, "GUM-H2-RAW")
    apart = run_case(KEY, "GUM-H2-RAW", simultaneous=False)

    assert apart.number("u_R") > 2 * together.number("u_R")
    assert together.tables["correlations"] and not apart.tables["correlations"]


def test_readings_taken_together_have_their_common_degrees_of_freedom() -> None:
    """methods, M10: with correlated simultaneous readings use the common v; five readings have 4."""
    assert run_case(KEY, "GUM-H2-RAW").number("df_eff") == pytest.approx(4)


# ---- an independent witness


def test_gtc_gives_the_same_for_independent_components() -> None:
    """GUM Tree Calculator (MSL New Zealand), on the mixed budget of TN 1900 with a non-linear model."""
    model = "(L1-L0)/(L0*(T1-T0)) + sin(a)*exp(-b) + sqrt(c)/log10(d)**2"
    numbers = {
        "L0": (1.4999, 1e-4, 3),
        "T0": (288.15, 0.02, 3),
        "L1": (1.5021, 2e-4, 3),
        "T1": (373.1, 0.05, 3),
        "a": (0.3, 1e-6, 7),
        "b": (14.0, 0.04, 12),
        "c": (2.0, 3e-6, 5),
        "d": (1e6, 2.0, 9),
    }
    x = {name: GTC.ureal(*each, label=name) for name, each in numbers.items()}
    witness = (
        (x["L1"] - x["L0"]) / (x["L0"] * (x["T1"] - x["T0"]))
        + GTC.sin(x["a"]) * GTC.exp(-x["b"])
        + GTC.sqrt(x["c"]) / GTC.log10(x["d"]) ** 2
    )

    result = budget(*(part(name, u=u) | {"value": v, "df": df} for name, (v, u, df) in numbers.items()), model=model)

    assert result.number("value") == pytest.approx(witness.x, rel=1e-13)
    assert result.number("u_c") == pytest.approx(witness.u, rel=1e-12)
    assert result.number("df_eff") == pytest.approx(witness.df, rel=1e-10)
    for row in result.tables["components"]:
        assert row["sensitivity"] == pytest.approx(GTC.rp.sensitivity(witness, x[str(row["name"])]), rel=1e-11)


def test_gtc_gives_the_same_for_correlated_components() -> None:
    numbers = ((4.999, 0.0032), (0.019661, 9.5e-6), (1.04446, 0.00075))
    volt, ampere, phase = (GTC.ureal(*each, independent=False) for each in numbers)
    GTC.set_correlation(-0.36, volt, ampere)
    GTC.set_correlation(0.86, volt, phase)
    GTC.set_correlation(-0.65, ampere, phase)
    witness = volt / ampere * GTC.cos(phase)

    result = run_case(KEY, "GUM-H2-SUMMARY")

    assert result.number("u_c") == pytest.approx(witness.u, rel=1e-12)


def test_gtc_gives_the_same_for_readings_taken_together() -> None:
    found = case("GUM-H2-RAW")
    readings = list(zip(*found["data"]["rows"], strict=True))
    volt, milliampere, phase = GTC.ta.multi_estimate_real(readings)
    witness = 1000 * volt / milliampere * GTC.sin(phase)

    result = run_case(KEY, "GUM-H2-RAW")

    assert result.number("u_X") == pytest.approx(witness.u, rel=1e-10)
    assert result.number("df_eff_X") == pytest.approx(witness.df, rel=1e-9)


# ---- the ways a component may be known


@pytest.mark.parametrize(
    ("fields", "u", "df"),
    [
        ({"u": 0.2}, 0.2, None),
        ({"u": 0.2, "df": 7}, 0.2, 7),
        ({"u": 0.2, "df": "infinite"}, 0.2, None),
        ({"s": 0.6, "n": 9}, 0.2, 8),
        ({"s": 0.6, "n": 9, "df": 24}, 0.2, 24),
        ({"half_width": 0.3}, 0.3 / math.sqrt(3), None),
        ({"half_width": 0.3, "distribution": "uniform"}, 0.3 / math.sqrt(3), None),
        ({"half_width": 0.3, "distribution": "triangular"}, 0.3 / math.sqrt(6), None),
        ({"half_width": 0.3, "distribution": "arcsine"}, 0.3 / math.sqrt(2), None),
        ({"half_width": 0.3, "distribution": "trapezoid", "beta": 0.5}, 0.3 * math.sqrt(1.25 / 6), None),
        ({"half_width": 0.3, "distribution": "curvilinear_trapezoid", "inexact": 0.09}, math.sqrt(0.03 + 0.0009), None),
        ({"low": 0.7, "high": 1.3}, 0.3 / math.sqrt(3), None),
        ({"resolution": 0.1}, 0.1 / math.sqrt(12), None),
        ({"U": 0.4, "k": 2}, 0.2, None),
        ({"U": 0.4, "p": 0.95}, 0.4 / 1.959963984540054, None),
        ({"U": 0.4, "p": 95, "df": 10}, 0.4 / 2.2281388519649385, 10),
        ({"u": 0.2, "relative_reliability": 0.25}, 0.2, 8),
        ({"value": None, "readings": [0.9, 1.0, 1.1]}, 0.1 / math.sqrt(3), 2),
    ],
)
def test_each_way_gives_its_standard_uncertainty(fields: dict[str, Any], u: float, df: float | None) -> None:
    """JCGM 100:2008, 4.2, 4.3, G.4.2; JCGM 101:2008, 6.4.3."""
    result = budget(part("x", **fields))

    assert result.number("u_c") == pytest.approx(u, rel=1e-10)
    assert result.values["df_eff"].value == (None if df is None else pytest.approx(df))


def test_a_trapezoid_ends_in_the_triangle_and_in_the_rectangle() -> None:
    for beta, other in ((0, "triangular"), (1, "rectangular")):
        edge = budget(part("x", half_width=0.3, distribution="trapezoid", beta=beta))
        plain = budget(part("x", half_width=0.3, distribution=other))

        assert edge.number("u_c") == pytest.approx(plain.number("u_c"))


def test_a_component_without_uncertainty_is_listed_with_no_share() -> None:
    result = budget(part("a", u=0), part("b", u=0.1))

    assert [row["share_percent"] for row in result.tables["components"]] == [0, 100]
    assert result.number("u_c") == 0.1


def test_when_nothing_has_an_uncertainty_that_is_said() -> None:
    result = budget(part("a", u=0))

    assert result.number("U") == 0
    assert "bằng 0" in result.verdict.said.text
    assert result.values["relative_U_percent"].value == 0


def test_when_the_first_order_sees_nothing_that_is_said_and_not_taken_for_certainty() -> None:
    """y = x^2 at 0: u of x is not 0, yet c u is."""
    result = budget(part("x", value=0.0, u=0.1), model="y = x**2")

    assert "Monte Carlo" in result.verdict.said.text
    assert result.number("u_second_order") == pytest.approx(math.sqrt(2) * 0.01)


# ---- coverage


def test_a_fixed_k_goes_before_the_probability() -> None:
    result = budget(part("a", u=0.1, df=5), k=2)

    assert result.number("U") == pytest.approx(0.2)
    assert "U_95" not in result.values


def test_truncation_of_the_degrees_of_freedom_is_a_setting() -> None:
    """JCGM 100:2008, G.4.1: t(0.95; 27) = 2.0518, t(0.95; 27.51) = 2.0500."""
    cut, whole = run_case(KEY, "WS-XRF"), run_case(KEY, "WS-XRF", truncate_df=False)

    assert cut.number("k") == pytest.approx(2.0518, abs=1e-4)
    assert whole.number("k") == pytest.approx(2.0500, abs=1e-4)
    assert whole.settings["truncate_df"] is False


def test_a_needed_uncertainty_decides() -> None:
    good = budget(part("a", u=0.1), needed_uncertainty=0.2)
    bad = budget(part("a", u=0.1), needed_uncertainty=0.19)

    assert (good.verdict.state, bad.verdict.state) == ("ok", "bad")


# ---- units


def test_a_component_may_be_entered_in_another_unit_than_the_model_computes_in() -> None:
    result = budget(
        part("a", value=2.0, u=0.001, unit="m", model_unit="mm"), part("b", value=1.0, u=0.5, unit="mm"), model="a+b"
    )

    assert result.number("value") == pytest.approx(2001)
    assert result.number("u_a") == pytest.approx(1)
    assert result.values["value"].unit == "mm"


def test_a_temperature_is_moved_into_the_model_and_its_uncertainty_only_scaled() -> None:
    result = budget(part("t", value=20.0, U=0.2, k=2, unit="°C", model_unit="K"))

    assert result.number("value") == pytest.approx(293.15)
    assert result.number("u_c") == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("model", "units", "names"),
    [
        ("a + b", ("mm", "m"), ("“a”", "“b”")),
        ("a - b", ("kg", ""), ("“a”", "“b”")),
        ("a + 2*b", ("mm", "kg"), ("“a”", "“b”")),
        ("sin(a) + b", ("°", ""), ("“a”",)),
        ("exp(a) + b", ("%", ""), ("“a”",)),
        ("b**a", ("mm", ""), ("“a”",)),
    ],
)
def test_units_that_do_not_meet_are_refused_with_the_components(
    model: str, units: tuple[str, str], names: tuple[str, ...]
) -> None:
    with pytest.raises(UserError) as refusal:
        budget(part("a", u=0.1, unit=units[0]), part("b", u=0.1, unit=units[1]), model=model)

    assert all(each in str(refusal.value) for each in names)


def test_a_number_that_may_carry_a_unit_makes_it_a_warning() -> None:
    result = budget(part("p", u=0.1, unit="hPa"), part("t", u=0.1, unit="°C"), model="0.3484*p + exp(0.061*t)")

    assert any("hằng số" in each.text for each in result.warnings)


def test_a_percent_beside_a_plain_number_is_told_and_gone_once_it_is_converted() -> None:
    rows = (part("a", value=10.0, u=0.1, unit="mm"), part("b", value=5.0, u=0.1, unit="%"))

    told = budget(*rows, model="a*(1 + b)")
    converted = budget(rows[0], {**rows[1], "model_unit": "1"}, model="a*(1 + b)")

    assert any("“b”" in each.text and "%" in each.text for each in told.warnings)
    assert converted.warnings == ()
    assert converted.number("value") == pytest.approx(10.5)


@pytest.mark.parametrize(
    ("model", "units", "unit"),
    [
        ("a*b", ("mm", "mm"), "mm²"),
        ("a/b", ("V", "A"), "Ω"),
        ("sqrt(a**2 + b**2)", ("bar", "bar"), "bar"),
        ("a*b", ("1/°C", "°C"), ""),
        ("a*(1 + b)", ("nm", ""), "nm"),
        ("a + 273.15 - b", ("°C", "°C"), "°C"),
    ],
)
def test_the_unit_of_the_result_follows_from_the_model(model: str, units: tuple[str, str], unit: str) -> None:
    result = budget(part("a", u=0.1, unit=units[0]), part("b", u=0.1, unit=units[1]), model=model)

    assert result.values["U"].unit == unit


def test_a_unit_named_for_the_result_must_be_that_of_the_model() -> None:
    with pytest.raises(UserError, match="µm"):
        budget(part("a", u=0.1, unit="mm"), unit="µm")


def test_an_unknown_unit_is_told_and_not_checked() -> None:
    result = budget(part("a", u=0.1, unit="NTUx"), part("b", u=0.1, unit="NTUx"))

    assert any("NTUx" in each.text for each in result.warnings)


# ---- bad input: each is refused in a sentence that names the component


@pytest.mark.parametrize(
    "fields",
    [
        {"u": -0.1},
        {"half_width": -0.1},
        {"s": -1, "n": 5},
        {"U": -1, "k": 2},
        {"resolution": -1},
        {"u": 0.1, "df": 0},
        {"u": 0.1, "df": -3},
        {"u": 0.1, "relative_reliability": 0},
        {"u": 0.1, "df": 3, "relative_reliability": 0.2},
        {"U": 0.1},
        {"U": 0.1, "k": 0},
        {"U": 0.1, "k": 2, "p": 0.95},
        {"U": 0.1, "p": 0},
        {"s": 0.1},
        {"s": 0.1, "n": 1},
        {"s": 0.1, "n": 2.5},
        {},
        {"u": 0.1, "s": 0.1, "n": 5},
        {"readings": [1.0]},
        {"low": 2.0},
        {"low": 2.0, "high": 1.0},
        {"low": 2.0, "high": 3.0},
        {"half_width": 0.1, "distribution": "normal"},
        {"half_width": 0.1, "distribution": "trapezoid"},
        {"half_width": 0.1, "distribution": "trapezoid", "beta": 1.5},
        {"half_width": 0.1, "distribution": "curvilinear_trapezoid", "inexact": 0.2},
        {"value": None, "u": 0.1},
        {"u": 0.1, "unit": "mm", "model_unit": "kg"},
    ],
)
def test_a_component_that_will_not_do_is_named(fields: dict[str, Any]) -> None:
    """BAD-INPUT, M10: negative u or half-width, degrees of freedom 0 or negative; and what the ways need."""
    with pytest.raises(UserError, match="“bad_one”"):
        budget(part("fine", u=0.1), part("bad_one", **fields))


def test_coefficients_that_contradict_one_another_are_refused() -> None:
    """BAD-INPUT, M10: 0.9, 0.9, -0.9 is not positive semi-definite."""
    pairs = [["a", "b", 0.9], ["b", "c", 0.9], ["a", "c", -0.9]]

    with pytest.raises(UserError, match="mâu thuẫn"):
        budget(part("a", u=1), part("b", u=1), part("c", u=1), correlations=pairs)


@pytest.mark.parametrize(
    "pair", [["a", "b", 1.1], ["a", "z", 0.5], ["a", "a", 0.5]], ids=["beyond 1", "unknown", "with itself"]
)
def test_a_coefficient_that_cannot_be_is_refused(pair: list[Any]) -> None:
    with pytest.raises(UserError):
        budget(part("a", u=1), part("b", u=1), correlations=[pair])


@pytest.mark.parametrize(
    ("model", "named"),
    [("a/(b - 1)", "“b”"), ("log(a - 2) + b", "“a”"), ("sqrt(a - 1) + b", "“a”"), ("a + b + c", "“c”"), ("a", "“b”")],
)
def test_a_model_that_cannot_be_computed_names_the_component(model: str, named: str) -> None:
    with pytest.raises(UserError, match=named):
        budget(part("a", u=0.1), part("b", u=0.1), model=model)


def test_a_sensitivity_that_does_not_exist_does_not_matter_for_a_component_without_uncertainty() -> None:
    result = budget(part("x", value=-2.0, u=0.1), part("n", value=2.0, u=0), model="y = x**n")

    assert result.number("value") == 4
    assert result.number("u_c") == pytest.approx(0.4)
    assert result.tables["components"][1]["sensitivity"] is None


def test_what_grows_beyond_all_numbers_is_refused() -> None:
    with pytest.raises(UserError, match="quá lớn"):
        budget(part("x", value=350.0, u=10), model="y = exp(x)")


@pytest.mark.parametrize("name", ["sin", "pi", "1a", "a b", "_a", "a.b", "__class__"])
def test_a_name_outside_the_grammar_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="tên thành phần"):
        budget(part(name, u=0.1))


def test_two_components_of_one_name_and_none_at_all_are_refused() -> None:
    with pytest.raises(UserError, match="hai dòng"):
        budget(part("a", u=0.1), part("a", u=0.2))
    with pytest.raises(UserError, match="thành phần nào"):
        budget()


def test_simultaneous_readings_must_be_equally_many() -> None:
    with pytest.raises(UserError, match="bằng nhau"):
        budget({"name": "a", "readings": [1, 2, 3]}, {"name": "b", "readings": [1, 2]}, model="a+b", simultaneous=True)


# ---- what must hold for any budget


sizes = st.floats(1e-3, 1e3)


@given(u=st.lists(sizes, min_size=1, max_size=6), scale=st.floats(1e-3, 1e3))
def test_another_unit_scales_u_and_nothing_else(u: list[float], scale: float) -> None:
    plain = budget(*(part(f"x{n}", u=each, df=5 + n) for n, each in enumerate(u)))
    scaled = budget(*(part(f"x{n}", u=each * scale, df=5 + n) for n, each in enumerate(u)))

    assert scaled.number("u_c") == pytest.approx(scale * plain.number("u_c"))
    assert scaled.number("k") == pytest.approx(plain.number("k"), rel=0.05)
    assert scaled.number("df_eff") == pytest.approx(plain.number("df_eff"))


@given(u=st.lists(sizes, min_size=2, max_size=6), data=st.data())
def test_the_order_of_the_components_does_not_matter(u: list[float], data: st.DataObject) -> None:
    rows = [part(f"x{n}", u=each, df=3 + n) for n, each in enumerate(u)]
    shuffled = data.draw(st.permutations(rows))

    first, second = budget(*rows), budget(*shuffled)

    assert second.number("u_c") == pytest.approx(first.number("u_c"))
    assert second.number("df_eff") == pytest.approx(first.number("df_eff"))


@given(u=st.lists(sizes, min_size=1, max_size=6))
def test_shares_add_to_a_hundred_and_df_lies_between_the_smallest_and_the_sum(u: list[float]) -> None:
    result = budget(*(part(f"x{n}", u=each, df=4 + n) for n, each in enumerate(u)))

    assert sum(float(row["share_percent"] or 0) for row in result.tables["components"]) == pytest.approx(100)
    assert 4 - 1e-9 <= result.number("df_eff") <= sum(4 + n for n in range(len(u))) + 1e-6


def test_with_ever_more_degrees_of_freedom_k_becomes_that_of_the_normal() -> None:
    few, many = budget(part("a", u=1, df=5)), budget(part("a", u=1, df=10_000_000))

    assert few.number("k") > many.number("k") == pytest.approx(1.959964, abs=1e-5)


@given(r=st.floats(-1, 1))
def test_two_equal_components_add_as_their_coefficient_says(r: float) -> None:
    """JCGM 100:2008, 5.2.2: u^2 = 2 u^2 (1 + r); r = 1 adds them linearly, r = -1 takes them away."""
    result = budget(part("a", u=0.5), part("b", u=0.5), correlations=[["a", "b", r]])

    assert result.number("u_c") == pytest.approx(math.sqrt(0.5 * (1 + r)), abs=1e-7)
