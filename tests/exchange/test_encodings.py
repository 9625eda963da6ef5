from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.books import read_book
from app.exchange.encodings import decode, fit, from_tcvn3, from_vni, is_syllable, legacy_in, read_as
from app.exchange.lists import preview_list
from app.exchange.preview import Decisions
from tests.exchange.builders import a_workbook
from tests.exchange.old_encodings import as_tcvn3, as_vni, as_windows_1258

TEXT = (
    "STT;Tên thiết bị;Số máy;Phạm vi đo;Vị trí lắp đặt;Ngày hiệu chuẩn\n"
    "1;Đồng hồ áp suất hơi nước;00123;0-16 bar;Phân xưởng nghiền trộn;05/03/2025\n"
    "2;Nhiệt kế thủy tinh;1E5;0-100;Phòng kiểm nghiệm;06/04/2025\n"
    "3;Cân ô tô điện tử 80 tấn;9;80 tấn;Cổng bảo vệ;07/05/2025\n"
)
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"


@pytest.mark.parametrize("capitals", [False, True])
def test_every_letter_survives_the_vni_encoding(capitals: bool) -> None:
    letters = LETTERS.upper() if capitals else LETTERS

    for letter in letters:
        assert from_vni(f"b{as_vni(letter)}" if not capitals else f"B{as_vni(letter)}")[1:] == letter


def test_every_small_letter_survives_the_tcvn3_encoding() -> None:
    for letter in LETTERS:
        assert from_tcvn3(f"b{as_tcvn3(letter)}") == f"b{letter}"


def test_words_in_capitals_of_an_abc_font_are_capitals_again() -> None:
    assert from_tcvn3(as_tcvn3("DANH MỤC PHƯƠNG TIỆN ĐO")) == "DANH MỤC PHƯƠNG TIỆN ĐO"


@pytest.mark.parametrize("text", ["0 ÷ 100 °C", "±0,05 %", "10 µm", "Ø1,2", "630 × 400 mm", "5 m³"])
def test_signs_that_old_fonts_share_with_figures_stay_signs(text: str) -> None:
    assert from_tcvn3(text) == text
    assert from_vni(text) == text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf-8", TEXT.encode("utf-8")),
        ("utf-8-sig", TEXT.encode("utf-8-sig")),
        ("utf-16", TEXT.encode("utf-16")),
        ("utf-16-le", TEXT.encode("utf-16-le")),
        ("utf-16-be", TEXT.encode("utf-16-be")),
        ("cp1258", as_windows_1258(TEXT)),
        ("tcvn3", as_tcvn3(TEXT).encode("cp1252")),
        ("vni", as_vni(TEXT).encode("cp1252")),
    ],
)
def test_a_text_file_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    preview = preview_list(path)

    assert preview.encoding == name
    assert [row.text("name") for row in preview.rows] == [
        "Đồng hồ áp suất hơi nước",
        "Nhiệt kế thủy tinh",
        "Cân ô tô điện tử 80 tấn",
    ]
    assert preview.rows[0].text("location") == "Phân xưởng nghiền trộn"
    assert not any(each.code == "encoding" for each in preview.ask)


@pytest.mark.parametrize(("name", "write"), [("tcvn3", as_tcvn3), ("vni", as_vni)])
def test_old_text_inside_a_workbook_is_found_and_read(tmp_path: Path, name: str, write: object) -> None:
    rows = [[write(value) for value in line.split(";")] for line in TEXT.splitlines()]  # type: ignore[operator]
    path = a_workbook(tmp_path / "old.xlsx", {"DM": rows})

    preview = preview_list(path)

    assert preview.encoding == name
    assert preview.rows[0].text("name") == "Đồng hồ áp suất hơi nước"
    assert preview.tables[0].columns[4].header == "Vị trí lắp đặt"


def test_the_person_may_say_which_encoding_it_is(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(as_tcvn3(TEXT).encode("cp1252"))

    wrong = read_book(path, "cp1252")
    right = preview_list(path, Decisions(encoding="tcvn3"))

    assert wrong.sheets[0].cells[2][2].text == as_tcvn3("Đồng hồ áp suất hơi nước")
    assert right.rows[0].text("name") == "Đồng hồ áp suất hơi nước"


def test_letters_apart_from_their_accents_are_joined_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(unicodedata.normalize("NFD", TEXT), "utf-8")

    preview = preview_list(path)

    assert preview.decomposed
    assert preview.rows[0].text("name") == "Đồng hồ áp suất hơi nước"


def test_a_type_face_tells_the_encoding_of_a_single_cell(tmp_path: Path) -> None:
    from openpyxl.styles import Font

    path = a_workbook(
        tmp_path / "mixed.xlsx",
        {
            "DM": [
                ["Tên thiết bị", "Số máy", "Hạn KĐ"],
                [as_tcvn3("áp kế"), "1", "1/2/2026"],
                ["Cân bàn", "2", "1/2/2026"],
            ]
        },
        change=lambda book: setattr(book.worksheets[0]["A2"], "font", Font(name=".VnTime")),
    )

    assert [row.text("name") for row in preview_list(path).rows] == ["áp kế", "Cân bàn"]


def test_european_letters_are_not_taken_for_old_vietnamese() -> None:
    assert legacy_in(["Häfner", "Käser", "0 ÷ 10", "±5 %", "Ø 12"]) == ("", True)


def test_text_that_fits_no_encoding_is_marked_as_uncertain() -> None:
    assert not decode("Höhe;Größe;Gerät".encode("cp1252"))[2]


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "quản", "đồng", "thước", "giếng", "uyên", "Nguyễn"])
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Höhe", "åp", "thñy", "suÊt", "xkm", "Gerät"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_fit_counts_words_with_accents_only() -> None:
    assert fit(["Model IND560 Cân điện tử"]) == (3, 0)


@given(st.binary(max_size=300), st.sampled_from(["cp1258", "tcvn3", "vni", "cp1252", "utf-8", "utf-16"]))
def test_any_bytes_can_be_read_in_any_encoding(content: bytes, encoding: str) -> None:
    assert isinstance(read_as(content, encoding), str)
