"""Taking an evaluation along: its report as PDF, or as a workbook with the raw readings."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.ui.file_writer import FileWriter
from app.ui.pages.evaluation_session import EvaluationSession
from app.wording import _


class EvaluationExport(FileWriter):
    def export(self, session: EvaluationSession) -> None:
        """Ask where, then write what is kept; a refusal is told in the message."""
        assert session.opened is not None
        path = self.ask(_("Lưu báo cáo đánh giá"), session.opened.code, (".pdf", ".xlsx"))
        if path is not None:
            self.write(path, partial(self._report, session.evaluation.id), _("Đang ghi báo cáo đánh giá…"))

    def _report(self, key: str, path: Path) -> Path:
        from app.services import evaluation_report, reporting

        cycle_id = self._workspace.cycle_id
        dossier = self._workspace.read(lambda unit: reporting.gather_dossier(unit, cycle_id, pictures=False))
        return evaluation_report.write_evaluations(dossier, self._workspace.as_of, path, only=(key,))
