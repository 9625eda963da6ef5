"""Writes Vietnamese the way the old fonts did, for tests: the inverse of what the program reads."""

from __future__ import annotations

import unicodedata

from app.exchange.encodings import TCVN3

_TO_TCVN3 = {letter: code for code, letter in TCVN3.items()}
_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_I = {"\u0301": "í", "\u0300": "ì", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò"}


def as_tcvn3(text: str) -> str:
    """Text as an ABC font holds it, seen as Western European letters; capitals with a tone lose their case."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        out.append(_TO_TCVN3.get(letter) or _TO_TCVN3.get(letter.lower(), letter))
    return "".join(out)


def as_vni(text: str) -> str:
    """Text as VNI-Windows writes it: the letter, then its mark."""
    return "".join(_vni_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in "đĐ":
        return "ñ" if letter == "đ" else "Ñ"
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _TONES), "")
    lower = base.lower()
    if "\u0302" in marks:
        written = lower + _HAT[tone]
    elif "\u0306" in marks:
        written = lower + _BREVE[tone]
    elif "\u031b" in marks:
        written = {"o": "ô", "u": "ö"}[lower] + (_TONES[tone] if tone else "")
    elif lower == "i" and tone:
        written = _I[tone]
    elif lower == "y" and tone == "\u0323":
        written = "î"
    elif tone:
        written = lower + _TONES[tone]
    else:
        return letter
    return written.upper() if base.isupper() else written


def as_windows_1258(text: str) -> bytes:
    """Bytes of code page 1258: letters with their hat or horn, tone marks behind them."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
            continue
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in marks if mark in _TONES)
        body = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
        out += body.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)
