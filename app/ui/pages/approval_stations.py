"""The six stations of approval beside the road, each made when it is first looked at."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.services.approval_view import ApprovalView
from app.ui.page import Frame
from app.ui.pages.approval_answers import AnswersView
from app.ui.pages.approval_draft import DecisionView, DraftView, MinutesView
from app.ui.pages.approval_sending import SendingView
from app.ui.pages.approval_versions import VersionsView
from app.ui.workspace import Workspace

StationView = DraftView | SendingView | AnswersView | MinutesView | DecisionView | VersionsView
V = TypeVar("V", DraftView, SendingView, AnswersView, MinutesView, DecisionView, VersionsView)


class Stations(QStackedWidget):
    """go(page): to another page; frozen, reopened, missing(page, target): as the versions tell them; keys_changed:
    other keys act now."""

    go = Signal(str)
    frozen = Signal()
    reopened = Signal()
    missing = Signal(str, str)
    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._view: ApprovalView | None = None
        self._frame = Frame.WIDE
        self._made: list[StationView] = []

    def show_view(self, view: ApprovalView) -> None:
        """What stands now, in every view that was made."""
        self._view = view
        for each in self._made:
            each.show_view(view, self._is_still(view))

    def show_station(self, station: str) -> None:
        self.setCurrentWidget(self.view_of(station))

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        for each in self._made:
            self._shape(each)

    def _is_still(self, view: ApprovalView) -> bool:
        return bool(view.lock) or self._workspace.read_only

    def _shape(self, each: StationView) -> None:
        if isinstance(each, AnswersView):
            widths = {Frame.WIDE: 400, Frame.MEDIUM: 390, Frame.NARROW: 376}
            each.use_width(widths.get(self._frame, 330), words=self._frame is Frame.WIDE)
        elif isinstance(each, DraftView | VersionsView):
            each.papers.use_little_room(self._frame is Frame.SMALL)

    @cached_property
    def draft(self) -> DraftView:
        made = self._stand(DraftView(self._workspace))
        made.go.connect(self.go)
        return made

    @cached_property
    def sending(self) -> SendingView:
        made = self._stand(SendingView(self._workspace))
        made.keys_changed.connect(self.keys_changed)
        return made

    @cached_property
    def answers(self) -> AnswersView:
        made = self._stand(AnswersView(self._workspace))
        made.keys_changed.connect(self.keys_changed)
        return made

    @cached_property
    def minutes(self) -> MinutesView:
        return self._stand(MinutesView(self._workspace))

    @cached_property
    def decision(self) -> DecisionView:
        return self._stand(DecisionView(self._workspace))

    @cached_property
    def versions(self) -> VersionsView:
        made = self._stand(VersionsView(self._workspace))
        made.frozen.connect(self.frozen)
        made.reopened.connect(self.reopened)
        made.missing.connect(self.missing)
        made.keys_changed.connect(self.keys_changed)
        return made

    def _stand(self, made: V) -> V:
        """Put a new view among the others, in the shape of the frame and with what there is to show.

        What it tells meanwhile is heard by nobody: who hears of keys asks for the view, which is not there yet.
        """
        self._made.append(made)
        self.addWidget(made)
        self._shape(made)
        if self._view is not None:
            made.show_view(self._view, self._is_still(self._view))
        return made

    def view_of(self, station: str) -> StationView:
        """The view of a station; its name is that of the property that makes it."""
        found: StationView = getattr(self, station)
        return found
