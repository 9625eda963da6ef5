"""Profiles of the office: choose one, see what it would change here, load it; save the present settings; hand on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QListWidgetItem, QWidget

from app.domain.errors import UserError
from app.domain.office_profile import ENDING
from app.formats import fold
from app.services import office_profiles
from app.services.office_profiles import KeptProfile, Removed
from app.ui import theme
from app.ui.pages.office_profile_preview import ProfilePreview
from app.ui.parts import Card, Field, InlineMessage, button, column, dress_list, row, text
from app.ui.preferences import DEFAULT_PROFILE
from app.ui.workspace import Workspace
from app.wording import _


class OfficeProfileDialog(QDialog):
    """loaded: the settings of this dossier were changed."""

    loaded = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mẫu cơ quan"))
        self._workspace = workspace
        self._kept: list[KeptProfile] = []
        self._removed: Removed | None = None
        self.list = QListWidget()
        dress_list(self.list)
        self.list.setAccessibleName(_("Các mẫu cơ quan trên máy này"))
        self.preview = ProfilePreview()
        self.message = InlineMessage("bad", "")
        self.message.followed.connect(self.put_back)
        self.name = Field(_("Lưu thiết lập hiện tại thành mẫu"), placeholder=_("tên mẫu, ví dụ: Chi cục TĐC Hưng Yên"))
        self.load = button(_("Dùng cho hồ sơ này"), self.apply, kind="primary", icon_name="check")
        self.hand_on = button(_("Xuất tệp…"), self._choose_target, icon_name="export")
        self.as_default = button("", self.toggle_default)
        self.remove = button(_("Bỏ mẫu"), self.remove_chosen, icon_name="trash")
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self._build()
        self.show_profiles()

    # ---- what it shows

    def show_profiles(self, wanted: str = "") -> None:
        """Read the folder anew; wanted: the name of the one to choose."""
        self._kept = office_profiles.kept_profiles()
        default = self._workspace.preferences.notes.get(DEFAULT_PROFILE, "")
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._kept:
            name = each.profile.name if each.profile else each.path.name
            is_default = str(each.path) == default
            item = QListWidgetItem(_("{name} · mặc định", name=name) if is_default else name)
            item.setSizeHint(QSize(0, theme.px(34)))
            self.list.addItem(item)
        self.list.blockSignals(False)
        names = [fold(each.profile.name) if each.profile else "" for each in self._kept]
        at = names.index(fold(wanted)) if fold(wanted) in names else 0
        self.list.setCurrentRow(at if self._kept else -1)
        self._show_chosen()

    def chosen(self) -> KeptProfile | None:
        at = self.list.currentRow()
        return self._kept[at] if 0 <= at < len(self._kept) else None

    def _show_chosen(self) -> None:
        kept = self.chosen()
        profile = kept.profile if kept else None
        for each in (self.hand_on, self.as_default):
            each.setEnabled(profile is not None)
        self.remove.setEnabled(kept is not None)
        is_default = kept is not None and str(kept.path) == self._workspace.preferences.notes.get(DEFAULT_PROFILE, "")
        self.as_default.setText(_("Thôi làm mặc định") if is_default else _("Mặc định cho hồ sơ mới"))
        self.message.say("bad", kept.trouble if kept else "")
        if profile is None:
            self.preview.show_none(bool(self._kept))
            self.load.setEnabled(False)
            return
        changes = self._workspace.read(
            lambda unit: office_profiles.profile_changes(unit, profile, self._workspace.today)
        )
        self.preview.show_changes(profile, changes, self._workspace.today)
        self.load.setEnabled(bool(changes) and not self._workspace.read_only)
        self.load.setToolTip("" if changes else _("Hồ sơ này đã ghi đúng như mẫu."))

    # ---- what it does

    def apply(self) -> None:
        """Load the chosen one into this dossier; one undo takes it back."""
        kept = self.chosen()
        if kept is None or kept.profile is None:
            return
        profile, day = kept.profile, self._workspace.today
        self._workspace.run(
            _("Dùng mẫu cơ quan {name}", name=profile.name),
            lambda unit: office_profiles.apply_profile(unit, profile, day),
            toast=_("Đã dùng mẫu cơ quan {name}.", name=profile.name),
        )
        self._show_chosen()
        self.loaded.emit()

    def save_present(self) -> None:
        """The settings of this dossier become a profile; one of the same name is written anew."""
        name = self.name.value()
        before = next(
            (each.profile for each in self._kept if each.profile and fold(each.profile.name) == fold(name)), None
        )
        try:
            made = self._workspace.read(lambda unit: office_profiles.profile_of(unit, name, before))
            office_profiles.keep_profile(made)
        except UserError as error:
            self.name.show_error(str(error))
            return
        self.name.show_value("")
        self.show_profiles(made.name)
        self.message.say("ok", _("Đã lưu mẫu “{name}” trên máy này.", name=made.name))

    def take(self, path: Path) -> None:
        """A file that was handed on."""
        try:
            taken = office_profiles.take_profile(path)
        except UserError as error:
            self.message.say("bad", str(error))
            return
        self.show_profiles(taken.name)
        self.message.say("ok", _("Đã nhận mẫu “{name}”.", name=taken.name))

    def write(self, path: Path) -> None:
        kept = self.chosen()
        if kept is None or kept.profile is None:
            return
        try:
            written = office_profiles.save_profile(kept.profile, path)
        except UserError as error:
            self.message.say("bad", str(error))
            return
        self.message.say("ok", _("Đã ghi {path}", path=written.name))

    def toggle_default(self) -> None:
        kept = self.chosen()
        if kept is None:
            return
        preferences = self._workspace.preferences
        is_default = preferences.notes.get(DEFAULT_PROFILE, "") == str(kept.path)
        preferences.notes[DEFAULT_PROFILE] = "" if is_default else str(kept.path)
        preferences.save()
        self.show_profiles(kept.profile.name if kept.profile else "")

    def remove_chosen(self) -> None:
        """Away from this machine; dossiers that used it keep what they have. It can be put back at once."""
        kept = self.chosen()
        if kept is None:
            return
        try:
            self._removed = office_profiles.remove_profile(kept.path)
        except UserError as error:
            self.message.say("bad", str(error))
            return
        self.show_profiles()
        name = kept.profile.name if kept.profile else kept.path.name
        self.message.say("ok", _("Đã bỏ mẫu “{name}” khỏi máy này.", name=name), _("Lấy lại"))

    def put_back(self) -> None:
        if self._removed is not None:
            office_profiles.put_back(self._removed)
            self._removed = None
            self.show_profiles()

    def _choose_source(self) -> None:
        kinds = _("Mẫu cơ quan (*{ending})", ending=ENDING)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Nhận mẫu cơ quan"), "", kinds)
        if chosen:
            self.take(Path(chosen))

    def _choose_target(self) -> None:
        kept = self.chosen()
        if kept is None:
            return
        kinds = _("Mẫu cơ quan (*{ending})", ending=ENDING)
        usual = str(self._workspace.store.path.parent / kept.path.name)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Xuất mẫu cơ quan"), usual, kinds)
        if chosen:
            self.write(Path(chosen))

    def _build(self) -> None:
        shelf = Card(padding=(1, 1, 1, 1))
        shelf.setFixedWidth(theme.px(260))
        shelf.content.addWidget(self.list)
        take = button(_("Nhận từ tệp…"), self._choose_source, icon_name="import")
        left = column(text(_("Trên máy này"), "cap"), shelf, row(take, None), gap=8)
        right = column(self.preview, row(self.hand_on, self.as_default, self.remove, None, gap=8), gap=10)
        halves = row(gap=16)
        halves.addLayout(left)
        halves.addLayout(right, 1)
        save = row(self.name, gap=8)
        save.setStretch(0, 1)
        save.addLayout(column(19, button(_("Lưu mẫu"), self.save_present, icon_name="plus"), None, gap=0))
        foot = row(None, button(_("Đóng"), self.reject), self.load, gap=8)
        whole = column(gap=12, margins=(20, 16, 20, 14))
        whole.addLayout(halves, 1)
        whole.addWidget(self.message)
        whole.addLayout(save)
        whole.addLayout(foot)
        self.setLayout(whole)
        room = self.screen().availableSize()
        self.resize(min(theme.px(860), room.width() - 40), min(theme.px(600), room.height() - 60))
