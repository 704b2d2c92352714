"""Write layouts to files."""

from argparse import Namespace
from pathlib import Path

from app.commands.opening import opened_beside_others, say
from app.commands.options import options_of
from framework.errors import RefusedError


def export(args: Namespace) -> None:
    """Write one layout, or list them all."""
    from exports import LAYOUTS, formats_of

    if args.list:
        for layout in LAYOUTS:
            endings = ", ".join(form.key for form in formats_of(layout))
            say(f"{layout.key}: {layout.name} ({endings})")
            say(f"    {layout.what}")
        return
    if not (args.study and args.layout and args.out):
        raise RefusedError("Say which study, which layout and which file: nothing was written.")
    from app.protection.leaving import write_out

    with opened_beside_others(args) as study:
        left = write_out(study, args.layout, Path(args.out), options_of(args))
    say(left.said(f"Wrote {args.out}."))
