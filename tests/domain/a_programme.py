"""Contents of a programme for tests: a small written one, and whatever hypothesis thinks of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from app.domain.effects import Effect
from app.domain.findings import Finding, Link
from app.domain.goals import Goal
from app.domain.programme_content import LINKS, PARTS, Content, Programme, content
from app.domain.programme_papers import Passage, ProgrammePlan
from app.domain.solutions import Alternative, FundingItem, Solution
from app.domain.tasks import Task

CYCLE = "cycle"


def a_programme() -> Programme:
    """One of each, all linked: HQ-01 → MT-02 → PH-07, NV-03 → MT-02, GP-01 → NV-03, with one line of means."""
    return Programme(
        plan=ProgrammePlan(id="p", cycle_id=CYCLE, name="Chương trình 2027", starts_on=date(2027, 1, 1)),
        passages=(Passage(id="s", cycle_id=CYCLE, paper="programme", name="organisation", words="Giám đốc chỉ đạo."),),
        effects=(Effect(id="e", cycle_id=CYCLE, number=1, kind="economic", title="Bớt hao hụt"),),
        goals=(
            Goal(
                id="g",
                cycle_id=CYCLE,
                number=2,
                title="Giảm hao hụt",
                unit="triệu đồng/năm",
                baseline=Decimal("1050"),
                baseline_uncertainty=Decimal("40"),
                target=Decimal("1.230"),
                due_on=date(2027, 12, 31),
            ),
        ),
        tasks=(Task(id="t", cycle_id=CYCLE, number=3, kind="training", title="Đào tạo", percent=40, note="riêng"),),
        solutions=(Solution(id="o", cycle_id=CYCLE, number=1, kind="organisation", title="Giao việc"),),
        alternatives=(
            Alternative(id="a1", solution_id="o", place=1, title="Thuê ngoài", cost=Decimal("30"), chosen=1),
            Alternative(id="a2", solution_id="o", place=2, title="Tự làm"),
        ),
        funding=(
            FundingItem(id="f", cycle_id=CYCLE, of_kind="tasks", of_id="t", place=1, kind="money", title="Giảng viên"),
            FundingItem(id="x", cycle_id=CYCLE, of_kind="tasks", of_id="gone", place=1, kind="money", title="Mồ côi"),
        ),
        findings=(Finding(id="n", cycle_id=CYCLE, number=7, subject=4, title="Quá hạn"),),
        links=(
            _link("effects", "e", "goals", "g"),
            _link("goals", "g", "findings", "n"),
            _link("tasks", "t", "goals", "g"),
            _link("tasks", "t", "findings", "gone"),
            _link("solutions", "o", "tasks", "t"),
        ),
    )


def _link(from_kind: str, from_id: str, to_kind: str, to_id: str) -> Link:
    return Link(id=f"{from_id}{to_id}", from_kind=from_kind, from_id=from_id, to_kind=to_kind, to_id=to_id)


def a_content() -> Content:
    return content(a_programme())


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)
VALUES = st.one_of(st.none(), st.integers(0, 9), WORDS)
ENDS = st.lists(st.sampled_from([{"id": "g", "code": "MT-01"}, {"id": "t", "code": "NV-02"}]), unique_by=str)


def _records(part: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    named = {"id": st.sampled_from("abcde"), "code": st.sampled_from(["A-01", "A-02"]), "title": WORDS}
    fields = {name: VALUES for name in PARTS[part] if name != "title"} | dict.fromkeys(LINKS[part], ENDS)
    return st.lists(st.fixed_dictionaries(named | fields), unique_by=lambda each: str(each["id"]), max_size=3)


CONTENTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "schema": st.just("dochuan-programme-1"),
        "plan": st.fixed_dictionaries({"name": VALUES, "general_aim": VALUES}),
        "passages": st.dictionaries(st.sampled_from(["duties", "reporting", "basis"]), WORDS),
        **{part: _records(part) for part in PARTS},
    }
)
