"""Mistakes that a row shows by itself: all of them are named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.forms.mistakes import FormError
from app.domain.forms.reading import convert_text, mistakes_in

HEAD = "| survey |\n| | type | name | label | calculation | parameters | default |\n"


def fatal(source: str) -> list[tuple[str, int, str]]:
    """Sheet, row and column of every mistake."""
    with pytest.raises(FormError) as told:
        convert_text(source, "form")
    return [(each.sheet, each.row, each.column) for each in told.value.mistakes if each.is_fatal]


def words(source: str) -> str:
    with pytest.raises(FormError) as told:
        convert_text(source, "form")
    return "\n".join(str(each) for each in told.value.mistakes)


def test_every_row_with_a_mistake_is_named_at_once() -> None:
    source = HEAD + (
        "| | intger | a | A | | | |\n"
        "| | text | b | | | | |\n"
        "| | calculate | c | | | | |\n"
        "| | range | d | D | | start=a step=0 end=5 | |\n"
        "| | select_one | e | E | | | |\n"
        "| | integer | f | F | | | abc |\n"
        "| | date | g | G | | | 31/12/2026 |\n"
        "| | date | h | H | | | today( |\n"
    )

    assert fatal(source) == [
        ("survey", 2, "type"),
        ("survey", 3, "label"),
        ("survey", 4, "calculation"),
        ("survey", 5, "parameters"),
        ("survey", 5, "parameters"),
        ("survey", 6, "type"),
        ("survey", 7, "default"),
        ("survey", 8, "default"),
        ("survey", 9, "default"),
    ]
    assert "“integer”" in words(source)
    assert "2026-12-31" in words(source)


def test_what_needs_no_label_needs_none() -> None:
    source = HEAD + (
        "| | hidden | a | | | | |\n| | start | b | | | | |\n| | calculate | c | | 1 | | |\n"
        "| | uri:deviceid | d | | | | |\n| | text | e | E | | | 5 |\n| | date | f | F | | | today() + 1 |\n"
        "| | integer | g | G | | | -5 |\n"
    )

    assert convert_text(source, "form").advice == ()


def test_a_picture_or_a_hint_may_stand_for_a_label() -> None:
    source = (
        "| survey |\n| | type | name | label | hint | image |\n| | text | a | | Gợi ý | |\n| | note | b | | | x.png |\n"
    )

    assert convert_text(source, "form").xform


def test_an_unseen_character_is_named_with_its_cell() -> None:
    assert fatal(HEAD + "| | text | a | Đồng\x0bhồ | | | |\n") == [("survey", 2, "label")]


def test_groups_within_groups_without_end_are_refused() -> None:
    groups = "".join(f"| | begin group | g{number} | G | | | |\n" for number in range(45))

    found = fatal(HEAD + groups + "| | text | a | A | | | |\n" + "| | end group | | | | | |\n" * 45)

    assert found == [("survey", 42, "type")]


def test_a_sheet_with_more_rows_than_any_questionnaire_is_refused_at_once() -> None:
    rows = "".join(f"| | text | q{number} | | | | |\n" for number in range(10_001))

    assert fatal(HEAD + rows) == [("survey", 0, "")]


def test_a_column_that_stands_twice_is_named() -> None:
    assert fatal("| survey |\n| | type | name | label | label |\n| | text | a | A | B |\n") == [("survey", 1, "label")]


def test_a_sheet_with_nearly_the_right_name_is_asked_about() -> None:
    assert "“Surveys”" in words("| Surveys |\n| | type | name | label |\n| | text | a | A |\n")


def test_a_choice_with_a_blank_in_its_name_is_refused_where_several_may_be_chosen() -> None:
    choices = "\n| choices |\n| | list_name | name | label |\n| | l | a b | A |\n"

    assert fatal(HEAD + "| | select_multiple l | q | Q | | | |\n" + choices) == [("choices", 2, "name")]
    assert convert_text(HEAD + "| | select_one l | q | Q | | | |\n" + choices, "form").advice == ()


def test_choices_without_a_list_or_a_label_are_worth_a_look() -> None:
    choices = "\n| choices |\n| | list_name | name | label |\n| | l | a | |\n| | | b | B |\n"

    told = convert_text(HEAD + "| | select_one l | q | Q | | | |\n" + choices, "form").advice

    assert [(each.row, each.column) for each in told] == [(2, "label"), (3, "list_name")]


def test_a_language_with_gaps_is_worth_a_look() -> None:
    source = (
        "| survey |\n| | type | name | label::Tiếng Việt (vi) | label::English (en) |\n"
        "| | text | a | A | A |\n| | text | b | B | |\n| | text | c | C | |\n"
    )

    (told,) = convert_text(source, "form").advice

    assert (told.row, told.column) == (3, "label::English (en)")
    assert "2 hàng" in told.text


def test_a_value_that_hangs_on_itself_and_a_list_that_is_not_there_are_worth_a_look() -> None:
    source = HEAD + (
        "| | calculate | a | | ${a} + 1 | | |\n| | calculate | b | | once(${b}) | | |\n"
        "| | calculate | c | | instance('nơi')/root/item[name = '1']/label | | |\n"
    )

    told = convert_text(source, "form").advice

    assert [each.row for each in told] == [2, 4]


def test_a_name_that_does_not_exist_is_found_in_every_place_that_may_mention_one() -> None:
    source = (
        "| survey |\n| | type | name | label | appearance | parameters | bind::jr:x |\n"
        "| | select_one l | a | A | w-${p} | seed=${q} | ${r} |\n| | select_one ${s} | b | B | | | |\n\n"
        "| choices |\n| | list_name | name | label |\n| | l | x | ${t} |\n\n"
        "| settings |\n| | instance_name |\n| | ${u} |\n"
    )

    assert fatal(source) == [
        ("survey", 2, "appearance"),
        ("survey", 2, "parameters"),
        ("survey", 2, "bind::jr:x"),
        ("survey", 3, "type"),
        ("choices", 2, "label"),
        ("settings", 2, "instance_name"),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("| | range | a | A | | stat=1 end=5 | |\n", "placeholder"),
        ("| | integer | a | A | | | 5 |\n| | text | b | B | | pixels=3 | |\n", "parameters"),
    ],
)
def test_what_pyxform_alone_sees_is_told_in_our_words(rows: str, said: str) -> None:
    text = words(HEAD + rows)

    assert said in text
    assert "pyxform" not in text


XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>
<instance><data id="t"><a/><b/><c/></data></instance>
<bind nodeset="/data/a" type="int" constraint=". >> 1"/>
<bind nodeset="/data/b" relevant="nothing(/data/a)"/>
<bind nodeset="/data/gone" type="int"/>
<bind nodeset="/data/c" calculate="/data/nowhere + 1"/>
</model></h:head><h:body>
<input ref="/data/a"><label>A</label></input>
<upload ref="/data/b" mediatype="video/*"><label>B</label></upload>
</h:body></h:html>"""


def test_an_xform_is_checked_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    path.write_text(XFORM, "utf-8")

    found = mistakes_in(path)

    assert [(each.line, each.column, each.is_fatal) for each in found] == [
        (4, "constraint", True),
        (5, "relevant", True),
        (6, "nodeset", False),
        (7, "calculate", False),
    ]
    assert str(found[0]).startswith("Dòng 4:")


def test_a_sound_xform_says_what_a_laptop_cannot_serve(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    sound = XFORM.replace(". >> 1", ". > 1").replace("nothing(/data/a)", "/data/a > 2")
    path.write_text(sound.replace("/data/gone", "/data/c").replace("/data/nowhere", "/data/a"), "utf-8")

    (told,) = mistakes_in(path)

    assert (told.line, told.is_fatal) == (10, False)


def test_rings_in_an_xform_are_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    ring = XFORM.replace('constraint=". >> 1"', 'calculate="/data/c"').replace("/data/nowhere", "/data/a")
    path.write_text(ring.replace("nothing(/data/a)", "true()"), "utf-8")

    found = [str(each) for each in mistakes_in(path) if each.is_fatal]

    assert len(found) == 1
    assert "a → c → a" in found[0]
