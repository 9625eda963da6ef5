"""Meetings: what was agreed or not, targets with the effect that follows, minutes frozen on one revision."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from app.domain.effects import Effect
from app.domain.errors import UserError
from app.domain.findings import Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.meeting_points import Attendance
from app.domain.programme_papers import Comment, Meeting
from app.domain.solutions import Alternative, Solution
from app.domain.tasks import ProgressNote
from app.services import meetings
from app.services.goal_economics import goal_economics
from app.services.meeting_papers import freeze_closing, write_frozen
from app.services.meeting_view import closing_view
from app.services.reporting import gather_dossier
from app.storage.unit import Unit
from tests.services.monitored import Case, a_case
from tests.services.programme_dossier import answer

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
INTERNAL = "NỘI BỘ"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    yield made
    made.store.close()


def effect_of(case: Case, goal: Goal, expected: str, **given: object) -> Effect:
    with case.writing() as unit:
        number = unit.effects.count(cycle_id=case.cycle_id) + 1
        effect = unit.effects.keep(
            Effect(
                id=new_key(), cycle_id=case.cycle_id, number=number, kind="economic", title="Bớt chiết dư",
                unit="triệu đồng/năm", expected=Decimal(expected), **given,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        link_effect(unit, effect, goal)
        return effect


def link_effect(unit: Unit, effect: Effect, goal: Goal) -> None:
    unit.links.keep(Link(id=new_key(), from_kind="effects", from_id=effect.id, to_kind="goals", to_id=goal.id))


# ---- the meeting itself


def test_a_meeting_takes_over_who_is_there_and_is_begun_once(case: Case) -> None:
    there = Attendance(
        place="Phòng họp",
        enterprise=("Giám đốc; Phạm Văn Nhã",),
        team=("Trưởng đoàn",),
        team_signer=("Trưởng đoàn", "Hà"),
    )

    with case.writing() as unit:
        first = meetings.begin_meeting(unit, case.cycle_id, AT, there)
        again = meetings.begin_meeting(unit, case.cycle_id, AT)

    assert first.id == again.id
    assert (first.place, first.present, first.chair) == (
        "Phòng họp",
        "Giám đốc; Phạm Văn Nhã\nTrưởng đoàn",
        "Trưởng đoàn; Hà",
    )
    assert there.posts == ("Giám đốc", "Trưởng đoàn")


def test_frozen_minutes_are_written_no_more_and_a_new_meeting_begins(case: Case) -> None:
    with case.writing() as unit:
        first = meetings.begin_meeting(unit, case.cycle_id, AT)
        meetings.note_meeting(unit, first.id, "conclusion", " Thống nhất. ")
        meetings.freeze_minutes(unit, first.id, AT)

    with pytest.raises(UserError, match="đã chốt"), case.writing() as unit:
        meetings.note_meeting(unit, first.id, "conclusion", "Khác")
    with pytest.raises(UserError, match="đã chốt"), case.writing() as unit:
        meetings.freeze_minutes(unit, first.id, AT)
    with case.writing() as unit:
        second = meetings.begin_meeting(unit, case.cycle_id, AT)
        kept = unit.meetings.get(first.id)

    assert kept.conclusion == "Thống nhất."
    assert second.id != first.id


# ---- agreed or not


def test_what_was_said_is_numbered_and_belongs_to_its_record(case: Case) -> None:
    goal = case.goal()

    with case.writing() as unit:
        meetings.say(unit, case.cycle_id, "agreement", ("goals", goal.id), given_by="Giám đốc", on=TODAY)
        meetings.say(unit, case.cycle_id, "disagreement", ("", ""), given_by="Quản đốc", words="Chưa đủ số liệu.")
        view = closing_view(unit, case.cycle_id, TODAY)

    assert [(each.code, each.kind, each.words, each.about) for each in view.said] == [
        ("YK-01", "agreement", "Thống nhất.", "MT-01"),
        ("YK-02", "disagreement", "Chưa đủ số liệu.", ""),
    ]
    assert [each.code for each in view.said_of("goals", goal.id)] == ["YK-01"]


def test_a_person_may_change_her_mind_and_keeps_her_number(case: Case) -> None:
    about = ("goals", case.goal().id)

    with case.writing() as unit:
        meetings.say(unit, case.cycle_id, "agreement", about, given_by="Giám đốc")
        meetings.say(unit, case.cycle_id, "disagreement", about, given_by="giám đốc", words="Hạn quá gần.")
        said = unit.comments.all(cycle_id=case.cycle_id, stage="meeting")

    assert [(each.number, each.kind, each.words) for each in said] == [(1, "disagreement", "Hạn quá gần.")]


@pytest.mark.parametrize(
    ("kind", "given_by", "words", "told"),
    [
        ("disagreement", "Giám đốc", "  ", "Ghi điều chưa thống nhất bằng lời"),
        ("agreement", "  ", "", "Ghi chức vụ"),
    ],
)
def test_what_lacks_words_or_a_post_is_refused_and_changes_nothing(
    case: Case, kind: str, given_by: str, words: str, told: str
) -> None:
    with pytest.raises(UserError, match=told), case.writing() as unit:
        meetings.say(unit, case.cycle_id, kind, ("", ""), given_by=given_by, words=words)

    with case.store.reading() as unit:
        assert unit.comments.count() == 0


def test_nothing_is_said_about_a_record_that_is_gone(case: Case) -> None:
    goal = case.goal()
    with case.writing() as unit:
        unit.goals.retire(goal.id, "bỏ")

    with pytest.raises(UserError, match="đã được bỏ"), case.writing() as unit:
        meetings.say(unit, case.cycle_id, "agreement", ("goals", goal.id), given_by="Giám đốc")


def test_what_was_recorded_by_mistake_is_taken_back_with_a_reason(case: Case) -> None:
    with case.writing() as unit:
        said = meetings.say(unit, case.cycle_id, "agreement", ("", ""), given_by="Giám đốc")

    with pytest.raises(UserError, match="Nêu lý do"), case.writing() as unit:
        meetings.unsay(unit, said.id, " ")
    with case.writing() as unit:
        meetings.unsay(unit, said.id, "ghi nhầm")
        after = meetings.say(unit, case.cycle_id, "agreement", ("", ""), given_by="Giám đốc")

    assert after.number == 2


def test_nothing_is_recorded_once_the_programme_is_approved(case: Case) -> None:
    with case.writing() as unit:
        step = unit.steps.all(cycle_id=case.cycle_id, step=6)[0]
        unit.steps.keep(replace(step, state="approved"))

    with pytest.raises(UserError, match="Bước 6 đã được duyệt"), case.writing() as unit:
        meetings.say(unit, case.cycle_id, "agreement", ("", ""), given_by="Giám đốc")
    with pytest.raises(UserError, match="Bước 6 đã được duyệt"), case.writing() as unit:
        meetings.begin_meeting(unit, case.cycle_id, AT)


# ---- targets


def test_the_effect_follows_a_new_target_in_proportion_and_says_so(case: Case) -> None:
    goal = case.goal(baseline=Decimal(60), target=Decimal(80), investment=Decimal(100), running_cost=Decimal(10))
    effect = effect_of(case, goal, "50", expected_low=Decimal(40), expected_high=Decimal("60.5"), basis="Ước tính.")

    with case.writing() as unit:
        changed, followed = meetings.set_target(unit, goal.id, "90", TODAY)
        kept = unit.effects.get(effect.id)
        economics = goal_economics(unit, goal.id)

    assert changed.target == Decimal(90)
    assert [each.words for each in followed] == ["Bớt chiết dư: 50 → 75 triệu đồng/năm"]
    assert (kept.expected_low, kept.expected, kept.expected_high) == (Decimal(60), Decimal(75), Decimal("90.8"))
    assert kept.basis == "Ước tính. Theo tỷ lệ với giá trị cần đạt mới, họp ngày 24/11/2026."
    assert economics.saving is not None and economics.saving.expected == 75
    assert economics.investment.value == 100


def test_setting_a_target_back_brings_the_effect_back(case: Case) -> None:
    goal = case.goal(baseline=Decimal(12), target=Decimal(6))
    effect = effect_of(case, goal, "60")

    with case.writing() as unit:
        meetings.set_target(unit, goal.id, "3", TODAY)
        meetings.set_target(unit, goal.id, "6", TODAY)
        kept = unit.effects.get(effect.id)

    assert kept.expected == 60
    assert kept.basis.count("Theo tỷ lệ") == 1


@pytest.mark.parametrize("target", ["50", "60"])
def test_a_target_on_the_other_side_or_at_the_baseline_tells_no_proportion(case: Case, target: str) -> None:
    goal = case.goal(baseline=Decimal(60), target=Decimal(80))
    effect = effect_of(case, goal, "50")

    with case.writing() as unit:
        followed = meetings.set_target(unit, goal.id, target, TODAY)[1]
        kept = unit.effects.get(effect.id)

    assert followed == []
    assert kept.expected == 50


def test_effects_of_several_goals_or_without_a_figure_stay_and_so_do_all_where_nothing_shall_follow(case: Case) -> None:
    goal, other = case.goal(baseline=Decimal(60), target=Decimal(80)), case.goal()
    shared = effect_of(case, goal, "50")
    with case.writing() as unit:
        link_effect(unit, shared, other)
    alone = case.goal(baseline=Decimal(60), target=Decimal(80))
    own = effect_of(case, alone, "50")

    with case.writing() as unit:
        assert meetings.set_target(unit, goal.id, "90", TODAY)[1] == []
        assert meetings.set_target(unit, alone.id, "90", TODAY, follow=False)[1] == []
        assert unit.effects.get(own.id).expected == 50


def test_a_target_that_is_no_number_is_refused_and_nothing_follows(case: Case) -> None:
    goal = case.goal(baseline=Decimal(60), target=Decimal(80))
    effect = effect_of(case, goal, "50")

    with pytest.raises(UserError), case.writing() as unit:
        meetings.set_target(unit, goal.id, "chín mươi", TODAY)

    with case.store.reading() as unit:
        assert unit.goals.get(goal.id).target == 80
        assert unit.effects.get(effect.id).expected == 50


# ---- what is shown


def test_the_meeting_goes_through_findings_by_priority(case: Case) -> None:
    case.finding(title="Thường", consequence=2, occurrence=2)
    case.finding(title="Chưa xếp")
    case.finding(title="Gấp", consequence=5, occurrence=5)

    with case.store.reading() as unit:
        view = closing_view(unit, case.cycle_id, TODAY)

    assert [each.title for each in view.findings] == ["Gấp", "Thường", "Chưa xếp"]


def internal_everywhere(case: Case) -> None:
    """A dossier in which everything internal holds the same word."""
    finding = case.finding(reason=INTERNAL, rule=INTERNAL, origin=INTERNAL, consequence=3, occurrence=3, detection=5)
    case.finding(title=INTERNAL, state="dismissed", reason=INTERNAL)
    case.finding(title=INTERNAL, state="merged", merged_into=finding.id)
    goal = case.goal()
    task = case.task(goal, finding, note=INTERNAL, detail=INTERNAL)
    case.task(goal, finding, state="stopped", title=INTERNAL)
    case.instrument(INTERNAL, "01/01/2027")
    with case.writing() as unit:
        answer(unit, case.cycle_id, "closing_meeting", "who", "Giám đốc")
        for each in unit.answers.all(cycle_id=case.cycle_id):
            unit.answers.keep(replace(each, note=INTERNAL, reason=INTERNAL, answered_by=INTERNAL))
        unit.progress_notes.keep(
            ProgressNote(id=new_key(), task_id=task.id, told_on=TODAY, percent=1, words=INTERNAL, difficulty=INTERNAL)
        )
        solution = unit.solutions.keep(
            Solution(id=new_key(), cycle_id=case.cycle_id, number=1, kind="other", title=INTERNAL, note=INTERNAL)
        )
        unit.alternatives.keep(Alternative(id=new_key(), solution_id=solution.id, place=1, title=INTERNAL))
        for number, stage in enumerate(("draft", "review"), start=1):
            unit.comments.keep(
                Comment(
                    id=new_key(), cycle_id=case.cycle_id, number=number, stage=stage, words=INTERNAL,
                    about_kind="goals", about_id=goal.id, given_by=INTERNAL, answer=INTERNAL,
                )
            )  # fmt: skip
        said = meetings.say(unit, case.cycle_id, "agreement", ("goals", goal.id), given_by="Giám đốc")
        unit.comments.keep(replace(said, answer=INTERNAL, answered_by=INTERNAL))
        meetings.begin_meeting(unit, case.cycle_id, AT)


def test_nothing_internal_is_shown_or_printed(case: Case) -> None:
    internal_everywhere(case)

    with case.writing() as unit:
        view = closing_view(unit, case.cycle_id, TODAY)
        held = meetings.open_meeting(unit, case.cycle_id)
        assert held is not None
        frozen = freeze_closing(unit, held.id, TODAY, AT)

    assert INTERNAL not in str(asdict(view))
    assert INTERNAL not in str(asdict(frozen.document))
    assert len(view.findings) == 1 and len(view.tasks) == 1 and len(view.said) == 1


# ---- minutes


def frozen_at(case: Case) -> tuple[Meeting, str, int, str]:
    """The minutes of a meeting: the meeting, the words of the paper, revision and fingerprint before the deed."""
    with case.writing() as unit:
        held = meetings.begin_meeting(unit, case.cycle_id, AT)
    with case.store.reading() as unit:
        before = gather_dossier(unit, case.cycle_id, pictures=False)
    with case.writing() as unit:
        frozen = freeze_closing(unit, held.id, TODAY, AT)
    content = write_frozen(frozen, case.store.path.with_name(frozen.name))
    pdf = pypdfium2.PdfDocument(io.BytesIO(content))
    words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    return frozen.meeting, words, before.revision, before.fingerprint


def test_minutes_are_made_of_the_dossier_as_it_stood_and_name_its_revision(case: Case) -> None:
    goal = case.goal(title="Giảm chiết dư", baseline=Decimal(60), target=Decimal(95))
    with case.writing() as unit:
        meetings.say(unit, case.cycle_id, "disagreement", ("goals", goal.id), given_by="Quản đốc", words="Hạn quá gần.")

    meeting, words, revision, fingerprint = frozen_at(case)

    assert (meeting.revision, meeting.fingerprint) == (revision, fingerprint)
    assert f"bản {revision}" in words
    assert "60 → 95 %" in words
    assert "Hạn quá gần." in words and "MT-01 Giảm chiết dư" in words
    assert "Số: ……/BB-……" in words and "BIÊN BẢN" in words
    assert "DỰ THẢO" not in words


def test_the_written_minutes_stay_with_their_meeting_and_are_handed_out_as_they_were(
    case: Case, tmp_path: Path
) -> None:
    from app.services.meeting_papers import write_closing
    from app.services.papers import Occasion

    meeting, _words, _revision, _fingerprint = frozen_at(case)
    content = next(case.store.path.parent.glob("*bien-ban-hop-ket-thuc*.pdf")).read_bytes()
    with case.writing() as unit:
        meetings.keep_minutes_file(unit, meeting.id, content, "bien-ban.pdf")
    case.goal(title="Lập sau cuộc họp")
    with case.store.reading() as unit:
        dossier = gather_dossier(unit, case.cycle_id)

    occasion = Occasion(store=case.store, dossier=dossier, day=TODAY, spoken="vi")
    path = write_closing(occasion, tmp_path / "lai.pdf")

    assert path.read_bytes() == content


def test_before_the_meeting_the_paper_is_a_draft_of_what_the_form_says(case: Case, tmp_path: Path) -> None:
    from app.services.meeting_papers import write_closing
    from app.services.papers import Occasion

    case.goal(title="Giảm chiết dư")
    with case.store.reading() as unit:
        dossier = gather_dossier(unit, case.cycle_id)

    path = write_closing(Occasion(store=case.store, dossier=dossier, day=TODAY, spoken="vi"), tmp_path / "x.pdf")

    pdf = pypdfium2.PdfDocument(path)
    words = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    assert "DỰ THẢO" in words
    assert "Giảm chiết dư" in words
