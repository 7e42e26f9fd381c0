"""Parts side by side where there is room, else one below the other, as words wrap in a line."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QLayoutItem, QScrollArea, QSizePolicy, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.widgets.layouts import NONE, PAGE, Margins, W, paragraph, vertical

Line = list[tuple[QLayoutItem, int]]
"""Parts that lie side by side, and the width of each."""


class Wrapping(QLayout):
    """Lines of parts, each as wide as its minimum at least; what room is left they share as their policies say."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._known: dict[int, list[tuple[Line, int]]] = {}
        """The lines for each width that was asked for since a part changed; Qt asks several times."""

    def invalidate(self) -> None:
        """Forget what followed from the parts, one of which has changed."""
        super().invalidate()
        self._known.clear()

    def addItem(self, item: QLayoutItem) -> None:
        """Add a part at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return a part."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take all room there is."""
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the least height for ``width``."""
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        heights = sum(height for _, height in lines) + self.spacing() * max(len(lines) - 1, 0)
        return heights + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Ask for no more than the least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest part alone; the height follows from the width."""
        margins: QMargins = self.contentsMargins()
        widths = [item.minimumSize().width() for item in self._items if not item.isEmpty()]
        return QSize(max(widths, default=0) + margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Place all parts; the lines share the height that is left."""
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        lines = self._lines(inside.width())
        left_over = inside.height() - sum(height for _, height in lines) - self.spacing() * max(len(lines) - 1, 0)
        top = inside.top()
        for line, height in lines:
            own = height + max(left_over, 0) // len(lines)
            left = inside.left()
            for item, width in line:
                item.setGeometry(QRect(left, top, width, own))
                left += width + self.spacing()
            top += own + self.spacing()

    def _lines(self, width: int) -> list[tuple[Line, int]]:
        """Return the lines and the height that each needs."""
        if width not in self._known:
            self._known[width] = [(line, _height(line)) for line in self._wrapped(width)]
        return self._known[width]

    def _wrapped(self, width: int) -> list[Line]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            least = item.minimumSize().width()
            if not lines or taken + self.spacing() + least > width:
                lines.append([item])
                taken = least
            else:
                lines[-1].append(item)
                taken += self.spacing() + least
        return [self._shared(line, width) for line in lines]

    def _shared(self, line: list[QLayoutItem], width: int) -> Line:
        """Share what ``width`` leaves by the stretch of each part, up to the most that it can use."""
        widths = [item.minimumSize().width() for item in line]
        left_over = width - sum(widths) - self.spacing() * (len(line) - 1)
        growing = list(range(len(line)))
        while left_over > 0 and growing:
            shares = [_stretch(line[k]) for k in growing]
            wanted = [left_over * share // sum(shares) for share in shares]
            rooms = [line[k].maximumSize().width() - widths[k] for k in growing]
            full = [place for place, room in enumerate(rooms) if room < wanted[place]]
            for place in full or range(len(growing)):
                more = rooms[place] if full else wanted[place]
                widths[growing[place]] += more
                left_over -= more
            growing = [k for place, k in enumerate(growing) if place not in full] if full else []
        return list(zip(line, widths, strict=True))


def _stretch(item: QLayoutItem) -> int:
    widget = item.widget()
    return 1 if widget is None else max(widget.sizePolicy().horizontalStretch(), 1)


def _height(line: Line) -> int:
    """Return the least height at which every part of a line is whole."""
    return max(
        max(item.minimumSize().height(), item.minimumHeightForWidth(width) if item.hasHeightForWidth() else 0)
        for item, width in line
    )


class Whole(QWidget):
    """Is never lower than its words need at its width, even where a divider asks only for the least height."""

    def event(self, event: QEvent) -> bool:
        """Follow the width and the words while it is shown."""
        layout, changes = self.layout(), (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        if layout is not None and event.type() in changes and not self.isHidden():
            self.setMinimumHeight(layout.heightForWidth(self.width()))
        return super().event(event)


def share(widget: QWidget, stretch: int, appearance: Appearance, least: float, most: float | None = None) -> QWidget:
    """Return ``widget`` as a part ``least`` pixels wide that takes its share of what is left, up to ``most``."""
    policy = widget.sizePolicy()
    policy.setHorizontalStretch(stretch)
    widget.setSizePolicy(policy)
    appearance.scale(widget.setMinimumWidth, least)
    if most is not None:
        appearance.scale(widget.setMaximumWidth, most)
    return widget


def wrap(owner: W, appearance: Appearance, *parts: QWidget, spacing: float = 5 * SPACE, margins: Margins = NONE) -> W:
    """Return ``owner`` filled with ``parts``, side by side where they fit."""
    layout = Wrapping()
    owner.setLayout(layout)
    appearance.scale(layout.setSpacing, spacing)
    appearance.scale(layout.setContentsMargins, *margins)
    for part in parts:
        layout.addWidget(part)
    return owner


def growing_paragraph(height: TextHeight, appearance: Appearance, role: str = "", name: str = "") -> QLabel:
    """Return a label that wraps its text, of ``height`` at least, so that little jumps while the text changes."""
    result = paragraph("", role, name)
    result.setAlignment(Qt.AlignmentFlag.AlignTop)
    appearance.scale(result.setMinimumHeight, height)
    return result


def wrapped_buttons(buttons: Iterable[QWidget], appearance: Appearance) -> QWidget:
    """Return ``buttons`` in a line, or in several where they do not fit."""
    buttons = tuple(buttons)
    for button in buttons:
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return wrap(QWidget(), appearance, *buttons, spacing=SPACE)


def wrap_parts(page: QWidget, appearance: Appearance, *parts: QWidget) -> None:
    """Fill ``page`` with ``parts``, side by side where they fit, which scroll where the page is lower than they are."""
    content = wrap(QWidget(), appearance, *parts, margins=PAGE)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    vertical(appearance, page).addWidget(area)
