"""Say on the command line how people are protected."""

from argparse import ArgumentParser
from collections.abc import Callable

Add = Callable[..., ArgumentParser]


def add_protecting(add: Add) -> None:
    """Describe the commands that protect people."""
    check = add("check-disclosure", "Look for what could identify somebody.")
    check.add_argument(
        "layout",
        metavar="LAYOUT",
        nargs="?",
        default="",
        help="a layout as it would be written (default: all that the study holds)",
    )
    check.add_argument("--json", action="store_true", help="print one JSON value")
    add_key_file(check)
    replace = add("pseudonymise", "Replace the names of a key file everywhere.", writes=True)
    back = add("restore-names", "Put the names of a key file back.", writes=True)
    for command in (replace, back):
        command.add_argument(
            "key_file",
            metavar="KEYFILE",
            help="csv: original, replacement, [category], [rule]; kept outside the study",
        )
        command.add_argument(
            "--confirm",
            action="store_true",
            help="do it: it cannot be undone (default: show what would be done)",
        )
    withdraw = add("withdraw", "Remove a participant with all that used them.", writes=True)
    withdraw.add_argument("case", metavar="CASE", help="the participant's name in the study")
    withdraw.add_argument(
        "--confirm",
        metavar="CASE",
        default="",
        help="the name again: it cannot be undone (default: list what would go)",
    )
    withdraw.add_argument("--reason", metavar="TEXT", default="", help="why, for the record")


def add_key_file(command: ArgumentParser) -> None:
    """Describe the option that names a key file."""
    command.add_argument("--key-file", metavar="KEYFILE", default="",
                         help="names to look for, and what stands for each")  # fmt: skip
