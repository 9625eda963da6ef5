"""The first draft of a task: its kind guessed from indicator, words and subject, and what such a task usually yields.

Guesses only: a person edits them. The words are those of the kinds in programme.md, step 4.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.findings import Finding
from app.domain.goals import Goal
from app.formats import fold
from app.wording import N_

BY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("training", ("dao tao", "tap huan", "huan luyen", "boi duong", "train")),
    ("calibration", ("kiem dinh", "hieu chuan", "thu nghiem", "so sanh lien phong", "verif", "calibrat")),
    ("equipment", ("trang bi", "mua ", "thay the", "bo sung chuan", "chuan do luong", "chat chuan", "sua chua")),
    ("technology", ("tu dong", "phan mem", "truc tuyen", "so hoa", "ket noi", "software")),
    ("infrastructure", ("nhiet do", "do am", "dieu hoa", "mat bang", "rung ", "phong do", "phong thi nghiem")),
    (
        "documents",
        ("quy trinh", "tai lieu", "quy dinh", "ban hanh", "ke hoach", "danh muc", "bieu mau", "van ban", "ho so"),
    ),
)
"""Beginnings of folded words in the title that tell the kind; the first kind with one of them is taken."""
BY_INDICATOR: Mapping[str, str] = {
    "group2_valid": "calibration",
    "group1_in_plan": "calibration",
    "register_complete": "documents",
    "staff_trained": "training",
    "procedures_in_force": "documents",
    "overfill_loss": "technology",
    "downtime_cost": "equipment",
}
BY_SUBJECT: Mapping[int, str] = {
    1: "documents",
    2: "training",
    3: "documents",
    4: "equipment",
    5: "calibration",
    6: "infrastructure",
    7: "technology",
    8: "calibration",
    9: "documents",
}
"""The nine subjects of step 2."""

USUAL_RESULTS: Mapping[str, str] = {
    "documents": N_("Tài liệu đã ký ban hành, đã phổ biến đến người dùng."),
    "equipment": N_("Biên bản nghiệm thu; phương tiện đo, chuẩn đã vào danh mục và có giấy chứng nhận."),
    "calibration": N_("Giấy chứng nhận còn hiệu lực của mọi phương tiện đo liên quan."),
    "technology": N_("Biên bản nghiệm thu và số liệu chạy thử."),
    "training": N_("Danh sách người đã học và kết quả kiểm tra cuối khóa."),
    "infrastructure": N_("Biên bản nghiệm thu và số liệu theo dõi điều kiện môi trường."),
}
"""What can be checked at the end of a task of each kind."""


def guessed_kind(title: str, goal: Goal | None, finding: Finding | None) -> str:
    """A key of TASK_KINDS: from the words of its title, else the goal's indicator, else the finding's subject."""
    words = f" {fold(title)} "
    for kind, signs in BY_WORDS:
        if any(f" {each}" in words for each in signs):
            return kind
    if goal is not None and goal.indicator_key in BY_INDICATOR:
        return BY_INDICATOR[goal.indicator_key]
    return BY_SUBJECT.get(finding.subject, "documents") if finding is not None else "documents"
