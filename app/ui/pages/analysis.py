"""Step 2: what is wrong and what to do. First the sentence, then the nine scales, the ring, and the proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.findings import Finding, finding_code
from app.domain.proposals import Proposal
from app.services import findings as deeds
from app.services import progress
from app.services.analysis import Analysis, analyse
from app.services.goals import draft_goal, keep_goal
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages import analysis_words
from app.ui.pages.analysis_ring import RingView
from app.ui.pages.analysis_scales import ScaleRow, ScalesView
from app.ui.pages.analysis_worst import worst_list
from app.ui.pages.dismissed_panel import DismissedPanel
from app.ui.pages.finding_panel import FindingPanel
from app.ui.pages.proposal_panel import ProposalPanel
from app.ui.pages.step_gate import StepGate
from app.ui.parts import Card, FilterButton, button, column, row, text
from app.ui.steps import pill_of
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.services.progress import StepView

READS = ("answers", "forms", "instruments", "calibrations", "findings", "links", "goals", "cycles", "steps")


class AnalysisPage(Page):
    """target: the id of a finding, or the key of a proposal."""

    computed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Phân tích, đánh giá"))
        self.analysis: Analysis | None = None
        self._frame = Frame.WIDE
        self._wanted = ""
        self._still = workspace.read_only
        self.gate = StepGate(workspace, 2, "analysis", quiet=True)
        self.gate.hide()
        self._lead = text("", "lead", wrap=True)
        self._second = text("", "second", wrap=True)
        self.scales, self.ring, self.worst = ScalesView(), RingView(), worst_list()
        self.proposals, self.findings, self.dismissed = ProposalPanel(), FindingPanel(), DismissedPanel()
        self._build_head()
        self._build_body()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
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
        self._wanted = target
        if self.analysis is not None:
            self._go_to_wanted()

    def place(self) -> str:
        if self._wanted:
            return self._wanted
        decided = self.findings.list.current()
        if self._tabs["findings"].isChecked() and decided:
            return decided.finding.id
        card = self.proposals.current()
        return card.proposal.key if card else ""

    def keys(self) -> list[tuple[str, str]]:
        if self._is_typing():
            return [("Enter", _("xong")), ("Esc", _("thôi"))]
        again = ("F9", _("tính lại"))
        if self._still or not self._tabs["proposals"].isChecked() or not self.proposals.cards:
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
        card = self.proposals.current()
        right = {
            "proposals": card or self.proposals,
            "findings": self.findings.list,
            "dismissed": self.dismissed.list,
        }
        shown = next(name for name, tab in self._tabs.items() if tab.isChecked())
        every = (right[shown], self.scales.list, self.ring.list, self.worst)
        return [each for each in every if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        small = frame is Frame.SMALL
        self._lead_block.setContentsMargins(*((12, 6, 12, 6) if small else (20, 14, 20, 12)))
        self._columns.setContentsMargins(*((12, 0, 12, 10) if small else (20, 0, 20, 14)))
        self._second.setVisible(not small)
        self._choices.setVisible(small)
        (self._left if small else self._right).insertWidget(0 if not small else 2, self._ring_card)
        self._show_cards()
        self._left_side.setMinimumWidth(theme.px(330 if small else 420))
        self._right_side.setMinimumWidth(theme.px(360 if small else 380))
        self.proposals.show_caps(not small)
        self.ring.use_height(theme.px(140 if frame is Frame.WIDE else 112))

    # ---- build

    def _build_head(self) -> None:
        again = button(_("Tính lại"), self.recompute, tip=_("Tính lại từ câu trả lời và danh mục (F9)"))
        self.head.add_action(again)
        self._add = button(_("Thêm phát hiện"), self._add_finding, icon_name="plus")
        self.head.add_action(self._add)

    def _build_body(self) -> None:
        self._lead_block = column(self._lead, self._second, self.gate, gap=3, margins=(20, 14, 20, 12))
        self._scales_card = Card()
        self._scales_card.content.addWidget(self.scales)
        self._ring_title = text("", "h2")
        self._ring_link = button(_("Mở danh sách"), self._open_register, kind="link")
        self._ring_card = Card()
        self._ring_card.content.addLayout(row(self._ring_title, None, self._ring_link))
        self._ring_card.content.addWidget(self.ring)
        self._worst_note = text("", "small")
        self._worst_card = Card(_("Câu kéo điểm xuống nhiều nhất"), self._worst_note)
        self._worst_card.content.addWidget(self.worst)
        self._choices = self._card_choices()
        self._left = column(self._choices, self._scales_card, self._worst_card, gap=12)
        self._left.setStretch(1, 5)
        self._left.setStretch(2, 3)
        self._right = column(self._ring_card, self._decisions_card(), gap=12)
        self._right.setStretch(1, 1)
        self._left_side, self._right_side = QWidget(), QWidget()
        self._left_side.setLayout(self._left)
        self._right_side.setLayout(self._right)
        self._right_side.setMinimumWidth(theme.px(380))
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

    def _decisions_card(self) -> Card:
        card = Card(padding=(0, 0, 0, 0))
        self._tabs = {
            "proposals": FilterButton(_("Đề xuất"), 0),
            "findings": FilterButton(_("Phát hiện"), 0),
            "dismissed": FilterButton(_("Đã bỏ"), 0),
        }
        self._panels: dict[str, QWidget] = {
            "proposals": self.proposals,
            "findings": self.findings,
            "dismissed": self.dismissed,
        }
        line = row(gap=6, margins=(14, 10, 14, 8))
        for name, tab in self._tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "proposals")
            tab.toggled.connect(lambda _on: self._show_panel())
            line.addWidget(tab)
        line.addStretch(1)
        card.content.addLayout(line)
        for panel in self._panels.values():
            card.content.addWidget(panel, 1)
        self._show_panel()
        return card

    def _show_panel(self) -> None:
        for name, panel in self._panels.items():
            panel.setVisible(self._tabs[name].isChecked())
        self.keys_changed.emit()

    def _connect(self) -> None:
        self.scales.list.opened.connect(self._open_subject)
        self.ring.list.opened.connect(lambda _part: self._open_register())
        self.worst.opened.connect(lambda rated: self.workspace.go.emit("survey", rated.path))
        self.proposals.taken.connect(self._take)
        self.proposals.dropped.connect(self._drop)
        self.proposals.source.connect(self._open_source)
        self.proposals.mode_changed.connect(self.keys_changed)
        self.findings.edited.connect(self._edit_finding)
        self.findings.withdrawn.connect(self._withdraw)
        self.findings.renewed.connect(self._renew)
        self.findings.goal_wanted.connect(self._make_goal)
        self.findings.goal_opened.connect(lambda goal_id: self.workspace.go.emit("goals", goal_id))
        self.dismissed.wanted_back.connect(self._propose_again)
        self.gate.here.connect(self.show_target)

    # ---- show

    def _show(self, computed: tuple[Analysis, StepView]) -> None:
        analysis, view = computed
        self.analysis = analysis
        self._show_step(view)
        self._lead.setText(analysis_words.lead(analysis))
        self._second.setText(analysis_words.second(analysis))
        self.head.show_note(analysis_words.computed(analysis))
        self.scales.show_rows(_scale_rows(analysis), analysis.previous_name)
        self._ring_title.setText(_("Tình trạng {n} phương tiện đo", n=analysis.instruments))
        self.ring.show_counts(analysis.counts, analysis.rate)
        self._worst_note.setText(_("{n} câu dưới mức cần", n=len(analysis.worst)))
        self.worst.show_records(analysis.worst, key=lambda each: each.path)
        self.proposals.show_proposals(analysis.proposals, *analysis_words.nothing_proposed(analysis))
        self.findings.show_findings(analysis.findings)
        self.dismissed.show_findings(analysis.dismissed)
        for name, count in (
            ("proposals", len(analysis.proposals)),
            ("findings", len(analysis.findings)),
            ("dismissed", len(analysis.dismissed)),
        ):
            self._tabs[name].show_count(count)
        self._go_to_wanted()
        self.keys_changed.emit()
        self.computed.emit()

    def _show_step(self, view: StepView) -> None:
        """The state of the step; an approved one is read and no longer changed."""
        self.head.show_state(*pill_of(view.state, view.share))
        self.gate.show_view(view)
        self._still = self.workspace.read_only or view.state == "approved"
        for panel in (self.proposals, self.findings, self.dismissed):
            panel.set_read_only(self._still)
        self._add.setVisible(not self._still)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if not wanted:
            return
        if self.findings.show_finding(wanted):
            self._tabs["findings"].setChecked(True)
            return
        for place, card in enumerate(self.proposals.cards):
            if card.proposal.key == wanted:
                self._tabs["proposals"].setChecked(True)
                self.proposals.choose(place)

    # ---- deeds

    def _take(self, proposal: Proposal, fields: dict[str, str]) -> None:
        cycle_id = self.workspace.cycle_id
        self.proposals.leave_out(proposal.key)
        finding = self.workspace.run(
            _("Nhận phát hiện"), lambda unit: deeds.accept_proposal(unit, cycle_id, proposal, **fields)
        )
        self.workspace.told.emit(_("Đã nhận {code}: {title}", code=finding_code(finding), title=finding.title))

    def _drop(self, proposal: Proposal, reason: str) -> None:
        cycle_id = self.workspace.cycle_id
        self.proposals.leave_out(proposal.key)
        self.workspace.run(
            _("Bỏ đề xuất"),
            lambda unit: deeds.dismiss_proposal(unit, cycle_id, proposal, reason),
            toast=_("Đã bỏ đề xuất “{title}”.", title=proposal.title),
        )

    def _propose_again(self, finding_id: str) -> None:
        self.workspace.run(_("Đưa lại đề xuất"), lambda unit: deeds.propose_again(unit, finding_id))

    def _edit_finding(self, finding_id: str, field: str, words: str) -> None:
        try:
            self.workspace.run(_("Sửa phát hiện"), lambda unit: deeds.edit_finding(unit, finding_id, field, words))
        except UserError as error:
            self.findings.show_field_error(field, str(error))
        else:
            self.findings.show_field_error(field, "")

    def _withdraw(self, finding_id: str, reason: str) -> None:
        self.workspace.run(
            _("Rút phát hiện"),
            lambda unit: deeds.retire_finding(unit, finding_id, reason),
            toast=_("Đã rút phát hiện."),
        )

    def _renew(self, finding_id: str) -> None:
        if self.analysis is None:
            return
        finding = next(each.finding for each in self.analysis.findings if each.finding.id == finding_id)
        proposal = self.analysis.all_proposals[finding.origin]
        self.workspace.run(_("Cập nhật phát hiện"), lambda unit: deeds.renew_finding(unit, finding_id, proposal))

    def _make_goal(self, finding_id: str) -> None:
        as_of = self.workspace.as_of
        goal = self.workspace.run(
            _("Lập mục tiêu"), lambda unit: keep_goal(unit, draft_goal(unit, finding_id, as_of), [finding_id])
        )
        self.workspace.go.emit("goals", goal.id)

    def _add_finding(self) -> None:
        cycle_id = self.workspace.cycle_id
        finding: Finding = self.workspace.run(
            _("Thêm phát hiện"), lambda unit: deeds.add_finding(unit, cycle_id, _("Phát hiện mới"))
        )
        self._tabs["findings"].setChecked(True)
        self._wanted = finding.id
        self.findings.edit_when_shown(finding.id)

    # ---- ways to other pages

    def _open_subject(self, record: ScaleRow) -> None:
        """To the answer of a subject that pulls most, or to the first one still open."""
        if self.analysis is None:
            return
        subject = record.score.subject
        path = next((each.path for each in self.analysis.worst if each.subject == subject), "")
        path = path or next(iter(record.score.unanswered), "")
        self.workspace.go.emit("survey", path)

    def _open_register(self) -> None:
        self.workspace.go.emit("instruments", "")

    def _open_source(self, proposal: Proposal) -> None:
        kind, id = proposal.sources[0]
        if kind == "answers":
            self.workspace.go.emit("survey", proposal.key.removeprefix("answer:"))
        else:
            self.workspace.go.emit("instruments", id)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F9:
            self.recompute()
        elif self._is_typing() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._press(event):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        if self._still:
            return False
        if self._tabs["findings"].isChecked():
            decided = self.findings.list.current()
            if event.key() == Qt.Key.Key_G and decided and not decided.goals:
                self._make_goal(decided.finding.id)
                return True
            return False
        if not self._tabs["proposals"].isChecked():
            return False
        match event.key():
            case Qt.Key.Key_A:
                self.proposals.take()
            case Qt.Key.Key_E:
                self.proposals.edit()
            case Qt.Key.Key_X:
                self.proposals.drop()
            case Qt.Key.Key_Down:
                self.proposals.step(1)
            case Qt.Key.Key_Up:
                self.proposals.step(-1)
            case _:
                return False
        return True

    def _is_typing(self) -> bool:
        focus = QApplication.focusWidget()
        return isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox) and self.isAncestorOf(focus)


def _scale_rows(analysis: Analysis) -> list[ScaleRow]:
    weak = {each.subject for each in analysis.weakest[:2]}
    counts: dict[int, int] = {}
    for decided in analysis.findings:
        counts[decided.finding.subject] = counts.get(decided.finding.subject, 0) + 1
    return [
        ScaleRow(
            score=each,
            findings=counts.get(each.subject, 0),
            weak=each.subject in weak or each.state == "bad",
            previous=analysis.previous.get(each.subject),
        )
        for each in analysis.subjects
    ]
