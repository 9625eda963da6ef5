"""The ten steps as data, their states, and the gates as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app import paths
from app.domain.effects import Effect
from app.domain.errors import UserError
from app.domain.gates import GATES, Asked, FormFacts, standing_of
from app.domain.goals import Goal
from app.domain.instruments import Instrument
from app.domain.programme import Step, move, read_programme
from app.domain.programme_papers import ProgrammePlan
from app.domain.sites import StepState

NOON = datetime(2026, 10, 20, 5, tzinfo=UTC)
STEPS = read_programme(paths.shipped("forms", "programme.toml").read_text("utf-8"))


@dataclass
class SomeFacts:
    states: dict[int, str] = field(default_factory=dict)
    questions: Sequence[Asked] = ()
    instruments: Sequence[Instrument] = ()
    dated: frozenset[str] = frozenset()
    open_proposals: Sequence[tuple[str, str]] = ()
    decided: int = 0
    goals: Sequence[tuple[Goal, int]] = ()
    effects: Sequence[Effect] = ()
    plan: ProgrammePlan = field(default_factory=lambda: ProgrammePlan(id="p", cycle_id="c"))

    def state(self, step: int) -> str:
        return self.states.get(step, "todo")

    def form(self, name: str) -> FormFacts:
        return FormFacts(title="Khảo sát", page=name, questions=self.questions)


def a_step(state: str, version: int = 0) -> StepState:
    return StepState(id="s", cycle_id="c", step=2, state=state, version=version)


def moved(state: str, deed: str, reason: str = "") -> StepState:
    return move(a_step(state), deed, person="Thu Hà", at=NOON, reason=reason)


def an_instrument(key: str, **more: str) -> Instrument:
    full = Instrument(id=key, code=key, name="Cân bàn", range_text="0–60 kg", location="Kho", group="1")
    return replace(full, **more)


def a_goal(**more: object) -> Goal:
    complete = Goal(
        id="g1",
        cycle_id="c",
        number=3,
        title="Mọi cân có nhãn",
        indicator="Tỷ lệ",
        unit="%",
        baseline=Decimal(50),
        target=Decimal(100),
        due_on=date(2027, 3, 31),
        owner="Cơ điện",
        justification="Nhãn mờ",
    )
    return replace(complete, **more)  # type: ignore[arg-type]


def test_the_programme_has_ten_steps_in_order_each_in_both_languages() -> None:
    texts = [text for step in STEPS for text in (step.title, step.short, step.purpose, step.yields, *step.works_out)]

    assert [each.number for each in STEPS] == list(range(1, 11))
    assert all(set(each) == {"vi", "en"} and all(each.values()) for each in texts)


def test_every_gate_of_the_programme_is_known_and_every_form_is_there() -> None:
    gates = {gate.partition(":")[0] for step in STEPS for gate in step.gates}
    forms = [paths.shipped("forms", *form.split("/")) for step in STEPS for form in step.forms]

    assert gates <= set(GATES)
    assert len(forms) == 4 and all(each.is_file() for each in forms)
    assert STEPS[0].form_names == ("profile", "opening_meeting", "survey", "closing_meeting")


def test_steps_after_the_first_wait_for_the_one_before() -> None:
    assert [step.gates[0] for step in STEPS[1:]] == [f"step:{step.number - 1}" for step in STEPS[1:]]


@pytest.mark.parametrize(
    ("before", "deed", "after"),
    [
        ("todo", "start", "doing"),
        ("todo", "submit", "submitted"),
        ("doing", "submit", "submitted"),
        ("needs_work", "submit", "submitted"),
        ("submitted", "send_back", "needs_work"),
        ("submitted", "approve", "approved"),
        ("submitted", "reopen", "doing"),
        ("approved", "reopen", "doing"),
    ],
)
def test_a_step_moves_along_the_legal_ways(before: str, deed: str, after: str) -> None:
    step = moved(before, deed, reason="vì thiếu nhãn")

    assert (step.state, step.changed_by, step.changed_at) == (after, "Thu Hà", NOON)


@pytest.mark.parametrize(
    ("before", "deed", "sentence"),
    [
        ("submitted", "submit", "Bước 2 đã nộp rồi, đang chờ duyệt."),
        ("approved", "submit", "Bước 2 đã được duyệt và khóa. Mở bản mới trước khi nộp lại."),
        ("doing", "approve", "Bước 2 chưa nộp nên chưa duyệt được."),
        ("needs_work", "approve", "Bước 2 đang chờ sửa, phải nộp lại rồi mới duyệt được."),
        ("approved", "send_back", "Bước 2 đã được duyệt và khóa. Mở bản mới thay vì trả lại."),
        ("doing", "reopen", "Bước 2 đang mở, sửa được ngay."),
    ],
)
def test_any_other_way_is_refused_with_one_sentence(before: str, deed: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        moved(before, deed, reason="vì thiếu nhãn")

    assert str(refused.value) == sentence


@pytest.mark.parametrize("deed", ["send_back", "reopen"])
def test_returning_and_reopening_ask_why(deed: str) -> None:
    with pytest.raises(UserError, match="bước 2"):
        moved("submitted", deed, reason="  ")


def test_each_approval_is_a_new_version() -> None:
    first = move(a_step("submitted"), "approve", person="", at=NOON)
    again = replace(move(first, "reopen", person="", at=NOON, reason="đổi cân"), state="submitted")

    second = move(again, "approve", person="", at=NOON)

    assert (first.version, again.version, second.version) == (1, 1, 2)


def test_starting_a_step_that_has_begun_changes_nothing() -> None:
    assert moved("submitted", "start") == a_step("submitted")


def test_a_form_gate_names_the_section_the_first_open_question_and_their_number() -> None:
    questions = [
        Asked(path="/survey/s1/a", label="A?", section="1. Tổ chức", answered=True),
        Asked(path="/survey/s1/b", label="B?", section="1. Tổ chức"),
        Asked(path="/survey/s1/c", label="C?", section="1. Tổ chức"),
        Asked(path="/survey/s2/d", label="D?", section="2. Nhân lực"),
    ]

    standing = GATES["form"](SomeFacts(questions=questions), "survey")

    assert [(each.text, each.page, each.target, each.count) for each in standing.missing] == [
        ("1. Tổ chức: còn 2 câu chưa trả lời", "survey", "/survey/s1/b", 2),
        ("Chưa trả lời: D?", "survey", "/survey/s2/d", 1),
    ]
    assert (standing.done, standing.total, standing.count) == (1, 4, 3)


def test_a_wrong_answer_keeps_the_form_gate_shut() -> None:
    wrong = Asked(path="/p/tax", label="Mã số thuế", answered=True, problem="Mã số thuế có 10 chữ số.")

    standing = GATES["form"](SomeFacts(questions=[wrong]), "profile")

    assert standing.missing[0].text == "“Mã số thuế”: Mã số thuế có 10 chữ số."
    assert (standing.missing[0].page, standing.missing[0].target) == ("profile", "/p/tax")


def test_an_empty_register_keeps_the_instruments_gate_shut() -> None:
    standing = GATES["instruments"](SomeFacts(), "")

    assert [(each.text, each.page) for each in standing.missing] == [
        ("Danh mục phương tiện đo còn trống.", "instruments")
    ]


def test_the_instruments_gate_leads_to_the_first_instrument_that_lacks_something() -> None:
    facts = SomeFacts(
        instruments=[
            an_instrument("CB-1"),
            an_instrument("CB-2", group=""),
            an_instrument("CB-3", group="", location=""),
            an_instrument("CB-4", group="", status="out_of_service"),
        ],
        dated=frozenset({"CB-1", "CB-2"}),
    )

    standing = GATES["instruments"](facts, "")

    assert [(each.text, each.target, each.count) for each in standing.missing] == [
        ("Nơi dùng: CB-3 chưa ghi", "CB-3", 1),
        ("Nhóm: 2 phương tiện đo chưa ghi, đầu tiên là CB-2", "CB-2", 2),
        ("Ngày kiểm định, hiệu chuẩn gần nhất: CB-3 chưa ghi", "CB-3", 1),
    ]
    assert (standing.done, standing.total) == (1, 3)


def test_an_instrument_that_was_never_calibrated_passes_when_its_note_says_so() -> None:
    never = an_instrument("NK-1", note="Chưa từng hiệu chuẩn từ khi mua.")

    standing = GATES["instruments"](SomeFacts(instruments=[never]), "")

    assert standing.missing == ()


def test_all_nine_subjects_must_be_assessed_or_set_aside() -> None:
    assessed = [Asked(path=f"/survey/s{n}/a", label="?", subject=n, answered=True, has_level=True) for n in range(1, 8)]
    set_aside = [Asked(path="/survey/s8/a", label="?", subject=8, answered=True)]
    half_open = [
        Asked(path="/survey/s9/a", label="?", subject=9, answered=True),
        Asked(path="/s9/b", label="?", subject=9),
    ]

    standing = GATES["subjects"](SomeFacts(questions=[*assessed, *set_aside, *half_open]), "")

    assert [(each.text, each.page, each.target) for each in standing.missing] == [
        ("Nội dung 9 chưa được đánh giá.", "survey", "/s9/b")
    ]
    assert (standing.done, standing.total) == (8, 9)


def test_every_proposal_must_be_decided() -> None:
    facts = SomeFacts(open_proposals=[("register:overdue", "7 quá hạn"), ("answer:/a", "Nhãn mờ")], decided=6)

    standing = GATES["proposals"](facts, "")

    assert [(each.text, each.page, each.target, each.count) for each in standing.missing] == [
        ("2 đề xuất chưa quyết định, đầu tiên: 7 quá hạn", "analysis", "register:overdue", 2)
    ]
    assert standing.share == 0.75


def test_step_three_needs_at_least_one_goal() -> None:
    standing = GATES["goals"](SomeFacts(), "")

    assert [(each.text, each.page) for each in standing.missing] == [("Chưa có mục tiêu nào.", "goals")]


def test_a_goal_says_all_that_it_lacks() -> None:
    facts = SomeFacts(goals=[(a_goal(), 1), (a_goal(id="g2", number=6, baseline=None, justification=""), 0)])

    standing = GATES["goals"](facts, "")

    assert [(each.text, each.page, each.target) for each in standing.missing] == [
        ("MT-06 thiếu giá trị hiện tại, thiếu luận chứng, chưa nối với phát hiện nào", "goals", "g2")
    ]


def test_zero_is_a_baseline_and_not_a_gap() -> None:
    standing = GATES["goals"](SomeFacts(goals=[(a_goal(baseline=Decimal(0)), 1)]), "")

    assert standing.missing == ()


def an_effect(**more: str) -> Effect:
    return Effect(**{"id": "e1", "cycle_id": "c", "kind": "social", "title": "Người mua yên tâm", **more}, number=2)  # type: ignore[arg-type]


def test_an_effect_in_words_is_enough_and_one_without_leads_to_itself() -> None:
    told, bare = an_effect(description="Không còn khiếu nại."), an_effect(id="e2")

    standing = GATES["effects"](SomeFacts(effects=[told, bare]), "")

    assert (standing.done, standing.total) == (1, 2)
    assert [(each.text, each.page, each.target) for each in standing.missing] == [
        ("HQ-02 chưa có con số, cũng chưa diễn giải bằng lời", "goals", "effect:e2")
    ]


def test_the_plan_names_its_first_blank_field() -> None:
    named = ProgrammePlan(id="p", cycle_id="c", name="Chương trình", starts_on=date(2027, 1, 1))

    standing = GATES["plan"](SomeFacts(plan=named), "")

    assert [(each.text, each.target) for each in standing.missing] == [
        ("Chương trình thiếu ngày kết thúc, thiếu mục tiêu chung", "plan:ends_on")
    ]
    assert (
        GATES["plan"](SomeFacts(plan=replace(named, ends_on=date(2027, 12, 31), general_aim="Đo đúng")), "").missing
        == ()
    )


def test_gates_behind_a_missing_step_are_not_looked_at() -> None:
    third: Step = STEPS[2]

    waiting = standing_of(third, SomeFacts(states={2: "doing"}))
    open_now = standing_of(third, SomeFacts(states={2: "submitted"}))

    assert [(each.text, each.page) for each in waiting.missing] == [("Nộp bước 2 trước.", "analysis")]
    assert [each.text.partition(" thiếu")[0] for each in open_now.missing] == [
        "Chưa nêu hiệu quả dự kiến nào.",
        "Chương trình",
        "Chưa có mục tiêu nào.",
    ]
