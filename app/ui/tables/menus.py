"""The menus of a grid: what can be done with the chosen cells, and which columns are shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.ui.tables.deeds import GridDeeds
from app.ui.tables.grid import Grid
from app.wording import _

WIDER = 24
"""px at 100 % by which a column grows or shrinks at a time."""


def show_menu(grid: Grid, deeds: GridDeeds, at: QPoint, *, still: bool) -> None:
    """What can be done here, with the keys that do it."""
    menu = QMenu(grid)
    _add(menu, _("Chép"), lambda: deeds.do("copy"), "Ctrl+C")
    _add(menu, _("Chép cả tiêu đề cột"), lambda: deeds.do("copy_titled"), "Ctrl+Shift+C")
    if not still:
        _add(menu, _("Cắt"), lambda: deeds.do("cut"), "Ctrl+X")
        _add(menu, _("Dán vào các ô"), lambda: deeds.do("paste"), "Ctrl+V")
        _add(menu, _("Dán thành dòng mới"), lambda: deeds.do("paste_new"), "Ctrl+Shift+V")
        menu.addSeparator()
        _add(menu, _("Chép xuống"), lambda: deeds.do("fill_down"), "Ctrl+D")
        _add(menu, _("Chép sang phải"), lambda: deeds.do("fill_right"), "Ctrl+R")
        _add(menu, _("Sửa nhiều dòng"), lambda: deeds.do("many"), "Shift+F2")
        _add(menu, _("Xóa ô"), lambda: deeds.do("clear"), "Delete")
    menu.addSeparator()
    _add(menu, _("Chọn cả dòng"), lambda: grid.select_whole(rows=True), "Shift+Space")
    _add(menu, _("Chọn cả cột"), lambda: grid.select_whole(rows=False), "Ctrl+Space")
    menu.addSeparator()
    _add_column_deeds(menu.addMenu(_("Cột này")), grid)
    fill_column_menu(menu.addMenu(_("Các cột")), grid)
    menu.exec(at)


def _add_column_deeds(menu: QMenu, grid: Grid) -> None:
    place = grid.currentIndex().column()
    if place < 0:
        menu.setEnabled(False)
        return
    key, headers = grid.table.columns[place].key, grid.headers
    _add(menu, _("Xếp tăng dần"), lambda: grid.sortByColumn(place, Qt.SortOrder.AscendingOrder))
    _add(menu, _("Xếp giảm dần"), lambda: grid.sortByColumn(place, Qt.SortOrder.DescendingOrder))
    _add(menu, _("Ẩn cột"), lambda: headers.show(key, False))
    _add(menu, _("Sang trái"), lambda: headers.move(place, -1), "Alt+Shift+Left")
    _add(menu, _("Sang phải"), lambda: headers.move(place, 1), "Alt+Shift+Right")
    _add(menu, _("Rộng hơn"), lambda: headers.widen(place, WIDER))
    _add(menu, _("Hẹp hơn"), lambda: headers.widen(place, -WIDER))


def fill_column_menu(menu: QMenu, grid: Grid) -> None:
    """Every column with a tick where it is shown; a press shows or hides it."""
    menu.clear()
    for place in grid.headers.in_order():
        column = grid.table.columns[place]
        action = menu.addAction(column.title)
        action.setCheckable(True)
        action.setChecked(grid.headers.shows(column.key))
        action.triggered.connect(lambda on, key=column.key: grid.headers.show(key, on))
    menu.addSeparator()
    _add(menu, _("Về như ban đầu"), grid.headers.back_to_usual)


def _add(menu: QMenu, words: str, act: Callable[[], object], keys: str = "") -> QAction:
    """An entry; its keys are shown, the grid itself hears them."""
    action = menu.addAction(f"{words}\t{keys}" if keys else words)
    action.triggered.connect(lambda _on=False: act())
    return action
