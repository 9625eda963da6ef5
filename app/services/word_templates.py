"""The Word template of the programme: the shipped one, or one that the office puts in its place on this machine.

An own template is checked first, then copied into the person's folder, so that moving or changing the original does
no harm. It is used until it is given up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from app import paths
from app.domain.errors import UserError
from app.wording import _

OWN = "chuong-trinh.docx"
README = "README.md"


def own_template() -> Path:
    """Where an own template lies, whether or not there is one."""
    return paths.user_folder() / "word" / OWN


def programme_template() -> Path:
    """The template that the programme is printed with now."""
    from app.reports.word import PROGRAMME, shipped_template

    own = own_template()
    return own if own.is_file() else shipped_template(PROGRAMME)


def has_own_template() -> bool:
    return own_template().is_file()


def take_template(path: Path) -> Path:
    """Uses this file from now on. UserError says what is wrong with it and where; the one in use then stays."""
    from app.reports.placing import place
    from app.reports.programme_word import NAMES
    from app.reports.word import check_template

    if path.suffix.lower() != ".docx":
        raise UserError(
            _("“{name}” không phải tệp .docx. Mở bằng Word và lưu lại thành .docx không có macro.", name=path.name)
        )
    check_template(path, NAMES)

    def copy(beside: Path) -> None:
        shutil.copyfile(path, beside)

    return place(own_template(), copy)


def give_up_template() -> None:
    """Back to the shipped template."""
    own_template().unlink(missing_ok=True)


def export_template(path: Path) -> Path:
    """The template in use, to be changed in Word; beside it the list of the names it may use. Returns the template."""
    from app.reports.placing import place
    from app.reports.word import shipped_template

    source, names = programme_template(), shipped_template(README)

    def copy(beside: Path) -> None:
        shutil.copyfile(source, beside)

    def copy_names(beside: Path) -> None:
        shutil.copyfile(names, beside)

    if source.resolve() == path.resolve():
        raise UserError(_("“{name}” chính là mẫu đang dùng. Hãy chọn chỗ khác.", name=path.name))
    place(path.with_name(f"{path.stem}_{_('bảng tên')}.md"), copy_names)
    return place(path, copy)
