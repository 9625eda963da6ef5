"""What a report says, before any file format: the same Document is seen on screen and written to PDF and Excel.

The schedule of tasks is a Gantt: bars over time in the PDF (app/reports/gantt.py), a grid of cells in Excel
(app/reports/gantt_sheet.py gives its Sheet); app/domain/task_gantt.gantt_of_dossier makes it from a dossier.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.plots import Plot
from app.domain.signed_files import Stroke

Cell = str | Decimal | int | date | None
"""A cell keeps its type: numbers stay numbers in Excel, on paper they are written as in Vietnam. None is a dash."""


@dataclass(frozen=True, slots=True)
class Heading:
    """level: 1 of a part, 2 within it; 0 of an annex, in the middle, its name on a line of its own."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """role: "body", "lead" (the sentence a director repeats), "note", "warn", "formula", "finding" (the name of a
    finding above its facts), "line" (one of several that follow each other closely), "addressee" ("Kính gửi: …"); in a
    decision "authority" (who decides), "basis" (a legal basis), "orders" (the word that orders) and "article"
    ("Điều 1. …")."""

    text: str
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that answers something: value "94 %", label "có hiệu lực", state ok/part/bad/warn/none."""

    value: str
    label: str
    state: str = "none"


@dataclass(frozen=True, slots=True)
class Figures:
    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """width: share of the table's width. kind: "text", "code", "number", "date" or "state" (cell text is then a
    State). Numbers and dates align right."""

    title: str
    width: float = 1.0
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class State:
    """A state in a cell: shape, word and colour. key: ok, part, bad, warn, na, todo."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Table:
    """empty: the sentence that stands in place of a table without rows. of_figures: a table that is read by its
    columns of figures, set smaller and in the sans face; otherwise it is set like the text around it, or smaller
    in the same face where it holds many words (small)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | State, ...], ...]
    caption: str = ""
    empty: str = ""
    of_figures: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values of one thing, two columns without a frame; a blank value is a line to fill in by hand.

    small: set closer, where many such follow each other.
    """

    items: tuple[tuple[str, str], ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal scale: value None is drawn as the reason, never as zero. required: the level it should reach;
    previous: that of the last cycle, a short stroke."""

    label: str
    value: float | None
    shown: str
    state: str = "none"
    reason: str = ""
    required: float | None = None
    previous: float | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    title: str
    bars: tuple[Bar, ...]
    low: float = 1.0
    high: float = 5.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    label: str
    count: int
    state: str


@dataclass(frozen=True, slots=True)
class RingChart:
    title: str
    slices: tuple[Slice, ...]
    middle: str = ""
    middle_label: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos with captions: (bytes of a JPEG or PNG, caption)."""

    items: tuple[tuple[bytes, str], ...]


@dataclass(frozen=True, slots=True)
class Plotted:
    """The plot of a result, under its title."""

    plot: Plot


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One task. start, end: both days included, None while not planned. percent: how far it is, 0 to 100. critical:
    on the critical path. due: the earliest day of its goals, a flag. owner: under the title, "" for none. band: a
    heading over the rows that follow instead of a task (then only title counts)."""

    code: str
    title: str
    start: date | None = None
    end: date | None = None
    percent: int = 0
    critical: bool = False
    due: date | None = None
    owner: str = ""
    band: bool = False


@dataclass(frozen=True, slots=True)
class Gantt:
    """Tasks as bars over time. today: a line there, None for none. waits: (code, code it waits for), as arrows.
    empty: the sentence in place of a schedule without any dated task."""

    title: str
    rows: tuple[GanttRow, ...]
    today: date | None = None
    waits: tuple[tuple[str, str], ...] = ()
    note: str = ""
    empty: str = ""

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day that is drawn: of bars and flags; None when there is nothing to draw."""
        days = [day for each in self.rows for day in (each.start, each.end, each.due) if day is not None]
        return (min(days), max(days)) if any(each.start and each.end for each in self.rows) else None


@dataclass(frozen=True, slots=True)
class DrawnSignature:
    """strokes: as drawn. stale: given before the content changed."""

    strokes: tuple[Stroke, ...]
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign: (position, name). A paper from the program is a draft until it is signed.

    drawn: signatures drawn on the screen, for working copies; each belongs to the person of the same place, None to
    one who has not signed. A drawn signature replaces no digital one, and the paper says so.
    """

    people: tuple[tuple[str, str], ...]
    recipients: tuple[str, ...] = ()
    drawn: tuple[DrawnSignature | None, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = (
    Heading
    | Paragraph
    | Figures
    | Facts
    | Table
    | BarChart
    | RingChart
    | Plotted
    | Gantt
    | Pictures
    | Signatures
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Boxes 1 to 4 of Nghị định 30/2020, Phụ lục I: settings of the department; blank ones are filled by hand.

    number_pattern: what is printed while there is no number yet, such as "……/BC-TĐC".
    """

    parent: str = ""
    agency: str = ""
    number: str = ""
    place: str = ""
    on: date | None = None
    number_pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """title: the type ("BÁO CÁO"); subject: what it is about; attached: with which decision it is issued, a line under
    the subject. footer: dossier code, revision and hash.

    about and keywords go into the properties of the file; as_of is the day it is true of.
    """

    title: str
    subject: str
    attached: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)
    blocks: tuple[Block, ...] = ()
    footer: str = ""
    language: str = "vi"
    draft: bool = True
    about: str = ""
    keywords: str = ""
    as_of: date | None = None
