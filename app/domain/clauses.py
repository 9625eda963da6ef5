"""How far a clause that a finding names can be relied on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.formats import fold
from app.wording import N_

CONFIDENCE_WORDS: Mapping[str, str] = {
    "verified": N_("đã đối chiếu văn bản"),
    "secondary": N_("dẫn theo tài liệu khác, chưa đối chiếu văn bản"),
    "unverified": N_("chưa đối chiếu"),
}

# Read in the codified text (Bộ Pháp điển, Đề mục 19.4), January 2026; compared in folded text with the kinds shortened.
# Of TT 21/2014 articles 1 to 30 were read, its annexes were not; of NĐ 105/2016 (amended by 154/2018) Điều 3 and 4.
_READ = re.compile(
    r"luat do luong|\btt (23/2013|24/2013|28/2013|09/2017)\b|\bnd 86/2012\b"
    r"|\btt 21/2014\b(?!.*\bphu luc\b)"
    r"|\bnd 105/2016\b(?=.*\bdieu [34]\b)(?!.*\bdieu (?![34]\b))"
)
# TT 23/2013 Điều 4 holds the list that TT 04/2026 replaced on 15/04/2026; the new text was seen only in a faulty copy.
_MARKED = re.compile(
    r"chua doi chieu|\bqd 510\b|\bnd 119\b|\btt 04/2026\b|\btt 21/2014\b.*\bphu luc\b|\bnd 36/2026\b"
    r"|\btt 23/2013\b.*\bdieu 4\b"
)
_KINDS = (
    (re.compile(r"\bthong tu\b"), "tt"),
    (re.compile(r"\bnghi dinh\b"), "nd"),
    (re.compile(r"\bquyet dinh\b"), "qd"),
)


def clause_confidence(clause: str) -> str:
    """ "verified", "secondary" or "unverified"; "" where no clause is named. The weakest part decides."""
    folded = fold(clause)
    for kind, short in _KINDS:
        folded = kind.sub(short, folded)
    parts = [part for part in folded.split(";") if part.strip()]
    if not parts:
        return ""
    if any(_MARKED.search(part) for part in parts):
        return "unverified"
    return "verified" if all(_READ.search(part) for part in parts) else "secondary"
