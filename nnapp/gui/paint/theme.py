"""Colours, type and lengths: every widget takes them from here.

Colour means something or is absent: blue supports, orange opposes, amber fires. The three can be told
apart by colour-blind eyes, and a form (solid, dashed, a mark) always says it again.

Lengths are written in pixels of a window that is not enlarged; ``Theme.px`` makes screen pixels of them.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPen

from nnapp.locations import resources_folder

FAMILY: Final = "Inter"
SMALL, TEXT, LARGE, HUGE = 11, 13, 28, 84
"""The four sizes of type, in pixels."""

SPACE: Final = 4
"""The unit of all distances, in pixels."""


@dataclass(frozen=True)
class Lines:
    """A height that follows from text."""

    number: int = 1
    """Of lines, one below the other."""
    size: int = TEXT
    room: float = 0
    """Pixels above and below them, together."""


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance, as #rrggbb, and its lengths."""

    name: str
    ground: str
    panel: str
    border: str
    text: str
    muted: str
    """Secondary text; still at least 4.5:1 against the panel."""
    disabled: str
    """Text of disabled controls."""
    control: str
    track: str
    """What a bar runs in."""
    paper: str
    ink: str
    supports: str
    """What supports; solid."""
    opposes: str
    """What opposes; dashed."""
    fires: str
    on_accent: str
    """Text upon ``supports``."""
    on_fires: str
    """Text upon ``fires``."""
    zoom: float = 1.0
    """How much everything is enlarged."""

    def color(self, token: str) -> QColor:
        """Return the colour of that name."""
        return self._colors[token]

    def pen(self, token: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """Return a pen of the colour of that name, ``width`` pixels wide before it is enlarged."""
        return QPen(self.color(token), self.width(width), style)

    def width(self, width: float) -> float:
        """Return the width of a line on the screen; it does not fall below one pixel by being made smaller."""
        return max(self.zoom * width, min(width, 1.0))

    def px(self, length: float | Lines) -> int:
        """Return a length in whole screen pixels; a positive one is at least 1."""
        if isinstance(length, Lines):
            metrics = QFontMetrics(self.font(length.size))
            return length.number * metrics.lineSpacing() + self.px(length.room)
        return round(self.zoom * length) or int(length > 0)

    def size(self, width: float, height: float) -> QSize:
        """Return a size in whole screen pixels."""
        return QSize(self.px(width), self.px(height))

    def font(self, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the type at one of the four sizes, its digits all of one width, so that numbers do not dance."""
        if (size, weight) not in self._fonts:
            font = QFont(FAMILY)
            font.setPixelSize(self.px(size))
            font.setWeight(weight)
            font.setFeature(QFont.Tag.fromString("tnum"), 1)
            self._fonts[size, weight] = font
        return self._fonts[size, weight]

    @cached_property
    def _fonts(self) -> dict[tuple[int, QFont.Weight], QFont]:
        return {}

    @cached_property
    def _colors(self) -> dict[str, QColor]:
        colours = (field.name for field in fields(self) if field.name not in ("name", "zoom"))
        return {name: QColor(str(getattr(self, name))) for name in colours}


LIGHT: Final = Theme(
    name="light",
    ground="#F3F3F1",
    panel="#FFFFFF",
    border="#DCDCD8",
    text="#15171A",
    muted="#5B6168",
    disabled="#969BA1",
    control="#F0F1F0",
    track="#ECEDEC",
    paper="#FFFFFF",
    ink="#15171A",
    supports="#0072B2",
    opposes="#D55E00",
    fires="#B8860B",
    on_accent="#FFFFFF",
    on_fires="#15171A",
)

DARK: Final = Theme(
    name="dark",
    ground="#14171B",
    panel="#1C2026",
    border="#31363D",
    text="#EDEEF0",
    muted="#A3A9B1",
    disabled="#6C727A",
    control="#262B32",
    track="#262B32",
    paper="#101215",
    ink="#EDEEF0",
    supports="#4BA3E3",
    opposes="#F08A4B",
    fires="#F4C24C",
    on_accent="#101215",
    on_fires="#101215",
)


CONTRAST: Final = Theme(
    name="contrast",
    ground="#000000",
    panel="#000000",
    border="#FFFFFF",
    text="#FFFFFF",
    muted="#E6E6E6",
    disabled="#8C8C8C",
    control="#1A1A1A",
    track="#333333",
    paper="#000000",
    ink="#FFFFFF",
    supports="#4DB8FF",
    opposes="#FFA64D",
    fires="#FFE600",
    on_accent="#000000",
    on_fires="#000000",
)


def load_fonts() -> None:
    """Make the type that ships known to Qt; where a file is missing, the system's own type serves."""
    for path in sorted((resources_folder() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
