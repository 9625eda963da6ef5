"""The frozen versions of a programme: made once, never changed, compared with each other, opened for a next one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain.approval import PAPER, Approval, before_freezing
from app.domain.errors import UserError
from app.domain.frozen_content import canonical, digest, fits, read_content
from app.domain.keys import new_key
from app.domain.programme import APPROVED, HANDED_IN, move
from app.domain.programme_content import Content, day_of, decimal_of
from app.domain.programme_papers import ProgrammePlan, Version
from app.domain.version_differences import Difference, by_id
from app.domain.version_differences import differences as compare
from app.formats import nfc, now, tidy
from app.services.approval import approval_of, content_of, says_the_same
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.passages import write_passage
from app.storage.unit import Unit
from app.wording import _

__all__ = [
    "Baseline",
    "baseline_of",
    "content_of",
    "differences",
    "differences_now",
    "freeze_version",
    "open_new_version",
    "put_in_force",
    "read_version",
    "says_the_same",
    "version_in_force",
    "version_problem",
    "versions_of",
]

STEP = 6
PROGRAMME_STEPS = (6, 5, 4, 3)
"""The steps that a new version opens: what the programme says is worked out in them."""
LATER_STEPS = (10, 9, 8, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A goal as it was frozen: before and after are told from it. None stands for what was not said."""

    version: int
    code: str
    title: str
    indicator: str
    indicator_key: str
    unit: str
    value: Decimal | None
    on: date | None
    source: str
    uncertainty: Decimal | None
    factor: Decimal | None
    k: int | None
    n: int | None
    target: Decimal | None
    due_on: date | None


def versions_of(unit: Unit, cycle_id: str) -> list[Version]:
    """The versions that stand, by number. Check one with version_problem before it is printed."""
    return sorted(unit.versions.all(cycle_id=cycle_id), key=lambda each: each.number)


def version_in_force(unit: Unit, cycle_id: str) -> Version | None:
    """The version that the last approval of step 6 put in force; None before the first.

    It stays in force while the next one is worked out.
    """
    plan = next(iter(unit.plans.all(cycle_id=cycle_id)), None)
    return unit.versions.find(plan.in_force) if plan and plan.in_force else None


def version_problem(unit: Unit, version: Version) -> str:
    """Why a version is not the one that was frozen, in one sentence; "" when it is: hash and journal agree."""
    if not fits(version):
        return _(
            "Nội dung bản {number} không khớp mã băm đã ghi: tệp đã bị sửa ngoài chương trình. "
            "Lấy lại từ bản sao lưu, hoặc chốt bản mới.",
            number=version.number,
        )
    written = [each.field for each in unit.history("versions", version.id) if each.field not in ("", "retired")]
    if written:
        return _("Bản {number} đã bị ghi lại sau khi chốt; xem lịch sử của bản này.", number=version.number)
    return ""


def read_version(version: Version) -> Content:
    """What a version says; UserError when it does not fit its hash."""
    if not fits(version):
        raise UserError(_("Bản {number} không đọc được: nội dung không khớp mã băm đã ghi.", number=version.number))
    return read_content(version)


def baseline_of(version: Version, goal_id: str) -> Baseline | None:
    """A goal as this version froze it; None when the version does not know it."""
    goal = by_id(read_version(version), "goals").get(goal_id)
    if goal is None:
        return None
    return Baseline(
        version=version.number,
        code=goal["code"],
        title=goal.get("title") or "",
        indicator=goal.get("indicator") or "",
        indicator_key=goal.get("indicator_key") or "",
        unit=goal.get("unit") or "",
        value=decimal_of(goal.get("baseline")),
        on=day_of(goal.get("baseline_on")),
        source=goal.get("baseline_source") or "",
        uncertainty=decimal_of(goal.get("baseline_uncertainty")),
        factor=decimal_of(goal.get("baseline_factor")),
        k=goal.get("baseline_k"),
        n=goal.get("baseline_n"),
        target=decimal_of(goal.get("target")),
        due_on=day_of(goal.get("due_on")),
    )


def differences(old: Version, new: Version) -> tuple[Difference, ...]:
    """What the new version says otherwise; in words with app.domain.version_words."""
    return compare(read_version(old), read_version(new))


def differences_now(unit: Unit, version: Version) -> tuple[Difference, ...]:
    """What the programme says now otherwise than this version."""
    return compare(read_version(version), content_of(unit, version.cycle_id))


def freeze_version(
    unit: Unit,
    cycle_id: str,
    *,
    decision_number: str,
    decided_on: date | None,
    signer_position: str,
    signer_name: str,
    recipients: str = "",
    reason: str = "",
) -> Version:
    """Freezes what the programme says now under its decision. The reason is asked from the second version on.

    UserError while steps 3 to 5 are still open, while comments are missing or unanswered, without minutes, name or
    period, without the decision's number, day and signer, or when nothing changed since the last version.
    """
    demand_open(unit, cycle_id, STEP)
    _demand_handed_in(unit, cycle_id)
    approval = approval_of(unit, cycle_id)
    decision = replace(
        approval.decision,
        number=tidy(decision_number),
        decided_on=decided_on,
        signer_position=tidy(signer_position),
        signer_name=tidy(signer_name),
        recipients=tidy(recipients),
        reason=nfc(reason).strip(),
    )
    approval = replace(approval, decision=decision)
    if missing := before_freezing(approval):
        raise UserError(_("Chưa chốt được chương trình. {first}", first=missing[0].text))
    text = canonical(content_of(unit, cycle_id))
    version = Version(
        id=new_key(),
        cycle_id=cycle_id,
        number=next_number(unit, "versions", cycle_id),
        content=text,
        sha256=digest(text),
        reason=decision.reason if approval.versions else "",
        decision_number=decision.number,
        decided_on=decision.decided_on,
        signer_position=decision.signer_position,
        signer_name=decision.signer_name,
        recipients=decision.recipients,
        frozen_by=unit.person,
        frozen_at=now(),
    )
    _demand_news(approval, version)
    return unit.versions.keep(version)


def _demand_handed_in(unit: Unit, cycle_id: str) -> None:
    """What is frozen must not be under anybody's hands."""
    states = {each.step: each.state for each in unit.steps.all(cycle_id=cycle_id)}
    waiting = [step for step in (3, 4, 5) if states.get(step) not in HANDED_IN]
    if waiting:
        raise UserError(_("Nộp bước {number} trước, rồi mới chốt chương trình.", number=waiting[0]))


def _demand_news(approval: Approval, version: Version) -> None:
    latest = approval.latest
    if latest is None or not approval.is_frozen:
        return
    same = ("decision_number", "decided_on", "signer_position", "signer_name", "recipients")
    if all(getattr(latest, name) == getattr(version, name) for name in same):
        raise UserError(_("Chương trình không khác bản {number} đã chốt, nên không cần bản mới.", number=latest.number))


def put_in_force(unit: Unit, cycle_id: str) -> None:
    """The newest version is the programme from now on; called when step 6 is approved, in the same deed."""
    latest = versions_of(unit, cycle_id)[-1:]
    plan = next(iter(unit.plans.all(cycle_id=cycle_id)), None) or ProgrammePlan(id=new_key(), cycle_id=cycle_id)
    if latest and plan.in_force != latest[0].id:
        unit.plans.keep(replace(plan, in_force=latest[0].id))


def open_new_version(unit: Unit, cycle_id: str, reason: str) -> None:
    """Opens steps 3 to 6 for a next version, in one deed with its reason, and later steps that were approved.

    The version in force stays so until step 6 is approved again. The decision of the next version starts blank.
    """
    reason = nfc(reason).strip()
    if not reason:
        raise UserError(_("Nêu lý do ra bản mới; lý do được in cùng bảng các thay đổi."))
    states = {each.step: each for each in unit.steps.all(cycle_id=cycle_id)}
    if states.get(STEP) is None or states[STEP].state != APPROVED:
        raise UserError(_("Bước 6 chưa được duyệt nên chương trình đang mở, sửa được ngay."))
    opened = [states[step] for step in LATER_STEPS if step in states and states[step].state == APPROVED]
    opened += [states[step] for step in PROGRAMME_STEPS if step in states and states[step].state in HANDED_IN]
    unit.steps.keep_all([move(each, "reopen", person=unit.person, at=now(), reason=reason) for each in opened], reason)
    for name, words in (("reason", reason), ("number", ""), ("decided_on", "")):
        write_passage(unit, cycle_id, PAPER, name, words, STEP)
