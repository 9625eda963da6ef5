"""What the cycles before this one answered, and how each thing moved since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.findings import Finding
from app.domain.floor import Sighting
from app.domain.keys import new_key
from app.services import cycles, dossiers, inventory, last_year, survey
from app.storage.store import Store
from app.storage.unit import Unit

NAME = "metrology_function"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Hà", enterprise="A", starts_on=date(2024, 1, 1))
    for year, level in ((2024, "1"), (2025, "3"), (2026, "2")):
        with made.unit("Năm") as unit:
            if year > 2024:
                cycles.start_cycle(unit, name=f"Chu kỳ {year}", starts_on=date(year, 1, 4))
            answer(unit, level)
    yield made
    made.close()


def cycle_of(unit: Unit) -> str:
    return dossiers.current_cycle(unit).id


def answer(unit: Unit, level: str) -> None:
    filling = survey.open_form(unit, cycle_of(unit), "survey")
    path = next(each.path for each in filling.form.questions() if each.name == NAME)
    survey.answer_question(unit, cycle_of(unit), filling, path, level)


def test_levels_go_back_over_all_cycles_and_the_answer_is_that_of_the_last(store: Store) -> None:
    with store.reading() as unit:
        past = last_year.read_past(unit, cycle_of(unit), "survey")

    assert past is not None
    assert (past.previous.name, past.answers[NAME].value) == ("Chu kỳ 2025", "3")
    assert [(each.year, each.level) for each in past.levels[NAME]] == [(2024, 1), (2025, 3)]
    assert past.answered() == {NAME}


def test_the_first_cycle_has_no_past(tmp_path: Path) -> None:
    first = dossiers.create_dossier(tmp_path / "b.dochuan", person="Hà", enterprise="A")
    with first.reading() as unit:
        assert last_year.read_past(unit, cycle_of(unit), "survey") is None
    first.close()


@pytest.mark.parametrize(
    ("now", "pill"),
    [
        ("2", ("warn", "Tụt 1 mức")),
        ("5", ("ok", "Tăng 2 mức")),
        ("3", ("info", "Như trước")),
        ("", ("todo", "Chưa xem lại")),
    ],
)
def test_a_level_moved_stayed_or_was_not_looked_at(store: Store, now: str, pill: tuple[str, str]) -> None:
    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_of(unit), "survey")
        question = next(each for each in filling.form.questions() if each.name == NAME)
        past = last_year.read_past(unit, cycle_of(unit), "survey")
    assert past is not None
    then = past.answers[NAME]

    assert last_year.movement(question, then, replace(then, value=now)) == pill


def test_an_instrument_says_in_one_line_how_it_was_found_and_what_was_changed_since(store: Store) -> None:
    with store.unit("Nhập") as unit:
        instrument = inventory.add_instrument(unit, code="AP-1", name="Áp kế", location="Kho")
        unit.sightings.keep(
            Sighting(
                id=new_key(),
                cycle_id=cycle_of(unit),
                instrument_id=instrument.id,
                state="seen",
                seen_at=datetime(2025, 11, 12, 5, tzinfo=UTC),
            )
        )
        cycles.start_cycle(unit, name="Chu kỳ 2027", starts_on=date(2027, 1, 4))
    with store.unit("Sửa") as unit:
        inventory.edit_instrument(unit, instrument.id, "location", "Xưởng 2")

    with store.reading() as unit:
        then = cycles.instrument_before(unit, cycle_of(unit), instrument.id)

    assert last_year.instrument_words(then) == "Chu kỳ trước: Thấy, tốt (12/11/2025) · Nơi dùng: Kho → Xưởng 2"
    assert last_year.instrument_words(None) == ""


def test_a_finding_names_the_one_it_repeats(store: Store) -> None:
    with store.unit("Nêu") as unit:
        finding = Finding(
            id=new_key(), cycle_id=cycle_of(unit), subject=5, number=4, title="Nhãn mờ", origin="answer:/survey/a/x"
        )
        then = unit.findings.keep(finding)
        cycles.start_cycle(unit, name="Chu kỳ 2027", starts_on=date(2027, 1, 4))
        now = unit.findings.keep(replace(then, id=new_key(), cycle_id=cycle_of(unit), origin="answer:/survey/b/x"))
        words = last_year.finding_words(unit, now)

    assert words == "Chu kỳ trước: PH-04 Nhãn mờ"
