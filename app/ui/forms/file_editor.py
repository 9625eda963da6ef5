"""A photo or a file as an answer: picked, dropped or pasted; kept as evidence, its name is the answer."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QSizePolicy, QWidget

from app.domain.evidence import Evidence
from app.domain.forms.definition import Question, QuestionType
from app.formats import now, show_number, show_time
from app.ui import theme
from app.ui.evidence_opening import open_large
from app.ui.forms.answer_desk import AnswerDesk, content_of
from app.ui.forms.editor import Editor
from app.ui.icons import pixmap
from app.ui.parts import button, column, row, text
from app.ui.pictures import thumbnail
from app.wording import N_, _

_KINDS = {
    QuestionType.IMAGE: (N_("Chọn ảnh…"), "(*.jpg *.jpeg *.png *.heic *.webp *.gif *.tif *.tiff *.bmp)"),
    QuestionType.AUDIO: (N_("Chọn tệp ghi âm…"), "(*.mp3 *.m4a *.aac *.wav *.ogg *.opus *.amr)"),
    QuestionType.VIDEO: (N_("Chọn tệp video…"), "(*.mp4 *.mov *.avi *.mkv *.3gp *.webm)"),
    QuestionType.FILE: (N_("Chọn tệp…"), ""),
}


class FileEditor(Editor):
    """Without a file: a place to drop one. With one: what it is, and open, replace, remove."""

    def __init__(self, question: Question, desk: AnswerDesk | None, parent: QWidget | None = None) -> None:
        self.box = _DropBox(self)
        super().__init__(self.box, parent)
        self._desk = desk
        self._type = question.type
        self._still = False
        self._value = ""
        self.held: Evidence | None = None
        self._picture = QLabel()
        self._picture.setFixedSize(theme.px(96), theme.px(72))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = text("", "strong", cut=True)
        self._size = text("", "small")
        words = _(_KINDS[question.type][0])
        self.choose = button(words, self.choose_file, icon_name="camera" if self._is_photo() else "clip")
        self._how = text(_("hoặc kéo thả vào đây, dán bằng Ctrl+V"), "small", wrap=True)
        self.open = button(_("Mở"), self.open_file, kind="ghost", icon_name="eye")
        self.replace = button(_("Thay…"), self.choose_file, kind="ghost", icon_name="edit")
        self.remove = button(_("Bỏ"), self._remove, kind="ghost", icon_name="close")
        ways = row(self.open, self.replace, self.remove, None, gap=2)
        self._said = QWidget()
        self._said.setLayout(column(None, self._name, self._size, ways, None, gap=2))
        line = row(gap=12, margins=(10, 8, 10, 8))
        line.addWidget(self._picture)
        line.addWidget(self._said, 1)
        line.addWidget(self.choose)
        line.addWidget(self._how, 1)
        self.box.setLayout(line)
        self.box.setMaximumWidth(theme.px(560))
        self._show()

    def show_value(self, value: str) -> None:
        self._value = value
        held = self._desk.held() if self._desk is not None and value else None
        if held is None or self.held is None or held.id != self.held.id:
            self.held = held
            self._show_picture()
        self._show()

    def set_read_only(self, still: bool) -> None:
        self._still = still
        self._show()

    def tab_order(self) -> list[QWidget]:
        return [self.box, self.choose, self.open, self.replace, self.remove]

    def choose_file(self) -> None:
        """Ask for a file and keep it."""
        if self._desk is None or self._still:
            return
        title, kinds = _KINDS[self._type]
        folder = self._desk.workspace.preferences.folder
        name, _kind = QFileDialog.getOpenFileName(self, _(title).rstrip("…"), folder, kinds)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Keep this file as the answer."""
        if self._desk is not None:
            self._desk.take(path.name, partial(content_of, path), self.show_problem)

    def take_mime(self, data: QMimeData) -> bool:
        """Keep what was dropped or pasted: the first file, or a picture. False when it is neither."""
        if self._still or self._desk is None:
            return False
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.take_file(files[0])
            return True
        image = QImage(data.imageData()) if data.hasImage() and self._is_photo() else QImage()
        if image.isNull():
            return False
        name = _("Ảnh dán {time}.png", time=show_time(now()).replace(":", "-"))
        self._desk.take(name, partial(_png, image), self.show_problem)
        return True

    def open_file(self) -> None:
        """Show the photo large; another file in the program that the system has for it."""
        if self.held is None or self._desk is None:
            return
        if self.held.media_type.startswith("image/"):
            open_large(self, self._desk.workspace, [self.held], self.held)
            return
        folder = Path(tempfile.mkdtemp(prefix="dochuan-"))
        path = folder / self.held.name
        path.write_bytes(self._desk.original(self.held))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _remove(self) -> None:
        if self._desk is not None:
            self._desk.remove()
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_photo(self) -> bool:
        return self._type is QuestionType.IMAGE

    def _show(self) -> None:
        there, open_now = bool(self._value), not self._still and self._desk is not None
        for each in (self._picture, self._said):
            each.setVisible(there)
        self.open.setVisible(there and self.held is not None)
        self.replace.setVisible(there and open_now)
        self.remove.setVisible(there and open_now)
        self.choose.setVisible(not there and open_now)
        self._how.setVisible(not there)
        if not open_now:
            self._how.setText(_("Chưa có tệp."))
        self._name.setText(self._value)
        self._size.setText(size_in_words(self.held.size) if self.held else _("Tệp này không nằm trong hồ sơ."))
        self.box.dashed = not there
        self.box.setAccessibleName(self._value or _("Chưa có tệp."))
        self.box.update()

    def _show_picture(self) -> None:
        shown = pixmap("clip", "text3", 28)
        if self.held is not None and self._desk is not None and self.held.media_type.startswith("image/"):
            ratio = self.devicePixelRatioF()
            size = self._picture.size() * ratio
            photo = thumbnail(self._desk.picture(self.held), size.width(), size.height())
            if not photo.isNull():
                shown = photo.scaled(
                    size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
                shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)


class _DropBox(QWidget):
    """Takes files dropped on it and, while it has the keyboard, pasted ones; Enter opens or asks, Delete removes."""

    def __init__(self, editor: FileEditor) -> None:
        super().__init__()
        self._editor = editor
        self.dashed = True
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._editor.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and data is not None and self._editor.take_mime(data):
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if not event.modifiers():
                if self._editor.held is not None:
                    self._editor.open_file()
                else:
                    self._editor.choose_file()
            case Qt.Key.Key_Delete if self._editor.held is not None and not self._editor.remove.isHidden():
                self._editor.remove.click()
            case _:
                event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            pen = QPen(theme.color("accent"), 2)
        else:
            pen = QPen(theme.color("edge" if self.dashed else "line"), theme.border())
            pen.setStyle(Qt.PenStyle.DashLine if self.dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


def size_in_words(size: int) -> str:
    """12 400 bytes -> "12,4 KB"."""
    if size < 1000:
        return _("{size} byte", size=show_number(size))
    if size < 1_000_000:
        return _("{size} KB", size=show_number(size / 1000, 1))
    return _("{size} MB", size=show_number(size / 1_000_000, 1))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
