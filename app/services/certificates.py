"""The papers of a calibration: which are at hand, and their bytes as large as they were given."""

from __future__ import annotations

from app.domain.evidence import Evidence
from app.services.evidence import evidence_of, link_evidence, picture_of
from app.storage.unit import Unit

PDF = "application/pdf"
LEGIBLE = frozenset({"image/jpeg", "image/png"})
LARGEST = 20_000_000
"""Bytes: a photo up to here is shown as given, so that small print can be read; a larger one is shown smaller."""


def certificates_of(unit: Unit, calibration_id: str, instrument_id: str) -> list[Evidence]:
    """Photos and PDF files of this calibration first, then those of its instrument; each once."""
    found = [
        *(evidence_of(unit, "calibrations", calibration_id) if calibration_id else ()),
        *evidence_of(unit, "instruments", instrument_id),
    ]
    legible = {each.id: each for each in found if each.media_type == PDF or each.media_type.startswith("image/")}
    return list(legible.values())


def paper_of(unit: Unit, evidence: Evidence) -> bytes:
    """The bytes to read from: a PDF, or a picture. A photo on which nothing was drawn is given in full."""
    is_plain = not evidence.edited_sha256 and evidence.size <= LARGEST
    if evidence.media_type == PDF or (evidence.media_type in LEGIBLE and is_plain):
        return unit.file(evidence.sha256)
    return picture_of(unit, evidence)


def link_certificate(unit: Unit, calibration_id: str, evidence_id: str) -> None:
    """Say that this paper belongs to that calibration."""
    link_evidence(unit, evidence_id, ("calibrations", calibration_id))
