"""Step 6: the draft goes to units; what they say of it is kept, linked to what it is about, and answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from app.domain.comment_lines import code_in, read_comment_lines
from app.domain.draft_sending import PAPER, AskedUnit, asked_units, comments_of, written
from app.domain.effects import effect_code
from app.domain.errors import UserError
from app.domain.goals import goal_code
from app.domain.keys import new_key
from app.domain.programme import HANDED_IN, move
from app.domain.programme_papers import COMMENT_DECISIONS, Comment, comment_code
from app.domain.solutions import solution_code
from app.domain.tasks import task_code
from app.formats import fold, nfc, now, tidy
from app.services.approval import STEP, typed_day
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.passages import write_passage
from app.storage.unit import Unit
from app.wording import _

DRAFT = "draft"


class About(NamedTuple):
    """What a comment may be about. ("", "") is the whole draft."""

    kind: str
    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A comment with what it is about; about is None for the whole draft, or when that was withdrawn meanwhile."""

    comment: Comment
    about: About | None
    is_gone: bool = False


def comment_rows(unit: Unit, cycle_id: str, stage: str = DRAFT) -> list[CommentRow]:
    """The comments of a stage in the order of their numbers."""
    known = {(each.kind, each.id): each for each in abouts(unit, cycle_id)}
    found = sorted(unit.comments.all(cycle_id=cycle_id, stage=stage), key=lambda each: each.number)
    return [_row(each, known.get((each.about_kind, each.about_id))) for each in found]


def _row(comment: Comment, about: About | None) -> CommentRow:
    return CommentRow(comment=comment, about=about, is_gone=bool(comment.about_id) and about is None)


def abouts(unit: Unit, cycle_id: str) -> list[About]:
    """All that a comment may be about, in the order of the document: effects, goals, tasks, solutions, passages."""
    found = [About("effects", each.id, effect_code(each), each.title) for each in unit.effects.all(cycle_id=cycle_id)]
    found += [About("goals", each.id, goal_code(each), each.title) for each in unit.goals.all(cycle_id=cycle_id)]
    found += [About("tasks", each.id, task_code(each), each.title) for each in unit.tasks.all(cycle_id=cycle_id)]
    found += [
        About("solutions", each.id, solution_code(each), each.title) for each in unit.solutions.all(cycle_id=cycle_id)
    ]
    order = ("effects", "goals", "tasks", "solutions")
    found.sort(key=lambda each: (order.index(each.kind), each.code))
    passages = unit.passages.all(cycle_id=cycle_id, paper="programme")
    return [*found, *(About("passages", each.id, "", each.words) for each in passages)]


# ---- comments


def new_comment(
    unit: Unit,
    cycle_id: str,
    *,
    given_by: str,
    words: str,
    given_on: date | None = None,
    about: tuple[str, str] | None = None,
) -> Comment:
    """Keeps a comment on the draft and gives it its YK number. about: kind and id; None asks the words for a code."""
    demand_open(unit, cycle_id, STEP)
    given_by, words = tidy(given_by), nfc(words).strip()
    if not words:
        raise UserError(_("Ghi nội dung ý kiến."))
    if not given_by:
        raise UserError(_("Ghi bộ phận hoặc chức vụ đã cho ý kiến."))
    kind, key = about if about is not None else _named_in(unit, cycle_id, words)
    _is_not_silent(unit, cycle_id, given_by)
    return unit.comments.keep(
        Comment(
            id=new_key(),
            cycle_id=cycle_id,
            number=next_number(unit, "comments", cycle_id),
            stage=DRAFT,
            words=words,
            about_kind=kind,
            about_id=key,
            given_by=given_by,
            given_on=given_on,
        )
    )


def _is_not_silent(unit: Unit, cycle_id: str, name: str) -> None:
    """Who comments after all has not "no comment"."""
    found = _asked(unit, cycle_id, name)
    if found is not None and found.no_comment_on is not None:
        _keep(unit, cycle_id, replace(found, no_comment_on=None))


def _named_in(unit: Unit, cycle_id: str, words: str) -> tuple[str, str]:
    code = code_in(words)
    found = next((each for each in abouts(unit, cycle_id) if code and each.code == code), None)
    return (found.kind, found.id) if found else ("", "")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of pasted lines. known: how many stood there already, word for word."""

    made: tuple[Comment, ...]
    known: int


def import_comments(unit: Unit, cycle_id: str, text: str, given_on: date | None) -> Imported:
    """Comments pasted as lines "unit; text"; all of them or none."""
    lines = read_comment_lines(text)
    there = {(fold(each.given_by), each.words) for each in unit.comments.all(cycle_id=cycle_id, stage=DRAFT)}
    made = []
    for line in lines:
        if (fold(line.given_by), line.words) not in there:
            there.add((fold(line.given_by), line.words))
            made.append(new_comment(unit, cycle_id, given_by=line.given_by, words=line.words, given_on=given_on))
    return Imported(tuple(made), len(lines) - len(made))


def edit_comment(unit: Unit, comment_id: str, field: str, text: str) -> Comment:
    """Sets words, given_by or given_on as typed, or about as "kind:id" ("" for the whole)."""
    comment = _open_comment(unit, comment_id)
    match field:
        case "words" if not nfc(text).strip():
            raise UserError(_("Ghi nội dung ý kiến."))
        case "given_by" if not tidy(text):
            raise UserError(_("Ghi bộ phận hoặc chức vụ đã cho ý kiến."))
        case "words":
            return unit.comments.keep(replace(comment, words=nfc(text).strip()))
        case "given_by":
            return unit.comments.keep(replace(comment, given_by=tidy(text)))
        case "given_on":
            day = typed_day(text, _("Ngày cho ý kiến cần đủ ngày, tháng, năm, như 05/12/2026."))
            return unit.comments.keep(replace(comment, given_on=day))
        case "about":
            kind, _colon, key = text.partition(":")
            return unit.comments.keep(replace(comment, about_kind=kind, about_id=key))
    raise KeyError(field)


def answer_comment(unit: Unit, comment_id: str, decision: str, answer: str, on: date) -> Comment:
    """Answers a comment. Taking it in part or keeping the draft as it is wants an explanation; "" takes back."""
    comment, answer = _open_comment(unit, comment_id), nfc(answer).strip()
    if decision not in COMMENT_DECISIONS:
        raise KeyError(decision)
    if decision in ("partly", "kept") and not answer:
        raise UserError(_("Ghi giải trình: phần nào giữ nguyên, và vì sao."))
    return unit.comments.keep(
        replace(
            comment,
            decision=decision,
            answer=answer,
            answered_by=unit.person if decision else "",
            answered_on=on if decision else None,
        )
    )


def retire_comment(unit: Unit, comment_id: str, reason: str) -> None:
    """Withdraws a comment that was written by mistake; its number is not used again."""
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ ý kiến này."))
    _open_comment(unit, comment_id)
    unit.comments.retire(comment_id, nfc(reason).strip())


STEP_OF = {"goals": 3, "effects": 3, "tasks": 4, "solutions": 5}
"""The step in which that is changed what a comment is about."""


def open_about(unit: Unit, comment_id: str) -> list[int]:
    """Opens what a comment that was taken is about, to change it: its step, and those up to 5 that rest on it, in one
    deed with the comment as reason. The steps that were opened; none when they are open already."""
    comment = _open_comment(unit, comment_id)
    first = STEP_OF.get(comment.about_kind)
    if first is None or comment.decision not in ("accepted", "partly"):
        raise UserError(_("Chỉ ý kiến đã tiếp thu, về một mục cụ thể, mới mở mục đó để sửa."))
    reason = _("Sửa theo ý kiến {code} của {unit}.", code=comment_code(comment), unit=comment.given_by)
    states = [each for each in unit.steps.all(cycle_id=comment.cycle_id) if first <= each.step < STEP]
    locked = [each for each in states if each.state in HANDED_IN]
    unit.steps.keep_all([move(each, "reopen", person=unit.person, at=now(), reason=reason) for each in locked], reason)
    return sorted(each.step for each in locked)


def _open_comment(unit: Unit, comment_id: str) -> Comment:
    comment = unit.comments.get(comment_id)
    demand_open(unit, comment.cycle_id, STEP)
    return comment


# ---- whom the draft was sent to


def asked(unit: Unit, cycle_id: str) -> tuple[AskedUnit, ...]:
    """The units that the draft was sent to."""
    return asked_units(unit.passages.all(cycle_id=cycle_id, paper=PAPER))


def ask_unit(unit: Unit, cycle_id: str, name: str, sent_on: str, answer_by: str) -> AskedUnit:
    """Writes down that the draft went to this unit, on what day, and until when it may answer (days as typed)."""
    made = AskedUnit(
        unit=tidy(name),
        sent_on=typed_day(sent_on, _("Ngày gửi cần đủ ngày, tháng, năm, như 05/12/2026.")),
        answer_by=typed_day(answer_by, _("Hạn trả lời cần đủ ngày, tháng, năm, như 15/12/2026.")),
    )
    if not made.unit:
        raise UserError(_("Ghi tên bộ phận được gửi dự thảo."))
    if made.sent_on is None:
        raise UserError(_("Ghi ngày gửi dự thảo, như 05/12/2026."))
    if made.answer_by and made.answer_by < made.sent_on:
        raise UserError(_("Hạn trả lời phải từ ngày gửi trở đi."))
    before = _asked(unit, cycle_id, made.unit)
    if before is not None:
        made = replace(made, unit=before.unit, no_comment_on=before.no_comment_on)
    return _keep(unit, cycle_id, made)


def ask_units(unit: Unit, cycle_id: str, names: Iterable[str], sent_on: str, answer_by: str) -> list[AskedUnit]:
    """Several units at once, with the same days."""
    return [ask_unit(unit, cycle_id, each, sent_on, answer_by) for each in dict.fromkeys(map(tidy, names)) if each]


def withdraw_asking(unit: Unit, cycle_id: str, name: str) -> None:
    """Takes a unit from the list of those who were asked."""
    write_passage(unit, cycle_id, PAPER, _demand_asked(unit, cycle_id, name).unit, "", STEP)


def note_no_comment(unit: Unit, cycle_id: str, name: str, on: date) -> AskedUnit:
    """A person writes down that this unit has no comment; a deadline that is over does not do so by itself."""
    found = _demand_asked(unit, cycle_id, name)
    if comments_of(found, unit.comments.all(cycle_id=cycle_id, stage=DRAFT)):
        raise UserError(_("{unit} đã có ý kiến, nên không ghi “không có ý kiến”.", unit=found.unit))
    return _keep(unit, cycle_id, replace(found, no_comment_on=on))


def take_back_no_comment(unit: Unit, cycle_id: str, name: str) -> AskedUnit:
    return _keep(unit, cycle_id, replace(_demand_asked(unit, cycle_id, name), no_comment_on=None))


def _asked(unit: Unit, cycle_id: str, name: str) -> AskedUnit | None:
    wanted = fold(tidy(name))
    return next((each for each in asked(unit, cycle_id) if fold(each.unit) == wanted), None)


def _demand_asked(unit: Unit, cycle_id: str, name: str) -> AskedUnit:
    found = _asked(unit, cycle_id, name)
    if found is None:
        raise UserError(_("Dự thảo chưa được gửi cho {unit}.", unit=tidy(name)))
    return found


def _keep(unit: Unit, cycle_id: str, made: AskedUnit) -> AskedUnit:
    write_passage(unit, cycle_id, PAPER, made.unit, written(made), STEP)
    return made
