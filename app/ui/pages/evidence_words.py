"""What the inbox says while there is nothing to show, and the keys it names."""

from __future__ import annotations

from collections.abc import Callable

from app.ui.parts import EmptyState, button
from app.wording import _

LOOSE, EVERY, WITHDRAWN = "loose", "every", "withdrawn"
"""What is not linked, all there is, and what was withdrawn."""


def empty_state(
    view: str, has_linked: bool, show_all: Callable[[], object], watch: Callable[[], object] | None
) -> EmptyState:
    """watch: chooses the folder to watch; None where nothing may be written."""
    if view == WITHDRAWN:
        return EmptyState("trash", _("Chưa bỏ bằng chứng nào"))
    if view == LOOSE and has_linked:
        ways = [button(_("Xem tất cả"), show_all)]
        return EmptyState("check", _("Mọi ảnh, tệp đã được gắn"), _("Không còn gì phải sắp."), ways)
    hint = _(
        "Kéo thả ảnh, tệp hoặc cả thư mục vào đây, dán bằng Ctrl+V, hoặc để chương trình tự nhận từ thư mục mà cáp "
        "hay Bluetooth của điện thoại chép vào."
    )
    ways = [button(_("Chọn thư mục theo dõi…"), watch)] if watch is not None else []
    return EmptyState("camera", _("Chưa có ảnh, tệp nào"), hint, ways)


def keys_to_look() -> list[tuple[str, str]]:
    return [("← →", _("chọn")), ("Enter", _("xem lớn")), ("B", _("thêm ảnh, tệp"))]


def keys_of_chosen() -> list[tuple[str, str]]:
    return [
        ("1–6", _("gắn theo gợi ý")),
        ("/", _("tìm để gắn")),
        ("Shift ←→", _("chọn thêm")),
        ("Enter", _("xem lớn")),
        ("E", _("chỉnh ảnh")),
    ]


def further_keys() -> list[tuple[str, str]]:
    return [
        ("M", _("gom nhiều nơi rồi gắn một lần")),
        ("B", _("thêm ảnh, tệp")),
        ("Ctrl+V", _("dán ảnh, tệp")),
        ("Ctrl+A", _("chọn tất cả")),
        ("F2", _("sửa tên")),
        ("K", _("ghi khu vực")),
        ("Delete", _("bỏ, có lý do")),
        ("G", _("chưa gắn, tất cả, đã bỏ")),
    ]
