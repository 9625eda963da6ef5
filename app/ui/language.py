"""The language of the window: our own catalogues, Qt's texts, and how Qt writes numbers and dates."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app import wording
from app.ui.qt_texts import VietnameseQt

_LOCALES = {"vi": "vi_VN", "en": "en_GB"}
_translator: VietnameseQt | None = None


def speak(language: str) -> None:
    """Use this language for everything from now on."""
    global _translator
    wording.use(language)
    QLocale.setDefault(QLocale(_LOCALES.get(language, "vi_VN")))
    if _translator is not None:
        QCoreApplication.removeTranslator(_translator)
        _translator = None
    if language == "vi":
        _translator = VietnameseQt()
        QCoreApplication.installTranslator(_translator)
