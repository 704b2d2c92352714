"""Remember the person's own choices between sessions."""

from pathlib import Path

from PySide6.QtCore import QSettings

MOST_RECENT = 8
LATEST = "folder"  # where the latest file was chosen


class Settings:
    """Keep appearance, text size, initials and recent studies in one small file."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self.folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @classmethod
    def of_this_person(cls) -> "Settings":
        """Return the settings where the system keeps them."""
        from platformdirs import user_config_path

        return cls(user_config_path("chartwell") / "chartwell.ini")

    @property
    def appearance(self) -> str:
        """Return system, light or dark."""
        return str(self._store.value("appearance", "system"))

    @appearance.setter
    def appearance(self, choice: str) -> None:
        """Keep system, light or dark."""
        self._store.setValue("appearance", choice)

    @property
    def scale(self) -> float:
        """Return the text size, 1.0 = 100 %."""
        return float(str(self._store.value("scale", 1.0)))

    @scale.setter
    def scale(self, scale: float) -> None:
        """Keep the text size."""
        self._store.setValue("scale", scale)

    @property
    def coder(self) -> str:
        """Return the person's initials, "" when they were never asked for."""
        return str(self._store.value("coder", ""))

    @coder.setter
    def coder(self, initials: str) -> None:
        """Keep the person's initials."""
        self._store.setValue("coder", initials)

    def recall(self, name: str) -> str:
        """Return a small choice kept under a name, "" where there is none."""
        return str(self._store.value(f"choices/{name}", ""))

    def remember(self, name: str, value: str) -> None:
        """Keep a small choice under a name; "" forgets it."""
        if value:
            self._store.setValue(f"choices/{name}", value)
        else:
            self._store.remove(f"choices/{name}")

    @property
    def recent(self) -> list[Path]:
        """Return the studies opened last that are still there, latest first."""
        held = str(self._store.value("recent", ""))
        return [Path(line) for line in held.split("\n") if line and Path(line).is_file()]

    def opened(self, path: Path) -> None:
        """Put a study at the head of the recent ones; what is asked for next begins beside it."""
        self.remember(LATEST, str(path.absolute().parent))
        paths = [path, *(other for other in self.recent if other != path)]
        self._store.setValue("recent", "\n".join(str(p) for p in paths[:MOST_RECENT]))
