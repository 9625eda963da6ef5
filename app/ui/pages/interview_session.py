"""One talk while it is held: its questions, what was said to them, and the deeds that keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app import wording
from app.domain.changes import Changes
from app.domain.forms.definition import text_in
from app.domain.interviews import Interview, Statement
from app.services import interviews, survey
from app.services.interviews import NAMED
from app.services.survey_outline import Outline
from app.storage.unit import Unit
from app.ui.pages.interview_start import Range
from app.ui.pages.interview_talk import Asked
from app.ui.workspace import Workspace
from app.wording import _

FORM = "survey"


class TalkSession:
    """Each deed is one unit of work, durable when the method returns; UserError is the caller's to show."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.interview: Interview | None = None
        self.paths: list[str] = []
        self.at = 0
        self.said: dict[str, Statement] = {}
        self.locked = ""
        self.is_own = False
        self._outline: Outline | None = None

    # ---- what stands in the file

    @property
    def outline(self) -> Outline:
        if self._outline is None:
            self.read_form()
        assert self._outline is not None
        return self._outline

    @property
    def key(self) -> str:
        return self.interview.id if self.interview is not None else ""

    @property
    def path(self) -> str:
        """The question one is at; "" where there is none."""
        return self.paths[self.at] if self.paths else ""

    @property
    def is_still(self) -> bool:
        return self.workspace.read_only or bool(self.locked)

    def read_form(self) -> None:
        """The survey as it is answered now: what is asked may have changed."""
        cycle_id, language = self.workspace.cycle_id, wording.language()

        def read(unit: Unit) -> tuple[Outline, str]:
            filling = survey.open_form(unit, cycle_id, FORM, language)
            return Outline(filling, survey.answers_of(unit, cycle_id, FORM)), survey.lock_reason(unit, cycle_id)

        self._outline, self.locked = self.workspace.read(read)

    def find(self, key: str) -> Interview | None:
        return self.workspace.read(lambda unit: unit.interviews.find(key))

    def ranges(self, post: str) -> list[Range]:
        """What one can go through: the questions naming the post, all, and the sections."""
        outline = self.outline
        named = len(interviews.questions_to_ask(outline, NAMED, post)) if post else 0
        whose = _("Câu có chỗ “hỏi ai” nêu {post}", post=post)
        found = [Range("", _("Toàn bộ phiếu"), outline.count().total)]
        found += [
            Range(each.path, f"{each.code}  {each.title}".strip(), outline.count(each).total, each.depth)
            for each in outline.sections
        ]
        return [each for each in (Range(NAMED, whose, named), *found) if each.count]

    def asked(self) -> Asked:
        """The question one is at, with who else was asked it."""
        path, filling, section = self.path, self.outline.filling, self.outline.section_of(self.path)
        question, cycle_id = filling.form.question(path), self.workspace.cycle_id
        heard = self.workspace.read(lambda unit: interviews.said_to(unit, cycle_id, FORM, path))
        others = [interviews.called(each.interview) for each in heard if each.interview.id != self.key]
        levels = [text_in(each.label, filling.language) for each in filling.choices(path)] if question.is_level else []
        return Asked(
            path=path,
            code=question.code,
            section=section.title if section else "",
            label=filling.label(path),
            where=text_in(question.audit.where, filling.language) if question.audit else "",
            levels=levels,
            others=_("Đã hỏi câu này: {posts}", posts=", ".join(others)) if others else "",
        )

    # ---- going about

    def open(self, interview: Interview, path: str = "") -> None:
        """Go on with a talk, at this question or at the first one nothing was said to."""
        self.interview = interview
        self.paths = interviews.questions_to_ask(self.outline, interview.section, interview.post)
        self.said = self._read_said()
        for each in (*self.said, path):
            if each and each not in self.paths and each in self.outline.rows:
                self.paths.append(each)
        unsaid = next((at for at, each in enumerate(self.paths) if each not in self.said), 0)
        self.at = self.paths.index(path) if path in self.paths else unsaid

    def close(self) -> None:
        self.interview, self.paths, self.said, self.at = None, [], {}, 0

    def step(self, by: int) -> bool:
        """Whether there was a question to go to."""
        if not 0 <= self.at + by < len(self.paths):
            return False
        self.at += by
        return True

    def follow(self, changes: Changes) -> bool:
        """Read again what was kept, or taken back. Whether another question is shown now: an undo is gone to."""
        before, self.said = self.said, self._read_said()
        ids = changes.ids.get("statements", frozenset())
        touched = [path for side in (self.said, before) for path, each in side.items() if each.id in ids]
        if self.is_own or not touched or self.path in touched or touched[0] not in self.paths:
            return False
        self.at = self.paths.index(touched[0])
        return True

    # ---- deeds

    def begin(self, fields: dict[str, str]) -> None:
        """A talk begins, and is kept."""
        cycle_id = self.workspace.cycle_id
        deed = _("Bắt đầu phỏng vấn {post}", post=fields["post"])
        with self._own():
            made = self.workspace.run(deed, lambda unit: interviews.start_interview(unit, cycle_id, **fields))
        self.open(made)

    def end(self) -> None:
        key, post = self.key, self.interview.post if self.interview else ""
        self._run(_("Kết thúc phỏng vấn {post}", post=post), lambda unit: interviews.end_interview(unit, key))

    def say(self, words: str) -> None:
        key, path = self.key, self.path
        deed = _("Ghi lời {post} ở câu {code}", **self._names())
        self._run(deed, lambda unit: interviews.say(unit, key, FORM, path, words))

    def see_level(self, level: str) -> None:
        key, path = self.key, self.path
        deed = _("Ghi mức {post} nói ở câu {code}", **self._names())
        self._run(deed, lambda unit: interviews.see_level(unit, key, FORM, path, level))

    def mark(self, marked: bool) -> None:
        key, path = self.key, self.path
        deed = _("Đánh dấu lời {post} ở câu {code}", **self._names())
        self._run(deed, lambda unit: interviews.mark_to_check(unit, key, FORM, path, marked=marked))

    # ---- inside

    def _run(self, deed: str, work: Callable[[Unit], object]) -> None:
        with self._own():
            self.workspace.run(deed, work)

    @contextmanager
    def _own(self) -> Iterator[None]:
        self.is_own = True
        try:
            yield
        finally:
            self.is_own = False

    def _names(self) -> dict[str, str]:
        row = self.outline.rows[self.path]
        return {"post": self.interview.post if self.interview else "", "code": row.code or f"“{row.label[:40]}”"}

    def _read_said(self) -> dict[str, Statement]:
        key = self.key
        return self.workspace.read(lambda unit: interviews.said_in(unit, key, FORM))
