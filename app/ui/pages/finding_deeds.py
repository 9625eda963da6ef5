"""What one does with findings and proposals, one of them or many at once; each is one deed that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.domain.findings import Finding, finding_code
from app.domain.proposals import Proposal
from app.services import finding_merging as merging
from app.services import findings as deeds
from app.services.finding_list import FindingRow
from app.services.goals import draft_goal, keep_goal
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.domain.goals import Goal
    from app.storage.unit import Unit


class FindingDeeds:
    """Deeds on rows of the list of findings; a UserError goes to the caller."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def accept(self, rows: Sequence[FindingRow]) -> list[Finding]:
        """The proposals among these become findings."""
        cycle_id = self._workspace.cycle_id
        proposals = _proposed(rows)
        if not proposals:
            return []

        kept = self._workspace.run(_("Nhận phát hiện"), lambda unit: deeds.accept_proposals(unit, cycle_id, proposals))
        if not kept:
            return []
        codes = ", ".join(finding_code(each) for each in kept)
        words = (
            _("Đã nhận {code}: {title}", code=codes, title=kept[0].title)
            if len(kept) == 1
            else _("Đã nhận {n} phát hiện: {codes}", n=len(kept), codes=codes)
        )
        self._workspace.told.emit(words)
        return kept

    def set_aside(self, rows: Sequence[FindingRow], reason: str) -> None:
        """Proposals are dismissed, findings withdrawn, all for one reason."""
        cycle_id = self._workspace.cycle_id
        proposals, findings = _proposed(rows), _standing(rows)

        def work(unit: Unit) -> None:
            for proposal in proposals:
                deeds.dismiss_proposal(unit, cycle_id, proposal, reason)
            for finding in findings:
                deeds.retire_finding(unit, finding.id, reason)

        deed = _("Rút phát hiện") if findings else _("Bỏ đề xuất")
        if len(rows) == 1:
            words = _("Đã bỏ đề xuất “{title}”.", title=rows[0].title) if proposals else _("Đã rút phát hiện.")
        else:
            words = _("Đã bỏ {n} dòng.", n=len(proposals) + len(findings))
        self._workspace.run(deed, work, toast=words)

    def propose_again(self, rows: Sequence[FindingRow]) -> None:
        ids = [each.finding.id for each in rows if each.finding and each.state == "dismissed"]

        def work(unit: Unit) -> None:
            for each in ids:
                deeds.propose_again(unit, each)

        if ids:
            self._workspace.run(_("Đưa lại đề xuất"), work)

    def merge(self, rows: Sequence[FindingRow], into: FindingRow) -> Finding:
        """All of these into one of them; proposals get numbers first, so that every code is kept."""
        cycle_id = self._workspace.cycle_id
        others = [each for each in rows if each.key != into.key]

        def taken(unit: Unit, row: FindingRow) -> Finding:
            if row.finding is not None:
                return row.finding
            assert row.proposal is not None
            return deeds.accept_proposal(unit, cycle_id, row.proposal)

        def work(unit: Unit) -> tuple[Finding, list[Finding]]:
            first = taken(unit, into)
            gone = [taken(unit, each) for each in others]
            return merging.merge_findings(unit, first.id, [each.id for each in gone]), gone

        stands, gone = self._workspace.run(_("Gộp phát hiện"), work)
        codes = ", ".join(finding_code(each) for each in gone)
        self._workspace.told.emit(_("Đã gộp {codes} vào {code}.", codes=codes, code=finding_code(stands)))
        return stands

    def split(self, finding: Finding, proposals: Mapping[str, Proposal]) -> None:
        proposal = proposals.get(finding.origin)
        self._workspace.run(
            _("Tách phát hiện"),
            lambda unit: merging.split_finding(unit, finding.id, proposal),
            toast=_("Đã tách {code} ra.", code=finding_code(finding)),
        )

    def edit(self, finding_id: str, field: str, words: str) -> None:
        self._workspace.run(_("Sửa phát hiện"), lambda unit: deeds.edit_finding(unit, finding_id, field, words))

    def renew(self, row: FindingRow, proposals: Mapping[str, Proposal]) -> None:
        """The finding as the data say now, and its links with those of what was merged into it."""
        if row.finding is None or row.proposal is None:
            return
        finding_id, proposal = row.finding.id, row.proposal
        merged = [proposals[each.origin] for each in row.merged if each.origin in proposals]
        self._workspace.run(
            _("Cập nhật phát hiện"), lambda unit: deeds.renew_finding(unit, finding_id, proposal, merged)
        )

    def take_classes(self, row: FindingRow) -> None:
        if row.finding is not None and row.proposal is not None:
            work = partial(deeds.take_classes, finding_id=row.finding.id, proposal=row.proposal)
            self._workspace.run(_("Lấy cấp từ dữ liệu"), work)

    def make_goal(self, rows: Sequence[FindingRow]) -> Goal | None:
        """One goal that answers all findings among these; drafted from the first."""
        ids = [each.id for each in _standing(rows)]
        if not ids:
            return None
        as_of = self._workspace.as_of
        goal = self._workspace.run(
            _("Lập mục tiêu"), lambda unit: keep_goal(unit, draft_goal(unit, ids[0], as_of), ids)
        )
        self._workspace.go.emit("goals", goal.id)
        return goal

    def add(self) -> Finding:
        cycle_id = self._workspace.cycle_id
        return self._workspace.run(
            _("Thêm phát hiện"), lambda unit: deeds.add_finding(unit, cycle_id, _("Phát hiện mới"))
        )


def _proposed(rows: Sequence[FindingRow]) -> list[Proposal]:
    return [each.proposal for each in rows if each.state == "proposed" and each.proposal is not None]


def _standing(rows: Sequence[FindingRow]) -> list[Finding]:
    return [each.finding for each in rows if each.is_open and each.finding is not None]
