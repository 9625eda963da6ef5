"""Losses in money (M20): the sum in one sentence, the bars, and the figures of one loss with where each comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.services import losses as deeds
from app.services.evaluations import STEP
from app.services.locks import lock_reason
from app.services.losses import Losses, LossRow, losses_of
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.losses_list import Legend, LossesList
from app.ui.pages.losses_new import NewLossPanel
from app.ui.pages.losses_side import LossSide
from app.ui.pages.losses_words import lead_words, second_words
from app.ui.parts import Card, EmptyState, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

READS = ("evaluations", "processes", "instruments", "studies", "steps", "cycles")
NEW = "new"


class LossesPage(Page):
    """target: the id of an evaluation of a loss, or "new"."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Thiệt hại do đo lường"))
        self._wanted = ""
        self._small = False
        self._still = workspace.read_only
        self._losses: Losses | None = None
        self.list, self.side, self.new = LossesList(), LossSide(), NewLossPanel(workspace)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add = button(_("Thêm thiệt hại"), self.begin, kind="primary", icon_name="plus", tip="N")
        self.head.add_action(self._add)
        self.lead, self.second = text("", "lead", wrap=True), text("", "second", wrap=True)
        for each in (self.lead, self.second):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._card = Card(padding=(0, 0, 0, 0))
        self._card.content.addLayout(row(text(_("Các thiệt hại"), "h2"), None, Legend(), margins=(16, 12, 16, 8)))
        self._card.content.addWidget(self.list, 1)
        self._empty = EmptyState(
            "analysis",
            _("Chưa có thiệt hại nào được tính."),
            _("Chọn loại thiệt hại và quá trình đo. Mọi con số do nhà máy cung cấp, không có con số điển hình."),
            [button(_("Thêm thiệt hại"), self.begin, icon_name="plus")] if not self._still else [],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.side)
        self._stack.addWidget(self.new)
        columns = row(gap=12)
        columns.addWidget(self._card, 56)
        columns.addWidget(self._empty, 56)
        columns.addWidget(self._stack, 44)
        self._body = column(column(self.lead, self.second, gap=2), gap=12, margins=(20, 14, 20, 14))
        self._body.addLayout(columns, 1)
        self.body.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _row: self._show_current())
        self.list.opened.connect(lambda _row: self.side.form.go_to())
        form = self.side.form
        form.edited.connect(lambda name, value: self._edit(lambda unit, key: deeds.edit_loss(unit, key, {name: value})))
        form.ranged.connect(
            lambda name, end, value: self._edit(lambda unit, key: deeds.edit_range(unit, key, name, end, value))
        )
        form.sourced.connect(lambda name, words: self._edit(lambda unit, key: deeds.edit_basis(unit, key, name, words)))
        self.side.opened.connect(lambda key: self.workspace.go.emit("evaluations", key))
        self.new.begun.connect(self._begin)
        self.new.left.connect(self.leave_new)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._go_on, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---- show

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id = self.workspace.cycle_id

        def read(unit: Unit) -> tuple[Losses, str]:
            return losses_of(unit, cycle_id), lock_reason(unit, cycle_id, STEP)

        self._losses, lock = self.workspace.read(read)
        self._still = self.workspace.read_only or bool(lock)
        self._show()
        self._go_to_wanted()

    def _show(self) -> None:
        assert self._losses is not None
        rows = self._losses.rows
        self.lead.setText(lead_words(self._losses) if rows else "")
        self.lead.setVisible(bool(rows))
        self._show_second()
        self.list.show_losses(self._losses)
        self._card.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._show_add()
        self.head.show_note(_("{n} khoản", n=len(rows)) if rows else "")
        if rows and self.list.current() is None:
            self.list.choose(0)
        self._stack.setVisible(bool(rows) or self._stack.currentWidget() is self.new)
        self._show_current()
        self.keys_changed.emit()

    def _show_add(self) -> None:
        """One way to add at a time: the panel has its own button."""
        begun = self._stack.currentWidget() is self.new
        rows = self._losses.rows if self._losses is not None else ()
        self._add.setVisible(not self._still and bool(rows) and not begun)

    def _show_second(self) -> None:
        """What the sum does not hold; behind the pointer where there is no room."""
        words = second_words(self._losses) if self._losses is not None else ""
        self.second.setText(words)
        self.second.setVisible(bool(words) and not self._small)
        self.lead.setToolTip(words if self._small else "")

    def _show_current(self) -> None:
        current = self.list.current()
        if current is not None:
            self.side.show_row(current, self._still or current.calculation.key == "prepackage_lot")

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted == NEW:
            self.begin()
        elif wanted and self._losses is not None:
            for place, each in enumerate(self._losses.rows):
                if each.evaluation.id == wanted:
                    self.list.choose(place)
                    self.list.setFocus()

    # ---- deeds

    def begin(self) -> None:
        """A new loss: its kind and its process."""
        if self._still:
            return
        self._stack.setCurrentWidget(self.new)
        self._stack.show()
        self._show_add()
        self.new.open()
        self.keys_changed.emit()

    def leave_new(self) -> None:
        self._stack.setCurrentWidget(self.side)
        self._show()
        (self.list if self._losses and self._losses.rows else self._empty).setFocus()

    def _begin(self, calculation: str, process_id: str) -> None:
        cycle_id = self.workspace.cycle_id
        try:
            made = self.workspace.run(
                _("Thêm thiệt hại"), lambda unit: deeds.add_loss(unit, cycle_id, calculation, process_id)
            )
        except UserError as refusal:
            self.say_wrong(str(refusal))
            return
        self._stack.setCurrentWidget(self.side)
        self._show()
        self._wanted = made.id
        self._go_to_wanted()
        current = self.list.current()
        lacking = deeds.lacking_of(current.evaluation) if current else ()
        self.side.form.go_to(lacking[0].name if lacking else "")

    def _edit(self, deed: Callable[[Unit, str], Evaluation]) -> None:
        """On the loss whose fields these are, also while the list moves on to another."""
        key = self.side.key()
        if key:
            self.workspace.run(_("Sửa thiệt hại"), lambda unit: deed(unit, key))

    def _go_on(self) -> None:
        if self._stack.currentWidget() is self.new and self.new.isVisible():
            self.new.begin()

    # ---- the page's contract

    def current(self) -> LossRow | None:
        return self.list.current()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._losses is not None and self.isVisible():
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.evaluation.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if self._stack.currentWidget() is self.new:
            return [("↑↓", _("loại thiệt hại")), ("Ctrl+Enter", _("thêm thiệt hại")), ("Esc", _("thôi"))]
        if self._is_typing():
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        new = [] if self._still else [("N", _("thêm thiệt hại"))]
        return [("↑↓", _("dòng")), ("Enter", _("sửa")), *new] if self._losses and self._losses.rows else new

    def more_keys(self) -> list[tuple[str, str]]:
        return [("F6", _("sang khung khác")), ("O", _("mở đánh giá"))]

    def panes(self) -> Sequence[QWidget]:
        every: tuple[Any, ...] = (self.list, self.new.kinds, self.side.pane())
        return [each for each in every if each is not None and each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self._stack.setMinimumWidth(theme.px(320 if small else 400))
        self._small = small
        self._show_second()

    def has_unsent_text(self) -> bool:
        return self.side.form.has_unsent_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = "" if self._is_typing() else event.text().casefold()
        if event.key() == Qt.Key.Key_Escape and self._is_typing():
            self.list.setFocus()
        elif letter == "n":
            self.begin()
        elif letter == "o" and self.list.current() is not None:
            self.side.open_evaluation()
        else:
            super().keyPressEvent(event)

    def _is_typing(self) -> bool:
        focus = QApplication.focusWidget()
        return isinstance(focus, QLineEdit | QComboBox) and self.isAncestorOf(focus)
