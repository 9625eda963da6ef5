"""Last year beside this year: what moved, what stayed, what nobody looked at again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.findings import Finding
from app.domain.floor import Sighting
from app.domain.keys import new_key
from app.services import comparison, cycles, inventory
from app.storage.store import Store
from tests.services.test_cycles import answer, start, the_cycle
from tests.services.test_cycles import store as store  # the same beginning


@pytest.fixture
def second_year(store: Store) -> Iterator[Store]:
    with store.unit("Năm trước") as unit:
        answer(unit, "quality_policy_measurement", "4")
        for code, state in (("AP-1", "seen"), ("AP-2", "seen"), ("AP-3", "seen")):
            each = inventory.add_instrument(unit, code=code, name="Áp kế")
            unit.sightings.keep(Sighting(id=new_key(), cycle_id=the_cycle(unit), instrument_id=each.id, state=state))
        for number, origin in ((1, "answer:/survey/a/x"), (2, "register:overdue")):
            unit.findings.keep(
                Finding(id=new_key(), cycle_id=the_cycle(unit), number=number, subject=1, title="Cũ", origin=origin)
            )
    start(store)
    with store.unit("Năm nay") as unit:
        answer(unit, "metrology_function", "4")
        answer(unit, "quality_policy_measurement", "2")
        one, two = unit.instruments.all()[:2]
        new = inventory.add_instrument(unit, code="AP-9", name="Áp kế")
        for each, state in ((one, "seen"), (two, "damaged"), (new, "new")):
            unit.sightings.keep(Sighting(id=new_key(), cycle_id=the_cycle(unit), instrument_id=each.id, state=state))
        unit.findings.keep(
            Finding(id=new_key(), cycle_id=the_cycle(unit), number=5, subject=1, title="Mới", origin="register:overdue")
        )
    yield store


def verdicts(store: Store, kind: str) -> list[tuple[str, str, str, str]]:
    with store.reading() as unit:
        compared = comparison.compare_cycles(unit, the_cycle(unit))
    assert compared is not None
    return [(each.code, each.then, each.now, each.verdict) for each in compared.rows if each.kind == kind]


def test_questions_tell_how_their_level_moved(second_year: Store) -> None:
    by_code = {code: rest for code, *rest in verdicts(second_year, "questions")}

    assert sorted(by_code.values()) == [
        ["mức 2", "", "unseen"],
        ["mức 3", "mức 4", "better"],
        ["mức 4", "mức 2", "worse"],
    ]


def test_instruments_tell_what_the_floor_walks_found(second_year: Store) -> None:
    assert verdicts(second_year, "instruments") == [
        ("AP-1", "Thấy, tốt", "Thấy, tốt", "same"),
        ("AP-2", "Thấy, tốt", "Thấy, đang hư", "worse"),
        ("AP-3", "Thấy, tốt", "", "unseen"),
        ("AP-9", "", "Mới", "new"),
    ]


def test_findings_tell_whether_they_came_again(second_year: Store) -> None:
    assert verdicts(second_year, "findings") == [
        ("PH-01", "Ảnh hưởng vừa", "", "unseen"),
        ("PH-02", "Ảnh hưởng vừa", "lặp lại: PH-05", "same"),
    ]


def test_the_counts_are_those_of_the_rows(second_year: Store) -> None:
    with second_year.reading() as unit:
        compared = comparison.compare_cycles(unit, the_cycle(unit))

    assert compared is not None
    assert compared.count("unseen") == 3
    assert compared.count("unseen", "instruments") == 1
    assert compared.count("worse") == 2


def test_the_first_cycle_has_nothing_to_compare_with(store: Store) -> None:
    with store.reading() as unit:
        assert comparison.compare_cycles(unit, the_cycle(unit)) is None
        assert cycles.previous_cycle(unit, the_cycle(unit)) is None
