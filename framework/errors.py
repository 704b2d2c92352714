"""Name what can go wrong, in finished sentences for the person."""


class FrameworkError(Exception):
    """Carry one sentence: what happened, what was kept, what to do."""

    def __init__(self, sentence: str) -> None:
        # what it quotes of a file or a cell may hold line ends
        super().__init__(" ".join(sentence.splitlines()))


class RefusedError(FrameworkError):
    """Say that a file or a request was refused and the study is as it was."""


class NotFoundError(FrameworkError):
    """Say that a transcript, case, theme or table of that name is not in the study."""


class StudyFileError(FrameworkError):
    """Say that a study file cannot be opened or is damaged."""


class DamagedError(StudyFileError):
    """Say that a study file is damaged; what can be read of it can be rescued."""


class CancelledError(FrameworkError):
    """Say that long work was cancelled and the study is as it was."""
