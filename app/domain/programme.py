"""The ten steps of the programme as data (forms/programme.toml), and how a step moves from one state to the next."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.errors import UserError
from app.domain.forms.definition import Texts
from app.domain.sites import StepState
from app.formats import nfc
from app.wording import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as written in the programme.

    title: on papers, short: in the rail. forms: questionnaires as files under forms/. page: where a click on the step
    leads; pages: all that belong to it. gates: what must be there before it is handed in, in the order of checking.
    """

    number: int
    key: str
    title: Texts
    short: Texts
    purpose: Texts
    yields: Texts
    works_out: tuple[Texts, ...]
    page: str
    pages: tuple[str, ...]
    forms: tuple[str, ...]
    gates: tuple[str, ...]

    @property
    def form_names(self) -> tuple[str, ...]:
        """The names of its forms: "01_khao_sat/survey.md" is "survey"."""
        return tuple(each.rpartition("/")[2].partition(".")[0] for each in self.forms)


def read_programme(text: str) -> tuple[Step, ...]:
    """The steps of a programme.toml, in order. KeyError or TOMLDecodeError when it is not one."""
    return tuple(_read_step(each) for each in tomllib.loads(text)["steps"])


def _read_step(entry: Mapping[str, Any]) -> Step:
    return Step(
        number=entry["number"],
        key=entry["key"],
        title=entry["title"],
        short=entry["short"],
        purpose=entry["purpose"],
        yields=entry["yields"],
        works_out=tuple(entry["works_out"]),
        page=entry["page"],
        pages=tuple(entry["pages"]),
        forms=tuple(entry["forms"]),
        gates=tuple(entry["gates"]),
    )


TODO, DOING, SUBMITTED, NEEDS_WORK, APPROVED = "todo", "doing", "submitted", "needs_work", "approved"

STATE_WORDS: Mapping[str, str] = {
    TODO: N_("Chưa làm"),
    DOING: N_("Đang làm"),
    SUBMITTED: N_("Đã nộp"),
    NEEDS_WORK: N_("Cần sửa"),
    APPROVED: N_("Đã duyệt, khóa"),
}

HANDED_IN = frozenset({SUBMITTED, APPROVED})


@dataclass(frozen=True, slots=True)
class Move:
    """A deed on a step: from which states, to which one. otherwise: why it cannot be done from the other states."""

    before: frozenset[str]
    after: str
    otherwise: Mapping[str, str]
    asks_why: str = ""


_NOT_HANDED_IN = N_("Bước {number} chưa nộp nên chưa duyệt được.")
_NOTHING_TO_RETURN = N_("Bước {number} chưa nộp nên không có gì để trả lại.")
_ALREADY_OPEN = N_("Bước {number} đang mở, sửa được ngay.")

MOVES: Mapping[str, Move] = {
    "start": Move(frozenset({TODO}), DOING, {}),
    "submit": Move(
        frozenset({TODO, DOING, NEEDS_WORK}),
        SUBMITTED,
        {
            SUBMITTED: N_("Bước {number} đã nộp rồi, đang chờ duyệt."),
            APPROVED: N_("Bước {number} đã được duyệt và khóa. Mở bản mới trước khi nộp lại."),
        },
    ),
    "send_back": Move(
        frozenset({SUBMITTED}),
        NEEDS_WORK,
        {
            TODO: _NOTHING_TO_RETURN,
            DOING: _NOTHING_TO_RETURN,
            NEEDS_WORK: N_("Bước {number} đã được trả lại, đang chờ sửa."),
            APPROVED: N_("Bước {number} đã được duyệt và khóa. Mở bản mới thay vì trả lại."),
        },
        asks_why=N_("Ghi rõ cần sửa gì ở bước {number} trước khi trả lại."),
    ),
    "approve": Move(
        frozenset({SUBMITTED}),
        APPROVED,
        {
            TODO: _NOT_HANDED_IN,
            DOING: _NOT_HANDED_IN,
            NEEDS_WORK: N_("Bước {number} đang chờ sửa, phải nộp lại rồi mới duyệt được."),
            APPROVED: N_("Bước {number} đã được duyệt rồi."),
        },
    ),
    "reopen": Move(
        HANDED_IN,
        DOING,
        {TODO: _ALREADY_OPEN, DOING: _ALREADY_OPEN, NEEDS_WORK: _ALREADY_OPEN},
        asks_why=N_("Ghi lý do mở lại bước {number}; lý do được giữ cùng bản mới."),
    ),
}


def move(step: StepState, deed: str, *, person: str, at: datetime, reason: str = "") -> StepState:
    """The step after the deed ("start", "submit", "send_back", "approve", "reopen"); UserError when it cannot be done.

    Only the state is judged here; whether the gate is met is another question. Approving counts the version up.
    """
    rule = MOVES[deed]
    if step.state not in rule.before:
        sentence = rule.otherwise.get(step.state)
        if sentence is None:
            return step
        raise UserError(_(sentence, number=step.step))
    reason = nfc(reason).strip()
    if rule.asks_why and not reason:
        raise UserError(_(rule.asks_why, number=step.step))
    return replace(
        step,
        state=rule.after,
        version=step.version + (rule.after == APPROVED),
        reason=reason,
        changed_by=person,
        changed_at=at,
    )
