"""Kills a process in the middle of answering, again and again, and looks for every answer that it had shown as saved.

python3 -m tests.storage.power_cut 200
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.domain.answers import Answer
from app.domain.keys import new_key
from app.storage.inspection import is_good_file
from app.storage.store import Store
from tests.storage.builders import a_cycle, a_store, closing

LONGEST_LIFE = 0.25
"""Seconds from the first answer to the kill: a few hundred commits, killed at any place of any of them."""


def run_once(path: Path, cycle_id: str, life: float) -> list[str]:
    """One life of a process that answers; the keys it had shown as saved before it was killed."""
    command = [sys.executable, "-m", "tests.storage.power_cut", "answer", str(path), cycle_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(life)
        child.kill()
        rest = child.stdout.read()
    return [line.decode().strip() for line in [first, *rest.splitlines(keepends=True)] if line.endswith(b"\n")]


def lost_answers(folder: Path, runs: int, seed: int = 0) -> tuple[int, list[str]]:
    """How many answers were shown as saved in these runs, and which of them are not there afterwards."""
    path = folder / "cut.dochuan"
    cycle = a_cycle()
    with closing(a_store(path)) as store, store.unit("Tạo hồ sơ") as unit:
        unit.cycles.keep(cycle)
    chance = random.Random(seed)
    shown: list[str] = []
    lost: list[str] = []
    for _run in range(runs):
        saved = run_once(path, cycle.id, chance.uniform(0, LONGEST_LIFE))
        shown += saved
        with closing(Store.open(path, backups=False)) as store, store.reading() as unit:
            assert not store.read_only, store.notice
            lost += [key for key in saved if unit.answers.find(key) is None]
            assert unit.answers.count() == sum(each.kind == "answers" for each in unit.history("answers"))
        assert is_good_file(path)
    return len(shown), lost


def answer(path: Path, cycle_id: str) -> None:
    """Answer questions until killed; print each answer's key once it is on the disk."""
    with closing(Store.open(path, person="Thu Hà", backups=False)) as store:
        while True:
            key = new_key()
            new = Answer(id=key, cycle_id=cycle_id, form="survey", question=f"/survey/{key}", value="4")
            with store.unit("Trả lời câu hỏi") as unit:
                unit.answers.keep(new)
            print(key, flush=True)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["answer"]:
        answer(Path(arguments[1]), arguments[2])
    runs = int(arguments[0]) if arguments else 200
    with tempfile.TemporaryDirectory() as folder:
        shown, lost = lost_answers(Path(folder), runs)
    print(f"{runs} runs killed at random moments: {shown} answers shown as saved, {len(lost)} lost")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
