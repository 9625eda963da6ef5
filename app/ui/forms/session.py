"""One form of the dossier while a page works on it: the filled form, its rows, and the deeds that change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.answers import Answer, is_answered
from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.findings import Finding
from app.services import repeats, survey
from app.services.answer_files import unlink_named
from app.services.typed_values import as_value
from app.storage.unit import Unit
from app.ui.evidence_adding import Outcome, Piece, add_pieces
from app.ui.forms.form_reading import FormReading
from app.wording import _

if TYPE_CHECKING:
    from app.ui.workspace import Workspace

MANY_TOUCHED = 12
"""Beyond this many questions all answers are read at once."""

_KINDS = ("answers", "forms", "steps", "evidence", "links", "findings")


class FormSession(FormReading):
    """Every deed is one unit of work and is durable when the method returns; UserError is the caller's to show.

    changed(paths): these questions changed by a deed of this session. What changed otherwise (undo, redo, another
    page) comes in through take(). restructured: instances of a repeated section came or went; changed follows.
    """

    changed = Signal(object)
    restructured = Signal()

    def __init__(self, workspace: Workspace, form_name: str, parent: QObject | None = None) -> None:
        super().__init__(workspace, form_name, parent)
        self._busy = False
        self._aside = 0

    # ---- deeds

    def answer(self, path: str, text: str) -> None:
        as_value(self.question(path).type, text)  # refused here, nothing was begun that would have to be taken back
        self._do(_("Trả lời câu {code}", code=self.called(path)), path, lambda unit: self._answer(unit, path, text))

    def not_applicable(self, path: str, reason: str) -> None:
        self._do(
            _("Ghi câu {code} không áp dụng", code=self.called(path)),
            path,
            lambda unit: survey.mark_not_applicable(unit, self._cycle, self.filling, path, reason),
        )

    def clear(self, path: str) -> None:
        def work(unit: Unit) -> frozenset[str]:
            return survey.clear_answer(unit, self._cycle, self.filling, path)

        if is_answered(self.answer_to(path)):
            self._do(_("Xóa câu trả lời {code}", code=self.called(path)), path, work, toast=_("Đã xóa câu trả lời."))

    def note(self, path: str, text: str) -> None:
        def work(unit: Unit) -> frozenset[str]:
            survey.write_note(unit, self._cycle, self.filling, path, text)
            return frozenset({path})

        self._do(_("Ghi chú câu {code}", code=self.called(path)), path, work)

    def add_evidence(self, path: str, pieces: Sequence[Piece], told: Callable[[list[str]], object]) -> None:
        """Add photos and files beside the window, each safe as soon as it is read. told(sentences): what could not be
        added."""
        self._aside += 1

        def link(unit: Unit) -> tuple[str, str]:
            return "answers", survey.record_of(unit, self._cycle, self.filling, path).id

        def ended(outcome: Outcome) -> None:
            self._aside -= 1
            told(outcome.wrong)

        deed = _("Thêm bằng chứng câu {code}", code=self.called(path))
        add_pieces(
            self.workspace,
            pieces,
            deed=deed,
            link=link,
            ended=ended,
            each=lambda _added: self._read_again(path),
            owner=self,
        )

    def aside(self, path: str, deed: str, work: Callable[[Unit], str], told: Callable[[str], object]) -> None:
        """A deed beside the window that answers a question: work keeps and returns the value. told(sentence): what went
        wrong, "" when it was kept."""
        self._aside += 1

        def done(kept: str) -> None:
            self._aside -= 1
            touched = self.filling.answer(path, kept) | {path}
            found, evidence, findings = self.workspace.read(lambda unit: self._all(unit, path, touched))
            self._take_over(found, path, evidence, findings, touched)
            told("")

        def failed(mistake: UserError) -> None:
            self._aside -= 1
            told(str(mistake))

        self.workspace.run_aside(deed, work, done, failed, words=_("Đang lưu tệp…"), owner=self)

    def remove_file(self, path: str) -> None:
        """Take the file away from an answer; it stays in the dossier as evidence that is linked to nothing."""

        def work(unit: Unit) -> frozenset[str]:
            unlink_named(unit, self._cycle, self.filling, path)
            return survey.clear_answer(unit, self._cycle, self.filling, path)

        self._do(_("Bỏ tệp ở câu {code}", code=self.called(path)), path, work, toast=_("Đã bỏ tệp khỏi câu trả lời."))

    def add_instance(self, repeat_path: str) -> str:
        """A new instance at the end of a repeated section; its path."""
        words = _("Thêm mục vào “{section}”", section=self.section_name(repeat_path))
        self._restructure(words, lambda unit: repeats.add_instance(unit, self._cycle, self.filling, repeat_path))
        return self.filling.instances(repeat_path)[-1]

    def remove_instance(self, path: str) -> None:
        """Take an instance away with its answers; undo brings it back."""
        which = {"section": self.section_name(path), "place": path.rpartition("[")[2].rstrip("]")}
        toast = _("Đã bỏ {section} {place}.", **which)

        def work(unit: Unit) -> frozenset[str]:
            return repeats.remove_instance(unit, self._cycle, self.filling, path)

        self._restructure(_("Bỏ {section} {place}", **which), work, toast)

    def raise_finding(self, path: str) -> Finding:
        """The finding this answer raises, made when there is none yet."""
        from app.services.survey_findings import raise_finding  # brings the rules of the analysis

        raised: list[Finding] = []

        def work(unit: Unit) -> frozenset[str]:
            raised.append(raise_finding(unit, self._cycle, self.filling, path))
            return frozenset({path})

        self._do(_("Nêu phát hiện từ câu {code}", code=self.called(path)), path, work)
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
            _("Gỡ bằng chứng câu {code}", code=self.called(path)),
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
        if self._has_other_questions(touched):
            self._rebuild()
        else:
            outline.refresh(touched)
        self.changed.emit(touched)

    def _has_other_questions(self, touched: frozenset[str]) -> bool:
        """Whether an answer made instances come or go (a repeat_count)."""
        inside = [each for each in touched if "[" in each and self.filling.form.has_question(each)]
        known = self.outline.rows
        return any((each in known) != self.filling.has(each) for each in inside if self._is_listed(each))

    def _is_listed(self, path: str) -> bool:
        question = self.question(path)
        return question.type.is_asked and not question.read_only

    def _answer(self, unit: Unit, path: str, text: str) -> frozenset[str]:
        return survey.answer_question(unit, self._cycle, self.filling, path, text)

    def _do(self, deed: str, path: str, work: Callable[[Unit], frozenset[str]], toast: str = "") -> None:
        def kept(unit: Unit) -> tuple[frozenset[str], dict[str, Answer], int, int]:
            touched = work(unit) | {path}
            return touched, *self._all(unit, path, touched)

        with self._own_deed():
            touched, found, evidence, findings = self.workspace.run(deed, kept, toast=toast)
        self._note_fallen(path, found)
        self._take_over(found, path, evidence, findings, touched)

    def _all(self, unit: Unit, path: str, touched: frozenset[str]) -> tuple[dict[str, Answer], int, int]:
        """What is kept of the touched questions; evidence and findings of the one that was answered."""
        found, evidence, findings = self._one(unit, path)
        others = touched - {path}
        if len(others) > MANY_TOUCHED:
            every = survey.answers_of(unit, self._cycle, self.form_name)
            found |= {each: every[each] for each in others if each in every}
        else:
            for other in others:
                found |= survey.answers_of(unit, self._cycle, self.form_name, other)
        return found, evidence, findings

    def _note_fallen(self, path: str, found: dict[str, Answer]) -> None:
        """Remember which choices this answer made impossible."""
        self._fallen.pop(path, None)
        for other, answer in found.items():
            before = self.outline.answers.get(other)
            is_choice = self.filling.form.has_question(other) and self.question(other).type.has_choices
            if other != path and is_choice and before is not None and before.value and not answer.value:
                self._fallen[other] = self.outline.rows[other].answer if other in self.outline.rows else before.value

    def _restructure(self, deed: str, work: Callable[[Unit], frozenset[str]], toast: str = "") -> None:
        """A deed after which there are other questions than before."""
        with self._own_deed():
            touched = self.workspace.run(deed, work, toast=toast)
        self._rebuild()
        self.changed.emit(touched)

    def _rebuild(self) -> None:
        """The rows anew, from the filling as it is."""
        self.outline = self.workspace.read(lambda unit: self._outline_of(unit, self.filling))
        self.restructured.emit()

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
