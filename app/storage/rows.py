"""The tables of the dossier file. Every stored value is text as typed or a whole number; see convert.py.

Importing this module loads SQLAlchemy.
"""

from __future__ import annotations

from sqlalchemy import BLOB, Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, Text)


def _maybe_number(name: str) -> Column[int]:
    return Column(name, Integer)


def _of(name: str, parent: str) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{parent}.id"), nullable=False)


def _records(name: str, *columns: Column[str] | Column[int]) -> Table:
    """A table of records: their key, their fields in the record's order, and the tombstone."""
    key = Column("id", Text, primary_key=True, nullable=False)
    return Table(name, metadata, key, *columns, Column("retired", Integer, nullable=False))


sites = _records(
    "sites",
    *map(_text, ("enterprise", "name", "kind", "address", "province", "tax_code", "representative", "contact")),
)
cycles = _records(
    "cycles", _text("name"), _text("starts_on"), _maybe("ends_on"), _maybe("surveyed_on"), _text("previous_id")
)
steps = _records(
    "steps",
    _of("cycle_id", "cycles"),
    _number("step"),
    _text("state"),
    _number("version"),
    _text("reason"),
    _text("changed_by"),
    _maybe("changed_at"),
)
settings = _records("settings", _text("name"), _text("value"))
forms = _records(
    "forms",
    _of("cycle_id", "cycles"),
    _text("name"),
    _number("step"),
    *map(_text, ("title", "version", "sha256", "source", "xform")),
)
answers = _records(
    "answers",
    _of("cycle_id", "cycles"),
    *map(_text, ("form", "question", "value", "status", "reason", "note", "answered_by")),
    _maybe("answered_at"),
)
instruments = _records(
    "instruments",
    *map(_text, ("code", "name", "maker", "model", "serial", "range_text")),
    _maybe("range_low"),
    _maybe("range_high"),
    *map(_text, ("unit", "resolution", "accuracy_class", "mpe_text")),
    _maybe("mpe"),
    *map(_text, ("location", "used_for", "owner", "group", "legal_code", "criticality")),
    _maybe_number("period_months"),
    *map(_text, ("status", "status_text", "note", "kind", "traceable_to")),
)
calibrations = _records(
    "calibrations",
    _of("instrument_id", "instruments"),
    _text("kind"),
    _maybe("performed_on"),
    _text("performed_text"),
    _maybe("valid_until"),
    *map(_text, ("valid_until_text", "body", "certificate_number", "result")),
    *map(_maybe, ("point", "error", "expanded_uncertainty", "coverage_factor")),
    _text("result_unit"),
    _text("certificate_items"),
    _text("note"),
)
calibration_points = _records(
    "calibration_points",
    _of("calibration_id", "calibrations"),
    _number("place"),
    *map(_maybe, ("point", "as_found", "as_left", "expanded_uncertainty", "coverage_factor", "mpe")),
    _text("note"),
)
findings = _records(
    "findings",
    _of("cycle_id", "cycles"),
    _number("number"),
    _number("subject"),
    *map(_text, ("title", "detail", "cause", "proposal", "severity", "clause", "owner")),
    _maybe("due_on"),
    *map(_text, ("origin", "state", "reason", "rule")),
    *map(_maybe_number, ("consequence", "occurrence", "detection")),
    *map(_text, ("urgent", "merged_into")),
)
links = _records("links", *map(_text, ("from_kind", "from_id", "to_kind", "to_id")))
goals = _records(
    "goals",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("title", "indicator", "indicator_key", "unit")),
    _maybe("baseline"),
    _maybe("baseline_on"),
    _text("baseline_source"),
    _maybe("target"),
    _maybe("due_on"),
    _text("owner"),
    _text("justification"),
    *map(_maybe, ("baseline_uncertainty", "baseline_factor")),
    *map(_maybe_number, ("baseline_k", "baseline_n")),
    *map(_maybe, ("investment", "running_cost")),
    _maybe_number("measured_every"),
    _text("previous_id"),
)
evidence = _records(
    "evidence",
    *map(_text, ("name", "media_type", "sha256")),
    _number("size"),
    _maybe("taken_at"),
    *map(_text, ("place", "note", "cycle_id", "position", "edits", "edited_sha256", "added_by")),
    _maybe("added_at"),
)
form_files = _records("form_files", _of("cycle_id", "cycles"), *map(_text, ("form", "name", "sha256")))
sightings = _records(
    "sightings",
    _of("cycle_id", "cycles"),
    _of("instrument_id", "instruments"),
    *map(_text, ("state", "place", "reason", "seen_by", "note")),
    _maybe("seen_at"),
)
listings = _records("listings", _of("cycle_id", "cycles"), _of("instrument_id", "instruments"), _text("source"))
processes = _records(
    "processes",
    *map(_text, ("code", "name", "measured", "location", "unit")),
    _maybe("nominal"),
    _text("tolerance_text"),
    *map(_maybe, ("tolerance_low", "tolerance_high", "needed_uncertainty")),
    *map(_text, ("procedure", "owner", "criticality")),
    _maybe("throughput"),
    _text("throughput_unit"),
    *map(_maybe, ("price", "product_sd", "false_accept_cost", "false_reject_cost")),
    _text("later_check"),
    _text("note"),
)
people = _records(
    "people",
    *map(_text, ("code", "name", "post", "department", "work", "qualification", "training")),
    _maybe("trained_on"),
    *map(_text, ("trained_text", "training_body", "certificate_number")),
    _maybe("skill_checked_on"),
    *map(_text, ("skill_checked_text", "skill_result", "authorised_for")),
    _maybe("authorised_on"),
    _text("authorised_text"),
    _maybe("valid_until"),
    *map(_text, ("valid_until_text", "note")),
)
procedures = _records(
    "procedures",
    *map(_text, ("code", "name", "kind", "edition")),
    _maybe("issued_on"),
    _text("issued_text"),
    _maybe("review_due_on"),
    *map(
        _text,
        ("review_due_text", "status", "based_on", "used_at", "owner", "validated", "uncertainty_evaluated", "note"),
    ),
)
environment = _records(
    "environment",
    *map(_text, ("location", "quantity", "unit")),
    *map(_maybe, ("limit_low", "limit_high", "observed_low", "observed_high", "observed_from", "observed_to")),
    *map(_text, ("instrument", "recorded_by", "note")),
)
studies = _records(
    "studies",
    _of("cycle_id", "cycles"),
    _text("kind"),
    _number("number"),
    *map(_text, ("title", "instrument_id", "process_id", "quantity", "unit")),
    *map(
        _maybe,
        (
            "resolution",
            "nominal",
            "tolerance_low",
            "tolerance_high",
            "reference",
            "reference_uncertainty",
            "reference_factor",
            "tare",
        ),
    ),
    _maybe_number("lot_size"),
    *map(_number, ("parts", "operators", "trials")),
    *map(_text, ("part_names", "operator_names", "location")),
    *map(_maybe, ("temperature", "humidity")),
    *map(_text, ("environment_note", "measured_by")),
    _maybe("started_at"),
    _text("note"),
)
readings = _records(
    "readings",
    _of("study_id", "studies"),
    *map(_number, ("part", "operator", "trial")),
    *map(_text, ("value", "mark", "reason", "read_by")),
    _maybe("read_at"),
)
evaluations = _records(
    "evaluations",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("calculation", "version", "title", "study_id", "instrument_id", "process_id", "inputs", "result")),
    _text("computed_by"),
    _maybe("computed_at"),
    _text("note"),
)
interviews = _records(
    "interviews",
    _of("cycle_id", "cycles"),
    *map(_text, ("post", "name", "department", "place", "section", "note", "held_by")),
    _maybe("started_at"),
    _maybe("ended_at"),
)
statements = _records(
    "statements",
    _of("interview_id", "interviews"),
    *map(_text, ("form", "question", "words", "level", "to_check")),
    _maybe("said_at"),
)
assignments = _records("assignments", _of("cycle_id", "cycles"), *map(_text, ("kind", "target", "auditor", "note")))
effects = _records(
    "effects",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("kind", "title", "description", "unit")),
    *map(_maybe, ("expected_low", "expected", "expected_high")),
    _text("basis"),
    *map(_maybe, ("measured_low", "measured", "measured_high", "measured_on")),
    _text("measured_basis"),
)
tasks = _records(
    "tasks",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("kind", "title", "detail", "owner", "partner")),
    *map(_maybe, ("starts_on", "ends_on", "effort")),
    *map(_text, ("result", "state")),
    _number("percent"),
    _maybe("done_on"),
    *map(_text, ("note", "previous_id", "why_no_solution", "why_stopped", "why_no_evidence")),
)
progress_notes = _records(
    "progress_notes",
    _of("task_id", "tasks"),
    _text("told_on"),
    _number("percent"),
    *map(_text, ("words", "difficulty", "told_by")),
)
solutions = _records(
    "solutions",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("kind", "title", "detail", "owner", "note")),
)
alternatives = _records(
    "alternatives",
    _of("solution_id", "solutions"),
    _number("place"),
    _text("title"),
    *map(_maybe, ("cost", "running_cost", "effort")),
    _maybe_number("effect"),
    _text("effect_words"),
    _maybe_number("risk"),
    _text("risk_words"),
    _number("chosen"),
    _text("reason"),
)
funding = _records(
    "funding",
    _of("cycle_id", "cycles"),
    *map(_text, ("of_kind", "of_id")),
    _number("place"),
    *map(_text, ("kind", "title")),
    _maybe("quantity"),
    _text("unit"),
    *map(_maybe, ("unit_price", "amount")),
    _number("yearly"),
    *map(_text, ("source", "note")),
    _maybe("spent"),
)
plans = _records(
    "plans",
    _of("cycle_id", "cycles"),
    _text("name"),
    *map(_maybe, ("starts_on", "ends_on")),
    _text("general_aim"),
    _maybe("discount_rate"),
    _maybe_number("review_every"),
    _text("in_force"),
)
passages = _records(
    "passages",
    _of("cycle_id", "cycles"),
    *map(_text, ("paper", "name", "words")),
)
comments = _records(
    "comments",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("stage", "words", "kind", "about_kind", "about_id", "given_by")),
    _maybe("given_on"),
    *map(_text, ("decision", "answer", "answered_by")),
    _maybe("answered_on"),
)
meetings = _records(
    "meetings",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("kind", "place")),
    *map(_maybe, ("started_at", "ended_at")),
    *map(_text, ("chair", "secretary", "present", "course", "conclusion")),
    _number("revision"),
    _text("fingerprint"),
)
versions = _records(
    "versions",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("content", "sha256", "reason", "decision_number")),
    _maybe("decided_on"),
    *map(_text, ("signer_position", "signer_name", "recipients", "frozen_by")),
    _maybe("frozen_at"),
)
signatures = _records(
    "signatures",
    _of("cycle_id", "cycles"),
    *map(_text, ("paper", "about_id", "position", "name", "strokes", "signed_of")),
    _maybe("signed_at"),
)
indicator_readings = _records(
    "indicator_readings",
    _of("goal_id", "goals"),
    *map(_maybe, ("planned_on", "read_on", "value", "expanded_uncertainty", "coverage_factor")),
    *map(_maybe_number, ("k", "n")),
    *map(_text, ("source", "read_by", "note")),
)
corrective_actions = _records(
    "corrective_actions",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("title", "about_kind", "about_id", "cause", "owner")),
    *map(_maybe, ("due_on", "done_on")),
    _text("result"),
)
review_items = _records(
    "review_items",
    _of("cycle_id", "cycles"),
    _number("number"),
    *map(_text, ("kind", "words", "about_kind", "about_id", "decision", "reason")),
)

evidence_files = Table(
    "evidence_files",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("content", BLOB, nullable=False),
)
"""The bytes of evidence, found by what they are; never changed, so they need no journal."""

evidence_copies = Table(
    "evidence_copies",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("thumbnail", BLOB),
    Column("working", BLOB),
)
"""Smaller copies of photos, made from evidence_files at any time. They stand apart, the smallest first, because SQLite
reads through all that lies before a value: a thumbnail behind its photo would cost as much as the photo."""

deeds = Table(
    "deeds",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("id"),
    _text("name"),
    _text("role"),
    _text("of"),
    _text("device"),
    _text("person"),
    _text("at"),
)
"""One row for each unit of work that wrote.

role: "do", "base" (never undone), "undo" or "redo"; of: the deed that is undone or redone.
"""

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("id"),
    _text("device"),
    _text("person"),
    _number("sequence"),
    _text("deed_id"),
    _text("kind"),
    _text("record_id"),
    _text("field"),
    _maybe("parent"),
    _maybe("old"),
    _maybe("new"),
    _text("reason"),
    _text("at"),
)
"""One row for each changed field. field "" is the making of the whole record, "retired" its tombstone.

old and new are JSON; parent is the change (of the same field, or the making) that this one replaces.
"""

Index("answers_by_question", answers.c.cycle_id, answers.c.form, answers.c.question)
Index("calibrations_by_instrument", calibrations.c.instrument_id)
Index("calibration_points_by_calibration", calibration_points.c.calibration_id)
Index("sightings_by_cycle", sightings.c.cycle_id, sightings.c.instrument_id)
Index("listings_by_cycle", listings.c.cycle_id, listings.c.instrument_id)
Index("readings_by_study", readings.c.study_id)
Index("evaluations_by_study", evaluations.c.study_id)
Index("statements_by_question", statements.c.form, statements.c.question)
Index("links_from", links.c.from_kind, links.c.from_id)
Index("links_to", links.c.to_kind, links.c.to_id)
Index("progress_notes_by_task", progress_notes.c.task_id)
Index("indicator_readings_by_goal", indicator_readings.c.goal_id)
Index("evidence_by_content", evidence.c.sha256)
Index("deeds_by_id", deeds.c.id, unique=True)
Index("journal_by_record", journal.c.record_id, journal.c.field)
Index("journal_by_deed", journal.c.deed_id)
