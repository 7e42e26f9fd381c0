"""The Network page: the diagram, and beneath it the pages that look inside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from nnapp.gui.pages.network.diagram_panel import DiagramPanel
from nnapp.gui.pages.network.network_header import NetworkHeader
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.enlarge_button import EnlargeButton
from nnapp.gui.widgets.layouts import PAGE, fill, horizontal, named, vertical
from nnapp.gui.widgets.lazy_tabs import LazyTabs
from nnapp.gui.widgets.neuron_words import short_name
from nnapp.gui.work.accuracy_meter import AccuracyMeter

SHARES = (4, 3)
"""How the diagram and the pages beneath it share the room at first."""


class NetworkPage(QWidget):
    """Divides its room between the diagram and the pages beneath it; the divider can be dragged."""

    save_wanted = Signal()
    """The user wants to save the network as a file."""

    def __init__(self, session: Session, meter: AccuracyMeter, appearance: Appearance) -> None:
        """Show the network of ``session``, whose accuracy is measured by ``meter``."""
        super().__init__()
        self.setObjectName("networkPage")
        self._session, self._appearance = session, appearance
        self.inside = LazyTabs("inside")
        """The pages beneath the diagram."""
        self.divider = named(QSplitter(Qt.Orientation.Vertical), "networkDivider")
        """What the user drags to give one of them more room."""
        self.divider.addWidget(self._build_diagram(meter))
        self.divider.addWidget(self.inside)
        self.divider.setCollapsible(0, False)  # noqa: FBT003
        for place, share in enumerate(SHARES):
            self.divider.setStretchFactor(place, share)
        self._divide()
        self.inside.setCornerWidget(EnlargeButton(self.inside, "enlargeInsideButton", "this page"))
        vertical(appearance, self).addWidget(self.divider)
        self._add_pages()
        self.inside.opened.connect(session.view.open)
        session.view.page_changed.connect(self._on_page)
        session.selection.neuron_changed.connect(self._show_name)
        session.network_changed.connect(self._show_name)
        self._show_name()

    def _build_diagram(self, meter: AccuracyMeter) -> QWidget:
        above = QWidget()
        left, top, right, _ = PAGE
        column = vertical(self._appearance, above, spacing=SPACE, margins=(left, top, right, SPACE))
        head = horizontal(self._appearance)
        enlarge = EnlargeButton(above, "enlargeDiagramButton", "the diagram")
        fill(head, (NetworkHeader(self._session, meter, self._appearance), 1), enlarge)
        fill(column, head, (DiagramPanel(self._session, self._appearance), 1))
        return above

    def _add_pages(self) -> None:
        # Pages are imported when they are opened, so that the window opens without them.
        def neuron() -> QWidget:
            from nnapp.gui.pages.network.neuron.page import NeuronPage

            return NeuronPage(session, appearance)

        def slow_motion() -> QWidget:
            from nnapp.gui.pages.network.slow_motion.page import SlowMotionPage

            return SlowMotionPage(session, appearance)

        def what_if() -> QWidget:
            from nnapp.gui.pages.network.what_if.page import WhatIfPage

            page = WhatIfPage(session, appearance)
            page.save_wanted.connect(self.save_wanted)
            return page

        def preferred_input() -> QWidget:
            from nnapp.gui.pages.network.preferred_input.page import PreferredInputPage

            return PreferredInputPage(session, appearance)

        session, appearance = self._session, self._appearance
        makers = {
            Page.NEURON: neuron, Page.SLOW_MOTION: slow_motion,
            Page.WHAT_IF: what_if, Page.PREFERRED_INPUT: preferred_input,
        }  # fmt: skip
        for page, make in makers.items():
            self.inside.add(page, page.title, make)

    def _on_page(self, page: Page) -> None:
        if page.is_beneath_diagram:
            self.inside.open(page)
            if not self.inside.height():
                # It was folded away by dragging the divider to the bottom.
                self._divide()

    def _divide(self) -> None:
        self.divider.setSizes([100 * share for share in SHARES])

    def _show_name(self) -> None:
        recogniser, selected = self._session.recogniser, self._session.selection.neuron
        self.inside.setTabText(0, f"Neuron {short_name(recogniser.network, recogniser.class_names, *selected)}")
