"""Finding one's way in a survey: the tree of sections, the list of their questions, filters and search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.forms.definition import text_in
from app.services.survey_outline import Outline, Section
from app.ui import theme
from app.ui.forms.list_column import ListColumn
from app.ui.forms.section_tree import WHOLE, SectionTree
from app.ui.page import Frame
from app.ui.parts import SearchField, column, row
from app.wording import _

WIDTHS = {Frame.WIDE: (252, 344), Frame.MEDIUM: (238, 306), Frame.NARROW: (238, 306), Frame.SMALL: (0, 276)}
NARROWEST_LIST = 236


class QuestionBrowser(QWidget):
    """moved_to(path): a person went to another question. section: whose questions are listed, None for all.
    add_wanted(path of a repeated section): one more of it."""

    moved_to = Signal(str)
    add_wanted = Signal(str)

    def __init__(self, outline: Outline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = outline
        self.section: Section | None = None
        self.sieve = "all"
        self._current = ""
        self._kept: frozenset[str] = frozenset()
        self.search = SearchField(_("Tìm câu hỏi…"))
        self.search.textChanged.connect(self._searched)
        self.search.left_by_key.connect(self._left_search)
        self.search.returnPressed.connect(self._go_to_first_found)
        self.tree = SectionTree()
        self.tree.moved_to.connect(self.choose_section)
        self._tree_column = QFrame()
        self._tree_column.setProperty("surface", "side-left")
        self._search_place = row(self.search, gap=0, margins=(12, 10, 12, 8))
        beside = column(self._search_place, gap=0)
        beside.addWidget(self.tree, 1)
        self._tree_column.setLayout(beside)
        self.column = ListColumn(self.search)
        self.list = self.column.list
        self.list.moved_to.connect(self.moved_to)
        self.column.sieve_chosen.connect(self.choose_sieve)
        self.column.section_chosen.connect(self.choose_section)
        self.column.search_wanted.connect(self.start_search)
        self.column.drop_opened.connect(self.open_sections)
        self.column.add_wanted.connect(self.add_wanted)
        self.setLayout(row(self._tree_column, self.column, gap=0))

    # ---- showing

    def take_outline(self, outline: Outline) -> None:
        """Show the form anew, at the section one is in."""
        self.outline = outline
        if self.section is not None:
            self.section = next((each for each in outline.sections if each.path == self.section.path), None)
        self.tree.show_outline(outline)
        self._show_list()

    def show_current(self, path: str) -> None:
        """Make a question the current one; where it is not listed, its section is, without filter and search."""
        self._current = path
        if path in self.list.paths():
            self.list.go_to(path)
            return
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        asked = self.outline.rows[path]
        if self.sieve != "all" and not (self.sieve == "todo" and asked.state == "todo"):
            self.sieve = "all"
        if self.section is None or path not in self.section.questions:
            self.section = self.outline.section_of(path)
        self._kept = frozenset() if asked.asked else frozenset({path})
        self._show_list()

    def refresh(self, paths: frozenset[str]) -> None:
        """Show these questions and all counts anew. What is listed stays listed, though the filter may not want it."""
        rows = self.outline.rows
        self.tree.show_counts(self.outline)
        listed = set(self.list.paths())
        if any((path in listed) != rows[path].asked for path in paths if path in rows):
            self._kept = frozenset(listed)
            self._show_list()
        else:
            self.list.update_rows(rows[path] for path in paths if path in rows)
            self.column.show_counts(self.outline, self._shown_section(), self.sieve, self._sought())

    def use_frame(self, frame: Frame, width: int) -> None:
        """Take the shape for this frame; on the tiniest windows the list gives way to the question."""
        small = frame is Frame.SMALL
        self._tree_column.setVisible(not small)
        if not small:
            self._search_place.addWidget(self.search)
            self.search.show()
            self._tree_column.setFixedWidth(theme.px(WIDTHS[frame][0]))
        tiny = small and width < theme.px(780)
        self.column.setFixedWidth(theme.px(NARROWEST_LIST if tiny else WIDTHS[frame][1]))
        self.column.fold(small)

    # ---- going about

    def choose_section(self, path: str) -> None:
        """List the questions of a section ("" for all) and go to the first where the current one is elsewhere."""
        sections = {each.path: each for each in self.outline.sections}
        self.section = sections.get(path)
        self._kept = frozenset()
        if self.search.text():
            self.search.clear()
        self._show_list()
        self._go_where_listed()

    def choose_sieve(self, name: str) -> None:
        """List only what passes this filter."""
        self.sieve, self._kept = name, frozenset()
        self.section = None if name in self.outline.marks else self.section
        self._show_list()
        self._go_where_listed()

    def show_lacking(self) -> None:
        """List the claims that nothing bears out, wherever they are."""
        self.section = None
        self.choose_sieve("lacking")

    def neighbour(self, step: int) -> str | None:
        """The next (1) or previous (−1) question of what is listed, or of the whole form where nothing is sieved."""
        free = self.sieve == "all" and not self._sought()
        order = [each.path for each in self.outline.visible(None)] if free else self.list.paths()
        place = order.index(self._current) + step if self._current in order else -1
        return order[place] if 0 <= place < len(order) else None

    def start_search(self) -> None:
        """Put the keyboard into the finder."""
        self.column.show_search(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_sections(self) -> None:
        """The tree as a drop-down, where the window is small."""
        self.column.open_sections(self.outline, self.section.path if self.section else WHOLE)

    def panes(self) -> list[QWidget]:
        return [self.list] if self._tree_column.isHidden() else [self.tree, self.list]

    def tab_order(self) -> list[QWidget]:
        return [self.search, self.tree, self.list] if not self._tree_column.isHidden() else [self.search, self.list]

    # ---- inside

    def _show_list(self) -> None:
        section = self._shown_section()
        self.column.show_section(self.outline, section, self.sieve, self._sought(), self._kept, self._current)
        self.tree.go_to(self.section.path if self.section else WHOLE)
        self.column.offer_to_add(self._repeats())

    def _repeats(self) -> dict[str, str]:
        """The repeated sections of the section one is in that may have one more."""
        filling = self.outline.filling
        if self.section is None:
            return {}
        around = filling.form.group(self.section.path)
        groups = [each for each in (around, *around.groups()) if each.is_repeat and filling.has(each.path)]
        free = [each for each in groups if filling.can_add(each.path)]
        return {each.path: text_in(each.label, filling.language) or each.name for each in free}

    def _shown_section(self) -> Section | None:
        """A search looks through the whole form."""
        return None if self._sought() else self.section

    def _sought(self) -> str:
        return self.search.text().strip()

    def _go_where_listed(self) -> None:
        listed = self.list.paths()
        if listed and self._current not in listed:
            self.moved_to.emit(listed[0])

    def _searched(self, _text: str) -> None:
        self._kept = frozenset()
        self._show_list()

    def _go_to_first_found(self) -> None:
        """Enter in the finder: the question of that code, or else the first one found; the page then puts the keyboard
        on the answer."""
        sought, listed = self._sought(), self.list.paths()
        exact = next((path for path in listed if self.outline.rows[path].code == sought), None)
        if exact is not None and exact != self._current:
            self.moved_to.emit(exact)
        else:
            self._go_where_listed()

    def _left_search(self) -> None:
        self.column.show_search(False)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
