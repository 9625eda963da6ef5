"""Beside the list of findings: everything of the current one, its fields, its thread, or what it is merged into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.proposals import Proposal
from app.services.finding_history import finding_history
from app.services.finding_list import FindingRow
from app.services.last_year import finding_words
from app.services.thread import Knot, thread_of
from app.ui.pages.finding_deeds import FindingDeeds
from app.ui.pages.finding_form import FindingForm
from app.ui.pages.findings_detail import FindingDetail, ManyPanel
from app.ui.pages.findings_foot import FindingsFoot, ReasonBar
from app.ui.pages.findings_merge import MergePicker
from app.ui.pages.thread_view import ThreadView, open_knot
from app.ui.parts import EmptyState, column, scrolled
from app.ui.workspace import Workspace
from app.wording import _

MODES = ("empty", "view", "many", "form", "thread", "merge")


class FindingsSide(QWidget):
    """mode_changed: other keys act now. row_asked(key): another row shall be current. back: to the list.

    following(): the key of the row to go on with once the chosen ones are decided, "" for none.
    """

    mode_changed = Signal()
    row_asked = Signal(str)
    back = Signal()

    def __init__(self, workspace: Workspace, deeds: FindingDeeds) -> None:
        super().__init__()
        self._workspace, self._deeds = workspace, deeds
        self.rows: list[FindingRow] = []
        self._named: Mapping[str, FindingRow] = {}
        self._proposals: Mapping[str, Proposal] = {}
        self.still = workspace.read_only
        self._walked: tuple[str, str] | None = None
        self._awaited = ""
        self.following: Callable[[], str] = lambda: ""
        self.detail = FindingDetail(workspace)
        self.area: QScrollArea = scrolled(self.detail)
        self.form, self.knots, self.picker = FindingForm(), ThreadView(), MergePicker()
        self.many = ManyPanel()
        self._empty = EmptyState("finding", _("Chọn một phát hiện"), _("Mọi điều về phát hiện đó hiện ở đây."))
        self.asking = ReasonBar()
        self._stack = QStackedWidget()
        for part in (self._empty, self.area, self.many, self.form, self.knots, self.picker):  # in the order of MODES
            self._stack.addWidget(part)
        self.foot = FindingsFoot()
        self._build()
        self._connect()

    def _build(self) -> None:
        body = column(gap=0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.asking)
        body.addWidget(self.foot)
        self.setLayout(body)
        self.setProperty("surface", "side-right")

    def _connect(self) -> None:
        detail = self.detail
        detail.renewed.connect(lambda: self._deeds.renew(self.rows[0], self._proposals))
        detail.merge_asked.connect(self._merge_with)
        detail.split_asked.connect(lambda finding: self._deeds.split(finding, self._proposals))
        detail.row_asked.connect(self.row_asked)
        detail.goal_opened.connect(lambda goal_id: self._workspace.go.emit("goals", goal_id))
        detail.source_asked.connect(self.open_source)
        detail.priority.classed.connect(self._class)
        detail.priority.taken.connect(lambda: self._deeds.take_classes(self.rows[0]))
        self.form.edited.connect(self._edit)
        self.form.closed.connect(self.give_up)
        self.knots.opened.connect(lambda knot: open_knot(self._workspace, knot))
        self.picker.picked.connect(lambda other: self._merge_with(other.key))
        self.picker.left.connect(self.give_up)
        self.asking.given.connect(self.set_aside)
        self.asking.left.connect(self.give_up)
        deeds: dict[str, Callable[[], object]] = {
            "accept": self.accept,
            "edit": self.edit,
            "merge": self.merge,
            "goal": self.make_goal,
            "thread": self.show_thread,
            "aside": self.ask_why,
            "again": self.propose_again,
            "back": self.give_up,
            "walk": self.walk,
        }
        self.foot.asked.connect(lambda deed: deeds[deed]())

    # ---- show

    def mode(self) -> str:
        """A word of MODES, or "aside" while a reason is asked for."""
        if not self.asking.isHidden():
            return "aside"
        return MODES[self._stack.currentIndex()]

    def show_rows(
        self,
        rows: Sequence[FindingRow],
        named: Mapping[str, FindingRow],
        proposals: Mapping[str, Proposal],
        *,
        still: bool,
    ) -> None:
        """The chosen rows. What is being typed stays while the same one is shown."""
        before = [each.key for each in self.rows]
        self.rows, self._named, self._proposals, self.still = list(rows), named, proposals, still
        keys = [each.key for each in rows]
        same = before == keys
        if self._awaited:
            if keys != [self._awaited]:
                return
            self._awaited, same = "", True
        if same and self.mode() == "form" and rows and rows[0].finding:
            self.form.show_finding(rows[0].finding)
        elif same and self.mode() == "thread":
            self._show_thread()
        elif not (same and self.mode() in ("aside", "merge")):
            self._show_plain(keep_place=same)

    def _show_plain(self, *, keep_place: bool = False) -> None:
        self.asking.hide()
        self._walked, self._awaited = None, ""
        if not self.rows:
            self._turn_to(self._empty)
        elif len(self.rows) > 1:
            self.many.show_rows(self.rows)
            self._turn_to(self.many)
        else:
            self._show_detail(self.rows[0], keep_place=keep_place)

    def _show_detail(self, shown: FindingRow, *, keep_place: bool) -> None:
        finding = shown.finding
        history = self._workspace.read(lambda unit: finding_history(unit, finding.id)) if finding else []
        before = self._workspace.read(lambda unit: finding_words(unit, finding)) if finding else ""
        place = self.area.verticalScrollBar().value() if keep_place else 0
        self.detail.show_row(shown, self._named, history, before, still=self.still)
        self._turn_to(self.area)
        self.area.verticalScrollBar().setValue(place)

    def _turn_to(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self._show_actions()
        self.mode_changed.emit()

    def _show_actions(self) -> None:
        match self.mode():
            case "thread":
                self.foot.show_walk()
            case "view" | "many":
                self.foot.show_deeds(self.rows, still=self.still)
            case _:
                self.foot.hide()

    def use_little_room(self, little: bool) -> None:
        self.detail.priority.matrix.setVisible(not little)
        self.foot.use_little_room(little)
        self._show_actions()

    # ---- deeds

    def accept(self) -> None:
        """The proposals among the chosen ones; then on to the next one that waits."""
        following = self.following()
        kept = self._deeds.accept(self.rows)
        if kept:
            self.row_asked.emit(following or kept[0].id)

    def edit(self) -> None:
        """The fields; a proposal is accepted first."""
        if len(self.rows) != 1 or not self.rows[0].is_open or self.still:
            return
        finding = self.rows[0].finding
        if finding is None:
            (finding,) = self._deeds.accept(self.rows)
            self._await(finding)
        self.form.show_finding(finding)
        self._turn_to(self.form)
        self.form.begin()

    def _await(self, finding: Finding) -> None:
        """Its fields stay open until its row has come."""
        self._awaited = finding.id
        self.row_asked.emit(finding.id)

    def edit_new(self) -> None:
        """A finding of one's own; its name is typed next."""
        finding = self._deeds.add()
        self._await(finding)
        self.form.show_finding(finding)
        self._turn_to(self.form)
        self.form.begin(over=True)

    def merge(self) -> None:
        """Of several chosen ones the first finding takes the others in; of one, the other is picked."""
        rows = [each for each in self.rows if each.is_open]
        if self.still or not rows:
            return
        if len(rows) > 1:
            into = min(rows, key=lambda each: each.finding.number if each.finding else 10_000)
            stands = self._deeds.merge(rows, into)
            self.row_asked.emit(stands.id)
            return
        self.picker.offer(rows[0], list(self._named.values()))
        self._turn_to(self.picker)
        self.picker.list.setFocus()

    def _merge_with(self, key: str) -> None:
        """The current one goes into the other; a finding is never taken into a proposal."""
        one, other = self.rows[0], self._named[key]
        into = one if one.finding is not None and other.finding is None else other
        stands = self._deeds.merge([one, other], into)
        self._show_plain()
        self.row_asked.emit(stands.id)

    def ask_why(self) -> None:
        rows = [each for each in self.rows if each.is_open]
        if self.still or not rows:
            return
        self.asking.ask(only_proposed=all(each.state == "proposed" for each in rows))
        self.foot.hide()
        self.mode_changed.emit()

    def set_aside(self, reason: str) -> None:
        self.asking.hide()
        following = self.following()
        self._deeds.set_aside([each for each in self.rows if each.is_open], reason)
        if following:
            self.row_asked.emit(following)
        self._show_plain()
        self.back.emit()

    def propose_again(self) -> None:
        self._deeds.propose_again(self.rows)

    def make_goal(self) -> None:
        if not self.still:
            self._deeds.make_goal(self.rows)

    def give_up(self) -> None:
        """Back to what is there to be read."""
        self.asking.hide()
        self._show_plain()
        self.back.emit()

    def _class(self, field: str, value: str) -> None:
        finding = self.rows[0].finding
        if finding is not None:
            self._deeds.edit(finding.id, field, value)

    def _edit(self, finding_id: str, field: str, words: str) -> None:
        try:
            self._deeds.edit(finding_id, field, words)
        except UserError as error:
            self.form.show_error(field, str(error))
        else:
            self.form.show_error(field, "")

    # ---- ways

    def show_thread(self) -> None:
        """The thread of the current finding in place of what is told of it."""
        if len(self.rows) == 1 and self.rows[0].finding is not None:
            self.show_thread_of("findings", self.rows[0].finding.id)

    def show_thread_of(self, kind: str, id: str) -> None:
        """The thread of any record."""
        self._walked = (kind, id)
        self._show_thread()
        self.knots.setFocus()

    def walk(self) -> None:
        """The thread of the knot one stands on."""
        knot: Knot | None = self.knots.current()
        if self.mode() == "thread" and knot is not None:
            self.show_thread_of(knot.kind, knot.id)

    def _show_thread(self) -> None:
        if self._walked is not None:
            thread = self._workspace.read(partial(thread_of, kind=self._walked[0], id=self._walked[1]))
            self.knots.show_thread(thread.knots, self._walked)
            self._turn_to(self.knots)

    def open_source(self) -> None:
        """The very place where the current one comes from."""
        shown = self.rows[0]
        proposed = shown.proposal.sources if shown.proposal is not None else ()
        sources = shown.sources or proposed
        if not sources:
            return
        kind, id = sources[0]
        thread = self._workspace.read(partial(thread_of, kind=kind, id=id))
        found = next((each for each in thread.of(kind) if each.id == id), None)
        if found is not None:
            open_knot(self._workspace, found)

    def pane(self) -> QWidget:
        parts: dict[str, QWidget] = {
            "thread": self.knots,
            "merge": self.picker.list,
            "aside": self.asking.reason.editor,
        }
        return parts.get(self.mode(), self.form.fields["title"].editor if self.mode() == "form" else self.area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.mode() in ("thread", "form", "aside"):
            self.give_up()
        else:
            super().keyPressEvent(event)
