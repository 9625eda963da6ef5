"""The parts of an official paper around its text: national heading, agency, number and date, title, signatures."""

from __future__ import annotations

from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from app.domain.document import Document, DrawnSignature, Letterhead, Signatures
from app.reports import paper
from app.reports.colours import TEXT
from app.reports.fonts import text_width
from app.reports.signature_look import draw_strokes
from app.reports.signature_places import MARK
from app.reports.words import said
from app.wording import _

DOTS = "……………………"


class RuleBelow(Flowable):  # type: ignore[misc]
    """The line under a heading: a share of the heading's own length, centred."""

    def __init__(self, text: str, role: str, share: float) -> None:
        super().__init__()
        style = paper.style(role)
        self.length = max(text_width(text, style.fontName, style.fontSize) * share, 42)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.room = width
        self.length = min(self.length, width)
        return width, 5

    def draw(self) -> None:
        self.canv.setLineWidth(0.7)
        self.canv.setStrokeColor(HexColor(TEXT))
        start = (self.room - self.length) / 2
        self.canv.line(start, 3, start + self.length, 3)


class DraftMark(Flowable):  # type: ignore[misc]
    """The word for a draft in a small frame under the number, as offices stamp it; gone once the paper is signed."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.room = width
        return width, 22

    def draw(self) -> None:
        word, size = _("DỰ THẢO"), 11
        wide = text_width(word, "Serif-Bold", size) + 16
        start = (self.room - wide) / 2
        self.canv.setLineWidth(0.8)
        self.canv.setStrokeColor(HexColor(TEXT))
        self.canv.rect(start, 1, wide, 17)
        self.canv.setFillColor(HexColor(TEXT))
        self.canv.setFont("Serif-Bold", size)
        self.canv.drawCentredString(self.room / 2, 6, word)


class SignHere(Flowable):  # type: ignore[misc]
    """The room for a signature between position and name: marked for a digital one, filled by a drawn one."""

    HEIGHT, WIDEST = 58, 200

    def __init__(self, drawn: DrawnSignature | None = None) -> None:
        super().__init__()
        self.drawn = drawn

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.room = width
        return width, self.HEIGHT

    def draw(self) -> None:
        wide = min(self.room - 8, self.WIDEST)
        inset = (self.room - wide) / 2
        left, bottom = self.canv.absolutePosition(inset, 2)
        number = getattr(self.canv, "sign_places", 0) + 1
        self.canv.sign_places = number
        self.canv.bookmarkPage(
            f"{MARK}{number}", fit="FitR", left=left, bottom=bottom, right=left + wide, top=bottom + self.HEIGHT - 4
        )
        if self.drawn is not None:
            draw_strokes(self.canv, self.drawn.strokes, inset, 4, wide, self.HEIGHT - 8)


def heading(document: Document) -> list[Flowable]:
    """Boxes 1 to 5 of Phụ lục I: the two-column head, then type and subject in the middle. A paper that is issued with
    a decision has no number and day of its own: they are the decision's."""
    left, right = paper.TEXT_WIDTH * 0.43, paper.TEXT_WIDTH * 0.57
    numbered = [[_line(number_words(document.letterhead), "number")], [_line(dated_words(document), "dated")]]
    head = Grid(
        [
            [_agency(document.letterhead), _nation()],
            *([] if document.attached else [numbered]),
            [[DraftMark()] if document.draft else "", ""],
        ],
        colWidths=[left, right],
        style=paper.ruled(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        ),
    )
    return [
        head,
        _line(document.title.upper(), "title"),
        _line(document.subject, "subject"),
        *([_line(document.attached, "attached")] if document.attached else []),
        RuleBelow(document.subject[:48], "subject", 0.4),
        Spacer(0, 10),
    ]


def _nation() -> list[Flowable]:
    motto = _("Độc lập - Tự do - Hạnh phúc")
    return [
        _line(_("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "agency_bold"),
        _line(motto, "motto"),
        RuleBelow(motto, "motto", 1.0),
    ]


def _agency(letterhead: Letterhead) -> list[Flowable]:
    issuing = letterhead.agency.upper() or DOTS
    parent = [_line(letterhead.parent.upper(), "agency")] if letterhead.parent or not letterhead.agency else []
    if parent and not letterhead.parent:
        parent = [_line(DOTS, "agency")]
    return [*parent, _line(issuing, "agency_bold"), RuleBelow(issuing[:30], "agency_bold", 0.45)]


def number_words(letterhead: Letterhead) -> str:
    return _("Số: {number}", number=letterhead.number or letterhead.number_pattern or "……/BC-……")


def dated_words(document: Document) -> str:
    """Place and date; day and, for January and February, month with a leading 0. Blank parts are dotted."""
    place = document.letterhead.place or "…………"
    on = document.letterhead.on
    if on is None:
        year = document.as_of.year if document.as_of else "……"
        return _("{place}, ngày …… tháng …… năm {year}", place=place, year=year)
    return _("{place}, ngày {day} tháng {month} năm {year}", place=place, **_parts(on))


def _parts(on: date) -> dict[str, str]:
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return {"day": f"{on.day:02d}", "month": month, "year": str(on.year)}


def signatures(block: Signatures) -> list[Flowable]:
    """Who signs, at the right as the decree has it, several side by side; the recipients at the bottom left."""
    drawn = (*block.drawn, *([None] * len(block.people)))
    signers = [_signer(position, name, sign) for (position, name), sign in zip(block.people, drawn, strict=False)]
    recipients = _recipients(block.recipients)
    rows: list[list[object]]
    if len(signers) == 1:
        rows, widths = [[recipients, signers[0]]], [0.46, 0.54]
    else:
        rows, widths = [list(signers)] if signers else [], [1 / max(len(signers), 1)] * max(len(signers), 1)
    grids: list[Flowable] = [Spacer(0, 14)]
    if rows:
        grids.append(_borderless(rows, widths))
    if len(signers) != 1 and recipients:
        grids.append(_borderless([[recipients, ""]], [0.5, 0.5]))
    return grids


def _borderless(rows: list[list[object]], shares: list[float]) -> Grid:
    return Grid(
        rows,
        colWidths=[paper.TEXT_WIDTH * share for share in shares],
        style=paper.ruled(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ]
        ),
    )


def _signer(position: str, name: str, drawn: DrawnSignature | None) -> list[Flowable]:
    lines: list[Flowable] = [
        _line(position.upper(), "signer"),
        _line(_("(Ký, ghi rõ họ tên)"), "sign_here"),
        SignHere(drawn),
        _line(name or DOTS, "signer"),
    ]
    if drawn is not None:
        lines.append(_line(_("(chữ ký tay trên bản làm việc, không thay chữ ký số)"), "sign_note"))
        if drawn.stale:
            lines.append(_line(_("(ký cho bản trước, nội dung đã đổi sau khi ký)"), "sign_note"))
    return lines


def _recipients(names: tuple[str, ...]) -> list[Flowable]:
    if not names:
        return []
    ended = [*(f"- {name};" for name in names[:-1]), f"- {names[-1]}."]
    return [
        _line(_("Nơi nhận:"), "recipients_head"),
        *(_line(each, "recipients") for each in ended),
    ]


def _line(text: str, role: str) -> Paragraph:
    return said(text, role)
