"""Edited photos: what is cropped and blurred is gone from the picture that is shown, and the original is untouched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from app.domain.errors import UserError
from app.domain.photo_marks import Edits, Mark
from app.services.evidence import add_evidence, picture_of
from app.services.photo_edits import bake, keep_edits
from app.services.reporting import gather_dossier
from app.storage.store import Store
from tests.storage.builders import a_cycle, a_site, a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path / "a.dochuan")
    with made.unit("Tạo") as unit:
        unit.sites.keep(a_site())
        unit.cycles.keep(a_cycle())
    yield made
    made.close()


def stripes() -> bytes:
    """White, with narrow black stripes in the right half: what a label looks like to a blur."""
    picture = Image.new("RGB", (800, 600), "white")
    draw = ImageDraw.Draw(picture)
    for x in range(400, 800, 8):
        draw.rectangle((x, 0, x + 3, 600), fill="black")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=95)
    return written.getvalue()


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_blurred_area_tells_nothing_of_what_was_there() -> None:
    edited = shown(bake(stripes(), Edits(None, (Mark("blur", 1.0, 0.0, 0.5, 1.0),)), "a").content)

    inside = [edited.getpixel((x, 300))[0] for x in range(420, 780)]  # type: ignore[index]
    assert max(inside) - min(inside) < 25
    assert edited.getpixel((200, 300))[0] > 240  # type: ignore[index]


def test_a_cropped_picture_holds_that_part_alone() -> None:
    edited = shown(bake(stripes(), Edits((0.0, 0.0, 0.5, 0.5)), "a").content)

    assert edited.size == (400, 300)
    assert edited.getextrema()[0][0] > 200


def test_arrows_and_numbers_are_drawn_where_they_stand_in_the_crop() -> None:
    marks = (Mark("arrow", 0.05, 0.25, 0.45, 0.25), Mark("number", 0.25, 0.4, 0.25, 0.4))

    edited = shown(bake(stripes(), Edits((0.0, 0.0, 0.5, 0.5), marks), "a").content)

    red, green, _blue = edited.getpixel((200, 150))  # type: ignore[misc]
    assert red > 150 and green < 90
    assert any(edited.getpixel((x, 240))[1] < 90 for x in range(185, 216))  # type: ignore[index]


def test_the_edited_picture_is_shown_and_printed_and_one_undo_takes_it_back(store: Store) -> None:
    with store.unit("Thêm ảnh") as unit:
        photo = add_evidence(unit, stripes(), "a.jpg")
    edits = Edits((0.0, 0.0, 0.5, 0.5))

    with store.unit("Chỉnh ảnh") as unit:
        edited = keep_edits(unit, photo.id, edits, bake(unit.file(photo.sha256), edits, photo.name))

    with store.reading() as unit:
        assert shown(picture_of(unit, edited)).size == (400, 300)
        assert shown(gather_dossier(unit).pictures[photo.sha256]).size == (400, 300)
        assert unit.file(photo.sha256) == stripes()
    store.undo()
    with store.reading() as unit:
        assert shown(picture_of(unit, unit.evidence.get(photo.id))).size == (800, 600)


def test_no_edits_show_the_original_again(store: Store) -> None:
    edits = Edits((0.0, 0.0, 0.5, 0.5))
    with store.unit("Thêm ảnh") as unit:
        photo = add_evidence(unit, stripes(), "a.jpg")
        keep_edits(unit, photo.id, edits, bake(unit.file(photo.sha256), edits, photo.name))

        again = keep_edits(unit, photo.id, Edits(), None)

        assert again == photo


def test_a_spoilt_photo_cannot_be_edited() -> None:
    with pytest.raises(UserError, match="Không đọc được ảnh"):
        bake(b"\xff\xd8\xff", Edits(), "a.jpg")
