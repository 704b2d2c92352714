"""Check that text can be read on every ground."""

import pytest

from app.design.palette import DARK, LIGHT, Palette, theme_colour

PAIRS = [
    *[(t, g) for t in ("text", "muted", "accent") for g in ("ground", "surface", "rail")],
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("accent", "accent_soft"),
    ("text", "selection"),
    ("text", "hover"),
    ("muted", "hover"),
    ("text", "attention_soft"),
    ("muted", "attention_soft"),
    ("attention_text", "attention_soft"),
    ("attention_text", "surface"),
    ("attention_text", "rail"),
    ("attention_text", "accent_soft"),
    ("wrong", "surface"),
    ("wrong", "rail"),
    ("wrong", "accent_soft"),
    ("wrong", "wrong_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_tab", "tab"),
    ("muted", "nothing"),
]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#RRGGBB` colours (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a `#RRGGBB` colour."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Undo the gamma of one sRGB channel."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_reaches_four_and_a_half_to_one(palette: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_highlighted_transcript_text_can_be_read(palette: Palette) -> None:
    for theme in palette.themes:
        assert contrast(palette.text, theme.soft) >= 4.5
        assert contrast(palette.muted, theme.soft) >= 3


def test_colours_beyond_eight_repeat_with_a_pattern() -> None:
    assert theme_colour(LIGHT, 9) == LIGHT.themes[1]._replace(pattern=1)
    assert theme_colour(LIGHT, 1).pattern == 0


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21
