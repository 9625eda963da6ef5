"""Lists that lie in files beside a form, taken into its XForm so that a dossier carries all it needs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from app.domain.errors import UserError
from app.domain.forms.mistakes import Mistake
from app.domain.forms.trees import read_xml
from app.formats import nfc
from app.wording import _

LARGEST = 16 * 1024 * 1024  # bytes
_XFORMS = "{http://www.w3.org/2002/xforms}"
_NOT_IN_A_NAME = re.compile(r"[^\w.-]")


def take_in_lists(xform: str, folder: Path) -> tuple[str, list[Mistake]]:
    """The XForm with the content of the CSV, XML and GeoJSON files that it names, and advice on those not there."""
    document = read_xml(xform)
    missing: list[Mistake] = []
    changed = False
    for instance in document.iter(_XFORMS + "instance"):
        address = instance.get("src", "")
        name = PurePosixPath(address.rpartition("://")[2]).name
        if not address.startswith("jr://file") or address.endswith("/last-saved"):
            continue
        content = _content(folder / name)
        if content is None:
            text = _("Thiếu tệp {name} bên cạnh biểu mẫu, nên danh sách này trống.", name=name)
            missing.append(Mistake("survey", 0, "", text, is_fatal=False))
            continue
        _fill(instance, content, name)
        changed = True
    return (etree.tostring(document, encoding="unicode") if changed else xform), missing


def _content(path: Path) -> str | None:
    try:
        if not path.is_file():
            return None
        if path.stat().st_size > LARGEST:
            raise UserError(_("{name} lớn hơn {limit} MB nên không được mở.", name=path.name, limit=LARGEST // 2**20))
        return nfc(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(_("{name} không phải văn bản UTF-8. Hãy lưu lại bằng mã UTF-8.", name=path.name)) from problem


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
                etree.SubElement(item, _XFORMS + column).text = _printable(text)
    del instance.attrib["src"]


def _csv(content: str, name: str) -> Iterable[Mapping[str, str]]:
    rows = csv.reader(io.StringIO(content))
    try:
        header = [_column(each) for each in next(rows, [])]
        for row in rows:
            yield {column: text for column, text in zip(header, row, strict=False) if column}
    except csv.Error as problem:
        raise UserError(_("{name} không phải bảng CSV đúng.", name=name)) from problem


def _geojson(content: str, name: str) -> Iterable[Mapping[str, str]]:
    """Each feature with its id, its properties and its point as latitude and longitude."""
    try:
        features: list[dict[str, Any]] = json.loads(content)["features"]
        for feature in features:
            properties = {_column(str(key)): str(value) for key, value in (feature.get("properties") or {}).items()}
            place = (feature.get("geometry") or {}).get("coordinates") or []
            is_point = len(place) >= 2 and all(isinstance(each, (int, float)) for each in place)
            yield {
                "id": str(feature.get("id", "")),
                **{key: text for key, text in properties.items() if key},
                "geometry": f"{place[1]} {place[0]} 0 0" if is_point else "",
            }
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise UserError(_("{name} không phải GeoJSON đúng.", name=name)) from problem


def _column(name: str) -> str:
    cleaned = _NOT_IN_A_NAME.sub("_", name.strip())
    return cleaned if cleaned and (cleaned[0].isalpha() or cleaned[0] == "_") else f"_{cleaned}" if cleaned else ""


def _printable(text: str) -> str:
    """Without the control characters that XML cannot carry."""
    return "".join(each for each in text if each >= " " or each in "\t\n")
