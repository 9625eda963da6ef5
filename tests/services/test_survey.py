from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.findings import Finding, Link
from app.domain.keys import new_key
from app.services import survey
from app.services.survey_findings import raise_finding
from app.storage.store import Store
from tests.services.survey_forms import LABELS, SCALES, SEEN, TEMP, TRADE, WORDS, a_dossier_with_a_survey


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_dossier_with_a_survey(tmp_path / "an-lac.dochuan")
    yield store, cycle_id
    store.close()


def answer(store: Store, cycle_id: str, path: str, typed: str) -> frozenset[str]:
    with store.unit("Trả lời câu hỏi") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        return survey.answer_question(unit, cycle_id, filling, path, typed)


def test_a_typed_answer_is_still_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    store, cycle_id = a_dossier_with_a_survey(tmp_path / "a.dochuan")
    answer(store, cycle_id, TEMP, "23,50")
    answer(store, cycle_id, LABELS, "4")
    store.close()

    again = Store.open(tmp_path / "a.dochuan", backups=False)
    with again.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        kept = survey.answers_of(unit, cycle_id, "survey")
    again.close()

    assert filling.value(TEMP) == "23.50"
    assert kept[LABELS].value == "4"
    assert kept[LABELS].answered_by == "Nguyễn Thu Hà"


def test_an_answer_tells_which_questions_it_made_appear(dossier: tuple[Store, str]) -> None:
    touched = answer(*dossier, TRADE, "yes")

    assert SCALES in touched


def test_the_answer_of_a_question_that_is_no_longer_asked_is_kept_and_does_not_count(
    dossier: tuple[Store, str],
) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, TRADE, "yes")
    answer(store, cycle_id, SCALES, "7")

    answer(store, cycle_id, TRADE, "no")

    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        kept = survey.answers_of(unit, cycle_id, "survey")
    assert kept[SCALES].value == "7"
    counted = survey.progress(filling, kept)
    assert (counted.answered, counted.total, counted.not_asked) == (1, 5, 1)


def test_a_text_that_cannot_be_read_changes_nothing(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, SEEN, "5/3/2026")
    with store.reading() as unit:
        before = unit.revision

    with pytest.raises(UserError, match="Tháng 11 năm 2026 có 30 ngày"):
        answer(store, cycle_id, SEEN, "31/11/2026")

    with store.reading() as unit:
        assert unit.revision == before
        assert survey.answers_of(unit, cycle_id, "survey")[SEEN].value == "2026-03-05"


def test_an_answer_that_breaks_a_constraint_is_kept_and_marked(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, TRADE, "yes")

    answer(store, cycle_id, SCALES, "150")

    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        kept = survey.answers_of(unit, cycle_id, "survey")[SCALES]
    assert kept.value == "150"
    assert filling.problem(SCALES) == "Dưới 100 cái."
    state = survey.question_state(filling.form.question(SCALES), kept, problem=filling.problem(SCALES))
    assert state == "warn"


def test_the_same_answer_again_writes_nothing(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, LABELS, "3")
    with store.reading() as unit:
        before = unit.revision

    assert answer(store, cycle_id, LABELS, "3") == frozenset()

    with store.reading() as unit:
        assert unit.revision == before


def test_not_applicable_asks_why(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier

    with pytest.raises(UserError, match="Ghi lý do"), store.unit("Ghi không áp dụng") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        survey.mark_not_applicable(unit, cycle_id, filling, LABELS, "   ")

    with store.reading() as unit:
        assert survey.answers_of(unit, cycle_id, "survey") == {}


def test_a_level_takes_the_place_of_not_applicable_and_its_reason(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("Ghi không áp dụng") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        survey.mark_not_applicable(unit, cycle_id, filling, LABELS, "Không có đồng hồ")
        marked = survey.answers_of(unit, cycle_id, "survey")[LABELS]

    answer(store, cycle_id, LABELS, "2")

    assert (marked.status, marked.reason, marked.value) == ("not_applicable", "Không có đồng hồ", "")
    with store.reading() as unit:
        kept = survey.answers_of(unit, cycle_id, "survey")[LABELS]
    assert (kept.status, kept.reason, kept.value) == ("", "", "2")


def test_clearing_an_answer_leaves_its_note(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, LABELS, "2")
    with store.unit("Ghi chú") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        survey.write_note(unit, cycle_id, filling, LABELS, "Xem 10 cái.\n")

        survey.clear_answer(unit, cycle_id, filling, LABELS)

        kept = survey.answers_of(unit, cycle_id, "survey")[LABELS]
    assert (kept.value, kept.note) == ("", "Xem 10 cái.")


def test_a_locked_step_takes_no_answers(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("Duyệt bước 1") as unit:
        step = unit.steps.all(cycle_id=cycle_id, step=1)[0]
        unit.steps.keep(dataclasses.replace(step, state="approved", version=1))

    with pytest.raises(UserError, match="đã được duyệt và khóa"):
        answer(store, cycle_id, LABELS, "2")


def test_one_undo_takes_back_one_answer(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, LABELS, "2")
    answer(store, cycle_id, LABELS, "4")

    undone = store.undo()

    assert undone is not None and undone[0] == "Trả lời câu hỏi"
    with store.reading() as unit:
        assert survey.answers_of(unit, cycle_id, "survey")[LABELS].value == "2"


@pytest.mark.parametrize(
    ("level", "evidence", "note", "state"),
    [
        ("1", 0, "", "bad"),
        ("2", 2, "", "bad"),
        ("3", 0, "", "part"),
        ("4", 0, "", "warn"),
        ("5", 1, "", "ok"),
        ("5", 0, "Sổ số 12, trang 4", "ok"),
    ],
)
def test_the_state_of_a_level_says_what_bears_it_out(
    dossier: tuple[Store, str], level: str, evidence: int, note: str, state: str
) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, LABELS, level)
    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        kept = dataclasses.replace(survey.answers_of(unit, cycle_id, "survey")[LABELS], note=note)

    assert survey.question_state(filling.form.question(LABELS), kept, evidence) == state


def test_a_finding_is_counted_at_the_answer_that_raised_it(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, LABELS, "1")
    with store.unit("Nhận đề xuất") as unit:
        kept = survey.answers_of(unit, cycle_id, "survey")
        finding = unit.findings.keep(
            Finding(id=new_key(), cycle_id=cycle_id, number=7, subject=5, title="Nhãn mờ", state="accepted")
        )
        unit.links.keep(
            Link(
                id=new_key(),
                from_kind="findings",
                from_id=finding.id,
                to_kind="answers",
                to_id=kept[LABELS].id,
            )
        )

        assert survey.finding_counts(unit, kept) == {LABELS: 1}
        assert survey.findings_of(unit, kept[LABELS].id) == [finding]


def test_a_finding_raised_at_a_question_is_the_one_found_there_later(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    answer(store, cycle_id, LABELS, "1")

    with store.unit("Nêu phát hiện") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        raised = raise_finding(unit, cycle_id, filling, LABELS)
        again = raise_finding(unit, cycle_id, filling, LABELS)

    assert raised == again
    assert raised.number == 1
    assert raised.subject == 5


def test_no_finding_rests_on_a_question_without_an_answer(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier

    with pytest.raises(UserError, match="Trả lời câu này trước"), store.unit("Nêu phát hiện") as unit:
        raise_finding(unit, cycle_id, survey.open_form(unit, cycle_id, "survey"), WORDS)
