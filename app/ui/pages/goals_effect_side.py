"""The fields of one effect beside the list: kind, name, three figures with unit and basis or words, and its links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.effect_fields import EFFECT_FIELD_NAMES
from app.domain.effects import EFFECT_KINDS, Effect, effect_code
from app.domain.evaluations import evaluation_code
from app.domain.goals import Goal, goal_code
from app.formats import show_number
from app.services.effects import EffectRow
from app.services.goal_history import Turn
from app.ui import theme
from app.ui.pages.goals_past import Past
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Card, Choice, Field, button, clear_layout, column, icon_button, row, scrolled, text
from app.wording import _

LONG = ("description", "basis")


def shown(effect: Effect, field: str) -> str:
    """A field of the effect as it stands in its control."""
    value = getattr(effect, field)
    if value is None:
        return ""
    return value if isinstance(value, str) else show_number(value)


class EffectSide(Card):
    """edited(field, text); linked(goal id), unlinked(kind, id); removed(reason); opened(evaluation id); closed: back
    to the goals."""

    edited = Signal(str, str)
    linked = Signal(str)
    unlinked = Signal(str, str)
    removed = Signal(str)
    opened = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.effect_id = ""
        self._still = False
        self.fields: dict[str, Field] = {}
        self._title = text("", "strong", wrap=True)
        self._links = column(gap=4)
        self._more = Choice()
        self._more.picked.connect(lambda id: self.linked.emit(id) if id else None)
        self._more_field = Field(_("Nối thêm mục tiêu"), self._more)
        self.asker = ReasonAsker(
            _("Bỏ hiệu quả này…"),
            _("Vì sao bỏ hiệu quả này?"),
            _("Bỏ hiệu quả"),
            _("Nêu lý do bỏ hiệu quả này."),
        )
        self.asker.given.connect(self.removed)
        self.past = Past()
        head = row(gap=6, margins=(16, 10, 10, 2))
        head.addWidget(self._title, 1)
        head.addWidget(icon_button("close", _("Về mục tiêu"), self.closed.emit, size=16), 0, Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        content.setLayout(self._build())
        self.content.addLayout(head)
        self.area = scrolled(content)
        self.content.addWidget(self.area, 1)

    def _build(self) -> QHBoxLayout:
        made = column(gap=10, margins=(16, 4, 16, 14))
        made.addWidget(self._field("title"))
        made.addWidget(self._field("kind", Choice([(kind, _(words)) for kind, words in EFFECT_KINDS.items()])))
        figures = row(gap=8)
        for field in ("expected_low", "expected", "expected_high"):
            figures.addWidget(self._field(field), 1, Qt.AlignmentFlag.AlignTop)
        made.addLayout(figures)
        made.addWidget(self._field("unit"))
        for field, hint in (
            ("basis", _("Con số từ đâu: đánh giá nào, sổ nào, năm nào.")),
            ("description", _("Nói bằng lời, khi chưa có con số hoặc để giải thích.")),
        ):
            editor = QPlainTextEdit()
            editor.setFixedHeight(theme.px(76))
            editor.installEventFilter(self)
            made.addWidget(self._field(field, editor, hint))
        made.addWidget(text(_("Mục tiêu mang lại hiệu quả này, thất thoát sẽ giảm"), "cap", wrap=True))
        made.addLayout(self._links)
        made.addWidget(self._more_field)
        made.addWidget(self.asker)
        made.addWidget(self.past)
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    def _field(self, name: str, editor: QWidget | None = None, hint: str = "") -> Field:
        made = Field(_(EFFECT_FIELD_NAMES[name]), editor, placeholder=hint)
        made.committed.connect(lambda words: self.edited.emit(name, words))
        self.fields[name] = made
        return made

    # ---- show

    def show_effect(self, effect_row: EffectRow, goals: Sequence[Goal], past: Sequence[Turn], still: bool) -> None:
        """goals: all of the cycle, to link more. What is being typed, and its error, stays."""
        effect = effect_row.effect
        same, self.effect_id, self._still = effect.id == self.effect_id, effect.id, still
        self._title.setText(f"{effect_code(effect)}  {effect.title}")
        for name, field in self.fields.items():
            field.set_read_only(still)
            if not (same and (field.editor.hasFocus() or field.error())):
                field.show_value(shown(effect, name))
        self._show_links(effect_row)
        linked = {each.id for each in effect_row.goals}
        free = [(each.id, f"{goal_code(each)} {each.title}") for each in goals if each.id not in linked]
        self._more.offer([("", _("Chọn một mục tiêu")), *free])
        self._more_field.setVisible(bool(free) and not still)
        self.asker.setVisible(not still)
        if not same:
            self.asker.close_up()
        self.past.show_turns(past)

    def _show_links(self, effect_row: EffectRow) -> None:
        clear_layout(self._links)
        if not effect_row.goals:
            self._links.addWidget(text(_("Chưa nối với mục tiêu nào."), "small", tone="warn"))
        for goal in effect_row.goals:
            self._line(goal_code(goal), goal.title, "goals", goal.id)
        for each in effect_row.evaluations:
            self._line(evaluation_code(each), each.title, "evaluations", each.id)

    def _line(self, code: str, title: str, kind: str, id: str) -> None:
        line = row(gap=8)
        if kind == "evaluations":
            line.addWidget(button(code, partial(self.opened.emit, id), kind="link"))
        else:
            line.addWidget(text(code, "strong", tone="accent"))
        line.addWidget(text(title, "body", cut=True), 1)
        if not self._still:
            tip = _("Gỡ {code} khỏi hiệu quả này", code=code)
            line.addWidget(icon_button("close", tip, partial(self.unlinked.emit, kind, id), size=14))
        self._links.addLayout(line)

    def show_error(self, field: str, sentence: str) -> None:
        self.fields[field].show_error(sentence)

    def go_to(self, field: str) -> None:
        editor = self.fields[field].editor
        self.area.ensureWidgetVisible(editor, 0, 40)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_all(self, field: str) -> None:
        """What stands in this field is typed over."""
        editor = self.fields[field].editor
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def has_unsent_text(self) -> bool:
        return any(field.editor.hasFocus() for field in self.fields.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut:
            for name in LONG:
                if name in self.fields and self.fields[name].editor is watched:
                    self.fields[name].commit()
        return super().eventFilter(watched, event)
