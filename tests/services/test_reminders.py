"""Reminders read from a dossier: its tasks, readings, registers, comments, meetings and steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.keys import new_key
from app.domain.programme_papers import Comment, Meeting, Passage
from app.services.progress import submit_step
from app.services.reminders import reminders_of, review_day
from tests.services.monitored import TODAY, Case, a_case
from tests.services.programme_dossier import DAY, complete_step_1


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    yield made
    made.store.close()


def told(case: Case, within_days: int = 30) -> list[str]:
    with case.store.reading() as unit:
        return [f"{each.title}: {each.words}" for each in reminders_of(unit, case.cycle_id, TODAY, within_days)]


def test_a_new_dossier_has_nothing_due(case: Case) -> None:
    assert told(case) == []


def test_the_worst_stands_first_over_all_kinds_of_things(case: Case) -> None:
    case.instrument("PI-101", "14/11/2026")
    case.instrument("PI-102", "30/11/2026")
    case.instrument("PI-103", "30/11/2027")
    case.task(state="doing", percent=20, ends_on=date(2026, 11, 20))
    case.goal(measured_every=6, due_on=date(2027, 1, 31))

    assert told(case) == [
        "MT-01 Phương tiện đo nhóm 2 còn hiệu lực: quá kỳ đo 116 ngày, chưa đọc",
        "NV-01 Việc 1: chậm 4 ngày, mới được 20 %",
        "PI-101 Áp kế: quá hạn 10 ngày",
        "PI-102 Áp kế: hết hạn sau 6 ngày",
    ]


def test_instruments_without_a_certificate_are_counted(case: Case) -> None:
    with case.writing() as unit:
        from app.services.inventory import add_instrument

        add_instrument(unit, code="PI-9", name="Áp kế")
        add_instrument(unit, code="PI-10", name="Áp kế")

    assert told(case) == ["2 phương tiện đo: Chưa hiệu chuẩn: cần giấy chứng nhận hợp lệ, hoặc thôi dùng"]


def test_comments_wait_until_they_are_answered_and_agreement_needs_no_answer(case: Case) -> None:
    with case.writing() as unit:
        for number, kind, decision in ((1, "comment", ""), (2, "comment", "kept"), (3, "agreement", "")):
            unit.comments.keep(
                Comment(
                    id=new_key(), cycle_id=case.cycle_id, number=number, stage="draft", words="…", kind=kind,
                    decision=decision,
                )
            )  # fmt: skip

    assert told(case) == ["1 ý kiến chưa trả lời: cần trả lời từng ý kiến"]


def test_the_review_is_due_a_year_after_the_start_or_after_the_last_review(case: Case) -> None:
    case.plan(starts_on=date(2025, 12, 1))
    with case.store.reading() as unit:
        before = review_day(unit, case.cycle_id)
    held = datetime(2026, 6, 1, 3, tzinfo=UTC)
    with case.writing() as unit:
        unit.meetings.keep(Meeting(id=new_key(), cycle_id=case.cycle_id, number=1, kind="review", started_at=held))

    with case.store.reading() as unit:
        after = review_day(unit, case.cycle_id)

    assert (before, after) == (date(2026, 12, 1), date(2027, 6, 1))


def test_a_step_that_waits_for_approval_is_told(case: Case) -> None:
    with case.writing() as unit:
        complete_step_1(unit, case.cycle_id)
        submit_step(unit, case.cycle_id, 1, DAY)

    assert any(each.startswith("Bước 1: chờ duyệt từ ") for each in told(case))


def test_a_unit_that_was_asked_for_comments_is_told_until_it_answers(case: Case) -> None:
    with case.writing() as unit:
        for name, silent_on in (("Phòng KCS", ""), ("Xưởng 1", "2026-11-20")):
            words = f"2026-11-01;2026-11-21;{silent_on}"
            unit.passages.keep(
                Passage(id=new_key(), cycle_id=case.cycle_id, paper="draft_sent", name=name, words=words)
            )

    assert told(case) == ["Phòng KCS: quá hạn góp ý 3 ngày, chưa trả lời"]
