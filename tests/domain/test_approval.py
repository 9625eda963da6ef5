"""The road of approval and its gate: what is missing, in which order, and where each station stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from app.domain.approval import Approval, Decision, before_freezing, prepared_decision
from app.domain.approval_road import road
from app.domain.draft_sending import AskedUnit, asked_units, written
from app.domain.gates_approval import approval_gate
from app.domain.programme_papers import Comment, Meeting, Passage, Version
from app.domain.version_differences import Difference

CYCLE, TODAY = "c", date(2026, 11, 24)
ASKED = (
    AskedUnit(unit="Kho", sent_on=date(2026, 11, 1), answer_by=date(2026, 11, 10)),
    AskedUnit(unit="Phòng KCS", sent_on=date(2026, 11, 1), no_comment_on=date(2026, 11, 12)),
)
SAID = Comment(id="y", cycle_id=CYCLE, number=1, stage="draft", words="Gấp.", given_by="kho", decision="accepted")
MINUTES = Meeting(
    id="m",
    cycle_id=CYCLE,
    number=1,
    kind="comments",
    chair="Giám đốc",
    started_at=datetime(2026, 11, 14, 2, tzinfo=UTC),
    conclusion="Trình phê duyệt.",
)
DECISION = Decision(number="12/QĐ", decided_on=date(2026, 11, 20), signer_position="Giám đốc", signer_name="An")
READY = Approval(asked=ASKED, comments=(SAID,), minutes=MINUTES, decision=DECISION, named=True, dated=True)
VERSION = Version(id="v", cycle_id=CYCLE, number=1, content="{}", sha256="", decision_number="12/QĐ")
FROZEN = replace(READY, versions=(VERSION,))
CHANGE = Difference(part="goals", change="changed", field="target", old="9", new="8")


@dataclass(frozen=True)
class Facts:
    approval: Approval


def lacks(found: Approval) -> list[str]:
    return [each.text for each in approval_gate(Facts(found), "").missing]


def states(found: Approval, *, approved: bool = False) -> list[str]:
    return [each.state for each in road(found, drafted=True, counts="6 mục tiêu", approved=approved, today=TODAY)]


def test_nothing_is_missing_but_the_version_once_all_is_there() -> None:
    assert before_freezing(READY) == ()
    assert lacks(READY) == ["Chưa chốt bản 1 của chương trình."]
    assert lacks(FROZEN) == []


@pytest.mark.parametrize(
    "broken, sentence, target",
    [
        ({"asked": ()}, "Chưa gửi dự thảo cho bộ phận nào lấy ý kiến.", "sending"),
        ({"asked": (*ASKED, AskedUnit(unit="Kế toán"))}, "Chưa có ý kiến của Kế toán.", "sending"),
        ({"comments": ()}, "Chưa có ý kiến của Kho.", "sending"),
        ({"comments": (replace(SAID, decision=""),)}, "Ý kiến YK-01 chưa được trả lời.", "y"),
        ({"minutes": None}, "Chưa có biên bản lấy ý kiến.", "minutes"),
        (
            {"minutes": replace(MINUTES, conclusion=" ")},
            "Biên bản lấy ý kiến còn thiếu ngày, người chủ trì hoặc kết luận.",
            "minutes",
        ),
        ({"dated": False}, "Chương trình còn thiếu tên hoặc thời kỳ.", ""),
        ({"decision": replace(DECISION, number="")}, "Quyết định còn thiếu số quyết định.", "decision"),
    ],
)
def test_each_thing_that_is_missing_is_named_with_its_place(
    broken: dict[str, object], sentence: str, target: str
) -> None:
    (missing,) = before_freezing(replace(READY, **broken))  # type: ignore[arg-type]

    assert (missing.text, missing.target) == (sentence, target)


def test_many_of_a_kind_are_counted_and_the_first_is_named() -> None:
    silent = replace(READY, comments=(), asked=tuple(AskedUnit(unit=each) for each in ("Kho", "Kế toán", "Cơ điện")))
    unanswered = tuple(replace(SAID, id=str(n), number=n, decision="") for n in (3, 4))

    assert before_freezing(silent)[0].text == "3 nơi chưa có ý kiến, đầu tiên là Kho."
    assert (before_freezing(silent)[0].count, before_freezing(replace(READY, comments=unanswered))[0].count) == (3, 2)


def test_a_programme_that_changed_wants_a_reason_and_a_new_version() -> None:
    changed = replace(FROZEN, since=(CHANGE,))

    assert lacks(changed) == [
        "Chương trình đã khác bản 1 đã chốt; chốt bản mới.",
        "Quyết định còn thiếu lý do ra bản mới.",
    ]


def test_a_comment_that_came_after_freezing_still_wants_its_answer() -> None:
    late = replace(FROZEN, comments=(SAID, replace(SAID, id="z", number=2, decision="")))

    assert lacks(late) == ["Ý kiến YK-02 chưa được trả lời."]


def test_a_version_that_does_not_fit_its_hash_stands_for_nothing() -> None:
    assert lacks(replace(FROZEN, whole=False))[0] == "Bản 1 không còn khớp mã băm của nó; chốt lại bản mới."
    assert not replace(FROZEN, whole=False).is_frozen


def test_the_gate_counts_what_is_done() -> None:
    standings = [approval_gate(Facts(each), "") for each in (Approval(), READY, FROZEN)]

    assert [each.done for each in standings] == [0, 4, 5]
    assert all(0 <= each.share <= 1 for each in standings)


def test_the_road_goes_from_blank_to_done() -> None:
    assert states(Approval()) == ["ok", "todo", "todo", "todo", "todo", "todo"]
    assert states(READY) == ["ok", "ok", "ok", "ok", "ok", "todo"]
    assert states(FROZEN) == ["ok", "ok", "ok", "ok", "ok", "doing"]
    assert states(replace(FROZEN, in_force=VERSION), approved=True) == ["ok"] * 6


def test_a_late_unit_and_a_changed_programme_want_a_look() -> None:
    assert states(replace(READY, comments=()))[1] == "warn"
    assert states(replace(FROZEN, since=(CHANGE,)))[5] == "warn"
    assert states(replace(FROZEN, whole=False))[5] == "warn"


def test_an_asked_unit_reads_back_as_it_was_written() -> None:
    kept = [
        Passage(id=each.unit, cycle_id=CYCLE, paper="draft_sent", name=each.unit, words=written(each)) for each in ASKED
    ]

    assert asked_units(kept) == ASKED


@pytest.mark.parametrize("words", ["", "abc", "2026-13-01;;", ";;;;;", "2026-11-01"])
def test_an_asked_unit_with_odd_words_has_no_such_days(words: str) -> None:
    (found,) = asked_units([Passage(id="p", cycle_id=CYCLE, paper="draft_sent", name="Kho", words=words)])

    assert found.unit == "Kho"
    assert found.no_comment_on is None


def test_a_prepared_decision_with_an_odd_day_has_none() -> None:
    kept = [Passage(id="p", cycle_id=CYCLE, paper="approval", name="decided_on", words="hôm qua")]

    assert prepared_decision(kept) == Decision()
