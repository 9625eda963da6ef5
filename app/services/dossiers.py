"""Making, opening and describing dossiers, and the settings that travel with one.

Making and opening load SQLAlchemy and, for a new dossier, the form converter; describing one does not.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path

from app import paths
from app.domain.answers import PinnedForm
from app.domain.errors import UserError
from app.domain.forms.definition import Form
from app.domain.forms.filling import Filling
from app.domain.forms.xforms import read_xform
from app.domain.keys import new_key
from app.domain.programme import read_programme
from app.domain.sites import Cycle, Setting, Site, StepState
from app.formats import tidy
from app.services.profile import PROFILE, carry_over
from app.services.survey_states import progress
from app.storage import backups
from app.storage.cards import Glance, glance
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import _

STEPS = 10
FINISHED = ("submitted", "approved")


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCard:
    """What the home page shows of a dossier. step: the first of the ten that is not handed in (10 when all are).

    answered of questions: of the survey, counting the questions that are asked. saved_at, backup_at: UTC.
    """

    path: Path
    enterprise: str
    site_name: str
    cycle_name: str
    step: int
    step_states: tuple[str, ...]
    answered: int
    questions: int
    saved_at: datetime | None
    backup_at: datetime | None


def create_dossier(
    path: Path,
    *,
    person: str,
    enterprise: str,
    site_name: str = "",
    kind: str = "manufacturing",
    province: str = "",
    cycle_name: str = "",
    starts_on: date | None = None,
    surveyed_on: date | None = None,
) -> Store:
    """A new file with its site, the first cycle with ten steps, and the questionnaires as they are today.

    The cycle starts on the day of the survey, or on 1 January of this year, unless said otherwise.
    """
    if not tidy(enterprise):
        raise UserError(_("Ghi tên doanh nghiệp trước khi tạo hồ sơ."))
    starts_on = starts_on or surveyed_on or date(date.today().year, 1, 1)
    site = Site(id=new_key(), enterprise=tidy(enterprise), name=tidy(site_name), kind=kind, province=tidy(province))
    cycle = Cycle(
        id=new_key(), name=tidy(cycle_name) or str(starts_on.year), starts_on=starts_on, surveyed_on=surveyed_on
    )
    forms = [replace(form, id=new_key(), cycle_id=cycle.id) for form in shipped_forms()]
    store = Store.create(path, person=person)
    with _closed_on_failure(store), store.unit(_("Tạo hồ sơ"), lasting=True) as unit:
        unit.sites.keep(site)
        unit.cycles.keep(cycle)
        unit.steps.keep_all(StepState(id=new_key(), cycle_id=cycle.id, step=step) for step in range(1, STEPS + 1))
        unit.forms.keep_all(forms)
        for form in forms:
            if form.name == PROFILE:
                carry_over(unit, cycle.id, site, read_xform(form.xform, PROFILE))
    return store


def open_dossier(path: Path, *, person: str, read_only: bool = False) -> Store:
    """See Store.open; UserError too for a file that holds no site yet."""
    store = Store.open(path, person=person, read_only=read_only)
    with _closed_on_failure(store), store.reading() as unit:
        the_site(unit)
        current_cycle(unit)
    return store


def is_backup(path: Path) -> bool:
    """Is this one of the copies that were made beside a dossier?"""
    return backups.is_backup(path)


def restore_backup(backup: Path) -> Path:
    """A copy of the backup as a dossier of its own, beside the one it came from; never over anything."""
    return backups.restore(backup)


def the_site(unit: Unit) -> Site:
    for site in unit.sites.all():
        return site
    raise UserError(_("Hồ sơ này chưa có doanh nghiệp nào: việc tạo hồ sơ đã bị ngắt giữa chừng. Hãy tạo hồ sơ mới."))


def current_cycle(unit: Unit) -> Cycle:
    """The newest programme period."""
    for cycle in reversed(unit.cycles.all()):
        return cycle
    raise UserError(_("Hồ sơ này chưa có chu kỳ nào: việc tạo hồ sơ đã bị ngắt giữa chừng. Hãy tạo hồ sơ mới."))


def setting(unit: Unit, name: str) -> str:
    """A setting of this dossier; "" when it was never set."""
    return next((each.value for each in unit.settings.all(name=name)), "")


def set_setting(unit: Unit, name: str, value: str) -> Setting:
    found = next(iter(unit.settings.all(name=name)), None)
    return unit.settings.keep(replace(found or Setting(id=new_key(), name=name, value=""), value=value))


def describe_dossier(path: Path) -> DossierCard:
    """A quick look for the home page, without a lock; UserError when the file cannot be read."""
    seen = glance(path)
    states = tuple(each.state for each in seen.steps) or ("todo",) * STEPS
    answered, questions = _survey_progress(seen)
    return DossierCard(
        path=path,
        enterprise=seen.site.enterprise if seen.site else path.stem,
        site_name=seen.site.name if seen.site else "",
        cycle_name=seen.cycle.name if seen.cycle else "",
        step=next((number for number, state in enumerate(states, 1) if state not in FINISHED), STEPS),
        step_states=states,
        answered=answered,
        questions=questions,
        saved_at=seen.saved_at,
        backup_at=seen.backup_at,
    )


@cache
def shipped_forms() -> tuple[PinnedForm, ...]:
    """The questionnaires of the ten steps as they come with the program, converted once; id and cycle are blank."""
    folder = paths.shipped("forms")
    steps = read_programme((folder / "programme.toml").read_text("utf-8"))
    return tuple(_pin(folder / name, step.number) for step in steps for name in step.forms)


def _pin(path: Path, step: int) -> PinnedForm:
    from app.domain.forms.reading import convert  # the converter and its checks, which opening a dossier does not need

    read = convert(path)
    form = read_xform(read.xform, path.stem)
    return PinnedForm(
        id="",
        cycle_id="",
        name=path.stem,
        step=step,
        title=form.title,
        version=form.version,
        sha256=hashlib.sha256(read.source.encode()).hexdigest(),
        source=read.source,
        xform=read.xform,
    )


@lru_cache(maxsize=4)
def _survey(xform: str) -> Form:
    return read_xform(xform, "survey")


def _survey_progress(seen: Glance) -> tuple[int, int]:
    if seen.survey is None:
        return 0, 0
    answers = {each.question: each for each in seen.answers}
    values = {path: each.value for path, each in answers.items() if each.value}
    reached = progress(Filling(_survey(seen.survey.xform), values), answers)
    return reached.answered, reached.total


@contextlib.contextmanager
def _closed_on_failure(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise
