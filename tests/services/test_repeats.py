"""Repeated sections of a form in a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.findings import Link
from app.domain.forms.filling import Filling
from app.domain.keys import new_key
from app.services import history, survey
from app.services.evidence import add_evidence, evidence_of
from app.services.repeats import add_instance, remove_instance
from app.storage.store import Store
from tests.services.survey_forms import a_dossier_with_a_survey

LINES = """
| survey |
|  | type         | name   | label      | calculation | default |
|  | begin repeat | line   | Dây chuyền |             |         |
|  | text         | what   | Tên        |             |         |
|  | text         | state  | Tình trạng |             | tốt     |
|  | date         | seen   | Ngày xem   |             | today() |
|  | begin repeat | gage   | Đồng hồ    |             |         |
|  | text         | code   | Số hiệu    |             |         |
|  | end repeat   |        |            |             |         |
|  | end repeat   |        |            |             |         |
|  | calculate    | number |            | count(${line}) |      |
|  | integer      | teams  | Số tổ      |             |         |

| settings |
|  | form_title | form_id | name   |
|  | Khảo sát   | survey  | survey |
"""
COUNTED = """
| survey |
|  | type         | name  | label      | repeat_count |
|  | integer      | teams | Số tổ      |              |
|  | begin repeat | line  | Dây chuyền | ${teams}     |
|  | text         | what  | Tên        |              |
|  | end repeat   |       |            |              |

| settings |
|  | form_title | form_id | name   |
|  | Khảo sát   | survey  | survey |
"""
LINE = "/survey/line"
PAPER = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_dossier_with_a_survey(tmp_path / "an-lac.dochuan", LINES)
    yield store, cycle_id
    store.close()


def add(dossier: tuple[Store, str], repeat: str = LINE) -> frozenset[str]:
    store, cycle_id = dossier
    with store.unit("Thêm dây chuyền") as unit:
        return add_instance(unit, cycle_id, survey.open_form(unit, cycle_id, "survey"), repeat)


def remove(dossier: tuple[Store, str], instance: str) -> frozenset[str]:
    store, cycle_id = dossier
    with store.unit("Bỏ dây chuyền") as unit:
        return remove_instance(unit, cycle_id, survey.open_form(unit, cycle_id, "survey"), instance)


def answer(dossier: tuple[Store, str], path: str, text: str) -> None:
    store, cycle_id = dossier
    with store.unit("Trả lời") as unit:
        survey.answer_question(unit, cycle_id, survey.open_form(unit, cycle_id, "survey"), path, text)


def lines(dossier: tuple[Store, str]) -> list[str]:
    """The names of the lines, as the form opened again has them."""
    store, cycle_id = dossier
    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        return [filling.value(f"{each}/what") for each in filling.instances(LINE)]


def test_an_empty_instance_is_there_when_the_form_is_opened_again(dossier: tuple[Store, str]) -> None:
    touched = add(dossier)

    assert lines(dossier) == ["", ""]
    assert f"{LINE}[2]/what" in touched
    assert "/survey/number" in touched


def test_removing_an_instance_moves_the_later_ones_up(dossier: tuple[Store, str]) -> None:
    add(dossier)
    add(dossier)
    for place, name in enumerate(("một", "hai", "ba"), 1):
        answer(dossier, f"{LINE}[{place}]/what", name)

    remove(dossier, f"{LINE}[2]")

    assert lines(dossier) == ["một", "ba"]


def test_one_undo_brings_an_instance_back_with_its_answers(dossier: tuple[Store, str]) -> None:
    add(dossier)
    answer(dossier, f"{LINE}[1]/what", "một")
    answer(dossier, f"{LINE}[2]/what", "hai")
    remove(dossier, f"{LINE}[1]")

    history.undo(dossier[0])

    assert lines(dossier) == ["một", "hai"]
    history.redo(dossier[0])
    assert lines(dossier) == ["hai"]


def test_a_photo_of_a_later_instance_stays_with_its_answer(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    add(dossier)
    with store.unit("Thêm ảnh") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        record = survey.record_of(unit, cycle_id, filling, f"{LINE}[2]/what")
        photo = add_evidence(unit, PAPER, "biên bản.pdf", linked_to=("answers", record.id))

    remove(dossier, f"{LINE}[1]")

    with store.reading() as unit:
        kept = survey.answers_of(unit, cycle_id, "survey", f"{LINE}[1]/what")[f"{LINE}[1]/what"]
        assert [each.id for each in evidence_of(unit, "answers", kept.id)] == [photo.id]


def test_evidence_of_a_removed_instance_is_linked_to_nothing_any_more(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("Thêm ảnh") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        record = survey.record_of(unit, cycle_id, filling, f"{LINE}[1]/what")
        add_evidence(unit, PAPER, "biên bản.pdf", linked_to=("answers", record.id))
        link = Link(id=new_key(), from_kind="answers", from_id=record.id, to_kind="findings", to_id="khác")
        unit.links.keep(link)

    remove(dossier, f"{LINE}[1]")

    with store.reading() as unit:
        assert unit.evidence.count() == 1
        assert [each.id for each in unit.links.all()] == [link.id]


def test_instances_within_instances_are_counted_for_each_outer_one(dossier: tuple[Store, str]) -> None:
    add(dossier)
    add(dossier, f"{LINE}[2]/gage")
    answer(dossier, f"{LINE}[2]/gage[1]/code", "PI-1")

    remove(dossier, f"{LINE}[1]")

    store, cycle_id = dossier
    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
    assert filling.instances(f"{LINE}[1]/gage") == [f"{LINE}[1]/gage[1]"]
    assert filling.value(f"{LINE}[1]/gage[1]/code") == "PI-1"


def test_what_the_form_fills_into_a_new_instance_is_kept_and_a_fixed_default_is_not_an_answer(
    dossier: tuple[Store, str],
) -> None:
    add(dossier)

    store, cycle_id = dossier
    with store.reading() as unit:
        kept = survey.answers_of(unit, cycle_id, "survey")
        filling = survey.open_form(unit, cycle_id, "survey")
    assert kept[f"{LINE}[2]/seen"].value == filling.value(f"{LINE}[2]/seen") != ""
    assert f"{LINE}[2]/state" not in kept
    assert filling.value(f"{LINE}[2]/state") == "tốt"


def test_a_cleared_default_stays_cleared(dossier: tuple[Store, str]) -> None:
    answer(dossier, f"{LINE}[1]/state", "hỏng")
    answer(dossier, f"{LINE}[1]/state", "")

    store, cycle_id = dossier
    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
    assert filling.value(f"{LINE}[1]/state") == ""


def test_a_note_on_a_question_leaves_its_default_alone(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("Ghi chú") as unit:
        survey.write_note(unit, cycle_id, survey.open_form(unit, cycle_id, "survey"), f"{LINE}[1]/state", "xem lại")

    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
    assert filling.value(f"{LINE}[1]/state") == "tốt"


def test_the_day_that_a_form_filled_in_itself_is_kept_with_the_first_answer(dossier: tuple[Store, str]) -> None:
    answer(dossier, "/survey/teams", "3")

    store, cycle_id = dossier
    with store.reading() as unit:
        kept = survey.answers_of(unit, cycle_id, "survey")
    assert kept[f"{LINE}[1]/seen"].value != ""


def test_adding_an_instance_first_keeps_the_day_that_the_form_filled_in(dossier: tuple[Store, str]) -> None:
    add(dossier)

    store, cycle_id = dossier
    with store.reading() as unit:
        assert survey.answers_of(unit, cycle_id, "survey")[f"{LINE}[1]/seen"].value != ""


def deed(store: Store, cycle_id: str, filling: Filling, step: tuple[str, int, str]) -> None:
    """One step of a person: add, remove, or answer, at an instance that is there."""
    what, place, text = step
    instances = filling.instances(LINE)
    with store.unit("Bước") as unit:
        if what == "add" or not instances:
            add_instance(unit, cycle_id, filling, LINE)
        elif what == "remove":
            remove_instance(unit, cycle_id, filling, instances[place % len(instances)])
        elif what == "inner":
            add_instance(unit, cycle_id, filling, f"{instances[place % len(instances)]}/gage")
        else:
            survey.answer_question(unit, cycle_id, filling, f"{instances[place % len(instances)]}/{what}", text)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "inner", "what", "state"]), st.integers(0, 5), st.sampled_from(["", "a", "b"])
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=10, deadline=None)
@given(STEPS)
def test_whatever_is_done_the_form_opened_again_is_as_it_was(steps: list[tuple[str, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        store, cycle_id = a_dossier_with_a_survey(Path(folder) / "a.dochuan", LINES)
        with store.reading() as unit:
            filling = survey.open_form(unit, cycle_id, "survey")
        states = [filling.values()]
        for step in steps:
            revision = revision_of(store)
            deed(store, cycle_id, filling, step)
            if revision_of(store) != revision:
                states.append(opened(store, cycle_id))
            assert opened(store, cycle_id) == shown(filling)

        for before in reversed(states[1:-1]):
            history.undo(store)
            assert opened(store, cycle_id) == before
        store.close()


def shown(filling: Filling) -> dict[str, str]:
    return {path: filling.value(path) for path in filling.shown_paths()}


def opened(store: Store, cycle_id: str) -> dict[str, str]:
    with store.reading() as unit:
        return shown(survey.open_form(unit, cycle_id, "survey"))


def revision_of(store: Store) -> int:
    with store.reading() as unit:
        return unit.revision


def test_instances_that_the_form_counts_are_not_added_by_hand(tmp_path: Path) -> None:
    store, cycle_id = a_dossier_with_a_survey(tmp_path / "b.dochuan", COUNTED)

    with pytest.raises(UserError), store.unit("Thêm") as unit:
        add_instance(unit, cycle_id, survey.open_form(unit, cycle_id, "survey"), LINE)

    with store.reading() as unit:
        assert unit.answers.count() == 0
    store.close()
