"""Whom the draft programme was sent to, until when they may answer, and who said to have no comment.

Each asked unit is one passage of the paper "draft_sent": its name is the unit's, its words three ISO days separated by
semicolons: sent on; answer until; noted by a person as without comment ("" while not).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.programme_papers import Comment, Passage
from app.formats import fold

PAPER = "draft_sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedUnit:
    """no_comment_on: the day on which a person wrote down that this unit has no comment; None while nobody did."""

    unit: str
    sent_on: date | None = None
    answer_by: date | None = None
    no_comment_on: date | None = None


def written(asked: AskedUnit) -> str:
    """As it is kept in the words of its passage."""
    return ";".join(each.isoformat() if each else "" for each in (asked.sent_on, asked.answer_by, asked.no_comment_on))


def asked_units(passages: Iterable[Passage]) -> tuple[AskedUnit, ...]:
    """The units that were asked, by the day of sending, then by name."""
    found = [_read(each) for each in passages if each.paper == PAPER]
    return tuple(sorted(found, key=lambda each: (each.sent_on or date.max, fold(each.unit))))


def _read(passage: Passage) -> AskedUnit:
    sent, until, silent, *_more = [*passage.words.split(";"), "", "", ""]
    return AskedUnit(unit=passage.name, sent_on=_day(sent), answer_by=_day(until), no_comment_on=_day(silent))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def comments_of(asked: AskedUnit, comments: Iterable[Comment]) -> list[Comment]:
    """What this unit said of the draft."""
    name = fold(asked.unit).strip()
    return [each for each in comments if fold(each.given_by).strip() == name]


def has_answered(asked: AskedUnit, comments: Iterable[Comment]) -> bool:
    """It commented, or a person wrote down that it has no comment. A deadline alone answers nothing."""
    return asked.no_comment_on is not None or bool(comments_of(asked, comments))


def is_late(asked: AskedUnit, comments: Iterable[Comment], today: date) -> bool:
    """The deadline is over and nothing was heard."""
    return asked.answer_by is not None and asked.answer_by < today and not has_answered(asked, comments)
