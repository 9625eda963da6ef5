"""The head of the floor walk: the way out, the area, the finder, how far one is, and what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from app.formats import show_number
from app.services.floor import Area
from app.ui import theme
from app.ui.icons import icon
from app.ui.pages.floor_filter import EVERYWHERE, NOWHERE
from app.ui.pages.floor_looks import HEAD, SMALL_HEAD, controls_sheet, paint_big_cap, walk_font
from app.ui.parts import Choice, FilterButton, ScaleBar, SearchField, button, icon_button, row, text
from app.wording import _

NAME = Qt.ItemDataRole.UserRole + 1


class Cap(QWidget):
    """A key cap beside the control it presses."""

    def __init__(self, cap: str) -> None:
        super().__init__()
        self._cap = cap
        wide = QFontMetricsF(walk_font(14, 600)).horizontalAdvance(cap) + theme.px(14)
        self.setFixedSize(round(max(theme.px(24), wide)), theme.px(24))
        self.setAccessibleName(cap)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_big_cap(QPainter(self), QRectF(self.rect()), self._cap, size=14)


class Finder(SearchField):
    """went_down: into the rows that were found."""

    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
            return
        super().keyPressEvent(event)


class AreaChoice(Choice):
    """Closed it says the area alone; opened, how far one is in each."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        name = str(self.currentData(NAME) or "")
        room = self.width() - theme.px(72)
        option.currentText = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class FloorHead(QFrame):
    """left: out of the walk. area_chosen(key), unseen_chosen(on): another filter. The finder is read by the page."""

    left = Signal()
    area_chosen = Signal(str)
    unseen_chosen = Signal(bool)
    new_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self.setProperty("surface", "bar-top")
        self._writable = writable
        self.who: Mapping[str, str] = {}
        self.out = button(_("Thoát"), self.left.emit, kind="ghost", icon_name="left")
        self._out_cap = Cap("Esc")
        self.area = AreaChoice()
        self.area.setAccessibleName(_("Khu vực"))
        self.area.setView(QListView(self.area))  # rows as high as a finger, which the style's own list has not
        self.area.view().setMinimumWidth(theme.px(340))
        self.area.setMaxVisibleItems(12)
        self.area.picked.connect(self.area_chosen)
        self.finder = Finder(_("Ba số cuối…"))
        self._slash, self._hint = Cap("/"), text(_("tìm ba số"), "body")
        self.picture = icon_button("camera", _("Đọc mã từ ảnh"), self.picture_wanted.emit, key="M", size=22)
        self.unseen = FilterButton(_("Chưa xem"))
        self.unseen.clicked.connect(self.unseen_chosen)
        self._figure, self._of = text("", "figure"), text("", "body")
        self._scale = ScaleBar(0.0, 198)
        self.add = button(_("Thêm mới"), self.new_wanted.emit, icon_name="plus")
        self._plus = Cap("+")
        self._dress()
        self.setStyleSheet(controls_sheet())

    def _dress(self) -> None:
        for label, size in ((self._hint, 16), (self._of, 16)):
            label.setStyleSheet(f"font-size: {theme.px(size)}px;")
            label.setFont(walk_font(size))
        heavy = f"font-size: {theme.px(16)}px; font-weight: 600;"
        self.area.setStyleSheet(f"QComboBox {{ {heavy} combobox-popup: 0; }}")
        self.finder.setStyleSheet(f"QLineEdit {{ font-size: {theme.px(18)}px; font-weight: 600; }}")
        self.finder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.finder.setMaximumWidth(theme.px(230))
        self.finder.setMinimumWidth(theme.px(120))
        for each in (self.out, self.unseen, self.add, self.picture):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has a key; the focus stays where 1 to 5 act
        self._line = row(self.out, self._out_cap, self.area, self.finder, self._slash, self._hint, self.picture, gap=10)
        self._line.addWidget(self.unseen)
        self._line.addStretch(1)
        for part in (self._figure, self._of, self._scale, self.add, self._plus):
            self._line.addWidget(part)
        self.setLayout(self._line)
        self.add.setVisible(self._writable)
        self._figure.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def use_width(self, width: float, *, small: bool) -> None:
        """width in px at 100 %: what is said twice goes first, then the scale, then the words beside the icons."""
        self.setFixedHeight(theme.px(SMALL_HEAD if small else HEAD))
        self._line.setContentsMargins(*((12, 0, 12, 0) if small else (20, 0, 20, 0)))
        self._line.setSpacing(8 if small else 10)
        for part, least in ((self._hint, 1560), (self._scale, 1240), (self._slash, 1040), (self._plus, 1180)):
            part.setVisible(width >= least and (part is not self._plus or self._writable))
        self._out_cap.setVisible(width >= 1180)
        self.out.setText(_("Thoát") if width >= 1000 else "")
        self.out.setAccessibleName(_("Thoát"))
        self.out.setToolTip(_("Thoát  Esc"))
        self.add.setText(_("Thêm mới") if width >= 1000 else "")
        self.add.setAccessibleName(_("Thêm mới"))
        self.add.setToolTip(_("Thêm mới  +"))
        self.area.setFixedWidth(theme.px(240 if width >= 1240 else 200 if width >= 820 else 190))
        self.picture.setVisible(width >= 820)
        self._of.setVisible(width >= 820)
        self._scale.setFixedWidth(theme.px(198 if width >= 1420 else 120))

    def show_areas(self, areas: Sequence[Area], chosen: str) -> None:
        """Each with how many are still to be looked for."""
        seen, total = sum(each.seen for each in areas), sum(each.total for each in areas)
        options = [(EVERYWHERE, _said(_name(None), seen, total))]
        options += [
            (each.key or NOWHERE, _said(_name(each), each.seen, each.total, self.who.get(each.key, "")))
            for each in areas
        ]
        if [(self.area.itemData(at), self.area.itemText(at)) for at in range(self.area.count())] != options:
            self.area.offer(options)
            for at, each in enumerate([None, *areas]):
                done = each is not None and each.seen == each.total
                self.area.setItemData(at, _name(each), NAME)
                self.area.setItemIcon(at, icon("check", "ok", 16) if done else icon("place", "text3", 16))
        self.area.show_value(chosen)

    def show_progress(self, seen: int, total: int) -> None:
        self._figure.setText(show_number(seen))
        self._of.setText(_("trên {total} đã xem", total=show_number(total)))
        self._scale.show_share(seen / total if total else 0.0)
        self.unseen.show_count(total - seen)
        wide = QFontMetricsF(walk_font(16, 600)).horizontalAdvance(self.unseen.text())
        self.unseen.setFixedWidth(round(wide) + 30)


def _name(area: Area | None) -> str:
    return _("Tất cả khu vực") if area is None else area.name or _("Chưa ghi khu vực")


def _said(name: str, seen: int, total: int, auditor: str = "") -> str:
    said = f"{name}  {show_number(seen)}/{show_number(total)}"
    return f"{said}  ·  {auditor}" if auditor else said
