"""The one style sheet, written from the tokens of the theme in use.

Widgets say what they are by dynamic properties: kind for buttons, role and tone for texts,
surface for grounds, state for fields. Nothing is addressed by object name.
"""

from __future__ import annotations

from app import paths
from app.ui import theme


def style_sheet() -> str:
    return "\n".join((_texts(), _grounds(), _buttons(), _fields(), _lists(), _menus(), _bars()))


def _hex(token: str) -> str:
    return theme.hex_of(token)


def _texts() -> str:
    rules = [
        f'QLabel[role="{role}"] {{ font-size: {theme.px(size)}px; font-weight: {weight}; color: {_hex(token)}; }}'
        for role, (size, weight, token) in theme.ROLES.items()
    ]
    tones = ("text", "text2", "text3", "accent", "ok", "warn", "bad")
    rules += [f'QLabel[tone="{tone}"] {{ color: {_hex(tone)}; }}' for tone in tones]
    tip = f"font-size: {theme.px(12)}px; padding: 5px 8px;"
    rules.append(
        f"QToolTip {{ color: {_hex('surface')}; background: {_hex('text')}; border: 1px solid {_hex('text')}; {tip} }}"
    )
    return "\n".join(rules)


def _grounds() -> str:
    line, width = _hex("line"), theme.border()
    return f"""
QMainWindow, QDialog {{ background: {_hex("window")}; }}
QWidget[surface="window"] {{ background: {_hex("window")}; }}
QDialog[surface="popup"] {{ background: {_hex("surface")}; border: 1px solid {_hex("line2")}; border-radius: 6px; }}
QWidget[surface="surface"] {{ background: {_hex("surface")}; }}
QWidget[surface="sunken"] {{ background: {_hex("sunken")}; border-radius: 6px; }}
QFrame[surface="card"] {{ background: {_hex("surface")}; border: {width}px solid {line}; border-radius: 6px; }}
QFrame[surface="card"]:focus {{ border: 2px solid {_hex("accent")}; }}
QFrame[surface="bar-top"] {{ background: {_hex("surface")}; border: none; border-bottom: {width}px solid {line}; }}
QFrame[surface="bar-foot"] {{ background: {_hex("surface")}; border: none; border-top: {width}px solid {line}; }}
QFrame[surface="status"] {{ background: {_hex("window")}; border: none; border-top: {width}px solid {line}; }}
QFrame[surface="side-left"] {{ background: {_hex("surface")}; border: none; border-right: {width}px solid {line}; }}
QFrame[surface="side-right"] {{ background: {_hex("surface")}; border: none; border-left: {width}px solid {line}; }}
QFrame[surface="hairline"] {{ background: {line}; border: none; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[surface="clear"] {{ background: transparent; }}
QWidget[surface="clear"] {{ background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
"""


def _buttons() -> str:
    high = theme.px(32)
    width = theme.border()
    text, accent, on_accent = _hex("text"), _hex("accent"), _hex("on_accent")
    surface, hover, select, line2 = _hex("surface"), _hex("hover"), _hex("select"), _hex("line2")
    return f"""
QPushButton {{
    background: {surface}; color: {text}; border: {width}px solid {line2}; border-radius: 5px; font-weight: 600;
    padding: 0 {13 - width}px; min-height: {high - 2 * width}px; max-height: {high - 2 * width}px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {select}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 11px;
    min-height: {high - 4}px; max-height: {high - 4}px; }}
QPushButton:disabled {{ background: {_hex("sunken")}; color: {_hex("text3")}; border-color: {_hex("line")};
    border-style: {"dashed" if theme.name() == "contrast" else "solid"}; }}
QPushButton[kind="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[kind="primary"]:hover {{ background: {_hex("accent_hover")}; border-color: {_hex("accent_hover")}; }}
QPushButton[kind="primary"]:focus {{ border-color: {text}; }}
QPushButton[kind="primary"]:disabled {{ background: {_hex("sunken")}; color: {_hex("text3")};
    border-color: {_hex("line")}; }}
QPushButton[kind="ghost"] {{ background: transparent; border-color: transparent; font-weight: 400;
    color: {_hex("text2")}; }}
QPushButton[kind="ghost"]:hover {{ background: {hover}; color: {text}; }}
QPushButton[kind="ghost"]:checked {{ background: {select}; color: {text}; }}
QPushButton[kind="ghost"]:focus {{ border-color: {accent}; }}
QPushButton[kind="link"] {{ background: transparent; border-color: transparent; font-weight: 500; color: {accent};
    padding: 0 6px; }}
QPushButton[kind="link"]:hover {{ color: {_hex("accent_hover")}; text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border-color: {accent}; padding: 0 5px; }}
QPushButton[kind="fold"] {{ background: transparent; border-color: transparent; text-align: left; padding: 0 6px; }}
QPushButton[kind="fold"]:hover {{ background: {hover}; }}
QPushButton[kind="fold"]:focus {{ border-color: {accent}; padding: 0 5px; }}
QPushButton[kind="danger"] {{ color: {_hex("bad")}; border-color: {_hex("bad_fill")}; }}
QPushButton[kind="danger"]:hover {{ background: {_hex("bad_tint")}; }}
QPushButton[kind="danger"]:focus {{ border-color: {_hex("bad_fill")}; }}
QPushButton[kind="command"] {{ background: {_hex("window")}; color: {_hex("text3")}; font-weight: 400; text-align: left;
    padding: 0 8px; }}
QPushButton[kind="command"]:hover {{ background: {hover}; }}
QPushButton[kind="command"]:focus {{ padding: 0 7px; }}
QPushButton[kind="filter"]:checked {{ background: {select}; border-color: {accent}; }}
QPushButton[kind="filter"] {{ font-weight: 500; }}
QPushButton[kind="filter"]:checked {{ font-weight: 600; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 5px; color: {_hex("text2")};
    min-width: {theme.px(28)}px; min-height: {theme.px(28)}px; padding: 0; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {select}; }}
QToolButton:focus {{ border: 2px solid {accent}; }}
QToolButton[kind="person"] {{ padding: 0 8px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields() -> str:
    high, width = theme.px(32), theme.border()
    inner = high - 2 * width
    edge, accent, bad = _hex("edge"), _hex("accent"), _hex("bad_fill")
    arrow = (paths.shipped("resources", "icons", f"arrow_down_{theme.name()}.svg")).as_posix()
    tick = (paths.shipped("resources", "icons", f"tick_{theme.name()}.svg")).as_posix()
    common = (
        f"background: {_hex('surface')}; color: {_hex('text')}; border: {width}px solid {edge}; border-radius: 5px;"
    )
    marked = f"selection-background-color: {accent}; selection-color: {_hex('on_accent')};"
    kinds = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QDateEdit", "QSpinBox")
    focus = ", ".join(f"{kind}:focus" for kind in kinds)
    wrong = ", ".join(f'{kind}[state="bad"]' for kind in kinds)
    still = ", ".join(f'{kind}[readOnly="true"]' for kind in ("QLineEdit", "QPlainTextEdit", "QTextEdit"))
    off = ", ".join(f"{kind}:disabled" for kind in kinds)
    return f"""
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ {common} {marked} min-height: {inner}px; max-height: {inner}px;
    padding: 0 {10 - width}px; placeholder-text-color: {_hex("text3")}; }}
QPlainTextEdit, QTextEdit {{ {common} {marked} padding: 4px {8 - width}px;
    placeholder-text-color: {_hex("text3")}; }}
{focus} {{ border: 2px solid {accent}; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{ padding: 0 8px;
    min-height: {high - 4}px; max-height: {high - 4}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {3 + width - 1}px 6px; }}
{wrong} {{ border: 2px solid {bad}; padding-left: 8px; padding-right: 8px; }}
QLineEdit[state="bad"], QComboBox[state="bad"] {{ min-height: {high - 4}px; max-height: {high - 4}px; }}
{still} {{ background: {_hex("sunken")}; border: {width}px solid {_hex("line")}; color: {_hex("text2")}; }}
{off} {{ background: {_hex("sunken")}; border: {width}px solid {_hex("line")}; color: {_hex("text3")}; }}
QLineEdit[kind="search"] {{ padding-left: 4px; }}
QLineEdit[kind="command"] {{ background: {_hex("window")}; border-color: {_hex("line2")}; padding-left: 4px; }}
QLineEdit[kind="cell"] {{ border-radius: 0; }}
QLineEdit > QToolButton {{ min-width: 20px; min-height: 20px; padding: 0; margin: 0; border: none; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {_hex("surface")}; color: {_hex("text")}; border: 1px solid {_hex("line2")};
    selection-background-color: {_hex("select")}; selection-color: {_hex("text")}; outline: none; padding: 4px; }}
QComboBox QAbstractItemView::item {{ min-height: {theme.px(28)}px; padding: 0 6px; }}
QCheckBox, QRadioButton {{ color: {_hex("text")}; spacing: 10px; min-height: {theme.px(28)}px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {_hex("text3")}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {edge};
    border-radius: 4px; background: {_hex("surface")}; }}
QRadioButton::indicator {{ border-radius: 9px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {accent}; width: 14px; height: 14px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QRadioButton::indicator:checked {{ border: 5px solid {accent}; width: 8px; height: 8px; }}
"""


def _lists() -> str:
    views = "QTableView, QTreeView, QListView"
    return f"""
{views} {{ background: {_hex("surface")}; color: {_hex("text")}; border: none; outline: none;
    selection-background-color: {_hex("select")}; selection-color: {_hex("text")}; }}
QTableView::item {{ padding: 0 8px; border: none; }}
QTableView QLineEdit {{ min-height: 0; max-height: 1000px; border-radius: 0; padding: 0 5px; }}
QHeaderView {{ background: {_hex("surface")}; border: none; }}
QHeaderView::section {{ background: {_hex("surface")}; color: {_hex("text2")}; border: none;
    border-bottom: 1px solid {_hex("edge")}; font-size: {theme.px(12)}px; font-weight: 600; padding: 0 8px;
    min-height: {theme.px(31)}px; }}
QHeaderView::section:hover {{ background: {_hex("hover")}; }}
QTableCornerButton::section {{ background: {_hex("surface")}; border: none; }}
"""


def _menus() -> str:
    return f"""
QMenu {{ background: {_hex("surface")}; color: {_hex("text")}; border: 1px solid {_hex("line2")}; padding: 4px; }}
QMenu::item {{ padding: 0 24px 0 12px; height: {theme.px(30)}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {_hex("select")}; }}
QMenu::item:disabled {{ color: {_hex("text3")}; }}
QMenu::separator {{ height: 1px; background: {_hex("line")}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QProgressBar {{ background: {_hex("sunken")}; border: none; border-radius: 0; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {_hex("accent")}; }}
QTabBar::tab {{ background: transparent; color: {_hex("text2")}; border: none; border-bottom: 2px solid transparent;
    padding: 0 12px; min-height: {theme.px(32)}px; }}
QTabBar::tab:selected {{ color: {_hex("text")}; border-bottom-color: {_hex("accent")}; font-weight: 600; }}
QTabBar::tab:focus {{ color: {_hex("accent")}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {_hex("line")}; }}
"""


def _bars() -> str:
    return f"""
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {_hex("line2")}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {_hex("edge")}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
