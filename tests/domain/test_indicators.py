from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from app.domain.closed_findings import closings
from app.domain.findings import Finding
from app.domain.indicators import INDICATORS, Reading, read_indicators
from app.domain.tasks import Task
from tests.domain.test_proposals import AS_OF, Judged, a_calibration, judged


def read(*register: Judged, findings: int = 0, **numbers: str) -> dict[str, Reading]:
    return read_indicators(register, {name: Decimal(value) for name, value in numbers.items()}, findings, AS_OF)


def test_there_are_ten_and_an_empty_dossier_measures_none_of_them() -> None:
    readings = read()

    assert len(readings) == 10
    assert [each.key for each in INDICATORS] == list(readings)
    assert all(each.value is None and each.reason for each in readings.values())


def test_group_2_is_k_of_n_of_those_in_use_with_the_day_and_the_source() -> None:
    valid = [judged(f"V{n}", a_calibration(90), group="2", legal_code="31") for n in range(2)]
    expired = judged("E", a_calibration(-5), group="2", legal_code="31")
    broken = judged("B", group="2", legal_code="31", status="broken")

    reading = read(*valid, expired, broken, judged("G", group="1"))["group2_valid"]

    assert (reading.k, reading.n, reading.value, reading.on) == (2, 3, Decimal("66.7"), AS_OF)
    assert reading.source == "Danh mục: 2 trong 3 phương tiện đo nhóm 2 đang dùng có kiểm định còn hiệu lực."


def test_what_is_not_decided_counts_as_not_valid_and_is_named() -> None:
    unclear = judged("U", a_calibration(0, valid_until=None), group="2", legal_code="31")

    reading = read(unclear)["group2_valid"]

    assert (reading.k, reading.n) == (0, 1)
    assert "1 cái không rõ hạn" in reading.source


def test_group_1_counts_what_is_in_the_plan() -> None:
    planned = judged("P", a_calibration(90), group="1")
    unplanned = judged("N", a_calibration(90), group="1", period_months=None)

    reading = read(planned, unplanned)["group1_in_plan"]

    assert (reading.k, reading.n, reading.value) == (1, 1, Decimal(100))


def test_the_register_is_complete_by_its_required_fields() -> None:
    reading = read(judged("A", group="1"), judged("B", group="1", location=""))["register_complete"]

    assert (reading.k, reading.n, reading.value) == (1, 2, Decimal(50))


def test_shares_of_the_profile_need_both_numbers() -> None:
    assert read(measuring_staff="12", measuring_staff_trained="9")["staff_trained"].value == Decimal(75)
    assert read(measuring_staff="12")["staff_trained"].value is None
    assert read(measuring_staff="0", measuring_staff_trained="0")["staff_trained"].value is None


def test_a_loss_is_grams_times_packs_times_price() -> None:
    reading = read(overfill_per_unit="80", packs_per_year="100000", product_price="12000")["overfill_loss"]

    assert reading.value == Decimal("96.0")
    assert reading.source == "Hồ sơ doanh nghiệp: 80 g mỗi bao × 100.000 bao × 12.000 đồng/kg."


def test_zero_is_a_figure_only_where_it_was_counted() -> None:
    assert read(downtime_hours="0")["downtime_cost"].value == 0
    assert read()["downtime_cost"].value is None
    assert read(rework_cases="0", complaints_count="0")["rework_complaints"].value == 0
    assert read(rework_cases="0")["rework_complaints"].value is None


def test_findings_are_not_closed_before_they_are_worked_on() -> None:
    reading = read(findings=7)["findings_closed"]

    assert reading.value is None
    assert reading.reason.startswith("Chưa đo: 7 phát hiện")
    assert isinstance(reading.on, date)


def test_findings_closed_in_time_are_counted_of_those_whose_time_has_come() -> None:
    findings = [
        Finding(id=str(n), cycle_id="c", number=n, subject=5, title="Quá hạn", due_on=AS_OF - timedelta(days=1))
        for n in range(3)
    ]
    done = Task(
        id="t", cycle_id="c", number=1, kind="calibration", title="Kiểm định", state="done", percent=100,
        ends_on=AS_OF - timedelta(days=2), done_on=AS_OF - timedelta(days=3),
    )  # fmt: skip
    found = closings(findings, {"0": [done]}, AS_OF)

    reading = read_indicators([], {}, 5, AS_OF, found)["findings_closed"]

    assert (reading.value, reading.k, reading.n) == (Decimal("33.3"), 1, 3)
    assert "2 phát hiện chưa tới hạn" in reading.source
