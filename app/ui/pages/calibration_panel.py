"""One verification, calibration or test: a new one is written as a whole, a kept one field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.calibration_points import headline
from app.domain.errors import UserError
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.register_fields import as_typed
from app.domain.typed_fields import CALIBRATION_FIELD_NAMES, KIND_WORDS, RESULT_WORDS, read_calibration_field
from app.formats import show_date, show_number
from app.ui.evidence_panel import EvidencePanel
from app.ui.pages.calibration_points import PointsTable
from app.ui.pages.certificate_items import CertificateItems
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Choice, Field, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

CHOICES = {"kind": KIND_WORDS, "result": RESULT_WORDS}
ROWS = (
    ("kind", "result"),
    ("performed_on", "valid_until"),
    ("certificate_number", "body"),
    ("point", "error"),
    ("expanded_uncertainty", "coverage_factor"),
    ("result_unit", "note"),
)

HEADLINE = ("point", "error", "expanded_uncertainty", "coverage_factor")
"""What the points of a calibration set, where it has any."""
WITH_AN_ERROR = ("point", "coverage_factor", "result_unit")


def typed_values(calibration: Calibration) -> dict[str, str]:
    """Each field as it would be typed."""
    texts: dict[str, str] = {}
    for each in fields(calibration):
        value = getattr(calibration, each.name)
        if isinstance(value, Decimal):
            texts[each.name] = show_number(value)
        elif isinstance(value, date):
            texts[each.name] = show_date(value)
        else:
            texts[each.name] = value or ""
    texts["performed_on"] = texts["performed_on"] or calibration.performed_text
    texts["valid_until"] = texts["valid_until"] or calibration.valid_until_text
    return texts


class CalibrationPanel(QWidget):
    """keep and leave stand in the foot of the form, where they never scroll away.

    made(texts by field): a new one is to be kept. edited(field, text): of the shown one. retired(reason). closed."""

    made = Signal(dict)
    edited = Signal(str, str)
    retired = Signal(str)
    closed = Signal()
    paper_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._today = workspace.today
        self.calibration: Calibration | None = None
        self._instrument = Instrument(id="")
        self._still = False
        self.points = PointsTable(workspace)
        self.points.changed.connect(self._show_headline)
        self.items = CertificateItems()
        self.items.edited.connect(lambda kept: self.edited.emit("certificate_items", kept))
        self.evidence = EvidencePanel(workspace, title=_("Giấy chứng nhận"))
        self.paper = button(_("Giấy bên cạnh"), self.paper_wanted.emit, icon_name="eye", tip="Alt+G")
        self.paper.setProperty("kind", "ghost")
        self._title = text("", "strong")
        self.fields = {name: self._field(name) for pair in ROWS for name in pair}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for line, pair in enumerate(ROWS):
            for place, name in enumerate(pair):
                grid.addWidget(self.fields[name], line, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.keep = button(_("Ghi lần này"), self._keep)
        self.leave = button(_("Thôi"), self.closed.emit, kind="ghost")
        self.withdraw = ReasonAsker(_("Bỏ lần này…"), _("Vì sao bỏ lần này?"), _("Bỏ lần này"))
        self.withdraw.given.connect(self.retired.emit)
        heading = row(self._title, None, self.paper, gap=8)
        self.setLayout(column(heading, grid, self.points, self.items, self.evidence, self.withdraw, gap=8))

    def start_new(self, likely: Mapping[str, str], instrument: Instrument) -> None:
        """Blank fields but for what is likely the same as last time; point, unit and k count only with an error."""
        self.calibration, self._instrument = None, instrument
        self.points.begin(instrument)
        self.evidence.show_record("calibrations", "")
        self._title.setText(_("Lần mới"))
        for name, field in self.fields.items():
            field.show_value(likely.get(name, ""))
        self._dress(new=True, still=False)
        self.fields["performed_on"].editor.setFocus()

    def show_calibration(
        self, calibration: Calibration, instrument: Instrument, points: Sequence[CalibrationPoint], still: bool
    ) -> None:
        same = self.calibration is not None and self.calibration.id == calibration.id
        self.calibration, self._instrument = calibration, instrument
        self.points.show_points(instrument, calibration, points)
        self.evidence.show_record("calibrations", calibration.id, still=still)
        self.items.show_items(calibration.certificate_items, still=still)
        self._title.setText(_("Sửa lần đã ghi"))
        values = typed_values(calibration)
        for name, field in self.fields.items():
            if not (same and (field.editor.hasFocus() or field.error())):
                field.show_value(values[name])
        self._dress(new=False, still=still)

    def show_error(self, name: str, sentence: str) -> None:
        self.fields[name].show_error(sentence)

    def has_unsent_text(self) -> bool:
        return self.isVisible() and any(field.editor.hasFocus() for field in self.fields.values())

    def _show_headline(self) -> None:
        """While points are typed, the error is that of the worst of them, and is not typed itself."""
        typed = self.points.typed() if self.calibration is None else []
        told = headline(typed, self._instrument, Calibration(id="", instrument_id=self._instrument.id))
        for name, value in told.items():
            self.fields[name].show_value(as_typed(value))
        self._hold_headline()

    def _hold_headline(self) -> None:
        for name in HEADLINE:
            self.fields[name].set_read_only(self._still or self.points.has_points())
            self.fields[name].setToolTip(_("Lấy từ điểm sát sai số cho phép nhất.") if self.points.has_points() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str) -> Field:
        words = CHOICES.get(name)
        editor = Choice([(key, _(word)) for key, word in words.items()]) if words else None
        made = Field(_(CALIBRATION_FIELD_NAMES[name]), editor, placeholder=_PLACEHOLDERS.get(name, ""))
        made.committed.connect(lambda words: self._committed(name, words))
        return made

    def _committed(self, name: str, words: str) -> None:
        if self.calibration is not None:
            self.edited.emit(name, words)
        else:
            self._judge(name, words)

    def _judge(self, name: str, words: str) -> bool:
        try:
            read_calibration_field(name, words, self._today)
        except UserError as refusal:
            self.fields[name].show_error(str(refusal))
            return False
        self.fields[name].show_error("")
        return True

    def _keep(self) -> None:
        if self.calibration is not None:
            self.closed.emit()
            return
        values = {name: field.value() for name, field in self.fields.items()}
        wrong = [name for name, words in values.items() if not self._judge(name, words)]
        if not wrong and not (values["performed_on"].strip() or values["certificate_number"].strip()):
            self.show_error("performed_on", _("Ghi ngày làm hoặc số giấy chứng nhận."))
            wrong = ["performed_on"]
        if wrong:
            self.fields[wrong[0]].editor.setFocus()
            return
        if self.points.has_points():
            values |= dict.fromkeys(HEADLINE, "")
        unit = values["result_unit"]
        filled = _filled(values)
        self.made.emit(filled | {"result_unit": unit} if self.points.has_points() and unit.strip() else filled)

    def _dress(self, *, new: bool, still: bool) -> None:
        self._still = still
        for field in self.fields.values():
            field.set_read_only(still)
        self._hold_headline()
        self.keep.setText(_("Ghi lần này") if new else _("Xong"))
        self.leave.setVisible(new)
        self.items.setVisible(not new)
        self.withdraw.setVisible(not new and not still)
        self.withdraw.close_up()


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    left_out = () if values["error"].strip() else WITH_AN_ERROR
    return {name: words for name, words in values.items() if words.strip() and name not in left_out}


_PLACEHOLDERS = {"performed_on": "dd/mm/yyyy", "valid_until": "dd/mm/yyyy"}
