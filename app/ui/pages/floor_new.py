"""A new instrument in five fields, standing up: Enter goes through them, the last one keeps it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from app.services.floor import FloorRow
from app.ui.pages.floor_looks import large_text, name_words
from app.ui.parts import Field, InlineMessage, button, column, row
from app.wording import _

FIELDS = ("name", "serial", "code", "location", "range_text")


class NewPanel(QFrame):
    """given: the five fields are to be kept. closed: put away. way_wanted(id): to the one that is there already.

    twin: who has this serial number or code already.
    """

    given = Signal()
    closed = Signal()
    way_wanted = Signal(str)

    def __init__(self, twin: Callable[[str, str], FloorRow | None]) -> None:
        super().__init__()
        self.setProperty("surface", "bar-top")
        self._twin = twin
        words = (_("Tên"), _("Số chế tạo"), _("Mã"), _("Khu vực"), _("Phạm vi đo"))
        self.fields = {key: Field(word) for key, word in zip(FIELDS, words, strict=True)}
        self.keep = button(_("Ghi"), self.given.emit, kind="primary", icon_name="check")
        self.drop = button(_("Thôi"), self.closed.emit, kind="ghost")
        self.message = InlineMessage("warn", "")
        self._met = ""
        self.message.followed.connect(lambda: self.way_wanted.emit(self._met))
        line = row(gap=10)
        for key, each in self.fields.items():
            line.addWidget(each, 3 if key == "name" else 2)
            self.editor(key).returnPressed.connect(lambda key=key: self._on_enter(key))
            self.editor(key).installEventFilter(self)
        for key in ("serial", "code"):
            self.editor(key).editingFinished.connect(self.look_for_twin)
        for pressed in (self.keep, self.drop):
            line.addWidget(pressed, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(line, self.message, gap=8, margins=(20, 10, 20, 12)))
        large_text(self)
        self.hide()

    def editor(self, key: str) -> QLineEdit:
        editor = self.fields[key].editor
        assert isinstance(editor, QLineEdit)
        return editor

    def begin(self, area: str, code: str = "") -> None:
        """Empty fields, in the area one is in and with the code that was scanned, the cursor in the first."""
        for each in self.fields.values():
            each.show_value("")
        self.fields["location"].show_value(area)
        self.fields["code"].show_value(code)
        self.message.say("warn", "")
        self.show()
        self.editor("name").setFocus()

    def values(self) -> dict[str, str]:
        return {key: each.value() for key, each in self.fields.items()}

    def say_wrong(self, sentence: str) -> None:
        self.fields["name"].show_error(sentence)
        self.editor("name").setFocus()

    def look_for_twin(self) -> FloorRow | None:
        """Warn beside the fields when this instrument is in the register already, with the way to it."""
        twin = self._twin(self.fields["serial"].value(), self.fields["code"].value())
        self._met = twin.id if twin else ""
        words = ""
        if twin is not None:
            named = " ".join(each for each in (twin.instrument.code, name_words(twin)) if each)
            words = _("Số hoặc mã này đã có: {named}. Vẫn ghi được nếu là phương tiện đo khác.", named=named)
        self.message.say("warn", words, _("Tới dòng đó") if twin else "")
        return twin

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_enter(self, key: str) -> None:
        place = FIELDS.index(key)
        if place + 1 < len(FIELDS):
            following = self.editor(FIELDS[place + 1])
            following.setFocus()
            following.selectAll()
        else:
            self.given.emit()
