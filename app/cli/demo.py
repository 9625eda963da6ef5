"""demo --out DIR: a worked sample factory over two cycles; leaves its dossier and every paper of every step in DIR.

Needs no screen. Beside it lies a second sample, a survey in the middle of its first day.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.printing import tell
from app.domain.errors import UserError
from app.domain.sites import Cycle
from app.formats import fold
from app.services import reporting, signing
from app.services.papers import PAPERS, Occasion, ready_reports
from app.services.sample import Sample, read_sample
from app.services.versions import version_in_force
from app.services.worked_sample import ENDED, work_through
from app.services.worked_tea import begin_tea
from app.storage.store import Store
from app.wording import _, language, speaking

Say = Callable[[str], None]

DOSSIER, TEA = "nha-may-pho-ha.dochuan", "xuong-che-tan-son.dochuan"
SIGNED = "decision"
"""The paper that is signed, with a certificate made up for the demonstration."""
LIST = ".dochuan-demo.json"
"""Names what an earlier run left, with SHA-256: only such files, when nobody has changed them since, are replaced."""


def add_to(commands: Any) -> None:
    parser = commands.add_parser("demo", help=_("lập một nhà máy mẫu qua mười bước, hai chu kỳ, kèm mọi văn bản"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"), help=_("thư mục nhận kết quả"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    left = run_demo(options.out, (lambda _sentence: None) if options.json else print)
    if options.json:
        tell(True, {"files": [str(each) for each in left]}, "")
    return 0


def run_demo(out: Path, say: Say) -> list[Path]:
    """Works the sample, writes its papers, and puts all into the folder; returns where the files lie.

    Nothing is put there before all of it is made. A file in the folder that is not an untouched one of an earlier run
    stays as it is, and the new one takes another name.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".dochuan-demo-", dir=out) as folder:
            made = _make(read_sample(), Path(folder), say)
            left = put(made, Path(folder), out, say)
    except OSError as error:
        raise UserError(
            _("Không ghi được vào thư mục “{folder}”. Chọn thư mục khác, hoặc xem quyền ghi và chỗ trống.", folder=out)
        ) from error
    for each in left:
        say(_("Xong: {file}", file=each))
    return left


def _make(sample: Sample, folder: Path, say: Say) -> list[Path]:
    """All files, by their places in the folder."""
    store = work_through(sample, folder / DOSSIER, _in_language_in_use(say))
    try:
        with store.reading() as unit:
            first, second = unit.cycles.all()
        papers = [
            *_write_papers(store, folder, first, ENDED, say),
            *_write_papers(store, folder, second, max(date.today(), LATEST), say),
        ]
    finally:
        store.close()
    begin_tea(folder / TEA).close()
    return [Path(DOSSIER), Path(TEA), *papers]


LATEST = date(2026, 11, 24)
"""The last day that the sample tells of."""


def _write_papers(store: Store, folder: Path, cycle: Cycle, today: date, say: Say) -> list[Path]:
    """Every paper of a cycle that has something to say, by its step, and the signed decision."""
    with store.reading() as unit:
        dossier = reporting.gather_dossier(unit, cycle.id)
    occasion = Occasion(store=store, dossier=dossier, day=cycle.surveyed_on or today, spoken=language(), today=today)
    within = Path(re.sub(r"[^a-z0-9]+", "-", fold(cycle.name)).strip("-"))
    (folder / within).mkdir()
    made = []
    for each in ready_reports(dossier):
        name = within / f"{each.step:02d}-{each.ending}"
        PAPERS[each.key].write(occasion, folder / name, None)
        made.append(name)
        if each.key == SIGNED:
            made.append(_sign(store, cycle, folder, name))
    say(_("Đã xuất {n} văn bản của {cycle}.", n=len(made), cycle=cycle.name))
    return made


def _sign(store: Store, cycle: Cycle, folder: Path, name: Path) -> Path:
    """The decision signed by a made-up certificate, and kept with the version that it puts in force."""
    signed = signing.signed_name(folder / name)
    with store.unit(_("Ký quyết định")) as unit:
        version = version_in_force(unit, cycle.id)
        if version is None:
            raise ValueError("the sample's programme is not in force")
        key = signing.trial_certificate(version.signer_name)
        done = signing.sign_paper(folder / name, signed, key, reason=_("Phê duyệt chương trình"))
        signing.keep_outcome(unit, done, ("versions", version.id))
    return name.with_name(signed.name)


def _in_language_in_use(say: Say) -> Callable[..., None]:
    """Tells in the language that is spoken now, whatever is spoken while the sample is worked."""
    spoken = language()

    def tell_of(text: str, **values: object) -> None:
        with speaking(spoken):
            say(_(text, **values))

    return tell_of


def put(made: Iterable[Path], folder: Path, out: Path, say: Say) -> list[Path]:
    """Moves what was made in a folder to where it is wanted; returns where each lies."""
    known, made = _known(out), list(made)
    places = [_place(out / each, out, known, say) for each in made]
    for each, place in zip(made, places, strict=True):
        place.parent.mkdir(exist_ok=True)
        (folder / each).replace(place)
    known |= {place.relative_to(out).as_posix(): _sha256(place) for place in places}
    (out / LIST).write_text(json.dumps(known, ensure_ascii=False, indent=1), "utf-8")
    return places


def _place(wanted: Path, out: Path, known: Mapping[str, str], say: Say) -> Path:
    """Where a file goes: its own name, unless another file, or one that was worked in since, stands there."""
    number, place = 1, wanted
    while place.exists() and not _may_be_replaced(place, out, known):
        number += 1
        place = wanted.with_stem(f"{wanted.stem}-{number}")
    if place != wanted:
        say(_("Giữ nguyên “{kept}” đã có; bản mới là “{name}”.", kept=wanted.name, name=place.name))
    elif place.exists():
        say(_("Thay “{name}” của lần chạy trước.", name=place.name))
    return place


def _may_be_replaced(path: Path, out: Path, known: Mapping[str, str]) -> bool:
    name = path.relative_to(out).as_posix()
    return path.is_file() and known.get(name) == _sha256(path) and not _is_open(path)


def _is_open(path: Path) -> bool:
    """Whether a window has this dossier open."""
    if path.suffix != Path(DOSSIER).suffix:
        return False
    store = Store.open(path, backups=False)
    store.close()
    return store.read_only


def _known(out: Path) -> dict[str, str]:
    try:
        told = json.loads((out / LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in told.items()} if isinstance(told, dict) else {}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
