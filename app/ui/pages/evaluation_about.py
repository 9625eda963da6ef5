"""What an evaluation is about: its name, the sheet its readings come from, instrument, process, note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.processes import Process
from app.domain.studies import study_code
from app.services import evaluation_kept
from app.services.inventory import MEASURING, STANDARDS
from app.ui import theme
from app.ui.instrument_picker import InstrumentPicker
from app.ui.pages.evaluation_session import EvaluationSession
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Card, Choice, Field, button, column, text
from app.ui.workspace import Workspace
from app.wording import _


class AboutCard(QWidget):
    """sheet_wanted(study id): open the sheet."""

    sheet_wanted = Signal(str)

    def __init__(self, workspace: Workspace, session: EvaluationSession) -> None:
        super().__init__()
        self._workspace, self._session = workspace, session
        self.title = Field(_("Tên đánh giá"))
        self.instrument = InstrumentPicker(workspace, MEASURING + STANDARDS, warns=False)
        self.process = Choice()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(theme.px(56))
        self.note.installEventFilter(self)
        self._note_field = Field(_("Ghi chú"), self.note)
        self._process_field = Field(_("Quá trình đo"), self.process)
        self._readings = text("", "body", wrap=True)
        self._readings.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._to_sheet = button(_("Mở phiếu đo"), self._open_sheet, kind="link")
        self.leave_out = QCheckBox(_("Bỏ ra các số đọc bị nghi ngờ"))
        self.leave_out.clicked.connect(lambda on: self._session.read_sheet_again(bool(on)))
        self._reason = ReasonAsker(_("Bỏ đánh giá này…"), _("Vì sao bỏ đánh giá này?"), _("Bỏ đánh giá"))
        self._reason.given.connect(self._session.retire)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._sheet_card = Card(_("Số đọc"), self._to_sheet)
        self._sheet_card.content.addWidget(self._readings)
        self._sheet_card.content.addWidget(self.leave_out)
        about = Card(_("Đánh giá về"))
        for each in (self.title, Field(_("Phương tiện đo"), self.instrument), self._process_field, self._note_field):
            about.content.addWidget(each)
        about.content.addWidget(self._reason)
        self.setLayout(column(self._sheet_card, about, gap=12))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.title.committed.connect(lambda words: self._session.edit_about("title", words))
        self._note_field.committed.connect(lambda words: self._session.edit_about("note", words))
        self.instrument.picked.connect(lambda key: self._session.edit_about("instrument_id", key))
        self.process.picked.connect(lambda key: self._session.edit_about("process_id", key))

    def show_session(self) -> None:
        session = self._session
        opened = session.opened
        assert opened is not None
        evaluation, still = session.evaluation, session.still
        if not self.title.editor.hasFocus():
            self.title.show_value(evaluation.title)
        if not self.note.hasFocus():
            self._note_field.show_value(evaluation.note)
        self.instrument.show_instrument(evaluation.instrument_id)
        self._offer_processes(evaluation.process_id)
        for each in (self.title, self._note_field, self._process_field):
            each.set_read_only(still)
        self.instrument.setEnabled(not still)
        self._reason.setVisible(not still)
        self._sheet_card.setVisible(opened.study is not None)
        if opened.study is not None:
            self._show_sheet(still)

    def _show_sheet(self, still: bool) -> None:
        opened = self._session.opened
        assert opened is not None and opened.study is not None
        told = evaluation_kept.sheet_of_inputs(opened.evaluation)
        doubted, out = len(told.get("doubted", ())), len(told.get("left_out", ()))
        missing = len(told.get("missing", ()))
        words = [_("Lấy từ phiếu {code}.", code=study_code(opened.study))]
        if missing:
            words.append(_("Phiếu còn thiếu {n} số đọc, không điền thay.", n=missing))
        if doubted:
            words.append(_("{n} số đọc bị nghi ngờ, vẫn được tính.", n=doubted))
        if out:
            words.append(_("{n} số đọc bị nghi ngờ, đã bỏ ra và được nêu tên.", n=out))
        self._readings.setText(" ".join(words))
        self.leave_out.setVisible(bool(doubted or out))
        self.leave_out.setEnabled(not still)
        self.leave_out.setChecked(bool(told.get("leave_out")))

    def _offer_processes(self, chosen: str) -> None:
        self.process.offer(
            [("", _("Không gắn")), *((each.id, process_words(each)) for each in self._session.processes)]
        )
        self.process.show_value(chosen)

    def _open_sheet(self) -> None:
        opened = self._session.opened
        if opened is not None and opened.study is not None:
            self._workspace.go.emit("studies", opened.study.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.note:
            self._note_field.commit()
        return super().eventFilter(watched, event)

    def has_unsent_text(self) -> bool:
        return self.title.editor.hasFocus() or self.note.hasFocus()


def process_words(process: Process) -> str:
    return " · ".join(filter(None, (process.code, process.measured or process.name))) or _("Chưa đặt tên")
