"""The passages of one paper, to be written: each under its heading, with the proposed words beside until taken over."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.errors import UserError
from app.domain.passage_names import PassageName, names_of, proposed
from app.services.passages import passages_of, write_passage
from app.ui import theme
from app.ui.pages.word_template import WordTemplateLine
from app.ui.parts import Card, Field, button, column, hairline, row, text
from app.ui.workspace import Workspace
from app.wording import _

LINES = 5


class PassageEditor(QWidget):
    """One passage. What is proposed stands below the empty field, in grey, with the button that takes it over."""

    def __init__(self, workspace: Workspace, passage: PassageName) -> None:
        super().__init__()
        self.workspace, self.passage = workspace, passage
        self.draft = ""
        editor = QPlainTextEdit()
        editor.setFixedHeight(theme.px(18 * LINES + 18))
        editor.installEventFilter(self)
        self.field = Field(_(passage.title), editor, placeholder=_(passage.hint) if passage.hint else "")
        self.field.committed.connect(self._keep)
        self.proposal = text("", "small", wrap=True, selectable=True)
        self.take = button(_("Dùng lời đề xuất"), self.take_over, kind="ghost", icon_name="check")
        self.offer = QWidget()
        head = row(text(_("Đề xuất, chưa in vào văn bản"), "cap"), None, self.take, gap=6)
        self.offer.setLayout(column(head, self.proposal, gap=4))
        self.setLayout(column(self.field, self.offer, gap=6))

    def show_words(self, words: str, draft: str, still: bool) -> None:
        """words: what is kept, "" for nothing; draft: what is proposed. What is being typed stays."""
        self.draft = draft
        if not (self.field.editor.hasFocus() or self.field.error()):
            self.field.show_value(words)
        self.field.set_read_only(still)
        self.proposal.setText(draft)
        self.offer.setVisible(bool(draft) and not words and not still)

    def take_over(self) -> None:
        """The proposed words become the person's own, ready to be changed."""
        self._keep(self.draft)
        self.field.show_value(self.draft)
        self.field.editor.setFocus()

    def _keep(self, words: str) -> None:
        passage, cycle_id = self.passage, self.workspace.cycle_id
        try:
            self.workspace.run(
                _("Sửa đoạn văn “{title}”", title=_(passage.title)),
                lambda unit: write_passage(unit, cycle_id, passage.paper, passage.name, words, passage.step),
            )
        except UserError as error:
            self.field.show_error(str(error))
        else:
            self.field.show_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.field.commit()
        return super().eventFilter(watched, event)


class PassagesPanel(Card):
    """All passages of a paper, in their order. The page that holds it calls show_passages() whenever it refreshes."""

    def __init__(self, workspace: Workspace, paper: str, title: str = "") -> None:
        super().__init__(title)
        self.workspace, self.paper = workspace, paper
        self.editors: dict[str, PassageEditor] = {}
        for number, passage in enumerate(names_of(paper)):
            if number:
                self.content.addWidget(hairline())
            self.editors[passage.name] = PassageEditor(workspace, passage)
            self.content.addWidget(self.editors[passage.name])
        if paper == "programme":
            self.content.addWidget(hairline())
            self.template = WordTemplateLine(workspace)
            self.content.addWidget(self.template)
        self.content.addStretch(1)

    def show_passages(self, still: bool, drafts: Mapping[str, str] | None = None) -> None:
        """still: nothing may be changed now. drafts: words proposed from the data, by the name of the passage; they
        stand in place of the general ones."""
        kept = self.workspace.read(lambda unit: passages_of(unit, self.workspace.cycle_id, self.paper))
        for name, editor in self.editors.items():
            general = proposed(editor.passage, self.workspace.site.enterprise)
            editor.show_words(kept.get(name, ""), (drafts or {}).get(name, "") or general, still)

    def commit(self) -> None:
        """Keep what is being typed, as when the page is left."""
        for editor in self.editors.values():
            editor.field.commit()
