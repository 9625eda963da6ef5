"""Whether a Word file that an office gives as its template may be opened at all: what it is and holds, before any of it
is read as a template. Files from elsewhere are hostile until checked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from app.domain.errors import UserError
from app.wording import _

LARGEST_FILE = 8 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_XML = 12 * 1024 * 1024
MOST_PARTS = 400
DENSEST = 200
"""No part of an ordinary Word file is pressed more than so many times."""

UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What a damaged or locked archive raises, depending on where it is damaged."""

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MAIN_PART = "word/document.xml"
FIELD = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b", re.IGNORECASE)
ALIEN = re.compile(
    r"(vbaproject|vbadata|/embeddings/|/activex/|\.bin$|\.exe$|\.dll$|\.js$|altchunk|afchunk)", re.IGNORECASE
)
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
HARMLESS_TARGETS = ("hyperlink",)


def checked_parts(name: str, packed: bytes) -> Mapping[str, bytes]:
    """The parts of a plain Word document by their names. UserError says what is wrong with the file called name."""
    if len(packed) > LARGEST_FILE:
        raise UserError(
            _("“{name}” nặng hơn {most} MB. Bỏ bớt ảnh trong mẫu rồi thử lại.", name=name, most=LARGEST_FILE >> 20)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            _demand_small(name, archive)
            parts = {each.filename: _read(name, archive, each) for each in archive.infolist() if not each.is_dir()}
    except UNREADABLE as trouble:
        raise UserError(not_word(name)) from trouble
    _demand_plain(name, parts)
    return parts


def not_word(name: str) -> str:
    return _("“{name}” không phải là tệp Word (.docx) mở được. Mở bằng Word và lưu lại thành .docx.", name=name)


def _demand_small(name: str, archive: zipfile.ZipFile) -> None:
    """Before anything is unpacked: a small file may claim to hold terabytes."""
    held = archive.infolist()
    total = sum(each.file_size for each in held)
    dense = any(each.file_size > DENSEST * max(each.compress_size, 1) + 65536 for each in held)
    twice = len({each.filename for each in held}) != len(held)
    if len(held) > MOST_PARTS or total > LARGEST_UNPACKED or dense or twice:
        raise UserError(_("“{name}” giải nén ra lớn bất thường nên không được mở làm mẫu.", name=name))


def _read(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """What the part holds, never more than it said beforehand."""
    with archive.open(part) as stream:
        content = stream.read(part.file_size + 1)
    if len(content) > part.file_size:
        raise UserError(_("“{name}” giải nén ra lớn bất thường nên không được mở làm mẫu.", name=name))
    return content


def _demand_plain(name: str, parts: Mapping[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vba" in each.casefold() for each in parts):
        raise UserError(_("“{name}” có macro. Lưu lại thành tệp .docx không có macro rồi thử lại.", name=name))
    if any(ALIEN.search(each) for each in parts):
        raise UserError(
            _("“{name}” nhúng tệp hoặc đối tượng khác bên trong. Bỏ chúng khỏi mẫu rồi thử lại.", name=name)
        )
    if MAIN_PART not in parts or MAIN_TYPE.encode() not in types:
        raise UserError(not_word(name))
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            _demand_plain_xml(name, part, content)


def _demand_plain_xml(name: str, part: str, content: bytes) -> None:
    if len(content) > LARGEST_XML:
        raise UserError(_("“{name}” giải nén ra lớn bất thường nên không được mở làm mẫu.", name=name))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise UserError(not_word(name)) from trouble
    if root.getroottree().docinfo.doctype:
        raise UserError(_("“{name}” khai báo thực thể XML nên không được mở làm mẫu.", name=name))
    if part.endswith(".rels"):
        _demand_inside(name, root)
    elif FIELD.search(_fields(root)):
        raise UserError(
            _("“{name}” có trường tự lấy dữ liệu từ nơi khác (DDE, INCLUDE). Bỏ trường đó rồi thử lại.", name=name)
        )


def _fields(root: etree._Element) -> bytes:
    """All codes of fields in a part, also those cut into pieces."""
    told = [each.text or "" for each in root.iter("{*}instrText")]
    told += [value for each in root.iter("{*}fldSimple") for key, value in each.items() if key.endswith("}instr")]
    return "".join(told).encode()


def _demand_inside(name: str, root: etree._Element) -> None:
    """Nothing that Word would fetch from elsewhere when it opens the file; links that a person clicks may stay."""
    for each in root.iter(RELATIONSHIP):
        kind = str(each.get("Type", "")).rsplit("/", 1)[-1]
        if each.get("TargetMode") == "External" and kind not in HARMLESS_TARGETS:
            raise UserError(
                _(
                    "“{name}” lấy nội dung từ nơi khác ({kind}). Đưa nội dung đó vào mẫu rồi thử lại.",
                    name=name,
                    kind=kind,
                )
            )
