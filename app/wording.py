"""Every text shown to a person passes here.

The source language is Vietnamese, so Vietnamese is always complete; other languages are gettext
catalogues, one .po file for each room, under resources/translations/<language>/. They are read
only when that language is chosen, so a Vietnamese window starts without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from app import paths

LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English"}

_language = "vi"
_catalogue: Mapping[str, str] = {}
_here: ContextVar[tuple[str, Mapping[str, str]] | None] = ContextVar("_here", default=None)


def use(language: str) -> None:
    """Speak this language from now on; an unknown one leaves all as it is."""
    global _language, _catalogue
    if language in LANGUAGES:
        _catalogue = {} if language == "vi" else read_catalogue(language)
        _language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this block and this thread, speak another language: an English report beside a Vietnamese window."""
    chosen = language if language in LANGUAGES else _language
    token = _here.set((chosen, {} if chosen == "vi" else read_catalogue(chosen)))
    try:
        yield
    finally:
        _here.reset(token)


def language() -> str:
    here = _here.get()
    return here[0] if here else _language


def _(text: str, /, **values: object) -> str:
    """The text in the language in use, its {named} places filled."""
    here = _here.get()
    shown = (here[1] if here else _catalogue).get(text, text)
    return shown.format(**values) if values else shown


def N_(text: str) -> str:
    """Marks a text for the catalogues where it is declared; it is shown through _() later."""
    return text


@cache
def read_catalogue(language: str) -> Mapping[str, str]:
    """All translated texts of a language, of every room; read once."""
    texts: dict[str, str] = {}
    for path in sorted(paths.shipped("resources", "translations", language).glob("*.po")):
        texts |= read_po(path.read_text("utf-8"))
    return texts


_ENTRY = re.compile(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.M)
_PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def read_po(content: str) -> dict[str, str]:
    """The msgid -> msgstr pairs of a .po file without plurals; fuzzy marks are not used here."""
    pairs = ((_joined(source), _joined(target)) for source, target in _ENTRY.findall(content))
    return {source: target for source, target in pairs if source and target}


def _joined(pieces: str) -> str:
    joined = "".join(_PIECE.findall(pieces))
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), joined) if "\\" in joined else joined
