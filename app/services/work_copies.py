"""Excel work copies: a section of a form or a register goes out to someone without this program, and comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import UserError
from app.domain.work_copies import Head, WorkCopy
from app.domain.work_copy_preview import Decisions, WorkCopyPreview, by_record, new_to_take, to_take
from app.exchange.work_copies import ReadCopy, looks_like_work_copy, read_work_copy
from app.formats import fold, now, show_date, tidy
from app.services.dossiers import the_site
from app.services.survey import open_form
from app.services.work_copy_compare import Comparison
from app.services.work_copy_parts import PARTS, TITLES
from app.services.work_copy_registers import RegisterSource
from app.services.work_copy_sources import Source
from app.services.work_copy_survey import SurveySource, edition_of, form_sections
from app.storage.unit import Unit
from app.wording import N_, _, language, speaking

Tell = Callable[[float], None]
SURVEY, REGISTER = "survey", "register"

__all__ = [
    "Offer",
    "OlderFormError",
    "ReadCopy",
    "Taken",
    "annotated_copy",
    "looks_like_work_copy",
    "make_copy",
    "offers",
    "preview_copy",
    "read_work_copy",
    "take_copy",
    "write_copy",
]


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be taken away. key: what to ask for it by ("instruments", "survey", "survey:5")."""

    key: str
    title: str
    what: str
    form: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written."""

    cells: int
    added: int
    removed: int


def offers(unit: Unit, cycle_id: str) -> tuple[Offer, ...]:
    """Every register, every form, every section of the survey, in the order of the window."""
    made = [Offer(key, _(title), REGISTER) for key, title in _SHORT.items()]
    for pinned in sorted(unit.forms.all(cycle_id=cycle_id), key=lambda each: (each.step, each.name != "survey")):
        filling = open_form(unit, cycle_id, pinned.name, language())
        made.append(Offer(pinned.name, filling.form.title, SURVEY, pinned.name))
        if pinned.name == "survey":
            for each in form_sections(filling):
                key = f"{pinned.name}:{each.code or each.path}"
                made.append(Offer(key, f"{each.code} {each.title}".strip(), SURVEY, pinned.name, each.path))
    return tuple(made)


_SHORT: Mapping[str, str] = {
    "instruments": N_("Phương tiện đo"),
    "standards": N_("Chuẩn, chất chuẩn"),
    "processes": N_("Quá trình đo"),
    "people": N_("Người thực hiện phép đo"),
    "procedures": N_("Quy trình"),
    "environment": N_("Điều kiện môi trường"),
}


def offer_of(unit: Unit, cycle_id: str, wanted: str) -> Offer:
    """The offer by its key, the path of a section, or its title; UserError that lists what there is."""
    every = offers(unit, cycle_id)
    for name in (
        lambda each: each.key == wanted,
        lambda each: bool(each.part) and each.part == wanted,
        lambda each: fold(tidy(each.title)) == fold(tidy(wanted)),
        lambda each: each.key == f"survey:{wanted}",
    ):
        found = [each for each in every if name(each)]
        if found:
            return found[0]
    known = ", ".join(each.key for each in every)
    raise UserError(_("Không có “{wanted}” để xuất. Có: {known}.", wanted=wanted, known=known))


def make_copy(unit: Unit, cycle_id: str, wanted: str, spoken: str = "") -> WorkCopy:
    """What to write: as the dossier says now. spoken: the language of the copy, the one in use when left out."""
    spoken = spoken or language()
    offer = offer_of(unit, cycle_id, wanted)
    with speaking(spoken):
        sources = _sources(unit, cycle_id, offer.what, offer.form, offer.part or offer.key, spoken)
        tables = tuple(each.exported() for each in sources)
        title = _(TITLES[offer.key]) if offer.what == REGISTER else _("Bản làm việc: {title}", title=tables[0].title)
        head = _head(unit, cycle_id, offer, sources, spoken)
    return WorkCopy(head, title, tables)


def _head(unit: Unit, cycle_id: str, offer: Offer, sources: list[Source], spoken: str) -> Head:
    site, cycle = the_site(unit), unit.cycles.get(cycle_id)
    moment = now().astimezone()
    survey = sources[0] if isinstance(sources[0], SurveySource) else None
    return Head(
        site_id=site.id,
        site=_("{enterprise}, {site}", enterprise=site.enterprise, site=site.name) if site.name else site.enterprise,
        cycle_id=cycle_id,
        cycle=cycle.name,
        what=offer.what,
        part=offer.part or offer.key,
        form=offer.form,
        form_sha=edition_of(survey.pinned) if survey else "",
        form_version=survey.pinned.version if survey else "",
        revision=unit.revision,
        made_at=f"{show_date(moment.date())} {moment:%H:%M}",
        made_by=unit.person,
        language=spoken,
    )


def write_copy(copy: WorkCopy, path: Path, progress: Tell | None = None) -> Path:
    """The work copy as an .xlsx file; whole, or not at all."""
    from app.reports.work_copy import write_work_copy  # openpyxl comes with it, and no start waits for that

    return write_work_copy(copy, path, progress)


def copy_name(copy: WorkCopy, stem: str) -> str:
    """The name to propose for the file."""
    part = fold(copy.tables[0].title).replace(" ", "-")
    plain = "".join(each for each in part if each.isalnum() or each == "-").strip("-")[:48]
    return f"{stem}_ban-lam-viec_{plain}.xlsx"


def _sources(unit: Unit, cycle_id: str, what: str, form: str, part: str, spoken: str) -> list[Source]:
    if what == REGISTER and part in PARTS:
        return [RegisterSource(unit, each) for each in PARTS[part]]
    if what == SURVEY:
        return [SurveySource(unit, cycle_id, form, "" if part == form else part, spoken)]
    raise UserError(_("Bản làm việc thuộc phần “{part}” mà chương trình này không biết.", part=part))


def _sources_of(unit: Unit, cycle_id: str, head: Head) -> dict[str, Source]:
    """The records behind a copy that came back, their words in its language."""
    with speaking(head.language):
        made = _sources(unit, cycle_id, head.what, head.form, head.part, head.language)
    return {each.key: each for each in made}


def preview_copy(
    unit: Unit, cycle_id: str, read: ReadCopy, *, fitting: bool = False, tell: Tell | None = None
) -> WorkCopyPreview:
    """What it would bring. UserError when it belongs to another dossier, another cycle or an older form, or when its
    step is locked; nothing is changed. fitting: of an older form take the questions that are still asked the same.
    """
    head = read.head
    _refuse_strangers(unit, cycle_id, head)
    sources = _sources_of(unit, cycle_id, head)
    stale: frozenset[str] = frozenset()
    for source in sources.values():
        if isinstance(source, SurveySource):
            source.demand_open()
            stale = _stale_questions(read, source, fitting)
    if any(table.key not in sources for table in read.tables):
        raise UserError(_("Bản làm việc thuộc phần “{part}” mà chương trình này không biết.", part=head.part))
    parts = []
    for place, table in enumerate(read.tables):
        comparison = Comparison(table, sources[table.key], head.language, stale)
        comparison.run(lambda share, place=place: tell((place + share) / len(read.tables)) if tell else None)  # type: ignore[misc]
        parts.append(comparison)
    return WorkCopyPreview(
        file=read.file,
        head=head,
        cells=tuple(each for part in parts for each in part.cells),
        new=tuple(each for part in parts for each in part.new),
        gone=tuple(each for part in parts for each in part.gone),
        told=tuple(each for part in parts for each in part.told),
    )


def _refuse_strangers(unit: Unit, cycle_id: str, head: Head) -> None:
    site = the_site(unit)
    if head.site_id != site.id:
        raise UserError(
            _(
                "Bản làm việc này thuộc hồ sơ “{theirs}”, không phải “{ours}”. Mở đúng hồ sơ rồi nhận lại.",
                theirs=head.site,
                ours=site.enterprise,
            )
        )
    if head.what == SURVEY and head.cycle_id != cycle_id:
        raise UserError(
            _(
                "Bản làm việc này thuộc chu kỳ “{theirs}”; hồ sơ đang ở chu kỳ “{ours}”. Hãy xuất bản làm việc mới.",
                theirs=head.cycle,
                ours=unit.cycles.get(cycle_id).name,
            )
        )


def _stale_questions(read: ReadCopy, source: SurveySource, fitting: bool) -> frozenset[str]:
    """The questions of an older edition that are asked otherwise now; UserError unless they may be left out."""
    if read.head.form_sha == edition_of(source.pinned):
        return frozenset()
    signs = {base.id: base.sign for table in read.tables for base in table.base.values()}
    changed = source.changed_questions(signs)
    if changed and not fitting:
        shown = ", ".join(changed[:8]) + ("…" if len(changed) > 8 else "")
        raise OlderFormError(
            _(
                "Bản làm việc theo phiếu bản {old}, hồ sơ dùng bản {new}: {count} câu đã khác ({codes}). Hãy xuất bản "
                "làm việc mới, hoặc chỉ nhận những câu không đổi.",
                old=read.head.form_version or "–",
                new=source.pinned.version or "–",
                count=len(changed),
                codes=shown,
            )
        )
    return frozenset(path for path, sign in signs.items() if source.is_changed(path, sign))


class OlderFormError(UserError):
    """A copy of an older edition of the form; asked for expressly, the questions that did not change can be taken."""


def take_copy(
    unit: Unit, cycle_id: str, read: ReadCopy, preview: WorkCopyPreview, decisions: Decisions, *, fitting: bool = False
) -> Taken:
    """Writes what the decisions say; call it in one unit, so that one undo takes all back.

    UserError while a conflict is open, when nothing would be written, and when the dossier changed since the preview.
    """
    wanted = to_take(preview, decisions)
    if wanted.open:
        raise UserError(_("Còn {count} ô sửa ở cả hai bên; hãy chọn giữ bên nào.", count=wanted.open))
    if not wanted.total:
        raise UserError(_("Không có gì để nhận từ tệp này."))
    fresh = preview_copy(unit, cycle_id, read, fitting=fitting)
    if (fresh.cells, fresh.new, fresh.gone) != (preview.cells, preview.new, preview.gone):
        raise UserError(_("Hồ sơ đã thay đổi từ lúc xem trước. Hãy xem lại rồi nhận."))
    head = read.head
    sources = _sources_of(unit, cycle_id, head)
    with speaking(head.language):
        for (table, record), cells in by_record(each for each in preview.cells if decisions.takes(each)).items():
            sources[table].write(unit, record, cells)
        for row in new_to_take(preview, decisions):
            sources[row.table].write(unit, "", row.values)
        removed = [each for each in preview.gone if each.key in decisions.remove]
        for gone in removed:
            sources[gone.table].retire(unit, gone.record)
    return Taken(wanted.cells, wanted.new, len(removed))


def annotated_copy(read_from: Path, preview: WorkCopyPreview, out: Path | None = None) -> Path:
    """A new file beside the given one, with what could not be taken in red and why; the given one stays as it is."""
    from app.exchange.work_copy_notes import write_annotated  # openpyxl comes with it

    return write_annotated(read_from, preview, out)
