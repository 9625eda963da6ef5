"""The first edition: records, evidence, deeds and the journal."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
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


def key(name: str, kind: Any = sa.Text) -> list[Column]:
    return [sa.Column(name, kind, primary_key=True, nullable=False)]


RECORDS: dict[str, list[Column]] = {
    "sites": text("enterprise", "name", "kind", "address", "province", "tax_code", "representative", "contact"),
    "cycles": text("name", "starts_on") + maybe("ends_on", "surveyed_on"),
    "steps": of("cycle_id", "cycles")
    + number("step")
    + text("state")
    + number("version")
    + text("reason", "changed_by")
    + maybe("changed_at"),
    "settings": text("name", "value"),
    "forms": of("cycle_id", "cycles")
    + text("name")
    + number("step")
    + text("title", "version", "sha256", "source", "xform"),
    "answers": of("cycle_id", "cycles")
    + text("form", "question", "value", "status", "reason", "note", "answered_by")
    + maybe("answered_at"),
    "instruments": text("code", "name", "maker", "model", "serial", "range_text")
    + maybe("range_low", "range_high")
    + text("unit", "resolution", "accuracy_class", "mpe_text")
    + maybe("mpe")
    + text("location", "used_for", "owner", "group", "legal_code", "criticality")
    + [sa.Column("period_months", sa.Integer)]
    + text("status", "status_text", "note"),
    "calibrations": of("instrument_id", "instruments")
    + text("kind")
    + maybe("performed_on")
    + text("performed_text")
    + maybe("valid_until")
    + text("valid_until_text", "body", "certificate_number", "result")
    + maybe("point", "error", "expanded_uncertainty", "coverage_factor")
    + text("result_unit", "note"),
    "findings": of("cycle_id", "cycles")
    + number("number", "subject")
    + text("title", "detail", "cause", "proposal", "severity", "clause", "owner")
    + maybe("due_on")
    + text("origin", "state", "reason"),
    "links": text("from_kind", "from_id", "to_kind", "to_id"),
    "goals": of("cycle_id", "cycles")
    + number("number")
    + text("title", "indicator", "indicator_key", "unit")
    + maybe("baseline", "baseline_on")
    + text("baseline_source")
    + maybe("target", "due_on")
    + text("owner", "justification"),
    "evidence": text("name", "media_type", "sha256") + number("size") + maybe("taken_at") + text("place", "note"),
}

OTHERS: dict[str, list[Column]] = {
    "evidence_files": [*key("sha256"), sa.Column("content", sa.BLOB, nullable=False), sa.Column("working", sa.BLOB)],
    "deeds": key("number", sa.Integer) + text("id", "name", "role", "of", "device", "person", "at"),
    "journal": key("number", sa.Integer)
    + text("id", "device", "person")
    + number("sequence")
    + text("deed_id", "kind", "record_id", "field")
    + maybe("parent", "old", "new")
    + text("reason", "at"),
}

INDEXES = (
    ("answers_by_question", "answers", ("cycle_id", "form", "question"), False),
    ("calibrations_by_instrument", "calibrations", ("instrument_id",), False),
    ("links_from", "links", ("from_kind", "from_id"), False),
    ("links_to", "links", ("to_kind", "to_id"), False),
    ("evidence_by_content", "evidence", ("sha256",), False),
    ("deeds_by_id", "deeds", ("id",), True),
    ("journal_by_record", "journal", ("record_id", "field"), False),
    ("journal_by_deed", "journal", ("deed_id",), False),
)


def upgrade() -> None:
    for name, columns in RECORDS.items():
        op.create_table(name, *key("id"), *columns, *number("retired"))
    for name, columns in OTHERS.items():
        op.create_table(name, *columns)
    for name, table, columns_of_index, unique in INDEXES:
        op.create_index(name, table, list(columns_of_index), unique=unique)
