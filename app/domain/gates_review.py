"""What step 10 still lacks: a decision on everything that is open, and at least one lesson."""

from __future__ import annotations

from typing import Protocol

from app.domain.missing import Missing
from app.domain.review import Review
from app.domain.standing import Standing
from app.wording import _

PAGE = "improvement"


class HasReview(Protocol):
    @property
    def review(self) -> Review: ...


def review_gate(asked: HasReview, _argument: str) -> Standing:
    found = asked.review
    missing = [
        Missing(_("Chưa quyết định về {code} {title}.", code=each.code, title=each.title), PAGE, each.id)
        for each in found.waiting
    ]
    if not found.lessons:
        missing.append(Missing(_("Chưa ghi bài học nào."), PAGE, "lessons"))
    total = len(found.open) + 1
    return Standing(total - len(missing), total, tuple(missing))
