from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.icons import pixmap
from app.ui.parts import FilterButton, Glyph, InlineMessage, KeyCap, Pill, ScaleBar, paint_glyph
from app.ui.parts.scales import paint_steps
from app.ui.parts.states import STATES, fill_of, tint_of, tone_of


def painted(state: str, share: float = 0.0, side: int = 32) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    paint_glyph(painter, QRectF(0, 0, side, side), state, share)
    painter.end()
    return image


def in_grey(image: QImage) -> bytes:
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_no_two_states_look_the_same_even_in_grey() -> None:
    pictures = {state: in_grey(painted(state, 0.5)) for state in STATES}

    assert len(set(pictures.values())) == len(STATES)


def test_the_ring_shows_how_much_is_done() -> None:
    assert painted("doing", 0.25) != painted("doing", 0.75)


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_its_tokens_in_every_theme(state: str) -> None:
    tokens = {fill_of(state), tint_of(state), tone_of(state)}

    assert all(token in theme.TOKENS[name] for name in theme.TOKENS for token in tokens)


def test_a_pill_says_its_word_to_a_screen_reader(qtbot: QtBot) -> None:
    pill = Pill("bad", "Quá hạn")
    qtbot.addWidget(pill)

    pill.show_state("ok", "Còn hạn")

    assert pill.accessibleName() == "Còn hạn"


def test_a_glyph_alone_has_a_name(qtbot: QtBot) -> None:
    glyph = Glyph("part")
    qtbot.addWidget(glyph)

    assert glyph.accessibleName() == "một phần"


def test_a_scale_says_its_share(qtbot: QtBot) -> None:
    scale = ScaleBar(0.49)
    qtbot.addWidget(scale)

    assert scale.accessibleName() == "Đã xong 49 %"


def test_a_scale_of_ten_steps_shows_what_was_handed_in() -> None:
    image = QImage(200, 14, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    paint_steps(painter, QRectF(0, 0, 200, 14), ("submitted", "doing", *["todo"] * 8))
    painter.end()

    shown = [image.pixelColor(x, 3).name().upper() for x in (8, 28, 48)]

    assert shown == [theme.hex_of("accent"), theme.hex_of("chart2"), theme.hex_of("line")]


def test_a_filter_keeps_its_place_when_nothing_is_left(qtbot: QtBot) -> None:
    made = FilterButton("Quá hạn", 1234)
    qtbot.addWidget(made)
    assert made.text() == "Quá hạn 1.234"

    made.show_count(0)

    assert made.text() == "Quá hạn 0"


def test_a_key_cap_has_a_name(qtbot: QtBot) -> None:
    cap = KeyCap("Ctrl+Enter")
    qtbot.addWidget(cap)

    assert cap.accessibleName() == "Ctrl+Enter"


def test_a_message_leads_to_the_very_place(qtbot: QtBot) -> None:
    followed: list[bool] = []
    message = InlineMessage("warn", "MT-06 chưa có giá trị hiện tại.", "Đến MT-06", lambda: followed.append(True))
    qtbot.addWidget(message)

    message.findChildren(type(message._link))[0].click()

    assert followed == [True]
    assert message.accessibleName() == "MT-06 chưa có giá trị hiện tại."


def test_a_message_never_opens_a_window_of_its_own(qtbot: QtBot) -> None:
    message = InlineMessage("bad", "Không đọc được tệp.")
    qtbot.addWidget(message)

    assert not message.isVisible()


def test_an_icon_takes_the_colour_of_its_token() -> None:
    light = pixmap("plus", "accent", 20).toImage()

    assert light.pixelColor(light.width() // 2, light.height() // 2).name().upper() == theme.hex_of("accent")


def test_words_are_plain_text_and_never_markup(qtbot: QtBot) -> None:
    from app.ui.parts import text

    label: QLabel = text("<b>5</b> < 6 & 7")
    qtbot.addWidget(label)

    assert label.textFormat().name == "PlainText"
