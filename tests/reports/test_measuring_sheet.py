"""The sheet of a study on paper: every box is there, what was typed stands in its own, nothing leaves the page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from app.domain.errors import UserError
from app.domain.readings_sheet import SheetHead, sheet_of
from app.domain.studies import Reading, Study
from app.reports.measuring_sheet import sheet_pdf, write_sheet

HEAD = SheetHead("RR-02", "Chiều dày thành phôi PET", "An Lạc · Mỹ Hào", (("Nơi đo", "Xưởng phôi"), ("Ngày đo", "")))


def a_study(kind: str, parts: int, operators: int, trials: int) -> Study:
    return Study(
        id="s",
        cycle_id="c",
        kind=kind,
        number=2,
        parts=parts,
        operators=operators,
        trials=trials,
        operator_names="Hạnh\nCường\nVinh",
    )


def texts(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    found = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return found


def sizes(content: bytes) -> list[tuple[float, float]]:
    pdf = pypdfium2.PdfDocument(content)
    found = [page.get_size() for page in pdf]
    pdf.close()
    return found


def test_a_crossed_sheet_lies_across_with_people_trials_and_typed_readings() -> None:
    reading = Reading(id="1", study_id="s", part=3, operator=2, trial=1, value="2,930", mark="suspect", reason="x")

    content = sheet_pdf(sheet_of(a_study("gauge_rr", 10, 3, 3), [reading]), HEAD)

    (page,), ((width, height),) = texts(content), sizes(content)
    assert width > height
    assert "RR-02 Chiều dày thành phôi PET" in page
    assert all(f"{name} {trial}" in page for name in ("Hạnh", "Cường", "Vinh") for trial in (1, 2, 3))
    assert "2,930" in page
    assert "số đọc bị nghi ngờ" in page


@pytest.mark.parametrize(
    ("kind", "parts", "operators", "trials", "pages"),
    [("lot", 50, 1, 1, 1), ("lot", 1000, 1, 1, 10), ("type1", 1, 1, 50, 1), ("gauge_rr", 25, 3, 3, 3)],
)
def test_every_number_has_its_box_on_one_of_the_pages(
    kind: str, parts: int, operators: int, trials: int, pages: int
) -> None:
    content = sheet_pdf(sheet_of(a_study(kind, parts, operators, trials), []), HEAD)

    found = texts(content)
    words = " ".join(found).split()
    assert len(found) == pages
    assert {str(number) for number in range(1, max(parts, trials) + 1)} <= set(words)
    assert f"Trang {pages}/{pages}" in found[-1]


def test_many_trials_of_one_person_go_on_overleaf() -> None:
    content = sheet_pdf(sheet_of(a_study("gauge_rr", 2, 1, 60), []), HEAD)

    words = " ".join(texts(content))
    assert len(sizes(content)) == 3
    assert all(f"Hạnh {trial}" in words for trial in range(1, 61))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = sheet_of(a_study("bias", 1, 1, 25), [])

    assert sheet_pdf(sheet, HEAD) == sheet_pdf(sheet, HEAD)


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "phieu.pdf").mkdir()

    with pytest.raises(UserError, match="thư mục"):
        write_sheet(sheet_of(a_study("bias", 1, 1, 5), []), HEAD, tmp_path / "phieu.pdf")

    assert [each.name for each in tmp_path.iterdir()] == ["phieu.pdf"]
