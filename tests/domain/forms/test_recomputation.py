"""What is recomputed after a change is the same as if everything were computed from the beginning."""

# ruff: noqa: E501 — a row of a form is one line

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.forms.definition import Form
from app.domain.forms.filling import Filling
from app.domain.forms.scenarios import state_of
from tests.domain.forms.builders import MORNING, a_form

FORM = """
| survey |
| | type            | name   | label               | relevant                   | calculation                                | constraint  | required          | choice_filter     | repeat_count |
| | integer         | n      | Số                  |                            |                                            | . < 5       |                   |                   |              |
| | select_one kind | kind   | Loại ${n}           | ${n} > 0                   |                                            |             | ${n} > 1          |                   |              |
| | select_one part | part   | Phần                |                            |                                            |             |                   | kind = ${kind}    |              |
| | begin group     | g      | Nhóm                | ${kind} = 'a'              |                                            |             |                   |                   |              |
| | integer         | m      | Số nữa              |                            |                                            |             | yes               |                   |              |
| | calculate       | double |                     |                            | ${m} * 2                                   |             |                   |                   |              |
| | text            | why    | Vì sao ${double}    | ${double} > 3              |                                            | . != ${part} |                  |                   |              |
| | end group       |        |                     |                            |                                            |             |                   |                   |              |
| | begin repeat    | row    | Hàng                |                            |                                            |             |                   |                   |              |
| | integer         | x      | X                   |                            |                                            | . >= ${n}   |                   |                   |              |
| | calculate       | share  |                     | ${x} > 0                   | ${x} div ${all}                            |             |                   |                   |              |
| | calculate       | place  |                     |                            | position(..)                               |             |                   |                   |              |
| | end repeat      |        |                     |                            |                                            |             |                   |                   |              |
| | calculate       | all    |                     |                            | sum(${x}) + coalesce(${double}, 0)         |             |                   |                   |              |
| | begin repeat    | copy   | Bản sao             |                            |                                            |             |                   |                   | ${n}         |
| | calculate       | of     |                     |                            | concat(indexed-repeat(${x}, ${row}, position(..)), '/', ${all}) | | | | |
| | end repeat      |        |                     |                            |                                            |             |                   |                   |              |
| choices |
| | list_name | name | label | kind |
| | kind      | a    | A     |      |
| | kind      | b    | B     |      |
| | part      | p    | P     | a    |
| | part      | q    | Q     | a    |
| | part      | r    | R     | b    |
"""

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("/data/n"), st.sampled_from(["0", "1", "2", "3", "7"])),
        st.tuples(st.just("/data/kind"), st.sampled_from(["", "a", "b"])),
        st.tuples(st.just("/data/part"), st.sampled_from(["", "p", "r"])),
        st.tuples(st.just("/data/g/m"), st.sampled_from(["", "1", "2", "9"])),
        st.tuples(st.just("/data/g/why"), st.sampled_from(["", "p", "vì thế"])),
        st.tuples(st.sampled_from(["/data/row[1]/x", "/data/row[2]/x"]), st.sampled_from(["", "1", "4"])),
        st.tuples(st.sampled_from(["add", "remove"]), st.just("")),
    ),
    max_size=14,
)


@cache
def the_form() -> Form:
    return a_form(FORM)


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_after_any_answers_in_any_order_the_state_is_that_of_a_fresh_filling(steps: list[tuple[str, str]]) -> None:
    filling = Filling(the_form(), today=MORNING)

    for path, text in steps:
        rows = filling.instances("/data/row")
        if path == "add":
            filling.add("/data/row")
        elif path == "remove":
            if rows:
                filling.remove(rows[0])
        elif not path.startswith("/data/row") or path.rpartition("/")[0] in rows:
            filling.answer(path, text)

    fresh = Filling(the_form(), today=MORNING)
    for path in reversed(fresh.instances("/data/row")):
        fresh.remove(path)
    for _row in filling.instances("/data/row"):
        fresh.add("/data/row")
    for node in filling.tree.everything():
        if node.rule.calculate is None and not node.rule.children and node.chosen and "/copy" not in node.reference:
            fresh.answer(node.reference, node.chosen)
    assert state_of(filling) == state_of(fresh)


@given(STEPS)
@settings(max_examples=30, deadline=None)
def test_a_filling_names_all_that_has_changed(steps: list[tuple[str, str]]) -> None:
    filling = Filling(the_form(), today=MORNING)

    for path, text in steps:
        before = state_of(filling)
        if path == "add":
            told = filling.add("/data/row")
        elif path == "remove" or not _is_there(filling, path):
            continue
        else:
            told = filling.answer(path, text)
        after = state_of(filling)
        silent = {key for key in after if "count" not in after[key] and after[key] != before.get(key)} - told
        assert silent == set()


def _is_there(filling: Filling, path: str) -> bool:
    try:
        filling.value(path)
    except KeyError:
        return False
    return True
