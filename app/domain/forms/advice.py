"""What is not wrong in a form but hardly meant: conditions that can never hold, columns that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from app.domain.forms.column_checks import translation_gaps
from app.domain.forms.definition import Form
from app.domain.forms.expression_checks import CONDITIONS, read_expression
from app.domain.forms.grammar import ExpressionSyntaxError, parse
from app.domain.forms.graph import formulas
from app.domain.forms.mistakes import Mistake
from app.domain.forms.model import Aspect
from app.domain.forms.references import references
from app.domain.forms.syntax import Binary, Call, Expression, Literal, Path, walk
from app.domain.forms.tables import FormTables, Row
from app.wording import _

_COLUMNS = (
    *("type", "name", "label", "hint", "guidance_hint", "appearance", "required", "required_message", "relevant"),
    *("constraint", "constraint_message", "calculation", "default", "choice_filter", "read_only", "repeat_count"),
    *("parameters", "trigger", "image", "audio", "video", "big-image", "autoplay", "note", "body", "bind", "instance"),
)
_ALIASES = ("calculate", "readonly", "relevance", "media", "list_name", "command", "tag", "caption")
_NEAR = 0.86
_LIST = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_SELECTS = ("select_one", "select_multiple")

Choices = Mapping[str, frozenset[str]]


def advice_on(tables: FormTables) -> list[Mistake]:
    """What the tables alone show."""
    survey = tables.sheet("survey")
    if survey is None:
        return []
    found = [*_misspelt_columns(survey.header), *translation_gaps(tables)]
    lists = _lists(tables)
    questions = {
        record["name"]: names
        for _row, record in survey.records()
        if "name" in record and (names := lists.get(_list_of(record.get("type", "")))) is not None
    }
    choices = tables.sheet("choices")
    columns = frozenset(choices.header) if choices is not None else frozenset()
    for row, record in survey.records():
        for column in (*CONDITIONS, "calculation", "choice_filter"):
            tree = read_expression(record.get(column, ""))
            if tree is not None:
                found.extend(_advice(row, column, each) for each in _impossible(tree.expression, tree.names, questions))
                if column in CONDITIONS and isinstance(tree.expression, Path):
                    found.append(_advice(row, column, _only_a_name(record[column])))
        filter_tree = read_expression(record.get("choice_filter", ""))
        if filter_tree is not None and _list_of(record.get("type", "")) in lists:
            unknown = _child_names(filter_tree.expression) - columns - {"name", "label"}
            found.extend(_advice(row, "choice_filter", _no_such_column(name)) for name in sorted(unknown))
    return found


def _advice(row: Row, column: str, text: str) -> Mistake:
    return Mistake("survey", row.number, column, text, row.line, is_fatal=False)


def _misspelt_columns(header: tuple[str, ...]) -> Iterator[Mistake]:
    """A column that looks much like one that XLSForm knows, and is none."""
    for name in header:
        base = name.partition("::")[0].strip()
        if not base or base in (*_COLUMNS, *_ALIASES):
            continue
        near = get_close_matches(base.lower().replace(" ", "_"), _COLUMNS, 1, _NEAR)
        if near and near[0] != base.lower().replace(" ", "_"):
            text = _("XLSForm không đọc cột “{column}”; có phải “{near}” không?", column=name, near=near[0])
            yield Mistake("survey", 1, name, text, is_fatal=False)


def _lists(tables: FormTables) -> dict[str, frozenset[str]]:
    choices = tables.sheet("choices")
    found: dict[str, set[str]] = {}
    for _row, record in choices.records() if choices is not None else ():
        found.setdefault(record.get("list_name") or record.get("list name") or "", set()).add(record.get("name", ""))
    return {name: frozenset(names) for name, names in found.items() if name}


def _list_of(kind: str) -> str:
    """The list of a select whose choices are all known; "" for others and for those with an open choice."""
    words = kind.split()
    return words[1] if len(words) == 2 and words[0] in _SELECTS else ""


def _impossible(expression: Expression, names: Mapping[str, str], questions: Choices) -> Iterator[str]:
    """A comparison with a choice that the question does not offer."""
    for each in walk(expression):
        match each:
            case Binary("=" | "!=", Path() as path, Literal(text)) | Binary("=" | "!=", Literal(text), Path() as path):
                pass
            case Call("selected", (Path() as path, Literal(text))):
                pass
            case _:
                continue
        question = names.get(_plain(path), "")
        offered = questions.get(question)
        if text and offered is not None and text.strip() not in offered:
            near = get_close_matches(text, offered, 1)
            if near:
                yield _(
                    "Câu “{question}” không có lựa chọn “{choice}”; có phải “{near}” không?",
                    question=question,
                    choice=text,
                    near=near[0],
                )
            else:
                yield _("Câu “{question}” không có lựa chọn “{choice}”.", question=question, choice=text)


def _plain(path: Path) -> str:
    return "/".join(step.test.name for step in path.steps) if path.is_absolute else ""


def _child_names(expression: Expression) -> set[str]:
    """The columns of a list that a choice filter reads."""
    return {
        each.steps[0].test.name
        for each in walk(expression)
        if isinstance(each, Path)
        and not each.is_absolute
        and each.start is None
        and each.steps[0].axis == "child"
        and each.steps[0].test.kind == "name"
    }


def _only_a_name(text: str) -> str:
    return _("Điều kiện “{condition}” luôn đúng: nó chỉ hỏi câu đó có trong biểu mẫu không.", condition=text.strip())


def _no_such_column(name: str) -> str:
    return _("Trang choices không có cột “{column}”, nên bộ lọc không cho lựa chọn nào qua.", column=name)


def path_advice(form: Form, tables: FormTables) -> list[Mistake]:
    """Paths and lists in expressions that lead nowhere, and values that hang on themselves."""
    survey = tables.sheet("survey")
    rows = {record.get("name", ""): row for row, record in survey.records()} if survey is not None else {}
    found: list[Mistake] = []
    for rule in form.model.rules.values():
        row = rows.get(rule.name, Row(0, 0, ()))
        for aspect, formula in formulas(rule):
            for path in sorted(_nowhere(formula.text, rule.path, form)):
                found.append(_advice(row, "", _("Đường dẫn {path} không có trong biểu mẫu.", path=path)))
            for name in dict.fromkeys(_LIST.findall(formula.text)):
                if name not in form.model.lists and name.removesuffix(".csv") not in form.model.lists:
                    text = _("Không có danh sách “{list}” trong biểu mẫu, nên chỗ này luôn trống.", list=name)
                    found.append(_advice(row, "", text))
            if aspect in (Aspect.VALUE, Aspect.RELEVANT) and _reads(formula.text, rule.path, form):
                found.append(_advice(row, "", _hangs_on_itself(rule.name)))
    return found


def _reads(text: str, path: str, form: Form) -> bool:
    """Whether a node's own value decides on it; with once() that is meant."""
    if "once(" in text:
        return False
    try:
        return any(each.path == path for each in references(parse(text), path, form.model.rules))
    except ExpressionSyntaxError:
        return False


def _hangs_on_itself(name: str) -> str:
    return _("Câu “{name}” phụ thuộc vào chính nó. Hãy bỏ chỗ nhắc đến nó trong biểu thức.", name=name)


def _nowhere(text: str, context: str, form: Form) -> set[str]:
    rules = form.model.rules
    try:
        paths = {each.path for each in references(parse(text), context, rules)}
    except ExpressionSyntaxError:
        return set()
    root = next(iter(rules))
    return {path for path in paths if path.startswith(root + "/") and path not in rules and "/@" not in path}
