"""Every rule of the file speaks when it should, keeps silent when it should, and a spoilt file is refused whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app import wording
from app.domain.metrology.catalogue import calculations
from app.domain.metrology.results import Value, missing
from app.domain.proposals import Proposal
from app.domain.register_analysis import ConfirmationRow
from app.domain.rule_facts import Facts
from app.domain.rule_proposals import rule_proposals
from app.domain.rules import Rule
from app.domain.rules_file import read_rules
from app.services.rules import rules
from tests.domain.rule_builders import (
    a_calibration,
    a_group,
    a_process,
    an_instrument,
    an_interval,
    confirmed,
    evaluated,
    in_process,
    judged,
    looked_back,
)


def instruments(*register: object, possible: tuple[str, ...] = ()) -> Facts:
    return Facts(instruments=register, possible_group_2=frozenset(possible))  # type: ignore[arg-type]


def of_evaluation(*found: object) -> Facts:
    return Facts(evaluations=found)  # type: ignore[arg-type]


def of_confirmation(*found: object) -> Facts:
    return Facts(confirmations=found)  # type: ignore[arg-type]


def percent(value: float) -> Value:
    return Value(value, "%")


DRIFTING = tuple(
    a_calibration(90, id=f"d{year}", performed_on=date(year, 1, 10), error=Decimal(error), kind="calibration")
    for year, error in ((2022, "0.02"), (2023, "0.08"), (2024, "0.14"), (2025, "0.19"))
)
STEADY = tuple(
    a_calibration(90, id=f"s{year}", performed_on=date(year, 1, 10), error=Decimal(error), kind="calibration")
    for year, error in ((2022, "0.02"), (2023, "0.01"), (2024, "0.02"), (2025, "0.01"))
)
NEEDED = a_process(needed_uncertainty=Decimal("0.05"))

CASES: dict[str, tuple[Facts, Facts]] = {
    "register:group2_overdue": (
        instruments(judged(a_calibration(-5), group="2", legal_code="31")),
        instruments(judged(a_calibration(5), group="2", legal_code="31")),
    ),
    "register:group2_unverified": (
        instruments(judged(group="2", legal_code="31")),
        instruments(judged(a_calibration(-5), group="2", legal_code="31")),
    ),
    "register:failed": (instruments(judged(a_calibration(90, result="fail"))), instruments(judged(a_calibration(90)))),
    "register:group2_unclear": (
        instruments(judged(a_calibration(0, valid_until=None), group="2", legal_code="31")),
        instruments(judged(a_calibration(9), group="2", legal_code="31")),
    ),
    "register:overdue_a": (
        instruments(judged(a_calibration(-1), criticality="A")),
        instruments(judged(a_calibration(-1), criticality="B")),
    ),
    "register:overdue": (
        instruments(judged(a_calibration(-1), criticality="B")),
        instruments(judged(a_calibration(-1), criticality="A")),
    ),
    "register:never": (instruments(judged()), instruments(judged(a_calibration(-1)))),
    "register:no_evidence": (
        instruments(judged(a_calibration(90, certificate_number=""))),
        instruments(judged(a_calibration(90))),
    ),
    "register:data_error": (
        instruments(judged(a_calibration(90, performed_on=date(2027, 6, 1)))),
        instruments(judged(a_calibration(90))),
    ),
    "register:incomplete": (
        instruments(judged(a_calibration(90), location="")),
        instruments(judged(a_calibration(90), location="", status="broken")),
    ),
    "register:duplicates": (
        instruments(judged(a_calibration(90)), judged(a_calibration(90), id="I-2", code="I-1")),
        instruments(judged(a_calibration(90)), judged(a_calibration(90), id="I-2")),
    ),
    "register:group_unsettled": (
        instruments(judged(a_calibration(90), group=""), possible=("I-1",)),
        instruments(judged(a_calibration(90), group="", status="broken"), possible=("I-1",)),
    ),
    "register:drift": (
        instruments(judged(*DRIFTING, mpe=Decimal("0.2"), unit="bar")),
        instruments(judged(*STEADY, mpe=Decimal("0.2"), unit="bar")),
    ),
    "register:certificate_incomplete": (
        instruments(judged(a_calibration(90, certificate_items="identity+ traceability-"))),
        instruments(judged(a_calibration(90, certificate_items="traceability+ as_found-"))),
    ),
    "analysis:certificate_without_uncertainty": (
        of_confirmation(confirmed("no_uncertainty")),
        of_confirmation(confirmed("no_factor"), confirmed("no_uncertainty", kind="verification")),
    ),
    "analysis:tur_below_one": (
        of_confirmation(confirmed("tur_low", "tur_below_one", tur=0.8)),
        of_confirmation(confirmed("tur_low", tur=1.2)),
    ),
    "analysis:tur_low": (
        of_confirmation(confirmed("tur_low", tur=2.5)),
        of_confirmation(confirmed("tur_low", "tur_below_one", tur=0.8)),
    ),
    "analysis:pfa_high": (
        of_confirmation(confirmed("pfa_high", pfa_expected=0.03)),
        of_confirmation(confirmed("pfa_high", "tur_low", pfa_expected=0.03)),
    ),
    "analysis:uncertainty_too_large": (
        of_confirmation(confirmed("u_needed_exceeded")),
        of_confirmation(confirmed("u_ratio_high")),
    ),
    "analysis:range_outside": (of_confirmation(confirmed("range_outside")), of_confirmation(confirmed())),
    "analysis:resolution_coarse": (of_confirmation(confirmed("resolution_coarse")), of_confirmation(confirmed())),
    "analysis:look_back": (Facts(look_backs=(looked_back(),)), Facts()),
    "law:interval_beyond_law": (
        Facts(intervals=(an_interval("shorter", "legal"),)),
        Facts(intervals=(an_interval("shorter", "drift"), an_interval("shorter", "legal", current=None))),
    ),
    "analysis:interval_too_long": (
        Facts(intervals=(an_interval("shorter", "a3"),)),
        Facts(intervals=(an_interval("longer", "a3"), an_interval("shorter", "legal"))),
    ),
    "analysis:in_tolerance_rate": (Facts(groups=(a_group("bad"),)), Facts(groups=(a_group("part"),))),
    "analysis:no_requirement": (
        Facts(processes=(in_process(tolerance_low=None),)),
        Facts(processes=(in_process(tolerance_low=None, needed_uncertainty=Decimal("0.05")),)),
    ),
    "analysis:no_instrument": (Facts(processes=(in_process(0),)), Facts(processes=(in_process(1),))),
    "evaluation:gauge_rr": (
        of_evaluation(evaluated("gauge_rr_anova", values={"pct_sv_GRR": percent(30.1)})),
        of_evaluation(evaluated("gauge_rr_anova", values={"pct_sv_GRR": percent(30.0)})),
    ),
    "evaluation:type1": (
        of_evaluation(evaluated("type1", values={"Cgk": Value(1.32)})),
        of_evaluation(evaluated("type1", values={"Cgk": Value(1.33)})),
    ),
    "evaluation:capability": (
        of_evaluation(evaluated("measuring_process", values={"Q_MP_percent": percent(31)})),
        of_evaluation(evaluated("measuring_process", values={"Q_MP_percent": percent(29)})),
    ),
    "evaluation:measuring_system": (
        of_evaluation(evaluated("measuring_system", values={"Q_MS_percent": percent(16)})),
        of_evaluation(evaluated("measuring_system", values={"Q_MS_percent": percent(15)})),
    ),
    "evaluation:bias": (of_evaluation(evaluated("linearity", "bad")), of_evaluation(evaluated("linearity", "part"))),
    "evaluation:control_chart": (
        of_evaluation(evaluated("individuals_chart", "bad")),
        of_evaluation(evaluated("individuals_chart", "ok")),
    ),
    "evaluation:en_score": (
        of_evaluation(evaluated("en_score", values={"En": Value(-1.2)})),
        of_evaluation(evaluated("en_score", values={"En": Value(-1.0)})),
    ),
    "evaluation:uncertainty_above_need": (
        of_evaluation(evaluated("uncertainty_budget", values={"U": Value(0.06, "kg")}, process=NEEDED)),
        of_evaluation(evaluated("uncertainty_budget", values={"U": Value(0.06, "g")}, process=NEEDED)),
    ),
    "evaluation:attribute": (
        of_evaluation(evaluated("attribute_agreement", "bad")),
        of_evaluation(evaluated("attribute_agreement", "ok")),
    ),
    "evaluation:decision_risk": (
        of_evaluation(evaluated("global_risk", "bad")),
        of_evaluation(evaluated("guard_bands", "bad")),
    ),
    "law:prepackage_lot": (
        of_evaluation(evaluated("prepackage_lot", "bad")),
        of_evaluation(evaluated("prepackage_lot", "none")),
    ),
}


def keys(facts: Facts) -> set[str]:
    return {each.key.removesuffix(":I-1") for each in rule_proposals(rules(), facts)}


def test_every_rule_has_its_case() -> None:
    assert set(CASES) == {each.key for each in rules().all if each.of != "answer"}


@pytest.mark.parametrize("key", CASES)
def test_a_rule_fires_on_what_it_is_about(key: str) -> None:
    speaking, _silent = CASES[key]

    assert key in keys(speaking)


@pytest.mark.parametrize("key", CASES)
def test_a_rule_keeps_silent_on_what_is_near_but_in_order(key: str) -> None:
    _speaking, silent = CASES[key]

    assert key not in keys(silent)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("key", CASES)
def test_what_a_rule_says_is_whole_in_both_languages(key: str, language: str) -> None:
    wording.use(language)

    made = [each for each in rule_proposals(rules(), CASES[key][0]) if each.key.startswith(key)]

    for each in made:
        assert "{" not in each.title + each.detail + each.rule
        assert all((each.title, each.detail, each.rule, each.clause, each.goal, each.sources, each.source))
        assert each.priority.level is not None


@pytest.mark.parametrize("rule", rules().of("evaluation"), ids=lambda rule: rule.key)
def test_a_rule_of_evaluations_names_methods_and_figures_that_there_are(rule: Rule) -> None:
    named = [name for each in rule.when if each.name == "calculation" for name in each.given["names"]]
    figures = {
        name for each in rule.when if each.name in ("figure", "uncertainty_above_need") for name in each.given["names"]
    }

    outputs = [{one.name for one in calculations()[name].outputs} for name in named]

    assert named
    assert all(not figures or figures & each for each in outputs)
    assert figures <= set().union(*outputs)


def by_key(facts: Facts) -> dict[str, Proposal]:
    return {each.key: each for each in rule_proposals(rules(), facts)}


def test_a_figure_that_is_not_available_never_speaks() -> None:
    facts = of_evaluation(evaluated("type1", values={"Cgk": missing("Chưa có dung sai.")}))

    assert keys(facts) == set()


def test_a_share_of_the_tolerance_decides_before_one_of_the_spread_of_parts_that_are_alike() -> None:
    facts = of_evaluation(evaluated("gauge_rr_anova", values={"pct_tol_GRR": percent(12), "pct_sv_GRR": percent(64)}))

    assert keys(facts) == set()


def test_a_figure_just_beyond_its_limit_is_not_told_as_the_limit() -> None:
    facts = of_evaluation(evaluated("gauge_rr_anova", values={"pct_tol_GRR": percent(30.00004)}))

    assert "%GRR = 30,00004 % (giới hạn 30 %)" in by_key(facts)["evaluation:gauge_rr"].detail


def test_one_rule_names_all_its_evaluations_with_figure_and_limit() -> None:
    facts = of_evaluation(
        evaluated("gauge_rr_anova", values={"pct_sv_GRR": percent(34.2)}),
        evaluated("gauge_rr_nested", values={"pct_tol_GRR": percent(48)}, number=2),
    )

    proposal = by_key(facts)["evaluation:gauge_rr"]

    assert proposal.title == "2 hệ thống đo có %GRR vượt 30 %"
    assert "DG-01 Cân 1: %GRR = 34,2" in proposal.detail
    assert "(giới hạn 30 %)" in proposal.detail
    assert proposal.sources == (("evaluations", "E-1"), ("evaluations", "E-2"))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (confirmed("resolution_coarse", resolution_share=0.08), "độ phân giải bằng 8 % dung sai"),
        (confirmed("pfa_high", pfa_expected=0.03, pfa_worst=0.06), "rủi ro chấp nhận sai ước 3 %, xấu nhất 6 %"),
        (confirmed("range_outside"), "phạm vi dùng ra ngoài"),
        (
            confirmed("u_needed_exceeded", process=NEEDED, expanded_uncertainty=0.06),
            "U = 0,060 kg, cần không quá 0,05 kg",
        ),
    ],
)
def test_the_figure_that_is_the_trouble_is_told_with_its_unit(row: ConfirmationRow, words: str) -> None:
    (proposal,) = rule_proposals(rules(), of_confirmation(row))

    assert words in proposal.detail


def test_one_study_evaluated_in_two_ways_is_one_measuring_system() -> None:
    facts = of_evaluation(
        *(
            evaluated(key, values={"pct_sv_GRR": percent(40)}, number=number, study_id="S")
            for number, key in enumerate(("gauge_rr_anova", "gauge_rr_nested"), 1)
        )
    )

    proposal = by_key(facts)["evaluation:gauge_rr"]

    assert proposal.title.startswith("1 hệ thống đo")
    assert proposal.sources == (("evaluations", "E-1"), ("studies", "S"), ("evaluations", "E-2"))


def test_an_instrument_in_several_processes_is_counted_once_and_each_use_is_named() -> None:
    facts = of_confirmation(
        confirmed("tur_low", tur=2.0), confirmed("tur_low", tur=3.0, process=a_process(id="Q-2", code="QT-02"))
    )

    proposal = by_key(facts)["analysis:tur_low"]

    assert proposal.title.startswith("1 phương tiện đo")
    assert "I-1 dùng cho QT-01 Cân bao: TUR = 2" in proposal.detail
    assert "QT-02" in proposal.detail


@pytest.mark.parametrize(
    ("facts", "key", "classes"),
    [
        (instruments(judged(a_calibration(-1), criticality="B")), "register:overdue", (3, 5, 3)),
        (instruments(judged(a_calibration(-1), criticality="C")), "register:overdue", (2, 5, 3)),
        (
            instruments(judged(a_calibration(-1)), *(judged(a_calibration(9), id=f"I-{n}") for n in range(2, 31))),
            "register:overdue",
            (3, 2, 3),
        ),
        (of_confirmation(confirmed("tur_low", tur=2.5, pfa_expected=0.03)), "analysis:tur_low", (3, 4, 4)),
        (Facts(groups=(a_group("bad", 0.6),)), "analysis:in_tolerance_rate", (3, 5, 4)),
        (Facts(groups=(a_group("bad", 0.86),)), "analysis:in_tolerance_rate", (3, 3, 4)),
        (
            of_confirmation(confirmed("tur_low", tur=2.5, process=a_process(later_check="always", criticality="A"))),
            "analysis:tur_low",
            (4, 3, 1),
        ),
    ],
)
def test_the_classes_come_from_criticality_share_risk_and_later_check(
    facts: Facts, key: str, classes: tuple[int, int, int]
) -> None:
    found = by_key(facts)[key].classes

    assert (found.consequence, found.occurrence, found.detection) == classes
    assert all((found.why_consequence, found.why_occurrence, found.why_detection))


def test_safety_or_law_without_traceability_comes_first_whatever_the_score() -> None:
    """M22: rule first, number second."""
    usual = by_key(instruments(judged(a_calibration(-1), criticality="C")))["register:overdue"]
    grave = by_key(instruments(judged(a_calibration(-1), criticality="A")))["register:overdue_a"]
    useless = by_key(of_confirmation(confirmed("tur_below_one", tur=0.7)))["analysis:tur_below_one"]

    assert (usual.classes.urgent, grave.classes.urgent) == ("", "legal_or_safety")
    assert (grave.priority.level, useless.priority.level) == (1, 1)


def test_a_key_of_an_object_leads_back_to_its_rule() -> None:
    found = rules().by_origin("register:drift:I-1")

    assert found is not None
    assert found.key == "register:drift"
    assert rules().by_origin("answer:/survey/s5/plan") is rules().of("answer")[0]
    assert rules().by_origin("register:overdue_x") is None


GOOD = """
[[rules]]
key = "register:x"
source = "register"
of = "instrument"
when = [{ is = "calibration_state", among = ["overdue"] }]
title = { vi = "{n} cái", en = "{n} things" }
text = { vi = "Vì sao", en = "Why" }
subject = 5
severity = "medium"
clause = "ISO 10012:2003 7.1"
clause_confidence = "secondary"
goal = { vi = "Đích", en = "Goal" }
indicator = "group1_in_plan"
consequence = { by = "criticality", usual = 3 }
occurrence = { by = "share", usual = 3 }
detection = { by = "fixed", usual = 3 }
"""


def test_a_good_file_is_read() -> None:
    assert read_rules(GOOD).all[0].topic == "group1_in_plan"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"calibration_state"', '"__import__"', "no predicate __import__"),
        ('"calibration_state", among', '"tur", among', "no predicate tur"),
        ('"overdue"', '"overdew"', "a list of words of"),
        ("{ is =", "{ if =", "a condition says is or not"),
        (', among = ["overdue"]', "", "calibration_state needs among"),
        ("among = [", "other = 1, among = [", "calibration_state takes no other"),
        ("{n} cái", "vài cái", "the title has no place {n}"),
        (', en = "Why"', "", "text is given in vi and en"),
        ("subject = 5", "subject = 12", "the subject is 1 to 9"),
        ('"medium"', '"grave"', "severity is one of"),
        ('"secondary"', '"verified"', "the clause is secondary, not verified"),
        ("usual = 3 }\noccurrence", "usual = 6 }\noccurrence", "consequence is 1 to 5"),
        ('by = "share"', 'by = "guess"', "by is one of"),
        ('"group1_in_plan"', '"nothing"', "no indicator nothing"),
        ('of = "instrument"', 'of = "evaluation"', "calibration_state is of instrument, not of evaluation"),
        ('source = "register"', 'source = "answer"', "an answer's rule is of the source answer"),
        ('severity = "medium"', 'severity = "medium"\nurgent = "soon"', "urgent is one of"),
        ('severity = "medium"', 'severity = "medium"\nsevere = true', "unknown severe"),
        ('severity = "medium"', 'severity = "medium"\neach = "yes"', "each is true or false"),
        (
            '{ is = "calibration_state", among = ["overdue"] }',
            '{ is = "figure", names = ["En"], called = "En", above = 1, size = "yes" }',
            "figure is of evaluation, not of instrument",
        ),
        ("[[rules]]", "[[rule]]", "only [[rules]] may stand here"),
        (GOOD, GOOD + GOOD, "register:x: the key comes twice"),
    ],
)
def test_a_spoilt_file_is_refused_and_says_where(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match="rule") as refusal:
        read_rules(GOOD.replace(old, new, 1))

    assert told in str(refusal.value)


FIGURE = """of = "evaluation"
when = [{ is = "figure", names = ["En"], called = "En", above = 1 }]"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (", above = 1", "", "figure has one limit, above or below"),
        (", above = 1", ", above = 1, below = 2", "figure has one limit, above or below"),
        ("above = 1", 'above = "1"', "a number"),
        ("above = 1", 'above = 1, size = "yes"', "true or false"),
        ('called = "En"', "called = 3", "a text"),
        ('["En"]', "[]", "a list of names"),
    ],
)
def test_a_spoilt_parameter_of_a_figure_is_refused(old: str, new: str, told: str) -> None:
    written = GOOD.replace(
        'of = "instrument"\nwhen = [{ is = "calibration_state", among = ["overdue"] }]', FIGURE.replace(old, new)
    )

    with pytest.raises(ValueError, match="rule register:x") as refusal:
        read_rules(written)

    assert told in str(refusal.value)


def test_instruments_are_named_the_longest_overdue_first() -> None:
    facts = instruments(*(judged(a_calibration(-n), id=f"AP-{n}") for n in (3, 12, 25, 40)))

    assert by_key(facts)["register:overdue"].detail.startswith("AP-40, AP-25, AP-12 và 1 cái khác")


def test_an_instrument_of_no_name_is_still_told() -> None:
    facts = instruments(judged(a_calibration(-1), code="", name="", serial=""))

    assert "(chưa ghi tên)" in by_key(facts)["register:overdue"].detail


def test_the_instrument_of_an_evaluation_gives_its_criticality() -> None:
    facts = of_evaluation(
        evaluated("measuring_process", values={"Q_MP_percent": percent(40)}, instrument=an_instrument(criticality="A"))
    )

    assert by_key(facts)["evaluation:capability"].classes.urgent == "special_characteristic"
