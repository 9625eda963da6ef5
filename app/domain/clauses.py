"""How far a clause that a finding names can be relied on."""

from __future__ import annotations

from collections.abc import Mapping

from app.formats import fold
from app.wording import N_

CONFIDENCE_WORDS: Mapping[str, str] = {
    "verified": N_("đã đối chiếu văn bản"),
    "secondary": N_("dẫn theo tài liệu khác, chưa đối chiếu văn bản"),
    "unverified": N_("chưa đối chiếu"),
}

# Read in the codified text (Bộ Pháp điển, Đề mục 19.4), January 2026; compared in folded text.
_READ = ("luat do luong", "tt 23/2013", "tt 24/2013", "tt 28/2013", "nd 86/2012", "nghi dinh 86/2012")
_MARKED = ("chua doi chieu", "qd 510", "nd 119", "tt 04/2026", "tt 21/2014")


def clause_confidence(clause: str) -> str:
    """ "verified", "secondary" or "unverified"; "" where no clause is named. The weakest part decides."""
    folded = fold(clause)
    if not folded.strip():
        return ""
    if any(each in folded for each in _MARKED):
        return "unverified"
    parts = [part for part in folded.split(";") if part.strip()]
    return "verified" if all(any(each in part for each in _READ) for part in parts) else "secondary"
