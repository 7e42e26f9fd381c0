"""Colours, type and spaces: every widget takes them from here.

Colour means something or is absent: blue speaks for, orange speaks against, amber fires. The three
can be told apart by colour-blind eyes, and a form (solid, dashed, a mark) always says it again.
"""

from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from nnapp.locations import resources_folder

FAMILY: Final = "Inter"
SMALL, TEXT, LARGE, HUGE = 11, 13, 28, 84
"""The four sizes of type, in pixels."""

SPACE: Final = 4
"""The unit of all distances, in pixels."""


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance, as #rrggbb."""

    name: str
    ground: str
    panel: str
    border: str
    text: str
    muted: str
    """Text of second rank; still at least 4.5:1 against the panel."""
    disabled: str
    """Text of what cannot be used now."""
    control: str
    track: str
    """What a bar runs in."""
    paper: str
    ink: str
    supports: str
    """Speaks for; solid."""
    opposes: str
    """Speaks against; dashed."""
    fires: str
    on_accent: str
    """Text upon ``supports``."""
    on_fires: str
    """Text upon ``fires``."""

    def color(self, token: str) -> QColor:
        """Return the colour of that name."""
        return self._colors[token]

    @cached_property
    def _colors(self) -> dict[str, QColor]:
        return {field.name: QColor(str(getattr(self, field.name))) for field in fields(self) if field.name != "name"}


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


def load_fonts() -> None:
    """Make the type that ships known to Qt; where a file is missing, the system's own type serves."""
    for path in sorted((resources_folder() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    # For what is painted without a style sheet, such as the loss plot.
    QApplication.setFont(font(TEXT))


@cache
def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the type at a size in pixels, its digits all of one width, so that numbers do not dance."""
    result = QFont(FAMILY)
    result.setPixelSize(pixels)
    result.setWeight(weight)
    result.setFeature(QFont.Tag.fromString("tnum"), 1)
    return result


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


def arrow(theme: Theme) -> str:
    """Return the path of the little arrow of a list that opens, in the colour of ``theme``."""
    return (resources_folder() / "icons" / f"down-{'light' if theme is LIGHT else 'dark'}.svg").as_posix()


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the window in ``theme``."""
    return f"""
* {{ font-family: "{FAMILY}"; font-size: {TEXT}px; color: {theme.text}; }}
QMainWindow, QMenuBar, QDialog, QMessageBox {{ background: {theme.ground}; }}
QMenuBar {{ background: {theme.panel}; border-bottom: 1px solid {theme.border}; }}
QMenuBar::item {{ padding: 6px 12px; background: transparent; color: {theme.text}; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {theme.control}; }}
QMenu {{ background: {theme.panel}; border: 1px solid {theme.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 24px; }}
QMenu::item:disabled {{ color: {theme.disabled}; }}
QMenu::separator {{ height: 1px; background: {theme.border}; margin: 4px 8px; }}
QToolTip {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.border}; padding: 4px; }}
QFrame[panel="true"] {{ background: {theme.panel}; border: 1px solid {theme.border}; border-radius: 8px; }}
QLabel {{ background: transparent; }}
QLabel[role="heading"] {{ font-size: {SMALL}px; font-weight: 600; color: {theme.muted}; letter-spacing: 1px; }}
QLabel[role="muted"] {{ color: {theme.muted}; }}
QLabel[role="caption"] {{ font-size: {SMALL}px; color: {theme.muted}; }}
QLabel[role="advice"] {{ font-size: {SMALL}px; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="large"] {{ font-size: {LARGE}px; font-weight: 600; }}
QLabel[role="huge"] {{ font-size: {HUGE}px; font-weight: 700; }}
QLabel[role="problem"] {{ color: {theme.text}; border-left: 3px solid {theme.opposes}; padding-left: 8px; }}
QPushButton, QToolButton {{
    background: {theme.control}; border: 1px solid {theme.border}; border-radius: 5px; padding: 6px 12px;
    min-height: 16px;
}}
QPushButton:hover, QToolButton:hover {{ border-color: {theme.muted}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {theme.border}; }}
QPushButton:disabled, QToolButton:disabled {{
    color: {theme.disabled}; background: transparent; border: 1px solid {theme.track};
}}
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QAbstractSpinBox:focus {{ border: 1px solid {theme.supports}; }}
QPushButton[primary="true"] {{
    background: {theme.supports}; border-color: {theme.supports}; color: {theme.on_accent}; font-weight: 600;
}}
QPushButton[primary="true"]:disabled {{
    background: transparent; color: {theme.disabled}; border-color: {theme.track};
}}
QPushButton[primary="true"]:focus {{ border: 1px solid {theme.text}; }}
QToolButton:checked {{ background: {theme.supports}; border-color: {theme.supports}; color: {theme.on_accent}; }}
QToolButton {{ padding: 6px 8px; }}
QToolButton[sample="true"] {{ padding: 1px; background: {theme.paper}; border-radius: 3px; }}
QLineEdit, QAbstractSpinBox {{
    background: {theme.control}; border: 1px solid {theme.border}; border-radius: 5px; padding: 4px 8px;
    selection-background-color: {theme.supports}; selection-color: {theme.on_accent};
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QAbstractSpinBox {{ padding: 4px 0; }}
QAbstractSpinBox QLineEdit {{ border: 0; padding: 0; background: transparent; }}
QLineEdit:disabled, QAbstractSpinBox:disabled {{ color: {theme.disabled}; }}
QLineEdit[problem="true"], QAbstractSpinBox[problem="true"], QComboBox[problem="true"],
QWidget#layerList[problem="true"] QAbstractSpinBox {{ border: 1px solid {theme.opposes}; }}
QComboBox {{
    background: {theme.control}; border: 1px solid {theme.border}; border-radius: 5px; padding: 4px 2px 4px 8px;
}}
QComboBox:focus {{ border: 1px solid {theme.supports}; }}
QComboBox:disabled {{ color: {theme.disabled}; }}
QComboBox#linesCombo {{ font-size: {SMALL}px; padding: 1px 2px 1px 8px; }}
QComboBox::drop-down {{ border: 0; width: 14px; subcontrol-position: right center; }}
QComboBox::down-arrow {{ image: url("{arrow(theme)}"); width: 8px; height: 8px; }}
QPushButton#dataSourceButton {{ text-align: left; padding: 4px 8px; min-height: 18px; }}
QPushButton#dataSourceButton::menu-indicator {{
    image: url("{arrow(theme)}"); width: 8px; height: 8px; subcontrol-position: right center; right: 6px;
}}
QComboBox QAbstractItemView {{
    background: {theme.panel}; border: 1px solid {theme.border}; selection-background-color: {theme.supports};
    selection-color: {theme.on_accent};
}}
QFrame[hint="true"] {{
    background: {theme.control}; border: 1px solid {theme.border}; border-left: 3px solid {theme.fires};
    border-radius: 5px;
}}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.panel}; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {theme.border}; border-radius: 4px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTreeWidget, QTableView {{ background: {theme.panel}; alternate-background-color: {theme.panel}; outline: 0; }}
QTreeWidget::item {{ padding: 5px 4px; }}
QTreeWidget::item:selected, QTableView::item:selected {{ background: {theme.control}; color: {theme.text}; }}
QTreeWidget::item:selected {{ font-weight: 600; }}
QTableView::item {{ padding: 2px 5px; }}
QTableView#productTable QHeaderView::section {{ padding: 4px 8px 4px 1px; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ image: none; width: 0; height: 0; }}
QPushButton#cutButton {{ padding: 2px 10px; min-height: 20px; }}
QHeaderView {{ background: {theme.panel}; }}
QHeaderView::section {{
    background: {theme.panel}; color: {theme.muted}; border: 0; border-bottom: 1px solid {theme.border};
    padding: 4px 8px; font-size: {SMALL}px;
}}
QTabBar#runViews::tab {{
    border: 0; border-radius: 0; padding: 4px 6px; font-size: {SMALL}px; color: {theme.muted};
}}
QTabBar#runViews::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.supports}; }}
QPushButton#logScaleButton, QPushButton#compareLogButton {{ padding: 2px 8px; font-size: {SMALL}px; }}
QPushButton:checked {{ background: {theme.supports}; border-color: {theme.supports}; color: {theme.on_accent}; }}
QPushButton:checked:disabled {{ background: {theme.track}; border-color: {theme.track}; color: {theme.disabled}; }}
QProgressBar {{ background: {theme.track}; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {theme.supports}; border-radius: 4px; }}
QTabWidget::pane {{
    background: {theme.panel}; border: 1px solid {theme.border}; border-radius: 8px;
    border-top-left-radius: 0; top: -1px;
}}
QTabWidget > QWidget > QWidget {{ background: {theme.panel}; }}
QTabBar::tab {{
    background: {theme.panel}; border: 1px solid {theme.border}; border-bottom: 0; padding: 8px 16px;
    border-top-left-radius: 8px; border-top-right-radius: 8px;
}}
QTabBar::tab:selected {{ font-weight: 600; border-bottom: 2px solid {theme.supports}; }}
QStatusBar {{ background: {theme.ground}; color: {theme.muted}; }}
QStatusBar QLabel {{ color: {theme.muted}; }}
QStatusBar::item {{ border: 0; }}
"""
