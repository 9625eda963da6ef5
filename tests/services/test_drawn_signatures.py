"""Signatures drawn on working copies: who, under what, and whether the content has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from app.domain.document import Document, DrawnSignature, Signatures
from app.domain.errors import UserError
from app.domain.goals import Goal
from app.domain.programme_papers import Meeting
from app.reports.pdf import pdf_bytes
from app.services.dossiers import create_dossier, current_cycle
from app.services.drawn_signatures import (
    drawn_for,
    hand_signed,
    sign_by_hand,
    stands_in,
    stands_now,
    withdraw_signature,
)
from app.services.programme_papers import comment_minutes_document
from app.services.reporting import gather_dossier
from app.storage.store import Store
from app.storage.unit import Unit

DAY = date(2026, 11, 24)
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
        unit.meetings.keep(Meeting(id="m", cycle_id=cycle_id, number=1, kind="comments"))
        before = stands(store, unit)
    sign(store)
    with store.unit("Đổi") as unit:
        same = stands(store, unit)
        unit.goals.keep(Goal(id="g", cycle_id=cycle_id, number=1, title="Giảm sai số"))
        unit.meetings.keep(Meeting(id="m", cycle_id=cycle_id, number=1, kind="comments", conclusion="Nhất trí"))
        other = stands(store, unit)

    assert same == before
    assert other[0] != before[0]
    assert other[1] != before[1]


def stands(store: Store, unit: Unit) -> tuple[str, str]:
    """Of the programme and of the minutes; read from the file and from a gathered dossier they are the same."""
    cycle_id = current_cycle(unit).id
    dossier = gather_dossier(unit, cycle_id)
    found = stands_now(unit, cycle_id), stands_now(unit, cycle_id, "comment_minutes")
    assert found == (stands_in(dossier, "programme"), stands_in(dossier, "comment_minutes"))
    return found


def test_a_working_copy_shows_the_drawn_signature_and_names_who_signed_for_a_post(store: Store) -> None:
    with store.unit("Lập") as unit:
        cycle_id = current_cycle(unit).id
        unit.meetings.keep(Meeting(id="m", cycle_id=cycle_id, number=1, kind="comments"))
        sign_by_hand(
            unit,
            cycle_id,
            "comment_minutes",
            position="Thư ký",
            name="Trần Thị Bưởi",
            strokes=STROKES,
            signed_of=stands_now(unit, cycle_id, "comment_minutes"),
        )
        document = comment_minutes_document(gather_dossier(unit, cycle_id), DAY)
        unit.meetings.keep(Meeting(id="m", cycle_id=cycle_id, number=1, kind="comments", conclusion="Khác"))
        later = comment_minutes_document(gather_dossier(unit, cycle_id), DAY)

    block, stale = (next(each for each in made.blocks if isinstance(each, Signatures)) for made in (document, later))
    assert block.people[0][1] == "Trần Thị Bưởi"
    assert block.drawn[0] == DrawnSignature(STROKES)
    assert block.drawn[1] is None
    assert stale.drawn[0] == DrawnSignature(STROKES, stale=True)


def test_a_paper_shows_the_strokes_and_says_what_they_are_worth() -> None:
    people = (("Giám đốc", "Nguyễn Văn A"), ("Trưởng đoàn", "Trần Thị Bưởi"))
    paper = Document(
        title="Biên bản",
        subject="Họp",
        blocks=(Signatures(people, drawn=(DrawnSignature(STROKES, stale=True), None)),),
    )

    words = PdfDocument(pdf_bytes(paper))[0].get_textpage().get_text_range()

    assert words.count("chữ ký tay trên bản làm việc, không thay chữ ký số") == 1
    assert "ký cho bản trước" in words
