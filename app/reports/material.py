"""What every report is made from: the dossier, with what was computed of it as of a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from app.domain.answers import Answer
from app.domain.document import State
from app.domain.dossier import Dossier
from app.domain.effects import effect_code
from app.domain.evaluations import evaluation_code
from app.domain.evidence import Evidence
from app.domain.findings import Finding, finding_code, stands
from app.domain.forms.filling import Filling
from app.domain.goals import Goal, goal_code
from app.domain.judged import Judged
from app.domain.legal import Verdict
from app.domain.metrology.calibration_status import State as Calibrated
from app.domain.metrology.calibration_status import count_states, rate
from app.domain.paper_settings import Paper, read_paper
from app.domain.scores import Rated, SubjectScore, overall_score, subject_scores, worst_answers
from app.domain.solutions import solution_code
from app.domain.tasks import task_code
from app.formats import fold, show_date
from app.wording import N_, _

GROUP_2_TROUBLE = (Verdict.FAILED, Verdict.EXPIRED, Verdict.NONE, Verdict.UNKNOWN)
GROUP_2_ASKED = (*GROUP_2_TROUBLE, Verdict.VALID)

VERDICT_STATES: Mapping[Verdict, tuple[str, str]] = {
    Verdict.VALID: ("ok", N_("Còn hiệu lực")),
    Verdict.EXPIRED: ("bad", N_("Hết hiệu lực")),
    Verdict.NONE: ("bad", N_("Chưa kiểm định")),
    Verdict.FAILED: ("bad", N_("Không đạt")),
    Verdict.UNKNOWN: ("warn", N_("Chưa rõ hạn")),
    Verdict.UNSETTLED: ("todo", N_("Chưa rõ nhóm")),
    Verdict.INITIAL_ONLY: ("na", N_("Chỉ ban đầu")),
    Verdict.NOT_IN_USE: ("na", N_("Không dùng")),
    Verdict.NOT_GROUP_2: ("na", N_("Không bắt buộc")),
}


@dataclass(frozen=True, kw_only=True)
class Material:
    """judged: every instrument with its state; rated: the level questions; both as of as_of.

    fillings and answers: by the name of the form, in the language of the report.
    """

    dossier: Dossier
    as_of: date
    language: str = "vi"
    judged: Sequence[Judged] = ()
    rated: Sequence[Rated] = ()
    fillings: Mapping[str, Filling] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)

    @cached_property
    def paper(self) -> Paper:
        return read_paper(self.dossier.settings)

    @cached_property
    def subjects(self) -> tuple[SubjectScore, ...]:
        return subject_scores(self.rated)

    @cached_property
    def overall(self) -> Decimal | None:
        return overall_score(self.rated, self.subjects)

    @cached_property
    def worst(self) -> tuple[Rated, ...]:
        return worst_answers(self.rated)

    @cached_property
    def counts(self) -> Mapping[Calibrated, int]:
        return count_states(each.status for each in self.judged)

    @cached_property
    def valid_share(self) -> Decimal | None:
        return rate((each.instrument, each.status) for each in self.judged).share

    @cached_property
    def overdue(self) -> tuple[Judged, ...]:
        """The longest overdue first."""
        found = [each for each in self.judged if each.status.state == Calibrated.OVERDUE]
        return tuple(sorted(found, key=lambda each: (each.status.days_left or 0, each.instrument.code)))

    @cached_property
    def group2(self) -> tuple[Judged, ...]:
        """The instruments that must be verified and are in use."""
        return tuple(each for each in self.judged if each.legal.verdict in GROUP_2_ASKED)

    @cached_property
    def group2_trouble(self) -> tuple[Judged, ...]:
        found = [each for each in self.judged if each.legal.verdict in GROUP_2_TROUBLE]
        return tuple(sorted(found, key=lambda each: (GROUP_2_TROUBLE.index(each.legal.verdict), each.instrument.code)))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(sorted(filter(stands, self.dossier.findings), key=lambda each: each.number))

    @cached_property
    def merged_codes(self) -> Mapping[str, str]:
        """The codes of the findings that were taken into another one, by the id of that one: "PH-05, PH-08"."""
        found: dict[str, list[str]] = {}
        for each in sorted(self.dossier.findings, key=lambda each: each.number):
            if each.state == "merged":
                found.setdefault(each.merged_into, []).append(finding_code(each))
        return {key: ", ".join(codes) for key, codes in found.items()}

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(sorted(self.dossier.goals, key=lambda each: each.number))

    @cached_property
    def neighbours(self) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
        """The thread, both ways: each record and what it is linked with."""
        found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        for link in self.dossier.links:
            one, other = (link.from_kind, link.from_id), (link.to_kind, link.to_id)
            found.setdefault(one, {})[other] = None
            found.setdefault(other, {})[one] = None
        return {key: tuple(ends) for key, ends in found.items()}

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], str]:
        dossier = self.dossier
        codes = {("findings", each.id): finding_code(each) for each in self.findings}
        codes |= {("goals", each.id): goal_code(each) for each in self.goals}
        codes |= {("tasks", each.id): task_code(each) for each in dossier.tasks}
        codes |= {("solutions", each.id): solution_code(each) for each in dossier.solutions}
        codes |= {("effects", each.id): effect_code(each) for each in dossier.effects}
        return codes | {("evaluations", each.id): evaluation_code(each) for each in dossier.evaluations}

    def traces(self, kind: str, id: str, to_kind: str) -> str:
        """The trace codes that hang on a record: "PH-01, PH-04"; "" when there are none."""
        ends = self.neighbours.get((kind, id), ())
        codes = (self._codes.get(end) for end in ends if end[0] == to_kind)
        return ", ".join(sorted(code for code in codes if code))

    def evidence_of(self, kind: str, id: str) -> int:
        return sum(end[0] == "evidence" for end in self.neighbours.get((kind, id), ()))

    def photos(self) -> tuple[tuple[Evidence, bytes], ...]:
        """The pictures that are at hand, in the order they came."""
        pictures = self.dossier.pictures
        return tuple((each, pictures[each.sha256]) for each in self.dossier.evidence if each.sha256 in pictures)

    @property
    def law_is_open(self) -> bool:
        """Whether a verdict on group 2 rests on a table that was not checked against the signed paper."""
        return any(each.legal.applies and each.legal.confidence != "verified" for each in self.judged)

    @property
    def dossier_code(self) -> str:
        """A short name of the dossier without names of people or firms: year and the end of its key."""
        return f"{self.dossier.cycle.starts_on.year}-{self.dossier.site.id[-6:].upper()}"

    @property
    def footer(self) -> str:
        return _(
            "Hồ sơ {code} · bản {revision} · mã {hash}",
            code=self.dossier_code,
            revision=self.dossier.revision,
            hash=revision_code(self.dossier.fingerprint),
        )

    @property
    def cycle_words(self) -> str:
        """The cycle's name after the word for it, which many names hold already."""
        name, word = self.dossier.cycle.name, N_("Chu kỳ")
        holds_it = fold(name).startswith((fold(word), fold(_(word))))
        return name if holds_it else _("Chu kỳ {name}", name=name)

    @property
    def dated(self) -> str:
        return _("Tính đến ngày {day}", day=show_date(self.as_of))


def revision_code(fingerprint: str) -> str:
    """Ten signs of the fingerprint, to be read aloud: 4F2A 91C0 7D."""
    short = fingerprint[:10].upper()
    return " ".join(short[start : start + 4] for start in range(0, len(short), 4)) or "—"


def legal_state(judged: Judged) -> State:
    key, word = VERDICT_STATES[judged.legal.verdict]
    return State(key, _(word))


def calibration_state(judged: Judged) -> State:
    return State(judged.status.glyph, judged.status.word)
