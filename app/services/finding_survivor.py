"""Which finding stands for another one. Light: what a dossier needs on opening asks this and nothing of the rules."""

from __future__ import annotations

from app.domain.findings import Finding
from app.storage.unit import Unit


def survivor(unit: Unit, finding: Finding) -> Finding:
    """The finding that stands for this one: itself, or the one it was merged into."""
    return (unit.findings.find(finding.merged_into) if finding.state == "merged" else None) or finding
