"""Who looks after which section and which area: chosen in a list, given to a name, with how far each one has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from app import wording
from app.domain.changes import Changes
from app.domain.errors import UserError
from app.formats import nfc, show_number
from app.services import assignments, survey
from app.services.assignments import SECTION, Part, Share
from app.services.survey_outline import Outline
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.assignments_shares import shares_list
from app.ui.pages.suggesting import SuggestingEdit
from app.ui.parts import KeyCap, button, column, hairline, row, splitter, text
from app.ui.tables.grid import Grid
from app.ui.tables.model import RIGHT, Column, TableModel
from app.ui.workspace import Workspace
from app.wording import _

READS = ("assignments", "answers", "forms", "instruments", "sightings", "cycles", "steps")
Read = tuple[list[Part], list[str], str]


def columns() -> list[Column[Part]]:
    """What a part is, how far it is, and who has it."""
    return [
        Column(title=_("Phần, khu vực"), show=_title, width=0, strong=lambda each: not each.depth, name="title"),
        Column(title=_("Loại"), show=_kind, width=110, name="kind", gives_way=2),
        Column(title=_("Đã làm"), show=_done, width=84, align=RIGHT, name="done", gives_way=1),
        Column(
            title=_("Người phụ trách"),
            show=lambda each: each.auditor,
            width=190,
            tone=lambda each: "text" if each.own else "text3",
            name="auditor",
        ),
    ]


def _title(part: Part) -> str:
    return "      " * part.depth + f"{part.code}  {part.title}".strip()


def _kind(part: Part) -> str:
    return _("Khảo sát") if part.kind == SECTION else _("Khu vực")


def _done(part: Part) -> str:
    return f"{show_number(part.done)}/{show_number(part.total)}"


class PartsGrid(Grid):
    """Whole rows are chosen; letters are the page's."""

    def __init__(self, model: TableModel[Part]) -> None:
        super().__init__(model, _("Phần khảo sát và khu vực"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSortingEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.text().isprintable() and bool(event.text()) and event.text() != " "
        if plain and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AssignmentsPage(Page):
    """Enter or G goes to the name, Enter gives the chosen rows to it, Delete leaves them to nobody."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phân công khảo sát"))
        self._locked = ""
        self.model: TableModel[Part] = TableModel(columns(), lambda each: f"{each.kind} {each.target}", sorts=False)
        self.grid = PartsGrid(self.model)
        self.name = SuggestingEdit()
        self.name.setPlaceholderText(_("Tên người phụ trách"))
        self.name.setAccessibleName(_("Tên người phụ trách"))
        self.name.returnPressed.connect(self.give)
        self.shares = shares_list()
        self._chosen = text("", "small")
        self._build()

    def _build(self) -> None:
        self._give = button(_("Giao"), self.give, kind="primary")
        self._free = button(_("Để trống"), self.free, kind="ghost")
        self._foot = QFrame()
        self._foot.setProperty("surface", "bar-foot")
        self.name.setMaximumWidth(theme.px(260))
        line = row(self._chosen, None, KeyCap("G"), gap=8, margins=(14, 8, 14, 8))
        line.addWidget(self.name, 2)
        line.addWidget(self._give)
        line.addWidget(self._free)
        self._foot.setLayout(line)
        left, right = QWidget(), QFrame()
        body = column(gap=0)
        body.addWidget(self.grid, 1)
        body.addWidget(self._foot)
        left.setLayout(body)
        right.setProperty("surface", "side-right")
        heading = row(text(_("Tiến độ từng người"), "h2"), None, margins=(16, 12, 16, 10))
        beside = column(gap=0)
        beside.addLayout(heading)
        beside.addWidget(hairline())
        beside.addWidget(self.shares, 1)
        right.setLayout(beside)
        self._halves = splitter(left, right, sizes=(760, 400))
        self.body.addWidget(self._halves, 1)
        self.grid.opened.connect(self.start_naming)
        self.grid.asked.connect(lambda deed: self.free() if deed == "clear" else None)
        self.grid.selectionModel().selectionChanged.connect(lambda *_which: self._show_chosen())
        self.shares.opened.connect(self._take_name)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id, language = self.workspace.cycle_id, wording.language()

        def read(unit: Unit) -> Read:
            filling = survey.open_form(unit, cycle_id, "survey", language)
            outline = Outline(filling, survey.answers_of(unit, cycle_id, "survey"))
            who = assignments.assigned(unit, cycle_id)
            found = assignments.parts(outline, assignments.areas_of(unit, cycle_id), who)
            return found, assignments.team(unit, cycle_id), survey.lock_reason(unit, cycle_id)

        self.workspace.background.run(
            lambda: self.workspace.read(read), self._show, lambda mistake: self.say_wrong(str(mistake)), owner=self
        )

    def keys(self) -> list[tuple[str, str]]:
        if self.name.hasFocus():
            return [("Enter", _("giao")), ("↓", _("những tên đã biết")), ("Esc", _("rời ô"))]
        if self.is_still():
            return [("↑↓", _("dòng"))]
        return [("↑↓", _("dòng")), ("Shift+↑↓", _("chọn nhiều")), ("G", _("giao")), ("Delete", _("để trống"))]

    def panes(self) -> Sequence[QWidget]:
        return (self.grid, self.name, self.shares)

    def use_frame(self, frame: Frame) -> None:
        self._halves.setSizes([500, 300] if frame is Frame.SMALL else [760, 400])
        self._chosen.setVisible(frame is not Frame.SMALL)

    # ---- showing

    def is_still(self) -> bool:
        return self.workspace.read_only or bool(self._locked)

    def _show(self, read: Read) -> None:
        found, team, self._locked = read
        self.model.show_records(found)
        self.name.offer(team)
        every = assignments.shares(found)
        self.shares.show_records(every, key=lambda each: each.auditor)
        self._foot.setVisible(not self.is_still())
        given = sum(each.sections + each.areas for each in every if each.auditor)
        total = sum(each.sections + each.areas for each in every)
        self.head.show_note(_("đã giao {given}/{total} phần", given=show_number(given), total=show_number(total)))
        if self.grid.current_record() is None:
            self.grid.choose(0)
        self._show_chosen()
        self.keys_changed.emit()

    def _show_chosen(self) -> None:
        count = len(self.chosen())
        self._chosen.setText(_("{count} dòng đang chọn", count=show_number(count)))

    def chosen(self) -> list[Part]:
        """The parts of the rows that are chosen, or of the current one."""
        return [self.model.record(at) for at in self.grid.chosen().rows]

    # ---- deeds

    def start_naming(self) -> None:
        if not self.is_still():
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()

    def give(self) -> None:
        """The chosen rows to the name that stands there; then on with the list."""
        name = nfc(self.name.text()).strip()
        if not name:
            self.say_wrong(_("Gõ tên người phụ trách, rồi nhấn Enter."))
            return
        self._assign(_("Giao việc cho {person}", person=name), name)

    def free(self) -> None:
        """The chosen rows to nobody."""
        self._assign(_("Bỏ phân công"), "")

    def _assign(self, deed: str, name: str) -> None:
        chosen = [(each.kind, each.target) for each in self.chosen()]
        cycle_id = self.workspace.cycle_id
        if self.is_still() or not chosen:
            return
        try:
            self.workspace.run(deed, lambda unit: assignments.assign(unit, cycle_id, chosen, name))
        except UserError as mistake:
            self.say_wrong(str(mistake))
            return
        self.say_wrong("")
        self.grid.setFocus()

    def _take_name(self, share: Share) -> None:
        """A name out of the list, to give more to it."""
        if share.auditor and not self.is_still():
            self.name.setText(share.auditor)
            self.start_naming()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = self.name.hasFocus()
        if typing and event.key() == Qt.Key.Key_Escape:
            self.grid.setFocus()
        elif not typing and event.text().casefold() == "g":
            self.start_naming()
        else:
            super().keyPressEvent(event)
