"""The report of a review: matters one by one, those decided alike together, and what goes on."""

from __future__ import annotations

from app.domain.document import Document, Paragraph, Table
from app.domain.monitoring import ReviewItem
from app.domain.review import OpenMatter, Review
from app.reports.review import ReviewPaper, build
from app.services.reporting import material_of
from app.wording import speaking
from tests.reports.samples import AS_OF, a_dossier


def a_matter(code: str, decision: str = "", kind: str = "findings", *, settled: bool = False) -> OpenMatter:
    item = ReviewItem(
        id=code, cycle_id="c", number=1, kind="amendment", words="Xem lại", decision=decision, reason="Ưu tiên thấp"
    )
    return OpenMatter(
        kind=kind,
        id=code,
        code=code,
        title=f"Việc {code}",
        why="còn mở",
        state="warn",
        item=item if decision else None,
        settled=settled,
    )


def built(*matters: OpenMatter) -> Document:
    with speaking("vi"):
        return build(
            ReviewPaper(
                review=Review(matters=matters, lessons=()),
                sentence="Hai mục tiêu đạt.",
                versions=(),
                material=material_of(a_dossier(3, pictures=0), AS_OF),
            )
        )


def tables(document: Document) -> list[list[str]]:
    return [[str(row[0]) for row in each.rows] for each in document.blocks if isinstance(each, Table) and each.rows]


def paragraphs(document: Document) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, Paragraph)]


def test_matters_decided_alike_are_told_once_with_their_decision() -> None:
    alike = [a_matter(f"PH-{number:02d}", "carry") for number in range(1, 6)]

    document = built(a_matter("PH-09", "keep"), *alike)

    assert tables(document) == [["PH-09"], ["PH-01", "PH-02", "PH-03", "PH-04", "PH-05"]]
    assert "Chuyển sang chu kỳ sau, 5 mục: Xem lại; Ưu tiên thấp." in paragraphs(document)


def test_what_waits_is_never_told_together() -> None:
    document = built(*(a_matter(f"PH-{number:02d}") for number in range(1, 7)))

    assert tables(document) == [[f"PH-{number:02d}" for number in range(1, 7)]]


def test_a_goal_that_was_reached_goes_on_where_that_was_decided() -> None:
    document = built(a_matter("MT-01", "carry", "goals", settled=True), a_matter("MT-02", kind="goals", settled=True))

    words = [str(row[3].word) for each in document.blocks if isinstance(each, Table) for row in each.rows]
    assert words == ["Chuyển sang chu kỳ sau", "không cần quyết định"]
    assert any("làm dự thảo: MT-01." in each for each in paragraphs(document))
