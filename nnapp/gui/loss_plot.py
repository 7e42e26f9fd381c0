"""Loss per epoch, of training and of validation, as a live plot."""

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from nnapp.gui.appearance import Appearance
from nnapp.gui.theme import SMALL, Theme, font
from nnapp.nn.training import EpochReport


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
        self._training_curve = self.plot(name="training loss", symbol="o", symbolSize=4)
        self._validation_curve = self.plot(name="validation loss", symbol="t", symbolSize=5)
        appearance.changed.connect(self._take_colours)
        self._take_colours()
        self.clear_curves(epochs=30)

    @property
    def curves(self) -> tuple[list[int], list[float], list[float]]:
        """The epochs, the training losses and the validation losses shown."""
        return list(self._epochs), list(self._training), list(self._validation)

    def clear_curves(self, epochs: int) -> None:
        """Begin a run of ``epochs``."""
        self._epochs, self._training, self._validation = [], [], []
        self.setXRange(0, epochs, padding=0.02)
        self.setYRange(0, 1, padding=0)
        self._draw()

    def add_epoch(self, report: EpochReport) -> None:
        """Draw the losses of one more epoch. The random start, epoch 0, only sets no scale."""
        if report.epoch == 0:
            return
        self._epochs.append(report.epoch)
        self._training.append(report.training_loss)
        self._validation.append(report.validation_loss)
        self._draw()
        finite = [loss for loss in (*self._training, *self._validation) if loss < float("inf")]
        if finite:
            self.setYRange(0, max(finite) * 1.1, padding=0)
        self.setAccessibleDescription(
            f"Epoch {report.epoch}: training loss {report.training_loss:.4f}, "
            f"validation loss {report.validation_loss:.4f}"
        )

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
            axis.setPen(theme.color("border"))
            axis.setTextPen(theme.color("muted"))
            axis.setTickFont(font(SMALL))
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
            axis.setLabel(label, color=theme.muted, **{"font-size": f"{SMALL}px"})
            axis.enableAutoSIPrefix(enable=False)
        self.getPlotItem().showGrid(y=True, alpha=0.9)
        self._take_curve_colours(theme)
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
