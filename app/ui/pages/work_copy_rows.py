"""The lines of a work copy that came back: cells, new rows, rows that are gone, and what else was found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from app.domain.work_copies import Outcome
from app.domain.work_copy_preview import CellChange, CellKey, Decisions, GoneRow, NewRow, Told, WorkCopyPreview
from app.formats import fold
from app.ui.tables.model import Column
from app.wording import N_, _

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the preview. chosen: "mine" keeps what the dossier says, "theirs" takes what the file says, "" is
    not settled; fixed: there is nothing to choose. group: by which filter it is found.
    """

    id: str
    key: CellKey
    group: str
    place: str
    about: str
    title: str
    base: str
    mine: str
    theirs: str
    why: str
    chosen: str
    fixed: bool
    searchable: str


GROUPS: tuple[tuple[str, str], ...] = (
    ("all", N_("Tất cả")),
    ("conflict", N_("Hai bên cùng sửa")),
    ("take", N_("Nhận từ tệp")),
    ("new", N_("Dòng mới")),
    ("gone", N_("Dòng không còn")),
    ("wrong", N_("Không nhận được")),
    ("mine", N_("Chỉ đổi trong hồ sơ")),
    ("told", N_("Lưu ý")),
)
_GROUP_OF = {
    Outcome.CONFLICT: "conflict",
    Outcome.TAKE: "take",
    Outcome.REFUSED: "wrong",
    Outcome.MINE: "mine",
    Outcome.BOTH: "mine",
}
_ORDER = {group: place for place, (group, _word) in enumerate(GROUPS)}


def decided_lines(preview: WorkCopyPreview, decisions: Decisions, keys: Collection[CellKey]) -> list[Line]:
    """These lines anew, after they were decided upon."""
    return [
        *(_cell(each, decisions) for each in preview.cells if each.key in keys),
        *(_new(each, decisions) for each in preview.new if each.key in keys),
        *(_gone(each, decisions) for each in preview.gone if each.key in keys),
    ]


def lines_of(preview: WorkCopyPreview, decisions: Decisions) -> list[Line]:
    """Everything there is to see, what needs a person first."""
    lines = [
        *(_cell(each, decisions) for each in preview.cells),
        *(_new(each, decisions) for each in preview.new),
        *(_gone(each, decisions) for each in preview.gone),
        *(_told(each, place) for place, each in enumerate(preview.told)),
    ]
    return sorted(lines, key=lambda each: _ORDER[each.group])


def _cell(change: CellChange, decisions: Decisions) -> Line:
    settled = decisions.takes(change)
    open_ = decisions.is_open(change)
    why = " ".join(filter(None, (change.why, *change.notes)))
    return Line(
        id="·".join(change.key),
        key=change.key,
        group=_GROUP_OF[change.outcome],
        place=change.place,
        about=change.about,
        title=change.title,
        base=change.base,
        mine=change.mine,
        theirs=change.theirs,
        why=why,
        chosen="" if open_ else THEIRS if settled or change.outcome is Outcome.BOTH else MINE,
        fixed=change.outcome not in (Outcome.TAKE, Outcome.CONFLICT),
        searchable=fold(f"{change.place} {change.about} {change.title} {change.mine} {change.theirs}"),
    )


def _new(new: NewRow, decisions: Decisions) -> Line:
    texts = "; ".join(f"{title}: {text}" for title, text in new.texts.items())
    return Line(
        id="·".join(new.key),
        key=new.key,
        group="new",
        place=str(new.row),
        about=new.about,
        title=new.sheet,
        base="",
        mine=new.about if new.is_there else "",
        theirs=texts,
        why=_("Hồ sơ đã có dòng này.") if new.is_there else "",
        chosen=MINE if new.is_there or new.key in decisions.left_out else THEIRS,
        fixed=new.is_there,
        searchable=fold(f"{new.about} {texts}"),
    )


def _gone(gone: GoneRow, decisions: Decisions) -> Line:
    return Line(
        id="·".join(gone.key),
        key=gone.key,
        group="gone",
        place="–",
        about=gone.about,
        title=gone.sheet,
        base="",
        mine=gone.about,
        theirs="",
        why=_("Dòng không còn trong tệp. Hồ sơ giữ lại, trừ khi bạn chọn bỏ."),
        chosen=THEIRS if gone.key in decisions.remove else MINE,
        fixed=False,
        searchable=fold(gone.about),
    )


def _told(told: Told, place: int) -> Line:
    return Line(
        id=f"told·{place}",
        key=("", "", ""),
        group="wrong" if told.is_wrong else "told",
        place=f"{told.letter}{told.row}" if told.row else "–",
        about=told.words,
        title=told.sheet,
        base="",
        mine="",
        theirs="",
        why=told.words,
        chosen="",
        fixed=True,
        searchable=fold(told.words),
    )


def columns() -> tuple[Column[Line], ...]:
    """In the language in use."""
    return (
        Column(title=_("Ô"), show=lambda each: each.place, width=58, tone=lambda each: "text2"),
        Column(title=_("Dòng"), show=lambda each: each.about, width=190, strong=lambda each: True),
        Column(title=_("Cột"), show=lambda each: each.title, width=130, tone=lambda each: "text2"),
        Column(title=_("Khi xuất"), show=lambda each: _line(each.base), width=130, tone=lambda each: "text2"),
        Column(
            title=_("Trong hồ sơ"),
            show=lambda each: _line(each.mine),
            width=150,
            strong=lambda each: each.chosen == MINE and not each.fixed,
        ),
        Column(
            title=_("Trong tệp"),
            show=lambda each: _line(each.theirs),
            width=0,
            strong=lambda each: each.chosen == THEIRS and not each.fixed,
        ),
        Column(
            title=_("Kết quả"), show=result_word, width=160, state=lambda each: (_GLYPHS[each.group], result_word(each))
        ),
    )


_GLYPHS: Mapping[str, str] = {
    "conflict": "warn",
    "take": "ok",
    "new": "ok",
    "gone": "todo",
    "wrong": "bad",
    "mine": "na",
    "told": "info",
}
_WORDS: Mapping[tuple[str, str], str] = {
    ("conflict", ""): N_("Chọn một bên"),
    ("conflict", MINE): N_("Giữ của hồ sơ"),
    ("conflict", THEIRS): N_("Nhận của tệp"),
    ("take", THEIRS): N_("Nhận"),
    ("take", MINE): N_("Không nhận"),
    ("new", THEIRS): N_("Thêm"),
    ("new", MINE): N_("Không thêm"),
    ("gone", MINE): N_("Giữ lại"),
    ("gone", THEIRS): N_("Bỏ khỏi hồ sơ"),
    ("mine", MINE): N_("Giữ của hồ sơ"),
    ("mine", THEIRS): N_("Đã như nhau"),
}


def _pill(line: Line) -> tuple[str, str]:
    is_settled = line.group == "conflict" and line.chosen
    return "ok" if is_settled else _GLYPHS[line.group], result_word(line)


def result_word(line: Line) -> str:
    if line.group in ("wrong", "told"):
        return _("Không nhận được") if line.group == "wrong" else _("Lưu ý")
    return _(_WORDS[line.group, line.chosen])


def _line(text: str) -> str:
    """Several lines as one."""
    return " ⏎ ".join(text.split("\n")) if "\n" in text else text


def accepts(group: str, sought: str) -> Callable[[Line], bool]:
    """The filter of a group and of words sought, accents or not."""
    words = fold(sought).split()
    return lambda each: (group == "all" or each.group == group) and all(word in each.searchable for word in words)
