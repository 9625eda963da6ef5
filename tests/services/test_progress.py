"""How far the steps have come in a real dossier, and the deeds that move them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.services import survey
from app.services.progress import StepView, approve_step, reopen_step, step_views
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import speaking
from tests.services.programme_dossier import (
    COMPLETE_GOAL,
    DAY,
    a_dossier,
    answer,
    complete_step_1,
    decide_all,
    expect_an_effect,
    hand_in,
    send_back,
    set_a_goal,
)

Deed = Callable[[Unit, str], object]


class Dossier:
    def __init__(self, store: Store, cycle_id: str) -> None:
        self.store, self.cycle_id = store, cycle_id

    def do(self, *deeds: Deed) -> None:
        for deed in deeds:
            with self.store.unit("Việc") as unit:
                deed(unit, self.cycle_id)

    def views(self) -> tuple[StepView, ...]:
        with self.store.reading() as unit:
            return step_views(unit, self.cycle_id, DAY)

    def step(self, number: int) -> StepView:
        return self.views()[number - 1]


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    store, cycle_id = a_dossier(tmp_path / "a.dochuan")
    yield Dossier(store, cycle_id)
    store.close()


def in_(number: int) -> Deed:
    return lambda unit, cycle_id: hand_in(unit, cycle_id, number)


def approved(number: int) -> Deed:
    return lambda unit, cycle_id: approve_step(unit, cycle_id, number, DAY)


def reopened(number: int) -> Deed:
    return lambda unit, cycle_id: reopen_step(unit, cycle_id, number, "Bổ sung kho mới.")


def refused(dossier: Dossier, deed: Deed) -> str:
    with pytest.raises(UserError) as error:
        dossier.do(deed)
    return str(error.value)


def test_a_new_dossier_begins_with_the_profile(dossier: Dossier) -> None:
    first, second, *_rest, last = dossier.views()

    assert (first.state, first.share, first.page) == ("todo", 0.0, "survey")
    assert first.next_action is not None
    assert (first.next_action.text, first.next_action.page, first.next_action.target) == (
        "Chưa trả lời: Ai phụ trách?",
        "profile",
        "/profile/who",
    )
    assert [each.text for each in second.missing] == ["Nộp bước 1 trước."]
    assert (last.number, last.key, last.page) == (10, "improvement", "improvement")


def test_the_first_answer_sets_the_step_going(dossier: Dossier) -> None:
    dossier.do(lambda unit, cycle_id: answer(unit, cycle_id, "survey", "s1/q1", "3"))

    view = dossier.step(1)

    assert view.state == "doing"
    assert 0 < view.share < 1


def test_a_question_set_aside_with_a_reason_counts_as_answered(dossier: Dossier) -> None:
    def set_aside(unit: Unit, cycle_id: str) -> None:
        filling = survey.open_form(unit, cycle_id, "survey")
        survey.mark_not_applicable(unit, cycle_id, filling, "/survey/s8/q8", "Không có phòng thử nghiệm.")

    before = dossier.step(1)
    dossier.do(set_aside)

    assert sum(each.count for each in dossier.step(1).missing) == sum(each.count for each in before.missing) - 1


def test_what_is_missing_is_said_once_with_the_number_of_things(dossier: Dossier) -> None:
    sentence = refused(dossier, in_(1))

    assert sentence == "Chưa nộp được bước 1, còn thiếu 12 mục. Chưa trả lời: Ai phụ trách?"
    assert dossier.step(1).state == "todo"


def test_a_wrong_answer_keeps_the_step_from_being_handed_in(dossier: Dossier) -> None:
    dossier.do(complete_step_1, lambda unit, cycle_id: answer(unit, cycle_id, "profile", "who", "x"))

    assert refused(dossier, in_(1)) == "Chưa nộp được bước 1. “Ai phụ trách?”: Ghi ít nhất ba chữ."


def test_a_complete_survey_can_be_handed_in_and_approved(dossier: Dossier) -> None:
    dossier.do(complete_step_1)
    ready = dossier.step(1)

    dossier.do(in_(1), approved(1))
    done = dossier.step(1)

    assert ready.next_action is not None
    assert ready.next_action.text == "Nộp bước 1"
    assert (done.state, done.share, done.version, done.changed_by) == ("approved", 1.0, 1, "Thu Hà")
    assert done.next_action is None


def test_an_approved_survey_is_locked_until_it_is_opened_again(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1), approved(1))

    locked = refused(dossier, lambda unit, cycle_id: answer(unit, cycle_id, "profile", "more", "thêm"))
    dossier.do(reopened(1), lambda unit, cycle_id: answer(unit, cycle_id, "profile", "more", "thêm"))

    assert "khóa" in locked
    assert (dossier.step(1).state, dossier.step(1).reason) == ("doing", "Bổ sung kho mới.")


def test_a_survey_that_waits_for_approval_is_changed_only_after_it_was_returned(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1))

    refusal = refused(dossier, lambda unit, cycle_id: answer(unit, cycle_id, "profile", "more", "thêm"))
    dossier.do(lambda unit, cycle_id: send_back(unit, cycle_id, 1))
    dossier.do(lambda unit, cycle_id: answer(unit, cycle_id, "profile", "more", "thêm"))

    assert refusal == "Bước 1 đã nộp, đang chờ duyệt. Trả lại bước này trước khi sửa."
    assert dossier.step(1).state == "needs_work"


def test_a_returned_step_says_why_and_can_be_handed_in_again(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1), lambda unit, cycle_id: send_back(unit, cycle_id, 1))
    returned = dossier.step(1)

    dossier.do(in_(1))

    assert (returned.state, returned.reason) == ("needs_work", "Thiếu ảnh nhãn.")
    assert returned.next_action is not None
    assert returned.next_action.text == "Sửa xong thì nộp lại bước 1"
    assert dossier.step(1).state == "submitted"


def test_step_two_waits_for_step_one(dossier: Dossier) -> None:
    assert refused(dossier, in_(2)) == "Chưa nộp được bước 2. Nộp bước 1 trước."


def test_every_proposal_wants_a_decision(dossier: Dossier) -> None:
    dossier.do(lambda unit, cycle_id: complete_step_1(unit, cycle_id, level="2"), in_(1))
    waiting = dossier.step(2)

    dossier.do(decide_all)

    assert waiting.missing[0].text == "9 đề xuất chưa quyết định, đầu tiên: Chưa có 1."
    assert (waiting.missing[0].page, waiting.missing[0].target) == ("analysis", "answer:/survey/s1/q1")
    assert dossier.step(2).missing == ()


def test_step_two_is_approved_only_after_step_one(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1), in_(2))

    assert refused(dossier, approved(2)) == "Duyệt bước 1 trước, rồi mới duyệt bước 2."


def test_a_goal_must_be_complete_before_step_three_is_handed_in(dossier: Dossier) -> None:
    dossier.do(lambda unit, cycle_id: complete_step_1(unit, cycle_id, level="2"), in_(1), decide_all, in_(2))
    dossier.do(lambda unit, cycle_id: set_a_goal(unit, cycle_id, {**COMPLETE_GOAL, "baseline": ""}), expect_an_effect)

    sentence = refused(dossier, in_(3))

    assert sentence == "Chưa nộp được bước 3. MT-01 thiếu giá trị hiện tại."


def test_step_three_needs_an_effect_and_what_the_programme_says_of_itself(dossier: Dossier) -> None:
    dossier.do(lambda unit, cycle_id: complete_step_1(unit, cycle_id, level="2"), in_(1), decide_all, in_(2))
    dossier.do(lambda unit, cycle_id: set_a_goal(unit, cycle_id, COMPLETE_GOAL))

    missing = dossier.views()[2].missing

    assert [(each.page, each.target) for each in missing] == [("goals", "effect:"), ("goals", "plan:name")]
    assert missing[0].text == "Chưa nêu hiệu quả dự kiến nào."
    assert missing[1].text == (
        "Chương trình thiếu tên chương trình, thiếu ngày bắt đầu, thiếu ngày kết thúc, thiếu mục tiêu chung"
    )


def test_three_steps_can_be_worked_to_the_end(dossier: Dossier) -> None:
    dossier.do(lambda unit, cycle_id: complete_step_1(unit, cycle_id, level="2"), in_(1), approved(1))
    dossier.do(decide_all, in_(2), approved(2))
    dossier.do(lambda unit, cycle_id: set_a_goal(unit, cycle_id, COMPLETE_GOAL), expect_an_effect, in_(3), approved(3))

    views = dossier.views()

    assert [each.state for each in views[:4]] == ["approved", "approved", "approved", "todo"]
    assert [each.text for each in views[3].missing] == ["Chưa có nhiệm vụ nào."]
    assert views[3].next_action == views[3].missing[0]


def test_every_step_waits_for_the_one_before_it_on_a_page_of_its_own(dossier: Dossier) -> None:
    waiting = [each.missing[0] for each in dossier.views()[3:]]

    assert [each.text for each in waiting] == [f"Nộp bước {number} trước." for number in range(3, 10)]
    assert [each.page for each in waiting] == [each.page for each in dossier.views()[2:9]]


def test_a_step_under_an_approved_one_is_not_opened(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1), approved(1), in_(2), approved(2))

    assert refused(dossier, reopened(1)) == "Mở lại bước 2 trước: bước đó đã được duyệt dựa trên bước này."


def test_a_step_is_opened_from_the_top_and_approved_as_a_new_version(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1), approved(1), in_(2), approved(2))

    dossier.do(reopened(2), reopened(1), in_(1), approved(1))

    assert (dossier.step(1).version, dossier.step(2).state) == (2, "doing")


def test_the_next_step_waits_again_when_the_one_before_was_opened(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1), in_(2), reopened(1))

    assert [each.text for each in dossier.step(2).missing] == ["Nộp bước 1 trước."]


def test_a_deed_on_a_step_can_be_undone(dossier: Dossier) -> None:
    dossier.do(complete_step_1, in_(1))

    dossier.store.undo()

    assert dossier.step(1).state == "doing"


def test_a_dossier_that_never_had_a_form_is_not_asked_for_it(dossier: Dossier) -> None:
    def without_closing_meeting(unit: Unit, cycle_id: str) -> None:
        for form in unit.forms.all(cycle_id=cycle_id, name="closing_meeting"):
            unit.forms.retire(form.id)

    dossier.do(without_closing_meeting)

    assert {each.page for each in dossier.step(1).missing} == {"profile", "survey", "instruments"}


def test_titles_follow_the_language_in_use(dossier: Dossier) -> None:
    with speaking("en"):
        english = dossier.step(2)

    assert (dossier.step(2).title, english.title) == ("Phân tích, đánh giá", "Analysis and assessment")
    assert english.missing[0].text == "Hand in step 1 first."
