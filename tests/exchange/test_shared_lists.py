"""The four lists of real shape beside the project, compared value by value as their README says."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import UserError
from app.exchange.lists import preview_list
from app.exchange.preview_json import preview_as_json

LISTS = ("01_feed_mill", "02_water_meter_workshop", "03_garment_factory", "04_steel_rolling_mill")
TOLD = {"hard", "quantity", "hidden"}
"""Keys that explain a row and are no value of the instrument."""


def _expected(shared: Path, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    expected = json.loads((shared / "lists" / f"{name}.expected.json").read_text("utf-8"))
    return expected, preview_as_json(preview_list(shared / "lists" / expected["file"]))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).replace("\u00b5", "\u03bc").split())
    return value


def _is_same(key: str, expected: Any, shown: Any) -> bool:
    if isinstance(expected, dict) and "any_of" in expected:
        return any(_is_same(key, each, shown) for each in expected["any_of"])
    if key == "accuracy_class" and expected and shown:
        return bool(_plain(expected).replace(",", ".") == _plain(shown).replace(",", "."))
    return bool((_plain(expected) or "") == (_plain(shown) or "")) or (expected == 0 and shown == 0)


@pytest.mark.parametrize("name", LISTS)
def test_every_value_of_a_real_list_comes_out_as_a_person_reads_it(shared: Path, name: str) -> None:
    expected, shown = _expected(shared, name)

    rows = {(row["sheet"], row["row"]): row for row in shown["rows"]}
    wrong = [
        (row["row"], key, row.get(key), found.get(key))
        for row in expected["rows"]
        for found in [rows[row["sheet"], row["row"]]]
        for key in {*row, *found} - TOLD
        if (key != "resolution" or key in row) and not _is_same(key, row.get(key), found.get(key))
    ]
    assert wrong == []
    assert len(rows) == shown["instrument_rows"] == expected["instrument_rows"]


@pytest.mark.parametrize("name", LISTS)
def test_tables_and_columns_of_a_real_list_are_found(shared: Path, name: str) -> None:
    expected, shown = _expected(shared, name)

    for table, found in zip(expected["tables"], shown["tables"], strict=True):
        assert {key: found[key] for key in table if key != "mapping"} == {
            key: value for key, value in table.items() if key != "mapping"
        }
        columns = {column["column"]: column for column in found["mapping"]}
        for column in table["mapping"]:
            same = columns.pop(column["column"])
            assert _plain(same["header"]).lower() == _plain(column["header"]).lower()
            assert same["field"] == column["field"], column
            assert same.get("hidden", False) == column.get("hidden", False)
            assert ("why" in same) == (column["field"] is None)
        assert columns == {}


@pytest.mark.parametrize("name", LISTS)
def test_what_stands_around_the_tables_of_a_real_list_is_told(shared: Path, name: str) -> None:
    expected, shown = _expected(shared, name)

    assert shown["around"] == expected["around"]
    assert expected["reader"].items() <= shown["reader"].items()
    assert [(each["sheet"], each.get("state")) for each in shown["other_sheets"]] == [
        (each["sheet"], each.get("state")) for each in expected["other_sheets"]
    ]


@pytest.mark.parametrize("name", LISTS)
def test_problems_of_a_real_list_are_reported_and_no_others(shared: Path, name: str) -> None:
    expected, shown = _expected(shared, name)

    told = [{key: value for key, value in each.items() if key != "message"} for each in shown["report"]]
    wanted = [{key: value for key, value in each.items() if key != "why"} for each in expected["report"]]
    assert sorted(map(repr, map(sorted, map(dict.items, told)))) == sorted(
        map(repr, map(sorted, map(dict.items, wanted)))
    )


@pytest.mark.parametrize("name", LISTS)
def test_what_is_ambiguous_in_a_real_list_is_asked(shared: Path, name: str) -> None:
    expected, shown = _expected(shared, name)

    for question in expected["ask"]:
        same = [
            each
            for each in shown["ask"]
            if all(each.get(key) == value for key, value in question.items() if key != "what")
        ]
        assert len(same) == 1, question
    assert {(each["code"], each["sheet"]) for each in shown["ask"]} == {
        (each["code"], each["sheet"]) for each in expected["ask"]
    }


def test_half_a_million_formatted_empty_rows_are_read_past(shared: Path) -> None:
    expected = json.loads((shared / "lists" / "hostile_empty_rows.expected.json").read_text("utf-8"))

    preview = preview_list(shared / "lists" / expected["file"])

    assert [row.row for row in preview.rows] == expected["instrument_rows"]
    assert preview.report == () and sum(map(len, preview.around[0].skipped.values())) == 0


def test_a_workbook_that_unpacks_to_far_more_is_refused_in_one_sentence(shared: Path) -> None:
    with pytest.raises(UserError, match="bung ra lớn hơn nhiều"):
        preview_list(shared / "lists" / "hostile_inflates.xlsx")
