"""M22: the order in which findings are dealt with. An order, not a measurement: a rule first, a printed table second.

Source: IEC 31010:2019 (consequence/likelihood matrix), ISO 31000:2018; detection raises as in the action priority of
the AIAG-VDA FMEA handbook (2019). The tables are this program's own, printed whole wherever they are used. Making any
class worse never makes the priority less urgent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import UserError
from app.domain.metrology.results import Said, said
from app.wording import N_, _

MATRIX: tuple[tuple[int, ...], ...] = (
    (4, 4, 4, 4, 3),
    (4, 4, 3, 3, 3),
    (4, 3, 3, 2, 2),
    (3, 3, 2, 2, 1),
    (3, 2, 2, 1, 1),
)
"""The priority by consequence (row, 1 to 5) and occurrence (column, 1 to 5); 1 comes first, 4 last."""

RAISED_FROM = 4
"""From this class of detection on the priority is raised one step."""

PRIORITY_WORDS: Mapping[int, str] = {
    1: N_("làm ngay"),
    2: N_("làm sớm"),
    3: N_("làm theo kế hoạch"),
    4: N_("theo dõi"),
}

CONSEQUENCE_WORDS: Mapping[int, str] = {
    1: N_("không đáng kể"),
    2: N_("chi phí nội bộ"),
    3: N_("khách hàng nhận hàng lỗi"),
    4: N_("vi phạm quy định pháp luật hoặc mua bán sai"),
    5: N_("an toàn, sức khỏe con người"),
}
OCCURRENCE_WORDS: Mapping[int, str] = {
    1: N_("hầu như không"),
    2: N_("hiếm"),
    3: N_("đôi khi"),
    4: N_("thường"),
    5: N_("rất thường"),
}
DETECTION_WORDS: Mapping[int, str] = {
    1: N_("luôn được phát hiện sau đó"),
    2: N_("thường được phát hiện"),
    3: N_("có lúc được phát hiện"),
    4: N_("ít khi được phát hiện"),
    5: N_("không có bước kiểm tra nào sau đó"),
}
DETECTION_OF_LATER_CHECK: Mapping[str, int] = {"always": 1, "sometimes": 3, "never": 5}
"""The class of detection by Process.later_check; a blank one has none."""

URGENT: Mapping[str, str] = {
    "legal_or_safety": N_(
        "Dùng cho an toàn hoặc theo quy định pháp luật mà quá hạn, không đạt hoặc không có liên kết chuẩn."
    ),
    "special_characteristic": N_("Đặc tính đặc biệt mà Q_MP của quá trình đo vượt 30 %."),
    "tur_below_one": N_("TUR nhỏ hơn 1: độ không đảm bảo đo lớn hơn dung sai."),
}
"""The rules that make priority 1 whatever the table says."""


@dataclass(frozen=True, slots=True)
class OccurrenceTable:
    """Classes 1 to 5 of one figure from data: limits are the ends of classes 1 to 4.

    falling: a smaller figure is worse (an in-tolerance rate); a figure equal to a limit is still in the better class.
    """

    words: str
    limits: tuple[float, float, float, float]
    falling: bool = False

    def class_of(self, figure: float) -> int:
        passed = sum(figure < limit if self.falling else figure > limit for limit in self.limits)
        return 1 + passed


OCCURRENCE: Mapping[str, OccurrenceTable] = {
    "pfa": OccurrenceTable(N_("rủi ro chấp nhận sai"), (0.001, 0.005, 0.02, 0.05)),
    "in_tolerance_rate": OccurrenceTable(N_("tỷ lệ trong dung sai"), (0.99, 0.95, 0.85, 0.70), falling=True),
    "overdue_share": OccurrenceTable(N_("tỷ lệ quá hạn"), (0.0, 0.05, 0.15, 0.30)),
}
"""How a figure from data becomes a class of occurrence; each figure is a share, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Priority:
    """level: 1 (first) to 4, None while the classes are not known and no urgent rule holds.

    matrix: the value of the table before detection. product: consequence x occurrence x detection, for who asks for it;
    never used for the order. why: the reason in one sentence. undetected: whether detection raised it.
    """

    level: int | None
    why: Said
    matrix: int | None = None
    product: int | None = None
    undetected: bool = False

    @property
    def word(self) -> str:
        return _(PRIORITY_WORDS[self.level]) if self.level else ""


def priority_of(consequence: int | None, occurrence: int | None, detection: int | None, urgent: str = "") -> Priority:
    """The priority by the rules first and the table second; classes are 1 to 5, None where nobody has judged.

    urgent: a key of URGENT, "" for none. A detection that is not known does not raise. UserError for a class outside 1
    to 5 or a rule that does not exist.
    """
    for name, each in (
        (_("Hậu quả"), consequence),
        (_("Khả năng xảy ra"), occurrence),
        (_("Khả năng phát hiện"), detection),
    ):
        if each is not None and each not in range(1, 6):
            raise UserError(_("{name} phải là cấp từ 1 đến 5.", name=name))
    if urgent and urgent not in URGENT:
        raise UserError(_("Không có quy tắc khẩn “{rule}”.", rule=urgent))
    matrix = MATRIX[consequence - 1][occurrence - 1] if consequence and occurrence else None
    product = consequence * occurrence * detection if consequence and occurrence and detection else None
    if urgent:
        return Priority(1, said(URGENT[urgent]), matrix, product)
    if matrix is None:
        return Priority(None, said(N_("Chưa đủ cấp hậu quả và khả năng xảy ra để xếp ưu tiên.")))
    undetected = detection is not None and detection >= RAISED_FROM
    return Priority(max(1, matrix - undetected), _why(consequence, occurrence, detection), matrix, product, undetected)


def _why(consequence: int | None, occurrence: int | None, detection: int | None) -> Said:
    if detection is None:
        return said(
            N_("Hậu quả cấp {s}, khả năng xảy ra cấp {o}; chưa xét khả năng phát hiện."), s=consequence, o=occurrence
        )
    if detection >= RAISED_FROM:
        return said(
            N_("Hậu quả cấp {s}, khả năng xảy ra cấp {o}; nâng một bậc vì phát hiện cấp {d}."),
            s=consequence,
            o=occurrence,
            d=detection,
        )
    return said(
        N_("Hậu quả cấp {s}, khả năng xảy ra cấp {o}, phát hiện cấp {d}."), s=consequence, o=occurrence, d=detection
    )


def occurrence_of(figures: Mapping[str, float | None]) -> int | None:
    """The worst class of the figures that are known, by the names of OCCURRENCE; None where none is.

    UserError for a share outside 0 to 1.
    """
    known = {name: each for name, each in figures.items() if each is not None}
    for name, each in known.items():
        if not 0 <= each <= 1:
            raise UserError(_("{name} phải nằm trong 0 đến 1.", name=_(OCCURRENCE[name].words)))
    return max((OCCURRENCE[name].class_of(each) for name, each in known.items()), default=None)


def urgent_rule(
    *,
    legal_or_safety: bool = False,
    overdue: bool = False,
    failed: bool = False,
    untraceable: bool = False,
    special: bool = False,
    q_mp: float | None = None,
    tur: float | None = None,
) -> str:
    """The key of the first urgent rule that holds, "" for none. q_mp in percent."""
    if legal_or_safety and (overdue or failed or untraceable):
        return "legal_or_safety"
    if special and q_mp is not None and q_mp > 30:
        return "special_characteristic"
    return "tur_below_one" if tur is not None and tur < 1 else ""
