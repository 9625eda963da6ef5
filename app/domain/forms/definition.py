"""What a questionnaire is: groups, questions and choices, with their texts in every language of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.forms.model import Model

Texts = Mapping[str, str]
"""Language code ("vi", "en"; "" in a form without languages) -> text; the form's default language stands first."""

NO_TEXTS: Texts = {}

Media = Mapping[str, Texts]
"""Kind ("image", "big-image", "audio", "video") -> language -> the name of the file that is shown with a text."""

NO_MEDIA: Media = {}


def text_in(texts: Texts, language: str) -> str:
    """The text in that language, or else in the form's default language, or else in any; "" when there is none."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


class QuestionType(StrEnum):
    """What kind of answer a question takes; the words of XLSForm."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"

    @property
    def has_choices(self) -> bool:
        return self in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK)

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it; notes only tell, calculated and hidden values are never seen."""
        return self not in (QuestionType.NOTE, QuestionType.CALCULATE, QuestionType.HIDDEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit needs to know of a question, from its audit: columns.

    subject: one of the nine subjects of step 2, 0 for none. clause: the law or standard behind it, edition: which
    edition. where: where to look, evidence: what typically proves it. weight: its share in the subject's score.
    required_level: the level (1 to 5) that the programme asks for, 0 when it is no level question. finding: the
    finding it raises, of this severity ("high", "medium", "low"), when the answer is at or below finding_when.
    goal: the goal that would mend it, measured by indicator (a key of the indicators). levels: what one sees at level
    1, 2 ... 5 of this question, () where the choice list says it for all.
    """

    subject: int = 0
    clause: str = ""
    edition: str = ""
    where: Texts = field(default_factory=dict)
    evidence: Texts = field(default_factory=dict)
    weight: int = 0
    required_level: int = 0
    finding: Texts = field(default_factory=dict)
    severity: str = ""
    finding_when: str = "2"
    goal: Texts = field(default_factory=dict)
    indicator: str = ""
    levels: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question as written. path: its XPath in the form, /survey/s5/labels, without positions.

    code: the short number shown before it ("5.2"), "" when it has none. choices: the name of its choice list.
    required and read_only: whether the form can ask for it or lock it at all (perhaps only under a condition; a
    filling knows whether it holds now). Texts may hold ${name} where the answer to another question is shown; a
    filling puts it in.
    """

    path: str
    name: str
    type: QuestionType
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    guidance: Texts = field(default_factory=dict)
    media: Media = field(default_factory=dict)
    appearance: str = ""
    required: bool = False
    read_only: bool = False
    has_constraint: bool = False
    is_conditional: bool = False
    choices: str = ""
    start: float | None = None
    end: float | None = None
    step: float | None = None
    code: str = ""
    audit: Audit | None = None

    @property
    def is_table_head(self) -> bool:
        """Only shows the choices above a table of questions (appearance "label"); nobody answers it."""
        return self.type.has_choices and "label" in self.appearance.split()

    @property
    def is_level(self) -> bool:
        """Answered with a level from 1 to 5: its choice list is called level or level_…"""
        return self.choices == "level" or self.choices.startswith("level_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A section, or a repeated section. code: "5" when given or when its questions agree on it."""

    path: str
    name: str
    label: Texts = field(default_factory=dict)
    children: tuple[Group | Question, ...] = ()
    is_repeat: bool = False
    is_conditional: bool = False
    appearance: str = ""
    code: str = ""

    @property
    def title(self) -> Texts:
        """Its label; that of a table stands in a note which pyxform has put before the rows."""
        if self.label or not self.children:
            return self.label
        first = self.children[0]
        is_label = isinstance(first, Question) and first.name.startswith("generated_table_list_label")
        return first.label if is_label else self.label

    def questions(self) -> Iterator[Question]:
        """Every question inside, in document order, those of inner groups too."""
        for child in self.children:
            if isinstance(child, Group):
                yield from child.questions()
            else:
                yield child

    def groups(self) -> Iterator[Group]:
        """Every group inside, in document order, outer before inner."""
        for child in self.children:
            if isinstance(child, Group):
                yield child
                yield from child.groups()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """name: what is stored; label: what is shown; hint: what one sees there (the description columns)."""

    name: str
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    media: Media = field(default_factory=dict)


def described(choices: Iterable[Choice], audit: Audit | None) -> list[Choice]:
    """The choices of a level question with its own words for what one sees at each level."""
    if audit is None or not audit.levels:
        return list(choices)
    own = {str(level): texts for level, texts in enumerate(audit.levels, 1) if texts}
    return [replace(each, hint=own[each.name]) if each.name in own else each for each in choices]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A questionnaire ready to be filled.

    name: its short name ("survey"), title: as shown, version: as the author counts. languages: code -> the author's
    name of it ("vi" -> "Tiếng Việt (vi)"), the default one first. root: the whole form as a group. sha256: of the
    XForm it was read from. model: what runs it.
    """

    name: str
    title: str
    version: str
    languages: Mapping[str, str]
    root: Group
    sha256: str
    model: Model = field(repr=False, compare=False)

    @property
    def default_language(self) -> str:
        return next(iter(self.languages), "")

    def questions(self) -> Iterator[Question]:
        """Every question in document order, calculated and hidden ones too."""
        return self.root.questions()

    def question(self, path: str) -> Question:
        """The question at a path; positions of repeats may stand in it. KeyError when there is none."""
        return self._questions[without_positions(path)]

    def group(self, path: str) -> Group:
        """The group or repeat at a path. KeyError when there is none."""
        return self._groups[without_positions(path)]

    def has_question(self, path: str) -> bool:
        return without_positions(path) in self._questions

    def choices(self, list_name: str) -> tuple[Choice, ...]:
        """The whole choice list, unfiltered, as written. Empty when there is no such list."""
        return self.model.choice_list(list_name)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {each.path: each for each in self.questions()}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {self.root.path: self.root} | {each.path: each for each in self.root.groups()}


def without_positions(path: str) -> str:
    """/data/hh[2]/name -> /data/hh/name."""
    if "[" not in path:
        return path
    return "/".join(step.partition("[")[0] for step in path.split("/"))
