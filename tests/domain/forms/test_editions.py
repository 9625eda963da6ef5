"""What becomes of the questions of a form in its next edition."""

from __future__ import annotations

import pytest

from app.domain.forms.editions import Routes, compare
from tests.domain.forms.builders import a_form

OLD = """
| survey |
| | type         | name  | label      |
| | begin group  | s1    | 1          |
| | text         | same  | Như cũ     |
| | text         | moved | Chuyển chỗ |
| | integer      | kind  | Đổi kiểu   |
| | text         | gone  | Bỏ         |
| | end group    |       |            |
| | begin repeat | line  | Dây chuyền |
| | text         | what  | Tên        |
| | end repeat   |       |            |
| | note         | told  | Lời dặn    |
"""
NEW = """
| survey |
| | type         | name  | label      |
| | begin group  | s1    | 1          |
| | text         | same  | Như cũ     |
| | decimal      | kind  | Đổi kiểu   |
| | end group    |       |            |
| | begin group  | s2    | 2          |
| | text         | moved | Chuyển chỗ |
| | text         | fresh | Mới        |
| | begin repeat | line  | Dây chuyền |
| | text         | what  | Tên        |
| | end repeat   |       |            |
| | end group    |       |            |
"""


def test_a_new_edition_says_what_stays_moves_comes_and_goes() -> None:
    change = compare(a_form(OLD), a_form(NEW))

    assert change.kept == ("same", "kind")
    assert change.moved == ("moved", "what")
    assert change.new == ("fresh",)
    assert change.retired == ("gone",)
    assert change.changed_type == ("kind",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/data/s1/same", "/data/s1/same"),
        ("/data/s1/moved", "/data/s2/moved"),
        ("/data/s1/gone", None),
        ("/data/line", "/data/s2/line"),
        ("/data/line[2]", "/data/s2/line[2]"),
        ("/data/line[2]/what", "/data/s2/line[2]/what"),
        ("/data/nowhere", None),
    ],
)
def test_an_answer_follows_its_question_by_name(old: str, new: str | None) -> None:
    assert Routes(a_form(OLD), a_form(NEW)).to(old) == new


def repeated(name: str) -> str:
    return f"| survey |\n| | type | name | label |\n| | begin repeat | {name} | L |\n{WHAT}| | end repeat | | |\n"


WHAT = "| | text | what | Tên |\n"


def test_a_question_that_comes_into_a_repeat_is_asked_in_its_first_instance() -> None:
    plain = a_form(f"| survey |\n| | type | name | label |\n{WHAT}")
    inside = a_form(repeated("line"))

    assert Routes(plain, inside).to("/data/what") == "/data/line[1]/what"
    assert Routes(inside, plain).to("/data/line[1]/what") == "/data/what"
    assert Routes(inside, plain).to("/data/line[2]/what") is None


def test_a_renamed_repeat_keeps_its_positions() -> None:
    routes = Routes(a_form(repeated("row")), a_form(repeated("line")))

    assert routes.to("/data/row[3]/what") == "/data/line[3]/what"


def test_of_two_questions_of_one_name_only_the_one_that_stays_is_sure() -> None:
    before = (
        "| survey |\n| | type | name | label |\n| | begin group | a | A |\n| | text | x | X |\n| | end group |\n"
        "| | begin group | b | B |\n| | text | x | X |\n| | end group |\n"
    )

    routes = Routes(a_form(before), a_form(before.replace("| b |", "| c |")))

    assert (routes.to("/data/a/x"), routes.to("/data/b/x")) == ("/data/a/x", "/data/c/x")
