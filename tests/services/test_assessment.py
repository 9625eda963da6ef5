"""The assessment report: by the nine subjects, from a real file, as document, PDF and workbook."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from app.domain.document import BarChart, Block, Document, Facts, Heading, Paragraph, Table
from app.domain.findings import Link
from app.domain.keys import new_key
from app.reports.assessed import Assessment
from app.reports.assessment import change_shown
from app.services.assessment import assessment_document, assessment_of, in_one, write_assessment
from app.services.cycles import start_cycle
from app.services.dossiers import create_dossier
from app.services.evaluations import add_evaluation, compute
from app.services.exporting import export_files
from app.storage.store import Store
from tests.reports.samples import AS_OF
from tests.services.test_reporting import fill, text_of

PARTS = ["Hiện trạng", "Bằng chứng", "Khoảng cách", "Nguyên nhân", "Rủi ro", "Đề xuất", "Đơn vị, hạn"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_dossier(
        tmp_path / "mau.dochuan",
        person="Hà",
        enterprise="Công ty CP Thực phẩm An Lạc",
        site_name="Nhà máy Mỹ Hào",
        surveyed_on=AS_OF,
    )
    fill(made)
    yield made
    made.close()


def gathered(store: Store, spoken: str = "vi") -> Assessment:
    with store.reading() as unit:
        return assessment_of(unit, unit.cycles.all()[-1].id, AS_OF, spoken)


def measure(store: Store) -> None:
    """Two readings of one master, a loss with its interval, and a finding that rests on the first."""
    with store.unit("Đánh giá") as unit:
        cycle = unit.cycles.all()[0].id
        values = [10.0 + 0.01 * (number % 5) for number in range(30)]
        inputs = {"data": values, "reference": 10.0, "tolerance": 0.2, "unit": "mm"}
        gauge = add_evaluation(unit, cycle, "type1", inputs=inputs, title="Panme PN-002")
        compute(unit, gauge.id)
        given = {
            "relative_bias": 0.004,
            "throughput_per_year": 120000,
            "price_per_unit": 25000,
            "U_relative_bias": 0.002,
            "currency": "VND",
            "year": 2026,
        }
        compute(unit, add_evaluation(unit, cycle, "loss_bias", inputs=given, title="Cân xuất hàng").id)
        add_evaluation(unit, cycle, "type1", title="Chưa làm")
        link = Link(id=new_key(), from_kind="findings", from_id="finding-2", to_kind="evaluations", to_id=gauge.id)
        unit.links.keep(link)


def rows_below(document: Document, heading: str) -> tuple[tuple[object, ...], ...]:
    """The rows of the first table after a heading."""
    blocks = iter(document.blocks)
    for each in blocks:
        if isinstance(each, Heading) and each.text == heading:
            return next(one for one in blocks if isinstance(one, Table)).rows
    raise KeyError(heading)


def words_of(blocks: tuple[Block, ...]) -> str:
    return "\n".join(each.text for each in blocks if isinstance(each, Paragraph | Heading))


def test_every_subject_has_its_part_with_score_and_weight(store: Store) -> None:
    found = gathered(store)

    document = assessment_document(found)
    headings = [each.text for each in document.blocks if isinstance(each, Heading)]
    scores = rows_below(document, "3. Điểm của chín nội dung")

    assert [text for text in headings if text.startswith("4.")][1].startswith("4.1. ")
    assert sum(text.startswith("4.") for text in headings) == 10
    assert len(scores) == 9
    assert abs(sum(each.share for each in found.subjects) - 1) < 1e-9


def test_a_finding_is_told_in_its_eight_parts_with_evidence_and_gap(store: Store) -> None:
    document = assessment_document(gathered(store))

    facts = [dict(each.items) for each in document.blocks if isinstance(each, Facts) and each.small]

    assert [list(each)[:7] for each in facts] == [PARTS, PARTS]
    by_state = {each["Hiện trạng"]: each for each in facts}
    register = by_state["AP-031, AP-033, CB-007 và 8 cái khác; quá hạn 3–40 ngày; CB-007 dùng để xuất hàng."]
    assert "1 ảnh, tài liệu kèm theo" in register["Bằng chứng"]
    assert register["Nguyên nhân"] == "Chưa có kế hoạch kiểm định hằng năm."
    assert register["Đơn vị, hạn"] == "Phòng Cơ điện; hạn 31/12/2026"
    assert register["Mục tiêu"] == "MT-01"
    trained = by_state["Chưa có kế hoạch đào tạo về đo lường"]
    assert "cần mức" in trained["Khoảng cách"]
    assert trained["Nguyên nhân"] == ""


def test_blank_parts_are_left_to_be_written_by_hand_only_where_the_finding_is_urgent(store: Store) -> None:
    with store.unit("Xếp") as unit:
        for each in unit.findings.all():
            unit.findings.keep(dataclasses.replace(each, consequence=2, occurrence=2, detection=2, urgent=""))

    document = assessment_document(gathered(store))

    trained = next(
        dict(each.items)
        for each in document.blocks
        if isinstance(each, Facts) and each.small and "đào tạo" in dict(each.items)["Hiện trạng"]
    )
    assert "Nguyên nhân" not in trained
    assert any(
        "Chưa ghi nguyên nhân: 1 phát hiện (PH-02)" in f"{each.where}: {each.what}" for each in gathered(store).gaps
    )


def test_what_only_computes_is_no_gap_of_the_assessment(store: Store) -> None:
    measure(store)

    told = [each.what for each in gathered(store).gaps]

    assert not any("Chưa đủ căn cứ để kết luận" in each for each in told)


def test_what_is_not_written_or_not_seen_is_named_as_not_assessed(store: Store) -> None:
    told = [f"{each.where}: {each.what}" for each in gathered(store).gaps]

    assert any("Chưa đi xem tại chỗ" in each for each in told)
    assert any("Chưa ghi nguyên nhân: 1 phát hiện (PH-02)" in each for each in told)
    assert any("Chưa tính thiệt hại" in each for each in told)


def test_measured_results_stand_with_interval_and_losses_with_low_and_high(store: Store) -> None:
    measure(store)

    document = assessment_document(gathered(store))
    measured = rows_below(document, "6. Kết quả đo và đánh giá phép đo")
    losses = rows_below(document, "8. Thiệt hại ước tính")

    assert [row[0] for row in measured] == ["DG-01", "DG-03"]
    assert "Cg" in str(measured[0][3])
    assert measured[0][5] == "PH-02"
    assert measured[1][4] == "Chưa tính."
    assert losses
    assert all(row[2] != "—" and row[4] != "—" and str(row[5]).startswith("VND") for row in losses)


def test_the_verdict_of_an_evaluation_is_the_gap_of_the_finding_that_rests_on_it(store: Store) -> None:
    measure(store)

    (found,) = [each for each in gathered(store).findings if each.code == "PH-02"]

    assert "DG-01" in found.evidence
    assert "Cg" in found.gap


def test_sentences_are_put_together_without_their_points_and_symbols_keep_their_case() -> None:
    assert in_one(["quá 30 %.", "cần mức 3."]) == "Quá 30 %; cần mức 3"
    assert in_one(["m = 25,06 kg, vượt mức."]) == "m = 25,06 kg, vượt mức"
    assert in_one([]) == ""


def test_the_first_cycle_says_that_there_is_none_before(store: Store) -> None:
    document = assessment_document(gathered(store))

    assert "Đây là chu kỳ đầu" in words_of(document.blocks)


def test_a_later_cycle_is_compared_with_the_one_before(store: Store) -> None:
    with store.unit("Chu kỳ mới") as unit:
        last = unit.cycles.all()[0]
        unit.cycles.keep(dataclasses.replace(last, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)))
        start_cycle(unit, name="2027", starts_on=date(2027, 1, 1))

    found = gathered(store)
    document = assessment_document(found)

    chart = next(each for each in document.blocks if isinstance(each, BarChart))

    assert found.since is not None
    assert found.since.unseen > 0
    assert any(each.previous is not None for each in chart.bars)
    assert "câu chưa xem lại" in words_of(document.blocks)
    assert "0 phát hiện không còn, 2 phát hiện chưa xem lại" in words_of(document.blocks)


def test_pdf_and_workbook_say_the_same_and_carry_the_code(store: Store, tmp_path: Path) -> None:
    made = export_files(store, tmp_path / "ra", keys=("assessment", "assessment_data"), today=AS_OF)

    pdf, book = (each.path for each in made)
    sheets = openpyxl.load_workbook(book)
    text = text_of(pdf)
    assert pdf.name.endswith("danh-gia-hien-trang.pdf")
    assert "Đánh giá hiện trạng hoạt động đo lường" in text
    assert sheets.sheetnames[:3] == ["Chín nội dung", "Hiện trạng", "Ưu tiên"]
    held = [cell.value for row in sheets["Hiện trạng"].iter_rows() for cell in row]
    assert "Chưa có kế hoạch kiểm định hằng năm." in held
    assert "Chưa có kế hoạch kiểm định hằng năm." in text


def test_the_report_of_the_same_revision_is_the_same_file(store: Store, tmp_path: Path) -> None:
    first = write_assessment(gathered(store), tmp_path / "1.pdf").read_bytes()
    again = write_assessment(gathered(store), tmp_path / "2.pdf").read_bytes()

    assert first == again


def test_the_report_speaks_english_whatever_the_window_speaks(store: Store) -> None:
    document = assessment_document(gathered(store, "en"))

    assert document.subject.startswith("Assessment of measurement at")
    assert "4. State by the nine subjects" in words_of(document.blocks)


def test_a_change_of_score_is_written_with_its_sign() -> None:
    assert [change_shown(each) for each in (Decimal("0.42"), Decimal("-0.2"), Decimal("0.01"), None)] == [
        "+0,4",
        "−0,2",
        "0",
        "—",
    ]
