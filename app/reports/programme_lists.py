"""The papers of steps 4 and 5 by themselves: the list of tasks with its schedule, the list of solutions with the means.

They say the same as the programme does in its parts IV to VII, for a meeting that looks at one step alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.document import Block, Document, Heading, Table
from app.reports.programme import signatures
from app.reports.programme_matter import ProgrammeMatter
from app.reports.programme_means import means_blocks
from app.reports.programme_work import schedule_chart, solution_blocks, task_blocks
from app.wording import _


def tasks_document(matter: ProgrammeMatter) -> Document:
    blocks = [*_under(_("1. Các nhiệm vụ"), task_blocks(matter)), Heading(_("2. Tiến độ")), schedule_chart(matter)]
    return _document(matter, _("Danh mục nhiệm vụ"), blocks)


def solutions_document(matter: ProgrammeMatter) -> Document:
    blocks = [
        *_under(_("1. Các giải pháp"), solution_blocks(matter)),
        *_under(_("2. Kinh phí và nguồn lực"), means_blocks(matter)),
    ]
    return _document(matter, _("Danh mục giải pháp, kinh phí"), blocks)


def _under(title: str, blocks: Iterable[Block]) -> list[Block]:
    """A part of the programme under a heading of this paper instead of its own, which comes first."""
    return [Heading(title), *list(blocks)[1:]]


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Tables counted from 1, whatever number they have in the programme."""
    number = 0
    for each in blocks:
        if isinstance(each, Table) and each.caption:
            number += 1
            each = replace(each, caption=re.sub(r"\d+", str(number), each.caption, count=1))
        yield each


def _document(matter: ProgrammeMatter, title: str, blocks: list[Block]) -> Document:
    return Document(
        title=title,
        subject=matter.name,
        attached=_("(Kèm theo {decision})", decision=matter.decision_words) if matter.version else "",
        letterhead=matter.letterhead,
        blocks=(*_numbered(blocks), signatures(matter)),
        footer=matter.footer,
        language=matter.material.language,
        draft=matter.is_draft,
        about=matter.name,
        keywords=matter.footer,
        as_of=matter.material.as_of,
    )
