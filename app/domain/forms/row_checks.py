"""Checks each row of a form's tables for what no expression is needed to see: types, labels, parameters, defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from app.domain.forms import stored
from app.domain.forms.checking import MOST_ROWS
from app.domain.forms.expression_checks import faults
from app.domain.forms.mistakes import Mistake
from app.domain.forms.tables import FormTables, Row
from app.wording import _

DEEPEST = 40
"""Groups within groups. Beyond that nobody finds a question again, and XML readers give up."""

_SELECT = re.compile(
    r"(?:(?:add )?select[ _]?(?:one|multiple|1)(?:[ _](?:external|from[ _]file|from|using|prompt using))?"
    r"|select all that apply(?: from)?|select1|rank)\b",
    re.I,
)
_SEVERAL = re.compile(r"(?:select[ _]multiple|select all that apply|rank)\b.*?(\S+)(?:\s+or_other)?$", re.I)
_STRUCTURE = re.compile(r"(?:begin|end)[ _](?:group|repeat|loop|lgroup|looped group)\b|include\b|entity\b", re.I)
_SHOWN = ("label", "hint", "guidance_hint", "media", "image", "audio", "video", "big-image", "big_image")
_CALCULATIONS = ("calculation", "calculate", "bind::calculate")
_TYPED = {"integer": "int", "int": "int", "decimal": "decimal", "date": "date", "time": "time"}
_TYPED |= {"datetime": "dateTime", "date time": "dateTime"}
_SLASHED = re.compile(r"\s*\d{1,4}/\d{1,2}/\d{1,4}\s*")
_DYNAMIC = re.compile(r"[$(]|(?<!^)[+*]|\s-\s|\bdiv\b|\bmod\b")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def row_mistakes(tables: FormTables) -> Iterator[Mistake]:
    """Mistakes, and advice on choices that are hardly meant."""
    survey = tables.sheet("survey")
    if survey is None or "type" not in survey.header or len(survey.rows) > MOST_ROWS["survey"]:
        return
    yield from _unprintable(tables)
    yield from _survey_mistakes(tables)
    yield from _choice_mistakes(tables)


def _unprintable(tables: FormTables) -> Iterator[Mistake]:
    """Control characters, which a copied text sometimes carries and XML cannot."""
    for sheet in tables.sheets:
        for row in sheet.rows:
            for column, cell in zip(sheet.header, row.cells, strict=False):
                found = _NOT_IN_XML.search(cell)
                if found:
                    text = _(
                        "Ô này có ký tự điều khiển không nhìn thấy, sau “{before}”. Hãy gõ lại chữ ở đó.",
                        before=cell[max(0, found.start() - 20) : found.start()],
                    )
                    yield Mistake(sheet.name, row.number, column, text, row.line)


def _survey_mistakes(tables: FormTables) -> Iterator[Mistake]:
    survey = tables.sheet("survey")
    depth = 0
    for row, record in survey.records() if survey is not None else ():
        kind = " ".join(record.get("type", "").split())
        if kind.lower().startswith("begin"):
            depth += 1
            if depth == DEEPEST + 1:
                text = _("Nhóm này nằm sâu quá {most} lớp. Hãy bớt nhóm lồng nhau.", most=DEEPEST)
                yield Mistake("survey", row.number, "type", text, row.line)
        elif kind.lower().startswith("end"):
            depth -= 1
        if kind:
            yield from (Mistake("survey", row.number, column, text, row.line) for column, text in _row(kind, record))


def _row(kind: str, record: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The column and what is wrong there."""
    if _STRUCTURE.match(kind):
        return
    if _SELECT.match(kind):
        if _SELECT.fullmatch(kind):
            yield (
                "type",
                _("Câu chọn này chưa nói chọn từ danh sách nào. Hãy ghi tên danh sách sau “{type}”.", type=kind),
            )
    elif kind.lower() not in _known_types() and not kind.lower().startswith("osm "):
        yield "type", _unknown_type(kind)
        return
    if _known_types().get(kind.lower(), True) and not _is_labelled(record):
        yield "label", _("Câu “{name}” chưa có nhãn. Hãy ghi vào cột label.", name=record.get("name", ""))
    if kind.lower() == "calculate" and not any(each in record for each in (*_CALCULATIONS, "default", "trigger")):
        yield "calculation", _("Kiểu calculate cần công thức. Hãy ghi vào cột calculation.")
    if kind.lower() == "range":
        yield from (("parameters", each) for each in _range_faults(record.get("parameters", "")))
    yield from (("default", each) for each in _default_faults(kind, record.get("default", "")))


def _is_labelled(record: Mapping[str, str]) -> bool:
    return any(column.partition("::")[0].partition(":")[0].strip() in _SHOWN for column in record)


@cache
def _known_types() -> Mapping[str, bool]:
    """The types of question, and whether one is shown to a person and so needs words."""
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    tags = {name.lower(): str(each.get("control", {}).get("tag", "")) for name, each in QUESTION_TYPE_DICT.items()}
    shown = {name: tag not in ("", "action") for name, tag in tags.items()}
    return {**shown, "photo": True, "background-geopoint": False}


def _unknown_type(kind: str) -> str:
    near = get_close_matches(kind.lower(), [*_known_types(), "select_one", "select_multiple", "begin group"], 1)
    if near:
        return _("Không có kiểu câu hỏi “{type}”; có phải “{near}” không? Hãy sửa cột type.", type=kind, near=near[0])
    return _("Không có kiểu câu hỏi “{type}”. Hãy sửa cột type.", type=kind)


def _range_faults(parameters: str) -> Iterator[str]:
    for name, text in re.findall(r"(\w+)\s*=\s*(\S*?)(?=[,;\s]|$)", parameters):
        if name.lower() in ("start", "end", "step"):
            if not stored.is_readable(text, "decimal") or not text:
                yield _("Tham số “{name}” của thang đo phải là một số.", name=name)
            elif name.lower() == "step" and float(text) == 0:
                yield _("Tham số “{name}” của thang đo không được bằng 0.", name=name)


def _default_faults(kind: str, text: str) -> Iterator[str]:
    """A default that no answer of that type can be; one that is computed is checked like any expression."""
    data_type = _TYPED.get(kind.lower())
    if not text or data_type is None:
        return
    if _SLASHED.fullmatch(text):
        yield _("Giá trị có sẵn “{text}” không phải là ngày. Hãy viết năm-tháng-ngày, ví dụ 2026-12-31.", text=text)
    elif _DYNAMIC.search(text):
        yield from faults(text)
    elif not stored.is_readable(text.strip(), data_type):
        yield _("Giá trị có sẵn “{text}” không hợp với kiểu {type}.", text=text, type=kind)


def _choice_mistakes(tables: FormTables) -> Iterator[Mistake]:
    choices, survey = tables.sheet("choices"), tables.sheet("survey")
    several = {
        found[1]
        for _row_, record in (survey.records() if survey is not None else ())
        if (found := _SEVERAL.match(record.get("type", "").strip()))
    }
    for row, record in choices.records() if choices is not None else ():
        list_name = record.get("list_name") or record.get("list name") or ""
        name = record.get("name") or record.get("value") or ""
        if record and not list_name:
            text = _("Hàng này không thuộc danh sách nào. Hãy ghi tên danh sách vào cột list_name.")
            yield _advice(row, "list_name", text)
        if " " in name.strip() and list_name in several:
            text = _(
                "Tên lựa chọn “{choice}” của danh sách “{list}” có dấu cách. Hãy bỏ dấu cách.",
                choice=name,
                list=list_name,
            )
            yield Mistake("choices", row.number, "name", text, row.line)
        if list_name and name and not _is_labelled(record):
            yield _advice(row, "label", _("Lựa chọn này chưa có nhãn. Hãy ghi vào cột label."))


def _advice(row: Row, column: str, text: str) -> Mistake:
    return Mistake("choices", row.number, column, text, row.line, is_fatal=False)
