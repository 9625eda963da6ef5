"""The pages of an open dossier, in menu order. A page's module is imported when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.wording import N_, _

if TYPE_CHECKING:
    from app.storage.unit import Unit
    from app.ui.page import Page
    from app.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PageEntry:
    """step: which of the ten it is, 0 for none. icon stands beside the name where there is no number.

    in_rail: it has a row of its own there; a page without one lights up the row of home (a key). counted: how many
    records its row tells. count_words: the count as a few words with {n}, left out at zero ("7 chưa gắn").
    """

    key: str
    title: str
    icon: str
    make: Callable[[Workspace], Page]
    step: int = 0
    counted: Callable[[Unit], int] | None = None
    count_words: str = ""
    in_rail: bool = True
    home: str = ""


def _survey(workspace: Workspace) -> Page:
    from app.ui.pages.survey import SurveyPage

    return SurveyPage(workspace)


def _analysis(workspace: Workspace) -> Page:
    from app.ui.pages.analysis import AnalysisPage

    return AnalysisPage(workspace)


def _findings(workspace: Workspace) -> Page:
    from app.ui.pages.findings import FindingsPage

    return FindingsPage(workspace)


def _goals(workspace: Workspace) -> Page:
    from app.ui.pages.goals import GoalsPage

    return GoalsPage(workspace)


def _tasks(workspace: Workspace) -> Page:
    from app.ui.pages.tasks import TasksPage

    return TasksPage(workspace)


def _approval(workspace: Workspace) -> Page:
    from app.ui.pages.approval import ApprovalPage

    return ApprovalPage(workspace)


def _solutions(workspace: Workspace) -> Page:
    from app.ui.pages.solutions import SolutionsPage

    return SolutionsPage(workspace)


def _instruments(workspace: Workspace) -> Page:
    from app.ui.pages.instruments import InstrumentsPage

    return InstrumentsPage(workspace)


def _standards(workspace: Workspace) -> Page:
    from app.ui.pages.standards import StandardsPage

    return StandardsPage(workspace)


def _processes(workspace: Workspace) -> Page:
    from app.ui.pages.registers import ProcessesPage

    return ProcessesPage(workspace)


def _others(workspace: Workspace) -> Page:
    from app.ui.pages.registers import OthersPage

    return OthersPage(workspace)


def _evidence(workspace: Workspace) -> Page:
    from app.ui.pages.evidence import EvidencePage

    return EvidencePage(workspace)


def _studies(workspace: Workspace) -> Page:
    from app.ui.pages.studies import StudiesPage

    return StudiesPage(workspace)


def _evaluations(workspace: Workspace) -> Page:
    from app.ui.pages.evaluations import EvaluationsPage

    return EvaluationsPage(workspace)


def _confirmation(workspace: Workspace) -> Page:
    from app.ui.pages.confirmation import ConfirmationPage

    return ConfirmationPage(workspace)


def _intervals(workspace: Workspace) -> Page:
    from app.ui.pages.intervals import IntervalsPage

    return IntervalsPage(workspace)


def _losses(workspace: Workspace) -> Page:
    from app.ui.pages.losses import LossesPage

    return LossesPage(workspace)


def _profile(workspace: Workspace) -> Page:
    from app.ui.pages.form_page import FormPage

    return FormPage(workspace, "profile", _("Hồ sơ doanh nghiệp"))


def _opening_meeting(workspace: Workspace) -> Page:
    from app.ui.pages.opening_meeting import OpeningMeetingPage

    return OpeningMeetingPage(workspace)


def _interviews(workspace: Workspace) -> Page:
    from app.ui.pages.interviews import InterviewsPage

    return InterviewsPage(workspace)


def _interview(workspace: Workspace) -> Page:
    from app.ui.pages.interview import InterviewPage

    return InterviewPage(workspace)


def _assignments(workspace: Workspace) -> Page:
    from app.ui.pages.assignments import AssignmentsPage

    return AssignmentsPage(workspace)


def _closing_meeting(workspace: Workspace) -> Page:
    from app.ui.pages.closing_meeting import ClosingMeetingPage

    return ClosingMeetingPage(workspace)


def _meeting(workspace: Workspace) -> Page:
    from app.ui.pages.meeting import MeetingPage

    return MeetingPage(workspace)


def _previous(workspace: Workspace) -> Page:
    from app.ui.pages.previous import PreviousPage

    return PreviousPage(workspace)


def _floor(workspace: Workspace) -> Page:
    from app.ui.pages.floor import FloorPage

    return FloorPage(workspace)


def _forms(workspace: Workspace) -> Page:
    from app.ui.pages.forms import FormsPage

    return FormsPage(workspace)


def _count_forms(unit: Unit) -> int:
    from app.services.extra_forms import count_extra_forms

    return count_extra_forms(unit)


def _reconcile(workspace: Workspace) -> Page:
    from app.ui.pages.reconcile import ReconcilePage

    return ReconcilePage(workspace)


def _assessment(workspace: Workspace) -> Page:
    from app.ui.pages.assessment import AssessmentPage

    return AssessmentPage(workspace)


def _carrying_out(workspace: Workspace) -> Page:
    from app.ui.pages.carrying_out import CarryingOutPage

    return CarryingOutPage(workspace)


def _monitoring(workspace: Workspace) -> Page:
    from app.ui.pages.monitoring import MonitoringPage

    return MonitoringPage(workspace)


def _leave(workspace: Workspace) -> Page:
    from app.ui.pages.leave import LeavePage

    return LeavePage(workspace)


def _schedule(workspace: Workspace) -> Page:
    from app.ui.pages.schedule import SchedulePage

    return SchedulePage(workspace)


def _effect_report(workspace: Workspace) -> Page:
    from app.ui.pages.effect_report import EffectReportPage

    return EffectReportPage(workspace)


def _improvement(workspace: Workspace) -> Page:
    from app.ui.pages.improvement import ImprovementPage

    return ImprovementPage(workspace)


PAGES = (
    PageEntry("survey", N_("Khảo sát thực trạng"), "survey", _survey, 1),
    PageEntry("analysis", N_("Phân tích, đánh giá"), "analysis", _analysis, 2),
    PageEntry("goals", N_("Luận chứng, mục tiêu"), "goal", _goals, 3),
    PageEntry("tasks", N_("Nhiệm vụ"), "task", _tasks, 4),
    PageEntry("solutions", N_("Giải pháp"), "solution", _solutions, 5),
    PageEntry("approval", N_("Phê duyệt"), "approve", _approval, 6),
    PageEntry("carrying_out", N_("Triển khai"), "deploy", _carrying_out, 7),
    PageEntry("monitoring", N_("Theo dõi, thống kê"), "monitor", _monitoring, 8),
    PageEntry("effect_report", N_("Báo cáo hiệu quả"), "report", _effect_report, 9),
    PageEntry("improvement", N_("Cải tiến, hoàn thiện"), "improve", _improvement, 10),
    PageEntry(
        "instruments",
        N_("Phương tiện đo"),
        "instrument",
        _instruments,
        counted=lambda unit: unit.instruments.count(kind="instrument"),
    ),
    PageEntry(
        "standards",
        N_("Chuẩn, chất chuẩn"),
        "standard",
        _standards,
        counted=lambda unit: unit.instruments.count() - unit.instruments.count(kind="instrument"),
    ),
    PageEntry("processes", N_("Quá trình đo"), "process", _processes, counted=lambda unit: unit.processes.count()),
    PageEntry(
        "others",
        N_("Người và quy trình"),
        "people",
        _others,
        counted=lambda unit: unit.people.count() + unit.procedures.count() + unit.environment.count(),
    ),
    PageEntry("studies", N_("Nghiên cứu đo"), "study", _studies, counted=lambda unit: unit.studies.count()),
    PageEntry(
        "evaluations",
        N_("Đánh giá phép đo"),
        "analysis",
        _evaluations,
        counted=lambda unit: unit.evaluations.count(),
    ),
    PageEntry(
        "evidence",
        N_("Bằng chứng"),
        "camera",
        _evidence,
        counted=lambda unit: unit.count_loose_evidence(),
        count_words=N_("{n} chưa gắn"),
    ),
    PageEntry("profile", N_("Hồ sơ doanh nghiệp"), "note", _profile),
    PageEntry("opening_meeting", N_("Họp mở đầu"), "people", _opening_meeting),
    PageEntry("interviews", N_("Phỏng vấn"), "comment", _interviews, counted=lambda unit: unit.interviews.count()),
    PageEntry("interview", N_("Chế độ phỏng vấn"), "comment", _interview, in_rail=False, home="interviews"),
    PageEntry("closing_meeting", N_("Họp kết thúc"), "people", _closing_meeting),
    PageEntry("meeting", N_("Chế độ họp kết thúc"), "eye", _meeting, in_rail=False, home="closing_meeting"),
    PageEntry("assignments", N_("Phân công khảo sát"), "people", _assignments, in_rail=False, home="survey"),
    PageEntry("previous", N_("So với chu kỳ trước"), "compare", _previous, in_rail=False, home="survey"),
    PageEntry("floor", N_("Đi hiện trường"), "walk", _floor, in_rail=False, home="survey"),
    PageEntry("findings", N_("Phát hiện và đề xuất"), "finding", _findings, in_rail=False, home="analysis"),
    PageEntry("confirmation", N_("Xác nhận đo lường"), "check", _confirmation, in_rail=False, home="analysis"),
    PageEntry("intervals", N_("Chu kỳ hiệu chuẩn"), "calendar", _intervals, in_rail=False, home="analysis"),
    PageEntry("losses", N_("Thiệt hại do đo lường"), "analysis", _losses, in_rail=False, home="analysis"),
    PageEntry("forms", N_("Phiếu khác"), "survey", _forms, counted=_count_forms),
    PageEntry("assessment", N_("Báo cáo đánh giá hiện trạng"), "report", _assessment, in_rail=False, home="analysis"),
    PageEntry("schedule", N_("Tiến độ nhiệm vụ"), "calendar", _schedule, in_rail=False, home="tasks"),
    PageEntry("reconcile", N_("Đối chiếu ba danh sách"), "compare", _reconcile, in_rail=False, home="instruments"),
    PageEntry("leave", N_("Xuất và rời hiện trường"), "export", _leave),
)


def entry(key: str) -> PageEntry | None:
    return next((each for each in PAGES if each.key == key), None)


def page_of_step(number: int) -> str:
    return next(each.key for each in PAGES if each.step == number)
