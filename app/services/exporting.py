"""Taking a dossier's papers away: the reports and a verified copy of the file, written into one folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.dossier import Dossier
from app.domain.errors import UserError
from app.reports.catalogue import REPORTS, Report
from app.reports.placing import place
from app.services import reporting
from app.services.papers import PAPERS, Occasion, ready_reports
from app.storage.inspection import is_good_file
from app.storage.store import Store
from app.wording import N_, _, language

Tell = Callable[[float, str], None]

COPY = Report(
    "copy",
    N_("Bản sao hồ sơ"),
    N_("Tệp .dochuan đầy đủ, đã thử mở lại"),
    "ho-so.dochuan",
    "shield",
)
EXPORTS = (*REPORTS, COPY)
"""What one may take away, in menu order."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was written. size in bytes."""

    key: str
    path: Path
    size: int


def file_name(dossier: Dossier, as_of: date, export: Report, spoken: str = "vi") -> str:
    """Dossier code, day, what it is; a paper in another language than Vietnamese names that language."""
    stem, dot, ending = export.ending.rpartition(".")
    if export is not COPY and spoken != "vi":
        stem = f"{stem}_{spoken}"
    return f"{reporting.file_stem(dossier, as_of)}_{stem}{dot}{ending}"


def export_files(
    store: Store,
    folder: Path,
    as_of: date | None = None,
    keys: Iterable[str] | None = ("summary", "checklist"),
    *,
    today: date,
    cycle_id: str | None = None,
    spoken: str = "",
    tell: Tell | None = None,
) -> list[Exported]:
    """Write the chosen files into the folder, made when it is missing; existing ones of the same name are replaced.

    keys: of EXPORTS; None takes every paper that there is something to write in. spoken: the language of the papers,
    the one in use when left out. today: what steps 7 to 10 are told as of; of a cycle that is over its last day.
    as_of: the day that validity and law are judged by; the survey's own, or else today, when left out. UserError
    when a chosen paper has nothing to say yet, or when a file cannot be written: those before it are whole, and
    nothing of it is left behind.
    """
    tell, spoken = tell or _silent, spoken or language()
    with store.reading() as unit:
        dossier = reporting.gather_dossier(unit, cycle_id)
    day = as_of or reporting.as_of_day(dossier, today)
    chosen = _chosen(dossier, keys)
    ends = dossier.cycle.ends_on
    told_on = min(today, ends) if ends else today
    occasion = Occasion(store=store, dossier=dossier, day=day, spoken=spoken, today=told_on)
    made = []
    for number, export in enumerate(chosen):
        words = _("Đang ghi {title}…", title=_(export.title))
        tell(number / len(chosen), words)
        path = folder / file_name(dossier, day, export, spoken)
        progress = _part(tell, number, len(chosen), words)
        if export is COPY:
            copy_dossier(store, path)
        else:
            PAPERS[export.key].write(occasion, path, progress)
        made.append(Exported(export.key, path, path.stat().st_size))
    tell(1.0, "")
    return made


def _chosen(dossier: Dossier, keys: Iterable[str] | None) -> list[Report]:
    ready = ready_reports(dossier)
    if keys is None:
        return list(ready)
    wanted = set(keys)
    early = next((each for each in REPORTS if each.key in wanted and each not in ready), None)
    if early is not None:
        raise UserError(
            _("Chưa có gì để ghi vào “{title}”: làm bước {step} trước.", title=_(early.title), step=early.step)
        )
    return [each for each in EXPORTS if each.key in wanted]


def copy_dossier(store: Store, path: Path) -> Path:
    """A copy of the whole dossier, opened once to prove it. UserError when it cannot be made or does not open."""
    source = store.back_up() or store.path

    def copy(beside: Path) -> None:
        shutil.copyfile(source, beside)
        if not is_good_file(beside):
            raise UserError(
                _("Bản sao “{name}” không mở lại được. Hãy thử lại, hoặc chọn thư mục khác.", name=path.name)
            )

    if path.resolve() == store.path.resolve():
        raise UserError(_("“{name}” chính là hồ sơ đang mở. Hãy chọn thư mục khác.", name=path.name))
    return place(path, copy)


def _part(tell: Tell, number: int, total: int, words: str) -> Callable[[float], None]:
    """The progress of one file as a part of the whole."""
    return lambda share: tell((number + share) / total, words)


def _silent(_share: float, _words: str) -> None:
    """Nobody asked to be told."""
