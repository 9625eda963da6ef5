"""What gauge R&R says to bad or degenerate readings: the rows of golden/bad_input.json for M08."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result

Rows = list[dict[str, Any]]


def rows_of(parts: int = 3, operators: str = "AB", trials: int = 3) -> Rows:
    """A whole study with readings that differ."""
    return [
        {"part": f"P{part}", "operator": operator, "trial": trial, "value": part + 0.1 * trial + 0.01 * at * part}
        for part in range(1, parts + 1)
        for at, operator in enumerate(operators)
        for trial in range(1, trials + 1)
    ]


def anova(rows: Rows, **more: Any) -> Result:
    return run(calculations()["gauge_rr_anova"], {"data": rows, **more})


def test_a_cell_with_fewer_trials_is_named_and_the_balanced_formulas_refused() -> None:
    rows = [each for each in rows_of() if (each["part"], each["operator"], each["trial"]) != ("P3", "B", 3)]

    with pytest.raises(UserError, match=r"vật P3, người đo B: 2 trên 3 lần.*Gauge R&R khi thiếu số đọc"):
        anova(rows)


def test_a_cell_without_any_reading_is_named() -> None:
    rows = [each for each in rows_of() if (each["part"], each["operator"]) != ("P2", "A")]

    with pytest.raises(UserError, match="P2, người đo A: 0 trên 3"):
        anova(rows)


def test_many_short_cells_are_counted_and_the_first_are_named() -> None:
    rows = [each for each in rows_of(parts=12) if each["trial"] < 3 or each["part"] == "P1"]

    with pytest.raises(UserError, match=r"22 ô không đủ số lần đo \(vật P2, người đo A.* …\)"):
        anova(rows)


def test_one_operator_is_refused_and_the_type_3_study_offered() -> None:
    with pytest.raises(UserError, match="nghiên cứu loại 3"):
        anova(rows_of(operators="A"))


def test_one_trial_in_each_cell_is_refused() -> None:
    with pytest.raises(UserError, match="không tách được độ lặp lại"):
        anova(rows_of(trials=1))


def test_one_part_is_refused() -> None:
    with pytest.raises(UserError, match="hai vật"):
        anova(rows_of(parts=1))


def test_parts_of_one_operator_each_are_refused_and_the_nested_design_offered() -> None:
    rows = [{**each, "part": f"{each['operator']}{each['part']}"} for each in rows_of()]

    with pytest.raises(UserError, match="phép tính lồng nhau"):
        anova(rows)


def test_equal_readings_give_components_of_0_no_percentage_and_a_warning_of_the_resolution() -> None:
    result = anova([{**each, "value": 5.2} for each in rows_of()], tolerance=1)

    assert [result.number(f"sd_{name}") for name in ("EV", "AV", "GRR", "PV", "TV")] == [0] * 5
    assert result.values["pct_sv_GRR"].value is None
    assert result.values["ndc"].value is None
    assert result.values["f_interaction"].value is None
    assert result.verdict.state == "none"
    assert any("độ phân giải" in each.text for each in result.warnings)


def test_readings_that_repeat_exactly_give_0_percent_no_category_and_no_verdict() -> None:
    result = anova([{**each, "value": float(each["part"][1:])} for each in rows_of()])

    assert result.number("pct_sv_GRR") == 0
    assert result.values["ndc"].value is None
    assert result.verdict.state == "none"


def test_without_error_within_cells_the_interaction_is_kept_where_it_is_not_0() -> None:
    rows = [{**each, "value": (each["part"] == "P1") * (each["operator"] == "A") * 1.0} for each in rows_of()]

    result = anova(rows)

    assert result.values["interaction_pooled"].value is False
    assert result.number("var_repeatability") == 0
    assert result.number("var_interaction") > 0
    assert any("Sai số trong ô bằng 0" in each.text for each in result.warnings)


@pytest.mark.parametrize("value", ["", None, "mười", "1,2,3"])
def test_text_or_a_blank_in_a_reading_is_refused_with_its_row_and_column(value: Any) -> None:
    rows = rows_of()
    rows[4]["value"] = value

    with pytest.raises(UserError, match=r"value.*dòng 5"):
        anova(rows)


def test_a_number_that_can_be_read_in_two_ways_is_refused_until_its_notation_is_named() -> None:
    rows = [{**each, "value": f"{each['value']:.3f}"} for each in rows_of()]

    with pytest.raises(UserError, match="hai cách"):
        anova(rows)
    assert anova(rows, locale="en").number("sd_GRR") > 0


def test_a_decimal_comma_is_read_when_the_notation_says_so() -> None:
    rows = rows_of()
    commas = [{**each, "value": f"{each['value']:.2f}".replace(".", ",")} for each in rows]

    result = anova(commas, locale="vi")

    assert result.number("sd_GRR") == pytest.approx(anova(rows).number("sd_GRR"), rel=1e-9)


def test_the_same_trial_twice_is_refused_with_both_rows() -> None:
    rows = rows_of()
    rows[1] = {**rows[1], "trial": 1}

    with pytest.raises(UserError, match="Dòng 2 lặp lại dòng 1"):
        anova(rows)


def test_no_reading_at_all_is_refused() -> None:
    with pytest.raises(UserError, match="Chưa có số đọc"):
        anova([])


def test_trials_without_numbers_are_taken_in_their_order() -> None:
    rows = rows_of()
    unnumbered = [{name: value for name, value in each.items() if name != "trial"} for each in rows]

    assert anova(unnumbered).values == anova(rows).values


def test_a_part_that_is_written_as_a_number_is_the_same_as_its_text() -> None:
    rows = [{**each, "part": int(each["part"][1:])} for each in rows_of()]

    assert anova(rows).number("sd_PV") == anova(rows_of()).number("sd_PV")
