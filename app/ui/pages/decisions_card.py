"""What is proposed, accepted, set aside, and which groups are to be settled: four tabs, and the deeds on them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.findings import Finding, finding_code
from app.domain.proposals import Proposal
from app.services import findings as deeds
from app.services.analysis import Analysis
from app.services.goals import draft_goal, keep_goal
from app.services.last_year import finding_words
from app.services.legal_groups import accept_group
from app.services.thread import thread_of
from app.ui.pages import analysis_words
from app.ui.pages.dismissed_panel import DismissedPanel
from app.ui.pages.finding_panel import FindingPanel
from app.ui.pages.group_panel import GroupPanel
from app.ui.pages.proposal_panel import ProposalPanel
from app.ui.pages.thread_view import open_knot
from app.ui.parts import Card, FilterButton, icon_button, row
from app.ui.workspace import Workspace
from app.wording import _


class DecisionsCard(Card):
    """keys_changed: other keys act now. tab(): "proposals", "findings", "dismissed" or "groups"."""

    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.workspace = workspace
        self.analysis: Analysis | None = None
        self.still = workspace.read_only
        self.proposals, self.findings, self.dismissed = ProposalPanel(), FindingPanel(), DismissedPanel()
        self.findings.before = lambda finding: workspace.read(lambda unit: finding_words(unit, finding))
        self.groups = GroupPanel()
        self._panels: dict[str, ProposalPanel | FindingPanel | DismissedPanel | GroupPanel] = {
            "proposals": self.proposals,
            "findings": self.findings,
            "dismissed": self.dismissed,
            "groups": self.groups,
        }
        self.tabs = {
            "proposals": FilterButton(_("Đang đề xuất"), 0),
            "findings": FilterButton(_("Đã nhận"), 0),
            "dismissed": FilterButton(_("Đã bỏ"), 0),
            "groups": FilterButton(_("Xác định nhóm"), 0),
        }
        line = row(gap=6, margins=(14, 10, 14, 8))
        for name, tab in self.tabs.items():
            tab.setAutoExclusive(True)
            tab.setChecked(name == "proposals")
            tab.toggled.connect(lambda _on: self._show_panel())
            line.addWidget(tab)
        line.addStretch(1)
        whole = icon_button("table", _("Mở danh sách phát hiện"), lambda: workspace.go.emit("findings", self.place()))
        line.addWidget(whole)
        self.content.addLayout(line)
        for panel in self._panels.values():
            self.content.addWidget(panel, 1)
        self.tabs["groups"].hide()
        self._connect()
        self._show_panel()

    def _connect(self) -> None:
        self.proposals.taken.connect(self._take)
        self.proposals.dropped.connect(self._drop)
        self.proposals.source.connect(self._open_source)
        self.proposals.way.connect(lambda page: self.workspace.go.emit(page, ""))
        self.proposals.mode_changed.connect(self.keys_changed)
        self.findings.edited.connect(self._edit_finding)
        self.findings.withdrawn.connect(self._withdraw)
        self.findings.renewed.connect(self._renew)
        self.findings.goal_wanted.connect(self.make_goal)
        self.findings.goal_opened.connect(lambda goal_id: self.workspace.go.emit("goals", goal_id))
        self.findings.thread_wanted.connect(self._show_thread)
        self.findings.knots.opened.connect(lambda knot: open_knot(self.workspace, knot))
        self.groups.settled.connect(self._settle_group)
        self.dismissed.wanted_back.connect(self._propose_again)

    # ---- show

    def tab(self) -> str:
        return next(name for name, tab in self.tabs.items() if tab.isChecked())

    def show_tab(self, name: str) -> None:
        self.tabs[name].setChecked(True)

    def show_analysis(self, analysis: Analysis, still: bool) -> None:
        first, self.analysis, self.still = self.analysis is None, analysis, still
        for panel in self._panels.values():
            panel.set_read_only(still)
        self.proposals.show_proposals(analysis.proposals, analysis_words.nothing_proposed(analysis))
        self.findings.show_findings(analysis.findings)
        self.dismissed.show_findings(analysis.dismissed)
        self.tabs["proposals"].show_count(len(analysis.proposals))
        self.tabs["findings"].show_count(len(analysis.findings))
        self.tabs["dismissed"].show_count(len(analysis.dismissed))
        self._show_groups(analysis)
        if first and analysis.findings and not analysis.proposals:
            self.show_tab("findings")

    def _show_groups(self, analysis: Analysis) -> None:
        """The tab is there while a group is to be settled."""
        count = sum(len(each.instruments) for each in analysis.groups)
        self.groups.show_groups(analysis.groups)
        self.tabs["groups"].show_count(count)
        self.tabs["groups"].setVisible(count > 0)
        if not count and self.tab() == "groups":
            self.show_tab("proposals")

    def show_target(self, target: str) -> None:
        """Go to a finding by its id, or to a proposal by its key."""
        if self.findings.show_finding(target):
            self.show_tab("findings")
            self.findings.list.setFocus()
        elif self.proposals.show_key(target):
            self.show_tab("proposals")

    def place(self) -> str:
        decided, card = self.findings.list.current(), self.proposals.current()
        if self.tab() == "findings" and decided:
            return decided.finding.id
        return card.proposal.key if card else ""

    def pane(self) -> QWidget:
        match self.tab():
            case "findings":
                return self.findings.list if self.findings.knots.isHidden() else self.findings.knots
            case "dismissed":
                return self.dismissed.list
            case "groups":
                return self.groups.list
        return self.proposals.current() or self.proposals

    def _show_panel(self) -> None:
        for name, panel in self._panels.items():
            panel.setVisible(self.tabs[name].isChecked())
        self.keys_changed.emit()

    # ---- keys

    def press(self, key: int) -> bool:
        """A single key, while no field is typed in; whether it was one of ours."""
        if self.still:
            return False
        decided = self.findings.list.current()
        match self.tab(), key:
            case "findings", Qt.Key.Key_G if decided and not decided.goals:
                self.make_goal(decided.finding.id)
            case "groups", Qt.Key.Key_1:
                self.groups.settle_one()
            case "groups", Qt.Key.Key_2:
                self.groups.settle_two()
            case "proposals", Qt.Key.Key_A:
                self.proposals.take()
            case "proposals", Qt.Key.Key_E:
                self.proposals.edit()
            case "proposals", Qt.Key.Key_X:
                self.proposals.drop()
            case _:
                return False
        return True

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

    def _settle_group(self, ids: list[str], group: str, line: str, name: str) -> None:
        self.workspace.run(
            _("Xác định nhóm"),
            lambda unit: accept_group(unit, ids, group, line),
            toast=_("Đã xếp {n} cái “{name}” vào nhóm {group}.", n=len(ids), name=name, group=group),
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
        every = self.analysis.all_proposals
        merged = [
            each for decided in self.analysis.findings if decided.finding.id == finding_id for each in decided.merged
        ]
        also = [every[each.origin] for each in merged if each.origin in every]
        proposal = every[finding.origin]
        self.workspace.run(_("Cập nhật phát hiện"), lambda unit: deeds.renew_finding(unit, finding_id, proposal, also))

    def make_goal(self, finding_id: str) -> None:
        as_of = self.workspace.as_of
        goal = self.workspace.run(
            _("Lập mục tiêu"), lambda unit: keep_goal(unit, draft_goal(unit, finding_id, as_of), [finding_id])
        )
        self.workspace.go.emit("goals", goal.id)

    def add_finding(self) -> None:
        """A finding of one's own; its name is typed next."""
        cycle_id = self.workspace.cycle_id
        finding: Finding = self.workspace.run(
            _("Thêm phát hiện"), lambda unit: deeds.add_finding(unit, cycle_id, _("Phát hiện mới"))
        )
        self.show_tab("findings")
        self.findings.edit_when_shown(finding.id)

    def _show_thread(self, finding_id: str) -> None:
        thread = self.workspace.read(lambda unit: thread_of(unit, "findings", finding_id))
        self.findings.show_thread(thread.knots, finding_id)

    def _open_source(self, proposal: Proposal) -> None:
        if proposal.key == "register:group_unsettled":
            self.show_tab("groups")
            return
        kind, id = proposal.sources[0]
        knots = self.workspace.read(lambda unit: thread_of(unit, kind, id)).of(kind)
        for knot in knots:
            if knot.id == id:
                open_knot(self.workspace, knot)
