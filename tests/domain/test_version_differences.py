"""What changed between two contents of a programme."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given

from app.domain.frozen_content import canonical
from app.domain.programme_content import PARTS, Content, content
from app.domain.version_differences import apply_differences, by_id, differences
from tests.domain.a_programme import CONTENTS, a_content, a_programme


def in_parts(said: Content) -> dict[str, Any]:
    """A content without the order of its lists; blanks are one."""
    plain = {
        part: {
            key: {name: value for name, value in record.items() if value not in (None, "", [])}
            for key, record in by_id(said, part).items()
        }
        for part in PARTS
    }
    plan = {name: value for name, value in said["plan"].items() if value not in (None, "")}
    return {**plain, "plan": plan, "passages": dict(said["passages"])}


@given(CONTENTS)
def test_a_programme_does_not_differ_from_itself(said: dict[str, Any]) -> None:
    assert differences(said, said) == ()


@given(CONTENTS, CONTENTS)
def test_the_old_one_with_its_differences_is_the_new_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    made = apply_differences(old, differences(old, new))

    assert in_parts(made) == in_parts(new)
    assert differences(made, new) == ()


@given(CONTENTS, CONTENTS)
def test_back_again_gives_the_old_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    there = apply_differences(old, differences(old, new))

    assert in_parts(apply_differences(there, differences(new, old))) == in_parts(old)


@given(CONTENTS, CONTENTS)
def test_comparing_changes_neither_side(old: dict[str, Any], new: dict[str, Any]) -> None:
    before = canonical(old), canonical(new)

    apply_differences(old, differences(old, new))

    assert (canonical(old), canonical(new)) == before


@given(CONTENTS)
def test_the_order_of_the_records_is_no_difference(said: dict[str, Any]) -> None:
    turned = said | {part: list(reversed(said[part])) for part in PARTS}

    assert differences(said, turned) == ()


def test_a_changed_target_names_the_goal_the_field_and_both_values() -> None:
    programme = a_programme()
    goals = [replace(each, target=Decimal("900")) for each in programme.goals]

    (found,) = differences(content(programme), content(replace(programme, goals=goals)))

    assert (found.part, found.change, found.code, found.field) == ("goals", "changed", "MT-02", "target")
    assert (found.old, found.new, found.new_unit) == ("1.230", "900", "triệu đồng/năm")


def test_a_withdrawn_task_takes_its_links_and_means_along() -> None:
    programme = a_programme()

    found = differences(content(programme), content(replace(programme, tasks=())))

    assert [(each.part, each.change, each.code) for each in found] == [
        ("tasks", "withdrawn", "NV-03"),
        ("solutions", "changed", "GP-01"),
        ("funding", "withdrawn", "NV-03"),
    ]


def test_zero_and_not_said_are_two_things() -> None:
    said = dict(a_content())
    none, zero = said["plan"] | {"review_every": None}, said["plan"] | {"review_every": 0}

    assert len(differences(said | {"plan": none}, said | {"plan": zero})) == 1


def test_a_field_that_an_older_version_did_not_know_is_a_difference_only_when_it_says_something() -> None:
    said = dict(a_content())
    older = said | {"goals": [{name: value for name, value in each.items() if name != "k"} for each in said["goals"]]}
    newer = said | {"goals": [each | {"k": None} for each in said["goals"]]}
    saying = said | {"goals": [each | {"k": 19} for each in said["goals"]]}

    assert differences(older, newer) == ()
    assert [each.field for each in differences(older, saying)] == ["k"]
