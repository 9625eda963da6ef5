"""One confirmation row in full: sentence, pictures, figures with how they came about, what is missing, ways on."""

from __future__ import annotations

from app.domain.processes import Process
from app.domain.register_analysis import CertificateCheck, ConfirmationRow, RegisterAnalysis, UseCheck
from app.domain.register_pictures import confirmation_pictures
from app.formats import show_date
from app.ui.pages.register_side import Fact, RegisterSide, Way
from app.ui.pages.register_words import basis, percent, ratio, settings_lines, state_of, with_unit
from app.wording import _


def show_confirmation(side: RegisterSide, row: ConfirmationRow, analysis: RegisterAnalysis) -> None:
    about = " · ".join(filter(None, (row.instrument.code, row.process.code if row.process else "")))
    title = " → ".join(filter(None, (row.instrument.name, row.process.name if row.process else "")))
    side.begin(about, title, state_of(row.state), row.reason.text)
    side.missing(row.missing)
    side.pictures(confirmation_pictures(row))
    if row.use is not None:
        side.facts(_("Dùng trong quá trình"), use_facts(row.use, row.process))
    side.facts(_("Lần hiệu chuẩn, kiểm định gần nhất"), certificate_facts(row.certificate))
    settings = [Fact(words, value, source) for words, value, source in settings_lines(analysis)]
    side.fold("settings", _("Thiết lập đã dùng"), settings)
    side.lines(_("Nguồn"), [basis(analysis), "ISO 10012:2003, 7.1; JCGM 106:2012; ILAC-G8:09/2019"])
    side.ways(ways(row))
    side.end()


def use_facts(use: UseCheck, process: Process | None) -> list[Fact]:
    guard = use.guard
    needed = process.needed_uncertainty if process else None
    ends = (with_unit(use.tolerance_low, ""), with_unit(use.tolerance_high, ""))
    facts = [
        Fact(_("Dung sai"), f"{ends[0] or '—'} … {ends[1] or '—'} {use.unit}".rstrip()),
        Fact(
            _("U khi dùng (k = 2)"),
            with_unit(use.expanded_uncertainty, use.unit, 2),
            use.u_basis.text if use.u_basis else "",
        ),
        Fact(_("U cần đạt"), with_unit(None if needed is None else float(needed), process.unit if process else "")),
        Fact("TUR", ratio(use.tur)),
        Fact(_("Rủi ro chấp nhận sai, xấu nhất"), percent(use.pfa_worst)),
        Fact(
            _("Rủi ro chấp nhận sai, dự kiến"),
            percent(use.pfa_expected),
            use.expected_basis.text if use.expected_basis else "",
        ),
        Fact(_("Rủi ro loại sai, dự kiến"), percent(use.pfr_expected)),
        Fact(_("Độ phân giải, phần trăm dung sai"), percent(use.resolution_share)),
        Fact(_("Phạm vi dùng nằm trong phạm vi đã hiệu chuẩn"), _yes(use.range_inside)),
    ]
    if guard is not None:
        facts.append(
            Fact(
                _("Khoảng bảo vệ đề xuất"),
                f"{with_unit(guard.low, '')} … {with_unit(guard.high, use.unit)}",
                guard.method.text,
            )
        )
        facts.append(Fact(_("Khi ấy chấp nhận sai, loại sai"), " · ".join((percent(guard.pfa), percent(guard.pfr)))))
    return facts


def certificate_facts(certificate: CertificateCheck) -> list[Fact]:
    calibration, worst, unit = certificate.calibration, certificate.worst, certificate.unit
    if calibration is None:
        return [Fact(_("Lần gần nhất"), "")]
    day = show_date(calibration.performed_on) or calibration.performed_text
    facts = [Fact(_("Lần gần nhất"), " · ".join(filter(None, (day, calibration.certificate_number))))]
    if worst is not None:
        facts += [
            Fact(_("Điểm xấu nhất"), with_unit(worst.point, unit)),
            Fact(_("Sai số ở điểm ấy"), with_unit(worst.error, unit)),
            Fact(_("U của phép hiệu chuẩn"), with_unit(worst.expanded_uncertainty, unit, 2)),
            Fact(_("Sai số cho phép lớn nhất"), with_unit(worst.mpe, unit)),
            Fact(_("Còn dư (MPE − |sai số| − U)"), with_unit(worst.margin, unit, 3)),
        ]
    return [
        *facts,
        Fact("U/MPE", ratio(certificate.u_to_mpe)),
        Fact(_("TUR của phép hiệu chuẩn"), ratio(certificate.tur)),
        Fact(_("Rủi ro chấp nhận sai của phép hiệu chuẩn, xấu nhất"), percent(certificate.pfa_worst)),
        Fact(
            _("Rủi ro chấp nhận sai của phép hiệu chuẩn, dự kiến"),
            percent(certificate.pfa_expected),
            certificate.itp_basis.text if certificate.itp_basis else "",
        ),
    ]


def _yes(value: bool | None) -> str:
    return "" if value is None else _("có") if value else _("không")


def ways(row: ConfirmationRow) -> list[Way]:
    found = [Way(_("Mở phương tiện đo, các lần hiệu chuẩn"), "instruments", row.instrument.id)]
    if row.process is not None:
        found.append(Way(_("Mở quá trình đo"), "processes", row.process.id))
    else:
        found.append(Way(_("Gắn phương tiện đo với quá trình"), "processes", ""))
    if row.use is not None and row.use.evaluation_id:
        found.append(Way(_("Mở dự toán độ không đảm bảo đo"), "evaluations", row.use.evaluation_id))
    return found
