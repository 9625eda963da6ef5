"""The pages of an open dossier, in menu order. A page's module is imported when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.page import Page
from app.ui.workspace import Workspace
from app.wording import N_


@dataclass(frozen=True, slots=True)
class PageEntry:
    """step: which of the ten it is, 0 for none. icon stands beside the name where there is no number."""

    key: str
    title: str
    icon: str
    make: Callable[[Workspace], Page]
    step: int = 0


def _step(number: int) -> Callable[[Workspace], Page]:
    def make(workspace: Workspace) -> Page:
        from app.ui.pages.step import StepPage

        return StepPage(workspace, number)

    return make


PAGES = (
    PageEntry("survey", N_("Khảo sát thực trạng"), "survey", _step(1), 1),
    PageEntry("analysis", N_("Phân tích, đánh giá"), "analysis", _step(2), 2),
    PageEntry("goals", N_("Luận chứng, mục tiêu"), "goal", _step(3), 3),
    PageEntry("step4", N_("Nhiệm vụ"), "task", _step(4), 4),
    PageEntry("step5", N_("Giải pháp"), "solution", _step(5), 5),
    PageEntry("step6", N_("Phê duyệt"), "approve", _step(6), 6),
    PageEntry("step7", N_("Triển khai"), "deploy", _step(7), 7),
    PageEntry("step8", N_("Theo dõi, thống kê"), "monitor", _step(8), 8),
    PageEntry("step9", N_("Báo cáo hiệu quả"), "report", _step(9), 9),
    PageEntry("step10", N_("Cải tiến, hoàn thiện"), "improve", _step(10), 10),
)


def entry(key: str) -> PageEntry | None:
    return next((each for each in PAGES if each.key == key), None)


def page_of_step(number: int) -> str:
    return next(each.key for each in PAGES if each.step == number)
