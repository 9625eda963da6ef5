"""Facts for the rules: instruments as judged, processes, evaluations, confirmations and look-backs, each in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from app import paths
from app.domain.evaluations import Evaluation
from app.domain.instruments import Calibration, Instrument
from app.domain.judged import Judged
from app.domain.legal import check_group2, read_law
from app.domain.metrology.calibration_status import status_of
from app.domain.metrology.results import Result, Value, Verdict, said
from app.domain.processes import Process
from app.domain.register_analysis import (
    CertificateCheck,
    ConfirmationRow,
    GroupRate,
    IntervalRow,
    LookBackRow,
    PointCheck,
    UseCheck,
)
from app.domain.rule_facts import Evaluated, Group, InProcess

AS_OF = date(2026, 11, 24)
FOLDER = paths.shipped("resources", "law")
LAW = read_law((FOLDER / "tables.toml").read_text("utf-8"), lambda name: (FOLDER / name).read_text("utf-8"))


def an_instrument(id: str = "I-1", **fields: object) -> Instrument:
    usual = {"id": id, "code": id, "serial": id, "name": "Áp kế", "range_text": "0 ÷ 10 bar", "location": "Lò hơi"}
    return Instrument(**usual | {"period_months": 12, "group": "1"} | fields)  # type: ignore[arg-type]


def a_calibration(days_left: int = 90, **fields: object) -> Calibration:
    usual = {
        "id": f"c{days_left}",
        "instrument_id": "I-1",
        "kind": "verification",
        "performed_on": date(2025, 1, 10),
        "valid_until": AS_OF + timedelta(days=days_left),
        "certificate_number": "1",
    }
    return Calibration(**usual | fields)  # type: ignore[arg-type]


def judged(*calibrations: Calibration, **fields: object) -> Judged:
    instrument = an_instrument(**fields)  # type: ignore[arg-type]
    return Judged(
        instrument=instrument,
        status=status_of(instrument, calibrations, AS_OF),
        legal=check_group2(instrument, calibrations, LAW, AS_OF),
        calibrations=calibrations,
    )


def a_process(**fields: object) -> Process:
    usual = {"id": "Q-1", "code": "QT-01", "name": "Cân bao", "unit": "kg", "tolerance_low": Decimal("24.9")}
    return Process(**usual | fields)  # type: ignore[arg-type]


def in_process(instruments: int = 1, **fields: object) -> InProcess:
    return InProcess(process=a_process(**fields), instruments=instruments)


def evaluated(
    calculation: str,
    state: str = "ok",
    values: Mapping[str, Value] | None = None,
    process: Process | None = None,
    instrument: Instrument | None = None,
    number: int = 1,
    study_id: str = "",
) -> Evaluated:
    return Evaluated(
        evaluation=Evaluation(
            id=f"E-{number}", cycle_id="y", number=number, calculation=calculation, title="Cân 1", study_id=study_id
        ),
        result=Result(
            calculation=calculation, version="1", values=values or {}, verdict=Verdict(state, said("Đã đánh giá."))
        ),
        process=process,
        instrument=instrument,
    )


def confirmed(
    *troubles: str, id: str = "I-1", process: Process | None = None, kind: str = "calibration", **use: object
) -> ConfirmationRow:
    """Its last calibration told an error of 0.1; use: figures of the UseCheck."""
    told = PointCheck(point=5.0, error=0.1, expanded_uncertainty=None, mpe=0.2, margin=0.1, verdict="pass")
    return ConfirmationRow(
        instrument=an_instrument(id),
        process=process or a_process(),
        certificate=CertificateCheck(calibration=a_calibration(kind=kind), unit="kg", points=(told,)),
        use=UseCheck(unit="kg", **use),  # type: ignore[arg-type]
        state="bad" if troubles else "ok",
        reason=said("Đã xác nhận."),
        troubles=frozenset(troubles),
    )


def an_interval(change: str, method: str = "staircase", current: int | None = 12) -> IntervalRow:
    return IntervalRow(
        instrument=an_instrument(),
        group="ap ke",
        current=current,
        proposed=8,
        method=method,
        change=change,
        reason=said("Lần gần nhất vượt sai số cho phép."),
    )


def a_group(state: str, rate: float = 0.6) -> Group:
    return Group(
        rate=GroupRate(
            key="ap ke",
            label="Áp kế",
            instruments=2,
            counted=20,
            in_tolerance=int(20 * rate),
            left_out=0,
            rate=rate,
            low=rate - 0.1,
            high=rate + 0.1,
            target=0.95,
            state=state,
            reason=said("Còn trong sai số cho phép 12 trên 20 lần."),
        ),
        instruments=(an_instrument("I-1"), an_instrument("I-2", criticality="B")),
    )


def looked_back(id: str = "I-1") -> LookBackRow:
    return LookBackRow(
        instrument=an_instrument(id),
        calibration=a_calibration(),
        process=a_process(),
        since=date(2024, 1, 10),
        until=date(2025, 1, 10),
        point=5.0,
        error=0.3,
        mpe=0.2,
        unit="bar",
        share_of_tolerance=None,
        reason=said("Vượt sai số cho phép từ 10/01/2024 đến 10/01/2025."),
    )
