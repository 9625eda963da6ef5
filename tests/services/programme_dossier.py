"""A small dossier with the three forms of step 1 in short, and the deeds that make its gates open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from app.domain.answers import PinnedForm
from app.domain.forms.reading import ReadForm, convert_text
from app.domain.keys import new_key
from app.domain.sites import Cycle, Site, StepState
from app.services import analysis, effects, goals, inventory, plans, survey
from app.services.progress import send_back_step, submit_step
from app.storage.store import Store
from app.storage.unit import Unit

DAY = date(2026, 10, 20)
SURVEY = "\n".join(
    [
        "| survey |",
        "| | type | name | label::Tiếng Việt (vi) | bind::audit:subject | bind::audit:required_level | "
        "bind::audit:weight | bind::audit:finding_vi |",
        *(
            f"| | begin group | s{n} | {n}. Nội dung {n} | | | | |\n"
            f"| | select_one level_rule | q{n} | Câu {n}? | {n} | 3 | 2 | Chưa có {n}. |\n"
            f"| | end group | | | | | | |"
            for n in range(1, 10)
        ),
        "",
        "| choices |",
        "| | list_name | name | label::Tiếng Việt (vi) |",
        *(f"| | level_rule | {n} | Mức {n} |" for n in range(1, 6)),
        "",
        "| settings |",
        "| | name | default_language | namespaces |",
        '| | survey | Tiếng Việt (vi) | audit="https://dochuan.vn/xforms/audit" |',
    ]
)
ONE_QUESTION = """
| survey |
| | type | name | label::Tiếng Việt (vi) | required | constraint | constraint_message::Tiếng Việt (vi) |
| | text | who | Ai phụ trách? | yes | string-length(.) > 2 | Ghi ít nhất ba chữ. |
| | text | more | Thêm gì nữa? | | | |

| settings |
| | name | default_language |
| | {name} | Tiếng Việt (vi) |
"""


@cache
def pinned_forms() -> tuple[PinnedForm, ...]:
    sources = {
        "profile": ONE_QUESTION.format(name="profile"),
        "survey": SURVEY,
        "closing_meeting": ONE_QUESTION.format(name="closing_meeting"),
    }
    return tuple(_pinned(name, convert_text(source, name)) for name, source in sources.items())


def _pinned(name: str, read: ReadForm) -> PinnedForm:
    return PinnedForm(
        id="", cycle_id="", name=name, step=1, title=name, version="1", sha256="", source=read.source, xform=read.xform
    )


def a_dossier(path: Path) -> tuple[Store, str]:
    """An empty cycle with ten steps and the three forms; the store is open."""
    store = Store.create(path, person="Thu Hà", backups=False)
    with store.unit("Lập hồ sơ") as unit:
        unit.sites.keep(Site(id=new_key(), enterprise="Đồng Nắng"))
        cycle = unit.cycles.keep(Cycle(id=new_key(), name="2026", starts_on=DAY, surveyed_on=DAY))
        unit.steps.keep_all(StepState(id=new_key(), cycle_id=cycle.id, step=n) for n in range(1, 11))
        unit.forms.keep_all(replace(each, id=new_key(), cycle_id=cycle.id) for each in pinned_forms())
    return store, cycle.id


def answer(unit: Unit, cycle_id: str, form: str, path: str, typed: str) -> None:
    filling = survey.open_form(unit, cycle_id, form)
    survey.answer_question(unit, cycle_id, filling, f"/{form}/{path}", typed)


def complete_step_1(unit: Unit, cycle_id: str, level: str = "4") -> None:
    """Every form answered, and one instrument with all that a register must say."""
    answer(unit, cycle_id, "profile", "who", "KCS trưởng")
    answer(unit, cycle_id, "closing_meeting", "who", "Giám đốc")
    for number in range(1, 10):
        answer(unit, cycle_id, "survey", f"s{number}/q{number}", level)
    cell = inventory.add_instrument(
        unit, code="CB-1", name="Cân bàn", serial="C1", range_text="1–60 kg", location="Kho", group="1"
    )
    inventory.keep_calibration(
        unit, cell.id, kind="calibration", performed_on="01/09/2026", valid_until="30/09/2027", certificate_number="1"
    )


def hand_in(unit: Unit, cycle_id: str, number: int) -> None:
    submit_step(unit, cycle_id, number, DAY)


def send_back(unit: Unit, cycle_id: str, number: int) -> None:
    send_back_step(unit, cycle_id, number, "Thiếu ảnh nhãn.")


def decide_all(unit: Unit, cycle_id: str) -> None:
    for proposal in analysis.analyse(unit, cycle_id, DAY).proposals:
        analysis.accept_proposal(unit, cycle_id, proposal)


def expect_an_effect(unit: Unit, cycle_id: str) -> None:
    """An effect in words, and all that the programme must say of itself."""
    made = effects.new_effect(unit, cycle_id, "social", "Người mua yên tâm")
    effects.edit_effect(unit, made.id, "description", "Không còn khiếu nại về cân.")
    for field, text in COMPLETE_PLAN.items():
        plans.edit_plan(unit, cycle_id, field, text)


def set_a_goal(unit: Unit, cycle_id: str, typed: Mapping[str, str]) -> None:
    finding = next(each for each in unit.findings.all(cycle_id=cycle_id) if each.number)
    goal = goals.keep_goal(unit, goals.draft_goal(unit, finding.id, DAY), [finding.id])
    for field, text in typed.items():
        goals.edit_goal(unit, goal.id, field, text, DAY)


COMPLETE_PLAN = {
    "name": "Chương trình đảm bảo đo lường",
    "starts_on": "01/01/2027",
    "ends_on": "31/12/2027",
    "general_aim": "Mọi phép đo mua bán có người phụ trách.",
}
COMPLETE_GOAL = {
    "indicator": "Tỷ lệ",
    "unit": "%",
    "baseline": "0",
    "target": "100",
    "due_on": "31/12/2027",
    "owner": "KCS",
    "justification": "Vì chưa ai phụ trách.",
}
