"""The eight characteristics as a list: what each is called, and what it is set to."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem

from nnapp.gui.pages.training.characteristics import Characteristic
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TEXT, TextHeight
from nnapp.gui.widgets.layouts import as_tooltip

ROW: Final = TextHeight(1, room=14)


class CharacteristicList(QTreeWidget):
    """As high as its rows; at most one of them is selected."""

    opened = Signal(object)
    """The characteristic that was selected, or None when none is any more."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without summaries, and none selected."""
        super().__init__(columnCount=2)
        self._appearance = appearance
        self.setObjectName("characteristics")
        self.setAccessibleName("The eight characteristics of the network")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._items = {key: QTreeWidgetItem([key.value, ""]) for key in Characteristic}
        for item in self._items.values():
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addTopLevelItems(list(self._items.values()))
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.itemSelectionChanged.connect(self._on_selected)
        appearance.changed.connect(self._take_look)
        self._take_look()

    def select(self, characteristic: Characteristic | None) -> None:
        """Select a characteristic, or none."""
        if characteristic is None:
            self.clearSelection()
        else:
            self.setCurrentItem(self._items[characteristic])
            self._items[characteristic].setSelected(True)

    def mark(self, wrong: Characteristic | None) -> None:
        """Mark the characteristic with a setting that is not allowed, and no other."""
        for key, item in self._items.items():
            item.setText(0, f"{key.value} !" if key is wrong else key.value)

    def show_summaries(self, summaries: Sequence[str]) -> None:
        """Show what each characteristic is set to."""
        for item, summary in zip(self._items.values(), summaries, strict=True):
            item.setText(1, summary)
            item.setToolTip(1, as_tooltip(summary))

    def _on_selected(self) -> None:
        self.opened.emit(next((key for key, item in self._items.items() if item.isSelected()), None))

    def _take_look(self) -> None:
        theme, height = self._appearance.theme, self._appearance.px(ROW)
        # The selected one is bold, and one with a problem is marked.
        metrics = QFontMetrics(theme.font(TEXT, QFont.Weight.DemiBold))
        for key, item in self._items.items():
            item.setSizeHint(0, QSize(metrics.horizontalAdvance(f"{key.value} !") + theme.px(3 * SPACE), height))
            item.setFont(1, theme.font(SMALL))
            item.setForeground(1, theme.color("muted"))
        # With the frame that shows the focus: a row that does not fit would be scrolled to.
        self.setFixedHeight(len(self._items) * height + 2 * theme.px(1))
