"""The power fails while answers are typed: what was shown as saved is there when the dossier is opened again."""

from __future__ import annotations

from pathlib import Path

from tests.storage.power_cut import lost_answers


def test_no_answer_shown_as_saved_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    shown, lost = lost_answers(tmp_path, runs=10)

    assert shown >= 10
    assert lost == []
