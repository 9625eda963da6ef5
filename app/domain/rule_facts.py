"""What the rules look at: instruments as judged, processes, evaluations, pairs of process and instrument, look-backs.

Each of them can say what it is called, what it rests on, and how much hangs on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.instruments import Instrument
from app.domain.judged import LEGAL_TROUBLE, Judged, called, duplicates
from app.domain.legal import Verdict
from app.domain.metrology.results import Result
from app.domain.processes import Process
from app.domain.register_analysis import ConfirmationRow, GroupRate, IntervalRow, LookBackRow
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """An evaluation with its result, and the instrument and process it is about, where it names them."""

    evaluation: Evaluation
    result: Result
    instrument: Instrument | None = None
    process: Process | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InProcess:
    """A measuring process, and how many instruments serve it."""

    process: Process
    instruments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of instruments with the share that was found in tolerance (M02)."""

    rate: GroupRate
    instruments: tuple[Instrument, ...] = ()


Fact = Judged | InProcess | Evaluated | ConfirmationRow | LookBackRow | IntervalRow | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is said of a fact. counts_as: what is counted, where several facts are one (two methods on one study).
    rank: the smaller comes first. criticality: "A" … or ""; later_check: of the process.

    why: the sentence that stands when it is the only one; is_legal: the law asks for verification; pfa and
    in_tolerance (the rate of a group): 0 to 1.
    """

    name: str
    sources: tuple[tuple[str, str], ...]
    why: str = ""
    rank: float = 0
    criticality: str = ""
    later_check: str = ""
    is_legal: bool = False
    pfa: float | None = None
    in_tolerance: float | None = None
    counts_as: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        return self.counts_as or self.sources[0]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All there is to look at. possible_group_2: ids of instruments without a group whose name stands in the list."""

    instruments: Sequence[Judged] = ()
    processes: Sequence[InProcess] = ()
    evaluations: Sequence[Evaluated] = ()
    confirmations: Sequence[ConfirmationRow] = ()
    look_backs: Sequence[LookBackRow] = ()
    intervals: Sequence[IntervalRow] = ()
    groups: Sequence[Group] = ()
    possible_group_2: frozenset[str] = field(default_factory=frozenset)

    def of(self, thing: str) -> Sequence[Fact]:
        """The facts that a rule of this thing looks at."""
        named: dict[str, Sequence[Fact]] = {
            "instrument": self.instruments,
            "process": self.processes,
            "evaluation": self.evaluations,
            "confirmation": self.confirmations,
            "look_back": self.look_backs,
            "interval": self.intervals,
            "group": self.groups,
        }
        return named.get(thing, ())

    @cached_property
    def duplicates(self) -> tuple[tuple[Instrument, ...], ...]:
        return duplicates(each.instrument for each in self.instruments)

    @cached_property
    def duplicate_ids(self) -> frozenset[str]:
        return frozenset(each.id for group in self.duplicates for each in group)


def about(fact: Fact) -> About:
    match fact:
        case Judged():
            return _instrument(fact)
        case InProcess(process=process):
            return About(
                name=process_called(process),
                sources=(("processes", process.id),),
                criticality=process.criticality,
                later_check=process.later_check,
            )
        case Evaluated():
            return _evaluated(fact)
        case ConfirmationRow():
            return _confirmed(fact)
        case LookBackRow():
            return _looked_back(fact)
        case IntervalRow(instrument=instrument):
            return About(
                name=called(instrument),
                sources=(("instruments", instrument.id),),
                why=fact.reason.text,
                criticality=instrument.criticality,
                is_legal=fact.method == "legal",
            )
        case Group():
            return About(
                name=fact.rate.label,
                sources=tuple(("instruments", each.id) for each in fact.instruments),
                counts_as=("groups", fact.rate.key),
                why=fact.rate.reason.text,
                criticality=min(filter(None, (each.criticality for each in fact.instruments)), default=""),
                in_tolerance=fact.rate.rate,
            )
    raise TypeError(type(fact))


def _instrument(judged: Judged) -> About:
    in_law = judged.legal.verdict in (*LEGAL_TROUBLE, Verdict.UNKNOWN)
    return About(
        name=called(judged.instrument),
        sources=(("instruments", judged.instrument.id),),
        why=judged.legal.text if in_law else judged.status.reason,
        rank=judged.status.days_left or 0,
        criticality=judged.instrument.criticality,
        is_legal=judged.legal.applies is True,
    )


def _evaluated(fact: Evaluated) -> About:
    evaluation = fact.evaluation
    known = (
        evaluation.title
        or (fact.instrument and called(fact.instrument))
        or (fact.process and process_called(fact.process))
    )
    classes = (fact.instrument.criticality if fact.instrument else "", fact.process.criticality if fact.process else "")
    return About(
        name=f"{evaluation_code(evaluation)} {known or ''}".strip(),
        sources=(
            ("evaluations", evaluation.id),
            *((("studies", evaluation.study_id),) if evaluation.study_id else ()),
        ),
        counts_as=_matter(evaluation),
        why=fact.result.verdict.said.text,
        rank=evaluation.number,
        criticality=min(filter(None, classes), default=""),
        later_check=fact.process.later_check if fact.process else "",
    )


def _matter(evaluation: Evaluation) -> tuple[str, ...]:
    """What an evaluation is about: its study, else instrument and process, else itself."""
    if evaluation.study_id:
        return ("studies", evaluation.study_id)
    about_it = (evaluation.instrument_id, evaluation.process_id)
    return about_it if any(about_it) else ("evaluations", evaluation.id)


def _confirmed(row: ConfirmationRow) -> About:
    instrument, process = row.instrument, row.process
    if process is None:
        return About(
            name=called(instrument),
            sources=(("instruments", instrument.id),),
            why=row.reason.text,
            criticality=instrument.criticality,
        )
    return About(
        name=_("{instrument} dùng cho {process}", instrument=called(instrument), process=process_called(process)),
        sources=(("instruments", instrument.id), ("processes", process.id)),
        why=row.reason.text,
        rank=row.use.tur if row.use and row.use.tur is not None else 0,
        criticality=min(filter(None, (instrument.criticality, process.criticality)), default=""),
        later_check=process.later_check,
        pfa=_pfa(row),
    )


def _pfa(row: ConfirmationRow) -> float | None:
    """The expected false acceptance where it can be had, else the worst one."""
    if row.use is None:
        return None
    return row.use.pfa_expected if row.use.pfa_expected is not None else row.use.pfa_worst


def _looked_back(row: LookBackRow) -> About:
    instrument, process = row.instrument, row.process
    return About(
        name=called(instrument),
        sources=(
            ("instruments", instrument.id),
            *((("processes", process.id),) if process else ()),
            ("calibrations", row.calibration.id),
        ),
        why=row.reason.text,
        criticality=instrument.criticality,
        later_check=process.later_check if process else "",
    )


def process_called(process: Process) -> str:
    return f"{process.code} {process.name or process.measured}".strip() or _("(chưa ghi tên)")
