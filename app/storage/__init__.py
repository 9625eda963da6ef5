"""The dossier file: tables, gateways, journal, migrations. The only home of SQL; knows no Qt, no Excel, no PDF.

SQLAlchemy is the largest cost of starting the program. Importing `store`, `unit` or `records` does not load it; the
first `Store.open` or `Store.create` does. A window shows itself first and calls `warm_up()` in a thread, so that the
first dossier opens without that wait. The home page's cards (`cards`) never need it.
"""

from __future__ import annotations


def warm_up() -> None:
    """Load what opening a dossier will need; harmless to call twice, or never."""
    import app.storage.journal
    import app.storage.reading  # noqa: F401
