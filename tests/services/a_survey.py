"""A small survey in the form's own notation, pinned in a new dossier."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from app.domain.answers import Answer, PinnedForm
from app.domain.forms.reading import convert_text
from app.domain.keys import new_key
from app.domain.sites import Cycle
from app.storage.store import Store

AS_OF = date(2026, 11, 24)

SURVEY = """
| survey |
| | type | name | label::Tiếng Việt (vi) | label::English (en) | relevant | bind::audit:code | bind::audit:subject | bind::audit:clause | bind::audit:weight | bind::audit:required_level | bind::audit:finding_vi | bind::audit:finding_en | bind::audit:severity | bind::audit:finding_when | bind::audit:goal_vi | bind::audit:goal_en | bind::audit:indicator |
| | begin group | s5 | 5. Kiểm định | 5. Verification |  |  |  |  |  |  |  |  |  |  |  |  |  |
| | select_one level_rule | plan | Có kế hoạch hiệu chuẩn không? | Is there a plan? |  | 5.1.1 | 5 | ISO 10012:2003 7.1 | 4 | 3 | Chưa có kế hoạch hiệu chuẩn. | There is no calibration plan. | high | 2 | Có kế hoạch hiệu chuẩn năm | A yearly calibration plan | group1_in_plan |
| | select_one level_rule | labels | Nhãn tình trạng đọc được không? | Are labels readable? |  | 5.2.4 | 5 | ISO 10012:2003 7.1 | 2 | 3 | Nhãn không đọc được. | Labels cannot be read. | medium | 2 | Mọi nhãn đọc được | Every label is readable |  |
| | end group | s5 |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
| | begin group | s7 | 7. Dữ liệu | 7. Data |  |  |  |  |  |  |  |  |  |  |  |  |  |
| | select_one level_rule | backups | Sao lưu có thử khôi phục không? | Are backups tried? |  | 7.1.1 | 7 | ISO 10012:2003 6.2.2 | 3 | 3 | Sao lưu chưa thử khôi phục. | Backups are not tried. | low | 2 | Thử khôi phục mỗi quý | Restores tried each quarter |  |
| | end group | s7 |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |

| choices |
| | list_name | name | label::Tiếng Việt (vi) | label::English (en) |
| | level_rule | 1 | Chưa có | None |
| | level_rule | 2 | Rời rạc | Scattered |
| | level_rule | 3 | Phần lớn | Mostly |
| | level_rule | 4 | Đầy đủ | Complete |
| | level_rule | 5 | Đầy đủ và được rà soát | Complete and reviewed |

| settings |
| | form_id | form_title | name | version | default_language | namespaces |
| | survey | Khảo sát | survey | 1 | Tiếng Việt (vi) | audit="https://dochuan.vn/xforms/audit" |
"""  # noqa: E501

PLAN, LABELS, BACKUPS = "/survey/s5/plan", "/survey/s5/labels", "/survey/s7/backups"


@cache
def xform() -> str:
    return convert_text(SURVEY, "survey").xform


def surveyed(path: Path) -> tuple[Store, str]:
    """A dossier with one cycle and the small survey; and the id of the cycle."""
    store = Store.create(path, person="Nguyễn Thu Hà")
    cycle = Cycle(id=new_key(), name="2026–2027", starts_on=date(2026, 1, 1), surveyed_on=AS_OF)
    with store.unit("Tạo hồ sơ") as unit:
        unit.cycles.keep(cycle)
        unit.forms.keep(
            PinnedForm(
                id=new_key(),
                cycle_id=cycle.id,
                name="survey",
                step=1,
                title="Khảo sát",
                version="1",
                sha256="",
                source=SURVEY,
                xform=xform(),
            )
        )
    return store, cycle.id


def answered(store: Store, cycle_id: str, **levels: str) -> dict[str, str]:
    """Answers by the name of the question; their ids by path."""
    paths = {"plan": PLAN, "labels": LABELS, "backups": BACKUPS}
    ids = {}
    with store.unit("Trả lời câu hỏi") as unit:
        for name, level in levels.items():
            path = paths[name]
            known = unit.answers.all(cycle_id=cycle_id, question=path)
            key = known[0].id if known else new_key()
            answer = Answer(id=key, cycle_id=cycle_id, form="survey", question=path, value=level)
            ids[path] = unit.answers.keep(answer).id
    return ids
