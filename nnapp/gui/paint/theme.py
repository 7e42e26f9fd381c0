"""Colours, type and lengths: every widget takes them from here.

Colour means something or is absent: blue supports, orange opposes, amber fires. The three can be told
apart by colour-blind eyes, and a form (solid, dashed, a mark) always says it again.

Lengths are written in pixels of a window that is not enlarged; ``Theme.px`` makes screen pixels of them.
"""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPen

from nnapp.locations import resources_folder

FAMILY: Final = "Inter"
SMALL, TEXT, LARGE, HUGE = 11, 13, 28, 84
"""The four sizes of type, in pixels."""

SPACE: Final = 4
"""The unit of all distances, in pixels."""

SERIES: Final = ("supports", "opposes", "third", "fourth", "fifth", "text")
"""The colours of the series of a chart, in their order; safe for colour-blind eyes, but to be used with dashes."""


@dataclass(frozen=True)
class TextHeight:
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
    third: str
    """In charts of more than two series, beside ``supports``, ``opposes`` and ``text``: see ``SERIES``."""
    fourth: str
    fifth: str
    on_accent: str
    """Text upon ``supports``."""
    on_fires: str
    """Text upon ``fires``."""
    zoom: float = field(default=1.0, kw_only=True)
    """How much everything is enlarged."""
    _colors: dict[str, QColor] = field(default_factory=dict, init=False, repr=False, compare=False)
    _mixtures: dict[tuple[str, str, int], QColor] = field(default_factory=dict, init=False, repr=False, compare=False)
    _pens: dict[tuple[str, float, Qt.PenStyle], QPen] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _fonts: dict[tuple[int, QFont.Weight], QFont] = field(default_factory=dict, init=False, repr=False, compare=False)
    _heights: dict[TextHeight, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def color(self, token: str) -> QColor:
        """Return the colour of that name."""
        if token not in self._colors:
            self._colors[token] = QColor(getattr(self, token))
        return self._colors[token]

    def mixed(self, token: str, other: str, share: float) -> QColor:
        """Return the colour that lies the ``share``, 0..1, of the way from ``token`` to ``other``."""
        # Channels have 256 values, so that there are no more mixtures to tell apart, or to keep.
        key = (token, other, round(255 * share))
        if key not in self._mixtures:
            one, two = self.color(token), self.color(other)
            pairs = ((one.red(), two.red()), (one.green(), two.green()), (one.blue(), two.blue()))
            self._mixtures[key] = QColor(*(round(first + key[2] / 255 * (last - first)) for first, last in pairs))
        return self._mixtures[key]

    def pen(self, token: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """Return the pen of that colour, ``width`` pixels wide before it is enlarged; copy it to change it."""
        key = (token, width, style)
        if key not in self._pens:
            self._pens[key] = QPen(self.color(token), self.width(width), style)
        return self._pens[key]

    def width(self, width: float) -> float:
        """Return the width of a line on the screen; it does not fall below one pixel by being made smaller."""
        return max(self.zoom * width, min(width, 1.0))

    def px(self, length: float | TextHeight) -> int:
        """Return a length in whole screen pixels; a positive one is at least 1."""
        if isinstance(length, TextHeight):
            if length not in self._heights:
                spacing = QFontMetrics(self.font(length.size)).lineSpacing()
                self._heights[length] = length.number * spacing + self.px(length.room)
            return self._heights[length]
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


_COLOURS: Final = (
    # light, dark, contrast; in the order of the fields of a theme
    ("#F3F3F1", "#14171B", "#000000"),  # ground
    ("#FFFFFF", "#1C2026", "#000000"),  # panel
    ("#DCDCD8", "#31363D", "#FFFFFF"),  # border
    ("#15171A", "#EDEEF0", "#FFFFFF"),  # text
    ("#5B6168", "#A3A9B1", "#E6E6E6"),  # muted
    ("#969BA1", "#6C727A", "#8C8C8C"),  # disabled
    ("#F0F1F0", "#262B32", "#1A1A1A"),  # control
    ("#ECEDEC", "#262B32", "#333333"),  # track
    ("#FFFFFF", "#101215", "#000000"),  # paper
    ("#15171A", "#EDEEF0", "#FFFFFF"),  # ink
    ("#0072B2", "#4BA3E3", "#4DB8FF"),  # supports
    ("#D55E00", "#F08A4B", "#FFA64D"),  # opposes
    ("#B8860B", "#F4C24C", "#FFE600"),  # fires
    ("#00805C", "#2FC79A", "#33E6A8"),  # third
    ("#A8478F", "#E29AC3", "#FF99DD"),  # fourth
    ("#7A5C00", "#D9C15A", "#FFF066"),  # fifth
    ("#FFFFFF", "#101215", "#000000"),  # on_accent
    ("#15171A", "#101215", "#000000"),  # on_fires
)
LIGHT, DARK, CONTRAST = map(Theme, ("light", "dark", "contrast"), *_COLOURS)


def load_fonts() -> None:
    """Make the type that ships known to Qt; where a file is missing, the system's own type serves."""
    for path in sorted((resources_folder() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    for theme in (LIGHT, DARK, CONTRAST):
        # What was measured before in the system's own type is no longer true.
        theme._heights.clear()
