"""Which plots a result gives, and that they hold its rows."""

from __future__ import annotations

import pytest

from app.domain.metrology.pictures import pictures_of
from app.domain.metrology.pictures.lots import column_width
from app.domain.metrology.pictures.seen import brief
from app.domain.metrology.results import Value
from app.domain.plots import Bars, Chart, Columns, Limit, Mark, Series, Spans
from tests.domain.metrology import picture_results as some


def marks_of(plot: object, kind: type[Mark]) -> list[object]:
    assert isinstance(plot, Chart)
    return [each for each in plot.marks if isinstance(each, kind)]


def test_a_gauge_study_is_shown_by_part_by_component_by_operator_and_by_range() -> None:
    plots = pictures_of(some.GAUGE, some.a_gauge_result(), {"tolerance_low": -3, "tolerance_high": 3, "unit": "mm"})

    assert [type(each) for each in plots] == [Chart, Bars, Chart, Chart]
    assert [each.words for each in marks_of(plots[0], Series)] == ["A", "B", "C"]  # type: ignore[attr-defined]
    assert {each.value for each in marks_of(plots[0], Limit)} == {-3.0, 3.0}  # type: ignore[attr-defined]


def test_the_whisker_of_a_cell_reaches_from_its_smallest_to_its_largest_reading() -> None:
    (first, *_rest) = pictures_of(some.GAUGE, some.a_gauge_result())

    point = marks_of(first, Series)[0].points[0]  # type: ignore[attr-defined]

    assert (point.low, point.high) == (0.29, 0.64)
    assert point.low < point.y < point.high


def test_the_range_above_its_limit_is_marked_with_the_operator() -> None:
    plots = pictures_of(some.GAUGE, some.a_gauge_result())

    marked = [point for each in marks_of(plots[-1], Series) for point in each.points if point.state]  # type: ignore[attr-defined]

    assert [each.why for each in marked] == ["B"]


def test_components_show_share_of_variation_and_of_tolerance_without_the_total() -> None:
    bars = pictures_of(some.GAUGE, some.a_gauge_result())[1]

    assert isinstance(bars, Bars)
    assert [each.detail for each in bars.rows] == ["EV", "AV", "INT", "GRR", "PV"]
    assert bars.rows[3].shown == "27,9 %"
    assert bars.rows[3].second == "30,2 %"


def test_a_type_1_study_draws_the_reference_and_its_share_of_the_tolerance() -> None:
    inputs = {"reference": -4, "tolerance": 15, "K_percent": 20}

    (plot,) = pictures_of(some.TYPE1, some.a_type1_result(), inputs)

    found = sorted(each.value for each in marks_of(plot, Limit))  # type: ignore[attr-defined]
    assert found == pytest.approx([-5.5, -4.0, -3.946, -2.5])
    assert len(marks_of(plot, Series)[0].points) == 50  # type: ignore[attr-defined]


def test_columns_of_a_lot_end_at_t_and_2t_and_count_every_unit_once() -> None:
    histogram, order = pictures_of(some.LOT, some.a_lot_result())

    (columns,) = marks_of(histogram, Columns)
    ends = {round(end, 6) for each in columns.bars for end in (each.low, each.high)}  # type: ignore[attr-defined]

    assert {470.0, 485.0} <= ends
    assert sum(each.height for each in columns.bars) == 32  # type: ignore[attr-defined]
    assert {each.tone for each in columns.bars if each.high <= 470.0} == {"bad"}  # type: ignore[attr-defined]
    assert [point.why for point in marks_of(order, Series)[0].points if point.state] == ["T1", "T1", "T2"]  # type: ignore[attr-defined]


def test_the_width_of_columns_is_a_whole_part_of_t() -> None:
    for low, high, tolerable in ((480.0, 512.0, 15.0), (499.9, 500.1, 15.0), (300.0, 700.0, 15.0)):
        parts = tolerable / column_width(low, high, tolerable)

        assert abs(parts - round(parts)) < 1e-9
        assert parts >= 1


def test_losses_stand_on_one_scale_from_zero() -> None:
    losses = some.a_calculation("loss_bias", "M20")
    result = some.a_result("loss_bias", values={"loss": Value(12e6, "đ/năm", low=8e6, high=16e6)})

    (plot,) = pictures_of(losses, result)

    assert isinstance(plot, Spans)
    assert (plot.axis.low, plot.axis.unit) == (0.0, "triệu đ/năm")
    assert (plot.rows[0].low, plot.rows[0].at, plot.rows[0].high) == (8.0, 12.0, 16.0)
    assert plot.rows[0].shown == "12.000.000"


def test_a_result_without_tables_has_no_plots() -> None:
    assert pictures_of(some.LOT, some.a_result("prepackage_lot")) == ()


def test_inputs_that_cannot_be_read_leave_out_the_limits_alone() -> None:
    plots = pictures_of(some.GAUGE, some.a_gauge_result(), {"tolerance_low": "không rõ"})

    assert len(plots) == 4
    assert marks_of(plots[0], Limit) == []


def test_a_number_on_a_line_has_no_zeros_that_only_fill() -> None:
    assert [brief(each) for each in (3.0, -4.0, 0.8805, 499.85, 2.95, 0.0)] == [
        "3",
        "−4",
        "0,8805",
        "499,85",
        "2,95",
        "0",
    ]


MONTE_CARLO = some.a_calculation("monte_carlo", "M11")


@pytest.mark.parametrize(("first", "lines"), [(1.961, 2), (2.4, 4)])
def test_limits_of_the_first_order_are_drawn_where_they_differ_from_the_simulated_ones(
    first: float, lines: int
) -> None:
    bars = [{"low": place / 2, "high": (place + 1) / 2, "density": 0.1} for place in range(-8, 8)]
    values = {"low95": -1.96, "high95": 1.96, "guf_low95": -first, "guf_high95": first}
    result = some.a_result(
        "monte_carlo", {"histogram": bars}, {name: Value(each, "mg") for name, each in values.items()}
    )

    (plot,) = pictures_of(MONTE_CARLO, result)

    assert len(marks_of(plot, Limit)) == lines


def test_a_point_outside_the_limits_is_marked_with_the_rule_it_breaks() -> None:
    rows = [
        {"order": 1, "label": "", "value": 1.0, "out": False, "rule": ""},
        {"order": 2, "label": "", "value": 9.0, "out": True, "rule": "beyond"},
        {"order": 3, "label": "", "value": 2.0, "out": True, "rule": "2_of_3"},
    ]
    values = {"center": Value(1.0, "kg"), "UCL_x": Value(3.0, "kg"), "LCL_x": Value(-1.0, "kg")}
    chart = some.a_calculation("individuals_chart", "M09")

    (plot,) = pictures_of(chart, some.a_result("individuals_chart", {"points": rows}, values, k=3))

    assert [each.why for each in marks_of(plot, Series)[0].points] == ["", "3σ", "2/3"]  # type: ignore[attr-defined]
    assert {each.value for each in marks_of(plot, Limit)} == {1.0, 3.0, -1.0}  # type: ignore[attr-defined]


def test_one_result_lies_over_the_tolerance_with_two_u() -> None:
    risk = some.a_calculation(
        "specific_risk", "M12", *map(some.optional, ("estimate", "u", "tolerance_low", "tolerance_high"))
    )
    inputs = {"estimate": 10, "u": 0.4, "tolerance_low": 9, "tolerance_high": 11, "unit": "mm"}

    (plot,) = pictures_of(risk, some.a_result("specific_risk", values={"p_conforming": Value(0.99)}), inputs)

    assert isinstance(plot, Spans)
    assert (plot.rows[0].low, plot.rows[0].high) == pytest.approx((9.2, 10.8))
    assert [each.value for each in plot.limits] == [9.0, 11.0]


def test_a_check_standard_lies_between_the_limits_about_its_accepted_value() -> None:
    values = {"accepted": Value(100.0, "g"), "limit": Value(0.008, "g"), "today_mean": Value(100.007, "g")}

    (plot,) = pictures_of(some.a_calculation("check_standard", "M09"), some.a_result("check_standard", values=values))

    assert isinstance(plot, Spans)
    assert [each.value for each in plot.limits] == pytest.approx([99.992, 100.0, 100.008])
    assert plot.rows[0].at == 100.007


def test_a_reliability_stands_in_percent_beside_its_target() -> None:
    values = {"reliability": Value(0.75), "reliability_low": Value(0.51), "reliability_high": Value(0.91)}
    result = some.a_result("interval_a3", values=values, target_reliability=0.95)

    (plot,) = pictures_of(some.a_calculation("interval_a3", "M15"), result)

    assert isinstance(plot, Spans)
    assert (plot.rows[0].low, plot.rows[0].at, plot.rows[0].high) == (51.0, 75.0, 91.0)
    assert plot.limits[0].value == 95.0
