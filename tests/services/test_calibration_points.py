"""Calibrations point by point: as found, as left, and what stands for them in the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.calibration_points import found_outside, worst_point
from app.domain.instruments import Calibration, CalibrationPoint
from app.domain.metrology.calibration_status import State
from app.services import inventory
from app.services.calibration_points import add_points, keep_points, points_of, write_points
from app.services.certificates import certificates_of, link_certificate, paper_of
from app.services.evidence import add_evidence
from app.services.registers import CellText, Written
from app.storage.store import Store

AS_OF = date(2026, 11, 24)
LINES = [
    {"point": "0", "as_found": "0", "expanded_uncertainty": "0,005", "coverage_factor": "2"},
    {"point": "60", "as_found": "0,018", "expanded_uncertainty": "0,01", "coverage_factor": "2"},
    {"point": "150", "as_found": "0,041", "as_left": "0,005", "expanded_uncertainty": "0,01", "coverage_factor": "2"},
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path / "mill.dochuan", person="Nguyễn Thu Hà")
    yield opened
    opened.close()


@pytest.fixture
def calibration(store: Store) -> Calibration:
    with store.unit("Thêm") as unit:
        scale = inventory.add_instrument(unit, code="CB-04", unit="kg", mpe_text="±0,03 kg")
        return inventory.keep_calibration(
            unit, scale.id, performed_on="31/08/2026", valid_until="31/08/2027", certificate_number="KĐ-118"
        )


def with_points(store: Store, calibration: Calibration) -> list[CalibrationPoint]:
    with store.unit("Dán") as unit:
        add_points(unit, calibration.id, LINES)
        return points_of(unit, calibration.id)


def kept(store: Store, calibration: Calibration) -> Calibration:
    with store.reading() as unit:
        return unit.calibrations.get(calibration.id)


def headline(store: Store, calibration: Calibration) -> tuple[Decimal | None, Decimal | None]:
    found = kept(store, calibration)
    return found.point, found.error


def write(store: Store, calibration: Calibration, point: CalibrationPoint, /, **typed: str) -> Written:
    with store.unit("Sửa") as unit:
        return write_points(unit, calibration.id, [CellText(point.id, name, text) for name, text in typed.items()])


def test_the_headline_is_the_error_left_where_it_comes_closest_to_its_limit(
    store: Store, calibration: Calibration
) -> None:
    points = with_points(store, calibration)

    assert [each.place for each in points] == [1, 2, 3]
    assert headline(store, calibration) == (Decimal(60), Decimal("0.018"))
    assert (kept(store, calibration).expanded_uncertainty, kept(store, calibration).coverage_factor) == (
        Decimal("0.01"),
        Decimal(2),
    )


def test_an_instrument_that_was_adjusted_is_valid_again_and_what_was_found_is_told(
    store: Store, calibration: Calibration
) -> None:
    points = with_points(store, calibration)

    with store.reading() as unit:
        shown = inventory.instrument_row(unit, calibration.instrument_id, AS_OF)
    assert shown.status.state is State.VALID
    assert [each.point for each in found_outside(points, shown.instrument, shown.calibrations[0])] == [Decimal(150)]


def test_a_point_left_beyond_its_limit_fails_the_instrument(store: Store, calibration: Calibration) -> None:
    points = with_points(store, calibration)

    write(store, calibration, points[2], as_left="0,035")

    with store.reading() as unit:
        assert inventory.instrument_row(unit, calibration.instrument_id, AS_OF).status.state is State.FAILED
    assert headline(store, calibration) == (Decimal(150), Decimal("0.035"))


def test_a_limit_printed_beside_the_point_rules(store: Store, calibration: Calibration) -> None:
    points = with_points(store, calibration)

    write(store, calibration, points[0], as_found="0,004", mpe="0,004")

    assert headline(store, calibration) == (Decimal(0), Decimal("0.004"))


def test_a_point_of_which_nothing_is_left_goes_and_without_points_nothing_stays_of_the_headline(
    store: Store, calibration: Calibration
) -> None:
    points = with_points(store, calibration)

    for point in points:
        blank = dict.fromkeys(("point", "as_found", "as_left", "expanded_uncertainty", "coverage_factor"), "")
        write(store, calibration, point, **blank)

    with store.reading() as unit:
        assert points_of(unit, calibration.id) == []
    assert headline(store, calibration) == (None, None)


def test_a_single_error_without_points_stays_as_it_was_typed(store: Store, calibration: Calibration) -> None:
    with store.unit("Sửa") as unit:
        inventory.edit_calibration(unit, calibration.id, "error", "0,02")
        keep_points(unit, calibration.id, [])

    assert headline(store, calibration) == (None, Decimal("0.02"))


def test_a_wrong_cell_of_a_block_of_points_is_refused_alone(store: Store, calibration: Calibration) -> None:
    with store.unit("Dán") as unit:
        written = add_points(unit, calibration.id, [{"point": "0", "as_found": "không"}, {"point": "60"}])

    assert [(each.cell.field, each.cell.typed) for each in written.refused] == [("as_found", "không")]
    with store.reading() as unit:
        assert [each.point for each in points_of(unit, calibration.id)] == [Decimal(0), Decimal(60)]


def test_points_and_headline_go_and_come_back_as_one_deed(store: Store, calibration: Calibration) -> None:
    with_points(store, calibration)

    store.undo()

    with store.reading() as unit:
        assert points_of(unit, calibration.id) == []
    assert headline(store, calibration) == (None, None)
    store.redo()
    assert headline(store, calibration) == (Decimal(60), Decimal("0.018"))


def test_points_go_with_their_calibration(store: Store, calibration: Calibration) -> None:
    with_points(store, calibration)

    with store.unit("Bỏ") as unit:
        inventory.retire_instrument(unit, calibration.instrument_id, "Thanh lý")

    with store.reading() as unit:
        assert unit.calibration_points.all() == []


def test_without_any_limit_the_largest_error_stands_for_all(store: Store, calibration: Calibration) -> None:
    points = with_points(store, calibration)
    with store.unit("Sửa") as unit:
        scale = inventory.edit_instrument(unit, calibration.instrument_id, "mpe_text", "")

    worst = worst_point(points, scale, calibration)

    assert worst is not None and worst.point == Decimal(60)


def test_the_papers_of_a_calibration_come_before_those_of_its_instrument(
    store: Store, calibration: Calibration
) -> None:
    with store.unit("Thêm") as unit:
        add_evidence(unit, b"%PDF-1.4 a", "ly-lich.pdf", linked_to=("instruments", calibration.instrument_id))
        paper = add_evidence(unit, b"%PDF-1.4 b", "giay.pdf")
        add_evidence(unit, b"text", "ghi-chu.txt", linked_to=("instruments", calibration.instrument_id))
        link_certificate(unit, calibration.id, paper.id)

    with store.reading() as unit:
        papers = certificates_of(unit, calibration.id, calibration.instrument_id)
        assert [each.name for each in papers] == ["giay.pdf", "ly-lich.pdf"]
        assert paper_of(unit, papers[0]) == b"%PDF-1.4 b"
