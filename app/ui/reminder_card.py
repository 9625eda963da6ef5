"""What is due, told once a day when a dossier is opened: a quiet card at the bottom right that takes no focus.

It goes when it is put away, when a line of it is followed, when work begins, or with the dossier.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from app.ui import theme
from app.ui.parts import Card, button, column, icon_button, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.domain.reminders import Reminder
    from app.ui.window import MainWindow

SOON_DAYS = 14
SHOWN = 5
NOTE = "reminders.told"
FOOT = 68
"""The foot of a page, with its primary button, stays free."""


def remind(window: MainWindow) -> None:
    """Read what is due in the open dossier beside the window, and tell it unless that was done today."""
    workspace = window.workspace
    if workspace is None or workspace.views_older or _was_told(workspace):
        return

    def read() -> Sequence[Reminder]:
        from app.services.reminders import reminders_of

        return workspace.read(lambda unit: reminders_of(unit, workspace.cycle_id, workspace.today, SOON_DAYS))

    def show(found: Sequence[Reminder]) -> None:
        if window.workspace is workspace and window.dossier is not None and found:
            _keep_told(workspace)
            ReminderCard(window.dossier, workspace, found).show()

    workspace.background.run(read, show, owner=window)


def _mark(workspace: Workspace) -> str:
    return f"{NOTE}:{workspace.store.path}"


def _was_told(workspace: Workspace) -> bool:
    return workspace.preferences.notes.get(_mark(workspace)) == workspace.today.isoformat()


def _keep_told(workspace: Workspace) -> None:
    workspace.preferences.notes[_mark(workspace)] = workspace.today.isoformat()
    workspace.preferences.save()


class ReminderCard(Card):
    """The first few of what is due, the number of all, and the way to the whole list."""

    def __init__(self, parent: QWidget, workspace: Workspace, found: Sequence[Reminder]) -> None:
        from app.ui.pages.reminder_list import reminder_list

        super().__init__(padding=(0, 8, 0, 6), parent=parent)
        self._workspace = workspace
        self.list = reminder_list()
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.show_records(found[:SHOWN])
        self.list.setFixedHeight(self.list.row_height() * min(len(found), SHOWN))
        self.list.opened.connect(self._follow)
        title = text(_("Việc tới hạn: {n}", n=len(found)), "h2")
        head = row(title, None, icon_button("close", _("Cất đi, hôm nay không nhắc nữa"), self.put_away))
        head.setContentsMargins(16, 0, 8, 4)
        self.all = button(_("Xem tất cả"), self._see_all, kind="link")
        foot = row(self.all, None)
        foot.setContentsMargins(8, 2, 8, 0)
        self.content.addLayout(column(head, self.list, foot, gap=0))
        self.setAccessibleName(title.text())
        self.setFixedWidth(theme.px(400))
        if theme.name() != "contrast":
            shadow = QGraphicsDropShadowEffect(self)
            shadow.setBlurRadius(24)
            shadow.setOffset(0, 4)
            shade = theme.color("text")
            shade.setAlpha(60)
            shadow.setColor(shade)
            self.setGraphicsEffect(shadow)
        parent.installEventFilter(self)
        workspace.changed.connect(self.put_away)
        self._place()

    def put_away(self) -> None:
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            self.move(parent.width() - self.width() - 20, parent.height() - self.height() - theme.px(FOOT))
            self.raise_()

    def _follow(self, reminder: Reminder) -> None:
        self._workspace.go.emit(reminder.page, reminder.target)
        self.put_away()

    def _see_all(self) -> None:
        self._workspace.go.emit("monitoring", "due")
        self.put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
