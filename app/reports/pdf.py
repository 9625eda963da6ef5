"""Document -> PDF: official paper with embedded fonts, vector charts, page numbers above and trace marks below."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.domain.document import Document
from app.reports import fonts, official, paper
from app.reports.colours import LINE, TEXT, TEXT3
from app.reports.flowables import flowables
from app.reports.placing import place
from app.wording import _, speaking

Progress = Callable[[float], None]
LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}


def write_pdf(document: Document, path: Path, progress: Progress | None = None) -> Path:
    """The document as a PDF at this path, whole or not at all; the same document gives the same bytes."""
    return place(path, lambda beside: _save(document, str(beside), progress))


def pdf_bytes(document: Document, progress: Progress | None = None) -> bytes:
    """The same PDF in memory, for the preview."""
    held = io.BytesIO()
    _save(document, held, progress)
    return held.getvalue()


def _save(document: Document, target: str | io.BytesIO, progress: Progress | None) -> None:
    fonts.register()
    with speaking(document.language):
        template = Template(target, document)
        if progress is not None:
            template.setProgressCallBack(lambda kind, value: _tell(template, progress, kind, value))
        story = [*official.heading(document), *flowables(document.blocks)]
        template.build(story, canvasmaker=lambda *given, **named: PagedCanvas(document, *given, **named))


def _tell(template: Template, progress: Progress, kind: str, value: Any) -> None:
    if kind == "SIZE_EST":
        template.expected = value
    elif kind == "PROGRESS" and template.expected:
        progress(min(value / template.expected, 1.0))


class Template(BaseDocTemplate):  # type: ignore[misc]
    """One frame a page inside the decree's margins; headings become the outline of the file."""

    def __init__(self, target: str | io.BytesIO, document: Document) -> None:
        super().__init__(
            target,
            pagesize=paper.PAGE,
            title=f"{document.title}: {document.subject}",
            author=document.letterhead.agency or _("Đo Chuẩn"),
            subject=document.about or document.subject,
            keywords=document.keywords,
            creator=_("Đo Chuẩn"),
            lang=LANGUAGE_TAGS.get(document.language, document.language),
            invariant=1,
            initialFontName=fonts.SERIF,
            displayDocTitle=True,
        )
        self.expected = 0
        frame = Frame(paper.LEFT, paper.BOTTOM, paper.TEXT_WIDTH, paper.TEXT_HEIGHT, 0, 0, 0, 0, id="text")
        self.addPageTemplates([PageTemplate(id="page", frames=[frame], pagesize=paper.PAGE)])

    def afterFlowable(self, flowable: Flowable) -> None:
        heading = getattr(flowable, "heading", None)
        if heading is not None:
            text, level, key = heading
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, level - 1, closed=False)


class PagedCanvas(Canvas):  # type: ignore[misc]
    """Holds the pages back until their number is known, then writes what stands around the text on each."""

    def __init__(self, document: Document, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "initialFontName": fonts.SERIF})
        self.document = document
        self.held: list[dict[str, Any]] = []
        self.marks: list[tuple[str, dict[str, Any]]] = []
        if document.as_of is not None:
            self._doc._timeStamp = _stamp(document.as_of)

    def bookmarkPage(self, key: str, *_given: Any, **named: Any) -> None:
        """Held back with its page: a bookmark made now would lead to the first page."""
        self.marks.append((key, named))

    def showPage(self) -> None:
        self.held.append(dict(self.__dict__))
        self.marks = []
        self._startPage()

    def save(self) -> None:
        places: dict[str, PDFArray] = {}
        for number, page in enumerate(self.held, start=1):
            self.__dict__.update(page)
            for key, named in self.marks:
                super().bookmarkPage(key, **named)
                if named.get("fit") == "FitR":
                    box = [named[side] for side in ("left", "bottom", "right", "top")]
                    places[key] = PDFArray([self._doc.thisPageRef(), PDFName("FitR"), *box])
            _around(self, self.document, number, len(self.held))
            super().showPage()
        if places:  # named in the file, so that whoever signs it digitally finds them
            self._doc.Catalog.Dests = PDFDictionary(places)
        super().save()


def _around(canvas: Canvas, document: Document, number: int, total: int) -> None:
    """Page number in the middle of the top margin from page 2; dossier code, revision and page x/y at the foot."""
    canvas.saveState()
    canvas.setFillColor(HexColor(TEXT))
    if number > 1:
        canvas.setFont(fonts.SERIF, 13)
        canvas.drawCentredString(paper.PAGE[0] / 2, paper.PAGE[1] - paper.TOP * 0.62, str(number))
    right, base = paper.PAGE[0] - paper.RIGHT, paper.BOTTOM * 0.5
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.5)
    canvas.line(paper.LEFT, base + 11, right, base + 11)
    canvas.setFillColor(HexColor(TEXT3))
    canvas.setFont(fonts.SANS, 8)
    canvas.drawString(paper.LEFT, base, _foot(document))
    canvas.drawRightString(right, base, _("Trang {number}/{total}", number=number, total=total))
    canvas.restoreState()


def _foot(document: Document) -> str:
    return _("{footer} · Dự thảo", footer=document.footer) if document.draft else document.footer


def _stamp(day: date) -> TimeStamp:
    """The day the report is true of as the file's own date, so that the same report gives the same bytes."""
    stamp = TimeStamp(1)
    noon = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    stamp.t = noon.timestamp()
    stamp.lt = noon.timetuple()
    stamp.YMDhms = tuple(noon.timetuple())[:6]
    return stamp
