"""What an editor needs beyond a text: the file behind an answer, how to keep another, and media of the form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.services.answer_files import keep_as_answer
from app.services.evidence import LARGEST, too_heavy
from app.wording import _

if TYPE_CHECKING:
    from app.ui.forms.session import FormSession
    from app.ui.workspace import Workspace


class AnswerDesk:
    """One question of a session, as its editor sees it."""

    def __init__(self, session: FormSession, path: str) -> None:
        self._session = session
        self._path = path

    def point_at(self, path: str) -> None:
        """Stand for another question from now on."""
        self._path = path

    @property
    def workspace(self) -> Workspace:
        return self._session.workspace

    def held(self) -> Evidence | None:
        """The file that the answer names; None when there is none."""
        answer = self._session.answer_to(self._path)
        if answer is None or not answer.value:
            return None
        named = [each for each in self._session.evidence(self._path) if each.name == answer.value]
        return named[-1] if named else None

    def picture(self, evidence: Evidence) -> bytes:
        """A photo's working copy."""
        return self._session.picture(evidence)

    def media(self, name: str) -> bytes | None:
        """A picture that came with the form; None where it did not."""
        return self._session.media(name.removeprefix("jr://images/"))

    def original(self, evidence: Evidence) -> bytes:
        """The bytes as they were given."""
        return self.workspace.read(lambda unit: unit.file(evidence.sha256))

    def take(self, name: str, content: Callable[[], bytes], told: Callable[[str], object]) -> None:
        """Keep a file as the answer, beside the window. told(sentence): what went wrong, "" when it was kept."""
        session, path = self._session, self._path
        form = (session.workspace.cycle_id, session.form_name, session.filling.language)
        deed = _("Trả lời câu {code}", code=session.called(path))
        session.aside(path, deed, lambda unit: keep_as_answer(unit, form, path, name, content), told)

    def remove(self) -> None:
        """Take the file away from the answer; the dossier keeps it as evidence that is not linked."""
        self._session.remove_file(self._path)


def content_of(path: Path) -> bytes:
    """A file's bytes; UserError when it is too large or cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise too_heavy(path.name)
        return path.read_bytes()
    except OSError as failure:
        raise UserError(_("Không đọc được tệp {name}. Kiểm tra thẻ nhớ hoặc quyền đọc.", name=path.name)) from failure
