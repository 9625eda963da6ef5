"""Signatures drawn on working copies: who, under what, and whether the content has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.goals import Goal
from app.domain.programme_papers import Meeting
from app.services.dossiers import create_dossier, current_cycle
from app.services.drawn_signatures import drawn_for, hand_signed, sign_by_hand, stands_now, withdraw_signature
from app.storage.store import Store

STROKES = (((0.2, 0.5), (1.0, 0.2), (2.0, 0.7)),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_dossier(tmp_path / "a.dochuan", person="Lan", enterprise="An Lạc")
    yield made
    made.close()


def sign(store: Store, name: str = "Nguyễn Văn A", signed_of: str = "x", **more: object) -> None:
    with store.unit("Ký") as unit:
        cycle_id = current_cycle(unit).id
        given = {"position": "Giám đốc", "strokes": STROKES, **more}
        sign_by_hand(unit, cycle_id, "minutes", name=name, signed_of=signed_of, **given)  # type: ignore[arg-type]


def test_a_drawn_signature_is_kept_with_what_it_was_given_for(store: Store) -> None:
    sign(store)

    with store.reading() as unit:
        (seen,) = hand_signed(unit, current_cycle(unit).id, "minutes", "x")
    assert seen.strokes == STROKES
    assert not seen.stale
    assert (seen.signature.position, seen.signature.name) == ("Giám đốc", "Nguyễn Văn A")


def test_a_signature_given_before_the_content_changed_is_of_an_earlier_version(store: Store) -> None:
    sign(store, signed_of="before")

    with store.reading() as unit:
        (seen,) = hand_signed(unit, current_cycle(unit).id, "minutes", "after")
    assert seen.stale


def test_who_signs_again_has_one_signature(store: Store) -> None:
    sign(store)
    sign(store, name="nguyễn văn  A", signed_of="y")

    with store.reading() as unit:
        seen = hand_signed(unit, current_cycle(unit).id, "minutes", "y")
    assert [each.signature.signed_of for each in seen] == ["y"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"strokes": ()}, "Chưa có chữ ký"),
        ({"strokes": (((0.5, 0.5),),)}, "Chưa có chữ ký"),
        ({"position": " "}, "Ghi họ tên và chức vụ"),
    ],
)
def test_what_is_no_signature_is_refused(store: Store, more: dict[str, object], words: str) -> None:
    with pytest.raises(UserError, match=words):
        sign(store, **more)


def test_signing_is_undone_in_one_step(store: Store) -> None:
    sign(store)

    store.undo()

    with store.reading() as unit:
        assert hand_signed(unit, current_cycle(unit).id, "minutes", "x") == []


def test_withdrawing_asks_for_a_reason(store: Store) -> None:
    sign(store)
    with store.unit("Bỏ") as unit:
        (seen,) = hand_signed(unit, current_cycle(unit).id, "minutes", "x")
        with pytest.raises(UserError, match="Nêu lý do"):
            withdraw_signature(unit, seen.signature.id, "")

        withdraw_signature(unit, seen.signature.id, "Ký nhầm chỗ")

        assert hand_signed(unit, current_cycle(unit).id, "minutes", "x") == []


def test_the_block_of_signatures_takes_those_of_its_people(store: Store) -> None:
    sign(store)

    with store.reading() as unit:
        signed = hand_signed(unit, current_cycle(unit).id, "minutes", "x")
    director, auditor = drawn_for((("Giám đốc", "NGUYỄN VĂN A"), ("Trưởng đoàn", "Trần Thị B")), signed)
    assert director is not None
    assert director.strokes == STROKES
    assert auditor is None


def test_what_stands_in_a_programme_and_in_minutes_changes_with_their_content_alone(store: Store) -> None:
    with store.unit("Lập") as unit:
        cycle_id = current_cycle(unit).id
        unit.meetings.keep(Meeting(id="m", cycle_id=cycle_id, number=1, kind="closing"))
        programme, minutes = stands_now(unit, cycle_id), stands_now(unit, cycle_id, "m")
    sign(store, signed_of=minutes)
    with store.unit("Đổi") as unit:
        same = stands_now(unit, cycle_id), stands_now(unit, cycle_id, "m")
        unit.goals.keep(Goal(id="g", cycle_id=cycle_id, number=1, title="Giảm sai số"))
        unit.meetings.keep(Meeting(id="m", cycle_id=cycle_id, number=1, kind="closing", conclusion="Nhất trí"))
        other = stands_now(unit, cycle_id), stands_now(unit, cycle_id, "m")

    assert same == (programme, minutes)
    assert other[0] != programme
    assert other[1] != minutes
