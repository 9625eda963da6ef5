"""Which editor asks for which kind of answer. The rarer ones are loaded when such a question is met: a survey opens on
none of them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from app.domain.forms.definition import Choice, Question, QuestionType
from app.ui.forms.answer_desk import AnswerDesk
from app.ui.forms.choice_editors import AcknowledgeEditor, ChoiceEditor, DropDownEditor
from app.ui.forms.editor import Editor
from app.ui.forms.line_editors import AreaEditor, LineEditor, PartialDateEditor

__all__ = [
    "AcknowledgeEditor",
    "AreaEditor",
    "ChoiceEditor",
    "DropDownEditor",
    "Editor",
    "LineEditor",
    "make_editor",
    "offer_choices",
]

MANY_CHOICES = 12


@runtime_checkable
class _OffersChoices(Protocol):
    def offer(self, choices: list[Choice]) -> None: ...


_SOUGHT = frozenset(("autocomplete", "search"))


def make_editor(question: Question, choices: list[Choice], language: str, desk: AnswerDesk | None = None) -> Editor:
    """The editor for this kind of question. desk: where files are kept; without one they can be read only."""
    words = set(question.appearance.split())
    match question.type:
        case QuestionType.SELECT_ONE | QuestionType.SELECT_MULTIPLE:
            return _choice_editor(question, choices, language, desk)
        case QuestionType.ACKNOWLEDGE:
            return AcknowledgeEditor(question, language)
        case QuestionType.TEXT if "multiline" in words:
            return AreaEditor()
        case QuestionType.DATE if words & {"month-year", "year"}:
            return PartialDateEditor(question)
        case _:
            return _rare_editor(question, language, desk) or LineEditor(question)


def _rare_editor(question: Question, language: str, desk: AnswerDesk | None) -> Editor | None:
    match question.type:
        case QuestionType.RANK:
            from app.ui.forms.rank_editor import RankEditor

            return RankEditor(language)
        case QuestionType.RANGE if question.start is not None and question.end is not None:
            from app.ui.forms.range_editor import RangeEditor

            return RangeEditor(question)
        case QuestionType.GEOPOINT | QuestionType.GEOTRACE | QuestionType.GEOSHAPE:
            from app.ui.forms.place_editors import GeopointEditor, PointsEditor

            return GeopointEditor() if question.type is QuestionType.GEOPOINT else PointsEditor(question.type)
        case QuestionType.BARCODE:
            from app.ui.forms.barcode_editor import BarcodeEditor

            return BarcodeEditor(question, desk)
        case QuestionType.IMAGE | QuestionType.AUDIO | QuestionType.VIDEO | QuestionType.FILE:
            from app.ui.forms.file_editor import FileEditor

            return FileEditor(question, desk)
    return None


def _choice_editor(question: Question, choices: list[Choice], language: str, desk: AnswerDesk | None) -> Editor:
    """Rows where they can be seen at a glance; a finder over a list that is long, or may grow long."""
    words = set(question.appearance.split())
    if len(choices) > MANY_CHOICES or any(each.startswith(tuple(_SOUGHT)) for each in words):
        from app.ui.forms.long_choice_editor import LongChoiceEditor

        return LongChoiceEditor(question, language)
    if question.type is QuestionType.SELECT_ONE and "minimal" in words:
        return DropDownEditor(language)
    return ChoiceEditor(question, language, desk)


def offer_choices(editor: Editor, choices: list[Choice]) -> None:
    """Give an editor of choices those that are open now; others have none."""
    if isinstance(editor, _OffersChoices):
        editor.offer(choices)
