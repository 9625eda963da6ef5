"""One answer until it is on the disk, beside a raw sqlite3 commit of one row on the same disk."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.domain.answers import Answer
from app.domain.keys import new_key
from app.formats import now
from app.storage.store import Store
from tests.bench import Row
from tests.storage.builders import a_cycle, a_store, closing

ROUNDS = 300
GOAL = 2.0


def measure() -> list[Row]:
    """Median seconds; the two take turns, so that the disk is in the same mood for both."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:
        raw = _raw(Path(folder) / "raw.db")
        with closing(a_store(Path(folder) / "a.dochuan")) as store:
            ours = _answers(store)
            times = [(_timed(ours), _timed(raw)) for _round in range(ROUNDS)]
    mine, peer = (statistics.median(each) for each in zip(*times[20:], strict=True))
    return [Row("one answer to durable", mine, peer, "raw sqlite3 commit, DELETE journal, FULL", GOAL)]


def _answers(store: Store) -> Callable[[], None]:
    """A new answer with its journal, deed and lookup of what was there before."""
    cycle = a_cycle()
    with store.unit("Tạo hồ sơ") as unit:
        unit.cycles.keep(cycle)

    def answer() -> None:
        key = new_key()
        with store.unit("Trả lời câu hỏi") as unit:
            path = f"/survey/{key}"
            assert not unit.answers.all(cycle_id=cycle.id, form="survey", question=path)
            unit.answers.keep(
                Answer(id=key, cycle_id=cycle.id, form="survey", question=path, value="4", answered_at=now())
            )

    return answer


def _raw(path: Path) -> Callable[[], None]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE answers (id TEXT PRIMARY KEY, question TEXT, value TEXT)")

    def insert() -> None:
        key = new_key()
        connection.execute("INSERT INTO answers VALUES (?, ?, ?)", (key, f"/survey/{key}", "4"))

    return insert


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
