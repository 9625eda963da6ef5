"""Who looks after what: a subject takes its sections along, areas go by name, and each one's progress is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.services import assignments, dossiers, floor, inventory, survey
from app.services.assignments import AREA, SECTION
from app.services.survey_outline import Outline
from app.storage.store import Store
from app.storage.unit import Unit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Hà", enterprise="A", starts_on=date(2026, 1, 1))
    yield made
    made.close()


def cycle_of(unit: Unit) -> str:
    return dossiers.current_cycle(unit).id


def outline_of(unit: Unit) -> Outline:
    filling = survey.open_form(unit, cycle_of(unit), "survey")
    return Outline(filling, survey.answers_of(unit, cycle_of(unit), "survey"))


def give(store: Store, auditor: str, *parts: tuple[str, str]) -> None:
    with store.unit("Giao") as unit:
        assignments.assign(unit, cycle_of(unit), parts, auditor)


def test_a_subject_takes_its_sections_along_and_a_section_can_be_given_away_again(store: Store) -> None:
    give(store, "Bình", (SECTION, "/survey/s1/s1_1"))
    give(store, "Hà", (SECTION, "/survey/s1"))
    give(store, "Lan", (SECTION, "/survey/s1/s1_2"))

    with store.reading() as unit:
        who = assignments.assigned(unit, cycle_of(unit))
        parts = {each.target: each for each in assignments.parts(outline_of(unit), [], who)}

    assert who == {(SECTION, "/survey/s1"): "Hà", (SECTION, "/survey/s1/s1_2"): "Lan"}
    assert (parts["/survey/s1/s1_1"].auditor, parts["/survey/s1/s1_1"].own) == ("Hà", False)
    assert (parts["/survey/s1/s1_2"].auditor, parts["/survey/s1/s1_2"].own) == ("Lan", True)


def test_my_questions_are_those_of_my_sections_and_of_no_one_else(store: Store) -> None:
    give(store, "Hà", (SECTION, "/survey/s1"))
    give(store, "Lan", (SECTION, "/survey/s1/s1_2"))

    with store.reading() as unit:
        who, sections = assignments.assigned(unit, cycle_of(unit)), outline_of(unit).sections
        mine = assignments.questions_of(who, sections, "hà")
        hers = assignments.questions_of(who, sections, "Lan")

    assert mine and hers and not mine & hers
    assert all(each.startswith("/survey/s1/") for each in mine)
    assert all(each.startswith("/survey/s1/s1_2/") for each in hers)


def test_given_to_nobody_it_is_free_again_by_one_undo_too(store: Store) -> None:
    give(store, "Hà", (SECTION, "/survey/s1"), (AREA, "Kho A"))
    give(store, "", (SECTION, "/survey/s1"), (AREA, "kho a"))

    with store.reading() as unit:
        free = assignments.assigned(unit, cycle_of(unit))
    store.undo()

    with store.reading() as unit:
        who = assignments.assigned(unit, cycle_of(unit))
    assert (free, who) == ({}, {(SECTION, "/survey/s1"): "Hà", (AREA, "khoa"): "Hà"})


def test_the_progress_of_each_auditor_counts_questions_and_instruments(store: Store) -> None:
    with store.unit("Nhập") as unit:
        seen = inventory.add_instrument(unit, code="A1", name="Cân", location="Kho A, kệ 1")
        inventory.add_instrument(unit, code="A2", name="Cân", location="Kho A, kệ 2")
        floor.sight(unit, cycle_of(unit), seen.id, "seen")
        filling = survey.open_form(unit, cycle_of(unit), "survey")
        path = next(each.path for each in filling.form.questions() if each.path.startswith("/survey/s1/s1_1/"))
        survey.answer_question(unit, cycle_of(unit), filling, path, "3")
    give(store, "Hà", (SECTION, "/survey/s1/s1_1"), (AREA, "Kho A"))

    with store.reading() as unit:
        rows = assignments.areas_of(unit, cycle_of(unit))
        who = assignments.assigned(unit, cycle_of(unit))
        shares = assignments.shares(assignments.parts(outline_of(unit), rows, who))

    assert [each.auditor for each in shares] == ["Hà", ""]
    assert (shares[0].sections, shares[0].areas, shares[0].answered, shares[0].seen) == (1, 1, 1, 1)
    assert (shares[0].instruments, shares[0].asked > 1) == (2, True)


def test_the_team_is_whoever_worked_on_the_dossier(store: Store) -> None:
    give(store, "Lê Văn Bình", (AREA, "Kho"))

    with store.reading() as unit:
        assert assignments.team(unit, cycle_of(unit)) == ["Hà", "Lê Văn Bình"]


def test_the_areas_are_those_of_the_floor_walk(store: Store) -> None:
    with store.unit("Nhập") as unit:
        for code, location in (("A1", "Kho A, kệ 1"), ("A2", "kho a"), ("B1", "Xưởng B"), ("C1", "")):
            seen = inventory.add_instrument(unit, code=code, name="Cân", location=location)
        floor.sight(unit, cycle_of(unit), seen.id, "seen")

    with store.reading() as unit:
        walked = floor.areas(floor.floor_rows(unit, cycle_of(unit), date(2026, 1, 2)))
        assert assignments.areas_of(unit, cycle_of(unit)) == [each for each in walked if each.key]
