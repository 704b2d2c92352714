"""Name the colours, light and dark."""

from typing import NamedTuple


class ThemeColour(NamedTuple):
    """Hold a theme's solid colour, its soft fill for highlights, and its round of the eight."""

    solid: str
    soft: str
    pattern: int = 0


class Palette(NamedTuple):
    """Hold the tokens of one mode, light or dark, as `#RRGGBB`."""

    ground: str
    surface: str
    rail: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_hover: str
    attention: str
    attention_text: str
    attention_soft: str
    attention_line: str
    wrong: str
    wrong_soft: str
    tab: str
    on_tab: str
    hover: str
    selection: str
    draft: str
    nothing: str
    shadow: str
    mode: str
    themes: tuple[ThemeColour, ...]


# Okabe and Ito (2008), without black; yellow is used only as a fill, so a darker shade draws it.
# Muted and attention text stand a shade darker than drawn, to reach 4.5:1 on the soft fills too.
LIGHT = Palette(
    ground="#F6F5F1",
    surface="#FFFFFF",
    rail="#FBFAF7",
    line="#E3E0D8",
    text="#1F2328",
    muted="#656A6F",
    accent="#0F6E74",
    on_accent="#FFFFFF",
    accent_soft="#E3F1F0",
    accent_hover="#0B5A5F",
    attention="#E69F00",
    attention_text="#8A5E00",
    attention_soft="#FFF8EA",
    attention_line="#F0DDB0",
    wrong="#B0401F",
    wrong_soft="#FBEDE8",
    tab="#1F2328",
    on_tab="#FFFFFF",
    hover="#F1EFE9",
    selection="#B5DBD8",
    draft="#82B6B6",
    nothing="#ECEAE4",
    shadow="#3A352B",
    mode="light",
    themes=(
        ThemeColour("#CC79A7", "#F7E3EE"),
        ThemeColour("#E69F00", "#FCE9C6"),
        ThemeColour("#009E73", "#CDEDE2"),
        ThemeColour("#56B4E9", "#D8EEFB"),
        ThemeColour("#0072B2", "#CFE3F2"),
        ThemeColour("#D55E00", "#FADDCB"),
        ThemeColour("#B8A800", "#FBF6C4"),
        ThemeColour("#8C8C8C", "#E8E8E8"),
    ),
)

DARK = Palette(
    ground="#16181A",
    surface="#1D2023",
    rail="#191B1E",
    line="#33373B",
    text="#E6E4DF",
    muted="#9A9FA4",
    accent="#4FB8B0",
    on_accent="#0E1B1B",
    accent_soft="#12383A",
    accent_hover="#6ACBC3",
    attention="#E0A030",
    attention_text="#E0B050",
    attention_soft="#2B2415",
    attention_line="#5A4718",
    wrong="#F08A6B",
    wrong_soft="#33201A",
    tab="#E6E4DF",
    on_tab="#16181A",
    hover="#25292D",
    selection="#1F5F60",
    draft="#2F6E6C",
    nothing="#2A2D30",
    shadow="#000000",
    mode="dark",
    themes=(
        ThemeColour("#CC79A7", "#472B3B"),
        ThemeColour("#E69F00", "#4A3610"),
        ThemeColour("#00A87B", "#10402F"),
        ThemeColour("#56B4E9", "#1B3D52"),
        ThemeColour("#3B9BDB", "#14354F"),
        ThemeColour("#E5722A", "#4E2A14"),
        ThemeColour("#F0E442", "#45421A"),
        ThemeColour("#9B9B9B", "#3A3A3A"),
    ),
)


def theme_colour(palette: Palette, colour: int) -> ThemeColour:
    """Return the colour of theme number `colour`, repeating with a pattern beyond eight."""
    pattern, index = divmod(colour, len(palette.themes))
    return palette.themes[index]._replace(pattern=pattern)
