"""Talks with people of the plant: what they said is kept question by question and stands side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.services import dossiers, interviews, survey
from app.services.survey_outline import Outline
from app.storage.store import Store
from tests.services.a_survey import LABELS, PLAN, surveyed


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = surveyed(tmp_path / "a.dochuan")
    yield store, cycle_id
    store.close()


def talk(store: Store, cycle_id: str, post: str, department: str = "") -> str:
    with store.unit("Phỏng vấn") as unit:
        return interviews.start_interview(unit, cycle_id, post=post, department=department).id


def told(store: Store, interview: str, words: str = "", level: str = "", path: str = PLAN) -> None:
    with store.unit("Ghi lời") as unit:
        interviews.say(unit, interview, "survey", path, words)
        interviews.see_level(unit, interview, "survey", path, level)


def test_what_two_people_said_stands_side_by_side(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened
    told(store, talk(store, cycle_id, "Giám đốc"), "Có kế hoạch năm.", "4")
    told(store, talk(store, cycle_id, "Trưởng ca", "Chiết"), "Tôi chưa thấy kế hoạch.", "2")

    with store.reading() as unit:
        said = interviews.said_to(unit, cycle_id, "survey", PLAN)

    assert [(each.interview.post, each.statement.words) for each in said] == [
        ("Giám đốc", "Có kế hoạch năm."),
        ("Trưởng ca", "Tôi chưa thấy kế hoạch."),
    ]
    assert interviews.difference(said) == (
        "Hai người nói khác nhau 2 mức: Trưởng ca (Chiết) nói mức 2, Giám đốc nói mức 4."
    )


def test_people_who_agree_make_no_difference(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened
    for post in ("Giám đốc", "Trưởng ca"):
        told(store, talk(store, cycle_id, post), "Có.", "4")
    told(store, talk(store, cycle_id, "Thủ kho"), "Không rõ.")

    with store.reading() as unit:
        assert interviews.difference(interviews.said_to(unit, cycle_id, "survey", PLAN)) == ""


def test_words_are_kept_composed_and_an_emptied_statement_goes_away(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened
    interview = talk(store, cycle_id, "Trưởng ca")
    told(store, interview, "Co\u0301 ")

    with store.reading() as unit:
        assert interviews.said_in(unit, interview, "survey")[PLAN].words == "Có"
    told(store, interview, "")
    with store.reading() as unit:
        assert interviews.said_in(unit, interview, "survey") == {}


def test_what_is_to_be_checked_is_counted_until_it_was(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened
    interview = talk(store, cycle_id, "Trưởng ca")
    with store.unit("Đánh dấu") as unit:
        interviews.mark_to_check(unit, interview, "survey", LABELS, marked=True)
    with store.reading() as unit:
        before = interviews.talks(unit, cycle_id)[0]

    with store.unit("Đã kiểm chứng") as unit:
        interviews.tick_checked(unit, before.statements[0].id, checked=True)

    with store.reading() as unit:
        after = interviews.talks(unit, cycle_id)[0]
    assert (before.to_check, after.to_check, after.statements[0].to_check) == (1, 0, "done")


def test_a_talk_without_a_post_is_refused(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened

    with pytest.raises(UserError, match="chức danh"):
        talk(store, cycle_id, "  ")


def test_a_removed_talk_takes_its_words_along_and_undo_brings_both_back(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened
    interview = talk(store, cycle_id, "Trưởng ca")
    told(store, interview, "Có.", "3")

    with store.unit("Bỏ cuộc phỏng vấn") as unit:
        interviews.remove_interview(unit, interview)
    with store.reading() as unit:
        gone = interviews.said_to(unit, cycle_id, "survey", PLAN)
    store.undo()

    with store.reading() as unit:
        assert (gone, len(interviews.said_to(unit, cycle_id, "survey", PLAN))) == ([], 1)


def test_the_talks_of_a_step_that_was_handed_in_are_not_changed(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened
    interview = talk(store, cycle_id, "Trưởng ca")
    with store.unit("Nộp") as unit:
        from app.domain.keys import new_key
        from app.domain.sites import StepState

        unit.steps.keep(StepState(id=new_key(), cycle_id=cycle_id, step=1, state="submitted"))

    with pytest.raises(UserError, match="đã nộp"):
        told(store, interview, "Có.")


def test_questions_that_name_a_post_are_found_by_it_or_by_the_beginning_of_it(tmp_path: Path) -> None:
    store = dossiers.create_dossier(tmp_path / "b.dochuan", person="Hà", enterprise="A", starts_on=date(2026, 1, 1))
    with store.reading() as unit:
        filling = survey.open_form(unit, dossiers.current_cycle(unit).id, "survey")
    names = {each.path: each.name for each in filling.form.questions()}

    by_post = interviews.questions_naming(filling, "Trưởng phòng chất lượng")
    by_beginning = interviews.questions_naming(filling, "giám đốc nhà máy số 2")
    by_nobody = interviews.questions_naming(filling, "Phi hành gia")
    store.close()

    assert "metrology_function" in {names[each] for each in by_post}
    assert "metrology_function" in {names[each] for each in by_beginning}
    assert by_nobody == []


def test_one_goes_through_a_section_or_the_whole_form_in_its_order(opened: tuple[Store, str]) -> None:
    store, cycle_id = opened
    with store.reading() as unit:
        outline = Outline(survey.open_form(unit, cycle_id, "survey"), {})

    assert interviews.questions_to_ask(outline, "/survey/s5") == [PLAN, LABELS]
    assert interviews.questions_to_ask(outline, "") == list(outline.rows)
    assert interviews.questions_to_ask(outline, interviews.NAMED, "Trưởng ca") == []
