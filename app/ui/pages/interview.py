"""Interview mode: one person, one question at a time, in large type; everything is kept as it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.formats import show_time
from app.services import assignments, interviews
from app.ui.page import Frame, Page
from app.ui.pages.floor_foot import FloorFoot
from app.ui.pages.interview_head import TalkHead
from app.ui.pages.interview_session import TalkSession
from app.ui.pages.interview_start import InterviewStart
from app.ui.pages.interview_talk import TalkView
from app.ui.workspace import Workspace
from app.wording import _

NEW, LIST = "new", "interviews"


class InterviewPage(Page):
    """target: "new" for the choice of whom to ask, or the id of an interview; behind a blank the path of a question,
    and behind another the page to which Esc leads back."""

    whole_window = True
    own_foot = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phỏng vấn"))
        self.session = TalkSession(workspace)
        self._back_to = ""
        self.top = TalkHead()
        self.start = InterviewStart()
        self.talk = TalkView()
        self.start.begin(workspace.store.person)
        self.foot = FloorFoot()
        self.body.addWidget(self.top)
        self.body.addWidget(self.start, 1)
        self.body.addWidget(self.talk, 1)
        self.body.addWidget(self.foot)
        self.top.left.connect(self.leave)
        self.top.ended.connect(self.end)
        self.start.started.connect(self.begin)
        self.start.given_up.connect(self.leave)
        self.start.post_typed.connect(lambda post: self.start.show_ranges(self.session.ranges(post)))
        self.talk.said.connect(self._keep_words)
        self.talk.level_seen.connect(lambda level: self._do(lambda: self.session.see_level(level)))
        self.talk.marked.connect(lambda on: self._do(lambda: self.session.mark(on)))
        self.talk.note.installEventFilter(self)
        self.workspace.saved.connect(self._show_saved)
        self._show_which()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches("answers", "forms", "steps"):
            self.session.read_form()
        if self.session.interview is None:
            self._prepare()
        elif changes.touches("interviews", "statements"):
            self._follow(changes)
        self._show_saved()

    def show_target(self, target: str) -> None:
        self.talk.note.leave()
        if target == NEW:
            self._back_to = ""
            self._show_start()
            return
        key, path, self._back_to = [*target.split(" "), "", ""][:3]
        found = self.session.find(key)
        if found is not None:
            self.session.open(found, path)
            self._show_talk()

    def place(self) -> str:
        return f"{self.session.key} {self.session.path}".strip() or NEW

    def keys(self) -> list[tuple[str, str]]:
        if self.session.interview is None:
            return [("Enter", _("ô tiếp")), ("↑↓", _("chọn")), ("Ctrl+Enter", _("bắt đầu hỏi")), ("Esc", _("thoát"))]
        moves = [("PgDn", _("câu sau")), ("PgUp", _("câu trước"))]
        if self.session.is_still:
            return [*moves, ("Esc", _("thoát"))]
        if self._is_typing():
            return [("Alt+1–5", _("mức")), ("Alt+K", _("cần kiểm chứng")), *moves, ("Esc", _("rời ô"))]
        return [("1–5", _("mức")), ("K", _("cần kiểm chứng")), ("Enter", _("ghi lời")), *moves, ("Esc", _("thoát"))]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+Enter", _("câu sau")),
            ("[", _("câu trước")),
            ("]", _("câu sau")),
            ("0", _("bỏ mức đã chọn")),
            ("Ctrl+Z", _("hoàn tác")),
        ]

    def panes(self) -> Sequence[QWidget]:
        return (self.start.post, self.start.ranges) if self.session.interview is None else (self.talk.note,)

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self.top.use_frame(small=small)
        self.start.use_frame(frame)
        self.talk.use_frame(frame)
        self.foot.use_little_room(small)

    def has_unsent_text(self) -> bool:
        return self.session.interview is not None and self.talk.note.is_unsent()

    def let_go(self) -> None:
        self.talk.note.leave()
        self.workspace.saved.disconnect(self._show_saved)
        super().let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        self.talk.note.leave()
        super().hideEvent(event)

    # ---- whom to ask

    def begin(self, fields: dict[str, str]) -> None:
        """The talk begins, and its first question stands there."""
        try:
            self.session.begin(fields)
        except UserError as mistake:
            self.start.say_wrong(str(mistake))
            return
        self._show_talk()

    def _prepare(self) -> None:
        cycle_id = self.workspace.cycle_id
        known = self.workspace.read(
            lambda unit: (
                interviews.known_posts(unit),
                interviews.known_departments(unit),
                assignments.team(unit, cycle_id),
            )
        )
        self.start.offer(*known)
        self.start.show_ranges(self.session.ranges(self.start.fields["post"].value()))

    def _show_start(self) -> None:
        self.session.close()
        self.start.begin(self.workspace.store.person)
        self._prepare()
        self._show_which()
        self.start.post.setFocus()

    # ---- the talk

    def step(self, by: int) -> None:
        """The next or the previous question; what was typed is kept first."""
        self.talk.note.leave()
        if self.session.step(by):
            self._show_question()
        elif by > 0:
            self.foot.show_fact("check", "ok", _("Đã hết câu. Esc để thoát, hoặc bấm Kết thúc."))

    def end(self) -> None:
        """The talk is over; it stays in the list, and can be gone on with."""
        self.talk.note.leave()
        if self.session.interview is not None and not self.session.is_still:
            self._do(self.session.end)
        self.leave()

    def leave(self) -> None:
        """To the list of talks, or back to the question one came from."""
        self.talk.note.leave()
        page = self._back_to or LIST
        self.workspace.go.emit(page, self.session.key if page == LIST else self.session.path)

    def _keep_words(self, words: str) -> None:
        before = self.session.said.get(self.session.path)
        if not self._do(lambda: self.session.say(words)):
            self.talk.note.take_back(before.words if before else "")

    def _do(self, deed: Callable[[], None]) -> bool:
        try:
            deed()
        except UserError as mistake:
            self.say_wrong(str(mistake))
            return False
        self.say_wrong("")
        return True

    # ---- showing

    def _follow(self, changes: Changes) -> None:
        if self.session.find(self.session.key) is None:  # an undo took the whole talk back
            self._show_start()
        elif self.session.follow(changes):
            self._show_question()
        else:
            self.talk.show_said(self.session.said.get(self.session.path))
            self._show_progress()

    def _show_talk(self) -> None:
        self._show_which()
        self._show_question()
        self.talk.note.setFocus()

    def _show_question(self) -> None:
        session = self.session
        if session.paths:
            self.talk.show_question(session.asked(), session.said.get(session.path), still=session.is_still)
        self._show_progress()
        self._show_keys()

    def _show_which(self) -> None:
        interview = self.session.interview
        for each in (self.top, self.talk):
            each.setVisible(interview is not None)
        self.start.setVisible(interview is None)
        if interview is not None:
            self.top.show_talk(interview, writable=not self.session.is_still)
        self._show_keys()

    def _show_progress(self) -> None:
        session = self.session
        self.top.show_place(session.at, len(session.paths), sum(path in session.said for path in session.paths))

    def _show_keys(self) -> None:
        self.foot.show_keys(self.keys())
        self.keys_changed.emit()

    def _show_saved(self) -> None:
        store = self.workspace.store
        if self.session.is_still:
            self.foot.show_fact("lock", "warn", _("Chỉ đọc"))
        elif store.saved_at is not None:
            self.foot.show_fact("check", "ok", _("Đã lưu {time}", time=show_time(store.saved_at)))

    # ---- keys

    def _is_typing(self) -> bool:
        focus = self.focusWidget()
        return isinstance(focus, QLineEdit | QPlainTextEdit) and focus.hasFocus() and not focus.isReadOnly()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._show_keys)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.session.interview is None and event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif self.session.interview is None or not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_PageDown:
                self.step(1)
            case Qt.Key.Key_PageUp:
                self.step(-1)
            case Qt.Key.Key_Escape if self._is_typing():
                self.talk.note.leave()
                self.setFocus()
            case Qt.Key.Key_Escape:
                self.leave()
            case _ if enter and controlled:
                self.step(1)
            case _ if enter:
                self.talk.note.setFocus()
            case _:
                return not controlled and self._act_on_letter(event)
        return True

    def _act_on_letter(self, event: QKeyEvent) -> bool:
        """Alone where nothing is being typed, with Alt anywhere."""
        if self._is_typing() and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        match chr(event.key()).casefold() if event.key() < 0x80 else "":
            case "[":
                self.step(-1)
            case "]":
                self.step(1)
            case "n":
                self.talk.note.setFocus()
            case letter:
                return self.talk.press(letter)
        return True
