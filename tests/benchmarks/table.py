"""Print what was measured."""

from collections.abc import Sequence

from tests.benchmarks.running import Result

HEAD = ("figure", "measured", "min–max", "floor", "ratio", "budget", "within")


def shown(results: Sequence[Result]) -> str:
    """Lay out the results as a table, with what stands beside it below."""
    rows = [HEAD, *(_row(result) for result in results if not result.missing)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = ["  ".join(_set(text, width, at) for at, (text, width)
                       in enumerate(zip(row, widths, strict=True))) for row in rows]  # fmt: skip
    lines.insert(1, "  ".join("-" * width for width in widths))
    lines += [""] + [note for result in results for note in _notes(result)]
    return "\n".join(lines)


def as_json(results: Sequence[Result]) -> dict[str, dict[str, float | None]]:
    """Give the results as the JSON file has them."""
    return {
        result.figure.name: {
            "seconds": result.median,
            "floor": result.floor_median,
            "budget": result.figure.budget,
            "memory_mb": result.memory_mb,
        }
        for result in results
        if not result.missing
    }


def _set(text: str, width: int, at: int) -> str:
    return text.ljust(width) if at == 0 else text.rjust(width)


def _row(result: Result) -> tuple[str, ...]:
    """Put one figure into words."""
    floor = result.floor_median
    if result.figure.unit == "MB":
        measured, spread, budget = f"{result.value:.0f} MB", "", f"{result.figure.budget:.0f} MB"
    else:
        measured, budget = seconds(result.median), seconds(result.figure.budget)
        spread = f"{seconds(min(result.seconds))}–{seconds(max(result.seconds))}"
    return (
        result.figure.name,
        measured,
        spread,
        seconds(floor) if floor is not None else "",
        f"{result.median / floor:.1f}" if floor else "",
        budget,
        "yes" if result.within else "NO",
    )


def _notes(result: Result) -> list[str]:
    """Say what else was seen of a figure, or why it is left out."""
    name = result.figure.name
    if result.missing:
        return [f"{name} is left out: {result.missing}"]
    printed = megabytes if result.figure.unit == "MB" else seconds
    details = [f"{what} {printed(value)}" for what, value in result.details().items()]
    if result.memory_mb is not None and result.figure.unit == "s":
        details.append(f"at most {result.memory_mb:.0f} MB")
    return [f"{name} ({result.figure.what}): {', '.join(details)}"]


def megabytes(value: float) -> str:
    """Print megabytes."""
    return f"{value:.0f} MB"


def seconds(value: float) -> str:
    """Print seconds, below one as milliseconds."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"
