"""The sentences of the import: what was found, how it was read, what agreeing will write."""

from __future__ import annotations

from collections.abc import Mapping

from app.exchange.preview import Ask, ListPreview, Table
from app.formats import show_number
from app.ui.pages.import_session import ToWrite
from app.wording import N_, _

_ENCODINGS: Mapping[str, str] = {
    "unicode": N_("Unicode"),
    "utf-8": N_("Unicode (UTF-8)"),
    "utf-8-sig": N_("Unicode (UTF-8)"),
    "utf-16": N_("Unicode (UTF-16)"),
    "utf-16-le": N_("Unicode (UTF-16)"),
    "utf-16-be": N_("Unicode (UTF-16)"),
    "cp1258": N_("Windows-1258"),
    "tcvn3": N_("TCVN3 (ABC)"),
    "vni": N_("VNI"),
    "cp1252": N_("Tây Âu (Windows-1252)"),
}
_KINDS = {"xlsx": "Excel", "xls": "Excel 97–2003", "ods": "LibreOffice", "csv": "CSV"}
_SKIPPED: Mapping[str, str] = {
    "title": N_("{count} dòng tiêu đề trang"),
    "section": N_("{count} dòng tên phần"),
    "column_numbers": N_("{count} dòng số cột"),
    "repeated_header": N_("{count} tiêu đề lặp lại"),
    "total": N_("{count} dòng cộng"),
    "signature": N_("{count} dòng ký tên"),
    "note": N_("{count} dòng ghi chú"),
    "continued": N_("{count} dòng nối tiếp"),
}


def encoding_words(name: str) -> str:
    return _(_ENCODINGS.get(name, name))


def summary_words(preview: ListPreview, own: list[Ask]) -> str:
    """The one sentence of the result: how many, and what is left to do."""
    count = show_number(len(preview.rows))
    waits = len(preview.open_questions)
    if waits:
        return _("{count} phương tiện đo; còn {waits} câu hỏi phải trả lời.", count=count, waits=waits)
    if preview.report:
        return _(
            "{count} phương tiện đo; {problems} vấn đề và {asks} câu hỏi để xem qua.",
            count=count,
            problems=len(preview.report),
            asks=len(preview.ask) + len(own),
        )
    return _("{count} phương tiện đo, không thấy vấn đề nào.", count=count)


def reader_words(preview: ListPreview) -> str:
    """File, kind, encoding, how its numbers and dates are counted."""
    words = [preview.file, _KINDS[preview.kind]]
    if preview.encoding:
        words.append(encoding_words(preview.encoding))
    if preview.decomposed:
        words.append(_("dấu rời đã được ghép lại"))
    if preview.kind == "csv":
        words.append(_("ngăn cột bằng “{mark}”", mark={"\t": "Tab"}.get(preview.delimiter, preview.delimiter)))
    words.append(_("dấu thập phân “{mark}”", mark=preview.decimal))
    if preview.date_system == 1904:
        words.append(_("ngày tính từ năm 1904"))
    return " · ".join(words)


def table_words(preview: ListPreview, table: Table) -> str:
    """Where the table stands in the file and what around it was passed over."""
    rows = ", ".join(map(str, table.header_rows))
    words = [
        _("Tiêu đề ở dòng {rows}", rows=rows),
        _("phương tiện đo từ dòng {first} đến {last}", first=table.first_row, last=table.last_row),
    ]
    around = next((each for each in preview.around if each.sheet == table.sheet), None)
    if around:
        words += [_(_SKIPPED[kind], count=len(numbers)) for kind, numbers in around.skipped.items() if kind in _SKIPPED]
    return " · ".join(words)


def will_write_words(write: ToWrite, group2: int) -> str:
    """What agreeing does, in whole sentences."""
    if not write.total:
        return _("Không còn dòng nào để nhập.")
    words = [
        _(
            "Sẽ ghi {new} phương tiện đo mới và {calibrations} lần kiểm định, hiệu chuẩn.",
            new=show_number(write.new),
            calibrations=show_number(write.calibrations),
        )
        if write.new
        else _("Không có phương tiện đo mới.")
    ]
    if write.updated:
        words.append(_("Cập nhật {count} phương tiện đo đã có.", count=show_number(write.updated)))
    if write.left_out:
        words.append(_("Bỏ ra {count} dòng.", count=show_number(write.left_out)))
    if group2:
        words.append(_("{count} tên có thể thuộc nhóm 2, xác nhận sau khi nhập.", count=show_number(group2)))
    words.append(_("Hoàn tác được bằng một lần Ctrl+Z."))
    return " ".join(words)
