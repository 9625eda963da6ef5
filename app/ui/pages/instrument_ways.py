"""From the register to the floor: the walk, the reconciliation of the lists, and labels for the chosen instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton

from app.ui import theme
from app.ui.icons import icon
from app.ui.parts import button
from app.wording import _

if TYPE_CHECKING:
    from app.services.inventory import InstrumentRow
    from app.ui.pages.instruments import InstrumentsPage


def field_ways(page: InstrumentsPage) -> list[QPushButton]:
    """The way to the floor, and a menu of what is done for it."""
    walk = button(_("Đi hiện trường"), lambda: page.workspace.go.emit("floor", "from:instruments"), icon_name="walk")
    walk.setAccessibleName(_("Đi hiện trường"))
    page.installEventFilter(_WordsWhereThereIsRoom(walk))
    more = button("", icon_name="more", tip=_("In nhãn, đối chiếu danh sách"))
    more.setAccessibleName(_("In nhãn, đối chiếu danh sách"))
    menu = QMenu(more)
    menu.addAction(icon("print", "text2"), _("In nhãn…"), lambda: print_labels(page))
    menu.addAction(
        icon("compare", "text2"), _("Đối chiếu ba danh sách"), lambda: page.workspace.go.emit("reconcile", "")
    )
    if not page.workspace.read_only:
        menu.addAction(icon("study", "text2"), _("Đo tại chỗ bằng phương tiện này"), lambda: measure_with(page))
    more.setMenu(menu)
    return [walk, more]


class _WordsWhereThereIsRoom(QObject):
    """On a small screen the icon alone stays, with its words in the tooltip."""

    def __init__(self, pressed: QPushButton) -> None:
        super().__init__(pressed)
        self._pressed, self._words = pressed, pressed.text()
        pressed.setToolTip(self._words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._pressed.setText(self._words if event.size().width() >= theme.px(960) else "")
        return super().eventFilter(watched, event)


def print_labels(page: InstrumentsPage) -> None:
    """For the marked rows, or for all that are listed."""
    from app.ui.pages.label_dialog import LabelDialog

    LabelDialog(page.workspace, chosen_rows(page), page.model.records(), page).exec()


def measure_with(page: InstrumentsPage) -> None:
    """Begin a study with the instrument one stands on."""
    current = page.grid.current_record()
    page.workspace.go.emit("studies", f"new:{current.instrument.id if current else ''}")


def chosen_rows(page: InstrumentsPage) -> list[InstrumentRow]:
    listed = page.model.records()
    return [listed[row] for row in page.grid.chosen().rows if row < len(listed)]
