"""Step 10: what is still open is decided by keys, lessons are kept, the next version or the next cycle is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.programme_papers import Version
from app.domain.review import STEP, OpenMatter, Review
from app.services import review as deeds
from app.services.carrying_over import CarriedOver, what_goes_along
from app.services.locks import lock_reason
from app.services.thread import thread_of
from app.services.versions import versions_of
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.improvement_decision import KEYS
from app.ui.pages.improvement_list import MattersList, sentence_of
from app.ui.pages.improvement_parts import BESIDE, DECISION, LESSONS, PREVIEW, THREAD, ReviewParts
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, EmptyState, button, column, is_typing_in, row, text
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit

READS = (
    *("review_items", "goals", "indicator_readings", "versions", "tasks", "findings", "solutions", "links", "plans"),
    *("steps", "cycles", "passages", "settings", "effects", "funding", "progress_notes", "corrective_actions"),
)


class ImprovementPage(Page):
    """target: the id of an open record, or the name of a tab beside it ("lessons", "next", "preview").

    exported: the files lie in their folder.
    """

    exported = Signal(list)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Cải tiến, hoàn thiện"))
        self._wanted = ""
        self._locked = False
        self.review = Review(matters=(), lessons=())
        self._loaded = False
        self.gate = StepGate(workspace, STEP, "improvement")
        self.gate.keep_up(self.head)
        self.sentence = text("", "lead", wrap=True)
        self.list = MattersList()
        self.side = ReviewParts(workspace)
        self.form, self.knots, self.lessons = self.side.form, self.side.knots, self.side.lessons
        self.next, self.paper, self.tabs = self.side.next, self.side.paper, self.side.tabs
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        workspace, cycle_id = self.workspace, self.workspace.cycle_id

        def look(unit: Unit) -> tuple[Review, bool, CarriedOver, list[Version], bool]:
            return (
                deeds.review_of(unit, cycle_id, workspace.today),
                bool(lock_reason(unit, cycle_id, STEP)),
                what_goes_along(unit, cycle_id),
                versions_of(unit, cycle_id),
                deeds.may_confirm(unit, cycle_id),
            )

        self.review, self._locked, along, versions, confirmable = workspace.read(look)
        self._loaded = True
        self.next.show_next(along, versions, confirmable=confirmable, still=workspace.read_only)
        self._show()
        self.gate.read()

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._loaded:
            self._go_to_wanted()

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.id if current and self.side.name in (DECISION, THREAD) else self.side.name)

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("ghi ô này")), ("Esc", _("rời ô"))]
        if not self.review.matters or not self._is_open():
            return [("1–5", _("phần"))]
        return [
            ("↑↓", _("dòng")),
            (KEYS["keep"], _("giữ nguyên")),
            (KEYS["amend"], _("điều chỉnh")),
            (KEYS["carry"], _("sang chu kỳ sau")),
            (KEYS["close"], _("kết thúc")),
        ]

    def more_keys(self) -> list[tuple[str, str]]:
        return [("Del", _("rút quyết định")), ("1–5", _("phần")), ("Alt+↑↓", _("đi theo mạch")), ("Esc", _("rời ô"))]

    def panes(self) -> Sequence[QWidget]:
        every = (self.list, self.tabs[self.side.name], self.knots, self.lessons.new.editor, self.paper.preview.view)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._body.setContentsMargins(*((12, 8, 12, 10) if small else (20, 14, 20, 14)))
        self.side.setMinimumWidth(theme.px(310 if small else 400))
        self.form.use_room(small=small)
        self._version.setText(_("Bản mới") if small else _("Mở bản mới để điều chỉnh"))
        self._pdf.setText("PDF" if small else _("Xuất PDF"))
        self.sentence.setVisible(not small)

    def has_unsent_text(self) -> bool:
        return is_typing_in(self)

    # ---- build

    def _build(self) -> None:
        self._version = button(_("Mở bản mới để điều chỉnh"), self.open_version, icon_name="approve")
        self._pdf = button(_("Xuất PDF"), partial(self.paper.export, "review"), icon_name="pdf")
        self._cycle = button(_("Mở chu kỳ mới…"), self.open_cycle, kind="primary", icon_name="arrow")
        for each in (self._pdf, self._version, self._cycle):
            self.head.add_action(each)
        self._empty = EmptyState(
            "improve",
            _("Không còn mục nào mở"),
            _("Mọi mục tiêu đã đạt, nhiệm vụ đã xong, phát hiện đã khắc phục. Ghi bài học rồi mở chu kỳ mới."),
        )
        card = Card(padding=(0, 0, 0, 0))
        card.content.addWidget(self._empty)
        card.content.addWidget(self.list, 1)
        self._card = card
        columns = row(gap=12)
        columns.addWidget(card, 58)
        columns.addWidget(self.side, 42)
        self._body = column(self.gate, self.sentence, self.side.tab_row, gap=12, margins=(20, 14, 20, 14))
        self._body.addLayout(columns, 1)
        self.body.addWidget(self.paper.result)
        self.body.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.open_tab(DECISION))
        self.gate.here.connect(self.show_target)
        self.form.decided.connect(self.decide)
        self.form.withdrawn.connect(self.withdraw)
        self.side.opened.connect(self.open_tab)
        self.lessons.added.connect(self.add_lesson)
        self.lessons.changed.connect(self._edit_lesson)
        self.next.opened.connect(self.open_cycle)
        self.next.confirmed.connect(partial(self.paper.export, "confirmation"))
        self.paper.exported.connect(self.exported)

    # ---- show

    def _show(self) -> None:
        review, still = self.review, not self._is_open()
        self.sentence.setText(sentence_of(review))
        self.list.show_records(review.matters, key=lambda each: each.id)
        self.list.setVisible(bool(review.matters))
        self._empty.setVisible(not review.matters)
        self.lessons.show_lessons(review.lessons, still)
        self.tabs[LESSONS].show_count(len(review.lessons))
        self._version.setVisible(bool(review.amended) and not self.workspace.read_only)
        self._cycle.setVisible(not self.workspace.read_only)
        if review.matters and self.list.current() is None:
            self.list.choose(0)
        self.paper.outdate()
        self._go_to_wanted()
        self._show_current()
        self._show_tab(self.side.name)

    def _show_current(self) -> None:
        current = self.list.current()
        self.form.setEnabled(current is not None)
        if current is not None:
            self.form.show_matter(current, not self._is_open())
            self._show_thread(current)

    def _show_thread(self, current: OpenMatter) -> None:
        """Read only while it is looked at: it asks for every link of the dossier."""
        if self.side.name == THREAD:
            kind, id = current.kind, current.id
            thread = self.workspace.read(lambda unit: thread_of(unit, kind, id))
            self.knots.show_thread(list(thread.knots), (kind, id))

    def open_tab(self, name: str) -> None:
        self._show_tab(name)
        if (current := self.list.current()) is not None:
            self._show_thread(current)
        if name == LESSONS and self.lessons.new.isVisibleTo(self):
            self.lessons.new.editor.setFocus()

    def _show_tab(self, name: str) -> None:
        self.side.show_part(name)
        self._card.setVisible(name in BESIDE)
        if name == PREVIEW and self._loaded:
            self.paper.make()
        self.keys_changed.emit()

    def _is_open(self) -> bool:
        return not (self._locked or self.workspace.read_only)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted in self.tabs:
            self.open_tab(wanted)
        for place, each in enumerate(self.review.matters):
            if wanted and each.id == wanted:
                self.open_tab(DECISION)
                self.list.choose(place)
                self.list.setFocus()

    # ---- deeds

    def decide(self, decision: str, words: str, reason: str) -> None:
        """Keep the decision about the current record and go on to the next one that waits."""
        current = self.list.current()
        if current is None or not self._is_open():
            return
        cycle_id, kind, id = self.workspace.cycle_id, current.kind, current.id
        try:
            self.workspace.run(
                _("Quyết định về {code}", code=current.code),
                lambda unit: deeds.decide(unit, cycle_id, kind, id, decision, words=words, reason=reason),
            )
        except UserError as error:
            self.form.show_error(str(error))
            return
        self._go_on(current)

    def _go_on(self, decided: OpenMatter) -> None:
        matters = self.review.matters
        here = next((place for place, each in enumerate(matters) if each.id == decided.id), 0)
        waiting = [place for place, each in enumerate(matters) if not each.decision and not each.settled]
        after = next((place for place in waiting if place > here), waiting[0] if waiting else here)
        self.list.choose(after)
        self.list.setFocus()

    def withdraw(self) -> None:
        current = self.list.current()
        if current is None or not current.decision or not self._is_open():
            return
        cycle_id, kind, id = self.workspace.cycle_id, current.kind, current.id
        deed = _("Rút quyết định về {code}", code=current.code)
        self.workspace.run(deed, lambda unit: deeds.undecide(unit, cycle_id, kind, id), toast=deed)

    def add_lesson(self, words: str) -> None:
        self._run(_("Thêm bài học"), lambda unit: deeds.add_lesson(unit, self.workspace.cycle_id, words))

    def _edit_lesson(self, item_id: str, words: str) -> None:
        self._run(_("Sửa bài học"), lambda unit: deeds.edit_lesson(unit, item_id, words))

    def open_version(self) -> None:
        """The next version of the programme, with the amendments as its reason; it is worked out in step 3."""
        workspace = self.workspace
        done = self._run(
            _("Mở bản mới để điều chỉnh"),
            lambda unit: deeds.open_amended_version(unit, workspace.cycle_id, workspace.today),
            toast=_("Đã mở bản mới, sửa từ bước 3 đến bước 6."),
        )
        if done:
            workspace.go.emit("goals", "")

    def open_cycle(self) -> None:
        from app.ui.new_cycle import NewCycleDialog

        NewCycleDialog(self.window(), self.workspace).open()

    def _run(self, deed: str, work: Callable[[Unit], object], toast: str = "") -> bool:
        try:
            self.workspace.run(deed, work, toast=toast)
        except UserError as error:
            self.say_wrong(str(error))
            return False
        return True

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing, plain = is_typing_in(self), not event.modifiers()
        letter = event.text().upper()
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape and (typing or self.knots.hasFocus()):
            (self.list if self.list.isVisibleTo(self) else self.tabs[self.side.name]).setFocus()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in arrows:
            self.open_tab(THREAD)
            self.side.along(arrows[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and not typing:
            self.withdraw()
        elif plain and not typing and letter in ("1", "2", "3", "4", "5"):
            self.open_tab(list(self.tabs)[int(letter) - 1])
        elif plain and not typing and letter in KEYS.values() and self.review.matters:
            self.open_tab(DECISION)
            self.form.choose(next(decision for decision, key in KEYS.items() if key == letter))
        else:
            super().keyPressEvent(event)
