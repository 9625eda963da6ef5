"""Features of XLSForm that authors rely on and that no other test looks at."""

from __future__ import annotations

from app.domain.forms.definition import QuestionType
from tests.domain.forms.builders import a_filling, a_form


def test_choices_may_be_the_answers_of_an_earlier_repeat() -> None:
    filling = a_filling(
        """
        | survey |
        | | type               | name | label        | choice_filter |
        | | begin repeat       | line | Dây chuyền   |               |
        | | text               | what | Tên          |               |
        | | end repeat         |      |              |               |
        | | select_one ${what} | best | Tốt nhất     | ${what} != '' |
        """
    )
    filling.answer("/data/line[1]/what", "Sấy")
    filling.add("/data/line")
    filling.answer("/data/line[2]/what", "Đóng bao")

    assert [each.name for each in filling.choices("/data/best")] == ["Sấy", "Đóng bao"]
    filling.answer("/data/line[1]/what", "")
    assert [each.name for each in filling.choices("/data/best")] == ["Đóng bao"]


LIST = """
| choices |
| | list_name | name | label |
| | l         | a    | A     |
| | l         | b    | B     |
| | l         | c    | C     |
| | l         | d    | D     |
| | l         | e    | E     |
"""


def test_choices_in_chance_order_stay_in_it_for_a_seed() -> None:
    form = f"""
    | survey |
    | | type         | name | label | parameters                |
    | | integer      | s    | Số    |                           |
    | | select_one l | q    | Hỏi   | randomize=true, seed=${{s}} |
    {LIST}
    """

    one, other = a_filling(form, {"/data/s": "33"}), a_filling(form, {"/data/s": "33"})

    names = [each.name for each in one.choices("/data/q")]
    assert names == [each.name for each in other.choices("/data/q")]
    assert sorted(names) == ["a", "b", "c", "d", "e"] != names


def test_a_group_on_one_page_says_so() -> None:
    form = a_form(
        """
        | survey |
        | | type        | name | label | appearance |
        | | begin group | g    | Nhóm  | field-list |
        | | text        | a    | A     | multiline  |
        | | end group   |      |       |            |
        """
    )

    assert form.group("/data/g").appearance == "field-list"
    assert form.question("/data/g/a").appearance == "multiline"


def test_a_choice_name_may_stand_twice_where_the_form_allows_it() -> None:
    form = """
    | survey |
    | | type         | name | label | choice_filter |
    | | text         | z    | Vùng  |               |
    | | select_one l | q    | Hỏi   | zone = ${z}   |

    | choices |
    | | list_name | name | label  | zone |
    | | l         | a    | Bắc A  | n    |
    | | l         | a    | Nam A  | s    |

    | settings |
    | | allow_choice_duplicates |
    | | yes                     |
    """

    filling = a_filling(form, {"/data/z": "s"})

    assert [each.label for each in filling.choices("/data/q")] == [{"": "Nam A"}]


def test_a_value_is_computed_when_its_trigger_changes_and_not_before() -> None:
    filling = a_filling(
        """
        | survey |
        | | type      | name | label | calculation      | trigger |
        | | integer   | a    | A     |                  |         |
        | | integer   | b    | B     |                  |         |
        | | calculate | sum  |       | ${a} + ${b}      | ${a}    |
        """
    )
    filling.answer("/data/b", "1")
    assert filling.value("/data/sum") == ""

    filling.answer("/data/a", "2")
    assert filling.value("/data/sum") == "3"
    filling.answer("/data/b", "5")

    assert filling.value("/data/sum") == "3"


def test_what_a_trigger_computed_is_kept_when_the_form_is_opened_again() -> None:
    form = """
    | survey |
    | | type      | name | label | calculation | trigger |
    | | integer   | a    | A     |             |         |
    | | calculate | at   |       | now()       | ${a}    |
    """
    filling = a_filling(form)
    filling.answer("/data/a", "2")

    again = a_filling(form, filling.values())

    assert again.value("/data/at") == filling.value("/data/at") != ""


def test_an_answer_of_a_question_that_is_not_asked_counts_as_blank_and_comes_back() -> None:
    filling = a_filling(
        """
        | survey |
        | | type      | name | label | relevant    | calculation       |
        | | text      | on   | Có?   |             |                   |
        | | integer   | n    | Số    | ${on} = '1' |                   |
        | | calculate | twice |      |             | coalesce(${n}, 0) * 2 |
        """
    )
    filling.answer("/data/on", "1")
    filling.answer("/data/n", "4")
    filling.answer("/data/on", "0")
    assert filling.value("/data/twice") == "0"

    filling.answer("/data/on", "1")

    assert filling.value("/data/twice") == "8"


def test_other_may_be_chosen_and_written_out() -> None:
    filling = a_filling(f"| survey |\n| | type | name | label |\n| | select_one l or_other | q | Hỏi |\n{LIST}")

    filling.answer("/data/q", "other")

    other = filling.form.question("/data/q_other")
    assert other.type is QuestionType.TEXT
    assert filling.relevant("/data/q_other")
