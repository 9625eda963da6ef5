"""Whole forms, answered at random: opened again, and given away and read back, they are as they were."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from app.domain.errors import UserError
from app.domain.forms.definition import Form, QuestionType
from app.domain.forms.filling import Filling
from app.domain.forms.reading import convert, read_xform
from app.exchange.submission_tables import submission_tables
from app.exchange.submissions import read_submission, submission_xml

ROOT = Path(__file__).parents[2]
PUBLIC = ROOT.parent / "shared" / "xforms" / "forms"
FORMS = sorted((*(ROOT / "forms" / "01_khao_sat").glob("*.md"), *PUBLIC.glob("*.xls*")))
TYPED = {
    QuestionType.INTEGER: ("0", "7", "-3", "x", ""),
    QuestionType.DECIMAL: ("1.5", "2,5", "0", ""),
    QuestionType.DATE: ("2026-01-31", "2024-02-29", ""),
    QuestionType.TIME: ("08:30:00", ""),
    QuestionType.DATETIME: ("2026-01-31T10:00:00", ""),
    QuestionType.GEOPOINT: ("21 105 0 0", "21 105", ""),
    QuestionType.RANGE: ("1", "3", ""),
}
WORDS = ('Đồng hồ <3> & "một"', "=1+1", " ", "5", "")


@cache
def form_of(path: Path) -> Form:
    return read_xform(convert(path).xform, path.stem)


def answered_at_random(form: Form, chance: Random) -> Filling:
    filling = Filling(form)
    repeats = [each.path for each in form.root.groups() if each.is_repeat]
    for _step in range(80):
        if repeats and chance.random() < 0.2:
            add_or_remove(filling, chance.choice(repeats), chance)
        else:
            path = chance.choice(filling.shown_paths())
            if not filling.read_only(path):
                filling.answer(path, some_answer(filling, path, chance))
    return filling


def add_or_remove(filling: Filling, repeat: str, chance: Random) -> None:
    if not filling.has(repeat.rpartition("/")[0]):
        return
    instances = filling.instances(repeat)
    try:
        if instances and chance.random() < 0.4:
            filling.remove(chance.choice(instances))
        else:
            filling.add(repeat)
    except UserError:
        assert not filling.can_add(repeat)


def some_answer(filling: Filling, path: str, chance: Random) -> str:
    kind = filling.form.question(path).type
    names = [each.name for each in filling.choices(path)]
    if kind is QuestionType.SELECT_ONE or not kind.has_choices:
        return chance.choice([*names, ""] if kind.has_choices else list(TYPED.get(kind, WORDS)))
    return " ".join(chance.sample(names, chance.randint(0, min(3, len(names)))))


def state(filling: Filling) -> dict[str, str]:
    """All that is asked and answered; what the clock fills in is left out."""
    return {path: filling.value(path) for path in filling.shown_paths() if not path.endswith(("/start", "/end"))}


@pytest.mark.parametrize("path", FORMS, ids=[each.stem for each in FORMS])
@pytest.mark.parametrize("seed", range(3))
def test_a_form_answered_at_random_comes_back_as_it_was(path: Path, seed: int) -> None:
    form = form_of(path)
    filling = answered_at_random(form, Random(seed))

    opened = Filling(form, filling.values(), is_new=False)
    read = read_submission(submission_xml(filling, "uuid:1"), form)

    assert state(opened) == state(filling)
    assert state(Filling(form, read.values, is_new=False)) == state(filling)
    assert read.unknown == ()


@pytest.mark.parametrize("path", FORMS, ids=[each.stem for each in FORMS])
def test_every_row_of_the_tables_fits_its_header(path: Path) -> None:
    filling = answered_at_random(form_of(path), Random(7))

    tables = submission_tables(filling, "uuid:1")

    keys = [row[table.header.index("KEY")] for table in tables for row in table.rows]
    assert all(len(row) == len(table.header) == len(set(table.header)) for table in tables for row in table.rows)
    assert len(keys) == len(set(keys))
