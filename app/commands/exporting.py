"""Write layouts to files."""

from argparse import Namespace
from pathlib import Path

from app.commands.opening import opened, say
from framework.errors import RefusedError


def export(args: Namespace) -> None:
    """Write one layout, or list them all."""
    from exports import LAYOUTS, Options, formats_of
    from exports import export as write

    if args.list:
        for layout in LAYOUTS:
            endings = ", ".join(form.key for form in formats_of(layout))
            say(f"{layout.key}: {layout.name} ({endings})")
            say(f"    {layout.what}")
        return
    if not (args.study and args.layout and args.out):
        raise RefusedError("Say which study, which layout and which file: nothing was written.")
    options = Options(
        themes=tuple(args.theme),
        indicators=tuple(args.indicator),
        rows=args.rows,
        mode=args.mode,
        paper=args.paper,
        evidence=not args.no_evidence,
        order_by=args.order_by,
        versions=tuple(args.versions),
        template=args.template,
        quotes=args.quotes,
    )
    with opened(args) as study, study.read() as session:
        write(session, args.layout, Path(args.out), options)
    say(f"Wrote {args.out}.")
