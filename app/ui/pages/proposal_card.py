"""One proposed finding: what, why, by which clause, and the three things one can do with it, each in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit

from app.domain.clauses import CONFIDENCE_WORDS
from app.domain.findings import SEVERITIES
from app.domain.proposals import SEVERITY_WORDS, Proposal
from app.ui import theme
from app.ui.icons import pixmap
from app.ui.pages.findings_words import priority_pill
from app.ui.parts import Choice, Field, KeyCap, Pill, button, clear_layout, column, hairline, row, text
from app.ui.parts.fields import UnverifiedMark
from app.wording import _


class ProposalCard(QFrame):
    """taken(fields): accept, with what was edited; dropped(reason): dismiss; chosen: it was clicked.

    source: its origin was followed. stepped(by): an arrow asks for the next one. mode: "view", "edit" or "drop".
    """

    taken = Signal(dict)
    dropped = Signal(str)
    chosen = Signal()
    source = Signal()
    mode_changed = Signal()
    stepped = Signal(int)

    def __init__(self, proposal: Proposal, place: int, total: int, *, still: bool = False, caps: bool = True) -> None:
        super().__init__()
        self._still, self._caps = still, caps
        self.proposal = proposal
        self.mode = "view"
        self._place, self._total = place, total
        self._current = False
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{_(SEVERITY_WORDS[proposal.severity])}: {proposal.title}")
        self.setAccessibleDescription(proposal.detail)
        self._body = column(gap=5, margins=(16, 10, 16, 10))
        outer = column(self._body, gap=0)
        outer.addWidget(hairline())
        self.setLayout(outer)
        self._build()

    # ---- shape

    def show_current(self, current: bool) -> None:
        """The current one stands on the select ground, with the primary button and the keys."""
        if current == self._current:
            return
        self._current = current
        self.setProperty("surface", "select" if current else "surface")
        self.setStyleSheet(f"ProposalCard {{ background: {theme.hex_of('select' if current else 'surface')}; }}")
        if self.mode == "view":
            self._build()

    def show_mode(self, mode: str) -> None:
        self.mode = mode
        self._build()
        self.mode_changed.emit()

    def _build(self) -> None:
        clear_layout(self._body)
        self._body.addLayout(self._head())
        match self.mode:
            case "edit":
                self._build_edit()
            case "drop":
                self._build_words()
                self._build_drop()
            case _:
                self._build_words()
                if not self._still:
                    self._body.addLayout(self._actions())

    def _head(self) -> QHBoxLayout:
        """The priority, with why; how grave it is stands in its tip."""
        pill = Pill(*priority_pill(self.proposal.priority))
        pill.setToolTip(f"{_(SEVERITY_WORDS[self.proposal.severity])}. {self.proposal.priority.why.text}")
        origin = button(self.proposal.origin_text, self.source.emit, kind="ghost", icon_name="thread")
        origin.setToolTip(_("Mở nơi phát hiện này bắt nguồn"))
        origin.setProperty("dense", "yes")
        place = text(_("{place} trên {total}", place=self._place, total=self._total), "small")
        return row(pill, place, None, origin, gap=8)

    def _build_words(self) -> None:
        self._body.addWidget(text(self.proposal.title, "strong", wrap=True))
        if self.proposal.detail:
            self._body.addWidget(text(self.proposal.detail, "second", wrap=True))
        if self.proposal.clause:
            self._body.addLayout(self._clause())
        self.setToolTip(self.proposal.rule)

    def _clause(self) -> QHBoxLayout:
        """The clause, and a mark where nobody compared it with its text."""
        law = text("", "small")
        law.setPixmap(pixmap("law", "text3", 14))
        words = text(self.proposal.clause, "small", cut=True)
        line = row(law, gap=6)
        line.addWidget(words, 1)
        confidence = self.proposal.clause_confidence
        if confidence and confidence != "verified":
            line.addWidget(UnverifiedMark(_(CONFIDENCE_WORDS[confidence])))
        return line

    def _actions(self) -> QHBoxLayout:
        take = button(_("Nhận"), self.take, kind="primary" if self._current else "", icon_name="check")
        edit = button(_("Sửa rồi nhận"), lambda: self.show_mode("edit"))
        drop = button(_("Bỏ, nêu lý do…"), lambda: self.show_mode("drop"), kind="ghost")
        line = row(take, edit, drop, None, gap=6, margins=(0, 3, 0, 0))
        if self._current and self._caps:
            for cap in ("A", "E", "X"):
                line.addWidget(KeyCap(cap))
        return line

    # ---- in place

    def _build_edit(self) -> None:
        self._title = Field(_("Phát hiện"))
        self._title.show_value(self.proposal.title)
        detail = QPlainTextEdit()
        detail.setFixedHeight(theme.px(60))
        self._detail = Field(_("Mô tả"), detail)
        self._detail.show_value(self.proposal.detail)
        self._severity = Choice([(each, _(SEVERITY_WORDS[each])) for each in SEVERITIES])
        self._severity.setMinimumContentsLength(11)
        self._severity.setAccessibleName(_("Mức ảnh hưởng"))
        self._severity.show_value(self.proposal.severity)
        for each in (self._title, self._detail):
            self._body.addWidget(each)
        take = button(_("Nhận bản đã sửa"), self._take_edited, kind="primary", icon_name="check")
        give_up = button(_("Thôi"), self.give_up, kind="ghost")
        take.setToolTip("Ctrl+Enter")
        give_up.setToolTip("Esc")
        self._body.addLayout(row(take, give_up, None, self._severity, gap=6, margins=(0, 3, 0, 0)))
        self._title.editor.setFocus()

    def _build_drop(self) -> None:
        self._reason = Field(_("Vì sao không phải là phát hiện?"))
        line = self._reason.editor
        if isinstance(line, QLineEdit):
            line.returnPressed.connect(self._drop)
        self._body.addWidget(self._reason)
        drop = button(_("Bỏ đề xuất"), self._drop, kind="danger")
        give_up = button(_("Thôi"), self.give_up, kind="ghost")
        self._body.addLayout(row(drop, give_up, None, KeyCap("Enter"), KeyCap("Esc"), gap=6, margins=(0, 3, 0, 0)))
        self._reason.editor.setFocus()

    def take(self) -> None:
        self.taken.emit({})

    def give_up(self) -> None:
        self.show_mode("view")
        self.setFocus()

    def _take_edited(self) -> None:
        title = self._title.value().strip()
        if not title:
            self._title.show_error(_("Phát hiện cần một tên nói rõ điều chưa đúng."))
            self._title.editor.setFocus()
            return
        self.taken.emit({"title": title, "detail": self._detail.value(), "severity": self._severity.value()})

    def _drop(self) -> None:
        reason = self._reason.value().strip()
        if not reason:
            self._reason.show_error(_("Nêu lý do bỏ đề xuất này, để người duyệt hiểu."))
            self._reason.editor.setFocus()
            return
        self.dropped.emit(reason)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.mode != "view":
            self.give_up()
        elif enter and self.mode == "edit" and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take_edited()
        elif event.key() in arrows and self.mode == "view":
            self.stepped.emit(arrows[Qt.Key(event.key())])  # else the scroll area would take it
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)
