"""What the analysis of the whole register says, as plain rows: pages, papers and the rules of findings read these.

A row names its instrument (and process), carries its figures as floats with the unit beside them (None: not available,
"missing" says why), and in `troubles` the words a rule of findings may ask for (TROUBLES). Sentences are Said, so that
a row can be shown in any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.analysis_settings import AnalysisSettings
from app.domain.instruments import Calibration, Instrument
from app.domain.metrology.results import Said
from app.domain.processes import Process
from app.wording import N_

TROUBLES: Mapping[str, str] = {
    "no_calibration": N_("Chưa có kết quả hiệu chuẩn hoặc kiểm định"),
    "no_uncertainty": N_("Giấy chứng nhận không có độ không đảm bảo đo"),
    "no_factor": N_("Có U mà không có hệ số phủ k"),
    "no_error": N_("Không có sai số để kết luận"),
    "no_mpe": N_("Chưa có sai số cho phép"),
    "unit_unclear": N_("Đơn vị của giấy, phương tiện và quá trình không quy đổi được"),
    "outside_mpe": N_("Sai số vượt sai số cho phép"),
    "not_demonstrated": N_("Chưa chứng minh được là đạt hay không đạt"),
    "u_ratio_high": N_("U của phép hiệu chuẩn quá lớn so với MPE"),
    "calibration_pfa_high": N_("Rủi ro chấp nhận sai của phép hiệu chuẩn quá lớn"),
    "no_process": N_("Chưa gắn với quá trình đo nào, chưa có yêu cầu sử dụng"),
    "no_tolerance": N_("Quá trình đo chưa có dung sai"),
    "one_sided": N_("Dung sai một phía: không có TUR"),
    "tur_low": N_("TUR thấp hơn mức cần đạt"),
    "tur_below_one": N_("TUR dưới 1: không dùng được cho quá trình này"),
    "pfa_high": N_("Rủi ro chấp nhận sai của phép đo quá lớn"),
    "u_needed_exceeded": N_("U khi dùng lớn hơn U cần đạt"),
    "resolution_coarse": N_("Độ phân giải thô so với dung sai"),
    "range_outside": N_("Phạm vi dùng nằm ngoài phạm vi đo hoặc phạm vi đã hiệu chuẩn"),
    "overdue": N_("Đã hết hạn hiệu chuẩn hoặc kiểm định"),
}
"""What can be wrong in a row of the confirmation, by the word that rules of findings use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCheck:
    """One point of the certificate, in the instrument's unit. margin = MPE − |e| − U (MPE − |e| where U is missing).

    verdict: "pass", "fail", "conditional" (not demonstrated) or "unknown".
    """

    point: float | None
    error: float | None
    expanded_uncertainty: float | None
    mpe: float | None
    margin: float | None
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateCheck:
    """The instrument against its own MPE by its last calibration (M03; ISO 10012:2003, 7.1). worst: the point with the
    least margin. state: ok, part, bad, none.

    tur = MPE/U at the worst ratio, u_to_mpe its inverse. pfa_worst: greatest PFA over every in-tolerance probability;
    pfa_expected: with itp, whose source itp_basis tells.
    """

    calibration: Calibration | None
    unit: str
    points: tuple[PointCheck, ...] = ()
    worst: PointCheck | None = None
    tur: float | None = None
    u_to_mpe: float | None = None
    itp: float | None = None
    itp_basis: Said | None = None
    pfa_worst: float | None = None
    pfa_expected: float | None = None
    state: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardBand:
    """A proposed guard band: acceptance limits in the process's unit. factor times the half-width of the tolerance.

    width: by how much each limit is moved into the tolerance.
    """

    factor: float
    low: float
    high: float
    pfa: float
    pfr: float
    method: Said

    @property
    def width(self) -> float:
        return (self.high - self.low) / 2 * (1 - self.factor) / self.factor


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCheck:
    """The instrument against the tolerance of a process it serves, in the process's unit.

    expanded_uncertainty: U of a single reading in use (k = 2); u_basis tells what it was built from (a budget that was
    evaluated, or MPE, certificate and resolution). resolution_share: of the tolerance. range_inside: None where the
    range is not known. product_sd and expected_basis: what pfa_expected rests on.
    """

    unit: str
    tolerance_low: float | None = None
    tolerance_high: float | None = None
    expanded_uncertainty: float | None = None
    u_basis: Said | None = None
    evaluation_id: str = ""
    tur: float | None = None
    product_sd: float | None = None
    expected_basis: Said | None = None
    pfa_worst: float | None = None
    pfa_expected: float | None = None
    pfr_expected: float | None = None
    guard: GuardBand | None = None
    resolution_share: float | None = None
    range_inside: bool | None = None
    needed_uncertainty: float | None = None
    state: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationRow:
    """One instrument with one process it serves; process and use are None where it serves none.

    state: ok, part, bad or none (too little to judge by). reason: the verdict in one sentence. missing: what has to be
    had before more can be said, each a sentence. troubles: words of TROUBLES.
    """

    instrument: Instrument
    process: Process | None
    certificate: CertificateCheck
    use: UseCheck | None
    state: str
    reason: Said
    missing: tuple[Said, ...] = ()
    troubles: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return f"{self.instrument.id}:{self.process.id if self.process else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBackRow:
    """An instrument that was found outside its MPE: what was measured with it since the last good check is in doubt.

    since: day of the last calibration with a good result, None where there is none on record. until: the day it was
    found. error, mpe at the worst point in unit. share_of_tolerance: (|error|) / (width of the tolerance of the
    process), None where it cannot be said. process: None where the instrument serves none that is known.
    """

    instrument: Instrument
    calibration: Calibration
    process: Process | None
    since: date | None
    until: date
    point: float | None
    error: float | None
    mpe: float | None
    unit: str
    share_of_tolerance: float | None
    reason: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRate:
    """M02 for one group: in_tolerance of counted as-found results, with exact limits at 95 %. left_out: calibrations
    that say nothing of the time before. state: ok, part (the interval covers the target), bad, none."""

    key: str
    label: str
    instruments: int
    counted: int
    in_tolerance: int
    left_out: int
    rate: float | None
    low: float | None
    high: float | None
    target: float
    state: str
    reason: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalAnswer:
    """What one way of finding the interval says. method: "staircase", "a3", "drift" or "legal". months: None where it
    has no answer; why tells it, and what it rests on."""

    method: str
    months: float | None
    why: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRow:
    """A calibration interval proposed for one instrument. proposed: whole months; method: the answer it follows.

    change: "longer", "shorter", "same" or "none" (nothing to propose). legal_months: the longest the law allows.
    """

    instrument: Instrument
    group: str
    current: int | None
    proposed: int | None
    method: str
    change: str
    reason: Said
    answers: tuple[IntervalAnswer, ...] = ()
    legal_months: int | None = None
    errors: tuple[float, ...] = ()
    """The last errors as shares of their limits, oldest first."""

    @property
    def key(self) -> str:
        return self.instrument.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnalysis:
    """The whole register as of a date. legal_table: the title of the table in force that day, "" before the first one;
    settings are printed with the rows."""

    as_of: date
    settings: AnalysisSettings
    legal_table: str
    confirmations: tuple[ConfirmationRow, ...]
    intervals: tuple[IntervalRow, ...]
    look_back: tuple[LookBackRow, ...]
    rates: tuple[GroupRate, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many confirmation rows are in each state."""
