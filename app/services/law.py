"""The law tables that come with the program, read once."""

from __future__ import annotations

from functools import cache

from app import paths
from app.domain.legal import Law, read_law
from app.domain.legal_matching import Phrase, read_phrases


@cache
def law() -> Law:
    """The tables of group 2 instruments with the days they are in force."""
    return read_law(_read("tables.toml"), _read)


@cache
def phrases() -> tuple[Phrase, ...]:
    """What factories call the instruments of the list."""
    return read_phrases(_read("group2_words.toml"))


def _read(name: str) -> str:
    return paths.shipped("resources", "law", name).read_text("utf-8")
