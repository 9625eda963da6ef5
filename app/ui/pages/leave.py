"""Leaving the site: forget nothing, take the papers away, leave a second copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.dossier import Dossier
from app.domain.errors import UserError
from app.services import reporting
from app.services.exporting import Exported, export_files
from app.services.leaving import SHOULD, Check, leaving_checks
from app.services.papers import ready_reports
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.leave_checks import ChecksCard
from app.ui.pages.leave_files import FilesCard
from app.ui.pages.leave_paper import PaperCard
from app.ui.pages.leave_preview import PreviewCard
from app.ui.pages.work_copy_menu import work_copy_button
from app.ui.parts import button, row
from app.ui.workspace import Workspace
from app.wording import _

SECOND_PLACE = "second place"


@dataclass(frozen=True, slots=True)
class Taken:
    """One look at the dossier: the checks, and what the papers are made from."""

    checks: tuple[Check, ...]
    dossier: Dossier


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class LeavePage(Page):
    """exported(list of Exported): the files lie in their folder. previewed: the report is in view."""

    exported = Signal(list)
    previewed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        open_folder: Callable[[Path], None] = show_folder,
        ask_folder: Callable[[QWidget, Path], Path | None] | None = None,
    ) -> None:
        super().__init__(workspace, _("Xuất và rời hiện trường"))
        self._open_folder, self._ask_folder = open_folder, ask_folder or choose_folder
        self._frame, self._looking = Frame.WIDE, 0
        self._taken: Taken | None = None
        self._papers: list[Path] = []
        self._is_exporting = self._has_failed = False
        self._last_folder = self.folder()
        self.checks, self.files = ChecksCard(), FilesCard()
        self.paper, self.preview = PaperCard(workspace), PreviewCard(workspace.background)
        self.preview.view.say(_("Đang dựng bản xem trước…"))
        self.middle = QStackedWidget()
        self.middle.addWidget(self.files)
        self.middle.addWidget(self.paper)
        self._show_preview = button(_("Xem trước"), self._turn, icon_name="eye")
        self._second = button(_("Chép thêm một nơi…"), self.copy_elsewhere, icon_name="usb")
        self._sign = button(_("Ký số…"), self.sign, icon_name="shield")
        self._sign.setToolTip(_("Ký số một văn bản PDF đã xuất"))
        self.export_button = button("", self.export, kind="primary", icon_name="export")
        copies = work_copy_button(workspace, self, lambda: "")
        for each in (copies, self._show_preview, self._sign, self._second, self.export_button):
            self.head.add_action(each)
        self._line = row(self.checks, self.middle, self.preview, gap=12)
        self.body.addLayout(self._line, 1)
        self._connect()
        self._show_choice()
        self.files.show_folder(self.folder())

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        self.files.forget_sizes()
        self._looking += 1
        looking, workspace = self._looking, self.workspace
        cycle_id, as_of = workspace.cycle_id, workspace.as_of
        workspace.background.run(
            lambda: workspace.read(
                lambda unit: Taken(leaving_checks(unit, cycle_id, as_of), reporting.gather_dossier(unit, cycle_id))
            ),
            lambda taken: self._take(looking, taken),
            lambda error: self.say_wrong(str(error)),
            words=_("Đang xem lại hồ sơ…"),
            owner=self,
        )

    def show_target(self, target: str) -> None:
        if target == "export":
            self.export()

    def keys(self) -> list[tuple[str, str]]:
        if self.preview.view.hasFocus():
            return [("PgUp PgDn", _("trang")), ("+ −", _("cỡ")), ("*", _("cả trang")), ("Ctrl+E", _("xuất"))]
        return [("↑ ↓", _("việc")), ("Enter", _("đến chỗ cần sửa")), ("Ctrl+E", _("xuất"))]

    def panes(self) -> Sequence[QWidget]:
        every: list[QWidget] = [self.checks.list, self.files.rows[0].tick, self.preview.view]
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        small = frame is Frame.SMALL
        self._line.setContentsMargins(*((10, 8, 10, 8) if small else (20, 14, 20, 14)))
        self._show_preview.setVisible(small)
        self._second.setVisible(not small)
        self._sign.setVisible(not small)
        for card, wide, narrow in ((self.checks, 384, 384), (self.middle, 360, 316)):
            if small:
                card.setMinimumWidth(theme.px(300))
                card.setMaximumWidth(16777215)
            else:
                card.setFixedWidth(theme.px(wide if frame is Frame.WIDE else narrow))
        self._place_preview(in_view=not small)

    # ---- what it shows

    def _take(self, looking: int, taken: Taken) -> None:
        if looking != self._looking:
            return
        self._taken = taken
        self.files.show_ready({each.key for each in ready_reports(taken.dossier)})
        self.checks.show_checks(self._with_second_place(taken))
        self.files.show_revision(taken.dossier.revision, reporting.short_code(taken.dossier))
        self.paper.show_settings(taken.dossier.settings)
        self.head.show_note(
            _(
                "Bản {revision}, {dated}",
                revision=taken.dossier.revision,
                dated=self.workspace.as_of.strftime("%d/%m/%Y"),
            )
        )
        self._make_preview()

    def _with_second_place(self, taken: Taken) -> list[Check]:
        """The checks, with the one that only this machine knows: whether this revision lies in a second place."""
        copied = self.workspace.preferences.notes.get(self._note("copied"), "")
        if copied == str(taken.dossier.revision):
            return list(taken.checks)
        missing = Check(
            SHOULD,
            _("Bản này chưa có bản sao thứ hai"),
            _("Thẻ nhớ, ổ USB hoặc máy khác"),
            _("Chép ngay"),
            SECOND_PLACE,
        )
        waiting = [each for each in taken.checks if each.state != "ok"]
        return [*waiting, missing, *(each for each in taken.checks if each.state == "ok")]

    def _make_preview(self) -> None:
        if self._taken is None:
            return
        looking, dossier = self._looking, self._taken.dossier
        as_of, spoken = self.workspace.as_of, self.files.language()
        self.workspace.background.run(
            lambda: reporting.preview(reporting.summary_document(dossier, as_of, spoken)),
            lambda content: self._show_pdf(looking, content),
            lambda error: self.preview.view.say(str(error)),
            owner=self,
        )

    def _show_pdf(self, looking: int, content: bytes) -> None:
        if looking == self._looking:
            self.preview.view.show_pdf(content)
            self.previewed.emit()

    def _show_choice(self) -> None:
        count = len(self.files.keys())
        self.export_button.setText(_("Xuất {n} tệp", n=count))
        ready = count > 0 and not self._is_exporting
        self.export_button.setEnabled(ready)
        reason = _("Đang xuất, chờ xong.") if self._is_exporting else _("Chọn ít nhất một tệp.")
        self.export_button.setToolTip("" if ready else reason)
        self._second.setEnabled(not self._is_exporting)

    # ---- what it does

    def folder(self) -> Path:
        """Where files go: the folder chosen last for this dossier, or one of this day beside it."""
        kept = self.workspace.preferences.notes.get(self._note("folder"), "")
        return Path(kept) if kept else self.workspace.store.path.parent / f"{self.workspace.as_of:%Y-%m-%d}"

    def choose(self) -> None:
        """Ask for another folder and remember it."""
        chosen = self._ask_folder(self, self.folder())
        if chosen is not None:
            self._remember("folder", str(chosen))
            self.files.show_folder(chosen)

    def export(self) -> None:
        """Write the ticked files into the folder, then open it."""
        if self.files.keys():
            self._write(self.folder(), self.files.keys(), second=False)

    def copy_elsewhere(self) -> None:
        """The same files and the dossier itself into a second place."""
        chosen = self._ask_folder(self, Path.home())
        if chosen is not None:
            self._write(chosen, [*self.files.keys(), "copy"], second=True)

    def sign(self) -> None:
        """Sign one of the PDFs that were just exported, or another one."""
        from app.ui.pages.sign_dialog import SignDialog

        SignDialog(self.workspace, self, [each for each in self._papers if each.exists()]).open()

    def _write(self, folder: Path, keys: Sequence[str], *, second: bool) -> None:
        if self._is_exporting:
            return
        self._is_exporting, self._has_failed, self._last_folder = True, False, folder
        self._show_choice()
        self.files.result.say("ok", "")
        self.files.show_progress(0.0, _("Đang xuất…"))
        workspace, spoken = self.workspace, self.files.language()
        tell = workspace.background.teller(self.files.show_progress, owner=self)
        as_of, today, cycle_id = workspace.as_of, workspace.today, workspace.cycle_id
        workspace.background.run(
            lambda: export_files(
                workspace.store, folder, as_of, keys, today=today, cycle_id=cycle_id, spoken=spoken, tell=tell
            ),
            lambda made: self._done(made, second),
            self._failed,
            words=_("Đang xuất…"),
            owner=self,
        )

    def _done(self, made: list[Exported], second: bool) -> None:
        self._end()
        self._papers = [each.path for each in made if each.path.suffix == ".pdf"]
        self.files.show_made(made)
        self.files.result.say(
            "ok",
            _("Đã ghi {n} tệp vào {folder}.", n=len(made), folder=self._last_folder.name or self._last_folder),
            _("Mở thư mục"),
        )
        if second and self._taken is not None:
            self._remember("copied", str(self._taken.dossier.revision))
            self.checks.show_checks(self._with_second_place(self._taken))
        self._open_folder(self._last_folder)
        self.exported.emit(made)

    def _failed(self, error: UserError) -> None:
        self._end()
        self._has_failed = True
        self.files.result.say("bad", str(error), _("Chọn…"))

    def _end(self) -> None:
        self._is_exporting = False
        self.files.show_progress(None, "")
        self._show_choice()

    def _follow_result(self) -> None:
        if self._has_failed:
            self.choose()
        else:
            self._open_folder(self._last_folder)

    def _take_way(self, check: Check) -> None:
        if check.page == SECOND_PLACE:
            self.copy_elsewhere()
        elif check.page:
            self.workspace.go.emit(check.page, check.target)

    def _note(self, name: str) -> str:
        return f"leave.{name}:{self.workspace.store.path}"

    def _remember(self, name: str, value: str) -> None:
        self.workspace.preferences.notes[self._note(name)] = value
        self.workspace.preferences.save()

    # ---- how it is put together

    def _connect(self) -> None:
        self.checks.list.opened.connect(self._take_way)
        self.files.chosen.connect(self._show_choice)
        self.files.folder_asked.connect(self.choose)
        self.files.opened.connect(self._follow_result)
        self.files.paper_asked.connect(lambda: self._show_paper(True))
        self.paper.closed.connect(lambda: self._show_paper(False))
        self.files.language_chosen.connect(self._make_preview)
        self.preview.view.focus_changed.connect(self.keys_changed)

    def _show_paper(self, shown: bool) -> None:
        self.middle.setCurrentWidget(self.paper if shown else self.files)
        first = next(iter(self.paper.fields.values())).editor if shown else self.files.rows[0].tick
        first.setFocus()

    def _turn(self) -> None:
        """On a small screen the preview takes the place of the checks, and gives it back."""
        self._place_preview(in_view=not self.preview.isVisibleTo(self))

    def _place_preview(self, *, in_view: bool) -> None:
        small = self._frame is Frame.SMALL
        self.preview.setVisible(in_view)
        self.checks.setVisible(not (small and in_view))
        self._show_preview.setText(_("Việc cần làm") if in_view else _("Xem trước"))


def choose_folder(parent: QWidget, start: Path) -> Path | None:
    """The folder a person chose; None when she did not."""
    begin = next((each for each in (start, *start.parents) if each.is_dir()), Path.home())
    chosen = QFileDialog.getExistingDirectory(parent, _("Chọn thư mục xuất"), str(begin))
    return Path(chosen) if chosen else None
