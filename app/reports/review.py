"""The review of a cycle on paper (báo cáo rà soát, cải tiến): what is open, what was decided and why, the lessons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.document import Block, Column, Document, Figure, Figures, Heading, Paragraph, Signatures, State, Table
from app.domain.monitoring import REVIEW_DECISIONS, review_item_code
from app.domain.programme_papers import Version
from app.domain.review import OPEN_KINDS, OpenMatter, Review
from app.formats import show_number
from app.reports.inventory import joined
from app.reports.material import Material
from app.wording import _

DECISION_STATES = {"keep": "ok", "amend": "part", "carry": "part", "close": "na", "": "todo"}


@dataclass(frozen=True, kw_only=True)
class ReviewPaper:
    """sentence: what became of the goals. versions: of the programme, by number, with the reason of each."""

    review: Review
    sentence: str
    versions: Sequence[Version]
    material: Material


def build(paper: ReviewPaper) -> Document:
    """The whole report, in the language in use."""
    material, site = paper.material, paper.material.dossier.site
    where = joined(site.name, site.enterprise)
    return Document(
        title=_("Báo cáo"),
        subject=_("Rà soát, cải tiến Chương trình đảm bảo đo lường tại {where}", where=where),
        letterhead=replace(material.paper.letterhead, parent="", agency=site.enterprise),
        blocks=(
            Paragraph(
                _("Kính gửi: {addressee}", addressee=_("Giám đốc {enterprise}", enterprise=site.enterprise)),
                "addressee",
            ),
            Paragraph(paper.sentence, "lead"),
            *_counts(paper.review),
            *_matters(paper.review),
            *_lessons(paper.review),
            *_versions(paper.versions),
            *_next(paper.review),
            Signatures(((_("Nhóm thực hiện chương trình"), ""),), (_("Như trên"), _("Lưu: VT"))),
        ),
        footer=material.footer,
        language=material.language,
        draft=material.paper.is_draft,
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=joined(material.footer, *(each.code for each in paper.review.matters)),
        as_of=material.as_of,
    )


def _counts(review: Review) -> Iterator[Block]:
    yield Heading(_("1. Kết quả rà soát"))
    counts = [Figure(show_number(review.count(key)), _(words)) for key, words in REVIEW_DECISIONS.items()]
    waiting = Figure(show_number(len(review.waiting)), _("chưa quyết định"))
    yield Figures((*counts, *([waiting] if review.waiting else [])))


def _matters(review: Review) -> Iterator[Block]:
    yield Heading(_("2. Các mục được rà soát và quyết định"))
    for kind, title in OPEN_KINDS.items():
        found = [each for each in review.matters if each.kind == kind]
        if found:
            yield Heading(_(title), 2)
            yield from _of_kind(found)
    if not review.open:
        yield Paragraph(_("Không còn mục tiêu, nhiệm vụ, phát hiện hay giải pháp nào còn mở."))


MANY = 4
"""So many matters with one and the same decision are told together."""


def _of_kind(found: Sequence[OpenMatter]) -> Iterator[Block]:
    """One by one, and what was decided alike in one table under its decision, said once."""
    alike: dict[tuple[str, str], list[OpenMatter]] = {}
    for each in found:
        alike.setdefault((each.decision, each.said), []).append(each)
    together = [key for key, members in alike.items() if key[0] and len(members) >= MANY]
    alone = tuple(_row(each) for each in found if (each.decision, each.said) not in together)
    if alone:
        columns = (
            Column(_("Mã"), 0.9, "code"),
            Column(_("Nội dung"), 2.8),
            Column(_("Tình trạng"), 2),
            Column(_("Quyết định"), 1.7, "state"),
            Column(_("Điều chỉnh, lý do"), 2.8),
        )
        yield Table(columns, alone, small=True)
    for decision, said in together:
        members = alike[decision, said]
        words = {"decision": _(REVIEW_DECISIONS[decision]), "n": len(members), "said": said}
        yield Paragraph(_("{decision}, {n} mục: {said}.", **words) if said else _("{decision}, {n} mục.", **words))
        short = (Column(_("Mã"), 0.9, "code"), Column(_("Nội dung"), 5.6), Column(_("Tình trạng"), 3.2))
        yield Table(short, tuple((each.code, each.title, each.why) for each in members), small=True)


def _row(each: OpenMatter) -> tuple[str | State, ...]:
    decision = REVIEW_DECISIONS.get(each.decision)
    waiting = State("na", _("không cần quyết định")) if each.settled else State("todo", _("chưa quyết định"))
    state = State(DECISION_STATES[each.decision], _(decision)) if decision else waiting
    return (each.code, each.title, each.why, state, each.said)


def _lessons(review: Review) -> Iterator[Block]:
    columns = (Column(_("Mã"), 0.9, "code"), Column(_("Bài học"), 8))
    rows = tuple((review_item_code(each), each.words) for each in review.lessons)
    yield Heading(_("3. Bài học"))
    yield Table(columns, rows, empty=_("Chưa ghi bài học nào."), small=True)


def _versions(versions: Sequence[Version]) -> Iterator[Block]:
    columns = (
        Column(_("Bản"), 0.8, "number"),
        Column(_("Ngày"), 1.3, "date"),
        Column(_("Số quyết định"), 1.8),
        Column(_("Lý do"), 5),
    )
    rows = tuple((each.number, each.decided_on, each.decision_number, each.reason or _("bản đầu")) for each in versions)
    yield Heading(_("4. Các bản của chương trình"))
    yield Table(columns, rows, empty=_("Chưa có bản nào được chốt."), small=True)


def _next(review: Review) -> Iterator[Block]:
    yield Heading(_("5. Chu kỳ tiếp theo"))
    if not review.carried:
        yield Paragraph(_("Không có mục nào được chuyển sang chu kỳ tiếp theo."))
        return
    codes = ", ".join(each.code for each in review.carried)
    yield Paragraph(
        _(
            "Chuyển sang chu kỳ tiếp theo làm dự thảo: {codes}. Giá trị ban đầu mới của mỗi mục tiêu là lần đo cuối "
            "của chu kỳ này; chưa đo lần nào thì ghi là chưa đo.",
            codes=codes,
        )
    )
