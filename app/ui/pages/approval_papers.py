"""Buttons that write papers of step 6 where the person wants them; only those that the catalogue knows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.reports.catalogue import Report
from app.services.paper_writing import known_papers, write_paper
from app.ui.file_writer import FileWriter
from app.ui.parts import InlineMessage, button, column, menu_button, row
from app.ui.workspace import Workspace
from app.wording import _


class PapersBar(QWidget):
    """A button for each paper that the catalogue knows; none of them, then there is no bar."""

    def __init__(self, workspace: Workspace, *keys: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.message = InlineMessage("ok", "")
        self.writer = FileWriter(workspace, self.message, self)
        self.buttons: dict[str, QPushButton] = {}
        line = row(gap=6)
        for report in known_papers(*keys):
            self.buttons[report.key] = button(_(report.title), partial(self.export, report), icon_name=report.icon)
            self.buttons[report.key].setToolTip(_(report.about))
            line.addWidget(self.buttons[report.key])
        menu = QMenu(self)
        for report in known_papers(*keys):
            menu.addAction(_(report.title), partial(self.export, report))
        self.menu = menu_button("export", _("Xuất văn bản"), menu)
        self.menu.hide()
        line.addWidget(self.menu)
        line.addStretch(1)
        self.setLayout(column(line, self.message, gap=6))
        self.setVisible(bool(self.buttons))

    def use_little_room(self, little: bool) -> None:
        """One button with a menu in the place of a row of buttons."""
        self.menu.setVisible(little)
        for each in self.buttons.values():
            each.setVisible(not little)

    def export(self, report: Report) -> None:
        """Ask for the place, then write the paper in the background."""
        stem, dot, ending = report.ending.rpartition(".")
        path = self.writer.ask(_(report.title), stem, [f"{dot}{ending}"])
        if path is not None:
            self.write(report, path)

    def write(self, report: Report, path: Path) -> None:
        workspace = self.workspace
        cycle_id, today = workspace.cycle_id, workspace.as_of

        self.writer.write(
            path,
            lambda place: write_paper(workspace.store, report.key, place, cycle_id=cycle_id, as_of=today),
            _("Đang ghi {title}…", title=_(report.title)),
        )
