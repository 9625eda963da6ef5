"""What the list leaves open, one card a question: the sentence, the rows, and the answers to choose from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.exchange.preview import Ask, ListPreview
from app.ui import theme
from app.ui.parts import button, clear_layout, column, hairline, row, text
from app.ui.parts.states import Glyph
from app.wording import _

EXISTING = "existing"
DUPLICATES = "duplicates"


def own_questions(preview: ListPreview, present: int) -> list[Ask]:
    """What the dossier itself asks: instruments it has already, and rows that say the same twice."""
    asked = []
    if present:
        asked.append(
            Ask(
                code=EXISTING,
                sheet="",
                what=_("{count} phương tiện đo của danh mục đã có trong hồ sơ (mũi tên ở đầu dòng).", count=present),
                choices=(
                    ("update", _("Cập nhật theo danh mục")),
                    ("skip", _("Giữ như trong hồ sơ, bỏ qua")),
                    ("add", _("Thêm thành bản ghi mới")),
                ),
                proposal="update",
                answer=preview.decisions.existing,
            )
        )
    groups = [each for each in preview.report if each.code == "duplicate" and each.by != ("code",)]
    shared = [each for each in preview.ask if each.code == "sheets_overlap"]
    if groups or shared:
        asked.append(
            Ask(
                code=DUPLICATES,
                sheet=groups[0].sheet if groups else "",
                rows=tuple(number for each in groups for number in each.rows),
                what=_("{count} nhóm dòng trùng nhau.", count=len(groups))
                if groups
                else _("Có phương tiện đo được ghi ở nhiều trang."),
                choices=(("all", _("Nhập tất cả")), ("first", _("Chỉ nhập dòng đầu của mỗi nhóm"))),
                proposal="all",
                answer=preview.decisions.duplicates,
            )
        )
    return asked


class QuestionCard(QWidget):
    """answered(question, answer); followed(sheet, row, column letter) leads to the place in the table."""

    answered = Signal(object, str)
    followed = Signal(str, int, str)

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask = ask
        waits = ask.required and not ask.answer
        words = text(ask.what, "body", wrap=True)
        glyph = Glyph("warn" if waits else "info", 16)
        head = row(glyph, words, gap=8)
        head.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        head.setStretch(1, 1)
        lines = column(head, gap=2, margins=(16, 10, 12, 10))
        self._group = QButtonGroup(self)
        for answer, word in ask.choices:
            self._add_choice(lines, answer, word)
        if waits:
            lines.addLayout(_indented(text(_("Cần chọn một câu trả lời."), "small", tone="warn")))
        if ask.rows or (ask.columns and not ask.choices):
            link = button(_place_words(ask), self._follow, kind="link")
            lines.addLayout(row(link, None, margins=(14, 0, 0, 0)))
        self.setLayout(lines)
        self.setAccessibleName(ask.what)

    def _add_choice(self, lines: QVBoxLayout, answer: str, word: str) -> None:
        choice = QRadioButton()
        choice.setAccessibleName(word)
        choice.setAccessibleDescription(self.ask.what)
        choice.setChecked(answer == self.ask.settled)
        choice.clicked.connect(lambda _checked=False, chosen=answer: self.answered.emit(self.ask, chosen))
        self._group.addButton(choice)
        words = _ClickedWords(word, choice)
        line = row(choice, words, gap=0, margins=(20, 0, 0, 0))
        line.setStretch(1, 1)
        lines.addLayout(line)

    def choices(self) -> list[QRadioButton]:
        return [each for each in self._group.buttons() if isinstance(each, QRadioButton)]

    def _follow(self) -> None:
        self.followed.emit(
            self.ask.sheet, self.ask.rows[0] if self.ask.rows else 0, self.ask.columns[0] if self.ask.columns else ""
        )


class _ClickedWords(QLabel):
    """The words of an answer, on as many lines as they need; a click on them chooses it."""

    def __init__(self, words: str, choice: QRadioButton) -> None:
        super().__init__(words)
        self._choice = choice
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font("body"))
        self.setWordWrap(True)
        self.setBuddy(choice)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._choice.setFocus()
            self._choice.click()


def _indented(widget: QWidget) -> QHBoxLayout:
    return row(widget, None, margins=(20, 0, 0, 0))


def _place_words(ask: Ask) -> str:
    if not ask.rows:
        return _("Cột {columns}", columns=", ".join(ask.columns))
    shown = ", ".join(str(each) for each in ask.rows[:4])
    if len(ask.rows) > 4:
        return _("Dòng {rows}… ({count} dòng)", rows=shown, count=len(ask.rows))
    return _("Dòng {rows}", rows=shown)


class Questions(QWidget):
    """All questions below each other; asked again after each answer, with the focus where it was."""

    answered = Signal(object, str)
    followed = Signal(str, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "clear")
        self.cards: list[QuestionCard] = []
        self._lines = column(gap=0)
        self.setLayout(self._lines)

    def ask(self, questions: list[Ask]) -> None:
        focused = self._focused()
        clear_layout(self._lines)
        self.cards = []
        for question in sorted(questions, key=_urgency):
            card = QuestionCard(question)
            card.answered.connect(self.answered)
            card.followed.connect(self.followed)
            self.cards.append(card)
            self._lines.addWidget(card)
            self._lines.addWidget(hairline())
        if not questions:
            self._lines.addWidget(_nothing(_("Không có gì phải hỏi.")))
        self._lines.addStretch(1)
        self._focus_again(focused)

    def _focused(self) -> str:
        return next((card.ask.key for card in self.cards if any(each.hasFocus() for each in card.choices())), "")

    def _focus_again(self, key: str) -> None:
        for card in self.cards:
            if key and card.ask.key == key:
                next((each for each in card.choices() if each.isChecked()), self).setFocus()


def _urgency(ask: Ask) -> int:
    """What must be answered first, then what can be, then what is only shown."""
    return 0 if ask.required and not ask.answer else 1 if ask.choices else 2


def _nothing(words: str) -> QWidget:
    label = text(words, "second")
    label.setContentsMargins(16, 12, 16, 12)
    return label
