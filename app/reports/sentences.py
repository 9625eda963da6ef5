"""The sentences a director repeats: what the figures say, in plain words."""

from __future__ import annotations

from app.domain.metrology.calibration_status import State
from app.domain.scores import SubjectScore, one_place
from app.formats import show_number
from app.reports.material import Material
from app.wording import _


def lead(material: Material) -> str:
    """The overall level and the weakest subjects; or why there is no level yet."""
    if material.overall is None:
        return _("Chưa tính được mức chung: khảo sát chưa trả lời đủ câu.")
    level = show_number(one_place(material.overall))
    weakest = _weakest(material)
    if not weakest:
        return _("Mức chung {level} trên 5; mọi nội dung đã tính đều đạt mức cần.", level=level)
    if len(weakest) == 1:
        return _("Mức chung {level} trên 5. Yếu nhất là {first}.", level=level, first=_named(weakest[0]))
    return _(
        "Mức chung {level} trên 5. Yếu nhất là {first} và {second}.",
        level=level,
        first=_named(weakest[0]),
        second=_named(weakest[1]),
    )


def _weakest(material: Material) -> list[SubjectScore]:
    below = [each for each in material.subjects if each.state in ("part", "bad")]
    return sorted(below, key=lambda each: (each.score or 0) - (each.required or 0))[:2]


def _named(score: SubjectScore) -> str:
    shown = show_number(one_place(score.score)) if score.score is not None else ""
    title = score.title[:1].lower() + score.title[1:]
    return _("{title} ({level})", title=title, level=shown)


def instruments(material: Material) -> str:
    """How many instruments, how many within date and past it, and what that means for group 2."""
    total = len(material.judged)
    if not total:
        return _("Danh mục chưa có phương tiện đo nào.")
    share = material.valid_share
    shown = show_number(share * 100, 0) if share is not None else "—"
    return _(
        "Cơ sở có {total} phương tiện đo; {share} % số phải kiểm định, hiệu chuẩn còn hạn, {overdue} phương tiện "
        "đã quá hạn. Trong {group2} phương tiện đo nhóm 2 đang dùng có {trouble} phương tiện chưa có kiểm định "
        "còn hiệu lực.",
        total=show_number(total),
        share=shown,
        overdue=show_number(material.counts[State.OVERDUE]),
        group2=show_number(len(material.group2)),
        trouble=show_number(len(material.group2_trouble)),
    )


def findings(material: Material) -> str:
    """How many findings and goals came of it."""
    if not material.findings:
        return _("Chưa ghi nhận phát hiện nào.")
    high = sum(each.severity == "high" for each in material.findings)
    return _(
        "Đã ghi nhận {findings} phát hiện, trong đó {high} phát hiện ảnh hưởng lớn; đề ra {goals} mục tiêu.",
        findings=len(material.findings),
        high=high,
        goals=len(material.goals),
    )
