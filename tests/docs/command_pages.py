"""The tables of docs/howto/command-line.md, made from the parsers themselves: `python -m tests.docs.command_pages`."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django

from otklik.cli.contents import CONTENTS, LINES, module_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "command-line.md"
MARKS = re.compile(
    r"(<!-- commands: made by tests/docs/command_pages.py -->\n).*?(\n<!-- end of commands -->)", re.DOTALL
)


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of a command as it is typed."""
    module = import_module(f"otklik.cli.management.commands.{module_of(name)}")
    return module.Command().create_parser("otklik", module_of(name))


def acts_of(name: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """What can be typed, its line, its parser: each act of a command, or the command itself."""
    parser = parser_of(name)
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield f"otklik {name}", LINES[name], parser
    for group in groups:
        lines = {choice.dest: choice.help or "" for choice in group._choices_actions}
        for act, inner in group.choices.items():
            yield f"otklik {name} {act}", lines[act], inner


def tables() -> str:
    """All commands, group by group."""
    parts = []
    for group, commands in CONTENTS.items():
        parts.append(f"## {group}")
        for name, line in commands.items():
            parts += [f"### `otklik {name}`", f"{line[0].upper()}{line[1:]}.", *_table(name)]
    return "\n".join(parts)


def _table(name: str) -> Iterator[str]:
    yield "| | |\n|---|---|"
    for typed, line, parser in acts_of(name):
        places = [_place(action) for action in parser._actions if not action.option_strings]
        said = " ".join([typed, *filter(None, places)])
        options = [_option(action) for action in parser._actions if _is_shown(action)]
        yield f"| `{said}` | {_escaped(line)}{''.join(f'<br>{option}' for option in options)} |"


def _is_shown(action: argparse.Action) -> bool:
    silent = not action.option_strings and not action.help
    hidden = silent or action.help == argparse.SUPPRESS or isinstance(action, argparse._HelpAction)
    return not hidden and not isinstance(action, argparse._SubParsersAction)


def _place(action: argparse.Action) -> str:
    if isinstance(action, argparse._SubParsersAction):
        return ""
    name = str(action.metavar or action.dest)
    return {"*": f"[{name} …]", "?": f"[{name}]"}.get(str(action.nargs), name)


def _option(action: argparse.Action) -> str:
    name = action.option_strings[-1] if action.option_strings else _place(action)
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices and not action.metavar else ""
    value = (
        str(action.metavar or choices or action.dest.upper())
        if action.nargs != 0 and action.option_strings
        else ""
    )
    needed = " (needed)" if action.required and action.option_strings else ""
    shown = f"`{name} {value}`".replace(" `", "`")
    return _escaped(f"{shown}{needed}{': ' + action.help if action.help else ''}")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("%%", "%")


def filled(page: str) -> str:
    """The page with its tables as the parsers have them."""
    return MARKS.sub(lambda marks: f"{marks[1]}{tables()}{marks[2]}", page)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
