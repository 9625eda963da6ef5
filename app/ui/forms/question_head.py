"""What is asked: code, place in the form, clause with how sure it is, the question, and where to look."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from app.domain.clauses import CONFIDENCE_WORDS, clause_confidence
from app.domain.forms.definition import Question, QuestionType, text_in
from app.domain.forms.filling import Filling
from app.domain.forms.markdown import plain
from app.services.survey_outline import Section
from app.ui import theme
from app.ui.forms.field_block import GuidanceLine, show_form_picture
from app.ui.forms.hint_box import HintBox
from app.ui.forms.session import FormSession
from app.ui.icons import pixmap
from app.ui.parts import Glyph, column, menu_button, row, text
from app.wording import _


class QuestionHead(QWidget):
    """It stands still above the answer."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = text("", "cap")
        self._where = text("", "small", cut=True)
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._law = QLabel()
        self._clause = text("", "small", cut=True)
        self._clause.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._unchecked = Glyph("warn", 14)
        self.more = menu_button("more", _("Việc khác với câu này"), menu)
        line = row(self._code, gap=6)
        line.addWidget(self._where, 1)
        line.addWidget(self._law)
        line.addWidget(self._clause)
        line.addWidget(self._unchecked)
        line.addStretch(0)
        line.addWidget(self.more)
        line.setAlignment(self._clause, Qt.AlignmentFlag.AlignVCenter)
        self.question = text("", "question", wrap=True)
        self.hint = text("", "second", wrap=True)
        self.notes = text("", "second", wrap=True)
        self.guidance = GuidanceLine()
        self.picture = QLabel()
        self.picture.hide()
        self.box = HintBox()
        beside = (self.notes, self.question, self.hint, self.guidance, self.picture)
        self.setLayout(column(line, *beside, 2, self.box, gap=4))
        self._law.setPixmap(pixmap("law", "text2", 16))

    def show_question(
        self, question: Question, session: FormSession, path: str, section: Section | None, subject: str
    ) -> None:
        """Tell a question of a filled form; subject: the title of the section around its section."""
        filling = session.filling
        language = filling.language
        audit = question.audit
        self._code.setText(question.code)
        self._code.setVisible(bool(question.code))
        instance = session.outline.rows[path].instance
        trail = [each for each in (subject, section.title if section else "", instance) if each]
        self._where.setText("  ›  ".join(dict.fromkeys(trail)))
        self._show_clause(audit.clause if audit else "", audit.edition if audit else "")
        self.question.setText(plain(filling.label(path)))
        hint, notes = plain(filling.hint(path)), "\n".join(notes_before(filling, path))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.guidance.say(plain(filling.guidance(path)))
        if question.media or self.picture.isVisible():
            show_form_picture(self.picture, session, question.media.get("image", {}))
        self.box.say(
            text_in(audit.where, language) if audit else "", text_in(audit.evidence, language) if audit else ""
        )

    def fold(self, folded: bool) -> None:
        """Take less height: one line of where to look, no trail."""
        self.box.set_one_line(folded)
        self._where.setVisible(not folded)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(2 if folded else 4)

    def _show_clause(self, clause: str, edition: str) -> None:
        confidence = clause_confidence(clause)
        sure = _(CONFIDENCE_WORDS[confidence]) if confidence else ""
        shown = _IN_BRACKETS.sub("", clause).strip()
        self._clause.setText(shown)
        self._law.setVisible(bool(shown))
        self._clause.setVisible(bool(shown))
        self._unchecked.setVisible(confidence not in ("", "verified"))
        told = "\n".join(each for each in (shown, edition, sure) if each)
        for each in (self._unchecked, self._law):
            each.setToolTip(told)
        self._unchecked.setAccessibleName(sure)
        self._clause.setAccessibleName(_("Căn cứ: {clause} ({sure})", clause=shown, sure=sure))
        self._clause.setMaximumWidth(theme.px(300))


def notes_before(filling: Filling, path: str) -> list[str]:
    """What the form tells just before a question, as far as it is shown now."""
    base, _slash, name = path.rpartition("/")
    told: list[str] = []
    for child in filling.form.group(base).children:
        if isinstance(child, Question) and child.type is QuestionType.NOTE:
            told.append(child.name)
        elif isinstance(child, Question) and child.name == name:
            return [plain(filling.label(f"{base}/{each}")) for each in told if filling.relevant(f"{base}/{each}")]
        elif not isinstance(child, Question) or child.type.is_asked:
            told = []
    return []


_IN_BRACKETS = re.compile(r"\s*\([^)]*\)$")
"""The form's own word on how sure a clause is stands in brackets at its end; the triangle says it here."""
