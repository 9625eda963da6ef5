"""The texts that a person writes into the papers of a cycle, by paper and name of the part."""

from __future__ import annotations

from dataclasses import replace

from app.domain.keys import new_key
from app.domain.programme_papers import Passage
from app.formats import nfc
from app.services.locks import demand_open
from app.storage.unit import Unit


def passages_of(unit: Unit, cycle_id: str, paper: str) -> dict[str, str]:
    """The words by the name of their part; a part that was never written is not in it."""
    return {each.name: each.words for each in unit.passages.all(cycle_id=cycle_id, paper=paper)}


def write_passage(unit: Unit, cycle_id: str, paper: str, name: str, words: str, step: int) -> None:
    """Sets the words of one part, while this step is open; blank words take the passage away."""
    demand_open(unit, cycle_id, step)
    kept = next(iter(unit.passages.all(cycle_id=cycle_id, paper=paper, name=name)), None)
    words = nfc(words).strip()
    if kept is None and words:
        unit.passages.keep(Passage(id=new_key(), cycle_id=cycle_id, paper=paper, name=name, words=words))
    elif kept is not None and not words:
        unit.passages.retire(kept.id)
    elif kept is not None and kept.words != words:
        unit.passages.keep(replace(kept, words=words))
