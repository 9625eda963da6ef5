"""The papers of step 6: written where the person wants them, and signed; only those that the catalogue knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.reports.catalogue import Report
from app.services.paper_writing import known_papers, write_paper
from app.ui.file_writer import FileWriter
from app.ui.parts import InlineMessage, button, column, icon_button, menu_button, row
from app.ui.workspace import Workspace
from app.wording import _


class PapersBar(QWidget):
    """A button for each paper that the catalogue knows; none of them, then there is no bar."""

    def __init__(self, workspace: Workspace, *keys: str) -> None:
        """The first of the keys is the paper that is signed by hand."""
        super().__init__()
        self.workspace, self._signs = workspace, keys[0]
        self._people: Sequence[tuple[str, str]] = ()
        self._linked_to: tuple[str, str] | None = None
        self._pdfs: list[Path] = []
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
        self.by_hand = icon_button("edit", _("Ký tay trên bản làm việc"), self.sign_by_hand)
        self.digitally = icon_button("shield", _("Ký số một văn bản PDF đã xuất"), self.sign_digitally)
        self.digitally.hide()
        line.addWidget(self.by_hand)
        line.addWidget(self.digitally)
        line.addStretch(1)
        self.setLayout(column(line, self.message, gap=6))
        if not self.buttons:
            self.hide()

    def show_signers(self, people: Sequence[tuple[str, str]], linked_to: tuple[str, str] | None) -> None:
        """Who signs the paper (position, name), and the record whose evidence a signed file becomes."""
        self._people = [each for each in people if any(each)]
        self._linked_to = linked_to
        self.by_hand.setVisible(not self.workspace.read_only)

    def sign_by_hand(self) -> None:
        """Draw a signature under the working copy of what the paper says now."""
        from app.services.drawn_signatures import stands_now
        from app.ui.pages.hand_sign_dialog import HandSignDialog

        cycle_id, paper = self.workspace.cycle_id, self._signs
        stands = self.workspace.read(lambda unit: stands_now(unit, cycle_id, paper))
        HandSignDialog(self.workspace, self.window(), paper=paper, signed_of=stands, people=self._people).open()

    def sign_digitally(self) -> None:
        """Sign a PDF that was just written; the signed file becomes evidence of the version or of the minutes."""
        from app.ui.pages.sign_dialog import SignDialog

        papers = [each for each in self._pdfs if each.exists()]
        SignDialog(self.workspace, self.window(), papers, linked_to=self._linked_to).open()

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
        if path.suffix.lower() == ".pdf":
            self._pdfs = [path, *(each for each in self._pdfs if each != path)]
            self.digitally.show()
