"""Answers of a form as files for others: an ODK submission with its photos, or tables with the photos beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from app.domain.answers import Answer
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.forms.definition import QuestionType, without_positions
from app.domain.forms.filling import Filling
from app.exchange.submission_tables import csv_text, submission_tables
from app.exchange.submissions import submission_xml
from app.reports.placing import place
from app.services.evidence import evidence_of
from app.services.survey import answers_of, open_form, the_form
from app.storage.unit import Unit
from app.wording import _

KINDS = ("xml", "csv")
FILES = (QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.VIDEO, QuestionType.FILE)
_NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_BESIDE = ("question", "value", "asked", "status", "reason", "note", "answered_by", "answered_at")


def export_submission(unit: Unit, cycle_id: str, name: str, folder: Path, kind: str) -> list[Path]:
    """Writes the answers of a form into a folder; returns the files, the main one first.

    xml: a folder of its own with submission.xml and the photos, as ODK Briefcase keeps them. csv: NAME.csv, one more
    for each repeat, photos in media. Notes, reasons and answers to questions that the form has no longer fit into
    neither and stand in NAME-beside.csv.
    """
    if kind not in KINDS:
        raise UserError(_("Câu trả lời được xuất thành xml hoặc csv, không phải “{kind}”.", kind=kind))
    form = the_form(unit, cycle_id, name)
    filling = open_form(unit, cycle_id, name)
    answers = answers_of(unit, cycle_id, name)
    instance_id = f"uuid:{form.id}"
    carried = _carried(unit, filling, answers)
    names = {path: each.name for path, each in carried.items()}
    ended_at = max((each.answered_at for each in answers.values() if each.answered_at is not None), default=None)
    if kind == "xml":
        folder = folder / f"{name}-{form.id}"
        xml = submission_xml(filling, instance_id, files=names, ended_at=ended_at)
        written = [_write(folder / "submission.xml", xml.encode())]
        media = folder
    else:
        tables = submission_tables(filling, instance_id, files=names, ended_at=ended_at)
        written = [
            _write(folder / f"{'-'.join(filter(None, (name, each.name)))}.csv", _as_csv(each.header, each.rows))
            for each in tables
        ]
        media = folder / "media"
    written += [_write(media / each.name, unit.file(each.evidence.sha256)) for each in carried.values()]
    beside = tuple(_beside(filling, answers))
    if beside:
        written.append(_write(folder / f"{name}-beside.csv", _as_csv(_BESIDE, beside)))
    return written


def _as_csv(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    """With the mark by which Excel knows that it is UTF-8."""
    return csv_text(header, rows).encode("utf-8-sig")


def _write(path: Path, content: bytes) -> Path:
    return place(path, partial(_fill, content=content))


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@dataclass(frozen=True, slots=True)
class _Carried:
    """A file that answers a question. name: under which it goes along, no other file has it."""

    name: str
    evidence: Evidence


def _carried(unit: Unit, filling: Filling, answers: Mapping[str, Answer]) -> dict[str, _Carried]:
    """The files of the questions that are answered with one, and asked now, by path."""
    found: dict[str, _Carried] = {}
    taken: dict[str, str] = {}
    for path in filling.shown_paths():
        answer = answers.get(path)
        if answer is None or not answer.value or filling.form.question(path).type not in FILES:
            continue
        pieces = evidence_of(unit, "answers", answer.id)
        evidence = next((each for each in reversed(pieces) if each.name == answer.value), None)
        if evidence is not None:
            found[path] = _Carried(_free_name(evidence, taken), evidence)
    return found


def _free_name(evidence: Evidence, taken: dict[str, str]) -> str:
    """Its own name where no other file has it, else with a number behind."""
    wanted = PurePath(_NOT_IN_A_FILE_NAME.sub("_", evidence.name).strip(". ") or "file")
    name, number = wanted.name, 1
    while taken.get(name.casefold(), evidence.sha256) != evidence.sha256:
        number += 1
        name = f"{wanted.stem}-{number}{wanted.suffix}"
    taken[name.casefold()] = evidence.sha256
    return name


def _beside(filling: Filling, answers: Mapping[str, Answer]) -> Iterator[tuple[str, ...]]:
    rules = filling.form.model.rules
    for path, answer in answers.items():
        is_asked = without_positions(path) in rules
        if is_asked and not (answer.status or answer.reason or answer.note):
            continue
        at = answer.answered_at.isoformat(timespec="seconds") if answer.answered_at else ""
        asked = "yes" if is_asked else "no"
        yield (path, answer.value, asked, answer.status, answer.reason, answer.note, answer.answered_by, at)
