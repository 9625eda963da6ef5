"""Reads forms: text tables and workbooks through pyxform, which is loaded for that alone, and the XForms that run."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.domain.errors import UserError
from app.domain.forms.advice import advice_on, path_advice
from app.domain.forms.attachments import file_beside, lists_beside, missing_files, with_lists
from app.domain.forms.canonical import as_written, canonical
from app.domain.forms.checking import ring_mistakes, table_mistakes
from app.domain.forms.external_choices import file_records, sheet_records, take_in_external_choices
from app.domain.forms.laptop import laptop_advice, laptop_advice_on_xform
from app.domain.forms.mistakes import FormError, Mistake, in_file_order
from app.domain.forms.pyxform_words import mistake_of
from app.domain.forms.row_checks import row_mistakes
from app.domain.forms.searched_choices import take_in_searches
from app.domain.forms.tables import FormTables, Row, Sheet, read_markdown, write_markdown
from app.domain.forms.xform_checks import xform_mistakes
from app.domain.forms.xforms import read_xform
from app.formats import nfc
from app.wording import _

__all__ = ["ReadForm", "convert", "convert_text", "mistakes_in", "read_source", "read_tables", "read_xform"]

LARGEST_TEXT = 16 * 1024 * 1024
LARGEST_WORKBOOK = 32 * 1024 * 1024
LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes. A questionnaire is far smaller; larger files are mistakes or attacks."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls")

DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, RuntimeError, SyntaxError, TypeError),
    *(ValueError, struct.error, zlib.error, zipfile.BadZipFile),
)
"""What readers of workbooks raise when bytes are not what they should be; broken XML is a SyntaxError to them, a locked
archive a RuntimeError."""


@dataclass(frozen=True, slots=True)
class ReadForm:
    """source: the form as text tables (the XForm itself where it came as one); xform: what runs; advice: what is hardly
    meant, but no mistake; lists: the files beside the form whose content is in the xform now, by name."""

    source: str
    xform: str
    advice: tuple[Mistake, ...]
    lists: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(str(each) for each in self.advice)


def convert(path: Path) -> ReadForm:
    """A .md, .xlsx or .xls form, or an XForm (.xml), converted. Raises FormError with every mistake, UserError for an
    unreadable file."""
    if path.suffix.lower() == ".xml":
        return _from_xform(path)
    tables = read_tables(path)
    xform, advice = _converted(tables, path.stem)
    return _with_files(ReadForm(write_markdown(tables), xform, advice), path)


def _from_xform(path: Path) -> ReadForm:
    source = _decoded(_opened(path, LARGEST_TEXT), path.name)
    itemsets = file_beside(path, "itemsets.csv") if " query=" in source else None
    records = file_records(_decoded(itemsets or b"", "itemsets.csv"))
    xform = take_in_searches(take_in_external_choices(source, records))
    mistakes = xform_mistakes(xform, read_xform(xform, path.stem))
    fatal = [each for each in mistakes if each.is_fatal]
    if fatal:
        raise FormError(mistakes)
    return _with_files(ReadForm(source, xform, (*mistakes, *laptop_advice_on_xform(xform))), path)


def _with_files(read: ReadForm, path: Path) -> ReadForm:
    """The lists that lie in files beside the form are taken in; what is missing there is named."""
    lists = lists_beside(read.xform, path)
    missing = missing_files(read.xform, path, lists)
    return ReadForm(read.source, with_lists(read.xform, lists), (*missing, *read.advice), lists)


def convert_text(source: str, name: str) -> ReadForm:
    """A form given as text tables. Raises FormError with every mistake found."""
    return ReadForm(source, *_converted(read_markdown(source), name))


def read_source(source: Path | str, name: str = "data") -> str:
    """The XForm of a form file or of text tables."""
    return convert(source).xform if isinstance(source, Path) else convert_text(source, name).xform


def mistakes_in(path: Path) -> list[Mistake]:
    """Every mistake and all advice on a form file, [] when it is sound. Raises UserError when it cannot be read."""
    try:
        return list(convert(path).advice)
    except FormError as error:
        return list(error.mistakes)


def _converted(tables: FormTables, name: str) -> tuple[str, tuple[Mistake, ...]]:
    checked = canonical(tables)
    found = [*table_mistakes(checked), *row_mistakes(checked)]
    if any(each.is_fatal for each in found):
        raise FormError(in_file_order(as_written(found, tables), tables))
    xform = take_in_searches(take_in_external_choices(_with_pyxform(tables, name), sheet_records(tables)))
    form = read_xform(xform, name)
    rings = ring_mistakes(form, checked)
    if rings:
        raise FormError(in_file_order(as_written(rings, tables), tables))
    advice = [*found, *advice_on(checked), *path_advice(form, checked), *laptop_advice(checked)]
    return xform, tuple(in_file_order(as_written(advice, tables), tables))


def _with_pyxform(tables: FormTables, name: str) -> str:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as pyxform_convert

    try:
        result = pyxform_convert(tables.definition(), form_name=_as_xml_name(name), validate=False)
    except PyXFormError as problem:
        raise FormError([mistake_of(problem, tables)]) from problem
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        text = _("pyxform không đọc được biểu mẫu này. Hãy xem lại tên các cột và các trang.")
        raise FormError([Mistake("survey", 1, "", text)]) from problem
    return nfc(result.xform)


def _as_xml_name(name: str) -> str:
    """The root of the answers is called after the file, where the form itself gives it no name."""
    cleaned = re.sub(r"[^\w.-]+", "_", nfc(name))
    return cleaned if re.match(r"[^\W\d]", cleaned) else f"_{cleaned}"


def read_tables(path: Path) -> FormTables:
    """The sheets of a form file. Raises UserError for a missing, foreign, damaged or outsized one."""
    suffix = path.suffix.lower()
    if suffix != ".md" and suffix not in WORKBOOKS:
        raise UserError(_("Biểu mẫu phải là tệp .md, .xlsx, .xls hoặc .xml: {name}", name=path.name))
    content = _opened(path, LARGEST_TEXT if suffix == ".md" else LARGEST_WORKBOOK)
    if suffix == ".md":
        return read_markdown(_decoded(content, path.name))
    if suffix != ".xls":
        refuse_bomb(content, path.name)
    return _read_workbook(content, suffix, path.name)


def _opened(path: Path, limit: int) -> bytes:
    try:
        if path.stat().st_size > limit:
            raise UserError(_("{name} lớn hơn {limit} MB nên không được mở.", name=path.name, limit=limit // 2**20))
        return path.read_bytes()
    except OSError as problem:
        raise UserError(_("Không mở được biểu mẫu {name}.", name=path.name)) from problem


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UserError(_("{name} không phải văn bản UTF-8. Hãy lưu lại bằng mã UTF-8.", name=name)) from problem


def refuse_bomb(content: bytes, name: str) -> None:
    """Raises UserError for a workbook that would unpack to more than any questionnaire holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except DAMAGE as problem:
        raise UserError(_("{name} không phải sổ tính Excel, hoặc đã hỏng.", name=name)) from problem
    if unpacked > LARGEST_UNPACKED:
        raise UserError(_("{name} bung ra quá lớn nên không được mở.", name=name))


def _read_workbook(content: bytes, suffix: str, name: str) -> FormTables:
    import xlrd
    from pyxform import xls2json_backends
    from pyxform.errors import PyXFormError

    # What xlrd notices in old workbooks goes to the standard output, where a caller expects our answer alone.
    xls2json_backends.xlrd_open = partial(xlrd.open_workbook, logfile=io.StringIO())
    read = xls2json_backends.xls_to_dict if suffix == ".xls" else xls2json_backends.xlsx_to_dict
    try:
        book = read(xls2json_backends.Definition(io.BytesIO(content), None, None))
    except (PyXFormError, xlrd.compdoc.CompDocError, *DAMAGE) as problem:
        if "Duplicate column header" in str(problem):
            raise FormError([mistake_of(problem, FormTables(()))]) from problem
        raise UserError(_("{name} không phải sổ tính Excel, hoặc đã hỏng.", name=name)) from problem
    sheets = [each for each in book if f"{each}_header" in book]
    return FormTables(tuple(_sheet(each, book[each], book[f"{each}_header"]) for each in sheets))


def _sheet(name: str, rows: list[dict[str, str]], headers: list[dict[str, None]]) -> Sheet:
    header = tuple(headers[0]) if headers else ()
    body = (
        Row(number, 0, tuple(nfc(str(row.get(column) or "")) for column in header))
        for number, row in enumerate(rows, 2)
    )
    return Sheet(name, tuple(nfc(each) for each in header), tuple(body))
