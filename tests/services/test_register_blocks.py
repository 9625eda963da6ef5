"""Blocks from a spreadsheet: laid over cells, or matched to columns by their titles."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.services.register_blocks import NewLines, Target, as_block, cells_of, lay_over, with_header, without_header
from app.services.registers import PEOPLE, STANDARDS, CellText

KEYS = ["a", "b", "c", "d"]
FIELDS = ["name", "", "location", "group"]


def laid(block: str, target: Target) -> dict[tuple[str, str], str]:
    return {(each.key, each.field): each.typed for each in lay_over(cells_of(block), target)}


def test_a_block_is_lines_and_tabs_and_a_quoted_cell_may_hold_a_line_break() -> None:
    assert cells_of('A1\tLò hơi\r\n00123\t"Kho\n2"\r\n') == [["A1", "Lò hơi"], ["00123", "Kho\n2"]]


def test_a_quote_that_is_never_closed_is_a_letter() -> None:
    assert cells_of('ống 2"\tkho\nx\ty') == [['ống 2"', "kho"], ["x", "y"]]


def test_what_was_copied_is_pasted_as_it_was() -> None:
    block = [["a\tb", 'nói "có"'], ["dòng\nhai", ""]]

    assert cells_of(as_block(block)) == block


def test_a_block_goes_from_the_current_cell_to_the_right_and_down() -> None:
    cells = lay_over(cells_of("1\t2\t3\n4\t5\t6"), Target(KEYS, FIELDS))

    assert cells[0] == CellText("a", "name", "1")
    assert {(each.key, each.field): each.typed for each in cells} == {
        ("a", "name"): "1",
        ("a", "location"): "3",
        ("b", "name"): "4",
        ("b", "location"): "6",
    }


def test_a_block_is_repeated_where_the_choice_is_a_multiple_of_it() -> None:
    assert laid("x\ny", Target(KEYS, ["name"], chosen_lines=4)) == {
        ("a", "name"): "x",
        ("b", "name"): "y",
        ("c", "name"): "x",
        ("d", "name"): "y",
    }
    assert len(laid("x\ny", Target(KEYS, ["name"], chosen_lines=3))) == 2


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("1\n2\n3\n4\n5", "Khối dán có 5 dòng, từ ô này xuống chỉ còn 4."),
        ("1\t2\t3\t4\t5", "Khối dán có 5 cột, từ ô này sang phải chỉ còn 4."),
    ],
)
def test_a_block_that_is_too_long_or_too_wide_is_refused_as_a_whole(block: str, sentence: str) -> None:
    with pytest.raises(UserError) as refusal:
        lay_over(cells_of(block), Target(KEYS, FIELDS))

    assert str(refusal.value).startswith(sentence)


def test_titles_in_the_first_line_say_which_column_is_which() -> None:
    block = cells_of("STT\tHọ và tên\tChức vụ\tHạn\n1\tTrần Văn Bình\tQC\t31/12/2026\n\n2\tLê Thị Hoa\tKNV\t")

    new = with_header(block, PEOPLE.fields)

    assert new == NewLines(
        (
            {"name": "Trần Văn Bình", "post": "QC", "valid_until": "31/12/2026"},
            {"name": "Lê Thị Hoa", "post": "KNV", "valid_until": ""},
        ),
        ("STT",),
    )


def test_titles_of_the_table_itself_are_known_in_both_languages() -> None:
    titles = [each.title for each in STANDARDS.fields.values()]

    new = with_header([titles, ["x"] * len(titles)], STANDARDS.fields)

    assert new is not None and set(new.lines[0]) == set(STANDARDS.fields) and new.unknown == ()


@pytest.mark.parametrize("block", ["Kho A\tKho B\nKho C\tKho D", "Mã", "tên", "tên\tKho A\tKho B\tC\nx\ty\tz\tw"])
def test_a_block_without_titles_is_cells_alone(block: str) -> None:
    assert with_header(cells_of(block), PEOPLE.fields) is None


def test_new_lines_without_titles_begin_in_the_current_column() -> None:
    assert without_header(cells_of("Bình\tx\tKho\n\nHoa"), FIELDS) == NewLines(
        ({"name": "Bình", "location": "Kho"}, {"name": "Hoa"})
    )
