"""The fields of one finding; each is kept when it is left, and says below itself what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.findings import SEVERITIES, Finding, finding_code
from app.domain.proposals import SEVERITY_WORDS
from app.domain.scores import SUBJECTS
from app.formats import show_date
from app.ui import theme
from app.ui.parts import Choice, Field, Foot, button, column, row, scrolled, text
from app.wording import N_, _

LABELS = {
    "title": N_("Phát hiện"),
    "detail": N_("Mô tả"),
    "severity": N_("Mức ảnh hưởng"),
    "subject": N_("Nội dung"),
    "cause": N_("Nguyên nhân"),
    "proposal": N_("Đề xuất khắc phục"),
    "owner": N_("Người chịu trách nhiệm"),
    "due_on": N_("Hạn khắc phục"),
    "clause": N_("Điều khoản"),
}


class FindingForm(QWidget):
    """edited(id, field, text): a field was left with something new in it. closed: the form is done with."""

    edited = Signal(str, str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._finding_id = ""
        self.fields: dict[str, Field] = {}
        self._title = text("", "strong")
        inside = column(gap=10, margins=(16, 8, 16, 12))
        inside.addWidget(self._title)
        inside.addWidget(self._field("title"))
        inside.addWidget(self._field("detail", _lines(3)))
        severities = Choice([(each, _(SEVERITY_WORDS[each])) for each in SEVERITIES])
        subjects = Choice([(str(number), f"{number}  {_(title)}") for number, title in SUBJECTS.items()])
        inside.addLayout(self._pair(self._field("severity", severities), self._field("subject", subjects)))
        inside.addWidget(self._field("cause", _lines(2)))
        inside.addWidget(self._field("proposal", _lines(2)))
        inside.addLayout(self._pair(self._field("owner"), self._field("due_on")))
        inside.addWidget(self._field("clause"))
        inside.addStretch(1)
        content = QWidget()
        content.setLayout(inside)
        self._area = scrolled(content)
        foot = Foot(button(_("Xong"), self.closed.emit, kind="primary"), None)
        body = column(gap=0)
        body.addWidget(self._area, 1)
        body.addWidget(foot)
        self.setLayout(body)
        for field in self.fields.values():
            if isinstance(field.editor, QPlainTextEdit):
                field.editor.installEventFilter(self)

    def show_finding(self, finding: Finding) -> None:
        """Show a finding. What is being typed, and its error, stays while it is the same one."""
        same = finding.id == self._finding_id
        self._finding_id = finding.id
        self._title.setText(finding_code(finding))
        for name, field in self.fields.items():
            if not (same and (field.editor.hasFocus() or field.error())):
                value = getattr(finding, name)
                field.show_value(show_date(value) if name == "due_on" else str(value))

    def begin(self, *, over: bool = False) -> None:
        """Put the cursor into the title; over: what stands there is typed over."""
        editor = self.fields["title"].editor
        self._area.ensureVisible(0, 0)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if over and isinstance(editor, QLineEdit):
            editor.selectAll()

    def show_error(self, field: str, sentence: str) -> None:
        self.fields[field].show_error(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut:
            for field in self.fields.values():
                if field.editor is watched:
                    field.commit()
        return super().eventFilter(watched, event)

    def _field(self, name: str, editor: QWidget | None = None) -> Field:
        made = Field(_(LABELS[name]), editor)
        made.committed.connect(lambda words: self.edited.emit(self._finding_id, name, words))
        self.fields[name] = made
        return made

    def _pair(self, left: Field, right: Field) -> QHBoxLayout:
        line = row(gap=10)
        line.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
        return line


def _lines(count: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setFixedHeight(theme.px(18 * count + 18))
    return made
