"""Gauge R&R of other designs: nested, and one operator or an automatic device (type 3)."""

from __future__ import annotations

from typing import Any

import pandas
import pytest
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import case

Rows = list[dict[str, Any]]
NESTED: Rows = [
    {"part": f"{operator}{part}", "operator": operator, "trial": trial, "value": value}
    for operator, parts in {
        "A": [(10, 12), (20, 22), (30, 28)],
        "B": [(13, 11), (25, 27), (34, 34)],
    }.items()
    for part, readings in enumerate(parts, 1)
    for trial, value in enumerate(readings, 1)
]


def nested(rows: Rows, **more: Any) -> Result:
    return run(calculations()["gauge_rr_nested"], {"data": rows, **more})


def type3(rows: Rows, **more: Any) -> Result:
    return run(calculations()["gauge_rr_type3"], {"data": rows, **more})


def one_operator() -> Rows:
    """Operator A of the AIAG study."""
    return [dict(each) for each in case("GRR-AIAG-ANOVA")["data"] if each["operator"] == "A"]


def test_the_sums_of_squares_of_a_nested_study_agree_with_statsmodels() -> None:
    table = anova_lm(ols("value ~ C(operator) / C(part)", data=pandas.DataFrame(_numbered(NESTED))).fit())

    result = nested(NESTED)

    assert result.number("ss_operator") == pytest.approx(table.loc["C(operator)", "sum_sq"], rel=1e-9)
    assert result.number("ss_part") == pytest.approx(table.loc["C(operator):C(part)", "sum_sq"], rel=1e-9)
    assert result.number("ss_equipment") == pytest.approx(table.loc["Residual", "sum_sq"], rel=1e-9)


def _numbered(rows: Rows) -> Rows:
    return [{**each, "part": each["part"][1:]} for each in rows]


def test_the_components_of_a_nested_study_are_those_of_its_mean_squares() -> None:
    """var_part = (MS_P(O) - MS_E)/r, var_O = (MS_O - MS_P(O))/(n r), with n = 3, r = 2."""
    result = nested(NESTED)

    ms = {name: result.number(f"ms_{name}") for name in ("operator", "part", "equipment")}
    assert result.number("var_repeatability") == pytest.approx(ms["equipment"])
    assert result.number("var_part") == pytest.approx((ms["part"] - ms["equipment"]) / 2)
    assert result.number("var_operator_before_clamp") == pytest.approx((ms["operator"] - ms["part"]) / 6)
    assert result.number("f_operator") == pytest.approx(ms["operator"] / ms["part"])
    assert result.number("f_part") == pytest.approx(ms["part"] / ms["equipment"])


def test_operators_of_a_nested_study_that_differ_less_than_their_parts_are_set_to_0_and_said() -> None:
    result = nested(NESTED)

    assert result.number("var_operator") == 0
    assert any("người đo ước lượng âm" in each.text for each in result.warnings)


def test_a_nested_study_has_no_interaction_and_says_why() -> None:
    interaction = nested(NESTED).values["sd_INT"]

    assert interaction.value is None
    assert interaction.why is not None and "không tách được tương tác" in interaction.why.text


def test_parts_numbered_anew_for_each_operator_are_different_parts() -> None:
    anew, named = nested(_numbered(NESTED)), nested(NESTED)

    assert anew.number("sd_PV") == pytest.approx(named.number("sd_PV"))
    assert any("cùng tên" in each.text for each in anew.warnings)
    assert not any("cùng tên" in each.text for each in named.warnings)


def test_a_nested_study_with_unlike_numbers_of_parts_is_refused_and_reml_offered() -> None:
    with pytest.raises(UserError, match=r"A: 3, B: 2.*REML"):
        nested(NESTED[:-2])


def test_a_nested_study_with_a_missing_reading_is_refused_and_the_cell_named() -> None:
    with pytest.raises(UserError, match="B3, người đo B: 1 trên 2"):
        nested(NESTED[:-1])


def test_a_nested_study_of_one_operator_is_refused() -> None:
    with pytest.raises(UserError, match="hai người đo"):
        nested(NESTED[:6])


def test_a_type_3_study_gives_repeatability_and_says_that_reproducibility_is_missing() -> None:
    """bad_input.json, M08: one operator only; offer repeatability, clearly labelled."""
    result = type3(one_operator(), locale="en", tolerance=6)

    assert result.values["sd_AV"].value is None
    assert result.values["sd_AV"].why is not None and "không có độ tái lập" in result.values["sd_AV"].why.text
    assert result.number("sd_GRR") == result.number("sd_EV")
    assert any("loại 3" in each.text for each in result.warnings)


def test_a_type_3_study_is_the_one_way_analysis_of_its_parts() -> None:
    rows = one_operator()
    groups = [{"group": each["part"], "value": each["value"]} for each in rows]

    result = type3(rows, locale="en")
    witness = run(calculations()["one_way_anova"], {"data": groups, "locale": "en"})

    assert result.number("ms_equipment") == pytest.approx(witness.number("ms_within"))
    assert result.number("f_part") == pytest.approx(witness.number("F"))
    assert result.number("var_part") == pytest.approx((witness.number("ms_between") - witness.number("ms_within")) / 3)


def test_a_type_3_study_takes_unlike_numbers_of_readings() -> None:
    """n0 = (N - sum n_i^2/N)/(parts - 1) in place of r."""
    rows = one_operator()[:-1]

    result = type3(rows, locale="en")

    n0 = (29 - (9 * 9 + 4) / 29) / 9
    expected = (result.number("ms_part") - result.number("ms_equipment")) / n0
    assert result.number("var_part") == pytest.approx(expected)


def test_a_type_3_study_of_several_operators_is_refused() -> None:
    with pytest.raises(UserError, match="ANOVA giao chéo"):
        type3(NESTED)


def test_a_type_3_study_with_one_reading_of_each_part_is_refused() -> None:
    with pytest.raises(UserError, match="không tách được độ lặp lại"):
        type3([each for each in NESTED if each["operator"] == "A" and each["trial"] == 1])
