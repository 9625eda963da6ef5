"""Reviews are numbered, say what they concluded, and open the gates together with readings and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.gates_monitoring import carrying_out_gate, monitoring_gate
from app.domain.reading_fields import Typed
from app.services import carrying_out, indicator_readings
from app.services.monitoring_facts import has_progress, is_monitored, monitoring_facts
from app.services.programme_reviews import hold_review, retire_review, reviews_of
from app.services.progress import CycleFacts
from tests.services.monitored import TODAY, Case, a_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    yield made
    made.store.close()


def test_a_review_needs_a_day_that_has_come_and_a_conclusion(case: Case) -> None:
    for day, words, sentence in (
        ("25/11/2026", "Tiếp tục.", "chưa tới"),
        ("", "Tiếp tục.", "đủ ngày"),
        ("20/11/2026", " ", "kết luận"),
    ):
        with pytest.raises(UserError, match=sentence), case.writing() as unit:
            hold_review(unit, case.cycle_id, day, words, TODAY)


def test_reviews_count_on_and_move_the_next_one(case: Case) -> None:
    case.plan(starts_on=date(2026, 1, 1), review_every=6)
    with case.writing() as unit:
        first = hold_review(unit, case.cycle_id, "01/07/2026", "Tiếp tục.", TODAY)
        retire_review(unit, first.id, "Ghi nhầm ngày.")
        second = hold_review(unit, case.cycle_id, "02/07/2026", "Tiếp tục.", TODAY)

    with case.store.reading() as unit:
        found = reviews_of(unit, case.cycle_id)

    assert (first.number, second.number) == (1, 2)
    assert [each.id for each in found.held] == [second.id]
    assert found.next_on == date(2027, 1, 2)


def test_the_gates_of_steps_7_and_8_open_with_evidence_reading_and_review(case: Case) -> None:
    goal = case.goal()
    task = case.task(goal)
    with case.store.reading() as unit:
        before = monitoring_facts(unit, case.cycle_id, TODAY)
        begun_before = has_progress(unit, case.cycle_id), is_monitored(unit, case.cycle_id)
    with case.writing() as unit:
        carrying_out.note_progress(unit, task.id, TODAY, 100, today=TODAY)
        carrying_out.say_why_no_evidence(unit, task.id, "Nói miệng.")
        typed = Typed(read_on="01/11/2026", value="80")
        indicator_readings.keep_reading(unit, goal.id, typed, TODAY)
        hold_review(unit, case.cycle_id, "20/11/2026", "Tiếp tục.", TODAY)
        after = CycleFacts(unit, case.cycle_id, TODAY)

        assert carrying_out_gate(after, "").missing == ()
        assert monitoring_gate(after, "").missing == ()
        assert after.has_begun(7) and after.has_begun(8)
    assert begun_before == (False, False)
    assert len(before.tasks) == 1 and not before.reviewed
