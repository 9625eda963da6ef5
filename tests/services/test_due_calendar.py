"""What is due across the dossiers of a folder: each of them looked into, backups and foreign files left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.instruments import Calibration
from app.domain.keys import new_key
from app.domain.monitoring import CorrectiveAction
from app.services.dossiers import create_dossier, current_cycle
from app.services.due_calendar import by_day, dossiers_in, in_order, look_into, within
from app.services.inventory import add_instrument

TODAY = date(2026, 11, 24)


def a_dossier(path: Path, site: str, due_on: date) -> Path:
    """With one corrective action that is due on this day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = create_dossier(path, person="Hà", enterprise="Công ty", site_name=site, surveyed_on=TODAY)
    with store.unit("Ghi") as unit:
        unit.corrective_actions.keep(
            CorrectiveAction(
                id=new_key(), cycle_id=current_cycle(unit).id, number=1, title=f"Sửa cân {site}", due_on=due_on
            )
        )
    store.close()
    return path


def test_dossiers_of_a_folder_and_its_folders_are_found_and_backups_are_not(tmp_path: Path) -> None:
    first = a_dossier(tmp_path / "a.dochuan", "A", TODAY)
    second = a_dossier(tmp_path / "tỉnh" / "b.dochuan", "B", TODAY)
    (tmp_path / "ghi-chu.txt").write_text("x")

    found = dossiers_in(tmp_path)

    assert found == [first, second]
    assert list(tmp_path.glob("*sao lưu*/*.dochuan")), "the backups are there and were left out"


def test_what_is_due_in_two_dossiers_stands_in_the_order_of_days(tmp_path: Path) -> None:
    late = a_dossier(tmp_path / "a.dochuan", "A", date(2026, 12, 1))
    early = a_dossier(tmp_path / "b.dochuan", "B", date(2026, 11, 20))

    due = [each for each in in_order([look_into(late, TODAY), look_into(early, TODAY)]) if "Sửa cân" in _told(each)]

    assert [each.whose for each in due] == ["B", "A"]
    assert [each.reminder.state for each in due] == ["bad", "warn"]
    assert set(by_day(due)) == {date(2026, 11, 20), date(2026, 12, 1)}


def _told(due: object) -> str:
    reminder = due.reminder  # type: ignore[attr-defined]
    return f"{reminder.title} {reminder.words}"


@pytest.mark.parametrize(("days", "count"), [(5, 0), (30, 1)])
def test_what_lies_farther_ahead_is_left_out(tmp_path: Path, days: int, count: int) -> None:
    path = a_dossier(tmp_path / "a.dochuan", "A", date(2026, 12, 10))

    due = within(in_order([look_into(path, TODAY)]), days)

    assert sum("Sửa cân" in _told(each) for each in due) == count


def test_a_file_that_cannot_be_read_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    broken = tmp_path / "hong.dochuan"
    broken.write_bytes(b"no dossier at all")

    looked = look_into(broken, TODAY)

    assert looked.found == ()
    assert "hong.dochuan" in looked.trouble
    assert broken.read_bytes() == b"no dossier at all"


def test_looking_writes_nothing_and_takes_no_lock(tmp_path: Path) -> None:
    path = a_dossier(tmp_path / "a.dochuan", "A", TODAY)
    before = path.read_bytes()
    names = sorted(each.name for each in tmp_path.iterdir())

    look_into(path, TODAY)

    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == names


def test_an_instrument_that_expires_stands_on_its_day(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    store = create_dossier(path, person="Hà", enterprise="Công ty", surveyed_on=TODAY)
    with store.unit("Ghi") as unit:
        scale = add_instrument(unit, code="CB-01", name="Cân bàn", group="2", period_months="12")
        unit.calibrations.keep(
            Calibration(
                id=new_key(),
                instrument_id=scale.id,
                kind="verification",
                performed_on=date(2025, 12, 1),
                valid_until=date(2026, 12, 31),
                certificate_number="KĐ-01",
                body="Trung tâm",
                result="pass",
            )
        )
    store.close()

    due = by_day(look_into(path, TODAY).found)

    assert [each.whose for each in due[date(2026, 12, 31)]] == ["Công ty"]
    assert "CB-01" in due[date(2026, 12, 31)][0].reminder.title
