"""The lessons of a course: number, title, and how far one is."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from nnapp.files.lessons.lesson import Lesson
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TEXT, TextHeight
from nnapp.gui.widgets.layouts import as_tooltip, styled

ROW: Final = TextHeight(1, room=14)
NUMBER, TITLE, MARK = range(3)
DONE, OPEN = "✓", "●"

_Index = QModelIndex | QPersistentModelIndex


class _Marks(QStyledItemDelegate):
    """Paints the marks in the colour of what matters, also in the row that is selected."""

    def __init__(self, appearance: Appearance, owner: QWidget) -> None:
        super().__init__(owner)
        self._appearance = appearance

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        theme = self._appearance.theme
        painter.setPen(theme.color("supports"))
        painter.setFont(theme.font(TEXT, QFont.Weight.Bold))
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, index.data() or "")


class LessonList(QTreeWidget):
    """As high as its rows, or scrolls; one lesson is open."""

    opened = Signal(int)
    """The user opened the lesson of that number, from 0."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without lessons."""
        super().__init__(columnCount=3)
        self._appearance = appearance
        styled(self, role="lessons").setObjectName("lessonList")
        self.setAccessibleName("Lessons")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(1)
        for section, mode in zip((NUMBER, TITLE, MARK), ("Fixed", "Stretch", "Fixed"), strict=True):
            self.header().setSectionResizeMode(section, QHeaderView.ResizeMode[mode])
        self.setItemDelegateForColumn(MARK, _Marks(appearance, self))
        self.currentItemChanged.connect(self._on_current)
        appearance.changed.connect(self._take_look)

    def show_lessons(self, lessons: Sequence[Lesson]) -> None:
        """Show other lessons, none of them open."""
        with QSignalBlocker(self):
            self.clear()
            self.addTopLevelItems([QTreeWidgetItem([str(n), one.title, ""]) for n, one in enumerate(lessons, 1)])
        for item in self._items():
            item.setToolTip(TITLE, as_tooltip(item.text(TITLE)))
        self._take_look()

    def show_progress(self, current: int, is_done: Callable[[int], bool]) -> None:
        """Show the lesson of the number ``current`` as open, and which are done."""
        items = self._items()
        with QSignalBlocker(self):
            self.setCurrentItem(items[current])
        for number, item in enumerate(items):
            # Done is said before open, as that a lesson is open can be seen from its row as well.
            item.setFont(TITLE, self._font(is_open=number == current))
            item.setText(MARK, DONE if is_done(number) else OPEN if number == current else "")
            words = [*["done"] * is_done(number), *["open"] * (number == current)]
            item.setData(MARK, Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))

    def minimumSizeHint(self) -> QSize:
        """Return a height of three rows, as the others can be scrolled to."""
        return QSize(0, 3 * self._appearance.px(ROW))

    def _font(self, *, is_open: bool) -> QFont:
        return self._appearance.theme.font(TEXT, QFont.Weight.DemiBold if is_open else QFont.Weight.Normal)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(self.indexOfTopLevelItem(item))

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for row in range(self.topLevelItemCount()) if (item := self.topLevelItem(row))]

    def _take_look(self) -> None:
        theme, height = self._appearance.theme, self._appearance.px(ROW)
        widest = QFontMetrics(theme.font(TEXT)).horizontalAdvance("88")
        for section, room in ((NUMBER, 4 * SPACE), (MARK, 3 * SPACE)):
            self.header().resizeSection(section, widest + theme.px(room))
        for item in self._items():
            item.setSizeHint(NUMBER, QSize(0, height))
            item.setForeground(NUMBER, theme.color("muted"))
            item.setFont(TITLE, self._font(is_open=item is self.currentItem()))
        # With the frame that shows the focus.
        self.setMaximumHeight(self.topLevelItemCount() * height + 2 * theme.px(1))
