"""The many ways in which authors write the same columns, types and rows."""

from __future__ import annotations

import pytest

from app.domain.forms.mistakes import FormError
from app.domain.forms.reading import convert_text, read_xform


def names(source: str) -> list[str]:
    read = convert_text(source, "data")
    return [each.name for each in read_xform(read.xform, "data").questions()]


@pytest.mark.parametrize(
    "source",
    [
        "| survey |\n| | Type | Name | Label |\n| | text | a | A |\n",
        "| Survey |\n| | TYPE | NAME | LABEL::English |\n| | text | a | A |\n",
        "| survey |\n| | command | tag | caption | relevance |\n| | text | a | A | |\n",
        "| survey |\n| | type | name | label:English |\n| | text | a | A |\n",
        "| survey |\n| | type | name | label | constraint message | read only |\n| | text | a | A | m | |\n",
        "| survey |\n| | type | name | label |\n| | add text prompt | a | A |\n",
        "| survey |\n| | type | name | label | disabled |\n| | text | a | A | |\n| | text | a | A | yes |\n",
        "| survey |\n| | type | name | label | note |\n| | text | a | A | |\n| | | | | lời của tác giả |\n",
    ],
)
def test_every_spelling_that_xlsform_knows_is_read(source: str) -> None:
    assert names(source) == ["a"]


def test_a_mistake_is_told_with_the_column_as_it_is_written() -> None:
    source = "| Survey |\n| | Type | Name | Label | Relevance |\n| | text | a | A | ${b} > |\n| | text | a | B | |\n"

    with pytest.raises(FormError) as told:
        convert_text(source, "data")

    assert {(each.sheet, each.row, each.column) for each in told.value.mistakes} == {
        ("Survey", 2, "Relevance"),
        ("Survey", 3, "Name"),
    }


def test_a_row_that_is_switched_off_is_no_mistake_whatever_it_says() -> None:
    source = (
        "| survey |\n| | type | name | label | disabled |\n| | text | a | A | |\n"
        "| | hologram | b c | | true |\n| | text | d | D | no |\n"
    )

    assert names(source) == ["a", "d"]


OSM = """
| survey |
| | type     | name | label |
| | osm tags | a    | A     |

| osm |
| | list name | name | label |
| | tags      | x    | X     |
"""


def test_an_osm_question_takes_its_tags_from_a_sheet_of_its_own() -> None:
    assert names(OSM) == ["a"]
