"""Hold the look in force: palette, text size, icons."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.design import icons
from app.design.palette import DARK, LIGHT, Palette, ThemeColour, theme_colour
from app.design.stylesheet import stylesheet
from app.design.type import TypeScale

ICON = 16


class Look(QObject):
    """Hand out colours, fonts and icons, and say when they change."""

    changed = Signal()

    def __init__(self, *, dark: bool = False, scale: float = 1.0) -> None:
        super().__init__()
        self.colours: Palette = DARK if dark else LIGHT
        self.type = TypeScale(scale)
        self._pixmaps: dict[tuple[str, int, str], QPixmap] = {}

    @property
    def dark(self) -> bool:
        """Say whether the dark palette is in force."""
        return self.colours is DARK

    def colour(self, token: str) -> QColor:
        """Return a token of the palette as a colour."""
        return QColor(getattr(self.colours, token))

    def theme(self, colour: int) -> ThemeColour:
        """Return the colours of theme colour number `colour`."""
        return theme_colour(self.colours, colour)

    def pixmap(self, name: str, size: int = ICON, tint: str = "text") -> QPixmap:
        """Return an icon, `size` drawn px wide, tinted with a token of the palette."""
        key = (name, self.type.px(size), getattr(self.colours, tint))
        if key not in self._pixmaps:
            self._pixmaps[key] = icons.pixmap(*key)
        return self._pixmaps[key]

    def icon(self, name: str, tint: str = "text", size: int = ICON, gap: int = 0) -> QIcon:
        """Return an icon tinted with a token of the palette, muted where disabled.

        `gap` px stay free at its right, where words follow.
        """
        made = QIcon(icons.with_gap(self.pixmap(name, size, tint), gap))
        faint = icons.with_gap(self.pixmap(name, size, "line"), gap)
        made.addPixmap(faint, QIcon.Mode.Disabled)
        return made

    def set_dark(self, *, dark: bool) -> None:
        """Choose the dark or the light palette."""
        self.colours = DARK if dark else LIGHT
        self.apply()

    def set_type(self, scale: TypeScale) -> None:
        """Choose another text size."""
        self.type = scale
        self.apply()

    def apply(self) -> None:
        """Dress the application in this look; what it wears already costs a walk through it."""
        app = QApplication.instance()
        palette, sheet = self._qt_palette(), stylesheet(self.colours, self.type)
        if isinstance(app, QApplication) and app.styleSheet() != sheet:
            app.setPalette(palette)
            app.setStyleSheet(sheet)
        self.changed.emit()

    def _qt_palette(self) -> QPalette:
        """Translate the tokens into Qt's own roles."""
        colours, made = self.colours, QPalette()
        roles = QPalette.ColorRole
        for role, token in {
            roles.Window: colours.ground,
            roles.Base: colours.surface,
            roles.AlternateBase: colours.rail,
            roles.Button: colours.surface,
            roles.ToolTipBase: colours.surface,
            roles.Text: colours.text,
            roles.WindowText: colours.text,
            roles.ButtonText: colours.text,
            roles.ToolTipText: colours.text,
            roles.PlaceholderText: colours.muted,
            roles.Highlight: colours.accent,
            roles.HighlightedText: colours.on_accent,
            roles.Link: colours.accent,
        }.items():
            made.setColor(role, QColor(token))
        return made


def system_is_dark() -> bool:
    """Say whether the system asks for dark windows."""
    hints = QApplication.styleHints()
    return bool(hints.colorScheme() == Qt.ColorScheme.Dark)
