"""Forms as text tables: nothing is lost on the way to text and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.forms.tables import FormTables, read_markdown, same_tables, sheet_of, write_markdown
from app.formats import nfc

TEXT = st.text(alphabet=st.sampled_from("ab01.Đồ |\\n␣-#\n'\"${}"), max_size=12)


def test_header_and_sheet_name_may_share_a_line_or_not() -> None:
    together = read_markdown("| survey | type | name |\n| | text | a |\n")
    apart = read_markdown("| survey |\n| | type | name |\n| | text | a |\n")

    assert same_tables(together, apart)
    assert [record for _row, record in apart.sheets[0].records()] == [{"type": "text", "name": "a"}]


def test_remarks_and_rules_between_the_rows_are_passed_over() -> None:
    tables = read_markdown("# Khảo sát\n\nLời dẫn.\n| survey |\n| | type | name |\n|---|---|---|\n| | text | a |\n")

    assert [row.cells for row in tables.sheets[0].rows] == [("text", "a")]
    assert tables.sheets[0].rows[0].line == 7


def test_texts_that_look_like_numbers_stay_texts() -> None:
    tables = read_markdown("| choices |\n| | name | label |\n| | 001 | 1.0 |\n| | yes | TRUE |\n")

    again = read_markdown(write_markdown(tables))

    assert [row.cells for row in again.sheets[0].rows] == [("001", "1.0"), ("yes", "TRUE")]


def test_a_pattern_keeps_its_backslashes_as_written() -> None:
    tables = read_markdown("| survey |\n| | constraint |\n| | regex(., '^[\\w.]+\\|\\d{2}$') |\n")

    assert tables.sheets[0].rows[0].cells == (r"regex(., '^[\w.]+|\d{2}$')",)
    assert same_tables(read_markdown(write_markdown(tables)), tables)


@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_table_comes_back_from_text_as_it_was(rows: list[list[str]]) -> None:
    header = ["type", "name", "label", "relevant"]
    plain = [[nfc(cell) if cell.strip() else "" for cell in row] for row in rows]
    tables = FormTables((sheet_of("survey", [header, *plain]), sheet_of("ghi chú", [["a"], ["b"]])))

    again = read_markdown(write_markdown(tables))

    assert same_tables(again, tables)
