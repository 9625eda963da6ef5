"""The Excel checklist: a page to read first, the survey, the other forms, instruments, findings and goals."""

from __future__ import annotations

from decimal import Decimal

from app.domain.document import State
from app.domain.metrology.calibration_status import GLYPHS, STATE_WORDS
from app.domain.scores import one_place
from app.formats import show_date
from app.reports.findings import findings_sheet, goals_sheet
from app.reports.inventory import calibrations_sheet, inventory_sheet, law_lines, trouble_sheet
from app.reports.material import VERDICT_STATES, Material
from app.reports.sheets import Row, Sheet, SheetColumn, Workbook
from app.reports.survey import form_sheet, levels_sheet, site_lines, survey_sheet
from app.wording import _


def build(material: Material) -> Workbook:
    """The whole checklist of a dossier as of a date."""
    sheets = (
        overview_sheet(material),
        survey_sheet(material),
        levels_sheet(material),
        form_sheet(material, "profile", _("Hồ sơ doanh nghiệp")),
        form_sheet(material, "opening_meeting", _("Họp mở đầu")),
        inventory_sheet(material),
        trouble_sheet(material),
        calibrations_sheet(material),
        findings_sheet(material),
        goals_sheet(material),
        form_sheet(material, "closing_meeting", _("Họp kết thúc")),
    )
    site = material.dossier.site
    return Workbook(
        title=_("Phiếu kiểm tra đảm bảo đo lường: {enterprise}", enterprise=site.enterprise),
        subject=_("{cycle}. {dated}.", cycle=material.cycle_words, dated=material.dated),
        author=material.paper.letterhead.agency,
        keywords=material.footer,
        footer=material.footer,
        language=material.language,
        as_of=material.as_of,
        sheets=tuple(each for each in sheets if each is not None),
    )


def overview_sheet(material: Material) -> Sheet:
    """The figures of the dossier on one upright page."""
    columns = (
        SheetColumn(_("Nội dung"), 46),
        SheetColumn(_("Số"), 11, "number"),
        SheetColumn(_("Tình trạng"), 19, "state"),
        SheetColumn(_("Giải thích"), 34),
    )
    rows = (*_site_rows(material), *_survey_rows(material), *_instrument_rows(material), *_finding_rows(material))
    return Sheet(
        name=_("Tóm tắt"),
        title=_("TÓM TẮT HỒ SƠ ĐẢM BẢO ĐO LƯỜNG"),
        about=(*site_lines(material), *law_lines(material)),
        columns=columns,
        rows=tuple(rows),
        frozen=1,
        upright=True,
    )


def _site_rows(material: Material) -> list[Row]:
    site, cycle = material.dossier.site, material.dossier.cycle
    facts = (
        (_("Doanh nghiệp"), site.enterprise),
        (_("Cơ sở được khảo sát"), site.name),
        (_("Địa chỉ"), site.address),
        (_("Ngày khảo sát"), show_date(cycle.surveyed_on)),
        (_("Bản của hồ sơ"), material.footer),
    )
    return [Row(band=_("Hồ sơ"))] + [Row((name, None, None, value)) for name, value in facts]


def _survey_rows(material: Material) -> list[Row]:
    answered = sum(each.level is not None or not each.applicable for each in material.rated)
    total = len(material.rated)
    share = _("{answered} trên {total} câu mức đã trả lời", answered=answered, total=total)
    rows = [Row(band=_("Chín nội dung (điểm từ 1 đến 5)"))]
    overall = one_place(material.overall) if material.overall is not None else None
    rows.append(Row((_("Mức chung"), overall, None, share)))
    for each in material.subjects:
        counted = _("{answered}/{total} câu", answered=each.answered, total=each.applicable)
        score = one_place(each.score) if each.score is not None else None
        state = State(each.state, state_word(each.state))
        title = _("{number}. {title}", number=each.subject, title=each.title)
        rows.append(Row((title, score, state, each.reason or counted)))
    return rows


def _instrument_rows(material: Material) -> list[Row]:
    rows = [Row(band=_("Phương tiện đo"))]
    rows.append(Row((_("Tất cả phương tiện đo trong danh mục"), len(material.judged), None, material.dated)))
    for state, count in material.counts.items():
        word = _(STATE_WORDS[state])
        rows.append(Row((word, count, State(GLYPHS[state], word) if count else None, None)))
    if material.valid_share is not None:
        percent = (material.valid_share * 100).quantize(Decimal("0.1"))
        rows.append(Row((_("Tỷ lệ còn hạn trong số phải kiểm định, hiệu chuẩn (%)"), percent, None, None)))
    rows.append(Row(band=_("Nhóm 2 đang dùng phải kiểm định")))
    rows.append(Row((_("Phải kiểm định"), len(material.group2), None, None)))
    verdicts = [each.legal.verdict for each in material.group2]
    for verdict in dict.fromkeys(verdicts):
        key, word = VERDICT_STATES[verdict]
        rows.append(Row((_(word), verdicts.count(verdict), State(key, _(word)), None)))
    return rows


def _finding_rows(material: Material) -> list[Row]:
    without = sum(not material.traces("findings", each.id, "goals") for each in material.findings)
    return [
        Row(band=_("Phát hiện và mục tiêu")),
        Row((_("Phát hiện"), len(material.findings), None, _("{n} phát hiện chưa gắn mục tiêu", n=without))),
        Row((_("Mục tiêu"), len(material.goals), None, None)),
    ]


def state_word(state: str) -> str:
    """What a subject's state means, in words."""
    return {
        "ok": _("Đạt mức cần"),
        "part": _("Đạt một phần"),
        "bad": _("Chưa đạt"),
    }.get(state, _("Chưa tính"))
