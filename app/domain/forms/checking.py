"""Finds every mistake of a form in its own tables, before pyxform stops at the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from app.domain.forms.column_checks import column_mistakes
from app.domain.forms.definition import Form
from app.domain.forms.expression_checks import expression_mistakes
from app.domain.forms.mistakes import Mistake
from app.domain.forms.pyxform_words import NAME_RULE
from app.domain.forms.tables import FormTables, Row
from app.wording import _

MOST_ROWS = {"survey": 10_000, "choices": 100_000, "external_choices": 100_000}
_NAME = re.compile(r"[^\W\d][\w.-]*")
_BEGIN = re.compile(r"begin[ _](group|repeat|loop)\b", re.I)
_END = re.compile(r"end[ _](group|repeat|loop)\b", re.I)
_SELECT = re.compile(
    r"(?:select_one|select_multiple|select one|select multiple|select1|rank)\s+(\S+)(?:\s+or_other)?\s*$"
)
_WITHOUT_NAME = (
    "end",
    "start",
    "today",
    "deviceid",
    "audit",
    "username",
    "phonenumber",
    "email",
    "simserial",
    "start-",
)


def table_mistakes(tables: FormTables) -> list[Mistake]:
    """Missing sheets and columns, names, groups, lists, expressions."""
    too_long = _too_long(tables)
    if too_long:
        return too_long
    survey = tables.sheet("survey")
    if survey is None:
        return [Mistake("", 0, "", _no_survey(tables))]
    if "type" not in survey.header:
        return [Mistake("survey", 1, "type", _("Thiếu cột type. Hãy thêm cột đó vào hàng tiêu đề."))]
    return [
        *column_mistakes(tables),
        *_name_mistakes(tables),
        *_group_mistakes(tables),
        *_list_mistakes(tables),
        *expression_mistakes(tables),
    ]


def _too_long(tables: FormTables) -> list[Mistake]:
    """A sheet with more rows than any questionnaire has: a list of data by mistake, or an attack."""
    sheets = ((sheet, MOST_ROWS.get(sheet.name.lower(), 0)) for sheet in tables.sheets)
    return [
        Mistake(
            sheet.name,
            0,
            "",
            _(
                "Trang này có {count} hàng, nhiều nhất là {most}. Hãy kiểm tra lại tệp.",
                count=len(sheet.rows),
                most=most,
            ),
        )
        for sheet, most in sheets
        if most and len(sheet.rows) > most
    ]


def _no_survey(tables: FormTables) -> str:
    near = get_close_matches("survey", [each.name.lower().strip() for each in tables.sheets], 1)
    if near:
        name = next(each.name for each in tables.sheets if each.name.lower().strip() == near[0])
        return _("Biểu mẫu không có trang survey; có phải là trang “{name}” không? Hãy đổi tên trang đó.", name=name)
    return _("Biểu mẫu không có trang survey. Hãy thêm trang đó với cột type và name.")


def _survey(tables: FormTables) -> Iterator[tuple[Row, dict[str, str]]]:
    survey = tables.sheet("survey")
    return iter(()) if survey is None else survey.records()


def _name_mistakes(tables: FormTables) -> Iterator[Mistake]:
    """A name that is missing, cannot be one, or stands twice in the same group."""
    scopes: list[dict[str, int]] = [{}]
    for row, record in _survey(tables):
        kind, name = record.get("type", ""), record.get("name", "")
        if _END.match(kind):
            del scopes[1:][-1:]
            if len(scopes) > 1:
                scopes.pop()
            continue
        if not kind:
            if _says_something(record):
                text = _("Hàng này chưa có kiểu. Hãy ghi kiểu câu hỏi vào cột type.")
                yield Mistake("survey", row.number, "type", text, row.line)
            continue
        if name and not _NAME.fullmatch(name):
            text = _("Tên “{name}” không hợp lệ: {rule}", name=name, rule=_(NAME_RULE))
            yield Mistake("survey", row.number, "name", text, row.line)
        elif name in scopes[-1]:
            text = _("Tên “{name}” đã dùng ở hàng {other}. Hãy đặt tên khác.", name=name, other=scopes[-1][name])
            yield Mistake("survey", row.number, "name", text, row.line)
        elif not name and not kind.startswith(_WITHOUT_NAME):
            text = _("Câu hỏi hoặc nhóm này chưa có tên. Hãy ghi vào cột name.")
            yield Mistake("survey", row.number, "name", text, row.line)
        if name:
            scopes[-1].setdefault(name, row.number)
        if _BEGIN.match(kind):
            scopes.append({})


def _says_something(record: dict[str, str]) -> bool:
    """A row with neither a name nor a label is a remark of its author."""
    return any(each == "name" or each.partition("::")[0] == "label" for each in record)


def _group_mistakes(tables: FormTables) -> Iterator[Mistake]:
    """Groups and repeats that are begun and not ended, or the other way round."""
    open_groups: list[tuple[str, str, Row]] = []
    for row, record in _survey(tables):
        kind = record.get("type", "")
        begin, end = _BEGIN.match(kind), _END.match(kind)
        if begin:
            open_groups.append((begin[1].lower(), record.get("name", ""), row))
        elif end:
            if not open_groups or open_groups[-1][0] != end[1].lower():
                text = _("“{end}” không khớp với dòng bắt đầu nào. Hãy bỏ nó hoặc thêm dòng bắt đầu.", end=kind)
                yield Mistake("survey", row.number, "type", text, row.line)
            else:
                open_groups.pop()
    for kind, name, row in open_groups:
        text = _("Nhóm “{name}” chưa được kết thúc. Hãy thêm dòng “end {kind}”.", name=name, kind=kind)
        yield Mistake("survey", row.number, "type", text, row.line)


def _list_mistakes(tables: FormTables) -> Iterator[Mistake]:
    """Lists that are asked for and not there, choices without a name or with a name used before."""
    choices = tables.sheet("choices")
    lists: dict[str, dict[str, int]] = {}
    for row, record in choices.records() if choices is not None else ():
        list_name = record.get("list_name") or record.get("list name") or ""
        name = record.get("name") or record.get("value") or ""
        if not list_name:
            continue
        known = lists.setdefault(list_name, {})
        if not name:
            text = _("Lựa chọn này chưa có tên. Hãy ghi vào cột name.")
            yield Mistake("choices", row.number, "name", text, row.line)
        elif name in known and not _allows_duplicates(tables):
            text = _("Lựa chọn “{name}” đã có ở hàng {other}. Hãy đặt tên khác.", name=name, other=known[name])
            yield Mistake("choices", row.number, "name", text, row.line)
        known.setdefault(name, row.number)
    for row, record in _survey(tables):
        found = _SELECT.match(record.get("type", ""))
        if found and found[1] not in lists and not found[1].startswith("${"):
            yield Mistake("survey", row.number, "type", _no_such_list(found[1], list(lists)), row.line)


def _no_such_list(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    if near:
        return _("Không có danh sách “{list}”; có phải “{near}” không? Hãy sửa cột type.", list=name, near=near[0])
    return _("Không có danh sách “{list}”. Hãy thêm vào trang choices.", list=name)


def _allows_duplicates(tables: FormTables) -> bool:
    settings = tables.sheet("settings")
    records = [record for _row, record in settings.records()] if settings is not None else []
    return any(each.get("allow_choice_duplicates", "").lower() == "yes" for each in records)


def ring_mistakes(form: Form, tables: FormTables) -> list[Mistake]:
    """Calculations and conditions that hang on each other in a circle."""
    return [_ring_mistake(ring, tables) for ring in form.model.rings]


def _ring_mistake(ring: tuple[str, ...], tables: FormTables) -> Mistake:
    names = [path.rpartition("/")[2] for path in sorted(ring)]
    rows = [(row, record) for row, record in _survey(tables) if record.get("name") in names]
    row = rows[0][0] if rows else Row(0, 0, ())
    column = next((each for each in ("calculation", "relevant", "choice_filter") if rows and each in rows[0][1]), "")
    circle = " → ".join([*names, names[0]])
    text = _("Các câu này phụ thuộc vòng tròn vào nhau: {ring}. Hãy bỏ bớt một chỗ nhắc đến.", ring=circle)
    return Mistake("survey", row.number, column, text, row.line)
