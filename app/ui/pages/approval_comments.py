"""The comments on the draft as rows: number, who said it, what it is about, the words, and the answer in a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.programme_papers import COMMENT_DECISIONS, comment_code
from app.formats import show_date
from app.services.comments import About, CommentRow
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _

GLYPHS = {"": "todo", "accepted": "ok", "partly": "part", "kept": "na"}


def told(row: CommentRow) -> str:
    comment = row.comment
    return _(
        "{code}, {unit}, về {about}: {words} {decision}",
        code=comment_code(comment),
        unit=comment.given_by,
        about=about_words(row),
        words=comment.words,
        decision=_(COMMENT_DECISIONS[comment.decision]),
    )


def about_words(row: CommentRow) -> str:
    """What a comment is about, in a few words."""
    if row.is_gone:
        return _("mục đã bỏ")
    return about_named(row.about) if row.about else _("toàn bộ dự thảo")


def about_named(about: About) -> str:
    """The code and the name; a passage is named by its first words."""
    return f"{about.code} {about.title}" if about.code else _("lời văn: {words}", words=about.title[:60])


class CommentDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        row: CommentRow = index.data(RECORD)
        painter.save()
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect)
        comment = row.comment
        paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(11), 16, 16), GLYPHS[comment.decision])
        words = rect.adjusted(42, 0, -14, 0)
        day = show_date(comment.given_on)
        head = "  ·  ".join(each for each in (comment_code(comment), comment.given_by, day) if each)
        paint_words(painter, words, theme.px(9), "small", head)
        paint_words(painter, words, theme.px(29), "strong" if current else "body", " ".join(comment.words.split()))
        answered = _(COMMENT_DECISIONS[comment.decision])
        paint_words(
            painter, words, theme.px(50), "small", f"{answered}  ·  {about_words(row)}", "warn" if row.is_gone else ""
        )
        painter.restore()


def comment_list() -> ReadingList[CommentRow]:
    made: ReadingList[CommentRow] = ReadingList(_("Ý kiến"), told, height=78)
    made.setItemDelegate(CommentDelegate(made))
    return made
