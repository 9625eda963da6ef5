"""The proposed findings, one current; A accepts, E edits first, X dismisses with a reason, all in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.domain.proposals import Proposal
from app.ui.pages.proposal_card import ProposalCard
from app.ui.parts import EmptyState, button, clear_layout, column, row, scrolled
from app.wording import _

AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Nothing:
    """What an empty panel says. ways: (page, words) of where one goes on."""

    words: str
    hint: str
    ways: tuple[tuple[str, str], ...] = ()


class ProposalPanel(QWidget):
    """taken(proposal, edited fields), dropped(proposal, reason), source(proposal): its origin was followed.

    way(page): a page that the empty panel leads to.
    """

    taken = Signal(object, dict)
    dropped = Signal(object, str)
    source = Signal(object)
    mode_changed = Signal()
    way = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._proposals: list[Proposal] = []
        self._shown = AT_ONCE
        self._still = False
        self._caps = True
        self._empty = Nothing("", "")
        self.cards: list[ProposalCard] = []
        self._column = column(gap=0)
        inside = QWidget()
        inside.setLayout(self._column)
        self.area: QScrollArea = scrolled(inside)
        self.setLayout(column(self.area, gap=0))
        self._current = 0

    def set_read_only(self, still: bool) -> None:
        """A dossier that is only read shows its proposals without the ways to decide."""
        if still != self._still:
            self._still = still
            self._build()

    def show_caps(self, caps: bool) -> None:
        """Key caps on the current card, where there is room for them."""
        if caps != self._caps:
            self._caps = caps
            self._build()

    def show_proposals(self, proposals: Sequence[Proposal], nothing: Nothing) -> None:
        """Show these; the current one stays current while it is there. nothing: what stands where none is left."""
        if self.is_busy() and any(each.key == self._key() for each in proposals):
            self._proposals = list(proposals)
            return
        key = self._key()
        self._proposals = list(proposals)
        self._empty = nothing
        keys = [each.key for each in proposals]
        self._current = keys.index(key) if key in keys else min(self._current, max(0, len(keys) - 1))
        self._build()

    def is_busy(self) -> bool:
        """Whether a proposal is being edited or a reason typed."""
        return any(each.mode != "view" for each in self.cards)

    def current(self) -> ProposalCard | None:
        return self.cards[self._current] if self._current < len(self.cards) else None

    def show_key(self, key: str) -> bool:
        """Make a proposal the current one; whether it is there."""
        keys = [each.key for each in self._proposals]
        if key not in keys:
            return False
        if keys.index(key) >= len(self.cards):
            self._shown = len(keys)
            self._build()
        self.choose(keys.index(key))
        return True

    def take(self) -> None:
        if (card := self.current()) and card.mode == "view" and not self._still:
            card.take()

    def edit(self) -> None:
        self._open("edit")

    def drop(self) -> None:
        self._open("drop")

    def step(self, by: int) -> None:
        """Move the current one up or down."""
        self.choose(max(0, min(len(self.cards) - 1, self._current + by)))

    def choose(self, place: int) -> None:
        if not self.cards:
            return
        self._current = place
        for number, card in enumerate(self.cards):
            card.show_current(number == place and not self._still)
        card = self.cards[place]
        card.setFocus()
        QTimer.singleShot(0, card, lambda: self.area.ensureWidgetVisible(card, 0, 24))

    def _open(self, mode: str) -> None:
        card = self.current()
        if card and card.mode == "view" and not self._still:
            card.show_mode(mode)
            QTimer.singleShot(0, card, lambda: self.area.ensureWidgetVisible(card, 0, 24))

    def _key(self) -> str:
        card = self.current()
        return card.proposal.key if card else ""

    def _build(self) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        if had_focus:
            self.setFocus()  # or the next widget of the window would take it while the cards go
        clear_layout(self._column)
        self.cards = []
        for place, proposal in enumerate(self._proposals[: self._shown]):
            card = self._card(proposal, place)
            self._column.addWidget(card)
            card.show()
        left = len(self._proposals) - len(self.cards)
        if left > 0:
            more = button(_("Xem thêm {left} đề xuất", left=left), self._show_more, kind="ghost", icon_name="down")
            self._column.addLayout(row(more, None, margins=(12, 8, 12, 8)))
        if not self.cards and self._empty.words:
            ways = [button(words, partial(self.way.emit, page), kind="link") for page, words in self._empty.ways]
            self._column.addWidget(EmptyState("check", self._empty.words, self._empty.hint, ways))
        self._column.addStretch(1)
        if self.cards:
            self.cards[self._current].show_current(not self._still)
            if had_focus:
                self.cards[self._current].setFocus()

    def _card(self, proposal: Proposal, place: int) -> ProposalCard:
        card = ProposalCard(proposal, place + 1, len(self._proposals), still=self._still, caps=self._caps)
        card.taken.connect(lambda fields: self._decided(proposal, fields))
        card.dropped.connect(lambda reason: self._dismissed(proposal, reason))
        card.chosen.connect(lambda: self.choose(self.cards.index(card)))
        card.source.connect(lambda: self.source.emit(proposal))
        card.mode_changed.connect(self.mode_changed)
        card.stepped.connect(self.step)
        self.cards.append(card)
        return card

    def _decided(self, proposal: Proposal, fields: dict[str, str]) -> None:
        self.taken.emit(proposal, fields)

    def _dismissed(self, proposal: Proposal, reason: str) -> None:
        self.dropped.emit(proposal, reason)

    def leave_out(self, key: str) -> None:
        """Take a proposal that was just decided on out of the list, before the analysis is computed again."""
        for card in self.cards:
            card.mode = "view"
        self._proposals = [each for each in self._proposals if each.key != key]
        self._current = min(self._current, max(0, len(self._proposals) - 1))
        self._build()
        if self.cards:
            self.cards[self._current].setFocus()

    def _show_more(self) -> None:
        self._shown += 50
        self._build()
