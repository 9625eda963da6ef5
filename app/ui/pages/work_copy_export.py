"""Taking a work copy away: which part, in which language, into which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app import wording
from app.domain.errors import UserError
from app.formats import fold, show_number
from app.services import work_copies
from app.services.work_copies import REGISTER, Offer
from app.ui import theme
from app.ui.parts import FilterButton, Foot, InlineMessage, KeyCap, ScaleBar, SearchField, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _


class WorkCopyExport(QDialog):
    """wanted: the key of what is chosen at first ("instruments", "survey:5", the path of a section)."""

    def __init__(self, workspace: Workspace, wanted: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Xuất bản làm việc Excel"))
        self._workspace = workspace
        self._made: Path | None = None
        self._turn = 0
        self._is_writing = False
        self.offers: tuple[Offer, ...] = ()
        self.list = self._make_list()
        self.search = SearchField(_("Tìm phần cần xuất"))
        self.search.textChanged.connect(self._filter)
        self._languages = QButtonGroup(self)
        self.folder = button("", self._ask_for_folder, kind="link", icon_name="folder")
        self.outcome = InlineMessage("ok", "")
        self.outcome.followed.connect(self._open_made)
        self._scale, self._words = ScaleBar(0.0, 160), text("", "small", cut=True)
        self._cancel = button(_("Đóng"), self.reject, kind="ghost")
        self.go = button(_("Xuất"), self.export, kind="primary", tip="Ctrl+Enter", icon_name="export")
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.export)
        self._show_folder()
        self._show_progress(None, "")
        self.go.setEnabled(False)
        workspace.background.run(
            lambda: workspace.read(lambda unit: work_copies.offers(unit, workspace.cycle_id)),
            lambda offers: self._show_offers(offers, wanted),
            owner=self,
        )
        self.list.setFocus()
        self.resize(theme.px(620), min(theme.px(640), self._room()))

    def _room(self) -> int:
        parent = self.parentWidget()
        return max(parent.window().height() - 40, 400) if parent is not None else theme.px(640)

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(_("Phần cần xuất"))
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setUniformItemSizes(True)
        made.itemActivated.connect(lambda _item: self.export())
        return made

    def _show_offers(self, offers: tuple[Offer, ...], wanted: str) -> None:
        self.offers = offers
        for place, each in enumerate(offers):
            item = QListWidgetItem(_indented(each))
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setSizeHint(QSize(0, theme.px(30)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, each.title)
            if each.what == REGISTER or not each.part:
                item.setFont(theme.font("strong"))
            self.list.addItem(item)
        self.go.setEnabled(True)
        self.choose(wanted)

    def _lay_out(self) -> None:
        hint = text(
            _("Người không có chương trình này điền vào tệp Excel; khi nhận lại, từng ô được so với hồ sơ."),
            "second",
            wrap=True,
        )
        languages = [self._language_button(code, name) for code, name in wording.LANGUAGES.items()]
        spoken = row(text(_("Ngôn ngữ của tệp"), "cap"), *languages, None, self.folder, gap=8)
        foot = Foot(self._scale, self._words, None, self._cancel, self.go, KeyCap("Ctrl+Enter"))
        body = column(hint, self.search, self.list, spoken, gap=10, margins=(20, 16, 20, 12))
        body.setStretch(2, 1)
        whole = column(gap=0)
        whole.addLayout(body, 1)
        whole.addWidget(self.outcome)
        whole.addWidget(foot)
        self.setLayout(whole)

    def _language_button(self, code: str, name: str) -> FilterButton:
        made = FilterButton(name)
        made.setProperty("language", code)
        made.setChecked(code == wording.language())
        self._languages.addButton(made)
        return made

    def choose(self, wanted: str) -> None:
        """Stand on this part; on the first where it is not known."""
        place = next((place for place, each in enumerate(self.offers) if wanted and wanted in (each.key, each.part)), 0)
        self.list.setCurrentRow(place)
        self.list.scrollToItem(self.list.item(place), QAbstractItemView.ScrollHint.PositionAtCenter)

    def language(self) -> str:
        checked = self._languages.checkedButton()
        return str(checked.property("language")) if checked is not None else wording.language()

    def export(self) -> None:
        """Write the chosen part into the folder."""
        offer = self._chosen()
        if offer is None or self._is_writing:
            return
        folder, spoken, cycle_id = self._folder(), self.language(), self._workspace.cycle_id
        stem = self._workspace.store.path.stem
        self._is_writing = True
        words = _("Đang ghi {title}…", title=offer.title)
        self.outcome.say("ok", "")
        self._show_progress(0.0, words)
        tell = self._workspace.background.teller(self._show_progress, owner=self)

        def work() -> tuple[Path, int]:
            copy = self._workspace.read(lambda unit: work_copies.make_copy(unit, cycle_id, offer.key, spoken))
            path = work_copies.write_copy(
                copy, folder / work_copies.copy_name(copy, stem), lambda share: tell(share, words)
            )
            return path, sum(len(table.rows) for table in copy.tables)

        self._workspace.background.run(work, self._written, self._refused, words=words, owner=self)

    def _chosen(self) -> Offer | None:
        item = self.list.currentItem()
        return self.offers[item.data(Qt.ItemDataRole.UserRole)] if item is not None and not item.isHidden() else None

    def _written(self, made: tuple[Path, int]) -> None:
        self._is_writing = False
        self._made, rows = made
        self._show_progress(None, "")
        words = _("Đã ghi {name}, {rows} dòng.", name=self._made.name, rows=show_number(rows))
        self.outcome.say("ok", words, _("Mở thư mục"))

    def _refused(self, error: UserError) -> None:
        self._is_writing = False
        self._show_progress(None, "")
        self.outcome.say("bad", str(error))

    def _show_progress(self, share: float | None, words: str) -> None:
        if share is not None and not self._is_writing:
            return
        for part in (self._scale, self._words):
            part.setVisible(share is not None)
        self._scale.show_share(share or 0.0)
        self._words.setText(words)
        self.go.setEnabled(share is None)

    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        for place, each in enumerate(self.offers):
            self.list.item(place).setHidden(not all(word in fold(each.title) for word in wanted))
        current = self.list.currentItem()
        if current is None or current.isHidden():
            shown = (n for n in range(self.list.count()) if not self.list.item(n).isHidden())
            self.list.setCurrentRow(next(shown, -1))

    def _folder(self) -> Path:
        noted = self._workspace.preferences.notes.get("work_copy.folder", "")
        return Path(noted) if noted and Path(noted).is_dir() else self._workspace.store.path.parent

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Thư mục ghi bản làm việc"), str(self._folder()))
        if chosen:
            self._workspace.preferences.notes["work_copy.folder"] = chosen
            self._workspace.preferences.save()
            self._show_folder()

    def _show_folder(self) -> None:
        folder = self._folder()
        shown = str(folder) if len(str(folder)) <= 28 else "…" + str(folder)[-27:]
        self.folder.setText(shown)
        self.folder.setToolTip(_("Ghi vào {folder}. Nhấn để chọn thư mục khác.", folder=folder))

    def _open_made(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))


def _indented(offer: Offer) -> str:
    if not offer.part:
        return offer.title
    depth = 2 if "." in offer.key.partition(":")[2] else 1
    return "      " * depth + offer.title
