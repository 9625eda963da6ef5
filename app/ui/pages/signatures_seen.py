"""What was found of the signatures of a PDF, on screen: the one sentence, then each signature with its reasons."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.signed_files import SignatureSeen, SignedFile
from app.services.signing_told import particulars, signer_of, told, verdict
from app.ui.parts import Card, Glyph, InlineMessage, clear_layout, column, row, text
from app.wording import _


class SignaturesSeen(QWidget):
    """Empty until a file is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = InlineMessage("info", "")
        self._cards: QVBoxLayout = column(gap=10)
        self.setLayout(column(self.verdict, self._cards, None, gap=10))

    def show_file(self, file: SignedFile | None) -> None:
        clear_layout(self._cards)
        self.verdict.say(*(verdict(file) if file is not None else ("info", "")))
        for number, each in enumerate(file.signatures if file is not None else (), 1):
            self._cards.addWidget(_card(number, each))
        if file is not None:
            self._cards.addWidget(text(_("SHA-256: {sha}", sha=file.sha256), "small", wrap=True, selectable=True))

    def words(self) -> str:
        return self.verdict.words()


def _card(number: int, seen: SignatureSeen) -> Card:
    card = Card(_("Chữ ký {number}: {who}", number=number, who=signer_of(seen)))
    for line in particulars(seen):
        card.content.addWidget(text(line, "second", wrap=True, selectable=True))
    for state, sentence in told(seen):
        words = text(sentence, "body", wrap=True, selectable=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        found = row(Glyph(state, 16), gap=8)
        found.addWidget(words, 1)
        card.content.addLayout(found)
    return card
