"""Makes the shipped Word templates, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I; a tool, not used at run time.

python -m app.reports.word_template            writes them anew into resources/word
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document as NewDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Mm, Pt, RGBColor

from app.reports.word import GENERAL, PROGRAMME, shipped_template
from app.reports.word_names import SECTIONS
from app.wording import _

FACE = "Times New Roman"
CENTRE, LEFT, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
MADE_ON = (2026, 11, 24, 0, 0, 0)
"""The date inside the files, so that the same tool makes the same bytes."""


def write_templates() -> tuple[Path, ...]:
    made = []
    for name, parts in ((GENERAL, ("noi_dung",)), (PROGRAMME, SECTIONS)):
        path = shipped_template(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(template(parts))
        made.append(path)
    return tuple(made)


def template(parts: Sequence[str]) -> bytes:
    """An official paper whose body is made of these parts."""
    document: Any = NewDocument()
    _set_up_page(document)
    _set_up_styles(document)
    _number_pages(document)
    _head(document)
    _title(document)
    for each in parts:
        document.add_paragraph(f"{{{{p {each} }}}}", style="Than bai")
    _signatures(document)
    properties = document.core_properties
    properties.author = "{{ co_quan }}"
    properties.title = "{{ loai_van_ban }}: {{ trich_yeu }}"
    properties.subject, properties.comments, properties.language = "{{ trich_yeu }}", "", "vi-VN"
    properties.created = properties.modified = datetime(*MADE_ON)
    held = io.BytesIO()
    document.save(held)
    return _same_bytes(held.getvalue())


def _same_bytes(packed: bytes) -> bytes:
    """The same parts, each with the same date."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as kept:
        for each in given.infolist():
            if "thumbnail" not in each.filename:
                kept.writestr(
                    zipfile.ZipInfo(each.filename, MADE_ON),
                    _plain_part(each.filename, given.read(each)),
                    zipfile.ZIP_DEFLATED,
                )
    return held.getvalue()


def _plain_part(name: str, content: bytes) -> bytes:
    """Without the small picture of the first page, which the library's own template brings along."""
    if name != "_rels/.rels":
        return content
    from lxml import etree

    root = etree.fromstring(content)
    for each in root:
        if "thumbnail" in str(each.get("Type")):
            root.remove(each)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _set_up_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(22)
    section.left_margin, section.right_margin = Mm(30), Mm(17)
    section.header_distance = section.footer_distance = Mm(11)
    section.different_first_page_header_footer = True


def _set_up_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _face(normal, 13)
    normal.paragraph_format.space_after = Pt(0)
    body = _style(document, "Than bai", 13)
    body.paragraph_format.alignment, body.paragraph_format.first_line_indent = JUSTIFIED, Cm(1)
    body.paragraph_format.space_after, body.paragraph_format.line_spacing = Pt(6), 1.15
    body.paragraph_format.widow_control = True
    for name, size, italic, before in (("Heading 1", 13, False, 10), ("Heading 2", 13, True, 7)):
        heading = document.styles[name]
        _face(heading, size)
        heading.font.bold, heading.font.italic = True, italic
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(5)
        heading.paragraph_format.keep_with_next = True
    note = _style(document, "Ghi chu", 11.5)
    note.font.italic, note.paragraph_format.alignment, note.paragraph_format.space_after = True, JUSTIFIED, Pt(6)
    caption = _style(document, "Ten bang", 11.5)
    caption.font.italic, caption.paragraph_format.keep_with_next = True, True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(4), Pt(3)
    cell = _style(document, "Chu bang", 11)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1)


def _style(document: Any, name: str, size: float) -> Any:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    _face(made, size)
    return made


def _face(style: Any, size: float) -> None:
    """The face for every script: Word would else take its own for letters with marks."""
    style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACE)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _number_pages(document: Any) -> None:
    """The page number in the middle of the top margin from page 2; the trace mark at the foot of each."""
    section = document.sections[0]
    above = section.header.paragraphs[0]
    above.alignment = CENTRE
    _field(above, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.alignment = LEFT
        run = line.add_run("{{ chan_trang }}")
        run.font.size = Pt(8)


def _field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, words in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _head(document: Any) -> None:
    """Boxes 1 to 4: the agency with the number at the left, the nation's name with place and day at the right."""
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    widths = (Mm(64), Mm(99))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            _margins(cell)
    left, right = table.rows[0].cells
    _said(left.paragraphs[0], "{%p if co_quan_chu_quan %}", 12)
    _said(left.add_paragraph(), "{{ co_quan_chu_quan }}", 12)
    _said(left.add_paragraph(), "{%p endif %}", 12)
    _said(left.add_paragraph(), "{{ co_quan }}", 12, bold=True)
    _rule_below(left.paragraphs[-1], Mm(24))
    _said(right.paragraphs[0], _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), 12, bold=True)
    _said(right.add_paragraph(), _("Độc lập - Tự do - Hạnh phúc"), 13, bold=True)
    _rule_below(right.paragraphs[-1], Mm(56))
    left, right = table.rows[1].cells
    _said(left.paragraphs[0], "{{ so_ky_hieu }}", 13)
    _said(left.add_paragraph(), "{%p if du_thao %}", 12)
    _said(left.add_paragraph(), "{{ du_thao }}", 12, bold=True)
    _said(left.add_paragraph(), "{%p endif %}", 12)
    _said(right.paragraphs[0], "{{ dia_danh_ngay }}", 13, italic=True)


def _said(paragraph: Any, words: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    paragraph.alignment = CENTRE
    run = paragraph.add_run(words)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic


def _rule_below(paragraph: Any, length: int) -> None:
    """A paragraph of its own with a rule above it, as long as the decree wants: indented from both sides."""
    width = getattr(paragraph._parent, "width", None) or Mm(163)
    element = OxmlElement("w:p")
    paragraph._p.addnext(element)
    line = type(paragraph)(element, paragraph._parent)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Emu((width - length) // 2)
    line.paragraph_format.space_after = Pt(2)
    line.paragraph_format.line_spacing = Pt(6)
    properties = element.get_or_add_pPr()
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")):
        top.set(qn(name), value)
    borders.append(top)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _margins(cell: Any) -> None:
    properties = cell._tc.get_or_add_tcPr()
    margins = OxmlElement("w:tcMar")
    for side in ("w:left", "w:right"):
        element = OxmlElement(side)
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    properties.append(margins)


def _title(document: Any) -> None:
    """Box 5a: type, subject, and the decision it is issued with."""
    for words, size, bold, before in (("{{ loai_van_ban }}", 14, True, 14), ("{{ trich_yeu }}", 13.5, True, 0)):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.keep_with_next = True
        _said(paragraph, words, size, bold=bold)
    _said(document.add_paragraph(), "{%p if kem_theo %}", 13)
    _said(document.add_paragraph(), "{{ kem_theo }}", 13, italic=True)
    _said(document.add_paragraph(), "{%p endif %}", 13)
    _rule_below(document.paragraphs[-1], Mm(44))
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _signatures(document: Any) -> None:
    """Boxes 7 and 9: who signs at the right; recipients at the bottom left, level with the signer's title."""
    document.add_paragraph()
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = table.columns[0].width, table.columns[1].width = Mm(75), Mm(88)
    _margins(left)
    _margins(right)
    head = left.paragraphs[0]
    _said(head, "{%p if noi_nhan %}", 12)
    _said(left.add_paragraph(), _("Nơi nhận:"), 12, bold=True, italic=True)
    _said(left.add_paragraph(), "{%p for hang in noi_nhan %}", 11)
    _said(left.add_paragraph(), "- {{ hang.ten }}{{ hang.dau_cuoi }}", 11)
    _said(left.add_paragraph(), "{%p endfor %}", 11)
    _said(left.add_paragraph(), "{%p endif %}", 12)
    for each in left.paragraphs:
        each.alignment = LEFT
    _said(right.paragraphs[0], "{%p for hang in nguoi_ky_ten %}", 13)
    _said(right.add_paragraph(), "{{ hang.chuc_vu }}", 13, bold=True)
    _said(right.add_paragraph(), _("(Ký, ghi rõ họ tên)"), 11, italic=True)
    signed = right.add_paragraph()
    signed.paragraph_format.space_before = Pt(58)
    _said(signed, "{{ hang.ho_ten }}", 13, bold=True)
    _said(right.add_paragraph(), "{%p endfor %}", 13)
    for each in (*left.paragraphs, *right.paragraphs):
        each.paragraph_format.keep_with_next = True


if __name__ == "__main__":
    write_templates()
