"""What a person has found on a certificate, item by item: there, not there, or not looked for yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout

from app.domain.metrology.certificate import (
    CERTIFICATE_ITEMS,
    ESSENTIAL,
    completeness,
    read_items,
    written_items,
)
from app.ui import theme
from app.ui.pages.evaluation_fold import Fold
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph, text
from app.ui.parts.tables import paint_row_ground
from app.wording import N_, _

HEIGHT = 28
STATES: Mapping[bool | None, tuple[str, str]] = {
    True: ("ok", N_("có trên giấy")),
    False: ("bad", N_("thiếu trên giấy")),
    None: ("todo", N_("chưa xem mục này")),
}
NEXT: Mapping[bool | None, bool | None] = {None: True, True: False, False: None}


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    there: bool | None


class CertificateItems(Fold):
    """edited(text): the items as Calibration.certificate_items keeps them."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Các mục trên giấy chứng nhận"), "", "certificate_items", self._fill_in)
        self.list = _ItemList()
        self.list.setItemDelegate(_ItemDelegate(self.list))
        self.list.setFixedHeight(theme.px(HEIGHT) * len(CERTIFICATE_ITEMS) + 4)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.given.connect(self._set)
        self._still = False
        self._items: dict[str, bool | None] = {}

    def _fill_in(self, inner: QVBoxLayout) -> None:
        inner.setContentsMargins(0, 0, 0, 6)
        inner.addWidget(text(_("Space hoặc bấm: có, thiếu, chưa xem; + là có, − là thiếu."), "small", cut=True))
        inner.addWidget(self.list)

    def show_items(self, kept: str, *, still: bool) -> None:
        self._still = still
        self._items = {**dict.fromkeys(CERTIFICATE_ITEMS, None), **read_items(kept)}
        self.list.show_records([Item(*each) for each in self._items.items()], key=lambda each: each.name)
        if self.list.current() is None:
            self.list.choose(0)
        self.note.setText(self.words())

    def words(self) -> str:
        """How far the certificate proves traceability, in a few words."""
        found = completeness(self._items)
        if found.state == "insufficient":
            missing = [_(CERTIFICATE_ITEMS[each]) for each in ESSENTIAL if each in found.absent]
            return _("không đủ chứng minh: thiếu {names}", names=", ".join(missing))
        if not found.present and not found.absent:
            return _("chưa xem")
        count = _("{n}/{all} mục có", n=len(found.present), all=len(CERTIFICATE_ITEMS))
        return _("{count}, {n} chưa xem", count=count, n=len(found.open)) if found.open else count

    def _set(self, name: str, there: object) -> None:
        """there: True, False or None; "next" goes round."""
        if self._still or name not in self._items:
            return
        self._items[name] = NEXT[self._items[name]] if there == "next" else bool(there)
        self.edited.emit(written_items(self._items))


def _told(item: Item) -> str:
    essential = _("bắt buộc phải có") if item.name in ESSENTIAL else ""
    return ", ".join(filter(None, (_(CERTIFICATE_ITEMS[item.name]), essential, _(STATES[item.there][1]))))


class _ItemList(ReadingList[Item]):
    """given(name, there): by a click or Space (there = "next"), + or −."""

    given = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Các mục trên giấy chứng nhận"), _told, height=HEIGHT)
        self.opened.connect(lambda item: self.given.emit(item.name, "next"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.current()
        meant: Mapping[str, object] = {" ": "next", "+": True, "-": False}
        if item is not None and event.text() in meant:
            self.given.emit(item.name, meant[event.text()])
        else:
            super().keyPressEvent(event)


class _ItemDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        item: Item = index.data(RECORD)
        glyph, words = STATES[item.there]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(10, 0, -10, 0)
        paint_glyph(painter, QRectF(rect.x(), rect.center().y() - 7, 14, 14), glyph)
        painter.setFont(theme.font("strong" if item.name in ESSENTIAL else "body"))
        painter.setPen(theme.color("text"))
        name = QRectF(rect.x() + 24, rect.y(), rect.width() * 0.66 - 24, rect.height())
        shown = painter.fontMetrics().elidedText(
            _(CERTIFICATE_ITEMS[item.name]), Qt.TextElideMode.ElideRight, int(name.width())
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _(words))
        painter.restore()
