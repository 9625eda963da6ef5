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
from app.services.evidence import add_evidence, evidence_of, retire_evidence
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
    data.get_ifd(GPS)[1] = "N"
    taken = data.get_ifd(service.EXIF_BLOCK)
    taken[service.ORIGINAL] = "2026:11:24 10:42:07"
    taken[service.OFFSET] = "+07:00"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=data)
    return written.getvalue()


def test_a_photo_keeps_its_original_and_a_small_upright_copy_without_particulars(store: Store) -> None:
    content = a_photo()
    with store.unit("Thêm ảnh") as unit:
        photo = add_evidence(unit, content, r"C:\ảnh\IMG_1.JPG", linked_to=("answers", "a1"))

        assert unit.file(photo.sha256) == content
        copy = Image.open(io.BytesIO(unit.working_copy(photo.sha256)))
        assert copy.size == (800, 1600)
        assert dict(copy.getexif()) == {}
        assert (photo.name, photo.media_type, photo.size) == ("IMG_1.JPG", "image/jpeg", len(content))
        assert photo.taken_at == datetime(2026, 11, 24, 3, 42, 7, tzinfo=UTC)


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


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "trống"), (a_photo((300, 200))[:900], "bị hỏng")], ids=["empty", "cut"]
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(store: Store, content: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence), store.unit("Thêm ảnh") as unit:
        add_evidence(unit, content, "a.jpg")

    with store.reading() as unit:
        assert unit.evidence.count() == 0 and unit.revision == 0


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
