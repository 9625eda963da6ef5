"""The verdict on a row of the confirmation in one sentence: the gravest of what is wrong, with its figures."""

from __future__ import annotations

from collections.abc import Callable, Collection

from app.domain.analysis_settings import AnalysisSettings
from app.domain.metrology.results import Said, said
from app.domain.metrology.shown import apart
from app.domain.register_analysis import CertificateCheck, UseCheck
from app.wording import N_

Teller = Callable[[CertificateCheck, UseCheck, AnalysisSettings], Said]
_NO_USE = UseCheck(unit="")


def reason_of(
    certificate: CertificateCheck, use: UseCheck | None, troubles: Collection[str], settings: AnalysisSettings
) -> Said:
    for trouble, tell in _TELLERS:
        if trouble in troubles:
            return tell(certificate, use or _NO_USE, settings)
    return _good(certificate, use)


def _outside(certificate: CertificateCheck, _use: UseCheck, _settings: AnalysisSettings) -> Said:
    worst = certificate.worst
    if worst is None or worst.error is None or worst.mpe is None or abs(worst.error) <= worst.mpe:
        return said(N_("Lần gần nhất kết luận không đạt: không dùng, và xem lại những gì đã đo."))
    words = N_("Sai số {error} {unit} vượt MPE {mpe} {unit}: không đạt, và phải xem lại những gì đã đo.")
    return said(words, error=apart(worst.error, worst.mpe, -worst.mpe), mpe=worst.mpe, unit=certificate.unit)


def _below_one(_certificate: CertificateCheck, use: UseCheck, _settings: AnalysisSettings) -> Said:
    words = N_("TUR {tur}: U khi dùng {u} {unit} lớn hơn nửa dung sai, không dùng được cho quá trình này.")
    return said(words, tur=_ratio(use.tur, 1.0), u=_expanded(use.expanded_uncertainty), unit=use.unit)


def _range(_certificate: CertificateCheck, _use: UseCheck, _settings: AnalysisSettings) -> Said:
    return said(N_("Dùng ra ngoài phạm vi đo hoặc phạm vi đã hiệu chuẩn."))


def _risk(_certificate: CertificateCheck, use: UseCheck, settings: AnalysisSettings) -> Said:
    pfa = use.pfa_expected if use.product_sd is not None else use.pfa_worst
    limit = 100 * settings.pfa_limit
    if use.tur is None:
        return said(N_("Rủi ro chấp nhận sai {pfa} %, quá {limit} %."), pfa=_risk_told(pfa, settings), limit=limit)
    if use.guard is not None:
        words = N_("TUR {tur}, rủi ro chấp nhận sai đến {pfa} %: lùi giới hạn mỗi phía {w} {unit} thì còn {limit} %.")
        told = {"tur": _ratio(use.tur, 1.0), "pfa": _risk_told(pfa, settings), "w": _expanded(use.guard.width)}
        return said(words, **told, limit=limit, unit=use.unit)
    words = N_("TUR {tur}, rủi ro chấp nhận sai đến {pfa} %, quá {limit} %.")
    return said(words, tur=_ratio(use.tur, 1.0), pfa=_risk_told(pfa, settings), limit=limit)


def _ratio(tur: float | None, *limits: float) -> str | None:
    return None if tur is None else apart(tur, *limits, digits=3)


def _expanded(u: float | None, *limits: float) -> str | None:
    """U, or a width that rests on it, with two digits (JCGM 100:2008, 7.2.6); more where it would look like a limit."""
    return None if u is None else apart(u, *limits, digits=2)


def _risk_told(share: float | None, settings: AnalysisSettings) -> str | None:
    return None if share is None else apart(100 * share, 100 * settings.pfa_limit, digits=3)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _tur(_certificate: CertificateCheck, use: UseCheck, settings: AnalysisSettings) -> Said:
    return said(N_("TUR {tur} thấp hơn {limit}."), tur=_ratio(use.tur, settings.tur_limit), limit=settings.tur_limit)


def _not_shown(certificate: CertificateCheck, _use: UseCheck, _settings: AnalysisSettings) -> Said:
    worst = certificate.worst
    error, expanded = (None, None) if worst is None else (worst.error, worst.expanded_uncertainty)
    words = N_("Chưa chứng minh được: |sai số| {error} cộng U {u} {unit} vượt MPE.")
    return said(words, error=error, u=expanded, unit=certificate.unit)


def _u_ratio(certificate: CertificateCheck, _use: UseCheck, settings: AnalysisSettings) -> Said:
    words = N_("U của phép hiệu chuẩn bằng {share} % MPE, quá {limit} %: chưa xác nhận được.")
    return said(words, share=_percent(certificate.u_to_mpe), limit=100 * settings.u_ratio_limit)


def _needed(_certificate: CertificateCheck, use: UseCheck, _settings: AnalysisSettings) -> Said:
    words = N_("U khi dùng {u} {unit} lớn hơn U cần đạt {needed} {unit} của quá trình đo.")
    needed = use.needed_uncertainty or 0.0
    return said(words, u=_expanded(use.expanded_uncertainty, needed), needed=needed, unit=use.unit)


def _coarse(_certificate: CertificateCheck, use: UseCheck, settings: AnalysisSettings) -> Said:
    words = N_("Độ phân giải bằng {share} % dung sai, quá {limit} %.")
    return said(words, share=_percent(use.resolution_share), limit=100 * settings.resolution_limit)


def _calibration_risk(certificate: CertificateCheck, _use: UseCheck, settings: AnalysisSettings) -> Said:
    words = N_("Phép hiệu chuẩn có rủi ro chấp nhận sai {pfa} %, quá {limit} %.")
    return said(words, pfa=_risk_told(certificate.pfa_expected, settings), limit=100 * settings.pfa_limit)


def _plainly(message: str) -> Teller:
    return lambda _certificate, _use, _settings: said(message)


_TELLERS: tuple[tuple[str, Teller], ...] = (
    ("outside_mpe", _outside),
    ("tur_below_one", _below_one),
    ("range_outside", _range),
    ("pfa_high", _risk),
    ("tur_low", _tur),
    ("not_demonstrated", _not_shown),
    ("u_ratio_high", _u_ratio),
    ("u_needed_exceeded", _needed),
    ("resolution_coarse", _coarse),
    ("calibration_pfa_high", _calibration_risk),
    ("overdue", _plainly(N_("Đã hết hạn hiệu chuẩn hoặc kiểm định: kết quả cũ không còn xác nhận được."))),
    ("no_calibration", _plainly(N_("Chưa xác nhận được: chưa có kết quả hiệu chuẩn hoặc kiểm định."))),
    ("unit_unclear", _plainly(N_("Chưa xác nhận được: các đơn vị không quy đổi được cho nhau."))),
    ("no_uncertainty", _plainly(N_("Chưa xác nhận được: giấy không có độ không đảm bảo đo."))),
    ("no_factor", _plainly(N_("Chưa xác nhận được: U trên giấy không có hệ số phủ k."))),
    ("no_error", _plainly(N_("Chưa xác nhận được: giấy không có sai số."))),
    ("no_mpe", _plainly(N_("Chưa xác nhận được: chưa có sai số cho phép bằng số."))),
    ("no_tolerance", _plainly(N_("Chưa xác nhận được cho quá trình đo này: chưa có giới hạn dung sai bằng số."))),
)


def _good(certificate: CertificateCheck, use: UseCheck | None) -> Said:
    if certificate.state == "none":
        return said(N_("Kiểm định đạt; giấy không ghi sai số và U nên chưa xác nhận được cho yêu cầu sử dụng."))
    if use is None:
        return said(N_("Đạt so với MPE của chính nó; chưa có yêu cầu sử dụng để so."))
    if use.tur is not None:
        return said(N_("Đạt: trong MPE, và TUR {tur} với dung sai của quá trình đo."), tur=_ratio(use.tur))
    if use.pfa_expected is not None:
        words = N_("Đạt: trong MPE, rủi ro chấp nhận sai {pfa} % với dung sai một phía.")
        return said(words, pfa=apart(100 * use.pfa_expected, digits=3))
    return said(N_("Đạt so với MPE; dung sai một phía, cần độ lệch chuẩn của sản phẩm để tính rủi ro."))
