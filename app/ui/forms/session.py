"""One form of the dossier while a page works on it: the filled form, its rows, and the deeds that change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import wording
from app.domain.answers import Answer, is_answered
from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.findings import Finding
from app.domain.forms.definition import Question
from app.domain.forms.filling import Filling
from app.services import survey
from app.services.evidence import add_evidence, evidence_of, picture_of
from app.services.survey_findings import raise_finding
from app.services.survey_outline import Outline
from app.storage.unit import Unit
from app.wording import _

if TYPE_CHECKING:
    from app.ui.workspace import Workspace

Piece = tuple[str, Callable[[], bytes]]
"""The name of a file and how to get its bytes; UserError when they cannot be had."""

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
        self._aside = 0
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
        return self.workspace.read(lambda unit: picture_of(unit, evidence))

    def findings(self, path: str) -> list[Finding]:
        answer = self.answer_to(path)
        return self.workspace.read(lambda unit: survey.findings_of(unit, answer.id)) if answer else []

    def _called(self, path: str) -> str:
        """How a deed names a question: its code, or the beginning of its words."""
        return self.question(path).code or f"“{self.filling.label(path)[:40]}”"

    # ---- deeds

    def answer(self, path: str, text: str) -> None:
        self._do(_("Trả lời câu {code}", code=self._called(path)), path, lambda unit: self._answer(unit, path, text))

    def not_applicable(self, path: str, reason: str) -> None:
        self._do(
            _("Ghi câu {code} không áp dụng", code=self._called(path)),
            path,
            lambda unit: survey.mark_not_applicable(unit, self._cycle, self.filling, path, reason),
        )

    def clear(self, path: str) -> None:
        def work(unit: Unit) -> frozenset[str]:
            return survey.clear_answer(unit, self._cycle, self.filling, path)

        if is_answered(self.answer_to(path)):
            self._do(_("Xóa câu trả lời {code}", code=self._called(path)), path, work, toast=_("Đã xóa câu trả lời."))

    def note(self, path: str, text: str) -> None:
        def work(unit: Unit) -> frozenset[str]:
            survey.write_note(unit, self._cycle, self.filling, path, text)
            return frozenset({path})

        self._do(_("Ghi chú câu {code}", code=self._called(path)), path, work)

    def add_evidence(self, path: str, pieces: Sequence[Piece], told: Callable[[list[str]], object]) -> None:
        """Add photos and files beside the window, which stays alive. told(sentences): what could not be added."""
        self._aside += 1

        def work(unit: Unit) -> list[str]:
            answer = survey.record_of(unit, self._cycle, self.filling, path)
            return [wrong for name, content in pieces if (wrong := _add(unit, answer.id, name, content))]

        def done(wrong: list[str]) -> None:
            self._aside -= 1
            self._read_again(path)
            told(wrong)

        def failed(mistake: UserError) -> None:
            self._aside -= 1
            told([str(mistake)])

        words = _("Đang thêm bằng chứng…")
        self.workspace.run_aside(
            _("Thêm bằng chứng câu {code}", code=self._called(path)), work, done, failed, words=words, owner=self
        )

    def raise_finding(self, path: str) -> Finding:
        """The finding this answer raises, made when there is none yet."""
        raised: list[Finding] = []

        def work(unit: Unit) -> frozenset[str]:
            raised.append(raise_finding(unit, self._cycle, self.filling, path))
            return frozenset({path})

        self._do(_("Nêu phát hiện từ câu {code}", code=self._called(path)), path, work)
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

        self._do(
            _("Gỡ bằng chứng câu {code}", code=self._called(path)),
            path,
            work,
            toast=_("Đã gỡ bằng chứng khỏi câu này."),
        )

    # ---- what others did

    def take(self, changes: Changes) -> tuple[str, ...] | None:
        """Read again what was not done here: the questions concerned; None when nothing of this form changed."""
        if self._busy or not changes.touches(*_KINDS) or self._is_own_evidence(changes):
            return None
        ids = changes.ids.get("answers", frozenset())
        before = self.outline.answers
        self._load()
        by_id = {each.id: path for side in (before, self.outline.answers) for path, each in side.items()}
        paths = (by_id[each] for each in sorted(ids) if each in by_id)
        return tuple(path for path in paths if path in self.outline.rows)

    # ---- inside

    def _is_own_evidence(self, changes: Changes) -> bool:
        """Evidence added aside is shown when it is done; nobody is taken back to its question for it."""
        kinds = {kind for kind, ids in changes.ids.items() if ids}
        return self._aside > 0 and "evidence" in kinds and kinds <= {"answers", "evidence", "links"}

    def _read_again(self, path: str) -> None:
        """One question anew from the file."""
        answers, evidence, findings = self.workspace.read(lambda unit: self._one(unit, path))
        self._take_over(answers, path, evidence, findings, frozenset({path}))

    def _one(self, unit: Unit, path: str) -> tuple[dict[str, Answer], int, int]:
        found = survey.answers_of(unit, self._cycle, self.form_name, path)
        evidence, findings = survey.evidence_counts(unit, found), survey.finding_counts(unit, found)
        return found, evidence.get(path, 0), findings.get(path, 0)

    def _take_over(
        self, answers: dict[str, Answer], path: str, evidence: int, findings: int, touched: frozenset[str]
    ) -> None:
        outline = self.outline
        outline.answers |= answers
        outline.evidence[path], outline.findings[path] = evidence, findings
        outline.refresh(touched)
        self.changed.emit(touched)

    @property
    def _cycle(self) -> str:
        return self.workspace.cycle_id

    def _answer(self, unit: Unit, path: str, text: str) -> frozenset[str]:
        return survey.answer_question(unit, self._cycle, self.filling, path, text)

    def _do(self, deed: str, path: str, work: Callable[[Unit], frozenset[str]], toast: str = "") -> None:
        def kept(unit: Unit) -> tuple[frozenset[str], dict[str, Answer], int, int]:
            touched = work(unit) | {path}
            found, evidence, findings = self._one(unit, path)
            for other in touched - {path}:
                found |= survey.answers_of(unit, self._cycle, self.form_name, other)
            return touched, found, evidence, findings

        with self._own_deed():
            touched, found, evidence, findings = self.workspace.run(deed, kept, toast=toast)
        self._take_over(found, path, evidence, findings, touched)

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
            return self.workspace.notice
        return survey.lock_reason(unit, self._cycle)


def _add(unit: Unit, answer_id: str, name: str, content: Callable[[], bytes]) -> str:
    """What is wrong with a file, in words; "" when it was added."""
    try:
        add_evidence(unit, content(), name, linked_to=("answers", answer_id))
    except UserError as mistake:
        return str(mistake)
    return ""
