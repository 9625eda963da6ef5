"""What changed between two versions, readable: what it is about, before and after side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.version_differences import ADDED, WITHDRAWN, Difference
from app.domain.version_words import before_and_after, facts_of, field_words, subject_words
from app.ui.parts import Glyph, button, clear_layout, column, hairline, text
from app.wording import N_, _

CHANGE_WORDS = {ADDED: N_("Thêm mới"), WITHDRAWN: N_("Bỏ")}
GLYPHS = {ADDED: "ok", WITHDRAWN: "bad"}
AT_ONCE = 20
"""More blocks would take longer to build than a window may stand still."""


class ChangesTable(QWidget):
    """One block for each record that changed, in the order of the document."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Các thay đổi"))
        self._rows = column(gap=0)
        self._shown: tuple[Difference, ...] = ()
        self._groups: list[tuple[str, list[Difference]]] = []
        self._standing = 0
        self.setLayout(self._rows)

    def show_changes(self, changes: Sequence[Difference]) -> None:
        """Show these; the same ones stay as they are."""
        if tuple(changes) == self._shown:
            return
        self._shown = tuple(changes)
        self._groups = _grouped(changes)
        clear_layout(self._rows)
        if changes:
            self._rows.addWidget(_heads())
            self._rows.addWidget(hairline())
        self._standing = 0
        self._show_more()

    def _show_more(self) -> None:
        """The next blocks, and the way to those behind them."""
        last = self._rows.itemAt(self._rows.count() - 1) if self._standing else None
        if last is not None and (before := last.widget()) is not None:
            before.hide()
            before.deleteLater()
        coming = self._groups[self._standing : self._standing + AT_ONCE]
        for subject, own in coming:
            self._rows.addWidget(_block(subject, own))
            self._rows.addWidget(hairline())
        self._standing += len(coming)
        if left := len(self._groups) - self._standing:
            self._rows.addWidget(button(_("Hiện thêm, còn {n} mục", n=left), self._show_more, kind="link"))


def _grouped(changes: Iterable[Difference]) -> list[tuple[str, list[Difference]]]:
    groups: dict[tuple[str, str], list[Difference]] = {}
    for each in changes:
        groups.setdefault((each.part, each.record_id), []).append(each)
    return [(subject_words(own[0]), own) for own in groups.values()]


def _block(subject: str, own: Sequence[Difference]) -> QWidget:
    made = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 8, 0, 8)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.addWidget(Glyph(GLYPHS.get(own[0].change, "info"), 14), 0, 0)
    grid.addWidget(text(subject, "strong", wrap=True), 0, 1, 1, 3)
    for line, each in enumerate(own, 1):
        before, after = _sides(each)
        for place, shown in (
            (1, text(_named(each), "small", wrap=True)),
            (2, text(before, "second", wrap=True, selectable=True)),
            (3, text(after, "body", wrap=True, selectable=True)),
        ):
            shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(shown, line, place, Qt.AlignmentFlag.AlignTop)
    _share(grid)
    made.setLayout(grid)
    return made


def _share(grid: QGridLayout) -> None:
    grid.setColumnMinimumWidth(0, 14)
    for place, share in ((1, 2), (2, 3), (3, 3)):
        grid.setColumnStretch(place, share)


def _heads() -> QWidget:
    made = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(12)
    for place, words in ((1, ""), (2, _("Trước khi đổi")), (3, _("Sau khi đổi"))):
        grid.addWidget(text(words, "cap"), 0, place)
    _share(grid)
    made.setLayout(grid)
    return made


def _named(found: Difference) -> str:
    if found.change in CHANGE_WORDS:
        return _(CHANGE_WORDS[found.change])
    return field_words(found.part, found.field) if found.field else _("Viết lại")


def _sides(found: Difference) -> tuple[str, str]:
    """Before and after; the facts of a record that came or went stand below each other."""
    record = found.new if found.change == ADDED else found.old
    if found.change not in CHANGE_WORDS or not isinstance(record, Mapping):
        return before_and_after(found)
    lines = [f"{name}: {value}" for name, value in facts_of(found.part, record) if value != found.title]
    told = "\n".join(lines) or found.title
    return ("—", told) if found.change == ADDED else (told, "—")
