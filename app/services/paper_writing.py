"""One paper of the catalogue to the place that a person chose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.errors import UserError
from app.reports.catalogue import REPORTS, Report
from app.services import reporting
from app.services.papers import PAPERS, Occasion
from app.storage.store import Store
from app.wording import _, language


def known_papers(*keys: str) -> tuple[Report, ...]:
    """Those of these papers that the catalogue has, in the order asked."""
    found = {each.key: each for each in REPORTS}
    return tuple(found[key] for key in keys if key in found)


def write_paper(store: Store, key: str, path: Path, *, cycle_id: str, as_of: date) -> Path:
    """Writes this paper of a cycle, as of a day; UserError when there is nothing to say in it yet."""
    with store.reading() as unit:
        dossier = reporting.gather_dossier(unit, cycle_id)
    report = known_papers(key)[0]
    if not PAPERS[key].ready(dossier):
        raise UserError(
            _("Chưa có gì để ghi vào “{title}”: làm bước {step} trước.", title=_(report.title), step=report.step)
        )
    PAPERS[key].write(Occasion(store=store, dossier=dossier, day=as_of, spoken=language()), path, None)
    return path
