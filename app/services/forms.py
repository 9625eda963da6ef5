"""The forms of a dossier: taking one in, taking one out, going on to a newer edition. Each is a deed of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.answers import Answer, FormFile, PinnedForm
from app.domain.errors import UserError
from app.domain.forms.attachments import file_beside, media_names, read_file, wanted_lists, with_lists
from app.domain.forms.definition import without_positions
from app.domain.forms.editions import EditionChange, Routes, compare
from app.domain.forms.mistakes import Mistake
from app.domain.forms.reading import convert, read_xform
from app.domain.keys import new_key
from app.formats import nfc
from app.services.dossiers import shipped_forms, the_site
from app.services.locks import demand_open, lock_reason
from app.services.profile import PROFILE, carry_over
from app.services.repeats import retire_answer
from app.services.survey import STEP, the_form
from app.storage.unit import Unit
from app.wording import _

__all__ = [
    "AddedForm",
    "EditionChange",
    "ReadyForm",
    "add_form",
    "add_form_file",
    "compare_editions",
    "keep_form",
    "media_file",
    "missing_files",
    "move_to_edition",
    "pin_missing_forms",
    "read_form_file",
    "remove_form",
    "retired_answers",
]

_NOT_IN_A_NAME = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class ReadyForm:
    """A form that was read and found sound. form: its id and cycle are blank. files: the lists, pictures and sounds
    that lie beside it, by name."""

    form: PinnedForm
    advice: tuple[Mistake, ...]
    files: dict[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AddedForm:
    """advice: what the person should know of the form, though it can be used."""

    form: PinnedForm
    advice: tuple[Mistake, ...]


def read_form_file(path: Path) -> ReadyForm:
    """Any XLSForm (.xlsx, .xls, .md) or XForm (.xml) with its files. Takes a second or two, and needs no dossier.

    UserError says the first mistake and how many there are; error.mistakes of FormError has them all.
    """
    read = convert(path)
    form = read_xform(read.xform, path.stem)
    media = ((name, file_beside(path, name)) for name in media_names(read.xform))
    pinned = PinnedForm(
        id="",
        cycle_id="",
        name=_NOT_IN_A_NAME.sub("_", nfc(path.stem)).strip("_").lower() or "form",
        step=STEP,
        title=nfc(path.stem) if form.title in ("", "data") else form.title,  # pyxform's word for a form without one
        version=form.version,
        sha256=hashlib.sha256(read.source.encode()).hexdigest(),
        source=read.source,
        xform=read.xform,
    )
    files = {**read.lists, **{name: content for name, content in media if content is not None}}
    return ReadyForm(pinned, read.advice, files)


def add_form(unit: Unit, cycle_id: str, path: Path) -> AddedForm:
    """Takes a form in, with its files; it is answered like the programme's own. UserError changes nothing."""
    return keep_form(unit, cycle_id, read_form_file(path))


def keep_form(unit: Unit, cycle_id: str, ready: ReadyForm) -> AddedForm:
    """The second half of add_form, for those who read the file beside the window."""
    demand_open(unit, cycle_id, STEP)
    name = ready.form.name
    taken = {each.name for each in unit.forms.all(cycle_id=cycle_id)} | {each.name for each in shipped_forms()}
    if name in taken:
        raise UserError(_("Hồ sơ đã có phiếu tên “{name}”. Đổi tên tệp của phiếu mới rồi thêm lại.", name=name))
    form = unit.forms.keep(replace(ready.form, id=new_key(), cycle_id=cycle_id))
    _keep_files(unit, form, ready.files)
    return AddedForm(form, ready.advice)


def _keep_files(unit: Unit, form: PinnedForm, files: dict[str, bytes]) -> None:
    """These files and no others belong to the form now."""
    known = {each.name: each for each in unit.form_files.all(cycle_id=form.cycle_id, form=form.name)}
    for name, content in files.items():
        before = known.pop(name, None) or FormFile(
            id=new_key(), cycle_id=form.cycle_id, form=form.name, name=name, sha256=""
        )
        unit.form_files.keep(replace(before, sha256=unit.keep_file(content)))
    for each in known.values():
        unit.form_files.retire(each.id)


def missing_files(unit: Unit, cycle_id: str, name: str) -> tuple[str, ...]:
    """The files that a form names and that did not come with it."""
    form = the_form(unit, cycle_id, name)
    known = {each.name for each in unit.form_files.all(cycle_id=cycle_id, form=name)}
    return tuple(each for each in (*wanted_lists(form.xform), *media_names(form.xform)) if each not in known)


def add_form_file(unit: Unit, cycle_id: str, name: str, path: Path) -> None:
    """A list or picture that a form names and that was not beside it when the form was taken in. UserError when the
    form names no such file, or it cannot be read."""
    form = the_form(unit, cycle_id, name)
    demand_open(unit, cycle_id, form.step)
    file_name = nfc(path.name)
    if file_name not in missing_files(unit, cycle_id, name):
        raise UserError(_("“{title}” không cần thêm tệp {file}.", title=form.title, file=file_name))
    content = read_file(path)
    unit.form_files.keep(
        FormFile(id=new_key(), cycle_id=cycle_id, form=name, name=file_name, sha256=unit.keep_file(content))
    )
    unit.forms.keep(replace(form, xform=with_lists(form.xform, {file_name: content})))


def media_file(unit: Unit, cycle_id: str, form: str, name: str) -> bytes | None:
    """A picture or sound that a form shows; None when it did not come with the form."""
    for each in unit.form_files.all(cycle_id=cycle_id, form=form, name=name):
        return unit.file(each.sha256)
    return None


def remove_form(unit: Unit, cycle_id: str, name: str) -> None:
    """Takes a form out that was taken in before, with its answers; photos stay. The programme's own forms stay."""
    demand_open(unit, cycle_id, STEP)
    form = the_form(unit, cycle_id, name)
    if any(each.name == name for each in shipped_forms()):
        raise UserError(_("“{title}” là phiếu của chương trình nên không bỏ được.", title=form.title))
    for answer in unit.answers.all(cycle_id=cycle_id, form=name):
        retire_answer(unit, answer.id)
    for file in unit.form_files.all(cycle_id=cycle_id, form=name):
        unit.form_files.retire(file.id)
    unit.forms.retire(form.id)


def pin_missing_forms(unit: Unit, cycle_id: str) -> tuple[str, ...]:
    """Gives a dossier the programme's forms that did not exist when it was made; the names of those it lacked. A step
    that is handed in or approved is left alone."""
    known = {each.name for each in unit.forms.all(cycle_id=cycle_id)}
    missing = [each for each in shipped_forms() if each.name not in known]
    missing = [each for each in missing if not lock_reason(unit, cycle_id, each.step)]
    for form in missing:
        unit.forms.keep(replace(form, id=new_key(), cycle_id=cycle_id))
        if form.name == PROFILE:
            carry_over(unit, cycle_id, the_site(unit), read_xform(form.xform, PROFILE))
    return tuple(each.name for each in missing)


def compare_editions(
    unit: Unit, cycle_id: str, name: str, newer: ReadyForm | PinnedForm | None = None
) -> EditionChange | None:
    """What another edition would change: the shipped one, or the one given; None when it is the one at hand."""
    pinned = the_form(unit, cycle_id, name)
    other = _other_edition(pinned, newer)
    if other is None:
        return None
    return compare(read_xform(pinned.xform, name), read_xform(other.xform, name))


def _other_edition(pinned: PinnedForm, newer: ReadyForm | PinnedForm | None) -> PinnedForm | None:
    if newer is None:
        newer = next((each for each in shipped_forms() if each.name == pinned.name), None)
    other = newer.form if isinstance(newer, ReadyForm) else newer
    return None if other is None or other.xform == pinned.xform else other


def move_to_edition(unit: Unit, cycle_id: str, name: str, newer: ReadyForm | PinnedForm | None = None) -> EditionChange:
    """Goes on with another edition of a form: each answer follows its question, those of questions that are no more
    stay (retired_answers), and so do photos and findings. UserError when there is no other edition or the step is
    locked."""
    pinned = the_form(unit, cycle_id, name)
    demand_open(unit, cycle_id, pinned.step)
    other = _other_edition(pinned, newer)
    if other is None:
        raise UserError(_("“{title}” đã là bản mới nhất.", title=pinned.title))
    old, new = read_xform(pinned.xform, name), read_xform(other.xform, name)
    unit.forms.keep(replace(other, id=pinned.id, cycle_id=cycle_id, name=name, step=pinned.step))
    if isinstance(newer, ReadyForm):
        _keep_files(unit, pinned, newer.files)
    _follow(unit, cycle_id, name, Routes(old, new))
    return compare(old, new)


def _follow(unit: Unit, cycle_id: str, name: str, routes: Routes) -> None:
    """Whatever names a question by its place goes with it."""
    unit.answers.keep_all(_moved_answers(unit.answers.all(cycle_id=cycle_id, form=name), routes))
    for interview in unit.interviews.all(cycle_id=cycle_id):
        for said in unit.statements.all(interview_id=interview.id, form=name):
            if (place := routes.to(said.question)) is not None and place != said.question:
                unit.statements.keep(replace(said, question=place))
    for finding in unit.findings.all(cycle_id=cycle_id):
        kind, _colon, path = finding.origin.partition(":")
        if kind == "answer" and (place := routes.to(path)) is not None and place != path:
            unit.findings.keep(replace(finding, origin=f"answer:{place}"))
    for each in unit.assignments.all(cycle_id=cycle_id, kind="section"):
        if name == "survey" and (place := routes.to(each.target)) is not None and place != each.target:
            unit.assignments.keep(replace(each, target=place))


def _moved_answers(answers: list[Answer], routes: Routes) -> Iterator[Answer]:
    """Where two would come to one place, the one that was there stays there."""
    taken = {each.question for each in answers if routes.to(each.question) == each.question}
    for answer in answers:
        place = routes.to(answer.question)
        if place is not None and place != answer.question and place not in taken:
            taken.add(place)
            yield replace(answer, question=place)


def retired_answers(unit: Unit, cycle_id: str, name: str) -> list[Answer]:
    """Answers whose question the form no longer has; they stay as they were given."""
    form = read_xform(the_form(unit, cycle_id, name).xform, name)
    answers = unit.answers.all(cycle_id=cycle_id, form=name)
    return [each for each in answers if without_positions(each.question) not in form.model.rules]
