"""The frozen versions of a programme: what must be there before one is made, and that none is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.frozen_content import canonical, digest
from app.services import comments, goals
from app.services.progress import approve_step, reopen_step, send_back_step, step_views, submit_step
from app.services.versions import (
    baseline_of,
    content_of,
    differences,
    differences_now,
    freeze_version,
    open_new_version,
    read_version,
    version_in_force,
    version_problem,
    versions_of,
)
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.an_approved_programme import (
    a_drafted_programme,
    approve_programme,
    collect_comments,
    freeze,
    prepare,
    set_steps,
)
from tests.services.programme_dossier import DAY

Deed = Callable[[Unit, str], object]


class Dossier:
    def __init__(self, store: Store, cycle_id: str) -> None:
        self.store, self.cycle_id = store, cycle_id

    def do(self, *deeds: Deed) -> None:
        for deed in deeds:
            with self.store.unit("Việc") as unit:
                deed(unit, self.cycle_id)

    @contextmanager
    def look(self) -> Iterator[Unit]:
        with self.store.reading() as unit:
            yield unit

    def states(self) -> dict[int, str]:
        with self.look() as unit:
            return {each.step: each.state for each in unit.steps.all(cycle_id=self.cycle_id)}

    def refused(self, deed: Deed) -> str:
        before = self.states()
        with pytest.raises(UserError) as error:
            self.do(deed)
        assert self.states() == before
        return str(error.value)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_drafted_programme(tmp_path / "a.dochuan") as (store, cycle_id):
        yield Dossier(store, cycle_id)


def set_target(value: str) -> Deed:
    return lambda unit, cycle_id: goals.edit_goal(unit, "g", "target", value)


def hand_in_again(unit: Unit, cycle_id: str) -> None:
    set_steps(unit, cycle_id, "approved", 3, 4, 5)


def approved(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze, approve_programme)


def second(unit: Unit, cycle_id: str) -> object:
    return freeze(unit, cycle_id, "15/QĐ-ĐN", "Giá nguyên liệu đổi.")


def test_a_version_says_what_the_programme_says_under_its_decision(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze)

    with dossier.look() as unit:
        (version,) = versions_of(unit, dossier.cycle_id)
        assert read_version(version) == content_of(unit, dossier.cycle_id)
        assert version_problem(unit, version) == ""
    assert (version.number, version.decision_number, version.decided_on) == (1, "12/QĐ-ĐN", date(2026, 11, 20))
    assert (version.sha256, version.frozen_by, version.reason) == (digest(version.content), "Thu Hà", "")


def test_no_version_is_made_before_the_draft_was_sent(dossier: Dossier) -> None:
    assert dossier.refused(freeze) == ("Chưa chốt được chương trình. Chưa gửi dự thảo cho bộ phận nào lấy ý kiến.")


def test_a_deadline_that_is_over_does_not_answer_for_a_unit(dossier: Dossier) -> None:
    def forget(unit: Unit, cycle_id: str) -> None:
        comments.take_back_no_comment(unit, cycle_id, "Kho")

    dossier.do(collect_comments, forget)

    assert dossier.refused(freeze) == "Chưa chốt được chương trình. Chưa có ý kiến của Kho."


def test_an_unanswered_comment_keeps_the_programme_from_being_frozen(dossier: Dossier) -> None:
    def say_more(unit: Unit, cycle_id: str) -> None:
        comments.new_comment(unit, cycle_id, given_by="Kế toán", words="GP-01 cần dự toán.")

    dossier.do(collect_comments, say_more)

    assert dossier.refused(freeze) == "Chưa chốt được chương trình. Ý kiến YK-02 chưa được trả lời."


def test_the_minutes_must_be_there(dossier: Dossier) -> None:
    def lose_minutes(unit: Unit, cycle_id: str) -> None:
        for each in unit.meetings.all(cycle_id=cycle_id):
            unit.meetings.retire(each.id)

    dossier.do(collect_comments, lose_minutes)

    assert dossier.refused(freeze) == "Chưa chốt được chương trình. Chưa có biên bản lấy ý kiến."


def test_a_decision_without_number_day_or_signer_freezes_nothing(dossier: Dossier) -> None:
    dossier.do(collect_comments)

    sentence = dossier.refused(
        lambda unit, cycle_id: freeze_version(
            unit, cycle_id, decision_number=" ", decided_on=None, signer_position="", signer_name="An"
        )
    )

    assert sentence == (
        "Chưa chốt được chương trình. Quyết định còn thiếu số quyết định, ngày quyết định, chức vụ người ký."
    )


def test_what_is_still_being_worked_on_is_not_frozen(dossier: Dossier) -> None:
    dossier.do(collect_comments, lambda unit, cycle_id: set_steps(unit, cycle_id, "doing", 4))

    assert dossier.refused(freeze) == "Nộp bước 4 trước, rồi mới chốt chương trình."


def test_the_same_programme_under_the_same_decision_is_not_frozen_twice(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze)

    sentence = dossier.refused(lambda unit, cycle_id: freeze(unit, cycle_id, reason="Nhầm"))

    assert sentence == "Chương trình không khác bản 1 đã chốt, nên không cần bản mới."


def test_the_gate_of_step_six_leads_along_the_road(dossier: Dossier) -> None:
    def missing() -> list[str]:
        with dossier.look() as unit:
            return [each.text for each in step_views(unit, dossier.cycle_id, DAY)[5].missing]

    first = missing()
    dossier.do(collect_comments, prepare)
    second_look = missing()
    dossier.do(freeze)

    assert first == [
        "Chưa gửi dự thảo cho bộ phận nào lấy ý kiến.",
        "Chưa có biên bản lấy ý kiến.",
        "Quyết định còn thiếu số quyết định, ngày quyết định, chức vụ người ký, họ tên người ký.",
        "Chưa chốt bản 1 của chương trình.",
    ]
    assert second_look == ["Chưa chốt bản 1 của chương trình."]
    assert missing() == []


def test_approving_step_six_puts_the_version_in_force(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze)
    with dossier.look() as unit:
        before = version_in_force(unit, dossier.cycle_id)

    dossier.do(approve_programme)

    with dossier.look() as unit:
        after = version_in_force(unit, dossier.cycle_id)
    assert before is None
    assert after is not None
    assert after.number == 1


def test_a_programme_that_changed_after_freezing_cannot_be_approved(dossier: Dossier) -> None:
    def amend(unit: Unit, cycle_id: str) -> None:
        set_steps(unit, cycle_id, "doing", 3)
        goals.edit_goal(unit, "g", "target", "800")
        set_steps(unit, cycle_id, "approved", 3)

    dossier.do(collect_comments, freeze, amend)

    assert dossier.refused(approve_programme) == (
        "Chưa nộp được bước 6, còn thiếu 2 mục. Chương trình đã khác bản 1 đã chốt; chốt bản mới."
    )


def test_undoing_the_approval_takes_the_version_out_of_force(dossier: Dossier) -> None:
    approved(dossier)

    dossier.store.undo()

    with dossier.look() as unit:
        assert version_in_force(unit, dossier.cycle_id) is None


def test_an_approved_programme_is_opened_as_a_whole_with_its_reason(dossier: Dossier) -> None:
    approved(dossier)

    dossier.do(lambda unit, cycle_id: open_new_version(unit, cycle_id, "Giá nguyên liệu đổi."))

    assert [dossier.states()[step] for step in range(1, 7)] == ["approved", "approved", *["doing"] * 4]
    with dossier.look() as unit:
        assert {each.reason for each in unit.steps.all(cycle_id=dossier.cycle_id, state="doing")} == {
            "Giá nguyên liệu đổi."
        }
        assert version_in_force(unit, dossier.cycle_id) is not None


def test_opening_a_new_version_is_one_deed_to_undo(dossier: Dossier) -> None:
    approved(dossier)
    before = dossier.states()
    dossier.do(lambda unit, cycle_id: open_new_version(unit, cycle_id, "Giá nguyên liệu đổi."))

    dossier.store.undo()

    assert dossier.states() == before


@pytest.mark.parametrize("step", [3, 4, 5, 6])
def test_reopening_any_step_of_an_approved_programme_opens_a_new_version(dossier: Dossier, step: int) -> None:
    approved(dossier)

    dossier.do(lambda unit, cycle_id: reopen_step(unit, cycle_id, step, "Giá nguyên liệu đổi."))

    assert [dossier.states()[each] for each in (3, 4, 5, 6)] == ["doing"] * 4


def test_later_steps_that_were_approved_are_opened_too(dossier: Dossier) -> None:
    approved(dossier)
    dossier.do(lambda unit, cycle_id: set_steps(unit, cycle_id, "approved", 7, 8))

    dossier.do(lambda unit, cycle_id: open_new_version(unit, cycle_id, "Giá nguyên liệu đổi."))

    assert [dossier.states()[each] for each in (2, 7, 8, 9)] == ["approved", "doing", "doing", "todo"]


def test_a_new_version_wants_a_reason(dossier: Dossier) -> None:
    approved(dossier)

    assert dossier.refused(lambda unit, cycle_id: open_new_version(unit, cycle_id, "  ")) == (
        "Nêu lý do ra bản mới; lý do được in cùng bảng các thay đổi."
    )


def test_a_programme_that_is_not_approved_needs_no_new_version(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze)

    assert dossier.refused(lambda unit, cycle_id: open_new_version(unit, cycle_id, "Vì sao")) == (
        "Bước 6 chưa được duyệt nên chương trình đang mở, sửa được ngay."
    )


def test_a_second_version_carries_its_reason_and_what_is_different(dossier: Dossier) -> None:
    approved(dossier)
    dossier.do(lambda unit, cycle_id: open_new_version(unit, cycle_id, "Giá nguyên liệu đổi."), set_target("800"))
    dossier.do(hand_in_again, second, approve_programme)

    with dossier.look() as unit:
        first, last = versions_of(unit, dossier.cycle_id)
        in_force = version_in_force(unit, dossier.cycle_id)
    (found,) = differences(first, last)

    assert (last.number, last.reason, in_force) == (2, "Giá nguyên liệu đổi.", last)
    assert (found.code, found.field, found.old, found.new) == ("MT-02", "target", "900", "800")


def test_the_decision_of_the_next_version_starts_blank_with_the_reason(dossier: Dossier) -> None:
    dossier.do(collect_comments, prepare)
    dossier.do(freeze, approve_programme, lambda unit, cycle_id: open_new_version(unit, cycle_id, "Đổi giá."))

    with dossier.look() as unit:
        words = {each.name: each.words for each in unit.passages.all(cycle_id=dossier.cycle_id, paper="approval")}

    assert words == {"signer_position": "Giám đốc", "signer_name": "Nguyễn Văn An", "reason": "Đổi giá."}


def test_nothing_changed_after_opening_leaves_the_version_in_force(dossier: Dossier) -> None:
    approved(dossier)
    dossier.do(lambda unit, cycle_id: open_new_version(unit, cycle_id, "Xem lại."), hand_in_again)

    dossier.do(approve_programme)

    with dossier.look() as unit:
        assert [each.number for each in versions_of(unit, dossier.cycle_id)] == [1]


def test_progress_readings_and_notes_are_no_difference(dossier: Dossier) -> None:
    approved(dossier)

    def go_on(unit: Unit, cycle_id: str) -> None:
        task = unit.tasks.get("t")
        unit.tasks.keep(replace(task, state="done", percent=100, done_on=date(2027, 3, 1), note="Xong"))

    dossier.do(go_on)

    with dossier.look() as unit:
        (version,) = versions_of(unit, dossier.cycle_id)
        assert differences_now(unit, version) == ()


def test_the_number_of_an_undone_version_is_not_given_again(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze)
    dossier.store.undo()

    dossier.do(freeze)

    with dossier.look() as unit:
        assert [each.number for each in versions_of(unit, dossier.cycle_id)] == [2]


def test_the_frozen_baseline_of_a_goal_does_not_follow_the_goal(dossier: Dossier) -> None:
    approved(dossier)

    def amend(unit: Unit, cycle_id: str) -> None:
        open_new_version(unit, cycle_id, "Đo lại.")
        goals.edit_goal(unit, "g", "baseline", "1200")

    dossier.do(amend)

    with dossier.look() as unit:
        version = version_in_force(unit, dossier.cycle_id)
    assert version is not None
    frozen = baseline_of(version, "g")
    assert frozen is not None
    assert (frozen.value, frozen.uncertainty, frozen.on, frozen.unit) == (
        Decimal("1050"),
        Decimal("40"),
        DAY,
        "triệu đồng/năm",
    )
    assert baseline_of(version, "another") is None


def test_a_version_that_was_changed_in_the_file_says_so(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze)

    def tamper(unit: Unit, cycle_id: str) -> None:
        (version,) = versions_of(unit, cycle_id)
        unit.versions.keep(replace(version, content=version.content.replace("900", "100")))

    dossier.do(tamper)

    with dossier.look() as unit:
        (version,) = versions_of(unit, dossier.cycle_id)
        problem = version_problem(unit, version)
    assert problem.startswith("Nội dung bản 1 không khớp mã băm đã ghi")
    with pytest.raises(UserError):
        read_version(version)
    assert "không còn khớp mã băm" in dossier.refused(approve_programme)


def test_a_version_that_was_written_over_with_a_new_hash_is_found_out_by_the_journal(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze)

    def tamper(unit: Unit, cycle_id: str) -> None:
        (version,) = versions_of(unit, cycle_id)
        text = canonical({**read_version(version), "passages": {"duties": "khác"}})
        unit.versions.keep(replace(version, content=text, sha256=digest(text)))

    dossier.do(tamper)

    with dossier.look() as unit:
        (version,) = versions_of(unit, dossier.cycle_id)
        assert version_problem(unit, version) == ("Bản 1 đã bị ghi lại sau khi chốt; xem lịch sử của bản này.")


def test_a_step_that_waits_for_approval_is_returned_without_a_new_version(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze, lambda unit, cycle_id: submit_step(unit, cycle_id, 6, DAY))

    dossier.do(lambda unit, cycle_id: send_back_step(unit, cycle_id, 6, "Sai số quyết định."))

    assert dossier.states()[6] == "needs_work"


def test_step_six_is_approved_only_after_step_five(dossier: Dossier) -> None:
    dossier.do(collect_comments, freeze, lambda unit, cycle_id: set_steps(unit, cycle_id, "submitted", 5))
    dossier.do(lambda unit, cycle_id: submit_step(unit, cycle_id, 6, DAY))

    assert dossier.refused(lambda unit, cycle_id: approve_step(unit, cycle_id, 6, DAY)).startswith("Duyệt bước 5")
