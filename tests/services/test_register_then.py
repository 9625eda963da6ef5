"""What was bought or replaced after a survey was approved does not change what that survey found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.keys import new_key
from app.domain.sites import Cycle
from app.services.proposals import judge_register
from app.services.register_then import instruments_of
from app.services.reporting import gather_dossier
from app.storage.store import Store
from tests.storage.builders import a_calibration, a_cycle, a_site, a_store, an_instrument

DAY = date(2025, 10, 20)


def approve(store: Store, cycle_id: str) -> None:
    with store.unit("Duyệt") as unit:
        step = unit.steps.all(cycle_id=cycle_id, step=1)[0]
        unit.steps.keep(replace(step, state="approved"))


def surveyed(path: Path) -> tuple[Store, str]:
    """A dossier whose first survey is approved with two instruments in the register."""
    from app.domain.sites import StepState

    store, cycle = a_store(path), a_cycle(surveyed_on=DAY)
    with store.unit("Lập") as unit:
        unit.sites.keep(a_site())
        unit.cycles.keep(cycle)
        unit.steps.keep(StepState(id=new_key(), cycle_id=cycle.id, step=1, state="submitted"))
        unit.instruments.keep_all([an_instrument(code="AK-11"), an_instrument(code="CB-01")])
    approve(store, cycle.id)
    return store, cycle.id


def change_the_register(store: Store) -> None:
    """One bought, one put out of service and renamed, one withdrawn."""
    with store.unit("Mua") as unit:
        unit.instruments.keep(an_instrument(code="AK-17"))
    with store.unit("Thay") as unit:
        replaced = next(each for each in unit.instruments.all() if each.code == "AK-11")
        unit.instruments.keep(replace(replaced, status="out_of_service", note="đã thay"))
        unit.instruments.retire(next(each.id for each in unit.instruments.all() if each.code == "CB-01"), "bán")


def begin_next(store: Store, previous_id: str) -> str:
    with store.unit("Chu kỳ mới") as unit:
        cycle = Cycle(id=new_key(), name="Hai", starts_on=date(2026, 10, 1), previous_id=previous_id)
        return unit.cycles.keep(cycle).id


def told(store: Store, cycle_id: str) -> list[tuple[str, str]]:
    with store.reading() as unit:
        return [(each.code, each.status) for each in instruments_of(unit, cycle_id)]


def test_the_present_cycle_sees_the_register_as_it_is(tmp_path: Path) -> None:
    store, cycle_id = surveyed(tmp_path / "a.dochuan")

    change_the_register(store)

    assert told(store, cycle_id) == [("AK-11", "out_of_service"), ("AK-17", "in_use")]
    store.close()


def test_an_earlier_cycle_sees_it_as_it_stood_when_its_survey_was_approved(tmp_path: Path) -> None:
    store, first = surveyed(tmp_path / "a.dochuan")
    change_the_register(store)

    second = begin_next(store, first)

    assert told(store, first) == [("AK-11", "in_use"), ("CB-01", "in_use")]
    assert told(store, second) == [("AK-11", "out_of_service"), ("AK-17", "in_use")]
    with store.reading() as unit:
        assert [each.code for each in gather_dossier(unit, first).instruments] == ["AK-11", "CB-01"]
        assert [each.instrument.code for each in judge_register(unit, DAY, first)] == ["AK-11", "CB-01"]
    store.close()


def test_what_was_undone_and_done_again_is_rolled_back_too(tmp_path: Path) -> None:
    store, first = surveyed(tmp_path / "a.dochuan")
    change_the_register(store)
    store.undo()
    store.redo()

    begin_next(store, first)

    assert told(store, first) == [("AK-11", "in_use"), ("CB-01", "in_use")]
    store.close()


def test_a_cycle_whose_survey_was_never_approved_has_no_register_of_its_own(tmp_path: Path) -> None:
    store, first = surveyed(tmp_path / "a.dochuan")
    second = begin_next(store, first)
    third = begin_next(store, second)
    change_the_register(store)

    assert told(store, second) == told(store, third) == [("AK-11", "out_of_service"), ("AK-17", "in_use")]
    store.close()


def test_a_calibration_made_after_the_day_is_not_counted_on_it(tmp_path: Path) -> None:
    store, cycle_id = surveyed(tmp_path / "a.dochuan")
    with store.unit("Hiệu chuẩn") as unit:
        gauge = unit.instruments.all()[0]
        for day in (date(2025, 3, 2), date(2026, 3, 2), None):
            unit.calibrations.keep(replace(a_calibration(gauge), id=new_key(), performed_on=day))

    with store.reading() as unit:
        judged = {each.instrument.id: each for each in judge_register(unit, DAY, cycle_id)}

    days = [each.performed_on for each in judged[gauge.id].calibrations]
    assert sorted(map(str, days)) == ["2025-03-02", "None"]
    store.close()
