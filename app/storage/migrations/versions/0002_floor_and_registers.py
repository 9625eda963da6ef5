"""The floor walk, the registers, studies, interviews and assignments; more is known of evidence and of cycles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Column = sa.Column[Any]


def text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def maybe(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text) for name in names]


def number(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def of(name: str, parent: str) -> list[Column]:
    return [sa.Column(name, sa.Text, sa.ForeignKey(f"{parent}.id"), nullable=False)]


def key(name: str = "id") -> list[Column]:
    return [sa.Column(name, sa.Text, primary_key=True, nullable=False)]


NEW: dict[str, list[Column]] = {
    "calibration_points": of("calibration_id", "calibrations")
    + number("place")
    + maybe("point", "as_found", "as_left", "expanded_uncertainty", "coverage_factor", "mpe")
    + text("note"),
    "form_files": of("cycle_id", "cycles") + text("form", "name", "sha256"),
    "sightings": of("cycle_id", "cycles")
    + of("instrument_id", "instruments")
    + text("state", "place", "reason", "seen_by", "note")
    + maybe("seen_at"),
    "listings": of("cycle_id", "cycles") + of("instrument_id", "instruments") + text("source"),
    "processes": text("code", "name", "measured", "location", "unit")
    + maybe("nominal")
    + text("tolerance_text")
    + maybe("tolerance_low", "tolerance_high", "needed_uncertainty")
    + text("procedure", "owner", "criticality")
    + maybe("throughput")
    + text("throughput_unit")
    + maybe("price")
    + text("note"),
    "people": text("code", "name", "post", "department", "work", "qualification", "training")
    + maybe("trained_on")
    + text("trained_text", "training_body", "certificate_number")
    + maybe("skill_checked_on")
    + text("skill_checked_text", "skill_result", "authorised_for")
    + maybe("authorised_on")
    + text("authorised_text")
    + maybe("valid_until")
    + text("valid_until_text", "note"),
    "procedures": text("code", "name", "kind", "edition")
    + maybe("issued_on")
    + text("issued_text")
    + maybe("review_due_on")
    + text("review_due_text", "status", "based_on", "used_at", "owner", "validated", "uncertainty_evaluated", "note"),
    "environment": text("location", "quantity", "unit")
    + maybe("limit_low", "limit_high", "observed_low", "observed_high", "observed_from", "observed_to")
    + text("instrument", "recorded_by", "note"),
    "studies": of("cycle_id", "cycles")
    + text("kind")
    + number("number")
    + text("title", "instrument_id", "process_id", "quantity", "unit")
    + maybe("resolution", "nominal", "tolerance_low", "tolerance_high")
    + maybe("reference", "reference_uncertainty", "reference_factor", "tare")
    + [sa.Column("lot_size", sa.Integer)]
    + number("parts", "operators", "trials")
    + text("part_names", "operator_names", "location")
    + maybe("temperature", "humidity")
    + text("environment_note", "measured_by")
    + maybe("started_at")
    + text("note"),
    "readings": of("study_id", "studies")
    + number("part", "operator", "trial")
    + text("value", "mark", "reason", "read_by")
    + maybe("read_at"),
    "interviews": of("cycle_id", "cycles")
    + text("post", "name", "department", "place", "section", "note", "held_by")
    + maybe("started_at", "ended_at"),
    "statements": of("interview_id", "interviews")
    + text("form", "question", "words", "level", "to_check")
    + maybe("said_at"),
    "assignments": of("cycle_id", "cycles") + text("kind", "target", "auditor", "note"),
}

CHANGED: dict[str, list[Column]] = {
    "cycles": key()
    + text("name", "starts_on")
    + maybe("ends_on", "surveyed_on")
    + text("previous_id")
    + number("retired"),
    "instruments": key()
    + text("code", "name", "maker", "model", "serial", "range_text")
    + maybe("range_low", "range_high")
    + text("unit", "resolution", "accuracy_class", "mpe_text")
    + maybe("mpe")
    + text("location", "used_for", "owner", "group", "legal_code", "criticality")
    + [sa.Column("period_months", sa.Integer)]
    + text("status", "status_text", "note", "kind", "traceable_to")
    + number("retired"),
    "evidence": key()
    + text("name", "media_type", "sha256")
    + number("size")
    + maybe("taken_at")
    + text("place", "note", "cycle_id", "position", "edits", "edited_sha256", "added_by")
    + maybe("added_at")
    + number("retired"),
}

FILLED: Mapping[str, Mapping[str, str]] = {
    "cycles": {"previous_id": "''"},
    "instruments": {"kind": "'instrument'", "traceable_to": "''"},
    "evidence": dict.fromkeys(("cycle_id", "position", "edits", "edited_sha256", "added_by"), "''")
    | {"added_at": "NULL"},
}
"""What an older row holds in the columns it did not have."""

INDEXES = (
    ("calibration_points_by_calibration", "calibration_points", ("calibration_id",)),
    ("sightings_by_cycle", "sightings", ("cycle_id", "instrument_id")),
    ("listings_by_cycle", "listings", ("cycle_id", "instrument_id")),
    ("readings_by_study", "readings", ("study_id",)),
    ("statements_by_question", "statements", ("form", "question")),
    ("evidence_by_content", "evidence", ("sha256",)),
)


def upgrade() -> None:
    for name, columns in CHANGED.items():
        _rebuild(name, columns, FILLED[name])
    for name, columns in NEW.items():
        op.create_table(name, *key(), *columns, *number("retired"))
    _put_copies_apart()
    for name, table, columns_of_index in INDEXES:
        op.create_index(name, table, list(columns_of_index))


def _put_copies_apart() -> None:
    """Working copies leave the table of the originals and get a thumbnail beside them, which is made later."""
    op.create_table("evidence_copies", *key("sha256"), sa.Column("thumbnail", sa.BLOB), sa.Column("working", sa.BLOB))
    op.execute(
        sa.text(
            "INSERT INTO evidence_copies (sha256, working) "
            "SELECT sha256, working FROM evidence_files WHERE working IS NOT NULL"
        )
    )
    op.drop_column("evidence_files", "working")


def _rebuild(name: str, columns: list[Column], filled: Mapping[str, str]) -> None:
    """SQLite can only add a column at the end: make the table anew and take its place (SQLite, ALTER TABLE, 7)."""
    op.create_table(f"new_{name}", *columns)
    names = ", ".join(f'"{each.name}"' for each in columns)
    values = ", ".join(filled.get(str(each.name), f'"{each.name}"') for each in columns)
    op.execute(sa.text(f'INSERT INTO "new_{name}" ({names}) SELECT {values} FROM "{name}"'))
    op.drop_table(name)
    op.rename_table(f"new_{name}", name)
