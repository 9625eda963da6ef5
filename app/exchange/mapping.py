"""Settles what each column holds: the guess from the header, checked against the cells, or the person's word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.exchange.columns import FIELDS, IGNORED, Guess
from app.exchange.dates import read_date_cell
from app.exchange.grid import Cell, Sheet, column_letter
from app.exchange.preview import Column
from app.exchange.ranges import is_counting_word, reads_like_unit
from app.exchange.tables import Header, header_unit, is_empty
from app.formats import fold, tidy
from app.wording import _

SEPARATORS = (" - ", " – ", "\n", ";", " / ", "/", ", ", ",", " ")


def settle_columns(
    sheet: Sheet,
    header: Header,
    body: list[int],
    chosen: Mapping[str, tuple[str, ...]],
    remembered: Mapping[str, tuple[str, ...]],
) -> tuple[Column, ...]:
    """Every column of the table with what it holds: letter -> fields, by the person, else from memory, else guessed."""
    numbers = sorted(set(header.texts) | _columns_with_data(sheet, body, header))
    samples = {number: _cells(sheet, body, number) for number in numbers}
    guesses = {number: _checked(header.guesses.get(number), samples[number]) for number in numbers}
    guesses = _apart(guesses, samples)
    columns = []
    for number in numbers:
        letter, guess = column_letter(number), guesses[number]
        source, fields = "guess", guess.fields
        for named, given in (("remembered", remembered), ("person", chosen)):
            if letter in given:
                source, fields = named, tuple(name for name in given[letter] if name in FIELDS)
        ignored = guess.ignored if not guess.fields else "unknown"
        columns.append(
            Column(
                letter=letter,
                header=" / ".join(header.texts.get(number, ())),
                fields=fields,
                why="" if fields else _(IGNORED[ignored or "unknown"]),
                hidden=number in sheet.hidden_columns,
                unit=header_unit(header, number) or guess.unit,
                candidates=guess.candidates if source == "guess" else (),
                source=source,
                samples=tuple(tidy(cell.text) for cell in samples[number][:3]),
            )
        )
    return tuple(columns)


def running_columns(header: Header, columns: tuple[Column, ...]) -> list[int]:
    """The columns that only count the rows."""
    by_letter = {each.letter: each for each in columns}
    return [
        number
        for number, guess in header.guesses.items()
        if guess.ignored == "running" and not by_letter[column_letter(number)].fields
    ]


def _columns_with_data(sheet: Sheet, body: list[int], header: Header) -> set[int]:
    """Columns beside the header that hold data in many rows; stray cells do not make a column."""
    counts: dict[int, int] = {}
    for row in body:
        for column in sheet.cells[row]:
            counts[column] = counts.get(column, 0) + 1
    return {
        column for column, count in counts.items() if column not in header.texts and count >= max(2, 0.3 * len(body))
    }


def _cells(sheet: Sheet, body: list[int], number: int) -> list[Cell]:
    found = [sheet.cells[row][number] for row in body[:400] if number in sheet.cells[row]]
    return [cell for cell in found if not is_empty(cell) and not cell.pending and not cell.error]


def _checked(guess: Guess | None, cells: list[Cell]) -> Guess:
    """The guess, where the cells do not contradict it."""
    if guess is None:
        return Guess(ignored="empty")
    texts = [tidy(cell.text) for cell in cells]
    if guess.fields == ("unit",):
        return _checked_unit(guess, texts)
    if guess.candidates == ("accuracy_class", "mpe_text"):
        signs = sum("±" in text or "%" in text or re.search(r"[a-zµ°]{1,3}$", text) is not None for text in texts)
        order = ("mpe_text", "accuracy_class") if signs * 2 > len(texts) else guess.candidates
        sure = ("mpe_text",) if texts and sum("±" in text for text in texts) >= 0.8 * len(texts) else ()
        return replace(guess, fields=sure or order[:1], candidates=() if sure else guess.candidates)
    if guess.ignored == "unknown" and guess.generic and cells:
        dates = sum(read_date_cell(cell).is_known for cell in cells)
        if dates >= 0.6 * len(cells) and any(cell.day or re.search(r"\d[/.]\d", cell.text) for cell in cells):
            return replace(guess, fields=("last_calibration_date",), ignored="")
    if len(guess.fields) == 2 and not _is_split(guess.fields, texts):
        return replace(guess, fields=guess.fields[:1])
    return guess


def _checked_unit(guess: Guess, texts: list[str]) -> Guess:
    counted = sum(is_counting_word(text) for text in texts)
    if counted * 2 >= len(texts) and texts:
        return Guess(ignored="counting")
    if texts and sum(reads_like_unit(text) for text in texts) * 2 < len(texts):
        return Guess(ignored="unknown")
    return guess


def _is_split(fields: tuple[str, ...], texts: list[str]) -> bool:
    if not texts or ("last_calibration_date" in fields and "due_date" in fields):
        return True
    return max(sum(mark in text for text in texts) for mark in SEPARATORS[:-2]) >= 0.3 * len(texts)


def _apart(guesses: dict[int, Guess], samples: dict[int, list[Cell]]) -> dict[int, Guess]:
    """Where a header fits two fields, the one that no other column surely holds."""
    sure = {name for guess in guesses.values() if not guess.candidates for name in guess.fields}
    settled = dict(guesses)
    if "name" not in sure:
        settled.update(_name_by_kind(guesses))
    for number, guess in guesses.items():
        if not guess.candidates:
            continue
        first = guess.fields[0]
        free = [name for name in guess.candidates if name not in sure]
        if guess.candidates == ("model", "code") and len(free) == 2:
            alone = not {"code", "serial"} & sure
            first = "code" if alone or _all_different(samples[number]) else "model"
        elif guess.candidates != ("accuracy_class", "mpe_text") or len(free) == 1:
            first = free[0] if free else first
        settled[number] = replace(guess, fields=(first,))
        sure.add(first)
    return settled


def _name_by_kind(guesses: dict[int, Guess]) -> dict[int, Guess]:
    """Where no column is called a name, the one called a kind is it."""
    for number, guess in guesses.items():
        if guess.is_kind:
            return {number: replace(guess, fields=("name",), ignored="", candidates=("name", "model"))}
    return {}


def _all_different(cells: list[Cell]) -> bool:
    texts = [fold(tidy(cell.text)) for cell in cells]
    return len(texts) >= 3 and len(set(texts)) >= 0.95 * len(texts)
