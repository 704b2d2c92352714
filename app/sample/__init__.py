"""Build the synthetic sample study from its raw files."""

from pathlib import Path

from framework.progress import Progress
from framework.study import Study


def make_sample(path: Path, coder: str, progress: Progress) -> Study:
    """Make the sample study at `path` and return it open, with `coder` at work."""
    from app.sample.build import build

    study = build(path, progress)
    study.coder = coder or study.coder
    return study
