"""A new cycle starts from the last, and everything in it knows what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.floor import Sighting
from app.domain.keys import new_key
from app.services import cycles, dossiers, inventory, survey
from app.storage.store import Store
from app.storage.unit import Unit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(
        tmp_path / "a.dochuan", person="Thu Hà", enterprise="Công ty An Lạc", starts_on=date(2026, 1, 1)
    )
    with made.unit("Trả lời") as unit:
        answer(unit, "metrology_function", "3")
        answer(unit, "metrology_budget", "2")
    yield made
    made.close()


def the_cycle(unit: Unit) -> str:
    return dossiers.current_cycle(unit).id


def answer(unit: Unit, name: str, text: str, form: str = "survey") -> None:
    filling = survey.open_form(unit, the_cycle(unit), form)
    path = next(each.path for each in filling.form.questions() if each.name == name)
    survey.answer_question(unit, the_cycle(unit), filling, path, text)


def start(store: Store, name: str = "Chu kỳ 2027", starts_on: date = date(2027, 1, 4)) -> None:
    with store.unit("Mở chu kỳ mới") as unit:
        cycles.start_cycle(unit, name=name, starts_on=starts_on)


def test_a_new_cycle_has_ten_fresh_steps_and_no_answers_but_the_profile(store: Store) -> None:
    with store.unit("Trả lời") as unit:
        answer(unit, "staff_total", "184", "profile")

    start(store)

    with store.reading() as unit:
        cycle = dossiers.current_cycle(unit)
        assert cycle.name == "Chu kỳ 2027"
        assert [each.state for each in unit.steps.all(cycle_id=cycle.id)] == ["todo"] * 10
        assert unit.answers.all(cycle_id=cycle.id, form="survey") == []
        profile = {each.question.rpartition("/")[2]: each.value for each in unit.answers.all(cycle_id=cycle.id)}
        assert profile["staff_total"] == "184"
        assert profile["enterprise_name"] == "Công ty An Lạc"


def test_the_last_cycle_ends_the_day_before_and_stays_as_it_was(store: Store) -> None:
    start(store)

    with store.reading() as unit:
        last = cycles.previous_cycle(unit, the_cycle(unit))
        assert last is not None
        assert last.ends_on == date(2027, 1, 3)
        assert len(unit.answers.all(cycle_id=last.id, form="survey")) == 2


def test_each_answer_shows_its_predecessor_by_the_name_of_the_question(store: Store) -> None:
    start(store)
    with store.unit("Trả lời") as unit:
        answer(unit, "metrology_function", "4")

    with store.reading() as unit:
        before = cycles.answers_before(unit, the_cycle(unit), "survey")

    assert before["metrology_function"].value == "3"


def test_what_was_never_looked_at_again_is_visible(store: Store) -> None:
    with store.unit("Thêm") as unit:
        seen = inventory.add_instrument(unit, code="AP-1", name="Áp kế")
        missed = inventory.add_instrument(unit, code="AP-2", name="Áp kế")
        gone = inventory.add_instrument(unit, code="AP-3", name="Áp kế", status="out_of_service")
        unit.findings.keep(
            Finding(
                id=new_key(),
                cycle_id=the_cycle(unit),
                number=1,
                subject=1,
                title="Thiếu kinh phí",
                origin="answer:/x/a",
            )
        )
    start(store)
    with store.unit("Đi hiện trường") as unit:
        answer(unit, "metrology_function", "4")
        unit.sightings.keep(Sighting(id=new_key(), cycle_id=the_cycle(unit), instrument_id=seen.id, state="seen"))

    with store.reading() as unit:
        left = cycles.not_looked_at(unit, the_cycle(unit))

        assert left.questions == ("metrology_budget",)
        assert left.instruments == (missed.id,)
        assert gone.id not in left.instruments
        assert [unit.findings.get(each).title for each in left.findings] == ["Thiếu kinh phí"]


def test_no_instrument_is_called_overlooked_before_anybody_walked_the_floor(store: Store) -> None:
    with store.unit("Thêm") as unit:
        inventory.add_instrument(unit, code="AP-1", name="Áp kế")
    start(store)

    with store.reading() as unit:
        left = cycles.not_looked_at(unit, the_cycle(unit))

    assert left.instruments == ()
    assert not left.seen_any


def test_an_instrument_tells_what_changed_since_the_cycle_began(store: Store) -> None:
    with store.unit("Thêm") as unit:
        instrument = inventory.add_instrument(unit, code="AP-1", name="Áp kế", location="Kho")
        unit.sightings.keep(
            Sighting(id=new_key(), cycle_id=the_cycle(unit), instrument_id=instrument.id, state="label_wrong")
        )
    start(store)
    with store.unit("Sửa") as unit:
        inventory.edit_instrument(unit, instrument.id, "location", "Xưởng 2")

    with store.reading() as unit:
        then = cycles.instrument_before(unit, the_cycle(unit), instrument.id)

    assert then is not None
    assert then.listed
    assert then.sighting is not None and then.sighting.state == "label_wrong"
    assert then.changed == (("location", "Kho", "Xưởng 2"),)


def test_a_finding_finds_the_one_it_repeats_though_its_question_moved(store: Store) -> None:
    with store.unit("Thêm") as unit:
        old = Finding(
            id=new_key(), cycle_id=the_cycle(unit), number=1, subject=1, title="Cũ", origin="answer:/s/a/labels"
        )
        unit.findings.keep(old)
    start(store)

    with store.reading() as unit:
        new = Finding(
            id=new_key(), cycle_id=the_cycle(unit), number=1, subject=1, title="Mới", origin="answer:/s/b/labels"
        )
        own = Finding(id=new_key(), cycle_id=the_cycle(unit), number=2, subject=1, title="Tự nêu")

        assert cycles.finding_before(unit, new) == old
        assert cycles.finding_before(unit, own) is None


def test_the_first_cycle_has_nothing_before_it(store: Store) -> None:
    with store.reading() as unit:
        cycle_id = the_cycle(unit)

        assert cycles.previous_cycle(unit, cycle_id) is None
        assert cycles.answers_before(unit, cycle_id, "survey") == {}
        assert cycles.instrument_before(unit, cycle_id, "x") is None
        assert cycles.not_looked_at(unit, cycle_id).questions == ()


@pytest.mark.parametrize(
    ("name", "day", "sentence"),
    [
        ("  ", date(2027, 1, 1), "Ghi tên chu kỳ mới"),
        ("2026", date(2027, 1, 1), "Đã có chu kỳ tên “2026”"),
        ("2027", date(2026, 1, 1), "sau ngày 01/01/2026"),
    ],
)
def test_a_cycle_that_does_not_fit_is_refused_and_nothing_changes(
    store: Store, name: str, day: date, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        start(store, name, day)

    with store.reading() as unit:
        assert unit.cycles.count() == 1


def test_an_empty_cycle_is_worked_on_and_not_followed_by_another(tmp_path: Path) -> None:
    made = dossiers.create_dossier(tmp_path / "b.dochuan", person="Thu Hà", enterprise="An Lạc")

    with pytest.raises(UserError, match="chưa trả lời câu khảo sát nào"):
        start(made)

    made.close()


def test_starting_a_cycle_is_taken_back_by_one_undo(store: Store) -> None:
    start(store)

    store.undo()

    with store.reading() as unit:
        assert unit.cycles.count() == 1
        assert dossiers.current_cycle(unit).ends_on is None
        assert unit.listings.count() == 0
