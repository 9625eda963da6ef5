"""A plot in the window: drawn in the background for the width it has, told to a screen reader, and shown as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.plots import Axis, Chart, Limit, Point, Series
from app.ui import theme
from app.ui.background import Background
from app.ui.parts.plots import PlotCard, PlotColumn, PlotView

CHART = Chart(
    title="Từng lần đọc",
    x=Axis("Lần đọc"),
    y=Axis("Số đọc", "mm"),
    marks=(Limit(3.0, "giới hạn trên 3"), Series("", (Point(1, 1.0), Point(2, 2.0)))),
)


def shown(qtbot: QtBot, view: PlotView, width: int) -> None:
    view.resize(width, view.height())
    view.show()
    qtbot.waitUntil(lambda: view.drawing() is not None and view.drawing().width == view.width())


def test_a_plot_is_drawn_for_the_width_it_has_and_again_when_that_changes(
    qtbot: QtBot, dressed: object, background: Background
) -> None:
    view = PlotView(background)
    qtbot.addWidget(view)
    view.show_plot(CHART)

    shown(qtbot, view, 500)
    first = view.drawing()
    shown(qtbot, view, 700)

    assert first is not None
    assert first.width == 500
    assert view.drawing().width == 700


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_plot_wears_the_colours_of_the_theme(
    qtbot: QtBot, dressed: object, background: Background, name: str
) -> None:
    theme.use(name)
    view = PlotView(background)
    qtbot.addWidget(view)
    view.show_plot(CHART)

    shown(qtbot, view, 500)

    assert theme.hex_of("accent") in view.drawing().svg.decode()
    assert not view.grab().isNull()


def test_a_screen_reader_hears_title_axes_and_limits(qtbot: QtBot, dressed: object, background: Background) -> None:
    view = PlotView(background)
    qtbot.addWidget(view)

    view.show_plot(CHART)

    assert view.accessibleName() == "Từng lần đọc"
    assert "Số đọc, mm" in view.accessibleDescription()
    assert "giới hạn trên 3" in view.accessibleDescription()


def test_enter_turns_the_plot_into_its_table_and_the_link_back(
    qtbot: QtBot, dressed: object, background: Background
) -> None:
    card = PlotCard(background, CHART)
    qtbot.addWidget(card)
    card.show()
    card.view.setFocus()

    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    as_table = card.table is not None and card.table.isVisible()
    words = card.table.model().index(1, 2).data()
    card.turn()

    assert as_table
    assert words == "1,000"
    assert card.view.isVisible()
    assert not card.table.isVisible()


def test_the_same_plots_keep_their_cards(qtbot: QtBot, dressed: object, background: Background) -> None:
    plots = PlotColumn(background)
    qtbot.addWidget(plots)
    plots.show_plots([CHART])
    first = plots.cards()

    plots.show_plots([CHART])

    assert plots.cards() == first
    assert len(first) == 1


def test_arrows_read_the_values_one_after_the_other(qtbot: QtBot, dressed: object, background: Background) -> None:
    view = PlotView(background)
    qtbot.addWidget(view)
    view.show_plot(CHART)
    view.show()

    qtbot.keyClick(view, Qt.Key.Key_Right)
    first = view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    second = view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Left)

    assert first.startswith("giới hạn trên 3")
    assert "Lần đọc: 1" in second
    assert view.accessibleDescription() == first
