"""The decision about one open record: four ways by buttons or letters, with what is amended and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.monitoring import REVIEW_DECISIONS
from app.domain.review import OpenMatter
from app.ui.parts import Field, FilterButton, KeyCap, button, column, row, scrolled, text
from app.wording import N_, _

KEYS: Mapping[str, str] = {"keep": "G", "amend": "D", "carry": "S", "close": "K"}
"""The letter of each decision: giữ, điều chỉnh, sang chu kỳ sau, kết thúc."""
MEANINGS: Mapping[str, str] = {
    "keep": N_("Tiếp tục trong chu kỳ này như đã duyệt."),
    "amend": N_("Sửa trong bản mới của chương trình; mở chu kỳ mới thì mang sang kèm điều chỉnh."),
    "carry": N_("Thành dự thảo trong chu kỳ sau; giá trị ban đầu mới là lần đo cuối."),
    "close": N_("Không làm tiếp nữa, có lý do."),
}
ASKS = ("amend", "close")
"""What needs words before it is decided."""


class DecisionForm(QWidget):
    """decided(decision, words, reason); withdrawn: the decision is taken back."""

    decided = Signal(str, str, str)
    withdrawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._matter: OpenMatter | None = None
        self._choice, self._still = "", False
        self.title = text("", "strong", wrap=True)
        self.why = text("", "second", wrap=True)
        self.buttons: dict[str, FilterButton] = {}
        self._meanings: list[QWidget] = []
        ways = column(gap=6)
        for decision, words in REVIEW_DECISIONS.items():
            each = FilterButton(_(words))
            each.clicked.connect(partial(self._clicked, decision))
            self.buttons[decision] = each
            ways.addLayout(row(each, KeyCap(KEYS[decision]), None, gap=8))
            meaning = text(_(MEANINGS[decision]), "small", wrap=True)
            self._meanings.append(meaning)
            ways.addWidget(meaning)
            ways.addSpacing(4)
        self.words = Field(_("Điều chỉnh gì"), placeholder=_("ví dụ: giá trị cần đạt còn 90 %"))
        self.reason = Field(_("Lý do"))
        for field in (self.words, self.reason):
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self._send)
        self.keep = button(_("Ghi quyết định"), self._send, kind="primary", icon_name="check")
        self.back = button(_("Rút quyết định"), self.withdrawn.emit, kind="ghost")
        content = QWidget()
        content.setLayout(
            column(
                self.title,
                self.why,
                4,
                ways,
                4,
                self.words,
                self.reason,
                row(self.keep, self.back, None, gap=6),
                None,
                gap=8,
                margins=(16, 12, 16, 14),
            )
        )
        self.setLayout(column(scrolled(content), gap=0))

    def use_room(self, *, small: bool) -> None:
        """In a small window the buttons say enough."""
        for each in self._meanings:
            each.setVisible(not small)

    def show_matter(self, matter: OpenMatter, still: bool) -> None:
        """still: nothing may be changed now. What is being typed about the same record stays."""
        before = self._matter
        same = before is not None and before.id == matter.id and before.item == matter.item
        self._matter, self._still = matter, still
        self.title.setText(f"{matter.code}  {matter.title}")
        self.why.setText(matter.why)
        for field in (self.words, self.reason):
            field.set_read_only(still)
        for each in self.buttons.values():
            each.setEnabled(not still)
        if not same:
            self._choice = matter.decision
            self.words.show_value(matter.item.words if matter.item else "")
            self.reason.show_value(matter.item.reason if matter.item else "")
        self._show_choice()

    def choose(self, decision: str) -> None:
        """Decide at once, or ask for the words first."""
        if self._matter is None or self._still:
            return
        self._choice = decision
        self._show_choice()
        if decision in ASKS:
            (self.words if decision == "amend" else self.reason).editor.setFocus()
        else:
            self._send()

    def show_error(self, sentence: str) -> None:
        """Beside the field that lacks something."""
        lacks_words = self._choice == "amend" and not self.words.value().strip()
        (self.words if lacks_words else self.reason).show_error(sentence)
        (self.words if lacks_words else self.reason).editor.setFocus()

    def _clicked(self, decision: str, _checked: bool = False) -> None:
        self.choose(decision)

    def _show_choice(self) -> None:
        for decision, each in self.buttons.items():
            each.setChecked(decision == self._choice)
        self.words.setVisible(self._choice == "amend")
        self.reason.setVisible(bool(self._choice))
        kept = self._matter.decision if self._matter else ""
        self.keep.setVisible(bool(self._choice) and not self._still)
        self.back.setVisible(bool(kept) and not self._still)

    def _send(self) -> None:
        if self._choice and not self._still:
            words = self.words.value() if self._choice == "amend" else ""
            self.decided.emit(self._choice, words, self.reason.value())
