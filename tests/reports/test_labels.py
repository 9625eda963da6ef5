"""Label sheets: what is printed can be read again, by a camera and by people."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from app.domain.labels import LAYOUTS, Label, Layout, layout_of, pages_of
from app.reports.fonts import SANS, text_width
from app.reports.labels import cut, labels_pdf, write_labels


def _labels(count: int) -> list[Label]:
    return [
        Label(
            held=f"ĐC-{number:03d}",
            code=f"ĐC-{number:03d}",
            name="Lưu lượng kế điện từ cho nước nóng và hơi bão hòa ở áp suất cao",
            serial=f"FM-23{number:03d}",
            valid_until=date(2027, 3, 31),
            site="Nhà máy Mỹ Hào",
        )
        for number in range(1, count + 1)
    ]


def _pages(content: bytes, dpi: int = 200) -> list[Any]:
    pdf = pypdfium2.PdfDocument(content)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pdf]
    pdf.close()
    return pages


def _texts(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return texts


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.key)
def test_every_code_of_a_full_sheet_is_read_back_from_the_printed_page(layout: Layout) -> None:
    labels = _labels(layout.count)

    (page,) = _pages(labels_pdf(labels, layout))

    read = {each.text for each in zxingcpp.read_barcodes(page)}
    assert read == {each.held for each in labels}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.key)
def test_no_sticker_reaches_over_the_edge_of_the_paper(layout: Layout) -> None:
    right = layout.left + (layout.columns - 1) * layout.across + layout.width
    bottom = layout.top + (layout.rows - 1) * layout.down + layout.height

    assert right <= 210.01 and bottom <= 297.01


def test_a_started_sheet_is_used_up_from_the_first_free_sticker() -> None:
    layout = layout_of("3x8")

    first, second = _pages(labels_pdf(_labels(5), layout, start=22))

    assert len(zxingcpp.read_barcodes(first)) == 3
    assert len(zxingcpp.read_barcodes(second)) == 2
    assert pages_of(5, layout, 22) == 2
    places = [each.position.top_left.y for each in zxingcpp.read_barcodes(first)]
    assert min(places) > first.height * 0.85


def test_a_label_says_code_name_serial_and_validity(tmp_path: Path) -> None:
    path = write_labels(_labels(1), layout_of("3x8"), tmp_path / "nhan.pdf")

    (text,) = _texts(path.read_bytes())

    assert all(words in text for words in ("ĐC-001", "Lưu lượng kế", "FM-23001", "31/03/2027", "Nhà máy Mỹ Hào"))


def test_every_font_of_the_sheet_is_embedded() -> None:
    content = labels_pdf(_labels(1), layout_of("5x13"))

    assert b"/FontFile2" in content and b"Helvetica" not in content


def test_the_sheet_is_read_after_a_grey_copier() -> None:
    from PIL import Image, ImageFilter

    (page,) = _pages(labels_pdf(_labels(24), layout_of("3x8")))
    held = BytesIO()
    page.filter(ImageFilter.GaussianBlur(1)).point(lambda grey: 60 + grey * 0.6).save(held, "JPEG", quality=50)

    copied = Image.open(held)

    assert len(zxingcpp.read_barcodes(copied)) == 24


def test_what_is_too_long_ends_with_dots_inside_its_width() -> None:
    short = cut("Nhà máy chế biến thực phẩm Mỹ Hào", SANS, 8, 60)

    assert short.endswith("…") and text_width(short, SANS, 8) <= 60
    assert cut("Kho", SANS, 8, 60) == "Kho"
    assert cut("Kho", SANS, 8, 1) == "…"
