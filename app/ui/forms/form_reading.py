"""One form of the dossier as it stands: the filled form, its rows, and what hangs on each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import wording
from app.domain.answers import Answer
from app.domain.evidence import Evidence
from app.domain.findings import Finding
from app.domain.forms.definition import Question, text_in
from app.domain.forms.filling import Filling
from app.services import survey
from app.services.evidence import evidence_of, picture_of
from app.services.survey_outline import Outline
from app.storage.unit import Unit

if TYPE_CHECKING:
    from app.ui.workspace import Workspace


class FormReading(QObject):
    """locked: why the answers can be read but not changed, in words; "" while they can."""

    def __init__(self, workspace: Workspace, form_name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.form_name = form_name
        self._fallen: dict[str, str] = {}
        self.outline: Outline
        self.locked = ""
        self._load()

    @property
    def filling(self) -> Filling:
        return self.outline.filling

    def question(self, path: str) -> Question:
        return self.filling.form.question(path)

    def answer_to(self, path: str) -> Answer | None:
        return self.outline.answers.get(path)

    def evidence(self, path: str) -> list[Evidence]:
        answer = self.answer_to(path)
        return self.workspace.read(lambda unit: evidence_of(unit, "answers", answer.id)) if answer else []

    def picture(self, evidence: Evidence) -> bytes:
        return self.workspace.read(lambda unit: picture_of(unit, evidence))

    def findings(self, path: str) -> list[Finding]:
        answer = self.answer_to(path)
        return self.workspace.read(lambda unit: survey.findings_of(unit, answer.id)) if answer else []

    def called(self, path: str) -> str:
        """How a deed names a question: its code, or the beginning of its words."""
        return self.question(path).code or f"“{self.filling.label(path)[:40]}”"

    def fallen(self, path: str) -> str:
        """The choice that fell away here because another answer no longer allows it, in words; "" for none."""
        return "" if self.filling.value(path) else self._fallen.get(path, "")

    def media(self, name: str) -> bytes | None:
        """A picture that the form shows with a question or choice; None when it did not come with the form."""

        def find(unit: Unit) -> bytes | None:
            files = unit.form_files.all(cycle_id=self._cycle, form=self.form_name, name=name)
            return unit.file(files[0].sha256) if files else None

        return self.workspace.read(find)

    def section_name(self, path: str) -> str:
        """What a group or a repeated section is called."""
        group = self.filling.form.group(path)
        return text_in(group.label, self.filling.language) or group.name

    # ---- inside

    @property
    def _cycle(self) -> str:
        return self.workspace.cycle_id

    def _load(self) -> None:
        self.outline = self.workspace.read(self._outline)
        self.locked = self.workspace.read(self._why_locked)

    def _outline(self, unit: Unit) -> Outline:
        return self._outline_of(unit, survey.open_form(unit, self._cycle, self.form_name, wording.language()))

    def _outline_of(self, unit: Unit, filling: Filling) -> Outline:
        answers = survey.answers_of(unit, self._cycle, self.form_name)
        return Outline(filling, answers, survey.evidence_counts(unit, answers), survey.finding_counts(unit, answers))

    def _why_locked(self, unit: Unit) -> str:
        if self.workspace.read_only:
            return self.workspace.notice
        return survey.lock_reason(unit, self._cycle)
