"""Printing labels: for which instruments, on which sheet, from which sticker on; with the sheet as it will be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QWidget

from app.domain.errors import UserError
from app.domain.labels import LAYOUTS, Label, layout_of, pages_of
from app.formats import show_number
from app.services.inventory import InstrumentRow
from app.services.labels import demand_sticker, labels_of, preview_labels, write_label_sheets
from app.ui import theme
from app.ui.document_view import DocumentView
from app.ui.parts import Choice, Field, InlineMessage, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

REMEMBERED = "labels.layout"
SHOWN_SHEETS = 2
"""The preview shows the first sheets; a large register has hundreds."""
CHOSEN, SHOWN = "chosen", "shown"


class LabelDialog(QDialog):
    """chosen: the rows that are marked; shown: all that the table lists now."""

    def __init__(
        self,
        workspace: Workspace,
        chosen: Sequence[InstrumentRow],
        shown: Sequence[InstrumentRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("In nhãn"))
        self._workspace = workspace
        self._rows = {CHOSEN: list(chosen), SHOWN: list(shown)}
        self._made: Path | None = None
        self._asked = 0
        self.which = Choice(_which(len(chosen), len(shown)))
        self.layout_choice = Choice([(each.key, sheet_words(each.key)) for each in LAYOUTS])
        self.layout_choice.show_value(layout_of(workspace.preferences.notes.get(REMEMBERED, "")).key)
        self.start = Field(_("Bắt đầu từ nhãn số"), note=_("tờ đã dùng dở"))
        self.start.show_value("1")
        self.validity = QCheckBox(_("In ngày “Có giá trị đến”"))
        self.validity.setChecked(True)
        self._count = text("", "strong", wrap=True)
        self._hint = text(
            _("Khi in chọn tỉ lệ 100 %, không co cho vừa trang; nếu không, nhãn lệch ô."), "small", wrap=True
        )
        self.message = InlineMessage("ok", "")
        self.message.followed.connect(self._open_made)
        self.view = DocumentView(workspace.background)
        self.save = button(_("Lưu PDF…"), self.write, kind="primary", icon_name="pdf")
        self._build()
        self._changed()

    def _build(self) -> None:
        side = column(
            Field(_("In nhãn cho"), self.which),
            Field(_("Tờ nhãn A4"), self.layout_choice),
            self.start,
            self.validity,
            4,
            self._count,
            self._hint,
            None,
            self.message,
            row(None, button(_("Đóng"), self.reject), self.save, gap=8),
            gap=12,
        )
        held = QWidget()
        held.setLayout(side)
        held.setFixedWidth(theme.px(300))
        whole = row(held, gap=16, margins=(16, 16, 16, 16))
        whole.addWidget(self.view, 1)
        self.setLayout(whole)
        room = self.screen().availableSize()
        self.resize(min(theme.px(900), room.width() - 40), min(theme.px(660), room.height() - 60))
        self.which.picked.connect(lambda _value: self._changed())
        self.layout_choice.picked.connect(lambda _value: self._changed())
        self.start.committed.connect(lambda _text: self._changed())
        self.validity.toggled.connect(lambda _on: self._changed())
        self.view.setAccessibleName(_("Tờ nhãn sẽ in"))

    def labels(self) -> list[Label]:
        rows, with_validity = self._rows[self.which.value()], self.validity.isChecked()
        return self._workspace.read(lambda unit: labels_of(unit, rows, with_validity=with_validity))

    def first_label(self) -> int | None:
        """Where on the first sheet to begin; None, with the reason at the field, when there is no such sticker."""
        layout, typed = layout_of(self.layout_choice.value()), self.start.value().strip()
        start = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        try:
            demand_sticker(start, layout)
        except UserError as error:
            self.start.show_error(str(error))
            return None
        self.start.show_error("")
        return start

    def write(self) -> None:
        """Write the sheets as a PDF where the person wants them, beside the window."""
        if self.first_label() is None:
            return
        usual = self._workspace.store.path.with_name(f"{self._workspace.store.path.stem}_nhan.pdf")
        name, _kind = QFileDialog.getSaveFileName(self, _("Lưu tờ nhãn"), str(usual), "PDF (*.pdf)")
        if not name:
            return
        path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
        labels, layout, start = self.labels(), layout_of(self.layout_choice.value()), self.first_label()
        if start is None:
            return
        self.save.setEnabled(False)
        self._workspace.background.run(
            lambda: write_label_sheets(labels, layout, start, path),
            self._written,
            self._failed,
            words=_("Đang ghi tờ nhãn…"),
            owner=self,
        )

    def _changed(self) -> None:
        """Show the sheet anew; only the last one asked for is shown."""
        layout = layout_of(self.layout_choice.value())
        self._workspace.preferences.notes[REMEMBERED] = layout.key
        labels, start = self.labels(), self.first_label()
        self._asked += 1
        self.save.setEnabled(bool(labels) and start is not None)
        self.message.say("ok", "")
        if start is None:
            self.view.say(self.start.error())
            return
        pages = pages_of(len(labels), layout, start)
        self._count.setText(_("{labels} nhãn trên {pages} tờ.", labels=show_number(len(labels)), pages=pages))
        asked = self._asked
        self.view.say(_("Đang dựng tờ nhãn…"))
        self._workspace.background.run(
            lambda: preview_labels(labels[: SHOWN_SHEETS * layout.count], layout, start),
            lambda content: self.view.show_pdf(content) if asked == self._asked else None,
            lambda error: self.view.say(str(error)),
            owner=self,
        )

    def _written(self, path: Path) -> None:
        self._made = path
        self._workspace.preferences.save()
        self.save.setEnabled(True)
        self.message.say("ok", _("Đã ghi {path}", path=path.name), _("Mở tệp"))

    def _failed(self, error: UserError) -> None:
        self.save.setEnabled(True)
        self.message.say("bad", str(error))

    def _open_made(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))


def sheet_words(key: str) -> str:
    """3 × 8 nhãn, 70 × 37 mm."""
    layout = layout_of(key)
    return _(
        "{columns} × {rows} nhãn, {width} × {height} mm",
        columns=layout.columns,
        rows=layout.rows,
        width=show_number(layout.width),
        height=show_number(layout.height),
    )


def _which(chosen: int, shown: int) -> list[tuple[str, str]]:
    """Several marked rows come first; a single one is most often only where the cursor stands."""
    one = (CHOSEN, _("{count} dòng đang chọn", count=show_number(chosen)))
    every = (SHOWN, _("{count} dòng đang hiện", count=show_number(shown)))
    return [one, every] if chosen > 1 else [every, one] if chosen else [every]
