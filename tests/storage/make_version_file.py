"""Writes the file of the present schema version that must always open: python -m tests.storage.make_version_file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from app.domain.answers import Answer, PinnedForm
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.sites import Setting, StepState
from app.storage.connection import SCHEMA_VERSION
from tests.storage.builders import a_calibration, a_cycle, a_site, a_store, an_instrument
from tests.storage.test_opening import DATA


def main() -> None:
    DATA.mkdir(exist_ok=True)
    store = a_store(DATA / f"version_{SCHEMA_VERSION}.dochuan")
    site, cycle = a_site(name="Nhà máy Mỹ Hào"), a_cycle(surveyed_on=date(2026, 11, 24))
    instrument = an_instrument(code="PI-101", range_low=Decimal("0"), range_high=Decimal("1.600"), unit="MPa")
    verified_on = date(2026, 3, 2)
    calibration = a_calibration(
        instrument, kind="verification", performed_on=verified_on, certificate_number="KĐ-2026/0117"
    )
    pinned = PinnedForm(
        id=new_key(), cycle_id=cycle.id, name="closing_meeting", step=1, title="Biên bản", version="1",
        sha256="0" * 64, source="| survey |", xform="<h:html/>",
    )  # fmt: skip
    finding = Finding(id=new_key(), cycle_id=cycle.id, number=1, subject=5, title="Áp kế quá hạn")
    goal = Goal(id=new_key(), cycle_id=cycle.id, number=1, title="Đúng hạn", baseline=Decimal("88.0"), unit="%")
    with store.unit("Tạo hồ sơ", lasting=True) as unit:
        unit.sites.keep(site)
        unit.cycles.keep(cycle)
        unit.steps.keep_all(StepState(id=new_key(), cycle_id=cycle.id, step=step) for step in range(1, 11))
        unit.settings.keep(Setting(id=new_key(), name="place", value="Hưng Yên"))
        unit.forms.keep(pinned)
    with store.unit("Nhập danh mục") as unit:
        unit.instruments.keep(instrument)
        unit.calibrations.keep(calibration)
    with store.unit("Trả lời câu hỏi") as unit:
        when = datetime(2026, 11, 24, 3, 42, 7, tzinfo=UTC)
        unit.answers.keep(
            Answer(id=new_key(), cycle_id=cycle.id, form="survey", question="/survey/a", value="4", answered_at=when)
        )
        photo = Evidence(id=new_key(), name="a.jpg", media_type="image/jpeg", sha256=unit.keep_file(b"first"), size=5)
        unit.evidence.keep(photo)
        unit.findings.keep(finding)
        unit.goals.keep(goal)
        unit.links.keep(Link(id=new_key(), from_kind="goals", from_id=goal.id, to_kind="findings", to_id=finding.id))
    store.undo()
    store.redo()
    store.close()


if __name__ == "__main__":
    main()
