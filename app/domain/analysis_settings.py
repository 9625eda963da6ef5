"""The settings of the office for analysing a register: kept as settings of the dossier, printed with every result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import UserError
from app.domain.sites import Setting
from app.formats import read_number, show_number
from app.wording import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSettings:
    """decision_rule: "simple" (|e| ≤ MPE) or "guarded" (|e| + U ≤ MPE). Shares as fractions of 1.

    u_ratio_limit: largest U/MPE of a certificate; tur_limit: least TUR of a use; pfa_limit: largest probability of
    false acceptance; assumed_itp: in-tolerance probability where nothing is known; target_reliability: share found in
    tolerance at the end of the interval; resolution_limit: largest resolution as a share of the tolerance;
    least_history: results a group needs before its interval is moved by the test of its reliability; single_error:
    "unknown" or "as_found", what an error that stands alone in the register is; group_by: "name" or "name_model".
    """

    decision_rule: str = "simple"
    u_ratio_limit: float = 1 / 3
    tur_limit: float = 4.0
    pfa_limit: float = 0.02
    assumed_itp: float = 0.85
    target_reliability: float = 0.95
    resolution_limit: float = 0.05
    least_history: int = 8
    single_error: str = "unknown"
    group_by: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSetting:
    """name: the field of AnalysisSettings; the dossier keeps it as "analysis.<name>". source: where the default comes
    from. choices: (value, N_ words); without any it is a number between least and most, shown times scale with unit.
    """

    name: str
    words: str
    source: str
    choices: tuple[tuple[str, str], ...] = ()
    least: float = 0.0
    most: float = 1.0
    scale: int = 1
    unit: str = ""
    whole: bool = False

    @property
    def key(self) -> str:
        return f"analysis.{self.name}"


ANALYSIS_SETTINGS = (
    AnalysisSetting(
        name="decision_rule",
        words=N_("Quy tắc kết luận trên giấy chứng nhận"),
        source=N_("ILAC-G8:09/2019, 4.2; JCGM 106:2012, 8.2 và 8.3"),
        choices=(
            ("simple", N_("chấp nhận đơn giản: |sai số| ≤ MPE")),
            ("guarded", N_("có khoảng bảo vệ bằng U: |sai số| + U ≤ MPE")),
        ),
    ),
    AnalysisSetting(
        name="u_ratio_limit",
        words=N_("U/MPE lớn nhất của phép hiệu chuẩn"),
        source=N_("Thông lệ kiểm định pháp định: 1/3; có thể đặt từ 1/4 đến 1/10"),
        least=0.01,
    ),
    AnalysisSetting(
        name="tur_limit",
        words=N_("TUR nhỏ nhất khi dùng"),
        source=N_("ANSI/NCSL Z540.3-2006, 5.3"),
        least=1.0,
        most=100.0,
    ),
    AnalysisSetting(
        name="pfa_limit",
        words=N_("Xác suất chấp nhận sai lớn nhất"),
        source=N_("ANSI/NCSL Z540.3-2006, 5.3 b: 2 %"),
        least=0.0001,
        most=0.5,
        scale=100,
        unit="%",
    ),
    AnalysisSetting(
        name="assumed_itp",
        words=N_("Tỷ lệ nằm trong dung sai giả định khi chưa có số liệu"),
        source=N_("Giả định của người đánh giá; kết quả xấu nhất không phụ thuộc số này"),
        least=0.5,
        most=0.9999,
        scale=100,
        unit="%",
    ),
    AnalysisSetting(
        name="target_reliability",
        words=N_("Tỷ lệ còn trong MPE cần đạt vào cuối chu kỳ"),
        source=N_("NCSLI RP-1: thường 85 % đến 95 %; hạng A 95 %"),
        least=0.5,
        most=0.999,
        scale=100,
        unit="%",
    ),
    AnalysisSetting(
        name="resolution_limit",
        words=N_("Độ phân giải lớn nhất so với dung sai"),
        source=N_("ISO 22514-7, VDA 5: 5 %; AIAG: 10 %"),
        least=0.001,
        scale=100,
        unit="%",
    ),
    AnalysisSetting(
        name="least_history",
        words=N_("Số kết quả ít nhất để đổi chu kỳ theo tỷ lệ của nhóm"),
        source=N_("Chọn của chương trình; ít hơn thì chỉ dùng quy tắc bậc thang"),
        least=3,
        most=1000,
        whole=True,
    ),
    AnalysisSetting(
        name="single_error",
        words=N_("Sai số ghi một mình trong danh mục là"),
        source=N_("Chỉ sai số trước khi chỉnh mới nói được tỷ lệ còn trong MPE (NCSLI RP-1)"),
        choices=(
            ("unknown", N_("không rõ trước hay sau khi chỉnh: không tính vào tỷ lệ")),
            ("as_found", N_("sai số ban đầu, trước khi chỉnh: tính vào tỷ lệ")),
        ),
    ),
    AnalysisSetting(
        name="group_by",
        words=N_("Gộp nhóm phương tiện đo theo"),
        source=N_("NCSLI RP-1: nhóm phải cùng loại, cùng cách dùng"),
        choices=(("name", N_("tên và đơn vị")), ("name_model", N_("tên, đơn vị và kiểu"))),
    ),
)


def read_analysis_settings(settings: Iterable[Setting]) -> AnalysisSettings:
    """The settings in force: those of the dossier, defaults for the rest. One that is spoilt counts as not set."""
    kept = {each.name: each.value for each in settings}
    found: dict[str, float | int | str] = {}
    for each in ANALYSIS_SETTINGS:
        value = _kept(each, kept.get(each.key, ""))
        if value is not None:
            found[each.name] = value
    return AnalysisSettings(**found)  # type: ignore[arg-type]


def kept_text(setting: AnalysisSetting, typed: str) -> str:
    """What a person typed for a setting as it is kept; "" (back to the default) for a blank one. UserError when bad."""
    if not typed.strip():
        return ""
    if setting.choices:
        if typed not in [each for each, _words in setting.choices]:
            raise UserError(_("“{words}”: chọn một trong các cách có sẵn.", words=_(setting.words)))
        return typed
    number = read_number(typed.replace("%", "").strip())
    value = None if number is None else float(number) / setting.scale
    if value is None or not setting.least <= value <= setting.most or (setting.whole and value != int(value)):
        raise UserError(
            _(
                "“{words}” phải là số từ {least} đến {most} {unit}.",
                words=_(setting.words),
                least=_plainly(setting.least * setting.scale),
                most=_plainly(setting.most * setting.scale),
                unit=setting.unit,
            ).replace(" .", ".")
        )
    return repr(int(value) if setting.whole else value)


def shown_setting(setting: AnalysisSetting, settings: AnalysisSettings) -> str:
    """The value in force in words, for the screen and for papers."""
    value = getattr(settings, setting.name)
    words: Mapping[str, str] = dict(setting.choices)
    if setting.choices:
        return _(words[value])
    return f"{_plainly(value * setting.scale)} {setting.unit}".rstrip()


def _plainly(value: float) -> str:
    rounded = round(value, 4)
    return show_number(int(rounded) if rounded == int(rounded) else rounded)


def _kept(setting: AnalysisSetting, text: str) -> float | int | str | None:
    if not text:
        return None
    if setting.choices:
        return text if text in [each for each, _words in setting.choices] else None
    try:
        value = float(text)
    except ValueError:
        return None
    if not setting.least <= value <= setting.most:
        return None
    return int(value) if setting.whole else value
