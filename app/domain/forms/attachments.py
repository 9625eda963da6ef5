"""Lists that lie in files beside a form, taken into its XForm so that a dossier carries all it needs."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from app.domain.errors import UserError
from app.domain.forms.mistakes import Mistake
from app.domain.forms.trees import read_xml
from app.domain.forms.xforms import LAST_SAVED
from app.formats import nfc
from app.wording import _

LARGEST = 16 * 1024 * 1024  # bytes
_XFORMS = "{http://www.w3.org/2002/xforms}"
_NOT_IN_A_NAME = re.compile(r"[^\w.-]")
_INSTANCE_SOURCE = re.compile(r"<instance\b[^>]*?\bsrc=\"(jr://file[^\"]*)\"")
_MEDIA = re.compile(r"jr://(?:images|audio|video)/([^<>\"']+)")


def lists_beside(xform: str, form: Path) -> dict[str, bytes]:
    """Those of the files that the XForm takes lists from that lie beside the form, with their content."""
    found = ((name, file_beside(form, name)) for name in wanted_lists(xform))
    return {name: content for name, content in found if content is not None}


def missing_files(xform: str, form: Path, lists: Mapping[str, bytes]) -> Iterator[Mistake]:
    """Advice on lists, pictures and sounds that the XForm names and that do not lie beside the form."""
    for name in wanted_lists(xform):
        if name not in lists:
            text = _("Thiếu tệp {name} bên cạnh biểu mẫu, nên danh sách này trống.", name=name)
            yield Mistake("survey", 0, "", text, is_fatal=False)
    for name in media_names(xform):
        if place_beside(form, name) is None:
            text = _("Thiếu tệp {name} bên cạnh biểu mẫu, nên nó không được hiện.", name=name)
            yield Mistake("survey", 0, "", text, is_fatal=False)


def place_beside(form: Path, name: str) -> Path | None:
    """Where the file lies: in the folder of the form, or in the folder FORM-media as ODK has it; None when nowhere."""
    places = (form.parent / name, form.parent / f"{form.stem}-media" / name)
    return next((each for each in places if PurePosixPath(name).name == name and each.is_file()), None)


def file_beside(form: Path, name: str) -> bytes | None:
    """Its content; None when it is not there. Raises UserError for one that is too large or locked."""
    place = place_beside(form, name)
    return None if place is None else read_file(place)


def wanted_lists(xform: str) -> tuple[str, ...]:
    """The files that the XForm takes lists from and does not hold yet, by name."""
    return tuple(dict.fromkeys(_wanted_name(each) for each in _INSTANCE_SOURCE.findall(xform)))


def media_names(xform: str) -> tuple[str, ...]:
    """The pictures, sounds and films that the XForm shows, by file name."""
    return tuple(dict.fromkeys(each.strip() for each in _MEDIA.findall(xform) if each.strip()))


def with_lists(xform: str, files: Mapping[str, bytes]) -> str:
    """The XForm with these files taken in where it names them. Raises UserError for one that cannot be read."""
    if not any(name in files for name in wanted_lists(xform)):
        return xform
    document = read_xml(xform)
    for instance in document.iter(_XFORMS + "instance"):
        name = _wanted_name(instance.get("src", ""))
        if name in files and instance.get("src", "").startswith("jr://file"):
            _fill(instance, _text(files[name], name), name)
    return str(etree.tostring(document, encoding="unicode"))


def with_last_saved(xform: str, submission: str) -> str:
    """The XForm with the answers of the last time, for those of its defaults that ask for them (last-saved)."""
    document = read_xml(xform)
    for instance in document.iter(_XFORMS + "instance"):
        if instance.get("src") == LAST_SAVED:
            instance.append(read_xml(submission))
            del instance.attrib["src"]
    return str(etree.tostring(document, encoding="unicode"))


def _wanted_name(address: str) -> str:
    return PurePosixPath(html.unescape(address).rpartition("://")[2]).name


def read_file(path: Path) -> bytes:
    """Its content. Raises UserError for a file that is too large, or cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(_("{name} lớn hơn {limit} MB nên không được mở.", name=path.name, limit=LARGEST // 2**20))
        return path.read_bytes()
    except OSError as problem:
        raise UserError(_("Không đọc được tệp {name}.", name=path.name)) from problem


def _text(content: bytes, name: str) -> str:
    try:
        return nfc(content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise UserError(_("{name} không phải văn bản UTF-8. Hãy lưu lại bằng mã UTF-8.", name=name)) from problem


def _fill(instance: etree._Element, content: str, name: str) -> None:
    for child in list(instance):
        instance.remove(child)
    if name.lower().endswith(".xml"):
        instance.append(read_xml(content))
    else:
        read = _geojson if name.lower().endswith((".geojson", ".json")) else _csv
        root = etree.SubElement(instance, _XFORMS + "root")
        for record in read(content, name):
            item = etree.SubElement(root, _XFORMS + "item")
            for column, text in record.items():
                etree.SubElement(item, _XFORMS + column).text = printable(text)
    del instance.attrib["src"]


def _csv(content: str, name: str) -> Iterable[Mapping[str, str]]:
    head = content.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)  # Excel writes what the computer's region separates lists with
    rows = csv.reader(io.StringIO(content), delimiter=delimiter)
    try:
        header = [column_name(each) for each in next(rows, [])]
        for row in rows:
            yield {column: text for column, text in zip(header, row, strict=False) if column}
    except csv.Error as problem:
        raise UserError(_("{name} không phải bảng CSV đúng.", name=name)) from problem


def _geojson(content: str, name: str) -> Iterable[Mapping[str, str]]:
    """Each feature with its id, its properties and its point as latitude and longitude."""
    try:
        features: list[dict[str, Any]] = json.loads(content)["features"]
        for feature in features:
            properties = {column_name(str(key)): str(value) for key, value in (feature.get("properties") or {}).items()}
            place = (feature.get("geometry") or {}).get("coordinates") or []
            is_point = len(place) >= 2 and all(isinstance(each, (int, float)) for each in place)
            yield {
                "id": str(feature.get("id", "")),
                **{key: text for key, text in properties.items() if key},
                "geometry": f"{place[1]} {place[0]} 0 0" if is_point else "",
            }
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise UserError(_("{name} không phải GeoJSON đúng.", name=name)) from problem


def column_name(name: str) -> str:
    """The name of a column as that of an element."""
    cleaned = _NOT_IN_A_NAME.sub("_", name.strip())
    return cleaned if cleaned and (cleaned[0].isalpha() or cleaned[0] == "_") else f"_{cleaned}" if cleaned else ""


def printable(text: str) -> str:
    """Without the control characters that XML cannot carry."""
    return "".join(each for each in text if each >= " " or each in "\t\n")
