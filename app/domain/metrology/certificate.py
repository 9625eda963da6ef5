"""M01: what a calibration certificate must show to prove traceability, and how far this one does.

Source: ISO/IEC 17025:2017, 7.8.2, 7.8.4 and 6.5; ISO 10012:2003, 7.3. Without results with uncertainty, or without a
statement of traceability, a certificate is insufficient whatever else stands on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.wording import N_

CERTIFICATE_ITEMS: Mapping[str, str] = {
    "identity": N_("Nhận dạng dụng cụ đo"),
    "date": N_("Ngày hiệu chuẩn"),
    "method": N_("Phương pháp, quy trình"),
    "environment": N_("Điều kiện môi trường"),
    "results_with_uncertainty": N_("Kết quả kèm U"),
    "k_or_p": N_("Hệ số phủ k hoặc xác suất p"),
    "traceability": N_("Liên kết chuẩn"),
    "accreditation": N_("Công nhận hoặc bằng chứng năng lực"),
    "as_found": N_("Số liệu trước khi chỉnh"),
    "signature": N_("Chữ ký người có thẩm quyền"),
}
"""What to look for, in the order of a certificate; the words of Calibration.certificate_items."""

ESSENTIAL = ("results_with_uncertainty", "traceability")


@dataclass(frozen=True, slots=True)
class Completeness:
    """share: present items of all, 0 to 1. state: "complete", "partial", "insufficient", or "open" while some item was
    not looked for and no essential one is known to be missing.
    """

    present: tuple[str, ...]
    absent: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def share(self) -> float:
        return len(self.present) / len(CERTIFICATE_ITEMS)

    @property
    def state(self) -> str:
        if any(each in self.absent for each in ESSENTIAL):
            return "insufficient"
        if self.open:
            return "open"
        return "partial" if self.absent else "complete"


def completeness(items: Mapping[str, bool | None]) -> Completeness:
    """items by their words: there, not there, or None where nobody has looked."""
    return Completeness(
        tuple(name for name in CERTIFICATE_ITEMS if items.get(name) is True),
        tuple(name for name in CERTIFICATE_ITEMS if items.get(name) is False),
        tuple(name for name in CERTIFICATE_ITEMS if items.get(name) is None),
    )


def read_items(kept: str) -> dict[str, bool]:
    """Calibration.certificate_items ("identity+ date-") by item; words that are not known are left out."""
    found = {each[:-1]: each[-1] == "+" for each in kept.split() if each[-1] in "+-"}
    return {name: found[name] for name in CERTIFICATE_ITEMS if name in found}


def written_items(items: Mapping[str, bool | None]) -> str:
    """The same as it is kept."""
    told = ((name, items.get(name)) for name in CERTIFICATE_ITEMS)
    return " ".join(f"{name}{'+' if there else '-'}" for name, there in told if there is not None)
