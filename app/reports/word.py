"""Document -> Word: a template of the office, or the shipped one, filled by docxtpl in a sandbox.

A template is a .docx with placeholders such as {{ ten_chuong_trinh }}; resources/word/README.md lists them. Words of
the dossier are put in as words: they are escaped for XML, and never read as template code. Whole parts of a paper
({{p noi_dung }}) come as paragraphs and tables.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Emu
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree
from markupsafe import Markup

from app import paths
from app.domain.document import Block, Document, Paragraph, Signatures
from app.domain.errors import UserError
from app.reports import official, word_zip
from app.reports.placing import place, told_plainly
from app.reports.word_blocks import Writer
from app.reports.word_language import Names, demand_known, environment
from app.reports.words import plain
from app.wording import _, speaking

MOST_MARKS = 4000
"""Placeholders in one part of a template."""

GENERAL, PROGRAMME = "van-ban.docx", "chuong-trinh.docx"
"""The shipped templates: of any paper, and of the programme."""

Rows = tuple[Mapping[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class WordPaper:
    """What a template is filled with. fields: words; parts: blocks; lists: rows of words, for tables of one's own."""

    language: str = "vi"
    fields: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    lists: Mapping[str, Rows] = field(default_factory=dict)


FIELDS = (
    "co_quan_chu_quan",
    "co_quan",
    "so_ky_hieu",
    "dia_danh_ngay",
    "du_thao",
    "loai_van_ban",
    "trich_yeu",
    "kem_theo",
    "chuc_vu_nguoi_ky",
    "nguoi_ky",
    "chan_trang",
)
"""The fields that every paper has, from its letterhead, title, signatures and foot."""

LISTS: Mapping[str, frozenset[str]] = {
    "noi_nhan": frozenset({"ten", "dau_cuoi"}),
    "nguoi_ky_ten": frozenset({"chuc_vu", "ho_ten"}),
}
PARTS = ("noi_dung",)
GENERAL_NAMES = Names(frozenset(FIELDS), frozenset(PARTS), LISTS)
"""What the template of any paper may name."""


def word_paper(document: Document) -> WordPaper:
    """What any paper gives to its template; its signatures stand in the template, the rest is noi_dung."""
    signed = next((each for each in document.blocks if isinstance(each, Signatures)), Signatures(()))
    with speaking(document.language):
        position, name = signed.people[-1] if signed.people else ("", "")
        fields = {
            "co_quan_chu_quan": document.letterhead.parent.upper(),
            "co_quan": document.letterhead.agency.upper() or official.DOTS,
            "so_ky_hieu": "" if document.attached else official.number_words(document.letterhead),
            "dia_danh_ngay": "" if document.attached else official.dated_words(document),
            "du_thao": _("DỰ THẢO") if document.draft else "",
            "loai_van_ban": document.title.upper(),
            "trich_yeu": document.subject,
            "kem_theo": document.attached,
            "chuc_vu_nguoi_ky": position.upper(),
            "nguoi_ky": name,
            "chan_trang": document.footer,
        }
        lists = {"noi_nhan": _recipients(signed.recipients), "nguoi_ky_ten": _signers(signed)}
    blocks = tuple(each for each in document.blocks if not isinstance(each, Signatures))
    return WordPaper(language=document.language, fields=fields, parts={"noi_dung": blocks}, lists=lists)


def _recipients(names: Iterable[str]) -> Rows:
    every = list(names)
    return tuple({"ten": each, "dau_cuoi": "." if each is every[-1] else ";"} for each in every)


def _signers(signed: Signatures) -> Rows:
    return tuple({"chuc_vu": position.upper(), "ho_ten": name} for position, name in signed.people)


def write_word(paper: WordPaper, path: Path, template: Path, names: Names = GENERAL_NAMES) -> Path:
    """The paper as a .docx at this path, whole or not at all. UserError says what is wrong with the template."""
    if path.suffix.lower() != ".docx":
        raise UserError(_("Tên tệp Word phải kết thúc bằng .docx: “{name}”.", name=path.name))
    with speaking(paper.language):
        filled = filled_template(paper, template, names)
        return place(path, lambda beside: _save(filled, beside))


def _save(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def filled_template(paper: WordPaper, template: Path, names: Names) -> bytes:
    """The bytes of the file."""
    held = _opened(template.name, _content(template), names)
    context = _context(paper, held, names)
    try:
        held.render(context, environment())
    except (TemplateError, etree.XMLSyntaxError) as trouble:
        raise UserError(
            _(
                "Mẫu Word “{name}” điền xong thì hỏng: một vòng lặp hoặc điều kiện mở ở ô này, đóng ở ô khác. Đặt for "
                "và endfor, if và endif trong cùng một đoạn, hoặc dùng {{%tr %}} trên dòng riêng của bảng.",
                name=template.name,
            )
        ) from trouble
    written = io.BytesIO()
    held.save(written)
    return written.getvalue()


def check_template(path: Path, names: Names) -> None:
    """UserError says what is wrong with a template, and where. It is filled once with nothing and once with two rows a
    list, so that a loop begun in one cell and ended in another is found out now; nothing is kept."""
    rows = {name: tuple({cell: cell for cell in cells} for _each in range(2)) for name, cells in names.lists.items()}
    some = {name: (Paragraph(name),) for name in names.parts}
    for paper in (WordPaper(), WordPaper(fields=dict.fromkeys(names.fields, "…"), parts=some, lists=rows)):
        filled_template(paper, path, names)


def _content(path: Path) -> bytes:
    with told_plainly(path):
        size = path.stat().st_size
        if size > word_zip.LARGEST_FILE:
            return b"\0" * (word_zip.LARGEST_FILE + 1)
        return path.read_bytes()


class Held(DocxTemplate):  # type: ignore[misc]
    """docxtpl mends broken XML by dropping what it does not understand; words of a programme are never dropped.

    style_ids: the ids of the template's styles by their names, as Word writes them in any language.
    """

    style_ids: Mapping[str, str] = {}

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
        return super().fix_tables(xml)


def _opened(name: str, packed: bytes, names: Names) -> Held:
    """The template, checked as a file and read as a template."""
    word_zip.checked_parts(name, packed)
    held = Held(io.BytesIO(packed))
    try:
        held.init_docx()
        held.style_ids = _style_ids(held)
        for part, source in _sources(held):
            if source.count("{{") + source.count("{%") > MOST_MARKS:
                raise UserError(_("“{name}” có quá nhiều dấu {{{{ }}}} để làm mẫu.", name=name))
            demand_known(name, part, _patched(held, source), names)
    except (PackageNotFoundError, ValueError, KeyError, AttributeError) as trouble:
        raise UserError(word_zip.not_word(name)) from trouble
    return held


def _style_ids(held: Held) -> Mapping[str, str]:
    """Read as plain XML: a style of a kind that the library does not know is no reason to refuse a template."""
    found = {}
    for style in held.docx.part.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found[str(name.get(qn("w:val"), "")).casefold()] = str(style.get(qn("w:styleId"), ""))
    return found


def _sources(held: Held) -> Iterable[tuple[str, str]]:
    """The parts that docxtpl reads as templates, named as a person knows them."""
    yield _("phần thân"), held.get_xml()
    for uri, words in ((held.HEADER_URI, _("đầu trang")), (held.FOOTER_URI, _("chân trang"))):
        for _key, part in held.get_headers_footers(uri):
            yield words, held.get_part_xml(part)
    for part in held.docx.part.package.parts:
        if part.partname.endswith("/footnotes.xml"):
            yield _("chú thích cuối trang"), part.blob.decode("utf-8")
    properties = held.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield _("thuộc tính của tệp"), str(getattr(properties, name) or "")


def _patched(held: Held, source: str) -> str:
    """The source as docxtpl gives it to Jinja; each paragraph begins a line."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", str(held.patch_xml(source)))


def _context(paper: WordPaper, held: Held, names: Names) -> dict[str, Any]:
    """Every name that is declared; what this paper does not have is empty."""
    part = held.docx.part

    def picture(content: io.BytesIO, width: int, height: int) -> str:
        inline = part.new_pic_inline(content, Emu(width), Emu(height))
        return f"<w:drawing>{held.xml_to_string(inline)}</w:drawing>"

    writer = Writer(held.style_ids, picture)
    context: dict[str, Any] = {name: plain(paper.fields.get(name, "")) for name in names.fields}
    context |= {name: Markup(writer.xml(paper.parts.get(name, ()))) for name in names.parts}
    for name, cells in names.lists.items():
        context[name] = [{cell: plain(row.get(cell, "")) for cell in cells} for row in paper.lists.get(name, ())]
    return context


def shipped_template(name: str) -> Path:
    return paths.shipped("resources", "word", name)
