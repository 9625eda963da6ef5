"""The texts of a form in its languages, with the places where an answer is put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from app.domain.forms.definition import NO_MEDIA, Media, Texts
from app.domain.forms.trees import local
from app.formats import nfc

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-\w+)*)\)\s*$")
MEDIA_KINDS = ("image", "big-image", "audio", "video")
NOT_TRANSLATED = "-"
"""What pyxform writes where a language lacks a text."""


def language_code(name: str) -> str:
    """'Tiếng Việt (vi)' -> 'vi'; a name without a code in brackets is its own code."""
    found = _CODE.search(name)
    return found[1] if found else name


@dataclass(frozen=True, slots=True)
class Output:
    """A place in a text where an expression's value is shown."""

    expression: str


Pieces = tuple["str | Output", ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A text of a question. forms: language -> pieces; one language "" for a text written where it is used."""

    forms: Mapping[str, Pieces]

    @property
    def outputs(self) -> list[str]:
        return [each.expression for pieces in self.forms.values() for each in pieces if isinstance(each, Output)]

    def plain(self) -> Texts:
        """As written, ${name} where an answer comes in."""
        return {language: joined(pieces, _as_written) for language, pieces in self.forms.items()}

    def pieces(self, language: str) -> Pieces:
        return self.forms.get(language) or next((each for each in self.forms.values() if each), ())


def joined(pieces: Pieces, show: Callable[[str], str]) -> str:
    """Collapses the blanks that the XML layout leaves around the places."""
    return "".join(each if isinstance(each, str) else show(each.expression) for each in pieces).strip()


def _as_written(expression: str) -> str:
    name = re.search(r"([\w.-]+)\s*$", expression)
    return f"${{{name[1]}}}" if name and re.fullmatch(r"\s*[\w./-]+\s*", expression) else "…"


class TextCatalogue:
    """The itext of a form. languages: code -> name, the default first; ("" -> "") when the form has none."""

    def __init__(self, itext: etree._Element | None) -> None:
        translations = [] if itext is None else [each for each in itext if local(each) == "translation"]
        translations.sort(key=lambda each: each.get("default") is None)
        self.names = {language_code(each.get("lang", "")): nfc(each.get("lang", "")) for each in translations}
        self._entries = {language_code(each.get("lang", "")): _entries(each) for each in translations}

    @property
    def languages(self) -> Mapping[str, str]:
        return self.names or {"": ""}

    def code_of(self, language: str) -> str | None:
        """The code of a language given by code or by its whole name; None when the form does not speak it."""
        if language in self.languages:
            return language
        return next((code for code, name in self.languages.items() if name == nfc(language)), None)

    def message(self, identifier: str, form: str = "") -> Message | None:
        """The text of that id; form "" is the ordinary one, "guidance" the author's guidance."""
        forms: dict[str, Pieces] = {}
        for language, entries in self._entries.items():
            pieces = _pieces_of(entries.get(identifier), form)
            if pieces and not (forms and pieces == (NOT_TRANSLATED,)):
                forms[language] = pieces
        return Message(forms) if forms else None

    def media(self, identifier: str) -> Media:
        """The files that go with the text of that id."""
        found: dict[str, dict[str, str]] = {}
        for language, entries in self._entries.items():
            for value in entries.get(identifier, ()):
                address = (value.text or "").strip()
                if value.get("form") in MEDIA_KINDS and address.startswith("jr://"):
                    found.setdefault(value.get("form", ""), {})[language] = nfc(address.rpartition("/")[2])
        return found or NO_MEDIA


def _entries(translation: etree._Element) -> dict[str, etree._Element]:
    return {each.get("id", ""): each for each in translation.iterchildren("{*}text")}


def _pieces_of(entry: etree._Element | None, form: str) -> Pieces:
    """The value of that form. An ordinary text may be written in several forms (plain, long, short: hand-made XForms
    alone have them); all of them are shown, one behind the other, as in ODK's web engine."""
    if entry is None:
        return ()
    wanted = (form,) if form else ("", "long", "short")
    return tuple(piece for value in entry if value.get("form", "") in wanted for piece in pieces_of(value))


def pieces_of(element: etree._Element) -> Pieces:
    """The mixed content of a label, hint or value."""
    if len(element) == 0:
        return (nfc(element.text),) if element.text else ()
    pieces: list[str | Output] = [nfc(element.text)] if element.text else []
    for child in element:
        if local(child) == "output":
            pieces.append(Output(child.get("value") or child.get("ref") or "''"))
        elif local(child):
            pieces.extend(pieces_of(child))
        if child.tail:
            pieces.append(nfc(child.tail))
    return tuple(pieces)
