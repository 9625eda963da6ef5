"""No answer that was shown as saved is lost, whenever the process ends."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.domain.journal import JournalEntry
from app.services import dossiers, survey
from app.storage.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = int(os.environ.get("DOCHUAN_KILLS", "3"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "an-lac.dochuan"
    dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise="An Lạc", surveyed_on=date(2026, 11, 24)).close()
    return path


def answer_until_killed(file: Path, after: int) -> set[tuple[str, str]]:
    """Question and text of every answer that was told as saved; the process is killed after so many of them."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.answering_until_killed", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "DOCHUAN_HOME": str(file.parent / "home")},
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _each in range(after)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    told = (line.partition("\t") for line in lines if line.endswith("\n"))
    return {(path, text.strip()) for path, _tab, text in told}


def written(entry: JournalEntry) -> list[str]:
    """The texts that a line of the journal put into an answer."""
    fields = entry.new.values() if isinstance(entry.new, dict) else [entry.new]
    return [str(each).strip() for each in fields if each]


@pytest.mark.parametrize("run", range(RUNS))
def test_no_answer_shown_as_saved_is_lost(file: Path, run: int) -> None:
    saved = answer_until_killed(file, after=random.Random(run).randint(5, 60))

    store = Store.open(file, person="Nguyễn Thu Hà", backups=False)
    with store.reading() as unit:
        questions = {each.id: each.question for each in unit.answers.all()}
        journal = unit.history("answers")
        answers = survey.answers_of(unit, dossiers.current_cycle(unit).id, "survey")
    notice = store.notice
    store.close()

    assert notice == ""
    assert len(saved) >= 5
    assert saved - {(questions[each.record_id], text) for each in journal for text in written(each)} == set()
    assert {question for question, _text in saved} <= answers.keys()
