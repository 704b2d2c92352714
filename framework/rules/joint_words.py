"""Give the words of a joint display's row, to be searched."""

from collections.abc import Mapping

from framework.rules.locators import split_stored


def words_of(title: str, texts: Mapping[str, str]) -> str:
    """Give what analysts wrote in a row, a line each.

    Figures, mentions and locators are left out: they change with the study, and are found where
    they come from.
    """
    parts = [title, *(" ".join(split_stored(text)[::2]) for text in texts.values())]
    return "\n".join(words for part in parts if (words := " ".join(part.split())))
