"""Taking findings of one matter together: one of them stands for all, and the codes of the others point to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.errors import UserError
from app.domain.findings import SEVERITIES, Finding, Link, finding_code
from app.domain.keys import new_key
from app.domain.proposals import Proposal
from app.services.findings import STEP
from app.services.locks import demand_open
from app.storage.unit import Unit
from app.wording import _


def merge_findings(unit: Unit, into_id: str, ids: Iterable[str]) -> Finding:
    """Takes the findings into one of them: their links move there, their numbers are kept and never given again.

    What was merged into one of them before points to the new one too. The words of the one that stands stay as they
    are; what it lacks of cause, proposal, owner and due day is taken from the first that has them. It takes the gravest
    class of each, so that no matter becomes less urgent by being merged (M22 is monotone). UserError when one of them
    is not a finding of its own, or of another cycle.
    """
    into = unit.findings.get(into_id)
    demand_open(unit, into.cycle_id, STEP)
    others = [unit.findings.get(each) for each in dict.fromkeys(ids) if each != into_id]
    if not others:
        raise UserError(_("Chọn ít nhất hai phát hiện để gộp."))
    for each in (into, *others):
        _demand_own(each, into.cycle_id)
    for each in others:
        for deeper in unit.findings.all(merged_into=each.id, state="merged"):
            unit.findings.keep(replace(deeper, merged_into=into_id))
        unit.findings.keep(replace(each, state="merged", merged_into=into_id))
        _move_links(unit, each.id, into_id)
    return unit.findings.keep(_gravest(_filled(into, others), others))


def split_finding(unit: Unit, finding_id: str, proposal: Proposal | None = None) -> Finding:
    """Makes a merged finding one of its own again; its words count as a person's from now on.

    proposal: what its rule finds now; the links to these objects are made anew. What moved to the other one stays there
    as well, for nobody can tell whose it was.
    """
    finding = unit.findings.get(finding_id)
    demand_open(unit, finding.cycle_id, STEP)
    if finding.state != "merged":
        raise UserError(_("{code} không phải là phát hiện đã gộp.", code=finding_code(finding)))
    state = "edited" if finding.origin else "own"
    kept = unit.findings.keep(replace(finding, state=state, merged_into=""))
    if proposal is not None:
        unit.links.keep_all(
            Link(id=new_key(), from_kind="findings", from_id=finding_id, to_kind=kind, to_id=id)
            for kind, id in dict.fromkeys(proposal.sources)
        )
    return kept


def _demand_own(finding: Finding, cycle_id: str) -> None:
    if finding.cycle_id != cycle_id:
        raise UserError(_("Chỉ gộp được các phát hiện của cùng một chu kỳ."))
    if finding.state == "merged":
        raise UserError(_("{code} đã gộp vào phát hiện khác rồi.", code=finding_code(finding)))
    if finding.state == "dismissed":
        raise UserError(_("Đề xuất đã bỏ không gộp được. Đưa lại đề xuất đó trước."))


def _filled(into: Finding, others: Iterable[Finding]) -> Finding:
    """The one that stands, with what it lacks taken from the others."""
    filled = into
    for each in others:
        for field in ("cause", "proposal", "owner"):
            if not getattr(filled, field) and getattr(each, field):
                filled = replace(filled, **{field: getattr(each, field)})
        if filled.due_on is None:
            filled = replace(filled, due_on=each.due_on)
    return filled


def _gravest(into: Finding, others: Sequence[Finding]) -> Finding:
    """The one that stands, with the gravest class of all in each respect; what nobody judged stays open."""
    every = (into, *others)

    def highest(classes: Iterable[int | None]) -> int | None:
        return max((each for each in classes if each is not None), default=None)

    return replace(
        into,
        severity=min((each.severity for each in every), key=SEVERITIES.index),
        consequence=highest(each.consequence for each in every),
        occurrence=highest(each.occurrence for each in every),
        detection=highest(each.detection for each in every),
        urgent=next((each.urgent for each in every if each.urgent), ""),
    )


def _move_links(unit: Unit, old_id: str, new_id: str) -> None:
    """Links of the one become links of the other; one that is there already is not made twice."""
    links = [
        *unit.links.all(from_kind="findings", from_id=old_id),
        *unit.links.all(to_kind="findings", to_id=old_id),
    ]
    there = {
        *_ends(unit.links.all(from_kind="findings", from_id=new_id)),
        *_ends(unit.links.all(to_kind="findings", to_id=new_id)),
    }
    moved = []
    for link in links:
        unit.links.retire(link.id)
        from_id = new_id if (link.from_kind, link.from_id) == ("findings", old_id) else link.from_id
        to_id = new_id if (link.to_kind, link.to_id) == ("findings", old_id) else link.to_id
        new = replace(link, id=new_key(), from_id=from_id, to_id=to_id)
        ends = next(iter(_ends([new])))
        if ends not in there and (new.from_kind, from_id) != (new.to_kind, to_id):
            there.add(ends)
            moved.append(new)
    unit.links.keep_all(moved)


def _ends(links: Iterable[Link]) -> set[tuple[str, str, str, str]]:
    return {(each.from_kind, each.from_id, each.to_kind, each.to_id) for each in links}
