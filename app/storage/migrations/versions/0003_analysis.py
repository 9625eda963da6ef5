"""Evaluations; findings know rule and priority, processes what a wrong decision costs, certificates their items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Column = sa.Column[Any]


def text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def maybe(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text) for name in names]


def number(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def maybe_number(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Integer) for name in names]


def of(name: str, parent: str) -> list[Column]:
    return [sa.Column(name, sa.Text, sa.ForeignKey(f"{parent}.id"), nullable=False)]


def key() -> list[Column]:
    return [sa.Column("id", sa.Text, primary_key=True, nullable=False)]


EVALUATIONS = (
    key()
    + of("cycle_id", "cycles")
    + number("number")
    + text(
        "calculation", "version", "title", "study_id", "instrument_id", "process_id", "inputs", "result", "computed_by"
    )
    + maybe("computed_at")
    + text("note")
    + number("retired")
)

CHANGED: dict[str, list[Column]] = {
    "calibrations": key()
    + of("instrument_id", "instruments")
    + text("kind")
    + maybe("performed_on")
    + text("performed_text")
    + maybe("valid_until")
    + text("valid_until_text", "body", "certificate_number", "result")
    + maybe("point", "error", "expanded_uncertainty", "coverage_factor")
    + text("result_unit", "certificate_items", "note")
    + number("retired"),
    "findings": key()
    + of("cycle_id", "cycles")
    + number("number", "subject")
    + text("title", "detail", "cause", "proposal", "severity", "clause", "owner")
    + maybe("due_on")
    + text("origin", "state", "reason", "rule")
    + maybe_number("consequence", "occurrence", "detection")
    + text("urgent", "merged_into")
    + number("retired"),
    "processes": key()
    + text("code", "name", "measured", "location", "unit")
    + maybe("nominal")
    + text("tolerance_text")
    + maybe("tolerance_low", "tolerance_high", "needed_uncertainty")
    + text("procedure", "owner", "criticality")
    + maybe("throughput")
    + text("throughput_unit")
    + maybe("price", "product_sd", "false_accept_cost", "false_reject_cost")
    + text("later_check", "note")
    + number("retired"),
}

FILLED: Mapping[str, Mapping[str, str]] = {
    "calibrations": {"certificate_items": "''"},
    "findings": {"rule": "''", "urgent": "''", "merged_into": "''"}
    | dict.fromkeys(("consequence", "occurrence", "detection"), "NULL"),
    "processes": {"later_check": "''"}
    | dict.fromkeys(("product_sd", "false_accept_cost", "false_reject_cost"), "NULL"),
}
"""What an older row holds in the columns it did not have."""


def upgrade() -> None:
    op.create_table("evaluations", *EVALUATIONS)
    for name, columns in CHANGED.items():
        _rebuild(name, columns, FILLED[name])
    op.create_index("calibrations_by_instrument", "calibrations", ["instrument_id"])
    op.create_index("evaluations_by_study", "evaluations", ["study_id"])


def _rebuild(name: str, columns: list[Column], filled: Mapping[str, str]) -> None:
    """SQLite can only add a column at the end: make the table anew and take its place (SQLite, ALTER TABLE, 7)."""
    op.create_table(f"new_{name}", *columns)
    names = ", ".join(f'"{each.name}"' for each in columns)
    values = ", ".join(filled.get(str(each.name), f'"{each.name}"') for each in columns)
    op.execute(sa.text(f'INSERT INTO "new_{name}" ({names}) SELECT {values} FROM "{name}"'))
    op.drop_table(name)
    op.rename_table(f"new_{name}", name)
