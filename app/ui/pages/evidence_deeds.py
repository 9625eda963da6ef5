"""What is done to chosen evidence: each call is one deed, can be undone, and tells so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app import wording
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.services import evidence as service
from app.services.evidence_inbox import link_many, unlink_thing
from app.services.evidence_things import Thing
from app.storage.unit import Unit
from app.ui.workspace import Workspace
from app.wording import _


class EvidenceDeeds:
    """wrong(sentence): shows what could not be done. Each deed is True when it was done."""

    def __init__(self, workspace: Workspace, wrong: Callable[[str], object]) -> None:
        self._workspace, self._wrong = workspace, wrong

    def link(self, chosen: Sequence[Evidence], things: Sequence[Thing]) -> bool:
        """All of them to each of the things."""
        ids = [each.id for each in chosen]
        cycle_id, language = self._workspace.cycle_id, wording.language()
        names = ", ".join(each.code or each.title for each in things)
        return bool(ids and things) and self._do(
            _("Gắn bằng chứng vào {thing}", thing=names),
            lambda unit: link_many(unit, cycle_id, ids, things, language),
            _("Đã gắn {n} ảnh, tệp vào {thing}.", n=len(ids), thing=names),
        )

    def unlink(self, evidence: Evidence, thing: Thing) -> bool:
        cycle_id, language = self._workspace.cycle_id, wording.language()
        name = thing.code or thing.title
        return self._do(
            _("Gỡ bằng chứng khỏi {thing}", thing=name),
            lambda unit: unlink_thing(unit, cycle_id, evidence.id, thing, language),
            _("Đã gỡ khỏi {thing}.", thing=name),
        )

    def caption(self, evidence: Evidence, words: str) -> bool:
        return self._do(
            _("Ghi tên bằng chứng"), lambda unit: service.describe_evidence(unit, [evidence.id], note=words)
        )

    def place(self, chosen: Sequence[Evidence], words: str) -> bool:
        ids = [each.id for each in chosen]
        return self._do(_("Ghi khu vực của bằng chứng"), lambda unit: service.describe_evidence(unit, ids, place=words))

    def retire(self, chosen: Sequence[Evidence], reason: str) -> bool:
        def work(unit: Unit) -> None:
            for each in chosen:
                service.retire_evidence(unit, each.id, reason)

        return self._do(_("Bỏ bằng chứng"), work, _("Đã bỏ {n} bằng chứng.", n=len(chosen)))

    def restore(self, chosen: Sequence[Evidence]) -> bool:
        def work(unit: Unit) -> None:
            for each in chosen:
                service.restore_evidence(unit, each.id)

        return self._do(_("Lấy lại bằng chứng"), work, _("Đã lấy lại {n} bằng chứng.", n=len(chosen)))

    def _do(self, deed: str, work: Callable[[Unit], object], toast: str = "") -> bool:
        try:
            self._workspace.run(deed, work, toast=toast)
        except UserError as mistake:
            self._wrong(str(mistake))
            return False
        self._wrong("")
        return True
