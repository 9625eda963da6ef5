"""What loading a profile would change in this dossier: each setting with what stands there and what will."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.office_profile import OfficeProfile
from app.formats import show_date
from app.services.office_profiles import SettingChange
from app.ui.parts import Card, EmptyState, clear_layout, column, hairline, scrolled, text
from app.wording import _


class ProfilePreview(Card):
    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.setAccessibleName(_("Mẫu này sẽ đổi gì"))
        self._lines: QVBoxLayout = column(gap=4, margins=(16, 12, 16, 12))
        held = QWidget()
        held.setLayout(self._lines)
        self.content.addWidget(scrolled(held), 1)

    def show_none(self, there_are_some: bool) -> None:
        clear_layout(self._lines)
        if there_are_some:
            self._lines.addWidget(text(_("Không đọc được mẫu này."), "second", wrap=True))
        else:
            self._lines.addWidget(
                EmptyState(
                    "settings",
                    _("Chưa có mẫu cơ quan nào"),
                    _("Lưu thiết lập của hồ sơ này thành mẫu, hoặc nhận tệp mẫu từ đồng nghiệp."),
                )
            )
        self._lines.addStretch(1)

    def show_changes(self, profile: OfficeProfile, changes: Sequence[SettingChange], day: date) -> None:
        clear_layout(self._lines)
        self._lines.addWidget(text(profile.name, "h2", wrap=True))
        for sentence in _about(profile, day):
            self._lines.addWidget(text(sentence, "second", wrap=True))
        self._lines.addSpacing(6)
        self._lines.addWidget(hairline())
        if not changes:
            self._lines.addWidget(text(_("Hồ sơ này đã ghi đúng như mẫu."), "body", wrap=True))
        for each in changes:
            self._lines.addSpacing(4)
            self._lines.addWidget(text(each.label, "cap"))
            if each.now:
                self._lines.addWidget(text(_("đang ghi: {value}", value=each.now), "second", wrap=True))
            self._lines.addWidget(text(each.then or _("để trống"), "strong" if each.then else "second", wrap=True))
        self._lines.addStretch(1)


def _about(profile: OfficeProfile, day: date) -> list[str]:
    """Which names are taken, which will follow, and the office's own note."""
    told = []
    names, following = profile.names_on(day), profile.next_names(day)
    if names is None and profile.names:
        told.append(_("Chưa có tên cơ quan nào có hiệu lực vào {day}.", day=show_date(day)))
    elif names is not None and names.valid_from is not None:
        told.append(_("Tên cơ quan dùng từ {day}.", day=show_date(names.valid_from)))
    if following is not None:
        day_from, agency = show_date(following.valid_from), following.agency or following.parent or ""
        told.append(_("Từ {day} đổi tên thành {name}: dùng lại mẫu này khi đó.", day=day_from, name=agency))
    if profile.note:
        told.append(profile.note)
    return told
