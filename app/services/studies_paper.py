"""The sheet of a study to take along on paper."""

from __future__ import annotations

from pathlib import Path

from app.domain.readings_sheet import Sheet, SheetHead
from app.domain.register_fields import as_typed
from app.domain.studies import study_code
from app.formats import show_date, show_number
from app.services.dossiers import the_site
from app.services.studies import readings_grid
from app.services.studies_fields import KIND_NAMES, field_title
from app.storage.unit import Unit
from app.wording import _

_FACTS = {
    "lot": ("nominal", "tare", "lot_size"),
    "gauge_rr": ("tolerance_low", "tolerance_high"),
    "type1": ("reference", "tolerance_low", "tolerance_high"),
    "bias": ("reference", "reference_uncertainty"),
    "linearity": (),
}
"""Fields of each kind that one needs beside the instrument."""


def paper_sheet(unit: Unit, study_id: str) -> tuple[Sheet, SheetHead]:
    """The sheet and what stands over it; what is not known yet is a line to write on."""
    sheet = readings_grid(unit, study_id)
    study, site = sheet.study, the_site(unit)
    found = unit.instruments.find(study.instrument_id) if study.instrument_id else None
    named = " · ".join(filter(None, (found.code, found.name, found.serial))) if found else ""
    day = show_date(study.started_at.astimezone().date()) if study.started_at and sheet.entered else ""
    facts = [
        (_("Phương tiện đo"), named),
        (_("Đơn vị, độ chia"), " · ".join(filter(None, (study.unit, as_typed(study.resolution))))),
        *((field_title(study.kind, name), _shown(getattr(study, name))) for name in _FACTS[study.kind]),
        (_("Nơi đo"), study.location),
        (_("Người ghi"), study.measured_by if sheet.entered else ""),
        (_("Ngày đo"), day),
        (_("Nhiệt độ, °C"), as_typed(study.temperature)),
        (_("Độ ẩm, %RH"), as_typed(study.humidity)),
    ]
    title = study.title or _(KIND_NAMES[study.kind])
    whose = " · ".join(filter(None, (site.enterprise, site.name)))
    return sheet, SheetHead(study_code(study), title, whose, tuple(facts))


def _shown(value: object) -> str:
    return show_number(value) if isinstance(value, int) else as_typed(value)


def write_paper_sheet(sheet: Sheet, head: SheetHead, path: Path) -> Path:
    """The sheet as a PDF file; UserError when it cannot be written."""
    from app.reports.measuring_sheet import write_sheet

    return write_sheet(sheet, head, path)
