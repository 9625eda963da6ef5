"""What the floor walk says when there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable

from app.ui.parts import EmptyState, button
from app.ui.workspace import Workspace
from app.wording import _


def nothing_yet(workspace: Workspace, begin_new: Callable[[], object]) -> EmptyState:
    """The register is empty."""
    ways = [
        button(_("Tới danh mục phương tiện đo"), lambda: workspace.go.emit("instruments", ""), icon_name="instrument"),
        button(_("Thêm mới"), begin_new, icon_name="plus"),
    ]
    return EmptyState(
        "walk",
        _("Chưa có phương tiện đo nào để đi xem"),
        _("Nhập danh sách của doanh nghiệp trước, hoặc thêm từng phương tiện đo thấy được."),
        ways[: 1 if workspace.read_only else 2],
    )


def all_seen(show_all: Callable[[], object], reconcile: Callable[[], object]) -> EmptyState:
    """The filter lets nothing through."""
    return EmptyState(
        "check",
        _("Ở đây đã xem hết"),
        _("Không còn dòng nào chưa xem trong khu vực đang chọn. Enter sang khu vực còn dòng chưa xem, C hiện tất cả."),
        [button(_("Hiện tất cả"), show_all), button(_("Đối chiếu ba danh sách"), reconcile, icon_name="compare")],
    )


def no_hit() -> EmptyState:
    """The finder holds what no instrument has."""
    return EmptyState(
        "search",
        _("Không có phương tiện đo nào khớp"),
        _("Thử ít chữ hơn, không cần gõ dấu. Nhấn Enter để thêm mới với mã này, Esc để bỏ tìm."),
    )
