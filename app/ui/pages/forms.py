"""Other forms of the cycle: any XLSForm taken in, filled in here, and given on to an ODK or Kobo server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.forms.mistakes import FormError, Mistake
from app.services import forms, submissions, survey
from app.services.extra_forms import ExtraForm, extra_forms
from app.services.forms import ReadyForm
from app.services.survey_states import Count
from app.ui import theme
from app.ui.forms.form_pane import FormPane
from app.ui.page import Frame, Page
from app.ui.pages.forms_list import FormsList
from app.ui.parts import EmptyState, InlineMessage, ScaleBar, button, column, icon_button, row, text
from app.ui.workspace import Workspace
from app.wording import _

SUFFIXES = (".xlsx", ".xls", ".md", ".xml")
MOST_TOLD = 8
"""So many mistakes or pieces of advice are told at once; of more, the number."""


class FormsPage(Page):
    """target: the name of a form, alone or with "|" and the path of a question in it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phiếu khác"))
        self.pane: FormPane | None = None
        self._open = ""
        self._frame = Frame.WIDE
        self._rows: list[ExtraForm] = []
        self._scale, self._total = ScaleBar(), text("", "strong")
        self.head.add_extra(self._scale)
        self.head.add_extra(self._total)
        self.add_button = button(_("Thêm phiếu…"), self.choose_file, icon_name="plus", tip="Insert")
        self.head.add_action(self.add_button)
        self.advice = InlineMessage("warn", "", closable=True)
        self.list = FormsList()
        self.list.opened.connect(self.open_form)
        self.list.removed.connect(self.remove_form)
        self.list.exported.connect(self.export)
        empty_add = button(_("Thêm phiếu từ tệp…"), self.choose_file, kind="primary", icon_name="plus")
        self._empty = EmptyState(
            "survey",
            _("Chưa có phiếu nào khác"),
            _(
                "Cơ quan chủ quản hoặc khách hàng có phiếu riêng? Thêm tệp XLSForm (.xlsx, .xls) làm cho ODK hoặc "
                "KoboToolbox: trả lời ở đây, ngoại tuyến, rồi xuất ra để gửi lên máy chủ của họ. Kéo thả tệp vào đây "
                "cũng được."
            ),
            [empty_add],
        )
        self._stack = QStackedWidget()
        self._empty.setMaximumWidth(theme.px(720))
        around = QWidget()
        middle = row(gap=0)
        middle.addStretch(1)
        middle.addWidget(self._empty, 8)
        middle.addStretch(1)
        around.setLayout(middle)
        self._around = around
        self._stack.addWidget(around)
        self._stack.addWidget(self.list)
        self._filling = QWidget()
        self._place = column(gap=0)
        self._title = text("", "h2", cut=True)
        back = icon_button("left", _("Về danh sách phiếu"), self.close_form, key="Alt+←")
        line = row(back, gap=8, margins=(12, 6, 16, 6))
        line.addWidget(self._title, 1)
        self._place.addLayout(line)
        self._filling.setLayout(self._place)
        self._stack.addWidget(self._filling)
        self.body.addWidget(self.advice)
        self.body.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.close_form)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        first = not changes
        if self.pane is None:
            if first or changes.touches("forms", "answers", "steps"):
                self._look()
            return
        if changes.touches("forms") and self._open not in self._names():
            self.close_form()
        else:
            self.pane.take(changes)

    def show_target(self, target: str) -> None:
        name, _bar, path = target.partition("|")
        if self.pane is not None and name == self._open:
            self.pane.view.go_to(path)
        elif name in self._names():
            self.open_form(name, path)

    def place(self) -> str:
        return f"{self._open}|{self.pane.place()}" if self.pane is not None else ""

    def panes(self) -> Sequence[QWidget]:
        return self.pane.panes() if self.pane is not None else (self.list,)

    def keys(self) -> list[tuple[str, str]]:
        if self.pane is not None:
            return [*self.pane.keys(), ("Alt+←", _("về danh sách"))]
        keys = [("Insert", _("thêm phiếu"))]
        return [("Enter", _("điền phiếu")), *keys, ("Delete", _("bỏ phiếu"))] if self._rows else keys

    def more_keys(self) -> list[tuple[str, str]]:
        return self.pane.more_keys() if self.pane is not None else []

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        self._scale.setVisible(frame is not Frame.SMALL and bool(self._rows))
        if self.pane is not None:
            self.pane.use_frame(frame)

    def has_unsent_text(self) -> bool:
        return self.pane is not None and self.pane.view.has_unsent_text()

    def let_go(self) -> None:
        if self.pane is not None:
            self.pane.flush()
        super().let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.pane is not None:
            handled = self.pane.press(event)
        else:
            handled = event.key() == Qt.Key.Key_Insert and not event.modifiers()
            if handled:
                self.choose_file()
        if not handled:
            super().keyPressEvent(event)

    # ---- taking a form in

    def choose_file(self) -> None:
        """Ask for a form; not when it would be refused anyway."""
        locked = self.workspace.read(lambda unit: survey.lock_reason(unit, self.workspace.cycle_id))
        if locked:
            self.say_wrong(locked)
            return
        folder = self.workspace.preferences.folder
        kinds = _("Phiếu XLSForm hoặc XForm (*.xlsx *.xls *.md *.xml)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Thêm phiếu"), folder, kinds)
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Read a form beside the window and keep it; what is wrong with it is told here."""
        self.say_wrong("")
        self.advice.say("warn", "")
        reading = _("Đang đọc phiếu…")
        self.workspace.background.run(
            lambda: forms.read_form_file(path), self._keep, self._refused, words=reading, owner=self
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.pane is None and self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = self._dropped(event)
        if paths:
            event.acceptProposedAction()
            self.add_file(paths[0])

    def _dropped(self, event: QDropEvent) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return [each for each in paths if each.suffix.lower() in SUFFIXES]

    def _keep(self, ready: ReadyForm) -> None:
        cycle = self.workspace.cycle_id
        try:
            added = self.workspace.run(
                _("Thêm phiếu “{title}”", title=ready.form.title),
                lambda unit: forms.keep_form(unit, cycle, ready),
                toast=_("Đã thêm phiếu “{title}”.", title=ready.form.title),
            )
        except UserError as mistake:
            self.say_wrong(str(mistake))
            return
        self.list.wanted = added.form.name
        if added.advice:
            head = _("Phiếu “{title}” dùng được. Cần biết:", title=added.form.title)
            self.advice.say("warn", _listed(head, added.advice))

    def _refused(self, mistake: UserError) -> None:
        if isinstance(mistake, FormError) and len(mistake.mistakes) > 1:
            self.say_wrong(_listed(_("Không thêm được phiếu này:"), mistake.mistakes))
        else:
            self.say_wrong(str(mistake))

    # ---- filling in

    def open_form(self, name: str, path: str = "") -> None:
        """Fill a form in."""
        self.close_form()
        try:
            self.pane = FormPane(self.workspace, name)
        except UserError as mistake:
            self.say_wrong(str(mistake))
            return
        self._open = name
        self.pane.counted.connect(self._show_count)
        self.pane.keys_changed.connect(self.keys_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.pane).activated.connect(self.pane.go_on)
        pinned = self.workspace.read(lambda unit: survey.the_form(unit, self.workspace.cycle_id, name))
        self._title.setText(pinned.title)
        self.advice.say("warn", "")
        self._place.addWidget(self.pane, 1)
        self.pane.use_frame(self._frame)
        self._stack.setCurrentWidget(self._filling)
        self.add_button.hide()
        self.pane.start(path)
        self.keys_changed.emit()

    def close_form(self) -> None:
        """Back to the list, at the form one was in."""
        if self.pane is None:
            return
        self.pane.flush()
        self.pane.hide()
        self.pane.deleteLater()
        self.pane = None
        self.list.wanted, self._open = self._open, ""
        self.add_button.show()
        self._show_rows(self._rows)
        self._look()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys_changed.emit()

    # ---- giving on, taking out

    def export(self, name: str, kind: str) -> None:
        """Write the answers into a folder; kind: "csv" or "xml" (an ODK submission)."""
        folder = QFileDialog.getExistingDirectory(self, _("Xuất vào thư mục"), self.workspace.preferences.folder)
        if folder:
            self.export_into(name, kind, Path(folder))

    def export_into(self, name: str, kind: str, folder: Path) -> None:
        """Write beside the window; the files are named when they are there."""
        cycle = self.workspace.cycle_id
        self.workspace.background.run(
            lambda: self.workspace.read(lambda unit: submissions.export_submission(unit, cycle, name, folder, kind)),
            self._exported,
            lambda mistake: self.say_wrong(str(mistake)),
            words=_("Đang xuất…"),
            owner=self,
        )

    def _exported(self, paths: list[Path]) -> None:
        names = ", ".join(each.name for each in paths[:4]) + (", …" if len(paths) > 4 else "")
        folder = str(paths[0].parent) if paths else ""
        self.advice.say("ok", _("Đã xuất {names} vào {folder}.", names=names, folder=folder))

    def remove_form(self, name: str) -> None:
        """Take a form out with its answers; undo brings it back."""
        title = next((each.form.title for each in self._rows if each.form.name == name), name)
        cycle = self.workspace.cycle_id
        try:
            self.workspace.run(
                _("Bỏ phiếu “{title}”", title=title),
                lambda unit: forms.remove_form(unit, cycle, name),
                toast=_("Đã bỏ phiếu “{title}” cùng câu trả lời.", title=title),
            )
        except UserError as mistake:
            self.say_wrong(str(mistake))

    # ---- showing

    def _look(self) -> None:
        """Read the list beside the window: each form is opened to count its answers."""
        self.workspace.background.run(self._read_rows, self._show_rows, owner=self)

    def _read_rows(self) -> list[ExtraForm]:
        return self.workspace.read(lambda unit: extra_forms(unit, self.workspace.cycle_id))

    def _show_rows(self, rows: list[ExtraForm]) -> None:
        self._rows = rows
        self.list.show_rows(rows, writable=not self.workspace.read_only)
        if self.pane is None:
            self._stack.setCurrentWidget(self.list if rows else self._around)
            answered, asked = sum(each.answered for each in rows), sum(each.asked for each in rows)
            self._show_count(Count(answered, asked, ""))
            self.keys_changed.emit()

    def _show_count(self, count: Count) -> None:
        self._scale.setVisible(count.total > 0 and self._frame is not Frame.SMALL)
        self._total.setVisible(count.total > 0)
        self._scale.show_share(count.share)
        self._total.setText(_("{answered}/{total} câu", answered=count.answered, total=count.total))

    def _names(self) -> set[str]:
        cycle = self.workspace.cycle_id
        return self.workspace.read(lambda unit: {each.name for each in unit.forms.all(cycle_id=cycle)})


def _listed(head: str, mistakes: Sequence[Mistake]) -> str:
    """A sentence and the mistakes below it, the first ones of many."""
    told = list(dict.fromkeys(_with_rows(mistakes)))
    lines = [head, *(f"• {each}" for each in told[:MOST_TOLD])]
    if len(told) > MOST_TOLD:
        lines.append(_("… và {count} điều nữa.", count=len(told) - MOST_TOLD))
    return "\n".join(lines)


def _with_rows(mistakes: Sequence[Mistake]) -> Iterator[str]:
    """One line for what is the same in several rows of a sheet."""
    rows: dict[tuple[str, str], list[int]] = {}
    for each in mistakes:
        rows.setdefault((each.sheet, each.text), []).append(each.row)
    for each in mistakes:
        same = rows[each.sheet, each.text]
        if len(same) == 1 or not each.row:
            yield str(each)
        else:
            numbers = ", ".join(map(str, same))
            yield _("Trang {sheet}, hàng {rows}: {what}", sheet=each.sheet, rows=numbers, what=each.text)
