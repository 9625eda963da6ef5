"""The analysis of the register from a dossier, and what a person accepts of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.processes import Process
from app.services import dossiers
from app.services.dossiers import current_cycle
from app.services.evaluations import add_evaluation, keep_result, run_evaluation
from app.services.register_analysis import (
    accept_intervals,
    analysis_settings,
    gather_register,
    register_analysis,
    set_analysis_setting,
)
from app.services.register_rows import use_instrument
from app.storage.store import Store

AS_OF = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = dossiers.create_dossier(
        tmp_path / "mill.dochuan",
        person="Nguyễn Thu Hà",
        enterprise="Công ty CP An Lạc",
        site_name="Nhà máy Mỹ Hào",
        cycle_name="2026",
        surveyed_on=AS_OF,
    )
    with opened.unit("Nhận danh mục") as unit:
        unit.instruments.keep(
            Instrument(
                id="i1", code="AK-01", name="Áp kế lò xo", unit="bar", resolution="0,01", mpe=Decimal("0.1"),
                range_low=Decimal(0), range_high=Decimal(10), period_months=12,
            )
        )  # fmt: skip
        unit.processes.keep(
            Process(
                id="p1", code="QT-01", name="Áp suất chiết", unit="bar", nominal=Decimal(5),
                tolerance_low=Decimal(4), tolerance_high=Decimal(6),
            )
        )  # fmt: skip
        use_instrument(unit, "p1", "i1")
        for year, error in ((2023, "0.02"), (2024, "0.03"), (2025, "-0.01"), (2026, "0.04")):
            add_calibration(unit, "i1", date(year, 6, 1), error)
    yield opened
    opened.close()


def add_calibration(unit: object, instrument_id: str, day: date, error: str) -> None:
    key = f"{instrument_id}-{day.year}"
    unit.calibrations.keep(  # type: ignore[attr-defined]
        Calibration(
            id=key,
            instrument_id=instrument_id,
            kind="calibration",
            performed_on=day,
            valid_until=date(day.year + 1, 6, 1),
            certificate_number="HC-1",
            result_unit="bar",
            coverage_factor=Decimal(2),
        )
    )
    unit.calibration_points.keep(  # type: ignore[attr-defined]
        CalibrationPoint(
            id=f"{key}-1",
            calibration_id=key,
            place=1,
            point=Decimal(5),
            as_found=Decimal(error),
            as_left=Decimal(0) if day.year < 2026 else None,
            expanded_uncertainty=Decimal("0.02"),
        )
    )


def test_a_row_for_the_instrument_and_the_process_it_serves(store: Store) -> None:
    """U/MPE 0.2 and TUR 8.5229, as worked in the tests of the domain."""
    with store.reading() as unit:
        analysis = register_analysis(unit, AS_OF)

    (row,) = analysis.confirmations
    assert row.process is not None and row.use is not None
    assert (row.instrument.code, row.process.code, row.state) == ("AK-01", "QT-01", "ok")
    assert row.use.tur == pytest.approx(8.5229, abs=1e-4)
    assert analysis.counts == {"ok": 1}
    assert analysis.legal_table


def test_the_register_is_seen_as_of_the_day_that_is_asked_for(store: Store) -> None:
    with store.reading() as unit:
        before = register_analysis(unit, date(2024, 1, 1))
        never = register_analysis(unit, date(2020, 1, 1))

    assert before.confirmations[0].certificate.calibration is not None
    assert before.confirmations[0].certificate.calibration.id == "i1-2023"
    assert "no_calibration" in never.confirmations[0].troubles


def test_what_is_out_of_use_stands_in_no_row(store: Store) -> None:
    with store.unit("Hỏng") as unit:
        unit.instruments.keep(replace(unit.instruments.get("i1"), status="broken"))

    with store.reading() as unit:
        assert register_analysis(unit, AS_OF).confirmations == ()


def test_accepted_intervals_are_one_deed_that_can_be_undone(store: Store) -> None:
    """The last three as found are within 80 % of the limit: 12 x 1.2 = 14 whole months."""
    with store.reading() as unit:
        rows = register_analysis(unit, AS_OF).intervals

    with store.unit("Nhận chu kỳ") as unit:
        accept_intervals(unit, rows, "Họp ngày 24/11.")

    with store.reading() as unit:
        assert unit.instruments.get("i1").period_months == 14
        reason = unit.history("instruments", "i1")[-1].reason
        assert reason.startswith("Họp ngày 24/11.") and len(reason) > 20
    store.undo()
    with store.reading() as unit:
        assert unit.instruments.get("i1").period_months == 12


def test_a_proposal_that_time_went_past_is_refused_and_changes_nothing(store: Store) -> None:
    with store.reading() as unit:
        rows = register_analysis(unit, AS_OF).intervals
    with store.unit("Sửa") as unit:
        unit.instruments.keep(replace(unit.instruments.get("i1"), period_months=6))

    with pytest.raises(UserError, match="AK-01"), store.unit("Nhận chu kỳ") as unit:
        accept_intervals(unit, rows)

    with store.reading() as unit:
        assert unit.instruments.get("i1").period_months == 6


def test_nothing_to_change_is_said(store: Store) -> None:
    with pytest.raises(UserError), store.unit("Nhận chu kỳ") as unit:
        accept_intervals(unit, [])


def test_a_setting_of_the_office_changes_what_is_said(store: Store) -> None:
    with store.unit("Đặt") as unit:
        set_analysis_setting(unit, "tur_limit", "10")
        set_analysis_setting(unit, "pfa_limit", "0,1")

    with store.reading() as unit:
        analysis = register_analysis(unit, AS_OF)
        assert analysis_settings(unit).tur_limit == 10
    assert "tur_low" in analysis.confirmations[0].troubles
    assert analysis.settings.pfa_limit == pytest.approx(0.001)


def test_u_of_a_kept_budget_goes_before_u_from_the_mpe(store: Store) -> None:
    components = [{"name": "x", "value": 5, "u": 0.025, "unit": "bar"}]
    inputs = {"model": "x", "inputs": components, "unit": "bar"}
    with store.unit("Bảng tính") as unit:
        cycle = current_cycle(unit)
        kept = add_evaluation(unit, cycle.id, "uncertainty_budget", instrument_id="i1", process_id="p1", inputs=inputs)
        keep_result(unit, kept.id, run_evaluation(kept))

    with store.reading() as unit:
        (row,) = register_analysis(unit, AS_OF).confirmations
    assert row.use is not None
    assert row.use.expanded_uncertainty == pytest.approx(0.05)
    assert (row.use.evaluation_id, row.use.tur) == (kept.id, pytest.approx(20))


def test_an_evaluation_about_nothing_decides_nothing(store: Store) -> None:
    with store.unit("Bảng tính") as unit:
        unit.evaluations.keep(
            Evaluation(
                id="e",
                cycle_id=current_cycle(unit).id,
                number=1,
                calculation="uncertainty_budget",
                result="{}",
                inputs="{}",
            )
        )

    with store.reading() as unit:
        assert gather_register(unit, AS_OF).register[0].budgets == {}


def test_an_instrument_found_outside_asks_for_a_look_back(store: Store) -> None:
    with store.unit("Ghi") as unit:
        add_calibration(unit, "i1", date(2026, 10, 1), "0.3")
        unit.calibrations.keep(replace(unit.calibrations.get("i1-2026"), performed_on=date(2026, 10, 1)))

    with store.reading() as unit:
        (row,) = register_analysis(unit, AS_OF).look_back

    assert (row.since, row.until, row.process.id if row.process else "") == (date(2025, 6, 1), date(2026, 10, 1), "p1")
    assert row.share_of_tolerance == pytest.approx(0.15)


def test_the_legal_period_of_a_group_2_instrument_overrides(store: Store) -> None:
    with store.unit("Nhóm") as unit:
        unit.instruments.keep(replace(unit.instruments.get("i1"), group="2", legal_code="21a"))

    with store.reading() as unit:
        (row,) = register_analysis(unit, date(2025, 12, 1)).intervals

    assert row.legal_months is not None
    assert (row.proposed or 0) <= row.legal_months
