"""The side form of the register: all fields of one instrument, its error over the years, and what was done to it."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.typed_fields import FIELD_NAMES
from app.formats import show_number
from app.services.calibration_points import points_of
from app.services.instrument_fields import CHOICES
from app.services.inventory import InstrumentRow
from app.ui import theme
from app.ui.evidence_panel import EvidencePanel
from app.ui.pages.calibration_list import ROW, HistoryLine, calibration_list
from app.ui.pages.calibration_panel import CalibrationPanel
from app.ui.pages.calibration_panel import typed_values as calibration_values
from app.ui.pages.error_box import ErrorBox
from app.ui.pages.instrument_before import InstrumentBefore
from app.ui.pages.instrument_shapes import FormShape
from app.ui.pages.instrument_thread import ThreadBox
from app.ui.pages.legal_box import LegalBox, line_choices
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import (
    Choice,
    Field,
    Foot,
    Pill,
    button,
    column,
    hairline,
    icon_button,
    row,
    scrolled,
    text,
)
from app.ui.workspace import Workspace
from app.wording import _


def typed_values(instrument: Instrument) -> dict[str, str]:
    """Each field as it would be typed."""
    texts: dict[str, str] = {}
    for each in fields(instrument):
        value = getattr(instrument, each.name)
        texts[each.name] = show_number(value) if isinstance(value, Decimal) else str(value) if value is not None else ""
    return texts


class InstrumentForm(QFrame):
    """edited(field, text), retired(reason): of the instrument. The calibration panel tells of itself. closed."""

    edited = Signal(str, str)
    retired = Signal(str)
    closed = Signal()
    panel_shown = Signal(bool)

    def __init__(self, panel: CalibrationPanel, workspace: Workspace, shape: FormShape) -> None:
        super().__init__()
        as_of = workspace.as_of
        self._shape = shape
        self.setProperty("surface", "side-right")
        self.setAccessibleName(_(shape.title))
        self.row: InstrumentRow | None = None
        self._still = False
        self._dressed: bool | None = None
        self.fields: dict[str, Field] = {}
        self.panel = panel
        self._workspace = workspace
        self._points: dict[str, list[CalibrationPoint]] = {}
        self.evidence = EvidencePanel(workspace)
        self.thread_box = ThreadBox(workspace)
        self.before = InstrumentBefore(workspace)
        self.legal = LegalBox(as_of)
        self._lines = line_choices(as_of)
        self.history = calibration_list()
        self.errors = ErrorBox()
        self.withdraw = ReasonAsker(_("Bỏ khỏi danh mục…"), _(shape.withdraw), _("Bỏ khỏi danh mục"))
        self.add = button(_("Lần kiểm định mới"), self.start_calibration, icon_name="plus")
        self._build()
        self._connect()

    # ---- build

    def _build(self) -> None:
        self._code = text("", "strong", tone="text2")
        self._name = text("", "h2", cut=True)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._pill = Pill()
        self._reason = text("", "small", wrap=True)
        title = row(self._code, gap=10)
        title.addWidget(self._name, 1)
        title.addWidget(icon_button("close", _("Đóng phiếu"), self.closed.emit, key="Esc"))
        state = row(self._pill, gap=10)
        state.setAlignment(self._pill, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._reason, 1)
        head = column(title, state, self.before, gap=6, margins=(16, 10, 12, 12))
        self._content = QWidget()
        self._content.setLayout(self._body())
        self.area = scrolled(self._content)
        self.foot = Foot()
        self.foot.line.addWidget(self.withdraw, 1)
        self.foot.line.addStretch(0)
        for each in (self.panel.leave, self.panel.keep, self.add):
            self.foot.line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(head, hairline(), gap=0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.foot)
        self.setLayout(whole)

    def _body(self) -> QHBoxLayout:
        self._none = text(_("Chưa ghi lần kiểm định, hiệu chuẩn nào."), "second", wrap=True)
        note = QPlainTextEdit()
        note.setFixedHeight(theme.px(64))
        note.installEventFilter(self)
        made = column(gap=8, margins=(16, 12, 16, 16))
        for line in self._shape.first:
            made.addLayout(self._line(line))
        made.addWidget(self.legal)
        made.addWidget(self.errors)
        made.addLayout(row(text(_("Lịch sử kiểm định, hiệu chuẩn"), "cap"), None, margins=(0, 6, 0, 0)))
        made.addWidget(self._none)
        made.addWidget(self.history)
        made.addWidget(self.panel)
        made.addLayout(row(text(_("Thông tin khác"), "cap"), None, margins=(0, 10, 0, 0)))
        made.addWidget(hairline())
        for line in self._shape.further:
            made.addLayout(self._line(line))
        made.addWidget(self._field("note", note))
        made.addWidget(self.evidence)
        made.addWidget(self.thread_box)
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    def _line(self, names: tuple[tuple[str, int], ...]) -> QHBoxLayout:
        line = row(gap=10)
        for name, share in names:
            line.addWidget(self._field(name), share, Qt.AlignmentFlag.AlignTop)
        return line

    def _field(self, name: str, editor: QWidget | None = None) -> Field:
        words = CHOICES.get(name)
        if name == "legal_code":
            editor = Choice(self._lines)
        elif words:
            editor = Choice([(key, _(word)) for key, word in words.items()])
        made = Field(_(self._shape.names.get(name) or FIELD_NAMES[name]), editor)
        made.committed.connect(lambda typed: self.edited.emit(name, typed))
        self.fields[name] = made
        return made

    def _connect(self) -> None:
        self.history.opened.connect(lambda line: self.open_calibration(line.calibration))
        self.withdraw.given.connect(self.retired.emit)
        self.withdraw.asking.connect(lambda asks: self.add.setVisible(not asks and not self._still))
        self.panel.closed.connect(self.close_calibration)

    # ---- show

    def show_row(self, shown: InstrumentRow, *, still: bool) -> None:
        """Show an instrument. What is being typed, and its error, stays while it is the same one."""
        same = self.row is not None and self.row.instrument.id == shown.instrument.id
        self.row, self._still = shown, still
        values = typed_values(shown.instrument)
        for name, each in self.fields.items():
            if not (same and (each.editor.hasFocus() or each.error())):
                each.show_value(values[name])
            if self._dressed is not still:
                each.set_read_only(still)
        self._dressed = still
        self._code.setText(shown.instrument.code)
        self._code.setVisible(bool(shown.instrument.code))
        self._name.setText(shown.instrument.name or _("Chưa đặt tên"))
        self._pill.show_state(shown.status.glyph, shown.status.word)
        self._reason.setText(" ".join(each for each in (shown.status.reason, shown.status.cross_check) if each))
        self.legal.setVisible(self._shape.is_legal)
        if self._shape.is_legal:
            self.legal.show_row(shown, still=still)
        self._points = self._workspace.read(
            lambda unit: {each.id: points_of(unit, each.id) for each in shown.calibrations}
        )
        self.errors.show_errors(shown.instrument, shown.calibrations, self._points)
        self._show_history(shown, same)
        self.evidence.show_record("instruments", shown.instrument.id, still=still)
        self.thread_box.show_instrument(shown.instrument.id)
        self.before.show_instrument(shown.instrument.id)
        self._show_panel(self.panel.isVisibleTo(self) and same)
        if not same:
            self.withdraw.close_up()
            self.area.verticalScrollBar().setValue(0)

    def _show_history(self, shown: InstrumentRow, same: bool) -> None:
        calibrations = sorted(shown.calibrations, key=lambda each: str(each.performed_on or ""), reverse=True)
        self.history.show_records(
            [HistoryLine(each, tuple(self._points.get(each.id, ()))) for each in calibrations],
            key=lambda each: each.calibration.id,
        )
        self.history.setFixedHeight(max(1, len(calibrations)) * theme.px(ROW) + 2)
        self.history.setVisible(bool(calibrations))
        open_one = self.panel.calibration
        if not same:
            self._show_panel(False)
        elif open_one is not None and self.panel.isVisible():
            newer = next((each for each in calibrations if each.id == open_one.id), None)
            if newer is None:
                self._show_panel(False)
            else:
                self.panel.show_calibration(newer, shown.instrument, self._points.get(newer.id, []), self._still)
        self._none.setVisible(not calibrations and not self.panel.isVisible())

    # ---- calibrations

    def start_calibration(self) -> None:
        """Blank fields for a new one; they stand below the history."""
        if self.row is None or self._still:
            return
        self._show_panel(True)
        self._none.hide()
        self.panel.start_new(_likely(self.row), self.row.instrument)
        self._bring_to_view()

    def open_calibration(self, calibration: Calibration) -> None:
        if self.row is None:
            return
        self._show_panel(True)
        points = self._points.get(calibration.id, [])
        self.panel.show_calibration(calibration, self.row.instrument, points, self._still)
        self.panel.fields["performed_on"].editor.setFocus()
        self._bring_to_view()

    def _show_panel(self, shown: bool) -> None:
        """While a calibration is written, the foot holds its buttons and no others."""
        self.panel.setVisible(shown)
        self.panel.keep.setVisible(shown)
        if not shown:
            self.panel.calibration = None
            self.panel.leave.hide()
        for each in (self.withdraw, self.add):
            each.setVisible(not shown and not self._still)
        self.panel_shown.emit(shown)

    def close_calibration(self) -> None:
        self._show_panel(False)
        self._none.setVisible(self.row is not None and not self.row.calibrations)
        (self.history if self.history.isVisible() else self.add).setFocus()

    def _bring_to_view(self) -> None:
        """Its first line at the top, so that as much of it as may be is seen."""

        def scroll() -> None:
            self.area.verticalScrollBar().setValue(self.panel.y() - 8)

        QTimer.singleShot(0, self, scroll)

    # ---- keys and focus

    def use_little_room(self, little: bool) -> None:
        self.add.setText(_("Thêm lần") if little else _("Lần kiểm định mới"))
        self.add.setToolTip(_("Lần kiểm định mới"))

    def go_to(self, name: str = "code") -> None:
        """Put the cursor into a field."""
        wanted = self.fields[name]
        self.area.ensureWidgetVisible(wanted, 0, 30)
        wanted.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_unsent_text(self) -> bool:
        return any(each.editor.hasFocus() for each in self.fields.values()) or self.panel.has_unsent_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The note of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut and "note" in self.fields:
            self.fields["note"].commit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(364), 400)


def _likely(shown: InstrumentRow) -> dict[str, str]:
    """What the next calibration most likely shares with the last one."""
    likely = {
        "kind": "verification" if shown.instrument.group == "2" else "calibration",
        "result_unit": shown.instrument.unit,
    }
    if shown.last is not None:
        last = calibration_values(shown.last)
        likely |= {
            name: last[name] for name in ("kind", "body", "point", "coverage_factor", "result_unit") if last[name]
        }
    return likely
