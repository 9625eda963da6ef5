"""Effects, tasks, solutions, funding, the programme's papers, monitoring, review; goals know their cost."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
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


NEW: dict[str, list[Column]] = {
    "effects": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("kind", "title", "description", "unit")
    + maybe("expected_low", "expected", "expected_high")
    + text("basis")
    + maybe("measured_low", "measured", "measured_high", "measured_on")
    + text("measured_basis")
    + number("retired"),
    "tasks": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("kind", "title", "detail", "owner", "partner")
    + maybe("starts_on", "ends_on", "effort")
    + text("result", "state")
    + number("percent")
    + maybe("done_on")
    + text("note", "previous_id", "why_no_solution", "why_stopped", "why_no_evidence")
    + number("retired"),
    "progress_notes": key()
    + of("task_id", "tasks")
    + text("told_on")
    + number("percent")
    + text("words", "difficulty", "told_by")
    + number("retired"),
    "solutions": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("kind", "title", "detail", "owner", "note")
    + number("retired"),
    "alternatives": key()
    + of("solution_id", "solutions")
    + number("place")
    + text("title")
    + maybe("cost", "running_cost", "effort")
    + maybe_number("effect")
    + text("effect_words")
    + maybe_number("risk")
    + text("risk_words")
    + number("chosen")
    + text("reason")
    + number("retired"),
    "funding": key()
    + of("cycle_id", "cycles")
    + text("of_kind", "of_id")
    + number("place")
    + text("kind", "title")
    + maybe("quantity")
    + text("unit")
    + maybe("unit_price", "amount")
    + number("yearly")
    + text("source", "note")
    + maybe("spent")
    + number("retired"),
    "plans": key()
    + of("cycle_id", "cycles")
    + text("name")
    + maybe("starts_on", "ends_on")
    + text("general_aim")
    + maybe("discount_rate")
    + maybe_number("review_every")
    + text("in_force")
    + number("retired"),
    "passages": key() + of("cycle_id", "cycles") + text("paper", "name", "words") + number("retired"),
    "comments": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("stage", "words", "kind", "about_kind", "about_id", "given_by")
    + maybe("given_on")
    + text("decision", "answer", "answered_by")
    + maybe("answered_on")
    + number("retired"),
    "meetings": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("kind", "place")
    + maybe("started_at", "ended_at")
    + text("chair", "secretary", "present", "course", "conclusion")
    + number("revision")
    + text("fingerprint")
    + number("retired"),
    "versions": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("content", "sha256", "reason", "decision_number")
    + maybe("decided_on")
    + text("signer_position", "signer_name", "recipients", "frozen_by")
    + maybe("frozen_at")
    + number("retired"),
    "signatures": key()
    + of("cycle_id", "cycles")
    + text("paper", "about_id", "position", "name", "strokes", "signed_of")
    + maybe("signed_at")
    + number("retired"),
    "indicator_readings": key()
    + of("goal_id", "goals")
    + maybe("planned_on", "read_on", "value", "expanded_uncertainty", "coverage_factor")
    + maybe_number("k", "n")
    + text("source", "read_by", "note")
    + number("retired"),
    "corrective_actions": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("title", "about_kind", "about_id", "cause", "owner")
    + maybe("due_on", "done_on")
    + text("result")
    + number("retired"),
    "review_items": key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("kind", "words", "about_kind", "about_id", "decision", "reason")
    + number("retired"),
}

GOALS = (
    key()
    + of("cycle_id", "cycles")
    + number("number")
    + text("title", "indicator", "indicator_key", "unit")
    + maybe("baseline", "baseline_on")
    + text("baseline_source")
    + maybe("target", "due_on")
    + text("owner", "justification")
    + maybe("baseline_uncertainty", "baseline_factor")
    + maybe_number("baseline_k", "baseline_n")
    + maybe("investment", "running_cost")
    + maybe_number("measured_every")
    + text("previous_id")
    + number("retired")
)
NOT_KNOWN = (
    *("baseline_uncertainty", "baseline_factor", "baseline_k", "baseline_n"),
    *("investment", "running_cost", "measured_every"),
)
FILLED = {"previous_id": "''", **dict.fromkeys(NOT_KNOWN, "NULL")}
"""What an older goal holds in the columns it did not have."""


def upgrade() -> None:
    _rebuild_goals()
    for name, columns in NEW.items():
        op.create_table(name, *columns)
    op.create_index("progress_notes_by_task", "progress_notes", ["task_id"])
    op.create_index("indicator_readings_by_goal", "indicator_readings", ["goal_id"])


def _rebuild_goals() -> None:
    """SQLite can only add a column at the end: make the table anew and take its place (SQLite, ALTER TABLE, 7)."""
    op.create_table("new_goals", *GOALS)
    names = ", ".join(f'"{each.name}"' for each in GOALS)
    values = ", ".join(FILLED.get(str(each.name), f'"{each.name}"') for each in GOALS)
    op.execute(sa.text(f'INSERT INTO "new_goals" ({names}) SELECT {values} FROM "goals"'))
    op.drop_table("goals")
    op.rename_table("new_goals", "goals")
