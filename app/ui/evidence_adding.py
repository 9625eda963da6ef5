"""Taking in photos and files, dropped, pasted, picked or found: each is safe as soon as it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QImage, QImageWriter
from shiboken6 import isValid

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.formats import now, show_time
from app.services.evidence import LARGEST, Prepared, keep_evidence, keeps_position, prepare, too_heavy
from app.storage.unit import Unit
from app.ui.workspace import Workspace
from app.wording import _

Piece = tuple[str, Callable[[], bytes]]
"""The name of a file and how to get its bytes; UserError when they cannot be had."""


@dataclass
class Outcome:
    """added: in the order they came. wrong: a sentence for each that was not."""

    added: list[Evidence] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def add_pieces(
    workspace: Workspace,
    pieces: Sequence[Piece],
    *,
    deed: str,
    ended: Callable[[Outcome], object],
    link: Callable[[Unit], tuple[str, str]] | None = None,
    only_new: bool = False,
    owner: QObject | None = None,
    each: Callable[[Evidence], object] | None = None,
) -> None:
    """Take in one after the other, each as a deed of its own, while the window stays alive.

    link: the record (kind, key) they prove, asked within the deed. only_new: bytes that the dossier knows, those of
    withdrawn evidence too, are passed over. each, ended: called in the window's thread unless owner is gone by then;
    the files are taken in to the last one all the same.
    """
    outcome = Outcome()
    waiting = list(pieces)
    keep_position = workspace.read(keeps_position)

    def tell(call: Callable[[], object]) -> None:
        if owner is None or isValid(owner):
            call()

    def next_one() -> None:
        if not waiting:
            tell(lambda: ended(outcome))
            return
        name, content = waiting.pop(0)
        at, all_of_them = len(pieces) - len(waiting), len(pieces)
        words = _("Đang thêm bằng chứng {n}/{all}…", n=at, all=all_of_them)
        work = partial(_prepare, name, content, keep_position)
        workspace.background.run(work, keep, refuse, words=words, owner=workspace)

    def keep(ready: Prepared) -> None:
        def work(unit: Unit) -> Evidence | None:
            if only_new and unit.has_file(sha256(ready.content).hexdigest()):
                return None
            return keep_evidence(unit, ready, linked_to=link(unit) if link else None)

        workspace.run_aside(deed, work, take, refuse, owner=workspace)

    def take(evidence: Evidence | None) -> None:
        if evidence is not None:
            outcome.added.append(evidence)
        if each is not None and evidence is not None:
            tell(lambda: each(evidence))
        next_one()

    def refuse(mistake: UserError) -> None:
        outcome.wrong.append(str(mistake))
        next_one()

    next_one()


def _prepare(name: str, content: Callable[[], bytes], keep_position: bool) -> Prepared:
    return prepare(content(), name, keep_position=keep_position)


def pieces_of(data: QMimeData) -> list[Piece]:
    """What was dropped or pasted: files, whole folders, or a picture; nothing when it is neither."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return pieces_of_paths(paths)
    image = QImage(data.imageData()) if data.hasImage() else QImage()
    if image.isNull():
        return []
    name = _("Ảnh dán {time}.png", time=show_time(now()).replace(":", "-"))
    return [(name, partial(_png, image))]


def pieces_of_paths(paths: Iterable[Path]) -> list[Piece]:
    """Files as they are, folders with all that lies in them."""
    return [(each.name, partial(content_of, each)) for path in paths for each in files_in(path)]


def files_in(path: Path) -> list[Path]:
    """The file itself, or all files below a folder but hidden ones, by name."""
    if not path.is_dir():
        return [path]
    found = (each for each in path.rglob("*") if not any(part[0] == "." for part in each.relative_to(path).parts))
    return sorted(each for each in found if each.is_file())


def takes(data: QMimeData) -> bool:
    """Whether pieces_of would find anything, judged without reading."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def content_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise too_heavy(path.name)
        return path.read_bytes()
    except OSError as failure:
        raise UserError(_("Không đọc được tệp {name}. Kiểm tra thẻ nhớ hoặc quyền đọc.", name=path.name)) from failure


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
