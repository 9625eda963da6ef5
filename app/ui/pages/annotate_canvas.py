"""The photo under the pencil: marks and crop drawn as they will be kept, moved with mouse, touchpad or keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.photo_marks import SMALLEST, Edits, Mark
from app.ui import theme
from app.ui.pages.annotate_painting import paint_edits, paint_handles
from app.wording import N_, _

CROP = "crop"
WORDS = {CROP: N_("Vùng giữ lại"), "arrow": N_("Mũi tên"), "blur": N_("Vùng che mờ"), "number": N_("Số đánh dấu")}
REACH = 12
"""Pixels from a handle within which it is taken."""
STEP, FINE = 0.01, 0.002
MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
FIRST = {
    "arrow": Mark("arrow", 0.3, 0.3, 0.5, 0.5),
    "blur": Mark("blur", 0.4, 0.4, 0.6, 0.6),
    "number": Mark("number", 0.5, 0.5, 0.5, 0.5),
}
"""Where a mark stands that was made by a key."""


class Canvas(QWidget):
    """edits: what is drawn now. changed: something else is chosen or drawn. A drag is one step of undo, and so is a run
    of arrow keys on one mark."""

    changed = Signal()

    def __init__(self, image: QImage, edits: Edits) -> None:
        super().__init__()
        self._image = image
        self.edits = edits
        self.chosen: int | str | None = None
        self.tool = ""
        self._undone: list[Edits] = []
        self._done: list[Edits] = []
        self._run: object = None
        self._grip = ""
        self._from = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Ảnh đang chỉnh"))

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    # ---- what is drawn

    def mark(self) -> Mark | None:
        """The chosen mark; the crop, when it is chosen, as if it were one."""
        if self.chosen == CROP:
            return Mark(CROP, *(self.edits.crop or (0.0, 0.0, 1.0, 1.0)))
        return self.edits.marks[self.chosen] if isinstance(self.chosen, int) else None

    def add(self, kind: str) -> None:
        """A mark of this kind in the middle of what is shown, or the crop, ready to be moved."""
        self.tool = ""
        if kind == CROP:
            self._begin()
            if self.edits.crop is None:
                self.edits = replace(self.edits, crop=(0.1, 0.1, 0.9, 0.9))
            self._choose(CROP)
            return
        left, top, right, bottom = self.edits.crop or (0.0, 0.0, 1.0, 1.0)
        first = FIRST[kind]
        placed = Mark(
            kind,
            left + first.x1 * (right - left),
            top + first.y1 * (bottom - top),
            left + first.x2 * (right - left),
            top + first.y2 * (bottom - top),
        )
        self._append(placed)

    def arm(self, kind: str) -> None:
        """The next drag draws one of these; the crop shows its handles at once."""
        if kind == CROP:
            self.add(CROP)
            return
        self.tool = kind
        self._choose(None)

    def remove(self) -> None:
        """The chosen mark, or the crop, away."""
        if self.chosen is None:
            return
        self._begin()
        if self.chosen == CROP:
            self.edits = replace(self.edits, crop=None)
        else:
            marks = tuple(each for place, each in enumerate(self.edits.marks) if place != self.chosen)
            self.edits = replace(self.edits, marks=marks)
        self._choose(None)

    def clear(self) -> None:
        if self.edits:
            self._begin()
            self.edits = Edits()
            self._choose(None)

    def undo(self) -> None:
        self._swap(self._done, self._undone)

    def redo(self) -> None:
        self._swap(self._undone, self._done)

    def can_undo(self) -> bool:
        return bool(self._done)

    def can_redo(self) -> bool:
        return bool(self._undone)

    def let_go(self) -> bool:
        """Esc: put the tool down or leave the chosen mark; False when there was nothing of the kind."""
        if self.chosen is None and not self.tool:
            return False
        self.tool = ""
        self._choose(None)
        return True

    def next_mark(self, step: int) -> bool:
        """Tab: choose the next mark, the crop after the last; False at either end."""
        ends: list[int | str] = [*range(len(self.edits.marks))]
        if self.edits.crop is not None:
            ends.append(CROP)
        at = ends.index(self.chosen) + step if self.chosen in ends else (0 if step > 0 else len(ends) - 1)
        if not 0 <= at < len(ends):
            self._choose(None)
            return False
        self._choose(ends[at])
        return True

    def _append(self, mark: Mark) -> None:
        self._begin()
        self.edits = replace(self.edits, marks=(*self.edits.marks, mark))
        self._choose(len(self.edits.marks) - 1)

    def _put(self, mark: Mark) -> None:
        """The chosen one, as it is now."""
        if self.chosen == CROP:
            left, top, right, bottom = mark.box
            if right - left >= SMALLEST * 2 and bottom - top >= SMALLEST * 2:
                self.edits = replace(self.edits, crop=(left, top, right, bottom))
        elif isinstance(self.chosen, int):
            marks = list(self.edits.marks)
            marks[self.chosen] = mark
            self.edits = replace(self.edits, marks=tuple(marks))
        self.update()
        self.changed.emit()

    def _choose(self, chosen: int | str | None) -> None:
        self.chosen, self._run = chosen, None
        self.setCursor(Qt.CursorShape.CrossCursor if self.tool else Qt.CursorShape.ArrowCursor)
        mark = self.mark()
        self.setAccessibleDescription(_(WORDS[mark.kind]) if mark else "")
        self.update()
        self.changed.emit()

    def _begin(self, run: object = None) -> None:
        """Remember what it was, once for each run."""
        if run is None or run != self._run:
            self._done.append(self.edits)
            self._undone.clear()
        self._run = run

    def _swap(self, out: list[Edits], into: list[Edits]) -> None:
        if out:
            into.append(self.edits)
            self.edits = out.pop()
            self._choose(None)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark, way = self.mark(), MOVES.get(Qt.Key(event.key()))
        if self.tool and (way or event.key() == Qt.Key.Key_Space):
            self.add(self.tool)
            return
        if mark is None or way is None:
            event.ignore()
            return
        held = event.modifiers()
        step = FINE if held & Qt.KeyboardModifier.ControlModifier else STEP
        dx, dy = way[0] * step, way[1] * step
        self._begin(("keys", self.chosen))
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._put(mark.with_end(mark.x2 + dx, mark.y2 + dy))
        else:
            self._put(mark.moved(dx, dy))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the marks first, then on to the buttons."""
        return self.next_mark(1 if forward else -1) or super().focusNextPrevChild(forward)

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        self._from = self._share(at)
        if self.tool:
            x, y = self._from.x(), self._from.y()
            self._append(Mark(self.tool, x, y, x, y))
            self.tool, self._grip = "", "end"
            return
        self._grip = self._grip_at(at)
        if not self._grip:
            self._choose(self._mark_at(at))
            self._grip = "all" if self.chosen is not None else ""
        if self._grip:
            self._begin(("drag", object()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self.mark()
        if mark is None or not self._grip or not event.buttons():
            return
        at = self._share(event.position())
        if self._grip == "all":
            self._put(mark.moved(at.x() - self._from.x(), at.y() - self._from.y()))
            self._from = at
        elif self._grip == "start":
            self._put(mark.with_start(at.x(), at.y()))
        else:
            self._put(mark.with_end(at.x(), at.y()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click without a drag makes a mark of ordinary size."""
        mark = self.mark()
        if mark is not None and self._grip == "end" and mark.kind in ("arrow", "blur"):
            left, top, right, bottom = mark.box
            if max(right - left, bottom - top) < SMALLEST:
                self._put(mark.with_end(mark.x1 + 0.15, mark.y1 + (0.15 if mark.kind == "arrow" else 0.1)))
        if self._done and self._done[-1] == self.edits:
            self._done.pop()
        self._grip = ""
        self.changed.emit()

    def _grip_at(self, at: QPointF) -> str:
        mark = self.mark()
        if mark is None:
            return ""
        for name, point in (("end", (mark.x2, mark.y2)), ("start", (mark.x1, mark.y1))):
            if (self._place(*point) - at).manhattanLength() <= REACH and mark.kind != "number":
                return name
        return "all" if self._hits(mark, at) else ""

    def _mark_at(self, at: QPointF) -> int | None:
        found = [place for place, each in enumerate(self.edits.marks) if self._hits(each, at)]
        return found[-1] if found else None

    def _hits(self, mark: Mark, at: QPointF) -> bool:
        left, top, right, bottom = mark.box
        return (
            QRectF(self._place(left, top), self._place(right, bottom))
            .adjusted(-REACH, -REACH, REACH, REACH)
            .contains(at)
        )

    # ---- places

    def frame(self) -> QRectF:
        """Where the photo lies in the widget."""
        size = self._image.size().scaled(self.size() - QSize(2 * REACH, 2 * REACH), Qt.AspectRatioMode.KeepAspectRatio)
        made = QRectF(0, 0, size.width(), size.height())
        made.moveCenter(QRectF(self.rect()).center())
        return made

    def _place(self, x: float, y: float) -> QPointF:
        frame = self.frame()
        return QPointF(frame.x() + x * frame.width(), frame.y() + y * frame.height())

    def _share(self, at: QPointF) -> QPointF:
        frame = self.frame()
        x, y = (at.x() - frame.x()) / frame.width(), (at.y() - frame.y()) / frame.height()
        return QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame = self.frame()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        paint_edits(painter, frame, self._image, self.edits)
        chosen = self.mark()
        if chosen is not None:
            paint_handles(painter, frame, chosen)
