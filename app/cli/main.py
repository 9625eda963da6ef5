"""Reads a command line, runs the command, and says what is wrong in one sentence."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, NoReturn

from app import wording
from app.cli import analyse, check, demo, export, form, import_list, new, sign, verify
from app.domain.errors import UserError
from app.wording import _

COMMANDS = (demo, new, import_list, export, analyse, form, sign, verify, check)
"""Each has add_to(commands), in the order of the help."""

CANNOT_BE_DONE = 2
"""Exit code for bad input; anything else that goes wrong is our bug and shows as one."""


class Usage(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("Cách dùng: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in the person's language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=Usage)
        self._positionals.title, self._optionals.title = _("tham số"), _("tùy chọn")
        self.add_argument("-h", "--help", action="help", help=_("xem cách dùng lệnh này"))

    def error(self, message: str) -> NoReturn:
        self.exit(CANNOT_BE_DONE, _("Lệnh chưa đúng: {message}. Xem: python3 -m app --help", message=message) + "\n")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--language"] and len(arguments) > 1 and arguments[1] in wording.LANGUAGES:
        wording.use(arguments[1])
        arguments = arguments[2:]
    try:
        options = parser().parse_args(arguments)
        done = int(options.run(options))
        sys.stdout.flush()
        return done
    except BrokenPipeError:  # who reads the answer has read enough (analyse … | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UserError as error:
        print(error, file=sys.stderr)
        return CANNOT_BE_DONE


def parser() -> argparse.ArgumentParser:
    top = Parser(prog="python3 -m app", description=_("Đo Chuẩn: chương trình đảm bảo đo lường tại doanh nghiệp"))
    top.add_argument("--language", choices=tuple(wording.LANGUAGES), help=_("ngôn ngữ: vi hoặc en"))
    commands = top.add_subparsers(required=True, metavar=_("LỆNH"), parser_class=Parser)
    for command in COMMANDS:
        command.add_to(commands)
    return top
