"""Which editor asks for which kind of answer."""

from __future__ import annotations

from app.domain.forms.definition import Choice, Question, QuestionType
from app.ui.forms.answer_desk import AnswerDesk
from app.ui.forms.barcode_editor import BarcodeEditor
from app.ui.forms.choice_editors import AcknowledgeEditor, ChoiceEditor, DropDownEditor
from app.ui.forms.editor import Editor
from app.ui.forms.file_editor import FileEditor
from app.ui.forms.line_editors import AreaEditor, LineEditor, PartialDateEditor
from app.ui.forms.long_choice_editor import LongChoiceEditor
from app.ui.forms.place_editors import GeopointEditor, PointsEditor
from app.ui.forms.range_editor import RangeEditor
from app.ui.forms.rank_editor import RankEditor

__all__ = [
    "AcknowledgeEditor",
    "AreaEditor",
    "ChoiceEditor",
    "DropDownEditor",
    "Editor",
    "LineEditor",
    "LongChoiceEditor",
    "make_editor",
    "offer_choices",
]

MANY_CHOICES = 12
_SOUGHT = frozenset(("autocomplete", "search"))


def make_editor(question: Question, choices: list[Choice], language: str, desk: AnswerDesk | None = None) -> Editor:
    """The editor for this kind of question. desk: where files are kept; without one they can be read only."""
    words = set(question.appearance.split())
    match question.type:
        case QuestionType.SELECT_ONE | QuestionType.SELECT_MULTIPLE:
            return _choice_editor(question, choices, language, desk)
        case QuestionType.RANK:
            return RankEditor(language)
        case QuestionType.ACKNOWLEDGE:
            return AcknowledgeEditor(question, language)
        case QuestionType.RANGE if question.start is not None and question.end is not None:
            return RangeEditor(question)
        case QuestionType.TEXT if "multiline" in words:
            return AreaEditor()
        case QuestionType.DATE if words & {"month-year", "year"}:
            return PartialDateEditor(question)
        case QuestionType.GEOPOINT:
            return GeopointEditor()
        case QuestionType.GEOTRACE | QuestionType.GEOSHAPE:
            return PointsEditor(question.type)
        case QuestionType.BARCODE:
            return BarcodeEditor(question, desk)
        case QuestionType.IMAGE | QuestionType.AUDIO | QuestionType.VIDEO | QuestionType.FILE:
            return FileEditor(question, desk)
        case _:
            return LineEditor(question)


def _choice_editor(question: Question, choices: list[Choice], language: str, desk: AnswerDesk | None) -> Editor:
    """Rows where they can be seen at a glance; a finder over a list that is long, or may grow long."""
    words = set(question.appearance.split())
    if len(choices) > MANY_CHOICES or any(each.startswith(tuple(_SOUGHT)) for each in words):
        return LongChoiceEditor(question, language)
    if question.type is QuestionType.SELECT_ONE and "minimal" in words:
        return DropDownEditor(language)
    return ChoiceEditor(question, language, desk)


def offer_choices(editor: Editor, choices: list[Choice]) -> None:
    """Give an editor of choices those that are open now; others have none."""
    if isinstance(editor, ChoiceEditor | DropDownEditor | LongChoiceEditor | RankEditor):
        editor.offer(choices)
