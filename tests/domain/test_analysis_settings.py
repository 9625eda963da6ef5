"""The settings of the office for the analysis of the register."""

from __future__ import annotations

import pytest

from app.domain.analysis_settings import (
    ANALYSIS_SETTINGS,
    AnalysisSettings,
    kept_text,
    read_analysis_settings,
    shown_setting,
)
from app.domain.errors import UserError
from app.domain.sites import Setting

BY_NAME = {each.name: each for each in ANALYSIS_SETTINGS}


def test_every_setting_of_the_analysis_is_declared_with_its_source() -> None:
    assert set(BY_NAME) == set(AnalysisSettings.__dataclass_fields__)
    assert all(each.source for each in ANALYSIS_SETTINGS)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("pfa_limit", "2,5 %", 0.025),
        ("target_reliability", "90", 0.9),
        ("tur_limit", "3", 3.0),
        ("least_history", "12", 12),
        ("decision_rule", "guarded", "guarded"),
        ("pfa_limit", "", 0.02),
    ],
)
def test_what_is_typed_comes_back_in_force(name: str, typed: str, value: object) -> None:
    kept = Setting(id="s", name=BY_NAME[name].key, value=kept_text(BY_NAME[name], typed))

    assert getattr(read_analysis_settings([kept]), name) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("pfa_limit", "60"),
        ("tur_limit", "x"),
        ("least_history", "2,5"),
        ("decision_rule", "both"),
        ("assumed_itp", "10"),
    ],
)
def test_what_cannot_be_a_setting_is_refused(name: str, typed: str) -> None:
    with pytest.raises(UserError):
        kept_text(BY_NAME[name], typed)


def test_a_spoilt_setting_counts_as_not_set() -> None:
    spoilt = [
        Setting(id="a", name="analysis.pfa_limit", value="much"),
        Setting(id="b", name="analysis.tur_limit", value="-4"),
        Setting(id="c", name="analysis.group_by", value="colour"),
        Setting(id="d", name="paper.place", value="Hưng Yên"),
    ]

    assert read_analysis_settings(spoilt) == AnalysisSettings()


def test_settings_are_shown_with_their_unit() -> None:
    assert shown_setting(BY_NAME["pfa_limit"], AnalysisSettings()) == "2 %"
    assert shown_setting(BY_NAME["u_ratio_limit"], AnalysisSettings()) == "0,3333"
    assert "MPE" in shown_setting(BY_NAME["decision_rule"], AnalysisSettings())
