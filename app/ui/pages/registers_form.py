"""The side form of a register, made from its declared fields: one line of the register, field by field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.register_fields import TypedField
from app.services.register_rows import RegisterRow
from app.services.registers import Register
from app.ui import theme
from app.ui.evidence_panel import EvidencePanel
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Choice, Field, Foot, Pill, column, hairline, icon_button, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _

Lines = Sequence[Sequence[tuple[str, int]]]


@dataclass(frozen=True)
class FormLook:
    """title: for screen readers. first, further: fields side by side, each with its share; between them stands what a
    register shows beyond its fields. headline: code and name of a record. withdraw: the question before it is taken
    out."""

    title: str
    first: Lines
    further: Lines
    headline: Callable[[Any], tuple[str, str]]
    withdraw: str


class RegisterForm(QFrame):
    """edited(field, text), retired(reason), closed."""

    edited = Signal(str, str)
    retired = Signal(str)
    closed = Signal()

    def __init__(
        self, workspace: Workspace, register: Register, look: FormLook, between: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self.setProperty("surface", "side-right")
        self.setAccessibleName(look.title)
        self.row: RegisterRow | None = None
        self._dressed: bool | None = None
        self._register, self._look = register, look
        self.fields: dict[str, Field] = {}
        self.withdraw = ReasonAsker(_("Bỏ khỏi danh mục…"), look.withdraw, _("Bỏ khỏi danh mục"))
        self.withdraw.given.connect(self.retired.emit)
        self.evidence = EvidencePanel(workspace)
        self._build(between)

    # ---- build

    def _build(self, between: Sequence[QWidget]) -> None:
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
        head = column(title, state, gap=6, margins=(16, 10, 12, 12))
        made = column(gap=8, margins=(16, 12, 16, 16))
        for line in self._look.first:
            made.addLayout(self._line(line))
        for each in between:
            made.addWidget(each)
        if self._look.further:
            made.addLayout(row(text(_("Thông tin khác"), "cap"), None, margins=(0, 10, 0, 0)))
            made.addWidget(hairline())
        for line in self._look.further:
            made.addLayout(self._line(line))
        made.addWidget(self.evidence)
        made.addStretch(1)
        content = QWidget()
        content.setLayout(made)
        self.area = scrolled(content)
        self.foot = Foot()
        self.foot.line.addWidget(self.withdraw, 1)
        whole = column(head, hairline(), gap=0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.foot)
        self.setLayout(whole)

    def _line(self, names: Sequence[tuple[str, int]]) -> QHBoxLayout:
        line = row(gap=10)
        for name, share in names:
            line.addWidget(self._field(self._register.fields[name]), share, Qt.AlignmentFlag.AlignTop)
        return line

    def _field(self, typed: TypedField) -> Field:
        editor: QWidget | None = None
        if typed.choices:
            editor = Choice([(key, _(word)) for key, word in typed.choices.items()])
        elif typed.lines > 1:
            editor = QPlainTextEdit()
            editor.setFixedHeight(theme.px(64))
            editor.installEventFilter(self)
        made = Field(_(typed.title), editor, placeholder=typed.example)
        made.committed.connect(lambda words: self.edited.emit(typed.name, words))
        self.fields[typed.name] = made
        return made

    # ---- show

    def show_row(self, shown: RegisterRow, *, still: bool) -> None:
        """Show a line. What is being typed, and its error, stays while it is the same one."""
        same = self.row is not None and self.row.record.id == shown.record.id
        self.row = shown
        texts = self._register.texts(shown.record)
        for name, each in self.fields.items():
            if not (same and (each.editor.hasFocus() or each.error())):
                by_key = self._register.fields[name].choices is not None
                each.show_value(str(getattr(shown.record, name)) if by_key else texts[name])
            if self._dressed is not still:
                each.set_read_only(still)
        self._dressed = still
        code, name = self._look.headline(shown.record)
        self._code.setText(code)
        self._code.setVisible(bool(code))
        self._name.setText(name or _("Chưa đặt tên"))
        self._pill.show_state(shown.state.glyph, shown.state.word)
        self._reason.setText(shown.state.reason)
        self.evidence.show_record(self._register.kind, shown.record.id, still=still)
        self.withdraw.setVisible(not still)
        self.foot.setVisible(not still)
        if not same:
            self.withdraw.close_up()
            self.area.verticalScrollBar().setValue(0)

    def first_editor(self) -> QWidget:
        return self.fields[self._look.first[0][0][0]].editor

    def go_to(self, name: str = "") -> None:
        """Put the cursor into a field, the first one unless named."""
        wanted = self.fields[name or self._look.first[0][0][0]]
        self.area.ensureWidgetVisible(wanted, 0, 30)
        wanted.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_unsent_text(self) -> bool:
        return any(each.editor.hasFocus() for each in self.fields.values())

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A note of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut:
            for each in self.fields.values():
                if each.editor is watched:
                    each.commit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(364), 400)
