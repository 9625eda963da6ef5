"""The assessment report on screen: its contents at the left, the pages as they will be printed, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.formats import show_date
from app.services import reporting
from app.services.assessment import assessment_document, assessment_of
from app.services.exporting import Exported, export_files
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.assessment_contents import ContentsList, contents_list
from app.ui.pages.leave import show_folder
from app.ui.pages.leave_heads import card_head
from app.ui.pages.leave_preview import PreviewCard
from app.ui.parts import Card, InlineMessage, button, hairline, row
from app.ui.pdf_pages import Chapter, read_chapters
from app.ui.workspace import Workspace
from app.wording import _

PDF, EXCEL = "assessment", "assessment_data"


class AssessmentPage(Page):
    """target: the number of a chapter ("4.3"). made: the pages are in view; exported: the file lies in its folder."""

    made = Signal()
    exported = Signal(list)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Báo cáo đánh giá hiện trạng"))
        self._making, self._wanted = 0, ""
        self._folder = Path()
        self._pending: Chapter | None = None
        self._is_going, self._reached = False, 0
        self.contents: ContentsList = contents_list()
        self.preview = PreviewCard(workspace.background)
        self.result = InlineMessage("ok", "")
        self.result.followed.connect(lambda: show_folder(self._folder))
        self._excel = button(_("Xuất Excel"), partial(self.export, EXCEL), icon_name="table")
        self._pdf = button(_("Xuất PDF"), partial(self.export, PDF), kind="primary", icon_name="pdf")
        self.head.add_action(self._excel)
        self.head.add_action(self._pdf)
        self._side = Card(padding=(0, 0, 0, 0))
        self._side.content.setSpacing(0)
        for each in (card_head(_("Mục lục")), hairline()):
            self._side.content.addWidget(each)
        self._side.content.addWidget(self.contents, 1)
        self._line = row(self._side, self.preview, gap=12)
        self._line.setStretch(1, 1)
        self.body.addWidget(self.result)
        self.body.addLayout(self._line, 1)
        self.contents.opened.connect(self._go_to)
        self.contents.shown.connect(self._go_to)
        self.preview.view.page_changed.connect(self._follow)
        self.preview.view.focus_changed.connect(self.keys_changed)
        self.preview.view.say(_("Đang dựng báo cáo…"))

    # ---- the page's contract

    def refresh(self, _changes: Changes) -> None:
        """Any change may be told in the report, so it is made anew each time."""
        self._making += 1
        making, workspace = self._making, self.workspace
        cycle_id, as_of = workspace.cycle_id, workspace.as_of
        self.head.show_note(_("Số liệu tính đến {day}", day=show_date(as_of)))

        def work() -> tuple[bytes, list[Chapter]]:
            found = workspace.read(lambda unit: assessment_of(unit, cycle_id, as_of))
            content = reporting.preview(assessment_document(found))
            return content, read_chapters(content)

        workspace.background.run(
            work,
            lambda pages: self._show(making, *pages),
            lambda error: self.preview.view.say(str(error)),
            words=_("Đang dựng báo cáo…"),
            owner=self,
        )

    def show_target(self, target: str) -> None:
        self._wanted = target
        self._go_to_wanted()

    def place(self) -> str:
        current = self.contents.current()
        return current.title.partition(" ")[0].rstrip(".") if current else self._wanted

    def keys(self) -> list[tuple[str, str]]:
        return [("↑ ↓", _("mục")), ("PgUp PgDn", _("trang")), ("+ −", _("cỡ")), ("F9", _("dựng lại"))]

    def panes(self) -> Sequence[QWidget]:
        every: list[QWidget] = [self.contents, self.preview.view]
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._line.setContentsMargins(*((10, 8, 10, 8) if small else (20, 14, 20, 14)))
        self._side.setFixedWidth(theme.px(300 if frame is Frame.WIDE else 250 if not small else 220))
        self._excel.setText("Excel" if small else _("Xuất Excel"))

    # ---- what it shows

    def _show(self, making: int, content: bytes, chapters: list[Chapter]) -> None:
        if making != self._making:
            return
        self.contents.show_records(chapters, key=lambda each: each.title)
        self.preview.view.show_pdf(content)
        self._go_to_wanted()
        self.made.emit()

    def _go_to_wanted(self) -> None:
        for number, each in enumerate(self.contents.records.records):
            if self._wanted and each.title.startswith(f"{self._wanted}."):
                self._wanted = ""
                self.contents.choose(number)
                return

    def _go_to(self, chapter: Chapter) -> None:
        view = self.preview.view
        if not view.page_count():
            self._pending = chapter
            return
        self._is_going = True
        view.go_to(chapter.page)
        self._is_going, self._reached = False, view.current_page()

    def _arrive(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            self._go_to(pending)

    def _follow(self, page: int, total: int) -> None:
        """The contents mark the chapter that the page in view begins with, or belongs to; what was chosen stays chosen
        until another page comes into view."""
        if self._pending is not None:
            if total:  # once the view has laid out its new pages, which it begins at the top
                QTimer.singleShot(0, self, self._arrive)
            return
        if self._is_going or page == self._reached or self.contents.hasFocus():
            return
        self._reached = 0
        records = self.contents.records.records
        begun = [number for number, each in enumerate(records) if each.page <= page]
        here = [number for number in begun if records[number].page == page]
        if begun:
            self.contents.blockSignals(True)
            self.contents.choose(here[0] if here else begun[-1])
            self.contents.blockSignals(False)

    # ---- what it does

    def export(self, key: str) -> None:
        """Write the report beside the dossier, or where papers were written last."""
        workspace = self.workspace
        kept = workspace.preferences.notes.get(f"leave.folder:{workspace.store.path}", "")
        folder = Path(kept) if kept else workspace.store.path.parent / f"{workspace.as_of:%Y-%m-%d}"
        cycle_id, as_of, today = workspace.cycle_id, workspace.as_of, workspace.today
        workspace.background.run(
            lambda: export_files(workspace.store, folder, as_of, [key], today=today, cycle_id=cycle_id),
            self._done,
            self._failed,
            words=_("Đang xuất…"),
            owner=self,
        )

    def _done(self, made: list[Exported]) -> None:
        self._folder = made[0].path.parent
        self.result.say("ok", _("Đã ghi “{name}”.", name=made[0].path.name), _("Mở thư mục"))
        self.exported.emit(made)

    def _failed(self, error: UserError) -> None:
        self.result.say("bad", str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F9:
            self.refresh(Changes())
        else:
            super().keyPressEvent(event)
