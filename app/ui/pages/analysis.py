"""Step 2: what is wrong and what to do. First the sentence, then the nine scales, the ring, and the proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.formats import show_number
from app.services import progress
from app.services.analysis import Analysis, analyse
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages import analysis_words
from app.ui.pages.analysis_ring import RingView
from app.ui.pages.analysis_scales import ScaleRow, ScalesView, scale_rows
from app.ui.pages.analysis_ways import AnalysisWays
from app.ui.pages.analysis_worst import worst_list
from app.ui.pages.decisions_card import DecisionsCard
from app.ui.pages.how_popup import HowPopup
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, FilterButton, button, column, is_typing_in, menu_button, row, text
from app.ui.steps import pill_of
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.services.step_view import StepView

READS = ("answers", "forms", "instruments", "calibrations", "findings", "links", "goals", "cycles", "steps")


class AnalysisPage(Page):
    """target: the id of a finding, or the key of a proposal. computed: the figures on the page are new."""

    computed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phân tích, đánh giá"))
        self.analysis: Analysis | None = None
        self._frame = Frame.WIDE
        self._wanted = ""
        self.gate = StepGate(workspace, 2, "analysis", quiet=True)
        self.gate.hide()
        self._lead = text(_("Đang tính lại…"), "lead", wrap=True)
        self._second = text("", "second", wrap=True)
        self.ways = AnalysisWays(workspace)
        self._more = menu_button("more", _("Các trang phân tích"), self.ways.menu(self))
        self.head.add_extra(self._more)
        self._more.hide()
        self.scales, self.ring, self.worst = ScalesView(), RingView(), worst_list()
        self.decisions = DecisionsCard(workspace)
        self._add = button(_("Thêm phát hiện"), self.decisions.add_finding, icon_name="plus")
        again = button(_("Tính lại"), self.recompute, tip=_("Tính lại từ câu trả lời và danh mục (F9)"))
        self._how = button(_("Xem cách tính"), self.show_how, kind="ghost", icon_name="help")
        self.head.add_action(self._how)
        self.head.add_action(again)
        self.head.add_action(self._add)
        self._build_cards()
        self._build_body()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches(*READS):
            self.recompute()

    def recompute(self) -> None:
        """Compute everything again, off the window's thread."""
        workspace, cycle_id, as_of = self.workspace, self.workspace.cycle_id, self.workspace.as_of
        self.workspace.background.run(
            lambda: workspace.read(
                lambda unit: (analyse(unit, cycle_id, as_of), progress.step_views(unit, cycle_id, as_of)[1])
            ),
            self._show,
            lambda error: self.say_wrong(str(error)),
            words=_("Đang tính lại…"),
            owner=self,
        )

    def show_target(self, target: str) -> None:
        if self.analysis is None:
            self._wanted = target
        else:
            self.decisions.show_target(target)

    def place(self) -> str:
        return self._wanted or self.decisions.place()

    def keys(self) -> list[tuple[str, str]]:
        if is_typing_in(self):
            return [("Enter", _("xong")), ("Esc", _("thôi"))]
        again = ("F9", _("tính lại"))
        if not self.decisions.still and self.decisions.tab() == "groups":
            return [("2", _("là nhóm 2")), ("1", _("là nhóm 1")), again]
        if self.decisions.still or self.decisions.tab() != "proposals" or not self.decisions.proposals.cards:
            return [again]
        return [("A", _("nhận")), ("E", _("sửa rồi nhận")), ("X", _("bỏ")), again]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("↑ ↓", _("đi trong biểu đồ, danh sách")),
            ("Enter", _("mở nơi được chọn")),
            ("G", _("lập mục tiêu từ phát hiện đang chọn")),
            ("F6", _("sang khung khác")),
        ]

    def panes(self) -> Sequence[QWidget]:
        every = (self.decisions.pane(), self.scales.list, self.ring.list, self.worst)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        small = frame is Frame.SMALL
        self._lead_block.setContentsMargins(*((12, 6, 12, 6) if small else (20, 14, 20, 8)))
        self._columns.setContentsMargins(*((12, 0, 12, 10) if small else (20, 0, 20, 14)))
        self._second.setVisible(not small)
        self.ways.setVisible(not small)
        self._more.setVisible(small)
        self._how.setVisible(not small)
        self._choices.setVisible(small)
        if small:
            self._left.insertWidget(2, self._ring_card)
        else:
            self._right.insertWidget(0, self._ring_card)
        self._show_cards()
        self._left_side.setMinimumWidth(theme.px(330 if small else 420))
        self._right_side.setMinimumWidth(theme.px(360 if small else 380))
        self.decisions.proposals.show_caps(frame is Frame.WIDE)
        self.ring.use_height(theme.px(140 if frame is Frame.WIDE else 112))

    # ---- build

    def _build_cards(self) -> None:
        self._scales_card = Card()
        self._scales_card.content.addWidget(self.scales)
        self._ring_title = text("", "h2")
        link = button(_("Mở danh sách"), self._open_register, kind="link")
        self._ring_card = Card()
        self._ring_card.content.addLayout(row(self._ring_title, None, link))
        self._ring_card.content.addWidget(self.ring)
        self._worst_note = text("", "small")
        self._worst_card = Card(_("Câu kéo điểm xuống nhiều nhất"), self._worst_note)
        self._no_worst = text(_("Chưa có câu trả lời nào dưới mức cần."), "second")
        self._worst_card.content.addWidget(self._no_worst)
        self._worst_card.content.addWidget(self.worst, 1)
        self._choices = self._card_choices()

    def _build_body(self) -> None:
        self._lead_block = column(self._lead, self._second, self.ways, self.gate, gap=3, margins=(20, 14, 20, 8))
        self._left = column(self._choices, self._scales_card, self._worst_card, gap=12)
        self._left.setStretch(1, 5)
        self._left.setStretch(2, 3)
        self._right = column(self._ring_card, self.decisions, gap=12)
        self._right.setStretch(1, 1)
        self._left_side, self._right_side = QWidget(), QWidget()
        self._left_side.setLayout(self._left)
        self._right_side.setLayout(self._right)
        self._columns = row(gap=12, margins=(20, 0, 20, 14))
        self._columns.addWidget(self._left_side, 59)
        self._columns.addWidget(self._right_side, 41)
        self.body.addLayout(self._lead_block)
        self.body.addLayout(self._columns, 1)

    def _card_choices(self) -> QWidget:
        """On a small screen the left cards share one place; these buttons choose."""
        line = row(gap=6)
        self._cards = {
            FilterButton(_("Chín nội dung")): self._scales_card,
            FilterButton(_("Phương tiện đo")): self._ring_card,
            FilterButton(_("Câu yếu")): self._worst_card,
        }
        for number, choice in enumerate(self._cards):
            choice.setAutoExclusive(True)
            choice.setChecked(number == 0)
            choice.toggled.connect(lambda _on: self._show_cards())
            line.addWidget(choice)
        line.addStretch(1)
        made = QWidget()
        made.setLayout(line)
        made.hide()
        return made

    def _show_cards(self) -> None:
        for choice, card in self._cards.items():
            card.setVisible(self._frame is not Frame.SMALL or choice.isChecked())

    def _connect(self) -> None:
        self.scales.list.opened.connect(self._open_subject)
        self.ring.list.opened.connect(lambda _part: self._open_register())
        self.worst.opened.connect(lambda rated: self.workspace.go.emit("survey", rated.path))
        self.gate.here.connect(self.show_target)
        self.decisions.keys_changed.connect(self.keys_changed)

    # ---- show

    def _show(self, computed: tuple[Analysis, StepView]) -> None:
        analysis, view = computed
        self.analysis = analysis
        self.head.show_state(*pill_of(view.state, view.share))
        self.head.show_note(analysis_words.computed(analysis))
        self.gate.show_view(view)
        self._lead.setText(analysis_words.lead(analysis))
        self._second.setText(analysis_words.second(analysis))
        self.scales.show_rows(scale_rows(analysis), analysis.previous_name)
        self._ring_title.setText(_("Tình trạng {n} phương tiện đo", n=show_number(analysis.instruments)))
        self.ring.show_counts(analysis.counts, analysis.rate)
        self._worst_note.setText(_("{n} câu dưới mức cần", n=len(analysis.worst)))
        self._worst_note.setVisible(bool(analysis.worst))
        self._no_worst.setVisible(not analysis.worst)
        self.worst.show_records(analysis.worst, key=lambda each: each.path)
        self.decisions.show_analysis(analysis, self.workspace.read_only or view.is_closed)
        self._add.setVisible(not self.decisions.still)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.decisions.show_target(wanted)
        self.keys_changed.emit()
        self.computed.emit()

    def show_how(self) -> None:
        """Under its button: how the figures come about, with the settings used."""
        if self.analysis is not None:
            HowPopup(self, analysis_words.how(self.analysis)).show_below(self._how)

    # ---- ways to other pages

    def _open_subject(self, record: ScaleRow) -> None:
        """To the answer of a subject that pulls most, or to the first one still open."""
        if self.analysis is not None:
            subject = record.score.subject
            path = next((each.path for each in self.analysis.worst if each.subject == subject), "")
            self.workspace.go.emit("survey", path or next(iter(record.score.unanswered), ""))

    def _open_register(self) -> None:
        self.workspace.go.emit("instruments", "")

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_F9:
            self.recompute()
        elif is_typing_in(self) or held or not self.decisions.press(event.key()):
            super().keyPressEvent(event)
