"""A document on paper: opened again and read."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from app.domain.document import (
    Bar,
    BarChart,
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Pictures,
    RingChart,
    Signatures,
    Slice,
    State,
    Table,
)
from app.domain.errors import UserError
from app.reports.pdf import pdf_bytes, write_pdf

LETTERHEAD = Letterhead(
    "Sở Khoa học và Công nghệ", "Chi cục Tiêu chuẩn Đo lường", "05/BC-TĐC", "Hưng Yên", date(2026, 2, 5)
)
COLUMNS = (Column("Mã", 1, "code"), Column("Tên", 4), Column("Hạn", 1, "date"), Column("Sai số", 1, "number"))


def a_document(*blocks: Block, draft: bool = True, language: str = "vi") -> Document:
    return Document(
        title="Báo cáo",
        subject="Hiện trạng đo lường tại Công ty Cổ phần Thực phẩm An Lạc",
        letterhead=LETTERHEAD,
        blocks=blocks,
        footer="Hồ sơ 2026-AB12 · bản 7 · mã 4F2A 91C0 7D",
        as_of=date(2026, 11, 24),
        draft=draft,
        language=language,
    )


def pages_of(content: bytes) -> list[str]:
    pdf = pdfium.PdfDocument(content)
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    return texts


def one_of_everything() -> Document:
    row = ("PH-01", "Cân kỹ thuật", date(2026, 3, 5), Decimal("-1234.50"))
    return a_document(
        Heading("1. Kết luận"),
        Paragraph("Mức chung 2,7 trên 5.", "lead"),
        Paragraph("Danh mục chưa đối chiếu bản ký.", "warn"),
        Figures((Figure("94 %", "có hiệu lực", "ok"),)),
        Facts((("Địa chỉ", "Khu công nghiệp Phố Nối"), ("Đầu mối", ""))),
        BarChart("Chín nội dung", (Bar("Tổ chức", 3.6, "3,6", "ok"), Bar("Hiệu quả", None, "—", "none", "Chưa tính"))),
        RingChart("Tình trạng", (Slice("Còn hạn", 9, "ok"), Slice("Quá hạn", 1, "bad")), "90 %", "có hiệu lực"),
        Table(COLUMNS, (row,), "Bảng 1"),
        Table((Column("Mức", 1, "state"),), ((State("bad", "Quá hạn"),),), of_figures=True),
        Table(COLUMNS, (), empty="Không có dòng nào."),
        Signatures((("Giám đốc", "Nguyễn Văn Ổn"),), ("Như trên", "Lưu: VT")),
    )


def test_the_words_on_paper_are_the_words_of_the_document() -> None:
    text = " ".join(pages_of(pdf_bytes(one_of_everything())))

    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 05/BC-TĐC",
        "Hưng Yên, ngày 05 tháng 02 năm 2026",
        "BÁO CÁO",
        "Mức chung 2,7 trên 5.",
        "Chưa tính",
        "PH-01 Cân kỹ thuật 05/03/2026 −1.234,50",
        "Quá hạn",
        "Không có dòng nào.",
        "GIÁM ĐỐC",
        "Nguyễn Văn Ổn",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
    ):
        assert words in text


def test_only_embedded_bundled_fonts_are_used() -> None:
    content = pdf_bytes(one_of_everything())

    faces = set(re.findall(rb"/BaseFont /([A-Za-z0-9+\-]+)", content))

    assert faces
    assert all(re.fullmatch(rb"[A-Z]{6}\+(LiberationSerif|IBMPlexSans)[A-Za-z\-]*", face) for face in faces), faces


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    content = pdf_bytes(one_of_everything())

    pdf = pdfium.PdfDocument(content)
    about = pdf.get_metadata_dict()
    outline = [each.get_title() for each in pdf.get_toc()]
    pdf.close()
    assert about["Title"] == "Báo cáo: Hiện trạng đo lường tại Công ty Cổ phần Thực phẩm An Lạc"
    assert about["Author"] == "Chi cục Tiêu chuẩn Đo lường"
    assert about["CreationDate"].startswith("D:20261124")
    assert outline == ["1. Kết luận"]
    assert b"/Lang (vi-VN)" in content


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf_bytes(one_of_everything()) == pdf_bytes(one_of_everything())


def test_a_long_table_repeats_its_head_and_every_page_has_its_foot() -> None:
    rows = tuple(
        (f"CB-{number:04d}", "Cân bàn điện tử " * 6, date(2026, 1, 1), Decimal(number)) for number in range(1000)
    )

    pages = pages_of(pdf_bytes(a_document(Table(COLUMNS, rows, of_figures=True))))

    assert len(pages) > 20
    assert "CB-0999" in " ".join(pages)
    for number, page in enumerate(pages, start=1):
        assert "Mã Tên Hạn Sai số" in page
        assert "Hồ sơ 2026-AB12 · bản 7 · mã 4F2A 91C0 7D · Dự thảo" in page
        assert f"Trang {number}/{len(pages)}" in page


def test_the_first_page_has_no_number_above_and_the_second_has() -> None:
    pages = pages_of(pdf_bytes(a_document(*[Paragraph("Câu. " * 400)] * 3)))

    assert not pages[0].startswith("1 ")
    assert pages[1].startswith("2 ") or " 2 " in pages[1]


def test_a_draft_is_marked_and_a_signed_paper_is_not() -> None:
    draft, signed = (" ".join(pages_of(pdf_bytes(a_document(draft=draft)))) for draft in (True, False))

    assert "DỰ THẢO" in draft
    assert "DỰ THẢO" not in signed
    assert "Dự thảo" not in signed


def test_a_paper_without_number_shows_the_pattern_of_the_office() -> None:
    blank = Document(title="Báo cáo", subject="Khảo sát", letterhead=Letterhead(number_pattern="……/BC-TĐC"))

    words = pdfium.PdfDocument(pdf_bytes(blank))[0].get_textpage().get_text_range()

    assert "Số: ……/BC-TĐC" in words


def test_an_english_paper_is_english_around_the_text_too() -> None:
    content = pdf_bytes(a_document(language="en"))

    text = " ".join(pages_of(content))
    assert "SOCIALIST REPUBLIC OF VIET NAM" in text
    assert "Page 1/1" in text
    assert "CỘNG HÒA" not in text
    assert b"/Lang (en-GB)" in content


def test_letters_our_faces_lack_come_from_the_fallback_face() -> None:
    row = ("PH-01", "Kiểm ☑ xong", None, None)

    content = pdf_bytes(a_document(Paragraph("Đã xem ☐ chưa ✗ hết"), Table(COLUMNS, (row,), of_figures=True)))

    text = " ".join(pages_of(content))
    assert "Đã xem ☐ chưa ✗ hết" in text
    assert "Kiểm ☑ xong" in text
    assert b"DejaVuSans" in content


def test_signs_of_markup_in_texts_are_printed_as_they_are() -> None:
    text = " ".join(pages_of(pdf_bytes(a_document(Paragraph("Cân < 5 kg & > 1 kg <b>"), Heading("A & B")))))

    assert "Cân < 5 kg & > 1 kg <b>" in text
    assert "A & B" in text


def test_a_cell_longer_than_a_page_and_a_word_without_spaces_are_still_printed() -> None:
    long = "rất dài " * 1200
    row = ("PH-01", f"{long} hết", None, None)
    unbroken = ("PH-02", "Z" * 400, None, None)

    pages = pages_of(pdf_bytes(a_document(Table(COLUMNS, (row, unbroken)))))

    assert "hết" in " ".join(pages)
    assert sum(page.count("Z") for page in pages) == 400


def test_photos_are_made_small_and_a_broken_one_keeps_its_caption() -> None:
    held = io.BytesIO()
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(held, "PNG")

    content = pdf_bytes(a_document(Pictures(((held.getvalue(), "Tem mờ"), (b"no photo", "Ảnh hỏng")))))

    text = " ".join(pages_of(content))
    assert len(content) < 1_500_000 < len(held.getvalue())
    assert "Tem mờ" in text
    assert "Ảnh hỏng" in text
    assert "Không đọc được ảnh này" in text


def test_a_folder_that_cannot_be_written_gives_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.pdf").mkdir()

    with pytest.raises(UserError, match="không phải là thư mục"):
        write_pdf(a_document(), tmp_path / "file" / "a.pdf")
    with pytest.raises(UserError, match="là một thư mục"):
        write_pdf(a_document(), tmp_path / "folder.pdf")

    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder.pdf"]


def test_a_line_of_the_outline_leads_to_the_page_its_heading_stands_on(tmp_path: Path) -> None:
    blocks = (Heading("Một"), Paragraph("a"), PageBreak(), Heading("Hai"), PageBreak(), Heading("Ba", 2))

    path = write_pdf(Document(title="Báo cáo", subject="Mục lục", blocks=blocks), tmp_path / "muc-luc.pdf")

    pdf = pdfium.PdfDocument(path)
    outline = [(each.get_title(), each.level, each.get_dest().get_index()) for each in pdf.get_toc()]
    pdf.close()
    assert outline == [("Một", 0, 0), ("Hai", 0, 1), ("Ba", 1, 2)]
