"""Which device writes: a random key kept with the user's preferences, so that two laptops never look like one."""

from __future__ import annotations

import getpass
import socket
from functools import cache

from app import paths
from app.domain.keys import new_key


@cache
def device_key() -> str:
    """The key of this device and user; one that lasts for this process where nothing can be kept."""
    try:
        path = paths.user_folder() / "device"
        if not path.exists():
            path.write_text(new_key(), "ascii")
        return path.read_text("ascii").strip() or new_key()
    except (OSError, UnicodeDecodeError):
        return new_key()


def computer_name() -> str:
    return socket.gethostname()


def user_name() -> str:
    """The name under which the person is known to the computer; "" when it does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
