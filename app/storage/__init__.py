"""The dossier file: tables, gateways, journal, migrations. The only home of SQL; knows no Qt, no Excel, no PDF.

SQLAlchemy is the largest cost of starting the program. Opening a dossier and reading it need none of it (`reading` is
plain SQL); the first unit of work does, and migrations. A window shows the dossier first and calls `warm_up()` in a
thread, so that the first answer is kept without that wait.
"""

from __future__ import annotations


def warm_up() -> None:
    """Load what the first unit of work will need; harmless to call twice, or never."""
    import app.storage.journal
    import app.storage.rows  # noqa: F401
