"""Which lines of the group 2 list an instrument's name could stand for: a proposal, never a decision."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.legal import LegalLine, LegalTable
from app.formats import fold
from app.wording import N_

LEVELS = ("high", "medium", "low")
LEVEL_WORDS: Mapping[str, str] = {
    "high": N_("tên trùng với danh mục"),
    "medium": N_("tên thường gọi, dòng có điều kiện"),
    "low": N_("có thể, cần xem tại chỗ"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """confidence: a word of LEVELS; phrase: the words of the name that led here."""

    code: str
    line: LegalLine
    confidence: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that point to a line, unless one of `without` is there too."""

    words: str
    code: str
    level: str
    without: tuple[str, ...]
    shown: str


def read_phrases(content: str) -> tuple[Phrase, ...]:
    """The phrases of a TOML list, the longest first."""
    found: list[Phrase] = []
    for entry in tomllib.loads(content)["words"]:
        without = tuple(spaced(each) for each in entry.get("without", []))
        for level in LEVELS:
            found += [Phrase(spaced(each), entry["code"], level, without, each) for each in entry.get(level, [])]
    return tuple(sorted(found, key=lambda each: -len(each.words)))


def spaced(text: str) -> str:
    """Folded words between single spaces, with a space at both ends, so that whole words are compared."""
    letters = "".join(each if each.isalnum() else " " for each in fold(text))
    return f" {' '.join(letters.split())} "


def match_group2(name: str, table: LegalTable, phrases: Iterable[Phrase], *, limit: int = 3) -> tuple[Candidate, ...]:
    """The lines this name could be, the likeliest first; empty when nothing fits.

    Longer phrases are surer than shorter ones. A person confirms: a balance is group 1 or 2 by what it is used for.
    """
    words = spaced(name)
    found: dict[str, Candidate] = {}
    for phrase in phrases:
        line = table.lines.get(phrase.code)
        if line and phrase.words in words and not any(each in words for each in phrase.without):
            found.setdefault(phrase.code, Candidate(phrase.code, line, phrase.level, phrase.shown))
    return tuple(sorted(found.values(), key=lambda each: (LEVELS.index(each.confidence), -len(each.phrase))))[:limit]
