"""What a programme says as plain data, and its one canonical text."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.effects import Effect
from app.domain.frozen_content import canonical, digest, fits, read_content
from app.domain.goals import Goal
from app.domain.programme_content import CHOSEN_FIELDS, PARTS, content
from app.domain.programme_papers import Version
from app.domain.solutions import Alternative, FundingItem, Solution
from app.domain.tasks import Task
from tests.domain.a_programme import CONTENTS, a_content, a_programme

BY_NATURE = {"id", "cycle_id", "number", "place", "previous_id", "solution_id", "chosen"}
NOT_PART = {
    Effect: {"measured_low", "measured", "measured_high", "measured_on", "measured_basis"},
    Goal: set(),
    Task: {"state", "percent", "done_on", "note", "why_stopped", "why_no_evidence"},
    Solution: {"note"},
    Alternative: {"title"},  # it is the field "chosen"
    FundingItem: {"note", "spent"},
}
PART_OF = {Effect: "effects", Goal: "goals", Task: "tasks", Solution: "solutions", FundingItem: "funding"}


@pytest.mark.parametrize("record", NOT_PART)
def test_every_field_of_a_record_is_said_or_known_to_be_no_part_of_the_programme(record: type) -> None:
    said = set(PARTS[PART_OF[record]]) if record in PART_OF else set(CHOSEN_FIELDS)

    left_out = {each.name for each in fields(record)} - said - BY_NATURE

    assert left_out <= NOT_PART[record]


def test_a_record_is_told_with_its_code_its_values_as_typed_and_its_links() -> None:
    goal = a_content()["goals"][0]

    assert (goal["id"], goal["code"], goal["target"], goal["due_on"]) == ("g", "MT-02", "1.230", "2027-12-31")
    assert (goal["baseline"], goal["baseline_uncertainty"], goal["owner"]) == ("1050", "40", None)
    assert goal["findings"] == [{"id": "n", "code": "PH-07"}]


def test_a_solution_carries_the_way_that_was_chosen_and_no_other() -> None:
    solution = a_content()["solutions"][0]

    assert (solution["chosen"], solution["chosen_cost"]) == ("Thuê ngoài", "30")
    assert "Tự làm" not in canonical(a_content())


def test_what_leads_to_a_withdrawn_record_is_left_out() -> None:
    said = a_content()

    assert said["tasks"][0]["findings"] == []
    assert [each["title"] for each in said["funding"]] == ["Giảng viên"]


def test_progress_and_notes_are_no_part_of_the_programme() -> None:
    programme = a_programme()
    later = [replace(each, percent=90, state="doing", note="khác") for each in programme.tasks]

    assert content(replace(programme, tasks=later)) == content(programme)


def test_the_canonical_text_does_not_depend_on_order_or_on_how_letters_are_composed() -> None:
    said = dict(a_content())
    turned = {name: said[name] for name in reversed(said)}
    turned["passages"] = {
        unicodedata.normalize("NFD", name): unicodedata.normalize("NFD", words)
        for name, words in said["passages"].items()
    }

    assert canonical(turned) == canonical(said)
    assert unicodedata.is_normalized("NFC", canonical(turned))


@pytest.mark.parametrize("value", [1.5, float("nan"), Decimal("1.5")])
def test_a_number_without_one_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"plan": {"discount_rate": value}})


@given(CONTENTS)
def test_the_canonical_text_reads_back_as_itself(said: dict[str, object]) -> None:
    text = canonical(said)

    assert canonical(json.loads(text)) == text


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_is_found_out(place: int, by: int) -> None:
    text = canonical(a_content())
    version = Version(id="v", cycle_id="c", number=1, content=text, sha256=digest(text))
    at = place % len(text)
    other = text[:at] + chr((ord(text[at]) + by) % 0x7FF or 1) + text[at + 1 :]

    assert fits(version)
    assert not fits(replace(version, content=other))


def test_a_frozen_text_that_is_no_content_is_refused() -> None:
    with pytest.raises(ValueError):
        read_content(Version(id="v", cycle_id="c", number=1, content="[1]", sha256=""))
