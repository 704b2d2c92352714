"""Read the command line, and do what it says."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence

from app.commands.options import add_options
from app.commands.passphrases import unlock_named
from app.commands.protecting_options import add_key_file, add_protecting
from framework.errors import FrameworkError

COMMANDS = (
    "demo", "new", "import", "cases", "attribute", "framework", "templates", "code", "chart",
    "delivery", "show", "export", "search", "undo", "redo", "check",
    "check-disclosure", "pseudonymise", "restore-names", "withdraw",
    "backup", "backups", "rescue", "passphrase",
)  # fmt: skip

SHOWN = (
    "transcripts", "paragraphs", "turns", "cases", "framework", "codings", "cells", "indicators",
    "progress", "history", "exports", "joint-displays", "joint-rows", "delivery-summary",
    "criteria",
)  # fmt: skip

Added = Callable[..., ArgumentParser]


def run(argv: Sequence[str]) -> int:
    """Run one command; return 0 when done, 1 when refused (a sentence is on stderr)."""
    args = _parser().parse_args(argv)
    try:
        unlock_named(args)
        _action(args.command)(args)
    except FrameworkError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _action(command: str) -> Callable[[Namespace], None]:
    """Find what does a command, importing only that."""
    if command in {"new", "undo", "redo", "search", "check"}:
        from app.commands import studies

        return {"new": studies.new, "undo": studies.undo, "redo": studies.redo,
                "search": studies.search, "check": studies.check}[command]  # fmt: skip
    if command in {"backup", "backups", "rescue"}:
        from app.commands import copies

        return {"backup": copies.backup, "backups": copies.backups,
                "rescue": copies.rescue}[command]  # fmt: skip
    if command == "passphrase":
        from app.commands.passphrases import passphrase

        return passphrase
    if command in {"show", "export", "templates", "demo"}:
        return _reading_action(command)
    if command in {"check-disclosure", "pseudonymise", "restore-names", "withdraw"}:
        from app.commands import protecting

        return {"check-disclosure": protecting.check_disclosure, "withdraw": protecting.withdraw,
                "pseudonymise": protecting.pseudonymise,
                "restore-names": protecting.restore_names}[command]  # fmt: skip
    from app.commands import loading

    return {
        "import": loading.transcripts, "cases": loading.cases, "attribute": loading.attribute,
        "framework": loading.framework, "code": loading.code, "chart": loading.chart,
        "delivery": loading.delivery,
    }[command]  # fmt: skip


def _reading_action(command: str) -> Callable[[Namespace], None]:
    """Find what does one of the commands that give something out."""
    if command == "show":
        from app.commands.showing import show

        return show
    if command == "export":
        from app.commands.exporting import export

        return export
    if command == "demo":
        from app.sample.demo import demo

        return demo
    from app.commands.templates import templates

    return templates


def _parser() -> ArgumentParser:
    """Describe every command."""
    parser = ArgumentParser(
        prog="chartwell",
        description="Framework analysis beside a study's delivery data. "
        "Without a command, chartwell [STUDY] opens the window.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_studies(commands)
    _add_loading(commands)
    _add_reading(commands)
    add_protecting(_adder(commands))
    return parser


def _adder(commands: "_SubParsersAction[ArgumentParser]") -> Added:
    """Give what adds a command with its study argument."""

    def add(name: str, said: str, *, study: bool = True, writes: bool = False) -> ArgumentParser:
        command = commands.add_parser(name, help=said, description=said)
        if study:
            command.add_argument("study", metavar="STUDY", help="the study file, NAME.chartwell")
        if writes:
            command.add_argument("--coder", help="initials of whoever is at work")
        return command

    return add


def _add_studies(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the commands about a study as a whole."""
    add = _adder(commands)
    demo = add("demo", "Build the synthetic sample study with every export.", study=False)
    demo.add_argument("--out", metavar="DIR", default="chartwell-demo", help="where to build it")
    demo.add_argument("--no-window", action="store_true", help="do not open it afterwards")
    new = add("new", "Make an empty study.")
    new.add_argument("--title", metavar="TEXT", help="what the study is called")
    new.add_argument("--encrypt", action="store_true",
                     help="with a passphrase, asked for or taken from CHARTWELL_PASSPHRASE; a lost "
                          "one is lost")  # fmt: skip
    change = add("passphrase", "Encrypt a study, or give it and its copies another passphrase.")
    change.add_argument("--remove", action="store_true", help="take the encryption away")
    add("undo", "Take back the latest step.", writes=True)
    add("redo", "Do the step that was undone last again.", writes=True)
    add("check", "Look for damage in the file and in every link in it.")
    add("backup", "Keep a checked copy of a study.")
    backups = add("backups", "List the copies of a study, or bring one back.")
    backups.add_argument("--restore", metavar="N", type=int, help="the number in the list")
    backups.add_argument("--out", metavar="FILE", help="the new file that a copy is written to")
    backups.add_argument("--json", action="store_true", help="print one JSON value")
    rescue = add("rescue", "Carry what can be read of a damaged study to a new file.")
    rescue.add_argument("--out", metavar="FILE", required=True, help="the new file")
    search = add("search", "Find words in transcripts, summaries and memos.")
    search.add_argument("text", metavar="TEXT", help='words, "a phrase" or begin*')
    search.add_argument("--json", action="store_true", help="print one JSON value")


def _add_loading(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the commands that bring something in."""
    add = _adder(commands)
    transcripts = add("import", "Import transcripts, all or none.", writes=True)
    transcripts.add_argument("files", metavar="FILE", nargs="+", help="any supported format")
    transcripts.add_argument("--json", action="store_true", help="print one JSON value")
    for name, said, file in (
        ("cases", "Add cases with their attributes.", "csv/xlsx: case, kind, label, parents, …"),
        ("attribute", "Say for which cases speakers speak.", "csv: transcript, speaker, case"),
        ("code", "Add codings, all or none.",
         "csv: transcript, theme, quote | start,end | paragraphs, [coder], [starred], [memo]"),
    ):  # fmt: skip
        add(name, said, writes=True).add_argument("file", metavar="FILE", help=file)
    chart = add("chart", "Write cells, all or none.", writes=True)
    chart.add_argument("file", metavar="FILE",
                       help="csv/xlsx: case, theme, text, [state]; or a chart in csv, xlsx or "
                            "docx, the cases down and the themes across, of which the cells "
                            "that differ are written")  # fmt: skip
    chart.add_argument("--preview", action="store_true",
                       help="only say what a chart would change")  # fmt: skip
    chart.add_argument("--leave-out", action="store_true",
                       help="leave out what of a chart matches nothing")  # fmt: skip
    framework = add("framework", "Load a framework.", writes=True)
    framework.add_argument("source", metavar="FILE|TEMPLATE-ID",
                           help="yaml, csv, xlsx, docx, qdc, an outline in txt or md, "
                                "or a built-in template")  # fmt: skip
    delivery = add("delivery", "Load delivery data.", writes=True)
    delivery.add_argument("files", metavar="FILE", nargs="+",
                          help="csv, tsv, xlsx, xls, ods, sav, zsav or dta")  # fmt: skip
    delivery.add_argument("--mapping", metavar="YAML", help="how to read them")


def _add_reading(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Describe the commands that give something out."""
    add = _adder(commands)
    templates = add("templates", "List the built-in frameworks.", study=False)
    templates.add_argument("--json", action="store_true", help="print one JSON value")
    show = add("show", "Show what a study holds.")
    show.add_argument("what", metavar="WHAT", choices=SHOWN, help=", ".join(SHOWN))
    show.add_argument("--transcript", metavar="NAME", help="for paragraphs and turns")
    show.add_argument("--json", action="store_true", help="print one JSON value")
    export = add("export", "Write a layout to a file.", study=False)
    for name in ("study", "layout", "out"):
        export.add_argument(name, metavar=name.upper(), nargs="?")
    export.add_argument("--list", action="store_true", help="name the layouts and their formats")
    add_options(export)
    add_key_file(export)
    export.add_argument("--encrypt", action="store_true",
                        help="a Word or Excel file with a password, asked for or taken from "
                             "CHARTWELL_EXPORT_PASSWORD")  # fmt: skip
    export.add_argument("--replace-names", action="store_true",
                        help="write what stands for the names of the key file")  # fmt: skip
    export.add_argument("--disclosure", choices=("refuse", "note"), default="",
                        help="look for what could identify somebody: refuse to write it, or note "
                             "it with the export")  # fmt: skip
