"""Profiles of the office: those kept on this machine, saving the present settings as one, and loading one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import paths
from app.domain.errors import UserError
from app.domain.office_profile import (
    ENDING,
    FIELDS,
    LARGEST,
    NAMES_FROM,
    OfficeNames,
    OfficeProfile,
    read_profile,
    write_profile,
)
from app.domain.paper_settings import PAPER_SETTINGS
from app.domain.sites import Setting
from app.formats import fold, read_date, show_date, tidy
from app.services.dossiers import set_setting, the_site
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import N_, _

ALSO = {NAMES_FROM: N_("Tên cơ quan dùng từ ngày")}


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A file among the profiles of this machine; profile is None, with the trouble, when it cannot be read."""

    path: Path
    profile: OfficeProfile | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """What loading a profile would change: label of the setting, what stands there, what will."""

    name: str
    label: str
    now: str
    then: str


def profiles_folder() -> Path:
    return paths.user_folder() / "profiles"


def kept_profiles() -> list[KeptProfile]:
    """By name; files that cannot be read stand last."""
    folder = profiles_folder()
    found = [_look(path) for path in sorted(folder.glob(f"*{ENDING}"))] if folder.is_dir() else []
    return sorted(found, key=lambda each: (each.profile is None, fold(each.profile.name if each.profile else "")))


def _look(path: Path) -> KeptProfile:
    try:
        return KeptProfile(path, open_profile(path))
    except UserError as error:
        return KeptProfile(path, None, str(error))


def open_profile(path: Path) -> OfficeProfile:
    """UserError for a file that is not there or no profile."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as trouble:
        raise UserError(
            _("Không đọc được tệp {path}: {reason}.", path=path, reason=trouble.strerror or "")
        ) from trouble
    return read_profile(content, path.name)


def save_profile(profile: OfficeProfile, path: Path) -> Path:
    """Write it, whole or not at all; the ending is ours."""
    from app.reports.placing import place

    target = path if path.name.endswith(ENDING) else path.with_name(f"{path.name}{ENDING}")
    return place(target, lambda beside: _write(beside, write_profile(profile)))


def keep_profile(profile: OfficeProfile) -> Path:
    """Among those of this machine; one of the same name is replaced."""
    same = [each.path for each in kept_profiles() if each.profile and fold(each.profile.name) == fold(profile.name)]
    stem = "-".join(re.findall(r"[a-z0-9]+", fold(profile.name)))[:60] or "mau"
    return save_profile(profile, same[0] if same else _unused(profiles_folder() / f"{stem}{ENDING}"))


def take_profile(path: Path) -> OfficeProfile:
    """Keep a file that was handed on; UserError, and nothing is kept, when it is no profile."""
    profile = open_profile(path)
    keep_profile(profile)
    return profile


@dataclass(frozen=True, slots=True)
class Removed:
    """A profile that was taken away from this machine, to be put back."""

    path: Path
    content: bytes


def remove_profile(path: Path) -> Removed:
    """Dossiers that used it keep what they have. UserError when the file does not let itself be removed."""
    try:
        removed = Removed(path, path.read_bytes())
        path.unlink()
    except OSError as trouble:
        raise UserError(_("Không bỏ được tệp {path}: {reason}.", path=path, reason=trouble.strerror or "")) from trouble
    return removed


def put_back(removed: Removed) -> None:
    from app.reports.placing import place

    place(_unused(removed.path), lambda beside: _write(beside, removed.content))


def _unused(path: Path) -> Path:
    number = 2
    wanted = path
    while wanted.exists():
        wanted = path.with_name(f"{path.name.removesuffix(ENDING)}-{number}{ENDING}")
        number += 1
    return wanted


def profile_of(unit: Unit, name: str, before: OfficeProfile | None = None) -> OfficeProfile:
    """The present settings as a profile. before: one of the same name, whose names of other days stay."""
    if not tidy(name):
        raise UserError(_("Đặt tên cho mẫu cơ quan."))
    values = _values(unit.settings.all())
    names = OfficeNames(
        valid_from=read_date(values.get(NAMES_FROM, "")),
        parent=values.get("paper.parent", ""),
        agency=values.get("paper.agency", ""),
        place=values.get("paper.place", ""),
        province=the_site(unit).province,
    )
    others = [each for each in (before.names if before else ()) if each.valid_from != names.valid_from]
    return OfficeProfile(
        name=tidy(name),
        names=tuple(sorted((*others, names), key=lambda each: each.valid_from or date.min)),
        values={key: values.get(setting, "") for key, setting in FIELDS.items()},
        note=before.note if before else "",
    )


def profile_changes(unit: Unit, profile: OfficeProfile, day: date) -> list[SettingChange]:
    """What loading it would change in this dossier, in the order of the sheet of settings."""
    now, then = _values(unit.settings.all()), profile.settings_on(day)
    labels = {each.name: each.label for each in PAPER_SETTINGS} | ALSO
    return [
        SettingChange(name, _(label), now.get(name, ""), then[name])
        for name, label in labels.items()
        if name in then and then[name] != now.get(name, "")
    ]


def apply_profile(unit: Unit, profile: OfficeProfile, day: date) -> list[SettingChange]:
    """Load it into this dossier; one unit of work, so one undo takes all back."""
    changes = profile_changes(unit, profile, day)
    for each in changes:
        set_setting(unit, each.name, each.then)
    return changes


def begin_with(store: Store, path: Path, day: date) -> bool:
    """Load a profile into a dossier that was just made; False when its file cannot be read: the dossier stands."""
    try:
        profile = open_profile(path)
    except UserError:
        return False
    with store.unit(_("Dùng mẫu cơ quan {name}", name=profile.name), lasting=True) as unit:
        apply_profile(unit, profile, day)
    return True


def province_of(path: Path, day: date) -> str:
    """The province of an office, for a new dossier; "" when its profile does not say or cannot be read."""
    try:
        names = open_profile(path).names_on(day)
    except UserError:
        return ""
    return names.province or "" if names else ""


def names_warning(settings: Iterable[Setting]) -> str:
    """Why the names do not fit the day of signing, in one sentence; "" when they do or nothing is known."""
    values = _values(settings)
    begins, signed = read_date(values.get(NAMES_FROM, "")), read_date(values.get("paper.signed_on", ""))
    if begins is None or signed is None or signed >= begins:
        return ""
    return _(
        "Tên cơ quan đang ghi chỉ dùng từ {begins}, mà văn bản ký ngày {signed}. Sửa tên hoặc ngày ký.",
        begins=show_date(begins),
        signed=show_date(signed),
    )


def _values(settings: Iterable[Setting]) -> dict[str, str]:
    return {each.name: each.value for each in settings}


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
