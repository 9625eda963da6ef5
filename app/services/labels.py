"""Printing labels for instruments: what each says, and the sheets it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import UserError
from app.domain.labels import Label, Layout
from app.services.dossiers import the_site
from app.services.floor_finder import label_code
from app.services.inventory import InstrumentRow
from app.storage.unit import Unit
from app.wording import _


def labels_of(unit: Unit, rows: Sequence[InstrumentRow], *, with_validity: bool = True) -> list[Label]:
    """One label an instrument, in the order given. with_validity: with the printed end of its calibration."""
    site = the_site(unit)
    whose = site.name or site.enterprise
    return [
        Label(
            held=label_code(each.instrument),
            code=each.instrument.code,
            name=each.instrument.name,
            serial=each.instrument.serial,
            valid_until=each.status.due_on if with_validity and each.status.basis == "printed" else None,
            site=whose,
        )
        for each in rows
    ]


def preview_labels(labels: Sequence[Label], layout: Layout, start: int) -> bytes:
    """The sheets as a PDF in memory."""
    from app.reports.labels import labels_pdf

    return labels_pdf(labels, layout, start=demand_sticker(start, layout))


def write_label_sheets(labels: Sequence[Label], layout: Layout, start: int, path: Path) -> Path:
    """The sheets as a PDF file; UserError when there is nothing to print or the file cannot be written."""
    from app.reports.labels import write_labels

    if not labels:
        raise UserError(_("Chưa chọn phương tiện đo nào để in nhãn."))
    return write_labels(labels, layout, path, start=demand_sticker(start, layout))


def demand_sticker(start: int, layout: Layout) -> int:
    """The number as it was given; UserError when the sheet has no such sticker."""
    if not 1 <= start <= layout.count:
        raise UserError(_("Tờ này có {count} nhãn: chọn nhãn bắt đầu từ 1 đến {count}.", count=layout.count))
    return start
