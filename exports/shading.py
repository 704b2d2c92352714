"""Shade figures by their size on a working page."""


def tint(weight: float) -> str:
    """Give the fill of a figure, as RRGGBB: white for none, a soft green for the greatest."""
    ends = zip((255, 255, 255), (0xC4, 0xE0, 0xDE), strict=True)
    return "".join(f"{round(light + (full - light) * weight):02X}" for light, full in ends)
