"""What a person decides on findings: accept, edit, dismiss, add, withdraw. Decisions are kept; proposals are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.domain.errors import UserError
from app.domain.findings import SEVERITIES, Finding, Link, finding_code
from app.domain.keys import new_key
from app.domain.metrology.priority import URGENT
from app.domain.printed_dates import read_printed_date
from app.domain.proposals import Proposal
from app.domain.scores import SUBJECTS
from app.formats import nfc, tidy
from app.services.cycles import join_carried
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.storage.unit import Unit
from app.wording import _

STEP = 2
TEXT_FIELDS = ("title", "detail", "cause", "proposal", "clause", "owner")
WORDED = ("title", "detail", "severity", "consequence", "occurrence", "detection", "urgent")
"""What the data said, and a person may say otherwise: from then on the finding is hers."""
CLASS_FIELDS = ("consequence", "occurrence", "detection")
Sources = Iterable[tuple[str, str]]


def accept_proposal(unit: Unit, cycle_id: str, proposal: Proposal, **edited: str) -> Finding:
    """Takes a proposal over as a finding with the next PH number, as it stands or with the edited fields.

    Deciding again on a dismissed proposal takes the place of the dismissal; on an accepted one it changes nothing.
    """
    demand_open(unit, cycle_id, STEP)
    before = decision_on(unit, cycle_id, proposal.key)
    if before and before.state != "dismissed":
        return before
    finding = _accepted(cycle_id, proposal, before, next_number(unit, "findings", cycle_id))
    for field, text in edited.items():
        finding = replace(finding, **_read(field, text))
    changed = any(getattr(finding, field) != getattr(proposal, field) for field in ("title", "detail", "severity"))
    kept = unit.findings.keep(replace(finding, state="edited" if changed else "accepted"))
    link_sources(unit, kept.id, proposal.sources)
    join_carried(unit, cycle_id, [kept])
    return kept


def accept_proposals(unit: Unit, cycle_id: str, proposals: Sequence[Proposal]) -> list[Finding]:
    """The same for many as they stand, in one go; those that were decided on before are left as they are."""
    demand_open(unit, cycle_id, STEP)
    decided = {each.origin: each for each in unit.findings.all(cycle_id=cycle_id) if each.origin}
    new = [each for each in proposals if each.key not in decided or decided[each.key].state == "dismissed"]
    first = next_number(unit, "findings", cycle_id)
    made = [_accepted(cycle_id, each, decided.get(each.key), number) for number, each in enumerate(new, first)]
    unit.findings.keep_all(made)
    unit.links.keep_all(
        Link(id=new_key(), from_kind="findings", from_id=finding.id, to_kind=kind, to_id=id)
        for finding, proposal in zip(made, new, strict=True)
        for kind, id in dict.fromkeys(proposal.sources)
    )
    join_carried(unit, cycle_id, made)
    return made


def _accepted(cycle_id: str, proposal: Proposal, before: Finding | None, number: int) -> Finding:
    """before: the dismissal it takes the place of."""
    return Finding(
        id=before.id if before else new_key(),
        cycle_id=cycle_id,
        number=number,
        subject=proposal.subject,
        title=proposal.title,
        detail=proposal.detail,
        proposal=proposal.goal,
        severity=proposal.severity,
        clause=proposal.clause,
        origin=proposal.key,
        rule=proposal.rule,
        **_classes(proposal),
    )


def dismiss_proposal(unit: Unit, cycle_id: str, proposal: Proposal, reason: str) -> Finding:
    """Sets a proposal aside for good, with the reason; it takes no number."""
    demand_open(unit, cycle_id, STEP)
    reason = nfc(reason).strip()
    if not reason:
        raise UserError(_("Nêu lý do bỏ đề xuất này, để người duyệt hiểu."))
    before = decision_on(unit, cycle_id, proposal.key)
    if before and before.state != "dismissed":
        raise UserError(_("Đề xuất này đã được nhận thành phát hiện. Rút phát hiện đó nếu không còn đúng."))
    return unit.findings.keep(
        Finding(
            id=before.id if before else new_key(),
            cycle_id=cycle_id,
            number=0,
            subject=proposal.subject,
            title=proposal.title,
            detail=proposal.detail,
            severity=proposal.severity,
            clause=proposal.clause,
            origin=proposal.key,
            state="dismissed",
            reason=reason,
            rule=proposal.rule,
            **_classes(proposal),
        ),
        reason,
    )


def _classes(proposal: Proposal) -> dict[str, Any]:
    """The classes of M22 as the data told them when a person decided."""
    classes = proposal.classes
    return {
        "consequence": classes.consequence,
        "occurrence": classes.occurrence,
        "detection": classes.detection,
        "urgent": classes.urgent,
    }


def propose_again(unit: Unit, finding_id: str) -> None:
    """Takes a dismissal back, so that the proposal is shown again."""
    if _open_finding(unit, finding_id).state != "dismissed":
        raise UserError(_("Chỉ đề xuất đã bỏ mới đưa lại được."))
    unit.findings.retire(finding_id)


def decision_on(unit: Unit, cycle_id: str, key: str) -> Finding | None:
    """What was decided on a proposal; None while nothing was."""
    return next(iter(unit.findings.all(cycle_id=cycle_id, origin=key)), None)


def add_finding(unit: Unit, cycle_id: str, title: str, *, sources: Sources = (), **fields: str | int) -> Finding:
    """A finding of the auditor's own. sources: (kind, id) of what it rests on."""
    demand_open(unit, cycle_id, STEP)
    finding = Finding(
        id=new_key(),
        cycle_id=cycle_id,
        number=next_number(unit, "findings", cycle_id),
        subject=1,
        title="",
        state="own",
    )
    for field, text in {"title": title, **fields}.items():
        finding = replace(finding, **_read(field, str(text)))
    kept = unit.findings.keep(finding)
    link_sources(unit, kept.id, sources)
    return kept


def edit_finding(unit: Unit, finding_id: str, field: str, text: str) -> Finding:
    """Sets one field as typed. An accepted finding whose words are changed is from then on an edited one."""
    finding = _open_finding(unit, finding_id)
    _demand_standing(finding)
    changed = replace(finding, **_read(field, text))
    if finding.state == "accepted" and field in WORDED and changed != finding:
        changed = replace(changed, state="edited")
    return unit.findings.keep(changed)


def retire_finding(unit: Unit, finding_id: str, reason: str) -> None:
    """Withdraws a finding, and with it those that were merged into it; no number is used again.

    Their proposals may come back.
    """
    if not reason.strip():
        raise UserError(_("Nêu lý do rút phát hiện này."))
    finding = _open_finding(unit, finding_id)
    _demand_standing(finding)
    for each in (finding, *unit.findings.all(merged_into=finding_id, state="merged")):
        unit.findings.retire(each.id, reason.strip())
    for link in (*unit.links.all(from_id=finding_id), *unit.links.all(to_id=finding_id)):
        unit.links.retire(link.id)


def renew_finding(unit: Unit, finding_id: str, proposal: Proposal, merged: Iterable[Proposal] = ()) -> Finding:
    """Brings a finding up to what the data say now: its links, and its words unless a person changed them.

    merged: the proposals of the findings that were merged into it, whose sources it rests on too.
    """
    finding = _open_finding(unit, finding_id)
    _demand_standing(finding)
    for link in unit.links.all(from_kind="findings", from_id=finding_id):
        if link.to_kind != "evidence":
            unit.links.retire(link.id)
    link_sources(unit, finding_id, [one for each in (proposal, *merged) for one in each.sources])
    if finding.state != "accepted":
        return finding
    return unit.findings.keep(
        replace(
            finding,
            title=proposal.title,
            detail=proposal.detail,
            severity=proposal.severity,
            rule=proposal.rule,
            **_classes(proposal),
        )
    )


def take_classes(unit: Unit, finding_id: str, proposal: Proposal) -> Finding:
    """Sets the classes of a finding as the data tell them now."""
    finding = _open_finding(unit, finding_id)
    _demand_standing(finding)
    return unit.findings.keep(replace(finding, **_classes(proposal)))


def _open_finding(unit: Unit, finding_id: str) -> Finding:
    """The finding, if its step may still be changed."""
    finding = unit.findings.get(finding_id)
    demand_open(unit, finding.cycle_id, STEP)
    return finding


def _demand_standing(finding: Finding) -> None:
    if finding.state == "merged":
        raise UserError(_("{code} đã gộp vào phát hiện khác; sửa ở phát hiện đó.", code=finding_code(finding)))


def link_sources(unit: Unit, finding_id: str, sources: Sources) -> None:
    """Links a finding to the answers, instruments and calibrations it rests on; those already linked stay."""
    linked = {(each.to_kind, each.to_id) for each in unit.links.all(from_kind="findings", from_id=finding_id)}
    new = [each for each in dict.fromkeys(sources) if each not in linked and each[1]]
    unit.links.keep_all(
        Link(id=new_key(), from_kind="findings", from_id=finding_id, to_kind=kind, to_id=id) for kind, id in new
    )


def _read(field: str, text: str) -> dict[str, Any]:
    match field:
        case "title":
            if not tidy(text):
                raise UserError(_("Phát hiện cần một tên nói rõ điều chưa đúng."))
            return {"title": tidy(text)}
        case "severity":
            if text not in SEVERITIES:
                raise UserError(_("Chọn mức ảnh hưởng: lớn, vừa hoặc nhỏ."))
            return {"severity": text}
        case "subject":
            if not text.isdigit() or int(text) not in SUBJECTS:
                raise UserError(_("Chọn một trong chín nội dung."))
            return {"subject": int(text)}
        case "urgent":
            if text and text not in URGENT:
                raise UserError(_("Chọn một quy tắc khẩn trong danh sách, hoặc bỏ trống."))
            return {"urgent": text}
        case _ if field in CLASS_FIELDS:
            if text and (not text.isdigit() or int(text) not in range(1, 6)):
                raise UserError(_("Cấp từ 1 đến 5, hoặc bỏ trống khi chưa xét."))
            return {field: int(text) if text else None}
        case "due_on":
            day, partial = read_printed_date(text)
            if partial:
                raise UserError(_("Hạn cần đủ ngày, tháng, năm, như 31/12/2027."))
            return {"due_on": day}
        case _ if field in TEXT_FIELDS:
            return {field: nfc(text).strip()}
    raise KeyError(field)
