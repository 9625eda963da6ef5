"""Photos and files: the original as given, a working copy that gives nothing away, one piece for the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import UserError
from app.services import evidence as service
from app.services import photos
from app.services.evidence import (
    add_evidence,
    describe_evidence,
    evidence_of,
    make_copies,
    picture_of,
    restore_evidence,
    retire_evidence,
    set_keeps_position,
    unlink_evidence,
)
from app.storage.store import Store
from tests.storage.builders import a_store

ORIENTATION, GPS = 274, 0x8825


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path / "a.dochuan")
    yield made
    made.close()


def a_photo(size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A photo taken upright by a camera held on its side, that knows where it was."""
    picture = Image.new("RGB", size, (200, 30, 30))
    data = picture.getexif()
    data[ORIENTATION] = 6
    data.get_ifd(GPS).update({1: "N", 2: (20.0, 55.0, 41.2), 3: "E", 4: (106.0, 3.0, 12.5)})
    taken = data.get_ifd(photos.EXIF_BLOCK)
    taken[photos.ORIGINAL] = "2026:11:24 10:42:07"
    taken[photos.OFFSET] = "+07:00"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=data)
    return written.getvalue()


def test_a_photo_is_shown_by_a_small_upright_picture_without_particulars(store: Store) -> None:
    content = a_photo()
    with store.unit("Thêm ảnh") as unit:
        photo = add_evidence(unit, content, r"C:\ảnh\IMG_1.JPG", linked_to=("answers", "a1"))

        shown = Image.open(io.BytesIO(picture_of(unit, photo)))
        assert shown.size == (800, 1600)
        assert dict(shown.getexif()) == {}
        assert (photo.name, photo.media_type, photo.size) == ("IMG_1.JPG", "image/jpeg", len(unit.file(photo.sha256)))
        assert photo.taken_at == datetime(2026, 11, 24, 3, 42, 7, tzinfo=UTC)
        assert (photo.added_by, photo.position) == ("Nguyễn Thu Hà", "")


def test_copies_are_made_after_the_original_and_again_when_that_was_cut_short(store: Store) -> None:
    with store.unit("Thêm ảnh") as unit:
        photo = add_evidence(unit, a_photo(), "a.jpg")
        assert unit.lacking_copies() == [photo.sha256]
        assert unit.small_copy(photo.sha256) is None

    with store.unit("Thu nhỏ ảnh") as unit:
        assert make_copies(unit, photo.sha256)

    with store.reading() as unit:
        assert unit.lacking_copies() == []
        assert Image.open(io.BytesIO(unit.small_copy(photo.sha256, "thumbnail") or b"")).size == (160, 320)
        assert Image.open(io.BytesIO(unit.working_copy(photo.sha256))).size == (800, 1600)
    assert store.next_undo() == "Thêm ảnh"


def test_the_position_stays_only_where_it_is_wanted(store: Store) -> None:
    content = a_photo((40, 30))

    with store.unit("Thêm ảnh") as unit:
        cut = add_evidence(unit, content, "a.jpg")
        set_keeps_position(unit, True)
        whole = add_evidence(unit, content, "a.jpg")

        assert unit.file(whole.sha256) == content
        assert whole.position == "20.92811, 106.05347"
        assert dict(Image.open(io.BytesIO(unit.file(cut.sha256))).getexif().get_ifd(GPS)) == {}
        assert [each.reason for each in unit.history("evidence", cut.id)] == [
            "Đã bỏ vị trí chụp khỏi ảnh; điểm ảnh giữ nguyên."
        ]


def test_the_same_bytes_are_one_piece_of_evidence_for_two_records(store: Store) -> None:
    content = a_photo((40, 30))
    with store.unit("Thêm ảnh") as unit:
        first = add_evidence(unit, content, "a.jpg", linked_to=("answers", "a1"))
        second = add_evidence(unit, content, "b.jpg", linked_to=("instruments", "i1"))
        add_evidence(unit, content, "b.jpg", linked_to=("instruments", "i1"))

        assert first == second
        assert evidence_of(unit, "answers", "a1") == evidence_of(unit, "instruments", "i1") == [first]
        assert unit.links.count() == 2


def test_a_paper_is_kept_as_it_is(store: Store) -> None:
    with store.unit("Thêm tệp") as unit:
        paper = add_evidence(unit, b"%PDF-1.7 ...", "giấy chứng nhận.pdf")

        assert paper.media_type == "application/pdf"
        assert unit.working_copy(paper.sha256) == b"%PDF-1.7 ..."
        assert paper.taken_at is None


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(store: Store) -> None:
    for content, sentence in ((b"", "trống"), (a_photo((300, 200))[:900], "bị hỏng"), (b"<html>", "không phải là ảnh")):
        with pytest.raises(UserError, match=sentence), store.unit("Thêm ảnh") as unit:
            add_evidence(unit, content, "a.jpg")

    with store.reading() as unit:
        assert unit.evidence.count() == 0 and unit.revision == 0


def test_names_lose_their_folders_and_two_files_may_share_one(store: Store) -> None:
    with store.unit("Thêm tệp") as unit:
        names = [
            add_evidence(unit, each.encode(), each).name for each in ("../../etc/a.txt", "C:\\x\\a.txt", "/", "a.txt")
        ]

    assert names == ["a.txt", "a.txt", "không tên", "a.txt"]


def test_a_file_that_only_calls_itself_a_picture_of_an_unknown_kind_is_a_plain_file(store: Store) -> None:
    with store.unit("Thêm tệp") as unit:
        assert add_evidence(unit, b"8BPS....", "a.psd").media_type == "application/octet-stream"
        assert add_evidence(unit, b"II*\0....", "a.dng").media_type == "application/octet-stream"


def test_a_file_beyond_the_limit_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LARGEST", 10)

    with pytest.raises(UserError, match="lớn hơn"), store.unit("Thêm tệp") as unit:
        add_evidence(unit, b"x" * 11, "phim.mp4")


def test_withdrawn_evidence_comes_back_with_undo(store: Store) -> None:
    with store.unit("Thêm tệp") as unit:
        paper = add_evidence(unit, b"giay", "a.txt", linked_to=("answers", "a1"))
    with store.unit("Bỏ bằng chứng") as unit:
        retire_evidence(unit, paper.id, "nhầm ảnh")
        assert evidence_of(unit, "answers", "a1") == []

    store.undo()

    with store.reading() as unit:
        assert evidence_of(unit, "answers", "a1") == [paper]
        assert unit.file(paper.sha256) == b"giay"


def test_withdrawn_evidence_can_be_restored_with_its_links_alone(store: Store) -> None:
    with store.unit("Thêm tệp") as unit:
        paper = add_evidence(unit, b"giay", "a.txt", linked_to=("answers", "a1"))
        add_evidence(unit, b"giay", "a.txt", linked_to=("answers", "a2"))
    with store.unit("Gỡ") as unit:
        unlink_evidence(unit, paper.id, ("answers", "a2"))
    with store.unit("Bỏ bằng chứng") as unit:
        retire_evidence(unit, paper.id, "nhầm ảnh")
        assert unit.evidence.withdrawn() == [paper]

    with store.unit("Lấy lại") as unit:
        restore_evidence(unit, paper.id)

        assert evidence_of(unit, "answers", "a1") == [paper]
        assert evidence_of(unit, "answers", "a2") == []


def test_withdrawing_needs_a_reason(store: Store) -> None:
    with store.unit("Thêm tệp") as unit:
        paper = add_evidence(unit, b"giay", "a.txt")

    with pytest.raises(UserError, match="lý do"), store.unit("Bỏ") as unit:
        retire_evidence(unit, paper.id, "  ")


def test_many_pieces_take_one_place(store: Store) -> None:
    with store.unit("Thêm tệp") as unit:
        papers = [add_evidence(unit, each.encode(), each, note=each) for each in "abc"]

    with store.unit("Ghi khu vực") as unit:
        describe_evidence(unit, [each.id for each in papers[:2]], place="  Nồi   hơi ")

        assert [(each.place, each.note) for each in unit.evidence.all()] == [
            ("Nồi hơi", "a"),
            ("Nồi hơi", "b"),
            ("", "c"),
        ]
