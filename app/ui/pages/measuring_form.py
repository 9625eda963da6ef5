"""The head of a study's sheet: what is measured with what, its shape and limits, where and under what conditions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.processes import Process
from app.domain.studies import Study
from app.services.inventory import MEASURING, STANDARDS
from app.services.studies_fields import FIELDS_OF, STUDY_FIELDS, field_title
from app.ui import theme
from app.ui.evidence_panel import EvidencePanel
from app.ui.instrument_picker import InstrumentPicker
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Choice, Field, clear_layout, column, row
from app.ui.workspace import Workspace
from app.wording import _


class SheetForm(QWidget):
    """edited(field, text): a field was left; "instrument_id" and "process_id" give a key. retired(reason)."""

    edited = Signal(str, str)
    retired = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._study: Study | None = None
        self._built_for = ("", False)
        self.fields: dict[str, Field] = {}
        self.instrument = InstrumentPicker(workspace, MEASURING + STANDARDS, warns=False)
        self.instrument.picked.connect(lambda key: self.edited.emit("instrument_id", key))
        self.process = Choice()
        self._process_field = Field(_("Quá trình đo"), self.process)
        self._process_field.committed.connect(lambda key: self.edited.emit("process_id", key))
        self.evidence = EvidencePanel(workspace, title=_("Ảnh bố trí đo"))
        self.retire = ReasonAsker(_("Bỏ nghiên cứu này…"), _("Vì sao bỏ nghiên cứu này?"), _("Bỏ nghiên cứu"))
        self.retire.given.connect(self.retired)
        self._lines = column(gap=8)
        whole = column(
            Field(_("Phương tiện đo"), self.instrument), self._process_field, gap=8, margins=(16, 10, 16, 14)
        )
        whole.addLayout(self._lines)
        whole.addWidget(self.evidence)
        whole.addWidget(self.retire)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_study(self, study: Study, processes: Sequence[Process], *, still: bool) -> None:
        """Show the fields of this kind. What is being typed, and its error, stays while it is the same study."""
        if self._built_for[0] != study.kind:
            self._build(study.kind)
        same = self._study is not None and self._study.id == study.id
        self._study = study
        for name, field in self.fields.items():
            if not (same and (field.editor.hasFocus() or field.error())):
                field.show_value(STUDY_FIELDS[name].show(study))
            field.set_read_only(still)
        if self.instrument.chosen_id() != study.instrument_id or not same:
            self.instrument.show_instrument(study.instrument_id)
        self.instrument.set_read_only(still)
        named = [(each.id, " ".join(filter(None, (each.code, each.name or each.measured)))) for each in processes]
        self.process.offer([("", _("Không gắn quá trình đo")), *named])
        self._process_field.show_value(study.process_id)
        self._process_field.setVisible(bool(processes))
        self._process_field.set_read_only(still)
        self.evidence.show_record("studies", study.id, still=still)
        self.retire.setVisible(not still)
        if not same:
            self.retire.close_up()

    def show_error(self, name: str, sentence: str) -> None:
        """A text that was not kept stays in its field with the reason."""
        if name in self.fields:
            self.fields[name].show_error(sentence)

    def go_to(self, name: str = "title") -> None:
        self.fields[name].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_unsent_text(self) -> bool:
        return any(each.editor.hasFocus() for each in self.fields.values())

    def _build(self, kind: str) -> None:
        clear_layout(self._lines)
        self.fields = {}
        self._built_for = (kind, True)
        for names in FIELDS_OF[kind]:
            line = row(gap=10)
            for name in names:
                line.addWidget(self._field(kind, name), 1, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(line)
        editors = [each.editor for each in self.fields.values()]
        after = [*self.evidence.tab_order(), self.retire.ask]
        for before, behind in pairwise([self.instrument.editor, self.process, *editors, *after]):
            QWidget.setTabOrder(before, behind)

    def _field(self, kind: str, name: str) -> Field:
        typed = STUDY_FIELDS[name]
        editor: QPlainTextEdit | None = None
        if typed.lines > 1:
            editor = QPlainTextEdit()
            editor.setFixedHeight(theme.px(72))
            editor.installEventFilter(self)
        made = Field(field_title(kind, name), editor, placeholder=_(typed.example) if typed.example else "")
        made.committed.connect(lambda words: self.edited.emit(name, words))
        self.fields[name] = made
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut:
            for each in self.fields.values():
                if each.editor is watched:
                    each.commit()
        return super().eventFilter(watched, event)
