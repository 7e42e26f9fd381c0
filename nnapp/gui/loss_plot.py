"""Loss per epoch, of training and of validation, as a live plot."""

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from nnapp.gui.appearance import Appearance
from nnapp.gui.theme import SMALL, Theme, font
from nnapp.nn.training import EpochReport, TrainingSettings

LARGEST_LOSS = 1e6
"""A loss beyond this, or one that is no number, is not drawn: Qt cannot paint there and crashes."""


class LossPlot(pyqtgraph.PlotWidget):
    """Two curves over the epochs: training loss solid, validation loss dashed."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("lossPlot")
        self.setAccessibleName("Loss per epoch")
        self._appearance = appearance
        self._epochs: list[int] = []
        self._training: list[float] = []
        self._validation: list[float] = []
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self._legend = self.addLegend(offset=(-8, 4))
        self._legend.setZValue(10)
        self._training_curve = self.plot(name="training loss", symbol="o", symbolSize=4)
        self._validation_curve = self.plot(name="validation loss", symbol="t", symbolSize=5)
        appearance.changed.connect(self._take_colours)
        self._take_colours()
        self.clear_curves(TrainingSettings().epochs)

    @property
    def curves(self) -> tuple[list[int], list[float], list[float]]:
        """The epochs, the training losses and the validation losses shown."""
        return list(self._epochs), list(self._training), list(self._validation)

    def clear_curves(self, epochs: int) -> None:
        """Begin a run of ``epochs``."""
        self._epochs, self._training, self._validation = [], [], []
        self.setXRange(0, epochs, padding=0.02)
        self._show_up_to(1.0)
        self._draw()

    def add_epoch(self, report: EpochReport) -> None:
        """Draw the losses of one more epoch; not of the random start, which would set the scale."""
        losses = (report.training_loss, report.validation_loss)
        if report.epoch == 0 or not all(loss <= LARGEST_LOSS for loss in losses):
            return
        self._epochs.append(report.epoch)
        self._training.append(report.training_loss)
        self._validation.append(report.validation_loss)
        self._draw()
        self._show_up_to(max(*self._training, *self._validation) * 1.1)
        self.setAccessibleDescription(
            f"Epoch {report.epoch}: training loss {report.training_loss:.4f}, "
            f"validation loss {report.validation_loss:.4f}"
        )

    def _show_up_to(self, loss: float) -> None:
        # A little below 0 as well, or the axis would leave out the label of its 0.
        self.setYRange(-0.04 * loss, loss, padding=0)

    def _draw(self) -> None:
        self._training_curve.setData(self._epochs, self._training)
        self._validation_curve.setData(self._epochs, self._validation)
        self._write_legend()

    def _write_legend(self) -> None:
        """Name the curves, with their last values."""
        names = (("training loss", self._training), ("validation loss", self._validation))
        for (_, text), (name, losses) in zip(self._legend.items, names, strict=True):
            last = f" {losses[-1]:.3f}" if losses else ""
            text.setText(f"{name}{last}", color=self._appearance.theme.text, size=f"{SMALL}px")
        self._legend.updateSize()

    def _take_colours(self) -> None:
        theme = self._appearance.theme
        self.setBackground(theme.color("panel"))
        for side, label in (("bottom", "epoch"), ("left", "loss (nats per digit)")):
            axis = self.getAxis(side)
            # Below the curves and the names of the curves, as the grid is the axis's.
            axis.setZValue(-1)
            axis.setPen(theme.color("border"))
            axis.setTextPen(theme.color("muted"))
            axis.setTickFont(font(SMALL))
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
            # Without these ranges a loss of 0.3 would be written as 300 times 0.001.
            style = {"color": theme.muted, "font-size": f"{SMALL}px"}
            axis.setLabel(label, siPrefixEnableRanges=((0.0, 0.0),), **style)
        self.getPlotItem().showGrid(y=True, alpha=0.9)
        self._take_curve_colours(theme)
        # Behind the names, so that no grid line runs through them.
        self._legend.setBrush(theme.color("panel"))
        self._write_legend()

    def _take_curve_colours(self, theme: Theme) -> None:
        curves = ((self._training_curve, "supports", Qt.PenStyle.SolidLine),
                  (self._validation_curve, "opposes", Qt.PenStyle.DashLine))  # fmt: skip
        for curve, token, style in curves:
            pen = QPen(theme.color(token), 2, style)
            pen.setCosmetic(True)
            curve.setPen(pen)
            curve.setSymbolBrush(theme.color(token))
            curve.setSymbolPen(theme.color(token))
