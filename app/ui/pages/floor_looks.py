"""How the floor walk looks and speaks: its larger type, and what a row says of an instrument."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.domain.floor import SIGHTING_GLYPHS, SIGHTING_WORDS
from app.domain.metrology.calibration_status import State
from app.formats import show_date, show_number, show_time
from app.services.floor import FloorRow
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.parts import paint_glyph
from app.wording import _

ROW, HEAD, FOOT = 84, 72, 60
SMALL_HEAD = 60
CONTROL = 48
"""Heights in px at 100 %: what is pressed while standing is at least 44 high."""


def walk_font(size: int, weight: int = 400) -> QFont:
    """16, 18, 20 and 28 px: the sizes of the floor walk, times the text size."""
    made = QFont(theme.FAMILY)
    made.setPixelSize(theme.px(size))
    made.setWeight(QFont.Weight(weight))
    return made


def controls_sheet() -> str:
    """Fields and buttons of the floor walk: 48 high, text of 16."""
    high, type_ = theme.px(CONTROL), f"font-size: {theme.px(16)}px;"
    width = theme.border()
    plain = f"min-height: {high - 2 * width}px; max-height: {high - 2 * width}px;"
    focused = f"min-height: {high - 4}px; max-height: {high - 4}px;"
    kinds = ("QPushButton", "QLineEdit", "QComboBox")
    return (
        f"{', '.join(kinds)} {{ {type_} {plain} }}"
        f"{', '.join(f'{kind}:focus' for kind in kinds)} {{ {focused} }}"
        f"QComboBox QAbstractItemView {{ {type_} }}"
        f"QComboBox QAbstractItemView::item {{ min-height: {theme.px(44)}px; }}"
        f'QLineEdit[state="bad"], QComboBox[state="bad"] {{ {focused} }}'
        f'QLabel[role="cap"] {{ font-size: {theme.px(16)}px; }} QLabel[role="small"] {{ font-size: {theme.px(14)}px; }}'
        f"QLineEdit > QToolButton {{ min-width: 20px; min-height: 20px; }}"
        f"QFrame > QToolButton {{ min-width: {theme.px(44)}px; min-height: {theme.px(44)}px; }}"
    )


def large_text(part: QWidget) -> None:
    """Words and buttons of a part of the window in the sizes of the floor walk."""
    part.setStyleSheet(f"{controls_sheet()} QLabel {{ font-size: {theme.px(16)}px; }}")


def paint_big_cap(painter: QPainter, rect: QRectF, cap: str, *, size: int = 16, chosen: bool = False) -> None:
    """A key cap that is read at arm's length."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.color("accent" if chosen else "edge")
    body = rect.adjusted(0.5, 0.5, -0.5, -2.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(edge)
    painter.drawRoundedRect(body.adjusted(-0.5, 2.0, 0.5, 2.0), 5, 5)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(theme.color("accent" if chosen else "window"))
    painter.drawRoundedRect(body, 5, 5)
    painter.setFont(walk_font(size, 600))
    painter.setPen(theme.color("on_accent" if chosen else "text"))
    painter.drawText(body, Qt.AlignmentFlag.AlignCenter, cap)
    painter.restore()


def paint_sighting(painter: QPainter, box: QRectF, state: str) -> None:
    """The shape of what was found; a pin for what stands elsewhere."""
    if state == "moved":
        paint_icon(painter, "place", box, "warn")
    else:
        paint_glyph(painter, box, SIGHTING_GLYPHS[state])


def state_words(row: FloorRow) -> str:
    """The word of what was found."""
    return _(SIGHTING_WORDS[row.state]) if row.state else _("Chưa xem")


def second_words(row: FloorRow, today: date) -> tuple[str, str]:
    """Below the state: when it was seen and by whom, or how long its calibration is valid; and the token of the ink."""
    if row.sighting is not None:
        return seen_words(row, today), "text2"
    return validity_words(row)


def seen_words(row: FloorRow, today: date) -> str:
    sighting = row.sighting
    if sighting is None:
        return ""
    local = sighting.seen_at.astimezone() if sighting.seen_at else None
    when = "" if local is None else show_time(local)[:5] if local.date() == today else show_date(local.date())
    return ", ".join(each for each in (when, sighting.seen_by) if each)


def validity_words(row: FloorRow) -> tuple[str, str]:
    """How long the last calibration is valid, and the token of the ink."""
    status, left = row.status, row.status.days_left
    if status.state in (State.VALID, State.DUE_SOON) and left is not None:
        tone = "warn" if status.state is State.DUE_SOON else "text2"
        return _("hiệu lực còn {days} ngày", days=show_number(left)), tone
    if status.state is State.OVERDUE and left is not None:
        return _("quá hạn {days} ngày", days=show_number(-left)), "bad"
    tone = {"bad": "bad", "warn": "warn", "part": "warn"}.get(status.glyph, "text2")
    return status.word[:1].lower() + status.word[1:], tone


def place_words(row: FloorRow) -> str:
    """Where it stands by the register, and what was said of it: the new place, the reason, the note."""
    sighting = row.sighting
    said = [row.instrument.location or _("chưa ghi nơi dùng")]
    if sighting is not None:
        elsewhere = sighting.place not in ("", row.instrument.location)
        moved = _("nay ở {place}", place=sighting.place) if elsewhere else ""
        said += [each for each in (moved, sighting.reason, sighting.note) if each]
    return " · ".join(said)


def name_words(row: FloorRow) -> str:
    instrument = row.instrument
    return ", ".join(each for each in (instrument.name or _("không tên"), instrument.range_text) if each)


def spoken(row: FloorRow, today: date) -> str:
    """The whole row for a screen reader."""
    instrument = row.instrument
    said = (instrument.code, instrument.serial, name_words(row), place_words(row), state_words(row))
    return ", ".join(each for each in (*said, second_words(row, today)[0]) if each)
