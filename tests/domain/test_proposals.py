from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app import paths
from app.domain.answer_proposals import answer_proposals
from app.domain.clauses import clause_confidence
from app.domain.findings import Finding, Link
from app.domain.forms.definition import Audit, Question, QuestionType
from app.domain.instruments import Calibration, Instrument
from app.domain.judged import Judged, duplicates
from app.domain.keys import made_at, new_key
from app.domain.legal import check_group2, read_law
from app.domain.metrology.calibration_status import status_of
from app.domain.proposals import Proposal, changed_facts, in_order, undecided
from app.domain.rule_facts import Facts
from app.domain.rule_proposals import rule_proposals
from app.domain.scores import Rated
from app.services.rules import answer_rule, rules

AS_OF = date(2026, 11, 24)
FOLDER = paths.shipped("resources", "law")
LAW = read_law((FOLDER / "tables.toml").read_text("utf-8"), lambda name: (FOLDER / name).read_text("utf-8"))
WHOLE = {"name": "Áp kế", "serial": "1", "range_text": "0 ÷ 10 bar", "location": "Lò hơi", "period_months": 12}


def judged(id: str, *calibrations: Calibration, **fields: object) -> Judged:
    instrument = Instrument(**WHOLE | {"id": id, "code": id, "serial": id} | fields)  # type: ignore[arg-type]
    return Judged(
        instrument=instrument,
        status=status_of(instrument, calibrations, AS_OF),
        legal=check_group2(instrument, calibrations, LAW, AS_OF),
        calibrations=calibrations,
    )


def a_calibration(days_left: int, **fields: object) -> Calibration:
    usual = {
        "id": f"c{days_left}",
        "instrument_id": "",
        "kind": "verification",
        "performed_on": date(2025, 1, 10),
        "valid_until": AS_OF + timedelta(days=days_left),
        "certificate_number": "1",
    }
    return Calibration(**usual | fields)  # type: ignore[arg-type]


def by_key(*register: Judged, possible: tuple[str, ...] = ()) -> dict[str, Proposal]:
    facts = Facts(instruments=register, possible_group_2=frozenset(possible))
    return {each.key: each for each in rule_proposals(rules(), facts)}


def test_overdue_group_2_instruments_are_one_grave_finding_that_names_them() -> None:
    register = [judged(f"AP-{n}", a_calibration(-n), group="2", legal_code="31") for n in (3, 12, 25, 40)]

    proposal = by_key(*register)["register:group2_overdue"]

    assert proposal.title == "4 phương tiện đo nhóm 2 đang dùng đã quá hạn kiểm định"
    assert proposal.detail == "AP-40, AP-25, AP-12 và 1 cái khác; quá hạn 3–40 ngày."
    assert (proposal.severity, proposal.clause_confidence) == ("high", "unverified")
    assert len(proposal.sources) == 4


def test_a_single_instrument_is_named_with_its_reason() -> None:
    proposal = by_key(judged("AP-1", a_calibration(-5), group="1"))["register:overdue"]

    assert proposal.detail == "AP-1: Quá hạn 5 ngày, giấy in có giá trị đến 19/11/2026."


def test_no_traceability_at_a_point_of_safety_or_law_is_grave() -> None:
    """M22: rule first, number second."""
    usual = by_key(judged("I-1", group="1"))["register:never"]
    grave = by_key(judged("I-1", group="1"), judged("I-2", group="1", criticality="A"))["register:never"]

    assert (usual.severity, grave.severity) == ("medium", "high")


def test_an_instrument_stands_in_one_finding_only() -> None:
    proposals = by_key(judged("AP-1", a_calibration(-3), group="2", legal_code="31"))

    assert set(proposals) == {"register:group2_overdue"}


def test_group_2_without_any_verification_is_a_finding_of_its_own() -> None:
    proposals = by_key(judged("AP-1", group="2"), judged("AP-2", a_calibration(90, kind="calibration"), group="2"))

    assert set(proposals) == {"register:group2_unverified"}
    assert proposals["register:group2_unverified"].title.startswith("2 phương tiện đo nhóm 2")


@pytest.mark.parametrize(
    ("key", "one"),
    [
        ("overdue", judged("I-1", a_calibration(-5), group="1")),
        ("overdue_a", judged("I-1", a_calibration(-5), group="1", criticality="A")),
        ("never", judged("I-1", group="1")),
        ("no_evidence", judged("I-1", a_calibration(90, certificate_number=""), group="1")),
        ("data_error", judged("I-1", a_calibration(90, performed_on=date(2027, 6, 1)), group="1")),
        ("failed", judged("I-1", a_calibration(90, result="fail"), group="1")),
        ("group2_unclear", judged("I-1", a_calibration(0, valid_until=None), group="2", legal_code="31")),
        ("incomplete", judged("I-1", a_calibration(90), group="1", location="")),
    ],
)
def test_every_rule_of_the_register_speaks_for_itself(key: str, one: Judged) -> None:
    proposals = by_key(one)

    assert set(proposals) == {f"register:{key}"}
    assert proposals[f"register:{key}"].sources == (("instruments", "I-1"),)


def test_a_register_in_order_raises_nothing() -> None:
    assert by_key(judged("I-1", a_calibration(90), group="1")) == {}


def test_what_is_not_in_service_raises_nothing() -> None:
    assert by_key(judged("I-1", status="broken", group="1", location="")) == {}


def test_same_code_or_same_name_and_serial_are_duplicates() -> None:
    one = Instrument(id="a", code="PI-1", name="Áp kế", serial="1")
    same_code = Instrument(id="b", code="pi-1", name="Cân")
    same_serial = Instrument(id="c", code="PI-3", name="Áp  kế".replace("  ", " "), serial="1")
    other = Instrument(id="d", code="PI-4", name="Nhiệt kế", serial="1")

    groups = duplicates([one, same_code, same_serial, other])

    assert [tuple(each.id for each in group) for group in groups] == [("a", "b"), ("a", "c")]


def test_names_that_stand_in_the_group_2_list_ask_for_a_decision() -> None:
    proposals = by_key(judged("I-1", a_calibration(90)), possible=("I-1",))

    assert "register:group_unsettled" in proposals


def a_question(**audit: object) -> Question:
    usual = {"subject": 5, "finding": {"vi": "Nhãn không đọc được"}, "severity": "high", "clause": "ISO 10012:2003 7.1"}
    return Question(
        path="/s/q",
        name="q",
        type=QuestionType.SELECT_ONE,
        code="5.2.4",
        choices="level_rule",
        audit=Audit(**usual | audit),  # type: ignore[arg-type]
    )


def a_rating(level: int | None = 2, **fields: object) -> Rated:
    usual = {"code": "5.2.4", "label": "Nhãn?", "subject": 5, "weight": 1, "required": 3, "answer_id": "a1"}
    return Rated(path="/s/q", level=level, **usual | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "highest", "raised"),
    [(1, "2", True), (2, "2", True), (3, "2", False), (3, "3", True), (None, "2", False)],
)
def test_an_answer_at_or_below_the_level_of_the_form_raises_its_finding(
    level: int | None, highest: str, raised: bool
) -> None:
    proposals = answer_proposals([a_rating(level)], {"/s/q": a_question(finding_when=highest)}, "vi", answer_rule())

    assert bool(proposals) is raised


def test_the_finding_of_an_answer_carries_question_level_and_note() -> None:
    (proposal,) = answer_proposals([a_rating(2, note="5/10 cái mờ")], {"/s/q": a_question()}, "vi", answer_rule())

    assert (proposal.key, proposal.title, proposal.origin_text) == ("answer:/s/q", "Nhãn không đọc được", "Câu 5.2.4")
    assert proposal.detail == "“Nhãn?” Đang ở mức 2, cần mức 3. Ghi chú: 5/10 cái mờ"
    assert proposal.sources == (("answers", "a1"),)


@pytest.mark.parametrize(
    ("level", "severity", "classes"), [(1, "high", (4, 4, 3)), (2, "medium", (3, 3, 3)), (2, "low", (2, 3, 3))]
)
def test_the_classes_of_an_answer_come_from_its_level_and_the_influence_in_the_form(
    level: int, severity: str, classes: tuple[int, int, int]
) -> None:
    (proposal,) = answer_proposals([a_rating(level)], {"/s/q": a_question(severity=severity)}, "vi", answer_rule())

    found = proposal.classes
    assert (found.consequence, found.occurrence, found.detection) == classes
    assert found.why_occurrence == f"câu trả lời ở mức {level}"


def test_what_does_not_apply_or_names_no_finding_raises_nothing() -> None:
    assert answer_proposals([a_rating(applicable=False)], {"/s/q": a_question()}, "vi", answer_rule()) == ()
    assert answer_proposals([a_rating()], {"/s/q": a_question(finding={})}, "vi", answer_rule()) == ()


def a_proposal(key: str = "register:x", **fields: object) -> Proposal:
    usual = {"rule": "", "subject": 5, "title": "t", "detail": "", "severity": "medium"}
    return Proposal(key=key, **usual | fields)  # type: ignore[arg-type]


def a_finding(**fields: object) -> Finding:
    usual = {"id": "f1", "cycle_id": "y", "number": 1, "subject": 5, "title": "t", "origin": "register:x"}
    return Finding(**usual | fields)  # type: ignore[arg-type]


def test_the_gravest_comes_first_and_the_register_before_answers() -> None:
    ordered = in_order([a_proposal("answer:a"), a_proposal("register:b"), a_proposal("answer:c", severity="high")])

    assert [each.key for each in ordered] == ["answer:c", "register:b", "answer:a"]


@pytest.mark.parametrize("state", ["accepted", "edited", "dismissed"])
def test_what_was_decided_is_not_proposed_again(state: str) -> None:
    assert undecided([a_proposal()], [a_finding(state=state)]) == ()


def linked(*ids: str) -> list[Link]:
    return [Link(id=new_key(), from_kind="findings", from_id="f1", to_kind="instruments", to_id=id) for id in ids]


def test_a_finding_says_when_the_facts_behind_it_have_changed() -> None:
    now = {"register:x": a_proposal(sources=(("instruments", "a"), ("instruments", "b")))}

    drift = changed_facts(a_finding(), linked("a", "c"), now)

    assert drift is not None
    assert drift.text == "Dữ liệu đã đổi từ khi nhận: thêm 1, bớt 1 đối tượng."
    assert changed_facts(a_finding(), linked("a", "b"), now) is None


def test_an_answer_given_anew_after_the_finding_is_told() -> None:
    (link,) = links = [replace(linked("a")[0], to_kind="answers")]
    now = {"register:x": a_proposal(sources=(("answers", "a"),))}
    later, earlier = made_at(link.id) + timedelta(seconds=1), made_at(link.id) - timedelta(seconds=1)

    drift = changed_facts(a_finding(), links, now, {"a": later})

    assert drift is not None
    assert drift.answered_anew
    assert changed_facts(a_finding(), links, now, {"a": earlier}) is None


def test_a_finding_whose_reason_is_gone_says_so() -> None:
    drift = changed_facts(a_finding(), linked("a"), {})

    assert drift is not None
    assert drift.gone
    assert changed_facts(a_finding(state="own", origin=""), [], {}) is None


@pytest.mark.parametrize(
    ("clause", "confidence"),
    [
        ("Luật Đo lường Điều 28", "verified"),
        ("Luật Đo lường Điều 28; ISO 10012:2003 7.2.2", "secondary"),
        ("ISO 10012:2003 5.1; QĐ 510 Điều 13 (chưa đối chiếu)", "unverified"),
        ("NĐ 119/2017/NĐ-CP Điều 10", "unverified"),
        ("TT 21/2014 Điều 4, Điều 7–9", "verified"),
        ("Thông tư 21/2014/TT-BKHCN, Điều 10", "verified"),
        ("TT 21/2014 Điều 10, Phụ lục II", "unverified"),
        ("NĐ 105/2016 Điều 3, Điều 4", "verified"),
        ("Nghị định 105/2016/NĐ-CP, sửa đổi bởi 154/2018/NĐ-CP, Điều 3", "verified"),
        ("NĐ 105/2016 Điều 3, Điều 5", "secondary"),
        ("NĐ 105/2016", "secondary"),
        ("TT 09/2017/TT-BKHCN", "verified"),
        ("TT 23/2013/TT-BKHCN Điều 20", "verified"),
        ("TT 23/2013/TT-BKHCN Điều 4", "unverified"),
        ("Luật Đo lường Điều 28; Nghị định 36/2026/NĐ-CP", "unverified"),
        ("", ""),
    ],
)
def test_the_weakest_part_of_a_clause_decides_how_far_it_is_relied_on(clause: str, confidence: str) -> None:
    assert clause_confidence(clause) == confidence
