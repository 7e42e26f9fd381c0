"""Which part of the window is in view: what a menu, a shortcut or a lesson can set as well as the user."""

from enum import Enum

from PySide6.QtCore import QObject, Signal


class Page(Enum):
    """The pages of the window; the value is the key that is kept."""

    TRAINING = "training"
    RUNS = "runs"
    NEURON = "neuron"
    SLOW_MOTION = "slow-motion"
    WHAT_IF = "what-if"
    PREFERRED_INPUT = "preferred-input"


class Lines(Enum):
    """What the lines of the diagram show."""

    PRODUCTS = "products"
    """Weight times activation: what each neuron contributes now."""
    WEIGHTS = "weights"


class View(QObject):
    """The page that is open, and what the lines of the diagram show."""

    page_changed = Signal(Page)
    lines_changed = Signal(Lines)

    def __init__(self, parent: QObject | None = None) -> None:
        """Open the Training page, with lines that show products."""
        super().__init__(parent)
        self.page = Page.TRAINING
        """The open page; ``open`` opens another."""
        self.lines = Lines.PRODUCTS
        """What the lines show; ``show_lines`` changes it."""

    def open(self, page: Page) -> None:
        """Open ``page``."""
        if page is not self.page:
            self.page = page
            self.page_changed.emit(page)

    def show_lines(self, lines: Lines) -> None:
        """Let the lines show something else."""
        if lines is not self.lines:
            self.lines = lines
            self.lines_changed.emit(lines)
