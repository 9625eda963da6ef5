"""The rules of the register: which instruments raise which finding, how grave it is, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.instruments import Calibration, Instrument
from app.domain.legal import LegalCheck, Verdict
from app.domain.metrology.calibration_status import CalibrationStatus, State
from app.wording import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An instrument with what is known of it as of the day of analysis."""

    instrument: Instrument
    status: CalibrationStatus
    legal: LegalCheck
    calibrations: Sequence[Calibration] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the register. title has the place {n}; picks says which instruments it names.

    grave_for_a: high where an instrument of class A is among them (M22: use for safety or law without traceability).
    """

    key: str
    title: str
    text: str
    subject: int
    severity: str
    clause: str
    goal: str
    indicator: str
    grave_for_a: bool = False
    picks: Callable[[Judged], bool] = lambda _each: False


LAW = N_("Luật Đo lường 04/2011/QH13 Điều 17–19, Điều 38; TT 23/2013/TT-BKHCN Điều 4")
ISO_7_1 = N_("ISO 10012:2003 7.1")
ISO_6_2_3 = N_("ISO 10012:2003 6.2.3, 6.3.1")

_GOAL_GROUP_2 = N_("100 % phương tiện đo nhóm 2 đang dùng có kiểm định còn hiệu lực")
_GOAL_GROUP_1 = N_("100 % phương tiện đo nhóm 1 trong kế hoạch còn hạn hiệu chuẩn")
_GOAL_REGISTER = N_("100 % phương tiện đo có đủ thông tin trong danh mục")

LEGAL_TROUBLE = frozenset({Verdict.EXPIRED, Verdict.FAILED, Verdict.NONE})


def _outside_law(judged: Judged) -> bool:
    """Whether the state of calibration is not already a matter of the group 2 check."""
    return judged.legal.verdict not in LEGAL_TROUBLE and judged.status.counts


RULES: tuple[Rule, ...] = (
    Rule(
        key="group2_overdue",
        title=N_("{n} phương tiện đo nhóm 2 đang dùng đã quá hạn kiểm định"),
        text=N_("Phương tiện đo nhóm 2 đang dùng có giấy kiểm định hết hiệu lực hoặc không đạt."),
        subject=5,
        severity="high",
        clause=LAW,
        goal=_GOAL_GROUP_2,
        indicator="group2_valid",
        picks=lambda each: each.legal.verdict in (Verdict.EXPIRED, Verdict.FAILED),
    ),
    Rule(
        key="group2_unverified",
        title=N_("{n} phương tiện đo nhóm 2 đang dùng chưa có giấy kiểm định"),
        text=N_("Phương tiện đo nhóm 2 đang dùng không có lần kiểm định nào trong danh mục."),
        subject=5,
        severity="high",
        clause=LAW,
        goal=_GOAL_GROUP_2,
        indicator="group2_valid",
        picks=lambda each: each.legal.verdict == Verdict.NONE,
    ),
    Rule(
        key="failed",
        title=N_("{n} phương tiện đo không đạt ở lần gần nhất mà vẫn đang dùng"),
        text=N_("Kết luận không đạt, hoặc sai số vượt sai số cho phép, và chưa có lần làm lại."),
        subject=4,
        severity="high",
        clause=N_("ISO 10012:2003 7.1, 8.3.3"),
        goal=N_("Không còn phương tiện đo không đạt được dùng"),
        indicator="group1_in_plan",
        picks=lambda each: _outside_law(each) and each.status.state == State.FAILED,
    ),
    Rule(
        key="group2_unclear",
        title=N_("{n} phương tiện đo nhóm 2 không rõ còn hiệu lực kiểm định hay không"),
        text=N_("Giấy kiểm định của phương tiện đo nhóm 2 không in ngày hết hiệu lực."),
        subject=5,
        severity="medium",
        clause=N_("TT 24/2013/TT-BKHCN Điều 41"),
        goal=_GOAL_GROUP_2,
        indicator="group2_valid",
        picks=lambda each: each.legal.verdict == Verdict.UNKNOWN,
    ),
    Rule(
        key="overdue_a",
        title=N_("{n} phương tiện đo quan trọng (hạng A) quá hạn hiệu chuẩn"),
        text=N_("Phương tiện đo hạng A: an toàn, pháp lý, mua bán, xuất xưởng, đã quá hạn."),
        subject=5,
        severity="high",
        clause=ISO_7_1,
        goal=_GOAL_GROUP_1,
        indicator="group1_in_plan",
        picks=lambda each: _is_overdue(each) and each.instrument.criticality == "A",
    ),
    Rule(
        key="overdue",
        title=N_("{n} phương tiện đo quá hạn hiệu chuẩn"),
        text=N_("Phương tiện đo ngoài diện kiểm định bắt buộc đã quá hạn theo giấy hoặc theo chu kỳ."),
        subject=5,
        severity="medium",
        clause=ISO_7_1,
        goal=_GOAL_GROUP_1,
        indicator="group1_in_plan",
        picks=lambda each: _is_overdue(each) and each.instrument.criticality != "A",
    ),
    Rule(
        key="never",
        title=N_("{n} phương tiện đo chưa từng được kiểm định, hiệu chuẩn"),
        text=N_("Phương tiện đo đang dùng không có lần kiểm định, hiệu chuẩn nào trong danh mục."),
        subject=5,
        severity="medium",
        clause=ISO_7_1,
        goal=_GOAL_GROUP_1,
        indicator="group1_in_plan",
        grave_for_a=True,
        picks=lambda each: _outside_law(each) and each.status.state == State.NEVER,
    ),
    Rule(
        key="no_evidence",
        title=N_("{n} phương tiện đo thiếu giấy chứng nhận hoặc hạn hiệu chuẩn"),
        text=N_("Có ghi ngày làm nhưng không có số giấy, hoặc không biết hạn đến ngày nào."),
        subject=5,
        severity="medium",
        clause=ISO_6_2_3,
        goal=N_("100 % phương tiện đo có giấy chứng nhận tra cứu được"),
        indicator="register_complete",
        grave_for_a=True,
        picks=lambda each: _outside_law(each) and each.status.state == State.NO_EVIDENCE,
    ),
    Rule(
        key="data_error",
        title=N_("{n} phương tiện đo có ngày kiểm định, hiệu chuẩn ghi sai"),
        text=N_("Hạn sớm hơn ngày làm, ngày làm ở tương lai, hoặc chu kỳ không hợp lệ."),
        subject=7,
        severity="medium",
        clause=ISO_6_2_3,
        goal=_GOAL_REGISTER,
        indicator="register_complete",
        picks=lambda each: each.status.state == State.DATA_ERROR,
    ),
)


INCOMPLETE = Rule(
    key="incomplete",
    title=N_("{n} phương tiện đo thiếu thông tin trong danh mục"),
    text=N_("Thiếu tên, số chế tạo hoặc mã, phạm vi đo, nơi dùng hoặc nhóm."),
    subject=4,
    severity="low",
    clause=ISO_6_2_3,
    goal=_GOAL_REGISTER,
    indicator="register_complete",
)
DUPLICATES = Rule(
    key="duplicates",
    title=N_("{n} nhóm phương tiện đo trùng mã hoặc trùng số chế tạo"),
    text=N_("Hai dòng trở lên có cùng mã, hoặc cùng tên và số chế tạo."),
    subject=4,
    severity="low",
    clause=ISO_6_2_3,
    goal=_GOAL_REGISTER,
    indicator="register_complete",
)
UNSETTLED = Rule(
    key="group_unsettled",
    title=N_("{n} phương tiện đo có tên trong danh mục nhóm 2 mà chưa xác định nhóm"),
    text=N_("Tên nằm trong danh mục nhóm 2; thuộc nhóm 2 hay không còn tùy việc dùng để làm gì."),
    subject=4,
    severity="medium",
    clause=N_("Luật Đo lường 04/2011/QH13 Điều 16; TT 23/2013/TT-BKHCN Điều 4"),
    goal=N_("100 % phương tiện đo được xác định nhóm 1 hay nhóm 2"),
    indicator="register_complete",
)


def _is_overdue(judged: Judged) -> bool:
    return _outside_law(judged) and judged.legal.verdict != Verdict.UNKNOWN and judged.status.state == State.OVERDUE
