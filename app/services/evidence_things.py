"""What evidence can be linked to, in words: questions, instruments, findings and the rest of the registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.answers import Answer
from app.domain.findings import finding_code, stands
from app.domain.forms.filling import Filling
from app.domain.goals import goal_code
from app.domain.instruments import Instrument
from app.domain.studies import study_code
from app.formats import fold
from app.services.locks import demand_open
from app.services.survey import STEP, open_form, record_of
from app.storage.unit import Unit
from app.wording import N_, _

FORMS = ("survey", "profile", "opening_meeting", "closing_meeting")
PAGES = {"instrument": "instruments", "standard": "standards", "reference_material": "standards"}
"""The page that shows an instrument, by its kind."""
QUESTION = "questions"
"""The kind of a Thing whose record is made only when something is linked to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """kind, id: the record; of a question "form path", as it may have no record yet. code, title: what it is called.
    detail: the area, or what kind of thing it is. place: the area where it stands. page, target: where it is shown."""

    kind: str
    id: str
    code: str
    title: str
    detail: str
    icon: str
    page: str
    target: str
    place: str = ""
    searchable: str = ""

    @property
    def words(self) -> str:
        return f"{self.code}  {self.title}".strip()


class Naming:
    """Names things of one cycle in one language, reading each form once.

    forms: kept by the caller from one naming to the next, and emptied when answers change.
    """

    def __init__(
        self, unit: Unit, cycle_id: str, language: str, forms: dict[str, Filling | None] | None = None
    ) -> None:
        self._unit, self._cycle_id, self._language = unit, cycle_id, language
        self._forms = {} if forms is None else forms

    def all_things(self) -> list[Thing]:
        """All that can be linked, in the order in which one is likely to look for it."""
        return self.gathered()()

    def gathered(self) -> Callable[[], list[Thing]]:
        """Reads what is needed; the call then names all things, which takes longer and needs the dossier no more."""
        findings, registers = list(self._findings()), list(self._registers())
        forms = {name: filling for name in FORMS if (filling := self.filling(name))}
        instruments = self._unit.instruments.texts(*_CALLED)

        def named() -> list[Thing]:
            return [*findings, *_questions(forms), *(_instrument(*each) for each in instruments), *registers]

        return named

    def thing(self, kind: str, id: str) -> Thing | None:
        """The record at the end of a link; None when it is gone or of a kind that is not shown."""
        if kind == "answers":
            answer = self._unit.answers.find(id)
            return self.answer(answer) if answer else None
        if kind == "instruments":
            instrument = self._unit.instruments.find(id)
            return self.instrument(instrument) if instrument else None
        if kind == "calibrations":
            return self._calibration(id)
        if kind in REGISTERS or kind in ("findings", "goals"):
            record = getattr(self._unit, kind).find(id)
            return self._plain(kind, record) if record else None
        return None

    def answer(self, answer: Answer) -> Thing:
        filling = self.filling(answer.form)
        known = filling is not None and filling.form.has_question(answer.question)
        code = filling.form.question(answer.question).code if filling and known else ""
        title = filling.label(answer.question) if filling and known else answer.question
        return _thing("answers", answer.id, code, title, _("câu hỏi"), "answer", answer.form, answer.question)

    def instrument(self, each: Instrument) -> Thing:
        return _instrument(each.id, each.code, each.name, each.serial, each.location, each.kind)

    def filling(self, name: str) -> Filling | None:
        if name not in self._forms:
            pinned = self._unit.forms.count(cycle_id=self._cycle_id, name=name)
            self._forms[name] = open_form(self._unit, self._cycle_id, name, self._language) if pinned else None
        return self._forms[name]

    def _findings(self) -> Iterator[Thing]:
        for each in self._unit.findings.all(cycle_id=self._cycle_id):
            if stands(each):
                yield self._plain("findings", each)

    def _registers(self) -> Iterator[Thing]:
        for kind in REGISTERS:
            for record in getattr(self._unit, kind).all():
                if getattr(record, "cycle_id", self._cycle_id) == self._cycle_id:
                    yield self._plain(kind, record)

    def _calibration(self, id: str) -> Thing | None:
        found = self._unit.calibrations.find(id)
        of = self._unit.instruments.find(found.instrument_id) if found else None
        if found is None or of is None:
            return None
        title = _(
            "Giấy {number} của {instrument}", number=found.certificate_number or "—", instrument=of.code or of.name
        )
        return _thing("calibrations", id, "", title, _("lần kiểm định"), "law", PAGES[of.kind], of.id, of.location)

    def _plain(self, kind: str, record: object) -> Thing:
        detail, icon, page, told = _PLAIN[kind]
        code, title, place = told(record)
        id = str(getattr(record, "id"))  # noqa: B009 any record has one, which its type here does not say
        return _thing(kind, id, code, title, _(detail), icon, page, id, place)


def _questions(forms: Mapping[str, Filling]) -> Iterator[Thing]:
    for name, filling in forms.items():
        for each in filling.relevant_questions():
            path, words = each.path, filling.label(each.path)
            yield _thing(QUESTION, f"{name} {path}", each.code, words, _("câu hỏi"), "answer", name, path)


_CALLED = ("id", "code", "name", "serial", "location", "kind")


def _instrument(id: str, code: str, name: str, serial: str, location: str, kind: str) -> Thing:
    page = PAGES.get(kind, "instruments")
    icon = "instrument" if kind == "instrument" else "standard"
    detail = location or _("phương tiện đo")
    return _thing("instruments", id, code, name or _("Chưa đặt tên"), detail, icon, page, id, location, serial)


REGISTERS = ("processes", "people", "procedures", "environment", "studies", "interviews")
_Told = Callable[..., tuple[str, str, str]]
_PLAIN: dict[str, tuple[str, str, str, _Told]] = {
    "findings": (N_("phát hiện"), "finding", "findings", lambda each: (finding_code(each), each.title, "")),
    "goals": (N_("mục tiêu"), "goal", "goals", lambda each: (goal_code(each), each.title, "")),
    "processes": (N_("quá trình đo"), "process", "processes", lambda each: (each.code, each.name, each.location)),
    "people": (N_("nhân sự"), "person", "people", lambda each: (each.code, each.name, each.department)),
    "procedures": (N_("quy trình"), "note", "procedures", lambda each: (each.code, each.name, each.used_at)),
    "environment": (
        N_("môi trường"),
        "environment",
        "environment",
        lambda each: ("", f"{each.location} {each.quantity}".strip(), each.location),
    ),
    "studies": (N_("nghiên cứu đo"), "study", "studies", lambda each: (study_code(each), each.title, each.location)),
    "interviews": (N_("phỏng vấn"), "comment", "interviews", lambda each: ("", each.name or each.post, each.place)),
}
"""Kind -> what it is called, icon, page, and (code, title, area) of a record."""


def end_of(unit: Unit, cycle_id: str, thing: Thing, language: str) -> tuple[str, str]:
    """The record (kind, key) a link ends at; a question that was never answered gets its empty record here.

    UserError when it is an answer of a step that is approved and locked.
    """
    if thing.kind == "answers":
        demand_open(unit, cycle_id, STEP)
    if thing.kind != QUESTION:
        return thing.kind, thing.id
    form, path = thing.id.split(" ", 1)
    return "answers", record_of(unit, cycle_id, open_form(unit, cycle_id, form, language), path).id


def linked_things(naming: Naming, ends: Iterable[tuple[str, str]]) -> list[Thing]:
    """What these ends are, each once."""
    found = (naming.thing(kind, id) for kind, id in dict.fromkeys(ends))
    return [each for each in found if each is not None]


def _thing(
    kind: str,
    id: str,
    code: str,
    title: str,
    detail: str,
    icon: str,
    page: str,
    target: str,
    place: str = "",
    also: str = "",
) -> Thing:
    searchable = fold(f"{code}  {title} {also} {detail}".strip())
    return Thing(
        kind=kind,
        id=id,
        code=code,
        title=title,
        detail=detail,
        icon=icon,
        page=page,
        target=target,
        place=place,
        searchable=searchable,
    )
