"""From the survey to what belongs to it: interviews, who does what, and the last cycle beside this one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui.icons import icon
from app.ui.parts import menu_button
from app.ui.workspace import Workspace
from app.wording import _


def ways_button(workspace: Workspace, page: QWidget) -> QToolButton:
    """A menu of the pages; the last cycle is offered only where there is one."""
    menu = QMenu(page)
    ways = [("interviews", _("Phỏng vấn"), "comment"), ("assignments", _("Phân công khảo sát"), "people")]
    if workspace.cycle.previous_id:
        ways.append(("previous", _("So với chu kỳ trước"), "compare"))
    for key, words, name in ways:
        menu.addAction(icon(name, "text2", 16), words, partial(workspace.go.emit, key, ""))
    made = menu_button("more", _("Phỏng vấn, phân công, chu kỳ trước"), menu, parent=page)
    made.setStyleSheet("QToolButton::menu-indicator { image: none; }")
    return made
