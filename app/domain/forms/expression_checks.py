"""Checks every expression of a form's tables: can it be read, do its functions and questions exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from app.domain.forms.context import EvaluationError
from app.domain.forms.functions import FUNCTIONS
from app.domain.forms.functions_texts import compiled
from app.domain.forms.grammar import ExpressionSyntaxError, ExpressionTooDeepError, parse
from app.domain.forms.mistakes import Mistake
from app.domain.forms.syntax import Call, Expression, Literal, walk
from app.domain.forms.tables import FormTables, Row
from app.wording import _

CONDITIONS = ("relevant", "required", "read_only", "readonly")
EXPRESSIONS = ("relevant", "constraint", "calculation", "required", "read_only", "readonly", "choice_filter")
_OTHERS = ("repeat_count", "trigger", "default")
_ALIASES = ("calculate", "relevance", "bind::relevant", "bind::calculate", "bind::constraint")
_TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_WITH_NAMES = frozenset(
    (*EXPRESSIONS, *_OTHERS, *_ALIASES, *_TEXTS, "type", "parameters", "appearance", "media", "image", "audio", "video")
)
_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^{}]*?)\s*\}")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")  # pyxform straightens the quotes that Excel likes to bend
_PLAIN_WORDS = frozenset(("yes", "no", "true", "false", "yes()", "no()"))


def expression_mistakes(tables: FormTables) -> Iterator[Mistake]:
    survey = tables.sheet("survey")
    if survey is None:
        return
    names = {record["name"] for _row, record in survey.records() if "name" in record}
    for row, record in survey.records():
        for column, text in record.items():
            base = column.partition("::")[0] if not column.startswith("bind::") else column
            if base in _WITH_NAMES or column.startswith(("bind::", "body::", "instance::")):
                yield from (_mistake(row, column, each) for each in _unknown_names(text, names))
            if base in EXPRESSIONS or base in _ALIASES or base == "repeat_count":
                yield from (_mistake(row, column, each) for each in faults(text))
    for sheet, columns in (("choices", ("label",)), ("settings", ("instance_name",))):
        found = tables.sheet(sheet)
        for row, record in found.records() if found is not None else ():
            for column, text in record.items():
                if column.partition("::")[0] in columns:
                    yield from (_mistake(row, column, each, sheet) for each in _unknown_names(text, names))


def _mistake(row: Row, column: str, text: str, sheet: str = "survey") -> Mistake:
    return Mistake(sheet, row.number, column, text, row.line)


def _unknown_names(text: str, names: set[str]) -> Iterator[str]:
    for name in dict.fromkeys(_REFERENCE.findall(text)):
        if name not in names:
            near = get_close_matches(name, names, 1)
            if near:
                yield _("Không có câu hỏi nào tên “{name}”; có phải “{near}” không?", name=name, near=near[0])
            else:
                yield _("Không có câu hỏi nào tên “{name}”. Hãy sửa tên trong ngoặc nhọn.", name=name)


def faults(text: str) -> Iterator[str]:
    """What is wrong with an expression as written, in words: it cannot be read, or calls what is not there."""
    if text.strip().lower() in _PLAIN_WORDS:
        return
    expression = _REFERENCE.sub(lambda found: _stand_in(found[0]), text.translate(_STRAIGHT))
    try:
        tree = parse(expression)
    except ExpressionSyntaxError as problem:
        yield _syntax_words(text, expression, problem)
        return
    for each in walk(tree):
        if isinstance(each, Call):
            yield from _call_faults(each)


@dataclass(frozen=True, slots=True)
class ReadExpression:
    """An expression of the tables. names: the stand-in for each question that it mentions -> that question's name."""

    expression: Expression
    names: Mapping[str, str]


def read_expression(text: str) -> ReadExpression | None:
    """Of a cell; None when it is blank, a plain word such as yes, or cannot be read."""
    if not text.strip() or text.strip().lower() in _PLAIN_WORDS:
        return None
    names: dict[str, str] = {}

    def stand_in(found: re.Match[str]) -> str:
        name = f"_{len(names)}"
        names[name] = found[1]
        return "/" + name

    try:
        return ReadExpression(parse(_REFERENCE.sub(stand_in, text.translate(_STRAIGHT))), names)
    except ExpressionSyntaxError:
        return None


def _stand_in(reference: str) -> str:
    """A path of the same length, so that positions stay right."""
    return "/" + "_" * (len(reference) - 1)


def _syntax_words(text: str, expression: str, problem: ExpressionSyntaxError) -> str:
    if isinstance(problem, ExpressionTooDeepError):
        return _("Biểu thức quá dài hoặc quá nhiều ngoặc lồng nhau. Hãy tách ra thành nhiều câu tính (calculate).")
    at = min(problem.position, len(text))
    here = text[at : at + 20].strip()
    if problem.expected:
        shown = text if not here else f"{text[:at].rstrip()} ⟨{problem.expected}⟩ {here}"
        return _("Biểu thức thiếu “{mark}” ở ký tự {at}: {shown}", mark=problem.expected, at=at + 1, shown=shown)
    if not here:
        return _("Biểu thức dừng giữa chừng: {shown}", shown=text)
    return _("Biểu thức sai từ ký tự {at}, chỗ “{here}”. Hãy xem lại dấu và tên hàm.", at=at + 1, here=here)


def _call_faults(call: Call) -> Iterator[str]:
    function = FUNCTIONS.get(call.name)
    if function is None:
        near = get_close_matches(call.name, FUNCTIONS, 1)
        if near:
            yield _("Không có hàm “{name}”; có phải “{near}” không?", name=call.name, near=near[0])
        else:
            yield _("Không có hàm “{name}” trong biểu mẫu ODK.", name=call.name)
        return
    count = len(call.arguments)
    if count < function.least:
        yield _(
            "Hàm {name} cần ít nhất {least} giá trị, ở đây có {count}.",
            name=call.name,
            least=function.least,
            count=count,
        )
    elif count > function.most:
        yield _(
            "Hàm {name} nhận nhiều nhất {most} giá trị, ở đây có {count}.",
            name=call.name,
            most=function.most,
            count=count,
        )
    elif call.name == "regex" and isinstance(call.arguments[1], Literal):
        try:
            compiled(call.arguments[1].text)
        except EvaluationError:
            yield _("Mẫu của hàm regex không đúng: {pattern}", pattern=call.arguments[1].text)
