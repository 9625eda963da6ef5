"""Scores of the nine subjects (M22, maturity of a chapter), recomputed from the answers each time and never stored.

A subject's score is the mean of its levels (1 to 5), each weighted with the weight its question was given in the form.
"Không áp dụng" does not count; too few answers give no score, with the reason, and never a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.wording import N_, _

SUBJECTS: Mapping[int, str] = {
    1: N_("Tổ chức và quản lý"),
    2: N_("Nhân lực, đào tạo, kiểm tra tay nghề"),
    3: N_("Phương pháp đo, thử, kiểm tra"),
    4: N_("Phương tiện đo, chuẩn, tính liên kết"),
    5: N_("Kiểm định, hiệu chuẩn, bảo dưỡng"),
    6: N_("Môi trường, cơ sở vật chất, an toàn"),
    7: N_("Dữ liệu, hồ sơ, phần mềm, bảo mật"),
    8: N_("So sánh liên phòng, kiểm soát kết quả"),
    9: N_("Hiệu quả dự kiến"),
}
"""The nine subjects of step 2, as QĐ 510 groups them."""

SHORT_SUBJECTS: Mapping[int, str] = {
    1: N_("tổ chức, quản lý"),
    2: N_("nhân lực"),
    3: N_("phương pháp đo"),
    4: N_("phương tiện đo, liên kết chuẩn"),
    5: N_("kiểm định, hiệu chuẩn"),
    6: N_("môi trường"),
    7: N_("dữ liệu"),
    8: N_("so sánh liên phòng"),
    9: N_("hiệu quả dự kiến"),
}
"""The same inside a sentence."""


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """least_share: which share of the applicable questions must be answered before a score is given."""

    least_share: Decimal = Decimal("0.5")


USUAL = ScoreSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One level question that is asked of this plant. level: None while it is not answered.

    applicable: False when it was answered with "không áp dụng".
    """

    path: str
    code: str
    label: str
    subject: int
    weight: int
    required: int
    level: int | None = None
    applicable: bool = True
    answer_id: str = ""
    note: str = ""

    @property
    def gap(self) -> int:
        """How many levels are missing; 0 when the answer is good enough or missing."""
        return max(0, self.required - self.level) if self.level is not None else 0

    @property
    def pull(self) -> int:
        """How much the answer pulls the score down: weight × missing levels."""
        return self.weight * self.gap


@dataclass(frozen=True, slots=True)
class SubjectScore:
    """score and required: 1 to 5, None when there is no score (reason says why). answered of applicable questions."""

    subject: int
    score: Decimal | None
    required: Decimal | None
    answered: int
    applicable: int
    unanswered: tuple[str, ...] = ()
    reason: str = ""

    @property
    def title(self) -> str:
        return _(SUBJECTS[self.subject])

    @property
    def short_title(self) -> str:
        return _(SHORT_SUBJECTS[self.subject])

    @property
    def state(self) -> str:
        """ok: at or above what is required; part: up to one level below; bad: more; none: no score."""
        return judge(self.score, self.required)


def judge(score: Decimal | None, required: Decimal | None) -> str:
    if score is None or required is None:
        return "none"
    return "ok" if score >= required else "part" if required - score <= 1 else "bad"


def subject_score(subject: int, rated: Sequence[Rated], settings: ScoreSettings = USUAL) -> SubjectScore:
    """The score of one subject from its questions."""
    asked = [each for each in rated if each.applicable]
    answered = [each for each in asked if each.level is not None]
    unanswered = tuple(each.path for each in asked if each.level is None)
    counts = len(answered), len(asked)
    if not asked:
        return SubjectScore(subject, None, None, *counts, reason=_("Chưa tính: không có câu nào áp dụng."))
    if Decimal(len(answered)) / len(asked) < settings.least_share or not answered:
        reason = _(
            "Chưa tính: trả lời {answered}/{total} câu, cần {least} %.",
            answered=len(answered),
            total=len(asked),
            least=int(settings.least_share * 100),
        )
        return SubjectScore(subject, None, weighted(asked, "required"), *counts, unanswered, reason)
    return SubjectScore(subject, weighted(answered, "level"), weighted(answered, "required"), *counts, unanswered)


def weighted(rated: Sequence[Rated], field: str) -> Decimal:
    """The weighted mean of a field; a question without a weight counts as 1."""
    weights = [each.weight or 1 for each in rated]
    total = sum(weight * getattr(each, field) for weight, each in zip(weights, rated, strict=True))
    return Decimal(total) / sum(weights)


def subject_scores(rated: Iterable[Rated], settings: ScoreSettings = USUAL) -> tuple[SubjectScore, ...]:
    """All nine subjects, those without a score too."""
    by_subject: dict[int, list[Rated]] = {subject: [] for subject in SUBJECTS}
    for each in rated:
        if each.subject in by_subject:
            by_subject[each.subject].append(each)
    return tuple(subject_score(subject, questions, settings) for subject, questions in by_subject.items())


def overall_score(rated: Iterable[Rated], scores: Iterable[SubjectScore]) -> Decimal | None:
    """The weighted mean over all answers of the subjects that have a score; None when none has."""
    counted = {each.subject for each in scores if each.score is not None}
    answered = [each for each in rated if each.subject in counted and each.applicable and each.level is not None]
    return weighted(answered, "level") if answered else None


def worst_answers(rated: Iterable[Rated]) -> tuple[Rated, ...]:
    """The answers below what is required, those that pull the scores down most first."""
    below = [each for each in rated if each.applicable and each.gap > 0]
    return tuple(sorted(below, key=lambda each: (-each.pull, each.level, each.subject)))


def one_place(score: Decimal) -> Decimal:
    """A score as it is shown: 2,35 -> 2,4. States are judged on the unrounded one."""
    return score.quantize(Decimal("0.1"), ROUND_HALF_UP)
