"""What a form asks of a phone and a laptop cannot give: named when the form is taken in, with what happens instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.domain.forms.mistakes import Mistake
from app.domain.forms.tables import FormTables, Row
from app.domain.forms.trees import local, read_xml
from app.wording import N_, _

_KINDS: Mapping[str, str] = {
    "audit": N_("Nhật ký thao tác (audit) của điện thoại không được ghi; hồ sơ có nhật ký sửa đổi của riêng nó."),
    "background-audio": N_("Không ghi âm ngầm được trên máy tính; câu này để trống."),
    "background-geopoint": N_("Máy tính không tự biết vị trí; câu này để trống."),
    "start-geopoint": N_("Máy tính không tự biết vị trí lúc bắt đầu; câu này để trống."),
    "osm": N_("Không vẽ được bản đồ OSM trên máy tính; câu này nhận một tệp có sẵn."),
    "geotrace": N_("Tuyến trên bản đồ được gõ bằng tay: vĩ độ kinh độ, các điểm cách nhau bằng dấu chấm phẩy."),
    "geoshape": N_("Vùng trên bản đồ được gõ bằng tay: vĩ độ kinh độ, các điểm cách nhau bằng dấu chấm phẩy."),
    "geopoint": N_("Máy tính không có định vị; vị trí được gõ bằng tay: vĩ độ kinh độ."),
    "audio": N_("Không ghi âm trong chương trình; câu này nhận một tệp âm thanh có sẵn."),
    "video": N_("Không quay phim trong chương trình; câu này nhận một tệp phim có sẵn."),
    "phonenumber": N_("Máy tính không có số điện thoại; câu này để trống."),
    "simserial": N_("Máy tính không có thẻ SIM; câu này để trống."),
    "subscriberid": N_("Máy tính không có thẻ SIM; câu này để trống."),
    "email": N_("Chương trình không giữ địa chỉ thư của người dùng; câu này để trống."),
}
"""Type -> what happens to a question of it."""

_ALIASES = {
    "location": "geopoint",
    "gps": "geopoint",
    "q geopoint": "geopoint",
    "q location": "geopoint",
    "q geotrace": "geotrace",
    "q geoshape": "geoshape",
    "q audio": "audio",
    "q video": "video",
    "get phone number": "phonenumber",
    "sim id": "simserial",
    "get sim id": "simserial",
    "subscriber id": "subscriberid",
    "get subscriber id": "subscriberid",
}

_APPEARANCES: tuple[tuple[str, str], ...] = (
    (r"\b(?:draw|annotate|signature)\b", N_("Không vẽ hay ký trên màn hình; câu này nhận một tệp ảnh có sẵn.")),
    (r"\bex:", N_("Không gọi được ứng dụng ngoài; câu này được trả lời bằng tay.")),
    (r"\bbearing\b", N_("Máy tính không có la bàn; hướng được gõ bằng tay.")),
    (r"\bprinter\b", N_("Không in nhãn từ biểu mẫu; câu này được trả lời bằng tay.")),
)

_SETTINGS: Mapping[str, str] = {
    "public_key": N_("Biểu mẫu muốn mã hóa bài gửi; tệp xuất ra không được mã hóa, hãy giữ nó cẩn thận."),
    "submission_url": N_("Hồ sơ không tự gửi lên máy chủ; hãy xuất câu trả lời thành tệp rồi gửi."),
    "auto_send": N_("Hồ sơ không tự gửi lên máy chủ; hãy xuất câu trả lời thành tệp rồi gửi."),
}


def _last_saved(record: Mapping[str, str]) -> Iterator[str]:
    return (column for column, text in record.items() if "last-saved#" in text)


def laptop_advice(tables: FormTables) -> Iterator[Mistake]:
    """On each row whose type or appearance is served otherwise, or not at all."""
    survey = tables.sheet("survey")
    for row, record in survey.records() if survey is not None else ():
        kind = record.get("type", "").strip().lower()
        text = _KINDS.get(_ALIASES.get(kind, kind))
        if text:
            yield _advice("survey", row, "type", _(text))
        yield from (_advice("survey", row, "appearance", each) for each in _shown(record.get("appearance", "")))
        for column in _last_saved(record):
            text = _("Câu trả lời của lần trước (last-saved) lấy từ chu kỳ trước của hồ sơ; ở chu kỳ đầu thì để trống.")
            yield _advice("survey", row, column, text)
    settings = tables.sheet("settings")
    for row, record in settings.records() if settings is not None else ():
        for column, text in _SETTINGS.items():
            if record.get(column):
                yield _advice("settings", row, column, _(text))
    entities = tables.sheet("entities")
    if entities is not None and entities.rows:
        text = _("Danh sách thực thể (entities) chỉ có trên máy chủ ODK; trang này được bỏ qua.")
        yield _advice("entities", entities.rows[0], "", text)


def _shown(appearance: str) -> Iterator[str]:
    for pattern, text in _APPEARANCES:
        if re.search(pattern, appearance):
            yield _(text)


def _advice(sheet: str, row: Row, column: str, text: str) -> Mistake:
    return Mistake(sheet, row.number, column, text, row.line, is_fatal=False)


def laptop_advice_on_xform(xform: str) -> Iterator[Mistake]:
    """The same for a form that comes as an XForm, by line."""
    for element in read_xml(xform).iter():
        kind = _kind_of(local(element), element.attrib)
        line = int(element.sourceline or 0)
        if kind in _KINDS:
            yield Mistake("", 0, "", _(_KINDS[kind]), line, is_fatal=False)
        for text in _shown(str(element.get("appearance", ""))):
            yield Mistake("", 0, "appearance", text, line, is_fatal=False)


def _kind_of(name: str, attributes: Mapping[str, str]) -> str:
    media = str(attributes.get("mediatype", "")).partition("/")[0]
    match name:
        case "recordaudio":
            return "background-audio"
        case "setgeopoint":
            return "background-geopoint"
        case "audit":
            return "audit"
        case "upload":
            return media
        case "bind" if attributes.get("type") in ("geopoint", "geotrace", "geoshape"):
            return str(attributes.get("type"))
        case "bind":
            return next((str(text) for key, text in attributes.items() if str(key).endswith("}preloadParams")), "")
    return ""
