"""A small survey in a real dossier file, for tests of answering."""

# ruff: noqa: E501 (a table is read best in whole rows)

from __future__ import annotations

from datetime import date
from pathlib import Path

from pyxform.xls2xform import convert

from app.domain.answers import PinnedForm
from app.domain.keys import new_key
from app.domain.sites import Cycle, Site, StepState
from app.storage.store import Store

SMALL = """
| survey |
|  | type              | name   | label::Tiếng Việt (vi)      | label::English (en)     | relevant         | constraint | constraint_message | required | bind::audit:code | bind::audit:clause | bind::audit:evidence_vi | bind::audit:subject |
|  | begin group       | s1     | 1. Nhãn                     | 1. Labels               |                  |            |                    |          |                  |                    |                         |                     |
|  | begin group       | s1_1   | 1.1 Tình trạng              | 1.1 State               |                  |            |                    |          |                  |                    |                         |                     |
|  | select_one level_ | labels | Đồng hồ có nhãn không?      | Do gauges have a label? |                  |            |                    |          | 1.1.1            | TT 23/2013         | Ảnh nhãn                | 5                   |
|  | select_one yesno  | trade  | Có mua bán bằng cân không?  | Any trade by weight?    |                  |            |                    | yes      | 1.1.2            |                    |                         |                     |
|  | integer           | scales | Có bao nhiêu cân?           | How many scales?        | ${trade} = 'yes' | . < 100    | Dưới 100 cái.      |          | 1.1.3            |                    |                         |                     |
|  | end group         |        |                             |                         |                  |            |                    |          |                  |                    |                         |                     |
|  | end group         |        |                             |                         |                  |            |                    |          |                  |                    |                         |                     |
|  | begin group       | s2     | 2. Chung                    | 2. General              |                  |            |                    |          |                  |                    |                         |                     |
|  | date              | seen   | Ngày xem                    | Day seen                |                  |            |                    |          | 2.1              |                    |                         |                     |
|  | decimal           | temp   | Nhiệt độ                    | Temperature             |                  |            |                    |          | 2.2              |                    |                         |                     |
|  | text              | words  | Nhận xét                    | Remarks                 |                  |            |                    |          | 2.3              |                    |                         |                     |
|  | end group         |        |                             |                         |                  |            |                    |          |                  |                    |                         |                     |

| choices |
|  | list_name | name | label::Tiếng Việt (vi) | label::English (en) |
|  | level_    | 1    | Chưa có                | None                |
|  | level_    | 2    | Rời rạc                | Scattered           |
|  | level_    | 3    | Phần lớn               | Mostly              |
|  | level_    | 4    | Đầy đủ                 | Complete            |
|  | level_    | 5    | Được rà soát           | Reviewed            |
|  | yesno     | yes  | Có                     | Yes                 |
|  | yesno     | no   | Không                  | No                  |

| settings |
|  | form_title | form_id | name   | version | default_language | namespaces |
|  | Khảo sát   | survey  | survey | 1       | Tiếng Việt (vi)  | audit="https://dochuan.vn/xforms/audit" |
"""

LABELS, TRADE, SCALES = "/survey/s1/s1_1/labels", "/survey/s1/s1_1/trade", "/survey/s1/s1_1/scales"
SEEN, TEMP, WORDS = "/survey/s2/seen", "/survey/s2/temp", "/survey/s2/words"


def a_dossier_with_a_survey(path: Path, form: str = SMALL) -> tuple[Store, str]:
    """An open dossier with this form pinned as its survey, and the id of its cycle."""
    store = Store.create(path, person="Nguyễn Thu Hà", backups=False)
    cycle = Cycle(id=new_key(), name="2026–2027", starts_on=date(2026, 11, 1))
    with store.unit("Lập hồ sơ") as unit:
        unit.sites.keep(Site(id=new_key(), enterprise="Công ty CP Thực phẩm An Lạc"))
        unit.cycles.keep(cycle)
        unit.steps.keep(StepState(id=new_key(), cycle_id=cycle.id, step=1))
        unit.forms.keep(
            PinnedForm(
                id=new_key(),
                cycle_id=cycle.id,
                name="survey",
                step=1,
                title="Khảo sát",
                version="1",
                sha256="",
                source=form,
                xform=convert(xlsform=form, validate=False).xform,
            )
        )
    return store, cycle.id
