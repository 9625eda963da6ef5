from __future__ import annotations

from pathlib import Path

import pytest

from app.exchange.lists import preview_list
from app.exchange.preview import Decisions, ListPreview
from app.exchange.remembered import remember, remembered_mappings
from tests.exchange.builders import HEADER, a_workbook


def _changed(tmp_path: Path) -> ListPreview:
    path = a_workbook(tmp_path / "x.xlsx", {"DM": [[*HEADER, "Đặc biệt"], [1, "Cân", "S1", "60 kg", None, "Kho"]]})
    return preview_list(path, Decisions(mapping={"DM!1": {"F": ("location",)}}))


def test_a_changed_mapping_is_known_again(tmp_path: Path) -> None:
    preview = _changed(tmp_path)

    remember(preview)

    assert remembered_mappings()[preview.tables[0].signature]["F"] == ("location",)


def test_a_mapping_that_was_only_guessed_is_not_remembered(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "x.xlsx", {"DM": [HEADER, [1, "Cân", "S1", "60 kg", None]]})

    remember(preview_list(path))

    assert remembered_mappings() == {}


@pytest.mark.parametrize("content", ["", "nonsense", "[]", '{"a": 1}', '{"a": {"A": "name"}}'])
def test_a_file_that_cannot_be_read_is_as_good_as_none(own_user_folder: Path, content: str) -> None:
    (own_user_folder / "column_mappings.json").write_text(content, "utf-8")

    assert not any(remembered_mappings().values())


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path: Path, own_user_folder: Path) -> None:
    (own_user_folder / "column_mappings.json").mkdir()

    remember(_changed(tmp_path))

    assert remembered_mappings() == {}
