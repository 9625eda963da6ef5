"""Taking the sheet of a study along on paper: a PDF where the person wants it."""

from __future__ import annotations

from app.services.studies_paper import paper_sheet, write_paper_sheet
from app.ui.file_writer import FileWriter
from app.wording import _


class SheetPrinter(FileWriter):
    def print_sheet(self, study_id: str) -> None:
        """Ask where, then write; a refusal is told in the message."""
        sheet, head = self._workspace.read(lambda unit: paper_sheet(unit, study_id))
        path = self.ask(_("Lưu phiếu đo"), head.code, (".pdf",))
        if path is not None:
            self.write(path, lambda place: write_paper_sheet(sheet, head, place), _("Đang ghi phiếu đo…"))
