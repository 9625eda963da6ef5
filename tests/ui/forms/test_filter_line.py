from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.forms.filter_line import FilterLine
from app.ui.forms.list_column import SIEVES
from app.ui.parts import FilterButton


@pytest.fixture
def line(qtbot: QtBot) -> FilterLine:
    made = FilterLine(SIEVES)
    qtbot.addWidget(made)
    made.resize(344, 48)
    made.show()
    return made


def buttons(line: FilterLine) -> list[FilterButton]:
    return line.findChildren(FilterButton)


@pytest.mark.parametrize("width", [290, 306, 344])
@pytest.mark.parametrize("count", [0, 68, 1250])
def test_no_word_is_cut_at_any_width_of_the_list(line: FilterLine, width: int, count: int) -> None:
    line.resize(width, 48)

    line.show_counts({"all": None, "todo": count, "trouble": count}, "all")

    line.layout().activate()  # type: ignore[union-attr]
    metrics = QFontMetrics(theme.font("strong"))
    assert all(each.width() >= metrics.horizontalAdvance(each.text()) + 12 for each in buttons(line))
    assert sum(each.width() for each in buttons(line)) + 36 <= width


def test_a_count_without_room_is_told_in_the_tooltip(line: FilterLine) -> None:
    line.resize(276, 48)

    line.show_counts({"all": None, "todo": 68, "trouble": 150}, "todo")

    last = buttons(line)[-1]
    assert (last.text(), last.toolTip(), last.accessibleName()) == ("Có vấn đề", "Có vấn đề 150", "Có vấn đề 150")
    assert [each.isChecked() for each in buttons(line)] == [False, True, False]
