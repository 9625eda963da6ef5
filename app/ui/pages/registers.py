"""The pages of the registers: measuring processes; people, procedures and environment records in three tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.domain.changes import Changes
from app.formats import show_number
from app.ui.page import Frame, Page
from app.ui.pages.instruments import grid_keys
from app.ui.pages.registers_environment import environment_spec
from app.ui.pages.registers_people import people_spec
from app.ui.pages.registers_procedures import procedures_spec
from app.ui.pages.registers_processes import processes_spec
from app.ui.pages.registers_view import RegisterSpec, RegisterView
from app.ui.pages.work_copy_menu import work_copy_button
from app.ui.parts import button, column, row
from app.ui.workspace import Workspace
from app.wording import _


class RegistersPage(Page):
    """One register or several in tabs. target: the id of a record in any of them, or the kind of one ("people")."""

    def __init__(self, workspace: Workspace, title: str, specs: Sequence[RegisterSpec]) -> None:
        super().__init__(workspace, title)
        self._frame = Frame.WIDE
        self.views = [RegisterView(workspace, each) for each in specs]
        self.tabs = QTabBar()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        still = self.workspace.read_only
        self._paste = button(
            _("Dán từ Excel"), lambda: self.view().paste_lines(), icon_name="paste", tip="Ctrl+Shift+V"
        )
        self._many = button(
            _("Sửa nhiều dòng"), lambda: self.view().table.edit_many(), icon_name="edit", tip="Shift+F2"
        )
        self._add = button("", lambda: self.view().add(), kind="primary", icon_name="plus", tip="Insert")
        self.head.add_action(work_copy_button(self.workspace, self, lambda: self.view().spec.table.key))
        for action in (self._paste, self._many, self._add):
            action.setVisible(not still)
            self.head.add_action(action)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.head.title.text())
        for view in self.views:
            self.tabs.addTab(view.spec.title)
            self._stack.addWidget(view)
        self._tab_ground = QWidget()
        self._tab_ground.setLayout(row(self.tabs, None, margins=(8, 0, 8, 0)))
        self._tab_ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tab_ground.setProperty("surface", "bar-top")
        self._tab_ground.setVisible(len(self.views) > 1)
        whole = column(self._tab_ground, gap=0)
        whole.addWidget(self._stack, 1)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        for view in self.views:
            view.wrong.connect(self.say_wrong)
            view.keys_changed.connect(self.keys_changed)
            view.counts_changed.connect(self._show_counts)
        for keys, act in (
            ("Insert", lambda: self.view().add()),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act, context=_HERE)

    # ---- tabs

    def view(self) -> RegisterView:
        """The register that is shown."""
        return self.views[max(0, self.tabs.currentIndex())]

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self.views))
        first = next(iter(self.view().panes()), None)
        if first is not None:
            (self.view().table.grid if self.view().table.grid.isVisible() else first).setFocus()

    def _show_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.say_wrong("")
        self._show_counts()
        self.keys_changed.emit()

    def _show_counts(self) -> None:
        for at, each in enumerate(self.views):
            self.tabs.setTabText(at, f"{each.spec.title}  {show_number(len(each.table.rows))}")
        has = bool(self.view().table.rows) and not self.workspace.read_only
        self._add.setText(self.view().spec.table.add)
        self._add.setVisible(has)
        self._paste.setVisible(has and self._frame in (Frame.WIDE, Frame.MEDIUM))
        self._many.setVisible(has and self._frame is Frame.WIDE)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        for each in self.views:
            each.refresh(changes)
        self._show_counts()

    def show_target(self, target: str) -> None:
        first = target.split(",")[0]
        for at, each in enumerate(self.views):
            if each.has(first) or each.spec.table.key == first:
                self.tabs.setCurrentIndex(at)
                if each.has(first):
                    each.show_target(first)
                return
        self.view().show_target(first)

    def place(self) -> str:
        return self.view().place() or self.view().spec.table.key

    def keys(self) -> list[tuple[str, str]]:
        keys = self.view().keys()
        return [*keys, ("Ctrl+PgDn", _("thẻ sau"))] if len(self.views) > 1 and not self.view().is_typing() else keys

    def more_keys(self) -> list[tuple[str, str]]:
        tabs = [("Ctrl+PgUp", _("thẻ trước"))] if len(self.views) > 1 else []
        return [*grid_keys(still=self.workspace.read_only, add=self.view().spec.table.add.lower()), *tabs]

    def panes(self) -> Sequence[QWidget]:
        return [*self.view().panes(), *([self.tabs] if len(self.views) > 1 else [])]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        for each in self.views:
            each.use_frame(frame)
        self._show_counts()

    def has_unsent_text(self) -> bool:
        return self.view().has_unsent_text()


class ProcessesPage(RegistersPage):
    """target: the id of a measuring process."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Quá trình đo"), [processes_spec()])


class OthersPage(RegistersPage):
    """target: the id of a person, procedure or environment record; or "people", "procedures", "environment"."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace, _("Người, quy trình, môi trường"), [people_spec(), procedures_spec(), environment_spec()]
        )


_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
