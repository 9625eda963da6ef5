"""The contrast table of the visual language, computed from the tokens."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication, QLabel

from app import paths
from app.ui import theme

TEXT, SHAPE = 4.5, 3.0

TEXT_PAIRS = [
    ("text", "surface"),
    ("text", "window"),
    ("text", "select"),
    ("text", "hover"),
    ("text2", "surface"),
    ("text2", "sunken"),
    ("text2", "select"),
    ("text3", "surface"),
    ("text3", "window"),
    ("text3", "select"),
    ("text3", "hover"),
    ("accent", "surface"),
    ("accent", "window"),
    ("accent", "select"),
    ("accent", "hover"),
    ("accent", "accent_tint"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("surface", "text"),
    *((state, f"{state}_tint") for state in ("ok", "warn", "bad", "none")),
    *((state, ground) for state in ("ok", "warn", "bad", "none") for ground in ("surface", "select")),
    *(("text", f"{state}_tint") for state in ("ok", "warn", "bad", "none", "accent")),
]
SHAPE_PAIRS = [
    *((f"{state}_fill", ground) for state in ("ok", "warn", "bad", "none") for ground in ("surface", "select")),
    *(("edge", ground) for ground in ("surface", "window", "select")),
    ("chart2", "surface"),
]


@pytest.mark.parametrize("name", theme.TOKENS)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read_on_its_ground(name: str, ink: str, ground: str) -> None:
    tokens = theme.TOKENS[name]

    assert theme.contrast(tokens[ink], tokens[ground]) >= TEXT


@pytest.mark.parametrize("name", theme.TOKENS)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_every_shape_can_be_seen_on_its_ground(name: str, shape: str, ground: str) -> None:
    tokens = theme.TOKENS[name]

    assert theme.contrast(tokens[shape], tokens[ground]) >= SHAPE


@pytest.mark.parametrize(
    ("name", "ink", "ground", "printed"),
    [
        ("light", "text", "surface", 16.4),
        ("light", "text3", "select", 4.6),
        ("light", "warn_fill", "select", 3.1),
        ("dark", "text", "window", 15.2),
        ("dark", "text3", "select", 4.7),
        ("dark", "accent", "surface", 7.8),
    ],
)
def test_the_contrasts_are_those_of_the_visual_language(name: str, ink: str, ground: str, printed: float) -> None:
    tokens = theme.TOKENS[name]

    assert theme.contrast(tokens[ink], tokens[ground]) == pytest.approx(printed, abs=0.06)


def test_the_themes_have_the_same_tokens() -> None:
    names = [set(tokens) for tokens in theme.TOKENS.values()]

    assert all(each == names[0] for each in names)


@pytest.mark.parametrize("name", theme.TOKENS)
def test_the_style_sheet_is_accepted_and_its_pictures_exist(name: str, dressed: QApplication) -> None:
    from app.ui.style_sheet import style_sheet

    theme.use(name)

    sheet = style_sheet()

    assert all(paths.shipped("resources", "icons", each).exists() for each in re.findall(r"icons/(\w+\.svg)", sheet))
    assert f"icons/arrow_down_{name}.svg" in sheet


@pytest.mark.parametrize("name", theme.TOKENS)
def test_pictures_of_the_style_sheet_have_the_colours_of_their_theme(name: str) -> None:
    arrow = paths.shipped("resources", "icons", f"arrow_down_{name}.svg").read_text("utf-8")
    tick = paths.shipped("resources", "icons", f"tick_{name}.svg").read_text("utf-8")

    assert theme.TOKENS[name]["text2"] in arrow
    assert theme.TOKENS[name]["on_accent"] in tick


def test_a_larger_text_size_makes_everything_that_holds_text_larger() -> None:
    theme.use("light", 130)

    assert theme.font("body").pixelSize() == 17
    assert theme.px(34) == 44


VIETNAMESE = "".join(
    base if mark == "" else f"{base}{mark}"
    for base in "aăâeêioôơuưy"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)


def vietnamese_letters() -> str:
    """The 134 letters beyond ASCII: vowels with their marks, and đ, in both cases."""
    import unicodedata

    letters = {each for each in unicodedata.normalize("NFC", VIETNAMESE + "đ") if not each.isascii()}
    return "".join(sorted(letters | {each.upper() for each in letters}))


@pytest.mark.parametrize("path", theme.font_files(), ids=lambda path: path.name)
def test_the_windows_face_has_every_vietnamese_letter(path: object, dressed: QApplication) -> None:
    letters = vietnamese_letters()

    face = QRawFont(str(path), 13)

    assert len(letters) == 134
    assert [each for each in letters if not face.supportsCharacter(ord(each))] == []


def test_the_text_roles_are_set_in_the_windows_face(dressed: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    for role, (size, weight, _token) in theme.ROLES.items():
        shown = QFontInfo(theme.font(role))

        assert (shown.family(), shown.pixelSize(), shown.weight()) == ("IBM Plex Sans", size, weight)


def test_setting_a_text_a_thousand_times_keeps_the_references_to_none(dressed: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)

    for _number in range(1000):
        label.setText("Đã lưu")

    assert sys.getrefcount(None) > before - 500
