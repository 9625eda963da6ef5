"""The minutes of the collecting of comments: typed field by field, with or without an hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.programme_papers import Meeting
from app.services.comment_minutes import comment_minutes, note_minutes, shown_moment
from app.storage.store import Store
from tests.services.an_approved_programme import a_drafted_programme


@pytest.fixture
def drafted(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    with a_drafted_programme(tmp_path / "a.dochuan") as found:
        yield found


def note(drafted: tuple[Store, str], field: str, text: str) -> Meeting:
    store, cycle_id = drafted
    with store.unit("Biên bản") as unit:
        return note_minutes(unit, cycle_id, field, text)


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("19/11/2026", "19/11/2026"),
        ("8h30 19/11/2026", "19/11/2026 08:30"),
        ("19/11/2026 14:05", "19/11/2026 14:05"),
        ("9 giờ 19-11-2026", "19/11/2026 09:00"),
        ("8 giờ 30 19/11/2026", "19/11/2026 08:30"),
        ("14g 19.11.2026", "19/11/2026 14:00"),
        ("2026-11-19", "19/11/2026"),
        ("", ""),
    ],
)
def test_a_day_is_kept_and_no_hour_is_invented(drafted: tuple[Store, str], typed: str, shown: str) -> None:
    assert shown_moment(note(drafted, "started_at", typed)) == shown


@pytest.mark.parametrize("typed", ["11/2026", "25:00 19/11/2026", "8h30", "hôm qua", "8h75 19/11/2026"])
def test_what_is_no_day_is_refused_in_a_sentence(drafted: tuple[Store, str], typed: str) -> None:
    store, cycle_id = drafted

    with pytest.raises(UserError):
        note(drafted, "started_at", typed)

    with store.reading() as unit:
        assert comment_minutes(unit, cycle_id) is None


def test_the_first_field_makes_the_minutes_and_the_next_ones_fill_them(drafted: tuple[Store, str]) -> None:
    first = note(drafted, "chair", "  Giám   đốc ")
    second = note(drafted, "present", "Giám đốc; An\nThủ kho; Bình")

    assert first.id == second.id
    assert (second.number, second.chair, second.present) == (1, "Giám đốc", "Giám đốc; An\nThủ kho; Bình")


def test_minutes_that_were_written_out_stay_and_new_ones_begin(drafted: tuple[Store, str]) -> None:
    store, _cycle = drafted
    first = note(drafted, "chair", "Giám đốc")
    with store.unit("Ghi biên bản") as unit:
        unit.meetings.keep(replace(first, revision=9, fingerprint="abc"))

    second = note(drafted, "place", "Phòng họp")

    assert (second.number, second.chair, second.fingerprint) == (2, "Giám đốc", "")
    with store.reading() as unit:
        assert unit.meetings.get(first.id).place == ""
