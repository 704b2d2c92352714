"""Remember which themes were used of late, each under a number key."""

SLOTS = 9


class Recent:
    """Keep nine themes under the keys 1 to 9; a key keeps its theme until nine others came."""

    def __init__(self) -> None:
        self._slots: list[int] = []
        self._used: list[int] = []

    def use(self, theme_id: int) -> None:
        """Note that a theme was used."""
        if theme_id in self._used:
            self._used.remove(theme_id)
        self._used.insert(0, theme_id)
        if theme_id in self._slots:
            return
        if len(self._slots) < SLOTS:
            self._slots.append(theme_id)
        else:
            oldest = max(self._slots, key=self._used.index)
            self._slots[self._slots.index(oldest)] = theme_id

    def keep(self, theme_ids: set[int]) -> None:
        """Forget the themes that are no longer there."""
        self._slots = [theme for theme in self._slots if theme in theme_ids]
        self._used = [theme for theme in self._used if theme in theme_ids]

    def last(self) -> int | None:
        """Return the theme used last."""
        return self._used[0] if self._used else None

    def order(self) -> list[int]:
        """Return the themes that were used, last first."""
        return list(self._used)

    def theme_of(self, key: int) -> int | None:
        """Return the theme under a number key."""
        return self._slots[key - 1] if 0 < key <= len(self._slots) else None

    def keys(self) -> dict[int, int]:
        """Return the number key of each recent theme."""
        return {theme: key for key, theme in enumerate(self._slots, start=1)}
