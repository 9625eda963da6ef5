"""Beside the grid: what is chosen, its caption and area, what it proves, and what it may prove besides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QSizePolicy, QWidget

from app.domain.evidence import Evidence
from app.formats import show_date, show_number, show_time
from app.services.evidence import MEGABYTE, shown_sha256
from app.services.evidence_things import Thing
from app.ui import theme
from app.ui.forms.evidence_tiles import kind_words, said_of
from app.ui.forms.picture_box import when_taken
from app.ui.icons import paint_icon, pixmap
from app.ui.pages.evidence_linking import Linking
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Field, button, clear_layout, column, hairline, icon_button, row, scrolled, text
from app.ui.pictures import Pictures, pictures_of
from app.ui.workspace import Workspace
from app.wording import _

WIDE, LITTLE = 364, 300
HIGH, LOW = 190, 84
"""Of the preview: of a photo where there is room, and of one where there is little or of a file."""


class Preview(QWidget):
    """The thumbnail as large as the side is wide; pressed: see it large."""

    pressed = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._evidence: Evidence | None = None
        pictures.arrived.connect(self._arrived)
        self._high = HIGH
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_evidence(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._fit()
        self.setAccessibleName(_("Xem lớn: {name}", name=evidence.note or evidence.name))
        self.update()

    def use_height(self, high: int) -> None:
        self._high = high
        self._fit()

    def _fit(self) -> None:
        """A file that is no photo needs no more room than its name."""
        is_photo = self._evidence is not None and self._evidence.media_type.startswith("image/")
        self.setFixedHeight(theme.px(self._high if is_photo else LOW))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        each = self._evidence
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.color("sunken"))
        if each is None:
            return
        picture = self._pictures.thumbnail(each) if each.media_type.startswith("image/") else None
        if picture is not None and not picture.isNull():
            size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
            return
        side = theme.px(28)
        middle = QRectF(self.rect()).center()
        icon = "camera" if each.media_type.startswith("image/") else "clip"
        paint_icon(painter, icon, QRectF(middle.x() - side / 2, middle.y() - side, side, side), "text3")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        words = kind_words(each) if icon == "clip" else self._said(picture is None)
        painter.drawText(QRectF(0, middle.y() + 4, self.width(), theme.px(20)), Qt.AlignmentFlag.AlignCenter, words)

    def _said(self, is_coming: bool) -> str:
        return _("Đang thu nhỏ…") if is_coming else _("Không đọc được")

    def _arrived(self, sha256: str) -> None:
        if self._evidence is not None and shown_sha256(self._evidence) == sha256:
            self.update()


class EvidenceSide(QFrame):
    """Signals name the deed, which is one on all that is chosen.

    captioned(words), placed(words), unlinked(thing), retired(reason), restored(), opened(), marked(). What is to be
    linked is told by linking.
    """

    captioned = Signal(str)
    placed = Signal(str)
    unlinked = Signal(object)
    retired = Signal(str)
    restored = Signal()
    opened = Signal()
    marked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("surface", "side-right")
        self.setAccessibleName(_("Bằng chứng đang chọn"))
        self.preview = Preview(pictures_of(workspace))
        self.preview.pressed.connect(self.opened)
        self._title = text("", "h2", cut=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._large = icon_button("external", _("Xem lớn"), self.opened.emit, key="Enter")
        self._mark = icon_button("crop", _("Cắt, vẽ, che mờ…"), self.marked.emit, key="E")
        self._facts = text("", "small", wrap=True)
        self._kept = text("", "small", wrap=True)
        self.caption = Field(_("Tên, ghi chú"))
        self.caption.committed.connect(self.captioned)
        self.place = Field(_("Khu vực"))
        self.place.committed.connect(self.placed)
        self._places = QStringListModel(self)
        if isinstance(self.place.editor, QLineEdit):
            completer = QCompleter(self._places, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.place.editor.setCompleter(completer)
        self._links_title = text("", "cap")
        self._links = column(gap=2)
        self.linking = Linking(workspace)
        self.withdraw = ReasonAsker(
            _("Bỏ…"),
            _("Vì sao không dùng bằng chứng này?"),
            _("Bỏ bằng chứng"),
            _("Nêu lý do bỏ bằng chứng này, để người sau hiểu vì sao không dùng."),
        )
        self.withdraw.given.connect(self.retired)
        self._reason = text("", "body", wrap=True)
        self.restore = button(_("Lấy lại"), self.restored.emit)
        self._one = QWidget()
        self._one.setLayout(column(self._links_title, self._links, gap=4))
        content = QWidget()
        content.setLayout(
            column(
                row(self._title, self._large, self._mark, gap=4),
                self.preview,
                self._facts,
                self._kept,
                self._reason,
                row(self.restore, None),
                self._one,
                self.linking,
                hairline(),
                row(self.caption, self.place, gap=10),
                self.withdraw,
                None,
                gap=10,
                margins=(16, 12, 16, 16),
            )
        )
        self.area = scrolled(content)
        self.setLayout(column(self.area, gap=0))
        self._shown = ""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), 400)

    def use_little_room(self, little: bool, low: bool) -> None:
        """Narrow beside the grid; low: a small screen, where linking must not slip out of sight."""
        self.setFixedWidth(theme.px(LITTLE if little else WIDE))
        self.preview.use_height(LOW if low else HIGH)

    def show_places(self, places: Sequence[str]) -> None:
        self._places.setStringList(list(places))

    def show_chosen(self, chosen: Sequence[Evidence], links: Sequence[Thing], kept: str, *, still: bool) -> None:
        """What is chosen: one with all that is known of it, or many with what can be said of all."""
        key = " ".join(each.id for each in chosen)
        is_new, self._shown = key != self._shown, key
        one = chosen[0] if len(chosen) == 1 else None
        first = chosen[0]
        self._title.setText((one.note or one.name) if one else _("Đang chọn {what}", what=said_of(chosen)))
        self.preview.show_evidence(first)
        is_photo = one is not None and one.media_type.startswith("image/")
        self._mark.setVisible(is_photo and not still)
        self._large.setVisible(one is not None)
        self._facts.setText(facts_of(one) if one else "")
        self._facts.setVisible(one is not None)
        self._kept.setText(kept)
        self._kept.setVisible(bool(kept))
        self._reason.hide()
        self.restore.hide()
        self.caption.setVisible(one is not None)
        self._show_field(self.caption, one.note if one else "", is_new, still)
        places = {each.place for each in chosen}
        self._show_field(self.place, places.pop() if len(places) == 1 else "", is_new, still)
        self.place.show()
        self._show_links(links, still, one is not None)
        self.linking.setVisible(not still)
        self.withdraw.setVisible(not still)
        if is_new:
            self.withdraw.close_up()
            self.linking.search.clear()
            self.area.verticalScrollBar().setValue(0)
        if not still:
            self.linking.show_hints_for(chosen)

    def show_withdrawn(self, each: Evidence, reason: str, *, still: bool) -> None:
        """A withdrawn piece: why, and the way back."""
        self._shown = each.id
        self._title.setText(each.note or each.name)
        self.preview.show_evidence(each)
        self._facts.setText(facts_of(each))
        self._reason.setText(_("Đã bỏ. Lý do: {reason}", reason=reason or "—"))
        self._facts.show()
        self._reason.show()
        self.restore.setVisible(not still)
        for widget in (self._mark, self._kept, self.caption, self.place, self._one, self.linking, self.withdraw):
            widget.hide()

    def _show_field(self, field: Field, words: str, is_new: bool, still: bool) -> None:
        if is_new or not field.editor.hasFocus():
            field.show_value(words)
        field.set_read_only(still)

    def _show_links(self, links: Sequence[Thing], still: bool, is_one: bool) -> None:
        clear_layout(self._links)
        self._one.setVisible(is_one)
        self._links_title.setText(
            _("Đã gắn vào {n} nơi", n=show_number(len(links))) if links else _("Chưa gắn vào đâu")
        )
        for each in links:
            picture = text("", "body")
            picture.setPixmap(pixmap(each.icon, "text2", 16))
            label = text(each.words, "body", cut=True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            go = partial(self._workspace.go.emit, each.page, each.target)
            line = row(picture, gap=8)
            line.addWidget(label, 1)
            line.addWidget(icon_button("arrow", _("Đến {thing}", thing=each.words), go))
            if not still:
                line.addWidget(
                    icon_button("close", _("Gỡ khỏi {thing}", thing=each.words), partial(self.unlinked.emit, each))
                )
            self._links.addLayout(line)


def facts_of(each: Evidence) -> str:
    """When, by whom, how large, in a few words."""
    size = show_number(round(each.size / MEGABYTE, 1)) if each.size >= MEGABYTE / 10 else ""
    parts = [when_taken(each)]
    if each.added_at is not None:
        here = each.added_at.astimezone()
        when = f"{show_date(here.date())} {show_time(here)[:5]}"
        parts.append(_("{person} thêm {when}", person=each.added_by or "—", when=when))
    parts.append(_("{size} MB", size=size) if size else "")
    parts.append(each.name if each.note else "")
    parts.append(_("vị trí {position}", position=each.position) if each.position else "")
    parts.append(_("đã chỉnh") if each.edited_sha256 else "")
    return " · ".join(part for part in parts if part)
