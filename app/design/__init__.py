"""Name every colour, size and icon of the window."""
