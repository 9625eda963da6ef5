"""Answers of a form as files for others: an ODK submission with its photos, or tables with the photos beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePath

from app.domain.answers import Answer, PinnedForm
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.forms.definition import QuestionType, without_positions
from app.domain.forms.filling import Filling
from app.exchange.submission_tables import csv_text, submission_tables
from app.exchange.submissions import submission_xml
from app.reports.placing import place
from app.services.evidence import evidence_of, shown_sha256
from app.services.survey import answers_of, open_form, the_form
from app.storage.unit import Unit
from app.wording import _

KINDS = ("xml", "csv")
FILES = (QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.VIDEO, QuestionType.FILE)
_NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_BESIDE = ("question", "value", "asked", "status", "reason", "note", "files", "answered_by", "answered_at")


def export_submission(unit: Unit, cycle_id: str, name: str, folder: Path, kind: str) -> list[Path]:
    """Writes the answers of a form into a folder; returns the files, the main one first.

    xml: a folder of its own with submission.xml and the files that answer a question, as ODK Briefcase keeps them. csv:
    NAME.csv, one more for each repeat, the files in media. What fits into neither stands in NAME-beside.csv: notes,
    reasons, answers to questions that the form has no longer, and photos that prove an answer (they lie in media too).
    A photo goes along as it is shown, with its blurs.
    """
    if kind not in KINDS:
        raise UserError(_("Câu trả lời được xuất thành xml hoặc csv, không phải “{kind}”.", kind=kind))
    export = _Export.of(unit, cycle_id, name)
    if kind == "xml":
        folder = folder / f"{name}-{export.form.id}"
        xml = submission_xml(export.filling, export.instance_id, files=export.names, ended_at=export.ended_at)
        written = [_write(folder / "submission.xml", xml.encode())]
        written += export.write_files(export.answering, folder)
    else:
        tables = submission_tables(export.filling, export.instance_id, files=export.names, ended_at=export.ended_at)
        written = [
            _write(folder / f"{'-'.join(filter(None, (name, each.name)))}.csv", _as_csv(each.header, each.rows))
            for each in tables
        ]
        written += export.write_files(export.answering, folder / "media")
    beside = tuple(export.beside())
    if beside:
        written.append(_write(folder / f"{name}-beside.csv", _as_csv(_BESIDE, beside)))
    proofs = [each for path in export.proving for each in export.proving[path]]
    return written + export.write_files(proofs, folder / "media")


@dataclass(frozen=True, slots=True)
class _Carried:
    """A file that goes along. path: of the question; name: under which it goes, no other file has it."""

    path: str
    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Export:
    """What is given away. answering: files that are an answer; proving: files that prove one, by path."""

    unit: Unit
    form: PinnedForm
    filling: Filling
    answers: Mapping[str, Answer]
    answering: tuple[_Carried, ...]
    proving: Mapping[str, tuple[_Carried, ...]]

    @classmethod
    def of(cls, unit: Unit, cycle_id: str, name: str) -> _Export:
        filling, answers = open_form(unit, cycle_id, name), answers_of(unit, cycle_id, name)
        pieces = {path: evidence_of(unit, "answers", each.id) for path, each in answers.items()}
        chosen = dict(_answering(filling, answers, pieces))
        taken: dict[str, str] = {}
        answering = tuple(_Carried(path, _free_name(each, taken), each) for path, each in chosen.items())
        proving = {
            path: tuple(_Carried(path, _free_name(each, taken), each) for each in found if each != chosen.get(path))
            for path, found in pieces.items()
        }
        return cls(unit, the_form(unit, cycle_id, name), filling, answers, answering, proving)

    @property
    def instance_id(self) -> str:
        return f"uuid:{self.form.id}"

    @property
    def names(self) -> dict[str, str]:
        return {each.path: each.name for each in self.answering}

    @property
    def ended_at(self) -> datetime | None:
        return max((each.answered_at for each in self.answers.values() if each.answered_at is not None), default=None)

    def write_files(self, files: Iterable[_Carried], folder: Path) -> list[Path]:
        each_once = {each.name: each.evidence for each in files}
        return [_write(folder / name, self.unit.file(shown_sha256(each))) for name, each in each_once.items()]

    def beside(self) -> Iterator[tuple[str, ...]]:
        rules = self.filling.form.model.rules
        for path, answer in self.answers.items():
            is_asked = without_positions(path) in rules
            files = "; ".join(each.name for each in self.proving[path])
            if is_asked and not (answer.status or answer.reason or answer.note or files):
                continue
            at = answer.answered_at.isoformat(timespec="seconds") if answer.answered_at else ""
            said = (answer.status, answer.reason, answer.note, files, answer.answered_by, at)
            yield (path, answer.value, "yes" if is_asked else "no", *said)


def _answering(
    filling: Filling, answers: Mapping[str, Answer], pieces: Mapping[str, list[Evidence]]
) -> Iterator[tuple[str, Evidence]]:
    """The files of the questions that are answered with one, and asked now, by path."""
    for path in filling.shown_paths():
        if path in answers and answers[path].value and filling.form.question(path).type in FILES:
            found = [each for each in pieces[path] if each.name == answers[path].value]
            if found:
                yield path, found[-1]


def _as_csv(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    """With the mark by which Excel knows that it is UTF-8."""
    return csv_text(header, rows).encode("utf-8-sig")


def _write(path: Path, content: bytes) -> Path:
    return place(path, partial(_fill, content=content))


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _free_name(evidence: Evidence, taken: dict[str, str]) -> str:
    """Its own name where no other file has it, else with a number behind."""
    wanted = PurePath(_NOT_IN_A_FILE_NAME.sub("_", evidence.name).strip(". ") or "file")
    suffix = ".jpg" if evidence.edited_sha256 else wanted.suffix
    name, number, sha256 = f"{wanted.stem}{suffix}", 1, shown_sha256(evidence)
    while taken.get(name.casefold(), sha256) != sha256:
        number += 1
        name = f"{wanted.stem}-{number}{suffix}"
    taken[name.casefold()] = sha256
    return name
