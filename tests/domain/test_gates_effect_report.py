"""The gates of steps 9 and 10."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.domain.effect_report import PARTS
from app.domain.gates_effect_report import ReportFacts, effect_report_gate
from app.domain.gates_review import review_gate
from app.domain.monitoring import ReviewItem
from app.domain.review import OpenMatter, Review
from app.wording import speaking


@dataclass
class Facts:
    effect_report: ReportFacts = field(default_factory=lambda: ReportFacts(goals=(), written=frozenset()))
    review: Review = field(default_factory=lambda: Review(matters=(), lessons=()))


def a_matter(code: str, decision: str = "") -> OpenMatter:
    item = ReviewItem(id=code, cycle_id="c", number=1, kind="amendment", words="", decision=decision)
    matter = OpenMatter(kind="goals", id=code, code=code, title="Đúng hạn", why="chưa đo", state="todo")
    return replace(matter, item=item) if decision else matter


def a_lesson() -> ReviewItem:
    return ReviewItem(id="l", cycle_id="c", number=2, kind="lesson", words="Đo sớm.")


def test_every_goal_needs_a_value_or_a_reason_and_every_part_its_words() -> None:
    goals = (("a", "MT-01", True), ("b", "MT-02", False))
    facts = Facts(ReportFacts(goals=goals, written=frozenset(PARTS[:3])))

    with speaking("vi"):
        standing = effect_report_gate(facts, "")

    assert (standing.done, standing.total) == (4, 6)
    assert [(each.page, each.target) for each in standing.missing] == [
        ("effect_report", "b"),
        ("effect_report", "passage:conclusion"),
    ]
    assert standing.missing[0].text == "MT-02 chưa có giá trị sau, cũng chưa ghi lý do chưa đo."


def test_a_whole_report_lacks_nothing() -> None:
    facts = Facts(ReportFacts(goals=(("a", "MT-01", True),), written=frozenset(PARTS)))

    assert effect_report_gate(facts, "").missing == ()


def test_everything_open_is_decided_and_a_lesson_written() -> None:
    facts = Facts(review=Review(matters=(a_matter("MT-01", "keep"), a_matter("MT-02")), lessons=()))

    with speaking("vi"):
        standing = review_gate(facts, "")

    assert (standing.done, standing.total) == (1, 3)
    assert [each.target for each in standing.missing] == ["MT-02", "lessons"]


def test_nothing_open_and_a_lesson_are_enough() -> None:
    standing = review_gate(Facts(review=Review(matters=(), lessons=(a_lesson(),))), "")

    assert (standing.share, standing.missing) == (1.0, ())
