"""What pyxform says about a mistake, in the author's language: sheet, row, column and the mend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.domain.forms.mistakes import Mistake
from app.domain.forms.tables import FormTables
from app.wording import N_, _

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet")
_COLUMN = re.compile(r"the '([\w:]+)' value")

NAME_RULE = N_(
    "bắt đầu bằng chữ cái không dấu hoặc gạch dưới, sau đó chỉ gồm chữ cái, chữ số, gạch dưới, gạch nối, dấu chấm."
)

_BY_CODE: Mapping[str, tuple[str, str, str]] = {
    "HEADER_001": ("", "", N_("Trang này thiếu hàng tiêu đề. Hãy thêm hàng đầu tiên với tên các cột.")),
    "HEADER_002": ("", "", N_("Hai cột là một: “{other}” và “{header}”. Hãy bỏ hoặc đổi tên một cột.")),
    "HEADER_003": ("", "", N_("Thiếu cột bắt buộc: {missing}. Hãy thêm cột đó vào hàng tiêu đề.")),
    "HEADER_004": ("choices", "", N_("Tên cột “{column}” không dùng được: không để trống và không có dấu cách.")),
    "LABEL_001": ("choices", "label", N_("Lựa chọn này chưa có nhãn. Hãy ghi vào cột label.")),
    "NAMES_001": ("survey", "name", N_("Tên “{value}” đã dùng trong cùng nhóm. Hãy đặt tên khác.")),
    "NAMES_003": ("survey", "name", N_("Phần lặp “{value}” trùng tên với cả biểu mẫu. Hãy đặt tên khác.")),
    "NAMES_004": ("survey", "name", N_("Tên phần lặp “{value}” đã dùng ở chỗ khác. Hãy đặt tên khác.")),
    "NAMES_005": ("survey", "name", N_("Tên “meta” dành riêng cho biểu mẫu. Hãy đặt tên khác.")),
    "NAMES_006": ("choices", "name", N_("Lựa chọn này chưa có tên. Hãy ghi vào cột name.")),
    "NAMES_007": ("choices", "name", N_("Tên lựa chọn bị lặp trong cùng danh sách. Hãy đặt tên khác.")),
    "PYREF_001": ("", "", N_("Chỗ nhắc đến câu hỏi viết sai. Hãy viết dấu $ rồi tên câu hỏi trong ngoặc nhọn.")),
    "PYREF_003": ("", "", N_("Không có câu hỏi nào tên “{q}”. Hãy sửa tên trong ngoặc nhọn.")),
    "PYREF_004": ("", "", N_("Tên “{q}” có ở nhiều chỗ nên không rõ là câu nào. Hãy đổi tên một câu.")),
    "RANGE_001": ("survey", "parameters", N_("Tham số “{name}” của thang đo phải là một số.")),
    "RANGE_002": ("survey", "parameters", N_("Tham số “{name}” của thang đo không được bằng 0.")),
    "SURVEY_001": ("survey", "type", N_("Dòng kết thúc này không có dòng bắt đầu. Hãy bỏ nó hoặc thêm dòng begin.")),
    "SURVEY_002": ("survey", "type", N_("Nhóm “{name}” chưa được kết thúc. Hãy thêm dòng end tương ứng.")),
    "SURVEY_004": (
        "survey",
        "parameters",
        N_("Cột parameters viết sai. Hãy viết tên=giá trị, cách nhau một dấu cách."),
    ),
}

_BY_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"Question with no type", "type", N_("Hàng này chưa có kiểu. Hãy ghi kiểu câu hỏi vào cột type.")),
    (r"Missing calculation", "calculation", N_("Kiểu calculate cần công thức. Hãy ghi vào cột calculation.")),
    (r"with no name", "name", N_("Câu hỏi hoặc nhóm này chưa có tên. Hãy ghi vào cột name.")),
    (
        r"List name not in choices sheet: (?P<list>\S+)",
        "type",
        N_("Không có danh sách “{list}”. Hãy thêm vào trang choices."),
    ),
    (r"Unknown question type '(?P<type>[^']*)'", "type", N_("Không có kiểu câu hỏi “{type}”. Hãy sửa cột type.")),
    (r"named '(?P<name>[^']*)' has no label", "label", N_("Câu “{name}” chưa có nhãn. Hãy ghi vào cột label.")),
    (
        r"Choice names with spaces .* See \[(?P<choice>.*)\] in \[(?P<list>.*)\]",
        "name",
        N_("Tên lựa chọn “{choice}” của danh sách “{list}” có dấu cách. Hãy bỏ dấu cách."),
    ),
    (
        r"no choices|should be a choices sheet",
        "type",
        N_("Biểu mẫu có câu hỏi chọn nhưng không có trang choices. Hãy thêm trang đó."),
    ),
    (
        r"There is no survey element named (?P<name>\S+?)\.?$|replace \$\{(?P<other>[^}]*)\}",
        "",
        N_("Không có câu hỏi nào tên “{name}”. Hãy sửa tên trong ngoặc nhọn."),
    ),
    (
        r"Cannot omit instanceID",
        "",
        N_("Biểu mẫu mã hóa cần có instanceID. Hãy bỏ cột omit_instanceID ở trang settings."),
    ),
    (
        r"list names don't match: (?P<one>\S+) vs\. (?P<two>\S+)",
        "type",
        N_("Các câu của một bảng phải chung danh sách, ở đây có “{one}” và “{two}”. Hãy sửa cột type."),
    ),
    (
        r"accepted parameter keys for this question type are '(?P<keys>[^']*)'",
        "parameters",
        N_("Cột parameters có tham số lạ; kiểu này chỉ nhận: {keys}."),
    ),
    (r"Duplicate column header: (?P<column>.+)", "", N_("Cột “{column}” có hai lần. Hãy bỏ hoặc đổi tên một cột.")),
)


def mistake_of(problem: Exception, tables: FormTables) -> Mistake:
    """A PyXFormError as a mistake of the form. What has no translation is quoted as pyxform puts it."""
    said = str(problem)
    code, values = _recognised(said)
    context: Mapping[str, Any] = {**values, **(getattr(problem, "context", {}) or {})}
    sheet, row, column = _place(said, context)
    entry = _BY_CODE.get(code)
    if entry is not None:
        sheet, column = entry[0] or sheet, entry[1] or column
        text = _filled(entry[2], context)
    else:
        column, text = _by_words(said, column)
    sheet = sheet or "survey"
    row = row or _row_with(tables, sheet, column, said)
    return Mistake(sheet, row, column, text, _line(tables, sheet, row))


def _filled(text: str, values: Mapping[str, Any]) -> str:
    needed = re.findall(r"(?<!\$)\{(\w+)\}", text)
    shown = _(text)
    for name in needed:
        shown = shown.replace("{" + name + "}", str(values.get(name, "?")))
    return shown


def _place(said: str, context: Mapping[str, Any]) -> tuple[str, int, str]:
    sheet, column = _SHEET.search(said), _COLUMN.search(said)
    row = _ROW.search(said)
    return (
        str(context.get("sheet") or context.get("sheet_name") or (sheet[1] if sheet else "")),
        int(context.get("row") or (row[1] if row else 0)),
        str(context.get("column") or (column[1] if column else "")),
    )


def _recognised(said: str) -> tuple[str, dict[str, str]]:
    """The code and the values of a message that pyxform filled in itself, found by its template."""
    from pyxform.errors import ErrorCode

    for code in ErrorCode:
        template = str(code.value.msg).replace("{{", "\0").replace("}}", "\1")
        pieces = re.split(r"\{(\w+)\}", template)
        named: set[str] = set()
        pattern = ""
        for index, piece in enumerate(pieces):
            if index % 2 == 0:
                pattern += re.escape(piece.replace("\0", "{").replace("\1", "}"))
            else:
                pattern += f"(?P={piece})" if piece in named else f"(?P<{piece}>.*?)"
                named.add(piece)
        found = re.fullmatch(pattern, said, re.S)
        if found:
            return code.name, found.groupdict()
    return "", {}


def _by_words(said: str, column: str) -> tuple[str, str]:
    if "Names must begin with a letter" in said:
        return column or "name", _("Tên không hợp lệ: {rule}", rule=_(NAME_RULE))
    for words, own_column, text in _BY_WORDS:
        found = re.search(words, said)
        if found:
            values = found.groupdict()
            if values.get("name", "") is None:
                values["name"] = values.get("other")
            return own_column or column, _filled(text, values)
    return column, _("Biểu mẫu có lỗi; pyxform báo: {words}", words=_ROW.sub("", said).replace("\n", " ").strip())


def _row_with(tables: FormTables, sheet_name: str, column: str, said: str) -> int:
    """The first row whose cell in the column is quoted in what pyxform says, where it does not name the row."""
    sheet = tables.sheet(sheet_name)
    quoted = re.findall(r"'([^']+)'", said)
    for where in (column, "name"):
        for row, record in sheet.records() if sheet is not None else ():
            if record.get(where, "") in quoted:
                return row.number
    return 0


def _line(tables: FormTables, sheet_name: str, row: int) -> int:
    sheet = tables.sheet(sheet_name)
    rows = sheet.rows if sheet is not None else ()
    return next((each.line for each in rows if each.number == row), 0)
