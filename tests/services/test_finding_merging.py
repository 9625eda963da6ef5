from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.findings import Finding, finding_code, stands
from app.domain.goals import Goal
from app.domain.proposals import Proposal
from app.services import finding_merging as merging
from app.services import findings as deeds
from app.services import goals
from app.services.analysis import Analysis, analyse
from app.services.cycles import finding_before
from app.services.finding_list import FindingRow, finding_rows
from app.services.instrument_thread import thread_of_instrument
from app.services.inventory import add_instrument, keep_calibration
from app.services.survey import findings_of
from app.storage.store import Store
from tests.services.a_survey import AS_OF, BACKUPS, LABELS, PLAN, answered, surveyed

OVERDUE = "register:overdue"


class Case:
    """A dossier with three weak answers and one overdue gauge, and the deeds on its findings."""

    def __init__(self, store: Store, cycle_id: str) -> None:
        self.store, self.cycle_id = store, cycle_id

    def analysis(self) -> Analysis:
        with self.store.reading() as unit:
            return analyse(unit, self.cycle_id, AS_OF)

    def rows(self) -> dict[str, FindingRow]:
        return {each.key: each for each in finding_rows(self.analysis())}

    def keys(self) -> set[str]:
        return {each.key for each in self.analysis().proposals}

    def proposal(self, key: str) -> Proposal:
        return self.analysis().all_proposals[key]

    def accept(self, key: str, **edited: str) -> Finding:
        proposal = self.proposal(key)
        with self.store.unit("Nhận") as unit:
            return deeds.accept_proposal(unit, self.cycle_id, proposal, **edited)

    def dismiss(self, key: str) -> Finding:
        proposal = self.proposal(key)
        with self.store.unit("Bỏ") as unit:
            return deeds.dismiss_proposal(unit, self.cycle_id, proposal, "Không phải")

    def merge(self, into: str, *ids: str) -> Finding:
        with self.store.unit("Gộp") as unit:
            return merging.merge_findings(unit, into, ids)

    def finding(self, id: str) -> Finding:
        with self.store.reading() as unit:
            return unit.findings.get(id)

    def links(self, id: str) -> set[tuple[str, str]]:
        with self.store.reading() as unit:
            from_it = {(each.to_kind, each.to_id) for each in unit.links.all(from_id=id)}
            return from_it | {(each.from_kind, each.from_id) for each in unit.links.all(to_id=id)}

    def goal(self, finding_id: str) -> Goal:
        with self.store.unit("Mục tiêu") as unit:
            return goals.keep_goal(unit, goals.draft_goal(unit, finding_id, AS_OF), [finding_id])


@contextmanager
def a_case(path: Path) -> Iterator[Case]:
    store, cycle_id = surveyed(path)
    answered(store, cycle_id, plan="1", labels="2", backups="2")
    with store.unit("Nhập danh mục") as unit:
        fields = {"code": "AP-1", "name": "Áp kế", "serial": "1", "range_text": "0 ÷ 10 bar", "location": "Lò"}
        id = add_instrument(unit, **fields, group="1").id
        keep_calibration(
            unit, id, kind="Hiệu chuẩn", performed_on="01/10/2024", valid_until="31/10/2025", certificate_number="1"
        )
    try:
        yield Case(store, cycle_id)
    finally:
        store.close()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with a_case(tmp_path / "mill.dochuan") as made:
        yield made


# ---- the same matter by two ways


def test_an_answer_and_the_register_that_reach_one_topic_are_told_as_maybe_the_same(case: Case) -> None:
    rows = case.rows()

    assert [(each.key, each.why) for each in rows[OVERDUE].same] == [(f"answer:{PLAN}", "topic")]
    assert [each.key for each in rows[f"answer:{PLAN}"].same] == [OVERDUE]
    assert rows[f"answer:{LABELS}"].same == ()


def test_what_was_decided_is_still_told_beside_what_is_proposed(case: Case) -> None:
    finding = case.accept(OVERDUE)

    assert [each.key for each in case.rows()[f"answer:{PLAN}"].same] == [finding.id]


def test_a_finding_on_the_same_answer_as_another_may_be_the_same(case: Case) -> None:
    ids = answered(case.store, case.cycle_id, labels="2")
    with case.store.unit("Thêm") as unit:
        own = deeds.add_finding(unit, case.cycle_id, "Nhãn mờ", sources=[("answers", ids[LABELS])])

    assert [(each.key, each.why) for each in case.rows()[f"answer:{LABELS}"].same] == [(own.id, "facts")]


# ---- merging


def test_merging_keeps_both_codes_and_moves_links_and_goals(case: Case) -> None:
    first, second = case.accept(OVERDUE), case.accept(f"answer:{PLAN}")
    goal = case.goal(second.id)
    before = case.links(first.id) | case.links(second.id)

    case.merge(first.id, second.id)

    taken = case.finding(second.id)
    assert (finding_code(taken), taken.state, taken.merged_into) == ("PH-02", "merged", first.id)
    assert case.links(second.id) == set()
    assert case.links(first.id) == before
    (decided,) = case.analysis().findings
    assert decided.goal_codes == ("MT-01",)
    assert [finding_code(each) for each in decided.merged] == ["PH-02"]
    with case.store.reading() as unit:
        assert [each.id for each in goals.goal_rows(unit, case.cycle_id)[0].findings] == [first.id]
        assert goals.unanswered_findings(unit, case.cycle_id) == []
        assert goal.number == 1


def test_the_number_of_a_merged_finding_is_not_given_again(case: Case) -> None:
    first, second = case.accept(OVERDUE), case.accept(f"answer:{PLAN}")
    case.merge(first.id, second.id)

    third = case.accept(f"answer:{LABELS}")

    assert third.number == 3


def test_a_proposal_can_be_taken_into_a_finding_at_once_and_undone_at_once(case: Case) -> None:
    finding, proposal = case.accept(OVERDUE), case.proposal(f"answer:{PLAN}")
    with case.store.reading() as unit:
        before = unit.fingerprint()
    with case.store.unit("Gộp") as unit:
        taken = deeds.accept_proposal(unit, case.cycle_id, proposal)
        merging.merge_findings(unit, finding.id, [taken.id])
    merged = [each for each in case.rows().values() if each.state == "merged"]

    case.store.undo()

    assert [(each.code, each.into) for each in merged] == [("PH-02", "PH-01")]
    with case.store.reading() as unit:
        assert unit.fingerprint() == before


def test_a_merged_proposal_is_not_proposed_again_and_does_not_drift(case: Case) -> None:
    first, second = case.accept(OVERDUE), case.accept(f"answer:{PLAN}")

    case.merge(first.id, second.id)

    assert case.keys() == {f"answer:{LABELS}", f"answer:{BACKUPS}"}
    assert case.analysis().findings[0].drift is None


def test_a_chain_of_merges_points_to_the_one_that_stands(case: Case) -> None:
    first, second, third = (case.accept(key) for key in (OVERDUE, f"answer:{PLAN}", f"answer:{LABELS}"))
    case.merge(second.id, third.id)

    case.merge(first.id, second.id)

    assert {case.finding(each.id).merged_into for each in (second, third)} == {first.id}
    assert [finding_code(each) for each in case.analysis().findings[0].merged] == ["PH-02", "PH-03"]


def test_what_the_one_that_stands_lacks_is_taken_from_the_other(case: Case) -> None:
    first, second = case.accept(OVERDUE), case.accept(f"answer:{PLAN}")
    with case.store.unit("Sửa") as unit:
        deeds.edit_finding(unit, second.id, "owner", "Phòng cơ điện")
        deeds.edit_finding(unit, second.id, "due_on", "31/12/2026")
        deeds.edit_finding(unit, first.id, "cause", "Không ai theo dõi")
        deeds.edit_finding(unit, second.id, "cause", "Chưa có kế hoạch")

    merged = case.merge(first.id, second.id)

    assert (merged.owner, merged.cause, merged.title) == ("Phòng cơ điện", "Không ai theo dõi", first.title)
    assert merged.due_on is not None


def test_no_matter_becomes_less_urgent_by_being_merged(case: Case) -> None:
    other = sorted(case.keys() - {OVERDUE})[0]
    light, grave = case.accept(OVERDUE), case.accept(other)
    with case.store.unit("Đổi") as unit:
        unit.findings.keep(replace(light, consequence=2, occurrence=4, detection=None, urgent="", severity="low"))
        unit.findings.keep(
            replace(grave, consequence=5, occurrence=1, detection=3, urgent="legal_or_safety", severity="high")
        )

    kept = case.merge(light.id, grave.id)

    assert (kept.consequence, kept.occurrence, kept.detection) == (5, 4, 3)
    assert (kept.urgent, kept.severity) == ("legal_or_safety", "high")


def test_a_merged_finding_can_be_taken_apart_again(case: Case) -> None:
    first, second = case.accept(OVERDUE), case.accept(f"answer:{PLAN}")
    case.merge(first.id, second.id)

    with case.store.unit("Tách") as unit:
        apart = merging.split_finding(unit, second.id, case.proposal(f"answer:{PLAN}"))

    assert (apart.state, apart.merged_into, finding_code(apart)) == ("edited", "", "PH-02")
    assert ("answers", answered(case.store, case.cycle_id, plan="1")[PLAN]) in case.links(second.id)
    assert {each.finding.id for each in case.analysis().findings} == {first.id, second.id}


def test_withdrawing_the_one_that_stands_takes_the_merged_ones_along(case: Case) -> None:
    first, second = case.accept(OVERDUE), case.accept(f"answer:{PLAN}")
    case.merge(first.id, second.id)

    with case.store.unit("Rút") as unit:
        deeds.retire_finding(unit, first.id, "Nhầm nhà máy")

    assert {OVERDUE, f"answer:{PLAN}"} <= case.keys()
    assert case.accept(OVERDUE).number == 3


def test_a_merged_finding_is_no_longer_met_at_its_answer_or_instrument(case: Case) -> None:
    first, second = case.accept(f"answer:{PLAN}"), case.accept(OVERDUE)
    instrument = case.proposal(OVERDUE).sources[0][1]

    case.merge(first.id, second.id)

    with case.store.reading() as unit:
        assert [each.id for each in thread_of_instrument(unit, instrument).findings] == [first.id]
        assert [each.id for each in findings_of(unit, case.proposal(f"answer:{PLAN}").sources[0][1])] == [first.id]


def test_what_cannot_be_merged_is_told_and_changes_nothing(case: Case) -> None:
    first, second, third = (case.accept(key) for key in (OVERDUE, f"answer:{PLAN}", f"answer:{LABELS}"))
    dismissed = case.dismiss(f"answer:{BACKUPS}")
    case.merge(first.id, second.id)
    with case.store.reading() as unit:
        before = unit.fingerprint()

    for into, other, sentence in (
        (first.id, first.id, "Chọn ít nhất hai phát hiện"),
        (third.id, second.id, "PH-02 đã gộp vào phát hiện khác rồi"),
        (second.id, third.id, "PH-02 đã gộp vào phát hiện khác rồi"),
        (third.id, dismissed.id, "Đề xuất đã bỏ không gộp được"),
    ):
        with pytest.raises(UserError, match=sentence):
            case.merge(into, other)
    with pytest.raises(UserError, match="PH-02 đã gộp vào phát hiện khác; sửa ở phát hiện đó"):  # noqa: SIM117
        with case.store.unit("Sửa") as unit:
            deeds.edit_finding(unit, second.id, "title", "Khác")

    with case.store.reading() as unit:
        assert unit.fingerprint() == before


def test_a_repeated_finding_is_compared_with_the_one_that_took_it_in(case: Case) -> None:
    from dataclasses import replace
    from datetime import date

    from app.domain.keys import new_key
    from app.domain.sites import Cycle

    first, second = case.accept(OVERDUE), case.accept(f"answer:{PLAN}")
    case.merge(first.id, second.id)
    with case.store.unit("Chu kỳ mới") as unit:
        later = unit.cycles.keep(
            Cycle(id=new_key(), name="2028–2029", starts_on=date(2028, 1, 1), previous_id=case.cycle_id)
        )
        again = replace(second, id=new_key(), cycle_id=later.id, number=1)

        before = finding_before(unit, again)

    assert before is not None
    assert before.id == first.id


# ---- many at once


def test_many_proposals_are_accepted_in_one_go_as_one_by_one(case: Case) -> None:
    dismissed = case.dismiss(f"answer:{LABELS}")
    case.accept(OVERDUE)
    proposals = [case.proposal(key) for key in (OVERDUE, f"answer:{PLAN}", f"answer:{LABELS}")]

    with case.store.unit("Nhận") as unit:
        kept = deeds.accept_proposals(unit, case.cycle_id, proposals)

    assert [(each.number, each.origin, each.state) for each in kept] == [
        (2, f"answer:{PLAN}", "accepted"),
        (3, f"answer:{LABELS}", "accepted"),
    ]
    assert kept[1].id == dismissed.id
    assert case.keys() == {f"answer:{BACKUPS}"}
    assert case.links(kept[0].id) == set(proposals[1].sources)
    assert all(each.drift is None for each in case.analysis().findings)


# ---- classes


def test_a_finding_keeps_the_classes_and_the_rule_of_the_day_it_was_taken(case: Case) -> None:
    finding = case.accept(OVERDUE)

    assert (finding.consequence, finding.occurrence, finding.detection) == (3, 5, 3)
    assert finding.rule.startswith("Phương tiện đo ngoài diện kiểm định bắt buộc")


def test_a_class_that_a_person_sets_makes_the_finding_hers_and_can_be_taken_from_the_data_again(case: Case) -> None:
    finding = case.accept(OVERDUE)
    with case.store.unit("Sửa") as unit:
        edited = deeds.edit_finding(unit, finding.id, "consequence", "5")
    assert (edited.state, edited.consequence, case.rows()[finding.id].priority.level) == ("edited", 5, 1)

    with case.store.unit("Lấy lại") as unit:
        back = deeds.take_classes(unit, finding.id, case.proposal(OVERDUE))

    assert back.consequence == 3


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [("consequence", "6", "Cấp từ 1 đến 5"), ("detection", "cao", "Cấp từ 1 đến 5"), ("urgent", "x", "quy tắc khẩn")],
)
def test_what_is_no_class_is_refused(case: Case, field: str, text: str, sentence: str) -> None:
    finding = case.accept(OVERDUE)

    with pytest.raises(UserError, match=sentence), case.store.unit("Sửa") as unit:
        deeds.edit_finding(unit, finding.id, field, text)

    assert case.finding(finding.id) == finding


def test_the_list_puts_the_first_priority_first_and_what_is_closed_last(case: Case) -> None:
    case.dismiss(f"answer:{PLAN}")
    case.accept(f"answer:{BACKUPS}")

    rows = list(case.rows().values())

    assert [each.state for each in rows][-1] == "dismissed"
    levels = [each.priority.level or 9 for each in rows if each.is_open]
    assert levels == sorted(levels)
    assert rows[0].source_words in ("Danh mục", "Câu trả lời")


# ---- whatever one does, in whatever order

KEYS = (OVERDUE, f"answer:{PLAN}", f"answer:{LABELS}", f"answer:{BACKUPS}")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "edit", "merge", "dismiss", "take in", "analyse", "worsen", "undo", "class"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=14,
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("blank") / "mill.dochuan"
    with a_case(path) as made:
        cycle_id = made.cycle_id
    return path, cycle_id


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_running_the_analysis_again_never_resurrects_or_overwrites(
    blank: tuple[Path, str], steps: list[tuple[str, int, int]]
) -> None:
    path, cycle_id = blank
    with TemporaryDirectory() as folder:
        store = Store.open(Path(shutil.copy(path, folder)), person="Nguyễn Thu Hà")
        try:
            case = Case(store, cycle_id)
            for deed, one, other in steps:
                before = _all(case)
                _do(case, deed, one, other)
                _check(case, before, deed)
        finally:
            store.close()


def _all(case: Case) -> dict[str, Finding]:
    with case.store.reading() as unit:
        return {each.id: each for each in unit.findings.all(cycle_id=case.cycle_id)}


def _do(case: Case, deed: str, one: int, other: int) -> None:
    """One deed on what is there; nothing where it does not apply."""
    proposed = sorted(case.keys())
    standing = sorted((each for each in _all(case).values() if stands(each)), key=lambda each: each.number)
    match deed:
        case "accept" if proposed:
            case.accept(proposed[one % len(proposed)])
        case "dismiss" if proposed:
            case.dismiss(proposed[one % len(proposed)])
        case "take in" if proposed and standing:
            with case.store.unit("Gộp") as unit:
                proposal = case.proposal(proposed[one % len(proposed)])
                taken = deeds.accept_proposal(unit, case.cycle_id, proposal)
                merging.merge_findings(unit, standing[other % len(standing)].id, [taken.id])
        case "edit" if standing:
            with case.store.unit("Sửa") as unit:
                deeds.edit_finding(unit, standing[one % len(standing)].id, "title", f"Lời của tôi {one} {other}")
        case "class" if standing:
            with case.store.unit("Sửa") as unit:
                deeds.edit_finding(unit, standing[one % len(standing)].id, "consequence", str(other + 1))
        case "merge" if len(standing) > 1:
            into, taken = standing[one % len(standing)], standing[other % len(standing)]
            if into.id != taken.id:
                case.merge(into.id, taken.id)
        case "worsen":
            answered(case.store, case.cycle_id, plan=str(1 + one % 2), labels=str(1 + other % 2))
        case "undo" if case.store.next_undo() is not None:
            case.store.undo()
        case _:
            case.analysis()


def _check(case: Case, before: dict[str, Finding], deed: str) -> None:
    after, proposed = _all(case), case.keys()
    decided = {each.origin for each in after.values() if each.origin}
    assert not decided & proposed
    numbers = [each.number for each in after.values() if each.number]
    assert len(set(numbers)) == len(numbers)
    for each in after.values():
        if each.state == "merged":
            assert stands(after[each.merged_into])
            assert case.links(each.id) == set()
    if deed not in ("undo", "edit", "class", "merge", "take in"):
        assert {id: after[id] for id in before} == before
    if deed != "undo":
        assert all(after[id].state == "dismissed" for id, each in before.items() if each.state == "dismissed")
        assert all(after[id].number == each.number for id, each in before.items())
    told = {each.finding.id: each.finding for each in case.analysis().findings}
    assert told == {id: each for id, each in after.items() if stands(each)}
