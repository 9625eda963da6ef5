"""Step 6: from draft to version in force. The road at the left, and beside it what is done at the station one is at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain import approval as places
from app.domain.approval_road import ANSWERS, DECISION, DRAFT, MINUTES, SENDING, STATION_WORDS, VERSIONS, Station
from app.domain.changes import Changes
from app.domain.errors import UserError
from app.services.approval import STEP
from app.services.approval_view import ApprovalView, approval_view
from app.services.versions import freeze_version
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.approval_answers import AnswersView
from app.ui.pages.approval_road import approval_road
from app.ui.pages.approval_sending import SendingView
from app.ui.pages.approval_stations import Stations, StationView
from app.ui.pages.approval_versions import VersionsView
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, column, is_typing_in, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.services.step_view import StepView

READS = (
    *("steps", "comments", "passages", "meetings", "versions", "plans", "goals", "tasks", "solutions"),
    *("alternatives", "funding", "effects", "links", "findings", "cycles", "signatures"),
)
STATIONS = tuple(STATION_WORDS)
TARGETS = {
    places.SENDING: SENDING,
    places.MINUTES: MINUTES,
    places.DECISION: DECISION,
    places.FREEZING: VERSIONS,
}
"""Where the targets of the gate lie; any other target is a station, a version or a comment."""


class ApprovalPage(Page):
    """target: a target of the gate, the name of a station, or the id of a comment or a version."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phê duyệt chương trình"))
        self._view: ApprovalView | None = None
        self._wanted = ""
        self.gate = StepGate(workspace, STEP, places.PAGE)
        self.gate.keep_up(self.head, self._with_version)
        self.road = approval_road()
        self.stations = Stations(workspace)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._side = Card(padding=(0, 12, 0, 8))
        self._title = text(_("Đường phê duyệt"), "h2")
        self._side.content.addLayout(row(self._title, margins=(16, 0, 12, 2)))
        self._side.content.addWidget(self.road, 1)
        columns = row(gap=12)
        columns.addWidget(self._side)
        columns.addWidget(self.stations, 1)
        self._body = column(self.gate, gap=12, margins=(20, 14, 20, 14))
        self._body.addLayout(columns, 1)
        self.body.addLayout(self._body, 1)
        self.use_frame(Frame.WIDE)

    def _connect(self) -> None:
        self.road.shown.connect(self._show_station)
        self.road.opened.connect(lambda _station: self._current().go_in())
        self.gate.here.connect(self.show_target)
        self.stations.go.connect(lambda page: self.workspace.go.emit(page, ""))
        self.stations.frozen.connect(self.freeze)
        self.stations.reopened.connect(self.gate.ask_why)
        self.stations.missing.connect(self._go_to_missing)
        self.stations.keys_changed.connect(self.keys_changed)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id, today = self.workspace.cycle_id, self.workspace.today
        self._view = self.workspace.read(lambda unit: approval_view(unit, cycle_id, today))
        self._show(self._view)
        self.gate.read()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._view is not None:
            self._go_to_wanted(self._view)

    def place(self) -> str:
        current = self.road.current()
        return self._wanted or (current.key if current else "")

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if self.road.hasFocus():
            return [("↑↓", _("chặng")), ("Enter", _("làm chặng này"))]
        current = self._current()
        own = current.keys() if isinstance(current, SendingView | AnswersView | VersionsView) else []
        return own or [("1–6", _("chặng"))]

    def more_keys(self) -> list[tuple[str, str]]:
        return [("1–6", _("chặng của đường phê duyệt")), ("F6", _("sang khung khác")), ("Esc", _("về đường phê duyệt"))]

    def panes(self) -> Sequence[QWidget]:
        current = self._current()
        inner = [current.pane()] if isinstance(current, SendingView) else current.panes()
        return [each for each in (self.road, *inner) if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self._side.setFixedWidth(theme.px({Frame.WIDE: 268, Frame.MEDIUM: 244, Frame.NARROW: 220}.get(frame, 76)))
        self._title.setVisible(not small)
        self.stations.use_frame(frame)

    def has_unsent_text(self) -> bool:
        return is_typing_in(self)

    # ---- show

    def _show(self, view: ApprovalView) -> None:
        self.road.show_records(view.stations, key=lambda each: each.key)
        self.stations.show_view(view)
        if self.road.current() is None:
            self.road.choose(_first_open(view.stations))
        found = view.approval
        self.head.show_note(
            _("Bản {number} có hiệu lực", number=found.in_force.number)
            if found.in_force
            else _("Chưa có bản nào hiệu lực")
        )
        self._go_to_wanted(view)
        self.keys_changed.emit()

    def _with_version(self, view: StepView) -> StepView:
        """The step in the words of what it approves: the version of the programme that is in force."""
        in_force = self._view.approval.in_force if self._view else None
        return replace(view, version=in_force.number) if in_force else view

    def _show_station(self, station: Station) -> None:
        """A view that goes hands its focus to the road, so that it does not stray out of the page."""
        coming, focus = self.stations.view_of(station.key), QApplication.focusWidget()
        if coming is self.stations.currentWidget():
            return
        if focus is not None and self.stations.isAncestorOf(focus):
            self.road.setFocus()
        self.stations.show_station(station.key)
        self.keys_changed.emit()

    def _current(self) -> StationView:
        station = self.road.current()
        return self.stations.view_of(station.key if station else DRAFT)

    def _go_to_wanted(self, view: ApprovalView) -> None:
        wanted, self._wanted = self._wanted, ""
        if not wanted:
            return
        if any(each.comment.id == wanted for each in view.comments):
            self.go_to(ANSWERS)
            self.stations.answers.go_to(wanted)
        elif any(each.version.id == wanted for each in view.versions):
            self.go_to(VERSIONS)
            self.stations.versions.go_to(wanted)
        elif (station := TARGETS.get(wanted, wanted)) in STATIONS:
            self.go_to(station)
            self._current().go_in()

    def go_to(self, station: str) -> None:
        """Show this station."""
        self.road.choose(STATIONS.index(station))

    def _go_to_missing(self, page: str, target: str) -> None:
        if page == places.PAGE:
            self.show_target(target)
        else:
            self.workspace.go.emit(page, target)

    # ---- deeds

    def freeze(self) -> None:
        """Freeze what the programme says now, under the decision as it was prepared."""
        if self._view is None:
            return
        decision, cycle_id = self._view.approval.decision, self.workspace.cycle_id

        def work(unit: Unit) -> int:
            return freeze_version(
                unit,
                cycle_id,
                decision_number=decision.number,
                decided_on=decision.decided_on,
                signer_position=decision.signer_position,
                signer_name=decision.signer_name,
                recipients=decision.recipients,
                reason=decision.reason,
            ).number

        try:
            number = self.workspace.run(_("Chốt chương trình"), work)
        except UserError as error:
            self.stations.versions.state.say("bad", str(error))
            return
        self.workspace.told.emit(_("Đã chốt bản {number}.", number=number))
        self.stations.versions.list.choose(0)
        self.stations.versions.list.setFocus()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._step_back()
        elif is_typing_in(self) or held or not self._press(key):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key) -> bool:
        place = key - Qt.Key.Key_1
        if 0 <= place < len(STATIONS):
            self.road.choose(place)
            self._current().go_in()
            return True
        current = self._current()
        return isinstance(current, SendingView | AnswersView | VersionsView) and current.press(key)

    def _step_back(self) -> None:
        """Out of a field into its list, out of that onto the road."""
        current = self._current()
        if isinstance(current, AnswersView) and (is_typing_in(self) or current.is_adding()):
            current.leave()
        else:
            self.road.setFocus()


def _first_open(stations: Sequence[Station]) -> int:
    """The first station that is not done; the last one when all are."""
    return next((place for place, each in enumerate(stations) if each.state != "ok"), len(stations) - 1)
