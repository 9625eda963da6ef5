"""What one takes away: the files by step with a tick each, the folder, the language, and how far the writing is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import wording
from app.domain.forms.definition import text_in
from app.formats import show_number
from app.reports.catalogue import Report
from app.services.exporting import COPY, EXPORTS, Exported
from app.services.step_view import step_of
from app.ui import theme
from app.ui.icons import pixmap
from app.ui.pages.leave_heads import card_head
from app.ui.parts import Card, FilterButton, InlineMessage, ScaleBar, button, column, hairline, row, scrolled, text
from app.wording import _

LAST = 99
"""What belongs to no step stands below the ten."""


def _group_title(step: int) -> str:
    if not step:
        return _("Hồ sơ")
    return _("Bước {number}. {title}", number=step, title=text_in(step_of(step).short, wording.language()))


def size_shown(size: int) -> str:
    """Bytes as a person reads them."""
    if size < 1024 * 1024:
        return _("{size} KB", size=show_number(max(1, round(size / 1024))))
    return _("{size} MB", size=show_number(round(size / 1024 / 1024, 1), 1))


class FileRow(QWidget):
    """One file: whether it is taken, what it is, for whom, and its size once it was written."""

    def __init__(self, export: Report) -> None:
        super().__init__()
        self.key = export.key
        self.tick = QCheckBox()
        self.tick.setChecked(True)
        self.tick.setAccessibleName(_(export.title))
        self.tick.setAccessibleDescription(_(export.about))
        picture = QLabel()
        picture.setPixmap(pixmap(export.icon, "text2", 18))
        self._size = text("", "small")
        title, about = text(_(export.title), "strong"), text(_(export.about), "small", wrap=True)
        about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        about.setMinimumHeight(theme.px(17))
        words = column(title, about, gap=1)
        line = row(self.tick, picture, gap=10, margins=(36, 5, 12, 7))
        line.addLayout(words, 1)
        line.addWidget(self._size)
        for part in (self.tick, picture, self._size):
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def mousePressEvent(self, _event: object) -> None:
        self.tick.toggle()
        self.tick.setFocus()

    def show_size(self, size: int | None) -> None:
        self._size.setText(size_shown(size) if size is not None else "")


class GroupHead(QCheckBox):
    """The papers of one step: its tick takes or leaves them all, half of it when only some are taken."""

    def __init__(self, title: str, rows: Sequence[FileRow]) -> None:
        super().__init__(title)
        self._rows = rows
        face = self.font()
        face.setWeight(face.Weight.DemiBold)
        self.setFont(face)
        self.setTristate(True)
        self.clicked.connect(self._take_all)
        self.show_state()

    def show_ready(self, ready: Collection[str]) -> None:
        for each in self._rows:
            each.setVisible(each.key in ready)
        self.setVisible(any(each.key in ready for each in self._rows))
        self.show_state()

    def rows(self) -> Sequence[FileRow]:
        return self._rows

    def show_state(self) -> None:
        there = [each.tick.isChecked() for each in self._rows if not each.isHidden()]
        some, every = any(there), all(there)
        states = Qt.CheckState
        self.setCheckState(states.Checked if every else states.PartiallyChecked if some else states.Unchecked)

    def _take_all(self) -> None:
        """Those that are left are taken; when none is left, all are put back."""
        there = [each for each in self._rows if not each.isHidden()]
        take = not all(each.tick.isChecked() for each in there)
        for each in there:
            each.tick.setChecked(take)
        self.show_state()


class FilesCard(Card):
    """What a person can do here, as signals: chosen (another set of files), language_chosen (of the papers),
    folder_asked, paper_asked (what is printed around the text), opened (the link of the result).
    """

    chosen = Signal()
    language_chosen = Signal()
    folder_asked = Signal()
    paper_asked = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.setAccessibleName(_("Tệp xuất"))
        self.rows = [FileRow(each) for each in EXPORTS]
        self.heads = self._heads()
        self.folder = button("", self.folder_asked.emit, kind="link", icon_name="folder")
        self.folder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.result = InlineMessage("ok", "")
        self.result.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # a long path needs lines
        self.result.followed.connect(self.opened)
        self.bar, self.doing = ScaleBar(0.0, 120), text("", "small", cut=True)
        self.code, self.revision = text("", "title", selectable=True), text("", "cap")
        self._languages = QButtonGroup(self)
        self.content.setSpacing(0)
        self.content.addWidget(card_head(_("Tệp xuất"), self.folder))
        self.content.addWidget(hairline())
        self.content.addLayout(self._spoken())
        self.content.addWidget(hairline())
        self.content.addWidget(scrolled(self._choices()), 1)
        self.content.addWidget(hairline())
        self.content.addLayout(self._foot())
        for each in self.rows:
            each.tick.toggled.connect(lambda _on: self._choose())
        self.show_progress(None, "")

    def keys(self) -> list[str]:
        """The files that are ticked and can be written now."""
        return [each.key for each in self.rows if each.tick.isChecked() and not each.isHidden()]

    def show_ready(self, ready: Collection[str]) -> None:
        """Leave out the papers that there is nothing to write in yet."""
        for each in self.heads.values():
            each.show_ready({*ready, COPY.key})
        self.chosen.emit()

    def _heads(self) -> dict[int, GroupHead]:
        """One over the papers of each step; 0 is the dossier itself."""
        made = {}
        by_step = sorted(zip(EXPORTS, self.rows, strict=True), key=lambda each: each[0].step or LAST)
        for step, members in groupby(by_step, key=lambda each: each[0].step):
            made[step] = GroupHead(_group_title(step), [each for _export, each in members])
        return made

    def _choose(self) -> None:
        for each in self.heads.values():
            each.show_state()
        self.chosen.emit()

    def language(self) -> str:
        checked = self._languages.checkedButton()
        return str(checked.property("language")) if checked is not None else wording.language()

    def show_folder(self, folder: Path) -> None:
        """The folder by its end, the whole of it in the tooltip."""
        shown = str(folder) if len(str(folder)) <= 24 else "…" + str(folder)[-23:]
        self.folder.setText(shown)
        self.folder.setToolTip(_("Ghi vào {folder}. Nhấn để chọn thư mục khác.", folder=folder))
        self.folder.setAccessibleName(_("Thư mục xuất: {folder}", folder=folder))

    def show_revision(self, revision: int, code: str) -> None:
        self.revision.setText(_("Mã của bản {revision}", revision=revision))
        self.code.setText(code)
        self.code.setAccessibleName(_("Mã của bản {revision}: {code}", revision=revision, code=code))

    def show_progress(self, share: float | None, words: str) -> None:
        """How far the writing is; None when nothing is being written."""
        for part in (self.bar, self.doing):
            part.setVisible(share is not None)
        self.bar.show_share(share or 0.0)
        self.doing.setText(words)

    def show_made(self, made: Sequence[Exported]) -> None:
        sizes = {each.key: each.size for each in made}
        for each in self.rows:
            if each.key in sizes:
                each.show_size(sizes[each.key])

    def forget_sizes(self) -> None:
        """The dossier changed: what was written is no longer what would be written."""
        for each in self.rows:
            each.show_size(None)

    def _choices(self) -> QWidget:
        held = QWidget()
        items: list[QLayout | QWidget] = []
        for head in self.heads.values():
            items += [row(head, None, margins=(14, 9, 12, 3)), *head.rows(), hairline()]
        held.setLayout(column(*items[:-1], None, gap=0))
        return held

    def _spoken(self) -> QHBoxLayout:
        """In which language, and under whose name: what is the same for all papers."""
        languages = [self._language_button(code, name) for code, name in wording.LANGUAGES.items()]
        paper = button(_("Cơ quan, người ký…"), self.paper_asked.emit, kind="ghost", icon_name="edit")
        return row(*languages, None, paper, gap=6, margins=(14, 8, 8, 8))

    def _language_button(self, code: str, name: str) -> FilterButton:
        made = FilterButton(name)
        made.setProperty("language", code)
        made.setToolTip(_("Ngôn ngữ của văn bản"))
        made.setChecked(code == wording.language())
        made.clicked.connect(lambda: self.language_chosen.emit())
        self._languages.addButton(made)
        return made

    def _foot(self) -> QVBoxLayout:
        hint = text(_("Văn phòng đọc lại mã này là biết hai nơi cùng một bản."), "small", wrap=True)
        line = row(self.bar, self.doing, gap=8)
        return column(self.result, line, self.revision, self.code, hint, gap=4, margins=(14, 10, 12, 12))
