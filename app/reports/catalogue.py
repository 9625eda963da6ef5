"""The reports a dossier can be turned into, in menu order."""

from __future__ import annotations

from dataclasses import dataclass

from app.wording import N_


@dataclass(frozen=True, slots=True)
class Report:
    """key: its name for scripts; ending: what its file's name ends in; icon: of the window's set."""

    key: str
    title: str
    about: str
    ending: str
    icon: str


REPORTS = (
    Report(
        "summary",
        N_("Báo cáo khảo sát, phân tích"),
        N_("PDF cho giám đốc và văn phòng, theo Nghị định 30/2020"),
        "bao-cao.pdf",
        "pdf",
    ),
    Report(
        "checklist",
        N_("Phiếu kiểm tra"),
        N_("Excel để in và điền: khảo sát, phương tiện đo, phát hiện"),
        "phieu-kiem-tra.xlsx",
        "table",
    ),
)


def report(key: str) -> Report:
    return next(each for each in REPORTS if each.key == key)
