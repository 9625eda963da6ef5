"""The last cycle where one works: in the form of an instrument, and below a finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from app.domain.findings import Finding
from app.domain.floor import Sighting
from app.domain.keys import new_key
from app.services import cycles, inventory, survey
from app.storage.unit import Unit
from app.ui.pages.decisions_card import DecisionsCard
from app.ui.pages.instrument_before import InstrumentBefore
from app.ui.workspace import Workspace


def finding(workspace: Workspace, origin: str) -> Finding:
    made = Finding(
        id=new_key(), cycle_id=workspace.cycle_id, subject=5, number=4, title="Nhãn không đọc được", origin=origin
    )
    return workspace.run("Nêu", lambda unit: unit.findings.keep(made))


@pytest.fixture
def instrument_id(workspace: Workspace) -> str:
    """An instrument whose label was wrong in the first cycle and that was moved in the second."""

    def first_year(unit: Unit) -> str:
        cycle_id = workspace.cycle_id
        made = inventory.add_instrument(unit, code="AP-1", name="Áp kế", location="Kho")
        sighting = Sighting(id=new_key(), cycle_id=cycle_id, instrument_id=made.id, state="label_wrong")
        unit.sightings.keep(replace(sighting, seen_at=datetime(2026, 11, 12, 5, tzinfo=UTC)))
        filling = survey.open_form(unit, cycle_id, "survey")
        level = next(each.path for each in filling.form.questions() if each.is_level)
        survey.answer_question(unit, cycle_id, filling, level, "3")
        return made.id

    return workspace.run("Nhập", first_year)


def next_year(workspace: Workspace) -> None:
    workspace.run("Mở", lambda unit: cycles.start_cycle(unit, name="Chu kỳ 2028", starts_on=date(2028, 1, 4)))


def test_an_instrument_tells_how_it_was_found_and_what_changed(
    qtbot: QtBot, workspace: Workspace, instrument_id: str
) -> None:
    next_year(workspace)
    workspace.run("Sửa", lambda unit: inventory.edit_instrument(unit, instrument_id, "location", "Xưởng 2"))
    line = InstrumentBefore(workspace)
    qtbot.addWidget(line)

    line.show_instrument(instrument_id)

    assert "(12/11/2026)" in line.line.text()
    assert line.line.text().endswith("Nơi dùng: Kho → Xưởng 2")
    assert not line.isHidden()


def test_in_the_first_cycle_an_instrument_tells_nothing(qtbot: QtBot, workspace: Workspace, instrument_id: str) -> None:
    line = InstrumentBefore(workspace)
    qtbot.addWidget(line)

    line.show_instrument(instrument_id)

    assert line.isHidden()


def test_a_finding_names_the_one_it_repeats(qtbot: QtBot, workspace: Workspace, instrument_id: str) -> None:
    finding(workspace, "answer:/survey/s5/labels")
    next_year(workspace)
    again = finding(workspace, "answer:/survey/s5/s5_2/labels")
    new = finding(workspace, "answer:/survey/s5/s5_2/plan")
    card = DecisionsCard(workspace)
    qtbot.addWidget(card)

    assert card.findings.before(again) == "Chu kỳ trước: PH-04 Nhãn không đọc được"
    assert card.findings.before(new) == ""
