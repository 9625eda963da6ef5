"""From the analysis to the pages behind it: findings, confirmation, intervals, evaluations, losses, the report."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui.pages.catalogue import PageEntry, entry
from app.ui.parts import button, row
from app.ui.workspace import Workspace
from app.wording import _

KEYS = ("findings", "confirmation", "intervals", "evaluations", "losses", "assessment")


def entries() -> list[PageEntry]:
    """Those of the pages that there are."""
    return [each for each in map(entry, KEYS) if each is not None]


class AnalysisWays(QWidget):
    """A line of links; menu: the same for a small window."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        line = row(gap=2)
        self.links: dict[str, QPushButton] = {}
        for each in entries():
            link = button(_(each.title), partial(self._go, each.key), kind="ghost", icon_name=each.icon)
            self.links[each.key] = link
            line.addWidget(link)
        line.addStretch(1)
        self.setLayout(line)

    def menu(self, parent: QWidget) -> QMenu:
        made = QMenu(parent)
        for each in entries():
            made.addAction(_(each.title)).triggered.connect(partial(self._go, each.key))
        return made

    def _go(self, key: str, *_clicked: bool) -> None:
        self._workspace.go.emit(key, "")
