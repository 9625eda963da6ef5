"""The middle column of a survey: whose questions, filters with counts, the list, and what is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from app.services.survey_outline import Outline, Section
from app.ui import theme
from app.ui.forms.filter_line import FilterLine
from app.ui.forms.mark_line import MARKS, MarkLine
from app.ui.forms.question_list import QuestionList
from app.ui.forms.section_button import SectionButton
from app.ui.forms.section_tree import SectionTree
from app.ui.forms.words import within
from app.ui.parts import SearchField, button, clear_layout, column, hairline, icon_button, menu_button, row, text
from app.wording import N_, _

SIEVES = {"all": N_("Tất cả"), "todo": N_("Chưa trả lời"), "trouble": N_("Có vấn đề")}


class ListColumn(QFrame):
    """sieve_chosen(name): a filter was pressed. section_chosen(path): from the drop-down of the small frame.
    add_wanted(path of a repeated section): one more of it."""

    sieve_chosen = Signal(str)
    section_chosen = Signal(str)
    search_wanted = Signal()
    add_wanted = Signal(str)
    drop_opened = Signal()

    def __init__(self, search: SearchField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side-left")
        self.search = search
        self.list = QuestionList()
        self._title = text("", "strong", cut=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = text("", "small")
        self._heading = QWidget()
        line = row(gap=8, margins=(14, 0, 12, 0))
        line.addWidget(self._title, 1)
        line.addWidget(self._count)
        self._heading.setLayout(line)
        self._heading.setFixedHeight(theme.px(40))
        self._filter_line = FilterLine(SIEVES)
        self._filter_line.chosen.connect(self.sieve_chosen)
        self._marks = MarkLine()
        self._marks.chosen.connect(self.sieve_chosen)
        self._bar = self._folded_bar()
        self._search_place = row(gap=0, margins=(12, 0, 12, 8))
        self._none = text("", "second", wrap=True)
        self._none.setContentsMargins(16, 16, 16, 16)
        self._not_asked = text("", "small", wrap=True)
        self._not_asked.setContentsMargins(14, 8, 12, 8)
        whole = column(self._heading, self._bar, hairline(), self._filter_line, self._marks, gap=0)
        whole.addLayout(self._search_place)
        whole.addWidget(hairline())
        whole.addWidget(self._none)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._not_asked)
        self._adders = row(gap=6, margins=(12, 0, 12, 8))
        whole.addLayout(self._adders)
        self.setLayout(whole)
        self._bar.hide()

    def show_section(
        self, outline: Outline, section: Section | None, sieve: str, sought: str, extra: frozenset[str], current: str
    ) -> None:
        """List a section (None: all). extra: questions that stay listed though they no longer pass the filter."""
        self._say_title(outline, section, sought)
        found = outline.visible(section, sieve, sought)
        if extra:
            keep = {each.path for each in found} | extra
            found = [each for each in outline.visible(section) if each.path in keep]
        self.list.show_rows(found, current)
        self.show_counts(outline, section, sieve, sought)
        self._say_none(sieve, sought, empty=not found)

    def show_counts(self, outline: Outline, section: Section | None, sieve: str, sought: str) -> None:
        """Say how many there are of each kind, and how many are not asked."""
        counts = {name: len(outline.visible(section, name, sought)) for name in SIEVES}
        self._filter_line.show_counts({**counts, "all": None}, sieve)
        marks = {name: len(outline.visible(section, name, sought)) for name in outline.marks}
        self._marks.show_counts(marks, sieve)
        for name, action in self._actions.items():
            action.setVisible(name in SIEVES or name in marks)
            action.setText(f"{_((SIEVES | MARKS)[name])}  {(counts | marks).get(name, 0)}")
            action.setChecked(name == sieve)
        count = outline.count(section)
        self._count.setText(f"{count.answered}/{count.total}" if not sought else "")
        self._drop.say(*self._drop_words(outline, section, sought))
        hidden = [] if sought else outline.not_asked(section)
        self._not_asked.setText(
            _("{count} câu không hỏi, vì câu trả lời ở câu khác cho biết không cần.", count=len(hidden))
        )
        self._not_asked.setToolTip("\n".join(f"{each.code}  {each.label}".strip() for each in hidden[:12]))
        self._not_asked.setVisible(bool(hidden))

    def offer_to_add(self, sections: Mapping[str, str]) -> None:
        """A button for each repeated section here that may have one more: its path -> its name."""
        clear_layout(self._adders)
        for path, name in sections.items():
            words = _("Thêm {section}", section=within(name))
            self._adders.addWidget(button(words, partial(self.add_wanted.emit, path), icon_name="plus"))
        if sections:
            self._adders.addStretch(1)

    def fold(self, folded: bool) -> None:
        """In the small frame one drop-down stands for the tree and the heading."""
        self._bar.setVisible(folded)
        self._heading.setVisible(not folded)
        self._filter_line.setVisible(not folded)
        self._marks.fold(folded)
        if folded:
            self._search_place.addWidget(self.search)
            self.search.setVisible(bool(self.search.text()))
        self._search_place.setContentsMargins(*((12, 0, 12, 8) if folded and not self.search.isHidden() else (0,) * 4))

    def show_search(self, shown: bool) -> None:
        """In the small frame the finder is there while it is used."""
        if not self._bar.isHidden():
            self.search.setVisible(shown)
            self._search_place.setContentsMargins(*((12, 0, 12, 8) if shown else (0, 0, 0, 0)))

    def open_sections(self, outline: Outline | None, current: str) -> None:
        """The tree as a pop-up below the drop-down."""
        if outline is None:
            return
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("surface", "card")
        tree = SectionTree()
        tree.show_outline(outline)
        tree.go_to(current)
        popup.setLayout(column(tree, gap=0, margins=(2, 4, 2, 4)))
        high = min(theme.px(34) * (len(outline.sections) + 1) + 12, round(self.window().height() * 0.7))
        place = self._drop.mapToGlobal(QPoint(0, self._drop.height() + 2))
        popup.setGeometry(place.x(), place.y(), max(theme.px(320), self._drop.width()), high)

        def take(path: str) -> None:
            popup.close()
            self.section_chosen.emit(path)

        tree.picked.connect(take)
        popup.show()
        tree.setFocus()

    def _folded_bar(self) -> QWidget:
        self._drop = SectionButton()
        self._drop.clicked.connect(lambda _checked=False: self.drop_opened.emit())
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions: dict[str, QAction] = {}
        for name, word in (SIEVES | MARKS).items():
            action = QAction(_(word), menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, name=name: self.sieve_chosen.emit(name))
            group.addAction(action)
            menu.addAction(action)
            self._actions[name] = action
        bar = QWidget()
        finder = icon_button("search", _("Tìm câu hỏi"), self.search_wanted.emit, key="Ctrl+F")
        line = row(gap=4, margins=(12, 8, 8, 8))
        line.addWidget(self._drop, 1)
        line.addWidget(finder)
        line.addWidget(menu_button("filter", _("Lọc câu hỏi"), menu))
        bar.setLayout(line)
        return bar

    def _drop_words(self, outline: Outline, section: Section | None, sought: str) -> tuple[str, str]:
        if sought:
            return _("Kết quả tìm"), ""
        count = outline.count(section)
        words = "  ".join(each for each in (section.code, section.title) if each) if section else _("Toàn bộ phiếu")
        return words, f"{count.answered}/{count.total}"

    def _say_title(self, outline: Outline, section: Section | None, sought: str) -> None:
        if sought:
            found = len(outline.visible(section, "all", sought))
            self._title.setText(_("Tìm thấy {count} câu", count=found))
        elif section is None:
            self._title.setText(_("Toàn bộ phiếu"))
        else:
            self._title.setText("  ".join(each for each in (section.code, section.title) if each))

    def _say_none(self, sieve: str, sought: str, *, empty: bool) -> None:
        if sought:
            words = _("Không câu nào có “{sought}”. Thử ít chữ hơn; không cần gõ dấu.", sought=sought)
        elif sieve == "todo":
            words = _("Phần này đã trả lời hết.")
        elif sieve == "mine":
            words = _("Không có câu nào giao cho bạn ở đây.")
        elif sieve == "review":
            words = _("Mọi câu của chu kỳ trước ở đây đã xem lại.")
        elif sieve == "lacking":
            words = _("Không còn câu nào thiếu bằng chứng.")
        else:
            words = _("Phần này không có câu nào có vấn đề.")
        self._none.setText(words)
        self._none.setVisible(empty)
