from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app import wording
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link, finding_code
from app.domain.goals import Goal, goal_code
from app.domain.keys import new_key
from app.domain.metrology.calibration_status import State
from app.domain.proposals import Proposal
from app.domain.sites import Cycle, StepState
from app.services import findings as deeds
from app.services import goals as goal_deeds
from app.services.analysis import Analysis, analyse
from app.services.inventory import add_instrument, keep_calibration, retire_instrument
from app.services.thread import thread_of
from app.storage.store import Store
from tests.services.a_survey import AS_OF, BACKUPS, LABELS, PLAN, answered, surveyed


@dataclass
class Case:
    """A dossier with a small survey, and the deeds on it."""

    store: Store
    cycle_id: str

    def analysis(self) -> Analysis:
        with self.store.reading() as unit:
            return analyse(unit, self.cycle_id, AS_OF)

    def keys(self) -> list[str]:
        return [each.key for each in self.analysis().proposals]

    def proposal(self, key: str) -> Proposal:
        return self.analysis().all_proposals[key]

    def accept(self, key: str, **edited: str) -> Finding:
        proposal = self.proposal(key)
        with self.store.unit("Nhận phát hiện") as unit:
            return deeds.accept_proposal(unit, self.cycle_id, proposal, **edited)

    def dismiss(self, key: str, reason: str) -> Finding:
        proposal = self.proposal(key)
        with self.store.unit("Bỏ đề xuất") as unit:
            return deeds.dismiss_proposal(unit, self.cycle_id, proposal, reason)

    def add_expired(self, *codes: str) -> list[str]:
        """Group 2 gauges whose verification has expired."""
        with self.store.unit("Nhập danh mục") as unit:
            ids = []
            for code in codes:
                fields = {"code": code, "name": "Áp kế", "serial": code, "range_text": "0 ÷ 10 bar", "location": "Lò"}
                id = add_instrument(unit, **fields, group="2", legal_code="31").id
                keep_calibration(unit, id, kind="Kiểm định", performed_on="01/10/2024", valid_until="31/10/2025")
                ids.append(id)
            return ids


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    store, cycle_id = surveyed(tmp_path / "mill.dochuan")
    yield Case(store, cycle_id)
    store.close()


EXPIRED = "register:group2_overdue"


def test_an_empty_dossier_has_no_score_no_rate_and_no_proposal(case: Case) -> None:
    analysis = case.analysis()

    assert analysis.overall is None
    assert analysis.rate.share is None
    assert analysis.proposals == ()
    assert [each.reason for each in analysis.subjects if each.subject == 5] == ["Chưa tính: trả lời 0/2 câu, cần 50 %."]


def test_scores_come_from_the_answers_with_the_weights_of_the_form(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="1", labels="4", backups="3")

    analysis = case.analysis()

    assert analysis.subjects[4].score == Decimal(2)
    assert analysis.overall == Decimal(7) / 3
    assert [each.path for each in analysis.worst] == [PLAN]
    assert [each.subject for each in analysis.weakest] == [5]


def test_the_scores_of_the_cycle_before_stand_beside(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="1", labels="1", backups="2")
    with case.store.unit("Chu kỳ mới") as unit:
        (form,) = unit.forms.all()
        later = Cycle(id=new_key(), name="2028–2029", starts_on=date(2028, 1, 1), surveyed_on=AS_OF)
        unit.cycles.keep(later)
        unit.forms.keep(replace(form, id=new_key(), cycle_id=later.id))
    answered(case.store, later.id, plan="3", labels="3", backups="3")

    with case.store.reading() as unit:
        analysis = analyse(unit, later.id, AS_OF)

    assert analysis.overall == Decimal(3)
    assert (analysis.previous_name, analysis.previous[5]) == ("2026–2027", Decimal(1))


def test_nothing_of_an_analysis_is_stored(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="1")
    with case.store.reading() as unit:
        before = unit.fingerprint()

    case.analysis()

    with case.store.reading() as unit:
        assert unit.fingerprint() == before


def test_answers_and_register_propose_findings_the_gravest_first(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2", labels="2", backups="1")
    case.add_expired("AP-1", "AP-2")

    assert case.keys() == [EXPIRED, f"answer:{PLAN}", f"answer:{LABELS}", f"answer:{BACKUPS}"]
    assert case.proposal(EXPIRED).title == "2 phương tiện đo nhóm 2 đang dùng đã quá hạn kiểm định"
    assert case.analysis().counts[State.OVERDUE] == 2
    assert case.analysis().legal.expired == 2


def test_an_accepted_proposal_is_a_finding_with_a_number_and_its_sources(case: Case) -> None:
    ids = answered(case.store, case.cycle_id, plan="2", labels="2")

    finding = case.accept(f"answer:{PLAN}")

    assert (finding_code(finding), finding.state, finding.severity) == ("PH-01", "accepted", "high")
    assert finding.proposal == "Có kế hoạch hiệu chuẩn năm"
    with case.store.reading() as unit:
        links = unit.links.all(from_kind="findings", from_id=finding.id)
    assert [(each.to_kind, each.to_id) for each in links] == [("answers", ids[PLAN])]
    assert case.keys() == [f"answer:{LABELS}"]


def test_a_dismissed_proposal_does_not_come_back_but_keeps_its_reason(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")

    finding = case.dismiss(f"answer:{PLAN}", "Kế hoạch có ở công ty mẹ")
    answered(case.store, case.cycle_id, plan="1")

    assert (finding.number, finding.reason) == (0, "Kế hoạch có ở công ty mẹ")
    assert case.keys() == []
    assert [each.id for each in case.analysis().dismissed] == [finding.id]


def test_dismissing_asks_why(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")

    with pytest.raises(UserError, match="Nêu lý do bỏ đề xuất này"):
        case.dismiss(f"answer:{PLAN}", "  ")

    assert case.keys() == [f"answer:{PLAN}"]


def test_a_dismissed_proposal_can_be_brought_back_or_accepted_after_all(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2", labels="2")
    first = case.dismiss(f"answer:{PLAN}", "Nhầm")
    case.dismiss(f"answer:{LABELS}", "Nhầm")

    with case.store.unit("Đưa lại đề xuất") as unit:
        deeds.propose_again(unit, first.id)
    accepted = case.accept(f"answer:{LABELS}")

    assert case.keys() == [f"answer:{PLAN}"]
    assert (accepted.number, accepted.state) == (1, "accepted")


def test_an_edited_proposal_keeps_the_words_of_the_person(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")

    finding = case.accept(f"answer:{PLAN}", title="Kế hoạch năm 2026 chưa duyệt", severity="medium")
    answered(case.store, case.cycle_id, plan="1")

    (decided,) = case.analysis().findings
    assert finding.state == "edited"
    assert decided.finding.title == "Kế hoạch năm 2026 chưa duyệt"


def test_a_finding_says_when_the_register_behind_it_has_changed_and_can_be_renewed(case: Case) -> None:
    ids = case.add_expired("AP-1", "AP-2")
    finding = case.accept(EXPIRED)
    with case.store.unit("Bỏ phương tiện đo") as unit:
        retire_instrument(unit, ids[0], "Thanh lý")
    case.add_expired("AP-3", "AP-4")

    (decided,) = case.analysis().findings
    assert decided.drift is not None
    assert decided.drift.text == "Dữ liệu đã đổi từ khi nhận: thêm 2, bớt 1 đối tượng."

    proposal = case.proposal(EXPIRED)
    with case.store.unit("Cập nhật phát hiện") as unit:
        renewed = deeds.renew_finding(unit, finding.id, proposal)
    assert renewed.title.startswith("3 phương tiện đo nhóm 2")
    assert case.analysis().findings[0].drift is None


def test_a_finding_says_when_its_answer_was_given_anew(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")
    finding = case.accept(f"answer:{PLAN}")
    assert case.analysis().findings[0].drift is None
    answered(case.store, case.cycle_id, plan="1")

    (decided,) = case.analysis().findings
    assert decided.drift is not None
    assert decided.drift.text == "Câu trả lời đã đổi từ khi nhận phát hiện này."

    proposal = case.proposal(f"answer:{PLAN}")
    with case.store.unit("Cập nhật phát hiện") as unit:
        renewed = deeds.renew_finding(unit, finding.id, proposal)
    assert "Đang ở mức 1" in renewed.detail
    assert case.analysis().findings[0].drift is None


def test_a_finding_whose_reason_is_gone_stays_and_says_so(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")
    case.accept(f"answer:{PLAN}")
    answered(case.store, case.cycle_id, plan="4")

    (decided,) = case.analysis().findings

    assert decided.drift is not None
    assert decided.drift.gone


def test_numbers_are_never_given_twice(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2", labels="2", backups="2")
    case.accept(f"answer:{PLAN}")
    second = case.accept(f"answer:{LABELS}")
    with case.store.unit("Rút phát hiện") as unit:
        deeds.retire_finding(unit, second.id, "Đã khắc phục ngay tại chỗ")

    third = case.accept(f"answer:{BACKUPS}")

    assert third.number == 3
    assert case.keys() == [f"answer:{LABELS}"]


def test_a_number_that_was_undone_is_not_given_to_another(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2", labels="2")
    case.accept(f"answer:{PLAN}")
    case.store.undo()

    other = case.accept(f"answer:{LABELS}")

    assert other.number == 2


def test_an_own_finding_is_added_and_edited_with_readable_refusals(case: Case) -> None:
    with case.store.unit("Thêm phát hiện") as unit:
        finding = deeds.add_finding(unit, case.cycle_id, "Cân kho không có niêm phong", subject="4", severity="high")

    assert (finding.state, finding.subject, finding.number) == ("own", 4, 1)
    for field, words, sentence in (
        ("title", " ", "Phát hiện cần một tên"),
        ("due_on", "31/11/2027", "Tháng 11 có 30 ngày"),
        ("due_on", "11/2027", "Hạn cần đủ ngày, tháng, năm"),
        ("severity", "grave", "Chọn mức ảnh hưởng"),
    ):
        with pytest.raises(UserError, match=sentence), case.store.unit("Sửa phát hiện") as unit:
            deeds.edit_finding(unit, finding.id, field, words)


def test_an_approved_step_is_frozen(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")
    with case.store.unit("Duyệt") as unit:
        for step in (2, 3):
            unit.steps.keep(StepState(id=new_key(), cycle_id=case.cycle_id, step=step, state="approved"))

    with pytest.raises(UserError, match="Bước 2 đã được duyệt và khóa"):
        case.accept(f"answer:{PLAN}")
    with pytest.raises(UserError, match="Bước 3 đã được duyệt và khóa"), case.store.unit("Thêm mục tiêu") as unit:
        goal_deeds.new_goal(unit, case.cycle_id, "Mục tiêu")


def test_findings_speak_the_language_in_use(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")
    wording.use("en")

    assert case.proposal(f"answer:{PLAN}").title == "There is no calibration plan."


# ---- goals


def goal_of(case: Case, key: str) -> Goal:
    finding = case.accept(key)
    with case.store.unit("Lập mục tiêu") as unit:
        return goal_deeds.keep_goal(unit, goal_deeds.draft_goal(unit, finding.id, AS_OF), [finding.id])


def test_a_goal_drafted_from_a_finding_takes_its_baseline_from_the_data_and_its_target_from_the_law(
    case: Case,
) -> None:
    case.add_expired("AP-1")

    goal = goal_of(case, EXPIRED)

    assert goal_code(goal) == "MT-01"
    assert goal.title == "100 % phương tiện đo nhóm 2 đang dùng có kiểm định còn hiệu lực"
    assert (goal.baseline, goal.target, goal.unit, goal.baseline_on) == (Decimal(0), Decimal(100), "%", AS_OF)
    assert goal.baseline_source.startswith("Danh mục: 0 trong 1 phương tiện đo nhóm 2")


def test_where_the_law_asks_for_nothing_no_target_is_suggested(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")

    goal = goal_of(case, f"answer:{PLAN}")

    assert (goal.title, goal.indicator_key, goal.target) == ("Có kế hoạch hiệu chuẩn năm", "group1_in_plan", None)
    assert (goal.baseline, goal.baseline_source) == (
        None,
        "Danh mục chưa có phương tiện đo nhóm 1 nào có chu kỳ hiệu chuẩn.",
    )


def test_a_goal_lacks_what_the_gate_asks_for_until_it_is_complete(case: Case) -> None:
    case.add_expired("AP-1")
    goal = goal_of(case, EXPIRED)

    with case.store.unit("Sửa mục tiêu") as unit:
        (before,) = goal_deeds.goal_rows(unit, case.cycle_id)
        goal_deeds.edit_goal(unit, goal.id, "due_on", "30/06/2027")
        goal_deeds.edit_goal(unit, goal.id, "owner", "Trần Văn Hùng, cơ điện")
        goal_deeds.edit_goal(unit, goal.id, "justification", "Bắt buộc theo Luật Đo lường.")
        (after,) = goal_deeds.goal_rows(unit, case.cycle_id)

    assert [each.field for each in before.gaps] == ["owner", "justification"]
    assert (before.state, after.state, after.gaps) == ("warn", "ok", ())


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("target", "nhiều", "“nhiều” không phải là số. Nhập như 88,5."),
        ("target", "120", "Tỷ lệ phần trăm từ 0 đến 100."),
        ("due_on", "31/02/2027", "Tháng 2 có 28 ngày. Nhập lại theo giấy chứng nhận."),
        ("due_on", "01/01/2020", "Hạn hoàn thành phải ở sau ngày của giá trị hiện tại."),
        ("title", "", "Mục tiêu cần một tên nói rõ điều phải đạt."),
    ],
)
def test_what_cannot_be_a_value_of_a_goal_is_refused(case: Case, field: str, words: str, sentence: str) -> None:
    case.add_expired("AP-1")
    goal = goal_of(case, EXPIRED)

    with pytest.raises(UserError) as refusal, case.store.unit("Sửa mục tiêu") as unit:
        goal_deeds.edit_goal(unit, goal.id, field, words)

    assert str(refusal.value) == sentence
    with case.store.reading() as unit:
        assert unit.goals.get(goal.id) == goal


def test_choosing_an_indicator_brings_unit_and_baseline_along(case: Case) -> None:
    case.add_expired("AP-1")
    with case.store.unit("Thêm mục tiêu") as unit:
        goal = goal_deeds.new_goal(unit, case.cycle_id, "Danh mục đầy đủ")
        goal = goal_deeds.edit_goal(unit, goal.id, "indicator_key", "register_complete", AS_OF)

    assert (goal.unit, goal.baseline, goal.target) == ("%", Decimal(100), None)


def test_a_baseline_can_be_taken_from_the_data_again(case: Case) -> None:
    case.add_expired("AP-1")
    goal = goal_of(case, EXPIRED)
    with case.store.unit("Sửa") as unit:
        goal_deeds.edit_goal(unit, goal.id, "baseline", "50")

    with case.store.unit("Lấy lại") as unit:
        renewed = goal_deeds.renew_baseline(unit, goal.id, AS_OF)

    assert renewed.baseline == 0


def test_findings_without_a_goal_are_named_until_one_is_linked(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2", labels="2")
    goal = goal_of(case, f"answer:{PLAN}")
    second = case.accept(f"answer:{LABELS}")
    with case.store.unit("Nối") as unit:
        loose = goal_deeds.unanswered_findings(unit, case.cycle_id)
        goal_deeds.link_findings(unit, goal.id, [second.id, second.id])
        (row,) = goal_deeds.goal_rows(unit, case.cycle_id)
        goal_deeds.unlink_finding(unit, goal.id, second.id)

    assert [each.id for each in loose] == [second.id]
    assert [each.id for each in row.findings][-1] == second.id
    assert len(row.findings) == 2


def test_a_goal_is_withdrawn_with_a_reason_and_its_number_is_not_used_again(case: Case) -> None:
    answered(case.store, case.cycle_id, plan="2")
    goal = goal_of(case, f"answer:{PLAN}")

    with pytest.raises(UserError, match="Nêu lý do"), case.store.unit("Bỏ") as unit:
        goal_deeds.retire_goal(unit, goal.id, "")
    with case.store.unit("Bỏ") as unit:
        goal_deeds.retire_goal(unit, goal.id, "Gộp vào mục tiêu khác")
        other = goal_deeds.new_goal(unit, case.cycle_id, "Mục tiêu khác")

    assert other.number == 2
    with case.store.reading() as unit:
        assert unit.links.all(from_kind="goals") == []


def test_the_thread_can_be_walked_from_every_knot(case: Case) -> None:
    ids = answered(case.store, case.cycle_id, plan="2")
    goal = goal_of(case, f"answer:{PLAN}")
    with case.store.unit("Bằng chứng") as unit:
        photo = Evidence(id=new_key(), name="nhan.jpg", media_type="image/jpeg", sha256="0", size=1)
        unit.evidence.keep(photo)
        unit.links.keep(Link(id=new_key(), from_kind="evidence", from_id=photo.id, to_kind="answers", to_id=ids[PLAN]))
        (finding,) = unit.findings.all()

    starts = [("goals", goal.id), ("findings", finding.id), ("answers", ids[PLAN]), ("evidence", photo.id)]
    with case.store.reading() as unit:
        threads = [thread_of(unit, kind, id) for kind, id in starts]

    kinds = ["clauses", "answers", "evidence", "findings", "goals"]
    assert [[knot.kind for knot in thread.knots] for thread in threads] == [kinds] * 4
    assert [knot.code for knot in threads[0].knots] == ["Điều khoản", "Câu 5.1.1", "Bằng chứng", "PH-01", "MT-01"]


def test_many_instruments_are_one_knot_of_the_thread(case: Case) -> None:
    case.add_expired("AP-1", "AP-2", "AP-3", "AP-4", "AP-5")
    goal = goal_of(case, EXPIRED)

    with case.store.reading() as unit:
        (knot,) = thread_of(unit, "goals", goal.id).of("instruments")

    assert (knot.code, knot.title) == ("5 phương tiện đo", "AP-1, AP-2, AP-3 và 2 cái khác")
