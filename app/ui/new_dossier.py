"""A new dossier: whose, which site, which cycle, the day of the survey, and the file it lives in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app import paths
from app.domain.sites import SITE_KINDS
from app.formats import fold, read_date, show_date, tidy
from app.ui import theme
from app.ui.parts import Choice, Field, InlineMessage, button, column, row, text
from app.ui.preferences import DEFAULT_PROFILE, Preferences, documents_folder
from app.wording import N_, _

KIND_WORDS = {
    "manufacturing": N_("Nhà máy sản xuất"),
    "prepackaged": N_("Cơ sở hàng đóng gói sẵn"),
    "meters": N_("Cơ sở làm phương tiện đo"),
    "laboratory": N_("Phòng thử nghiệm, hiệu chuẩn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDossier:
    """What was entered; path does not exist yet."""

    path: Path
    person: str
    enterprise: str
    site_name: str
    kind: str
    province: str
    cycle_name: str
    surveyed_on: date


class NewDossierDialog(QDialog):
    """One short form. Only the enterprise and the person must be given; the rest has sensible beginnings."""

    def __init__(self, window: QWidget, preferences: Preferences, today: date) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Hồ sơ mới"))
        self.setMinimumWidth(theme.px(620))
        self._folder = documents_folder(preferences)
        self._today = today
        self._own_path: Path | None = None
        self.result_dossier: NewDossier | None = None
        self.enterprise = Field(_("Doanh nghiệp"), placeholder=_("Tên đầy đủ, như trên đăng ký kinh doanh"))
        self.site = Field(_("Nhà máy, cơ sở"), placeholder=_("nếu doanh nghiệp có nhiều nơi"))
        self.kind = Field(_("Loại cơ sở"), Choice([(each, _(KIND_WORDS[each])) for each in SITE_KINDS]))
        self.province = Field(_("Tỉnh, thành phố"), _province_editor())
        self.province.show_value(_usual_province(preferences, today))
        self.cycle = Field(_("Chu kỳ"), note=_("mười bước của một kỳ"))
        self.cycle.show_value(_("Chu kỳ {first}–{last}", first=today.year, last=today.year + 1))
        self.day = Field(_("Ngày khảo sát"), placeholder=_("ngày/tháng/năm"), note=_("mốc xét hiệu lực và luật"))
        self.day.show_value(show_date(today))
        self.person = Field(_("Người làm"), placeholder=_("Họ và tên"), note=_("ghi vào mỗi thay đổi"))
        self.person.show_value(preferences.person)
        self.wrong = InlineMessage("bad", "")
        self._path_words = text("", "second", cut=True)
        self._make = button(_("Tạo hồ sơ"), self._finish, kind="primary")
        self._make.setDefault(True)
        self._connect()
        self._fill()
        self._show_path()
        self.enterprise.editor.setFocus()

    def _connect(self) -> None:
        self.enterprise.editor.textChanged.connect(self._show_path)  # type: ignore[attr-defined]
        self.site.editor.textChanged.connect(self._show_path)  # type: ignore[attr-defined]
        self.day.committed.connect(lambda _text: self._read_day())

    def _fill(self) -> None:
        where = row(column(text(_("Tệp hồ sơ"), "cap"), self._path_words, gap=2), gap=12)
        where.setStretch(0, 1)
        where.addWidget(button(_("Đổi chỗ…"), self._choose_path, icon_name="folder"))
        self.setLayout(
            column(
                self.wrong,
                self.enterprise,
                _halves(self.site, self.kind),
                _halves(self.province, self.cycle),
                _halves(self.day, self.person),
                where,
                6,
                row(
                    text(_("Mọi thay đổi được lưu ngay vào tệp này; không có nút Lưu."), "small"),
                    None,
                    button(_("Hủy"), self.reject, kind="ghost"),
                    self._make,
                ),
                gap=14,
                margins=(20, 18, 20, 16),
            )
        )

    def path(self) -> Path:
        """The file chosen, or one named after the enterprise and site that does not exist yet."""
        if self._own_path is not None:
            return self._own_path
        stem = file_stem(self.enterprise.value(), self.site.value(), self._today.year)
        candidate = self._folder / f"{stem}.dochuan"
        number = 2
        while candidate.exists():
            candidate = self._folder / f"{stem}_{number}.dochuan"
            number += 1
        return candidate

    def _show_path(self) -> None:
        self._path_words.setText(str(self.path()))

    def _choose_path(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Tệp hồ sơ mới"), str(self.path()), _("Hồ sơ Đo Chuẩn (*.dochuan)")
        )
        if chosen:
            self._own_path = Path(chosen).with_suffix(".dochuan")
            self._show_path()

    def _read_day(self) -> date | None:
        day = read_date(self.day.value())
        self.day.show_error(
            "" if day else _("“{typed}” không phải ngày. Gõ ngày/tháng/năm, như 23/11/2026.", typed=self.day.value())
        )
        return day

    def _finish(self) -> None:
        day = self._read_day()
        enterprise, person = tidy(self.enterprise.value()), tidy(self.person.value())
        self.enterprise.show_error("" if enterprise else _("Hãy ghi tên doanh nghiệp."))
        self.person.show_error("" if person else _("Hãy ghi tên người làm; tên này đứng cạnh mỗi thay đổi."))
        wrong = next((each for each in (self.enterprise, self.day, self.person) if each.error()), None)
        if wrong is not None or day is None:
            if wrong is not None:
                wrong.editor.setFocus()
            return
        self.result_dossier = NewDossier(
            path=self.path(),
            person=person,
            enterprise=enterprise,
            site_name=tidy(self.site.value()),
            kind=self.kind.value(),
            province=tidy(self.province.value()),
            cycle_name=tidy(self.cycle.value()),
            surveyed_on=day,
        )
        self.accept()


def _usual_province(preferences: Preferences, today: date) -> str:
    """That of the office whose profile new dossiers begin with."""
    profile = preferences.notes.get(DEFAULT_PROFILE, "")
    if not profile:
        return ""
    from app.services.office_profiles import province_of

    return province_of(Path(profile), today)


def _halves(left: QWidget, right: QWidget) -> QHBoxLayout:
    made = row(left, right, gap=12)
    made.setStretch(0, 1)
    made.setStretch(1, 1)
    return made


def file_stem(enterprise: str, site: str, year: int) -> str:
    """A name any system can hold: "Công ty CP Thực phẩm An Lạc" -> "thuc-pham-an-lac_2026"."""
    words = re.findall(r"[a-z0-9]+", fold(enterprise))
    while len(words) > 2 and words[0] in _FORMS_OF_COMPANY:
        words = words[1:]
    name = "-".join(words) or "ho-so"
    place = "-".join(re.findall(r"[a-z0-9]+", fold(site)))
    return "_".join(each for each in (name[:60], place[:40], str(year)) if each)


_FORMS_OF_COMPANY = {"cong", "ty", "cp", "co", "phan", "tnhh", "mtv", "xi", "nghiep", "tap", "doan"}


def _province_editor() -> QLineEdit:
    """Any text, with the provinces offered without accents as one types."""
    editor = QLineEdit()
    names = paths.shipped("resources", "provinces.txt").read_text("utf-8").split("\n")
    completer = _FoldedCompleter([each for each in names if each], editor)
    editor.textEdited.connect(completer.offer)
    return editor


class _FoldedCompleter(QCompleter):
    def __init__(self, names: list[str], editor: QLineEdit) -> None:
        super().__init__(editor)
        self._names = names
        self._offered = QStringListModel(self)
        self.setModel(self._offered)
        self.setWidget(editor)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.activated.connect(editor.setText)

    def offer(self, typed: str) -> None:
        wanted = fold(typed.strip())
        hits = [each for each in self._names if wanted and any(part.startswith(wanted) for part in _starts(each))]
        self._offered.setStringList(hits)
        if hits and hits != [typed]:
            self.complete()
        elif (popup := self.popup()) is not None:
            popup.hide()


def _starts(name: str) -> list[str]:
    folded = fold(name)
    return [folded[place:] for place in range(len(folded)) if place == 0 or folded[place - 1] == " "]
