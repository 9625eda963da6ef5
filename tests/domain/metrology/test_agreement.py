"""Agreement of appraisers: AIAG's study of 50 parts, and what cannot be said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from app.domain.errors import UserError
from app.domain.metrology.agreement import kappa_of
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, expected, run_case

Rows = list[dict[str, Any]]


def agreement(rows: Rows, **more: Any) -> Result:
    return run(calculations()["attribute_agreement"], {"data": rows, **more})


def perfect(parts: int = 60, appraisers: str = "ABC") -> Rows:
    """Everyone is always right; a third of the parts is bad."""
    return [
        {"part": part, "appraiser": name, "trial": trial, "decision_1_ok": good, "reference_1_ok": good}
        for part in range(parts)
        for good in [int(part % 3 > 0)]
        for name in appraisers
        for trial in (1, 2, 3)
    ]


def told(result: Result) -> str:
    return "\n".join(each.text for each in result.warnings)


def test_the_study_of_aiag_is_met() -> None:
    """AIAG MSA 4th edition, tables III-C 1 to 7."""
    result = run_case("attribute_agreement", "ATTR-AIAG-50")

    assert_meets(result, dict(expected("ATTR-AIAG-50")))


def test_the_limits_of_the_group_are_exact() -> None:
    """AIAG prints 64 and 89 %; the exact upper limit is 88.5 %."""
    group = run_case("attribute_agreement", "ATTR-AIAG-50").values["system_effectiveness"]

    assert (group.low, group.high) == pytest.approx((64.04, 88.47), abs=0.005)


def test_the_weakest_appraiser_decides_and_is_named() -> None:
    result = run_case("attribute_agreement", "ATTR-AIAG-50")

    assert result.verdict.state == "bad"
    assert "A, B, C" in result.verdict.said.text


def test_looser_limits_change_the_verdict_and_stand_among_the_settings() -> None:
    result = run_case("attribute_agreement", "ATTR-AIAG-50", miss_bad_percent=13)

    assert result.verdict.state == "part"
    assert result.settings["miss_bad_percent"] == 13


def test_appraisers_who_are_always_right_are_good() -> None:
    result = agreement(perfect())

    assert result.verdict.state == "ok"
    assert result.number("kappa_AB") == 1
    assert result.number("miss_rate_A") == result.number("false_alarm_A") == 0


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=60))
def test_kappa_agrees_with_statsmodels(pairs: list[tuple[bool, bool]]) -> None:
    table = np.zeros((2, 2))
    for one, other in pairs:
        table[int(one), int(other)] += 1

    ours = kappa_of([one for one, _other in pairs], [other for _one, other in pairs])

    if ours is None:
        assert table[0, 0] == len(pairs) or table[1, 1] == len(pairs)
    else:
        assert ours == pytest.approx(cohens_kappa(table, return_results=False), abs=1e-12)


@given(st.permutations(range(450)))
def test_the_order_of_the_rows_does_not_matter(order: list[int]) -> None:
    rows = case("ATTR-AIAG-50")["data"]

    turned = agreement([rows[at] for at in order]).values

    assert turned["effectiveness_C"].value == 80
    assert turned["kappa_ref_B"].value == pytest.approx(0.922982131854, abs=1e-9)


def test_when_all_decide_the_same_kappa_is_not_available() -> None:
    result = agreement([{**each, "decision_1_ok": 1, "reference_1_ok": 1} for each in perfect()])

    assert result.values["kappa_AB"].value is None
    assert result.values["kappa_ref_A"].value is None
    assert result.values["miss_rate_A"].value is None
    assert "cùng một loại" in told(result)


def test_without_a_reference_only_people_are_compared_and_there_is_no_verdict() -> None:
    rows = [{name: value for name, value in each.items() if name != "reference_1_ok"} for each in perfect()]

    result = agreement(rows)

    assert result.verdict.state == "none"
    assert result.values["effectiveness_A"].value is None
    assert result.number("kappa_AB") == 1


def test_an_interval_that_covers_a_limit_is_said_to_be_too_few_data() -> None:
    assert "còn trùm mức 90 %" in told(run_case("attribute_agreement", "ATTR-AIAG-50"))


def test_a_small_study_is_said_to_be_small() -> None:
    assert "12 vật, 2 người, 3 lần" in told(agreement(perfect(12, "AB")))


def test_longer_names_are_joined_by_a_dash() -> None:
    rows = [{**each, "appraiser": {"A": "Hạnh", "B": "Lan"}[each["appraiser"]]} for each in perfect(10, "AB")]

    assert agreement(rows).number("kappa_Hạnh-Lan") == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: [], "Chưa có quyết định"),
        (lambda rows: rows[:-1], "2 trên 3 lần"),
        (lambda rows: [*rows, rows[0]], "lặp lại một quyết định"),
        (lambda rows: [{**rows[0], "reference_1_ok": 1}, *rows[1:]], "lúc đạt lúc không đạt"),
        (lambda rows: [{**each, "reference_1_ok": None} if each["part"] == 1 else each for each in rows], "Vật 1 chưa"),
        (lambda rows: [{**rows[0], "decision_1_ok": 2}, *rows[1:]], "không được quá 1"),
        (lambda rows: [{**rows[0], "decision_1_ok": "OK"}, *rows[1:]], "không phải là số"),
    ],
)
def test_decisions_that_cannot_be_used_are_refused_with_the_place(change: Any, words: str) -> None:
    with pytest.raises(UserError, match=words):
        agreement(change(perfect(9)))
