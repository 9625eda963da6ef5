"""new FILE: begin a dossier for one site of an enterprise."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.printing import tell
from app.domain.errors import UserError
from app.domain.sites import SITE_KINDS
from app.formats import nfc, read_date, show_date
from app.services.dossiers import create_dossier
from app.services.office_profiles import apply_profile, open_profile
from app.wording import _


def add_to(commands: Any) -> None:
    parser = commands.add_parser("new", help=_("lập hồ sơ mới cho một cơ sở"))
    parser.add_argument("file", type=Path, metavar=_("TỆP"), help=_("tệp .dochuan sẽ được tạo"))
    parser.add_argument("--enterprise", required=True, help=_("tên doanh nghiệp"))
    parser.add_argument("--site", default="", help=_("tên cơ sở, nhà máy"))
    parser.add_argument("--kind", choices=SITE_KINDS, default=SITE_KINDS[0], help=_("loại cơ sở"))
    parser.add_argument("--province", default="", help=_("tỉnh, thành phố"))
    parser.add_argument("--cycle", default="", help=_("tên chu kỳ, ví dụ 2026–2027"))
    parser.add_argument("--surveyed-on", default="", help=_("ngày khảo sát, dd/mm/yyyy"))
    parser.add_argument("--profile", type=Path, help=_("mẫu cơ quan (.dochuan-mau): tên cơ quan, người ký, mẫu số"))
    parser.add_argument("--person", default="", help=_("tên người khảo sát"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    day = _day(options.surveyed_on)
    profile = open_profile(options.profile) if options.profile else None
    store = create_dossier(
        options.file,
        person=nfc(options.person),
        enterprise=nfc(options.enterprise),
        site_name=nfc(options.site),
        kind=options.kind,
        province=nfc(options.province),
        cycle_name=nfc(options.cycle),
        surveyed_on=day,
    )
    if profile is not None:
        with store.unit(_("Dùng mẫu cơ quan {name}", name=profile.name), lasting=True) as unit:
            apply_profile(unit, profile, date.today())
    store.close()
    made = {"file": str(options.file), "enterprise": options.enterprise, "surveyed_on": day.isoformat()}
    tell(
        options.json,
        made,
        _("Đã lập hồ sơ {file}, ngày khảo sát {day}.", file=options.file, day=show_date(day)),
    )
    return 0


def _day(typed: str) -> date:
    day = read_date(typed) if typed else date.today()
    if day is None:
        raise UserError(_("“{text}” không phải là ngày. Gõ theo dạng dd/mm/yyyy.", text=typed))
    return day
