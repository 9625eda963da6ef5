"""The summary of a dossier: what it says, before and after it is paper."""

from __future__ import annotations

import dataclasses
import unicodedata

import pypdfium2 as pdfium

from app.domain.document import BarChart, Document, Facts, Paragraph, Pictures, RingChart, Signatures, State, Table
from app.reports.pdf import pdf_bytes
from app.services import reporting
from tests.reports.samples import AS_OF, a_dossier


def texts_of(document: Document) -> str:
    return "\n".join(each.text for each in document.blocks if isinstance(each, Paragraph))


def table(document: Document, caption: str) -> Table:
    return next(each for each in document.blocks if isinstance(each, Table) and each.caption.startswith(caption))


def printed(document: Document) -> str:
    pdf = pdfium.PdfDocument(pdf_bytes(document))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    pdf.close()
    return text


def test_the_first_words_are_the_sentence_a_director_repeats() -> None:
    document = reporting.summary_document(a_dossier(), AS_OF)

    lead = next(each for each in document.blocks if isinstance(each, Paragraph))
    assert lead.role == "lead"
    assert lead.text.startswith("Mức chung 2,8 trên 5. Yếu nhất là ")


def test_without_answers_there_is_no_score_and_no_zero() -> None:
    document = reporting.summary_document(a_dossier(answered=0), AS_OF)

    (bars,) = [each for each in document.blocks if isinstance(each, BarChart)]
    assert "Chưa tính được mức chung" in texts_of(document)
    assert {bar.value for bar in bars.bars} == {None}
    assert all(bar.reason.startswith("Chưa tính") for bar in bars.bars)


def test_nine_subjects_stand_beside_what_each_should_reach() -> None:
    document = reporting.summary_document(a_dossier(), AS_OF)

    (bars,) = [each for each in document.blocks if isinstance(each, BarChart)]
    assert len(bars.bars) == 9
    assert all(bar.required for bar in bars.bars if bar.value is not None)
    assert {bar.state for bar in bars.bars} <= {"ok", "part", "bad", "none"}


def test_the_ring_counts_every_instrument_in_at_most_five_parts() -> None:
    document = reporting.summary_document(a_dossier(60), AS_OF)

    (ring,) = [each for each in document.blocks if isinstance(each, RingChart)]
    assert len(ring.slices) <= 5
    assert sum(each.count for each in ring.slices) == 60


def test_overdue_instruments_stand_longest_first_with_their_trace_codes() -> None:
    document = reporting.summary_document(a_dossier(120), AS_OF)

    rows = table(document, "Bảng 4a").rows
    days = [row[3] for row in rows]
    assert days == sorted(days, key=lambda each: -int(str(each)))
    assert all(int(str(each)) > 0 for each in days)


def test_group_2_rows_say_how_far_their_line_was_checked() -> None:
    document = reporting.summary_document(a_dossier(120), AS_OF)

    marks = [str(row[4]) for row in table(document, "Bảng 4b").rows]
    assert marks
    assert all("đối chiếu" in mark for mark in marks)
    assert any(each.role == "warn" for each in document.blocks if isinstance(each, Paragraph))


def test_findings_name_their_goals_and_goals_their_findings() -> None:
    document = reporting.summary_document(a_dossier(), AS_OF)

    findings, goals = table(document, "Bảng 5").rows, table(document, "Bảng 6").rows
    assert [(row[0], row[-1]) for row in findings] == [("PH-01", "MT-01"), ("PH-02", "")]
    assert [row[3] for row in findings] == [State("bad", "1"), State("todo", "—")]
    assert any(isinstance(each, Paragraph) and each.text.startswith("Ưu tiên: 1 làm ngay.") for each in document.blocks)
    assert [(row[0], row[-1]) for row in goals] == [("MT-01", "PH-01"), ("MT-02", "")]
    assert goals[0][2] == "81,6 → 100 %"
    assert "chưa đo" in str(goals[1][2])


def test_photos_have_numbered_captions_with_their_finding() -> None:
    document = reporting.summary_document(a_dossier(pictures=2), AS_OF)

    (pictures,) = [each for each in document.blocks if isinstance(each, Pictures)]
    captions = [caption for _content, caption in pictures.items]
    assert captions[0] == "Ảnh 1. Tem kiểm định mờ, không đọc được số, Cổng nhập nguyên liệu, PH-01"
    assert len(captions) == 2


def test_the_paper_tells_what_personal_data_are_for_and_who_signs() -> None:
    document = reporting.summary_document(a_dossier(), AS_OF)

    (signed,) = [each for each in document.blocks if isinstance(each, Signatures)]
    assert "91/2025/QH15" in texts_of(document)
    assert "không phải kết luận kiểm tra nhà nước" in texts_of(document)
    assert signed.people == (
        ("Đại diện doanh nghiệp", "Nguyễn Văn Ổn"),
        ("Trưởng đoàn khảo sát", "Trần Thị Bích Ngọc"),
    )


def test_every_word_of_the_document_is_found_on_paper() -> None:
    document = reporting.summary_document(a_dossier(40), AS_OF)

    text = printed(document)

    wanted = [each.text for each in document.blocks if isinstance(each, Paragraph)]
    wanted += [value for each in document.blocks if isinstance(each, Facts) for pair in each.items for value in pair]
    missing = [word for words in wanted for word in words.split() if unicodedata.normalize("NFC", word) not in text]
    assert missing == []


def test_decomposed_letters_of_an_old_file_are_still_printed_whole() -> None:
    site = dataclasses.replace(a_dossier().site, contact=unicodedata.normalize("NFD", "Trưởng phòng Kỹ thuật"))

    text = printed(reporting.summary_document(dataclasses.replace(a_dossier(), site=site), AS_OF))

    assert "Trưởng phòng Kỹ thuật" in text


def test_an_english_summary_leaves_the_window_vietnamese() -> None:
    document = reporting.summary_document(a_dossier(12), AS_OF, "en")

    assert texts_of(document).startswith("Overall level 2.8 of 5.")
    assert document.language == "en"
    assert reporting.summary_document(a_dossier(12), AS_OF).title == "Báo cáo"


def test_a_dossier_without_anything_still_makes_a_paper() -> None:
    empty = dataclasses.replace(
        a_dossier(0, pictures=0, answered=0), findings=(), goals=(), links=(), settings=(), forms=()
    )

    text = printed(reporting.summary_document(empty, AS_OF))

    assert "Danh mục chưa có phương tiện đo nào." in text
    assert "Chưa ghi nhận phát hiện nào." in text
    assert "Số: ……/BC-……" in text
