"""The report as it will be printed, with the page one is at and the ways to the others."""

from __future__ import annotations

from app.ui.background import Background
from app.ui.document_view import DocumentView
from app.ui.pages.leave_heads import card_head
from app.ui.parts import Card, hairline, icon_button, text
from app.wording import _


class PreviewCard(Card):
    def __init__(self, background: Background) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.setAccessibleName(_("Xem trước"))
        self.view = DocumentView(background)
        self.place = text("", "small")
        self.previous = icon_button("left", _("Trang trước"), self.view.previous_page, key="PgUp")
        self.next = icon_button("right", _("Trang sau"), self.view.next_page, key="PgDn")
        self.smaller = icon_button("dash", _("Thu nhỏ"), self.view.zoom_out, key="−")
        self.larger = icon_button("plus", _("Phóng to"), self.view.zoom_in, key="+")
        self.content.setSpacing(0)
        beside = (self.place, self.previous, self.next, self.smaller, self.larger)
        self.content.addWidget(card_head(_("Xem trước"), *beside, gap=4))
        self.content.addWidget(hairline())
        self.content.addWidget(self.view, 1)
        self.view.page_changed.connect(self._show_place)
        self._show_place(0, 0)

    def _show_place(self, page: int, total: int) -> None:
        self.place.setText(_("trang {page}/{total}", page=page, total=total) if total else "")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < total)
        for each in (self.smaller, self.larger):
            each.setEnabled(total > 0)
