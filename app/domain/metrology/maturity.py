"""M22: how mature a chapter of the survey is: sum of w a over sum of w, of the questions that apply.

"Not applicable" needs a reason and does not count; a question without an answer counts as 0 and is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import UserError
from app.wording import _


@dataclass(frozen=True, slots=True)
class Question:
    """answer: 0 to 1, None while there is none. applies False needs its reason."""

    name: str
    weight: float
    answer: float | None
    applies: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Maturity:
    """percent: 0 to 100, None where no question applies. unanswered: names of the questions that counted as 0."""

    percent: float | None
    counted: int
    unanswered: tuple[str, ...]
    left_out: tuple[Question, ...]


def maturity(questions: Sequence[Question]) -> Maturity:
    """UserError names a question that is called not applicable without a reason."""
    for each in questions:
        if not each.applies and not each.reason.strip():
            raise UserError(_("Câu “{name}”: ghi không áp dụng thì phải nêu lý do.", name=each.name))
    counted = [each for each in questions if each.applies]
    weight = sum(each.weight for each in counted)
    reached = sum(each.weight * (each.answer or 0.0) for each in counted)
    return Maturity(
        100 * reached / weight if weight else None,
        len(counted),
        tuple(each.name for each in counted if each.answer is None),
        tuple(each for each in questions if not each.applies),
    )
