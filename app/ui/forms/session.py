"""One form of the dossier while a page works on it: the filled form, its rows, and the deeds that change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import wording
from app.domain.answers import Answer
from app.domain.changes import Changes
from app.domain.evidence import Evidence
from app.domain.findings import Finding
from app.domain.forms.definition import Question
from app.domain.forms.filling import Filling
from app.services import survey
from app.services.evidence import add_evidence, evidence_of
from app.services.survey_findings import raise_finding
from app.services.survey_outline import Outline
from app.storage.unit import Unit
from app.wording import _

if TYPE_CHECKING:
    from app.ui.workspace import Workspace

_KINDS = ("answers", "forms", "steps", "evidence", "links", "findings")


class FormSession(QObject):
    """Every deed is one unit of work and is durable when the method returns; UserError is the caller's to show.

    changed(paths): these questions changed by a deed of this session. What changed otherwise (undo, redo, another
    page) comes in through take().
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, form_name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.form_name = form_name
        self._busy = False
        self.outline: Outline
        self.locked = ""
        self._load()

    # ---- what stands in the file

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
        return self.workspace.read(lambda unit: unit.working_copy(evidence.sha256))

    def findings(self, path: str) -> list[Finding]:
        answer = self.answer_to(path)
        return self.workspace.read(lambda unit: survey.findings_of(unit, answer.id)) if answer else []

    # ---- deeds

    def answer(self, path: str, text: str) -> None:
        self._do(_("Trả lời câu hỏi"), path, lambda unit: self._answer(unit, path, text))

    def not_applicable(self, path: str, reason: str) -> None:
        self._do(
            _("Ghi không áp dụng"),
            path,
            lambda unit: survey.mark_not_applicable(unit, self._cycle, self.filling, path, reason),
        )

    def clear(self, path: str) -> None:
        self._do(_("Xóa câu trả lời"), path, lambda unit: survey.clear_answer(unit, self._cycle, self.filling, path))

    def note(self, path: str, text: str) -> None:
        def work(unit: Unit) -> frozenset[str]:
            survey.write_note(unit, self._cycle, self.filling, path, text)
            return frozenset({path})

        self._do(_("Ghi chú"), path, work)

    def add_evidence(self, path: str, content: bytes, name: str) -> None:
        def work(unit: Unit) -> frozenset[str]:
            answer = survey.record_of(unit, self._cycle, self.filling, path)
            add_evidence(unit, content, name, linked_to=("answers", answer.id))
            return frozenset({path})

        self._do(_("Thêm bằng chứng"), path, work)

    def raise_finding(self, path: str) -> Finding:
        """The finding this answer raises, made when there is none yet."""
        raised: list[Finding] = []

        def work(unit: Unit) -> frozenset[str]:
            raised.append(raise_finding(unit, self._cycle, self.filling, path))
            return frozenset({path})

        self._do(_("Nêu phát hiện"), path, work)
        return raised[0]

    def caption(self, path: str, evidence_id: str, text: str) -> None:
        def work(unit: Unit) -> frozenset[str]:
            survey.caption_evidence(unit, evidence_id, text)
            return frozenset({path})

        self._do(_("Ghi tên bằng chứng"), path, work)

    def remove_evidence(self, path: str, evidence_id: str) -> None:
        answer = self.answer_to(path)

        def work(unit: Unit) -> frozenset[str]:
            if answer:
                survey.unlink_evidence(unit, answer.id, evidence_id)
            return frozenset({path})

        self._do(_("Gỡ bằng chứng"), path, work)

    # ---- what others did

    def take(self, changes: Changes) -> tuple[str, ...] | None:
        """Read again what was not done here: the questions concerned; None when nothing of this form changed."""
        if self._busy or not changes.touches(*_KINDS):
            return None
        ids = changes.ids.get("answers", frozenset())
        before = self.outline.answers
        self._load()
        by_id = {each.id: path for side in (before, self.outline.answers) for path, each in side.items()}
        return tuple(by_id[each] for each in sorted(ids) if each in by_id)

    # ---- inside

    @property
    def _cycle(self) -> str:
        return self.workspace.cycle_id

    def _answer(self, unit: Unit, path: str, text: str) -> frozenset[str]:
        return survey.answer_question(unit, self._cycle, self.filling, path, text)

    def _do(self, deed: str, path: str, work: Callable[[Unit], frozenset[str]]) -> None:
        def kept(unit: Unit) -> tuple[frozenset[str], dict[str, Answer], int, int]:
            touched = work(unit)
            found = survey.answers_of(unit, self._cycle, self.form_name, path)
            for other in touched - {path}:
                found |= survey.answers_of(unit, self._cycle, self.form_name, other)
            evidence, findings = survey.evidence_counts(unit, found), survey.finding_counts(unit, found)
            return touched, found, evidence.get(path, 0), findings.get(path, 0)

        with self._own_deed():
            touched, found, evidence, findings = self.workspace.run(deed, kept)
        outline = self.outline
        outline.answers |= found
        outline.evidence[path], outline.findings[path] = evidence, findings
        outline.refresh(touched | {path})
        self.changed.emit(touched | {path})

    @contextmanager
    def _own_deed(self) -> Iterator[None]:
        """Until the deed is committed the filled form may be ahead of the file; a failure takes it back."""
        self._busy = True
        try:
            yield
        except BaseException:
            self._load()
            raise
        finally:
            self._busy = False

    def _load(self) -> None:
        self.outline = self.workspace.read(self._outline)
        self.locked = self.workspace.read(self._why_locked)

    def _outline(self, unit: Unit) -> Outline:
        filling = survey.open_form(unit, self._cycle, self.form_name, wording.language())
        answers = survey.answers_of(unit, self._cycle, self.form_name)
        return Outline(filling, answers, survey.evidence_counts(unit, answers), survey.finding_counts(unit, answers))

    def _why_locked(self, unit: Unit) -> str:
        if self.workspace.read_only:
            return self.workspace.store.notice
        return survey.lock_reason(unit, self._cycle)
