"""Everything the rules propose for a cycle as of a date: answers, register, law, evaluations, analysis of the register.

Computed each time; nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app import wording
from app.domain.answer_proposals import answer_proposals
from app.domain.answers import Answer
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.forms.definition import text_in
from app.domain.forms.filling import Filling
from app.domain.instruments import Instrument
from app.domain.judged import Judged
from app.domain.proposals import Proposal
from app.domain.register_analysis import RegisterAnalysis
from app.domain.rule_facts import Evaluated, Facts, Group, InProcess
from app.domain.rule_proposals import rule_proposals
from app.domain.scores import Rated
from app.services.evaluation_kept import result_of
from app.services.inventory import done_by, instrument_rows
from app.services.legal_groups import GroupProposal, group_proposals
from app.services.register_analysis import RegisterFacts, analyse_register, gather_register
from app.services.rules import answer_rule, rules
from app.services.survey import answers_of, open_form
from app.services.survey_states import is_level_question
from app.storage.unit import Unit

SURVEY = "survey"


def proposals_by_key(unit: Unit, cycle_id: str, as_of: date) -> dict[str, Proposal]:
    """All proposals as the data stand now, decided or not."""
    judged = judge_register(unit, as_of, cycle_id)
    made = (*from_answers(unit, cycle_id)[1], *from_rules(unit, cycle_id, as_of, judged, unsettled(judged, as_of)))
    return {each.key: each for each in made}


def judge_register(unit: Unit, as_of: date, cycle_id: str = "") -> list[Judged]:
    """Every instrument with its state, its group 2 check and its calibrations up to this day; of an earlier cycle as it
    was then."""
    return [
        Judged(
            instrument=row.instrument,
            status=row.status,
            legal=row.legal,
            calibrations=done_by(row.calibrations, as_of),
        )
        for row in instrument_rows(unit, as_of, cycle_id=cycle_id)
    ]


def unsettled(judged: Sequence[Judged], as_of: date) -> tuple[GroupProposal, ...]:
    """The names whose group a person has to settle."""
    return group_proposals((each.instrument for each in judged if each.status.counts), as_of)


def from_rules(
    unit: Unit, cycle_id: str, as_of: date, judged: Sequence[Judged], groups: Iterable[GroupProposal]
) -> tuple[Proposal, ...]:
    """What all rules but those of answers propose."""
    analysis = _register_analysis(unit, as_of)
    facts = Facts(
        instruments=judged,
        processes=_processes(unit),
        evaluations=_evaluated(unit, cycle_id),
        confirmations=analysis.confirmations,
        look_backs=analysis.look_back,
        intervals=analysis.intervals,
        groups=_groups(analysis),
        possible_group_2=frozenset(one.id for each in groups if each.is_likely for one in each.instruments),
    )
    return rule_proposals(rules(), facts)


_last: list[tuple[RegisterFacts, RegisterAnalysis]] = []
"""The analysis of the register that was asked for last: most deeds change nothing that it rests on."""


def _register_analysis(unit: Unit, as_of: date) -> RegisterAnalysis:
    facts = gather_register(unit, as_of)
    known = next((made for before, made in _last if before == facts), None)
    if known is None:
        known = analyse_register(facts)
        _last[:] = [(facts, known)]
    return known


def _groups(analysis: RegisterAnalysis) -> list[Group]:
    """The groups of like instruments with their in-tolerance rate, and who belongs to each."""
    members: dict[str, list[Instrument]] = {}
    for each in analysis.intervals:
        members.setdefault(each.group, []).append(each.instrument)
    return [Group(rate=each, instruments=tuple(members.get(each.key, ()))) for each in analysis.rates]


def _processes(unit: Unit) -> list[InProcess]:
    counted: dict[str, int] = {}
    for link in unit.links.all(from_kind="processes", to_kind="instruments"):
        counted[link.from_id] = counted.get(link.from_id, 0) + 1
    return [InProcess(process=each, instruments=counted.get(each.id, 0)) for each in unit.processes.all()]


def _evaluated(unit: Unit, cycle_id: str) -> list[Evaluated]:
    """The evaluations of the cycle that have a result; of those about the same matter the last one counts."""
    last: dict[tuple[str, ...], Evaluation] = {}
    for each in sorted(unit.evaluations.all(cycle_id=cycle_id), key=lambda each: each.number):
        matter = (each.study_id, each.instrument_id, each.process_id)
        last[(each.calculation, *matter) if any(matter) else (each.id,)] = each
    return _facts_of(unit, last.values())


def _facts_of(unit: Unit, evaluations: Iterable[Evaluation]) -> list[Evaluated]:
    found = ((each, result_of(each)) for each in evaluations)
    return [
        Evaluated(
            evaluation=each,
            result=result,
            instrument=unit.instruments.find(each.instrument_id) if each.instrument_id else None,
            process=unit.processes.find(each.process_id) if each.process_id else None,
        )
        for each, result in found
        if result is not None
    ]


def proposals_of_evaluation(unit: Unit, evaluation_id: str) -> tuple[Proposal, ...]:
    """What the rules say of one evaluation alone."""
    evaluation = unit.evaluations.get(evaluation_id)
    return rule_proposals(rules(), Facts(evaluations=_facts_of(unit, [evaluation])))


def goal_and_indicator(unit: Unit, cycle_id: str, origin: str) -> tuple[str, str]:
    """What would mend the matter of a proposal, and the indicator that measures it, without computing proposals."""
    rule = rules().by_origin(origin)
    if rule is None:
        return "", ""
    if rule.of != "answer":
        return rule.goal.shown, rule.indicator
    path = origin.removeprefix(f"{rule.key}:")
    try:
        filling = open_form(unit, cycle_id, SURVEY, wording.language())
    except UserError:
        return "", ""
    audit = filling.form.question(path).audit if filling.form.has_question(path) else None
    return (text_in(audit.goal, filling.language), audit.indicator) if audit else ("", "")


def from_answers(unit: Unit, cycle_id: str) -> tuple[list[Rated], tuple[Proposal, ...]]:
    """The level questions as answered, and the findings they raise; nothing where the cycle has no survey."""
    try:
        filling = open_form(unit, cycle_id, SURVEY, wording.language())
    except UserError:
        return [], ()
    rated = rated_questions(filling, answers_of(unit, cycle_id, SURVEY))
    questions = {each.path: filling.form.question(each.path) for each in rated}
    return rated, answer_proposals(rated, questions, filling.language, answer_rule())


def rated_questions(filling: Filling, answers: Mapping[str, Answer]) -> list[Rated]:
    """The level questions that are asked of this plant, in the order of the form."""
    found = []
    for question in filling.form.questions():
        audit = question.audit
        if audit is None or not is_level_question(question) or not filling.relevant(question.path):
            continue
        answer = answers.get(question.path)
        value = answer.value if answer else ""
        found.append(
            Rated(
                path=question.path,
                code=question.code,
                label=filling.label(question.path),
                subject=audit.subject,
                weight=audit.weight or 1,
                required=audit.required_level or 3,
                level=int(value) if value.isdigit() else None,
                applicable=not (answer and answer.status),
                answer_id=answer.id if answer else "",
                note=answer.note if answer else "",
            )
        )
    return found
