"""What is done on the floor walk, each as one deed: answers, reasons, places, notes, photos, new instruments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.services import floor
from app.services.barcodes import read_codes
from app.services.floor import Area, FloorRow
from app.storage.unit import Unit
from app.ui.evidence_adding import Piece, add_pieces, content_of, pieces_of_paths
from app.ui.workspace import Workspace
from app.wording import N_, _

T = TypeVar("T")

REASONS = (
    N_("Đang gửi kiểm định, hiệu chuẩn"),
    N_("Đang cho mượn, ở bộ phận khác"),
    N_("Đã hỏng, cất trong kho"),
    N_("Đã thanh lý"),
    N_("Không ai biết ở đâu"),
)
"""Why an instrument is not seen, as people on the floor say it."""


class FloorDeeds:
    """say_wrong: shows a sentence on the page. is_own is True while a deed of this page is being written."""

    def __init__(self, workspace: Workspace, page: QWidget, say_wrong: Callable[[str], object]) -> None:
        self._workspace = workspace
        self._page = page
        self._say_wrong = say_wrong
        self.is_own = False

    def answer(self, row: FloorRow, state: str, *, place: str = "", reason: str = "") -> None:
        cycle_id = self._workspace.cycle_id
        self._run(
            _("Ghi nhận tại hiện trường: {code}", code=called(row)),
            lambda unit: floor.sight(unit, cycle_id, row.id, state, place=place, reason=reason),
        )

    def take_back(self, row: FloorRow) -> None:
        cycle_id = self._workspace.cycle_id
        self._run(
            _("Bỏ ghi nhận tại hiện trường: {code}", code=called(row)),
            lambda unit: floor.take_back(unit, cycle_id, row.id),
        )

    def note(self, row: FloorRow, words: str) -> None:
        cycle_id = self._workspace.cycle_id
        self._run(
            _("Ghi chú tại hiện trường: {code}", code=called(row)),
            lambda unit: floor.write_note(unit, cycle_id, row.id, words),
        )

    def take_place_over(self, row: FloorRow) -> None:
        cycle_id = self._workspace.cycle_id
        self._run(
            _("Sửa nơi dùng theo hiện trường: {code}", code=called(row)),
            lambda unit: floor.write_place_into_register(unit, cycle_id, row.id),
        )

    def add(self, values: dict[str, str]) -> Instrument:
        """A new instrument; UserError when a field is not as it should be."""
        cycle_id = self._workspace.cycle_id
        self.is_own = True
        try:
            return self._workspace.run(
                _("Thêm phương tiện đo thấy tại hiện trường"), lambda unit: floor.add_found(unit, cycle_id, **values)
            )
        finally:
            self.is_own = False

    def choose_photos(self, row: FloorRow) -> None:
        """Photos from files, linked to this instrument."""
        self.add_photos(row, pieces_of_paths(_choose_files(self._page, _("Thêm ảnh của {code}", code=called(row)))))

    def add_photos(self, row: FloorRow, pieces: Sequence[Piece]) -> None:
        """Taken in one after the other beside the window; what cannot be read is named."""
        if pieces:
            add_pieces(
                self._workspace,
                pieces,
                deed=_("Thêm ảnh tại hiện trường: {code}", code=called(row)),
                ended=lambda outcome: self._say_wrong(" ".join(outcome.wrong)),
                link=lambda _unit: ("instruments", row.id),
                owner=self._page,
            )

    def read_picture(self, found: Callable[[list[str]], object]) -> None:
        """The codes in a photo file, read beside the window."""
        names = _choose_files(self._page, _("Chọn ảnh có mã"), many=False)
        if names:
            self._workspace.background.run(
                lambda: read_codes(content_of(names[0]), names[0].name),
                found,
                lambda error: self._say_wrong(str(error)),
                words=_("Đang đọc mã…"),
                owner=self._page,
            )

    def _run(self, deed: str, work: Callable[[Unit], T]) -> None:
        self.is_own = True
        try:
            self._workspace.run(deed, work)
        except UserError as error:
            self._say_wrong(str(error))
        else:
            self._say_wrong("")
        finally:
            self.is_own = False


def called(row: FloorRow) -> str:
    """What one calls it aloud: its code, else its serial number, else its name."""
    return row.instrument.code or row.instrument.serial or row.instrument.name


def likely_places(areas: Sequence[Area], row: FloorRow, here: str) -> list[str]:
    """Where it may have been moved to: the area one walks through first, then the largest; never its own."""
    others = [each for each in areas if each.name and each.key != row.area]
    others.sort(key=lambda each: (each.key != here, -each.total))
    return [each.name for each in others]


def _choose_files(parent: QWidget, title: str, *, many: bool = True) -> list[Path]:
    kinds = _("Ảnh") + " (*.jpg *.jpeg *.png *.heic *.heif *.webp *.tif *.tiff *.bmp)"
    if many:
        names, _kind = QFileDialog.getOpenFileNames(parent, title, "", kinds)
        return [Path(each) for each in names]
    name, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return [Path(name)] if name else []
