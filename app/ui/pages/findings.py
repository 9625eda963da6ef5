"""All findings and proposals of the cycle: one table, and beside it everything of the current one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.proposals import Proposal
from app.services.analysis import analyse
from app.services.finding_list import FindingRow, finding_rows
from app.services.locks import lock_reason
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.finding_deeds import FindingDeeds
from app.ui.pages.findings_list import FindingsList
from app.ui.pages.findings_side import FindingsSide
from app.ui.pages.thread_view import CLAUSE, THREAD
from app.ui.parts import EmptyState, button, is_typing_in, row
from app.ui.workspace import Workspace
from app.wording import _

READS = ("answers", "forms", "instruments", "calibrations", "findings", "links", "goals", "cycles", "steps")
ALSO = ("processes", "studies", "readings", "evaluations", "evidence", "settings", "calibration_points")
STEP = 2


class FindingsPage(Page):
    """target: the id of a finding, the key of a proposal, "clause:<text>", or "thread:<kind>:<id>".

    computed: the rows on the page are new.
    """

    computed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phát hiện và đề xuất"))
        self._rows: Sequence[FindingRow] | None = None
        self._proposals: Mapping[str, Proposal] = {}
        self._wanted = ""
        self._still = workspace.read_only
        self.list = FindingsList(workspace)
        self.side = FindingsSide(workspace, FindingDeeds(workspace))
        self._back = button(
            _("Về phân tích"), lambda: workspace.go.emit("analysis", ""), kind="ghost", icon_name="left"
        )
        self._add = button(_("Thêm phát hiện"), self.add, icon_name="plus", tip="Insert")
        self.head.add_action(self._back)
        self.head.add_action(self._add)
        self._empty = EmptyState(
            "finding",
            _("Chưa có phát hiện nào"),
            _("Trả lời phiếu khảo sát, nhập danh mục hoặc đánh giá phép đo; các quy tắc sẽ đề xuất phát hiện từ đó."),
            [button(_("Thêm phát hiện"), self.add, icon_name="plus")],
        )
        self._filled = QWidget()
        whole = row(gap=0)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.side)
        self._filled.setLayout(whole)
        self.body.addWidget(self._filled, 1)
        self.body.addWidget(self._empty, 1)
        self._empty.hide()
        self.use_frame(Frame.WIDE)
        self._connect()

    def _connect(self) -> None:
        self.list.changed.connect(self._show_side)
        self.list.opened.connect(self.side.edit)
        self.list.removed.connect(self.side.ask_why)
        self.side.following = self.list.following
        self.side.mode_changed.connect(self.keys_changed)
        self.side.row_asked.connect(self._ask_for)
        self.side.back.connect(self.list.grid.setFocus)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches(*READS, *ALSO):
            self.recompute()

    def recompute(self) -> None:
        """Compute everything again, off the window's thread."""
        workspace, cycle_id, as_of = self.workspace, self.workspace.cycle_id, self.workspace.as_of
        self.workspace.background.run(
            lambda: workspace.read(lambda unit: (analyse(unit, cycle_id, as_of), lock_reason(unit, cycle_id, STEP))),
            lambda read: self._show(finding_rows(read[0]), read[0].all_proposals, read[1]),
            lambda error: self.say_wrong(str(error)),
            words=_("Đang tính lại…"),
            owner=self,
        )

    def show_target(self, target: str) -> None:
        if self._rows is None:
            self._wanted = target
        elif target.startswith(THREAD):
            kind, _colon, id = target.removeprefix(THREAD).partition(":")
            self._filled.show()
            self._empty.hide()
            self.side.show_thread_of(kind, id)
        elif target.startswith(CLAUSE):
            self.list.show_clause(target.removeprefix(CLAUSE))
        elif target and self.list.go_to(target) and self.side.mode() != "form":
            self.list.grid.setFocus()

    def place(self) -> str:
        rows = self.list.rows()
        return self._wanted or (rows[0].key if rows else "")

    def keys(self) -> list[tuple[str, str]]:
        match self.side.mode():
            case "aside" | "form":
                return [("Enter", _("xong")), ("Esc", _("thôi"))]
            case "merge":
                return [("↑↓", _("dòng")), ("Enter", _("gộp vào đây")), ("Esc", _("thôi"))]
            case "thread":
                return [("Enter", _("mở nơi được chọn")), ("T", _("mạch của nút này")), ("Esc", _("về phát hiện"))]
        if is_typing_in(self):
            return [("Esc", _("rời ô"))]
        if self._still or not self.side.rows:
            return [("↑↓", _("dòng")), ("T", _("mạch")), ("/", _("lọc"))]
        rows = self.side.rows
        one, is_open = len(rows) == 1, any(each.is_open for each in rows)
        acting = {
            "A": (_("nhận"), any(each.state == "proposed" for each in rows)),
            "E": (_("sửa"), one and is_open),
            "M": (_("gộp"), is_open),
            "X": (_("bỏ"), is_open),
            "G": (_("lập mục tiêu"), any(each.is_open and each.finding for each in rows)),
            "T": (_("mạch"), one and rows[0].finding is not None),
        }
        return [(cap, word) for cap, (word, acts) in acting.items() if acts]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("Shift+↑↓", _("chọn nhiều dòng")),
            ("Ctrl+A", _("chọn mọi dòng")),
            ("Enter", _("sửa")),
            ("Delete", _("bỏ, nêu lý do")),
            ("Insert", _("thêm phát hiện")),
            ("O", _("mở nơi bắt nguồn")),
            ("/", _("lọc")),
            ("F9", _("tính lại")),
            ("F6", _("sang khung khác")),
        ]

    def panes(self) -> Sequence[QWidget]:
        return (self.list.grid, self.side.pane(), self.list.search) if self._rows else (self._empty,)

    def use_frame(self, frame: Frame) -> None:
        widths = {Frame.WIDE: 430, Frame.MEDIUM: 410, Frame.NARROW: 400, Frame.SMALL: 356}
        self.side.setFixedWidth(theme.px(widths[frame]))
        self.list.use_little_room(frame is Frame.SMALL)
        self.side.use_little_room(frame is Frame.SMALL)

    def has_unsent_text(self) -> bool:
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and self.isAncestorOf(focused)

    # ---- show

    def _show(self, rows: Sequence[FindingRow], proposals: Mapping[str, Proposal], locked: str) -> None:
        self._rows, self._proposals = rows, proposals
        self._still = self.workspace.read_only or bool(locked)
        self._add.setVisible(not self._still)
        self._filled.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        open_rows = [each for each in rows if each.is_open]
        first = sum(each.priority.level == 1 for each in open_rows)
        self.head.show_note(locked or _("{n} còn mở, {first} ưu tiên 1", n=len(open_rows), first=first))
        self.list.show_rows(rows)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_target(wanted)
        self._show_side()
        self.computed.emit()

    def _show_side(self) -> None:
        named = {each.key: each for each in self._rows or ()}
        self.side.show_rows(self.list.rows(), named, self._proposals, still=self._still)
        self.keys_changed.emit()

    def _ask_for(self, key: str) -> None:
        """Go to a row now, or as soon as it is there."""
        if not self.list.go_to(key):
            self._wanted = key

    def add(self) -> None:
        """A finding of one's own; its name is typed next."""
        if not self._still:
            self._filled.show()
            self._empty.hide()
            self.side.edit_new()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_F9:
            self.recompute()
        elif is_typing_in(self) or held or not self._press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key) -> bool:
        """A single key; whether it was one of ours."""
        if key == Qt.Key.Key_T:
            (self.side.walk if self.side.mode() == "thread" else self.side.show_thread)()
            return True
        if self.side.mode() not in ("view", "many"):
            return False
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_A: self.side.accept,
            Qt.Key.Key_E: self.side.edit,
            Qt.Key.Key_M: self.side.merge,
            Qt.Key.Key_X: self.side.ask_why,
            Qt.Key.Key_Delete: self.side.ask_why,
            Qt.Key.Key_G: self.side.make_goal,
            Qt.Key.Key_Insert: self.add,
        }
        if key == Qt.Key.Key_O and len(self.side.rows) == 1:
            self.side.open_source()
        elif key in deeds and not self._still:
            deeds[key]()
        else:
            return False
        return True
