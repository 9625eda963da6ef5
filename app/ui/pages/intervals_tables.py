"""The two tables of the intervals: proposals, and what must be looked at again."""

from __future__ import annotations

from app.domain.register_analysis import IntervalRow, LookBackRow
from app.ui.pages.intervals_columns import interval_columns, look_back_columns, look_back_key
from app.ui.pages.register_grid import AnalysisTable
from app.ui.pages.register_words import CHANGES
from app.ui.parts import EmptyState, button
from app.ui.workspace import Workspace
from app.wording import _


def intervals_table(workspace: Workspace) -> AnalysisTable[IntervalRow]:
    begin = button(_("Mở danh mục phương tiện đo"), lambda: workspace.go.emit("instruments", ""), kind="primary")
    return AnalysisTable(
        workspace,
        _("Chu kỳ hiệu chuẩn"),
        "intervals",
        interval_columns(),
        key=lambda each: each.key,
        filters={change: _(word) for change, (_glyph, word) in CHANGES.items()},
        kind=lambda each: each.change,
        sorted_by="change",
        empty=EmptyState(
            "calendar",
            _("Chưa có phương tiện đo nào để xét chu kỳ."),
            _("Cần phương tiện đo có chu kỳ, và các lần hiệu chuẩn có sai số trước khi chỉnh."),
            [begin],
        ),
    )


def look_back_table(workspace: Workspace) -> AnalysisTable[LookBackRow]:
    return AnalysisTable(
        workspace,
        _("Xem xét lại"),
        "look_back",
        look_back_columns(),
        key=look_back_key,
        filters={"known": _("Gắn quá trình"), "unknown": _("Chưa gắn quá trình")},
        kind=lambda each: "known" if each.process else "unknown",
        sorted_by="code",
        empty=EmptyState(
            "check",
            _("Không có gì phải xem xét lại."),
            _("Khi một lần hiệu chuẩn cho thấy phương tiện đo đã sai, những gì đo bằng nó hiện ra ở đây."),
            [],
        ),
    )
