"""Step 10: decisions on what is open, lessons, the next version, and what goes along into the next cycle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.programme import APPROVED
from app.domain.review import Review
from app.services import cycles, review
from app.services.carrying_over import what_goes_along
from app.services.effect_report import effect_report_of
from app.services.goals import goal_rows
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import speaking
from tests.services.measured_programme import AFTER, a_programme
from tests.services.programme_dossier import answer

TODAY = date(2027, 10, 5)


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_programme(tmp_path / "a.dochuan")
    with speaking("vi"):
        yield store, cycle_id
    store.close()


def reviewed(store: Store, cycle_id: str) -> Review:
    with store.reading() as unit:
        return review.review_of(unit, cycle_id, TODAY)


def matter(store: Store, cycle_id: str, code: str) -> str:
    return next(each.id for each in reviewed(store, cycle_id).matters if each.code == code)


def decide(programme: tuple[Store, str], code: str, decision: str, words: str = "", reason: str = "") -> None:
    store, cycle_id = programme
    each = next(each for each in reviewed(store, cycle_id).matters if each.code == code)
    with store.unit("Quyết định") as unit:
        review.decide(unit, cycle_id, each.kind, each.id, decision, words=words, reason=reason)


def approve(unit: Unit, cycle_id: str, steps: range) -> None:
    unit.steps.keep_all(
        replace(each, state=APPROVED, version=1) for each in unit.steps.all(cycle_id=cycle_id) if each.step in steps
    )


def next_cycle(programme: tuple[Store, str]) -> str:
    store, cycle_id = programme
    with store.unit("Khảo sát") as unit:
        answer(unit, cycle_id, "survey", "s1/q1", "3")
    with store.unit("Mở chu kỳ mới") as unit:
        return cycles.start_cycle(unit, name="2027–2028", starts_on=date(2027, 11, 1)).id


def test_what_is_achieved_done_or_settled_needs_no_decision(programme: tuple[Store, str]) -> None:
    found = reviewed(*programme)

    assert [each.code for each in found.open] == ["MT-03", "MT-04", "MT-05", "MT-06", "NV-03", "PH-03"]
    assert [each.code for each in found.matters if each.settled] == ["MT-01", "MT-02"]
    assert len(found.waiting) == 6
    assert found.matters[4].why == "quá hạn, chưa xong, 60 %"


def test_a_goal_that_was_reached_may_go_on_all_the_same(programme: tuple[Store, str]) -> None:
    decide(programme, "MT-01", "carry")

    found = reviewed(*programme)

    assert [each.code for each in found.carried] == ["MT-01"]
    assert len(found.waiting) == 6


def test_a_decision_is_kept_with_its_number_and_may_be_changed(programme: tuple[Store, str]) -> None:
    decide(programme, "MT-03", "keep")
    decide(programme, "MT-04", "carry")
    decide(programme, "MT-03", "close", reason="Khách hàng đã đổi hợp đồng.")

    item = reviewed(*programme).matters[0].item

    assert item is not None
    assert (item.number, item.decision, item.reason) == (1, "close", "Khách hàng đã đổi hợp đồng.")


@pytest.mark.parametrize(
    ("decision", "words", "reason", "missing"),
    [
        ("amend", "", "vì chậm", "điều chỉnh gì"),
        ("amend", "hạ đích", " ", "lý do"),
        ("close", "", "", "lý do"),
        ("later", "", "", "bốn quyết định"),
    ],
)
def test_a_decision_says_what_and_why(
    programme: tuple[Store, str], decision: str, words: str, reason: str, missing: str
) -> None:
    with pytest.raises(UserError, match=missing):
        decide(programme, "MT-03", decision, words, reason)

    assert reviewed(*programme).matters[0].item is None


def test_a_decision_taken_back_leaves_its_number(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    decide(programme, "MT-03", "keep")
    with store.unit("Rút") as unit:
        review.undecide(unit, cycle_id, "goals", matter(store, cycle_id, "MT-03"))
    decide(programme, "MT-03", "carry")

    item = reviewed(store, cycle_id).matters[0].item

    assert item is not None and item.number == 2


def test_lessons_are_numbered_changed_and_taken_away_when_blank(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Bài học") as unit:
        first = review.add_lesson(unit, cycle_id, "Đặt hàng cân trước ba tháng. ")
        second = review.add_lesson(unit, cycle_id, "Đo chỉ tiêu từ đầu.")
        review.edit_lesson(unit, second.id, " ")
        with pytest.raises(UserError):
            review.add_lesson(unit, cycle_id, " ")

    lessons = reviewed(store, cycle_id).lessons

    assert [(each.id, each.number, each.words) for each in lessons] == [(first.id, 1, "Đặt hàng cân trước ba tháng.")]


def test_amendments_open_the_next_version_with_their_reasons(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    decide(programme, "MT-05", "amend", "đích 12 giờ", "cân mới về chậm")
    with store.unit("Duyệt") as unit:
        approve(unit, cycle_id, range(1, 7))

    with store.unit("Bản mới") as unit:
        reason = review.open_amended_version(unit, cycle_id, TODAY)

    assert reason == "MT-05: đích 12 giờ (lý do: cân mới về chậm)"
    with store.reading() as unit:
        states = {each.step: each.state for each in unit.steps.all(cycle_id=cycle_id)}
    assert [states[step] for step in (2, 3, 4, 5, 6)] == ["approved", "doing", "doing", "doing", "doing"]


def test_no_version_is_opened_for_nothing(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme

    with store.unit("Bản mới") as unit, pytest.raises(UserError, match="Chưa quyết định điều chỉnh"):
        review.open_amended_version(unit, cycle_id, TODAY)


def test_completion_is_confirmed_once_nine_steps_are_approved(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Duyệt") as unit:
        approve(unit, cycle_id, range(1, 9))
        before = review.may_confirm(unit, cycle_id)
        approve(unit, cycle_id, range(9, 10))

        assert (before, review.may_confirm(unit, cycle_id)) == (False, True)


def test_what_is_carried_becomes_drafts_with_new_baselines(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    decide(programme, "MT-04", "carry")
    decide(programme, "MT-06", "amend", "đích 90 %", "chưa có máy đo")
    decide(programme, "MT-05", "keep")
    decide(programme, "NV-03", "carry")
    with store.reading() as unit:
        along = what_goes_along(unit, cycle_id)
    assert [each.number for each in along.goals] == [4, 6]

    new = next_cycle(programme)

    with store.reading() as unit:
        procedures, moisture = unit.goals.all(cycle_id=new)
        task = unit.tasks.all(cycle_id=new)[0]
    assert (procedures.number, procedures.previous_id) == (1, along.goals[0].id)
    assert (procedures.baseline, procedures.baseline_k, procedures.baseline_n) == (Decimal("91.7"), 11, 12)
    assert (procedures.baseline_on, procedures.due_on, procedures.target) == (AFTER, None, Decimal(100))
    assert procedures.baseline_source.startswith("Lần đo cuối của MT-04, 2026.")
    assert (moisture.baseline, moisture.baseline_source) == (None, "Chưa đo lần nào trong 2026.")
    assert "đích 90 % (lý do: chưa có máy đo)" in moisture.justification
    assert (task.state, task.percent, task.starts_on, task.ends_on) == ("planned", 0, None, None)
    assert task.note == "Tiếp từ 2026, đã làm 60 %."


def test_links_go_along_where_both_ends_do(programme: tuple[Store, str]) -> None:
    decide(programme, "MT-03", "carry")
    decide(programme, "NV-03", "carry")
    store, _cycle_id = programme

    new = next_cycle(programme)

    with store.reading() as unit:
        goal, task = unit.goals.all(cycle_id=new)[0], unit.tasks.all(cycle_id=new)[0]
        links = unit.links.all(from_kind="tasks", from_id=task.id)
    assert [(each.to_kind, each.to_id) for each in links] == [("goals", goal.id)]


def test_a_finding_that_comes_again_is_linked_to_what_goes_on(programme: tuple[Store, str]) -> None:
    store, _cycle_id = programme
    decide(programme, "MT-03", "carry")
    decide(programme, "NV-03", "carry")
    new = next_cycle(programme)

    with store.unit("Nhận phát hiện") as unit:
        again = Finding(id=new_key(), cycle_id=new, number=1, subject=3, title="Lại nữa", origin="answer:/survey/q3")
        unit.findings.keep(again)
        cycles.join_carried(unit, new, [again])
        cycles.join_carried(unit, new, [again])

        ends = sorted(each.from_kind for each in unit.links.all(to_kind="findings", to_id=again.id))
    assert ends == ["goals", "tasks"]


def test_nothing_is_carried_undecided_and_one_undo_takes_the_cycle_back(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    decide(programme, "MT-04", "carry")
    new = next_cycle(programme)
    with store.reading() as unit:
        assert len(unit.goals.all(cycle_id=new)) == 1

    store.undo()

    with store.reading() as unit:
        assert [each.id for each in unit.cycles.all()] == [cycle_id]
        assert _goals_of_no_cycle(unit) == []


def _goals_of_no_cycle(unit: Unit) -> list[Goal]:
    known = {each.id for each in unit.cycles.all()}
    return [each for each in unit.goals.all() if each.cycle_id not in known]


def test_a_goal_that_goes_on_knows_where_the_last_cycle_began(programme: tuple[Store, str]) -> None:
    store, _cycle_id = programme
    decide(programme, "MT-04", "carry")
    new = next_cycle(programme)

    with store.reading() as unit:
        row = goal_rows(unit, new)[0]
        report = effect_report_of(unit, new, TODAY)

    assert row.before == Decimal("81.8")
    assert report.previous == {row.goal.id: Decimal("81.8")}
