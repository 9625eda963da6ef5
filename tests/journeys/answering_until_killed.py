"""Answers a survey in the real window without end and tells each answer once the status line shows it as saved.

Run by test_killed_while_answering as a process of its own: answering_until_killed.py FILE
"""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import dossiers
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.survey import SurveyPage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace


def main(path: Path) -> None:
    application = QApplication([])
    theme.load_fonts()
    theme.use("light")
    theme.apply(application)
    preferences, background = Preferences(person="Nguyễn Thu Hà", theme="light"), Background()
    window = MainWindow(preferences, background, date(2026, 11, 24))
    window.show()
    store = dossiers.open_dossier(path, person="Nguyễn Thu Hà")
    workspace = Workspace(store, preferences, background, date(2026, 11, 24))
    window.show_workspace(workspace)
    window.activateWindow()
    assert window.dossier is not None
    page = window.dossier.page()
    assert isinstance(page, SurveyPage)
    rounds = count()
    saved = [store.saved_at]

    def answer_one() -> None:
        number = next(rounds)
        assert page.session is not None and page.detail.editor is not None
        widget = page.detail.editor.control
        question = page.session.question(page.detail.path)
        if question.is_level:
            QTest.keyClick(widget, "12345"[number % 5])
            tell(question.path, "12345"[number % 5])
            QTest.keyClick(widget, "n")
            QTest.keyClicks(page.detail.proof.note, f"note {number} ")
            QTest.keyClick(page.detail.proof.note, Qt.Key.Key_Escape)
            answer = page.session.answer_to(question.path)
            tell(question.path, answer.note if answer else "")
        page.go_by(1 if number % 80 < 79 else -70)
        page.detail.focus_answer()
        QTimer.singleShot(0, answer_one)

    def tell(path: str, text: str) -> None:
        if store.saved_at != saved[0]:
            saved[0] = store.saved_at
            print(path, text, sep="\t", flush=True)

    sys.excepthook = lambda kind, error, trace: os._exit(1)
    QTimer.singleShot(0, answer_one)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
