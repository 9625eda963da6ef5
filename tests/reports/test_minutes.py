"""Minutes on paper: those of any meeting, and those of the opening meeting from its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.document import Document, Facts, Heading, Paragraph, Signatures
from app.domain.programme_papers import Meeting
from app.reports.minutes import Minutes, minutes_document
from app.services import dossiers, survey
from app.services.meeting_papers import opening_document
from app.services.meeting_view import attendance_of
from app.services.reporting import gather_dossier, material_of
from app.storage.store import Store

TODAY = date(2026, 11, 24)
OPENING = {
    "start/opening_date": "2026-11-23",
    "start/opening_time": "08:05:00",
    "start/opening_place": "Phòng họp",
    "aim/purpose": "Lập chương trình 2026–2028.",
    "aim/scope": "Chiết, đóng gói.",
    "plan/day_begins": "07:30:00",
    "attendance/person[1]/person_side": "team",
    "attendance/person[1]/person_post": "Trưởng đoàn",
    "attendance/person[1]/person_unit": "Trung tâm",
    "attendance/person[2]/person_side": "enterprise",
    "attendance/person[2]/person_post": "Giám đốc",
    "attendance/person[2]/person_name": "Phạm Văn Nhã",
    "agreement/enterprise_speaker": "Giám đốc",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "an-lac.dochuan"
    made = dossiers.create_dossier(path, person="Thu Hà", enterprise="Công ty An Lạc", surveyed_on=TODAY)
    yield made
    made.close()


def fill_opening(store: Store) -> None:
    from dataclasses import replace

    from app.domain.answers import Answer
    from app.domain.keys import new_key

    with store.unit("Họp mở đầu") as unit:
        cycle = dossiers.current_cycle(unit)
        assert survey.the_form(unit, cycle.id, "opening_meeting").name == "opening_meeting"
        blank = Answer(id="", cycle_id=cycle.id, form="opening_meeting", question="")
        unit.answers.keep_all(
            replace(blank, id=new_key(), question=f"/opening_meeting/{path}", value=value)
            for path, value in OPENING.items()
        )


def facts(document: Document) -> dict[str, str]:
    return dict(item for block in document.blocks if isinstance(block, Facts) for item in block.items)


def test_the_minutes_of_a_meeting_hold_when_where_who_and_who_signs(store: Store) -> None:
    meeting = Meeting(
        id="m", cycle_id="c", number=1, kind="review", place="Phòng họp",
        started_at=datetime(2026, 11, 24, 2, 5, tzinfo=UTC), ended_at=datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
        chair="Giám đốc; Phạm Văn Nhã", secretary="Thư ký; Lê Mai", present="Giám đốc; Phạm Văn Nhã\nTrưởng phòng",
        course="Rà soát mục tiêu.", conclusion="Giữ nguyên.", revision=7, fingerprint="ab" * 32,
    )  # fmt: skip
    with store.reading() as unit:
        material = material_of(gather_dossier(unit), TODAY)

    document = minutes_document(material, Minutes(meeting=meeting, subject="Rà soát chương trình"))

    told = facts(document)
    local = datetime(2026, 11, 24, 2, 5, tzinfo=UTC).astimezone()
    assert told["Thời gian bắt đầu"] == f"{local.hour} giờ {local.minute:02d} phút, ngày {local:%d/%m/%Y}"
    assert told["Thành phần"] == "Giám đốc, Phạm Văn Nhã\nTrưởng phòng"
    assert [each.text for each in document.blocks if isinstance(each, Heading)] == [
        "I. Thời gian, địa điểm, thành phần",
        "II. Nội dung",
        "III. Kết luận",
    ]
    texts = [each.text for each in document.blocks if isinstance(each, Paragraph)]
    assert "Rà soát mục tiêu." in texts and "Giữ nguyên." in texts
    assert any("bản 7, mã ABAB ABAB AB" in each for each in texts)
    signatures = next(each for each in document.blocks if isinstance(each, Signatures))
    assert signatures.people == (("Thư ký", "Lê Mai"), ("Chủ trì", "Phạm Văn Nhã"))
    assert not document.draft


def test_minutes_that_are_not_frozen_are_a_draft_and_blanks_are_lines_to_fill_in(store: Store) -> None:
    meeting = Meeting(id="m", cycle_id="c", number=1, kind="review")
    with store.reading() as unit:
        material = material_of(gather_dossier(unit), TODAY)

    document = minutes_document(material, Minutes(meeting=meeting, subject="Rà soát"))

    assert document.draft
    assert facts(document)["Thời gian bắt đầu"] == ""
    assert document.letterhead.on is None
    assert not any("đúng vào lúc chốt" in each.text for each in document.blocks if isinstance(each, Paragraph))


def test_the_opening_minutes_say_what_the_form_says_and_leave_out_what_was_not_answered(store: Store) -> None:
    fill_opening(store)
    with store.reading() as unit:
        dossier = gather_dossier(unit)

    document = opening_document(dossier, TODAY)

    told = facts(document)
    assert told["Thời gian bắt đầu"] == "8 giờ 05 phút, ngày 23/11/2026"
    assert told["Phía doanh nghiệp"] == "Giám đốc, Phạm Văn Nhã"
    assert told["Phía đoàn khảo sát"] == "Trưởng đoàn, Trung tâm"
    assert told["Giờ làm việc thống nhất: từ"] == "07:30"
    assert [each.text for each in document.blocks if isinstance(each, Heading) and each.level == 2] == [
        "1. Mục đích, phạm vi",
        "2. Lịch làm việc, đầu mối",
        "3. Thống nhất",
    ]
    signatures = next(each for each in document.blocks if isinstance(each, Signatures))
    assert signatures.people[0][0] == "Giám đốc"


def test_those_of_the_opening_meeting_stand_in_until_the_closing_form_names_them(store: Store) -> None:
    fill_opening(store)
    with store.reading() as unit:
        there = attendance_of(material_of(gather_dossier(unit), TODAY))

    assert there.enterprise == ("Giám đốc; Phạm Văn Nhã",)
    assert there.team == ("Trưởng đoàn, Trung tâm",)
    assert there.posts == ("Giám đốc", "Trưởng đoàn, Trung tâm")


def test_the_opening_minutes_speak_english_too(store: Store) -> None:
    fill_opening(store)
    with store.reading() as unit:
        dossier = gather_dossier(unit)

    document = opening_document(dossier, TODAY, "en")

    assert "Purpose of the survey" in facts(document)
    assert document.language == "en"
