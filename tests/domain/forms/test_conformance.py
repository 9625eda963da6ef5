"""Expressions and whole forms against the cases on which two independent ODK engines agree."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.domain.forms.reading import convert, convert_text
from app.domain.forms.scenarios import play
from app.domain.forms.verdicts import CaseFile, Verdict
from app.domain.forms.xforms import read_xform

SHARED = Path(__file__).parents[4] / "shared" / "xforms"
KNOWN: Mapping[str, Mapping[str, str]] = json.loads((Path(__file__).parent / "exceptions.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the conformance data (../shared/xforms) are not on this machine"
)


def content_of(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SHARED / name).read_text("utf-8"))
    return content


def unexpected(verdicts: list[Verdict], known: Mapping[str, str]) -> dict[str, str]:
    """Those that fail and are no known exception, and exceptions that pass by now."""
    return {
        each.id: each.why or "passes by now: take it off the list of exceptions"
        for each in verdicts
        if each.passed == (each.id in known)
    }


def judge_cases(statuses: set[str]) -> list[Verdict]:
    content = content_of("xpath_cases.json")
    judge: Callable[[Mapping[str, Any]], Verdict] = CaseFile.of(content).judge
    return [judge(case) for case in content["cases"] if case["status"] in statuses]


def play_scenarios(results: set[str]) -> list[Verdict]:
    content = content_of("scenarios.json")
    file = CaseFile.of(content)
    chosen = [each for each in content["scenarios"] if each["other_engine"]["result"] in results]
    return [play(each, file.zone, file.moment) for each in chosen]


def test_every_expression_on_which_both_engines_agree_comes_out_as_expected() -> None:
    verdicts = judge_cases({"agreed"})

    assert len(verdicts) == 587
    assert unexpected(verdicts, KNOWN["agreed expressions"]) == {}


def test_every_other_expression_comes_out_as_one_of_the_engines_has_it() -> None:
    verdicts = judge_cases({"webforms", "javarosa"})

    assert unexpected(verdicts, KNOWN["other expressions"]) == {}


def test_every_scenario_on_which_both_engines_agree_goes_as_expected() -> None:
    verdicts = play_scenarios({"agrees"})

    assert len(verdicts) == 123
    assert unexpected(verdicts, KNOWN["agreed scenarios"]) == {}


def test_every_other_scenario_goes_as_one_of_the_engines_has_it() -> None:
    verdicts = play_scenarios({"differs", "not run"})

    assert unexpected(verdicts, KNOWN["other scenarios"]) == {}


def test_scenarios_written_as_tables_go_as_expected_when_we_convert_them_too() -> None:
    content = content_of("scenarios.json")
    file = CaseFile.of(content)
    written = [each for each in content["scenarios"] if each.get("xlsform")]

    verdicts = [play({**each, "form": converted(each)}, file.zone, file.moment) for each in written]

    assert len(verdicts) == 16
    assert unexpected(verdicts, {}) == {}


def converted(scenario: Mapping[str, Any]) -> str:
    root = re.search(r"<instance>\s*<([\w.-]+)", scenario["form"])
    assert root is not None
    return convert_text(scenario["xlsform"], root[1]).xform


@pytest.mark.parametrize("name", sorted(each.name for each in (SHARED / "forms").glob("*.xls*")))
def test_public_workbooks_open(name: str) -> None:
    form = read_xform(convert(SHARED / "forms" / name).xform, name)

    assert next(form.questions(), None) is not None
    assert form.model.rings == ()
