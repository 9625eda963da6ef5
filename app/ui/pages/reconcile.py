"""Three lists side by side: last cycle, the enterprise's book, seen on the floor; and what to do about differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.reconciling import Match
from app.formats import show_number
from app.services import inventory, reconcile
from app.services.reconcile import Lists
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages.reconcile_bar import DeedBar
from app.ui.pages.reconcile_table import NOT_LOOKED, SIEVES, ReconcileTable
from app.ui.parts import Choice, EmptyState, FilterButton, InlineMessage, SearchField, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

_STYLED = Qt.WidgetAttribute.WA_StyledBackground
READS = ("sightings", "instruments", "listings", "cycles", "links")
AT_ONCE = 400
"""A larger register is read beside the window."""


class ReconcilePage(Page):
    """target: the id of an instrument."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Đối chiếu ba danh sách"))
        self.lists = Lists((), False, False)
        self._sieve, self._wanted = "all", ""
        self._is_read = False
        self.said = text("", "lead", wrap=True)
        self.no_book = InlineMessage("info", "", followed=self._import_book)
        self.result = InlineMessage("ok", "", closable=True)
        self.result.followed.connect(self._open_result)
        self.search = SearchField(_("Mã, tên, ba số cuối…"))
        self.filters = {key: FilterButton(_(word)) for key, word, _kinds in SIEVES}
        self.choice = Choice()
        self.table = ReconcileTable()
        self.bar = DeedBar()
        self._made: Path | None = None
        self._build()
        self._connect()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        cycle_id, as_of, workspace = self.workspace.cycle_id, self.workspace.as_of, self.workspace

        def read() -> Lists:
            return workspace.read(lambda unit: reconcile.reconcile(unit, cycle_id, as_of))

        if workspace.read(lambda unit: unit.instruments.count()) <= AT_ONCE:
            self._take(read())
        else:
            workspace.background.run(read, self._take, lambda error: self.say_wrong(str(error)), owner=self)

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self._is_read:
            self._go_to_wanted()

    def place(self) -> str:
        chosen = self.table.chosen()
        return self._wanted or (chosen[0].instrument.id if chosen else "")

    def keys(self) -> list[tuple[str, str]]:
        if self.bar.asking:
            return [("Enter", _("ghi")), ("Esc", _("thôi"))]
        keys = [("↑↓", _("dòng")), ("Shift+↑↓", _("chọn nhiều")), ("Enter", _("mở phiếu")), ("/", _("lọc"))]
        return keys if self.workspace.read_only else [*keys, ("F", _("lập phát hiện"))]

    def more_keys(self) -> list[tuple[str, str]]:
        if self.workspace.read_only:
            return []
        return [("K", _("ghi là không thấy")), ("S", _("nhắc ghi vào sổ")), ("X", _("bỏ khỏi danh mục"))]

    def panes(self) -> Sequence[QWidget]:
        return [each for each in (self.table, self.search, self.bar.line) if each.isVisibleTo(self)]

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        for each in self.filters.values():
            each.setVisible(not small)
        self.choice.setVisible(small)
        self.search.setFixedWidth(theme.px(196 if small else 206))
        self.bar.use_little_room(small)
        self._walk.setVisible(not small)

    # ---- build

    def _build(self) -> None:
        self._walk = button(_("Đi hiện trường"), self._go_walking, icon_name="walk")
        self._export = button(_("Xuất Excel"), self.export, kind="primary", icon_name="export")
        self.head.add_action(self._walk)
        self.head.add_action(self._export)
        filters = row(self.search, *self.filters.values(), self.choice, None, gap=6, margins=(16, 4, 16, 8))
        for key, each in self.filters.items():
            each.setAutoExclusive(True)
            each.setChecked(key == "all")
        self.choice.setAccessibleName(_("Bộ lọc"))
        self.choice.setMinimumWidth(theme.px(180))
        self.choice.hide()
        lead = QWidget()
        lead.setProperty("surface", "surface")
        lead.setAttribute(_STYLED)
        lead.setLayout(column(row(self.said, margins=(16, 12, 16, 4)), filters, gap=0))
        self._nothing = EmptyState(
            "search",
            _("Không có dòng nào khớp"),
            _("Thử ít chữ hơn, hoặc bỏ bộ lọc."),
            [button(_("Bỏ lọc"), self.clear_filters)],
        )
        self._empty = EmptyState(
            "compare",
            _("Chưa có gì để đối chiếu"),
            _("Nhập sổ theo dõi phương tiện đo của doanh nghiệp, rồi đi hiện trường."),
            [button(_("Nhập từ Excel"), self._import_book, kind="primary", icon_name="import")]
            if not self.workspace.read_only
            else [],
        )
        self._lead = lead
        for part in (self.no_book, self.result, lead):
            self.body.addWidget(part)
        for view in (self.table, self._nothing, self._empty):
            self.body.addWidget(view, 1)
        self.body.addWidget(self.bar)
        self._show_places()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _words: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        self.search.left_by_key.connect(self.table.setFocus)
        for key, each in self.filters.items():
            each.clicked.connect(lambda _on=False, key=key: self.choose_filter(key))
        self.choice.picked.connect(self.choose_filter)
        self.table.chosen_changed.connect(self._show_chosen)
        self.table.opened.connect(self._open_form)
        self.table.pressed.connect(self._press)
        self.bar.opened.connect(self._open_form)
        self.bar.missing.connect(self._mark_missing)
        self.bar.retired.connect(self._retire)
        self.bar.noted.connect(self._note)
        self.bar.raised.connect(self._raise)
        self.bar.closed.connect(self._closed)

    # ---- what is shown

    def _take(self, lists: Lists) -> None:
        self.lists = lists
        self._is_read = True
        self.table.show_rows(lists.rows)
        self._say()
        self._show_counts()
        self._show_places()
        self._show_chosen()
        self._go_to_wanted()

    def _say(self) -> None:
        lists = self.lists
        no_book = _("Chưa nhập sổ của doanh nghiệp trong chu kỳ này, nên chưa biết phương tiện đo nào có trong sổ.")
        link = "" if self.workspace.read_only else _("Nhập sổ từ Excel")
        self.no_book.say("info", "" if lists.has_book or not lists.rows else no_book, link)
        self.said.setText(sentence(lists))

    def _show_counts(self) -> None:
        for key, _word, kinds in SIEVES:
            self.filters[key].show_count(self.lists.count(*kinds))
        self.choice.offer([(key, each.text()) for key, each in self.filters.items()])
        self.choice.show_value(self._sieve)

    def _show_places(self) -> None:
        has, seen = bool(self.lists.rows), bool(self.table.table.rowCount())
        self.table.setVisible(seen)
        self._nothing.setVisible(has and not seen)
        self._empty.setVisible(not has and self._is_read)
        self._lead.setVisible(has)
        self.bar.setVisible(seen)
        self._export.setVisible(has)

    def _show_chosen(self) -> None:
        self.bar.show_count(len(self.table.chosen()), writable=not self.workspace.read_only)
        self.keys_changed.emit()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted and not self.table.go_to(wanted):
            self.clear_filters()
            self.table.go_to(wanted)

    def choose_filter(self, key: str) -> None:
        self._sieve = key
        self.filters[key].setChecked(True)
        self.choice.show_value(key)
        self._filter()

    def clear_filters(self) -> None:
        self.search.clear()
        self.choose_filter("all")

    def _filter(self) -> None:
        self.table.filter_by(self.search.text(), self._sieve)
        self._show_places()
        self._show_chosen()

    # ---- deeds

    def _mark_missing(self, reason: str) -> None:
        cycle_id, ids = self.workspace.cycle_id, self._ids()
        self._run(
            _("Ghi là không thấy"),
            lambda unit: reconcile.mark_missing(unit, cycle_id, ids, reason),
            _("Đã ghi {count} phương tiện đo là không thấy.", count=len(ids)),
        )

    def _note(self) -> None:
        cycle_id, ids = self.workspace.cycle_id, self._ids()
        self._run(
            _("Nhắc ghi vào sổ"),
            lambda unit: reconcile.note_for_book(unit, cycle_id, ids),
            _("Đã ghi chú {count} phương tiện đo cần ghi vào sổ.", count=len(ids)),
        )

    def _retire(self, reason: str) -> None:
        ids = self._ids()

        def retire(unit: Unit) -> None:
            for each in ids:
                inventory.retire_instrument(unit, each, reason)

        words = _("Đã bỏ {count} phương tiện đo khỏi danh mục.", count=len(ids))
        self._run(_("Bỏ phương tiện đo"), retire, words)

    def _raise(self) -> None:
        cycle_id, rows = self.workspace.cycle_id, self.table.chosen()
        self._run(
            _("Lập phát hiện từ đối chiếu"),
            lambda unit: reconcile.raise_finding(unit, cycle_id, rows),
            _("Đã lập phát hiện cho {count} phương tiện đo; xem ở bước 2.", count=len(rows)),
        )

    def _run(self, deed: str, work: Callable[[Unit], object], toast: str) -> None:
        try:
            self.workspace.run(deed, work, toast=toast)
        except UserError as error:
            self.say_wrong(str(error))
        else:
            self.say_wrong("")

    def _ids(self) -> list[str]:
        return [each.instrument.id for each in self.table.chosen()]

    def export(self) -> None:
        """The whole table as an Excel file, written beside the window."""
        cycle_id, as_of, workspace = self.workspace.cycle_id, self.workspace.as_of, self.workspace
        usual = workspace.store.path.with_name(f"{workspace.store.path.stem}_{as_of:%Y-%m-%d}_doi-chieu.xlsx")
        name, _kind = QFileDialog.getSaveFileName(self, _("Xuất bảng đối chiếu"), str(usual), "Excel (*.xlsx)")
        if not name:
            return
        path = Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx")
        workspace.background.run(
            lambda: workspace.read(lambda unit: reconcile.write_lists(unit, cycle_id, as_of, path)),
            self._exported,
            lambda error: self.say_wrong(str(error)),
            words=_("Đang ghi bảng đối chiếu…"),
            owner=self,
        )

    def _exported(self, path: Path) -> None:
        self._made = path
        self.say_wrong("")
        self.result.say("ok", _("Đã ghi {path}", path=path), _("Mở tệp"))

    def _open_result(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _import_book(self) -> None:
        from app.ui.pages.import_dialog import ImportDialog

        ImportDialog(self.workspace, self).exec()
        self.table.setFocus()

    def _go_walking(self) -> None:
        self.workspace.go.emit("floor", "from:reconcile")

    def _open_form(self) -> None:
        chosen = self.table.chosen()
        if chosen:
            self.workspace.go.emit("instruments", chosen[0].instrument.id)

    def _closed(self) -> None:
        self.table.setFocus()
        self.keys_changed.emit()

    # ---- keys

    def _press(self, letter: str) -> None:
        if letter == "/":
            self.search.setFocus()
            self.search.selectAll()
            return
        if self.workspace.read_only or not self.table.chosen():
            return
        deeds: dict[str, Callable[[], object]] = {
            "f": self._raise,
            "s": self._note,
            "k": lambda: self.bar.ask("missing"),
            "x": lambda: self.bar.ask("retired"),
        }
        deed = deeds.get(letter)
        if deed is not None:
            deed()
            self.keys_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self._press("/")
        else:
            super().keyPressEvent(event)


def sentence(lists: Lists) -> str:
    """What the three lists say together, in a sentence a director can repeat."""
    total, unseen = len(lists.rows), lists.count(*NOT_LOOKED)
    if not total:
        return ""
    said = [_("{total} phương tiện đo trong danh mục", total=show_number(total))]
    parts = (
        (_("{count} khớp", count=show_number(lists.count(Match.AGREED, Match.NEW))), Match.AGREED, Match.NEW),
        (_("{count} thấy tại chỗ", count=show_number(lists.count(Match.SEEN))), Match.SEEN),
        (_("{count} có trong sổ mà không thấy", count=show_number(lists.count(Match.MISSING))), Match.MISSING),
        (_("{count} không thấy", count=show_number(lists.count(Match.NOT_FOUND))), Match.NOT_FOUND),
        (_("{count} không thấy, cũng không có trong sổ", count=show_number(lists.count(Match.GONE))), Match.GONE),
        (_("{count} thấy mà không có trong sổ", count=show_number(lists.count(Match.UNLISTED))), Match.UNLISTED),
        (_("{count} chưa xem lại", count=show_number(unseen)), *NOT_LOOKED),
    )
    told = [words for words, *kinds in parts if lists.count(*kinds)]
    return f"{said[0]}: {', '.join(told)}."
