"""The instruments as sheets: the register as of a date, what must be dealt with, and every calibration."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.document import State
from app.domain.instruments import Calibration, Instrument
from app.domain.judged import Judged
from app.reports.material import Material, calibration_state, legal_state
from app.reports.sheets import Row, Sheet, SheetColumn
from app.reports.survey import site_lines
from app.wording import N_, _

KIND_WORDS: Mapping[str, str] = {
    "verification": N_("Kiểm định"),
    "calibration": N_("Hiệu chuẩn"),
    "test": N_("Thử nghiệm"),
    "": "",
}
RESULT_WORDS: Mapping[str, str] = {"pass": N_("Đạt"), "fail": N_("Không đạt"), "": ""}
BLANK_ROWS = 12


def inventory_sheet(material: Material) -> Sheet:
    """One row an instrument, with its last calibration and its state as of the date; room for further ones."""
    columns = (
        SheetColumn(_("Mã"), 10, "code"),
        SheetColumn(_("Tên phương tiện đo"), 23),
        SheetColumn(_("Hãng, kiểu"), 14),
        SheetColumn(_("Số chế tạo"), 12),
        SheetColumn(_("Phạm vi đo"), 13),
        SheetColumn(_("Đơn vị"), 7),
        SheetColumn(_("Độ chia"), 8),
        SheetColumn(_("Cấp, sai số cho phép"), 11),
        SheetColumn(_("Nơi dùng"), 14),
        SheetColumn(
            _("Nhóm"), 7.5, options=("1", "2"), ask=_("2: phải kiểm định theo danh mục; 1: các phương tiện đo khác.")
        ),
        SheetColumn(_("Loại"), 10.5, options=tuple(_(word) for word in KIND_WORDS.values() if word)),
        SheetColumn(_("Ngày làm"), 11.5, "date", ask=_("Ngày ghi trên giấy, ngày/tháng/năm.")),
        SheetColumn(_("Có giá trị đến"), 11.5, "date", ask=_("Đúng như in trên giấy; không tự tính.")),
        SheetColumn(_("Số giấy"), 13),
        SheetColumn(_("Nơi làm"), 18),
        SheetColumn(_("Tình trạng"), 13, "state"),
        SheetColumn(_("Kiểm định nhóm 2"), 13, "state"),
        SheetColumn(_("Phát hiện"), 9, "trace"),
        SheetColumn(_("Ghi chú"), 15),
    )
    return Sheet(
        name=_("Phương tiện đo"),
        title=_("DANH MỤC PHƯƠNG TIỆN ĐO"),
        about=(
            *site_lines(material),
            _("{n} phương tiện đo. Tình trạng tính đến ngày nói trên.", n=len(material.judged)),
        ),
        columns=columns,
        rows=tuple(_instrument_row(material, each) for each in material.judged),
        frozen=2,
        blank_rows=BLANK_ROWS,
        is_list=True,
    )


def _instrument_row(material: Material, judged: Judged) -> Row:
    each, last = judged.instrument, judged.status.last or next(iter(judged.calibrations), None)
    return Row(
        (
            each.code,
            each.name,
            joined(each.maker, each.model),
            each.serial,
            each.range_text,
            each.unit,
            each.resolution,
            joined(each.accuracy_class, each.mpe_text),
            each.location,
            each.group,
            _(KIND_WORDS[last.kind]) if last and last.kind else "",
            (last.performed_on or last.performed_text) if last else None,
            (last.valid_until or last.valid_until_text) if last else None,
            last.certificate_number if last else "",
            last.body if last else "",
            calibration_state(judged),
            legal_state(judged),
            material.traces("instruments", each.id, "findings"),
            each.note,
        )
    )


def trouble_sheet(material: Material) -> Sheet:
    """What must be dealt with first, with the reason in words: group 2 without valid verification, then the others."""
    columns = (
        SheetColumn(_("Mã"), 10, "code"),
        SheetColumn(_("Tên phương tiện đo"), 28),
        SheetColumn(_("Nơi dùng"), 18),
        SheetColumn(_("Tình trạng"), 15, "state"),
        SheetColumn(_("Vì sao"), 36),
        SheetColumn(_("Có giá trị đến"), 12, "date"),
        SheetColumn(_("Phát hiện"), 9, "trace"),
        SheetColumn(_("Việc đã làm, ngày"), 22),
    )
    legal = {each.instrument.id for each in material.group2_trouble}
    rows = [Row(band=_("Nhóm 2 chưa có kiểm định còn hiệu lực ({n})", n=len(legal)))]
    rows += [_trouble_row(material, each, legal_state(each), each.legal.text) for each in material.group2_trouble]
    others = [
        each for each in material.judged if each.instrument.id not in legal and each.status.glyph in ("bad", "part")
    ]
    rows.append(Row(band=_("Phương tiện đo khác cần xử lý ({n})", n=len(others))))
    rows += [_trouble_row(material, each, calibration_state(each), each.status.reason) for each in others]
    return Sheet(
        name=_("Cần xử lý"),
        title=_("PHƯƠNG TIỆN ĐO CẦN XỬ LÝ"),
        about=(*site_lines(material), *law_lines(material)),
        columns=columns,
        rows=tuple(rows),
        frozen=2,
    )


def _trouble_row(material: Material, judged: Judged, state: State, why: str) -> Row:
    each = judged.instrument
    due = judged.status.due_on or judged.status.due_text or None
    traces = material.traces("instruments", each.id, "findings")
    return Row((each.code, each.name, each.location, state, why, due, traces, None))


def calibrations_sheet(material: Material) -> Sheet:
    """Every verification, calibration and test, by instrument, the latest first."""
    columns = (
        SheetColumn(_("Mã"), 10, "code"),
        SheetColumn(_("Tên phương tiện đo"), 24),
        SheetColumn(_("Loại"), 11),
        SheetColumn(_("Ngày làm"), 11.5, "date"),
        SheetColumn(_("Có giá trị đến"), 11.5, "date"),
        SheetColumn(_("Số giấy"), 15),
        SheetColumn(_("Nơi làm"), 18),
        SheetColumn(_("Kết luận"), 10),
        SheetColumn(_("Tại điểm"), 10, "number"),
        SheetColumn(_("Sai số"), 10, "number"),
        SheetColumn(_("Độ KĐB mở rộng U"), 11, "number"),
        SheetColumn(_("k"), 6, "number"),
        SheetColumn(_("Đơn vị"), 8),
        SheetColumn(_("Ghi chú"), 16),
    )
    rows = [_calibration_row(judged.instrument, each) for judged in material.judged for each in judged.calibrations]
    return Sheet(
        name=_("Lịch sử kiểm định"),
        title=_("LỊCH SỬ KIỂM ĐỊNH, HIỆU CHUẨN, THỬ NGHIỆM"),
        about=site_lines(material),
        columns=columns,
        rows=tuple(rows),
        frozen=2,
        is_list=True,
    )


def _calibration_row(instrument: Instrument, each: Calibration) -> Row:
    return Row(
        (
            instrument.code,
            instrument.name,
            _(KIND_WORDS[each.kind]) if each.kind else "",
            each.performed_on or each.performed_text,
            each.valid_until or each.valid_until_text,
            each.certificate_number,
            each.body,
            _(RESULT_WORDS[each.result]) if each.result else "",
            each.point,
            each.error,
            each.expanded_uncertainty,
            each.coverage_factor,
            (each.result_unit or instrument.unit) if each.error is not None or each.point is not None else "",
            each.note,
        )
    )


def joined(*texts: str) -> str:
    """The given texts that are not blank, with a comma between."""
    return ", ".join(each for each in texts if each)


def law_lines(material: Material) -> tuple[str, ...]:
    return (law_warning(),) if material.law_is_open else ()


def law_warning() -> str:
    return _(
        "Một số kết luận về nhóm 2 dựa trên bảng chưa đối chiếu với bản ký của văn bản đang có hiệu lực; "
        "dùng để định hướng, phải kiểm tra lại trước khi kết luận chính thức."
    )
