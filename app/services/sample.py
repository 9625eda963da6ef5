"""The tables of the worked sample (resources/sample), read as plain data."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import paths

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """person: who surveys. dossier: what create_dossier takes. forms: answers as typed, by form and question name.

    present: who was at the opening meeting. survey: one row a level question (level, or why it does not apply, and the
    note). calibrations name their instrument by code. dismissed, edited, merged and goals name proposals as
    "register:rule" or "answer:question name". programme: plan, effects and estimates of the goals, by their number.
    """

    person: str
    dossier: Mapping[str, Any]
    site: Row
    settings: Row
    forms: Mapping[str, Row]
    survey: tuple[Row, ...]
    instruments: tuple[Row, ...]
    calibrations: tuple[Row, ...]
    calibration_points: tuple[Row, ...]
    present: tuple[Row, ...]
    photos: tuple[Mapping[str, Any], ...]
    dismissed: tuple[Row, ...]
    edited: tuple[Row, ...]
    goals: tuple[Mapping[str, Any], ...]
    merged: tuple[Mapping[str, Any], ...] = ()
    programme: Mapping[str, Any]

    @property
    def surveyed_on(self) -> date:
        day: date = self.dossier["surveyed_on"]
        return day


def read_sample() -> Sample:
    told = tomllib.loads(_text("dossier.toml"))
    return Sample(
        person=told["person"],
        dossier=told["dossier"],
        site=told["site"],
        settings=told["settings"],
        forms={name: told[name] for name in ("profile", "opening_meeting", "survey", "closing_meeting")},
        survey=_rows("survey.csv"),
        instruments=_rows("instruments.csv"),
        calibrations=_rows("calibrations.csv"),
        calibration_points=_rows("calibration_points.csv"),
        present=tuple(told["present"]),
        photos=tuple(told["photos"]),
        dismissed=tuple(told["dismissed"]),
        edited=tuple(told["edited"]),
        goals=tuple(told["goals"]),
        merged=tuple(told["merged"]),
        programme=tomllib.loads(_text("programme.toml")),
    )


def _text(name: str) -> str:
    return paths.shipped("resources", "sample", name).read_text("utf-8")


def _rows(name: str) -> tuple[Row, ...]:
    return tuple(csv.DictReader(_text(name).splitlines()))
