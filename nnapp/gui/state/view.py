"""Which part of the window is in view: what a menu, a shortcut or a lesson can set as well as the user."""

from enum import Enum

from PySide6.QtCore import QObject, Signal


class Page(Enum):
    """The pages of the window, those beneath the diagram first; the value is the key by which lessons visit them."""

    NEURON = "neuron"
    SLOW_MOTION = "slow-motion"
    WHAT_IF = "what-if"
    PREFERRED_INPUT = "preferred-input"
    TRAINING = "training"
    RUNS = "runs"
    EVALUATION = "evaluation"
    MY_HAND = "my-hand"
    COURSE = "course"

    @property
    def title(self) -> str:
        """What its tab and the menu call it."""
        return self.value.replace("-", " ").capitalize()

    @property
    def is_beneath_diagram(self) -> bool:
        """Whether the page is a part of the Network page."""
        return self in (Page.NEURON, Page.SLOW_MOTION, Page.WHAT_IF, Page.PREFERRED_INPUT)


class Lines(Enum):
    """What the lines of the diagram show."""

    PRODUCTS = "products"
    """Weight times activation: what each neuron contributes now."""
    WEIGHTS = "weights"


class View(QObject):
    """The page that is open, what the lines of the diagram show, and with how many digits numbers are shown."""

    page_changed = Signal(Page)
    lines_changed = Signal(Lines)
    digits_changed = Signal(bool)
    lesson_wanted = Signal(str)
    """The Course page, which is open by now, is to show the lesson of that key."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Open the Neuron page, with lines that show products."""
        super().__init__(parent)
        self.page = Page.NEURON
        """The open page; ``open`` opens another."""
        self.beneath = Page.NEURON
        """The page beneath the diagram that is open, or was last."""
        self.lines = Lines.PRODUCTS
        """What the lines show; ``show_lines`` changes it."""
        self.all_digits = False
        """Whether numbers are shown with all their digits, not four decimals; ``show_digits`` changes it."""

    def open(self, page: Page) -> None:
        """Open ``page``."""
        if page is not self.page:
            self.page = page
            if page.is_beneath_diagram:
                self.beneath = page
            self.page_changed.emit(page)

    def open_lesson(self, key: str) -> None:
        """Open the lesson of that ``key`` of the course of nnapp."""
        self.open(Page.COURSE)
        self.lesson_wanted.emit(key)

    def show_lines(self, lines: Lines) -> None:
        """Let the lines show something else."""
        if lines is not self.lines:
            self.lines = lines
            self.lines_changed.emit(lines)

    def show_digits(self, *, all_of_them: bool) -> None:
        """Show numbers with all their digits, or with four decimals."""
        if all_of_them is not self.all_digits:
            self.all_digits = all_of_them
            self.digits_changed.emit(all_of_them)
