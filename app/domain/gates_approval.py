"""The gate of step 6: draft sent, comments answered, minutes, decision, and a frozen version of what is said now."""

from __future__ import annotations

from typing import Protocol

from app.domain.approval import (
    Approval,
    before_freezing,
    missing_answers,
    missing_minutes,
    missing_sending,
    missing_version,
)
from app.domain.standing import Standing


class ApprovalFacts(Protocol):
    @property
    def approval(self) -> Approval: ...


STAGES = 5


def approval_gate(facts: ApprovalFacts, _argument: str) -> Standing:
    """While a frozen version stands for what is said now, its decision is the one it was frozen with.

    One that no longer does is told first: it is why the rest is asked again.
    """
    found = facts.approval
    if found.is_frozen:
        missing = tuple(
            each
            for each in (missing_sending(found), missing_answers(found), missing_minutes(found))
            if each is not None
        )
        return Standing(STAGES - len(missing), STAGES, missing)
    before, unfrozen = before_freezing(found), missing_version(found)
    told = (unfrozen,) if unfrozen else ()
    missing = (*told, *before) if found.latest else (*before, *told)
    return Standing(max(0, STAGES - len(missing)), STAGES, missing)
