"""Answers to the questions of a form, and the form as it stood when it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedForm:
    """A form as it stands in this dossier. xform is what runs; source the text table it was written as.

    name: the form's file name ("survey"); step: the step of the programme it belongs to; sha256 of source.
    """

    id: str
    cycle_id: str
    name: str
    step: int
    title: str
    version: str
    sha256: str
    source: str
    xform: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """A file that a form reads beside itself (a choice list, a media file). name: as the form calls it ("areas.csv");
    its bytes are found by sha256, like those of evidence."""

    id: str
    cycle_id: str
    form: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question's answer in one cycle.

    form: the name of the pinned form. question: the XPath of the node, /survey/s5/labels, with positions on
    repeats. value: as typed, NFC. status: "" (the value speaks) or "not_applicable" (then reason says why).
    """

    id: str
    cycle_id: str
    form: str
    question: str
    value: str = ""
    status: str = ""
    reason: str = ""
    note: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


def is_answered(answer: Answer | None) -> bool:
    return answer is not None and (answer.value != "" or answer.status == "not_applicable")
