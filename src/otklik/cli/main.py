"""The `otklik` command: names as people type them, then Django's own management commands.

Errors are one line on standard error, `otklik: <place>: <message> <remedy>`, and exit code 1; wrong usage is 2. Only
what nobody foresaw shows a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

from otklik.cli.contents import LINES, module_of, render
from otklik.domain.errors import DomainError

SETTINGS = "otklik.config.settings"

DJANGO = frozenset({"migrate", "check", "shell", "dbshell", "showmigrations", "makemigrations"})
"""Commands of the framework that stay reachable, for those who know them."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code.

    Parameters
    ----------
    argv
        Program and arguments; by default those of the process.
    """
    program, *arguments = argv or sys.argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if not arguments or arguments[0] in ("help", "--help", "-h"):
        sys.stdout.write(f"{render()}\n")
        return
    try:
        execute_from_command_line([program, *_named(arguments)])
    except (DomainError, ImproperlyConfigured) as error:
        sys.exit(f"otklik: {_one_line(error)}")
    except Error as error:
        sys.exit(f"otklik: database: {_one_line(error)} Run `otklik setup`, then `otklik doctor`.")
    except BrokenPipeError:
        # Whoever read our output has enough of it; what is left in the buffer must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _named(arguments: Sequence[str]) -> list[str]:
    """The arguments with the command under its module's name.

    Notes
    -----
    A word that is no command ends the process with code 2.
    """
    for words in (2, 1):
        typed = " ".join(arguments[:words])
        if typed in LINES:
            return [module_of(typed), *arguments[words:]]
    if arguments[0] in DJANGO:
        return list(arguments)
    sys.stderr.write(f"otklik: {arguments[0]}: There is no such command. `otklik` alone lists them.\n")
    sys.exit(2)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


if __name__ == "__main__":
    main()
