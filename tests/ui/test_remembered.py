from __future__ import annotations

from app.domain.changes import Changes
from app.ui.remembered import Remembered


class Records:
    """Counts how often it is asked; shaped like the records of a unit."""

    def __init__(self) -> None:
        self.asked = 0

    def keep_all(self) -> None: ...

    def all(self, **equal: object) -> list[object]:
        self.asked += 1
        return [self.asked, equal]

    def get(self, key: str) -> str:
        return key


class Unit:
    def __init__(self) -> None:
        self.instruments, self.answers = Records(), Records()
        self.revision = 7


def test_a_kind_is_read_once_until_it_changes() -> None:
    remembered, unit = Remembered(), Unit()

    first = remembered.over(unit).instruments.all()  # type: ignore[arg-type]
    second = remembered.over(unit).instruments.all()  # type: ignore[arg-type]
    remembered.forget(Changes({"instruments": frozenset({"a"})}))
    third = remembered.over(unit).instruments.all()  # type: ignore[arg-type]

    assert first == second
    assert third != first


def test_a_change_of_one_kind_leaves_the_others_remembered() -> None:
    remembered, unit = Remembered(), Unit()
    remembered.over(unit).instruments.all()  # type: ignore[arg-type]

    remembered.forget(Changes({"answers": frozenset({"a"})}))
    remembered.over(unit).instruments.all()  # type: ignore[arg-type]

    assert unit.instruments.asked == 1


def test_other_conditions_are_other_lists_and_the_rest_passes_through() -> None:
    remembered, unit = Remembered(), Unit()
    known = remembered.over(unit)  # type: ignore[arg-type]

    assert known.answers.all(form="survey") != known.answers.all(form="profile")
    assert known.answers.get("k") == "k"
    assert known.revision == 7
